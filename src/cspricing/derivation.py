"""The rows of an explanation: each line of an invoice, from its quantity to its net amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import frozen

from .adjustment import Adjustment
from .charge import Charge, PercentOf, Working
from .discount import AmountOff, Discount, PercentOff
from .explanation import Row, amount, percent, quantity
from .line import Line
from .markup import CostRule, Markup
from .messages import Language, message, unit_word, word
from .money import Money, Price
from .notation import grouped
from .provenance import Citation
from .selector import described
from .sheet import Applied, Sheet
from .step import Step


@frozen
class LineRows:
    """The places of the rows of a line that sums refer to.

    Attributes:
        net: Its net amount.
        listed: Its list amount, and surcharges on it.
        reductions: What allowances and discounts take off.
        included: The tax that its price contains.
    """

    net: int
    listed: list[int]
    reductions: list[int]
    included: list[int]


class Derivation:
    """Rows while they are written, in one language.

    Args:
        language: Of its words.
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.rows: list[Row] = []
        self.sources: list[Citation] = []
        self.shares: dict[tuple[int, int], int] = {}

    def say(self, key: str, **values: object) -> str:
        """Give a message in the language."""
        return message(key, self.language, **values)

    def lines(self, numbers: Iterable[int]) -> str:
        """Name lines by their numbers."""
        named = list(numbers)
        return self.say("line_one" if len(named) == 1 else "line_many", numbers=listed(named))

    def add(self, row: Row) -> int:
        """Append a row, and give its place."""
        self.rows.append(row)
        return len(self.rows) - 1

    def heading(self, level: int, text: str) -> None:
        """Append a row of words alone."""
        self.add(Row(level, text))

    def sum(self, level: int, label: str, total: Money, of: Sequence[tuple[int, int]]) -> int:
        """Append a row whose result is the sum of other results."""
        return self.add(Row(level, label, "", amount(total), "sum", of))

    def line(self, line: Line) -> LineRows:
        """Tell one priced line."""
        self._line_heading(line)
        listed = [self._gross(line)]
        reductions: list[int] = []
        included: list[int] = []
        for adjustment, money in line.adjustments:
            row = self._adjustment(line, adjustment, money)
            (listed if adjustment.sign > 0 else reductions).append(row)
        for applied in line.sheet.discounts:
            cut = applied.cuts.get(line.position)
            if cut:
                reductions.append(self._cut(line, applied, cut))
        if line.tax_included:
            included.append(
                self.add(Row(2, self.say("tax_in_price"), "", amount(-line.tax_included)))
            )
        parts = [*listed, *reductions, *included]
        net = parts[0]
        if len(parts) > 1:
            net = self.sum(2, self.say("net_line"), line.net, [(part, 1) for part in parts])
        return LineRows(net, listed, reductions, included)

    def cost(self, line: Line) -> int:
        """Tell one own cost, and give the place of its amount."""
        self._line_heading(line)
        if isinstance(line.entry.charge, PercentOf):
            return self._percentage(line, line.cost)
        return self._settled_steps(line, self.say("cost"), line.cost)

    def _line_heading(self, line: Line) -> None:
        cadence = self.say(line.cadence or "with others")
        category = word(line.category, self.language)
        name = word(line.name, self.language)
        what = word(line.what, self.language)
        title = name if name == what else self.say("named", name=name, what=what)
        marks = [self.cite(citation) for citation in line.citations if citation.of != "price"]
        if line.unverified:
            marks.append(self.say("unverified_line"))
        note = f" - {' '.join(marks)}" if marks else ""
        told = self.say("described", title=title, category=category, cadence=cadence)
        self.heading(1, f"{line.number}. {told}{note}")

    def _gross(self, line: Line) -> int:
        rule = line.sheet.markups.get(line.position)
        if rule is not None:
            return self._marked_up(line, rule)
        if isinstance(line.entry.charge, PercentOf):
            return self._percentage(line, line.gross)
        return self._settled_steps(line, self.say("list_price"), line.gross)

    def _marked_up(self, line: Line, rule: CostRule) -> int:
        """Tell a cost, and the price that a rule makes of it: of its steps, not of its sum."""
        key = "markup" if isinstance(rule, Markup) else "margin"
        label = self.cited(self.say(key, percent=grouped(rule.percent)), rule.citations)
        times, over = (grouped(number) for number in rule.factor())
        total = amount(line.gross)
        if isinstance(line.entry.charge, PercentOf):
            cost = self.rows[self._percentage(line, line.cost)]
            return self.add(Row(2, label, f"{cost.formula} x {times} / {over}", total, "portion"))
        cost = self.rows[self._settled_steps(line, self.say("cost"), line.cost)]
        if cost.formula:
            return self.add(Row(2, label, f"{cost.formula} x {times} / {over}", total, "settled"))
        note = self.say("times_sum_of", count=len(cost.of))
        return self.add(Row(2, label, f"{times} / {over}", total, "steps", cost.of, note))

    def _settled_steps(self, line: Line, label: str, total: Money) -> int:
        """Tell the workings and steps of a charge, and what they settle to."""
        for working in getattr(line.entry.charge, "workings", ()):
            self._working(working)
        steps = line.steps
        if len(steps) == 1:
            formula, note = self._step_texts(steps[0], line)
            return self.add(Row(2, label, formula, amount(total), "settled", note=note))
        of = [(self._step(step, line), 1) for step in steps]
        note = self.say("sum_of", count=len(of))
        return self.add(Row(2, label, "", amount(total), "steps", of, note))

    def _working(self, working: Working) -> None:
        result, formula = working.result, self._formula(working.formula)
        label = word(working.what, self.language)
        if isinstance(result, Price):
            # What has no end is not printed as if it had.
            row = (
                Row(2, label, formula, amount(result), "exact")
                if result.denominator == 1
                else Row(2, label, formula)
            )
        else:
            unit = unit_word(working.unit, self.language, one=result == 1)
            key = "round_up" if working.rounding == "up" else "round_half_up"
            note = self.say(key) if working.rounding else ""
            shown = quantity(result, unit)
            row = Row(2, label, formula, shown, working.rounding or "exact", note=note)
        self.add(row)

    def _formula(self, formula: Sequence[tuple[str, Decimal | Price, str]]) -> str:
        """Write a working: operators between quantities with their units, or prices."""
        tokens: list[str] = []
        for operator, operand, unit in formula:
            if operator:
                tokens.append(operator)
            if isinstance(operand, Price):
                tokens.append(amount(operand))
            elif unit == "%":
                tokens.append(percent(operand))
            else:
                name = unit_word(unit, self.language, one=operand == 1)
                tokens.append(quantity(operand, name))
        return " ".join(tokens)

    def _step(self, step: Step, line: Line) -> int:
        formula, note = self._step_texts(step, line)
        exact = step.amount
        if exact.denominator != 1:  # it has no end; the sum of the steps is what is settled
            return self.add(Row(2, "", formula, note=note))
        return self.add(Row(2, "", formula, amount(exact), "exact", note=note))

    def _step_texts(self, step: Step, line: Line) -> tuple[str, str]:
        """Write a step as a formula, and what it stands for."""
        charge = line.entry.charge
        unit = charge.unit if isinstance(charge, Charge) and step.role in _COUNTED else ""
        name = unit_word(unit, self.language, one=abs(step.quantity) == 1)
        if step.package is not None and unit:
            one = unit_word(unit, self.language, one=step.package == 1)
            key = "package" if abs(step.quantity) == 1 else "packages"
            name = self.say(key, size=grouped(step.package), unit=one)
        formula = f"{quantity(step.quantity, name)} x {amount(step.price)}"
        if step.per != 1:
            formula += f" / {grouped(step.per)}"
        if step.denominator != 1:
            formula += f" x {step.numerator} / {step.denominator}"
        return formula, self._step_note(step)

    def _step_note(self, step: Step) -> str:
        notes: list[str] = []
        if step.role == "tier" and step.borders is not None:
            lower, upper = step.borders
            key = "tier_open" if upper is None else "tier"
            values = {"lower": grouped(lower), "upper": "" if upper is None else grouped(upper)}
            notes.append(self.say(key, **values))
        elif step.role == "base" and step.borders is not None:
            notes.append(self.say("base", upper=grouped(step.borders[1] or Decimal(0))))
        elif step.role not in {"unit", "tier"}:
            notes.append(self.say(step.role))
        if step.price.source is not None:
            notes.append(self.cite(Citation("price", step.price, step.price.source)))
        return self.say("and").join(notes)

    def cite(self, citation: Citation) -> str:
        """Number a source, and mark it if nobody has verified it."""
        if citation not in self.sources:
            self.sources.append(citation)
        mark = f"[{self.sources.index(citation) + 1}]"
        confidence = citation.source.confidence
        return f"{mark} {self.say(confidence)}" if citation.source.unverified else mark

    def cited(self, label: str, citations: Iterable[Citation]) -> str:
        """Mark a label with the sources of what it says."""
        return " ".join([label, *map(self.cite, citations)])

    def _percentage(self, line: Line, total: Money) -> int:
        charge = line.entry.charge
        share = charge.percent if isinstance(charge, PercentOf) else Decimal(0)
        base, members = line.sheet.bases[line.position]
        formula = f"{percent(share)} x {amount(line.sheet.money(base))}"
        lines = self.lines(line.sheet.numbers[member] for member in members)
        label = self.say("percent_of", percent=grouped(share), lines=lines)
        if charge.cost:
            label = self.say("clause", text=self.say("cost"), more=label)
        return self.add(Row(2, label, formula, amount(total), "portion"))

    def _adjustment(self, line: Line, adjustment: Adjustment, money: Money) -> int:
        word_ = self.say("allowance" if adjustment.sign < 0 else "surcharge")
        label = f"{word_} - {adjustment.reason}" if adjustment.reason else word_
        if adjustment.percent is None:
            return self.add(Row(2, label, "", amount(money)))
        base = amount(line.gross if adjustment.base is None else adjustment.base)
        formula = f"{percent(adjustment.sign * adjustment.percent)} x {base}"
        return self.add(Row(2, label, formula, amount(money), "portion"))

    def _cut(self, line: Line, applied: Applied, cut: int) -> int:
        number = applied.position + 1
        money = line.sheet.money(-cut)
        rule = applied.rule
        if rule.level == "quote":
            row = self.add(Row(2, self.say("share_of", number=number), "", amount(money)))
            self.shares[applied.position, line.position] = row
            return row
        label = self.cited(self.say("discount", number=number), rule.citations)
        if isinstance(rule, PercentOff) and not applied.lapsed:
            label = f"{label} - {rule.reason}" if rule.reason else label
            base = line.sheet.money(applied.bases[line.position])
            formula = f"{percent(-rule.percent)} x {amount(base)}"
            return self.add(Row(2, label, formula, amount(money), "portion"))
        label = self.say("named", name=label, what=self.discount_title(rule))
        return self.add(Row(2, label, "", amount(money)))

    def discounts(self, sheet: Sheet) -> None:
        """Tell what each discount at quote level takes, and that its shares are all of it."""
        applied = [a for a in sheet.discounts if a.rule.level == "quote" and a.sides]
        if applied:
            self.heading(1, self.say("discounts"))
        for one in applied:
            number = self.say("discount", number=one.position + 1)
            label = self.say("named", name=number, what=self.discount_title(one.rule))
            label = self.cited(label, one.rule.citations)
            for side in one.sides:
                self._side(sheet, label, one, side)
            if isinstance(one.rule, AmountOff):
                self._rest(sheet, one, one.rule)

    def _side(self, sheet: Sheet, label: str, one: Applied, side: tuple[int, int]) -> None:
        """Tell what a discount takes of charges, or of credits, and of which lines."""
        base, taken = (sheet.money(units) for units in side)
        cut = [i for i, units in one.cuts.items() if units * side[1] > 0]
        shares = [(self.shares[one.position, i], -1) for i in cut]
        if isinstance(one.rule, AmountOff):
            place = self.sum(2, label, taken, shares)
        else:
            formula = f"{percent(one.rule.percent)} x {amount(base)}"
            place = self.add(Row(2, label, formula, amount(taken), "portion"))
        allocated = sheet.money(sum([one.cuts[i] for i in cut]))
        parts = [(place, 1 if side[1] > 0 else -1)]
        if cut:
            label = self.say("allocated", lines=self.lines(sheet.numbers[i] for i in cut))
            parts.append((self.sum(2, label, allocated, shares), -parts[0][1]))
        if allocated != taken:
            self.sum(3, self.say("lapsed"), abs(taken - allocated), parts)

    def _rest(self, sheet: Sheet, one: Applied, rule: AmountOff) -> None:
        """Tell what an amount off was with what earlier invoices left, and what is left of it."""
        taken = abs(sheet.money(one.amount))
        rest = sheet.money(one.lapsed + one.carried)
        parts = [] if one.why_not else [rule.amount.settle(sheet.rounding)]
        brought = sum([-part for part in parts], taken + rest)
        if brought:
            self.add(Row(3, self.say("brought"), "", amount(brought)))
            parts.append(brought)
        if rest:
            formula = f"{' + '.join(map(amount, parts))} - {amount(taken)}"
            key = "lapsed" if one.lapsed else "carried"
            self.add(Row(3, self.say(key), formula, amount(rest), "exact"))

    def discount_title(self, rule: Discount) -> str:
        """Say what a discount takes, off what, and why."""
        on = self.say("everything") if rule.on is None else word(described(rule.on), self.language)
        on = self.say("each_line", on=on) if rule.level == "line" else on
        if isinstance(rule, AmountOff):
            title = self.say("amount_off", amount=str(rule.amount), on=on)
        else:
            key = "percent_off" if rule.base == "net" else "percent_off_list"
            title = self.say(key, percent=grouped(rule.percent), on=on)
        return f"{title} - {rule.reason}" if rule.reason else title


_COUNTED = frozenset({"unit", "tier", "included", "additional", "reduced"})


def listed(numbers: Iterable[int]) -> str:
    """Write whole numbers as ranges.

    >>> listed([1, 2, 3, 5])
    '1-3, 5'
    """
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
