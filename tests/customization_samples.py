"""Samples of customization, for the laws: whole, by volume, and of any numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from cspricing import EUR, Component, Customization, PersonDays, Price, ProcessCustomization

SAMPLES: Final[dict[str, Component]] = {
    "customization, all of it": Customization(
        person_days=20,
        daily=EUR(700),
        tools=EUR(500),
        environments=EUR(99),
        warranty_percent=5,
        maintenance_percent=18,
    ),
    "customization, roles": Customization(
        roles=[PersonDays("architect", 5, EUR(1200)), PersonDays("developer", 15, EUR(700))],
        contingency_percent=15,
        maintenance_percent=17,
        maintenance_billed="quarterly",
    ),
    "process customization": ProcessCustomization(
        processes=12,
        mapping_days=3,
        daily=EUR(800),
        contingency_percent=5,
        change_management_percent=20,
        retraining=EUR(5000),
        workshops=3,
        workshop_hours="3.5",
        attendees=8,
        attendee_hourly_wage=EUR(30),
        dip_weeks=4,
        dip_percent=15,
        weekly_labour=EUR(6000),
    ),
    "process customization, roles": ProcessCustomization(
        processes=12,
        roles=[PersonDays("analyst", 2, EUR(800)), PersonDays("partner", "0.5", EUR(1500))],
    ),
}
"""By a name for the test."""


def _processes(volume: Decimal, price: Price) -> ProcessCustomization:
    return ProcessCustomization(
        processes=volume,
        mapping_days="1.5",
        daily=price,
        contingency_percent=5,
        change_management_percent=20,
        retraining=EUR(50),
    )


SCALED: Final[dict[str, Callable[[Decimal, Price], Component]]] = {
    "days of a role": lambda volume, price: Customization(
        roles=[PersonDays("architect", volume, price), PersonDays("developer", 2, EUR(10))],
        contingency_percent=10,
        tools=EUR(5),
        environments=EUR(3),
        warranty_percent=5,
        maintenance_percent=18,
    ),
    "processes": _processes,
    "workshops": lambda volume, price: ProcessCustomization(
        processes=0,
        mapping_days=1,
        daily=price,
        workshops=volume,
        workshop_hours=3,
        attendees=8,
        attendee_hourly_wage=price,
    ),
    "weeks of a dip": lambda volume, price: ProcessCustomization(
        processes=0,
        mapping_days=1,
        daily=price,
        dip_weeks=volume,
        dip_percent=15,
        weekly_labour=price,
    ),
}
"""Components as functions of their volume, at a price."""

FIXED: Final[dict[str, Callable[[Price], Price]]] = {
    # 2 x 10; 10 % and 5 % of it; tools and environments; and a twelfth of 18 % of it
    "days of a role": lambda _: EUR("31.3"),
    "processes": lambda _: EUR(50),
}
"""What is due for no volume."""

LIFTED: Final[dict[str, Callable[[Any, Any, dict[str, str]], Component]]] = {
    "customization": lambda n, p, v: Customization(
        person_days=n(v["volume"]),
        daily=p(v["price"]),
        tools=p(v["price"]),
        environments=p(v["price"]),
        contingency_percent=n(v["percent"]),
        warranty_percent=n(v["percent"]),
        maintenance_percent=n(v["percent"]),
    ),
    "customization by roles": lambda n, p, v: Customization(
        roles=[
            PersonDays("architect", n(v["volume"]), p(v["price"]), n(v["percent"])),
            PersonDays("developer", n(v["minutes"]), p("7.5")),
        ],
        contingency_percent=n(v["percent"]),
        maintenance_percent=n(v["percent"]),
        maintenance_billed="yearly",
    ),
    "process customization": lambda n, p, v: ProcessCustomization(
        processes=n(v["volume"]),
        mapping_days=n(v["minutes"]),
        daily=p(v["price"]),
        contingency_percent=n(v["percent"]),
        change_management_percent=n(v["percent"]),
        retraining=p(v["price"]),
        workshops=n(v["volume"]),
        workshop_hours=n(v["minutes"]),
        attendees=n("7"),
        attendee_hourly_wage=p(v["price"]),
        dip_weeks=n(v["volume"]),
        dip_percent=n(v["percent"]),
        weekly_labour=p(v["price"]),
    ),
}
"""Components of numbers and prices that two functions make."""
