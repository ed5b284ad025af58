"""Quotes for documents in Markdown, and the rows that a reader sees of them."""

from __future__ import annotations

import markdown_reader
from cspricing import Quote
from cspricing.documents import to_markdown
from cspricing.messages import Language
from shapes import SHAPES


def for_customers() -> dict[str, Quote]:
    """Give the shapes that hold no own cost."""
    return {
        name: quote
        for name, quote in SHAPES.items()
        if not any(line.is_cost for line in quote.lines)
    }


def cells(quote: Quote, language: Language = "en") -> list[list[str]]:
    """Give the rows of the table of lines, as they are read."""
    lines, _ = markdown_reader.tables(to_markdown(quote, language))
    return lines[1:]
