"""What a customer is shown: no type, and no document, holds a cost or what leads to one."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final, get_args, get_type_hints

import attrs
import pytest
from hypothesis import assume, example, given, strategies as st

import cspricing.documents
from cspricing import (
    EUR,
    VAT,
    Added,
    AmountOff,
    Approval,
    Charge,
    Currency,
    Floor,
    Free,
    InHouse,
    Introductory,
    Item,
    Lapsed,
    Margin,
    Markup,
    Money,
    Offer,
    PercentOf,
    PercentOff,
    PhoneSupport,
    Prepaid,
    Price,
    PricingError,
    Productivity,
    Purchase,
    Quote,
    Rounding,
    Sourced,
    Terms,
    Uplift,
    Withholding,
    profit_of,
)
from cspricing.messages import LANGUAGES
from cspricing.offer import OfferAmount, OfferCondition, OfferPayment
from cspricing.offer_changes import OfferChange
from cspricing.offer_lines import OfferLine
from margin_samples import DEAL, WAGES, euros

INNOCENT: Final = (str, int, bool, Decimal, date, Money, Price, Currency, Rounding, type(None))
TELLING: Final = ("cost", "margin", "markup", "wage", "floor", "purchase", "approval", "profit")
WORDS: Final = {
    "en": ("cost", "margin", "markup", "wage", "floor", "bought", "approved", "hours"),
    "zh": ("成本", "毛利", "加成", "工资", "最低价", "采购", "批准", "小时"),
}


def leaves(kind: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give the types that a type is made of."""
    parts = [part for part in get_args(kind) if part is not Ellipsis]
    if not parts or typing.get_origin(kind) is typing.Literal:
        yield str if typing.get_origin(kind) is typing.Literal else kind
    for part in parts if typing.get_origin(kind) is not typing.Literal else ():
        yield from leaves(part)


PARTS: Final = (OfferLine, OfferAmount, OfferChange, OfferCondition, OfferPayment)


@pytest.mark.parametrize("kind", [Offer, *PARTS])
def test_an_offer_leads_to_no_cost(kind: Any) -> None:  # noqa: ANN401
    """What an offer is made of are texts, numbers, dates and amounts, and none is a cost."""
    hints = get_type_hints(kind)
    allowed = {*INNOCENT, *PARTS}
    for field in attrs.fields(kind):
        assert set(leaves(hints[field.name])) <= allowed, field.name
    names = [name for name in dir(kind) if not name.startswith("__")]
    assert [] == [name for name in names for word in TELLING if word in name]


def documents() -> dict[str, Callable[..., Any]]:
    """Find every function of the documents that takes a quote or an offer."""
    package = cspricing.documents
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(value) and value.__module__ == module.name and name[0] != "_":
                first = next(iter(inspect.signature(value).parameters), "")
                if first in {"quote", "offer"}:
                    found[name] = value
    return found


def texts(quote: Quote, language: Any) -> list[str]:  # noqa: ANN401
    """Render every document of a quote, and the offer itself."""
    offer = Offer.of(quote, language)
    return [
        repr(attrs.asdict(offer, recurse=True)),
        *(str(write(quote, language)) for write in documents().values()),
    ]


def test_every_document_is_found() -> None:
    """The documents that the package exports are among those that are looked at."""
    assert set(cspricing.documents.__all__) <= set(documents())


HOURLY = st.integers(10_001, 99_999).map(lambda n: EUR(Decimal(n).scaleb(-3)))


@st.composite
def deals(draw: st.DrawFn) -> Quote:
    """Draw a quote with costs, what is bought, markups, a floor, and somebody's approval."""
    team = InHouse(
        hourly_wage=Sourced(draw(HOURLY), "payroll"),
        on_cost_percent=draw(st.integers(5, 40)),
        occupancy_percent=80,
        shrinkage_percent=30,
    )
    phone = PhoneSupport(
        name="Hotline",
        calls_per_month=draw(st.integers(100, 9999)),
        handle_minutes=5,
        delivery=team,
    )
    seats = Item(
        name="Seats",
        quantity=draw(st.integers(1, 99)),
        unit="seat",
        price=EUR(draw(st.integers(2, 99))),
        category="software",
        cadence="monthly",
    )
    bare = Charge("wages", draw(st.integers(3, 99)), "hour", draw(HOURLY), "labour", cost=True)
    load = PercentOf(draw(st.integers(3, 40)), of="labour", what="on-cost wages", cost=True)
    rule: Any = draw(st.sampled_from((Markup, Margin)))
    quote = Quote.of(phone, seats, bare, load).over(draw(st.integers(1, 14)))
    quote = quote.marked_up(rule(draw(st.integers(3, 90)))).taxed(VAT(19), Withholding(5))
    quote = quote.less(PercentOff(draw(st.integers(0, 90))), AmountOff(EUR("0.37"), cap=True))
    bought = Purchase(Sourced(draw(st.integers(3, 95)), "vendor contract"), on="software")
    floors = (
        Floor(margin=draw(st.integers(95, 99)), may_go_below=["Chief Zyx"]),
        Floor(EUR(draw(st.integers(10**9, 10**10))), may_go_below=["Chief Zyx"]),
    )
    by = Approval(by="Chief Zyx", given="2027-03-04", reason="strategic Qux")
    return quote.bought(bought).floored(*floors).approved(by)


def told_inside(quote: Quote) -> set[str]:
    """Give every amount that is for the company alone, as it would be printed."""
    profit = profit_of(quote)
    amounts = {profit.cost, profit.margin, quote.margin}
    amounts |= {line.cost for line in quote.lines}
    amounts |= {one for record in quote.floors for one in (record.least, record.shortfall)}
    amounts |= {rule.amount for rule in quote.rules if rule.kind == "markup"}
    amounts |= {line.cost for invoice in quote.invoices for line in invoice.lines}
    charges = [line.entry.charge for line in quote.lines if line.entry.charge.cost]
    amounts |= {
        price.settle(quote.terms.rounding)
        for charge in charges
        if isinstance(charge, Charge)
        for price in charge.tariff.prices()
    }
    return {str(amount.amount) for amount in amounts if amount} | {
        str(amount).split()[1] for amount in amounts if amount
    }


def told_outside(quote: Quote) -> set[str]:
    """Give every amount that the customer is to see."""
    found = {quote.subtotal, quote.discount, quote.net, quote.tax, quote.total, quote.payable}
    found |= {quote.one_time, quote.recurring, quote.totals.withheld}
    found |= {rule.amount for rule in quote.rules if rule.kind != "markup"}
    for line in quote.lines:
        found |= {line.gross, line.net, line.discount}
        if line.unit_price is not None:
            found.add(line.unit_price.price.settle(quote.terms.rounding))
    return {str(abs(one).amount) for one in found}


@given(deals(), st.sampled_from(LANGUAGES))
@example(DEAL, "en")
def test_no_document_shows_what_is_inside(quote: Quote, language: Any) -> None:  # noqa: ANN401
    """No document for a customer holds an amount or a word of cost, margin, floor or approval."""
    inside, outside = told_inside(quote), told_outside(quote)
    # An amount that happens to be a price as well, of either sign, proves nothing.
    assume(not any(a.replace(",", "").lstrip("-") == b for a in inside for b in outside))
    for text in texts(quote, language):
        numbers = text.replace(",", "")
        assert [] == [one for one in inside if f" {one.replace(',', '')} " in f" {numbers} "]
        lower = text.lower()
        assert [] == [word for word in WORDS[language] if word in lower]
        for secret in ("Zyx", "Qux", "payroll", "vendor contract", "on-cost"):
            assert secret not in text


def test_costs_of_a_component_are_one_line() -> None:
    """Wages, hours and on-cost of a component are one price by its name."""
    team = InHouse(
        hourly_wage=EUR(15), on_cost_percent=20, occupancy_percent=80, shrinkage_percent=30
    )
    phone = PhoneSupport(calls_per_month=1000, handle_minutes=5, delivery=team)
    (line,) = Offer.of(Quote.of(phone).marked_up(Markup(20))).lines
    assert ((1, 2), "Phone support", None, "") == (
        line.numbers,
        line.what,
        line.quantity,
        line.unit,
    )
    assert (None, "monthly") == (line.unit_price, line.due)


def test_costs_in_no_component_are_one_line_of_their_category() -> None:
    """Bare costs have no name that a customer may read, but that of their category."""
    more = Charge("on-cost", 1, "month", EUR(400), "labour", "monthly", cost=True)
    rent = Charge("rent", 1, "month", EUR(500), "equipment", "monthly", cost=True)
    offer = Offer.of(Quote.of(WAGES, rent, more).marked_up(Markup(10)))
    assert [("labour", (1, 3)), ("equipment", (2,))] == [
        (line.what, line.numbers) for line in offer.lines
    ]
    assert EUR("3102.00") == offer.lines[0].net


def test_discounts_are_listed_as_they_come_off() -> None:
    """A discount for paying ahead comes off before one off everything, and is listed before it."""
    seats = Charge("Seats", 10, "seat", EUR(25), "software", "monthly")
    quote = Quote.of(seats).over(12).less(PercentOff(3)).billed(Prepaid(12, percent_off=10))
    assert [
        ("10 % off everything that recurs for paying 12 months ahead", euros(-300)),
        ("3 % off everything", euros(-81)),
    ] == [(one.what, one.amount) for one in Offer.of(quote).discounts]
    rows = [(row.what, row.change) for row in quote.walk() if row.kind == "change"]
    assert rows == [(one.what, one.amount) for one in Offer.of(quote).discounts]


def test_an_offer_of_own_costs_is_refused() -> None:
    """A quote with a cost that no markup prices makes no offer, and neither does a component."""
    for given_, code in ((Quote.of(WAGES), "document.cost"), (WAGES, "type.quote")):
        with pytest.raises(PricingError) as caught:
            Offer.of(given_)  # type: ignore[arg-type]
        assert code == caught.value.code


def test_an_offer_has_the_figures_of_its_quote() -> None:
    """Its amounts are those of the quote, and its parts add up to them."""
    quote = DEAL.on_terms(
        Terms(
            months=3,
            markups=DEAL.terms.markups,
            discounts=[PercentOff(10)],
            taxes=[VAT(19), Withholding(5)],
            prepaid=EUR(100),
            rounding_amount=EUR("0.02"),
        )
    )
    offer = Offer.of(quote)
    assert (quote.net, quote.total, quote.payable) == (offer.net, offer.total, offer.payable)
    assert sum((line.net for line in offer.lines), euros(0)) == offer.net
    taken = sum((one.amount for one in offer.discounts), euros(0))
    assert offer.subtotal + taken == offer.net
    assert offer.net + sum((one.amount for one in offer.taxes), euros(0)) == offer.total
    kept = sum((one.amount for one in offer.withheld), euros(0))
    assert offer.total + kept + offer.rounded - offer.prepaid == offer.payable
    assert (quote.one_time, quote.recurring) == (offer.one_time, offer.recurring)
    assert f"<Offer of 3 lines, {quote.total}>" == repr(offer)


def test_changes_are_told_but_not_what_is_spent_on() -> None:
    """A change of costs is told by the lines that a customer sees."""
    seats = Charge("Seats", 10, "seat", EUR(25), "software", "monthly")
    wages = Charge("Wages", 10, "hour", EUR(20), "labour", "monthly", cost=True)
    quote = Quote.of(seats, wages).over(2).marked_up(Markup(50))
    doubtful = Sourced(3, "a guess", confidence="assumption")
    told = quote.changed(
        Uplift(doubtful, first=2),
        Free(1, on="software"),
        Free(1, on="labour"),
        Free(1, on=("software", "labour")),
    )
    offer = Offer.of(told)
    assert [
        "everything that recurs: prices rise by 3 % from month 2, and again every 12 months",
        "software: free for 1 month from month 1",
        "labour: free for 1 month from month 1",
        "Seats, labour: free for 1 month from month 1",
    ] == [change.what for change in offer.changes]
    assert offer.unverified
    team = InHouse(heads=2, monthly_wage=EUR(2400), on_cost_percent=20)
    phone = PhoneSupport(calls_per_month=3000, handle_minutes=4, delivery=team)
    manned = Quote.of(phone).over(3).marked_up(Markup(50))
    for change, what in (
        (Uplift(3, first=2, on=PhoneSupport), "prices rise by 3 % from month 2, and again"),
        (Uplift(3, first=2, on=lambda line: line.what == "wages"), "the price changes over"),
        (Productivity({1: 50, 2: 100}, on="labour"), "the price changes over the term"),
        (Introductory(1, price=EUR(1000), on=PhoneSupport), "the price changes over the term"),
        (Introductory(1, price=EUR(1000)), "the price changes over the term"),
    ):
        (told_of_it,) = Offer.of(manned.changed(change)).changes
        assert told_of_it.what.startswith(f"Phone support: {what}")
    agreed = Sourced("4.11", "wage agreement", confidence="assumption")
    assert () == Offer.of(manned.changed(Uplift(agreed, first=2, on=PhoneSupport))).sources
    gone = Offer.of(quote.changed(Lapsed(recurring=True, on="software")))
    assert [(2,)] == [line.numbers for line in gone.lines]


def test_what_is_taken_back_is_not_bought() -> None:
    """Units that the next invoice tells are bought for the days for which they are there."""
    seats = Charge("Seats", 10, "seat", EUR(25), "software", "monthly")
    quote = Quote.of(seats).over(2, "2027-06-01").bought(Purchase(price=EUR(10)))
    own = quote.changed(Added(3, "2027-06-21"))
    late = quote.changed(Added(3, "2027-06-21", billed="next"))
    assert Money("240.00", "EUR") == profit_of(own).cost == profit_of(late).cost
