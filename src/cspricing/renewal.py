"""What follows a contract: its renewal, or its early end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from attrs import evolve

from .change import Calendar, Change, When, when
from .charge import Component
from .entry import Entry
from .errors import TermsError
from .lapsed import Lapsed
from .money import Price, as_price
from .payment_terms import Retention
from .period import days_after, months_after
from .pricing import Priced
from .provenance import Figure
from .schedule import CalendarSchedule
from .selector import selects
from .sheet import Sheet
from .term_line import term_lines
from .terms import Terms
from .uplift import Uplift

_Rule = TypeVar("_Rule")


def calendar_of(terms: Terms) -> Calendar:
    """Lay the term out on the calendar."""
    schedule = terms.schedule.on_calendar()
    return Calendar(schedule.start, schedule.end, schedule.dated, schedule.anchor)


def renewed(
    priced: Priced,
    terms: Terms,
    months: int | None,
    until: date | str | None,
    uplift: Figure | None,
) -> tuple[tuple[Component, ...], Terms]:
    """Give the components and the terms of the contract that follows one.

    Args:
        priced: The contract.
        terms: Its terms.
        months: How long the next one is; as long as this one unless given.
        until: Its last day, instead of *months*.
        uplift: By how many percent all its prices rise.

    Raises:
        TermsError: If nothing says how long it is, for this one is of parts of months
            (``renewal.months``), or if nothing recurs any more at its end
            (``renewal.nothing``).
    """
    if months is None and until is None:
        months, over = priced.schedule.length
        if over > 1:
            fault = "the term is no whole number of months; say months= or until="
            raise TermsError.of("renewal.months", fault, field="months")
    calendar = calendar_of(terms)
    carried = [later for change in terms.changes for later in change.carried(calendar)]
    kept = _kept(priced, carried)
    if not kept:
        fault = "nothing recurs at the end of the term; quote what comes next as a new contract"
        raise TermsError.of("renewal.nothing", fault)
    entries = [entry for entry in priced.entries if id(entry.component) in kept]
    following = evolve(
        terms,
        start=calendar.end if calendar.dated else None,
        months=months,
        until=until,
        billing_day=_billing_day(terms, calendar),
        changes=_changes(carried, entries, uplift),
        discounts=_still([r for r in terms.discounts if r.lasts == "forever"], entries),
        taxes=_still(terms.taxes, entries),
        markups=_still(terms.markups, entries),
        purchases=_still(terms.purchases, entries),
        floors=_still(terms.floors, entries),
        approvals=(),  # another quote needs another one
        valid_from=None,
        valid_until=None,
        version=None,
        parent=None,
        prepaid=None,
        rounding_amount=None,
        billing=_still([r for r in terms.billing if not r.bills("once")], entries),
        deposit=None,
        retention=_kept_back(terms.retention),
    )
    return tuple(kept.values()), _in_whole_months(following)


def _in_whole_months(terms: Terms) -> Terms:
    """Count the months of a term from its billing day, where its month has no such day.

    A term that starts on 28 February for its billing day is the 31st has one month until 30
    March: counted from the 28th, the last month would be cut short.
    """
    start, months, billing_day = terms.start, terms.months, terms.billing_day
    if start is None or months is None or billing_day is None or billing_day == start.day:
        return terms
    if months_after(start, 0, billing_day) != start:  # it starts between two billing days
        return terms
    end = months_after(start, months, billing_day)
    return evolve(terms, months=None, until=days_after(end, -1))


def _kept_back(retention: Retention | None) -> Retention | None:
    """Let what is kept back be paid as long after the next term; a day counted for this one."""
    return None if retention is None or retention.until is not None else retention


def _kept(priced: Priced, carried: Sequence[Change]) -> dict[int, Any]:
    """Give the components of which anything still recurs at the end of the term."""
    ended = [one.on for one in carried if isinstance(one, Lapsed) and one.recurring]
    entries = priced.entries
    going = {
        i
        for i, entry in enumerate(entries)
        if entry.cadence not in {None, "once"}
        if not any(selects(on, entry) for on in ended)
    }
    for i, rests_on in priced.plan.percentages:
        if not going.isdisjoint(rests_on):
            going.add(i)
    return {id(entries[i].component): entries[i].component for i in sorted(going)}


def _billing_day(terms: Terms, calendar: Calendar) -> int | None:
    """Let periods start on the same day of the month as before."""
    if terms.billing_day is not None or terms.start is None:
        return terms.billing_day
    return None if terms.start.day == calendar.end.day else terms.start.day


def _changes(
    carried: Sequence[Change], entries: Sequence[Entry], uplift: Figure | None
) -> tuple[Change, ...]:
    """Let quantities and prices be as they were at the end, and what was due once be gone."""
    changes = _still(carried, entries)
    if any(entry.cadence == "once" for entry in entries) and Lapsed() not in changes:
        changes = (*changes, Lapsed())
    return changes if uplift is None else (*changes, Uplift(uplift, first=1, every=None))


def _still(rules: Iterable[_Rule], entries: Sequence[Entry]) -> tuple[_Rule, ...]:
    """Give the rules that still have lines to select."""

    def selects_any(on: Any) -> bool:  # noqa: ANN401
        return on is None or any(selects(on, entry) for entry in entries)

    return tuple([rule for rule in rules if selects_any(getattr(rule, "on", None))])


def left_after(priced: Priced, terms: Terms, on: When | str) -> tuple[tuple[int, Price], ...]:
    """Give what would recur for periods that start on or after a day.

    These are the periods that charges are for: a quarter that has begun is not left, though in
    arrears a later invoice bills it.

    Returns:
        How many invoices follow one another on which the same recurs, and what recurs.

    Raises:
        TermsError: If the day is none of the term (``termination.outside``, ``change.start``).
    """
    calendar = calendar_of(terms)
    moment = when(on)
    day = calendar.day(moment)
    if not calendar.start <= day < calendar.end:
        fault = f"{moment} lies outside the term; give a day of it"
        raise TermsError.of("termination.outside", fault, field="on", value=on)
    schedule = priced.schedule.on_calendar()
    recurring = {line.number for line in term_lines(priced) if line.recurs and not line.is_cost}
    found: list[tuple[int, Price]] = []
    index = 0
    for sheet, count in priced.runs:
        left = Counter(
            _recurring(sheet, recurring & _left(sheet, schedule, place, day))
            for place in range(index, index + count)
        )
        index += count
        found += [(times, price) for price, times in left.items() if price.numerator]
    return tuple(found) or ((0, priced.currency(0)),)


def _left(sheet: Sheet, schedule: CalendarSchedule, index: int, day: date) -> set[int]:
    """Give the numbers of the lines of an invoice for periods that start on or after a day.

    A percentage is for the periods of all that it rests on, from the first one on.
    """
    starts: dict[int, date] = {}
    for i, entry in enumerate(sheet.entries):
        if entry.cadence is not None:
            once = entry.cadence == "once"
            period = None if once else schedule.charged(entry.cadence, index)
            # What is billed ahead may stand where nothing would else be due.
            starts[i] = schedule.starts[index] if period is None else period.start
    for i, rests_on in sheet.plan.percentages:
        starts[i] = min(starts[one] for one in rests_on)
    return {sheet.numbers[i] for i, start in starts.items() if start >= day}


def _recurring(sheet: Sheet, numbers: set[int]) -> Price:
    """Add up the net amounts of the lines of these numbers on an invoice."""
    included = sheet.included
    units = sum(
        sheet.net[i] - (included[i] if included else 0)
        for i, number in enumerate(sheet.numbers)
        if number in numbers
    )
    return as_price(sheet.money(units))
