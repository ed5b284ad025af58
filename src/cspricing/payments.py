"""The payments of a contract: what is paid when, which is all that is payable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from .errors import TermsError, shown
from .fields import is_one_of
from .line import Invoice
from .money import Money
from .pricing import Priced
from .terms import Terms
from .text import calendar_date
from .written import Written

PaymentKind: TypeAlias = Literal["deposit", "invoice", "retention"]
"""What is paid: the deposit, an invoice, or what was retained of all of them."""

FlowDay: TypeAlias = Literal["issue", "due"]
"""Whether amounts count on the day when their invoice is issued, or on that when it is due."""


@frozen(kw_only=True, repr=False)
class Payment(Written):
    """One payment of a contract.

    Attributes:
        kind: ``deposit``, ``invoice`` or ``retention``.
        amount: What is paid.
        invoice: The number of the invoice; None for a deposit, and for what was retained.
        issue_date: When it is asked for; None if the term has no dates.
        due_date: When it is to be paid; None if the terms do not say.
        month: In a term without dates, its month, counted from 1; else None.
    """

    kind: PaymentKind
    amount: Money
    invoice: int | None = None
    issue_date: date | None = field(default=None, converter=optional(calendar_date))
    due_date: date | None = field(default=None, converter=optional(calendar_date))
    month: int | None = None

    @property
    def day(self) -> date | None:
        """When it is to be paid, or else when it is asked for."""
        return self.due_date or self.issue_date

    @property
    def what(self) -> str:
        """What is paid, in words.

        >>> from cspricing import EUR
        >>> Payment(kind="invoice", amount=Money(310, "EUR"), invoice=3).what
        'invoice 3'
        """
        if self.kind == "invoice":
            return f"invoice {self.invoice}"
        return "deposit" if self.kind == "deposit" else "retention released"


def payments_of(priced: Priced, terms: Terms, invoices: Sequence[Invoice]) -> tuple[Payment, ...]:
    """Give all payments, in the order of the contract: deposit, invoices, what was retained.

    Args:
        priced: The settled amounts.
        terms: What they rest on besides the components.
        invoices: All of them.
    """
    undated = terms.start is None
    found = [
        Payment(
            kind="invoice",
            amount=invoice.payable,
            invoice=invoice.number,
            issue_date=invoice.issue_date,
            due_date=invoice.due_date,
            month=invoice.number if undated else None,
        )
        for invoice in invoices
    ]
    holding = priced.holding
    if holding is None:
        return tuple(found)
    if holding.deposit:
        found.insert(0, _deposit(priced, terms, invoices[0]))
    if holding.retained:
        last = 0 if terms.retention is None else terms.retention.months
        found.append(
            Payment(
                kind="retention",
                amount=Money.of_minor(holding.retained, priced.currency),
                issue_date=holding.released,
                due_date=holding.released,
                month=len(invoices) + last if undated else None,
            )
        )
    return tuple(found)


def _deposit(priced: Priced, terms: Terms, first: Invoice) -> Payment:
    """Give the payment of the deposit: on its day, or with the first invoice."""
    holding, day = priced.holding, None if terms.deposit is None else terms.deposit.day
    return Payment(
        kind="deposit",
        amount=Money.of_minor(0 if holding is None else holding.deposit, priced.currency),
        issue_date=day or first.issue_date,
        due_date=day or first.due_date,
        month=1 if terms.start is None else None,
    )


def cash_flow(payments: Sequence[Payment], by: FlowDay) -> dict[str, Money]:
    """Add up payments by calendar month, or by the number of the month in a term without dates.

    Args:
        payments: Of one quote.
        by: ``issue`` or ``due``, whose date counts.

    Raises:
        TermsError: If *by* is neither (``flow.day``), or ``due`` where the terms do not say when
            invoices are due (``flow.due``).
    """
    if not is_one_of(by, ("issue", "due")):
        fault = f"{shown(by)} is neither issue nor due; give one of them"
        raise TermsError.of("flow.day", fault, field="by", value=by)
    found: dict[str, Money] = {}
    for payment in payments:
        day = payment.issue_date if by == "issue" else payment.due_date
        if day is None and by == "due":
            fault = "the terms do not say when invoices are due; give start and due_days"
            raise TermsError.of("flow.due", fault, field="by", value=by)
        month = str(payment.month) if day is None else day.isoformat()[:7]
        known = found.get(month)
        found[month] = payment.amount if known is None else known + payment.amount
    return found
