"""The billing periods of a term in the most obvious way: one day after the other.

For `naive_quote`. It shares no code with the library, and has no other arithmetic of months than
looking at each day: whether a period starts on it, and which part of its month it is.

    for bill in naive_calendar.bills(terms):
        print(bill.start, bill.last, bill.parts["quarterly"])
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import count

from cspricing import Terms

LENGTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
ONE_DAY = timedelta(days=1)


@dataclass
class Bill:
    """The invoice of one billing period.

    Attributes:
        elapsed: How many months of the term are over on its first day.
        start: Its first day; None without dates.
        last: Its last day.
        issued: The day on which it is issued.
        due: The day by which it is to be paid.
        parts: By cadence, for which part of its period a charge is due; absent if it is not.
    """

    elapsed: int
    start: date | None = None
    last: date | None = None
    issued: date | None = None
    due: date | None = None
    parts: dict[str, Fraction] = field(default_factory=dict)


def bills(terms: Terms) -> list[Bill]:
    """Give the invoices of a term, in order."""
    found = _undated(terms) if terms.start is None else _dated(terms, terms.start)
    found[0].parts["once"] = Fraction(1)
    for bill in found:
        bill.issued = bill.last if terms.in_arrears else bill.start
        if bill.issued is not None and terms.due_days is not None:
            bill.due = bill.issued
            for _ in range(terms.due_days):
                bill.due += ONE_DAY
    return found


def _undated(terms: Terms) -> list[Bill]:
    """Count months."""
    months = terms.months or 1
    found = [Bill(month) for month in range(months)]
    for cadence, length in LENGTHS.items():
        for first in range(0, months, length):
            here = range(first, min(first + length, months))
            part = Fraction(len(here), length)
            bill = found[here[-1 if terms.in_arrears else 0]]
            bill.parts[cadence] = Fraction(1) if terms.proration == "none" else part
    return found


# ---------------------------------------------------------------------------- days


def is_last_of_month(day: date) -> bool:
    """Whether the next day belongs to another month."""
    return (day + ONE_DAY).month != day.month


def starts_month(day: date, anchor: int) -> bool:
    """Whether a month that starts on day *anchor* starts on this one."""
    return day.day == anchor or (day.day < anchor and is_last_of_month(day))


def days_of(start: date, last: date) -> list[date]:
    """List all days."""
    found = []
    while start <= last:
        found.append(start)
        start += ONE_DAY
    return found


def in_360(day: date) -> int:
    """Count a day of a year of 360 (30E/360): the 31st is none, February ends on its 30th.

    What is counted is the step from a day to the next one; that from the 30th to the 31st is none.
    """
    if day.day == 30 and not is_last_of_month(day):
        return 0
    return 31 - min(day.day, 30) if is_last_of_month(day) else 1


def last_day(terms: Terms, start: date) -> date:
    """Give the last day of a term: the one before so many months are over."""
    if terms.until is not None:
        return terms.until
    day, left = start, terms.months or 1
    while left:
        day += ONE_DAY
        left -= starts_month(day, start.day)
    return day - ONE_DAY


@dataclass
class Month:
    """A month between two billing days, and which of its days are charged."""

    whole: list[date] = field(default_factory=list)
    charged: list[date] = field(default_factory=list)


def _dated(terms: Terms, start: date) -> list[Bill]:
    last = last_day(terms, start)
    anchor = terms.billing_day or start.day
    months, first = _months(start, last, anchor)
    found: list[Bill] = []
    number: dict[date, int] = {}
    elapsed = 0
    for day in days_of(start, last):
        elapsed += day > start and starts_month(day, start.day)
        if day == start or starts_month(day, anchor):
            found.append(Bill(elapsed, day))
        found[-1].last = day
        number[day] = len(found) - 1
    for cadence, length in LENGTHS.items():
        for place in range(first - length, len(months), length):
            period = months[place : place + length]
            charged = [day for month in period for day in month.charged]
            if charged:
                bill = found[number[charged[-1 if terms.in_arrears else 0]]]
                bill.parts[cadence] = RULES[terms.proration](period)
    return found


def _months(start: date, last: date, anchor: int) -> tuple[list[Month], int]:
    """Give the months around a term, and the place of the first that starts in it."""
    found = []
    for day in days_from(start - timedelta(days=400)):
        if starts_month(day, anchor):
            if day > last + timedelta(days=370):
                break
            found.append(Month())
        if found:
            found[-1].whole.append(day)
            if start <= day <= last:
                found[-1].charged.append(day)
    first = next(i for i, month in enumerate(found) if month.whole[0] >= start)
    return found, first


def days_from(day: date) -> Iterator[date]:
    """Give day after day."""
    return (day + n * ONE_DAY for n in count())


# ---------------------------------------------------------------------------- rules


def by_days(period: Sequence[Month]) -> Fraction:
    """Give the days that are charged, of all."""
    return Fraction(
        sum(len(month.charged) for month in period), sum(len(month.whole) for month in period)
    )


def by_360(period: Sequence[Month]) -> Fraction:
    """Give the days that are charged, of all, each month having 30."""
    return Fraction(
        sum(in_360(day) for month in period for day in month.charged),
        sum(in_360(day) for month in period for day in month.whole),
    )


def by_months(period: Sequence[Month]) -> Fraction:
    """Give the months that are charged, of all; part of one by its days."""
    parts = [Fraction(len(month.charged), len(month.whole)) for month in period]
    return sum(parts, Fraction(0)) / len(parts)


def by_started_months(period: Sequence[Month]) -> Fraction:
    """Give the months in which anything is charged, of all."""
    return Fraction(sum(bool(month.charged) for month in period), len(period))


def in_full(_: Sequence[Month]) -> Fraction:
    """Give all."""
    return Fraction(1)


RULES: dict[str, Callable[[Sequence[Month]], Fraction]] = {
    "months": by_months,
    "days": by_days,
    "30/360": by_360,
    "started_months": by_started_months,
    "none": in_full,
}
