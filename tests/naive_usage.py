"""Usage over a term, computed a second time in the most obvious way, in fractions.

It knows unit prices and tiers as plain numbers, and shares no code with the library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

Price = Callable[[Fraction], Fraction]
"""What so many units cost."""


def graduated(tiers: Sequence[tuple[Fraction | None, Fraction]]) -> Price:
    """Price each unit in the tier that it falls in, given as (up to, price)."""

    def price(quantity: Fraction) -> Fraction:
        total, lower = Fraction(0), Fraction(0)
        for upper, unit in tiers:
            inside = quantity if upper is None else min(quantity, upper)
            total += max(inside - lower, Fraction(0)) * unit
            lower = lower if upper is None else upper
        return total

    return price


def unit_price(tiers: Sequence[tuple[Fraction | None, Fraction]], by: Fraction) -> Fraction:
    """Give the price of the tier that *by* falls in."""
    return next(price for upper, price in tiers if upper is None or by <= upper)


def half_up(number: Fraction, digits: int = 2) -> Fraction:
    """Round a number half away from 0."""
    scale = 10**digits
    size = (2 * abs(number) * scale + 1) // 2
    return Fraction(size, scale) * (1 if number >= 0 else -1)


def by_year_to_date(volumes: Sequence[Fraction], price: Price) -> list[Fraction]:
    """Bill each month what its units add to the price of the contract year so far."""
    amounts: list[Fraction] = []
    for month, _ in enumerate(volumes):
        year = volumes[month - month % 12 : month + 1]
        before = price(sum(year[:-1], Fraction(0))) if len(year) > 1 else Fraction(0)
        amounts.append(price(sum(year, Fraction(0))) - before)
    return amounts


def trued_up(amounts: Sequence[Fraction], minimum: Fraction) -> list[Fraction]:
    """Add what is missing of the minimum of each contract year to its last month."""
    found = list(amounts)
    for first in range(0, len(found), 12):
        year = found[first : first + 12]
        missing = minimum * len(year) / 12 - sum(year)
        found[first + len(year) - 1] += max(missing, Fraction(0))
    return found


def rolled_over(volumes: Sequence[Fraction], granted: Fraction, months: int) -> list[Fraction]:
    """Give what is billed each month: each unit carries the month in which it lapses."""
    units: list[tuple[int, Fraction]] = []
    billed: list[Fraction] = []
    for month, volume in enumerate(volumes):
        used = volume
        units = [(until, left) for until, left in units if until >= month and left > 0]
        units.append((month + months, granted))
        kept: list[tuple[int, Fraction]] = []
        for until, left in units:
            taken = min(left, used)
            used -= taken
            kept.append((until, left - taken))
        units = kept
        billed.append(used)
    return billed


def drawn(
    volumes: Sequence[Fraction], block: Fraction, unit: Fraction, *, yearly: bool, rolls: bool
) -> list[Fraction]:
    """Bill what use costs beyond a block, of units (at a price of 1) or of money."""
    left = Fraction(0)
    billed: list[Fraction] = []
    for month, used in enumerate(volumes):
        if month == 0 or (yearly and month % 12 == 0):
            left = block + (left if rolls else 0)
        taken = min(left, used * unit)
        left -= taken
        billed.append(used * unit - taken)
    return billed


def credited(
    levels: Sequence[Fraction],
    bands: Sequence[tuple[Fraction, Fraction]],
    fee: Fraction,
    month_most: Fraction,
    year_most: Fraction | None,
) -> list[Fraction]:
    """Credit each month by the largest percentage of the bands (below, percent) it lies under."""
    found: list[Fraction] = []
    for month, level in enumerate(levels):
        hits = sorted((below, percent) for below, percent in bands if level < below)
        share = min(hits[0][1], month_most) if hits else Fraction(0)
        credit = fee * share / 100
        if year_most is not None:
            first = month - month % 12
            length = min(12, len(levels) - first)
            credit = min(credit, fee * length * year_most / 100 - sum(found[first:month]))
        found.append(credit)
    return found
