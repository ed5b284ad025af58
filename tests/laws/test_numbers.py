"""Laws of numbers: N1 and N10 to N12 of the specification.

Each law is drawn from three scales (see `amounts`).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import assume, example, given, strategies as st

import naive_numbers
from amounts import CURRENCIES, EXACT_AMOUNTS, MINOR_UNITS, MODES, Weight
from cspricing.errors import InvalidNumberError, InvalidTypeError
from cspricing.money import EUR, USD, Currency, Money, Price, as_price
from cspricing.number import decimal
from cspricing.rounding import Rounding

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
