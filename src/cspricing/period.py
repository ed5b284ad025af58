"""Time on a grid of months: how often a charge is due, the term, and its billing periods.

Dates are anchored to the start day: the k-th period starts k months after the start, on the
last day of the month where there is no such day (31 Jan, 28 Feb, 31 Mar).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from attrs import frozen
from dateutil.relativedelta import relativedelta

from .errors import InvalidDateError, TermsError, shown
from .fields import is_one_of
from .written import Written

Cadence: TypeAlias = Literal["once", "monthly", "quarterly", "yearly"]
"""How often a charge is due: with the first invoice, or at the start of each such period."""

MONTHS_PER: Final[dict[Cadence, int]] = {"once": 0, "monthly": 1, "quarterly": 3, "yearly": 12}
LONGEST_TERM_MONTHS: Final = 600
# A term that starts by the end of this year ends before there are no days any more.
_LATEST_YEAR: Final = date.max.year - LONGEST_TERM_MONTHS // 12


def cadence(value: Cadence) -> Cadence:
    """Take *value* as a cadence.

    Raises:
        TermsError: If there is no such cadence (``cadence``).
    """
    if not is_one_of(value, MONTHS_PER):
        raise TermsError.of(
            "cadence", f"{shown(value)} is none of {', '.join(MONTHS_PER)}", value=value
        )
    return value


@frozen(repr=False)
class Period(Written):
    """One billing period of a term.

    Attributes:
        number: Counted from 1.
        start: Its first day, or None if the term has no start date.
        end: Its last day, or None.
    """

    number: int
    start: date | None = None
    end: date | None = None

    def __str__(self) -> str:
        return (
            f"{self.number}"
            if self.start is None
            else f"{self.number} ({self.start} to {self.end})"
        )


def period(number: int, start: date | None) -> Period:
    """Give the *number*-th monthly period of a term that starts on *start*.

    Raises:
        InvalidDateError: If it would end after the year 9999 (``date.range``).

    >>> print(period(2, date(2027, 1, 31)))
    2 (2027-02-28 to 2027-03-30)
    """
    if start is None:
        return Period(number)
    try:
        first = start + relativedelta(months=number - 1)
        if start.day == 1:  # to the month's last day: after the last of all days there is none
            return Period(number, first, first + relativedelta(day=31))
        after = start + relativedelta(months=number)
        return Period(number, first, after - timedelta(days=1))
    except (OverflowError, ValueError):
        raise InvalidDateError.of(
            "date.range",
            f"month {number} from {start} lies beyond the year 9999; start earlier",
            field="start",
            value=start,
        ) from None


def check_term(start: date | None, months: int | None) -> None:
    """Check that a term of so many months ends on a day that there is.

    Raises:
        InvalidDateError: If it would end after the year 9999 (``date.range``).
    """
    if start is not None and start.year > _LATEST_YEAR:
        period(1 if months is None else months, start)


def due(every: Cadence, month: int, months: int) -> tuple[int, int] | None:
    """Say which fraction of a charge is due in *month* (from 0) of a term of *months*.

    A last period that the term cuts short is due by whole months, such as 2 / 3 of a quarter.

    >>> [due("quarterly", month, 5) for month in range(5)]
    [(1, 1), None, None, (2, 3), None]
    """
    length = MONTHS_PER[every]
    if length == 0:
        return (1, 1) if month == 0 else None
    if month % length:
        return None
    left = months - month
    return (1, 1) if left >= length else (left, length)
