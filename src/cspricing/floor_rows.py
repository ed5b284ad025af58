"""The rows of floors: what their lines come to, what is the least, and who let it be less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from .costing import LineCost, line_costs
from .explanation import Places, Row, amount, percent, quantity
from .floor import Approval
from .floor_record import FloorRecord
from .money import Price
from .notation import grouped
from .pricing import Priced
from .purchase import Purchase
from .telling import Telling
from .terms import Terms
from .units import unit_word

Kept = Mapping[tuple[str, int], list[tuple[int, int]]]
"""The rows of each line over all invoices, by what they tell and its number."""


def tell_floors(
    told: Telling, records: Sequence[FloorRecord], terms: Terms, priced: Priced, places: Kept
) -> None:
    """Tell of each floor whether it is kept.

    Args:
        told: What the rows are added to.
        records: What became of the floors.
        terms: The terms that state them.
        priced: The settled amounts.
        places: The rows of each line: its ``net`` and ``gross`` amount, the cost ``behind`` it.
    """
    costs = {one.number: one for one in line_costs(priced, terms)}
    told.heading(0, "")
    told.heading(0, told.say("floors"))
    floors = _Floors(told, costs, places)
    for record in records:
        floors.tell(record)


@frozen
class _Floors:
    """Floors while they are told; what a bought line costs is told once."""

    told: Telling
    costs: Mapping[int, LineCost]
    places: Kept
    bought: dict[int, int] = field(factory=dict[int, int])

    def tell(self, record: FloorRecord) -> None:
        told, lines = self.told, self.told.lines(record.numbers)
        least = self._least(record, lines)
        of = self._of("net", record.numbers)
        net = told.sum(1, told.say("floor_net", lines=lines), record.net, of)
        key = "below_floor" if record.is_below else "above_floor"
        rows = [(net, 1), (least, -1)]
        told.sum(1, told.say(key), record.net - record.least, rows)
        if record.approval is not None:
            told.heading(2, self._approved(record.approval))

    def _of(self, kind: str, numbers: Sequence[int]) -> list[tuple[int, int]]:
        return [place for number in numbers for place in self.places.get((kind, number), [])]

    def _least(self, record: FloorRecord, lines: str) -> int:
        told, margin = self.told, record.floor.margin
        if margin is None or record.cost is None:
            label = told.say("floor_price", lines=lines)
            return told.add(Row(1, label, "", amount(record.least)))
        of = self._of("behind", record.numbers)
        for number in record.numbers:
            purchase = self.costs[number].purchase
            if purchase is not None:
                of.append((self._bought(number, purchase), 1))
        cost = told.sum(1, told.say("floor_cost", lines=lines), record.cost, of)
        label = told.say("floor_margin", lines=lines, percent=grouped(margin))
        formula = f"{amount(record.cost)} / {percent(100 - margin)}"
        ties: list[tuple[int, Places]] = [(0, [(cost, 1)])]
        return told.add(Row(1, label, formula, amount(record.least), "least", ties=ties))

    def _bought(self, number: int, purchase: Purchase) -> int:
        """Tell what a line costs that is bought."""
        if number not in self.bought:
            self.bought[number] = self._told_bought(self.costs[number], purchase)
        return self.bought[number]

    def _told_bought(self, cost: LineCost, purchase: Purchase) -> int:
        told = self.told
        label = told.say("clause", text=told.say("bought"), more=told.lines([cost.number]))
        result = "" if cost.amount is None else amount(cost.amount)
        label = told.cited(label, purchase.sources)
        if purchase.price is None:
            formula = f"{percent(purchase.percent or Decimal(0))} x {amount(cost.gross)}"
            ties: list[tuple[int, Places]] = [(1, self._of("gross", [cost.number]))]
            return told.add(Row(1, label, formula, result, "portion", ties=ties))
        return told.add(Row(1, label, self._product(cost, purchase.price), result, "settled"))

    def _product(self, cost: LineCost, price: Price) -> str:
        """Write the units that are bought, at so much each: of a period, and for how many."""
        charge: Any = cost.entry.charge
        many, times = charge.quantity, cost.units
        if many:
            times /= Fraction(many)
        else:
            many, times = Decimal(cost.units.numerator), Fraction(1, cost.units.denominator)
        unit = unit_word(charge.unit, self.told.language, one=many in {1, -1})
        whole = Price.exact(price.numerator, 1, price.currency)
        formula = f"{quantity(many, unit)} x {amount(whole)}"
        for sign, number in (("x", times.numerator), ("/", times.denominator * price.denominator)):
            if number != 1:
                formula += f" {sign} {grouped(Decimal(number))}"
        return formula

    def _approved(self, approval: Approval) -> str:
        told = self.told
        who = approval.by
        if approval.role:
            who = told.say("clause", text=who, more=approval.role)
        text = told.say("approved_by", who=who, date=approval.given)
        return f"{text} - {approval.reason}" if approval.reason else text
