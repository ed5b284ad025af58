"""The strategies themselves are tested: twelve bugs are planted, and each must be found.

A law is only as good as what it is drawn from. Each bug here is a small function as somebody
would write it, next to the right answer by `Fraction`; the strategy that is there to find it
must find it within 100 examples from each of 20 seeds, and so must the mixture that the laws
are drawn from, within 200.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import Any, Final, NamedTuple, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, find, settings, strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

import naive_numbers
from amounts import EXACT_AMOUNTS, MINOR_UNITS, WHOLE_WEIGHTS, tied_amounts
from cspricing.testing import PRICES, QUANTITIES, SIZES, Scales

Example: TypeAlias = tuple[Any, ...]
CENT: Final = 100
WIDE_CONTEXT: Final = Context(prec=60)
TIER_BORDER: Final = 10


class Bug(NamedTuple):
    """A function with a bug, the right one, and the strategy that is there to tell them apart."""

    wrong: Callable[..., object]
    right: Callable[..., object]
    examples: SearchStrategy[Example]
    mixture: SearchStrategy[Example]


def pairs(first: Scales[Any], second: Scales[Any]) -> Scales[Example]:
    """Draw both of one scale."""
    return Scales(
        small=st.tuples(first.small, second.small),
        edges=st.tuples(first.edges, second.edges),
        wide=st.tuples(first.wide, second.wide),
    )


AMOUNTS: Final[Scales[Example]] = Scales(
    small=st.tuples(EXACT_AMOUNTS.small),
    edges=st.tuples(EXACT_AMOUNTS.edges),
    wide=st.tuples(EXACT_AMOUNTS.wide),
)
PRODUCTS: Final = pairs(PRICES, QUANTITIES)
PACKAGES: Final = pairs(QUANTITIES, SIZES)
ALLOCATIONS: Final = pairs(MINOR_UNITS, WHOLE_WEIGHTS)


# Rounding to whole cents


def cents(amount: Decimal) -> int:
    """Round half up, away from zero: the right answer."""
    return naive_numbers.rounded(Fraction(amount) * CENT, "half_up")


def half_is_too_little(amount: Decimal) -> int:
    """Round up only what is more than half a cent."""
    size = abs(Fraction(amount)) * CENT
    whole = floor(size) + (1 if size - floor(size) > naive_numbers.HALF else 0)
    return whole if amount > 0 else -whole


def half_to_even(amount: Decimal) -> int:
    """Round as the default context does."""
    return int(amount.scaleb(2).quantize(Decimal(1), ROUND_HALF_EVEN, WIDE_CONTEXT))


def floor_of_half_more(amount: Decimal) -> int:
    """Add a half and take the floor, of negative amounts too."""
    return floor(Fraction(amount) * CENT + naive_numbers.HALF)


def rounded_twice(amount: Decimal) -> int:
    """Round to a tenth of a cent first, as many systems store prices."""
    tenths = amount.quantize(Decimal("0.001"), ROUND_HALF_UP, WIDE_CONTEXT)
    return int(tenths.scaleb(2).quantize(Decimal(1), ROUND_HALF_UP, WIDE_CONTEXT))


# Price x quantity


def product(price: Decimal, quantity: Decimal) -> int:
    """Multiply exactly and round once: the right answer."""
    return naive_numbers.rounded(Fraction(price) * Fraction(quantity) * CENT, "half_up")


def float_product(price: Decimal, quantity: Decimal) -> int:
    """Multiply floats, and round their exact value."""
    value = Fraction(float(price) * float(quantity))
    return naive_numbers.rounded(value * CENT, "half_up")


def product_of_16_digits(price: Decimal, quantity: Decimal) -> int:
    """Multiply in a context of 16 digits."""
    return cents(Context(prec=16).multiply(price, quantity))


def product_of_64_bits(price: Decimal, quantity: Decimal) -> int:
    """Multiply in 64 bits, in which a product that is too large comes out as another number."""
    above, below = (Fraction(price) * Fraction(quantity) * CENT).as_integer_ratio()
    return naive_numbers.rounded(Fraction(ctypes.c_int64(above).value, below), "half_up")


# Tariffs


def volume(quantity: Decimal, border: Decimal) -> Fraction:
    """All units at 10 up to and including the border, at 8 beyond: the right answer."""
    return Fraction(quantity) * (10 if quantity <= border else 8)


def volume_below_border(quantity: Decimal, border: Decimal) -> Fraction:
    """The border itself belongs to the next tier."""
    return Fraction(quantity) * (10 if quantity < border else 8)


def packages(quantity: Decimal, size: Decimal) -> int:
    """Count the packages begun: the right answer."""
    return ceil(Fraction(quantity) / Fraction(size))


def packages_and_one_more(quantity: Decimal, size: Decimal) -> int:
    """Count full packages and one more, even if nothing is left for it."""
    return floor(Fraction(quantity) / Fraction(size)) + 1


# Allocation


def shares(units: int, weights: Sequence[int]) -> list[int]:
    """Allocate by largest remainder, ties to the first: the right answer."""
    return naive_numbers.allocated(units, [Fraction(weight) for weight in weights])


def by_remainders(units: int, exact: Sequence[Any], *, last: bool = False) -> list[int]:
    """Allocate by the remainders of the exact shares; ties to the first, or to the last."""
    found = [floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (found[i] - exact[i], -i if last else i))
    for position in order[: abs(units) - sum(found)]:
        found[position] += 1
    return [-share for share in found] if units < 0 else found


def ties_to_the_last(units: int, weights: Sequence[int]) -> list[int]:
    """Of equal remainders the last one wins."""
    total = sum(weights)
    return by_remainders(units, [Fraction(abs(units) * w, total) for w in weights], last=True)


def left_over_to_the_first(units: int, weights: Sequence[int]) -> list[int]:
    """Whoever comes first gets the units left over, with whatever weight."""
    found = [abs(units) * weight // sum(weights) for weight in weights]
    for position in range(abs(units) - sum(found)):
        found[position] += 1
    return [-share for share in found] if units < 0 else found


def by_float_remainders(units: int, weights: Sequence[int]) -> list[int]:
    """Compare remainders as floats."""
    total = float(sum(weights))
    return by_remainders(units, [abs(units) * float(weight) / total for weight in weights])


BUGS: Final = {
    "more than half": Bug(half_is_too_little, cents, AMOUNTS.small, AMOUNTS.any),
    "half even": Bug(half_to_even, cents, AMOUNTS.small, AMOUNTS.any),
    "floor of a half more": Bug(floor_of_half_more, cents, AMOUNTS.small, AMOUNTS.any),
    "rounded twice": Bug(rounded_twice, cents, AMOUNTS.small, AMOUNTS.any),
    "more than half of a product": Bug(
        lambda price, quantity: half_is_too_little(WIDE_CONTEXT.multiply(price, quantity)),
        product,
        tied_amounts(),
        tied_amounts() | PRODUCTS.any,
    ),
    "below the border": Bug(volume_below_border, volume, PACKAGES.small, PACKAGES.any),
    "one package more": Bug(packages_and_one_more, packages, PACKAGES.small, PACKAGES.any),
    "ties to the last": Bug(ties_to_the_last, shares, ALLOCATIONS.small, ALLOCATIONS.any),
    "left over to the first": Bug(
        left_over_to_the_first, shares, ALLOCATIONS.small, ALLOCATIONS.any
    ),
    "float product": Bug(float_product, product, PRODUCTS.edges, PRODUCTS.any),
    "16 digits": Bug(product_of_16_digits, product, PRODUCTS.edges, PRODUCTS.any),
    "64 bits": Bug(product_of_64_bits, product, PRODUCTS.edges, PRODUCTS.any),
    "float remainders": Bug(by_float_remainders, shares, ALLOCATIONS.edges, ALLOCATIONS.any),
}


def is_found(bug: Bug, examples: SearchStrategy[Example], most: int, seed: int) -> bool:
    """Whether a search of *most* examples meets one that the bug gets wrong."""
    try:
        find(
            examples,
            lambda example: bug.wrong(*example) != bug.right(*example),
            settings=settings(
                max_examples=most,
                phases=[Phase.generate],
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
            random=Random(seed),
        )
    except NoSuchExample:
        return False
    return True


@pytest.mark.parametrize("bug", BUGS.values(), ids=list(BUGS))
def test_strategy_finds_planted_bug(bug: Bug) -> None:
    """The strategy that is there for a bug finds it within 100 examples, whatever the seed."""
    missed = [seed for seed in range(20) if not is_found(bug, bug.examples, 100, seed)]
    assert missed == []


@pytest.mark.parametrize("bug", BUGS.values(), ids=list(BUGS))
def test_mixture_finds_planted_bug(bug: Bug) -> None:
    """The mixture that laws are drawn from finds each bug within 200 examples."""
    missed = [seed for seed in range(20) if not is_found(bug, bug.mixture, 200, seed)]
    assert missed == []
