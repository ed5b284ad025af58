"""Operators only: whole quotes are priced by what columns have, and by nothing else.

A quote whose numbers refuse to be asked `if` (`operators.Wary`) comes to what the plain one does,
through every tariff, discount, tax policy, percentage, markup and month: in quantities, prices,
borders of tiers, stated amounts, and sizes of discounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import example, given, strategies as st

import naive_quote
from cspricing import (
    EUR,
    AmountOff,
    Charge,
    Item,
    PercentOf,
    PercentOff,
    PricingError,
    Quote,
    Terms,
)
from cspricing.exact import EXACT
from cspricing.sheet import Applied
from operators import PLAIN, Guard, Wary, unwary, wary_price, wary_tariff
from quote_figures import changed
from quote_parts import Bundle, Kind, cents
from quotes import quotes

GUARDS = st.sampled_from([Wary, Wary, PLAIN])


class Guards:
    """Which numbers of a quote are wary."""

    def __init__(self, several: Sequence[Guard]) -> None:
        self.quantities, self.prices, self.borders, self.stated, self.sizes, self.percents = several

    def price(self, price: Any) -> Any:  # noqa: ANN401
        """Make a stated amount wary."""
        return None if price is None else wary_price(price, self.stated)

    def adjusted(self, one: Any) -> Any:  # noqa: ANN401
        """Make the amounts of an allowance or surcharge wary."""
        return evolve(one, amount=self.price(one.amount), base=self.price(one.base))

    def charge(self, one: Any) -> Any:  # noqa: ANN401
        """Make the numbers of a component wary."""
        match one:
            case Item():
                return evolve(
                    one,
                    quantity=self.quantities(one.quantity),
                    price=wary_tariff(one.price, self.prices, self.borders),
                    allowances=tuple(map(self.adjusted, one.allowances)),
                    surcharges=tuple(map(self.adjusted, one.surcharges)),
                )
            case Charge():
                return evolve(
                    one,
                    quantity=self.quantities(one.quantity),
                    tariff=wary_tariff(one.tariff, self.prices, self.borders),
                )
            case PercentOf():
                return evolve(one, percent=self.percents(one.percent))
            case Bundle():
                return one
            case _:  # a percentage of a document is a product of prices, made with the component
                return self.adjusted(one) if one.base is None else one

    def discount(self, rule: Any) -> Any:  # noqa: ANN401
        """Make the size of a discount wary."""
        if isinstance(rule, AmountOff):
            return evolve(rule, price=wary_price(rule.amount, self.sizes))
        assert isinstance(rule, PercentOff)
        return evolve(rule, percent=self.sizes(rule.percent))

    def quote(self, quote: Quote) -> Quote:
        """Make the numbers of a quote wary."""
        with localcontext(EXACT):
            new = changed(quote, self.charge)
            discounts = tuple(map(self.discount, new.terms.discounts))
            return new.on_terms(evolve(new.terms, discounts=discounts))


Settled = tuple[list[Fraction], list[list[Any]]]


def taken(applied: Applied) -> list[Any]:
    """Give what a discount takes, lets lapse and carries on; nothing where that is nothing at all.

    What an amount carries is nothing in one row, and something in another one of a column.
    """
    cuts = [(place, unwary(cut)) for place, cut in applied.cuts.items() if unwary(cut)]
    rest = [unwary(applied.lapsed), unwary(applied.carried)]
    return [applied.position, cuts, rest] if cuts or any(rest) else []


def settled(quote: Quote) -> Settled:
    """Give the totals of a quote, and of each invoice all amounts of all lines and rules."""
    totals = [unwary(getattr(quote.totals, f"{name}_minor")) for name in naive_quote.TOTALS]
    sheets = [sheet for sheet, count in quote.priced.runs for _ in range(count)]
    amounts = [
        [
            *map(unwary, sheet.gross),
            *map(unwary, sheet.line_net),
            *map(unwary, sheet.net),
            *map(unwary, sheet.included or ()),
            *map(unwary, sheet.costs.values()),
            *filter(None, map(taken, sheet.discounts)),
            *(unwary(amount) for group in sheet.taxes for amount in group.amounts),
            *(unwary(amount) for *_, amount in sheet.withheld),
        ]
        for sheet in sheets
    ]
    return totals, amounts


def outcome(quote: Quote) -> Settled | str:
    """Give what a quote comes to, or the code of its refusal."""
    try:
        return settled(quote)
    except PricingError as error:
        return error.code


# A selector that is a component is compared with others, which numbers that are many cannot be.
def names_component(on: Any) -> bool:  # noqa: ANN401
    """Whether a rule names a component by itself."""
    if isinstance(on, tuple):
        return any(map(names_component, on))
    return hasattr(on, "charges") and not isinstance(on, type)


@given(
    quotes(refusable=True) | quotes(kind=Kind(lines=(2, 4)), size="small", months=1),
    st.tuples(*[GUARDS] * 6),
)
@example(  # nothing is carried on, which a column cannot tell of all of its rows
    Quote(
        (cents(0, cadence="monthly"),),
        Terms(months=2, discounts=[AmountOff(EUR(0), carry=True)]),
    ),
    (Wary,) * 6,
)
def test_wary_quotes_come_to_the_same(quote: Quote, several: tuple[Guard, ...]) -> None:
    """A quote with wary numbers comes to the same totals, lines, cuts and taxes, or is refused."""
    discounts = [
        evolve(rule, on="x") if names_component(rule.on) else rule for rule in quote.terms.discounts
    ]
    quote = quote.on_terms(evolve(quote.terms, discounts=discounts))
    wary = Guards(several).quote(quote)
    assert outcome(quote) == outcome(wary)


def test_a_wary_quote_holds_wary_amounts() -> None:
    """What is wary stays so to the last total, so that nothing on the way looked into it."""
    item = Item(name="a", quantity=Wary(Decimal(3)), price=wary_price(EUR("0.01")))  # type: ignore[arg-type]
    quote = Quote.of(item).less(PercentOff(Wary(Decimal(10))))  # type: ignore[arg-type]
    assert {Wary} == {
        type(amount)
        for amount in (
            quote.totals.net_minor,
            quote.totals.discount_minor,
            quote.totals.total_minor,
        )
    }
