"""Many units that come and go, counted at once: what has happened before is added up once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate

from attrs import evolve

from .added import Units
from .change import Calendar, Change, Span
from .factor import Reason


class UnitsTogether:
    """Changes of units of the same lines, in the order of their days.

    Args:
        changes: The changes.
        calendar: The days of the term.
    """

    def __init__(self, changes: Sequence[Units], calendar: Calendar) -> None:
        counted = [(calendar.day(change.start), change) for change in changes if change.units]
        counted.sort(key=lambda one: one[0])
        self.days: list[date] = [day for day, _ in counted]
        self.changes: list[Units] = [change for _, change in counted]
        self.reasons: list[Reason] = [change.reason(calendar) for change in self.changes]
        signed = [change.signed for change in self.changes]
        self.sums: list[Decimal] = list(accumulate(signed, initial=Decimal(0)))
        self.late: bool = any(change.late for change in changes)

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Add what came before the period, and then what comes within it."""
        return self._changed(spans, calendar, known=False)

    def known(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Do the same, but for what the next invoice tells."""
        return self._changed(spans, calendar, known=True)

    def _changed(self, spans: Sequence[Span], calendar: Calendar, *, known: bool) -> list[Span]:
        before = bisect_right(self.days, spans[0].start)
        within = bisect_left(self.days, spans[-1].end)
        found = list(spans)
        if before:
            more, reasons = self.sums[before], tuple(self.reasons[:before])
            found = [
                evolve(span, more=span.more + more, reasons=(*span.reasons, *reasons))
                for span in found
            ]
        for change in self.changes[before:within]:
            found = (change.known if known else change.changed)(found, calendar)
        return found


def together(changes: Sequence[Change], calendar: Calendar) -> list[Change | UnitsTogether]:
    """Put the changes of units of the same lines together, if there are several."""
    units = [change for change in changes if isinstance(change, Units)]
    if len(units) < 2:  # noqa: PLR2004  (one is as quick by itself)
        return list(changes)
    others = [change for change in changes if not isinstance(change, Units)]
    return [*others, UnitsTogether(units, calendar)]
