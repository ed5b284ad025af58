"""What of each line is due on each invoice: lines that change alike share it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from .change import Calendar, Change, Span
from .due import WHOLE, Due, Piece
from .period import Cadence
from .plan import Plan
from .proration import Charged, part_factor
from .schedule import CalendarSchedule, Schedule

Group: TypeAlias = tuple[Cadence, tuple[int, ...]]
"""Lines of one cadence under the same changes, given by their places."""


class Timeline:
    """What is due when.

    Args:
        plan: Which change applies to which line.
        schedule: The billing periods.
    """

    def __init__(self, plan: Plan, schedule: Schedule) -> None:
        self.plan = plan
        self.schedule = schedule
        self.changes: Sequence[Change] = ()
        if not plan.changes:
            self.groups: list[Group] = [(cadence, ()) for cadence in sorted(plan.lines.cadences)]
            self.of: dict[int, Group] | None = None
            return
        self.changes = [change for change, _ in plan.changes]
        self.calendar_schedule = schedule.on_calendar()
        self.calendar = Calendar(
            self.calendar_schedule.start,
            self.calendar_schedule.end,
            self.calendar_schedule.dated,
        )
        self.of = {position: self._group(position) for position in plan.tariffed}
        self.groups = sorted(set(self.of.values()))

    def _group(self, position: int) -> Group:
        """Give the group of a line that has a cadence."""
        cadence: Any = self.plan.lines.charges[position].cadence
        places = [i for i, (_, members) in enumerate(self.plan.changes) if position in members]
        return cadence, tuple(places)

    def dues(self, index: int) -> tuple[Due | None, ...]:
        """Say what of each group is due on an invoice; None for nothing."""
        return tuple([self._due(group, index) for group in self.groups])

    def on_invoice(self, dues: Sequence[Due | None]) -> Plan:
        """Give the plan of an invoice on which so much of each group is due."""
        if all(due is WHOLE for due in dues):
            return self.plan
        if self.of is None:
            self.of = {position: self._group(position) for position in self.plan.tariffed}
        due_of = dict(zip(self.groups, dues, strict=True))
        lines: dict[int, Due] = {}
        for position, group in self.of.items():
            due = due_of[group]
            if due is not None:
                lines[position] = due
        return self.plan.restricted(lines)

    def _due(self, group: Group, index: int) -> Due | None:
        cadence, places = group
        if not places or cadence == "once":
            return self.schedule.due(cadence, index)
        part = self.calendar_schedule.charged(cadence, index)
        if part is None:
            return None
        spans = [Span(part.start, part.end)]
        for place in places:
            spans = self.changes[place].changed(spans, self.calendar)
        return self._pieces(spans, part, self.calendar_schedule)

    def _pieces(
        self, spans: Sequence[Span], part: Charged, schedule: CalendarSchedule
    ) -> Due | None:
        pieces: list[Piece] = []
        for span in spans:
            factor = part_factor(Charged(span.start, span.end, part.borders), schedule.rule)
            factors = span.factors if factor is None else (factor, *span.factors)
            pieces.append(Piece(factors, span.share, span.more))
        due = tuple(pieces)
        if due == WHOLE:
            return WHOLE
        return due or None
