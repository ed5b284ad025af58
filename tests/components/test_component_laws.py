"""Laws of the ready-made components, K1 to K3."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any, Final

import pytest
from hypothesis import example, given, strategies as st

from component_samples import FAMILIES, SAMPLES, plain
from cspricing import (
    EUR,
    VAT,
    Charge,
    Customization,
    Graduated,
    InHouse,
    Outsourced,
    Package,
    PhoneSupport,
    Quote,
    Tier,
)
from cspricing.charge import AnyCharge
from cspricing.charge_model import amount
from cspricing.errors import PricingError
from cspricing.exact import EXACT
from cspricing.number import decimal
from cspricing.tariff import tariff as tariff_of
from cspricing.testing import PERCENTAGES, PRICES, QUANTITIES
from scaled_components import scaled

MONOTONE: Final = {
    "per unit": EUR("1.57"),
    "graduated": Graduated([Tier(10, EUR(2), flat=EUR(5)), Tier(None, EUR("0.5"), flat=EUR(1))]),
    "package": Package(7, EUR(3)),
}
"""Tariffs by which more never costs less."""

FREE: Final = EUR(0)


def volumes() -> st.SearchStrategy[Decimal]:
    """Draw a volume that leaves room for what it is multiplied with."""
    return st.integers(0, 40).map(lambda halves: Decimal(halves * 5).scaleb(-1)) | (
        st.integers(0, 10**9).map(Decimal)
    )


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


KINDS: Final = tuple(scaled(EUR(1)))


@pytest.mark.parametrize("kind", KINDS)
@given(volume=volumes(), tariff=st.sampled_from(list(MONOTONE.values())))
def test_charges_are_pure_and_finite(kind: str, volume: Decimal, tariff: Any) -> None:  # noqa: ANN401
    """K1: charges are equal at each call and in each copy, typed, finite and not negative."""
    make = scaled(tariff)[kind]
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
    make = scaled(tariff)[kind]
    found = [total(make(volume).charges()) for volume in sorted(steps)]
    assert all(before <= after for before, after in pairwise(found))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tariff", MONOTONE.values(), ids=MONOTONE)
def test_no_volume_costs_the_fixed_charges_alone(kind: str, tariff: Any) -> None:  # noqa: ANN401
    """K1: for no volume nothing is due but set-up, minimum, and days that are given anyway."""
    price: Any = tariff if tariff is MONOTONE["per unit"] else EUR("1.57")
    # Two seats for a year less 12.5 %, with 18 % of that; what was built, and a month of 15 %.
    prepaid = tariff_of(tariff).price(2) * 12 * "0.875" * "1.18"
    fixed: dict[str, Any] = {
        "outsourced with more": EUR(39),
        "trainees": price * 2,
        "licences, prepaid": prepaid,
        "automation": EUR("60.75"),
        **{kind: due(price) for family in FAMILIES for kind, due in family.FIXED.items()},
    }
    assert fixed.get(kind, FREE).fraction == total(scaled(tariff)[kind](Decimal(0)).charges())


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
    make = scaled(EUR(price))[f"outsourced per {way}"]
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
