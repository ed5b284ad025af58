"""How a contract is billed and paid, as plain data."""

from __future__ import annotations

from datetime import date
from typing import Any

from .billing import BillingRule, Milestones, Prepaid
from .change import When
from .notation import plain
from .payment_terms import DefaultInterest, Deposit, Retention
from .payments import Payment
from .selector import described
from .terms import Terms


def billing_rule(rule: BillingRule) -> dict[str, Any]:
    """Give what a billing rule states."""
    stated: dict[str, Any] = {"type": type(rule).__name__, "optional": rule.optional}
    if isinstance(rule, Milestones):
        stated["parts"] = [
            {"name": part.name, "percent": plain(percent), "at": _when(part.at)}
            for part, percent in zip(rule.parts, rule.percents, strict=True)
        ]
    if isinstance(rule, Prepaid):
        stated |= {"months": rule.months, "percent_off": plain(rule.percent_off)}
    return stated | {"on": None if rule.on is None else described(rule.on)}


def payment_terms(terms: Terms) -> dict[str, Any]:
    """Give what the terms state about payments."""
    return {
        "deposit": None if terms.deposit is None else _deposit(terms.deposit),
        "retention": None if terms.retention is None else _retention(terms.retention),
        "late_payment": terms.late_payment,
        "default_interest": (
            None if terms.default_interest is None else _interest(terms.default_interest)
        ),
    }


def _deposit(deposit: Deposit) -> dict[str, Any]:
    amount, percent = deposit.amount, deposit.percent
    return {
        "amount": None if amount is None else plain(amount.numerator),
        "over": None if amount is None else amount.denominator,
        "percent": None if percent is None else plain(percent),
        "of": deposit.of,
        "set_off": deposit.set_off,
        "day": _day(deposit.day),
    }


def _retention(retention: Retention) -> dict[str, Any]:
    return {
        "percent": plain(retention.percent),
        "of": retention.of,
        "months": retention.months,
        "until": _day(retention.until),
    }


def _interest(interest: DefaultInterest) -> dict[str, Any]:
    return {"percent": plain(interest.percent), "above": interest.above}


def payment(one: Payment) -> dict[str, Any]:
    """Give a payment."""
    return {
        "kind": one.kind,
        "invoice": one.invoice,
        "issue": _day(one.issue_date),
        "due": _day(one.due_date),
        "month": one.month,
        "amount": plain(one.amount.amount),
    }


def _when(moment: When | None) -> int | str | None:
    return _day(moment) if isinstance(moment, date) else moment


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
