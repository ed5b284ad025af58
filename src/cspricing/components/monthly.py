"""Figures of each month of a term, and its contract years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final, TypeVar

from ..errors import InvalidTypeError, RuleError, shown
from ..number import not_negative, scalar, whole
from ..period import LONGEST_TERM_MONTHS

YEAR: Final = 12
_MOST_DAYS: Final = 31
_T = TypeVar("_T")


def by_month(given: Any, take: Callable[[Any], _T], what: str) -> tuple[_T, ...]:  # noqa: ANN401
    """Take a list of one figure for each month.

    Raises:
        InvalidTypeError: If it is no list or tuple (``type.member``).
        RuleError: If it holds none, or more than a term may have months (``months.count``).
    """
    if type(given) not in {list, tuple}:
        raise InvalidTypeError.of(
            "type.member",
            f"{shown(given)} is not a list; give a list of {what}, one for each month",
            value=given,
        )
    if not 1 <= len(given) <= LONGEST_TERM_MONTHS:
        raise RuleError.of(
            "months.count",
            f"there are {len(given)} months; give {what} for 1 to {LONGEST_TERM_MONTHS}",
            value=given,
        )
    return tuple([take(one) for one in given])


def volumes(given: Any) -> tuple[Decimal, ...]:  # noqa: ANN401
    """Take how many units there are in each month, from 0."""
    return by_month(given, _volume, "volumes")


def days(given: Any) -> tuple[int, ...]:  # noqa: ANN401
    """Take how many days each month has, or how many of them are worked."""
    return by_month(given, _days, "days")


def _volume(value: Any) -> Decimal:  # noqa: ANN401
    return not_negative(scalar(value))


def _days(value: Any) -> int:  # noqa: ANN401
    return whole(value, least=1, most=_MOST_DAYS)


def years(months: int) -> Iterator[range]:
    """Give the months of each contract year, from 0; the last one may be cut short.

    >>> [len(year) for year in years(30)]
    [12, 12, 6]
    """
    for first in range(0, months, YEAR):
        yield range(first, min(first + YEAR, months))
