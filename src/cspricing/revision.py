"""What a quote says of itself: which version it is, what it revises, and when it holds.

None of it changes an amount. No clock is read: whether a quote is valid is asked for a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from .errors import (
    InvalidDateError,
    InvalidTextError,
    InvalidTypeError,
    LimitError,
    PricingError,
    TermsError,
    shown,
)
from .number import whole
from .text import calendar_date

MOST_VERSIONS: Final = 1_000_000
_IDENTIFIER: Final = re.compile(r"[0-9a-f]{16}")


def version_number(value: int) -> int:
    """Take *value* as the number of a version, from 1.

    Raises:
        InvalidTypeError: If it is not an `int` (``type.int``).
        InvalidNumberError: If it is below 1, or above a million (``number.range``).

    >>> version_number(2)
    2
    """
    return whole(value, least=1, most=MOST_VERSIONS)


def identifier_text(value: str) -> str:
    """Take *value* as the identifier of a quote, as `cspricing.identity` makes it.

    Raises:
        InvalidTypeError: If it is no `str` (``type.text``).
        InvalidTextError: If it is not 16 of the digits 0-9 and a-f (``identifier.syntax``).

    >>> identifier_text("0f3c9a1be2d47a56")
    '0f3c9a1be2d47a56'
    """
    if not issubclass(type(value), str):  # an object may lie about its class
        raise InvalidTypeError.of(
            "type.text",
            f"{shown(value)} is not a text; give the identifier of a quote",
            value=value,
        )
    plain = str.__str__(value)  # a subclass may lie about itself
    if not _IDENTIFIER.fullmatch(plain):
        raise InvalidTextError.of(
            "identifier.syntax",
            f"{shown(plain)} is no identifier; give quote.identifier: 16 of the digits 0-9 and a-f",
            value=value,
        )
    return plain


def check_validity(first: date | None, last: date | None) -> None:
    """Check that a quote holds for at least a day.

    Raises:
        InvalidDateError: If it ends before it begins (``date.order``).
    """
    if first is not None and last is not None and last < first:
        raise InvalidDateError.of(
            "date.order",
            f"it is valid until {last}, before it is valid from {first}; put the earlier day first",
            field="valid_until",
            value=last,
        )


def is_valid(first: date | None, last: date | None, on: date) -> bool:
    """Whether *on* is a day on which a quote holds; both ends belong to it.

    >>> is_valid(None, date(2027, 1, 31), date(2027, 1, 31))
    True
    """
    return (first is None or first <= on) and (last is None or on <= last)


def day_asked(on: date | str) -> date:
    """Take the day for which somebody asks whether a quote is valid.

    Raises:
        InvalidDateError: If it is no date (``date.syntax``).
        InvalidTypeError: If it is of another type (``type.date``).
    """
    try:
        return calendar_date(on)
    except PricingError as error:
        error.at("on")
        raise


def next_version(version: int | None) -> int:
    """Give the number of the version after *version*; one that is not stated is the first.

    Raises:
        LimitError: If there are too many (``limit.count``).
    """
    number = 1 if version is None else version
    if number == MOST_VERSIONS:
        raise LimitError.of(
            "limit.count",
            f"a quote has at most {MOST_VERSIONS:,} versions; begin a new one",
            field="version",
            value=version,
        )
    return number + 1


def revisable(
    changes: Mapping[str, Any], fields: Iterable[Any], next_one: Mapping[str, Any]
) -> dict[str, Any]:
    """Give the changes of terms that a revision makes, with what follows from being one.

    Args:
        changes: What is asked for, by the fields of terms.
        fields: All fields of terms.
        next_one: What follows, and cannot be asked for.

    Raises:
        TermsError: If a field cannot be asked for (``terms.field``).
    """
    known = [field.name for field in fields if field.name not in next_one]
    for name in changes:
        if name not in known:
            raise TermsError.of(
                "terms.field",
                f"{shown(name)} cannot be revised; give one of {', '.join(known)}",
                field=name,
                value=changes[name],
            )
    return {**changes, **next_one}
