"""The quote of `bench_quote` in py-moneyed: what a careful user of that library would write.

It has no rounding mode and no allocation, so that the one is set for the whole quote and the
other is `floor`'s.
Importing this module fails where py-moneyed is not installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TypeAlias

from floor import (
    DISCOUNTED,
    LINE_DISCOUNT,
    QUOTE_DISCOUNT,
    REDUCED,
    REDUCED_RATE,
    STANDARD_RATE,
    LineIn,
    QuoteOut,
    allocated,
)
from moneyed import EUR, Money

MoneyedTiers: TypeAlias = tuple[tuple[Decimal | None, Money], ...]
MoneyedLine: TypeAlias = tuple[str, str, str, Decimal, Money | None, MoneyedTiers]
MoneyedLineOut: TypeAlias = tuple[Money, Money, Money, Money]
MoneyedOut: TypeAlias = tuple[list[MoneyedLineOut], Money, Money, Money, Money, Money, Money, Money]

_ZERO = Money(Decimal("0.00"), EUR)


def moneyed_lines(raw: Sequence[LineIn]) -> list[MoneyedLine]:
    """Make money of the prices, as the input of `moneyed_quote`."""
    return [
        (
            category,
            name,
            unit,
            quantity,
            None if price is None else Money(price, EUR),
            tuple((up_to, Money(of_tier, EUR)) for up_to, of_tier in tiers),
        )
        for category, name, unit, quantity, price, tiers in raw
    ]


def moneyed_quote(lines: Sequence[MoneyedLine]) -> MoneyedOut:
    """Price a quote: line discounts, an allocated quote discount, two taxes, totals."""
    gross: list[Money] = []
    nets: list[Money] = []
    standard: list[int] = []
    reduced: list[int] = []
    with localcontext(prec=96, rounding=ROUND_HALF_UP):
        for index, (category, _, _, quantity, price, tiers) in enumerate(lines):
            exact = price * quantity if price is not None else _graduated(quantity, tiers)
            amount = exact.round(2)
            gross.append(amount)
            if category == DISCOUNTED:
                amount -= (amount * LINE_DISCOUNT).round(2)
            (reduced if category == REDUCED else standard).append(index)
            nets.append(amount)

        cut = (_sum(nets) * QUOTE_DISCOUNT).round(2)
        weights = [net.get_amount_in_sub_unit() for net in nets]
        portions = allocated(
            cut.get_amount_in_sub_unit(),
            weights,
            standard,
            reduced,
            lambda i: (-gross[i].amount, lines[i][:3]),
        )
        shares = [Money(portion, EUR) for portion in portions]
        ends = [net - share for net, share in zip(nets, shares, strict=True)]

        standard_base = _sum([ends[i] for i in standard])
        reduced_base = _sum([ends[i] for i in reduced])
        standard_tax = (standard_base * STANDARD_RATE).round(2)
        reduced_tax = (reduced_base * REDUCED_RATE).round(2)
        subtotal = _sum(gross)
        net = standard_base + reduced_base
        tax = standard_tax + reduced_tax
        found = list(zip(gross, nets, shares, ends, strict=True))
        return found, standard_tax, reduced_tax, subtotal, subtotal - net, net, tax, net + tax


def amounts(found: MoneyedOut) -> QuoteOut:
    """Give the bare amounts of a quote."""
    lines, *rest = found
    one, two, subtotal, discount, net, tax, total = (money.amount for money in rest)
    bare = [
        (gross.amount, after.amount, share.amount, end.amount) for gross, after, share, end in lines
    ]
    return bare, one, two, subtotal, discount, net, tax, total


def _sum(amounts: Sequence[Money]) -> Money:
    return sum(amounts, _ZERO)


def _graduated(quantity: Decimal, tiers: MoneyedTiers) -> Money:
    exact = _ZERO
    lower = Decimal(0)
    for up_to, price in tiers:
        if up_to is None or quantity <= up_to:
            return exact + price * (quantity - lower)
        exact += price * (up_to - lower)
        lower = up_to
    raise AssertionError(quantity)
