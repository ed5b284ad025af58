"""A provider bills for contacts, minutes, hours, seats or resolutions: worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from component_samples import Charged, charged
from cspricing import (
    EUR,
    USD,
    AtLeast,
    CallLength,
    Citation,
    Flat,
    Money,
    Outsourced,
    PerUnit,
    Premium,
    Quote,
    Source,
    Sourced,
    Tier,
    Volume,
)
from cspricing.errors import PricingError
from outsourced_samples import LENGTHS, phone


@pytest.mark.parametrize(
    ("billed_per", "what", "quantity", "unit", "amount"),
    [
        ("contact", "calls", "1000", "call", "2000"),
        # 1,000 x 3.25
        ("talk_minute", "talk minutes", "3250.00", "talk minute", "6500"),
        # 1,000 x 4.5
        ("handle_minute", "handle minutes", "4500.0", "handle minute", "9000"),
        # 1,000 x 4.5 / 60
        ("hour", "hours", "75.00", "hour", "150"),
        # 1,000 x 62.5 %
        ("resolution", "resolutions", "625", "resolution", "1250"),
    ],
)
def test_what_is_billed(
    billed_per: Any,  # noqa: ANN401
    what: str,
    quantity: str,
    unit: str,
    amount: str,
) -> None:
    """Each way of billing counts its own quantity of the same demand, at 2 euros each."""
    (found,) = charged(phone(Outsourced(billed_per=billed_per, tariff=EUR(2))).charges())
    assert Decimal(quantity) == Decimal(found.quantity)
    assert (what, unit, "outsourcing", "monthly", "price") == (
        found.what,
        found.unit,
        found.category,
        found.cadence,
        found.kind,
    )
    assert EUR(amount) == found.amount


def test_seats_are_billed_whatever_the_volume() -> None:
    """Billed per seat, the price depends on the seats alone."""
    agency = Outsourced(billed_per="seat", seats=7, tariff=EUR(1900))
    found = charged(phone(agency).charges())
    assert [Charged("seats", "7", "seat", "outsourcing", "monthly", "price", EUR(13300))] == found
    assert found == charged(phone(agency, calls_per_month=0).charges())


def test_the_set_up_comes_once_and_first() -> None:
    """A set-up is charged once, in the first place, whatever is billed each month."""
    agency = Outsourced(billed_per="contact", tariff=EUR(2), setup=EUR(3000))
    found = charged(phone(agency).charges())
    assert [
        Charged("set-up", "1", "set-up", "outsourcing", "once", "price", EUR(3000)),
        Charged("calls", "1000", "call", "outsourcing", "monthly", "price", EUR(2000)),
    ] == found
    quote = Quote.of(phone(agency)).over(months=12)
    assert Money("27000.00", "EUR") == quote.net
    assert Money("3000.00", "EUR") == quote.one_time


@pytest.mark.parametrize(("calls", "amount"), [(0, 900), (449, 900), (450, 900), (451, 902)])
def test_the_minimum_is_billed_at_least(calls: int, amount: int) -> None:
    """Up to 450 calls at 2 euros the minimum of 900 is billed, beyond them the calls."""
    agency = Outsourced(billed_per="contact", tariff=EUR(2), minimum=EUR(900))
    (charge,) = phone(agency, calls_per_month=calls).charges()
    assert AtLeast(EUR(900), PerUnit(EUR(2))) == charge.tariff
    assert EUR(amount) == charge.tariff.price(charge.quantity)


def test_a_tariff_of_any_kind() -> None:
    """A provider's bands are a tariff like any other, and a bare price is a price per unit."""
    bands = Volume([Tier(999, EUR("2")), Tier(None, EUR("1.5"))])
    (charge,) = phone(Outsourced(billed_per="contact", tariff=bands)).charges()
    assert bands == charge.tariff
    assert EUR(1500) == charge.tariff.price(charge.quantity)
    (charge,) = phone(Outsourced(billed_per="contact", tariff=Flat(EUR(5)))).charges()
    assert EUR(5) == charge.tariff.price(charge.quantity)
    assert Outsourced(billed_per="contact", tariff=EUR(2)) == Outsourced(
        billed_per="contact", tariff=PerUnit(EUR(2))
    )


def test_sources_of_demand_and_delivery_are_cited() -> None:
    """The charge cites the figures of the channel and of the provider; a price cites its own."""
    agency = Outsourced(
        billed_per="talk_minute",
        tariff=Sourced(EUR("0.5"), "tender", "2026-02-28", "published"),
        pulse_seconds=Sourced(6, "contract", None, "verified"),
        setup=Sourced(EUR(3000), "offer"),
    )
    channel = phone(agency, calls_per_month=Sourced(1000, "last year", None, "assumption"))
    setup, minutes = channel.charges()
    assert [
        Citation("calls_per_month", Decimal(1000), Source("last year", None, "assumption")),
        Citation("pulse_seconds", Decimal(6), Source("contract", None, "verified")),
    ] == list(minutes.citations)
    quote = Quote.of(channel)
    assert {"calls_per_month", "pulse_seconds", "price"} == {
        citation.of for citation in quote.lines[1].citations
    }
    assert [Source("offer")] == [citation.source for citation in quote.lines[0].citations]
    assert [] == list(setup.citations)
    assert quote.lines[1].unverified


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"billed_per": "minute"}, "delivery.billed_per", "billed_per"),
        ({"billed_per": None}, "delivery.billed_per", "billed_per"),
        ({"billed_per": "seat"}, "delivery.seats", "seats"),
        ({"seats": 3}, "delivery.seats", "seats"),
        ({"billed_per": "seat", "seats": -1}, "number.negative", "seats"),
        ({"pulse_seconds": 6}, "delivery.pulse", "pulse_seconds"),
        ({"billed_per": "hour", "pulse_seconds": 6}, "delivery.pulse", "pulse_seconds"),
        ({"billed_per": "talk_minute", "pulse_seconds": 0}, "number.range", "pulse_seconds"),
        ({"billed_per": "talk_minute", "pulse_seconds": "-6"}, "number.range", "pulse_seconds"),
        ({"tariff": 2}, "type.tariff", "tariff"),
        ({"minimum": 900}, "type.price", "minimum"),
        ({"setup": "900"}, "type.price", "setup"),
    ],
)
def test_what_contradicts_itself_is_refused(given: dict[str, Any], code: str, field: str) -> None:
    """A provider's terms that contradict each other are refused, by class and field."""
    with pytest.raises(PricingError) as caught:
        Outsourced(**{"billed_per": "contact", "tariff": EUR(2), **given})
    assert (code, field) == (caught.value.code, caught.value.field)


def test_resolutions_need_their_share() -> None:
    """Resolutions cannot be billed where nothing says how many contacts are resolved."""
    agency = Outsourced(billed_per="resolution", tariff=EUR(3))
    with pytest.raises(PricingError) as caught:
        phone(agency, resolution_percent=None, name="Hotline")
    assert ("delivery.resolution", "resolution_percent", "Hotline") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


def test_one_currency_for_tariff_and_minimum() -> None:
    """A minimum in another currency than the tariff is refused when it is charged."""
    agency = Outsourced(billed_per="contact", tariff=EUR(2), minimum=USD(900))
    with pytest.raises(PricingError) as caught:
        phone(agency)
    assert caught.value.code == "currency.mixed"


@pytest.mark.parametrize(
    ("calls", "minimum", "expected"),
    [
        (1000, None, "3000.00"),
        (1499, None, "3000.00"),
        # 1,500 calls at 2 euros come to the 3,000 from which the set-up is waived
        (1500, None, "0.00"),
        (9000, None, "0.00"),
        (0, EUR(2999), "3000.00"),
        (0, EUR(3000), "0.00"),
    ],
)
def test_a_set_up_is_waived(calls: int, minimum: Any, expected: str) -> None:  # noqa: ANN401
    """No set-up is charged if a month comes to enough, the minimum counted in."""
    agency = Outsourced(
        billed_per="contact",
        tariff=EUR(2),
        minimum=minimum,
        setup=EUR(3000),
        setup_waived_from=EUR(3000),
    )
    quote = Quote.of(phone(agency, calls_per_month=calls))
    assert Money(expected, "EUR") == quote.one_time
    quote.verify()


def test_premiums_come_on_top_of_what_is_used() -> None:
    """Each premium takes its share of the month's work, before any minimum, and names its source.

    1,000 calls at 2 euros are 2,000: 20 % of them cost 25 % more, 100; all of them 10 % more, 200.
    """
    night = Premium(name="nights", percent=25, share_percent=Sourced(20, "log of 2026"))
    agency = Outsourced(
        billed_per="contact",
        tariff=EUR(2),
        minimum=EUR(5000),
        premiums=[night, Premium(name="German", percent=10)],
    )
    calls, nights, german = charged(phone(agency).charges())
    assert (EUR(5000), EUR(100), EUR(200)) == (calls.amount, nights.amount, german.amount)
    assert ("nights", "1", "month", "outsourcing", "monthly", "price") == nights[:6]
    quote = Quote.of(phone(agency))
    assert "log of 2026" in quote.explain()
    quote.verify()


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"billed_per": "contact", "occupancy_percent": 85}, "delivery.hours", "occupancy_percent"),
        ({"billed_per": "hour", "shrinkage_percent": 30}, "delivery.hours", "shrinkage_percent"),
        ({"billed_per": "talk_minute", "call_lengths": LENGTHS}, "delivery.lengths", None),
        (
            {
                "billed_per": "talk_minute",
                "pulse_seconds": 30,
                "call_lengths": [CallLength(seconds=61, percent=40)],
            },
            "delivery.lengths",
            "call_lengths",
        ),
        ({"billed_per": "contact", "setup_waived_from": EUR(1)}, "delivery.setup", None),
        ({"billed_per": "hour", "occupancy_percent": 0}, "percent.range", "occupancy_percent"),
        ({"billed_per": "paid_hour", "shrinkage_percent": 100}, "percent.range", None),
        ({"billed_per": "talk_minute", "pulse_seconds": 0}, "number.range", "pulse_seconds"),
        ({"billed_per": "contact", "premiums": [25]}, "type.member", "premiums"),
        ({"billed_per": ["contact"]}, "delivery.billed_per", "billed_per"),
    ],
)
def test_what_does_not_go_together_is_refused(
    given: dict[str, Any], code: str, field: str | None
) -> None:
    """What is said of something that is not billed is refused, by its field."""
    with pytest.raises(PricingError) as caught:
        Outsourced(tariff=EUR(1), **given)
    assert code == caught.value.code
    assert field is None or field == caught.value.field


def test_a_waiver_in_another_currency_is_refused() -> None:
    """The amount from which a set-up is waived is of the currency that is billed."""
    agency = Outsourced(
        billed_per="contact", tariff=EUR(2), setup=EUR(3000), setup_waived_from=USD(3000)
    )
    with pytest.raises(PricingError) as caught:
        phone(agency)
    assert ("currency.mixed", "Phone support") == (caught.value.code, caught.value.component)


def test_a_waiver_says_what_it_compares_and_rests_on() -> None:
    """Both the month and the threshold are shown, and a doubtful threshold marks the set-up."""
    agency = Outsourced(
        billed_per="contact",
        tariff=EUR(2),
        setup=EUR(300),
        setup_waived_from=Sourced(EUR(5000), "a guess", None, "assumption"),
    )
    quote = Quote.of(phone(agency))
    assert quote.lines[0].unverified
    assert not quote.lines[1].unverified
    told = quote.explain()
    assert "a month comes to: EUR 2,000.00" in told
    assert "set-up, waived from a month of: EUR 5,000.00" in told
    assert "a guess" in told


def test_a_line_cites_what_it_rests_on_alone() -> None:
    """What is billed per contact does not depend on how long one takes."""
    given = {
        "calls_per_month": Sourced(1000, "switch"),
        "handle_minutes": Sourced("4.5", "study"),
        "talk_minutes": Sourced("3.25", "carrier"),
        "resolution_percent": Sourced("62.5", "survey"),
    }
    wanted = {
        "contact": {"switch"},
        "talk_minute": {"switch", "carrier"},
        "handle_minute": {"switch", "study"},
        "hour": {"switch", "study"},
        "resolution": {"switch", "survey"},
    }
    for way, sources in wanted.items():
        agency = Outsourced(billed_per=way, tariff=EUR(2))  # type: ignore[arg-type]
        (line,) = Quote.of(phone(agency, **given)).lines
        assert sources == {citation.source.where for citation in line.citations}
