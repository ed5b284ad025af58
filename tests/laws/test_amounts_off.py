"""The laws of amounts off, and of how long a discount lasts."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, example, given, strategies as st

import naive_numbers
from cspricing import (
    EUR,
    AmountOff,
    Item,
    Money,
    PercentOff,
    PricingError,
    Quote,
    Terms,
)
from cspricing.sheet import Sheet
from quote_parts import PLAIN, cents, currencies, items, prices
from quotes import quotes, selectors


def on(*components: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put components on terms."""
    return Quote(components, Terms(**terms))


def nets(quote: Quote) -> list[int]:
    """Give the net amount of each line in minor units."""
    return [line.net.minor for line in quote.lines]


def sheets(quote: Quote) -> list[Sheet]:
    """Give the amounts of each invoice."""
    return [invoice.sheet for invoice in quote.invoices]


@given(
    currencies().flatmap(
        lambda currency: st.tuples(
            st.lists(items(currency), min_size=1, max_size=6), prices(currency), selectors()
        )
    )
)
def test_an_amount_comes_off_the_lines_with_the_sign_of_their_sum(
    drawn: tuple[list[Item], Any, Any],
) -> None:
    """An amount off, capped, takes as much as the sum of its lines bears, of lines of its sign."""
    several, price, chosen = drawn
    discount = AmountOff(price, chosen, cap=True, optional=True)
    quote = Quote(tuple(several), Terms(months=1, discounts=[discount]))
    (sheet,) = sheets(quote)
    applied = sheet.discounts[0]
    members = [sheet.listed[position] for position in applied.cuts]
    size = naive_numbers.rounded(price.fraction * 10**quote.currency.digits, "half_up")
    assert min(size, abs(sum(members))) == abs(applied.amount)
    if members:
        assert size == abs(applied.amount) + applied.lapsed
    sign = -1 if sum(members) < 0 else 1
    for position, cut in applied.cuts.items():
        assert sign * cut >= 0
        assert cut == 0 or sign * sheet.listed[position] > 0


@given(quotes(kind=PLAIN, most_discounts=1), prices(EUR, "small"), selectors())
def test_what_is_carried_is_taken_or_told(quote: Quote, size: Any, chosen: Any) -> None:  # noqa: ANN401
    """An amount that carries over comes off later invoices; what is left at the end is told."""
    price = evolve_currency(size, quote)
    discount = AmountOff(price, chosen, carry=True, optional=True)
    quote = quote.on_terms(evolve(quote.terms, discounts=[discount]))
    record = next(record for record in quote.rules if record.kind == "discount")
    digits = quote.terms.rounding.digits(quote.currency.digits)
    units = naive_numbers.rounded(price.fraction * 10**digits, quote.terms.rounding.mode)
    whole = units * 10 ** (quote.currency.digits - digits)
    if quote.invoices[0].sheet.discounts[0].why_not != "no_line":
        taken = sum(abs(sheet.discounts[0].amount) * sheet.unit for sheet in sheets(quote))
        assert whole == taken + record.lapsed.minor


def evolve_currency(price: Any, quote: Quote) -> Any:  # noqa: ANN401
    """Take the digits of a price in euros for the currency of a quote."""
    return quote.currency(price.numerator)


def test_what_is_carried_waits_for_a_line() -> None:
    """What is carried over waits through invoices without a line for it: 0.40 each quarter."""
    quote = on(
        cents(40, cadence="quarterly"),
        cents(5, "y", cadence="monthly"),
        months=6,
        discounts=[AmountOff(EUR(1), on="x", carry=True)],
    )
    assert [i.totals.discount.minor for i in quote.invoices] == [40, 0, 0, 40, 0, 0]
    assert Money("0.20", "EUR") == quote.rules[0].lapsed


@given(st.integers(0, 12), st.integers(0, 12), st.sampled_from(("line", "quote")))
def test_an_amount_that_an_invoice_cannot_bear_is_refused(
    line: int,
    size: int,
    level: Any,  # noqa: ANN401
) -> None:
    """An amount above what it comes off is refused, and the error offers to cap or to carry it."""
    quote = on(cents(line), discounts=[AmountOff(EUR(size) / 100, level=level)])
    if size <= line:
        assert quote.net.minor == line - size
        return
    with pytest.raises(PricingError) as caught:
        assert quote.net
    assert caught.value.code == "discount.exceeds"
    assert "cap=True" in str(caught.value)


# ---------------------------------------------------------------------------- lasting


@given(
    quotes(kind=PLAIN, calendar=False),
    st.sampled_from(("once", "forever", 1, 2, 5)),
    selectors(),
)
@example(on(cents(1), months=2), "once", "y")
def test_a_discount_comes_off_as_long_as_it_lasts(
    quote: Quote,
    lasts: Any,  # noqa: ANN401
    chosen: Any,  # noqa: ANN401
) -> None:
    """A discount comes off the first invoice, those of the first n months, or all of them.

    One for once that selects no line is never used up.
    """
    assume(quote.months > 1)
    discount = PercentOff(50, chosen, lasts=lasts, optional=True)
    quote = quote.on_terms(evolve(quote.terms, discounts=[discount]))
    months = {"once": 1, "forever": quote.months}.get(lasts, lasts)
    for number, sheet in enumerate(sheets(quote)):
        applied = sheet.discounts[0]
        if number >= months:
            unused = lasts == "once" and all(
                one.discounts[0].why_not == "no_line" for one in sheets(quote)
            )
            assert applied.why_not in ({"no_line"} if unused else {"used", "expired"})
            assert applied.amount == 0
        else:
            assert applied.why_not in {"", "no_line"}
