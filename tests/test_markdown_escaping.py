"""Texts of users in Markdown: a reader sees what was written, and no more."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, strategies as st

import markdown_reader
from cspricing import EUR, VAT, Item, Quote
from cspricing.documents.writing import escaped
from cspricing.text import text
from markdown_documents import cells


def visible() -> st.SearchStrategy[str]:
    """Draw texts, most of them of signs that Markdown knows."""
    signs = st.sampled_from("\\`*_[]<>|&~$#!(){}+-=.:;'\"/%@^ ab1é客")
    return st.text(signs, min_size=1, max_size=20)


@given(visible())
def test_what_is_escaped_reads_as_it_was(written: str) -> None:
    """Whatever a user writes, a Markdown reader shows just that."""
    assert written == markdown_reader.inline(escaped(text(written)))


@given(visible())
def test_a_cell_stays_one_cell(written: str) -> None:
    """Whatever a user writes, a row keeps its cells."""
    assume(written.strip())
    quote = Quote.of(Item(name=written, quantity=3, unit=written, price=EUR(1), category="x"))
    (row,) = cells(quote.taxed(VAT(19, name=written, reason=written)))
    assert 8 == len(row)
    assert written.strip() == row[1].strip()
    assert f"3 {written}".strip() == row[2].strip()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("&amp;lt;", "&amp;lt;"),
        ("&copy;", "&copy;"),
        ("$x_1$", "$x_1$"),
        ("~~old~~", "~~old~~"),
        ("a|b\\|c\\", "a|b\\|c\\"),
        ("<script>", "<script>"),
        ("![x](http://y)", "![x](http://y)"),
    ],
)
def test_known_traps(written: str, shown: str) -> None:
    """Entities, mathematics, bars, tags and pictures are shown as texts."""
    assert shown == markdown_reader.inline(escaped(written))
