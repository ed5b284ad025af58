"""The floor: the quote of `bench_quote`, written by hand on bare decimals.

This is the least that the same arithmetic costs in Python, and what the library is measured
against: tuples go in, tuples of decimals come out, and nothing is made in between that the
result does not need.
It knows the shape of this one quote (positive lines, two tax rates, one line discount, one
quote discount) and checks none of its input; it is as exact as the library, to the same cent,
down to the rules that break ties.

It is FIXED: a change here would change the meaning of every ratio ever reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import TypeAlias

Tiers: TypeAlias = tuple[tuple[Decimal | None, Decimal], ...]
"""The last quantity (None for all beyond) and the price of a unit of each graduated tier."""
LineIn: TypeAlias = tuple[str, str, str, Decimal, Decimal | None, Tiers]
"""Category, name, unit, quantity, unit price; or None and tiers."""
LineOut: TypeAlias = tuple[Decimal, Decimal, Decimal, Decimal]
"""List amount, net after the line discount, share of the quote discount, net."""
QuoteOut: TypeAlias = tuple[
    list[LineOut], Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal
]
"""The lines, the two taxes, subtotal, discount, net, tax, total."""

DISCOUNTED = "software"
REDUCED = "training"
LINE_DISCOUNT = Decimal("0.10")
QUOTE_DISCOUNT = Decimal("0.05")
STANDARD_RATE = Decimal("0.19")
REDUCED_RATE = Decimal("0.07")

_CENT = Decimal("0.01")
_ZERO = Decimal("0.00")
_EXACT = Context(
    prec=200,
    rounding=ROUND_HALF_EVEN,
    traps=[Inexact, FloatOperation, InvalidOperation, DivisionByZero, Overflow],
)
_ROUNDING = Context(prec=200, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])


def floor_quote(lines: Sequence[LineIn]) -> QuoteOut:
    """Price a quote: line discounts, an allocated quote discount, two taxes, totals."""
    cent, rounding, up = _CENT, _ROUNDING, ROUND_HALF_UP
    gross: list[Decimal] = []
    nets: list[Decimal] = []
    standard: list[int] = []
    reduced: list[int] = []
    with localcontext(_EXACT):
        for index, (category, _, _, quantity, price, tiers) in enumerate(lines):
            exact = quantity * price if price is not None else _graduated(quantity, tiers)
            amount = exact.quantize(cent, up, rounding)
            gross.append(amount)
            if category == DISCOUNTED:
                amount -= (amount * LINE_DISCOUNT).quantize(cent, up, rounding)
                standard.append(index)
            elif category == REDUCED:
                reduced.append(index)
            else:
                standard.append(index)
            nets.append(amount)

        cut = (sum(nets) * QUOTE_DISCOUNT).quantize(cent, up, rounding)
        weights = [int(net * 100) for net in nets]
        shares = allocated(
            int(cut * 100), weights, standard, reduced, lambda i: (-gross[i], lines[i][:3])
        )
        ends = [net - share for net, share in zip(nets, shares)]  # noqa: B905

        standard_base = sum([ends[i] for i in standard], _ZERO)
        reduced_base = sum([ends[i] for i in reduced], _ZERO)
        standard_tax = (standard_base * STANDARD_RATE).quantize(cent, up, rounding)
        reduced_tax = (reduced_base * REDUCED_RATE).quantize(cent, up, rounding)
        subtotal = sum(gross, _ZERO)
        net = standard_base + reduced_base
        tax = standard_tax + reduced_tax
        found = list(zip(gross, nets, shares, ends))  # noqa: B905
        return found, standard_tax, reduced_tax, subtotal, subtotal - net, net, tax, net + tax


def _graduated(quantity: Decimal, tiers: Tiers) -> Decimal:
    exact = lower = _ZERO
    for up_to, price in tiers:
        if up_to is None or quantity <= up_to:
            return exact + (quantity - lower) * price
        exact += (up_to - lower) * price
        lower = up_to
    raise AssertionError(quantity)


def allocated(
    cut: int,
    weights: list[int],
    standard: list[int],
    reduced: list[int],
    tie: Callable[[int], tuple[object, ...]],
) -> list[Decimal]:
    """Split *cut* by largest remainder: to the two tax groups, then to the lines in each.

    Equal remainders go to the larger weight, then by the *tie* of the line, then to the earlier
    line.
    """
    found = [_ZERO] * len(weights)
    heavy = [weights[i] for i in standard]
    light = [weights[i] for i in reduced]
    totals = [sum(heavy), sum(light)]
    parts = _largest_remainder(cut, totals, sum(totals))
    shares = _largest_remainder(parts[0], heavy, totals[0], lambda at: tie(standard[at]))
    for i, share in zip(standard, shares):  # noqa: B905
        found[i] = share * _CENT
    shares = _largest_remainder(parts[1], light, totals[1], lambda at: tie(reduced[at]))
    for i, share in zip(reduced, shares):  # noqa: B905
        found[i] = share * _CENT
    return found


def _largest_remainder(
    amount: int,
    weights: list[int],
    total: int,
    tie: Callable[[int], tuple[object, ...]] = lambda _: (),
) -> list[int]:
    """Split *amount* over *weights*, which add up to *total*."""
    total = total or 1
    shares = [amount * weight // total for weight in weights]
    missing = amount - sum(shares)
    if missing:
        rests = [amount * weight % total for weight in weights]
        order = sorted(range(len(rests)), key=rests.__getitem__, reverse=True)
        if missing < len(order) and rests[order[missing - 1]] == rests[order[missing]]:
            order.sort(key=lambda i: (-rests[i], -weights[i], *tie(i)))
        for i in order[:missing]:
            shares[i] += 1
    return shares
