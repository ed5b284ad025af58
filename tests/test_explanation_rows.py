"""Rows of an explanation stand in columns, and hold together what belongs together."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest

import printed
from cspricing import EUR, Item, Money, Quote
from cspricing.explanation import NARROW_BLANK, Explanation, Row, amount, percent, quantity
from cspricing.messages import LANGUAGES, Language
from cspricing.statement import explained
from shapes import SHAPES
from told_rows import rows

shapes = pytest.mark.parametrize("quote", SHAPES.values(), ids=SHAPES)


@shapes
@pytest.mark.parametrize("language", LANGUAGES)
def test_results_stand_flush_right(quote: Quote, language: Language) -> None:
    """In 100 columns each result ends in the last one, whatever the width of the letters."""
    told = explained(quote.priced, quote.terms, language)
    lines = quote.explain(language).splitlines()
    assert not any(line.endswith(" ") for line in lines)
    for row in told.rows:
        *_, last = Explanation((row,), language, told.mode, told.digits).text().splitlines() or [""]
        assert last in lines
        if row.result:
            wide = sum(unicodedata.east_asian_width(sign) in {"W", "F"} for sign in last)
            assert 100 == len(last) + wide
            assert last.endswith(row.result.replace(NARROW_BLANK, " "))


def test_what_does_not_fit_stands_below() -> None:
    """A result never touches its formula, and is never cut: it moves to a line of its own."""
    item = Item(
        name="x", quantity="123456789.123456789012", unit="u" * 60, price=EUR("0.000000000001")
    )
    told = Quote.of(item).explain()
    (first, second) = (
        told.splitlines()[place : place + 2]
        for place, line in enumerate(told.splitlines())
        if "list price" in line
    ).__next__()
    assert first.endswith("EUR 0.000000000001")
    assert "= EUR 0.00" == second.strip()
    assert 100 == len(second)
    printed.recomputed(told)


def test_marks_take_no_column() -> None:
    """A letter with a mark is as wide as one without: e and an accent are one column."""
    row = Row(2, "Zoe\u0308", "", "EUR 1.00")
    (line,) = Explanation((row,), "en", "ROUND_HALF_UP", 2).text().splitlines()
    assert 101 == len(line)
    (plain,) = (
        Explanation((Row(2, "Zoe", "", "EUR 1.00"),), "en", "ROUND_HALF_UP", 2).text().splitlines()
    )
    assert 100 == len(plain)


def test_tokens_hold_together() -> None:
    """An amount, a quantity and a percentage are one token each, however they are spelled."""
    assert f"EUR{NARROW_BLANK}1,234.50" == amount(EUR("1234.5"))
    assert f"EUR{NARROW_BLANK}10.00 / 3" == amount(EUR(10) / 3)
    assert f"12{NARROW_BLANK}person{NARROW_BLANK}days" == quantity(Decimal(12), "person days")
    assert "12" == quantity(Decimal(12), "")
    assert f"12.5{NARROW_BLANK}%" == percent(Decimal("12.50"))


@pytest.mark.parametrize("unit", ["%", "points %", "6 %", "\uff05"])
def test_a_unit_of_percent_is_no_percentage(unit: str) -> None:
    """A unit that ends in a percent sign is quoted, for five of it are not five hundredths."""
    quote = Quote.of(Item(name="Points", quantity=5, unit=unit, price=EUR(3)))
    assert Money("15.00", "EUR") == quote.net
    shown = f'"{unit}"' if unit.endswith("%") else unit
    assert f"list price: 5 {shown} x EUR 3.00 = EUR 15.00" in rows(quote)
    quote.verify()
    printed.recomputed(quote.explain())


@pytest.mark.parametrize("unit", ["x", "/", "+", "-", "EUR", "7", "24 h seat", "a (b", " seat "])
def test_a_unit_is_never_read_as_a_formula(unit: str) -> None:
    """Units that look like operators or amounts change nothing that is checked."""
    quote = Quote.of(Item(name="Odd", quantity=5, unit=unit, price=EUR(3)))
    assert Money("15.00", "EUR") == quote.net
    quote.verify()
