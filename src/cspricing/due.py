"""What of a charge is due on an invoice: pieces of a period, each with its quantity and factors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import frozen

from .charge import Charge
from .charge_model import Part, step
from .conversion import conversions
from .errors import TermsError
from .exact import ceil_units
from .factor import Factors, Reason, product
from .lifted import require, where
from .slice import Slice
from .step import ONE, Step
from .tariff import Flat, Tariff

_NONE: Final = Decimal(0)


@frozen(cache_hash=True)  # equal invoices are found by it
class Piece:
    """A part of a period in which nothing changes, as it stands on an invoice.

    Attributes:
        factors: What its price is multiplied by.
        share: What the quantity is multiplied by: 0.5 for half of the calls.
        more: What is added to that: 3 for three more seats.
        rounds_up: Whether the share is rounded up to whole units.
        tariff: What the charge costs instead of its own tariff.
        reasons: Why the quantity is another.
        slice: What is due of a charge that differs from period to period; else None.
        billed: Whether earlier invoices have billed it: what they settled comes off.
    """

    factors: Factors = ()
    share: Decimal = ONE
    more: Decimal = _NONE
    rounds_up: bool = False
    tariff: Tariff | None = None
    reasons: tuple[Reason, ...] = ()
    slice: Slice | None = None
    billed: bool = False

    @property
    def counts_otherwise(self) -> bool:
        """Whether it may be for another quantity than that of a whole period."""
        return bool(self.share != ONE or self.more or self.reasons)

    def shared(self, charged: Any) -> Any:  # noqa: ANN401
        """Give the share of the quantity *charged* in a whole period, rounded up if it is."""
        part = charged if self.share is ONE else charged * self.share
        if not self.rounds_up:
            return part
        up = ceil_units(abs(part), ONE)
        return where(part < 0, 0 - up, up)

    def quantity(self, charged: Any) -> Any:  # noqa: ANN401
        """Give the quantity of the piece, of the one *charged* in a whole period.

        Raises:
            TermsError: If more is taken away than there is (``change.below``).
        """
        if self.slice is not None:
            return self.slice.quantity
        if self.more is _NONE:
            return self.shared(charged)
        found = self.shared(charged) + self.more
        if self.more < 0:
            require(found >= 0, _below)
        return found

    def tariff_of(self, charge: Charge) -> Tariff:
        """Give what its units cost."""
        return self.slice.tariff if self.slice is not None else self.tariff or charge.tariff


def _below() -> TermsError:
    return TermsError.of(
        "change.below", "more units are removed than there are; remove fewer", field="units"
    )


class Rest(Flat):
    """What rounding left of earlier slices: an exact amount, of either sign."""

    __slots__ = ()

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401, ARG002
        """Give it once."""
        return [(ONE, self.fee, ONE, "rest", None, None)]


Due: TypeAlias = tuple[Piece, ...]
"""Pieces whose prices add up to what is due; settled once, as their sum.

Those that have been billed are settled once too, and taken off: so what invoices bill of a sum,
one after the other, adds up to the settled sum.
"""

WHOLE: Final[Due] = (Piece(),)
"""A whole period, unchanged."""


def split(due: Due) -> tuple[Due, Due]:
    """Part what is due so far from what has been billed of it; mostly there is none."""
    before = tuple([piece for piece in due if piece.billed])
    return (tuple([piece for piece in due if not piece.billed]), before) if before else (due, ())


def exact_due(charge: Charge, due: Due) -> tuple[Any, Any]:
    """Price pieces of a charge: the exact numerator and denominator of their sum.

    >>> from cspricing import EUR
    >>> from cspricing.factor import Factor
    >>> seats = Charge("Seats", 10, "seat", EUR(25), "software", "monthly")
    >>> exact_due(seats, (Piece((Factor(17, 31, "part_in_days"),)),))
    (Decimal('4250'), 31)
    """
    above: Any = 0
    below: Any = 1
    for piece in due:
        numerator, denominator = piece.tariff_of(charge).exact(piece.quantity(charge.quantity))
        times, by = product(piece.factors)
        numerator, denominator = numerator * times, denominator * by
        if denominator == below:
            above = above + numerator
        else:
            above = above * denominator + numerator * below
            below = below * denominator
    return above, below


def holds_rest(due: Due) -> bool:
    """Whether what rounding left of earlier slices is due, too."""
    last = due[-1].slice
    return last is not None and isinstance(last.tariff, Rest)


def exchange(due: Due) -> tuple[Any, Any]:
    """Give what an amount stated beside a charge is multiplied and divided by for its currency."""
    return product(conversions(due[0].factors))


def due_steps(charge: Charge, due: Due) -> tuple[Step, ...]:
    """Show pieces of a charge as steps: their sum is what `exact_due` gives."""
    return tuple(
        step(part, piece.factors)
        for piece in due
        for part in piece.tariff_of(charge).parts(piece.quantity(charge.quantity))
    )
