"""The quotes that the benchmarks price: in raw form, and as components on terms."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from floor import DISCOUNTED, REDUCED, LineIn

from cspricing import EUR, VAT, Graduated, Item, PercentOff, Terms, Tier
from cspricing.period import Cadence

OTHER = "consulting"

TERMS = Terms(
    discounts=(PercentOff(10, on=DISCOUNTED, level="line"), PercentOff(5)),
    taxes=(VAT(19), VAT(7, on=REDUCED)),
)
"""10 % off each software line, then 5 % off the whole; training at the reduced rate."""


def raw_quote(seed: int = 20, lines: int = 20, *, tiny: bool = False) -> list[LineIn]:
    """Draw a quote: half of its lines with a line discount, one in twenty graduated.

    Args:
        seed: Of the random generator.
        lines: How many, a multiple of 4.
        tiny: Whether amounts are of a few cents and names repeat, which makes ties.
    """
    draw = random.Random(seed)
    categories = [DISCOUNTED, DISCOUNTED, OTHER, REDUCED] * (lines // 4)
    draw.shuffle(categories)
    return [
        _graduated(draw, category) if i % 20 == 7 else _plain(draw, category, i, tiny=tiny)
        for i, category in enumerate(categories)
    ]


def _plain(draw: random.Random, category: str, index: int, *, tiny: bool) -> LineIn:
    cents = draw.randint(1, 6 if tiny else 150_000)
    finer = draw.choice([0, 1, 2])
    price = Decimal(cents * 10**finer + draw.randrange(10**finer)).scaleb(-2 - finer)
    quantity = Decimal(draw.randint(1, 3 if tiny else 400))
    if draw.random() < 0.25:
        quantity /= 4
    name = f"Item {draw.randrange(4) if tiny else index}"
    return (category, name, draw.choice(["hour", "seat"]), quantity, price, ())


def _graduated(draw: random.Random, category: str) -> LineIn:
    first = draw.randint(500, 2000)
    tiers = (
        (Decimal(first), Decimal("1.7125")),
        (Decimal(first + 1000), Decimal("1.571")),
        (None, Decimal("1.48")),
    )
    return (category, "Calls", "call", Decimal(draw.randint(3001, 4500)), None, tiers)


def items_of(raw: Sequence[LineIn], cadence: Cadence = "once") -> tuple[Item, ...]:
    """Build the components of a quote from its raw form."""
    return tuple(
        Item(
            name=name,
            quantity=quantity,
            unit=unit,
            price=EUR(price)
            if price is not None
            else Graduated([Tier(up_to, EUR(of_tier)) for up_to, of_tier in tiers]),
            category=category,
            cadence=cadence,
        )
        for category, name, unit, quantity, price, tiers in raw
    )
