"""The span of time with the most work per open hour: exact, in whole numbers.

A day or week of intervals repeats itself. An interval is cut into ticks, so that all that matters
happens at a whole tick, and work is counted in units of which each interval has a whole number
per tick.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import accumulate

from attrs import frozen

from .hours import OpeningHours


class Flow:
    """What has come in by each tick, where each interval has its own rate per tick.

    Args:
        rates: How much comes in per tick of each interval of the cycle; the cycle repeats itself.
        ticks: How many ticks an interval has.
    """

    __slots__ = ("rates", "sums", "ticks", "total")

    def __init__(self, rates: list[int], ticks: int) -> None:
        self.rates: list[int] = rates
        self.ticks: int = ticks
        self.sums: list[int] = [total * ticks for total in accumulate(rates, initial=0)]
        self.total: int = self.sums[-1]

    def by(self, tick: int) -> int:
        """Give what has come in by *tick*."""
        interval, within = divmod(tick, self.ticks)
        cycles, place = divmod(interval, len(self.rates))
        return cycles * self.total + self.sums[place] + self.rates[place] * within

    def reached(self, amount: int) -> int:
        """Give the first tick by which *amount*, which is above 0, has come in."""
        cycles, rest = divmod(amount - 1, self.total)
        place = bisect_right(self.sums, rest) - 1
        within = -((self.sums[place] - rest - 1) // self.rates[place])
        return (cycles * len(self.rates) + place) * self.ticks + within


@frozen
class Marks:
    """The moments between which work and capacity grow evenly, over one cycle.

    Args:
        moments: Those ticks, in order; a deadline after each is a whole tick too.
        work: What arrives.
        capacity: The time for which one agent works: one per open tick.
        within: How many ticks after its arrival work is due.
        counted_open: Whether only open ticks count.
    """

    moments: list[int]
    work: Flow
    capacity: Flow
    within: int
    counted_open: bool

    @property
    def ticks(self) -> int:
        """How many ticks an interval has."""
        return self.work.ticks

    def due(self, tick: int) -> int:
        """Give the capacity there has been when work that arrives at *tick* is due."""
        if self.counted_open:
            return self.capacity.by(tick) + self.within
        return self.capacity.by(tick + self.within)

    def deadline(self, tick: int) -> int:
        """Give the tick at which work that arrives at *tick* is due."""
        if self.counted_open:
            return max(tick, self.capacity.reached(self.due(tick)))
        return tick + self.within


def marks_of(
    contacts: list[int], hours: OpeningHours, within: Fraction, *, counted_open: bool
) -> Marks:
    """Cut the cycle for whole *contacts* per interval, due *within* so many intervals."""
    ticks = within.denominator
    opened = [0] * len(contacts)
    for position in hours.positions:
        opened[position] = 1
    offsets = {0} if counted_open else {0, -within.numerator % ticks}
    moments = [
        interval * ticks + offset for interval in range(len(contacts)) for offset in sorted(offsets)
    ]
    return Marks(
        moments, Flow(contacts, ticks), Flow(opened, ticks), within.numerator, counted_open
    )


@frozen
class Window:
    """A span from one tick to another, with the work that falls due in it, and the capacity."""

    work: int
    capacity: int
    starts: int
    ends: int


def busiest(marks: Marks) -> Window:
    """Find the span with the most work per capacity, all whole numbers.

    From a ratio that some span has, the span that exceeds it by the largest amount is found in
    one pass, because that amount is a difference of what has come in by its two ends; its own
    ratio is the next one (Dinkelbach 1967). A handful of passes leads to the largest ratio. What
    comes first is the whole cycle: spans longer than it cannot beat both it and a shorter one.
    """
    cycle = len(marks.work.rates) * marks.ticks
    moments = [*marks.moments, *(moment + cycle for moment in marks.moments), 2 * cycle]
    work = [marks.work.by(moment) for moment in moments]
    before = [marks.capacity.by(moment) for moment in moments]
    due = [marks.due(moment) for moment in moments]
    best = Window(marks.work.total, marks.capacity.total, 0, cycle)
    while True:
        first, last = _exceeding(work, before, due, best)
        if last < 0:
            return best
        begins = moments[first] // cycle * cycle
        best = Window(
            work[last] - work[first],
            due[last] - before[first],
            moments[first] - begins,
            marks.deadline(moments[last]) - begins,
        )


def _exceeding(work: list[int], before: list[int], due: list[int], best: Window) -> tuple[int, int]:
    """Give the ends of the span with the most work above what *best* has; -1 if there is none."""
    most, found = 0, (-1, -1)
    lowest, begin = best.capacity * work[0], 0
    for end, (done, past, ahead) in enumerate(zip(work, before, due, strict=True)):
        started = best.capacity * done - best.work * past
        if started <= lowest:  # the latest beginning, so that the span is tight
            lowest, begin = started, end
        excess = best.capacity * done - best.work * ahead - lowest
        if excess > most:
            most, found = excess, (begin, end)
    return found
