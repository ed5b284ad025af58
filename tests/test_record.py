"""`to_dict` is plain data that JSON keeps: amounts as texts, and sums that add up."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from fractions import Fraction
from math import prod
from typing import Any

import pytest
from hypothesis import given

import contexts
from cspricing import (
    EUR,
    VAT,
    AmountOff,
    Charge,
    Item,
    Named,
    PercentOf,
    PercentOff,
    Quote,
    Sourced,
    Withholding,
)
from cspricing.record import SCHEMA
from quotes import quotes
from shapes import SHAPES

shapes = pytest.mark.parametrize("quote", SHAPES.values(), ids=SHAPES)
AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def number(text: str) -> Fraction:
    """Read an amount."""
    assert AMOUNT.fullmatch(text), text
    return Fraction(text)


def check_plain(data: Any) -> None:  # noqa: ANN401
    """Check that there is nothing but texts, whole numbers, flags, lists and dicts."""
    if isinstance(data, dict):
        assert all(type(key) is str for key in data)
        for value in data.values():
            check_plain(value)
    elif isinstance(data, list):
        for value in data:
            check_plain(value)
    else:
        assert data is None or type(data) in (str, int, bool)


def check_sums(data: dict[str, Any], quote: Quote) -> None:
    """Check that lines, taxes and invoices add up to the totals."""
    totals = {name: number(text) for name, text in data["totals"].items()}
    invoices = data["invoices"]
    assert len(quote.invoices) == sum(invoice["count"] for invoice in invoices)

    def over(name: str) -> Fraction:
        return sum((one["count"] * number(one["totals"][name]) for one in invoices), Fraction(0))

    for name in ("subtotal", "discount", "net", "tax", "tax_included", "total", "withheld", "cost"):
        assert totals[name] == over(name), name
        assert totals[name] == Fraction(getattr(quote, name, getattr(quote.totals, name)).amount)
    assert totals["net"] + totals["tax"] == totals["total"]
    assert totals["subtotal"] - totals["discount"] - totals["tax_included"] == totals["net"]
    assert totals["payable"] == (
        totals["total"] + totals["rounding"] - totals["prepaid"] - totals["withheld"]
    )
    check_lines(data, quote)
    taxes = sum((number(tax["amount"]) for tax in data["taxes"]), Fraction(0))
    assert totals["tax"] == taxes


def check_lines(data: dict[str, Any], quote: Quote) -> None:
    """Check that each line is the sum of what stands on the invoices."""
    sums: dict[tuple[int, str], Fraction] = defaultdict(Fraction)
    stands: dict[int, int] = defaultdict(int)
    for invoice in data["invoices"]:
        for line in invoice["lines"]:
            stands[line["number"]] += invoice["count"]
            for name in ("gross", "net", "cost"):
                sums[line["number"], name] += invoice["count"] * number(line[name] or "0")
    assert list(range(1, len(data["lines"]) + 1)) == [line["number"] for line in data["lines"]]
    for line, told in zip(quote.lines, data["lines"], strict=True):
        assert stands[line.number] == told["invoices"]
        for name in ("gross", "net", "cost"):
            assert sums[line.number, name] == number(told[name] or "0")
        assert (told["cost"] is not None) == line.entry.charge.cost


@shapes
def test_every_shape_is_plain_and_adds_up(quote: Quote) -> None:
    """Each shape is plain data whose sums are consistent, and JSON gives it back."""
    data = quote.to_dict()
    check_plain(data)
    check_sums(data, quote)
    assert data == json.loads(json.dumps(data))
    assert SCHEMA == data["schema"]


@given(quotes())
def test_every_quote_is_plain_and_adds_up(quote: Quote) -> None:
    """So is whatever can be priced."""
    data = quote.to_dict()
    check_plain(data)
    check_sums(data, quote)
    assert data == json.loads(json.dumps(data, ensure_ascii=False))


@given(quotes())
def test_steps_give_the_line(quote: Quote) -> None:
    """The steps of a line, worked out from the data alone, are what was settled."""
    data = quote.to_dict()
    unit = Fraction(1, 10 ** data["rounding"]["decimals"])
    for invoice in data["invoices"]:
        for line in invoice["lines"]:
            exact = sum(
                (
                    number(step["quantity"])
                    * number(step["price"])
                    / step["over"]
                    / number(step["per"])
                    * prod(number(one["above"]) / number(one["below"]) for one in step["factors"])
                    for step in line["steps"]
                ),
                Fraction(0),
            )
            settled = number(line["gross"] if line["cost"] is None else line["cost"])
            assert abs(settled - exact) < unit


def test_terms_are_told() -> None:
    """Currency, term, dates and rounding stand at the top."""
    data = SHAPES["a dated term, cut short"].to_dict()
    assert ("EUR", 14, "2024-01-31") == (data["currency"], data["months"], data["start"])
    assert {"mode": "half_up", "tax": "rate", "decimals": 2, "increment": None} == data["rounding"]
    cash = SHAPES["cash"].to_dict()
    assert {"mode": "half_even", "tax": "rate", "decimals": 2, "increment": "0.05"} == cash[
        "rounding"
    ]
    assert SHAPES["per unit"].to_dict()["start"] is None


def test_rules_are_told_with_their_reasons() -> None:
    """Each rule says what it states, where it applied, what it took, or why it did not."""
    told = [
        (rule["kind"], rule["rule"]["type"], rule["rule"]["on"], rule["lines"], rule["why_not"])
        for rule in SHAPES["rules that did not apply"].to_dict()["rules"]
    ]
    assert ("markup", "Markup", None, [], "no_line") == told[0]
    assert ("discount", "PercentOff", "toys", [], "no_line") == told[1]
    assert ("discount", "AmountOff", "toys, Doll", [], "no_line") == told[2]
    assert ("discount", "PercentOff", None, [1], "") == told[3]
    assert ("discount", "PercentOff", None, [], "nothing_left") == told[5]
    assert ("tax", "Tax", None, [1], "") == told[6]
    assert ("withholding", "Withholding", None, [], "comes_to_nothing") == told[7]


def test_what_rules_state() -> None:
    """A percentage is a text, rates are a list, a pending amount is over its denominator."""
    quote = Quote.of(Item(name="A", quantity=1, price=EUR(90), category="x")).less(
        PercentOff("12.5", on=lambda line: line.category == "x"),
        AmountOff(EUR(10) / 3, on=Named("A")),
    )
    first, second = (rule["rule"] for rule in quote.to_dict()["rules"])
    both = {"level": "quote", "reason": "", "optional": False}
    percent = {"type": "PercentOff", "percents": ["12.5"], "base": "net", "lasts": "forever"}
    assert {**percent, **both, "on": "<lambda>"} == first
    amount = {"type": "AmountOff", "price": "10", "over": 3, "lasts": "once"}
    assert {**amount, **both, "cap": False, "carry": False, "on": "A"} == second
    stacked = SHAPES["stacked"].to_dict()["rules"][0]["rule"]
    assert {
        "type": "Tax",
        "percents": ["6.25", "1.875"],
        "names": ["Sales tax", "City"],
        "share": "100",
        "inclusive": False,
        "code": "S",
        "reason": "",
        "later": [],
        "optional": False,
        "on": None,
    } == stacked
    withheld = Quote.of(Item(name="A", quantity=1, price=EUR(90))).taxed(Withholding(10))
    assert {"type": "Withholding", "percents": ["10"], "optional": False, "on": None} == (
        withheld.to_dict()["rules"][0]["rule"]
    )


def test_what_determines_a_figure_is_told() -> None:
    """Quantities, shares of tax, who withholds, and what each discount takes of each line."""
    item = Item(name="Seats", quantity="2.5", unit="seat", price=EUR(100), cadence="monthly")
    support = PercentOf(18, of=Named("Seats"), what="Support")
    quote = (
        Quote.of(item, support)
        .over(months=3, start="2027-01-31")
        .less(PercentOff(10, on=Named("Seats"), lasts=2))
        .taxed(VAT(6, share=80), Withholding(5))
    )
    data = quote.to_dict()
    seats, share = data["lines"]
    assert ("2.5", "seat", None) == (seats["quantity"], seats["unit"], seats["percent"])
    assert (None, None, "18") == (share["quantity"], share["unit"], share["percent"])
    first, last = data["invoices"]
    assert (1, 2, "2027-01-31", "2027-02-27") == tuple(
        first[name] for name in ("number", "count", "start", "end")
    )
    assert (3, 1, "2027-03-31", "2027-04-29") == tuple(
        last[name] for name in ("number", "count", "start", "end")
    )
    assert [{"rule": 1, "amount": "25.00"}] == first["lines"][0]["discounts"]
    assert [] == last["lines"][0]["discounts"]
    assert ("80", False) == (first["taxes"][0]["share"], first["taxes"][0]["inclusive"])
    # 270 less 10 % of 250 in the first two months: 45 are for support
    assert [{"name": "Withholding", "percent": "5", "base": "270.00", "amount": "13.50"}] == (
        first["withheld"]
    )


def test_sums_are_told() -> None:
    """What recurs, what does not, and the sums by category and component, of costs too."""
    setup = Item(name="Set-up", quantity=1, price=EUR(100), category="consulting")
    seats = Item(name="Seats", quantity=2, price=EUR(10), category="software", cadence="monthly")
    wages = Charge("wages", 1, "person", EUR(50), "labour", "monthly", cost=True)
    assert {
        "one_time": "100.00",
        "recurring": "240.00",
        "monthly_recurring": {"amount": "240.00", "over": 12},
        "by_category": {"consulting": "100.00", "software": "240.00"},
        "by_component": {"Set-up": "100.00", "Seats": "240.00"},
        "cost_by_category": {"labour": "600.00"},
        "cost_by_component": {"wages": "600.00"},
    } == Quote.of(setup, seats, wages).over(months=12).to_dict()["sums"]


def test_a_rule_is_told_without_its_address() -> None:
    """Where a function lies in memory is not told: the data are the same in every run."""
    item = Item(name="A", quantity=1, price=EUR(90))
    first, second = (
        Quote.of(item).less(PercentOff(5, on=lambda _: True)).to_dict() for _ in range(2)
    )
    assert first == second
    assert "0x" not in json.dumps(first)


def test_sources_are_told() -> None:
    """A line tells the sources of its figures, with dates as texts, and that it is unverified."""
    item = Item(
        name="A",
        quantity=Sourced(2, "hearsay"),
        price=Sourced(EUR(3), "list", "2026-05-01", "page-read"),
    )
    (line,) = Quote.of(item).to_dict()["invoices"][0]["lines"]
    assert line["unverified"] is True
    assert [
        {"of": "quantity", "where": "hearsay", "read": None, "confidence": "unverified"},
        {"of": "price", "where": "list", "read": "2026-05-01", "confidence": "page-read"},
    ] == line["sources"]


def test_a_cost_of_nothing_is_a_cost() -> None:
    """An own cost says what it costs even if that is nothing; a price has no cost."""
    data = SHAPES["own costs"].to_dict()
    assert ["1000.00", "50.00", None] == [line["cost"] for line in data["lines"]]
    marked = SHAPES["markup"].to_dict()
    assert ["1000.00"] == [line["cost"] for line in marked["lines"]]
    assert ["1333.33"] == [line["net"] for line in marked["lines"]]


@pytest.mark.parametrize("name", contexts.CONTEXTS)
def test_the_callers_context_changes_nothing(name: str) -> None:
    """The data are the same under any decimal context, which is left alone."""
    expected = {shape: quote.to_dict() for shape, quote in SHAPES.items()}
    with contexts.unchanged(contexts.CONTEXTS[name]):
        found = {
            shape: Quote(quote.components, quote.terms).to_dict() for shape, quote in SHAPES.items()
        }
    assert expected == found
