"""The rows of a line of an invoice: from its list amount to its net amount."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from .adjustment import Adjustment
from .charge import PercentOf
from .derivation import Derivation
from .discount import PercentOff
from .explanation import Row, amount, percent
from .line import Line, lines_of
from .messages import word
from .money import Money
from .sheet import Applied, Sheet
from .titles import line_title


@frozen
class LineRows:
    """The places of the rows of a line that others rest on.

    Attributes:
        net: Its net amount.
        listed: Its list amount, and surcharges on it.
        reductions: What allowances, and discounts of each line, take off.
        shares: What discounts of the quote take of it, by their position.
        included: The tax that its price contains.
    """

    net: int
    listed: list[int]
    reductions: list[int]
    shares: dict[int, int]
    included: list[int]

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
        listed = [self.gross(line)]
        reductions: list[int] = []
        shares: dict[int, int] = {}
        included: list[int] = []
        for adjustment, money in line.adjustments:
            row = self._adjustment(line, adjustment, money, listed[0])
            (listed if adjustment.sign > 0 else reductions).append(row)
        for applied in line.sheet.discounts:
            cut = applied.cuts.get(line.position)
            if cut:
                money = line.sheet.money(-cut)
                if applied.rule.level == "quote":
                    shares[applied.position] = self._share(applied, money)
                else:
                    rows = LineRows(0, listed, reductions, {}, [])
                    reductions.append(self._cut(line, applied, money, rows))
        if line.tax_included:
            inside = amount(-line.tax_included)
            included.append(self.add(Row(2, self.say("tax_in_price"), "", inside)))
        parts = [*listed, *reductions, *shares.values(), *included]
        net = parts[0]
        if len(parts) > 1:
            net = self.sum(2, self.say("net_line"), line.net, counted(parts))
        return LineRows(net, listed, reductions, shares, included)

    def _line_heading(self, line: Line) -> None:
        marks = [self.cite(citation) for citation in line.citations if citation.of != "price"]
        if line.unverified:
            marks.append(self.say("unverified_line"))
        note = f" - {' '.join(marks)}" if marks else ""
        told = self.say(
            "described",
            title=line_title(line.name, line.what, self.language),
            category=word(line.category, self.language),
            cadence=self.say(line.cadence or "with others"),
        )
        self.heading(1, f"{line.number}. {told}{note}")

    def _adjustment(self, line: Line, adjustment: Adjustment, money: Money, gross: int) -> int:
        word_ = self.say("allowance" if adjustment.sign < 0 else "surcharge")
        label = f"{word_} - {adjustment.reason}" if adjustment.reason else word_
        if adjustment.percent is None:
            return self.add(Row(2, label, "", amount(money)))
        base = amount(line.gross if adjustment.base is None else adjustment.base)
        formula = f"{percent(adjustment.sign * adjustment.percent)} x {base}"
        ties = [(1, [(gross, 1)])] if adjustment.base is None else []
        return self.add(Row(2, label, formula, amount(money), "portion", ties=ties))

    def _share(self, applied: Applied, money: Money) -> int:
        label = self.say("share_of", number=applied.position + 1)
        return self.add(Row(2, label, "", amount(money)))

    def _cut(self, line: Line, applied: Applied, money: Money, rows: LineRows) -> int:
        """Tell what a discount takes of a line by itself, of what is left of it."""
        rule = applied.rule
        label = self.discount(applied.position, rule)
        if isinstance(rule, PercentOff) and not applied.lapsed:
            base = line.sheet.money(applied.bases[line.position])
            formula = f"{percent(-rule.percent)} x {amount(base)}"
            ties = [(1, rows.left() if rule.base == "net" else counted(rows.listed))]
            return self.add(Row(2, label, formula, amount(money), "portion", ties=ties))
        return self.add(Row(2, label, "", amount(money)))


def counted(places: Iterable[int]) -> list[tuple[int, int]]:
    """Give rows that count once each."""
    return [(place, 1) for place in places]
