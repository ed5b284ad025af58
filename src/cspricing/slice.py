"""Slices: what of a charge is due in each billing period, where it is not the same in all."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from .fields import named_fields, sequence_of
from .number import Number, scalar
from .tariff import Tariff, tariff
from .working import Working
from .written import Written


def _quantity(value: Number) -> Decimal:
    return scalar(value)


def _workings(given: Iterable[Working]) -> tuple[Working, ...]:
    return sequence_of(Working, given, "Working")


# Equal invoices are found by what is due on them, so that slices are hashed again and again.
@frozen(repr=False, field_transformer=named_fields, cache_hash=True)
class Slice(Written):
    """How many units of a charge are due in one billing period, and at which tariff.

    Args:
        quantity: How many; negative for a credit.
        tariff: What they cost; a bare price is a price per unit.
        workings: How they were arrived at.

    >>> from cspricing import EUR
    >>> print(Slice(1200, EUR("0.50")).tariff.price(1200))
    EUR 600.00
    """

    quantity: Decimal = field(converter=_quantity)
    tariff: Tariff = field(converter=tariff)
    workings: tuple[Working, ...] = field(default=(), kw_only=True, converter=_workings)
