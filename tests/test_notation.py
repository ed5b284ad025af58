"""How numbers are written: in full, whatever their size and the context."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import naive_numbers
from contexts import CONTEXTS, unchanged
from cspricing.notation import grouped, plain
from cspricing.testing import fixed


@pytest.mark.parametrize(
    ("number", "expected", "with_commas"),
    [
        ("0", "0", "0"),
        ("0.00", "0.00", "0"),
        ("-0", "-0", "0"),
        ("0E+3", "0", "0"),
        ("1", "1", "1"),
        ("-0.50", "-0.50", "-0.5"),
        ("1E+3", "1000", "1,000"),
        ("-1.5E+7", "-15000000", "-15,000,000"),
        ("1E-12", "0.000000000001", "0.000000000001"),
        ("999", "999", "999"),
        ("1000", "1000", "1,000"),
        ("123456.700", "123456.700", "123,456.7"),
        ("-100", "-100", "-100"),
    ],
)
def test_numbers_are_written_in_full(number: str, expected: str, with_commas: str) -> None:
    """A number is written with all its digits, with or without commas, in every context."""
    for context in CONTEXTS.values():
        with unchanged(context):
            assert expected == plain(Decimal(number))
            assert with_commas == grouped(Decimal(number))


def test_least_decimals() -> None:
    """For readers a number has at least so many decimals, and no trailing zeros beyond."""
    assert grouped(Decimal(1234), 2) == "1,234.00"
    assert grouped(Decimal("1234.5"), 2) == "1,234.50"
    assert grouped(Decimal("1234.5670"), 2) == "1,234.567"
    assert grouped(Decimal("-0.001"), 2) == "-0.001"
    assert grouped(Decimal("-0.00"), 2) == "0.00"


def test_numbers_beyond_the_limit_of_int() -> None:
    """A number of more digits than int() reads is written too."""
    assert grouped(Decimal((1, (1,) * 6000, -3))) == "-" + ",".join(["111"] * 1999) + ".111"


@given(st.integers(-(10**40), 10**40), st.integers(0, 14))
def test_writing_is_the_naive_one(digits: int, places: int) -> None:
    """What is written is the number, and has a comma after each three digits from the point."""
    number = fixed(digits, places)
    assert naive_numbers.written(digits, places) == plain(number)
    assert Fraction(number) == Fraction(plain(number))
    with localcontext(Context(prec=100)):
        assert number == Decimal(grouped(number).replace(",", ""))
    assert naive_numbers.grouped(digits * 10, places + 1) == grouped(number, places + 1)
