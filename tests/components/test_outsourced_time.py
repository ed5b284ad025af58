"""A provider bills for time: hours, minutes and pulses, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from component_samples import charged
from cspricing import (
    EUR,
    CallLength,
    Deflection,
    Money,
    Outsourced,
    Quote,
    Working,
)
from cspricing.errors import PricingError
from outsourced_samples import LENGTHS, phone


def test_hours_are_rounded_half_up_to_two_decimals() -> None:
    """1 call of 0.3 minutes is 0.005 hours, billed as 0.01; 0.29 minutes are billed as nothing."""
    agency = Outsourced(billed_per="hour", tariff=EUR(100))
    for minutes, quantity in (("0.3", "0.01"), ("0.29", "0.00"), ("6", "0.10"), ("100", "1.67")):
        made = phone(agency, calls_per_month=1, handle_minutes=minutes, talk_minutes=None)
        (charge,) = made.charges()
        assert Decimal(quantity) == charge.quantity
        (working,) = charge.workings
        assert (
            Working(
                what="workload",
                formula=(
                    ("", Decimal(1), "call"),
                    ("x", Decimal(minutes), "minute"),
                    ("/", Decimal(60), ""),
                ),
                result=Decimal(quantity),
                unit="hour",
                rounding="half up",
            )
            == working
        )


def test_minutes_are_exact_without_a_pulse() -> None:
    """Minutes are contacts times minutes, to the last digit."""
    agency = Outsourced(billed_per="handle_minute", tariff=EUR(1))
    (charge,) = phone(
        agency, calls_per_month="1234567.00001", handle_minutes="1.0000003", talk_minutes=None
    ).charges()
    assert Decimal("1234567.370380100003") == charge.quantity
    (working,) = charge.workings
    assert ("time", charge.quantity, "handle minute", "") == (
        working.what,
        working.result,
        working.unit,
        working.rounding,
    )


@pytest.mark.parametrize(
    ("minutes", "pulse", "pulses", "billed"),
    [
        # 3.25 minutes are 195 seconds: 195 / 6 = 32.5, so 33 pulses; x 1,000 x 6 / 60
        ("3.25", 6, 33, "3300"),
        # 195 / 60, so 4 whole minutes
        ("3.25", 60, 4, "4000"),
        # exactly at the border: 180 / 60 = 3
        ("3", 60, 3, "3000"),
        # just above it
        ("3.000000000001", 60, 4, "4000"),
        # 195 / 0.7 = 278.57..., so 279; 279,000 x 0.7 / 60 = 3,255
        ("3.25", "0.7", 279, "3255"),
        # nothing lasts no pulse
        ("0", 6, 0, "0"),
        # 0.01 minutes are 1 pulse of 1 second: 1,000 / 60 = 16.666..., half up to 16.67
        ("0.01", 1, 1, "16.67"),
    ],
)
def test_each_contact_is_rounded_up_to_whole_pulses(
    minutes: str, pulse: int | str, pulses: int, billed: str
) -> None:
    """The mean length is rounded up to whole pulses, and the sum half up to two decimals."""
    agency = Outsourced(billed_per="talk_minute", tariff=EUR(1), pulse_seconds=pulse)
    (charge,) = phone(agency, talk_minutes=minutes).charges()
    assert Decimal(billed) == charge.quantity
    counted, summed = charge.workings
    assert ("pulses of one contact", Decimal(pulses), "pulse", "up") == (
        counted.what,
        counted.result,
        counted.unit,
        counted.rounding,
    )
    assert ("billed time", Decimal(billed), "talk minute", "half up") == (
        summed.what,
        summed.result,
        summed.unit,
        summed.rounding,
    )
    Quote.of(phone(agency, talk_minutes=minutes)).verify()


def test_talk_is_no_longer_than_handling() -> None:
    """Talking is a part of handling: all of it at most."""
    agency = Outsourced(billed_per="contact", tariff=EUR(1))
    assert phone(agency, talk_minutes="4.5").talk_minutes == Decimal("4.5")
    with pytest.raises(PricingError) as caught:
        phone(agency, talk_minutes="4.51", name="Hotline")
    error = caught.value
    assert ("demand.talk", "talk_minutes", "Hotline", Decimal("4.51")) == (
        error.code,
        error.field,
        error.component,
        error.value,
    )


def test_talk_is_all_of_the_handling_unless_given() -> None:
    """Where no talk time is given, talk minutes are handle minutes."""
    agency = Outsourced(billed_per="talk_minute", tariff=EUR(1))
    (charge,) = phone(agency, talk_minutes=None).charges()
    assert Decimal(4500) == charge.quantity


def test_a_quantity_too_fine_names_the_channel() -> None:
    """Where contacts times minutes have more than 12 decimals, the channel is named."""
    agency = Outsourced(billed_per="handle_minute", tariff=EUR(1))
    with pytest.raises(PricingError) as caught:
        phone(
            agency,
            calls_per_month="0.5",
            handle_minutes="0.000000000001",
            talk_minutes=None,
            name="Hotline",
        )
    assert ("number.range", "Hotline") == (caught.value.code, caught.value.component)


@pytest.mark.parametrize(
    ("given", "what", "hours"),
    [
        # 75 hours of handling / 85 % = 88.235...
        ({"billed_per": "hour", "occupancy_percent": 85}, "hours", "88.24"),
        # / 70 % = 126.050..., from the 75 hours, not from 88.24
        (
            {"billed_per": "paid_hour", "occupancy_percent": 85, "shrinkage_percent": 30},
            "paid hours",
            "126.05",
        ),
        ({"billed_per": "paid_hour"}, "paid hours", "75.00"),
    ],
)
def test_hours_at_work_and_paid_hours(given: dict[str, Any], what: str, hours: str) -> None:
    """A productive hour is one at work, a paid hour one that is paid for; each is rounded once."""
    (found,) = charged(phone(Outsourced(tariff=EUR(2), **given)).charges())
    assert (what, Decimal(hours)) == (found.what, Decimal(found.quantity))
    assert EUR(2) * Decimal(hours) == found.amount


@pytest.mark.parametrize(
    ("seconds", "lengths", "minutes"),
    [
        # 61 s are 3 pulses of 30 s, 284 s are 10: 1.2 + 6 = 7.2 pulses, or 3.6 minutes a call
        (30, LENGTHS, "3600.00"),
        # 2 and 5 minutes: 0.8 + 3
        (60, LENGTHS, "3800.00"),
        # 61 and 284 seconds: 24.4 + 170.4 = 194.8 seconds, 3.24666... minutes a call
        (1, LENGTHS, "3246.67"),
        # 195 s are 7 pulses of 30 s
        (30, [CallLength(seconds=195, percent=100)], "3500.00"),
        ("6", [CallLength(seconds=0, percent=50), CallLength(seconds=390, percent=50)], "3250.00"),
    ],
)
def test_each_length_is_rounded_up_by_itself(
    seconds: Any,  # noqa: ANN401
    lengths: list[CallLength],
    minutes: str,
) -> None:
    """Pulses of each length count by its share; of the mean length they would be too few."""
    agency = Outsourced(
        billed_per="talk_minute", tariff=EUR(1), pulse_seconds=seconds, call_lengths=lengths
    )
    (found,) = charged(phone(agency).charges())
    assert Decimal(minutes) == Decimal(found.quantity)
    Quote.of(phone(agency)).verify()


@pytest.mark.parametrize("seconds", [193, 197])
def test_lengths_agree_with_the_stated_time(seconds: int) -> None:
    """Lengths are of the calls of the demand: on average as long as stated, to the second."""

    def lasting(mean: int) -> Outsourced:
        lengths = [CallLength(seconds=mean, percent=100)]
        return Outsourced(
            billed_per="talk_minute", tariff=EUR(1), pulse_seconds=1, call_lengths=lengths
        )

    for near in (194, 196):
        assert 1 == len(phone(lasting(near)).charges())
    with pytest.raises(PricingError, match=f"{seconds}.* s on average, .* 195.* s;") as caught:
        phone(lasting(seconds))
    assert ("delivery.lengths", "call_lengths") == (caught.value.code, caught.value.field)


def test_lengths_that_a_deflection_changes_are_refused() -> None:
    """A tool that leaves longer calls does not say how long each is; one that leaves them does."""
    agency = Outsourced(
        billed_per="talk_minute",
        tariff=EUR(1),
        pulse_seconds=60,
        call_lengths=[CallLength(seconds=60, percent=100)],
    )
    calls = phone(agency, talk_minutes=1)
    with pytest.raises(PricingError) as caught:
        calls.after(Deflection(deflected_percent=20, remaining_handle_percent=110))
    assert ("delivery.lengths", "call_lengths") == (caught.value.code, caught.value.field)
    left = calls.after(Deflection(deflected_percent=20))
    assert Money("800.00", "EUR") == Quote.of(left).net
