"""How an amount follows from a quantity: workings, steps, percentages and markups, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal

from attrs import evolve

from .change_titles import reason_told
from .charge import Charge, PercentOf
from .charge_model import ChargeModel
from .conversion import cited_in
from .due import Piece
from .exhibit import Exhibit
from .explanation import RESULT, Places, Row, amount, in_columns, percent, quantity
from .factor import Factor
from .line import Line
from .markup import CostRule
from .messages import Language
from .money import Money, Price
from .notation import grouped
from .provenance import Citation
from .step import Step
from .tariff import AtLeast, AtMost
from .telling import Telling
from .titles import cost_rule_title, exhibit_text, working_title
from .units import unit_word
from .working import Working


class Derivation(Telling):
    """Rows of the list amount or the cost of a line.

    Attributes:
        costs: The places of the costs of the lines of an invoice, by position.
        percentages: The places of percentages of other lines, each with its line: what they
            are of is told before or behind.
        parts: The places of the amounts of each line on the invoices told so far.
    """

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.costs: dict[int, int] = {}
        self.percentages: list[tuple[int, Line]] = []
        self.parts: dict[tuple[str, int], list[int]] = {}
        self._given: list[tuple[Decimal | Price, str, int]] = []

    def cost(self, line: Line) -> int:
        """Tell what a line costs the company, and give the place of its amount."""
        if isinstance(line.entry.charge, PercentOf):
            place = self._percentage(line, line.cost)
        else:
            place = self._settled_steps(line, "cost", line.cost, line.billed_cost)
        self.costs[line.position] = place
        return place

    def gross(self, line: Line) -> int:
        """Tell the list amount of a line, and give its place."""
        rule = line.sheet.markups.get(line.position)
        if rule is not None:
            return self._marked_up(line, rule)
        if isinstance(line.entry.charge, PercentOf):
            return self._percentage(line, line.gross)
        return self._settled_steps(line, "list_price", line.gross, line.billed_gross)

    def _marked_up(self, line: Line, rule: CostRule) -> int:
        """Tell a cost, and the price that a rule makes of it: of its steps, not of its sum."""
        label = self.cited(cost_rule_title(rule, self.language), rule.citations)
        cost = self.cost(line)
        if not line.billed_steps:
            place = self._priced_cost(label, rule, line.gross, cost)
            return self._kept(line, "list_price", place)
        before = line.billed_gross
        so_far, early = [place for place, _ in self.rows[cost].of]
        far = self.say("so_far", label=label)
        so_far = self._priced_cost(far, rule, line.gross + before, so_far)
        early = self._priced_cost(self.say("billed_before", label=label), rule, before, early)
        return self._difference(line, "list_price", label, line.gross, so_far, early)

    def _priced_cost(self, label: str, rule: CostRule, total: Money, place: int) -> int:
        """Tell the price that a rule makes of the steps of a cost."""
        times, over = (grouped(number) for number in rule.factor())
        cost = self.rows[place]
        if cost.formula:
            formula = f"{cost.formula} x {times} / {over}"
            return self.add(Row(2, label, formula, amount(total), cost.check, [(place, 1)]))
        note = self.say("times_sum_of", count=len(cost.of))
        return self.add(Row(2, label, f"{times} / {over}", amount(total), "steps", cost.of, note))

    def _settled_steps(self, line: Line, key: str, total: Money, before: Money) -> int:
        """Tell the workings and steps of a charge, and what they settle to.

        Of a sum that is billed in parts, that is what is due so far, less what was billed before.
        """
        self._given.clear()
        for working in line.workings:
            self._working(working, line)
        self._pieces(line)
        label, steps, billed = self.say(key), line.steps, line.billed_steps
        if billed:
            far = self.say("so_far", label=label)
            so_far = self._of_steps(line, steps, far, total + before)
            early = self.say("billed_before", label=label)
            early_place = self._of_steps(line, billed, early, before)
            place = self._difference(line, key, label, total, so_far, early_place)
        else:
            place = self._kept(line, key, self._of_steps(line, steps, label, total))
        self._bounds(line, steps)
        return place

    def _of_steps(self, line: Line, steps: Sequence[Step], label: str, total: Money) -> int:
        """Tell steps, and what their sum settles to."""
        if len(steps) == 1:
            formula, note, ties = self._step_texts(steps[0], line)
            return self.add(Row(2, label, formula, amount(total), "settled", (), note, ties))
        of = [(self._step(step, line), 1) for step in steps]
        note = self.say("sum_of", count=len(of))
        return self.add(Row(2, label, "", amount(total), "steps", of, note))

    def _difference(  # noqa: PLR0913, PLR0917  (a row needs all of these)
        self, line: Line, key: str, label: str, total: Money, so_far: int, early: int
    ) -> int:
        """Tell what is due so far less what was billed before, which earlier invoices show."""
        earlier = self.parts.get((key, line.number), [])
        row = self.rows[early]
        ties = [*row.ties, (RESULT, [(place, 1) for place in earlier])]
        self.rows[early] = evolve(row, ties=ties)
        return self._kept(line, key, self.sum(2, label, total, [(so_far, 1), (early, -1)]))

    def _kept(self, line: Line, key: str, place: int) -> int:
        """Keep the place of a part of a sum, for invoices to come."""
        self.parts.setdefault((key, line.number), []).append(place)
        return place

    def _bounds(self, line: Line, steps: Sequence[Step]) -> None:
        """Tell the minimum and the cap, which stand in no step, and whether they are reached.

        Of several minimums, of which one made a step, no step says which.
        """
        roles = {step.role for step in steps}
        tariffs = [inner for tariff in line.tariffs for inner in _nested(tariff)]
        kinds = [type(tariff) for tariff in tariffs]
        for tariff in tariffs:
            if isinstance(tariff, AtLeast):
                price, acted = tariff.least, "shortfall" in roles
                keys = "minimum_reached", "minimum_not_reached"
            elif isinstance(tariff, AtMost):
                price, acted, keys = tariff.most, "cap" in roles, ("cap_not_reached", "cap_reached")
            else:
                continue
            if not acted or kinds.count(type(tariff)) == 1:
                self._bound(keys[acted], price, steps[0])

    def _bound(self, key: str, price: Price, step: Step) -> None:
        shown = amount(price)
        shown += "".join(f" x {factor}" for factor in step.factors)
        told = self.say(key, price=shown)
        if price.source is not None:
            told += f" {self.cite(Citation('price', price, price.source))}"
        self.heading(3, told)

    def _exhibit(self, shown: Exhibit, line: Line) -> None:
        """Show a table: its heading, its rows in columns, and what is said of the whole."""

        def told(text: str) -> str:
            return exhibit_text(line.entry, text, self.language)

        self.heading(2, self.say("exhibit", what=told(shown.what)))
        if shown.columns:
            for row in in_columns([list(map(told, row)) for row in (shown.columns, *shown.rows)]):
                self.heading(3, row)
        for name, value in shown.facts:
            self.heading(3, self.say("fact", name=told(name), value=told(value)))

    def _working(self, working: Working, line: Line) -> None:
        if working.exhibit is not None:
            self._exhibit(working.exhibit, line)
        result, (formula, ties) = working.result, self._formula(working.formula)
        label = working_title(line.entry, working.what, self.language)
        if isinstance(result, Price) and result.denominator != 1:
            self.add(Row(2, label, formula, ties=ties))  # it has no end to be printed
            return
        if isinstance(result, Price):
            row = Row(2, label, formula, amount(result), "exact", ties=ties)
        else:
            unit = unit_word(working.unit, self.language, one=result == 1)
            key = "round_up" if working.rounding == "up" else "round_half_up"
            note = self.say(key) if working.rounding else ""
            shown = quantity(result, unit)
            row = Row(2, label, formula, shown, working.rounding or "exact", (), note, ties)
        self._given.append((result, working.unit, self.add(row)))

    def _tied(self, operand: int, value: Decimal | Price, unit: str) -> list[tuple[int, Places]]:
        """Tie an operand to the working of this line that gave it, if one did."""
        return [
            (operand, [(place, 1)])
            for result, of, place in self._given
            if type(result) is type(value) and (result, of) == (value, unit)
        ]

    def _formula(
        self, formula: Sequence[tuple[str, Decimal | Price, str]]
    ) -> tuple[str, list[tuple[int, Places]]]:
        """Write a working: operators between quantities with their units, or prices."""
        tokens: list[str] = []
        ties: list[tuple[int, Places]] = []
        for operator, operand, unit in formula:
            if operator:
                tokens.append(operator)
            if unit != "%":  # what is printed as so many hundredths is no quantity
                ties += self._tied(len(" ".join(tokens).split(" ")) // 2, operand, unit)
            if isinstance(operand, Price):
                tokens.append(amount(operand))
            elif unit == "%":
                tokens.append(percent(operand))
            else:
                name = unit_word(unit, self.language, one=operand == 1)
                tokens.append(quantity(operand, name))
        return " ".join(tokens), ties

    def _pieces(self, line: Line) -> None:
        """Tell how the quantity of each piece of a period follows from that of the charge."""
        charge: Any = line.entry.charge  # which has steps: it is no percentage
        told: set[tuple[object, ...]] = set()
        for piece in line.due:
            key = (piece.share, piece.more, piece.rounds_up, piece.reasons)
            if piece.counts_otherwise and key not in told:
                told.add(key)
                self._piece(piece, charge)

    def _piece(self, piece: Piece, charge: Charge) -> None:
        """Tell the share of a quantity, and what is added to it, with the reasons."""
        reasons = [reason_told(reason, self.language) for reason in piece.reasons]
        label = self.say("and").join(reasons) or self.say("quantity_then")
        quantity_of = charge.quantity
        if piece.share == 0 and not piece.rounds_up:
            self._counted((label, self._units(piece.more, charge)), piece.more, charge)
            return
        formula, ties = self._units(quantity_of, charge), self._tied(0, quantity_of, charge.unit)
        if piece.share != 1 or piece.rounds_up:
            formula += f" x {percent(piece.share * 100)}"
        if piece.rounds_up:
            quantity_of = piece.shared(quantity_of)
            place = self._counted((label, formula), quantity_of, charge, ties, check="away")
            if not piece.more:
                return
            formula, ties = self._units(quantity_of, charge), [(0, [(place, 1)])]
        if piece.more:
            sign = "+" if piece.more > 0 else "-"
            formula += f" {sign} {self._units(abs(piece.more), charge)}"
        whole = piece.quantity(charge.quantity)
        self._counted((label, formula), whole, charge, ties)

    def _counted(
        self,
        row: tuple[str, str],
        result: Decimal,
        charge: Charge,
        ties: Sequence[tuple[int, Places]] = (),
        *,
        check: Literal["exact", "away"] = "exact",
    ) -> int:
        """Add a *row*, given by label and formula, of so many units of a charge."""
        note = self.say("round_up") if check == "away" else ""
        shown = self._units(result, charge)
        place = self.add(Row(2, *row, shown, check, (), note, ties))
        self._given.append((result, charge.unit, place))
        return place

    def _units(self, number: Decimal, charge: Charge) -> str:
        """Write so many units of a charge."""
        return quantity(number, unit_word(charge.unit, self.language, one=abs(number) == 1))

    def _step(self, step: Step, line: Line) -> int:
        formula, note, ties = self._step_texts(step, line)
        exact = step.amount
        if exact.denominator != 1:  # it has no end; the sum of the steps is what is settled
            return self.add(Row(2, "", formula, note=note, ties=ties))
        return self.add(Row(2, "", formula, amount(exact), "exact", (), note, ties))

    def _step_texts(self, step: Step, line: Line) -> tuple[str, str, list[tuple[int, Places]]]:
        """Write a step as a formula, and what it stands for, and tie it to the workings."""
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
        formula += "".join(f" x {factor}" for factor in step.factors)
        ties = self._tied(0, step.quantity, unit) + self._tied(1, step.price, "")
        return formula, self._step_note(step), ties

    def _step_note(self, step: Step) -> str:
        notes: list[str] = []
        if step.role in {"tier", "picked"} and step.borders is not None:
            lower, upper = step.borders
            key = _OPEN[step.role] if upper is None else step.role
            values = {"lower": grouped(lower), "upper": "" if upper is None else grouped(upper)}
            notes.append(self.say(key, **values))
        elif step.role == "base" and step.borders is not None:
            notes.append(self.say("base", upper=grouped(step.borders[1] or Decimal(0))))
        elif step.role not in {"unit", "tier"}:
            notes.append(self.say(step.role))
        notes += [self.factor_note(one) for one in step.factors]
        if step.price.source is not None:
            notes.append(self.cite(Citation("price", step.price, step.price.source)))
        return self.say("and").join(notes)

    def factor_note(self, factor: Factor) -> str:
        """Say what a factor stands for, and where a rate comes from."""
        told = reason_told((factor.why, factor.told), self.language)
        return self.cited(told, cited_in([factor]))

    def _percentage(self, line: Line, total: Money) -> int:
        charge = line.entry.charge
        share = charge.percent if isinstance(charge, PercentOf) else Decimal(0)
        base, members = line.sheet.bases[line.position]
        formula = f"{percent(share)} x {amount(line.sheet.money(base))}"
        lines = self.lines(line.sheet.numbers[member] for member in members)
        label = self.say("percent_of", percent=grouped(share), lines=lines)
        if charge.cost:
            label = self.say("clause", text=self.say("cost"), more=label)
        place = self.add(Row(2, label, formula, amount(total), "portion"))
        self.percentages.append((place, line))
        return place


def _nested(tariff: ChargeModel) -> Iterator[ChargeModel]:
    """Give a tariff and all that stand in it."""
    yield tariff
    for inner in tariff.within():
        yield from _nested(inner)


_COUNTED = frozenset({"unit", "tier", "picked", "included", "additional", "reduced", "band"})
_OPEN = {"tier": "tier_open", "picked": "picked_open"}
