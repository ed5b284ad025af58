"""Channels: what is stated of contacts, and what reaches those who answer, each by hand."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, Final

import attrs
import pytest
from hypothesis import example, given, strategies as st

import contexts
from component_samples import charged, plain
from cspricing import (
    EUR,
    Citation,
    Deflection,
    EmailSupport,
    Graduated,
    InHouse,
    LiveChat,
    Outsourced,
    PhoneSupport,
    Quote,
    SocialMedia,
    Source,
    Sourced,
    Telephony,
    Tier,
    Working,
)
from cspricing.components.channel import Channel
from cspricing.components.demand import Demand
from cspricing.errors import ComponentError, PricingError
from cspricing.number import decimal

PER_CONTACT: Final = Outsourced(billed_per="contact", tariff=EUR(2))
PER_HOUR: Final = Outsourced(billed_per="hour", tariff=EUR(30))
MENU: Final = Deflection(deflected_percent=30, remaining_handle_percent=110)


def phone(**given: Any) -> PhoneSupport:  # noqa: ANN401
    """Make a phone line of 12,000 calls of 4.5 minutes, with whatever else is given."""
    usual: dict[str, Any] = {
        "calls_per_month": 12_000,
        "handle_minutes": "4.5",
        "delivery": PER_CONTACT,
    }
    return PhoneSupport(**(usual | given))


CHANNELS: Final[dict[str, Channel]] = {
    "call": phone(),
    "email": EmailSupport(emails_per_month=12_000, handle_minutes="4.5", delivery=PER_CONTACT),
    "chat": LiveChat(chats_per_month=12_000, handle_minutes="4.5", delivery=PER_CONTACT),
    "mention": SocialMedia(mentions_per_month=12_000, handle_minutes="4.5", delivery=PER_CONTACT),
}
"""The channels, each with the same contacts, by what it calls one."""

every = pytest.mark.parametrize(("contact", "channel"), CHANNELS.items(), ids=CHANNELS)


def told(channel: Channel, charge: int = 0) -> list[tuple[str, Decimal]]:
    """Give what the workings of a charge of a channel come to, in order."""
    return [(one.what, one.result) for one in plain(channel)[charge].workings]  # type: ignore[misc]


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


# ---------------------------------------------------------------------------- deflection


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
        ("handling time", Decimal("4.95")),
    ] == told(left)


def test_one_deflection_after_another() -> None:
    """Each tool takes its share of what the one before has left, and lengthens what it says."""
    left = phone().after(MENU).after(Deflection(deflected_percent=5))
    left = left.after(Deflection(deflected_percent=0, remaining_handle_percent=120))
    assert [
        ("not deflected", Decimal(8400)),
        ("not deflected", Decimal(7980)),
        ("not deflected", Decimal(7980)),
        ("handling time", Decimal("5.94")),  # 4.5 x 110 % x 120 %
    ] == told(left)


def test_talking_grows_with_handling() -> None:
    """Talk minutes are longer, too: 3.25 x 110 % = 3.575, and 8,400 x 3.575 = 30,030 minutes."""
    agency = Outsourced(billed_per="talk_minute", tariff=EUR(1))
    left = phone(talk_minutes="3.25", delivery=agency).after(MENU)
    assert [
        ("not deflected", Decimal(8400)),
        ("handling time", Decimal("4.95")),
        ("talk time", Decimal("3.575")),
        ("time", Decimal(30_030)),
    ] == told(left)
    assert EUR(30_030) == charged(left.charges())[0].amount


def test_deflection_is_shown_by_every_delivery() -> None:
    """Whatever is billed or paid, the line shows what was deflected before."""
    deliveries = [
        *(
            Outsourced(billed_per=way, tariff=EUR(1), seats=3 if way == "seat" else None)
            for way in ("contact", "talk_minute", "handle_minute", "hour", "seat", "resolution")
        ),
        InHouse(hourly_wage=EUR(15)),
        InHouse(heads=7, monthly_wage=EUR(2400)),
        InHouse(agents=7, shrinkage_percent=30, monthly_wage=EUR(2400)),
    ]
    for one in deliveries:
        left = phone(delivery=one, resolution_percent=80).after(MENU)
        assert ("not deflected", Decimal(8400)) == told(left)[0]
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
    assert {
        "calls_per_month": "switch",
        "deflected_percent": "pilot",
        "remaining_handle_percent": "habit",
        "deflected_percent (2)": "guess",
    } == {one.of: one.source.where for one in line.citations}
    assert line.unverified
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
