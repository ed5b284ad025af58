"""A quote as Markdown: what a customer reads adds up, and shows nothing that is not for them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st

import contexts
import markdown_reader
import printed
import printed_rows
from cspricing import (
    EUR,
    HALF_UP,
    US_ITEM,
    VAT,
    Allowance,
    AmountOff,
    Charge,
    InHouse,
    Item,
    Markup,
    PercentOf,
    PercentOff,
    PhoneSupport,
    Quote,
    Rounding,
    Sourced,
    Surcharge,
    Tax,
    Terms,
    Training,
)
from cspricing.documents import to_markdown
from cspricing.documents.markdown import escaped
from cspricing.errors import PricingError
from cspricing.messages import LANGUAGES, Language
from cspricing.text import text
from quotes import quotes
from shapes import SHAPES


def for_customers() -> dict[str, Quote]:
    """Give the shapes that hold no own cost."""
    return {
        name: quote
        for name, quote in SHAPES.items()
        if not any(line.is_cost for line in quote.lines)
    }


def amount(cell: str) -> Fraction:
    """Read an amount of a cell."""
    found = printed.MONEY.fullmatch(cell)
    assert found, cell
    return Fraction(found[2].replace(",", ""))


TAX = re.compile(
    r"([0-9.,]+) % (of|on) ([A-Z]{3} [-0-9.,]+)(?: \((?:.*; )?([0-9.]+) % of the base)?"
)


def tax_of(label: str, cell: str, digits: int) -> Fraction:
    """Read the amount of a tax; where its label is a product, it multiplies out to it."""
    tax = amount(cell)
    found = TAX.search(label)
    assert found
    exact = amount(found[3]) * Fraction(found[1]) * Fraction(found[4] or 100) / 10_000
    assert found[2] == "on" or abs(tax - exact) < Fraction(1, 10**digits)
    return tax


def check(quote: Quote) -> None:
    """Check that what a reader of the document sees adds up, to the total."""
    lines, totals = markdown_reader.tables(to_markdown(quote))
    inside = ["Tax in price"] if any(line.tax_included for line in quote.lines) else []
    amounts = ["List price", "Discount", *inside, "Net"]
    first = lines[0].index("Due") + 1
    unit = ["Unit price"] if first > 4 else []
    assert ["No.", "Description", "Quantity", *unit, "Due", *amounts] == lines[0]
    shown = [number for row in lines[1:] for number in printed_rows.numbers(row[0])]
    assert [line.number for line in quote.lines] == sorted(shown)
    zero = Fraction(0)
    rows = {label: amount(value) for label, value in totals[1:]}
    for row in lines[1:]:
        listed, *less, net = map(amount, row[first:])
        assert listed - sum(less, zero) == net
    assert rows["subtotal (list)"] == sum((amount(row[first]) for row in lines[1:]), zero)
    assert rows["net"] == sum((amount(row[-1]) for row in lines[1:]), zero)
    labels = [label for label, _ in totals]
    less = [amount(cell) for _, cell in totals[2 : labels.index("net")]]
    assert rows["net"] == rows["subtotal (list)"] + sum(less, zero)
    digits = quote.terms.rounding.digits(quote.currency.digits)
    taxes = [tax_of(label, value, digits) for label, value in totals[1:] if TAX.search(label)]
    assert rows["total"] == rows["net"] + sum(taxes, zero)
    paid = labels.index("payable") if "payable" in labels else labels.index("total") + 1
    after = sum((amount(cell) for _, cell in totals[labels.index("total") + 1 : paid]), zero)
    assert rows.get("payable", rows["total"]) == rows["total"] + after
    assert Fraction(quote.payable.amount) == rows["total"] + after


@pytest.mark.parametrize("quote", for_customers().values(), ids=for_customers())
def test_every_shape_adds_up(quote: Quote) -> None:
    """P1: the table of lines gives the table of totals, from the text alone."""
    check(quote)


@given(quotes())
def test_every_quote_adds_up(quote: Quote) -> None:
    """P1: so does whatever can be priced and shown to a customer."""
    assume(not any(line.is_cost for line in quote.lines))
    check(quote)


@given(quotes())
def test_both_languages_show_the_same_amounts(quote: Quote) -> None:
    """The Chinese document has the amounts of the English one, cell by cell."""
    assume(not any(line.is_cost for line in quote.lines))
    english, chinese = (
        [
            [cell for cell in row if printed.MONEY.fullmatch(cell)]
            for table in markdown_reader.tables(to_markdown(quote, language))
            for row in table
        ]
        for language in LANGUAGES
    )
    assert english == chinese


# ---------------------------------------------------------------------------- what is hidden


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_costs_are_refused(language: Language) -> None:
    """A quote with an own cost is refused, and the refusal names the lines; nothing is written."""
    course = Training(days=1, daily=EUR(900), trainees=2, trainee_wage_per_day=EUR(150))
    quote = Quote.of(course, Charge("rent", 1, "month", EUR(5), "expense", cost=True))
    with pytest.raises(PricingError) as caught:
        to_markdown(quote, language)
    error = caught.value
    assert ("document.cost", "quote", quote) == (error.code, error.field, error.value)
    assert "trainees' time, rent" in str(error)
    assert "marked_up" in str(error)
    assert "| 2 |" in to_markdown(quote.marked_up(Markup(10)), language)


def test_what_a_cost_rests_on_stays_hidden() -> None:
    """A marked-up cost shows neither the cost, nor the wage, nor the sources of either."""
    team = InHouse(
        hourly_wage=Sourced(EUR("31.37"), "wage survey", "2026-05-01", "published"),
        shrinkage_percent=Sourced("29.7", "time clock"),
    )
    desk = PhoneSupport(calls_per_month=1000, handle_minutes=6, delivery=team)
    seats = Item(name="Seats", quantity=1, price=Sourced(EUR(40), "price list", None, "verified"))
    quote = Quote.of(desk, seats).marked_up(Markup("33.3"))
    document = to_markdown(quote)
    assert "price list" in document
    for hidden in ("31.37", "wage survey", "29.7", "time clock", str(quote.lines[0].cost), "33.3"):
        assert hidden not in document
    assert r"\* rests on unverified figures" in document
    alone = to_markdown(Quote.of(desk).marked_up(Markup(10)))
    assert "wage survey" not in alone
    assert alone.rstrip().endswith(r"\* rests on unverified figures")


def test_a_component_that_costs_shows_one_price() -> None:
    """Marked-up costs of a component that are due alike are one row without a quantity."""
    team = InHouse(
        hourly_wage=EUR("31.37"), on_cost_percent=21, occupancy_percent=80, shrinkage_percent=30
    )
    desk = PhoneSupport(calls_per_month=1000, handle_minutes=6, delivery=team)
    course = Training(days=2, daily=EUR(900), trainees=3, trainee_wage_per_day=EUR(150))
    overhead = PercentOf(5, of="labour", what="overhead", cost=True)
    seats = Item(name="Seats", quantity=3, unit="seat", price=EUR(40))
    quote = Quote.of(desk, course, overhead, seats, desk).over(3).marked_up(Markup(10))
    assert [
        ["1-2, 7-8", "Phone support", "", "", "3 x monthly"],
        ["3", "Training: trainer", "2 days", "EUR 900.00", "once"],
        ["4", "Training", "", "", "once"],
        ["5", "overhead", "", "", "as the lines it rests on"],
        ["6", "Seats", "3 seats", "EUR 40.00", "once"],
    ] == [row[:5] for row in cells(quote)]
    check(quote)
    for language in LANGUAGES:
        document = to_markdown(quote, language)
        for hidden in (
            "178.57",
            "hours",
            "小时",
            "wages",
            "工资",
            "on-cost",
            "附加人工成本",
            "5 %",
        ):
            assert hidden not in document


def test_other_languages_are_refused() -> None:
    """A language without messages is refused before anything else."""
    with pytest.raises(PricingError) as caught:
        to_markdown(SHAPES["own costs"], "fr")  # type: ignore[arg-type]
    assert ("language", "language") == (caught.value.code, caught.value.field)


def test_what_cannot_be_priced_is_refused() -> None:
    """A document of a quote with faults tells the faults."""
    with pytest.raises(PricingError) as caught:
        to_markdown(SHAPES["per unit"].taxed(VAT(1, on="toys"), VAT(2)))
    assert caught.value.code == "rule.unmatched"


# ---------------------------------------------------------------------------- how it looks


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
        "- 12: roster, read 2026-05-01, verified",
        "- EUR 40.00: zoho.com/crm, read 2026-08-13, read on the vendor's page",
        "- EUR 800.00: somebody, SECONDARY, UNVERIFIED",
        "- EUR 1.00: tender, published",
        "- 2: hearsay, UNVERIFIED",
        "- EUR 3.00: we think so, ASSUMPTION",
        "- 5: habit, UNVERIFIED",
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


def cells(quote: Quote, language: Language = "en") -> list[list[str]]:
    """Give the rows of the table of lines, as they are read."""
    lines, _ = markdown_reader.tables(to_markdown(quote, language))
    return lines[1:]


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
        "1 x yearly + 2 of 12 months",
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


# ---------------------------------------------------------------------------- escaping


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


@pytest.mark.parametrize("name", contexts.CONTEXTS)
def test_the_callers_context_changes_nothing(name: str) -> None:
    """The document is the same under any decimal context, which is left alone."""
    expected = {shape: to_markdown(quote) for shape, quote in for_customers().items()}
    with contexts.unchanged(contexts.CONTEXTS[name]):
        found: dict[str, Any] = {
            shape: to_markdown(Quote(quote.components, quote.terms))
            for shape, quote in for_customers().items()
        }
    assert expected == found


@pytest.mark.parametrize("other", ["x", None, 5, Quote, Item(name="a", quantity=1, price=EUR(1))])
def test_only_quotes_are_written(other: Any) -> None:  # noqa: ANN401
    """A document is of a quote; anything else is refused with the remedy."""
    with pytest.raises(PricingError, match="is not a quote; give") as caught:
        to_markdown(other)
    assert ("type.quote", "quote") == (caught.value.code, caught.value.field)
