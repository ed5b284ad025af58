"""What staffing functions take: numbers of any exact kind, and floats as they print.

A float is taken as the shortest decimal that gives it, so that 0.3 is 3/10: what its author
wrote. Ties (21 agents at a shrinkage of 0.3 are exactly 30 people) are then decided as they are
meant. Nothing that comes out here is money.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Final, TypeAlias

from ..errors import InvalidNumberError, InvalidTypeError, shown

Number: TypeAlias = int | str | float | Decimal | Fraction
"""A number: whole, a decimal text such as ``"0.80"``, a decimal, a fraction, or a float."""

_PLAIN: Final = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,40})?", re.ASCII)
_LARGEST: Final = 10**15
_TOO_LARGE: Final = Fraction(_LARGEST + 1)
_MOST_BITS: Final = 4096


def number(value: Number, field: str) -> Fraction:
    """Take any number exactly, up to 10^15 on either side of zero.

    Raises:
        InvalidTypeError: If it is no number (``type.number``).
        InvalidNumberError: If it is infinite or none (``number.special``), a text that is not
            plain digits (``number.syntax``), or too large (``number.range``).
    """
    # Fractions are the most by far: those that other functions took before. They are compared by
    # their parts, which takes a tenth of the time.
    found = value if type(value) is Fraction else _fraction(value, field)
    if abs(found.numerator) > _LARGEST * found.denominator:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} is larger than any operation; give at most 10^15",
            field=field,
            value=value,
        )
    return found


def _fraction(value: Number, field: str) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | str | float | Decimal | Fraction):
        raise InvalidTypeError.of(
            "type.number",
            f"{shown(value)} is no number; give an int, a text such as '0.80', a Decimal, a "
            "Fraction or a float",
            field=field,
            value=value,
        )
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) is None:
            raise InvalidNumberError.of(
                "number.syntax",
                f"{shown(value)} is not written in plain digits; give a text such as '0.80'",
                field=field,
                value=value,
            )
        return Fraction(value)
    if isinstance(value, float | Decimal):
        return _finite(value, field)
    if isinstance(value, int):
        return Fraction(int(value)) if value.bit_length() <= _MOST_BITS else _TOO_LARGE
    return Fraction(value)


def _finite(value: float | Decimal, field: str) -> Fraction:
    finite = value.is_finite() if isinstance(value, Decimal) else isfinite(value)
    if not finite:
        raise InvalidNumberError.of(
            "number.special",
            f"{shown(value)} is not finite; give a number",
            field=field,
            value=value,
        )
    if not isinstance(value, Decimal):
        return Fraction(Decimal(float.__repr__(value)))
    exponent = value.adjusted()
    if abs(exponent) > 60:  # its digits are not built  # noqa: PLR2004
        return _TOO_LARGE if exponent > 0 and value else Fraction(0)
    return Fraction(value)


def positive(value: Number, field: str) -> Fraction:
    """Take a number above 0."""
    found = number(value, field)
    if found.numerator <= 0:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} is not above 0; give more than nothing",
            field=field,
            value=value,
        )
    return found


def not_negative(value: Number, field: str) -> Fraction:
    """Take a number from 0."""
    found = number(value, field)
    if found.numerator < 0:
        raise InvalidNumberError.of(
            "number.range", f"{shown(value)} is below 0; give 0 or more", field=field, value=value
        )
    return found


def share(value: Number, field: str) -> Fraction:
    """Take a share of a whole, from 0 to 1.

    Raises:
        InvalidNumberError: If it is outside (``share.range``).
    """
    found = number(value, field)
    if not 0 <= found.numerator <= found.denominator:
        raise InvalidNumberError.of(
            "share.range",
            f"{shown(value)} is no share; give 0 to 1, such as '0.80' for 80 %",
            field=field,
            value=value,
        )
    return found


def part(value: Number, field: str) -> Fraction:
    """Take a share that leaves something: from 0, below 1."""
    found = share(value, field)
    if found.numerator == found.denominator:
        raise InvalidNumberError.of(
            "share.range", "a share of 1 leaves nothing; give less", field=field, value=value
        )
    return found


def whole(value: Number, field: str, least: int = 0) -> int:
    """Take a whole number, such as one of agents, from *least* on."""
    found = number(value, field)
    if found.denominator != 1 or found.numerator < least:
        raise InvalidNumberError.of(
            "number.whole",
            f"{shown(value)} is not a whole number from {least} on",
            field=field,
            value=value,
        )
    return found.numerator


def brief(value: Fraction) -> str:
    """Write a number as briefly as a reader would: 80, 99.5, or 0.333333.

    >>> brief(Fraction(80)), brief(Fraction(199, 2)), brief(Fraction(1, 3))
    ('80', '99.5', '0.333333')
    """
    return f"{float(value):.6f}".rstrip("0").rstrip(".")
