"""What of each line is due on each invoice: lines that change alike share it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, TypeAlias

from attrs import evolve

from .billing import BillingRule
from .change import Calendar, Change, Span
from .charge import Charge
from .due import WHOLE, Due, Piece, Rest, exact_due
from .exchanged import Exchanged
from .factor import Factor
from .lifted import nowhere
from .money import Price
from .period import Cadence
from .plan import Plan
from .proration import Charged, Proration, part_factor
from .rule_fault import looking_back, restated
from .schedule import CalendarSchedule, Schedule
from .slice import Slice
from .units_together import UnitsTogether, together

Group: TypeAlias = tuple[Cadence, tuple[int, ...], int, int, str]
"""Lines of one cadence under the same changes, given by their places, and one billing rule; or a
line of slices, by its position. Positions and rules are -1 for the others. The last is the currency
that they are converted from, empty for that of the quote."""

_NO_UNITS: Final = Decimal(0)
_NO_RESTS: Mapping[int, Price] = {}


class _Changing:
    """Changes of the same lines, and how the last period that was asked about ended.

    Args:
        changes: The changes.
        calendar: The days of the term.
    """

    def __init__(self, changes: Sequence[Change], calendar: Calendar) -> None:
        self.changes: list[Change | UnitsTogether] = together(changes, calendar)
        self.late: bool = any(change.late for change in changes)
        days = [change.turns(calendar) for change in changes]
        self.turns: Sequence[date] | None = (
            None if None in days else sorted({day for some in days for day in some or ()})
        )
        self.last: tuple[date, Span] | None = None

    def turns_within(self, start: date, end: date) -> bool:
        """Whether anything may change behind the first day and before the end."""
        if self.turns is None:
            return True
        return bisect_right(self.turns, start) < bisect_left(self.turns, end)

    def spans(self, part: Charged, calendar: Calendar, *, known: bool) -> list[Span]:
        """Cut a period where something changes, unless it is as the one before."""
        if self.last is not None and self.last[0] <= part.start:
            start, span = self.last
            if not self.turns_within(start, part.end):
                return [evolve(span, start=part.start, end=part.end)]
        spans = [Span(part.start, part.end)]
        for change in self.changes:
            spans = (change.known if known else change.changed)(spans, calendar)
        if len(spans) == 1:
            self.last = (part.start, spans[0])
        return spans


class Timeline:
    """What is due when.

    Args:
        plan: Which change, and which billing rule, applies to which line.
        schedule: The billing periods.
        exchanged: The rates at which prices are converted, if any are.
    """

    def __init__(self, plan: Plan, schedule: Schedule, exchanged: Exchanged | None = None) -> None:
        self.plan = plan
        self.schedule = schedule
        self.exchanged = exchanged
        self.changes: Sequence[Change] = ()
        self.billing: Sequence[BillingRule] = ()
        self.billed: dict[int, int] = {}
        # Lines whose rounding is carried from slice to slice.
        self.carrying: list[int] = []
        sliced = not plan.lines.plain and plan.sliced
        if sliced:
            self.carrying = [i for i in plan.tariffed if self._charge(i).carries_rounding]
        if not (plan.changes or plan.billing or sliced or exchanged):
            cadences = sorted(plan.lines.cadences)
            self.groups: list[Group] = [(cadence, (), -1, -1, "") for cadence in cadences]
            self.of: dict[int, Group] | None = None
            return
        if plan.changes:
            self.changes = [change for change, _ in plan.changes]
        if plan.billing:
            self.billing = [rule for rule, _ in plan.billing]
            self.billed = {i: n for n, (_, members) in enumerate(plan.billing) for i in members}
        self.calendar_schedule: CalendarSchedule = schedule.on_calendar()
        self.calendar: Calendar = Calendar(
            self.calendar_schedule.start,
            self.calendar_schedule.end,
            self.calendar_schedule.dated,
            self.calendar_schedule.anchor,
        )
        for change in self.changes:
            change.check(self.calendar)
        self.of = {position: self._group(position) for position in plan.tariffed}
        self.groups = sorted(set(self.of.values()))
        self._lines: dict[tuple[int, ...], _Changing] = {
            places: _Changing([self.changes[place] for place in places], self.calendar)
            for _, places, *_ in self.groups
        }

    def _group(self, position: int) -> Group:
        """Give the group of a line that has a cadence."""
        charge = self._charge(position)
        places = [i for i, (_, members) in enumerate(self.plan.changes) if position in members]
        own = position if charge.slices else -1
        code = "" if self.exchanged is None else self.exchanged.code(charge.currency)
        return charge.cadence, tuple(places), own, self.billed.get(position, -1), code

    def effective(self) -> set[int]:
        """Give the places of the changes that change anything within the term."""
        found: set[int] = set()
        for cadence, places, *_ in self.groups:
            if cadence == "once":
                found.update(places)
                continue
            for index in range(self.schedule.count if places else 0):
                part = self.calendar_schedule.charged(cadence, index)
                if part is not None:
                    whole = [Span(part.start, part.end)]
                    found.update(
                        place
                        for place in places
                        if place not in found
                        if self.changes[place].changed(whole, self.calendar) != whole
                    )
        return found

    def _charge(self, position: int) -> Charge:
        """Give the charge of a line that has a tariff."""
        charge: Any = self.plan.lines.charges[position]
        return charge  # type: ignore[no-any-return]

    def dues(self, index: int, rests: Mapping[int, Price] = _NO_RESTS) -> tuple[Due | None, ...]:
        """Say what of each group is due on an invoice; None for nothing.

        Args:
            index: Which invoice, from 0.
            rests: What rounding left of earlier slices, by the positions of their lines.
        """
        if self.of is None:  # nearly always
            return tuple([self.schedule.due(group[0], index) for group in self.groups])
        dues = [self._due(group, index) for group in self.groups]
        if self.exchanged is not None:
            dues = [
                due and self.exchanged.converted(due, group[-1], index)
                for group, due in zip(self.groups, dues, strict=True)
            ]
        for place, (_, _, position, *_) in enumerate(self.groups if rests else ()):
            due = dues[place]
            # A slice that costs nothing stays so; the rest waits for one that does.
            rest = rests.get(position)
            if due and rest is not None and rest.numerator and self._costs(position, due):
                dues[place] = (*due, Piece(slice=Slice(_NO_UNITS, Rest(rest))))
        return tuple(dues)

    def _costs(self, position: int, due: Due) -> bool:
        """Whether what is due of a line comes to more or less than nothing."""
        exact, _ = exact_due(self._charge(position), due)
        return not nowhere(exact != 0)

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
        cadence, places, position, billing, _ = group
        if position >= 0:
            return self._slice(places, self._charge(position), index)
        if billing >= 0:
            usual: Group = (cadence, places, -1, -1, "")
            return self.billing[billing].due(
                index, self.calendar_schedule, cadence, lambda one: self._due(usual, one)
            )
        if not places:
            return self.schedule.due(cadence, index)
        if cadence == "once":
            return self._once([self.changes[place] for place in places], index)
        part = self.calendar_schedule.charged(cadence, index)
        if part is None:
            return None
        line = self._lines[places]
        # What happens in the last period has no next invoice to wait for.
        waits = line.late and self._nearest(cadence, index, 1) is not None
        pieces = [self._piece(span, part) for span in self._spans(line, part, known=waits)]
        if line.late:
            pieces += self._corrected(line, self._nearest(cadence, index, -1))
        due = tuple(pieces)
        if due == WHOLE:
            return WHOLE
        return due or None

    def _slice(self, places: tuple[int, ...], charge: Charge, index: int) -> Due | None:
        """Say what of a line of slices is due: changes may change its price, not how many."""
        one = charge.slices[index]
        period = self.calendar_schedule.charged("monthly", index) if places else None
        if one is None or period is None:
            return None if one is None else (Piece(slice=one),)
        part = Charged(period.start, period.end, (period.start, period.end))
        spans = self._spans(self._lines[places], part, known=False)
        whole = [(part.start, part.end, (), None)]
        if charge.looks_back and [(s.start, s.end, s.factors, s.tariff) for s in spans] != whole:
            raise looking_back(charge)
        if any(span.share != 1 or span.more != 0 or span.tariff is not None for span in spans):
            raise restated(charge)
        return tuple(evolve(self._piece(span, part), slice=one) for span in spans) or None

    def _once(self, changes: Sequence[Change], index: int) -> Due | None:
        """Say whether what is charged once is due: on the invoice of the day that counts."""
        found = [change.once_from(self.calendar) for change in changes]
        days = [day for day in found if day is not None]
        if not days:
            return self.schedule.due("once", index)
        if max(days) >= self.calendar.end:
            return None
        place = bisect_right(self.calendar_schedule.starts, max(days)) - 1
        return WHOLE if index == max(place, 0) else None

    def _nearest(self, cadence: Cadence, index: int, step: int) -> Charged | None:
        """Give the period of a charge that is due before a billing period, or after it."""
        index += step
        while 0 <= index < self.calendar_schedule.count:
            part = self.calendar_schedule.charged(cadence, index)
            if part is not None:
                return part
            index += step
        return None

    def _spans(self, line: _Changing, part: Charged, *, known: bool) -> list[Span]:
        """Cut a period where something changes; *known* leaves out what the next one tells."""
        spans = line.spans(part, self.calendar, known=known)
        return snapped(joined(spans), part, self.calendar_schedule.rule)

    def _piece(self, span: Span, part: Charged, *more: Factor) -> Piece:
        factor = part_factor(
            Charged(span.start, span.end, part.borders), self.calendar_schedule.rule
        )
        factors = span.factors if factor is None else (factor, *span.factors)
        return Piece(
            factors=(*factors, *more),
            share=span.share,
            more=span.more,
            rounds_up=span.rounds_up,
            tariff=span.tariff,
            reasons=span.reasons,
        )

    def _corrected(self, line: _Changing, part: Charged | None) -> list[Piece]:
        """Bill what happened in the period before: as it was, less as it was billed."""
        if part is None or not line.turns_within(part.start, part.end):
            return []
        known = self._spans(line, part, known=True)
        real = self._spans(line, part, known=False)
        days = sorted({day for span in [*known, *real] for day in (span.start, span.end)})
        found: list[Piece] = []
        for start, end in pairwise(days):
            was, billed = (
                [evolve(s, start=start, end=end) for s in some if s.start <= start < s.end]
                for some in (real, known)
            )
            if [span.state for span in was] != [span.state for span in billed]:
                found += [self._piece(_told_late(span), part) for span in was]
                found += [self._piece(span, part, _BILLED) for span in billed]
        return found


_BILLED: Final = Factor(-1, 1, "as_billed")


def _told_late(span: Span) -> Span:
    return evolve(span, reasons=(*span.reasons, ("late", ())))


def joined(spans: Sequence[Span]) -> list[Span]:
    """Join spans in which the same is charged, and leave out those in which nothing is."""
    found: list[Span] = []
    for span in spans:
        if not span.in_force:
            continue
        last = found[-1] if found else None
        alike = last is not None and last.end == span.start and last.state == span.state
        if last is not None and alike and last.reasons == span.reasons:
            found[-1] = evolve(last, end=span.end)
        else:
            found.append(span)
    return found


def snapped(spans: Sequence[Span], part: Charged, rule: Proration) -> list[Span]:
    """Let what is charged first count for all of a month, or period, that is charged in full."""
    if len(spans) < 2 or rule not in {"started_months", "none"}:  # noqa: PLR2004
        return list(spans)
    borders = part.borders if rule == "started_months" else (part.borders[0], part.borders[-1])
    found: list[Span] = []
    start = spans[0].start
    for span in spans:
        end = next(border for border in borders if border >= span.end)
        if end > start:
            found.append(evolve(span, start=start, end=end))
            start = end
    return found
