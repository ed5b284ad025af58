"""Cliffs: quantities of which one unit more costs less in all, and how they are found.

Over whole quantities a tariff is made of straight runs. Where one ends, the tariff *bends*:
once, at a border (of a tier, an allowance, a minimum), or again and again, as packages do.
Between two borders the price of a unit more is the same on the whole of a run, and the same
again a period later. So looking at one quantity of each run finds every cliff.

Each tariff tells where it bends (``bends``); the rest is here, and exact.

>>> from cspricing import EUR, Tier, Volume
>>> for cliff in Volume([Tier(10, EUR(10)), Tier(50, EUR(8)), Tier(None, EUR(7))]).cliffs():
...     print(cliff)
10
50
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Final, TypeAlias

import attrs
from attrs import field, frozen

from .errors import LimitError
from .exact import ceil_units
from .lifted import maximum
from .number import WHOLE_DIGITS
from .written import Written

MOST_BENDS: Final = 10_000
"""How many bends are looked at between two borders: packages of 9,999 beside some of 10,000."""

LARGEST: Final = 10**WHOLE_DIGITS - 1
"""The largest whole quantity that can be priced."""

Value: TypeAlias = Callable[[int], Fraction]
"""What a whole quantity costs."""

_ZERO: Final = Decimal(0)


@frozen(repr=False)
class Cliff(Written):
    """Whole quantities of which one more costs less in all.

    Args:
        first: The first one.
        last: The last one; None where they go on without end.
        every: The distance from each to the next.

    >>> cliff = Cliff(100, 300, every=100)
    >>> print(cliff)
    100 to 300, every 100
    >>> 200 in cliff, 201 in cliff
    (True, False)
    """

    first: int
    last: int | None
    every: int = field(default=1, kw_only=True)

    def __contains__(self, quantity: int) -> bool:
        if quantity < self.first or (self.last is not None and quantity > self.last):
            return False
        return (quantity - self.first) % self.every == 0

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        range_ = f"{self.first} to {self.last}" if self.last is not None else f"{self.first} on"
        return range_ if self.every == 1 else f"{range_}, every {self.every}"


@frozen(repr=False)
class Bends(Written):
    """Where a tariff may bend, over whole quantities; more bends than there are do no harm.

    Attributes:
        borders: The last quantity before each bend that comes once.
        returning: The last quantity before each bend that comes again, and its distance.
        period: The distance in which all that returns has returned.
        end: The last quantity that has a price.
    """

    borders: frozenset[int] = frozenset()
    returning: frozenset[tuple[int, int]] = frozenset()
    period: int = 1
    end: int = LARGEST

    def __or__(self, other: Bends) -> Bends:
        return Bends(
            self.borders | other.borders,
            self.returning | other.returning,
            lcm(self.period, other.period),
            min(self.end, other.end),
        )

    def bent(self, borders: Iterable[int]) -> Bends:
        """Add *borders*; below 0 there are none."""
        found = [border for border in borders if border >= 0]
        return attrs.evolve(self, borders=self.borders.union(found))

    def pieces(self) -> list[tuple[int, int]]:
        """Cut the quantities that have a price after each border."""
        return _cut(0, self.end, sorted(border for border in self.borders if border < self.end))

    def runs(self, first: int, last: int) -> list[tuple[int, int]]:
        """Cut a stretch without borders into straight runs.

        Raises:
            LimitError: If there are too many (``limit.count``).
        """
        combs = [range(first + (at - first) % by, last, by) for at, by in self.returning]
        _limit(sum(map(len, combs)))
        return _cut(first, last, sorted({cut for comb in combs for cut in comb}))


@frozen(repr=False)
class Measure(Written):
    """The quantity that a part of a tariff prices, as a function of the whole one.

    Attributes:
        units: Gives it: the whole quantity less an allowance, or the packages of it.
        last: Gives the last whole quantity of which it is at most so much.
        size: What one unit of it is in units of the whole quantity.
        bends: Where it bends.
    """

    units: Callable[[Decimal], Decimal]
    last: Callable[[Fraction], int]
    size: Fraction
    bends: Bends

    def beyond(self, units: Decimal) -> Measure:
        """Measure what exceeds an allowance of *units*."""
        free = Fraction(units)
        return Measure(
            lambda quantity: maximum(self.units(quantity) - units, _ZERO),
            lambda most: self.last(most + free),
            self.size,
            self.bends.bent([self.last(free)]),
        )

    def after(self, units: Decimal) -> Measure:
        """Measure what there is with *units* that were there before."""
        before = Fraction(units)
        return Measure(
            lambda quantity: self.units(quantity) + units,
            lambda most: self.last(most - before),
            self.size,
            self.bends,
        )

    def packed(self, size: Decimal) -> Measure:
        """Measure in packages of *size*, rounded up.

        They change only where the measure inside does, so its returning bends are not kept.
        """
        whole = self.size * Fraction(size)
        period = lcm(self.bends.period, whole.numerator)

        def last(most: Fraction) -> int:
            return self.last(floor(most) * Fraction(size))

        if whole <= 1:
            returning = frozenset({(0, 1)})
        else:
            packages = int(period / whole)
            _limit(packages)
            returning = frozenset((last(Fraction(n)) % period, period) for n in range(packages))
        return Measure(
            lambda quantity: ceil_units(self.units(quantity), size),
            last,
            whole,
            attrs.evolve(self.bends, returning=returning, period=period),
        )


ITSELF: Final = Measure(lambda quantity: quantity, floor, Fraction(1), Bends())
"""The whole quantity."""


def crossed(bends: Bends, value: Value, level: Fraction) -> Bends:
    """Add where *value*, which bends at *bends*, comes to exceed *level*, or ceases to.

    From period to period a value drifts by the same amount. If by none, its crossings return;
    else they all lie between the first and the last period in which it can reach the level.
    """
    period = bends.period
    for first, last in bends.pieces():
        if last - first < 2 * period:
            bends = bends.bent(_crossings(bends, value, level, first, last))
            continue
        drift = value(first + period) - value(first)
        if drift == 0:
            found = _crossings(bends, value, level, first, first + period)
            returning = bends.returning.union((at % period, period) for at in found)
            bends = attrs.evolve(bends, returning=returning)
            continue
        heights = [value(end) for run in bends.runs(first, first + period - 1) for end in run]
        turns = sorted((level - height) / drift for height in (min(heights), max(heights)))
        start = max(first, first + (floor(turns[0]) - 1) * period)
        stop = min(last, first + (ceil(turns[1]) + 2) * period)
        bends = bends.bent(_crossings(bends, value, level, start, stop))
    return bends


def _crossings(bends: Bends, value: Value, level: Fraction, first: int, last: int) -> list[int]:
    """Give the last quantities before *value* changes from at most *level* to above, or back.

    Where it is *level* for one quantity, this may be that one or the one before.
    """
    if first >= last:
        return []
    found: list[int] = []
    above = value(first) > level
    for start, stop in bends.runs(first, last):
        left, right = value(start), value(stop)
        if (left > level) != above:
            found.append(start - 1)
        above = right > level
        if (left > level) != above:
            found.append(start + floor((level - left) * (stop - start) / (right - left)))
    return found


def cliffs(bends: Bends, value: Value) -> tuple[Cliff, ...]:
    """List the whole quantities of which one more costs less, as ranges in rising order."""
    found: list[range] = []
    for first, last in bends.pieces():
        found += _within(bends, value, first, last)
        if last < bends.end and value(last + 1) < value(last):
            found.append(range(last, last + 1))
    return tuple(_cliff(stretch, bends.end) for stretch in _joined(found))


def _within(bends: Bends, value: Value, first: int, last: int) -> list[range]:
    """List the cliffs between two borders, where one period is like the next."""
    stop = min(last, first + bends.period)
    falling: list[range] = []
    for start, end in bends.runs(first, stop):
        if start < end and value(start + 1) < value(start):
            falling.append(range(start, end))
        if end < stop and value(end + 1) < value(end):
            falling.append(range(end, end + 1))
    count = sum(map(len, falling))
    if stop == last or not falling:
        return falling
    if count == bends.period:
        return [range(first, last)]
    _limit(count)
    members = [quantity for stretch in falling for quantity in stretch]
    every = _distance({quantity - first for quantity in members}, bends.period)
    return [range(quantity, last, every) for quantity in members if quantity < first + every]


def _distance(offsets: set[int], period: int) -> int:
    """Give the shortest distance in which *offsets* return, which do so in a *period*."""
    most = gcd(len(offsets), period)
    times = next(
        times
        for times in range(most, 0, -1)
        if most % times == 0
        and {(offset + period // times) % period for offset in offsets} == offsets
    )
    return period // times


def _joined(found: Sequence[range]) -> list[range]:
    """Join ranges that continue each other; a single quantity continues at any distance."""
    distances = sorted({stretch.step for stretch in found})
    joined: list[range] = []
    nexts: dict[tuple[int, int], int] = {}
    for stretch in sorted(found, key=lambda stretch: stretch[0]):
        place, whole = len(joined), stretch
        for step in distances if len(stretch) == 1 else (stretch.step,):
            before = nexts.get((stretch[0], step))
            if before is not None and joined[before][-1] + step == stretch[0]:
                place, whole = before, range(joined[before][0], stretch[-1] + 1, step)
                break
        joined[place : place + 1] = [whole]
        for step in distances if len(whole) == 1 else (whole.step,):
            nexts[whole[-1] + step, step] = place
    return joined


def _cliff(stretch: range, end: int) -> Cliff:
    every = stretch.step if len(stretch) > 1 else 1
    endless = end == LARGEST and stretch[-1] + every >= end
    return Cliff(stretch[0], None if endless else stretch[-1], every=every)


def _cut(first: int, last: int, ends: Sequence[int]) -> list[tuple[int, int]]:
    """Cut what goes from *first* to *last* after each of *ends*."""
    starts = (first, *(end + 1 for end in ends))
    return list(zip(starts, (*ends, last), strict=True))


def _limit(count: int) -> None:
    if count > MOST_BENDS:
        raise LimitError.of(
            "limit.count",
            f"its packages come together too rarely: over {MOST_BENDS:,} bends to look at "
            "between two borders; give sizes that have a common multiple which is not so large",
        )
