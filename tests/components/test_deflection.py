"""Deflection: what a tool leaves of the contacts of a channel, each by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import example, given, strategies as st

from channel_samples import MENU, PER_CONTACT, every, phone, told
from component_samples import charged, plain
from cspricing import (
    EUR,
    Citation,
    Deflection,
    InHouse,
    Outsourced,
    Quote,
    Source,
    Sourced,
    Telephony,
    Working,
)
from cspricing.components.channel import Channel
from cspricing.errors import ComponentError, PricingError
from cspricing.number import decimal


def test_deflection_as_it_is_printed() -> None:
    """12,000 calls x 70 % = 8,400 calls, of 4.5 minutes x 110 % = 4.95 minutes."""
    left = phone(delivery=Outsourced(billed_per="handle_minute", tariff=EUR("0.5"))).after(MENU)
    (charge,) = plain(left)
    assert (
        Working(
            what="not deflected",
            formula=(("", Decimal(12_000), "call"), ("x", Decimal(70), "%")),
            result=Decimal(8400),
            unit="call",
        ),
        Working(
            what="handling time",
            formula=(("", Decimal("4.5"), "minute"), ("x", Decimal(110), "%")),
            result=Decimal("4.95"),
            unit="minute",
        ),
    ) == charge.workings[:2]
    assert Decimal(41_580) == charge.quantity  # 8,400 x 4.95
    assert Decimal(12_000) == left.calls_per_month
    text = Quote.of(left).explain()
    assert "not deflected: 12,000 calls x 70 % " in text
    assert "handling time: 4.5 minutes x 110 % " in text


@every
def test_every_channel_has_an_after(contact: str, channel: Channel) -> None:
    """Each channel keeps what is stated of it, and charges what is left: 8,400 of 12,000."""
    left = channel.after(MENU)
    assert type(channel) is type(left)
    assert (MENU,) == left.deflections
    (charge,) = charged(left.charges())
    assert (contact, EUR(16_800)) == (charge.unit, charge.amount)
    assert channel == attrs.evolve(left, deflections=())


def test_first_deflected_then_repeated() -> None:
    """Repeats are of what is left: 12,000 x 70 % = 8,400, x 30 % x 50 % = 1,260, together 9,660."""
    left = phone(first_contact_resolution_percent=70, repeat_percent=50).after(MENU)
    assert [
        ("not deflected", Decimal(8400)),
        ("repeat contacts", Decimal(1260)),
        ("contacts with repeats", Decimal(9660)),
    ] == told(left)


def test_one_deflection_after_another() -> None:
    """Each tool takes its share of what the one before has left, and lengthens what it says."""
    agency = Outsourced(billed_per="handle_minute", tariff=EUR(1))
    left = phone(delivery=agency).after(MENU).after(Deflection(deflected_percent=5))
    left = left.after(Deflection(deflected_percent=0, remaining_handle_percent=120))
    assert [
        ("not deflected", Decimal(8400)),
        ("not deflected", Decimal(7980)),
        ("not deflected", Decimal(7980)),
        ("handling time", Decimal("5.94")),  # 4.5 x 110 % x 120 %
        ("time", Decimal("47401.20")),
    ] == told(left)


def test_talking_grows_with_handling() -> None:
    """Talk minutes are longer, too: 3.25 x 110 % = 3.575, and 8,400 x 3.575 = 30,030 minutes."""
    agency = Outsourced(billed_per="talk_minute", tariff=EUR(1))
    left = phone(talk_minutes="3.25", delivery=agency).after(MENU)
    assert [
        ("not deflected", Decimal(8400)),
        ("talk time", Decimal("3.575")),
        ("time", Decimal(30_030)),
    ] == told(left)
    assert EUR(30_030) == charged(left.charges())[0].amount


def test_deflection_is_shown_where_it_counts() -> None:
    """A line shows what was deflected before if it depends on that: stated people do not."""
    deliveries = [
        *(
            Outsourced(billed_per=way, tariff=EUR(1))
            for way in ("contact", "talk_minute", "handle_minute", "hour", "resolution")
        ),
        InHouse(hourly_wage=EUR(15)),
        InHouse(hours_per_month=160, monthly_wage=EUR(2400)),
    ]
    for one in deliveries:
        left = phone(delivery=one, resolution_percent=80).after(MENU)
        assert ("not deflected", Decimal(8400)) == told(left)[0]
    for one in (
        Outsourced(billed_per="seat", tariff=EUR(1), seats=3),
        InHouse(heads=7, monthly_wage=EUR(2400)),
        InHouse(agents=7, shrinkage_percent=30, monthly_wage=EUR(2400)),
    ):
        left = phone(delivery=one).after(MENU)
        assert "not deflected" not in [what for what, _ in told(left)]
    calling = InHouse(hourly_wage=EUR(15), telephony=Telephony(per_minute=EUR("0.02")))
    _, minutes = plain(phone(delivery=calling).after(MENU))
    assert ["not deflected", "handling time", "time"] == [one.what for one in minutes.workings]


def test_nothing_is_deflected_unless_it_is_said() -> None:
    """A deflection states its share; handling then takes as long as before unless it is said."""
    left = phone().after(Deflection(deflected_percent=30))
    assert [("not deflected", Decimal(8400))] == told(left)


class Bot:
    """Anything that states two shares."""

    def __init__(self, deflected: Any, remaining: Any = 100) -> None:  # noqa: ANN401
        self.deflected_percent = deflected
        self.remaining_handle_percent = remaining


def test_anything_that_states_two_shares_deflects() -> None:
    """One's own object is asked for its two shares, with or without a source."""
    assert phone().after(MENU) == phone().after(Bot(30, "110"))
    left = phone().after(Bot(Sourced(30, "pilot"), 110))
    assert phone().after(MENU) == left
    (deflection,) = left.deflections
    assert (Citation("deflected_percent", Decimal(30), Source("pilot")),) == deflection.citations


def test_sources_of_deflections_are_kept() -> None:
    """What a line rests on is cited: the channel's figures, and those of each deflection."""
    first = Deflection(
        deflected_percent=Sourced(30, "pilot", "2026-05-01", "verified"),
        remaining_handle_percent=Sourced(110, "habit"),
    )
    second = Deflection(deflected_percent=Sourced(5, "guess", None, "assumption"))
    calls = Sourced(12_000, "switch", None, "verified")
    left = phone(calls_per_month=calls).after(first).after(second)
    (line,) = Quote.of(left).lines
    contacts = {
        "calls_per_month": "switch",
        "deflected_percent": "pilot",
        "deflected_percent (2)": "guess",
    }
    assert contacts == {one.of: one.source.where for one in line.citations}
    assert line.unverified
    by_time = attrs.evolve(left, delivery=Outsourced(billed_per="handle_minute", tariff=EUR(1)))
    (line,) = Quote.of(by_time).lines
    assert contacts | {"remaining_handle_percent": "habit"} == {
        one.of: one.source.where for one in line.citations
    }
    verified = phone(calls_per_month=calls).after(attrs.evolve(first, remaining_handle_percent=1))
    assert not Quote.of(verified).lines[0].unverified


@pytest.mark.parametrize("hostile", [None, 30, "a bot", Deflection, EUR(1), object(), PER_CONTACT])
def test_what_deflects_nothing_is_refused(hostile: Any) -> None:  # noqa: ANN401
    """What does not state the two shares is refused, with the remedy."""
    with pytest.raises(PricingError, match=r"give AutomationTool\(...\) or Deflection") as caught:
        phone().after(hostile)
    assert ("type.deflection", "by") == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    ("bot", "code", "field"),
    [
        (Bot(None), "channel.deflection", "deflected_percent"),
        (Bot(101), "percent.range", "deflected_percent"),
        (Bot(-1), "percent.range", "deflected_percent"),
        (Bot(0.3), "type.float", "deflected_percent"),
        (Bot(30, -1), "number.negative", "remaining_handle_percent"),
        (Bot(30, 0), "number.range", "remaining_handle_percent"),
        (Bot(30, "0.9"), "percent.fraction", "remaining_handle_percent"),
        (Bot(30, None), "type.number", "remaining_handle_percent"),
    ],
)
def test_shares_that_cannot_be_are_refused(bot: Bot, code: str, field: str) -> None:
    """Shares of one's own object are checked as any other figure is."""
    with pytest.raises(PricingError) as caught:
        phone().after(bot)
    assert (code, field) == (caught.value.code, caught.value.field)


class Broken:
    """States one share, and fails at the other."""

    deflected_percent = 30

    @property
    def remaining_handle_percent(self) -> int:
        """Fail."""
        raise ZeroDivisionError


def test_a_tool_that_fails_is_told_of() -> None:
    """An error of one's own tool is no bare traceback, and is kept as the cause."""
    with pytest.raises(ComponentError, match="raised ZeroDivisionError") as caught:
        phone().after(Broken())
    assert ("deflection.failed", "by") == (caught.value.code, caught.value.field)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_citations_of_ones_own_are_checked() -> None:
    """What an own object gives as its sources must be such."""
    bot = Bot(30)
    bot.citations = [1]  # type: ignore[attr-defined]
    with pytest.raises(PricingError) as caught:
        phone().after(bot)
    assert "type.member" == caught.value.code


@given(
    calls=st.integers(0, 10**6),
    deflected=st.decimals(0, 100, places=2),
    resolved=st.decimals(0, 100, places=2),
    repeat=st.decimals(0, 100, places=2),
)
@example(calls=12_000, deflected=Decimal("12.50"), resolved=Decimal(70), repeat=Decimal(50))
def test_what_is_left_is_exact(
    calls: int, deflected: Decimal, resolved: Decimal, repeat: Decimal
) -> None:
    """Contacts are stated x (1 - deflected) x (1 + (1 - resolved) x repeating), to the last digit.

    A product of shares that ends early is not refused for the zeros that it ends in.
    """
    left = (1 - Fraction(deflected) / 100) * calls
    exact = left * (1 + (1 - Fraction(resolved) / 100) * Fraction(repeat) / 100)
    made = phone(
        calls_per_month=calls, first_contact_resolution_percent=resolved, repeat_percent=repeat
    ).after(Deflection(deflected_percent=deflected))
    (charge,) = plain(made)
    assert exact == Fraction(charge.quantity)
    assert charge.quantity == decimal(charge.quantity)
