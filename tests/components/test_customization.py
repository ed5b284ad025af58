"""Customization of systems and processes, each figure by hand."""

from __future__ import annotations

from typing import Any

import pytest

from component_samples import told, worked
from cspricing import (
    EUR,
    USD,
    Component,
    Customization,
    Money,
    PersonDays,
    ProcessCustomization,
    Quote,
    Sourced,
)
from cspricing.errors import PricingError

ROLES = [PersonDays("architect", 5, EUR(1200)), PersonDays("developer", 15, EUR(700))]
SIMPLE: dict[str, Any] = {"person_days": 20, "daily": EUR(700)}
MAPPED: dict[str, Any] = {"processes": 12, "mapping_days": 3, "daily": EUR(800)}
WORK = "development: 20 person-day = EUR 14,000.00 [customization, once, price]"
MAPPING = "process mapping: 36 person-day = EUR 28,800.00 [customization, once, price]"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # tools once, environments each month
        (
            {**SIMPLE, "tools": EUR(500), "environments": EUR(99)},
            [
                WORK,
                "tools: 1 lump sum = EUR 500.00 [customization, once, price]",
                "environments: 1 lump sum = EUR 99.00 [customization, monthly, price]",
            ],
        ),
        # 5 % of 14,000, once; the contingency of 15 % is not part of it
        (
            {**SIMPLE, "contingency_percent": 15, "warranty_percent": 5},
            [
                WORK,
                "contingency: 3 person-day = EUR 2,100.00 [customization, once, price]",
                "warranty: 1 lump sum = EUR 700.00 [customization, once, price]",
            ],
        ),
        # 18 % of 14,000 is 2,520 a year: 210 a month, 630 a quarter
        (
            {**SIMPLE, "maintenance_percent": 18},
            [WORK, "maintenance: 1 lump sum = EUR 210.00 [customization, monthly, price]"],
        ),
        (
            {**SIMPLE, "maintenance_percent": 18, "maintenance_billed": "quarterly"},
            [WORK, "maintenance: 1 lump sum = EUR 630.00 [customization, quarterly, price]"],
        ),
        (
            {**SIMPLE, "maintenance_percent": 18, "maintenance_billed": "yearly"},
            [WORK, "maintenance: 1 lump sum = EUR 2,520.00 [customization, yearly, price]"],
        ),
        # 5 x 1200 and 15 x 700 are 16,500: 10 % is 1,650, and a twelfth of 20 % is 275
        (
            {"roles": ROLES, "contingency_percent": 10, "maintenance_percent": 20},
            [
                "architect: 5 person-day = EUR 6,000.00 [customization, once, price]",
                "developer: 15 person-day = EUR 10,500.00 [customization, once, price]",
                "contingency: 1 lump sum = EUR 1,650.00 [customization, once, price]",
                "maintenance: 1 lump sum = EUR 275.00 [customization, monthly, price]",
            ],
        ),
        # a twelfth that does not end: 20 % of 700 is 140 a year
        (
            {"person_days": 1, "daily": EUR(700), "maintenance_percent": 20},
            [
                "development: 1 person-day = EUR 700.00 [customization, once, price]",
                "maintenance: 1 lump sum = EUR 35.00 / 3 [customization, monthly, price]",
            ],
        ),
    ],
)
def test_systems_by_hand(given: dict[str, Any], expected: list[str]) -> None:
    """Work on systems, and what comes with it, comes to these lines."""
    assert expected == told(Customization(**given))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # 12 x 3 is 36 days, 36 x 800
        ({}, [MAPPING]),
        # 5 % of 36 days; 20 % of 28,800; retraining as stated
        (
            {"contingency_percent": 5, "change_management_percent": 20, "retraining": EUR(5000)},
            [
                MAPPING,
                "contingency: 1.8 person-day = EUR 1,440.00 [customization, once, price]",
                "change management: 1 lump sum = EUR 5,760.00 [customization, once, price]",
                "retraining: 1 lump sum = EUR 5,000.00 [customization, once, price]",
            ],
        ),
        # 3 x 3.5 x 8 is 84 hours, 84 x 30
        (
            {
                "workshops": 3,
                "workshop_hours": "3.5",
                "attendees": 8,
                "attendee_hourly_wage": EUR(30),
            },
            [
                MAPPING,
                "attendees' time: 84 attendee hour = EUR 2,520.00 [customization, once, cost]",
            ],
        ),
        # 4 weeks at 15 % less are 0.6 weeks, 0.6 x 6000
        (
            {"dip_weeks": 4, "dip_percent": 15, "weekly_labour": EUR(6000)},
            [MAPPING, "lower productivity: 0.6 week = EUR 3,600.00 [customization, once, cost]"],
        ),
        # 12 x 2 x 800 and 12 x 0.5 x 1500; 20 % of both, 28,200, is 5,640
        (
            {
                "mapping_days": None,
                "daily": None,
                "roles": [
                    PersonDays("analyst", 2, EUR(800)),
                    PersonDays("partner", "0.5", EUR(1500)),
                ],
                "change_management_percent": 20,
            },
            [
                "analyst: 24 person-day = EUR 19,200.00 [customization, once, price]",
                "partner: 6 person-day = EUR 9,000.00 [customization, once, price]",
                "change management: 1 lump sum = EUR 5,640.00 [customization, once, price]",
            ],
        ),
    ],
)
def test_processes_by_hand(given: dict[str, Any], expected: list[str]) -> None:
    """Twelve processes, and what else is given, come to these lines."""
    assert expected == told(ProcessCustomization(**{**MAPPED, **given}))


def test_a_year_of_maintenance() -> None:
    """18 % of 14,000 is 2,520 in a year, however often it is billed; half of it in half a year."""
    for billed in ("monthly", "quarterly", "yearly"):
        made = Customization(**SIMPLE, maintenance_percent=18, maintenance_billed=billed)
        quote = Quote.of(made).over(months=12)
        assert (Money("14000.00", "EUR"), Money("2520.00", "EUR")) == (
            quote.one_time,
            quote.recurring,
        )
        assert Money("1260.00", "EUR") == Quote.of(made).over(months=6).recurring


def test_how_it_came_about_is_explained() -> None:
    """The explanation tells what percentages are of, and how weeks and hours are lost."""
    system = Customization(roles=ROLES, warranty_percent=5, maintenance_percent=20)
    assert [
        "work: 5 person-days x EUR 1,200.00 + 15 person-days x EUR 700.00 = EUR 16,500.00",
        "warranty: EUR 16,500.00 x 5 % = EUR 825.00",
        "maintenance: EUR 16,500.00 x 20 % / 12 = EUR 275.00",
    ] == worked(system)
    change = ProcessCustomization(
        **MAPPED,
        change_management_percent=20,
        workshops=3,
        workshop_hours="3.5",
        attendees=8,
        attendee_hourly_wage=EUR(30),
        dip_weeks=4,
        dip_percent=15,
        weekly_labour=EUR(6000),
    )
    assert [
        "mapping: 12 processes x 3 person-days = 36 person-days",
        "work: 36 person-days x EUR 800.00 = EUR 28,800.00",
        "change management: EUR 28,800.00 x 20 % = EUR 5,760.00",
        "time in workshops: 3 workshops x 3.5 hours x 8 attendees = 84 attendee hours",
        "weeks lost: 4 weeks x 15 % = 0.6 weeks",
    ] == worked(change)


def test_sources_reach_what_rests_on_them() -> None:
    """Each line cites its figures, and what is a percentage of work cites days and rate."""

    def cited(component: Component) -> dict[str, set[str]]:
        return {line.what: {c.of for c in line.citations} for line in Quote.of(component).lines}

    system = Customization(
        person_days=Sourced(20, "plan"),
        daily=Sourced(EUR(700), "card"),
        warranty_percent=Sourced(5, "contract"),
        maintenance_percent=Sourced(18, "contract"),
    )
    assert {
        "development": {"person_days", "price"},
        "warranty": {"person_days", "daily", "warranty_percent"},
        "maintenance": {"person_days", "daily", "maintenance_percent"},
    } == cited(system)
    change = ProcessCustomization(
        processes=Sourced(12, "list"),
        mapping_days=Sourced(3, "plan"),
        daily=EUR(800),
        change_management_percent=Sourced(20, "rule"),
        workshops=Sourced(3, "plan"),
        workshop_hours=2,
        attendees=Sourced(8, "list"),
        attendee_hourly_wage=EUR(30),
        dip_weeks=Sourced(4, "guess"),
        dip_percent=15,
        weekly_labour=EUR(1),
    )
    assert {
        "process mapping": {"processes", "mapping_days"},
        "change management": {"processes", "mapping_days", "change_management_percent"},
        "attendees' time": {"workshops", "attendees"},
        "lower productivity": {"dip_weeks"},
    } == cited(change)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"person_days": None}, "component.either", "person_days"),
        ({"daily": None}, "component.either", "daily"),
        ({"roles": ROLES}, "component.either", "roles"),
        ({"person_days": None, "daily": None}, "component.either", "person_days"),
        ({"roles": ["developer"]}, "type.member", "roles"),
        ({"tools": 500}, "type.price", "tools"),
        ({"environments": "99"}, "type.price", "environments"),
        ({"warranty_percent": -5}, "number.negative", "warranty_percent"),
        ({"maintenance_percent": 0.18}, "type.float", "maintenance_percent"),
        ({"maintenance_billed": "weekly"}, "cadence", "maintenance_billed"),
        ({"maintenance_billed": "once"}, "cadence", "maintenance_billed"),
    ],
)
def test_systems_name_what_cannot_be(given: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused when the work is made, by its field."""
    with pytest.raises(PricingError) as caught:
        Customization(**{**SIMPLE, **given})
    assert (code, field) == (caught.value.code, caught.value.field)
    assert caught.value.component in {"Customization", "System customization"}


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"mapping_days": None}, "component.either", "mapping_days"),
        ({"roles": ROLES}, "component.either", "roles"),
        ({"processes": -1}, "number.negative", "processes"),
        ({"processes": None}, "type.number", "processes"),
        ({"retraining": 5000}, "type.price", "retraining"),
        ({"change_management_percent": "x"}, "number.syntax", "change_management_percent"),
        ({"workshops": 3}, "component.together", "workshop_hours"),
        ({"attendee_hourly_wage": EUR(30)}, "component.together", "workshops"),
        ({"dip_weeks": 4}, "component.together", "dip_percent"),
        ({"dip_weeks": 4, "dip_percent": 15}, "component.together", "weekly_labour"),
        ({"dip_percent": 101}, "percent.range", "dip_percent"),
        ({"attendees": True}, "type.bool", "attendees"),
    ],
)
def test_processes_name_what_cannot_be(given: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused when the change is made, by its field."""
    with pytest.raises(PricingError) as caught:
        ProcessCustomization(**{**MAPPED, **given})
    assert (code, field) == (caught.value.code, caught.value.field)
    assert caught.value.component in {"ProcessCustomization", "Process customization"}


def test_costs_of_other_currencies_are_refused_with_the_quote() -> None:
    """Tools in another currency than the work are a fault of the quote, when it is priced."""
    with pytest.raises(PricingError) as caught:
        _ = Quote.of(Customization(**SIMPLE, tools=USD(500))).total
    assert "currency.mixed" == caught.value.code
