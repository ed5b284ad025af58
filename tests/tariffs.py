"""Strategies for tariffs and the quantities that they price, recursive over all thirteen.

Laws run over three scales: `SMALL` finds ties, borders and signs, `EDGES` finds floats, precision
and overflow, and `WIDE` what neither has.

    from hypothesis import given
    from tariffs import EUR, SCALES, Case, cases, tariffs

    @given(cases(negative=True))                 # a tariff, and a quantity near its borders
    def test_something(case: Case) -> None: ...

    tariffs(SMALL, kinds={"PerUnit", "Sum"})     # of some kinds only
    tariffs(SMALL, credits_too=False)            # without negative prices
    tariffs(SMALL, bounded=True)                 # some with a last tier that ends

All prices are in euros. `quantities_near` draws a tariff's borders, what lies a step beside them,
and any quantity of a scale.
Quantities have up to 30 digits, more than Python's default decimal context keeps: add them by
``EXACT.add``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple, assert_never

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cspricing.errors import TariffError
from cspricing.exact import EXACT
from cspricing.money import EUR, Price
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

KINDS = frozenset(
    {
        "After",
        "AtLeast",
        "AtMost",
        "Baseline",
        "Drawdown",
        "Flat",
        "Graduated",
        "Included",
        "Package",
        "PerUnit",
        "Stairstep",
        "Sum",
        "Volume",
    }
)
"""The names of all tariffs."""

STEPS = tuple(Decimal(step) for step in ("1", "0.00001", "0.000000000001"))
"""What is added to a border and taken from it; the last is the finest there is."""

LARGEST = Decimal(10**18 - 1)


@dataclass(frozen=True)
class Scale:
    """Numbers of one order.

    Attributes:
        name: Its name.
        numbers: Quantities, from 0.
        amounts: Amounts of money, of either sign.
        borders: Borders and sizes, above 0.
    """

    name: str
    numbers: SearchStrategy[Decimal]
    amounts: SearchStrategy[Decimal]
    borders: SearchStrategy[Decimal]

    def __repr__(self) -> str:
        return self.name


def _places(low: int, high: int, places: int) -> SearchStrategy[Decimal]:
    return st.integers(low, high).map(lambda units: Decimal(units).scaleb(-places))


def _choice(*texts: str) -> SearchStrategy[Decimal]:
    return st.sampled_from([Decimal(text) for text in texts])


def _edges() -> list[Decimal]:
    whole = [10**k + d for k in (0, 1, 2, 9, 15, 16, 17) for d in (-1, 0, 1)]
    whole += [2**k + d for k in (24, 31, 32, 53, 59) for d in (-1, 0, 1)]
    halves = [Decimal(n) + Decimal(text) for n in (0, 10**6) for text in ("0.5", "0.49999")]
    return [*map(Decimal, whole), *halves, Decimal("0.000000000001"), LARGEST]


_EDGES = _edges()

SMALL = Scale(
    "SMALL",
    numbers=_places(0, 12, 0) | _places(0, 24, 1) | _places(0, 48, 2),
    amounts=_places(-10, 10, 0) | _places(-2000, 2000, 3).map(lambda x: x - x % Decimal("0.005")),
    borders=_places(1, 8, 0) | _choice("0.5", "0.7", "1.5", "2.5", "0.1"),
)
EDGES = Scale(
    "EDGES",
    numbers=st.sampled_from(_EDGES),
    amounts=st.sampled_from([*_EDGES, *(-edge for edge in _EDGES if edge)]),
    borders=st.sampled_from([edge for edge in _EDGES if edge]),
)
WIDE = Scale(
    "WIDE",
    numbers=_places(0, 10**9, 0) | _places(0, 10**11, 2),
    amounts=_places(-(10**11), 10**11, 4),
    borders=_places(1, 10**6, 0) | _places(1, 10**8, 2),
)
SCALES = (SMALL, EDGES, WIDE)


def prices(scale: Scale = SMALL, *, credits_too: bool = True) -> SearchStrategy[Price]:
    """Draw prices, some of them with a division that is pending."""
    amounts = scale.amounts if credits_too else scale.amounts.map(abs)
    return st.builds(lambda x, over: EUR(x) / over, amounts, st.sampled_from((1, 1, 1, 1, 3, 7)))


def tiers(
    scale: Scale = SMALL,
    *,
    credits_too: bool = True,
    bounded: bool = False,
    priced: bool = True,
    flats: bool = True,
) -> SearchStrategy[list[Tier]]:
    """Draw tiers in rising order; with *bounded* the last of some ends.

    Args:
        scale: Of borders and prices.
        credits_too: Whether prices may be negative.
        bounded: Whether the last tier may end.
        priced: Whether tiers may have a price.
        flats: Whether tiers may have a flat fee.
    """

    @st.composite
    def draw_tiers(draw: DrawFn) -> list[Tier]:
        borders = draw(st.lists(scale.borders, max_size=3, unique=True).map(sorted))
        ends: list[Decimal | None] = list(borders)
        if not (bounded and borders and draw(st.booleans())):
            ends.append(None)
        money = prices(scale, credits_too=credits_too)
        found: list[Tier] = []
        for end in ends:
            price = draw(money) if priced and (not flats or draw(st.booleans())) else None
            flat = draw(money) if flats and (price is None or draw(st.booleans())) else None
            found.append(Tier(end, price, flat))
        return found

    return draw_tiers()


def tariffs(
    scale: Scale = SMALL,
    *,
    kinds: Collection[str] = KINDS,
    credits_too: bool = True,
    bounded: bool = False,
) -> SearchStrategy[Tariff]:
    """Draw tariffs of some *kinds*, one in another up to a depth of a few.

    Args:
        scale: Of all numbers in it.
        kinds: The names of those that may stand in it; at least one that holds no other.
        credits_too: Whether prices may be negative.
        bounded: Whether a last tier may end, so that there are quantities without a price.
    """
    money = prices(scale, credits_too=credits_too)
    bands = tiers(scale, credits_too=credits_too, bounded=bounded)
    steps = tiers(scale, credits_too=credits_too, bounded=bounded, priced=False)
    units = scale.numbers
    leaves: dict[str, SearchStrategy[Tariff]] = {
        "PerUnit": st.builds(PerUnit, money, st.just(1) | scale.borders),
        "Flat": st.builds(Flat, money),
        "Graduated": st.builds(Graduated, bands, flat_at_zero=st.booleans()),
        "Volume": st.builds(Volume, bands, flat_at_zero=st.booleans()),
        "Stairstep": st.builds(Stairstep, steps, flat_at_zero=st.booleans()),
        "Baseline": st.builds(Baseline, units, money, money, money)
        | st.builds(
            Baseline,
            units,
            money,
            money,
            money,
            dead_band=st.sampled_from([Decimal(n) for n in (0, 10, 50, 100)]),
            adjusts=st.sampled_from(["excess", "all"]),
        ),
    }

    def around(inner: SearchStrategy[Tariff]) -> SearchStrategy[Tariff]:
        nodes: dict[str, SearchStrategy[Tariff]] = {
            "Package": st.builds(Package, scale.borders, inner),
            "Included": st.builds(Included, units, inner),
            "After": st.builds(after, units, inner),
            "Drawdown": st.builds(Drawdown, prices(scale, credits_too=False), inner),
            "AtLeast": st.builds(AtLeast, money, inner),
            "AtMost": st.builds(AtMost, money, inner),
            "Sum": st.builds(Sum, st.lists(inner, min_size=1, max_size=3)),
        }
        return st.one_of([node for name, node in nodes.items() if name in kinds] or [inner])

    base = st.one_of([leaf for name, leaf in leaves.items() if name in kinds])
    return st.recursive(base, around, max_leaves=4)


def after(used: Decimal, inner: Tariff) -> Tariff:
    """Make a tariff go on from what was used; if it has no price for that, it is as it was."""
    try:
        return After(used, inner)
    except TariffError:
        return inner


class Case(NamedTuple):
    """A tariff, and a quantity for it."""

    tariff: Tariff
    quantity: Decimal


@st.composite
def cases(
    draw: DrawFn,
    *,
    kinds: Collection[str] = KINDS,
    credits_too: bool = True,
    bounded: bool = False,
    negative: bool = False,
) -> Case:
    """Draw a tariff of any scale, and a quantity near its borders or of its scale.

    Args:
        draw: Given by Hypothesis.
        kinds: The names of the tariffs that may stand in it.
        credits_too: Whether prices may be negative.
        bounded: Whether a last tier may end, so that there are quantities without a price.
        negative: Whether the quantity may be negative.
    """
    scale = draw(st.sampled_from(SCALES))
    drawn = draw(tariffs(scale, kinds=kinds, credits_too=credits_too, bounded=bounded))
    quantity = draw(quantities_near(drawn, scale))
    mirrored = negative and draw(st.booleans())
    return Case(drawn, negated(quantity) if mirrored else quantity)


def negated(quantity: Decimal) -> Decimal:
    """Give the negative of *quantity*, which is exact, and of 0 it is 0."""
    return EXACT.subtract(Decimal(0), quantity)


def quantities_near(tariff: Tariff, scale: Scale = SMALL) -> SearchStrategy[Decimal]:
    """Draw quantities from 0: at the borders of *tariff*, beside them, and any of *scale*."""
    near = {
        beside
        for border in (Decimal(0), *_decimals(borders_of(tariff)))
        for step in (Decimal(0), *STEPS)
        for beside in (EXACT.subtract(border, step), EXACT.add(border, step))
    }
    return scale.numbers | st.sampled_from(sorted(q for q in near if 0 <= q <= LARGEST))


def borders_of(tariff: Tariff) -> Iterator[Fraction]:
    """Give the quantities at which *tariff* bends, as far as they are written in it."""
    match tariff:
        case Graduated() | Volume() | Stairstep():
            yield from (Fraction(tier.up_to) for tier in tariff.tiers if tier.up_to is not None)
        case Package():
            yield from (Fraction(tariff.size) * n for n in (Fraction(1), *borders_of(tariff.inner)))
        case Included():
            yield from (
                Fraction(tariff.units) + x for x in (Fraction(0), *borders_of(tariff.inner))
            )
        case After():
            yield from (x - Fraction(tariff.used) for x in borders_of(tariff.inner))
        case AtLeast() | AtMost() | Drawdown():
            yield from borders_of(tariff.inner)
        case Baseline():
            volume, share = Fraction(tariff.volume), Fraction(tariff.dead_band) / 100
            yield from (volume, volume * (1 - share), volume * (1 + share))
        case Sum():
            for inner in tariff.tariffs:
                yield from borders_of(inner)
        case PerUnit() | Flat():
            pass
        case _:
            assert_never(tariff)


def _decimals(borders: Iterator[Fraction]) -> Iterator[Decimal]:
    """Give borders to 12 decimals, rounded down, as far as they are no larger than numbers are."""
    finest = 10**12
    for border in borders:
        if border <= LARGEST:
            yield Decimal(floor(border * finest)).scaleb(-12)


def calculated(text: str) -> Fraction:
    """Compute a printed step, from left to right, as a reader with a calculator does."""
    first, *rest = text.replace("EUR ", "").replace(",", "").split(" ")
    result = Fraction(first)
    for sign, number in zip(rest[::2], map(Fraction, rest[1::2]), strict=True):
        result = result * number if sign == "x" else result / number
    return result
