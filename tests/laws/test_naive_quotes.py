"""Whole quotes are what a naive second implementation makes of them (P25)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given

import naive_invoice
import naive_quote
import naive_rows
from cspricing import (
    EUR,
    VAT,
    Allowance,
    AmountOff,
    Charge,
    Markup,
    PercentOf,
    PercentOff,
    PricingError,
    Quote,
    Rounding,
    Terms,
)
from quote_figures import totals_of
from quote_parts import PLAIN, cents
from quotes import quotes


def on(*components: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put components on terms."""
    return Quote(components, Terms(**terms))


COST = Charge("wages", 10, "hour", EUR("0.10"), "x", cost=True)
TWO_CENTS = cents(2, name="a")


@given(quotes(refusable=True) | quotes(kind=PLAIN, size="small", refusable=True))
@example(  # what is payable is rounded after what is prepaid
    on(cents(102), rounding=Rounding(increment="0.05"), prepaid=EUR("1.01"))
)
@example(  # a percentage of costs is a cost, and marked up with them
    on(COST, PercentOf(5, of="x", category="x", cost=True), markups=[Markup(20)])
)
@example(  # the tax in prices is allocated by what lines are
    on(cents(8), TWO_CENTS, taxes=[VAT(20, inclusive=True)])
)
@example(  # nothing comes off a line that its allowance has turned into a credit
    on(
        cents(10, allowances=[Allowance(amount=EUR("0.20"))]),
        discounts=[PercentOff(10, level="line", base="list")],
    )
)
@example(  # what is carried over waits for the next invoice with a line
    on(
        cents(40, "x", cadence="quarterly"),
        cents(5, "y", cadence="monthly"),
        months=6,
        discounts=[AmountOff(EUR(1), on="x", carry=True)],
    )
)
def test_a_naive_second_implementation_agrees(quote: Quote) -> None:
    """P25: a naive second implementation gives the same totals, lines, taxes, and refusals."""
    try:
        first = totals_of(quote)
    except PricingError as error:
        with pytest.raises(naive_invoice.RefusedError) as caught:
            naive_quote.priced(quote.components, quote.terms)
        assert caught.value.code == error.code  # noqa: PT017
        return
    second = naive_quote.priced(quote.components, quote.terms)
    assert second.totals == first
    assert list(second.nets.values()) == [line.net.minor for line in quote.lines]
    assert list(second.costs.values()) == [line.cost.minor for line in quote.lines]
    assert [(bill.start, bill.last, bill.issued, bill.due) for bill in second.bills] == [
        (invoice.period.start, invoice.period.end, invoice.issue_date, invoice.due_date)
        for invoice in quote.invoices
    ]
    assert [invoice.totals for invoice in second.invoices] == [
        {name: getattr(invoice.totals, name).minor for name in naive_quote.TOTALS}
        for invoice in quote.invoices
    ]
    assert list(second.taxes.items()) == [
        ((naive_rows.key_of(line.tax), line.rate), (line.base.minor, line.amount.minor))
        for line in quote.tax_lines
    ]
    assert [second.lapsed.get(number, 0) for number in range(len(quote.terms.discounts))] == [
        record.lapsed.minor for record in quote.rules if record.kind == "discount"
    ]
