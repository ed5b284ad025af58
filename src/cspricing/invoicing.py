"""The invoices of a priced quote, with their dates."""

from __future__ import annotations

from datetime import date

from .held import NOTHING
from .line import Invoice
from .period import days_after
from .pricing import Priced
from .terms import Terms, issue_day


def invoices_of(priced: Priced, terms: Terms) -> tuple[Invoice, ...]:
    """Give every invoice of the term, in order."""
    sheets = [sheet for sheet, count in priced.runs for _ in range(count)]
    first = priced.first
    found: list[Invoice] = []
    for index, sheet in enumerate(sheets):
        period = priced.schedule.period(index)
        issue = issue_day(period, terms)
        totals = sheet.totals if first is None or index else sheet.totals + first
        due = due_day(issue, terms)
        held = NOTHING if priced.holding is None else priced.holding.invoices[index]
        found.append(Invoice(period, sheet, totals, issue, due, held))
    return tuple(found)


def due_day(issue: date | None, terms: Terms) -> date | None:
    """Say when an invoice of that day is to be paid, if the terms do."""
    if issue is None or terms.due_days is None:
        return None
    return days_after(issue, terms.due_days)
