"""Contracts whose quantities and prices change, priced day by day: knows nothing of the library.

A contract is a dict of plain values, and so is each change. Amounts are `Fraction`, and are
rounded to cents once for each line of an invoice.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

Contract: TypeAlias = dict[str, Any]
"""``start``, ``months``, ``billing_day``, ``arrears``, ``rule``, ``lines`` and ``changes``."""

LENGTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


def shifted(day: date, months: int, anchor: int) -> date:
    """Give the day so many months later, at *anchor* or the last day of the month."""
    count = 12 * day.year + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(anchor, monthrange(year, month + 1)[1]))


def moment(contract: Contract, value: int | date) -> date:
    """Give the day of a moment: itself, or the first one of a month of the term."""
    if isinstance(value, date):
        return value
    start, anchor = contract["start"], contract["billing_day"] or contract["start"].day
    clipped = shifted(start, 0, anchor) == start
    return shifted(start, value - 1, anchor if clipped else start.day)


def ends(contract: Contract) -> date:
    """Give the day after the last."""
    return shifted(contract["start"], contract["months"], contract["start"].day)


def borders(contract: Contract) -> tuple[list[date], bool]:
    """Give the first days of the billing periods and the day after the last.

    The second value says whether the first period is a part.
    """
    start, end = contract["start"], ends(contract)
    anchor = contract["billing_day"] or start.day
    found, months = [start], 1
    part = shifted(start, 0, anchor) != start
    if part and shifted(start, 0, anchor) > start:
        months = 0
    while shifted(start, months, anchor) < end:
        found.append(shifted(start, months, anchor))
        months += 1
    return [*found, end], part


def periods(contract: Contract, cadence: str) -> list[tuple[int, list[date]]]:
    """Give the periods of a charge: the invoice, and the first days of its months and the end."""
    days, part = borders(contract)
    start, anchor = contract["start"], contract["billing_day"] or contract["start"].day
    length = LENGTHS[cadence]
    invoices = list(pairwise(days))
    first = days[1] if part else start
    if part and len(days) == 2:
        first = shifted(start, 0, anchor)
        first = first if first > start else shifted(start, 1, anchor)
    month = -length if part else 0
    found: list[tuple[int, list[date]]] = []
    while (begin := shifted(first, month, anchor)) < days[-1]:
        months = [shifted(first, month + k, anchor) for k in range(length + 1)]
        day = max(begin, start)
        if contract["arrears"]:
            day = min(months[-1], days[-1]) - timedelta(days=1)
        (place,) = (i for i, (a, b) in enumerate(invoices) if a <= day < b)
        found.append((place, months))
        month += length
    return found


def weight(contract: Contract, day: date, months: list[date]) -> Fraction:
    """Give which part of a period a day is."""
    if contract["rule"] == "days":
        return Fraction(1, (months[-1] - months[0]).days)
    (length,) = ((b - a).days for a, b in pairwise(months) if a <= day < b)
    return Fraction(1, length * (len(months) - 1))


def graduated(tiers: list[tuple[int | None, Fraction]], quantity: Fraction) -> Fraction:
    """Price each unit at the price of the tier that it falls in."""
    total, lower = Fraction(0), Fraction(0)
    for upper, price in tiers:
        top = quantity if upper is None else min(quantity, Fraction(upper))
        total += max(Fraction(0), top - lower) * price
        lower = top if upper is None else Fraction(upper)
    return total


class Day:
    """What of a line counts on a day.

    Args:
        contract: The contract.
        day: The day.
        begin: The first day of the period of the line.
        known: Whether only that counts which the invoice of the period tells.
    """

    def __init__(self, contract: Contract, day: date, begin: date, *, known: bool) -> None:
        self.contract, self.day, self.begin, self.known = contract, day, begin, known
        self.more, self.factor, self.share = Fraction(0), Fraction(1), Fraction(1)
        self.rounds_up = False

    def moment(self, value: int | date) -> date:
        """Give the day of a moment."""
        return moment(self.contract, value)

    def units(self, change: dict[str, Any]) -> None:
        """Count units that were added or removed."""
        at = self.moment(change["start"])
        late = change["billed"] == "next" and self.known
        counts = at <= (self.begin if late else self.day)
        if change["kind"] == "removed" and not change["credit"]:
            counts = at <= self.begin
        if counts:
            self.more += change["units"] if change["kind"] == "added" else -change["units"]

    def stepped(self, change: dict[str, Any]) -> None:
        """Count the last value of a ramp."""
        values = sorted((self.moment(m), Fraction(v)) for m, v in change["values"])
        begun = [value for at, value in values if at <= self.day]
        if not begun:
            return
        if change["kind"] == "productivity":
            self.factor *= 100 / begun[-1]
        elif change["percent"]:
            self.share *= begun[-1] / 100
            self.rounds_up = change["whole"]
        else:
            self.share, self.more = Fraction(0), self.more + begun[-1]

    def uplift(self, change: dict[str, Any]) -> None:
        """Count how often prices have risen by the first day of the period."""
        first, every = change["first"], change["every"]
        rises, months, at = 0, 0, self.moment(first)
        while at <= self.begin and not (rises and every is None):
            rises += 1
            months += every or 0
            if isinstance(first, int):
                at = self.moment(first + months)
            else:
                at = shifted(first, months, first.day)
        percent = Fraction(change["percent"]) / 100
        self.factor *= (1 + percent) ** rises if change["of"] == "last" else 1 + rises * percent

    def lasting(self, change: dict[str, Any]) -> None:
        """Count free months, and introductory prices."""
        start, months = change["start"], change["months"]
        at = self.moment(start)
        after = self.moment(start + months) if isinstance(start, int) else None
        if at <= self.day < (after or shifted(at, months, at.day)):
            self.factor *= 0 if change["kind"] == "free" else Fraction(change["percent"]) / 100

    def in_force(self, change: dict[str, Any]) -> None:
        """Count only the days from one to another."""
        if not self.moment(change["start"]) <= self.day <= self.moment(change["end"]):
            self.factor = Fraction(0)


COUNTED = {
    "added": Day.units,
    "removed": Day.units,
    "ramp": Day.stepped,
    "productivity": Day.stepped,
    "uplift": Day.uplift,
    "free": Day.lasting,
    "introductory": Day.lasting,
    "in_force": Day.in_force,
}


def day_price(line: dict[str, Any], that: Day) -> Fraction:
    """Price a whole period as if everything were as it is on a day."""
    for change in that.contract["changes"]:
        if line["name"] in change["on"]:
            COUNTED[change["kind"]](that, change)
    quantity = line["quantity"] * that.share
    if that.rounds_up:
        quantity = Fraction(-(-quantity.numerator // quantity.denominator))
    return graduated(line["tiers"], quantity + that.more) * that.factor


def invoices(contract: Contract) -> list[dict[str, int]]:
    """Give the cents of each line on each invoice."""
    days, _ = borders(contract)
    exact: list[dict[str, Fraction]] = [{} for _ in days[1:]]
    for line in contract["lines"]:
        due = periods(contract, line["cadence"])
        for number, (place, months) in enumerate(due):
            begin = max(months[0], contract["start"])
            last = min(months[-1], days[-1])
            open_days = [begin + timedelta(days=k) for k in range((last - begin).days)]
            is_last = number + 1 == len(due)
            billed = correction = Fraction(0)
            for day in open_days:
                part = weight(contract, day, months)
                real = part * day_price(line, Day(contract, day, begin, known=False))
                now = part * day_price(line, Day(contract, day, begin, known=not is_last))
                billed += now
                correction += real - now
            exact[place][line["name"]] = exact[place].get(line["name"], Fraction(0)) + billed
            if not is_last:
                later = due[number + 1][0]
                known = exact[later].get(line["name"], Fraction(0))
                exact[later][line["name"]] = known + correction
    return [{name: half_up(100 * value) for name, value in one.items()} for one in exact]


def half_up(value: Fraction) -> int:
    """Round to a whole number, halves away from zero."""
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return size if value >= 0 else -size
