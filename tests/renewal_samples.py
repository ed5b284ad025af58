"""Contracts that are renewed, or ended early."""

from __future__ import annotations

from cspricing import (
    EUR,
    Item,
    Quote,
)

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
YEAR = Quote.of(SEATS).over(12, "2027-01-01")


def nets(quote: Quote) -> list[str]:
    """Check a quote, and give the net amount of each invoice."""
    quote.verify()
    return [str(invoice.totals.net.amount) for invoice in quote.invoices]
