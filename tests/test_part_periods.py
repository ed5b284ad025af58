"""A period that the term cuts short says so in words, on paper as in rows."""

from __future__ import annotations

import pytest

import markdown_reader
import printed
from cspricing import EUR, AtLeast, Item, Quote
from cspricing.documents import to_markdown
from cspricing.messages import Language
from cspricing.period import Cadence


def calls(cadence: Cadence) -> Item:
    """Give ten calls at 3.00, or 100.00 at least."""
    tariff = AtLeast(EUR(100), EUR(3))
    return Item(name="Calls", quantity=10, unit="call", price=tariff, cadence=cadence)


@pytest.mark.parametrize(
    ("cadence", "months", "english", "chinese"),
    [
        ("quarterly", 14, "4 x quarterly + 2 of 3 months", "4 x 每季 + 3 个月中的 2 个月"),
        ("quarterly", 12, "4 x quarterly", "4 x 每季"),
        ("yearly", 5, "yearly, 5 of 12 months", "每年，12 个月中的 5 个月"),
        ("yearly", 12, "yearly", "每年"),
        ("monthly", 2, "2 x monthly", "2 x 每月"),
        ("once", 5, "once", "一次性"),
    ],
)
def test_a_document_says_what_is_due_for_a_part(
    cadence: Cadence, months: int, english: str, chinese: str
) -> None:
    """Whole periods are counted, and of one that is cut short the months are said."""
    quote = Quote.of(calls(cadence)).over(months)
    told: tuple[tuple[Language, str], ...] = (("en", english), ("zh", chinese))
    for language, due in told:
        lines, _ = markdown_reader.tables(to_markdown(quote, language))
        assert due in lines[1]


def test_an_explanation_says_the_fraction_in_words() -> None:
    """Beside x 2 / 3 stands that it is two of three months, on each step that has it."""
    quote = Quote.of(calls("quarterly")).over(14)
    told = quote.explain()
    printed.recomputed(told)
    quote.verify()
    assert 1 == told.count("10 calls x EUR 3.00 x 2 / 3 (2 of 3 months)")
    assert 1 == told.count("1 x EUR 70.00 x 2 / 3 (shortfall to the minimum; 2 of 3 months)")
    assert 2 == quote.explain("zh").count("3 个月中的 2 个月")
