"""Own people cost their wages: by heads, or by the paid hours of the work; worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from component_samples import Charged, charged
from cspricing import (
    EUR,
    Citation,
    EmailSupport,
    InHouse,
    Margin,
    Markup,
    Money,
    PhoneSupport,
    Quote,
    Source,
    Sourced,
)
from cspricing.errors import PricingError


def phone(delivery: InHouse, **changes: Any) -> Any:  # noqa: ANN401
    """Make a channel of 1,000 calls of 4.5 minutes."""
    given: dict[str, Any] = {"calls_per_month": 1000, "handle_minutes": "4.5", **changes}
    return PhoneSupport(delivery=delivery, **given)


def test_heads_at_a_monthly_wage() -> None:
    """Seven people at 2,400 euros cost 16,800 a month, whatever the volume."""
    team = InHouse(heads=7, monthly_wage=EUR(2400))
    expected = [Charged("wages", "7", "person", "labour", "monthly", "cost", EUR(16800))]
    assert expected == charged(phone(team).charges())
    assert expected == charged(phone(team, calls_per_month=0).charges())
    quote = Quote.of(phone(team))
    assert (Money("0.00", "EUR"), Money("16800.00", "EUR")) == (quote.net, quote.cost)


@pytest.mark.parametrize(
    ("occupancy", "shrinkage", "paid"),
    [
        # 1,000 x 4.5 / 60 = 75 hours
        # 75 / 85 % = 88.235...
        (85, 0, "88.24"),
        # 75 / 70 % = 107.142...
        (100, 30, "107.14"),
        # 75 / 85 % / 70 % = 126.050...
        (85, 30, "126.05"),
        # 75 / 0.000000000001 %
        ("1.000000000001", 0, "7500.00"),
        # 75 / 87.5 % / 68.75 % = 124.675...
        ("87.5", "31.25", "124.68"),
    ],
)
def test_paid_hours(occupancy: int | str, shrinkage: int | str, paid: str) -> None:
    """Paid hours are the workload / occupancy / (1 - shrinkage), half up to two decimals."""
    team = InHouse(hourly_wage=EUR(15), occupancy_percent=occupancy, shrinkage_percent=shrinkage)
    (charge,) = phone(team).charges()
    assert paid == str(charge.quantity)
    assert ("paid hour", True) == (charge.unit, charge.cost)
    workload, paid_time = charge.workings
    assert ("workload", Decimal("75.00"), "hour", "half up") == (
        workload.what,
        workload.result,
        workload.unit,
        workload.rounding,
    )
    assert ("paid time", Decimal(paid), "paid hour", "half up") == (
        paid_time.what,
        paid_time.result,
        paid_time.unit,
        paid_time.rounding,
    )
    Quote.of(phone(team)).verify()


def test_hours_are_rounded_before_they_are_divided() -> None:
    """0.05 minutes are 0.00 hours: what is printed is what is divided."""
    team = InHouse(hourly_wage=EUR(15), occupancy_percent=10)
    (charge,) = phone(team, calls_per_month=1, handle_minutes="0.05").charges()
    assert Decimal(0) == charge.quantity
    Quote.of(phone(team, calls_per_month=1, handle_minutes="0.05")).verify()


@pytest.mark.parametrize(
    ("given", "wages", "on_cost"),
    [
        ({"heads": 7, "monthly_wage": EUR(2400)}, EUR(16800), EUR(3864)),
        ({"hourly_wage": EUR(15)}, EUR(1125), EUR("258.75")),
        ({"hourly_wage": EUR(10) / 3}, EUR(250), EUR("57.5")),
    ],
)
def test_on_cost_stands_beside_the_wage(
    given: dict[str, Any],
    wages: Any,  # noqa: ANN401
    on_cost: Any,  # noqa: ANN401
) -> None:
    """What the employer pays on top is a charge of its own: 23 % of the wage, as often."""
    team = InHouse(on_cost_percent=23, **given)
    first, second = charged(phone(team).charges())
    assert (wages, on_cost) == (first.amount, second.amount)
    assert first._replace(what="on-cost", amount=on_cost) == second
    quote = Quote.of(phone(team))
    assert quote.cost.amount == (wages + on_cost).numerator
    quote.verify()


def test_no_on_cost_no_charge() -> None:
    """Without on-cost there is no such line."""
    assert 1 == len(phone(InHouse(hourly_wage=EUR(15), on_cost_percent=0)).charges())


def test_markups_and_margins_price_the_people() -> None:
    """16,800 of cost are 21,840 at a markup of 30 %, and 24,000 at a margin of 30 %."""
    quote = Quote.of(phone(InHouse(heads=7, monthly_wage=EUR(2400))))
    assert Money("21840.00", "EUR") == quote.marked_up(Markup(30)).net
    assert Money("24000.00", "EUR") == quote.marked_up(Margin(30)).net
    assert Money("0.00", "EUR") == quote.marked_up(Margin(30)).cost


def test_sources_of_demand_and_delivery_are_cited() -> None:
    """Wages cite the figures of channel and team, and what is a share of them the wage, too."""
    team = InHouse(
        hourly_wage=Sourced(EUR(15), "survey", "2026-05-01", "published"),
        shrinkage_percent=Sourced(30, "rule of thumb", None, "assumption"),
        on_cost_percent=Sourced(23, "law", None, "verified"),
    )
    mail = EmailSupport(
        emails_per_month=Sourced(2000, "last year"), handle_minutes=6, delivery=team
    )
    wages, on_cost = mail.charges()
    team_s = [
        Citation("shrinkage_percent", Decimal(30), Source("rule of thumb", None, "assumption")),
    ]
    law = Citation("on_cost_percent", Decimal(23), Source("law", None, "verified"))
    assert [Citation("emails_per_month", Decimal(2000), Source("last year")), *team_s] == list(
        wages.citations
    )
    wage = Citation("hourly_wage", EUR(15), Source("survey", date(2026, 5, 1), "published"))
    assert (*wages.citations, wage, law) == on_cost.citations
    assert "survey" in {citation.source.where for citation in Quote.of(mail).lines[0].citations}


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "delivery.wage", "hourly_wage"),
        ({"heads": 7}, "delivery.wage", "hourly_wage"),
        ({"monthly_wage": EUR(2400)}, "delivery.people", "monthly_wage"),
        ({"heads": 7, "hourly_wage": EUR(15)}, "delivery.hours_per_month", "hours_per_month"),
        ({"monthly_wage": EUR(2400), "hourly_wage": EUR(15)}, "delivery.wage", "hourly_wage"),
        (
            {"heads": 7, "monthly_wage": EUR(2400), "hourly_wage": EUR(15)},
            "delivery.wage",
            "hourly_wage",
        ),
        (
            {"heads": 7, "monthly_wage": EUR(2400), "occupancy_percent": 85},
            "delivery.heads",
            "occupancy_percent",
        ),
        (
            {"heads": 7, "monthly_wage": EUR(2400), "shrinkage_percent": 30},
            "delivery.heads",
            "shrinkage_percent",
        ),
        ({"heads": -1, "monthly_wage": EUR(2400)}, "number.negative", "heads"),
        ({"heads": 7, "monthly_wage": 2400}, "type.price", "monthly_wage"),
        ({"hourly_wage": "15"}, "type.price", "hourly_wage"),
        ({"hourly_wage": EUR(15), "occupancy_percent": 0}, "percent.range", "occupancy_percent"),
        ({"hourly_wage": EUR(15), "occupancy_percent": 101}, "percent.range", "occupancy_percent"),
        ({"hourly_wage": EUR(15), "occupancy_percent": -1}, "percent.range", "occupancy_percent"),
        ({"hourly_wage": EUR(15), "shrinkage_percent": 100}, "percent.range", "shrinkage_percent"),
        ({"hourly_wage": EUR(15), "shrinkage_percent": -1}, "percent.range", "shrinkage_percent"),
        ({"hourly_wage": EUR(15), "on_cost_percent": -1}, "number.negative", "on_cost_percent"),
        ({"hourly_wage": EUR(15), "on_cost_percent": 0.23}, "type.float", "on_cost_percent"),
        (
            {"hourly_wage": EUR(15), "on_cost_percent": "0.23"},
            "percent.fraction",
            "on_cost_percent",
        ),
        (
            {"hourly_wage": EUR(15), "occupancy_percent": "0.85"},
            "percent.fraction",
            "occupancy_percent",
        ),
        (
            {"hourly_wage": EUR(15), "shrinkage_percent": "0.3"},
            "percent.fraction",
            "shrinkage_percent",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(given: dict[str, Any], code: str, field: str) -> None:
    """A team without one wage, or with shares that leave nobody, is refused by its field."""
    with pytest.raises(PricingError) as caught:
        InHouse(**given)
    assert (code, field) == (caught.value.code, caught.value.field)


def test_heads_take_shares_that_say_nothing() -> None:
    """Beside heads, the shares that change no hour are as good as none."""
    team = InHouse(heads=7, monthly_wage=EUR(1), occupancy_percent=100, shrinkage_percent=0)
    assert InHouse(heads=7, monthly_wage=EUR(1)) == team


def test_a_cost_of_too_many_digits_is_refused() -> None:
    """A wage so long that no on-cost of it is exact is a typed refusal, not a bare one."""
    wage = EUR("999999999999999999.999999999999")
    for _ in range(5):
        wage = wage * "999999999999999999.999999999999"
    wage = wage * "99.123456789012"
    team = InHouse(hourly_wage=wage, on_cost_percent="99.123456789012")
    with pytest.raises(PricingError) as caught:
        phone(team, name="Own desk", handle_minutes=7)
    assert ("number.range", "Own desk") == (caught.value.code, caught.value.component)
