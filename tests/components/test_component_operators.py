"""The ready-made components are written over operators alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import partial
from math import ceil
from typing import Any, Final

import pytest
from hypothesis import given, strategies as st

from component_samples import FAMILIES
from cspricing import (
    EUR,
    AddOn,
    AutomationTool,
    CallLength,
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
    Training,
)
from cspricing.charge_model import amount
from cspricing.exact import EXACT
from operators import Wary, unwary, wary_price
from scaled_components import around

Scale = Callable[[Any], Any]


def _wary(number: int | str) -> Any:  # noqa: ANN401
    return Wary(Decimal(number))


def _plain(number: int | str) -> Any:  # noqa: ANN401
    return Decimal(number)


def _own_price(guard: Scale, number: int | str) -> Any:  # noqa: ANN401
    """Make a price whose amount is wary if the quantities are."""
    price = EUR(number)
    return wary_price(price) if guard is _wary else price


def _lifted(way: Any) -> Callable[[Scale, dict[str, str]], Any]:  # noqa: ANN401
    """Make a channel of numbers of either kind."""

    def make(n: Scale, v: dict[str, str]) -> PhoneSupport:
        return PhoneSupport(
            calls_per_month=n(v["volume"]),
            handle_minutes=n(v["minutes"]),
            talk_minutes=n(v["minutes"]),
            resolution_percent=n(v["percent"]),
            delivery=Outsourced(
                billed_per=way, tariff=_own_price(n, v["price"]), minimum=_own_price(n, "7.5")
            ),
        )

    return make


def _of_numbers(make: Any, guard: Scale, values: dict[str, str]) -> Any:  # noqa: ANN401
    """Make a component of numbers, and of prices of such numbers."""
    return make(guard, partial(_own_price, guard), values)


LIFTED: Final[dict[str, Callable[[Scale, dict[str, str]], Any]]] = {
    **{
        f"outsourced per {way}": _lifted(way)
        for way in ("contact", "talk_minute", "handle_minute", "hour", "resolution")
    },
    "outsourced per seat": lambda n, v: EmailSupport(
        emails_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=Outsourced(
            billed_per="seat", seats=n(v["pieces"]), tariff=_own_price(n, v["price"])
        ),
    ),
    "outsourced in pulses": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=Outsourced(
            billed_per="handle_minute",
            tariff=_own_price(n, v["price"]),
            pulse_seconds=7,
            setup=_own_price(n, v["price"]),
        ),
    ),
    "heads": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=InHouse(
            heads=n(v["volume"]),
            monthly_wage=_own_price(n, v["price"]),
            on_cost_percent=n(v["percent"]),
        ),
    ),
    "paid hours": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=InHouse(
            hourly_wage=_own_price(n, v["price"]),
            occupancy_percent="87.5",
            shrinkage_percent=30,
            on_cost_percent=n(v["percent"]),
        ),
    ),
    "chat": lambda n, v: LiveChat(
        chats_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        concurrency="2.5",
        delivery=Outsourced(billed_per="hour", tariff=_own_price(n, v["price"])),
        tool=_own_price(n, v["price"]),
        tool_seats=n(v["pieces"]),
    ),
    "social media": lambda n, v: SocialMedia(
        mentions_per_month=n(v["volume"]),
        answered_percent=n(v["percent"]),
        handle_minutes=n(v["minutes"]),
        first_contact_resolution_percent=n("70"),
        repeat_percent=n("12.5"),
        delivery=Outsourced(billed_per="contact", tariff=_own_price(n, v["price"])),
    ),
    "deflected": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=Outsourced(billed_per="hour", tariff=_own_price(n, v["price"])),
        deflections=[
            Deflection(
                deflected_percent=n(v["percent"]), remaining_handle_percent=n(v["remaining"])
            ),
            Deflection(deflected_percent=n("5")),
        ],
    ),
    "outsourced by length": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=Outsourced(
            billed_per="talk_minute",
            tariff=_own_price(n, v["price"]),
            pulse_seconds=7,
            call_lengths=[
                CallLength(seconds=n(v["minutes"]) * 45, percent=40),
                CallLength(seconds=n(v["minutes"]) * 70, percent=60),
            ],
            setup=_own_price(n, "30"),
            setup_waived_from=_own_price(n, "100"),
            premiums=[Premium(name="nights", percent=n(v["percent"]), share_percent=n("30"))],
        ),
    ),
    "a team": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=InHouse(
            agents=n(v["volume"]),
            shrinkage_percent=30,
            hourly_wage=_own_price(n, v["price"]),
            hours_per_month=n("160"),
            **around(_own_price(n, v["price"])),
        ),
    ),
    "people from the workload": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=InHouse(
            monthly_wage=_own_price(n, v["price"]), hours_per_month=160, shrinkage_percent=30
        ),
    ),
    "licences": lambda n, v: CRMLicense(seats=n(v["pieces"]), tariff=_own_price(n, v["price"])),
    "licences, prepaid": lambda n, v: CRMLicense(
        seats=n(v["pieces"]),
        free_seats=n("2"),
        minimum_seats=n(v["pieces"]),
        tariff=_own_price(n, v["price"]),
        priced="monthly",
        billed="yearly",
        prepayment_discount_percent=n(v["percent"]),
        support_percent=n(v["percent"]),
        onboarding=_own_price(n, v["price"]),
        addons=[AddOn(name="Storage", quantity=n(v["volume"]), tariff=_own_price(n, v["price"]))],
    ),
    "licences, bought": lambda n, v: PerpetualLicense(
        seats=n(v["pieces"]),
        price=_own_price(n, v["price"]),
        maintenance_percent=n(v["percent"]),
        maintenance_billed="monthly",
    ),
    "automation": lambda n, v: AutomationTool(
        licence=_own_price(n, v["price"]),
        sessions_per_month=n(v["volume"]),
        tariff=_own_price(n, v["price"]),
        building=_own_price(n, v["price"]),
        maintenance_percent=n(v["percent"]),
        deflected_percent=n(v["percent"]),
        remaining_handle_percent=n(v["remaining"]),
    ),
    "training": lambda n, v: Training(
        days=n(v["minutes"]),
        daily=_own_price(n, v["price"]),
        trainees=n(v["pieces"]),
        materials=_own_price(n, v["price"]),
        trainee_wage_per_day=_own_price(n, v["price"]),
    ),
    "customization": lambda n, v: Customization(
        person_days=n(v["volume"]),
        daily=_own_price(n, v["price"]),
        contingency_percent=n(v["percent"]),
    ),
    "item": lambda n, v: Item(
        name="Item", quantity=n(v["volume"]), price=_own_price(n, v["price"])
    ),
    **{
        f"{kind}, of any numbers": partial(_of_numbers, make)
        for family in FAMILIES
        for kind, make in family.LIFTED.items()
    },
}


def _amounts(charges: Any) -> list[Fraction]:  # noqa: ANN401
    found = []
    for charge in charges:
        with localcontext(EXACT):
            numerator, denominator = amount(charge.tariff.parts(charge.quantity))
        found.append(unwary(numerator) / unwary(denominator))
    return found


@pytest.mark.parametrize("kind", LIFTED)
@given(
    volume=st.integers(0, 40).map(lambda halves: str(Decimal(halves * 5).scaleb(-1))),
    minutes=st.sampled_from(["0", "0.5", "1.25", "4.55", "7"]),
    price=st.sampled_from(["0", "0.005", "1.57", "1000"]),
    percent=st.sampled_from(["0", "12.5", "33.333", "100"]),
)
def test_components_are_written_over_operators(
    kind: str, volume: str, minutes: str, price: str, percent: str
) -> None:
    """A component of numbers that refuse all but the operators comes to the same amounts."""
    values = {"volume": volume, "minutes": minutes, "price": price, "percent": percent}
    values["pieces"] = str(ceil(Decimal(volume)))
    values["remaining"] = str(Decimal(percent) + 1)
    lifted, plain = (LIFTED[kind](guard, values).charges() for guard in (_wary, _plain))
    lifted_amounts = dict(zip([one.what for one in lifted], _amounts(lifted), strict=True))
    plain_amounts = dict(zip([one.what for one in plain], _amounts(plain), strict=True))
    # Over a column nothing is zero everywhere, so that no line is left out.
    assert {what: plain_amounts.get(what, Fraction(0)) for what in lifted_amounts} == lifted_amounts
    assert plain_amounts.keys() <= lifted_amounts.keys()
