"""How numbers enter: exact, finite, of a sensible size, or refused with the repair.

A float is refused, for it cannot hold 0.1; so are truth values, infinities, texts with
exponents, grouping, blanks or other digits than 0-9, and subclasses, which may lie.
Size is checked before any operation that would build the digits.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from typing import Final, NoReturn, TypeAlias, cast

from .errors import InvalidNumberError, InvalidTypeError, shown
from .lifted import Lifted, require

Number: TypeAlias = int | str | Decimal
"""What a number may be given as. A float is refused: it cannot hold 0.1."""

WHOLE_DIGITS: Final = 18
DECIMAL_PLACES: Final = 12
_MOST_BITS: Final = 256

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NONFINITE: Final = re.compile(r"[+-]?(?:s?nan[0-9]*|inf(?:inity)?)", re.IGNORECASE | re.ASCII)


def decimal(value: Number) -> Decimal:
    """Take *value* as an exact finite decimal.

    Args:
        value: An `int`, a `Decimal`, or a text of the digits 0-9 with an optional minus and
            point: no exponent, no grouping, no blank. At most 18 digits before the point and
            12 after it. A column (`Lifted`) is taken as it is.

    Raises:
        InvalidNumberError: If the text is no such number (``number.syntax``), not finite
            (``number.nonfinite``), or too large or too fine (``number.range``).
        InvalidTypeError: If it is a `float` (``type.float``), a `bool` (``type.bool``), of a
            subclass (``type.exact``) or of any other type (``type.number``).

    >>> decimal("1.50")
    Decimal('1.50')
    """
    if type(value) is str:
        return _parsed(value)
    if type(value) is Decimal:
        return _checked(value)
    if type(value) is int:
        if not -(10**WHOLE_DIGITS) < value < 10**WHOLE_DIGITS:
            _refuse_size(value)
        return Decimal(value)
    if issubclass(type(value), Lifted):
        return cast("Decimal", value)  # what stands for many decimals
    return _refuse_type(value)


def scalar(value: Number) -> Decimal:
    """Take *value* as one exact finite decimal, where a column makes no sense.

    Raises:
        InvalidNumberError: As `decimal`.
        InvalidTypeError: As `decimal`; and if it is a column (``type.column``).
    """
    number = decimal(value)
    if isinstance(number, Lifted):
        raise InvalidTypeError.of(
            "type.column", f"{shown(value)} is a column; one number is needed here", value=value
        )
    return number


def not_negative(value: Number) -> Decimal:
    """Take a number that must not be below 0.

    Raises:
        InvalidNumberError: As `decimal`; and if it is below 0 (``number.negative``).
        InvalidTypeError: As `decimal`.

    >>> not_negative(0)
    Decimal('0')
    """
    number = decimal(value)
    require(
        number >= 0,
        lambda: InvalidNumberError.of(
            "number.negative", f"{shown(value)} is below 0; give 0 or more", value=value
        ),
    )
    return number


def whole(value: int, *, least: int, most: int) -> int:
    """Take *value* as a whole number from *least* to *most*.

    Raises:
        InvalidTypeError: If it is not an `int` (``type.int``).
        InvalidNumberError: If it lies outside (``number.range``).

    >>> whole(12, least=1, most=600)
    12
    """
    if type(value) is not int:
        raise InvalidTypeError.of(
            "type.int", f"{shown(value)} is not a whole number; give an int", value=value
        )
    if not least <= value <= most:
        raise InvalidNumberError.of(
            "number.range", f"{shown(value)} is out of range; give {least} to {most}", value=value
        )
    return value


def _parsed(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        if _NONFINITE.fullmatch(text):
            _refuse_nonfinite(text)
        _refuse_syntax(text)
    before, _, after = text.lstrip("-").partition(".")
    if len(before) > WHOLE_DIGITS or len(after) > DECIMAL_PLACES:
        _refuse_size(text)
    number = Decimal(text)
    if number.is_signed() and not number:
        _refuse_syntax(text)
    return number


def _checked(value: Decimal) -> Decimal:
    if not value.is_finite():
        _refuse_nonfinite(value)
    if value and value.adjusted() >= WHOLE_DIGITS:
        _refuse_size(value)
    plain = str(value).upper()  # a context may say e for E
    if value and "E" not in plain and len(plain.partition(".")[2]) <= DECIMAL_PLACES:
        return value  # nearly always; to take a decimal apart is dear
    sign, digits, exponent = value.as_tuple()
    places = cast("int", exponent)  # of what is finite
    if not value:  # zero has two signs and any exponent
        return value.copy_abs() if -DECIMAL_PLACES <= places <= 0 else Decimal(0)
    if places < -DECIMAL_PLACES:
        _refuse_size(value)
    if places > 0:  # 1E+3 is 1000: numbers are kept, and printed, without exponents
        return Decimal((sign, digits + (0,) * places, 0))
    return value


def _refuse_nonfinite(value: object) -> NoReturn:
    raise InvalidNumberError.of(
        "number.nonfinite", f"{shown(value)} is not a finite number; give digits", value=value
    )


def _refuse_syntax(text: str) -> NoReturn:
    raise InvalidNumberError.of(
        "number.syntax",
        f"{shown(text)} is not a plain number; write digits with an optional minus and point, "
        "such as 1234.56",
        value=text,
    )


def _refuse_size(value: object) -> NoReturn:
    raise InvalidNumberError.of(
        "number.range",
        f"{shown(value)} is too large or too fine; at most {WHOLE_DIGITS} digits before the "
        f"point and {DECIMAL_PLACES} after it are exact here",
        value=value,
    )


def _refuse_type(value: object) -> NoReturn:
    kind = type(value)  # an object may lie about its class
    if issubclass(kind, bool):
        code, remedy = (
            "type.bool",
            "is a truth value, not a number; give an int, a str or a Decimal",
        )
    elif issubclass(kind, float):
        code, remedy = "type.float", "is a float and may be off; write it as text, such as '0.1'"
    elif issubclass(kind, (str, Decimal, Integral)):
        code, remedy = "type.exact", "is no plain number; give an int, a str or a Decimal itself"
    elif type(value) is Fraction:
        if max(abs(value.numerator), value.denominator).bit_length() > _MOST_BITS:
            _refuse_size(value)
        code, remedy = "type.number", "is a fraction; give a finite decimal, or divide a price"
    else:
        code, remedy = "type.number", "is not a number; give an int, a str or a Decimal"
    raise InvalidTypeError.of(code, f"{shown(value)} {remedy}", value=value)
