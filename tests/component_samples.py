"""One of every ready-made component, and helpers to look at what it charges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import customization_samples
import promise_samples
import quality_samples
import service_samples
import usage_samples
from cspricing import (
    EUR,
    VAT,
    AddOn,
    Allowance,
    AutomationTool,
    CallLength,
    Charge,
    Component,
    CRMLicense,
    Customization,
    Deflection,
    EmailSupport,
    Included,
    InHouse,
    Item,
    LiveChat,
    Outsourced,
    Package,
    PercentOf,
    PerpetualLicense,
    PhoneSupport,
    Premium,
    Price,
    Quote,
    SocialMedia,
    Supervision,
    Surcharge,
    Telephony,
    Training,
    Workplace,
)

FAMILIES: Final = (service_samples, customization_samples, quality_samples)
"""Modules that hold samples of a family: by volume, of any numbers, and what is due for none."""

CONTACT: Final = Outsourced(billed_per="contact", tariff=EUR("1.57"))

SAMPLES: Final[dict[str, Component]] = {
    "phone, outsourced": PhoneSupport(
        calls_per_month=3000,
        handle_minutes="4.5",
        delivery=Outsourced(
            billed_per="talk_minute",
            tariff=EUR("0.5"),
            minimum=EUR(900),
            setup=EUR(3000),
            pulse_seconds=6,
        ),
        talk_minutes="3.25",
        resolution_percent=80,
    ),
    "phone, in house": PhoneSupport(
        calls_per_month=3000,
        handle_minutes="4.5",
        delivery=InHouse(
            hourly_wage=EUR(15), occupancy_percent=85, shrinkage_percent=30, on_cost_percent=23
        ),
    ),
    "phone, by the length of calls": PhoneSupport(
        calls_per_month=3000,
        handle_minutes="4.5",
        delivery=Outsourced(
            billed_per="talk_minute",
            tariff=EUR("0.5"),
            setup=EUR(3000),
            setup_waived_from=EUR(100_000),
            pulse_seconds=30,
            call_lengths=[
                CallLength(seconds=61, percent=40),
                CallLength(seconds=284, percent=60),
            ],
            premiums=[Premium(name="nachts", percent=25, share_percent=20)],
        ),
        talk_minutes="3.25",
    ),
    "phone, per paid hour": PhoneSupport(
        calls_per_month=3000,
        handle_minutes="4.5",
        delivery=Outsourced(
            billed_per="paid_hour", tariff=EUR(22), occupancy_percent=85, shrinkage_percent=30
        ),
    ),
    "phone, per productive hour": PhoneSupport(
        calls_per_month=3000,
        handle_minutes="4.5",
        delivery=Outsourced(billed_per="hour", tariff=EUR(28), occupancy_percent=85),
    ),
    "phone, a whole team": PhoneSupport(
        calls_per_month=30_000,
        handle_minutes=5,
        delivery=InHouse(
            agents=21,
            shrinkage_percent=30,
            hourly_wage=EUR(15),
            hours_per_month=160,
            premiums=[Premium(name="nachts", percent=25, share_percent=30)],
            on_cost_percent=23,
            supervision=[Supervision(role="Teamleitung", span=12, monthly_wage=EUR(3200))],
            workplace=Workplace(
                equipment=EUR(1200),
                life_months=36,
                spare_percent=5,
                maintenance_percent=12,
                space=EUR(180),
                licences=EUR(75),
                people_per_seat="1.5",
            ),
            telephony=Telephony(
                per_minute=EUR("0.02"),
                toll_free_per_minute=EUR("0.03"),
                numbers=2,
                number_rent=EUR(15),
            ),
        ),
    ),
    "phone, people from the workload": PhoneSupport(
        calls_per_month=30_000,
        handle_minutes=5,
        delivery=InHouse(
            monthly_wage=EUR(2400),
            hours_per_month=160,
            occupancy_percent=85,
            shrinkage_percent=30,
            workplace=Workplace(equipment_rent=EUR(40)),
        ),
    ),
    "e-mail, per seat": EmailSupport(
        emails_per_month=2000,
        handle_minutes=6,
        delivery=Outsourced(billed_per="seat", seats=7, tariff=EUR(1900)),
        resolution_percent=75,
    ),
    "e-mail, heads": EmailSupport(
        emails_per_month=2000, handle_minutes=6, delivery=InHouse(heads=7, monthly_wage=EUR(2400))
    ),
    "e-mail, with its system": EmailSupport(
        emails_per_month=2000,
        handle_minutes=6,
        delivery=CONTACT,
        tool=EUR(19),
        tool_seats=4,
    ),
    "chat": LiveChat(
        chats_per_month=5000,
        handle_minutes=12,
        concurrency="2.5",
        delivery=InHouse(hourly_wage=EUR(15)),
        tool=EUR(29),
        tool_seats=8,
        first_contact_resolution_percent=70,
        repeat_percent=50,
    ),
    "social media": SocialMedia(
        mentions_per_month=20_000,
        answered_percent=15,
        handle_minutes=3,
        delivery=CONTACT,
        tool=EUR(600),
        resolution_percent=60,
    ),
    "phone, deflected": PhoneSupport(
        calls_per_month=12_000,
        handle_minutes="4.5",
        talk_minutes="3.25",
        delivery=Outsourced(billed_per="talk_minute", tariff=EUR("0.5")),
        first_contact_resolution_percent=70,
        repeat_percent=50,
        deflections=[Deflection(deflected_percent=30, remaining_handle_percent=110)],
    ),
    "licences": CRMLicense(seats=25, tariff=EUR(40), priced="quarterly", billed="quarterly"),
    "licences, implemented": CRMLicense(
        seats=25,
        tariff=EUR(40),
        implementation_percent="37.5",
        maintenance_percent=20,
        support=EUR("2.50"),
    ),
    "an open desk": PhoneSupport(
        calls_per_month=1000,
        handle_minutes="4.5",
        delivery=InHouse(
            agents=2,
            open_hours_per_month=240,
            hours_per_month=166,
            shrinkage_percent=30,
            monthly_wage=EUR(2400),
        ),
    ),
    "licences, prepaid": CRMLicense(
        seats=25,
        free_seats=3,
        minimum_seats=30,
        tariff=EUR(40),
        priced="monthly",
        billed="yearly",
        prepayment_discount_percent=20,
        edition="Team",
        support_percent=18,
        onboarding=EUR(1500),
        addons=[AddOn(name="Storage", quantity=20, tariff=EUR(3))],
    ),
    "licences, bought": PerpetualLicense(seats=20, price=EUR(600), maintenance_percent=18),
    "automation": AutomationTool(
        licence=EUR(300),
        sessions_per_month=731,
        tariff=Included(500, Package(100, EUR(49))),
        building=EUR(6000),
        maintenance_percent=17,
        deflected_percent=30,
        remaining_handle_percent=110,
    ),
    "training": Training(
        days="2.5",
        daily=EUR(900),
        trainees=12,
        materials=EUR(60),
        trainee_wage_per_day=EUR(150),
    ),
    "customization": Customization(person_days=20, daily=EUR(700), contingency_percent=15),
    "item": Item(
        name="Days",
        quantity=90,
        unit="day",
        price=EUR(1585),
        per=365,
        tax=VAT(19),
        allowances=[Allowance(amount=EUR(5), reason="pilot")],
        surcharges=[Surcharge(percent=2, reason="travel")],
    ),
    "allowance": Allowance(percent=3, base=EUR(100), reason="loyalty", tax=VAT(19)),
    "surcharge": Surcharge(amount=EUR(5), reason="express"),
    "charge": Charge("Headsets", 12, "piece", EUR(89), "equipment"),
    "percentage": PercentOf(18, of="software", what="Support", category="support"),
    **service_samples.SAMPLES,
    **customization_samples.SAMPLES,
    **quality_samples.SAMPLES,
    **promise_samples.SAMPLES,
    **usage_samples.SAMPLES,
}
"""By a name for the test."""


class Charged(NamedTuple):
    """What a charge says, without how it came about."""

    what: str
    quantity: str
    unit: str
    category: str
    cadence: str
    kind: str
    amount: Price


def charged(charges: Iterable[Any]) -> list[Charged]:
    """Look at charges: what each one is for, and what it comes to."""
    return [
        Charged(
            one.what,
            str(one.quantity),
            one.unit,
            one.category,
            one.cadence,
            "cost" if one.cost else "price",
            one.tariff.price(one.quantity),
        )
        for one in charges
    ]


def told(component: Component) -> list[str]:
    """Write each charge of a component on a line: what, how many, the amount, and its kind."""
    return [
        f"{one.what}: {one.quantity.normalize():f} {one.unit} = {one.tariff.price(one.quantity)}"
        f" [{one.category}, {one.cadence}, {'cost' if one.cost else 'price'}]"
        for one in plain(component)
    ]


def worked(component: Component) -> list[str]:
    """Give what the explanation prints of how the quantities of a component came about."""
    text = Quote.of(component).over(months=12).explain()
    Quote.of(component).over(months=12).verify()
    rows = [line.strip() for line in text.split("Over the whole term")[0].splitlines()]
    slices = [one for charge in plain(component) for one in (charge, *charge.slices) if one]
    names = {working.what for one in slices for working in one.workings}
    found = [" ".join(row.split()) for row in rows if row.partition(":")[0] in names]
    return list(dict.fromkeys(found))


def plain(component: Component) -> tuple[Charge, ...]:
    """Give the charges of a component that has no percentages of others."""
    charges = tuple(component.charges())
    assert all(isinstance(charge, Charge) for charge in charges)
    return tuple(charge for charge in charges if isinstance(charge, Charge))
