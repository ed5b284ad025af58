"""Allocation: whole units split in proportion to weights, by largest remainder, losing nothing.

It is done in integers alone, so that no size, scale or decimal context can move a unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from math import lcm
from typing import Final

from .errors import (
    AllocationError,
    InvalidNumberError,
    InvalidTypeError,
    LimitError,
    PricingError,
    shown,
)
from .exact import apportion
from .number import Number, scalar

MOST_SHARES: Final = 1_000_000
_MOST_WEIGHT_BITS: Final = 256
_MOST_COMMON_BITS: Final = 4096
_NO_ROWS: Final = (str, bytes, set, frozenset, dict)


def allocated(units: int, weights: Iterable[Number]) -> list[int]:
    """Split whole *units* in proportion to *weights*.

    Args:
        units: How many, of either sign; negative ones mirror positive ones.
        weights: Numbers not below 0, of which one is above 0; a text such as ``"1/3"`` is a
            ratio. Equal remainders go to the earlier share; a weight of 0 gets nothing.

    Raises:
        AllocationError: If no weight is above 0, or one is below (``weights``).
        InvalidNumberError: If a weight is no plain number (``number.syntax``), not finite
            (``number.nonfinite``) or too large or too fine (``number.range``).
        InvalidTypeError: If a weight is of a refused type (``type....``), or if *weights* are
            no row of numbers (``type.weights``).
        LimitError: If there are more than 1,000,000 (``weights.limit``).

    >>> allocated(1003, [49, 51])
    [491, 512]
    >>> allocated(-100, [1, 1, 1])
    [-34, -33, -33]
    """
    numbers = _whole_weights(_row_of(weights))
    size = abs(units)
    shares = apportion(size, [size * number for number in numbers], sum(numbers))
    return shares if units >= 0 else [-share for share in shares]


def _row_of(weights: Iterable[Number]) -> list[Number]:
    """Take *weights* as a row of numbers that has an order and an end.

    A text is one number, a set has no order, and of a dictionary one would take the keys.
    """
    kind = type(weights)
    if issubclass(kind, _NO_ROWS) or not issubclass(kind, Iterable):
        raise InvalidTypeError.of(
            "type.weights",
            f"{shown(weights)} is no row of weights; give a list, such as [1, 2]",
            field="weights",
            value=weights,
        )
    row = list(islice(weights, MOST_SHARES + 1))
    if len(row) > MOST_SHARES:
        raise LimitError.of(
            "weights.limit",
            f"there are more than {MOST_SHARES} weights; allocate in steps",
            field="weights",
        )
    return row


def _whole_weights(weights: list[Number]) -> list[int]:
    """Bring weights to their common denominator: whole numbers in the same proportion."""
    ratios = [_ratio(weight) for weight in weights]
    common = 1
    for _, below in ratios:
        common = lcm(common, below)
        if common.bit_length() > _MOST_COMMON_BITS:
            raise InvalidNumberError.of(
                "number.range",
                "the weights have no common denominator of a sensible size; round them first",
                field="weights",
                value=weights,
            )
    numbers = [above * (common // below) for above, below in ratios]
    if not any(numbers) or min(numbers) < 0:
        raise AllocationError.of(
            "weights",
            "weights must not be negative, and at least one must be above zero",
            field="weights",
            value=weights,
        )
    return numbers


def _ratio(weight: Number) -> tuple[int, int]:
    """Take a weight as a ratio of two whole numbers."""
    if type(weight) is int and weight.bit_length() <= _MOST_WEIGHT_BITS:
        return weight, 1
    try:
        if type(weight) is not str or "/" not in weight:
            return scalar(weight).as_integer_ratio()
        above, _, below = weight.partition("/")
        (a, b), (c, d) = scalar(above).as_integer_ratio(), scalar(below).as_integer_ratio()
    except PricingError as error:
        error.value = weight
        error.at("weights")
        raise
    if c <= 0:
        raise InvalidNumberError.of(
            "number.syntax",
            f"{shown(weight)} divides by nothing; write a ratio such as 1/3",
            field="weights",
            value=weight,
        )
    return a * d, b * c
