"""The billing periods of a term, and what of each charge is due in which.

A term of whole months from a start day is counted in months, and needs no calendar; one that
ends or is billed on other days, or prorated by days, is laid out on the calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final, Protocol

from attrs import frozen

from .due import WHOLE, Due, Piece
from .errors import InvalidDateError, TermsError
from .factor import Factor
from .period import (
    LONGEST_TERM_MONTHS,
    MONTHS_PER,
    Cadence,
    Period,
    days_after,
    due,
    months_after,
    period,
)
from .proration import UNDATED, Charged, Proration, part_factor

# Where a term without dates is laid out if it must be: only months are counted from there.
_NOMINAL_START: Final = date(2001, 1, 1)


class Schedule(Protocol):
    """The billing periods of a term."""

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    @property
    def length(self) -> tuple[int, int]:
        """The length of the term in months, as a numerator and a denominator."""
        ...

    @property
    def is_cut(self) -> bool:
        """Whether the first or the last one is a part of a month."""
        ...

    def period(self, index: int) -> Period:
        """Give one of them, counted from 0."""
        ...

    def due(self, every: Cadence, index: int) -> Due | None:
        """Say what of a charge of a cadence is due in one of them; None for nothing."""
        ...

    def within(self, months: int, index: int) -> bool:
        """Whether one of them starts in the first *months* months of the term."""
        ...

    def on_calendar(self) -> CalendarSchedule:
        """Lay the same periods out on the calendar."""
        ...


@frozen
class MonthlySchedule:
    """Whole months from the start day on, or without dates.

    Attributes:
        months: How many.
        start: The first day, or None.
        in_arrears: Whether charges are due at the end of their periods.
        rule: How parts of periods are charged: a last one that the term cuts short by its
            months, or in full.
    """

    months: int
    start: date | None = None
    in_arrears: bool = False
    rule: Proration = "months"

    @property
    def count(self) -> int:
        """One a month."""
        return self.months

    @property
    def length(self) -> tuple[int, int]:
        """The length of the term in months."""
        return self.months, 1

    @property
    def is_cut(self) -> bool:
        """None is: months are whole."""
        return False

    def period(self, index: int) -> Period:
        """Give one of them, counted from 0."""
        return period(index + 1, self.start)

    def within(self, months: int, index: int) -> bool:
        """Whether it starts in the first *months* months."""
        return index < months

    def on_calendar(self) -> CalendarSchedule:
        """Lay it out on the calendar; from a nominal day on if it has no dates."""
        start = _NOMINAL_START if self.start is None else self.start
        end = months_after(start, self.months)
        dated = self.start is not None
        return CalendarSchedule(start, end, start.day, self.rule, self.in_arrears, dated)

    def due(self, every: Cadence, index: int) -> Due | None:
        """Say what is due in a month.

        >>> schedule = MonthlySchedule(5)
        >>> [schedule.due("quarterly", month) is not None for month in range(5)]
        [True, False, False, True, False]
        """
        length = MONTHS_PER[every]
        if self.in_arrears and length > 1:
            if (index + 1) % length and index + 1 != self.months:
                return None
            index -= index % length
        fraction = due(every, index, self.months)
        if fraction is None:
            return None
        if fraction == (1, 1) or self.rule == "none":
            return WHOLE
        part, whole = fraction
        told = (("part", str(part)), ("whole", str(whole)))
        return (Piece((Factor(part, whole, "part_of_period", told),)),)


@frozen(slots=False)
class CalendarSchedule:
    """Periods on the calendar, cut at both ends of the term.

    Attributes:
        start: The first day.
        end: The day after the last.
        billing_day: The day of the month on which periods start; the last one of shorter months.
        rule: How parts of periods are charged.
        in_arrears: Whether charges are due at the end of their periods.
        dated: Whether the days are those of the contract.
    """

    start: date
    end: date
    billing_day: int
    rule: Proration = "months"
    in_arrears: bool = False
    dated: bool = True

    @cached_property
    def _first(self) -> date:
        """The billing day on or before the start."""
        day = months_after(self.start, 0, self.billing_day)
        return day if day <= self.start else months_after(day, -1, self.billing_day)

    @property
    def is_cut_at_start(self) -> bool:
        """Whether the first billing period is a part of one."""
        return self.start != self._first

    @property
    def anchor(self) -> int:
        """The day of the month from which the months of the term are counted.

        That of the start; or the billing day, for which a start on the last day of a shorter
        month stands.
        """
        return self.start.day if self.is_cut_at_start else self.billing_day

    @property
    def is_cut(self) -> bool:
        """Whether the first or the last billing period is a part of one."""
        return self.is_cut_at_start or self.end != self._border(self.count)

    @cached_property
    def _borders(self) -> dict[int, date]:
        """Billing days that were asked for: those of longer periods are asked for again."""
        return {}

    def _border(self, months: int) -> date:
        """Give the billing day so many months after the first."""
        day = self._borders.get(months)
        if day is None:
            day = self._borders[months] = months_after(self._first, months, self.billing_day)
        return day

    @cached_property
    def starts(self) -> Sequence[date]:
        """The first days of the billing periods."""
        found = [self.start]
        border = self._border(1)
        while border < self.end:
            found.append(border)
            border = self._border(len(found))
        return found

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.starts)

    @property
    def length(self) -> tuple[int, int]:
        """The length of the term in months, a last one that is cut by its days."""
        anchor = self.anchor
        months = 12 * (self.end.year - self.start.year) + self.end.month - self.start.month
        after = months_after(self.start, months, anchor)
        if after > self.end:
            months -= 1
            after = months_after(self.start, months, anchor)
        if after == self.end:
            return months, 1
        of = (months_after(self.start, months + 1, anchor) - after).days
        return months * of + (self.end - after).days, of

    def period(self, index: int) -> Period:
        """Give one of them, counted from 0."""
        end = self.starts[index + 1] if index + 1 < self.count else self.end
        if not self.dated:
            return Period(index + 1)
        return Period(index + 1, self.starts[index], days_after(end, -1))

    def within(self, months: int, index: int) -> bool:
        """Whether it starts in the first *months* months of the term."""
        border = _if_there(self.start, months)
        return border is None or self.starts[index] < border

    def on_calendar(self) -> CalendarSchedule:
        """Give itself."""
        return self

    def charged(self, every: Cadence, index: int) -> Charged | None:
        """Give the part of a period of a cadence that falls due in a billing period.

        None for nothing, and for what is due once.
        """
        length = MONTHS_PER[every]
        # What lies before the first billing day is the end of a period of its own.
        offset = index + length - 1 if self.is_cut_at_start else index
        last = index + 1 == self.count
        if self.in_arrears and (offset + 1) % length and not last:
            return None
        if not self.in_arrears and offset % length and index:
            return None
        first = index - offset % length
        borders = [self._border(first + month) for month in range(length + 1)]
        return Charged(max(borders[0], self.start), min(borders[-1], self.end), borders)

    def due(self, every: Cadence, index: int) -> Due | None:
        """Say what is due in one of them."""
        if every == "once":
            return WHOLE if index == 0 else None
        part = self.charged(every, index)
        if part is None:
            return None
        factor = part_factor(part, self.rule)
        return WHOLE if factor is None else (Piece((factor,)),)


def laid_out(
    start: date | None,
    term: int | date,
    billing_day: int | None = None,
    rule: Proration = "months",
    *,
    in_arrears: bool = False,
) -> Schedule:
    """Lay out a term: in months if they are whole ones from the start day, else on the calendar.

    Args:
        start: The first day; None for a term of whole months, without dates.
        term: How many months, or the last day.
        billing_day: The day of the month on which periods start; that of *start* unless given.
        rule: How parts of periods are charged.
        in_arrears: Whether charges are due at the end of their periods.

    Raises:
        InvalidDateError: If it would end after the year 9999 (``date.range``).

    >>> laid_out(date(2027, 1, 20), 12, billing_day=1).count
    13
    """
    by_months = billing_day is None or start is None or billing_day == start.day
    if start is None or (isinstance(term, int) and by_months and rule in UNDATED):
        months = term if isinstance(term, int) else 1
        return MonthlySchedule(months, start, in_arrears, rule)
    end = months_after(start, term) if isinstance(term, int) else days_after(term, 1)
    return CalendarSchedule(start, end, billing_day or start.day, rule, in_arrears)


def check_until(start: date, until: date, months: int | None) -> None:
    """Check the last day of a term that starts on *start*.

    Raises:
        TermsError: If the term has *months* too (``term.twice``), or would be longer than any
            may be (``term.until``).
        InvalidDateError: If it would end before it starts (``date.order``).
    """
    if months is not None:
        fault = "the term has months and a last day; give one of them"
        raise TermsError.of("term.twice", fault, field="until", value=until)
    if until < start:
        fault = f"the term would end on {until}, before it starts; choose a later day"
        raise InvalidDateError.of("date.order", fault, field="until", value=until)
    longest = _if_there(start, LONGEST_TERM_MONTHS)
    if longest is not None and until >= longest:
        fault = f"the term would be longer than {LONGEST_TERM_MONTHS // 12} years; end it earlier"
        raise TermsError.of("term.until", fault, field="until", value=until)


def _if_there(start: date, months: int) -> date | None:
    """Give the day so many months after *start*; None where it lies beyond the last of all days."""
    try:
        return months_after(start, months)
    except InvalidDateError:
        return None
