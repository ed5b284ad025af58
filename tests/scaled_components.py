"""Each ready-made component as a function of its volume."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Any, TypeAlias

from component_samples import FAMILIES
from cspricing import (
    EUR,
    AddOn,
    AutomationTool,
    CRMLicense,
    Customization,
    Deflection,
    EmailSupport,
    InHouse,
    Item,
    LiveChat,
    Outsourced,
    PerpetualLicense,
    PhoneSupport,
    Premium,
    SocialMedia,
    Supervision,
    Telephony,
    Training,
    Workplace,
)
from outsourced_samples import LENGTHS

Maker: TypeAlias = Callable[[Decimal], Any]


def whole(volume: Decimal) -> Decimal:
    """Give the next whole number, where a part of a seat or of a person cannot be."""
    return volume.to_integral_value(ROUND_CEILING)


def around(price: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give all that people of one's own take besides a wage, at this price."""
    return {
        "on_cost_percent": "23.5",
        "premiums": [Premium(name="nights", percent="12.5", share_percent=30)],
        "supervision": [Supervision(role="lead", span=12, monthly_wage=price)],
        "workplace": Workplace(
            equipment=price,
            life_months=36,
            spare_percent=5,
            maintenance_percent=12,
            space=price,
            licences=price,
            people_per_seat="1.5",
        ),
        "telephony": Telephony(per_minute=price, toll_free_per_minute=price),
    }


def _channel(delivery: Any, talk_minutes: str = "1.25") -> Maker:  # noqa: ANN401
    """Give a channel as a function of its volume."""

    def make(volume: Decimal) -> PhoneSupport:
        return PhoneSupport(
            calls_per_month=volume,
            handle_minutes="4.55",
            talk_minutes=talk_minutes,
            resolution_percent="62.5",
            delivery=delivery,
        )

    return make


def _outsourced(tariff: Any) -> dict[str, Maker]:  # noqa: ANN401
    """Give a channel for each way in which a provider bills."""
    ways: tuple[Any, ...] = ("contact", "talk_minute", "handle_minute", "hour", "resolution")
    return {
        **{
            f"outsourced per {way}": _channel(Outsourced(billed_per=way, tariff=tariff))
            for way in ways
        },
        "outsourced in pulses": _channel(
            Outsourced(billed_per="talk_minute", tariff=tariff, pulse_seconds=7)
        ),
        "outsourced with more": _channel(
            Outsourced(billed_per="contact", tariff=tariff, setup=EUR(30), minimum=EUR(9))
        ),
        "outsourced by length": _channel(
            Outsourced(
                billed_per="talk_minute",
                tariff=tariff,
                pulse_seconds=7,
                call_lengths=LENGTHS,
                premiums=[Premium(name="nights", percent="12.5", share_percent=30)],
            ),
            talk_minutes="3.25",
        ),
        "outsourced per paid hour": _channel(
            Outsourced(
                billed_per="paid_hour", tariff=tariff, occupancy_percent=85, shrinkage_percent=30
            )
        ),
    }


def _in_house(price: Any) -> dict[str, Maker]:  # noqa: ANN401
    """Give a channel for each way in which people of one's own are paid."""
    return {
        "in house, whole people": _channel(
            InHouse(
                monthly_wage=price,
                hours_per_month=160,
                occupancy_percent="87.5",
                shrinkage_percent=30,
                **around(price),
            )
        ),
        "in house": _channel(
            InHouse(
                hourly_wage=price,
                occupancy_percent="87.5",
                shrinkage_percent=30,
                on_cost_percent="23.5",
            )
        ),
    }


def _channels(tariff: Any) -> dict[str, Maker]:  # noqa: ANN401
    """Give each other channel, and one of which a tool takes a part."""
    return {
        "e-mail": lambda volume: EmailSupport(
            emails_per_month=volume,
            handle_minutes=6,
            delivery=Outsourced(billed_per="hour", tariff=tariff),
        ),
        "e-mail, with its system": lambda volume: EmailSupport(
            emails_per_month=volume,
            handle_minutes=6,
            delivery=Outsourced(billed_per="contact", tariff=tariff),
            tool=tariff,
            tool_seats=whole(volume),
        ),
        "chat": lambda volume: LiveChat(
            chats_per_month=volume,
            handle_minutes="12.5",
            concurrency="2.3",
            delivery=Outsourced(billed_per="hour", tariff=tariff),
        ),
        "social media": lambda volume: SocialMedia(
            mentions_per_month=volume,
            answered_percent="12.5",
            handle_minutes=3,
            first_contact_resolution_percent=70,
            repeat_percent="12.5",
            delivery=Outsourced(billed_per="handle_minute", tariff=tariff),
        ),
        "deflected": lambda volume: _channel(Outsourced(billed_per="talk_minute", tariff=tariff))(
            volume
        ).after(Deflection(deflected_percent="12.5", remaining_handle_percent="110.5")),
    }


def _licences(tariff: Any) -> dict[str, Maker]:  # noqa: ANN401
    """Give licences, subscribed and bought."""
    return {
        "licences": lambda volume: CRMLicense(seats=whole(volume), tariff=tariff),
        "licences beyond free ones": lambda volume: CRMLicense(
            seats=whole(volume), free_seats=3, tariff=tariff, support_percent=18
        ),
        "licences, prepaid": lambda volume: CRMLicense(
            seats=whole(volume),
            minimum_seats=2,
            tariff=tariff,
            priced="monthly",
            billed="yearly",
            prepayment_discount_percent="12.5",
            support_percent=18,
            addons=[AddOn(name="Storage", quantity=volume, tariff=tariff)],
        ),
        "licences, bought": lambda volume: PerpetualLicense(
            seats=whole(volume),
            price=tariff,
            maintenance_percent="17.5",
            maintenance_billed="monthly",
        ),
    }


def _services(tariff: Any, price: Any) -> dict[str, Maker]:  # noqa: ANN401
    """Give what comes with people's work, and a plain item."""
    return {
        "automation": lambda volume: AutomationTool(
            sessions_per_month=volume,
            tariff=tariff,
            building=EUR(60),
            maintenance_percent=15,
        ),
        "training days": lambda volume: Training(
            days=volume, daily=price, trainees=7, trainee_wage_per_day=price
        ),
        "trainees": lambda volume: Training(
            days=2, daily=price, trainees=whole(volume), materials=price, trainee_wage_per_day=price
        ),
        "customization": lambda volume: Customization(
            person_days=volume, daily=price, contingency_percent=15
        ),
        "item": lambda volume: Item(name="Item", quantity=volume, price=tariff),
        **{
            kind: partial(_at, make, price)
            for family in FAMILIES
            for kind, make in family.SCALED.items()
        },
    }


def scaled(tariff: Any) -> dict[str, Maker]:  # noqa: ANN401
    """Give each ready-made component as a function of its volume, at this tariff or price."""
    price = tariff if tariff.__class__ is EUR(1).__class__ else EUR("1.57")
    return {
        **_outsourced(tariff),
        **_in_house(price),
        **_channels(tariff),
        **_licences(tariff),
        **_services(tariff, price),
    }


def _at(make: Callable[[Decimal, Any], Any], price: Any, volume: Decimal) -> Any:  # noqa: ANN401
    """Make a component of a volume at a price."""
    return make(volume, price)
