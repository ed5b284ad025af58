"""How taxes are taken of settled amounts: once per rate, per line or per document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import lcm
from typing import Any

from .exact import apportion, portion, side_of
from .lifted import maximum, where
from .rounding import Rounding
from .sheet import TaxGroup
from .tax import Tax


def taxed(
    groups: Sequence[tuple[Tax, Sequence[int]]], net: Sequence[Any], rounding: Rounding
) -> list[TaxGroup]:
    """Take the taxes of one invoice.

    Args:
        groups: Each distinct tax with the positions of its lines.
        net: What each line is after discounts; with the tax, if prices contain it.
        rounding: Where tax is rounded. Taxes that prices contain are never rounded on the
            document as a whole: there net = round(gross x 100 / (100 + rate)) per rate.
    """
    mode = rounding.decimal_mode
    document: Iterator[Any] = iter(())
    if rounding.tax == "document":
        document = iter(_on_document(groups, net, mode))
    found: list[TaxGroup] = []
    for tax, members in groups:
        amounts = [net[i] for i in members]
        base = sum(amounts)
        by_line: list[Any] = []
        if rounding.tax == "line":
            by_line = _by_line(tax, amounts, mode)
            rates = [_over_rates(tax, amount) for amount in by_line]
            taken = [sum(column) for column in zip(*rates, strict=True)]
        elif tax.inclusive:
            taken = _inside(tax, base, mode)
        elif rounding.tax == "document":
            taken = [next(document) for _ in tax.rates]
        else:
            taken = [portion(base, above, below, mode) for above, below in tax.fractions]
        found.append(TaxGroup(tax, members, base, tuple(taken), tuple(by_line)))
    return found


def included_shares(
    group: TaxGroup,
    net: Sequence[Any],
    listed: Sequence[Any],
    ranks: Callable[[], Sequence[int]],
) -> list[Any]:
    """Give the part of a contained tax that lies in each line of its group."""
    if group.line_amounts:
        return list(group.line_amounts)
    above, below = _stack(group.tax)
    amounts = [net[i] for i in group.members]
    return _split(
        sum(group.amounts),
        [amount * above for amount in amounts],
        above + below,
        # By magnitudes: the tax in the lines of a credit note mirrors that of its invoice.
        lambda: ([abs(amount) for amount in amounts], [abs(listed[i]) for i in group.members]),
        lambda: [ranks()[i] for i in group.members],
    )


def rule_shares(
    group: TaxGroup,
    parts: Sequence[Sequence[int]],
    net: Sequence[Any],
    included: Sequence[Any] | None,
) -> list[Any]:
    """Say how much of the tax of a group falls to each of several parts of its lines.

    Args:
        group: The group.
        parts: The positions of the lines of each rule of the group: together, all of its lines.
        net: What each line is after discounts.
        included: The tax that each line contains, if any does.
    """
    if len(parts) == 1:
        return [sum(group.amounts)]
    if group.tax.inclusive and included is not None:
        return [sum(included[i] for i in part) for part in parts]
    if group.line_amounts:
        of_line = dict(zip(group.members, group.line_amounts, strict=True))
        return [sum(of_line[i] for i in part) for part in parts]
    bases = [sum(net[i] for i in part) for part in parts]
    shares = [
        _split(amount, [base * above for base in bases], below)
        for amount, (above, below) in zip(group.amounts, group.tax.fractions, strict=True)
    ]
    return [sum(column) for column in zip(*shares, strict=True)]


def _stack(tax: Tax) -> tuple[int, int]:
    """Give the sum of the rates of the base as whole numbers."""
    fractions = tax.fractions
    below = lcm(*(b for _, b in fractions))
    return sum(a * (below // b) for a, b in fractions), below


def _contained(gross: Any, above: int, below: int, mode: str) -> Any:  # noqa: ANN401
    """Give the tax in a gross amount: the net is rounded, and the tax is the rest."""
    return gross - portion(gross, below, above + below, mode)


def _inside(tax: Tax, gross: Any, mode: str) -> list[Any]:  # noqa: ANN401
    above, below = _stack(tax)
    return _over_rates(tax, _contained(gross, above, below, mode))


def _by_line(tax: Tax, amounts: Sequence[Any], mode: str) -> list[Any]:
    """Round the tax of each line, over all its rates together."""
    above, below = _stack(tax)
    if tax.inclusive:
        return [_contained(amount, above, below, mode) for amount in amounts]
    return [portion(amount, above, below, mode) for amount in amounts]


def _over_rates(tax: Tax, whole: Any) -> list[Any]:  # noqa: ANN401
    """Split the tax of several rates on one base by the rates."""
    if len(tax.rates) == 1:
        return [whole]
    below = lcm(*(b for _, b in tax.fractions))
    weights = [a * (below // b) for a, b in tax.fractions]
    sign = where(whole < 0, -1, 1)
    size = sign * whole
    total = maximum(sum(weights), 1)
    return [sign * share for share in apportion(size, [size * w for w in weights], total)]


def _on_document(
    groups: Sequence[tuple[Tax, Sequence[int]]], net: Sequence[Any], mode: str
) -> list[Any]:
    """Round the exact tax over all rates once, and allocate it to the rates."""
    taxed_ = [(tax, members) for tax, members in groups if not tax.inclusive]
    common = lcm(*(below for tax, _ in taxed_ for _, below in tax.fractions))
    exact = [
        sum([net[i] for i in members]) * above * (common // below)
        for tax, members in taxed_
        for above, below in tax.fractions
    ]
    return _split(portion(sum(exact), 1, common, mode), exact, common)


def _split(
    total: Any,  # noqa: ANN401
    exact: Sequence[Any],
    denominator: int,
    larger_first: Callable[[], Sequence[Sequence[Any]]] = tuple,
    ranks: Callable[[], Sequence[int]] | None = None,
) -> list[Any]:
    """Split *total* into whole parts near exact / denominator, of either sign.

    Each part is cut towards zero first; what is missing then goes to those that were cut most.
    So the parts of a credit note mirror those of its invoice.
    """
    cut = [portion(one, 1, denominator, "ROUND_DOWN") for one in exact]
    rests = [one - denominator * part for one, part in zip(exact, cut, strict=True)]
    missing = total - sum(cut)
    sign = where(missing < 0, -1, 1)
    more = apportion(sign * missing, side_of(rests, sign), denominator, larger_first, ranks)
    return [part + sign * one for part, one in zip(cut, more, strict=True)]
