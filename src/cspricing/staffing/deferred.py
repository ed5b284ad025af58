"""Deferred work: e-mail, tickets and social media, which have hours to be answered.

Such work waits for people without being lost, so that no queue of the Erlang kind describes it.
What counts is the tightest span of time: the work that arrives in it and falls due in it must fit
into the hours in which people work in it. The constant number of people that meets every deadline
is the largest such ratio over all spans, the *critical interval* (Yao, Demers and Shenker 1995).
Whoever comes first is then served first, and in time.

Contacts arrive evenly within their interval, so that cutting intervals finer changes nothing.
All is exact: no float occurs.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from math import ceil, lcm
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from ..errors import InvalidTextError, StaffingError, shown
from .critical import Marks, busiest, marks_of
from .given import Number, positive, share
from .hours import OpeningHours, moment, opening_hours
from .series import refuse_length, volumes

Counted: TypeAlias = Literal["clock", "open"]
"""How the hours until a deadline are counted: by the clock, or only while it is open."""

_COUNTED: Final = ("clock", "open")
_ASSUMPTIONS: Final = (
    "contacts arrive evenly within an interval",
    "every day or week is like the one before",
    "work can be shared out to anyone, first come, first served",
    "the same number of people works whenever it is open",
)


@frozen(kw_only=True)
class CriticalWindow:
    """The span of time that decides how many people deferred work needs.

    Args:
        starts_minutes: When it begins, in minutes from the beginning of the day or week.
        ends_minutes: When it ends; past the end of the day or week, in the next one.
        work_hours: The work that arrives in it and falls due in it.
        open_hours: How long one agent works in it.
        days: 1 if the cycle is a day, 7 if it is a week.
    """

    starts_minutes: Fraction
    ends_minutes: Fraction
    work_hours: Fraction
    open_hours: Fraction
    days: int = field(repr=False)

    @property
    def starts(self) -> str:
        """When it begins, such as ``Mon 08:30``."""
        return moment(self.starts_minutes, self.days)

    @property
    def ends(self) -> str:
        """When it ends, such as ``Tue 08:30``."""
        return moment(self.ends_minutes, self.days)

    def __str__(self) -> str:
        return (
            f"{self.starts} to {self.ends}: {float(self.work_hours):.6g} h of work in "
            f"{float(self.open_hours):.6g} open hours"
        )


@frozen(kw_only=True)
class DeferredStaffing:
    """How many people answer deferred work in time, and the span of time that decides it.

    Args:
        required: How many there must be, exactly; part of a person is left as it is.
        window: The span that needs so many.
        work_hours: The work of the whole day or week.
        open_hours: How long it is open in the whole day or week.
    """

    required: Fraction
    window: CriticalWindow
    work_hours: Fraction
    open_hours: Fraction

    @property
    def agents(self) -> int:
        """How many whole people there must be."""
        return ceil(self.required)

    @property
    def occupancy(self) -> Fraction:
        """The share of their time in which these whole people have deferred work to do."""
        hours = self.agents * self.open_hours
        return self.work_hours / hours if hours else Fraction(0)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on."""
        return _ASSUMPTIONS


def deferred_staffing(  # noqa: PLR0913  each is a term of the promise
    arrivals: Iterable[Number],
    hours: OpeningHours,
    *,
    handle_seconds: Number,
    answer_within_hours: Number,
    counted: Counted = "clock",
    max_occupancy: Number | None = None,
) -> DeferredStaffing:
    """Give the smallest constant number of people that answers deferred work in time.

    Args:
        arrivals: How many contacts arrive in each interval of the day or week, open or closed,
            from midnight (of Monday); from 0.
        hours: When they are worked on. The day or week repeats itself.
        handle_seconds: How long one takes; above 0.
        answer_within_hours: How long after its arrival each is to be finished; above 0.
        counted: Whether those hours run by the ``clock``, or only while it is ``open``.
        max_occupancy: The share of their time that people may spend on it, above 0, at most 1;
            90 to 95 % is customary. None: all of it.

    Raises:
        StaffingError: If work falls due before it ever opens, so that no number of people can
            meet it (``staffing.impossible``), or if there is not one number for each interval
            (``series.mismatch``).
        InvalidNumberError: If a number is outside its domain.
        InvalidTextError: If *counted* is neither (``deferred.counted``).

    >>> from cspricing.staffing import Opening
    >>> office = OpeningHours.daily(Opening("08:00", "16:00"), interval_minutes=60)
    >>> mails = [0] * 8 + [50, 10, 10, 10, 10, 10, 10, 0] + [0] * 8
    >>> needed = deferred_staffing(mails, office, handle_seconds=360, answer_within_hours=2)
    >>> needed.required, needed.agents, str(needed.window)
    (Fraction(5, 3), 2, '08:00 to 11:00: 5 h of work in 3 open hours')

    """
    contacts = _arrivals(arrivals, opening_hours(hours))
    seconds = positive(handle_seconds, "handle_seconds")
    within = positive(answer_within_hours, "answer_within_hours") / hours.interval_hours
    most = Fraction(1) if max_occupancy is None else _limit(max_occupancy)
    scale = lcm(*(several.denominator for several in contacts))
    marks = marks_of(
        [int(several * scale) for several in contacts],
        hours,
        within,
        counted_open=_is_open(counted),
    )
    _refuse_impossible(marks, hours)
    found = busiest(marks)
    per_unit = seconds / 3600 / (scale * marks.ticks)
    per_tick = hours.interval_hours / marks.ticks
    return DeferredStaffing(
        required=Fraction(found.work, found.capacity) * per_unit / per_tick / most,
        window=CriticalWindow(
            starts_minutes=found.starts * per_tick * 60,
            ends_minutes=found.ends * per_tick * 60,
            work_hours=found.work * per_unit,
            open_hours=found.capacity * per_tick,
            days=hours.days,
        ),
        work_hours=marks.work.total * per_unit,
        open_hours=hours.open_hours,
    )


def _arrivals(arrivals: Iterable[Number], hours: OpeningHours) -> tuple[Fraction, ...]:
    contacts = volumes(arrivals, "arrivals")
    if len(contacts) != hours.cycle_intervals:
        raise refuse_length(
            len(contacts),
            hours.cycle_intervals,
            "intervals of the cycle",
            field="arrivals",
            remedy="give one for each interval, open or closed",
        )
    return contacts


def _limit(value: Number) -> Fraction:
    return positive(share(value, "max_occupancy"), "max_occupancy")


def _is_open(counted: Counted) -> bool:
    if not isinstance(counted, str) or counted not in _COUNTED:
        raise InvalidTextError.of(
            "deferred.counted",
            f"{shown(counted)} is neither of {', '.join(_COUNTED)}",
            field="counted",
            value=counted,
        )
    return counted == "open"


def _refuse_impossible(marks: Marks, hours: OpeningHours) -> None:
    """Refuse work that falls due before it ever opens."""
    cycle = len(marks.work.rates) * marks.ticks
    longest, worst = 0, -1
    for begin, end in pairwise([*marks.moments, cycle]):
        past = marks.capacity.by(begin)
        if marks.work.by(begin) < marks.work.by(end) and marks.due(end) == past:
            wait = marks.capacity.reached(past + 1) - 1 - begin
            if wait > longest:
                longest, worst = wait, begin
    if worst < 0:
        return
    per_tick = hours.interval_hours / marks.ticks
    arrives = moment(worst * per_tick * 60, hours.days)
    opens = moment((worst + longest) * per_tick * 60, hours.days)
    raise StaffingError.of(
        "staffing.impossible",
        f"what arrives from {arrives} on is due after {float(marks.within * per_tick):.6g} hours, "
        f"before it opens at {opens}; count the hours only while it is open, open longer, or "
        f"allow more than {float(longest * per_tick):.6g} hours",
        field="answer_within_hours",
        value=marks.within * per_tick,
    )
