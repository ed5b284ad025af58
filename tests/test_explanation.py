"""The explanation is the computation: a reader with a calculator gets every printed figure."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import example, given, strategies as st

import printed
from cspricing import Quote
from cspricing.errors import PricingError
from cspricing.messages import LANGUAGES, Language
from cspricing.statement import explained
from quote_parts import cents
from quotes import quotes
from shapes import SHAPES
from told_rows import fraction

shapes = pytest.mark.parametrize("quote", SHAPES.values(), ids=SHAPES)
NUMBER = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")


@shapes
def test_a_reader_gets_every_figure_of_every_shape(quote: Quote) -> None:
    """P1, P26: the printed steps give the printed lines, and these the printed totals."""
    reading = printed.recomputed(quote.explain())
    assert quote.months == sum(invoice.count for invoice in reading.invoices)
    assert reading.checked > 3


@given(quotes())
def test_a_reader_gets_every_figure(quote: Quote) -> None:
    """P1, P26: from the printed text alone, everything can be worked out, to the totals."""
    reading = printed.recomputed(quote.explain())
    invoices = reading.invoices
    assert len(quote.invoices) == sum(invoice.count for invoice in invoices)
    for key, money in (("net", quote.net), ("tax", quote.tax), ("total", quote.total)):
        assert fraction(money) == sum(
            (one.count * one.totals[key] for one in invoices), Fraction(0)
        )
    gross = sum(
        one.count * (line.gross + line.surcharges)
        for one in invoices
        for line in one.lines
        if not line.is_cost
    )
    assert fraction(quote.subtotal) == gross
    for line in quote.lines:
        found = [
            (one.count, other)
            for one in invoices
            for other in one.lines
            if other.number == line.number
        ]
        assert line.invoices == sum(count for count, _ in found)
        assert fraction(line.net) == sum(
            (n * one.net for n, one in found if not one.is_cost), Fraction(0)
        )
        assert fraction(line.cost) == sum((n * one.cost for n, one in found), Fraction(0))


@given(quotes())
@example(  # 10 days of one of 3 months
    Quote.of(cents(9, cadence="quarterly")).over(
        start="2027-01-22", until="2027-02-28", billing_day=1
    )
)
def test_both_languages_print_the_same_numbers(quote: Quote) -> None:
    """The Chinese explanation has the numbers of the English one, no more and no less."""
    english, chinese = (Counter(NUMBER.findall(quote.explain(language))) for language in LANGUAGES)
    assert english == chinese


@given(quotes())
def test_each_result_is_checked_or_part_of_what_is(quote: Quote) -> None:
    """Every printed result is recomputed, or is part of a sum that is; or says what was given."""
    told = explained(quote.priced, quote.terms)
    used = {place for row in told.rows if row.check for place, _ in row.of}
    used |= {place for row in told.rows for _, of in row.ties for place, _ in of}
    stated = ("brought from the invoice before",)
    for place, row in enumerate(told.rows):
        if row.result and not row.check:
            assert place in used or row.label in stated, row


@given(st.sampled_from(list(SHAPES.values())), st.sampled_from(LANGUAGES))
def test_explaining_is_pure(quote: Quote, language: Language) -> None:
    """The same quote is explained in the same words each time, and by an equal quote."""
    again = Quote(quote.components, quote.terms)
    assert quote.explain(language) == quote.explain(language) == again.explain(language)


def test_other_languages_are_refused() -> None:
    """A language without messages is refused by its field."""
    for language in ("fr", "EN", "", None, ["en"]):
        with pytest.raises(PricingError) as caught:
            SHAPES["per unit"].explain(language)  # type: ignore[arg-type]
        assert ("language", "language") == (caught.value.code, caught.value.field)
