"""The rows of the taxes of an invoice: what is taxed, and how each tax follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, field, frozen

from .explanation import RESULT, Check, Places, Row, amount, percent
from .line_rows import LineRows
from .money import Price
from .notation import grouped
from .rounding import TaxRounding
from .sheet import Sheet, TaxGroup
from .tax import Rate, Tax
from .telling import Telling
from .titles import rate_title, tax_notes, treatment_told

_HUNDRED: Final = Decimal(100)


def tell_taxes(told: Telling, sheet: Sheet, lines: Mapping[int, LineRows]) -> list[tuple[int, int]]:
    """Tell each tax of an invoice, and give the places of the amounts.

    What is told is how it was taken (`taxation`): of the sum of the lines; of each line; of all
    rates together, and then allocated; or out of prices that contain it.
    """
    if not sheet.taxes:
        return []
    told.heading(1, told.say("taxes"))
    taxes = _Taxes(told, sheet, lines)
    together = taxes.together()
    for group in sheet.taxes:
        if group.tax.inclusive and group.tax.percent:
            taxes.inside(group)
        elif group in together:
            taxes.products(group)
        elif sheet.rounding.tax == "line" and group.tax.percent:
            taxes.by_line(group)
        else:
            taxes.once(group)
    if together:
        taxes.shares(together)
    return [(place, 1) for place in taxes.found]


@frozen
class _Taxes:
    """The taxes of an invoice, while they are told.

    Attributes:
        found: The places of their amounts.
        exact: The places of the products that are rounded together.
    """

    told: Telling
    sheet: Sheet
    lines: Mapping[int, LineRows]
    found: list[int] = field(init=False, factory=list[int])
    exact: list[int] = field(init=False, factory=list[int])

    def together(self) -> list[TaxGroup]:
        """Give the groups whose tax is rounded as a whole, unless it is a single product."""
        if self.sheet.rounding.tax != "document":
            return []
        groups = [g for g in self.sheet.taxes if g.tax.percent and not g.tax.inclusive]
        return groups if sum(len(group.tax.rates) for group in groups) > 1 else []

    def once(self, group: TaxGroup) -> None:
        """Tell a tax of which each rate is rounded once, on the sum of the lines."""
        tax, base = group.tax, self._base(group)
        note, ties = self._note(tax), [(1, [(base, 1)])]
        for rate, units in zip(tax.rates, group.amounts, strict=True):
            label, formula = self._label(tax, rate), self._product(rate.percent, tax, group.base)
            self._keep(Row(2, label, formula, self._amount(units), "portion", (), note, ties))

    def by_line(self, group: TaxGroup) -> None:
        """Tell a tax that is rounded on each line, over all its rates together."""
        tax = group.tax
        if len(group.members) == len(tax.rates) == 1:
            return self.once(group)
        self._base(group)
        parts: list[tuple[int, int]] = []
        for i, units in zip(group.members, group.line_amounts, strict=True):
            formula = self._product(tax.percent, tax, self.sheet.net[i])
            ties = [(1, [(self.lines[i].net, 1)])]
            row = Row(3, self._line(i), formula, self._amount(units), "portion", ties=ties)
            parts.append((self.told.add(row), 1))
        total = self._amount(sum(group.amounts))
        if len(group.amounts) > 1:
            return self._split(group, Row(2, self.told.say("tax_line"), "", total, "sum", parts))
        label, note = self._label(tax, tax.rates[0]), self._note(tax, "line")
        return self._keep(Row(2, label, "", total, "sum", parts, note))

    def inside(self, group: TaxGroup) -> None:
        """Tell a tax that prices contain: what is taxed is rounded, and the tax is the rest."""
        told, tax, units = self.told, group.tax, sum(group.amounts)
        label = told.say("tax_gross", lines=self._lines(group))
        of = [one for i in group.members for one in self._gross(i)]
        gross = told.sum(2, label, self.sheet.money(group.base), of)
        factor = f"x 100 / {grouped(_HUNDRED + tax.percent * tax.share / _HUNDRED)}"
        if group.line_amounts and len(group.members) > 1:
            self._nets(group, factor)
            base = self._base(group)
        else:
            base = self._base(group, f"{self._amount(group.base)} {factor}", gross)
        formula = f"{self._amount(group.base)} - {self._amount(group.base - units)}"
        ties = [(0, [(gross, 1)]), (1, [(base, 1)])]
        total = self._amount(units)
        if len(group.amounts) > 1:
            label = told.say("tax_included")
            self._split(group, Row(2, label, formula, total, "exact", ties=ties))
        else:
            label, note = self._label(tax, tax.rates[0]), self._note(tax)
            self._keep(Row(2, label, formula, total, "exact", (), note, ties))

    def _nets(self, group: TaxGroup, factor: str) -> None:
        """Tell what is taxed of each line by itself."""
        for i, inside in zip(group.members, group.line_amounts, strict=True):
            gross = self.sheet.net[i]
            formula, net = f"{self._amount(gross)} {factor}", self._amount(gross - inside)
            ties = [(0, self._gross(i)), (RESULT, [(self.lines[i].net, 1)])]
            self.told.add(Row(3, self._line(i), formula, net, "portion", ties=ties))

    def products(self, group: TaxGroup) -> None:
        """Tell what each rate would be, exactly; all are rounded together."""
        tax, base = group.tax, self._base(group)
        for rate in tax.rates:
            formula = self._product(rate.percent, tax, group.base)
            money = self.sheet.money(group.base)
            exact = (money.amount * rate.percent * tax.share).scaleb(-4)
            shown = amount(Price.exact(exact, 1, money.currency))
            row = Row(2, "", formula, shown, "exact", ties=[(1, [(base, 1)])])
            self.exact.append(self.told.add(row))

    def shares(self, groups: Sequence[TaxGroup]) -> None:
        """Tell the tax that was rounded as a whole, and how much of it each rate gets."""
        told, of = self.told, [(place, 1) for place in self.exact]
        total = self._amount(sum(sum(group.amounts) for group in groups))
        note = told.say("sum_of", count=len(of))
        self._whole(Row(2, told.say("tax_document"), "", total, "products", of, note), len(of))
        exact = iter(of)
        for group in groups:
            for which in range(len(group.amounts)):
                self._share(group, which, "part", [next(exact)])

    def _split(self, group: TaxGroup, row: Row) -> None:
        """Tell a tax that was rounded over several rates, and how much of it each rate gets."""
        self._whole(row, len(group.amounts))
        for which in range(len(group.amounts)):
            self._share(group, which)

    def _whole(self, row: Row, count: int) -> None:
        """Tell a tax that the *count* rows behind it share."""
        first = len(self.told.rows) + 1
        shares = [(place, 1) for place in range(first, first + count)]
        self.told.add(evolve(row, ties=[*row.ties, (RESULT, shares)]))

    def _share(self, group: TaxGroup, which: int, check: Check = "", of: Places = ()) -> None:
        """Tell how much one rate gets of a tax that was rounded as a whole."""
        label = self._label(group.tax, group.tax.rates[which])
        note = self._note(group.tax, "rate", self.told.say("tax_part"))
        self._keep(Row(2, label, "", self._amount(group.amounts[which]), check, of, note))

    def _keep(self, row: Row) -> None:
        self.found.append(self.told.add(row))

    def _label(self, tax: Tax, rate: Rate) -> str:
        code, told = tax.code, treatment_told(tax, self.told.language)
        if told not in {"", code}:
            code = self.told.say("clause", text=code, more=told)
        if rate.since is not None:
            code = self.told.say("clause", text=code, more=self.told.say("since", day=rate.since))
        title = f"{rate_title(rate.name, rate.percent, self.told.language)} ({code})"
        return self.told.cited(title, rate.citations)

    def _note(self, tax: Tax, rounded: TaxRounding = "rate", *more: str) -> str:
        notes = [*tax_notes(tax, rounded, self.told.language), *more]
        cited = [citation for citation in tax.citations if citation.of == "share"]
        return self.told.cited(self.told.say("and").join(notes), cited)

    def _base(self, group: TaxGroup, formula: str = "", gross: int = 0) -> int:
        """Tell what is taxed: the sum of the lines, which a formula may have to give as well."""
        nets = [(self.lines[i].net, 1) for i in group.members]
        inside = sum(group.amounts) if group.tax.inclusive else 0
        taxable = group.tax.percent or group.tax.code in {"S", "Z"}
        key = "tax_base" if taxable else "untaxed_base"
        label = self.told.say(key, lines=self._lines(group))
        total = self._amount(group.base - inside)
        if not formula:
            return self.told.add(Row(2, label, "", total, "sum", nets))
        ties = [(0, [(gross, 1)]), (RESULT, nets)]
        return self.told.add(Row(2, label, formula, total, "portion", ties=ties))

    def _gross(self, i: int) -> list[tuple[int, int]]:
        """Give the rows of a line that add up to its price with the tax."""
        rows = self.lines[i]
        return [(rows.net, 1), *((place, -1) for place in rows.included)]

    def _product(self, rate: Decimal, tax: Tax, base: int) -> str:
        formula = f"{percent(rate)} x {self._amount(base)}"
        return formula if tax.share == _HUNDRED else f"{formula} x {percent(tax.share)}"

    def _lines(self, group: TaxGroup) -> str:
        return self.told.lines(self.sheet.numbers[i] for i in group.members)

    def _line(self, i: int) -> str:
        return self.told.lines([self.sheet.numbers[i]])

    def _amount(self, units: int) -> str:
        return amount(self.sheet.money(units))
