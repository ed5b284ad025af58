"""Seats in dollars, on terms in euros, for tests of rates of exchange."""

from __future__ import annotations

from typing import Any, Final

from cspricing import (
    EUR,
    USD,
    FxRate,
    FxRates,
    Item,
    Quote,
    Terms,
)

SEATS: Final = Item(name="Seats", quantity=10, unit="seat", price=USD(50), category="software",
                    cadence="monthly")  # fmt: skip
SETUP: Final = Item(name="Set-up", quantity=1, price=EUR(100), category="consulting")
JANUARY: Final = FxRate("USD", "EUR", "0.92", on="2027-01-04", source="ECB", confidence="published")
FEBRUARY: Final = FxRate("EUR", "USD", "1.25", on="2027-02-01")
RATES: Final = FxRates([JANUARY, FEBRUARY])


def quoted(rates: FxRates, *items: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put seats in dollars, or other items, on terms in euros."""
    given = {"months": 3, "start": "2027-01-10", "currency": "EUR", "rates": rates, **terms}
    return Quote.of(*(items or (SEATS,))).on_terms(Terms(**given))


def nets(quote: Quote) -> list[str]:
    """Give the net amount of each invoice."""
    return [str(invoice.totals.net.amount) for invoice in quote.invoices]
