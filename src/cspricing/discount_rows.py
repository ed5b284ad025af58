"""The rows of the discounts of a whole quote: what each takes, and what it takes of each line."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from .discount import AmountOff, PercentOff
from .explanation import Places, Row, amount, percent
from .line_rows import LineRows, counted
from .sheet import Applied, Sheet
from .telling import Telling


def tell_discounts(
    told: Telling, sheet: Sheet, lines: Mapping[int, LineRows], *, last: bool
) -> None:
    """Tell what each discount at quote level takes, and that its shares are all of it.

    Args:
        told: What the rows are added to.
        sheet: The invoice.
        lines: The rows of its priced lines.
        last: Whether no invoice comes after it, so that what would be carried over lapses.
    """
    applied = [a for a in sheet.discounts if a.rule.level == "quote" and (a.sides or a.carried)]
    if applied:
        told.heading(1, told.say("discounts"))
    for one in applied:
        _Discount(told, sheet, lines, one, last).tell()


@frozen
class _Discount:
    """A discount at quote level on one invoice, while it is told."""

    told: Telling
    sheet: Sheet
    lines: Mapping[int, LineRows]
    one: Applied
    last: bool

    def tell(self) -> None:
        rule = self.one.rule
        label = self.told.discount(self.one.position, rule)
        taken = [self._side(label, side) for side in self.one.sides]
        if not taken:  # there is nothing to take it off, and it waits for another invoice
            taken.append((self.told.sum(2, label, self.sheet.money(0), []), 1))
        if isinstance(rule, AmountOff):
            self._rest(rule, taken[0])

    def _side(self, label: str, side: tuple[int, int]) -> tuple[int, int]:
        """Tell what it takes of charges, or of credits, and of which lines."""
        told, sheet, one = self.told, self.sheet, self.one
        base, taken = (sheet.money(units) for units in side)
        cut = [i for i, units in one.cuts.items() if units * side[1] > 0]
        shares = [(self.lines[i].shares[one.position], -1) for i in cut]
        if isinstance(one.rule, AmountOff):
            place = told.sum(2, label, taken, shares)
        else:
            formula = f"{percent(one.rule.percent)} x {amount(base)}"
            ties = [(1, self._base(one.rule, side[0]))]
            place = told.add(Row(2, label, formula, amount(taken), "portion", ties=ties))
        allocated = sheet.money(sum([one.cuts[i] for i in cut]))
        parts = [(place, 1 if side[1] > 0 else -1)]
        if cut:
            label = told.say("allocated", lines=told.lines(sheet.numbers[i] for i in cut))
            parts.append((told.sum(2, label, allocated, shares), -parts[0][1]))
        if allocated != taken:
            told.sum(3, told.say("lapsed"), abs(taken - allocated), parts)
        return parts[0]

    def _base(self, rule: PercentOff, base: int) -> list[tuple[int, int]]:
        """Give the rows that add up to what it is of: what is left of the lines of one sign."""
        sheet, position = self.sheet, self.one.position
        if rule.base == "list":
            members = [i for i in self.one.members if sheet.listed[i] * base > 0]
            return [one for i in members for one in counted(self.lines[i].listed)]
        left = {i: sheet.line_net[i] for i in self.one.members}
        for other in sheet.discounts[:position]:
            if other.rule.level == "quote":
                for i, units in other.cuts.items():
                    left[i] = left.get(i, 0) - units
        members = [i for i in self.one.members if left[i] * base > 0]
        return [one for i in members for one in self.lines[i].left(position)]

    def _rest(self, rule: AmountOff, place: tuple[int, int]) -> None:
        """Tell what an amount off was with what earlier invoices left, and what is left of it."""
        told, sheet, one = self.told, self.sheet, self.one
        taken = abs(sheet.money(one.amount))
        rest = sheet.money(one.lapsed + one.carried)
        parts = [] if one.why_not else [rule.amount.settle(sheet.rounding)]
        brought = sum([-part for part in parts], taken + rest)
        ties: list[tuple[int, Places]] = []
        if brought:
            row = Row(3, told.say("brought"), "", amount(brought))
            ties.append((len(parts), [(told.add(row), 1)]))
            parts.append(brought)
        if rest:
            formula = f"{' + '.join(map(amount, parts))} - {amount(taken)}"
            ties.append((len(parts), [place]))
            key = "lapsed" if one.lapsed else "lapsed_at_end" if self.last else "carried"
            told.add(Row(3, told.say(key), formula, amount(rest), "exact", ties=ties))
