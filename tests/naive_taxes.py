"""The taxes of an invoice, in the most obvious way, for `naive_quote`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from cspricing import Rounding
from naive_rows import Row, groups_of, rates_of
from naive_shares import allocated, mirrored, split

Taken = list[tuple[Any, int, list[int]]]
"""Of each tax: itself, its base without tax, and an amount for each of its rates."""

Label = Callable[[Row], tuple[Any, ...]]
"""Says what a line is called, which breaks ties."""


def taxed(rows: Sequence[Row], rounding: Rounding, label: Label) -> Taken:
    """Take the taxes of all groups of lines, and say how much of a contained tax is in each."""
    mode = rounding.mode
    groups = [group for group in groups_of(rows) if group[0].tax is not None]
    outside = [group for group in groups if not group[0].tax.inclusive]
    whole = on_document(outside, mode) if rounding.tax == "document" else {}
    found: Taken = []
    for group in groups:
        tax = group[0].tax
        base = sum(row.left for row in group)
        if rounding.tax == "line":
            amounts = on_lines(group, mode)
        elif tax.inclusive:
            amounts = over_rates(tax, inside(tax, base, mode))
        elif rounding.tax == "document":
            amounts = whole[group[0].number]
        else:
            amounts = [mirrored(base * rate, mode) for rate in rates_of(tax)]
        if tax.inclusive:
            include(group, sum(amounts), rounding, label)
            base -= sum(amounts)
        found.append((tax, base, amounts))
    return found


def inside(tax: Any, gross: int, mode: str) -> int:  # noqa: ANN401
    """Give the tax that a gross amount contains: net is rounded, the tax is the rest."""
    return gross - mirrored(gross / sum(rates_of(tax), Fraction(1)), mode)


def on_lines(group: list[Row], mode: str) -> list[int]:
    """Round the tax of each line, over all its rates together."""
    tax = group[0].tax
    found = [0] * len(tax.rates)
    for row in group:
        if tax.inclusive:
            whole = inside(tax, row.left, mode)
        else:
            whole = mirrored(row.left * sum(rates_of(tax), Fraction(0)), mode)
        for number, part in enumerate(over_rates(tax, whole)):
            found[number] += part
    return found


def over_rates(tax: Any, whole: int) -> list[int]:  # noqa: ANN401
    """Split the tax of several rates on one base by the rates, in their stated order."""
    rates = rates_of(tax)
    if sum(rates) == 0:
        return [whole] + [0] * (len(rates) - 1)
    sign = -1 if whole < 0 else 1
    exact = [sign * whole * rate / sum(rates) for rate in rates]
    return [sign * part for part in allocated(sign * whole, exact, range(len(rates)))]


def on_document(groups: list[list[Row]], mode: str) -> dict[int, list[int]]:
    """Round the exact tax over all rates once, and allocate it to the rates."""
    exact = [
        (group[0].number, sum(row.left for row in group) * rate)
        for group in groups
        for rate in rates_of(group[0].tax)
    ]
    amounts = [amount for _, amount in exact]
    whole = mirrored(sum(amounts, Fraction(0)), mode)
    found: dict[int, list[int]] = {}
    shares = split(whole, amounts, range(len(amounts)))
    for (number, _), share in zip(exact, shares, strict=True):
        found.setdefault(number, []).append(share)
    return found


def include(group: list[Row], whole: int, rounding: Rounding, label: Label) -> None:
    """Say how much of a contained tax lies in each line."""
    tax = group[0].tax
    if rounding.tax == "line":
        for row in group:
            row.included = inside(tax, row.left, rounding.mode)
        return
    rate = sum(rates_of(tax), Fraction(0))
    exact = [row.left * rate / (1 + rate) for row in group]
    ties = [(-abs(row.left), -abs(row.listed), *label(row), row.number) for row in group]
    for row, part in zip(group, split(whole, exact, ties), strict=True):
        row.included = part
