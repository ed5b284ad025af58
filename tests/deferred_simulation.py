"""A simulation of deferred work, second to none in slowness: whoever comes first is served first.

Work flows in evenly within an interval and is done at a constant rate while it is open. The
backlog is followed tick by tick over several cycles; a promise is kept if all that had come in by
each tick is done by that tick's deadline. No span of time is compared with another.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cspricing.staffing import OpeningHours

_TRIED = 1_000_000


class Simulation:
    """Deferred work over a day or week that repeats itself.

    Args:
        arrivals: How many contacts arrive in each interval.
        hours: When it is open.
        handle_seconds: How long one takes.
        within_hours: When it is due after its arrival.
        counted_open: Whether only open hours count.
    """

    def __init__(
        self,
        arrivals: Sequence[Fraction | int],
        hours: OpeningHours,
        handle_seconds: Fraction | int,
        within_hours: Fraction,
        *,
        counted_open: bool,
    ) -> None:
        within = within_hours / hours.interval_hours
        cut = within.denominator
        self.within = within.numerator
        self.counted_open = counted_open
        self.tick_hours = hours.interval_hours / cut
        work = [Fraction(several) * handle_seconds / 3600 / cut for several in arrivals]
        self.cycle = len(arrivals) * cut
        open_intervals = set(hours.positions)
        spent = self.within if not counted_open else self.cycle * (self.within + 1)
        cycles = 3 + spent // self.cycle
        self.work = [work[tick // cut] for tick in range(self.cycle)] * cycles
        self.open = [tick // cut in open_intervals for tick in range(self.cycle)] * cycles
        self.deadlines = self._deadlines()

    def _deadlines(self) -> list[int]:
        """Give, for each tick of the second cycle, the one by which its work is due."""
        return [self._deadline(tick) for tick in range(self.cycle, 2 * self.cycle + 1)]

    def _deadline(self, tick: int) -> int:
        if not self.counted_open:
            return tick + self.within
        left = self.within
        while left:
            left -= self.open[tick]
            tick += 1
        return tick

    def keeps(self, agents: Fraction | int) -> bool:
        """Tell whether so many agents finish everything in time."""
        done = [Fraction(0)]
        arrived = [Fraction(0)]
        backlog = Fraction(0)
        for coming, is_open in zip(self.work, self.open, strict=True):
            backlog = max(Fraction(0), backlog + coming - agents * self.tick_hours * is_open)
            arrived.append(arrived[-1] + coming)
            done.append(arrived[-1] - backlog)
        if sum(self.work[: self.cycle]) > agents * self.tick_hours * sum(self.open[: self.cycle]):
            return False  # the backlog grows from cycle to cycle
        return all(
            done[due] >= arrived[tick] for tick, due in enumerate(self.deadlines, self.cycle)
        )

    def fewest(self) -> int | None:
        """Give the fewest whole agents who keep the promise, tried one by one; None if none do."""
        if not self.keeps(_TRIED):
            return None
        return next(agents for agents in range(_TRIED) if self.keeps(agents))
