"""`check_component` finds what is wrong with components, and passes those that are right."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import attrs
import pytest

from component_samples import SAMPLES
from cspricing import (
    EUR,
    USD,
    Charge,
    Component,
    CRMLicense,
    Item,
    Outsourced,
    PercentOf,
    PhoneSupport,
    Tier,
    Volume,
)
from cspricing.errors import LawError, PricingError
from cspricing.testing import check_component
from usage_samples import BELOW_ZERO


@attrs.frozen
class Voicebot:
    """A component that somebody else wrote."""

    minutes: Decimal

    name = "voicebot"

    def charges(self) -> Iterable[Any]:
        """Give the fee, and the minutes."""
        yield Charge("fee", 1, "month", EUR(100), "software", "monthly")
        yield Charge("minutes", self.minutes, "minute", EUR("0.05"), "software", "monthly")


class Drifting(Voicebot):
    """One that charges more at each call."""

    def charges(self) -> Iterable[Any]:
        """Count the calls."""
        calls = self.__dict__["calls"] = self.__dict__.get("calls", 0) + 1
        yield Charge("calls", calls, "call", EUR(1), "software")


class Rounding(Voicebot):
    """One that multiplies in the caller's decimal context."""

    def charges(self) -> Iterable[Any]:
        """Multiply."""
        yield Charge("minutes", self.minutes * Decimal("1.23"), "minute", EUR(1), "software")


class Free(Voicebot):
    """One that is given away from a hundred minutes on."""

    def charges(self) -> Iterable[Any]:
        """Charge a few minutes only."""
        minutes = self.minutes if self.minutes < 10 else 0
        yield Charge("minutes", minutes, "minute", EUR(1), "software")


class Mixed(Voicebot):
    """One that charges in two currencies."""

    def charges(self) -> Iterable[Any]:
        """Charge in euros and dollars."""
        yield Charge("fee", 1, "fee", EUR(1), "software")
        yield Charge("fee", 1, "fee", USD(1), "software")


class Untyped(Voicebot):
    """One that gives an amount."""

    def charges(self) -> Iterable[Any]:
        """Give an amount."""
        yield EUR(1)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_ready_made_component_obeys(sample: str) -> None:
    """K1: each ready-made component is pure, typed, priced and explained; credits apart."""
    component = SAMPLES[sample]
    if sample == "allowance" or sample in BELOW_ZERO:  # which is what comes off
        with pytest.raises(LawError, match="less than nothing"):
            check_component(component)
    else:
        check_component(component)


def test_a_component_from_outside_obeys() -> None:
    """A component that is no class of this library is held to the same laws."""
    bot = Voicebot(Decimal(10))
    check_component(bot, volume="minutes", at_none=EUR(100), linear=True)
    check_component(bot, volume=Voicebot, at_none=EUR(100), linear=True)


def test_a_volume_too_large_is_no_example() -> None:
    """Volumes that a component refuses as too large do not break a law."""

    def made(volume: Decimal) -> Item:
        return Item(name="a", quantity=volume * 10**10, price=EUR(1))

    check_component(made(Decimal(1)), volume=made, at_none=EUR(0), linear=True)


def test_a_refusal_for_another_reason_is_not_hidden() -> None:
    """What a component refuses for a reason of its own reaches whoever tests it."""

    def made(volume: Decimal) -> CRMLicense:
        return CRMLicense(name="" if volume > 2 else "few", seats=volume, tariff=EUR(1))

    check_component(made(Decimal(1)), volume=lambda volume: made(min(volume, Decimal(2))))
    with pytest.raises(PricingError) as caught:
        check_component(made(Decimal(1)), volume=made)
    assert "text.empty" == caught.value.code


@pytest.mark.parametrize(
    ("component", "given", "code"),
    [
        (Untyped(Decimal(1)), {}, "law.typed"),
        (Drifting(Decimal(1)), {}, "law.pure"),
        (Rounding(Decimal("1234.5")), {}, "law.pure"),
        (Voicebot(Decimal(-1)), {}, "law.negative"),
        (Mixed(Decimal(1)), {}, "law.priced"),
        (Free(Decimal(1)), {"volume": Free}, "law.monotone"),
        (Voicebot(Decimal(1)), {"volume": "minutes", "at_none": EUR(99)}, "law.fixed"),
        (
            CRMLicense(seats=5, tariff=Volume([Tier(10, EUR(2), flat=EUR(9)), Tier(None, EUR(2))])),
            {
                "volume": lambda seats: Item(name="a", quantity=seats * seats, price=EUR(1)),
                "linear": True,
            },
            "law.linear",
        ),
    ],
)
def test_what_breaks_a_law_is_found(component: Component, given: dict[str, Any], code: str) -> None:
    """Each law has a component that breaks it; the error names the law, and is a failed test."""
    with pytest.raises(LawError) as caught:
        check_component(component, **given)
    assert code == caught.value.code
    assert isinstance(caught.value, AssertionError)


def test_a_tariff_that_falls_is_found() -> None:
    """At all units for the price of a band, more costs less, and the law says so."""
    falling = Volume([Tier(10, EUR(10)), Tier(None, EUR(1))])
    phone = PhoneSupport(
        calls_per_month=5,
        handle_minutes=4,
        delivery=Outsourced(billed_per="contact", tariff=falling),
    )
    check_component(phone)
    with pytest.raises(LawError, match="cost less than") as caught:
        check_component(phone, volume="calls_per_month")
    assert "Phone support" == caught.value.component


def test_a_percentage_stands_for_itself() -> None:
    """A percentage of lines that are not there is no fault of a component."""
    check_component(PercentOf(18, of="nothing"))


def test_who_has_no_hypothesis_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Hypothesis, the module says which extra brings it."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "cspricing.testing")
    with pytest.raises(ImportError, match=r"pip install 'cspricing\[testing\]'"):
        __import__("cspricing.testing")
