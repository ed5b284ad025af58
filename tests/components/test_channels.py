"""Channels: what is stated of contacts, and what reaches those who answer, each by hand."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, Final

import attrs
import pytest

import contexts
from channel_samples import CHANNELS, MENU, PER_CONTACT, every, phone, told
from component_samples import charged, plain
from cspricing import (
    EUR,
    Deflection,
    Graduated,
    InHouse,
    LiveChat,
    Outsourced,
    Quote,
    Sourced,
    Tier,
    Working,
)
from cspricing.components.channel import Channel
from cspricing.components.demand import Demand
from cspricing.errors import PricingError

PER_HOUR: Final = Outsourced(billed_per="hour", tariff=EUR(30))


# ---------------------------------------------------------------------------- contacts


@every
def test_contacts_are_charged_as_stated(contact: str, channel: Channel) -> None:
    """12,000 contacts at 2.00 are 24,000.00 on every channel, each by its own name."""
    (charge,) = charged(channel.charges())
    assert (f"{contact}s", contact, EUR(24_000)) == (charge.what, charge.unit, charge.amount)


@pytest.mark.parametrize(
    ("resolved", "repeat", "again", "total"),
    [
        (70, 50, "1800", "13800"),  # 12,000 x 30 % x 50 %
        (100, 50, "0", "12000"),
        (0, 100, "12000", "24000"),
        (70, 0, "0", "12000"),
        ("72.5", "12.5", "412.5", "12412.5"),  # 12,000 x 27.5 % x 12.5 %
    ],
)
def test_the_unresolved_contact_again(
    resolved: int | str, repeat: int | str, again: str, total: str
) -> None:
    """Repeats are contacts x (1 - resolved at first) x repeating, and come on top."""
    again_by_hand = 12_000 * (1 - Fraction(resolved) / 100) * Fraction(repeat) / 100
    assert again_by_hand == Fraction(again)
    for contact, channel in CHANNELS.items():
        changed = attrs.evolve(
            channel, first_contact_resolution_percent=resolved, repeat_percent=repeat
        )
        (charge,) = plain(changed)
        assert Decimal(total) == charge.quantity
        *_, repeats, together = charge.workings
        assert ("repeat contacts", Decimal(again)) == (repeats.what, repeats.result)
        assert (
            Working(
                what="contacts with repeats",
                formula=(("", Decimal(12_000), contact), ("+", Decimal(again), contact)),
                result=Decimal(total),
                unit=contact,
            )
            == together
        )


def test_repeats_show_their_shares() -> None:
    """12,000 calls x 30 % x 50 % = 1,800 calls, as it is printed."""
    channel = phone(first_contact_resolution_percent=70, repeat_percent=50)
    text = Quote.of(channel).explain()
    assert "repeat contacts: 12,000 calls x 30 % x 50 % " in text
    assert "contacts with repeats: 12,000 calls + 1,800 calls " in text


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"first_contact_resolution_percent": 70}, "repeat_percent"),
        ({"repeat_percent": 50}, "first_contact_resolution_percent"),
    ],
)
def test_repeats_need_both_shares(given: dict[str, int], missing: str) -> None:
    """One of the two shares alone is refused, and the other is named."""
    with pytest.raises(PricingError, match="state both") as caught:
        phone(**given)
    error = caught.value
    assert ("channel.repeats", missing, "Phone support") == (
        error.code,
        error.field,
        error.component,
    )


@pytest.mark.parametrize(
    ("percent", "answered"), [(15, "1800"), (100, "12000"), (0, "0"), ("12.5", "1500")]
)
def test_social_media_answers_a_share(percent: int | str, answered: str) -> None:
    """Of 12,000 mentions those are charged that are answered, and the share is shown."""
    social = attrs.evolve(CHANNELS["mention"], answered_percent=percent)  # type: ignore[call-arg]
    (charge,) = plain(social)
    assert Decimal(answered) == charge.quantity
    assert (
        Working(
            what="answered",
            formula=(("", Decimal(12_000), "mention"), ("x", Decimal(percent), "%")),
            result=Decimal(answered),
            unit="mention",
        ),
    ) == charge.workings


# ---------------------------------------------------------------------------- hours


@pytest.mark.parametrize(
    ("concurrency", "hours"),
    [
        (1, "900.00"),  # 12,000 x 4.5 / 60
        (2, "450.00"),
        ("2.5", "360.00"),
        (7, "128.57"),  # 128.5714...
        ("1.6", "562.50"),
    ],
)
def test_chats_are_handled_at_once(concurrency: int | str, hours: str) -> None:
    """Hours are chats x minutes / 60 / concurrency, half up to two decimals."""
    chat = LiveChat(
        chats_per_month=12_000, handle_minutes="4.5", concurrency=concurrency, delivery=PER_HOUR
    )
    (charge,) = plain(chat)
    assert Decimal(hours) == charge.quantity
    assert [("workload", Decimal(hours))] == told(chat)
    paid, *_ = plain(attrs.evolve(chat, delivery=InHouse(hourly_wage=EUR(15))))
    assert Decimal(hours) == paid.quantity


def test_concurrency_is_printed() -> None:
    """What the workload is divided by is said; of one chat at once, nothing needs to be."""
    chat = LiveChat(chats_per_month=100, handle_minutes=6, concurrency=2, delivery=PER_HOUR)
    assert "100 chats x 6 minutes / 60 / 2 chats at once" in Quote.of(chat).explain()
    alone = Quote.of(attrs.evolve(chat, concurrency=1)).explain()
    assert "at once" not in alone


@pytest.mark.parametrize("context", contexts.CONTEXTS.values(), ids=contexts.CONTEXTS)
def test_hours_of_a_demand_are_exact_in_every_context(context: Context) -> None:
    """The caller's decimal context changes no hour of a demand."""
    demand = Demand(
        contact="chat",
        contacts=Decimal(1_234_567),
        handle_minutes=Decimal("4.123456"),
        talk_minutes=Decimal(4),
        concurrency=Decimal("2.123456789"),
    )
    with contexts.unchanged(context):
        assert Decimal("39955.94") == demand.hours()
    exact = Fraction(1_234_567) * Fraction("4.123456") / 60 / Fraction("2.123456789")
    assert abs(exact - Fraction("39955.94")) <= Fraction(1, 200)


# ---------------------------------------------------------------------------- tools


@pytest.mark.parametrize(
    ("contact", "what"),
    [("email", "mail system"), ("chat", "chat tool"), ("mention", "monitoring tool")],
)
def test_a_digital_channel_has_a_tool(contact: str, what: str) -> None:
    """Seats of the system are software, due each month, at a price or at any tariff of seats."""
    tiers = Graduated([Tier(5, EUR(29)), Tier(None, EUR(19))])
    channel: Any = CHANNELS[contact]
    _, tool = charged(attrs.evolve(channel, tool=tiers, tool_seats=8).charges())
    assert (what, "8", "seat", "software", "monthly", "price", EUR(202)) == tool
    _, one = charged(attrs.evolve(channel, tool=EUR(29)).charges())
    assert (what, "1", EUR(29)) == (one.what, one.quantity, one.amount)


def test_a_tool_cites_its_seats_alone() -> None:
    """Seats with a source are cited on their line, and on no other."""
    chat = LiveChat(
        chats_per_month=Sourced(100, "log"),
        handle_minutes=6,
        delivery=PER_CONTACT,
        tool=Sourced(EUR(29), "list", "2026-01-31", "page-read"),
        tool_seats=Sourced(8, "roster"),
    )
    chats, tool = Quote.of(chat).lines
    assert ["chats_per_month"] == [one.of for one in chats.citations]
    assert ["tool_seats", "price"] == [one.of for one in tool.citations]


# ---------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("contact", "given", "code", "field"),
    [
        ("email", {"tool_seats": 3}, "channel.tool", "tool_seats"),
        ("chat", {"tool_seats": 0}, "channel.tool", "tool_seats"),
        ("chat", {"tool": 29}, "type.tariff", "tool"),
        ("chat", {"tool": EUR(29), "tool_seats": -1}, "number.negative", "tool_seats"),
        ("chat", {"concurrency": "0.99"}, "number.range", "concurrency"),
        ("chat", {"concurrency": 0}, "number.range", "concurrency"),
        ("chat", {"concurrency": 2.5}, "type.float", "concurrency"),
        ("chat", {"chats_per_month": -1}, "number.negative", "chats_per_month"),
        ("mention", {"answered_percent": 101}, "percent.range", "answered_percent"),
        ("mention", {"mentions_per_month": "x"}, "number.syntax", "mentions_per_month"),
        ("email", {"emails_per_month": None}, "type.number", "emails_per_month"),
        ("call", {"repeat_percent": -1}, "percent.range", "repeat_percent"),
        (
            "call",
            {"first_contact_resolution_percent": 101},
            "percent.range",
            "first_contact_resolution_percent",
        ),
        ("call", {"deflections": MENU}, "type.member", "deflections"),
        ("call", {"deflections": [30]}, "type.member", "deflections"),
    ],
)
def test_refusals_name_the_field(contact: str, given: Any, code: str, field: str) -> None:  # noqa: ANN401
    """What cannot be is refused where it is written."""
    with pytest.raises(PricingError) as caught:
        attrs.evolve(CHANNELS[contact], **given)
    error = caught.value
    assert (code, field) == (error.code, error.field)
    assert error.component in {type(CHANNELS[contact]).__name__, CHANNELS[contact].name}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (
            {"first_contact_resolution_percent": "7.12345", "repeat_percent": "3.12345"},
            "repeat_percent",
        ),
        ({"deflections": [Deflection(deflected_percent="33.33333333333")]}, "deflections"),
        (
            {
                "deflections": [
                    Deflection(deflected_percent=0, remaining_handle_percent="1.00000000001")
                ]
            },
            "deflections",
        ),
    ],
)
def test_shares_too_fine_to_be_exact_are_refused(given: Any, field: str) -> None:  # noqa: ANN401
    """Contacts and minutes of more than 12 decimals are refused by name, and not rounded."""
    with pytest.raises(PricingError, match="state shares of fewer decimals") as caught:
        phone(calls_per_month=1, **given)
    assert ("number.range", field) == (caught.value.code, caught.value.field)


def test_a_channel_says_what_is_stated() -> None:
    """The base of channels says nothing by itself."""
    with pytest.raises(NotImplementedError):
        Channel(handle_minutes=1, delivery=PER_CONTACT)


def test_no_more_are_resolved_at_first_than_at_all() -> None:
    """Who is settled by the first contact is settled: 90 % cannot be, where 50 % are."""
    most = phone(resolution_percent=90, first_contact_resolution_percent=90, repeat_percent=50)
    assert 1 == len(most.charges())
    with pytest.raises(PricingError) as caught:
        phone(resolution_percent=50, first_contact_resolution_percent=90, repeat_percent=50)
    assert ("channel.resolution", "first_contact_resolution_percent") == (
        caught.value.code,
        caught.value.field,
    )
