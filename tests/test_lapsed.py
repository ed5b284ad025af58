"""What a discount could not take is told: where it waits, where it lapses, and how much."""

from __future__ import annotations

import pytest

import printed
from cspricing import EUR, AmountOff, Item, PercentOff, Quote
from cspricing.discount import Discount
from cspricing.documents import to_markdown

MONTHLY = Item(name="Seats", quantity=1, price=EUR(10), cadence="monthly")
QUARTERLY = Item(name="Support", quantity=1, price=EUR(70), cadence="quarterly")


def waiting(quote: Quote) -> list[str]:
    """Give the rows of an explanation that tell what is left of a discount; it is verified."""
    told = quote.explain()
    printed.recomputed(told)
    quote.verify()
    words = ("carried", "brought", "lapsed")
    return [" ".join(row.split()) for row in told.splitlines() if row.strip().startswith(words)]


def test_nothing_is_carried_to_an_invoice_that_never_comes() -> None:
    """What is left on the last invoice lapses at the end of the term, and says so."""
    quote = Quote.of(MONTHLY).over(2).less(AmountOff(EUR(50), carry=True))
    assert [
        "carried to the next invoice: EUR 50.00 - EUR 10.00 = EUR 40.00",
        "brought from the invoice before EUR 40.00",
        "lapsed at the end of the term: EUR 40.00 - EUR 10.00 = EUR 30.00",
    ] == waiting(quote)
    assert "期满失效" in quote.explain("zh")


def test_a_discount_waits_on_invoices_without_its_lines() -> None:
    """An invoice that a discount has no line on tells what it brings, and what becomes of it."""
    rule = AmountOff(EUR(100), on="support", carry=True)
    support = Item(
        name="Support", quantity=1, price=EUR(70), cadence="quarterly", category="support"
    )
    quote = Quote.of(MONTHLY, support).over(2).less(rule)
    assert [
        "carried to the next invoice: EUR 100.00 - EUR 46.67 = EUR 53.33",
        "brought from the invoice before EUR 53.33",
        "lapsed at the end of the term: EUR 53.33 - EUR 0.00 = EUR 53.33",
    ] == waiting(quote)


def test_the_last_invoice_stands_alone_where_something_lapses() -> None:
    """Of two invoices with the same amounts, one carries over and the last one lets lapse."""
    rule = AmountOff(EUR(15), lasts="forever", carry=True)
    quote = Quote.of(MONTHLY, QUARTERLY).over(5).less(rule)
    rows = waiting(quote)
    assert "carried to the next invoice: EUR 15.00 - EUR 10.00 = EUR 5.00" in rows
    assert "lapsed at the end of the term: EUR 15.00 - EUR 10.00 = EUR 5.00" == rows[-1]
    heads = [row for row in quote.explain().splitlines() if row.startswith("Invoice")]
    assert ["Invoice 1", "Invoice 2", "Invoice 3", "Invoice 4", "Invoice 5"] == heads


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        (
            AmountOff(EUR(50), carry=True),
            "| EUR 50.00 off everything, once (EUR 30.00 lapsed) | EUR -20.00 |",
        ),
        (
            AmountOff(EUR(50), cap=True),
            "| EUR 50.00 off everything, once (EUR 40.00 lapsed) | EUR -10.00 |",
        ),
        (
            AmountOff(EUR(50), cap=True, lasts="forever", level="line"),
            "| EUR 50.00 off each line, each invoice (EUR 80.00 lapsed) | EUR -20.00 |",
        ),
        (AmountOff(EUR(20), carry=True), "| EUR 20.00 off everything, once | EUR -20.00 |"),
    ],
)
def test_a_document_tells_what_lapsed(rule: Discount, row: str) -> None:
    """The row of a discount says how much of it was lost over the term."""
    assert row in to_markdown(Quote.of(MONTHLY).over(2).less(rule))


def test_a_discount_that_lapsed_whole_has_a_row() -> None:
    """A discount that came too late to take anything says that all of it lapsed."""
    rules = (PercentOff(100), AmountOff(EUR(5), cap=True))
    document = to_markdown(Quote.of(MONTHLY).over(2).less(*rules), "zh")
    assert "| 全部减 EUR 5.00，一次（EUR 5.00 失效） | EUR 0.00 |" in document
