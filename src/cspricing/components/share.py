"""Shares in percent of quantities, exact, and shown as they are computed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ..errors import InvalidNumberError
from ..number import DECIMAL_PLACES, decimal
from ..working import Working
from .base import HUNDREDTH


def part_of(number: Any, percent: Any) -> Any:  # noqa: ANN401
    """Give so many percent of a number, without the zeros that a product of decimals ends in.

    >>> part_of(Decimal(12_000), Decimal(70))
    Decimal('8400')
    """
    product = number * percent * HUNDREDTH
    if type(product) is not Decimal:
        return product
    whole = product.to_integral_value()
    return whole if whole == product else product.normalize()


def shares_of(counted: tuple[Any, str], percents: Sequence[Any], what: str, of: str) -> Working:
    """Take one share after the other of a number, exactly, and tell it.

    Args:
        counted: The number and its unit.
        percents: The shares.
        what: What is left.
        of: The field in which the shares were stated.

    Raises:
        InvalidNumberError: If the result would have too many decimals (``number.range``).
    """
    number, unit = result, _ = counted
    for percent in percents:
        result = part_of(result, percent)
    try:
        decimal(result)
    except InvalidNumberError:
        raise InvalidNumberError.of(
            "number.range",
            f"{what} would have more than {DECIMAL_PLACES} decimals, which is too fine to be "
            "exact; state shares of fewer decimals",
            field=of,
            value=result,
        ) from None
    formula: Any = (("", number, unit), *(("x", percent, "%") for percent in percents))
    return Working(what=what, formula=formula, result=result, unit=unit)
