"""The invoices of a priced quote, with their dates, and when their amounts flow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeAlias

from .errors import TermsError, shown
from .fields import is_one_of
from .line import Invoice
from .money import Money
from .period import Period, days_after
from .pricing import Priced
from .terms import Terms

FlowDay: TypeAlias = Literal["issue", "due"]
"""Whether amounts count on the day when their invoice is issued, or on that when it is due."""


def invoices_of(priced: Priced, terms: Terms) -> tuple[Invoice, ...]:
    """Give every invoice of the term, in order."""
    sheets = [sheet for sheet, count in priced.runs for _ in range(count)]
    first = priced.first
    found: list[Invoice] = []
    for index, sheet in enumerate(sheets):
        period = priced.schedule.period(index)
        issue = issue_day(period, terms)
        totals = sheet.totals if first is None or index else sheet.totals + first
        found.append(Invoice(period, sheet, totals, issue, due_day(issue, terms)))
    return tuple(found)


def issue_day(period: Period, terms: Terms) -> date | None:
    """Say when the invoice of a period is issued: on its first day, or in arrears on its last."""
    return period.end if terms.in_arrears else period.start


def due_day(issue: date | None, terms: Terms) -> date | None:
    """Say when an invoice of that day is to be paid, if the terms do."""
    if issue is None or terms.due_days is None:
        return None
    return days_after(issue, terms.due_days)


def cash_flow(invoices: Sequence[Invoice], by: FlowDay) -> dict[str, Money]:
    """Add up what is payable by calendar month, or by number where a term has no dates.

    Args:
        invoices: Of one quote.
        by: ``issue`` or ``due``, whose date counts.

    Raises:
        TermsError: If *by* is neither (``flow.day``), or ``due`` where the terms do not say when
            invoices are due (``flow.due``).
    """
    if not is_one_of(by, ("issue", "due")):
        fault = f"{shown(by)} is neither issue nor due; give one of them"
        raise TermsError.of("flow.day", fault, field="by", value=by)
    found: dict[str, Money] = {}
    for invoice in invoices:
        day = invoice.issue_date if by == "issue" else invoice.due_date
        if day is None and by == "due":
            fault = "the terms do not say when invoices are due; give start and due_days"
            raise TermsError.of("flow.due", fault, field="by", value=by)
        month = str(invoice.number) if day is None else day.isoformat()[:7]
        known = found.get(month)
        found[month] = invoice.payable if known is None else known + invoice.payable
    return found
