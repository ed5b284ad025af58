"""How numbers enter: what is taken, what is refused, and with which remedy."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from cspricing.errors import InvalidNumberError, InvalidTypeError, PricingError
from cspricing.number import decimal, not_negative, scalar, whole
from operators import Wary


def refusal(call: Any, value: object) -> PricingError:  # noqa: ANN401
    """Give the error with which *call* refuses *value*, which it keeps."""
    with pytest.raises(PricingError) as caught:
        call(value)
    assert caught.value.value is value
    return caught.value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (-12, "-12"),
        (10**18 - 1, "999999999999999999"),
        ("0", "0"),
        ("0.00", "0.00"),
        ("-1.50", "-1.50"),
        ("999999999999999999.999999999999", "999999999999999999.999999999999"),
        (Decimal("1.50"), "1.50"),
        (Decimal("-0.00"), "0.00"),
        (Decimal("0E-13"), "0"),
        (Decimal("0E-12"), "0E-12"),
        (Decimal("0E+1"), "0"),
        (Decimal("1E+1"), "10"),
        (Decimal("0E+400"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-1.5E+17"), "-150000000000000000"),
        (Decimal("0.000000000001"), "1E-12"),
    ],
    ids=repr,
)
def test_numbers_are_taken_as_they_are_written(value: int | str | Decimal, expected: str) -> None:
    """A number keeps its value and its decimals; exponents and a minus before zero go."""
    taken = decimal(value)
    assert (Decimal, expected) == (type(taken), str(taken))
    assert expected == str(scalar(value))
    assert repr(taken) == repr(decimal(taken))


@pytest.mark.parametrize(
    ("value", "kind", "code", "remedy"),
    [
        ("", InvalidNumberError, "number.syntax", "such as 1234.56"),
        ("1,5", InvalidNumberError, "number.syntax", "write digits"),
        ("-0.0", InvalidNumberError, "number.syntax", "write digits"),
        ("inf", InvalidNumberError, "number.nonfinite", "give digits"),
        ("-Infinity", InvalidNumberError, "number.nonfinite", "give digits"),
        ("sNaN12", InvalidNumberError, "number.nonfinite", "give digits"),
        ("\u017fnan", InvalidNumberError, "number.syntax", "write digits"),
        (Decimal("NaN"), InvalidNumberError, "number.nonfinite", "give digits"),
        (Decimal("-Infinity"), InvalidNumberError, "number.nonfinite", "give digits"),
        ("1" * 19, InvalidNumberError, "number.range", "at most 18 digits before"),
        ("0." + "1" * 13, InvalidNumberError, "number.range", "and 12 after it"),
        (10**18, InvalidNumberError, "number.range", "at most 18 digits"),
        (-(10**18), InvalidNumberError, "number.range", "at most 18 digits"),
        (Decimal("1E+18"), InvalidNumberError, "number.range", "at most 18 digits"),
        (Decimal("1E-13"), InvalidNumberError, "number.range", "and 12 after"),
        (Fraction(10**80), InvalidNumberError, "number.range", "at most 18 digits"),
        (Fraction(1, 10**80), InvalidNumberError, "number.range", "at most 18 digits"),
        (0.1, InvalidTypeError, "type.float", "write it as text"),
        (True, InvalidTypeError, "type.bool", "a truth value"),
        (Fraction(1, 3), InvalidTypeError, "type.number", "divide a price"),
        (None, InvalidTypeError, "type.number", "give an int, a str or a Decimal"),
        (b"1", InvalidTypeError, "type.number", "give an int, a str or a Decimal"),
        ([1], InvalidTypeError, "type.number", "give an int, a str or a Decimal"),
    ],
    ids=repr,
)
def test_other_numbers_are_refused(
    value: Any,  # noqa: ANN401
    kind: type[PricingError],
    code: str,
    remedy: str,
) -> None:
    """What is no plain number is refused by a typed error that says how to write it."""
    error = refusal(decimal, value)
    assert (kind, code) == (type(error), error.code)
    assert remedy in str(error)


def test_a_column_is_taken_as_it_is() -> None:
    """A column stands where a number may stand for many, and is refused where it may not."""
    column: Any = Wary(Decimal(3))
    assert decimal(column) is column
    assert not_negative(column) is column
    assert refusal(scalar, column).code == "type.column"
    assert refusal(not_negative, Wary(Decimal(-1))).code == "number.negative"


def test_not_negative() -> None:
    """Zero and more is taken; less is refused."""
    assert not_negative("0.5") == Decimal("0.5")
    assert not_negative(0) == Decimal(0)
    error = refusal(not_negative, "-0.5")
    assert (error.code, str(error)) == ("number.negative", "'-0.5' is below 0; give 0 or more")


def test_whole() -> None:
    """A whole number is taken between its limits, both included, and only as an int."""
    assert [whole(n, least=1, most=3) for n in (1, 2, 3)] == [1, 2, 3]
    for value in (0, 4):
        error = refusal(lambda n: whole(n, least=1, most=3), value)
        assert (error.code, str(error)) == ("number.range", f"{value} is out of range; give 1 to 3")
    for other in (True, 1.0, "1", Decimal(1)):
        error = refusal(lambda n: whole(n, least=1, most=3), other)
        assert (error.code, type(error)) == ("type.int", InvalidTypeError)
