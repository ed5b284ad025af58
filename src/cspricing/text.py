"""Texts that go onto documents: what is taken, and what is refused for the reader's safety.

Letters of every script are taken as they are, and compared by code points; they are never
normalized. Refused are characters that cannot be printed, or that make a reader see another
text than is there (Trojan Source, CVE-2021-42574; unbounded combining marks).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NoReturn, TypeVar, cast

from .errors import (
    InvalidDateError,
    InvalidTextError,
    InvalidTypeError,
    LimitError,
    PricingError,
    shown,
)

_Word = TypeVar("_Word", bound=str)

LONGEST_TEXT: Final = 1000
_MOST_MARKS: Final = 8
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS: Final = frozenset("\u200c\u200d")
# Hangul fillers and the empty braille cell: letters and a symbol by name, blanks on paper.
_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# The last two code points of each plane, and the block set aside in the first one.
_NONCHARACTERS: Final = range(0xFDD0, 0xFDF0)
_LAST_TWO: Final = 0xFFFE
_ISO_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def text(value: str) -> str:
    """Take *value* as a text for a document.

    Args:
        value: At most 1,000 characters: letters, marks, digits, signs, symbols, blanks.

    Raises:
        InvalidTextError: For control characters, line breaks, invisible characters and
            non-characters (``text.control``), direction controls (``text.bidi``), half of a
            surrogate pair (``text.surrogate``), or more than 8 marks on one letter
            (``text.combining``).
        InvalidTypeError: If it is not a `str` (``type.text``).
        LimitError: If it is too long (``text.length``).

    >>> text("O'Neil & Söhne <GmbH>")
    "O'Neil & Söhne <GmbH>"
    """
    if not issubclass(type(value), str):  # an object may lie about its class
        raise InvalidTypeError.of(
            "type.text", f"{shown(value)} is not a text; give a str", value=value
        )
    plain = str.__str__(value)  # a subclass may lie about itself
    if len(plain) > LONGEST_TEXT:
        raise LimitError.of(
            "text.length", f"{shown(plain)} has over {LONGEST_TEXT} characters", value=value
        )
    if not plain.isascii() or not plain.isprintable():
        _check_characters(plain)
    return plain


def label(value: str) -> str:
    """Take *value* as a text of which something can be seen: a name, a unit, a category.

    Raises:
        InvalidTextError: As `text`; and if it is empty or blank (``text.empty``).
        InvalidTypeError: As `text`.
        LimitError: As `text`.
    """
    taken = text(value)
    seen = taken.isascii() and taken.strip()  # all printable ASCII leaves ink, but the blank
    if not seen and not any(map(_is_seen, taken)):
        raise InvalidTextError.of("text.empty", "a name needs at least one letter", value=value)
    return taken


def calendar_date(value: date | str) -> date:
    """Take *value* as a calendar date: a `datetime.date`, or a text such as ``2027-01-31``.

    Raises:
        InvalidDateError: If there is no such day, or the text is written in another way
            (``date.syntax``).
        InvalidTypeError: If it is a `datetime.datetime`, or no date at all (``type.date``).

    >>> calendar_date("2028-02-29")
    datetime.date(2028, 2, 29)
    """
    if type(value) is date:
        return value
    if issubclass(type(value), str):
        match = _ISO_DATE.fullmatch(cast("str", value))
        try:
            if match:
                return date(*(int(part) for part in match.groups()))
        except ValueError:
            pass  # no such day: told below, like any other text that is no date
        raise InvalidDateError.of(
            "date.syntax", f"{shown(value)} is not a date; write YYYY-MM-DD", value=value
        )
    raise InvalidTypeError.of(
        "type.date", f"{shown(value)} is not a date; give a datetime.date", value=value
    )


def one_of(value: _Word, words: Sequence[Any], code: str, error: type[PricingError]) -> _Word:
    """Take *value* as one of a few *words* of the library.

    Raises:
        PricingError: As *error*, with *code*, if it is none of them.

    >>> from cspricing.errors import TermsError
    >>> one_of("line", ("rate", "line"), "rounding.tax", TermsError)
    'line'
    """
    for word in words:
        if issubclass(type(value), str) and str.__eq__(word, value):
            return cast("_Word", word)
    raise error.of(code, f"{shown(value)} is none of {', '.join(words)}", value=value)


def _is_seen(character: str) -> bool:
    """Whether *character* leaves ink by itself: no blank, and no mark or joiner."""
    category = unicodedata.category(character)
    return category[0] not in "ZM" and category != "Cf" and character not in _BLANKS


def _check_characters(value: str) -> None:
    marks = 0
    for character in value:
        category = unicodedata.category(character)
        joins = category in {"Mn", "Me"} or character in _JOINERS
        marks = marks + 1 if joins else 0
        if character in _BIDI:
            _refuse("text.bidi", "a direction control", value)
        if category == "Cs":
            _refuse("text.surrogate", "half of a surrogate pair", value)
        if _is_invisible(character, category) and not joins:
            _refuse("text.control", "a control or invisible character", value)
        if marks > _MOST_MARKS:
            _refuse("text.combining", f"more than {_MOST_MARKS} marks on one letter", value)


def _is_invisible(character: str, category: str) -> bool:
    """Whether nothing is printed for *character*: controls, separators, non-characters."""
    if category == "Cn":  # unassigned today may be a letter tomorrow; a non-character never is
        point = ord(character)
        return point & _LAST_TWO == _LAST_TWO or point in _NONCHARACTERS
    return category in {"Cc", "Cf", "Zl", "Zp"}


def _refuse(code: str, what: str, value: str) -> NoReturn:
    raise InvalidTextError.of(code, f"{shown(value)} has {what}; remove it", value=value)
