"""The rows of the taxes of an invoice: what is taxed, and how each tax follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from .explanation import Row, amount, percent
from .line_rows import LineRows
from .money import Money
from .sheet import Sheet, TaxGroup
from .telling import Telling
from .titles import rate_title, tax_notes


def tell_taxes(told: Telling, sheet: Sheet, lines: Mapping[int, LineRows]) -> list[tuple[int, int]]:
    """Tell each tax, and give the places of the amounts."""
    if not sheet.taxes:
        return []
    told.heading(1, told.say("taxes"))
    found: list[tuple[int, int]] = []
    for group in sheet.taxes:
        label = told.say("tax_base", lines=told.lines(sheet.numbers[i] for i in group.members))
        inside = sum(group.amounts) if group.tax.inclusive else 0
        base = sheet.money(group.base - inside)
        told.sum(2, label, base, [(lines[i].net, 1) for i in group.members])
        found.extend(_rates(told, sheet, group, base))
    return found


def _rates(told: Telling, sheet: Sheet, group: TaxGroup, base: Money) -> list[tuple[int, int]]:
    """Tell the rates of one tax; what was rounded elsewhere, or split, stands as it is."""
    tax, rounded = group.tax, sheet.rounding.tax
    alone = len(group.members) == 1 and len(tax.rates) == 1
    plain = rounded == "rate" or (rounded == "line" and alone)
    plain = plain and not tax.inclusive
    note = told.say("and").join(tax_notes(tax, "rate" if plain else rounded, told.language))
    found: list[tuple[int, int]] = []
    for rate, units in zip(tax.rates, group.amounts, strict=True):
        label = f"{rate_title(rate.name, rate.percent, told.language)} ({tax.code})"
        formula = f"{percent(rate.percent)} x {amount(base)}"
        if tax.share != 100:  # noqa: PLR2004
            formula += f" x {percent(tax.share)}"
        money = amount(sheet.money(units))
        row = (
            Row(2, label, formula, money, "portion", note=note)
            if plain
            else Row(2, label, "", money, note=note)
        )
        found.append((told.add(row), 1))
    return found
