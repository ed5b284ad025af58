"""A quote as Markdown: what a customer reads adds up, and shows nothing that is not for them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given

import contexts
import markdown_reader
import printed
import printed_rows
from cspricing import (
    EUR,
    VAT,
    Charge,
    InHouse,
    Item,
    Markup,
    PercentOf,
    PhoneSupport,
    Quote,
    Sourced,
    Training,
)
from cspricing.documents import to_markdown
from cspricing.errors import PricingError
from cspricing.messages import LANGUAGES, Language
from markdown_documents import cells, for_customers
from quotes import quotes
from shapes import SHAPES


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
        ["5", "expense", "", "", "as the lines it rests on"],
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
