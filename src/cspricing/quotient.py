"""Exact quotients: a finite decimal over a whole denominator, for what a division left pending.

Ten per three units stays 10 / 3 until it is settled, so that nothing is rounded on the way.
Every result is reduced, has no negative zero, and is small enough to be printed.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException
from math import gcd
from typing import Any, Final, TypeAlias

from .errors import InvalidNumberError, InvalidTypeError, shown
from .exact import EXACT
from .lifted import Lifted

Quotient: TypeAlias = tuple[Decimal, int]
"""A numerator, and a denominator above 0."""

_MOST: Final = 10**EXACT.prec


def added(left: Quotient, right: Quotient) -> Quotient:
    """Add two quotients.

    Raises:
        InvalidNumberError: If the sum has too many digits (``number.range``).
        InvalidTypeError: If a numerator is a column (``type.column``).

    >>> added((Decimal(1), 3), (Decimal(1), 6))
    (Decimal('0.5'), 1)
    """
    (above, below), (over, under) = left, right
    if below == under:
        return reduced(_exactly(EXACT.add, above, over), below)
    share = _exactly(EXACT.multiply, above, Decimal(under))
    return reduced(_exactly(EXACT.fma, over, Decimal(below), share), below * under)


def multiplied(quotient: Quotient, factor: Decimal) -> Quotient:
    """Multiply a quotient.

    Raises:
        InvalidNumberError: If the product has too many digits (``number.range``).
        InvalidTypeError: If the numerator or the factor is a column (``type.column``).
    """
    numerator, denominator = quotient
    return reduced(_exactly(EXACT.multiply, numerator, factor), denominator)


def divided(quotient: Quotient, divisor: Decimal) -> Quotient:
    """Divide a quotient by what is not 0; a division that does not end is left pending.

    Raises:
        InvalidNumberError: If the result has too many digits (``number.range``).
        InvalidTypeError: If the numerator is a column (``type.column``).

    >>> divided((Decimal(10), 1), Decimal("-0.7"))
    (Decimal('-100'), 7)
    """
    numerator, denominator = quotient
    above, below = divisor.as_integer_ratio()
    times = Decimal(below if above > 0 else -below)
    return reduced(_exactly(EXACT.multiply, numerator, times), denominator * abs(above))


def reduced(numerator: Decimal, denominator: int) -> Quotient:
    """Divide as far as it goes: 10 / 20 is 0.5, and 10 / 15 is 2 / 3.

    Raises:
        InvalidNumberError: If the result has too many digits (``number.range``).

    >>> reduced(Decimal(10), 20), reduced(Decimal(10), 15)
    ((Decimal('0.5'), 1), (Decimal('2'), 3))
    """
    if not numerator:
        return Decimal(0), 1
    if denominator != 1:
        above, below = numerator.as_integer_ratio()
        common = gcd(above, denominator)
        denominator //= common
        if _ends(denominator):
            below, denominator = below * denominator, 1
        numerator = _exactly(EXACT.divide, Decimal(above // common), Decimal(below))
    if abs(numerator.adjusted()) >= EXACT.prec or denominator >= _MOST:
        raise _too_many_digits()
    return numerator, denominator


def ratio(quotient: Quotient) -> tuple[int, int]:
    """Write a quotient as two whole numbers, the second above 0.

    Raises:
        InvalidTypeError: If the numerator is a column (``type.column``).

    >>> ratio((Decimal("2.5"), 3))
    (5, 6)
    """
    numerator, denominator = quotient
    if isinstance(numerator, Lifted):
        raise _column(numerator)
    above, below = numerator.as_integer_ratio()
    return above, below * denominator


def _ends(denominator: int) -> bool:
    """Whether a division by *denominator* ends: it divides a power of ten."""
    return pow(10, denominator.bit_length(), denominator) == 0


def _exactly(operation: Callable[..., Decimal], *numbers: Any) -> Decimal:  # noqa: ANN401
    """Do a decimal operation in the exact context, and tell of its limits by name."""
    for number in numbers:
        if isinstance(number, Lifted):
            raise _column(number)
    try:
        return operation(*numbers)
    except DecimalException:
        raise _too_many_digits() from None


def _too_many_digits() -> InvalidNumberError:
    return InvalidNumberError.of(
        "number.range", f"the result has more than {EXACT.prec} digits, which is no price"
    )


def _column(value: object) -> InvalidTypeError:
    return InvalidTypeError.of(
        "type.column", f"{shown(value)} is a column; one number is needed here", value=value
    )
