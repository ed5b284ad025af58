"""Texts, labels, dates and words: what is taken and what is refused."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cspricing.errors import (
    InvalidDateError,
    InvalidTextError,
    InvalidTypeError,
    LimitError,
    PricingError,
    TermsError,
)
from cspricing.text import calendar_date, label, one_of, text


def refusal(call: Any, value: object) -> PricingError:  # noqa: ANN401
    """Give the error with which *call* refuses *value*, which it keeps."""
    with pytest.raises(PricingError) as caught:
        call(value)
    assert caught.value.value is value
    assert len(str(caught.value)) < 500
    return caught.value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "O'Neil & Söhne <GmbH>",
        "客服外包　二期",
        "שירות לקוחות",
        "خدمة العملاء",
        "Zoë",
        "Zoe\u0308",
        "10\u00a0% Rabatt",
        "👩\u200d👩\u200d👧 ❤\ufe0f",
        "क्षत्रिय",
        "a" * 1000,
        "\ue000",
        "a" + "\u0301" * 8,
    ],
)
def test_texts_of_every_script_are_taken(value: str) -> None:
    """A text of any script is taken as it is, code point by code point."""
    taken = text(value)
    assert value == taken
    assert len(value) == len(taken)


@pytest.mark.parametrize(
    ("character", "code"),
    [
        *[(chr(n), "text.control") for n in (*range(32), 127, 0x85, 0xAD, 0x200B, 0x2060, 0xFEFF)],
        ("\u2028", "text.control"),
        ("\u2029", "text.control"),
        ("\U000e0041", "text.control"),
        ("\ufdd0", "text.control"),
        ("\ufdef", "text.control"),
        ("\U0001fffe", "text.control"),
        ("\U0010ffff", "text.control"),
        *[(chr(n), "text.bidi") for n in (0x61C, 0x200E, 0x200F)],
        *[(chr(n), "text.bidi") for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))],
        *[(chr(n), "text.surrogate") for n in (0xD800, 0xDFFF)],
        ("a" + "\u0301" * 9, "text.combining"),
        ("a" + "\u200d" * 9, "text.combining"),
        ("a" + "\u20dd" * 9, "text.combining"),
    ],
    ids=ascii,
)
def test_what_cannot_be_shown_safely_is_refused(character: str, code: str) -> None:
    """A character that is not printed, or that hides others, is refused wherever it stands."""
    for value in (character, f"Acme{character}", f"{character}客服", f"Acme {character} Ltd"):
        for call in (text, label):
            error = refusal(call, value)
            assert (InvalidTextError, code) == (type(error), error.code)
            assert str(error).isprintable()
            assert "remove it" in str(error)


def test_unassigned_characters_are_taken() -> None:
    """A code point that is unassigned today may be a letter tomorrow, and is taken."""
    assert unicodedata.category("\u0378") == "Cn"
    assert text("\u0378") == "\u0378"
    assert text("\ufdf0") == "\ufdf0"
    assert text("\ufdcf") == "\ufdcf"


def test_other_texts_are_refused() -> None:
    """What is no text, or too long a one, is refused."""
    for value in (None, 5, b"Acme", ["Acme"]):
        error = refusal(text, value)
        assert (InvalidTypeError, "type.text") == (type(error), error.code)
    error = refusal(text, "a" * 1001)
    assert (LimitError, "text.length") == (type(error), error.code)


@pytest.mark.parametrize(
    "value",
    ["", " ", "\u3000", "\u00a0 ", "\u3164", "\u2800", "\u0301", "\u200d", "\ufe0f"],
    ids=ascii,
)
def test_labels_can_be_seen(value: str) -> None:
    """A name of which nothing can be seen is refused."""
    error = refusal(label, value)
    assert (InvalidTextError, "text.empty") == (type(error), error.code)
    assert label(f"{value}客") == f"{value}客"


@given(st.text(max_size=20))
def test_texts_are_taken_or_refused(value: str) -> None:
    """Any text is taken as it is or refused by a typed error; a label is a text that is seen."""
    try:
        taken = text(value)
    except PricingError as error:
        assert error.code.startswith("text.")  # noqa: PT017
        assert refusal(label, value).code == error.code  # noqa: PT017
    else:
        assert value == taken == text(taken)
        assert "\n" not in taken


# ---------------------------------------------------------------------------- dates


def test_dates() -> None:
    """A date is taken as it is, or from its one form of text."""
    day = date(2028, 2, 29)
    assert calendar_date(day) is day
    assert calendar_date("2028-02-29") == day
    assert calendar_date("0001-01-01") == date.min


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2027-02-29",
        "2027-13-01",
        "0000-01-01",
        "2027-1-1",
        "20270101",
        "2027-01-01T00:00",
        " 2027-01-01",
        "2027-01-01\n",
        "\u0662027-01-01",
        "tomorrow",
    ],
    ids=ascii,
)
def test_other_texts_are_no_dates(value: str) -> None:
    """A day that does not exist, or is written in another way, is refused with the form."""
    error = refusal(calendar_date, value)
    assert (InvalidDateError, "date.syntax") == (type(error), error.code)
    assert "write YYYY-MM-DD" in str(error)


@pytest.mark.parametrize(
    "value",
    [datetime(2027, 1, 1), None, 20270101, type("Day", (date,), {})(2027, 1, 1)],  # noqa: DTZ001
    ids=["datetime", "none", "number", "subclass"],
)
def test_other_objects_are_no_dates(value: object) -> None:
    """A point in time, a number, or a date of another class is no calendar date."""
    error = refusal(calendar_date, value)
    assert (InvalidTypeError, "type.date") == (type(error), error.code)


# ---------------------------------------------------------------------------- words


def test_words() -> None:
    """A word is taken if it is one of those that there are, as the library writes it."""
    words = ("rate", "line")
    assert one_of("line", words, "rounding.tax", TermsError) == "line"
    others: list[object] = ["Line", "", None, 5, [], {}]
    for value in others:
        error = refusal(lambda v: one_of(v, words, "rounding.tax", TermsError), value)
        assert (TermsError, "rounding.tax") == (type(error), error.code)
        assert "is none of rate, line" in str(error)
