"""One's own components and deliveries are full citizens: one method, no base class, no registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, Inexact

import pytest

import contexts
from component_samples import charged
from cspricing import (
    EUR,
    VAT,
    Charge,
    Component,
    CRMLicense,
    Graduated,
    InHouse,
    Item,
    Money,
    Named,
    Outsourced,
    PercentOf,
    PercentOff,
    PerUnit,
    PhoneSupport,
    Price,
    Quote,
    Tier,
    Working,
)
from cspricing.components.demand import Delivery, Demand
from cspricing.errors import ComponentError, PricingError


class Voicebot:
    """Answers calls by itself: a platform fee, and minutes at falling prices."""

    def __init__(self, calls: int, minutes: str) -> None:
        self.calls = calls
        self.minutes = Decimal(minutes)
        self.asked = 0

    def charges(self) -> Iterator[Charge]:
        """Give the fee and the minutes, one after the other."""
        self.asked += 1
        yield Charge("platform", 1, "month", EUR(250), "software", "monthly")
        minutes = self.calls * self.minutes
        working = Working(
            what="talk",
            formula=(("", Decimal(self.calls), "call"), ("x", self.minutes, "minute")),
            result=minutes,
            unit="minute",
        )
        tiers = [Tier(1000, EUR("0.10")), Tier(None, EUR("0.08"))]
        yield Charge(
            "minutes",
            minutes,
            "minute",
            Graduated(tiers),
            "telephony",
            "monthly",
            workings=(working,),
        )


def test_a_class_with_one_method_is_a_component() -> None:
    """A class that inherits nothing is priced, explained, discounted, taxed, and selected."""
    bot = Voicebot(1200, "1.5")
    crm = CRMLicense(seats=10, tariff=EUR(40))
    support = PercentOf(10, of=Voicebot, what="Support", category="support")
    quote = (
        (crm + bot + support)
        .over(months=12)
        .less(PercentOff(50, on=Voicebot, level="line"), PercentOff(10, on=bot))
        .taxed(VAT(19))
    )
    assert isinstance(bot, Component)
    # 250 + 1,000 x 0.10 + 800 x 0.08 = 414, halved 207, support 20.70, and 10 % off 207: 186.30
    assert {
        "CRM licence": Money("4800.00", "EUR"),
        "Voicebot": Money("2235.60", "EUR"),
        "Support": Money("248.40", "EUR"),
    } == quote.by_component()
    assert ["Voicebot", "Voicebot"] == [line.name for line in quote.lines[1:3]]
    assert "talk: 1,200 calls x 1.5 minutes" in quote.explain()
    assert "Voicebot：platform" in quote.explain("zh")
    quote.verify()


def test_it_is_asked_once() -> None:
    """However much of a quote is looked at, each component is asked once for its charges."""
    bot = Voicebot(1200, "1.5")
    quote = Quote.of(bot).over(months=3)
    for look in (quote.explain, quote.verify, quote.to_dict):
        look()
    assert quote.total == quote.net
    assert 1 == bot.asked
    assert quote.less(PercentOff(1)).net < quote.net
    assert 2 == bot.asked


def test_it_stands_on_either_side_of_a_sum() -> None:
    """Without `Summable` it still adds to what is summable, from the left and the right."""
    bot, item = Voicebot(1, "1"), Item(name="Set-up", quantity=1, price=EUR(5))
    assert (bot, item) == (bot + item).components
    assert (item, bot) == (item + bot).components
    assert (bot, item, bot) == (bot + (item + bot)).components


def test_it_is_left_out_by_itself_or_by_its_class_name() -> None:
    """A component without a name is known by its class."""
    bot, item = Voicebot(1, "1"), Item(name="Set-up", quantity=1, price=EUR(5))
    quote = Quote.of(bot, item)
    assert (item,) == quote.without(bot).components
    assert (item,) == quote.without("Voicebot").components
    assert "Voicebot" in repr(quote)


class Freelancers:
    """Answer at a price per started hour: a delivery of one's own."""

    def __init__(self, hourly: Price) -> None:
        self.hourly = hourly

    def charges_for(self, demand: Demand) -> Iterable[Charge]:
        """Bill the hours of the workload."""
        return [
            Charge(
                "freelancers",
                demand.hours(),
                "hour",
                PerUnit(self.hourly),
                "labour",
                "monthly",
                workings=(demand.workload(),),
                citations=demand.citations,
            )
        ]


def test_a_delivery_of_ones_own() -> None:
    """Whatever says what it charges for a demand meets it like the ready-made ones."""
    delivery: Delivery = Freelancers(EUR(40))
    phone = PhoneSupport(
        calls_per_month=1000, handle_minutes="4.5", delivery=delivery, name="Evenings"
    )
    quote = Quote.of(phone)
    assert Money("3000.00", "EUR") == quote.net
    assert "workload: 1,000 calls x 4.5 minutes / 60 (rounded half up)" in quote.explain()
    quote.verify()
    assert quote.less(PercentOff(50, on=Named("Evenings"))).net == Money("1500.00", "EUR")


@pytest.mark.parametrize("name", contexts.CONTEXTS)
def test_deliveries_compute_exactly_for_own_channels(name: str) -> None:
    """A channel of one's own gets exact charges from a delivery, whatever the decimal context."""
    demand = Demand(
        contact="chat",
        contacts=Decimal("123456789.25"),
        handle_minutes=Decimal("1.2345"),
        talk_minutes=Decimal("1.2345"),
        resolution_percent=Decimal("33.333"),
    )
    deliveries = (
        Outsourced(billed_per="talk_minute", tariff=EUR("0.5")),
        Outsourced(billed_per="handle_minute", tariff=EUR("0.5"), pulse_seconds=7),
        Outsourced(billed_per="hour", tariff=EUR("0.5")),
        Outsourced(billed_per="resolution", tariff=EUR("0.5")),
        InHouse(
            hourly_wage=EUR("12.345"),
            occupancy_percent=85,
            on_cost_percent="23.456",
            shrinkage_percent="31.7",
        ),
    )
    expected = [charged(delivery.charges_for(demand)) for delivery in deliveries]
    with contexts.unchanged(contexts.CONTEXTS[name]):
        hours = demand.hours()
        found = [delivery.charges_for(demand) for delivery in deliveries]
    assert expected == [charged(charges) for charges in found]
    assert Decimal("2540123.44") == hours
    assert "152407406.329125" == expected[0][0].quantity


def test_a_failing_delivery_leaves_no_channel() -> None:
    """What a delivery refuses is refused when the channel is made, under the channel's name."""

    class Refusing:
        def charges_for(self, demand: Demand) -> Iterable[Charge]:
            return [Charge("", demand.contacts, "hour", EUR(1), "labour")]

    with pytest.raises(PricingError) as caught:
        PhoneSupport(calls_per_month=1, handle_minutes=1, delivery=Refusing(), name="Evenings")
    assert ("text.empty", "Evenings") == (caught.value.code, caught.value.component)


@pytest.mark.parametrize("junk", [[1], ["Charge"], [None], [Quote.of()]])
def test_what_is_no_charge_is_told_by_its_component(junk: list[object]) -> None:
    """A component that gives anything but charges is named, with what it gave."""

    class Junk:
        name = "Junk shop"

        def charges(self) -> Iterable[object]:
            return junk

    with pytest.raises(PricingError) as caught:
        _ = Quote.of(Junk()).total  # type: ignore[arg-type]
    assert caught.value.code == "type.charge"
    assert "Junk shop, charges" in str(caught.value)


class Broken:
    """A delivery that gives, or raises, whatever it is told to."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def charges_for(self, demand: Demand) -> Iterable[Charge]:
        """Give the answer, or raise it."""
        assert "call" == demand.contact
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer  # type: ignore[return-value]


def _torn() -> Iterator[object]:
    yield SEAT
    raise KeyError("gone")


class Mute(Exception):  # noqa: N818
    """An error without a text."""

    def __str__(self) -> str:
        raise KeyError


SEAT = Charge("seat", 1, "seat", EUR(5), "outsourcing")


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (None, "delivery.failed", "gave None"),
        (5, "delivery.failed", "gave 5"),
        (ZeroDivisionError("no calls"), "delivery.failed", "raised ZeroDivisionError: 'no calls'"),
        (TypeError(), "delivery.failed", "raised TypeError"),
        (Mute(), "delivery.failed", "raised Mute"),
        ([SEAT, "seat"], "type.charge", "'seat' is not a Charge"),
        (SEAT, "delivery.failed", "gave"),
        ("ab", "type.charge", "'a' is not a Charge"),
        (Inexact(), "number.range", "more digits"),
    ],
)
def test_a_delivery_that_fails_is_refused_by_name(answer: object, code: str, said: str) -> None:
    """What a delivery gives wrongly, or raises, is a refusal that names component and field."""
    with pytest.raises(PricingError, match=re.escape(said)) as caught:
        PhoneSupport(calls_per_month=1, handle_minutes=2, name="Hotline", delivery=Broken(answer))
    error = caught.value
    assert (code, "Hotline") == (error.code, error.component)
    if code != "number.range":
        assert "delivery" == error.field
    if code == "delivery.failed":
        assert isinstance(error, ComponentError)
        assert (answer if isinstance(answer, Exception) else None) is error.__cause__


def test_a_delivery_that_breaks_off_is_refused() -> None:
    """A delivery that raises an error after some charges gives none of them."""
    with pytest.raises(ComponentError, match="raised KeyError") as caught:
        PhoneSupport(calls_per_month=1, handle_minutes=2, delivery=Broken(_torn()))
    assert isinstance(caught.value.__cause__, KeyError)


def test_a_refusal_by_a_delivery_stays_as_it_is() -> None:
    """A delivery that refuses a demand in the library's own way is heard."""
    refusal = PricingError.of("own.code", "no calls at night")
    with pytest.raises(PricingError, match="no calls at night") as caught:
        PhoneSupport(calls_per_month=1, handle_minutes=2, name="Night", delivery=Broken(refusal))
    assert ("own.code", "Night") == (caught.value.code, caught.value.component)
