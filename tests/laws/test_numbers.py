"""Laws of numbers and rounding: N1 to N12 of the specification.

Each law is drawn from three scales (see `amounts`), and judged by `naive_numbers`, which shares
no code with the library.
"""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import assume, example, given, strategies as st
from hypothesis.strategies import SearchStrategy

import naive_numbers
from amounts import CURRENCIES, EXACT_AMOUNTS, MINOR_UNITS, MODES, ROUNDINGS, Weight, tied_amounts
from contexts import CONTEXTS, any_context, unchanged
from cspricing.errors import InvalidNumberError, InvalidTypeError, PricingError
from cspricing.exact import EXACT, portion, portions, rounded, settled
from cspricing.money import EUR, USD, Currency, Money, Price, as_price
from cspricing.number import decimal
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


# N1


NUMERALS: Final = st.from_regex(r"\A-?[0-9]{0,20}(\.[0-9]{0,14})?\Z")
NEAR_NUMERALS: Final = st.text("0123456789.-+eE_ ,/'\n\t\u0663\u066b\u00bd\u2212naif", max_size=12)


@given(NUMERALS | NEAR_NUMERALS | st.text(max_size=6))
@example("-0")
@example("-0.000")
@example("0.00")
@example("00")
@example("01.5")
@example(".5")
@example("5.")
@example("")
@example("-")
@example("+1")
@example("1e3")
@example("1_000")
@example("1\n")
@example(" 1")
@example("1\u0660")
@example("999999999999999999.999999999999")
@example("1000000000000000000")
@example("0.0000000000001")
def test_n1_exact_door(text: str) -> None:
    """A text is taken as exactly the number that it says, or refused; there is no third way."""
    expected = naive_numbers.parsed(text)
    if expected is None:
        with pytest.raises(InvalidNumberError):
            decimal(text)
    else:
        assert expected == Fraction(decimal(text))
        assert expected == EUR(text).fraction


@given(EXACT_AMOUNTS.any, st.integers(-8, 20))
@example(Decimal("1E+17"), 0)
@example(Decimal("-0.00"), 0)
@example(Decimal("0E-40"), 0)
def test_n1_decimals_keep_their_value(number: Decimal, exponent: int) -> None:
    """A decimal is taken with its value unless it is too large or too fine, however written."""
    _, digits, places = number.as_tuple()
    moved = int(places) + exponent
    given_number = Decimal((0, digits, moved))
    value = Fraction(*given_number.as_integer_ratio())
    if value and (value >= 10**18 or moved < -12):
        with pytest.raises(InvalidNumberError, match="too large or too fine"):
            decimal(given_number)
    else:
        taken = decimal(given_number)
        assert value == Fraction(taken)
        assert taken.as_tuple().exponent in range(-12, 1)


@given(MINOR_UNITS.any)
@example(10**18)
@example(-(10**18))
@example(10**18 - 1)
def test_n1_integers_keep_their_value(number: int) -> None:
    """A whole number is taken if it has at most 18 digits."""
    if abs(number) < 10**18:
        assert number == int(decimal(number))
    else:
        with pytest.raises(InvalidNumberError, match="too large"):
            decimal(number)


# N2 to N7


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


# N8 and N9


def shown(value: object) -> tuple[object, ...]:
    """Tell all that can be seen of a value, and what it is after travelling."""
    pickles = [pickle.dumps(value, protocol) for protocol in range(6)]
    return (
        repr(value),
        str(value),
        format(value),
        f"{value}",
        hash(value),
        bool(value),
        *pickles,
        *(repr(pickle.loads(dumped)) for dumped in pickles),
        repr(copy.copy(value)),
        repr(copy.deepcopy(value)),
    )


def work(number: Decimal, factor: Decimal, minor: int, rounding: Rounding) -> list[object]:
    """Do with values what can be done with them, and tell what came out."""
    price, money = EUR(number), Money.of_minor(minor, "EUR")
    pending = price / 7
    told: list[Callable[[], object]] = [
        lambda: shown(price),
        lambda: shown(pending),
        lambda: shown(money),
        lambda: shown(money.currency),
        lambda: shown(Currency.of("HRK", on="2022-12-31")),
        lambda: shown(rounding),
        lambda: decimal(number).as_tuple(),
        lambda: shown(price * factor),
        lambda: shown(factor * price + pending - money),
        lambda: shown(-price),
        lambda: shown(abs(price / 3 * factor)),
        lambda: shown(price / factor),
        lambda: (price / money, money / price, money / money),
        lambda: shown(money + price),
        lambda: shown(sum([money, money])),
        lambda: [shown(part) for part in money.allocate([factor, 1, "1/3"])],
        lambda: (price.fraction, money.fraction, repr(money.amount), money.amount.as_tuple()),
        lambda: (price < money, price <= pending, money > pending, money >= price, price == money),
        lambda: shown(price.settle(rounding)),
        lambda: shown(pending.settle(rounding)),
        lambda: shown(Money(number, "EUR")),
        lambda: money * factor,  # type: ignore[operator]
        lambda: money < USD(1),
        lambda: EUR(10**20),
        lambda: EUR(Decimal("sNaN")),
    ]
    return [_told(tell) for tell in told]


def _told(tell: Callable[[], object]) -> object:
    try:
        return tell()
    except PricingError as error:
        return (type(error).__name__, error.code, error.field, str(error), repr(error))


WORK: Final = (
    EXACT_AMOUNTS.any | st.sampled_from([Decimal("1E-12"), Decimal("1E+3"), Decimal("0E-7")]),
    PRICES.any,
    MINOR_UNITS.any,
    st.builds(
        Rounding,
        mode=st.sampled_from(MODES),
        increment=st.sampled_from([None, Decimal("0.05"), "0.000000000001"]),
    ),
)


@given(any_context(), *WORK)
def test_n8_n9_context_free(
    context: Context, number: Decimal, factor: Decimal, minor: int, rounding: Rounding
) -> None:
    """No context that a caller may have set changes a result, or is changed, flags included."""
    expected = work(number, factor, minor, rounding)
    with unchanged(context):
        found = work(number, factor, minor, rounding)
    assert expected == found


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
@given(*WORK)
def test_n8_n9_worst_contexts(
    context: Context, number: Decimal, factor: Decimal, minor: int, rounding: Rounding
) -> None:
    """Not even the worst contexts change a result, or are changed."""
    expected = work(number, factor, minor, rounding)
    with unchanged(context):
        found = work(number, factor, minor, rounding)
    assert expected == found


# N10 to N12


@given(EXACT_AMOUNTS.any, st.sampled_from([0, "0.00", Decimal("-0"), Decimal("0E-9"), -1]))
@example(Decimal("-0.001"), -1)
def test_n10_no_negative_zero(amount: Decimal, other: Weight) -> None:
    """No zero has a sign, whatever it comes from."""
    zero = EUR(other) * 0
    prices = [
        EUR(other),
        zero,
        -zero,
        zero * -1,
        zero / -3,
        EUR(amount) * 0,
        EUR(amount) - EUR(amount),
        EUR(amount) / 7 - EUR(amount) / 7,
        -(EUR(amount) * Decimal("-0.00")),
    ]
    signed = [price for price in prices if not price and price.numerator.is_signed()]
    assert signed == []
    for price in [*prices, EUR(amount)]:
        for mode in MODES:
            settled_money = price.settle(Rounding(mode=mode))
            assert str(settled_money.amount) != "-0.00"
            assert str(settled_money) != "EUR -0.00"


@given(MINOR_UNITS.any, CURRENCIES)
def test_n11_scale(minor: int, currency: Currency) -> None:
    """Money has exactly the decimals of its currency, in the amount and wherever it is shown."""
    money = Money.of_minor(minor, currency)
    assert -currency.digits == money.amount.as_tuple().exponent
    assert Fraction(minor, 10**currency.digits) == Fraction(money.amount)
    written = naive_numbers.written(minor, currency.digits)
    assert f'Money("{written}", "{currency.code}")' == repr(money)
    assert f"{currency.code} {naive_numbers.grouped(minor, currency.digits)}" == str(money)


def amounts_of(value: Fraction) -> list[Price | Money]:
    """Make the same amount in different ways."""
    above, below = value.as_integer_ratio()
    made: list[Price | Money] = [
        Price.exact(Decimal(above), below, EUR),
        Price.exact(Decimal(above * 3), below * 3, EUR),
        Price.exact(Decimal(above), below, EUR) / 7 * 14 / 2,
        Price.exact(Decimal((int(above < 0), (*map(int, str(abs(above))), 0, 0), -2)), below, EUR),
    ]
    if (value * 100).denominator == 1:
        made.append(Money.of_minor(int(value * 100), EUR))
    return made


RATIOS: Final = st.builds(
    Fraction, st.integers(-600, 600), st.integers(1, 12)
) | EXACT_AMOUNTS.any.map(Fraction)


@given(st.tuples(RATIOS, RATIOS) | RATIOS.map(lambda ratio: (ratio, ratio)))
@example((Fraction(12), Fraction(12)))
@example((Fraction(0), Fraction(0)))
@example((Fraction(2**53), Fraction(2**53 + 1)))
def test_n12_equality_and_hash(both: tuple[Fraction, Fraction]) -> None:
    """Amounts of one currency are equal if their values are, and hash alike, whatever they are."""
    first, second = both
    for left in amounts_of(first):
        for right in amounts_of(second):
            assert (first == second) == (left == right)
            assert (first < second) == (left < right)
            assert (first <= second) == (left <= right)
            assert (first > second) == (left > right)
            assert (first >= second) == (left >= right)
            if first == second:
                assert hash(left) == hash(right)


@given(MINOR_UNITS.any, EXACT_AMOUNTS.any)
@example(0, Decimal(0))
def test_n12_other_things_are_unequal(minor: int, amount: Decimal) -> None:
    """An amount equals no number, no text, and no amount of another currency, not even zero."""
    money, price = Money.of_minor(minor, "EUR"), EUR(amount)
    others: list[Any] = [minor, Decimal(minor), money.amount, amount, str(money), None]
    for value in (money, price):
        assert [other for other in others if value == other or other == value] == []
    assert money != Money.of_minor(minor, "USD")
    assert price != USD(amount)
    assert money != as_price(Money.of_minor(minor, "USD"))


@given(EXACT_AMOUNTS.any, MINOR_UNITS.any)
def test_n12_other_things_have_no_order(amount: Decimal, minor: int) -> None:
    """An amount has no order with a number, or with an amount of another currency."""
    assume(amount)
    for value in (Money.of_minor(minor, "EUR"), EUR(amount)):
        for other in (1, Decimal(1), "1", USD(1), Money("1.00", "USD")):
            with pytest.raises((InvalidTypeError, TypeError)) as caught:
                _ = value < other  # type: ignore[operator]
            assert getattr(caught.value, "code", "") in {"type.price", "currency.mixed"}
