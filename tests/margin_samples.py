"""A deal of every kind of line, and a naive reckoning of what it costs, shared by tests."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from cspricing import (
    EUR,
    VAT,
    Charge,
    Item,
    Markup,
    Money,
    Named,
    PercentOff,
    Purchase,
    Quote,
)

WAGES: Final = Charge("wages", 160, "hour", EUR("15.125"), "labour", "monthly", cost=True)
SEATS: Final = Item(
    name="Seats",
    quantity=12,
    unit="seat",
    price=EUR("39.90"),
    category="software",
    cadence="monthly",
)
SETUP: Final = Item(
    name="Set-up", quantity=1, unit="set-up", price=EUR(3000), category="consulting"
)
DEAL: Final = (
    Quote.of(WAGES, SEATS, SETUP)
    .over(12)
    .marked_up(Markup(40))
    .less(PercentOff(5))
    .taxed(VAT(19))
    .bought(Purchase(70, on="software"), Purchase(price=EUR(1800), on=Named("Set-up")))
)


def euros(amount: int | str) -> Money:
    """Make money in euros."""
    return Money(amount, "EUR")


def rounded(exact: Fraction) -> int:
    """Round half away from zero."""
    units = int((2 * abs(exact) + 1) // 2)
    return units if exact >= 0 else -units


def naive_cost(quote: Quote, percent: Any, unit: int = 1) -> int:  # noqa: ANN401
    """Add up, in minor units, own costs, and so many percent of what is bought at list."""
    total = 0
    for line in quote.lines:
        if line.entry.charge.cost:
            total += line.cost.minor
        elif not line.entry.charge.stated:
            total += unit * rounded(Fraction(percent) * line.gross.minor / unit / 100)
    return total
