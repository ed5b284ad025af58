"""The rows of a line of an invoice: from its list amount to its net amount."""

from __future__ import annotations

from attrs import frozen

from .adjustment import Adjustment
from .derivation import Derivation
from .discount import PercentOff
from .explanation import Row, amount, percent
from .line import Line
from .messages import word
from .money import Money
from .sheet import Applied
from .titles import discount_title, line_title


@frozen
class LineRows:
    """The places of the rows of a line that others rest on.

    Attributes:
        net: Its net amount.
        listed: Its list amount, and surcharges on it.
        reductions: What allowances and discounts take off.
        shares: What discounts of the quote take of it, by their position.
        included: The tax that its price contains.
    """

    net: int
    listed: list[int]
    reductions: list[int]
    shares: dict[int, int]
    included: list[int]


class LineTelling(Derivation):
    """Rows of whole lines."""

    def priced_line(self, line: Line) -> LineRows:
        """Tell one priced line."""
        self.line_heading(line)
        listed = [self.gross(line)]
        reductions: list[int] = []
        shares: dict[int, int] = {}
        included: list[int] = []
        for adjustment, money in line.adjustments:
            row = self._adjustment(line, adjustment, money)
            (listed if adjustment.sign > 0 else reductions).append(row)
        for applied in line.sheet.discounts:
            cut = applied.cuts.get(line.position)
            if cut:
                row = self._cut(line, applied, line.sheet.money(-cut))
                reductions.append(row)
                if applied.rule.level == "quote":
                    shares[applied.position] = row
        if line.tax_included:
            inside = amount(-line.tax_included)
            included.append(self.add(Row(2, self.say("tax_in_price"), "", inside)))
        parts = [*listed, *reductions, *included]
        net = parts[0]
        if len(parts) > 1:
            net = self.sum(2, self.say("net_line"), line.net, [(part, 1) for part in parts])
        return LineRows(net, listed, reductions, shares, included)

    def own_cost(self, line: Line) -> int:
        """Tell one own cost, and give the place of its amount."""
        self.line_heading(line)
        return self.cost(line)

    def line_heading(self, line: Line) -> None:
        """Tell what a line is, and where its figures come from."""
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

    def _adjustment(self, line: Line, adjustment: Adjustment, money: Money) -> int:
        word_ = self.say("allowance" if adjustment.sign < 0 else "surcharge")
        label = f"{word_} - {adjustment.reason}" if adjustment.reason else word_
        if adjustment.percent is None:
            return self.add(Row(2, label, "", amount(money)))
        base = amount(line.gross if adjustment.base is None else adjustment.base)
        formula = f"{percent(adjustment.sign * adjustment.percent)} x {base}"
        return self.add(Row(2, label, formula, amount(money), "portion"))

    def _cut(self, line: Line, applied: Applied, money: Money) -> int:
        rule = applied.rule
        number = applied.position + 1
        if rule.level == "quote":
            return self.add(Row(2, self.say("share_of", number=number), "", amount(money)))
        label = self.say("discount", number=number)
        if isinstance(rule, PercentOff) and not applied.lapsed:
            label = f"{label} - {rule.reason}" if rule.reason else label
            base = line.sheet.money(applied.bases[line.position])
            formula = f"{percent(-rule.percent)} x {amount(base)}"
            return self.add(Row(2, label, formula, amount(money), "portion"))
        title = discount_title(rule, self.language)
        return self.add(Row(2, self.say("named", name=label, what=title), "", amount(money)))
