"""A second implementation of all tariffs, written in the most obvious way, to hold against theirs.

It follows the table in the documentation, in fractions, and reads nothing of the library but the
public fields of its tariffs. It is slow, and shows no steps.

    from naive_tariffs import NoPriceError, naive_price

    assert naive_price(tariff, Fraction(7)) == tariff.price(7).fraction
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import assert_never

from cspricing.money import Price
from cspricing.tariff import (
    After,
    AtLeast,
    AtMost,
    Baseline,
    Drawdown,
    Flat,
    Included,
    Package,
    PerUnit,
    Sum,
    Tariff,
)
from cspricing.tiers import Graduated, Stairstep, Tier, Volume


class NoPriceError(LookupError):
    """The quantity lies beyond the last tier."""


def naive_price(tariff: Tariff, quantity: Fraction | Decimal | int) -> Fraction:
    """Price *quantity* by *tariff*, without the currency.

    Raises:
        NoPriceError: If it has no price for so many.
    """
    q = Fraction(quantity)
    return -_price(tariff, -q) if q < 0 else _price(tariff, q)


def amount(price: Price | None) -> Fraction:
    """Give a price without its currency; none is nothing."""
    return Fraction(0) if price is None else Fraction(price.numerator) / price.denominator


def bands(tiers: tuple[Tier, ...]) -> list[tuple[Fraction, Fraction | None, Fraction, Fraction]]:
    """Give lower border, upper border, unit price and flat fee of each tier."""
    uppers = [None if tier.up_to is None else Fraction(tier.up_to) for tier in tiers]
    lowers = [Fraction(0), *(upper for upper in uppers[:-1] if upper is not None)]
    return [
        (lower, upper, amount(tier.price), amount(tier.flat))
        for tier, lower, upper in zip(tiers, lowers, uppers, strict=True)
    ]


def _price(tariff: Tariff, q: Fraction) -> Fraction:
    match tariff:
        case Flat():
            return amount(tariff.fee)
        case PerUnit():
            return amount(tariff.unit_price) * q / Fraction(tariff.per)
        case Package():
            return _price(tariff.inner, Fraction(ceil(q / Fraction(tariff.size))))
        case Graduated():
            return _graduated(tariff, q)
        case Stairstep() | Volume():
            return _volume(tariff, q)
        case Included():
            return _price(tariff.inner, max(Fraction(0), q - Fraction(tariff.units)))
        case AtLeast():
            return max(amount(tariff.least), _price(tariff.inner, q))
        case AtMost():
            return min(amount(tariff.most), _price(tariff.inner, q))
        case Baseline():
            return _baseline(tariff, q)
        case After() | Drawdown():
            return _running(tariff, q)
        case Sum():
            return sum((_price(inner, q) for inner in tariff.tariffs), Fraction(0))
        case _:
            assert_never(tariff)


def _baseline(tariff: Baseline, q: Fraction) -> Fraction:
    more = q - Fraction(tariff.volume)
    unit = tariff.additional if more > 0 else tariff.reduced
    width = Fraction(tariff.volume) * Fraction(tariff.dead_band) / 100
    if abs(more) <= width:
        more = Fraction(0)
    elif tariff.adjusts == "excess":
        more = more - width if more > 0 else more + width
    return amount(tariff.base_price) + amount(unit) * more


def _running(tariff: After | Drawdown, q: Fraction) -> Fraction:
    if isinstance(tariff, After):
        used = Fraction(tariff.used)
        return _price(tariff.inner, used + q) - _price(tariff.inner, used)
    price = _price(tariff.inner, q)
    return price - max(Fraction(0), min(price, amount(tariff.balance)))


def _refuse_beyond(tariff: Graduated | Volume, q: Fraction) -> None:
    last = tariff.tiers[-1].up_to
    if last is not None and q > Fraction(last):
        raise NoPriceError(q)


def _graduated(tariff: Graduated, q: Fraction) -> Fraction:
    _refuse_beyond(tariff, q)
    total = Fraction(0)
    for lower, upper, unit, flat in bands(tariff.tiers):
        if q > lower:
            inside = q - lower if upper is None else min(q, upper) - lower
            total += unit * inside + flat
        elif q == lower == 0 and tariff.flat_at_zero:
            total += flat
    return total


def _volume(tariff: Volume, q: Fraction) -> Fraction:
    _refuse_beyond(tariff, q)
    for lower, upper, unit, flat in bands(tariff.tiers):
        if q > lower and (upper is None or q <= upper):
            return unit * q + flat
        if q == lower == 0 and tariff.flat_at_zero:
            return flat
    return Fraction(0)
