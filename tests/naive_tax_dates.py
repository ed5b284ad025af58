"""Which tax holds on an invoice, in the most obvious way, for `naive_quote`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any


def months_later(day: date, months: int) -> date:
    """Go so many months on, to the last day of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_force(tax: Any, day: date | None) -> Any:  # noqa: ANN401
    """Give what a tax has become on a day: the last of its changes that is not after it."""
    if tax is None or day is None:
        return tax
    holding = tax
    for change in tax.later:
        if change.since <= day:
            holding = change
    return holding
