"""A quote as Markdown tells its term, quantities, discounts and taxes."""

from __future__ import annotations

import pytest

import markdown_reader
from cspricing import (
    EUR,
    HALF_UP,
    US_ITEM,
    VAT,
    Allowance,
    AmountOff,
    Item,
    PercentOff,
    Quote,
    Rounding,
    Surcharge,
    Tax,
    Terms,
)
from cspricing.documents import to_markdown
from markdown_documents import cells
from shapes import SHAPES


def test_a_whole_document() -> None:
    """A document has a title, a term, lines, totals, the rounding, and its sources."""
    quote = SHAPES["sources"].over(12, "2027-01-01").taxed(VAT(19))
    document = to_markdown(quote)
    blocks = document.rstrip().split("\n\n")
    assert "# Quote in EUR" == blocks[0]
    assert "Term: 12 months, 2027-01-01 to 2027-12-31" == blocks[1]
    assert "Amounts are rounded half up to 2 decimals, tax once per rate." == blocks[4]
    assert ["## Sources", r"\* rests on unverified figures"] == blocks[5:7]
    assert [
        "- quantity 12: roster, read 2026-05-01, verified",
        "- price EUR 40.00: zoho.com/crm, read 2026-08-13, read on the vendor's page",
        "- price EUR 800.00: somebody, SECONDARY, UNVERIFIED",
        "- price EUR 1.00: tender, published",
        "- quantity 2: hearsay, UNVERIFIED",
        "- price EUR 3.00: we think so, ASSUMPTION",
        "- percent 5: habit, UNVERIFIED",
    ] == blocks[7].splitlines()
    assert 8 == len(blocks)


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (Terms(), "Term: one month (no term was stated)"),
        (Terms(months=1), "Term: 1 month"),
        (Terms(months=7), "Term: 7 months"),
        (Terms(months=7, start="2027-01-31"), "Term: 7 months, 2027-01-31 to 2027-08-30"),
    ],
)
def test_the_term_is_told(terms: Terms, told: str) -> None:
    """The term is told as in the explanation."""
    quote = SHAPES["per unit"].on_terms(terms)
    assert told == to_markdown(quote).splitlines()[2] == quote.explain().splitlines()[1]


def test_quantities_have_their_units() -> None:
    """One day is a day, three are days; a percentage shows itself, and a credit its minus."""
    quote = Quote.of(
        Item(name="Work", quantity=1, unit="day", price=EUR(800)),
        Item(name="Work", quantity="1234.5", unit="day", price=EUR(800)),
        Item(name="Work", quantity=-1, unit="day", price=EUR(800)),
        *SHAPES["percentages"].components[2:3],
        *SHAPES["percentages"].components[:1],
    )
    assert ["1 day", "1,234.5 days", "-1 day", "18 %", "12 seats"] == [
        row[2] for row in cells(quote)
    ]
    assert ["1 天", "1,234.5 天", "-1 天", "18 %", "12 席"] == [
        row[2] for row in cells(quote, "zh")
    ]


def test_how_often_a_line_is_due() -> None:
    """A line says how often it is due, and how many times over the term."""
    due = [row[4] for row in cells(SHAPES["a dated term, cut short"])]
    assert [
        "14 x monthly",
        "4 x quarterly + 2 of 3 months",
        "yearly + 2 of 12 months",
        "once",
        "as the lines it rests on",
    ] == due


def test_what_is_once_and_again_is_told_for_longer_terms() -> None:
    """A term of several months tells what is charged once and what recurs."""
    _, totals = markdown_reader.tables(to_markdown(SHAPES["a dated term, cut short"]))
    assert {"one-time", "recurring"} <= {label for label, _ in totals}
    _, totals = markdown_reader.tables(to_markdown(SHAPES["agencies"]))
    assert "recurring" not in {label for label, _ in totals}


def test_discounts_are_named() -> None:
    """Allowances, and each discount with its reason, stand between the subtotal and the net."""
    work = Item(
        name="Work",
        quantity=1,
        price=EUR(100),
        category="consulting",
        cadence="monthly",
        allowances=[Allowance(amount=EUR(5), reason="pilot")],
        surcharges=[Surcharge(amount=EUR(10))],
    )
    rules = (
        PercentOff(10, on="consulting", level="line", reason="launch"),
        PercentOff(1, base="list", lasts=1),
        PercentOff(50, on="toys", optional=True),
        AmountOff(EUR(200), carry=True, reason="a|b"),
    )
    _, totals = markdown_reader.tables(to_markdown(Quote.of(work).over(2).less(*rules)))
    assert [
        ["subtotal (list)", "EUR 220.00"],
        ["allowances", "EUR -10.00"],
        ["10 % off each line of consulting - launch", "EUR -21.00"],
        ["1 % of list off everything, first month", "EUR -1.10"],
        ["EUR 200.00 off everything, once - a|b (EUR 12.10 lapsed)", "EUR -187.90"],
        ["net", "EUR 0.00"],
    ] == totals[1:7]
    assert [
        "全部减 EUR 200.00，一次 - a|b（EUR 12.10 失效）",
        "EUR -187.90",
    ] in markdown_reader.tables(to_markdown(Quote.of(work).over(2).less(*rules), "zh"))[1]


def test_reasons_of_taxes_are_told() -> None:
    """What an invoice must say about an exemption stands beside it, in the document's language."""
    _, totals = markdown_reader.tables(to_markdown(SHAPES["taxes"]))
    assert "VAT 0 % of EUR 80.00 (exempt; Art. 132)" in [label for label, _ in totals]
    _, totals = markdown_reader.tables(to_markdown(SHAPES["reverse charge"], "zh"))
    assert "增值税 0 % × EUR 2,400.00（反向征收：增值税由客户缴纳）" in [
        label for label, _ in totals
    ]


@pytest.mark.parametrize(
    ("tax", "rounding", "months", "english", "chinese"),
    [
        (VAT(6), HALF_UP, 1, "VAT 6 % of EUR 0.33", "增值税 6 % × EUR 0.33"),
        (
            VAT(6),
            HALF_UP,
            12,
            "VAT 6 % on EUR 3.96 (sum of 12 invoices)",
            "增值税 6 %，计税基数 EUR 3.96（12 张账单之和）",
        ),
        (
            VAT(0),
            HALF_UP,
            12,
            "VAT 0 % of EUR 3.96 (zero-rated)",
            "增值税 0 % × EUR 3.96（零税率）",
        ),
        (
            VAT(6, share=80),
            HALF_UP,
            1,
            "VAT 6 % of EUR 0.33 (80 % of the base is taxed)",
            "增值税 6 % × EUR 0.33（按基数的 80 % 计税）",
        ),
        (
            VAT(6),
            US_ITEM,
            1,
            "VAT 6 % on EUR 0.33 (tax on each line)",
            "增值税 6 %，计税基数 EUR 0.33（税额逐行舍入）",
        ),
        (
            VAT(20, inclusive=True, reason="old"),
            HALF_UP,
            2,
            "VAT 20 % on EUR 0.56 (old; contained in prices; sum of 2 invoices)",
            "增值税 20 %，计税基数 EUR 0.56（old；含税价；2 张账单之和）",
        ),
    ],
)
def test_a_tax_is_a_product_only_where_it_multiplies_out(
    tax: Tax, rounding: Rounding, months: int, english: str, chinese: str
) -> None:
    """A tax says of what it is; if it was rounded more than once, on what, and how it adds up."""
    seats = Item(name="Seats", quantity=1, price=EUR("0.33"), cadence="monthly")
    quote = Quote.of(seats).on_terms(Terms(months=months, taxes=[tax], rounding=rounding))
    for language, told in (("en", english), ("zh", chinese)):
        _, totals = markdown_reader.tables(to_markdown(quote, language))  # type: ignore[arg-type]
        assert told in [label for label, _ in totals]
