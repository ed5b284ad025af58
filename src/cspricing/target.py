"""The price of a whole quote for a target margin, solved against its settled invoices.

Every invoice rounds by itself, so that a percentage moves a quote in steps. What is found is
therefore priced, never computed by a formula: the net amount is the smallest whole amount of
which the margin is at least the target.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from .costing import cost_of, least_net, line_costs
from .discount import AmountOff, Discount, PercentOff
from .errors import PricingError, TargetError
from .exact import EXACT
from .markup import CostRule, Markup, margin_percent
from .money import Money, Price
from .notation import grouped
from .pricing import Priced, price
from .provenance import Figure
from .quote import Quote, checked_quote
from .selector import Selector
from .terms import Terms
from .written import Written

_ONE: Final = 10**6  # prices rise by millionths
_MOST: Final = _ONE * 2**20
_PERCENT: Final = 100
_HUNDREDTHS: Final = 100 * 100


@frozen(kw_only=True, repr=False)
class Profit(Written):
    """What a quote brings over the whole term; never for a customer.

    Attributes:
        net: The net amount.
        cost: What all its lines cost: own costs, whether marked up or not, and what is bought.
    """

    net: Money
    cost: Money

    @property
    def margin(self) -> Money:
        """The net amount less the cost."""
        return self.net - self.cost

    @property
    def percent(self) -> Fraction | None:
        """The margin in percent of the net amount, exact; None if that is nothing."""
        return None if not self.net else self.margin / self.net * _PERCENT


@frozen(kw_only=True, repr=False)
class TargetPrice(Profit):
    """A quote that reaches a target margin, and what made it do so.

    Attributes:
        quote: The quote at that price.
        target: The margin that was wanted, in percent of the net amount.
        wanted: The smallest whole net amount of which the margin is at least the target.
        discounts: What was taken off besides, to come down to it.
        markups: The rules that make costs prices, raised to come up to it; none if they stayed.
    """

    quote: Quote
    target: Decimal
    wanted: Money
    discounts: tuple[Discount, ...]
    markups: tuple[CostRule, ...]

    @property
    def left_over(self) -> Price:
        """How far the net amount is above the exact one, since cents are whole."""
        cost = Price.exact(self.cost.amount, 1, self.cost.currency)
        return (self.net - cost * _PERCENT / (_PERCENT - self.target)).reduced()


def profit_of(quote: Quote) -> Profit:
    """Give what a quote brings over the whole term.

    Raises:
        RuleError: If nothing says what one of its lines costs (``cost.unknown``).
        PricingErrors: If it cannot be priced.

    >>> from cspricing import EUR, InHouse, Margin, PhoneSupport
    >>> team = InHouse(heads=2, monthly_wage=EUR(2400))
    >>> phone = PhoneSupport(calls_per_month=3000, handle_minutes=4, delivery=team)
    >>> profit = profit_of(Quote.of(phone).marked_up(Margin(20)))
    >>> print(profit.net, profit.cost, profit.percent)
    EUR 6,000.00 EUR 4,800.00 20
    """
    known = checked_quote(quote)
    return Profit(net=known.net, cost=_cost(known.priced, known.terms))


def target_margin(
    quote: Quote, percent: Figure, *, on: Selector = None, reason: str = ""
) -> TargetPrice:
    """Change a quote by one discount, or by higher markups, so that it reaches a margin.

    The margin is (net - cost) / net over the whole term. A quote above the target is given a
    percentage off, to two decimals, and an amount off of what is missing to the cent. One below
    it has the prices of its marked-up costs raised, all in the same proportion, and what that is
    too much comes off as an amount. The amount comes off the first invoices that can bear it.

    Where prices contain tax, a cent off them is less than a cent of net, and the net amount may
    end a cent above the one wanted.

    Args:
        quote: A quote of which all costs are known; what is bought, by ``bought(Purchase(...))``.
        percent: The margin, from 0 to below 100 percent of the net amount.
        on: The lines that the discount comes off; None for all.
        reason: What the document says that the discount is for.

    Raises:
        RuleError: If the margin is impossible (``margin.range``), or nothing says what a line
            costs (``cost.unknown``).
        TargetError: If no line costs anything (``target.cost``), or neither a discount nor
            a markup can reach the margin (``target.unreachable``).
        PricingErrors: If the quote cannot be priced, or the price is below one of its floors.

    >>> from cspricing import EUR, InHouse, Markup, PhoneSupport
    >>> team = InHouse(heads=2, monthly_wage=EUR(2400))
    >>> phone = PhoneSupport(calls_per_month=3000, handle_minutes=4, delivery=team)
    >>> deal = target_margin(Quote.of(phone).marked_up(Markup(50)), 30)
    >>> print(deal.net, deal.discounts)
    EUR 6,857.15 (PercentOff("4.76"), AmountOff(Price("0.13", "EUR"), carry=True))
    >>> print(deal.margin, round(float(deal.percent), 5), deal.left_over)
    EUR 2,057.15 30.00007 EUR 0.05 / 7
    """
    try:
        target = margin_percent(percent)
    except PricingError as error:
        error.at("percent", "target_margin")
        raise
    known = checked_quote(quote)
    return _Search(known, target, on, reason).solved()


def _cost(priced: Priced, terms: Terms) -> Money:
    return cost_of(line_costs(priced, terms), priced, range(1, len(priced.entries) + 1))


class _Search:
    """Tries terms on the components of a quote."""

    def __init__(self, quote: Quote, target: Decimal, on: Selector, reason: str) -> None:
        self.quote = quote
        self.target = target
        self.on = on
        self.reason = reason
        # Without its floors, which are for the price that is found.
        self.start = price(quote.components, quote.terms)
        self.unit = self.start.runs[0][0].unit

    def solved(self) -> TargetPrice:
        """Find the terms, and price the quote on them, floors and all."""
        terms = self.quote.terms
        cost = _cost(self.start, terms)
        if cost.minor <= 0:
            raise TargetError.of(
                "target.cost",
                f"the lines cost {cost}, so that no price has a margin of "
                f"{grouped(self.target)} %; state what they cost",
                field="quote",
                value=cost,
            )
        terms = self.raised() if self.above(terms) < 0 else self.less_percent(terms)
        terms = self.less_amount(terms)
        quote = self.quote.on_terms(terms)
        cost = _cost(quote.priced, terms)
        before = self.quote.terms
        return TargetPrice(
            quote=quote,
            net=quote.net,
            cost=cost,
            target=self.target,
            wanted=least_net(cost, self.target, self.unit),
            discounts=terms.discounts[len(before.discounts) :],
            markups=() if terms.markups == before.markups else terms.markups,
        )

    def above(self, terms: Terms) -> int:
        """Give how many units the net amount on *terms* is above the one wanted."""
        priced = price(self.quote.components, terms)
        wanted = least_net(_cost(priced, terms), self.target, self.unit)
        net: int = priced.totals.net_minor
        return (net - wanted.minor) // self.unit

    def raised(self) -> Terms:
        """Raise the prices of marked-up costs, all in the same proportion, as little as reaches."""
        terms = self.quote.terms

        def by(factor: int) -> Terms:
            return evolve(terms, markups=[_raised(rule, factor) for rule in terms.markups])

        reach = 2 * _ONE
        while terms.markups and reach < _MOST and self.above(by(reach)) < 0:
            reach *= 4
        factor = _least(lambda factor: self.above(by(factor)), _ONE, reach)
        if not terms.markups or factor > reach:
            raise self.unreachable(terms, "lower a discount, raise a price, or mark up costs")
        return by(factor)

    def less_percent(self, terms: Terms) -> Terms:
        """Take off as many hundredths of a percent as leave the target reached."""

        def by(hundredths: int) -> Terms:
            percent = _decimal(hundredths, 2)
            rule = PercentOff(percent, self.on, reason=self.reason)
            return evolve(terms, discounts=(*terms.discounts, rule))

        hundredths = _least(lambda n: -1 - self.above(by(n)), 0, _HUNDREDTHS) - 1
        return by(hundredths) if hundredths else terms

    def less_amount(self, terms: Terms) -> Terms:
        """Take off the rest, unit by unit."""

        def by(units: int) -> Terms:
            amount = Money.of_minor(units * self.unit, self.start.currency)
            off = Price.exact(amount.amount, 1, amount.currency)
            rule = AmountOff(off, self.on, carry=True, reason=self.reason)
            return evolve(terms, discounts=(*terms.discounts, rule)) if units else terms

        rest = self.above(terms)
        if rest == 0 or self.above(by(rest)) == 0:
            return by(rest)
        # Prices contain tax, of which each cent takes a part, or there is too little to take.
        most = self.most(terms)
        units = _least(lambda units: -1 - self.above(by(units)), 0, most) - 1
        contained = self.start.totals.tax_included_minor != 0
        if units == most or (self.above(by(units)) and not contained):
            raise self.unreachable(by(most), "no more can come off: choose other lines")
        return by(units)

    def most(self, terms: Terms) -> int:
        """Give more units than can be taken off the lines of all invoices."""
        priced = price(self.quote.components, terms)
        taken: int = sum(sum(map(abs, sheet.net)) * count for sheet, count in priced.runs)
        return taken + 1

    def unreachable(self, terms: Terms, remedy: str) -> TargetError:
        """Tell what margin there is, and why it is not the target."""
        priced = price(self.quote.components, terms)
        reached = Profit(
            net=Money.of_minor(priced.totals.net_minor, priced.currency), cost=_cost(priced, terms)
        )
        return TargetError.of(
            "target.unreachable",
            f"a margin of {grouped(self.target)} % cannot be reached: {reached.net} is left, of "
            f"which {reached.margin} is margin; {remedy}",
            field="percent",
            value=self.target,
        )


def _least(value: Callable[[int], int], low: int, high: int) -> int:
    """Find the least number above *low* at which a value is not below 0, as it is at *low*.

    The value rises nearly in proportion, which takes few tries; halving bounds how many. Where
    it does not always rise, what is found is not below 0 all the same.

    Returns:
        The number; above *high* if the value is below 0 there too.
    """
    below, above = value(low), value(high)
    if above < 0:
        return high + 1
    halve = False
    while high - low > 1:
        middle = (low + high) // 2 if halve else low - (high - low) * below // (above - below)
        middle = min(max(middle, low + 1), high - 1)
        before, found = high - low, value(middle)
        low, below, high, above = (
            (low, below, middle, found) if found >= 0 else (middle, found, high, above)
        )
        halve = 2 * (high - low) > before
    return high


def _raised(rule: CostRule, factor: int) -> CostRule:
    """Raise the prices that a rule makes by so many millionths, to six decimals of a percent."""
    if isinstance(rule, Markup):
        exact = (_PERCENT + Fraction(rule.percent)) * factor / _ONE - _PERCENT
    else:
        exact = _PERCENT - (_PERCENT - Fraction(rule.percent)) * _ONE / factor
    up = -(-exact.numerator * _ONE // exact.denominator)
    most = _PERCENT * _ONE - 1
    if isinstance(rule, Markup):
        return evolve(rule, percent=_decimal(up, 6))
    return evolve(rule, percent=_decimal(min(up, most), 6))


def _decimal(units: int, places: int) -> Decimal:
    """Write units of a last decimal place as a number, without zeros at its end."""
    while places and units % 10 == 0:
        units, places = units // 10, places - 1
    return EXACT.scaleb(Decimal(units), -places)
