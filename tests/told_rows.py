"""Rows of an explanation as a reader sees them, and amounts as numbers."""

from __future__ import annotations

from fractions import Fraction

from cspricing import Money, Quote
from cspricing.messages import Language


def rows(quote: Quote, language: Language = "en") -> list[str]:
    """Give the rows of an explanation, each with single blanks."""
    return [" ".join(line.split()) for line in quote.explain(language).splitlines()]


def fraction(money: Money) -> Fraction:
    """Give an amount as a number."""
    return Fraction(money.amount)
