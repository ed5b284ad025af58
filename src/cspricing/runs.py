"""The invoices of a term, one after the other: equal ones are settled once, and counted.

Invoices are equal by what is due on them, which rules are active and which taxes hold, never by
their amounts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, cast

from .charge import Charge
from .charge_model import ratio
from .discount import AmountOff
from .due import WHOLE, Due, exact_due, holds_rest
from .errors import PricingError
from .exchanged import Exchanged
from .lifted import nowhere
from .money import Currency, Price
from .plan import Plan
from .schedule import Schedule
from .settlement import Settlement
from .sheet import Sheet
from .terms import Terms, issue_day
from .timeline import Timeline

Run: TypeAlias = tuple[Sheet, int]
"""A sheet, and how many equal invoices follow one another on it."""


def runs(
    whole: Plan,
    currency: Currency,
    terms: Terms,
    schedule: Schedule,
    exchanged: Exchanged | None = None,
) -> tuple[Run, ...]:
    """Settle the invoices of a term.

    Raises:
        ExceptionGroup: Of the faults of the lines of one invoice.
    """
    term = _Term(currency, terms, Timeline(whole, schedule, exchanged))
    found: list[Run] = []
    for index in range(schedule.count):
        sheet = term.sheet(index)
        if found and found[-1][0] is sheet:
            found[-1] = (sheet, found[-1][1] + 1)
        else:
            found.append((sheet, 1))
    return tuple(found)


class _Term:
    """The invoices of a term while they are settled."""

    def __init__(self, currency: Currency, terms: Terms, timeline: Timeline) -> None:
        self.currency = currency
        self.terms = terms
        self.schedule = timeline.schedule
        self.timeline = timeline
        discounts = [rule for rule, _ in timeline.plan.discounts]
        self.ending = [(i, one.lasts) for i, one in enumerate(discounts) if one.lasts != "forever"]
        self.carrying = [
            i for i, one in enumerate(discounts) if isinstance(one, AmountOff) and one.carry
        ]
        self.carried: dict[int, Any] = {}
        self.rests: dict[int, Price] = {}
        self.used: set[int] = set()
        self.known: dict[Any, Sheet] = {}
        self.tax_days = timeline.plan.tax_days
        self.taxed: dict[Any, tuple[Plan, Any]] = {}

    def sheet(self, index: int) -> Sheet:
        """Give the amounts of an invoice, which follows those before it."""
        dues = self.timeline.dues(index, self.rests)
        why_not = self._inactive(index) if self.ending else {}
        # Invoices that carry something are equal to no other.
        key: Any = (dues, tuple(why_not), index if self.carried else None)
        if self.tax_days:
            key = (key, self._taxed(index, dues)[1])
        sheet = self.known.get(key)
        if sheet is None:
            sheet = self.known[key] = self._settled(index, dues, why_not)
        if self.carrying:
            rests = {i: sheet.discounts[i].carried for i in self.carrying}
            self.carried = {i: rest for i, rest in rests.items() if not nowhere(rest != 0)}
        if self.timeline.carrying:
            self._carry(sheet)
        if self.ending:
            self.used.update(i for i, _ in self.ending if not sheet.discounts[i].why_not)
        return sheet

    def _carry(self, sheet: Sheet) -> None:
        """Keep what rounding left of each line whose slices must add up."""
        scale = Decimal(10) ** self.currency.digits
        for place, number in enumerate(sheet.numbers):
            charge, position = sheet.plan.lines.charges[place], number - 1
            if position not in self.timeline.carrying or not isinstance(charge, Charge):
                continue
            due = WHOLE if sheet.due is None else sheet.due[place]
            above, below = exact_due(charge, due)
            units = sheet.costs[place] if charge.cost else sheet.gross[place]
            left = above * scale - units * sheet.unit * below
            rest = ratio(left, below * scale, self.currency)
            if position in self.rests and not holds_rest(due):
                rest = rest + self.rests[position]
            self.rests[position] = rest

    def _taxed(self, index: int, dues: Sequence[Due | None]) -> tuple[Plan, Any]:
        """Give the plan of an invoice at its tax point, and since when its taxes hold."""
        day = issue_day(self.schedule.period(index), self.terms) or date.min
        key = (dues, bisect_right(self.tax_days, day))
        if key not in self.taxed:
            part = self.timeline.on_invoice(dues).at(day)
            lines = [tax for tax, members in part.treated if members and tax.later]
            self.taxed[key] = part, tuple([tax.at(day).since for tax in lines])
        return self.taxed[key]

    def _settled(self, index: int, dues: Sequence[Due | None], why_not: Mapping[int, str]) -> Sheet:
        part = self._taxed(index, dues)[0] if self.tax_days else self.timeline.on_invoice(dues)
        rounding = self.terms.rounding
        try:
            return Settlement(part, self.currency, rounding, why_not, self.carried).sheet()
        except (PricingError, ExceptionGroup) as error:
            if self.schedule.count > 1:
                _say_invoice(error, index + 1)
            raise

    def _inactive(self, index: int) -> dict[int, str]:
        """Give the discounts that do not apply to an invoice, with the reason."""
        found: dict[int, str] = {}
        for position, lasts in self.ending:
            if lasts == "once" and position in self.used:
                found[position] = "used"
            elif isinstance(lasts, int) and not self.schedule.within(lasts, index):
                found[position] = "expired"
        return found


def _say_invoice(error: Exception, number: int) -> None:
    """Say on which invoice a discount exceeds what there is: it may fit on others."""
    for one in cast("Sequence[Exception]", getattr(error, "exceptions", (error,))):
        if isinstance(one, PricingError) and one.code == "discount.exceeds":
            one.args = (f"on invoice {number}, {one.args[0]}",)
