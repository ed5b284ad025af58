"""A document says what a unit costs, when a percentage is due, and what is kept back, by name."""

from __future__ import annotations

import pytest

import markdown_reader
from cspricing import (
    EUR,
    VAT,
    Allowance,
    Charge,
    Flat,
    Graduated,
    InHouse,
    Item,
    Markup,
    Package,
    PercentOf,
    PerUnit,
    PhoneSupport,
    Quote,
    Rounding,
    Sourced,
    Tariff,
    Terms,
    Tier,
    Volume,
    Withholding,
)
from cspricing.documents import to_markdown
from cspricing.messages import Language

TIERS = [Tier(100, EUR(3)), Tier(None, EUR(2))]
SEATS = Item(
    name="Seats", quantity=25, unit="seat", price=EUR(40), category="software", cadence="monthly"
)


def rows(quote: Quote, language: Language = "en") -> list[dict[str, str]]:
    """Give the rows of lines, each by the heads of its columns."""
    head, *found = markdown_reader.tables(to_markdown(quote, language))[0]
    return [dict(zip(head, row, strict=True)) for row in found]


@pytest.mark.parametrize(
    ("tariff", "quantity", "expected"),
    [
        (EUR(40), 25, "EUR 40.00"),
        (EUR(40), -25, "EUR 40.00"),
        (EUR("0.0123"), 0, "EUR 0.0123"),
        (PerUnit(EUR(10), per=1000), 2500, "EUR 10.00 / 1,000"),
        (Volume(TIERS), 250, "EUR 2.00"),
        (Graduated(TIERS), 50, "EUR 3.00"),
        (Graduated(TIERS), 250, ""),
        (Flat(EUR(500)), 1, ""),
        (Package(10, EUR(9)), 25, ""),
        (EUR(10) / 3, 25, ""),
    ],
)
def test_a_line_of_one_price_says_what_a_unit_costs(
    tariff: Tariff, quantity: int, expected: str
) -> None:
    """The price of a unit is told where all units have the same; else the cell is empty."""
    item = Item(name="Calls", quantity=quantity, unit="call", price=tariff)
    found, seats = rows(Quote.of(item, SEATS).over(12))
    assert (expected, "EUR 40.00") == (found["Unit price"], seats["Unit price"])
    assert "EUR 40.00" == rows(Quote.of(SEATS).over(12), "zh")[0]["单价"]


def test_no_unit_price_of_a_cost_is_told() -> None:
    """What a markup made of costs has no unit price, nor has a percentage or a stated amount."""
    team = InHouse(hourly_wage=EUR("31.37"))
    desk = PhoneSupport(calls_per_month=1000, handle_minutes=6, delivery=team)
    rent = Charge("rent", 1, "month", EUR("71.13"), "expense", cost=True)
    quote = Quote.of(desk, rent, SEATS, PercentOf(5, of="software"), Allowance(amount=EUR(5)))
    quote = quote.over(3).marked_up(Markup(10))
    assert ["", "", "EUR 40.00", "", ""] == [row["Unit price"] for row in rows(quote)]
    for hidden in ("31.37", "71.13", "34.507", "78.243"):
        assert hidden not in to_markdown(quote)
    hidden_column = rows(Quote.of(desk).over(3).marked_up(Markup(10)))
    assert "Unit price" not in hidden_column[0]


def test_a_percentage_is_due_as_its_lines_are() -> None:
    """A percentage of other lines is due when they are, which needs no count."""
    quote = Quote.of(SEATS, PercentOf(18, of="software", what="Support")).over(36)
    assert ["36 x monthly", "as the lines it rests on"] == [row["Due"] for row in rows(quote)]
    assert "| 同所依据的行 |" in to_markdown(quote, "zh")


def test_each_withholding_is_named() -> None:
    """What the customer keeps back stands by name, rate and lines; together it is all of it."""
    fee = Item(name="Fee", quantity=1, price=EUR(100), category="consulting")
    tds = Withholding(Sourced(10, "habit"), on="consulting", name="TDS")
    none = Withholding(1, on="toys", optional=True)
    terms = Terms(
        months=2, taxes=[VAT(18), tds, none, Withholding("1.5")], rounding=Rounding(increment=1)
    )
    quote = Quote.of(fee, SEATS).on_terms(terms)
    document = to_markdown(quote)
    assert "| TDS 10 %, line 1 \\* | EUR -10.00 |" in document
    assert "| Withholding 1.5 %, lines 1-2 | EUR -31.50 |" in document
    assert "withheld" not in document
    assert "| 代扣代缴 1.5 %，第 1-2 行 | EUR -31.50 |" in to_markdown(quote, "zh")
    assert "EUR 41.50" == str(quote.totals.withheld)
