"""Contracts that change over the term, are renewed, or ended early."""

from __future__ import annotations

import pytest

from cspricing import EUR, Item, PricingError, PricingErrors, Quote

SEATS = Item(
    name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly", category="software"
)
REVIEW = Item(
    name="Review",
    quantity=1,
    unit="review",
    price=EUR(900),
    cadence="quarterly",
    category="quality",
)
SETUP = Item(name="Set-up", quantity=1, unit="set-up", price=EUR(500), category="consulting")
YEAR = Quote.of(SEATS).over(12, "2027-01-01")


def nets(quote: Quote) -> list[str]:
    """Check a quote, and give the net amount of each invoice."""
    quote.verify()
    return [str(invoice.totals.net.amount) for invoice in quote.invoices]


def code_of(quote: Quote) -> str:
    """Give the code of the one fault of a quote."""
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    (fault,) = caught.value.exceptions
    return fault.code if isinstance(fault, PricingError) else ""
