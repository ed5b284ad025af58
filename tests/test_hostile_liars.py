"""A subclass may lie, and an object pretend: it is read as what it is, or refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

from cspricing.money import EUR, Currency, Money, Price
from cspricing.rounding import Rounding
from cspricing.text import calendar_date, label, text
from hostile_doors import DOORS, refusal
from hostile_items import ITEMS, given_by
from liars import LyingDecimal, LyingStr, Pretender, Seats

LIARS: Final = [
    given_by(ITEMS["X061"]),
    LyingStr("1"),
    LyingDecimal("1"),
    Seats.FEW,
]


@pytest.mark.parametrize("liar", LIARS, ids=lambda liar: type(liar).__name__)
def test_subclasses_of_numbers(liar: Any) -> None:  # noqa: ANN401
    """A subclass of a number may lie in every operation, and is refused at every door (X061)."""
    for field, door in DOORS.items():
        error = refusal(lambda door=door: door(liar))  # type: ignore[misc]
        assert (ITEMS["X061"]["expect"]["code"], field) == (error.code, error.field)
        assert liar is error.value
    for work in (lambda: EUR(3) * liar, lambda: EUR(3) / liar):
        assert refusal(work).code == "type.exact"


def test_subclasses_of_texts() -> None:
    """A subclass of a text is read as the text that it is, whatever it says of itself."""
    taken = text(LyingStr("Acme"))
    assert (type(taken), taken) == (str, "Acme")
    for code, hostile in (
        ("text.control", LyingStr("a\0")),
        ("text.length", LyingStr("a" * 1001)),
        ("text.bidi", LyingStr("\u202eabc")),
    ):
        assert refusal(lambda bad=hostile: text(bad)).code == code  # type: ignore[misc]
    assert refusal(lambda: label(LyingStr("  "))).code == "text.empty"
    assert refusal(lambda: Currency(LyingStr("EURO"))).code == "currency.unknown"
    currency = Currency(LyingStr("JPY"))
    assert (type(currency.code), currency) == (str, Currency("JPY"))
    hostile = LyingStr("half_odd")
    assert refusal(lambda: Rounding(mode=hostile)).code == "rounding.mode"  # type: ignore[arg-type]
    mode = Rounding(mode=LyingStr("half_up")).mode  # type: ignore[arg-type]
    assert (type(mode), mode) == (str, "half_up")


@pytest.mark.parametrize("pretended", [int, str, Decimal, Fraction, float, bool, Price, Money])
def test_pretenders(pretended: type) -> None:
    """An object that only says that it is a number or an amount is refused as what it is."""
    hostile: Any = Pretender(pretended)
    for door in DOORS.values():
        assert refusal(lambda door=door: door(hostile)).code.startswith("type.")  # type: ignore[misc]
    others: dict[str, Callable[[], object]] = {
        "type.text": lambda: text(hostile),
        "type.date": lambda: calendar_date(hostile),
        "type.currency": lambda: Currency(hostile),
        "type.int": lambda: Money.of_minor(hostile, "EUR"),
        "rounding.mode": lambda: Rounding(mode=hostile),
        "type.rounding": lambda: EUR(1).settle(hostile),
    }
    assert list(others) == [refusal(door).code for door in others.values()]
