"""The rows of a line of an invoice: from its list amount to its net amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import evolve, field, frozen

from .adjustment import Adjustment
from .charge import PercentOf
from .conversion import cited_in
from .derivation import Derivation
from .discount import PercentOff
from .exact import portion
from .explanation import Places, Row, amount, percent
from .line import Line, lines_of
from .money import Money
from .sheet import Applied, Sheet
from .titles import line_title
from .words import word


@frozen
class LineRows:
    """The places of the rows of a line that others rest on.

    Attributes:
        listed: Its list amount, and surcharges on it.
        reductions: What allowances, and discounts of each line, take off.
        shares: What discounts of the quote take of it, by their position.
        included: The tax that its price contains.
        net: Its net amount.
    """

    listed: list[int]
    reductions: list[int] = field(factory=list[int])
    shares: dict[int, int] = field(factory=dict[int, int])
    included: list[int] = field(factory=list[int])
    net: int = -1

    @property
    def taken(self) -> list[int]:
        """All that is taken off."""
        return [*self.reductions, *self.shares.values()]

    def left(self, before: int = 0) -> list[tuple[int, int]]:
        """Give what is left of it when the discount of the quote in this position comes."""
        shares = [place for position, place in self.shares.items() if position < before]
        return counted([*self.listed, *self.reductions, *shares])


class LineTelling(Derivation):
    """Rows of whole lines."""

    def tell_lines(self, sheet: Sheet) -> dict[int, LineRows]:
        """Tell the lines of an invoice, and give the rows of the priced ones by position."""
        self.costs.clear()
        self.percentages.clear()
        priced: dict[int, LineRows] = {}
        for line in lines_of(sheet):
            self._line_heading(line)
            if line.is_cost:
                self.cost(line)
            else:
                priced[line.position] = self._priced(line)
        for place, line in self.percentages:
            ties = [(1, self._rested_on(line, priced))]
            self.rows[place] = evolve(self.rows[place], ties=ties)
        return priced

    def _rested_on(self, line: Line, priced: dict[int, LineRows]) -> list[tuple[int, int]]:
        """Give the rows that add up to what a percentage is of."""
        charge = line.entry.charge
        _, members = line.sheet.bases[line.position]
        if charge.cost:
            return [(self.costs[i], 1) for i in members]
        if isinstance(charge, PercentOf) and charge.base == "list":
            return [one for i in members for one in counted(priced[i].listed)]
        return [one for i in members for one in priced[i].left()]

    def _priced(self, line: Line) -> LineRows:
        rows = LineRows([self.gross(line)])
        for adjustment, money in line.adjustments:
            place = self._adjustment(line, adjustment, money, rows.listed[0])
            (rows.listed if adjustment.sign > 0 else rows.reductions).append(place)
        for applied in line.sheet.discounts:
            self._discount(line, applied, applied.cuts.get(line.position, 0), rows)
        if line.tax_included:
            inside = amount(-line.tax_included)
            rows.included.append(self.add(Row(2, self.say("tax_in_price"), "", inside)))
        parts = [*rows.listed, *rows.taken, *rows.included]
        if len(parts) == 1:
            return evolve(rows, net=parts[0])
        return evolve(rows, net=self.sum(2, self.say("net_line"), line.net, counted(parts)))

    def _line_heading(self, line: Line) -> None:
        at_steps = cited_in(line.conversions)
        marks = self.marks(
            one for one in line.citations if one.of != "price" and one not in at_steps
        )
        notes = [" ".join(marks)] if marks else []
        if line.unverified:
            notes.append(self.say("unverified_line"))
        note = f" - {self.say('and').join(notes)}" if notes else ""
        told = self.say(
            "described",
            title=line_title(line.entry, self.language),
            category=word("category", line.category, self.language),
            cadence=self.say(line.cadence or "with others"),
        )
        self.heading(1, f"{line.number}. {told}{note}")

    def _adjustment(self, line: Line, adjustment: Adjustment, money: Money, gross: int) -> int:
        word_ = self.say("allowance" if adjustment.sign < 0 else "surcharge")
        label = f"{word_} - {adjustment.reason}" if adjustment.reason else word_
        rates = "".join(f" x {factor}" for factor in line.conversions)
        if adjustment.amount is not None:
            stated = f"{amount(adjustment.amount * adjustment.sign)}{rates}" if rates else ""
            return self.add(Row(2, label, stated, amount(money), "portion" if rates else ""))
        base = amount(line.gross if adjustment.base is None else adjustment.base)
        formula = f"{percent((adjustment.percent or Decimal(0)) * adjustment.sign)} x {base}"
        if adjustment.base is not None:
            formula += rates
        ties = [(1, [(gross, 1)])] if adjustment.base is None else []
        return self.add(Row(2, label, formula, amount(money), "portion", ties=ties))

    def _discount(self, line: Line, applied: Applied, cut: int, rows: LineRows) -> None:
        rule = applied.rule
        if rule.level == "quote":
            if cut:
                label = self.say("share_of", number=applied.position + 1)
                row = Row(2, label, "", amount(line.sheet.money(-cut)))
                rows.shares[applied.position] = self.add(row)
        elif line.position not in applied.members:
            return
        elif isinstance(rule, PercentOff):
            self._percent_off(line, applied, rule, cut, rows)
        else:
            whole = rule.amount.settle(line.sheet.rounding)
            lapsed = whole - abs(line.sheet.money(cut))
            if whole:
                self._cut(line, applied, cut, rows, _Whole(amount(whole), [], lapsed))

    def _percent_off(
        self, line: Line, applied: Applied, rule: PercentOff, cut: int, rows: LineRows
    ) -> None:
        """Tell a percentage of what is left of a line, or of its list amount."""
        sheet, base = line.sheet, applied.bases[line.position]
        of = rows.left() if rule.base == "net" else counted(rows.listed)
        whole = abs(portion(base, *rule.fraction, sheet.rounding.decimal_mode))
        if whole != abs(cut):
            size = amount(abs(sheet.money(base)))
            ties = [(1, [(place, 1 if base > 0 else -1) for place, _ in of])]
            lapsed = sheet.money(whole - abs(cut))
            formula = f"{percent(rule.percent)} x {size}"
            self._cut(line, applied, cut, rows, _Whole(formula, ties, lapsed))
        elif cut:
            label = self.discount(applied.position, rule)
            formula = f"{percent(-rule.percent)} x {amount(sheet.money(base))}"
            money = amount(sheet.money(-cut))
            row = Row(2, label, formula, money, "portion", ties=[(1, of)])
            rows.reductions.append(self.add(row))

    def _cut(self, line: Line, applied: Applied, cut: int, rows: LineRows, whole: _Whole) -> None:
        """Tell what comes off a line, and what would have, but lapses for want of more."""
        label, taken = self.discount(applied.position, applied.rule), line.sheet.money(-cut)
        place = self.add(Row(2, label, "", amount(taken)))
        rows.reductions.append(place)
        if whole.lapsed:
            formula = f"{whole.formula} - {amount(abs(taken))}"
            ties = [*whole.ties, (len(formula.split(" ")) // 2, [(place, -1 if cut > 0 else 1)])]
            lapsed = amount(whole.lapsed)
            self.add(Row(3, self.say("lapsed"), formula, lapsed, "portion", ties=ties))


@frozen
class _Whole:
    """What a discount would take of a line, and what of that lapses."""

    formula: str
    ties: Sequence[tuple[int, Places]]
    lapsed: Money


def counted(places: Iterable[int]) -> list[tuple[int, int]]:
    """Give rows that count once each."""
    return [(place, 1) for place in places]
