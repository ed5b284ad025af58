"""Time on the calendar: how often a charge is due, and days so many months apart.

Dates are anchored: the k-th period of months starts k months after the first one, on the last
day of the month where there is no such day (31 Jan, 28 Feb, 31 Mar).
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from attrs import frozen
from dateutil.relativedelta import relativedelta

from .errors import InvalidDateError, TermsError, shown
from .fields import is_one_of
from .number import whole
from .text import calendar_date
from .written import Written

Cadence: TypeAlias = Literal["once", "monthly", "quarterly", "yearly"]
"""How often a charge is due: with the first invoice, or for each such period."""

MONTHS_PER: Final[dict[Cadence, int]] = {"once": 0, "monthly": 1, "quarterly": 3, "yearly": 12}
LONGEST_TERM_MONTHS: Final = 600


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


def months_after(day: date, months: int, anchor: int | None = None) -> date:
    """Give the day so many months after *day*; before it if *months* is negative.

    Args:
        day: The day to count from.
        months: How many.
        anchor: The day of the month; that of *day* unless given. The last day of a month that
            is shorter.

    Raises:
        InvalidDateError: If there is no such day in the years 1 to 9999 (``date.range``).

    >>> months_after(date(2027, 1, 31), 1), months_after(date(2027, 2, 28), 1, anchor=31)
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 31))
    """
    try:
        return day + relativedelta(months=months, day=day.day if anchor is None else anchor)
    except (OverflowError, ValueError):
        raise _beyond(f"{months} months from {day} lie", day) from None


def days_after(day: date, days: int) -> date:
    """Give the day so many days after *day*; before it if *days* is negative.

    Raises:
        InvalidDateError: If there is no such day in the years 1 to 9999 (``date.range``).

    >>> days_after(date(2028, 2, 28), 1)
    datetime.date(2028, 2, 29)
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise _beyond(f"{days} days from {day} lie", day) from None


def month_days(start: date | str, months: int) -> tuple[int, ...]:
    """Count the days of each month of a term.

    Args:
        start: Its first day.
        months: How many.

    Raises:
        PricingError: If *start* is no day (``date.syntax``, ``type.date``), if there is no such
            term (``type.int``, ``number.range``), or it ends beyond the year 9999 (``date.range``).

    >>> month_days("2028-01-31", 3)
    (29, 31, 30)
    """
    first = calendar_date(start)
    count = whole(months, least=1, most=LONGEST_TERM_MONTHS)
    borders = [months_after(first, month) for month in range(count + 1)]
    return tuple([(after - day).days for day, after in pairwise(borders)])


def _beyond(what: str, day: date) -> InvalidDateError:
    return InvalidDateError.of(
        "date.range",
        f"{what} beyond the years 1 to 9999; choose another start",
        field="start",
        value=day,
    )


def last_day(day: date, months: int) -> date:
    """Give the last day of so many months from *day* on.

    Raises:
        InvalidDateError: If there is no such day in the years 1 to 9999 (``date.range``).

    >>> last_day(date(2027, 1, 31), 1), last_day(date(9999, 12, 1), 1)
    (datetime.date(2027, 2, 27), datetime.date(9999, 12, 31))
    """
    if day.day == 1:  # after the last of all days there is none
        return months_after(day, months - 1, anchor=31)
    return days_after(months_after(day, months), -1)


def period(number: int, start: date | None) -> Period:
    """Give the *number*-th monthly period of a term that starts on *start*.

    Raises:
        InvalidDateError: If it would end after the year 9999 (``date.range``).

    >>> print(period(2, date(2027, 1, 31)))
    2 (2027-02-28 to 2027-03-30)
    """
    if start is None:
        return Period(number)
    return Period(number, months_after(start, number - 1), last_day(start, number))


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
