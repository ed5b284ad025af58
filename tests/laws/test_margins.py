"""Laws of margins: targets, floors, walks and resale, on quotes of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import assume, example, given, strategies as st

from amounts import MODES
from cspricing import (
    EUR,
    VAT,
    Approval,
    Charge,
    Floor,
    Margin,
    Markup,
    Money,
    PercentOff,
    Price,
    PricingError,
    Purchase,
    Quote,
    Sale,
    profit_of,
    resold,
    target_margin,
)
from cspricing.errors import TargetError
from cspricing.target import TargetPrice
from cspricing.testing import fixed
from margin_samples import DEAL, naive_cost
from quote_parts import ANYTHING, Kind
from quotes import percent_discounts, quotes, taxes

PRICED = Kind(credits=False, stated=False)
MARGINS = st.sampled_from(("0", "1", "12.5", "20", "33.3", "50", "75", "99", "99.999"))
BOUGHT = st.sampled_from(("0", "10", "70", "100", "150"))


def known(quote: Quote, percent: str) -> Quote:
    """Say what the lines of a quote cost that are not its own costs."""
    return quote.bought(Purchase(percent, optional=True))


def unit_of(quote: Quote) -> int:
    """Give the minor units of a settled unit."""
    currency = quote.currency
    unit: int = 10 ** (currency.digits - quote.terms.rounding.digits(currency.digits))
    return unit


def solved(quote: Quote, percent: str) -> TargetPrice | None:
    """Solve a quote for a margin, unless it costs nothing, or nothing can reach it."""
    try:
        return target_margin(quote, percent)
    except TargetError:
        return None


@st.composite
def deals(
    draw: st.DrawFn, *, inclusive: bool = False, kind: Kind = ANYTHING, modes: Sequence[str] = MODES
) -> tuple[Quote, str]:
    """Draw a quote with a cost that is marked up, and what percentage of list others cost."""
    quote = draw(quotes(kind=kind, kinds_of_tax=taxes(inclusive=inclusive), modes=modes))
    digits = quote.currency.digits
    treated = any(sheet.plan.treated for sheet, _ in quote.priced.runs)
    wages = Charge(
        "wages",
        draw(st.integers(1, 9)),
        "hour",
        Price(fixed(draw(st.integers(1, 500)), digits), quote.currency),
        "staff",
        draw(st.sampled_from(("once", "monthly"))),
        cost=True,
        tax=VAT(7, inclusive=inclusive) if treated else None,
    )
    rules: list[Markup | Margin] = [Markup(0, on="staff"), Margin(20, on="staff")]
    rule = draw(st.sampled_from(rules))
    percent = draw(st.sampled_from(("0", "10", "70", "100", "150")))
    markups = [one for one in quote.terms.markups if one.on is not None]
    quote = (quote + wages).on_terms(evolve(quote.terms, markups=[*markups, rule]))
    return quote.bought(Purchase(percent, optional=True)), percent


@given(deals(), MARGINS)
@example((DEAL, ""), "20")
def test_a_target_is_reached_by_the_smallest_net(given: tuple[Quote, str], percent: str) -> None:
    """The margin is at least the target, and would not be with a unit less."""
    quote, _ = given
    deal = solved(quote, percent)
    assume(deal is not None)
    assert deal is not None
    share = 1 - Fraction(percent) / 100
    net = sum(invoice.totals.net.minor for invoice in deal.quote.invoices)
    assert deal.net.minor == net == deal.wanted.minor
    assert net * share >= deal.cost.minor > (net - unit_of(quote)) * share
    assert deal.left_over.fraction * 10**quote.currency.digits == net - deal.cost.minor / share
    deal.quote.verify()


@given(deals(modes=("half_up",)), MARGINS)
def test_the_cost_of_a_target_is_what_its_lines_cost(
    given: tuple[Quote, str], percent: str
) -> None:
    """The cost is the sum of own costs and of the percentage of list that is paid for others."""
    quote, bought = given
    deal = solved(quote, percent)
    assume(deal is not None)
    assert deal is not None
    assert naive_cost(deal.quote, bought, unit_of(quote)) == deal.cost.minor


@given(deals(inclusive=True), MARGINS)
def test_a_target_is_reached_where_prices_contain_tax(
    given: tuple[Quote, str], percent: str
) -> None:
    """Whatever prices contain, the margin is at least the target."""
    quote, _ = given
    deal = solved(quote, percent)
    assume(deal is not None)
    assert deal is not None
    share = 1 - Fraction(percent) / 100
    assert deal.net.minor * share >= deal.cost.minor
    assert deal.net >= deal.wanted


@given(deals(kind=PRICED), MARGINS)
def test_a_discount_reaches_every_target_below(given: tuple[Quote, str], percent: str) -> None:
    """A quote of charges alone comes down to any margin that it has, or has more of."""
    quote, _ = given
    profit = profit_of(quote)
    deal = solved(quote, percent)
    assume(profit.cost.minor > 0)
    if profit.net.minor * (1 - Fraction(percent) / 100) >= profit.cost.minor:
        assert deal is not None
        assert () == deal.markups
        assert deal.net <= quote.net
    elif deal is not None:
        assert deal.net > quote.net


@given(deals(), MARGINS, MARGINS)
def test_a_higher_target_never_gives_a_lower_net(
    given: tuple[Quote, str], one: str, other: str
) -> None:
    """Of two targets, the higher one has the higher net amount, or the same."""
    quote, _ = given
    low, high = sorted((one, other), key=Fraction)
    first, second = solved(quote, low), solved(quote, high)
    assume(first is not None and second is not None)
    assert first is not None
    assert second is not None
    assert first.net <= second.net


@given(quotes(), BOUGHT)
def test_walks_add_up(quote: Quote, bought: str) -> None:
    """The changes of a walk add up to net, tax, total and payable; from cost, to the same."""
    quote = known(quote, bought)
    levels = {"net": quote.net, "total": quote.total}
    for walk in (quote.walk(), quote.walk_from_cost()):
        total = Money.of_minor(0, quote.currency)
        for row in walk:
            total += row.change
            assert total == row.running
            if row.kind == "level" and row.what in levels:
                assert levels[row.what] == row.running
        assert quote.payable == total
        gross = sum((line.gross.minor for line in quote.lines if not line.is_cost), 0)
        (listed,) = [row for row in walk if row.what == "list prices"]
        assert gross == listed.running.minor
    inside, outside = quote.walk_from_cost().rows, quote.walk().rows
    assert outside[1:] == inside[len(inside) - len(outside) + 1 :]


@given(quotes(paid=False, size="small"), BOUGHT, st.integers(-3, 3), st.booleans())
def test_a_floor_is_kept_or_refused_by_a_unit(
    quote: Quote, bought: str, more: int, known_: bool
) -> None:
    """A floor above the net amount refuses the quote, unless somebody approved; else it holds."""
    quote = known(quote, bought)
    unit = unit_of(quote)
    amount = Money.of_minor(quote.net.minor + more * unit, quote.currency)
    low = quote.floored(Floor(Price(amount.amount, quote.currency), may_go_below=["CEO"]))
    if known_:
        low = low.approved(Approval(by="CEO", given="2027-01-05"))
    if more > 0 and not known_:
        with pytest.raises(PricingError) as caught:
            _ = low.net
        assert "floor.below" == caught.value.code
        return
    assert quote.totals == low.totals
    (record,) = low.floors
    assert max(more, 0) * unit == record.shortfall.minor
    assert (more > 0) == record.is_below == (record.approval is not None)


@given(quotes(), BOUGHT, MARGINS)
def test_floors_by_margin_are_explained(quote: Quote, bought: str, percent: str) -> None:
    """What is told of a floor by margin follows from what is printed, and is the smallest net."""
    quote = known(quote, bought).floored(Floor(margin=percent, may_go_below=["CEO"]))
    quote = quote.approved(Approval(by="CEO", given="2027-01-05"))
    quote.verify()
    (record,) = quote.floors
    assert record.cost is not None
    share = 1 - Fraction(percent) / 100
    least, cost = record.least.minor, record.cost.minor
    assert least * share >= cost > (least - unit_of(quote)) * share


@given(quotes(most_discounts=0), st.lists(percent_discounts(), min_size=1, max_size=4))
def test_resale_is_list_less_discounts_and_margins_between(
    quote: Quote, discounts: list[PercentOff]
) -> None:
    """Each buyer pays list less its own discounts, and partners earn what lies between."""
    chain = resold(quote, *(Sale("b", one) for one in discounts))
    for one, paid in zip(discounts, chain.quotes, strict=True):
        assert quote.less(one).net == paid.net
    nothing = Money.of_minor(0, quote.currency)
    earned = sum((partner.margin for partner in chain.partners), nothing)
    assert chain.quotes[0].net + earned == chain.customer.net
    for partner in chain.partners:
        for parts in (partner.by_component(), partner.by_category()):
            assert partner.margin == sum(parts.values(), nothing)
    walk = chain.walk().rows
    assert sum((row.change for row in walk), nothing) == walk[-1].running == chain.customer.net


@given(st.integers(1, 10**6), st.integers(0, 99), st.integers(1, 5))
def test_a_marked_up_cost_reaches_its_target_from_cost(
    cents: int, percent: int, months: int
) -> None:
    """From a markup of nothing, one cost reaches the smallest net for a margin, exactly."""
    wages = Charge("w", 1, "m", EUR(fixed(cents, 2)), "labour", "monthly", cost=True)
    deal = target_margin(Quote.of(wages).over(months).marked_up(Markup(0)), percent)
    cost = cents * months
    assert -(-cost * 100 // (100 - percent)) == deal.net.minor
