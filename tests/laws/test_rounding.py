"""Laws of rounding: N2 to N7 of the specification.

Each law is drawn from three scales (see `amounts`), and judged by `naive_numbers`, which shares
no code with the library.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from hypothesis import example, given, strategies as st
from hypothesis.strategies import SearchStrategy

import naive_numbers
from amounts import CURRENCIES, EXACT_AMOUNTS, MINOR_UNITS, MODES, ROUNDINGS, tied_amounts
from cspricing.exact import EXACT, portion, portions, rounded, settled
from cspricing.money import EUR, Currency, Money, as_price
from cspricing.rounding import HALF_UP, Mode, Rounding
from cspricing.testing import PRICES, QUANTITIES, SIZES

MIRRORED: Final = ("half_up", "half_even", "half_down", "up", "down")
HALVING: Final = ("half_up", "half_even", "half_down")
INCREMENTS: Final = tuple(map(Decimal, ("0.05", "0.1", "0.25", "0.5", "1", "5")))


def modes(*names: str) -> SearchStrategy[Mode]:
    """Draw a rounding mode."""
    return st.sampled_from([mode for mode in MODES if not names or mode in names])


def settled_units(amount: Fraction | Decimal, mode: Mode, scale: int = 100) -> int:
    """Settle an amount by the library, in units of 1 / *scale*."""
    above, below = amount.as_integer_ratio()
    with localcontext(EXACT):
        return int(settled(above, below, scale, Rounding(mode=mode).decimal_mode))


@given(EXACT_AMOUNTS.any, modes())
@example(Decimal("0.005"), "half_up")
def test_n2_near(amount: Decimal, mode: Mode) -> None:
    """Rounding moves by at most half a unit where halves are named, else by less than one."""
    distance = abs(settled_units(amount, mode) - Fraction(amount) * 100)
    assert distance <= naive_numbers.HALF if mode in HALVING else distance < 1


@given(EXACT_AMOUNTS.any, modes(), st.sampled_from(INCREMENTS))
@example(Decimal("0.025"), "half_up", Decimal("0.05"))
def test_n2_near_an_increment(amount: Decimal, mode: Mode, increment: Decimal) -> None:
    """Rounding to an increment moves by at most half the increment, not half a cent."""
    with localcontext(EXACT):
        steps = settled(amount, increment, 1, Rounding(mode=mode).decimal_mode)
    distance = abs(steps * Fraction(increment) - Fraction(amount))
    limit = Fraction(increment) * (naive_numbers.HALF if mode in HALVING else 1)
    assert distance <= limit if mode in HALVING else distance < limit


@given(EXACT_AMOUNTS.any, CURRENCIES, ROUNDINGS)
@example(Decimal("0.0445"), EUR, HALF_UP)
def test_n3_idempotent(amount: Decimal, currency: Currency, rounding: Rounding) -> None:
    """Settling what is settled changes nothing, in the same mode with the same digits."""
    once = currency(amount).settle(rounding)
    assert once == as_price(once).settle(rounding)


def test_n3_is_false_with_other_digits() -> None:
    """Rounding to tenths of a cent first is double rounding: 0.0445 makes 0.05 instead of 0.04."""
    amount = EUR("0.0445")
    assert Money("0.04", "EUR") == amount.settle(HALF_UP)
    assert settled_units(Fraction("0.0445"), "half_up", 1000) == 45
    assert Money("0.05", "EUR") == EUR("0.045").settle(HALF_UP)


@given(EXACT_AMOUNTS.any, EXACT_AMOUNTS.any, modes())
def test_n4_monotone(first: Decimal, second: Decimal, mode: Mode) -> None:
    """What is not more is not rounded to more, in every mode."""
    smaller, larger = sorted((first, second), key=Fraction)
    assert settled_units(smaller, mode) <= settled_units(larger, mode)


@given(EXACT_AMOUNTS.any, modes(*MIRRORED))
@example(Decimal("0.005"), "half_up")
@example(Decimal("0.015"), "half_even")
def test_n5_odd(amount: Decimal, mode: Mode) -> None:
    """A credit is rounded like the charge that it reverses, unless the mode names a direction."""
    assert -settled_units(amount, mode) == settled_units(-Fraction(amount), mode)


def test_n5_is_false_for_directions() -> None:
    """Ceiling and floor round a credit the other way than its charge."""
    assert (
        settled_units(Decimal("0.005"), "ceiling"),
        settled_units(Decimal("-0.005"), "ceiling"),
    ) == (1, 0)
    assert (
        settled_units(Decimal("0.005"), "floor"),
        settled_units(Decimal("-0.005"), "floor"),
    ) == (0, -1)


@given(EXACT_AMOUNTS.any, st.integers(0, 10**6))
@example(Decimal("0.005"), 1)
def test_n6_translate(amount: Decimal, more: int) -> None:
    """Half up, whole units may be added before or after rounding, on one side of zero."""
    whole = more if amount >= 0 else -more
    expected = settled_units(amount, "half_up") + whole * 100
    assert expected == settled_units(Fraction(amount) + whole, "half_up")


def test_n6_is_false_for_half_even_and_across_zero() -> None:
    """Half even looks at the unit, and up and half up at the side of zero."""
    half, cent = Decimal("0.005"), Decimal("0.015")
    assert settled_units(half, "half_even") == 0
    assert settled_units(cent, "half_even") == 2
    assert settled_units(-Fraction(half), "half_up") == -1
    assert settled_units(-Fraction(half) + Fraction(1, 100), "half_up") == 1


@given(PRICES.any, QUANTITIES.any, SIZES.any, CURRENCIES, ROUNDINGS)
@example(Decimal("0.005"), Decimal(1), Decimal(1), EUR, HALF_UP)
@example(Decimal("-0.005"), Decimal(1), Decimal(1), EUR, HALF_UP)
@example(Decimal("562949953421311.5"), Decimal("0.333333333333"), Decimal(1), EUR, HALF_UP)
def test_n7_oracle(
    price: Decimal, quantity: Decimal, per: Decimal, currency: Currency, rounding: Rounding
) -> None:
    """Price x quantity / per is settled to the cent that fractions say, in every mode."""
    digits = (
        currency.digits if rounding.decimals is None else min(rounding.decimals, currency.digits)
    )
    exact = Fraction(price) * Fraction(quantity) / Fraction(per)
    units = naive_numbers.rounded(exact * 10**digits, rounding.mode)
    expected = units * 10 ** (currency.digits - digits)
    assert expected == (currency(price) * quantity / per).settle(rounding).minor


@given(tied_amounts(), modes())
def test_n7_ties_of_products(tie: tuple[Decimal, Decimal], mode: Mode) -> None:
    """A product on half a cent, or a hair beside it, goes where the mode says."""
    price, quantity = tie
    expected = naive_numbers.rounded(Fraction(price) * Fraction(quantity) * 100, mode)
    assert expected == (EUR(price) * quantity).settle(Rounding(mode=mode)).minor
    with localcontext(EXACT):
        amount = price * quantity
        assert expected == settled(amount, 1, 100, Rounding(mode=mode).decimal_mode)


@given(EXACT_AMOUNTS.any, SIZES.any, st.sampled_from((1, 100, 1000, 10_000)), modes())
def test_n7_decimals_over_decimals(amount: Decimal, size: Decimal, scale: int, mode: Mode) -> None:
    """The door of the rules rounds decimals over decimals as fractions say."""
    expected = naive_numbers.rounded(Fraction(amount) / Fraction(size) * scale, mode)
    with localcontext(EXACT):
        assert expected == settled(amount, size, scale, Rounding(mode=mode).decimal_mode)


@given(MINOR_UNITS.any, st.integers(1, 10**30), modes())
@example(5, 2, "half_up")
@example(-5, 2, "half_even")
def test_n7_integers(numerator: int, denominator: int, mode: Mode) -> None:
    """Whole numbers of any size are divided and rounded as fractions say."""
    expected = naive_numbers.rounded(Fraction(numerator, denominator), mode)
    assert expected == rounded(numerator, denominator, Rounding(mode=mode).decimal_mode)


@given(MINOR_UNITS.any, st.integers(0, 300), st.sampled_from((100, 200, 1000)), modes())
@example(-5, 10, 100, "half_up")
def test_n7_portions_mirror(base: int, numerator: int, denominator: int, mode: Mode) -> None:
    """A portion is rounded on its magnitude, so that a credit mirrors its charge in every mode."""
    size = naive_numbers.rounded(abs(base) * Fraction(numerator, denominator), mode)
    expected = size if base >= 0 else -size
    decimal_mode = Rounding(mode=mode).decimal_mode
    assert expected == portion(base, numerator, denominator, decimal_mode)
    both = [-expected, expected, 0]
    assert both == portions([-base, base, 0], numerator, denominator, decimal_mode)
