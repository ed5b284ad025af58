"""Allocation: which weights are taken, and how they are refused."""

from __future__ import annotations

from decimal import Decimal
from itertools import repeat
from typing import Any

import pytest

from cspricing.allocation import allocated
from cspricing.errors import (
    AllocationError,
    InvalidNumberError,
    InvalidTypeError,
    LimitError,
    PricingError,
)
from operators import Wary


@pytest.mark.parametrize(
    ("units", "weights", "expected"),
    [
        (1003, [49, 51], [491, 512]),
        (-1003, [49, 51], [-491, -512]),
        (0, [1, 2], [0, 0]),
        (7, (1,), [7]),
        (1, ["0", "0.5", Decimal("0.5")], [0, 1, 0]),
        (100, ["1/3", "2/3"], [33, 67]),
        (100, ["0.1/0.3", Decimal("0.00"), "2/3"], [33, 0, 67]),
        (10, [10**18 + 1, 10**18], [5, 5]),
        (10, [2**256 - 1, 1], [10, 0]),
        (3, {5: "a", 10: "b"}.keys(), [1, 2]),
    ],
)
def test_weights(units: int, weights: Any, expected: list[int]) -> None:  # noqa: ANN401
    """Weights are whole, decimal, texts or ratios, of any row that has an order."""
    assert expected == allocated(units, weights)
    assert expected == allocated(units, iter(weights))


@pytest.mark.parametrize(
    ("weights", "kind", "code", "value"),
    [
        ([], AllocationError, "weights", []),
        ([0, "0.0"], AllocationError, "weights", [0, "0.0"]),
        ([2, -1], AllocationError, "weights", [2, -1]),
        ([1, "-1/3"], AllocationError, "weights", [1, "-1/3"]),
        ([1, "1/0"], InvalidNumberError, "number.syntax", "1/0"),
        ([1, "1/-2"], InvalidNumberError, "number.syntax", "1/-2"),
        ([1, "1/2/3"], InvalidNumberError, "number.syntax", "1/2/3"),
        ([1, "/"], InvalidNumberError, "number.syntax", "/"),
        ([1, "1/x"], InvalidNumberError, "number.syntax", "1/x"),
        ([1, "1/1e3"], InvalidNumberError, "number.syntax", "1/1e3"),
        ([1, "nan"], InvalidNumberError, "number.nonfinite", "nan"),
        ([1, 2**256], InvalidNumberError, "number.range", 2**256),
        ([1, 0.5], InvalidTypeError, "type.float", 0.5),
        ([1, True], InvalidTypeError, "type.bool", True),
        ([1, None], InvalidTypeError, "type.number", None),
        (5, InvalidTypeError, "type.weights", 5),
        ("12", InvalidTypeError, "type.weights", "12"),
        (b"12", InvalidTypeError, "type.weights", b"12"),
        ({1, 2}, InvalidTypeError, "type.weights", {1, 2}),
        (frozenset({1}), InvalidTypeError, "type.weights", frozenset({1})),
        ({1: 2}, InvalidTypeError, "type.weights", {1: 2}),
        (None, InvalidTypeError, "type.weights", None),
    ],
    ids=repr,
)
def test_other_weights_are_refused(
    weights: Any,  # noqa: ANN401
    kind: type[PricingError],
    code: str,
    value: object,
) -> None:
    """What cannot be a weight is refused, and the error keeps it as it was given."""
    with pytest.raises(PricingError) as caught:
        allocated(100, weights)
    error = caught.value
    assert (kind, code, "weights", value) == (type(error), error.code, error.field, error.value)


def test_a_column_is_no_weight() -> None:
    """A weight is one number; a column is refused."""
    column: Any = Wary(Decimal(1))
    with pytest.raises(InvalidTypeError, match="is a column"):
        allocated(100, [column, 1])


def test_rows_without_end_are_refused() -> None:
    """More than a million weights are refused before there are too many."""
    with pytest.raises(LimitError) as caught:
        allocated(100, repeat(1))
    assert (caught.value.code, caught.value.field) == ("weights.limit", "weights")
    assert str(caught.value) == ("weights: there are more than 1000000 weights; allocate in steps")


def test_as_many_weights_as_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many weights as the limit says are taken; of an endless row only one more is read."""
    monkeypatch.setattr("cspricing.allocation.MOST_SHARES", 3)
    assert allocated(3, [1, 1, 1]) == [1, 1, 1]
    read = iter([1, 1, 1, 1, 1])
    with pytest.raises(LimitError):
        allocated(3, read)
    assert list(read) == [1]


def test_weights_without_a_sensible_denominator_are_refused() -> None:
    """Ratios whose common denominator explodes are refused before it is worked out."""
    weights = [f"1/{10**17 + n}" for n in range(1000)]
    with pytest.raises(InvalidNumberError, match="no common denominator") as caught:
        allocated(100, weights)
    error = caught.value
    assert (error.code, error.field, error.value) == ("number.range", "weights", weights)


def test_an_error_of_the_caller_passes() -> None:
    """What goes wrong in the caller's own iterator is the caller's own error."""

    def weights() -> Any:  # noqa: ANN401
        yield 1
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        allocated(100, weights())
