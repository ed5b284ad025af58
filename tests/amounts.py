"""Strategies for numbers, amounts, weights and quantities, each at three scales.

Ranges alone find almost nothing: of twelve planted bugs, numbers drawn from wide ranges find
two or three (``laws/test_quality.py`` plants them). So each strategy here, and in
`cspricing.testing`, is three:

``small``
    finds ties, borders and signs. It draws the answer and derives the input, so that results
    land on halves, on whole units, and a hair beside them; weights tie and vanish.
``edges``
    finds floats, precision and overflow: 10^k +- 1 and 2^k +- 1, 0, 1/2, 1/3, halves +- 0.00001,
    and weights such as 2^53 and 10^18 + 1, which a float cannot tell from their neighbours.
``wide``
    is the rest of the range.

Laws draw from all of them; negatives are drawn wherever they are legal:

    from hypothesis import given
    from amounts import EXACT_AMOUNTS, MINOR_UNITS, WEIGHTS

    @given(EXACT_AMOUNTS.any)                       # small | edges | wide
    def test_something(amount: Decimal) -> None: ...

    @given(WEIGHTS.small)                           # one of them

``EXACT_AMOUNTS``
    `Decimal` amounts before they are rounded, of either sign, that `decimal` takes; the unit is
    the currency's, so that 0.005 is half a cent.
``MINOR_UNITS``
    `int` amounts after they are rounded, of either sign.
``WEIGHTS``
    Lists of weights (`int`, `Decimal` or ratios as `str`), of which one is above 0.
``WHOLE_WEIGHTS``
    The same with whole numbers only.
`CURRENCIES`, `MODES`, `ROUNDINGS`
    The rest of what settling needs: currencies with 0, 2, 3 and 4 decimals, the names of the
    seven modes, and policies.
`tied_amounts`
    (price, quantity) whose product lies on half a unit, or a hair beside it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

import naive_numbers
from cspricing.price import EUR, JPY, KWD, Currency
from cspricing.rounding import Mode, Rounding
from cspricing.testing import (
    EDGE_NUMBERS,
    LARGEST,
    Scales,
    fixed,
    signed,
)

_T = TypeVar("_T")

MODES: Final[tuple[Mode, ...]] = (
    "half_up",
    "half_even",
    "half_down",
    "up",
    "down",
    "ceiling",
    "floor",
)

CURRENCIES: Final = st.sampled_from([EUR, JPY, KWD, Currency("CLF")])

ROUNDINGS: Final = st.builds(
    Rounding, mode=st.sampled_from(MODES), decimals=st.none() | st.integers(0, 4)
)


# How far beside a whole number of units: nothing, halves, what is nearly a half and what
# rounds to one if it is rounded twice (0.45 to 0.5 to 1), in 1 / 100,000 of a unit.
_BESIDE: Final = (0, 50_000, 49_999, 50_001, 45_000, 49_500, 33_333, 66_667, 1, 99_999)

_LARGE_POWERS: Final = sorted(
    {
        near
        for power in (*(10**k for k in range(1, 25)), *(2**k for k in range(24, 70)))
        for near in (power - 1, power, power + 1)
    }
)


@st.composite
def _near_units(draw: DrawFn) -> Decimal:
    """Draw the rounded answer in cents, and where beside it the amount lies."""
    cents = draw(st.integers(-12, 12))
    beside = draw(st.sampled_from(_BESIDE))
    return fixed(cents * 100_000 + beside * draw(st.sampled_from((1, -1))), 7)


EXACT_AMOUNTS: Final = Scales(
    small=_near_units(),
    edges=signed(EDGE_NUMBERS),
    wide=st.builds(fixed, st.integers(-(10**18), 10**18), st.integers(1, 12)),
)

MINOR_UNITS: Final = Scales(
    small=st.integers(-12, 12),
    edges=st.builds(int.__mul__, st.sampled_from((0, *_LARGE_POWERS)), st.sampled_from((1, -1))),
    wide=st.integers(-(10**24), 10**24),
)


def _rows(weights: SearchStrategy[_T], longest: int = 6) -> SearchStrategy[list[_T]]:
    rows = st.lists(weights, min_size=1, max_size=longest)
    return rows.filter(lambda row: any(naive_numbers.ratio(str(weight)) for weight in row))


_EDGE_WEIGHTS: Final = st.sampled_from(
    [0, 1, 2**53 - 1, 2**53, 2**53 + 1, 10**18, 10**18 + 1, 2**63, 2**64 + 1]
)

WHOLE_WEIGHTS: Final = Scales(
    small=_rows(st.integers(0, 3), longest=9),
    edges=_rows(_EDGE_WEIGHTS),
    wide=_rows(st.integers(0, 10**12)),
)

Weight = int | str | Decimal
"""A weight as `Money.allocate` takes it."""

_SMALL_WEIGHTS: SearchStrategy[Weight] = (
    st.integers(0, 3)
    | st.integers(0, 6).map(lambda halves: fixed(5 * halves, 1))
    | st.sampled_from(["1/3", "2/3", "1/7", "0.5/1.5", "0"])
)
_LARGE_WEIGHTS: SearchStrategy[Weight] = _EDGE_WEIGHTS | st.sampled_from(
    [fixed(1, 12), fixed(LARGEST, 12), "999999999999999999/0.000000000001", "1/999999999999999989"]
)
_ANY_WEIGHTS: SearchStrategy[Weight] = st.builds(fixed, st.integers(0, 10**15), st.integers(0, 12))

WEIGHTS: Final[Scales[list[Weight]]] = Scales(
    small=_rows(_SMALL_WEIGHTS, longest=9),
    edges=_rows(_LARGE_WEIGHTS),
    wide=_rows(_ANY_WEIGHTS),
)


@st.composite
def tied_amounts(draw: DrawFn) -> tuple[Decimal, Decimal]:
    """Draw a price and a quantity whose product lies on half a cent, or a hair beside it.

    The answer comes first: half-cents h. Then a quantity q = 2^a 5^b, by which h divides
    without a rest; the price is h / q.
    """
    half_cents = draw(st.integers(-40, 40))
    twos, fives = draw(st.integers(0, 3)), draw(st.integers(0, 2))
    # In 1 / 10^8, of which half a cent is 500,000: both powers go into it.
    digits = half_cents * 500_000 * 5**twos * 2**fives // 10 ** (twos + fives)
    hair = draw(st.sampled_from((0, 0, 1, -1)))
    return fixed(digits + hair, 8), Decimal(2**twos * 5**fives)
