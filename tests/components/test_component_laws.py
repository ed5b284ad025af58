"""Laws of the ready-made components, K1 to K3, and that they are written over operators alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import ceil
from typing import Any, Final

import pytest
from hypothesis import example, given, strategies as st

import customization_samples
import quality_samples
import service_samples
from component_samples import SAMPLES, plain
from cspricing import (
    EUR,
    VAT,
    CallLength,
    Charge,
    CRMLicense,
    Customization,
    EmailSupport,
    Graduated,
    InHouse,
    Item,
    Outsourced,
    Package,
    PhoneSupport,
    Premium,
    Quote,
    Supervision,
    Telephony,
    Tier,
    Training,
    Workplace,
)
from cspricing.charge import AnyCharge
from cspricing.charge_model import amount
from cspricing.errors import PricingError
from cspricing.exact import EXACT
from cspricing.number import decimal
from cspricing.testing import PERCENTAGES, PRICES, QUANTITIES
from operators import Wary, unwary, wary_price

Scale = Callable[[Any], Any]

MONOTONE: Final = {
    "per unit": EUR("1.57"),
    "graduated": Graduated([Tier(10, EUR(2), flat=EUR(5)), Tier(None, EUR("0.5"), flat=EUR(1))]),
    "package": Package(7, EUR(3)),
}
"""Tariffs by which more never costs less."""

FREE: Final = EUR(0)

FAMILIES: Final = (service_samples, customization_samples, quality_samples)
"""Modules that hold samples of a family: by volume, of any numbers, and what is due for none."""


def volumes() -> st.SearchStrategy[Decimal]:
    """Draw a volume that leaves room for what it is multiplied with."""
    return st.integers(0, 40).map(lambda halves: Decimal(halves * 5).scaleb(-1)) | (
        st.integers(0, 10**9).map(Decimal)
    )


LENGTHS: Final = [CallLength(seconds=61, percent=40), CallLength(seconds=200, percent=60)]


def _around(price: Any) -> dict[str, Any]:  # noqa: ANN401
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


def _scaled(tariff: Any) -> dict[str, Callable[[Decimal], Any]]:  # noqa: ANN401
    """Give each ready-made component as a function of its volume, at this tariff or price."""
    price = tariff if tariff.__class__ is EUR(1).__class__ else EUR("1.57")

    def channel(delivery: Any) -> Callable[[Decimal], Any]:  # noqa: ANN401
        def make(volume: Decimal) -> PhoneSupport:
            return PhoneSupport(
                calls_per_month=volume,
                handle_minutes="4.55",
                talk_minutes="1.25",
                resolution_percent="62.5",
                delivery=delivery,
            )

        return make

    ways: tuple[Any, ...] = ("contact", "talk_minute", "handle_minute", "hour", "resolution")
    return {
        **{
            f"outsourced per {way}": channel(Outsourced(billed_per=way, tariff=tariff))
            for way in ways
        },
        "outsourced in pulses": channel(
            Outsourced(billed_per="talk_minute", tariff=tariff, pulse_seconds=7)
        ),
        "outsourced with more": channel(
            Outsourced(billed_per="contact", tariff=tariff, setup=EUR(30), minimum=EUR(9))
        ),
        "outsourced by length": channel(
            Outsourced(
                billed_per="talk_minute",
                tariff=tariff,
                pulse_seconds=7,
                call_lengths=LENGTHS,
                premiums=[Premium(name="nights", percent="12.5", share_percent=30)],
            )
        ),
        "outsourced per paid hour": channel(
            Outsourced(
                billed_per="paid_hour", tariff=tariff, occupancy_percent=85, shrinkage_percent=30
            )
        ),
        "in house, whole people": channel(
            InHouse(
                monthly_wage=price,
                hours_per_month=160,
                occupancy_percent="87.5",
                shrinkage_percent=30,
                **_around(price),
            )
        ),
        "in house": channel(
            InHouse(
                hourly_wage=price,
                occupancy_percent="87.5",
                shrinkage_percent=30,
                on_cost_percent="23.5",
            )
        ),
        "e-mail": lambda volume: EmailSupport(
            emails_per_month=volume,
            handle_minutes=6,
            delivery=Outsourced(billed_per="hour", tariff=tariff),
        ),
        "licences": lambda volume: CRMLicense(seats=volume, tariff=tariff),
        "training days": lambda volume: Training(
            days=volume, daily=price, trainees=7, trainee_wage_per_day=price
        ),
        "trainees": lambda volume: Training(
            days=2, daily=price, trainees=volume, materials=price, trainee_wage_per_day=price
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


def _at(make: Callable[[Decimal, Any], Any], price: Any, volume: Decimal) -> Any:  # noqa: ANN401
    """Make a component of a volume at a price."""
    return make(volume, price)


def total(charges: tuple[AnyCharge, ...]) -> Fraction:
    """Add up charges exactly."""
    return sum(
        (
            charge.tariff.price(charge.quantity).fraction
            for charge in charges
            if isinstance(charge, Charge)
        ),
        Fraction(0),
    )


KINDS: Final = tuple(_scaled(EUR(1)))


@pytest.mark.parametrize("kind", KINDS)
@given(volume=volumes(), tariff=st.sampled_from(list(MONOTONE.values())))
def test_charges_are_pure_and_finite(kind: str, volume: Decimal, tariff: Any) -> None:  # noqa: ANN401
    """K1: charges are equal at each call and in each copy, typed, finite and not negative."""
    make = _scaled(tariff)[kind]
    component = make(volume)
    charges = component.charges()
    assert charges == component.charges() == make(volume).charges()
    for charge in plain(component):
        assert charge.quantity >= 0
        assert charge.quantity == decimal(charge.quantity)
        assert charge.tariff.price(charge.quantity).fraction >= 0
        with localcontext(EXACT):
            numerator, denominator = amount(charge.tariff.parts(charge.quantity))
        assert Fraction(numerator) / Fraction(denominator) == total((charge,))


@pytest.mark.parametrize("kind", KINDS)
@given(
    steps=st.lists(volumes(), min_size=2, max_size=5),
    tariff=st.sampled_from(list(MONOTONE.values())),
)
@example(steps=[Decimal(0), Decimal("0.5")], tariff=MONOTONE["graduated"])
def test_more_volume_never_costs_less(kind: str, steps: list[Decimal], tariff: Any) -> None:  # noqa: ANN401
    """K1: at tariffs that never fall, more volume never costs less."""
    make = _scaled(tariff)[kind]
    found = [total(make(volume).charges()) for volume in sorted(steps)]
    assert all(before <= after for before, after in pairwise(found))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tariff", MONOTONE.values(), ids=MONOTONE)
def test_no_volume_costs_the_fixed_charges_alone(kind: str, tariff: Any) -> None:  # noqa: ANN401
    """K1: for no volume nothing is due but set-up, minimum, and days that are given anyway."""
    price: Any = tariff if tariff is MONOTONE["per unit"] else EUR("1.57")
    fixed: dict[str, Any] = {
        "outsourced with more": EUR(39),
        "trainees": price * 2,
        **{kind: due(price) for family in FAMILIES for kind, due in family.FIXED.items()},
    }
    assert fixed.get(kind, FREE).fraction == total(_scaled(tariff)[kind](Decimal(0)).charges())


@given(
    first=volumes(),
    second=volumes(),
    price=PRICES.small.map(abs) | PRICES.wide.map(abs),
    way=st.sampled_from(["contact", "talk_minute", "handle_minute", "resolution"]),
)
def test_outsourcing_per_unit_is_linear(
    first: Decimal,
    second: Decimal,
    price: Decimal,
    way: Any,  # noqa: ANN401
) -> None:
    """K3: what is billed per unit adds up: the price of both volumes is the sum of their prices."""
    make = _scaled(EUR(price))[f"outsourced per {way}"]
    assert total(make(first).charges()) + total(make(second).charges()) == total(
        make(first + second).charges()
    )


@given(
    calls=QUANTITIES.small,
    minutes=QUANTITIES.small,
    occupancy=st.sampled_from(["100", "87.5", "85", "70", "33.3"]),
    shrinkage=st.sampled_from(["0", "30", "31.25", "99.9"]),
)
def test_paid_hours_are_what_was_worked_and_not_worked(
    calls: Decimal, minutes: Decimal, occupancy: str, shrinkage: str
) -> None:
    """Paid hours are within half a hundredth of the workload / occupancy / (1 - shrinkage)."""
    team = InHouse(hourly_wage=EUR(1), occupancy_percent=occupancy, shrinkage_percent=shrinkage)
    phone = PhoneSupport(calls_per_month=calls, handle_minutes=minutes, delivery=team)
    (charge,) = plain(phone)
    hours = Fraction(calls) * Fraction(minutes) / 60
    half = Fraction(1, 200)
    shares = Fraction(occupancy) / 100 * (1 - Fraction(shrinkage) / 100)
    assert abs(Fraction(charge.quantity) * shares - hours) <= half + half * shares


@given(minutes=QUANTITIES.any, pulse=st.sampled_from(["1", "6", "30", "60", "0.7", "7"]))
@example(minutes=Decimal("0.7"), pulse="6")  # 42 seconds are exactly 7 pulses
@example(minutes=Decimal("0.35"), pulse="0.7")  # 21 seconds are exactly 30 pulses (K2)
def test_pulses_are_exact_ceilings(minutes: Decimal, pulse: str) -> None:
    """K2: a contact is rounded up to whole pulses, and not one more where it is whole already."""
    agency = Outsourced(billed_per="talk_minute", tariff=EUR(1), pulse_seconds=pulse)
    try:
        phone = PhoneSupport(calls_per_month=60, handle_minutes=minutes, delivery=agency)
    except PricingError as error:
        assert error.code == "number.range"  # noqa: PT017
        return
    (charge,) = plain(phone)
    pulses = ceil(Fraction(minutes) * 60 / Fraction(pulse))
    assert pulses == charge.workings[0].result
    assert pulses * Fraction(pulse) == Fraction(charge.quantity)


# ---------------------------------------------------------------------------- operators alone


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
            billed_per="seat", seats=n(v["volume"]), tariff=_own_price(n, v["price"])
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
    "outsourced by length": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=Outsourced(
            billed_per="talk_minute",
            tariff=_own_price(n, v["price"]),
            pulse_seconds=7,
            call_lengths=[
                CallLength(seconds=n(v["minutes"]), percent=40),
                CallLength(seconds=n("200"), percent=60),
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
            **_around(_own_price(n, v["price"])),
        ),
    ),
    "people from the workload": lambda n, v: PhoneSupport(
        calls_per_month=n(v["volume"]),
        handle_minutes=n(v["minutes"]),
        delivery=InHouse(
            monthly_wage=_own_price(n, v["price"]), hours_per_month=160, shrinkage_percent=30
        ),
    ),
    "licences": lambda n, v: CRMLicense(seats=n(v["volume"]), tariff=_own_price(n, v["price"])),
    "training": lambda n, v: Training(
        days=n(v["minutes"]),
        daily=_own_price(n, v["price"]),
        trainees=n(v["volume"]),
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
    lifted, plain = (LIFTED[kind](guard, values).charges() for guard in (_wary, _plain))
    lifted_amounts = dict(zip([one.what for one in lifted], _amounts(lifted), strict=True))
    plain_amounts = dict(zip([one.what for one in plain], _amounts(plain), strict=True))
    # Over a column nothing is zero everywhere, so that no line is left out.
    assert {what: plain_amounts.get(what, Fraction(0)) for what in lifted_amounts} == lifted_amounts
    assert plain_amounts.keys() <= lifted_amounts.keys()


def test_every_sample_can_be_priced() -> None:
    """All samples together make a quote whose printed figures follow from each other."""
    others = [one for name, one in SAMPLES.items() if name != "percentage"]
    quote = Quote.of(*others, SAMPLES["percentage"]).over(months=12).taxed(VAT(7))
    quote.verify()
    assert quote.cost > FREE


@given(percent=PERCENTAGES.any)
def test_percentages_of_any_size(percent: Decimal) -> None:
    """A contingency is planned days times the percentage, exactly, or is refused as too fine."""
    try:
        work = Customization(person_days=20, daily=EUR(1), contingency_percent=percent)
    except PricingError as error:
        assert error.code == "number.range"  # noqa: PT017
        return
    assert Fraction(20) * (1 + Fraction(percent) / 100) == total(work.charges())
