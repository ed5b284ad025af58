"""What of a charge is due on an invoice: pieces of a period, each with its quantity and factors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import frozen

from .charge import Charge
from .charge_model import step
from .factor import Factors, product
from .step import ONE, Step

_NONE: Final = Decimal(0)


@frozen(cache_hash=True)  # equal invoices are found by it
class Piece:
    """A part of a period in which nothing changes, as it stands on an invoice.

    Attributes:
        factors: What its price is multiplied by.
        share: What the quantity is multiplied by: 0.5 for half of the calls.
        more: What is added to that: 3 for three more seats.
    """

    factors: Factors = ()
    share: Decimal = ONE
    more: Decimal = _NONE

    def quantity(self, charged: Any) -> Any:  # noqa: ANN401
        """Give the quantity of the piece, of the one *charged* in a whole period."""
        if self.share is not ONE:
            charged = charged * self.share
        return charged if self.more is _NONE else charged + self.more


Due: TypeAlias = tuple[Piece, ...]
"""Pieces whose prices add up to what is due; settled once, as their sum."""

WHOLE: Final[Due] = (Piece(),)
"""A whole period, unchanged."""


def exact_due(charge: Charge, due: Due) -> tuple[Any, Any]:
    """Price what is due of a charge: the exact numerator and denominator.

    >>> from cspricing import EUR
    >>> from cspricing.factor import Factor
    >>> seats = Charge("Seats", 10, "seat", EUR(25), "software", "monthly")
    >>> exact_due(seats, (Piece((Factor(17, 31, "part_in_days"),)),))
    (Decimal('4250'), 31)
    """
    above: Any = 0
    below: Any = 1
    for piece in due:
        numerator, denominator = charge.tariff.exact(piece.quantity(charge.quantity))
        times, by = product(piece.factors)
        numerator, denominator = numerator * times, denominator * by
        if denominator == below:
            above = above + numerator
        else:
            above = above * denominator + numerator * below
            below = below * denominator
    return above, below


def due_steps(charge: Charge, due: Due) -> tuple[Step, ...]:
    """Show what is due of a charge as steps: their sum is what `exact_due` gives."""
    return tuple(
        step(part, piece.factors)
        for piece in due
        for part in charge.tariff.parts(piece.quantity(charge.quantity))
    )
