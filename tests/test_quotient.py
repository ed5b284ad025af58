"""Exact quotients: reduced, without a negative zero, and never too long to print."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cspricing.errors import InvalidNumberError, InvalidTypeError
from cspricing.quotient import added, divided, multiplied, ratio, reduced
from operators import Wary

ONE = (Decimal(1), 1)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        ("10", 20, "0.5/1"),
        ("10", 15, "2/3"),
        ("10", 1, "10/1"),
        ("2.50", 1, "2.50/1"),
        ("-2.5", 5, "-0.5/1"),
        ("0.1", 3, "0.1/3"),
        ("0.3", 3, "0.1/1"),
        ("7", 60, "7/60"),
        ("0", 7, "0/1"),
        ("-0.00", 7, "0/1"),
        ("-0.00", 1, "0/1"),
        ("1", 2**20, "9.5367431640625E-7/1"),
    ],
)
def test_reduced(numerator: str, denominator: int, expected: str) -> None:
    """A division is done as far as it ends; what is left pending has no common factor."""
    above, below = reduced(Decimal(numerator), denominator)
    assert expected == f"{above}/{below}"


def test_operations() -> None:
    """Sums, products and divisions are exact, and reduced."""
    third, sixth = (Decimal(1), 3), (Decimal(1), 6)
    assert added(third, sixth) == (Decimal("0.5"), 1)
    assert added(third, third) == (Decimal(2), 3)
    assert added(ONE, (Decimal(-1), 1)) == (Decimal(0), 1)
    assert multiplied(third, Decimal(6)) == (Decimal(2), 1)
    assert divided(ONE, Decimal("-0.7")) == (Decimal(-10), 7)
    assert ratio((Decimal("2.5"), 3)) == (5, 6)


def test_limits() -> None:
    """A result of 200 digits or more, before or after the point or below the line, is refused."""
    large, small = (Decimal(10) ** 199, 1), (Decimal(10).scaleb(-200), 1)
    assert multiplied(large, Decimal(1)) == large
    calls: list[Callable[[], object]] = [
        lambda: multiplied(large, Decimal(10)),
        lambda: multiplied((Decimal("9" * 199), 1), Decimal("0.99")),
        lambda: added(large, (Decimal("0.1"), 1)),
        lambda: added(large, (Decimal(1), 101)),
        lambda: multiplied(small, Decimal("0.1")),
        lambda: divided((Decimal(1), 10**100 + 1), Decimal(10**100 + 3)),
        lambda: divided(ONE, Decimal(2**300)),
        lambda: reduced(Decimal(1), 2**700),
    ]
    for call in calls:
        with pytest.raises(InvalidNumberError, match="more than 200 digits") as caught:
            call()
        assert caught.value.code == "number.range"


def test_columns_are_refused() -> None:
    """A column is no single amount: it is priced by a plan, not by operators."""
    column: Any = (Wary(Decimal(1)), 1)
    for call in (
        lambda: added(column, ONE),
        lambda: added(ONE, column),
        lambda: multiplied(column, Decimal(1)),
        lambda: multiplied(ONE, column[0]),
        lambda: divided(column, Decimal(2)),
        lambda: ratio(column),
    ):
        with pytest.raises(InvalidTypeError, match="is a column") as caught:
            call()
        assert caught.value.code == "type.column"
