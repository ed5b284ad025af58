"""Rows of numbers: one for each interval, day or period, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set as AbstractSet
from fractions import Fraction
from itertools import islice
from typing import Final, TypeVar

from ..errors import InvalidTypeError, LimitError, PricingError, StaffingError, shown
from .given import Number, not_negative

_G = TypeVar("_G")
_T = TypeVar("_T")

MOST_NUMBERS: Final = 100_000
"""How long a row may be."""


def series(
    values: Iterable[_G],
    field: str,
    taken: Callable[[_G, str], _T],
) -> tuple[_T, ...]:
    """Take each member of a row with *taken*, which is told its place, such as ``counts[3]``.

    Raises:
        InvalidTypeError: If it is no row of numbers in an order (``type.series``).
        LimitError: If it is longer than `MOST_NUMBERS` (``series.length``).
        InvalidNumberError: If one of its numbers is refused.
    """
    whatever: object = values
    if isinstance(values, str | bytes | Mapping | AbstractSet) or not isinstance(values, Iterable):
        raise InvalidTypeError.of(
            "type.series",
            f"{shown(whatever)} is no row of numbers; give a list, such as [3, 5, 4]",
            field=field,
            value=whatever,
        )
    row = list(islice(values, MOST_NUMBERS + 1))
    if len(row) > MOST_NUMBERS:
        raise LimitError.of(
            "series.length",
            f"there are more than {MOST_NUMBERS} numbers; give fewer",
            field=field,
            value=values,
        )
    return tuple(taken(value, f"{field}[{place}]") for place, value in enumerate(row))


def volumes(values: Iterable[Number], field: str) -> tuple[Fraction, ...]:
    """Take a row of numbers from 0."""
    return series(values, field, not_negative)


def not_empty(row: tuple[_T, ...], field: str) -> tuple[_T, ...]:
    """Give the row, of which there must be something.

    Raises:
        StaffingError: If it is empty (``series.empty``).
    """
    if not row:
        raise StaffingError.of(
            "series.empty", "there is no number; give one or more", field=field, value=row
        )
    return row


def refuse_length(
    found: int, expected: int, of_what: str, *, field: str, remedy: str
) -> PricingError:
    """Say that a row has another length than what it belongs to, naming both."""
    return StaffingError.of(
        "series.mismatch",
        f"there are {found} numbers for {expected} {of_what}; {remedy}",
        field=field,
        value=found,
    )
