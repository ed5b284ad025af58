"""Charges of slices: what is due differs from one billing period to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve, frozen

import markdown_reader
from cspricing import (
    CNY,
    EUR,
    VAT,
    After,
    AtLeast,
    Charge,
    Graduated,
    Included,
    Item,
    Margin,
    Money,
    PercentOf,
    Purchase,
    Quote,
    Slice,
    Sourced,
    Tier,
    Working,
    profit_of,
)
from cspricing.change import Calendar, Change, Span
from cspricing.documents import to_markdown
from cspricing.errors import PricingError, PricingErrors
from cspricing.factor import Factor
from cspricing.fields import named_fields
from liars import LyingDecimal, Pretender

TIERS = Graduated([Tier(100, EUR(2)), Tier(None, EUR(1))])
TARIFFS: tuple[object, ...] = (None, 5, "EUR 5", [], Pretender(Charge))
TOLD = Working(what="count", formula=(("", Decimal(80), "call"),), result=Decimal(80), unit="call")


def calls(*slices: Slice | None, **changes: Any) -> Charge:  # noqa: ANN401
    """Make a charge for calls of such slices."""
    total = sum((one.quantity for one in slices if one is not None), Decimal(0))
    given: dict[str, Any] = {
        "what": "Calls",
        "quantity": total,
        "unit": "call",
        "tariff": TIERS,
        "category": "outsourcing",
        "cadence": "monthly",
        "slices": slices,
        **changes,
    }
    return Charge(**given)


def test_each_invoice_has_its_slice() -> None:
    """What is due on an invoice is its slice, at the tariff of the slice; nothing for None."""
    one = calls(Slice(80, TIERS, workings=[TOLD]), Slice(40, After(80, TIERS)), None)
    rent = Item(name="Rent", quantity=1, price=EUR(5), cadence="monthly")
    quote = Quote.of(one, rent).over(3)
    assert [Money(n, "EUR") for n in (165, 65, 5)] == [one.total for one in quote.invoices]
    assert [[1, 2], [1, 2], [2]] == [[line.number for line in i.lines] for i in quote.invoices]
    told = quote.explain()
    assert 1 == told.count("count: 80 calls")
    assert "20 calls x EUR 2.00 (above 0 up to 100)" in told
    assert "20 calls x EUR 1.00 (above 100)" in told
    quote.verify()
    lines, _ = markdown_reader.tables(to_markdown(quote))
    assert ["1", "Calls", "120 calls", "", "3 months, in all"] == lines[1][:5]
    steps = quote.to_dict()["invoices"][1]["lines"][0]["steps"]
    assert ["20", "20"] == [step["quantity"] for step in steps]
    assert "120" == json.loads(json.dumps(quote.to_dict()))["lines"][0]["quantity"]


def test_equal_slices_are_settled_once() -> None:
    """Invoices on which equal slices are due are equal, and counted."""
    first, second = Slice(80, EUR(2)), Slice(90, EUR(2))
    quote = Quote.of(calls(first, Slice(80, EUR(2)), second, first)).over(4)
    sheets = [invoice.sheet for invoice in quote.invoices]
    assert sheets[0] is sheets[1] is sheets[3]
    assert sheets[2] is not sheets[0]
    assert "Invoices 1-2, 4 (3 equal ones)" in quote.explain()
    assert EUR(2) == (quote.lines[0].unit_price or pytest.fail("no price")).price


def test_a_line_of_several_prices_has_no_unit_price() -> None:
    """Slices at several prices, or of several steps, have no one price."""
    for slices in ([Slice(1, EUR(1)), Slice(1, EUR(2))], [Slice(2, Included(1, EUR(1)))] * 2):
        assert Quote.of(calls(*slices)).over(2).lines[0].unit_price is None


def test_what_rounding_leaves_is_carried() -> None:
    """Three times 0.335 are 1.005, and so 1.01: what the first leaves counts in the next."""
    thirds = [Slice(1, EUR("0.335"))] * 3
    apart = Quote.of(calls(*thirds)).over(3)
    assert Money("1.02", "EUR") == apart.total
    together = Quote.of(calls(*thirds, carries_rounding=True)).over(3)
    assert [Money(n, "EUR") for n in ("0.34", "0.33", "0.34")] == [
        one.total for one in together.invoices
    ]
    assert "1 x EUR -0.005 (left by rounding on earlier invoices)" in together.explain()
    assert "1 x EUR -0.005（前期账单舍入余额）" in together.explain("zh")
    together.verify()
    assert ["unit", "rest"] == [step.role for step in together.invoices[1].lines[0].steps]


def test_a_slice_of_nothing_keeps_what_is_left() -> None:
    """What rounding left waits for a slice that costs something, or comes to nothing."""
    half, none = Slice(1, EUR("0.005")), Slice(0, EUR(1))
    quote = Quote.of(calls(half, none, None, half, carries_rounding=True)).over(4)
    assert [Money(n, "EUR") for n in ("0.01", 0, 0, 0)] == [one.total for one in quote.invoices]
    quote.verify()


def test_the_rounding_of_a_cost_is_carried() -> None:
    """A cost is settled by its own amount, whatever a margin makes of it."""
    one = calls(*[Slice(1, EUR("0.335"))] * 3, carries_rounding=True, cost=True)
    quote = Quote.of(one).over(3).marked_up(Margin(50))
    assert Money("1.01", "EUR") == quote.lines[0].cost
    quote.verify()


def test_percentages_rest_on_slices() -> None:
    """A percentage of a line of slices is due with them, and taxed with its category."""
    one = calls(Slice(80, EUR(2)), None, Slice(10, EUR(2)))
    support = PercentOf(10, of="outsourcing", what="Support", category="support")
    quote = Quote.of(one, support).over(3).taxed(VAT(10))
    assert [Money(n, "EUR") for n in ("193.6", 0, "24.2")] == [one.total for one in quote.invoices]
    quote.verify()


def test_sources_of_slices_are_cited() -> None:
    """The sources of prices of each slice are cited on its line."""
    price = Sourced(EUR(2), "letter")
    quote = Quote.of(calls(Slice(1, EUR(1)), Slice(1, price), tariff=EUR(1))).over(2)
    assert [False, True] == [one.lines[0].unverified for one in quote.invoices]
    assert "letter" in quote.explain()


@pytest.mark.parametrize("count", [1, 3])
def test_slices_are_as_many_as_billing_periods(count: int) -> None:
    """Slices of two periods are refused on a term of another length, with the remedy."""
    one = calls(Slice(1, EUR(1)), Slice(1, EUR(1)))
    with pytest.raises(PricingErrors) as caught:
        _ = Quote.of(one).over(count).total
    (fault,) = caught.value.exceptions
    assert "say .over(months=2)" in str(fault)
    assert ("slices.count", "slices", "Calls") == (
        getattr(fault, "code", ""),
        getattr(fault, "field", ""),
        getattr(fault, "component", ""),
    )


def test_slices_are_of_billing_periods_on_the_calendar() -> None:
    """A term that bills on other days has a slice for each period, whole or cut."""
    one = calls(Slice(1, EUR(1)), Slice(2, EUR(1)), Slice(3, EUR(1)))
    quote = Quote.of(one).over(start="2027-01-20", months=2, billing_day=1)
    assert [Money(n, "EUR") for n in (1, 2, 3)] == [one.total for one in quote.invoices]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"cadence": "quarterly"}, "slices.cadence", "cadence"),
        ({"cadence": "once"}, "slices.cadence", "cadence"),
        ({"quantity": 81}, "slices.quantity", "quantity"),
        ({"slices": [Slice(80, CNY(1))]}, "currency.mixed", "currency"),
        ({"slices": (), "carries_rounding": True}, "slices.carries", "carries_rounding"),
        ({"carries_rounding": 1}, "type.flag", "carries_rounding"),
        ({"slices": 3}, "type.member", "slices"),
        ({"slices": [3]}, "type.member", "slices"),
        ({"slices": Slice(80, EUR(1))}, "type.member", "slices"),
    ],
)
def test_slices_that_are_not_of_the_charge_are_refused(
    given: dict[str, Any], code: str, field: str
) -> None:
    """Slices are due monthly, in the currency of the charge, and add up to its quantity."""
    with pytest.raises(PricingError) as caught:
        calls(Slice(80, EUR(1)), **given)
    assert (code, field) == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        *(
            ({"quantity": value}, "quantity")
            for value in (None, True, 1.5, "1e3", "NaN", [1], 10**18, EUR(1), LyingDecimal(1))
        ),
        *(({"tariff": value}, "tariff") for value in TARIFFS),
        *(({"workings": value}, "workings") for value in (None, 5, [5], "ab")),
    ],
)
def test_hostile_slices_are_refused(given: dict[str, Any], field: str) -> None:
    """Each field of a slice is checked when it is made, and the refusal names it."""
    with pytest.raises(PricingError) as caught:
        Slice(**{"quantity": 1, "tariff": EUR(1), **given})
    assert (field, "Slice") == (caught.value.field, caught.value.component)


def test_slices_are_written_as_they_are_made() -> None:
    """A slice is written as the call that makes it, and equals it."""
    one = Slice(80, AtLeast(EUR(100), EUR(2)), workings=[TOLD])
    names = {"Slice": Slice, "AtLeast": AtLeast, "Working": Working, "Decimal": Decimal}
    from cspricing import PerUnit, Price  # noqa: PLC0415

    made = eval(repr(one), {**names, "PerUnit": PerUnit, "Price": Price})  # noqa: S307
    assert one == made
    assert hash(one) == hash(made)


@frozen(repr=False, field_transformer=named_fields)
class Dearer(Change):
    """Twice the price from the middle of the second month on; or twice as many."""

    more: bool = False

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Cut spans at the day, and double what is behind it."""
        day = calendar.day(2).replace(day=15)
        twice = {"share": Decimal(2)} if self.more else {"factors": (Factor(2, 1, "unit"),)}
        return [
            evolve(part, **twice) if part.start >= day else part
            for span in spans
            for part in span.cut(day)
        ]


@frozen(repr=False, field_transformer=named_fields)
class Ended(Change):
    """Nothing from the third month on."""

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Drop what lies behind the day."""
        return [span for span in spans if span.start < calendar.day(3)]


def test_changes_of_prices_cut_slices() -> None:
    """A change of a price in a month multiplies the part of its slice that is behind it."""
    one = calls(*[Slice(30, EUR(1))] * 3)
    quote = Quote.of(one).over(start="2027-04-01", months=3, proration="days").changed(Dearer())
    assert [Money(n, "EUR") for n in ("30", "46.45", "60")] == [one.total for one in quote.invoices]
    quote.verify()
    ended = Quote.of(one).over(start="2027-04-01", months=3).changed(Ended())
    assert [Money(n, "EUR") for n in (30, 30, 0)] == [one.total for one in ended.invoices]


def test_changes_of_quantities_do_not_meet_slices() -> None:
    """Units that are stated for each period are not multiplied by a change: it is refused."""
    one = calls(*[Slice(30, EUR(1))] * 3)
    quote = Quote.of(one).over(start="2027-04-01", months=3).changed(Dearer(more=True))
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    assert ["change.slices"] == [getattr(one, "code", "") for one in caught.value.exceptions]


def test_slices_are_bought_by_their_units() -> None:
    """What slices are bought at is counted by their units; what rounding leaves is none."""
    one = calls(*[Slice(1, EUR("0.335"))] * 3, carries_rounding=True)
    quote = Quote.of(one).over(3).bought(Purchase(price=EUR("0.10")))
    assert Money("0.30", "EUR") == profit_of(quote).cost
    quote.verify()


def test_a_difference_takes_slices_with_their_units() -> None:
    """What slices changed is told with the units; a term of another length takes both at once."""
    before = Quote.of(calls(*[Slice(30, EUR(1))] * 3)).over(3)
    dearer = Quote.of(calls(*[Slice(40, EUR(2))] * 3)).over(3)
    longer = Quote.of(calls(*[Slice(40, EUR(2))] * 4, carries_rounding=True)).over(4)
    assert "Calls: 90 -> 120 calls; billing periods changed" in before.diff(dearer).explain()
    assert "各计费周期" in before.diff(dearer).explain("zh")
    assert Money(230, "EUR") == longer.total - before.total
    assert "+EUR 230.00" in before.diff(longer).explain()
