"""What cannot be promised, or says nothing: refused by component, field and remedy."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import pytest

from component_samples import charged
from cspricing import (
    EUR,
    Deflection,
    EmailSupport,
    InHouse,
    LiveChat,
    Outsourced,
    PhoneSupport,
    SocialMedia,
    Sourced,
)
from cspricing.errors import PricingError, StaffingError
from cspricing.staffing import Opening, OpeningHours, Profile, ServiceLevel
from liars import LyingStr, Pretender
from operators import Wary
from promise_samples import DAY, WEEK
from promised import BY_THE_HOUR, chat, mail, phone, social

Make = Callable[..., Any]
MAKERS: Final[dict[str, Make]] = {
    "Phone support": phone,
    "Live chat": chat,
    "E-mail support": mail,
    "Social media": social,
}
LIVE: Final[dict[str, Make]] = {name: MAKERS[name] for name in ("Phone support", "Live chat")}
LATER: Final[dict[str, Make]] = {name: MAKERS[name] for name in ("E-mail support", "Social media")}
VOLUMES: Final = {
    "Phone support": "calls_per_month",
    "Live chat": "chats_per_month",
    "E-mail support": "emails_per_month",
    "Social media": "mentions_per_month",
}
PROMISED_BY: Final = dict.fromkeys(LIVE, "service_level") | dict.fromkeys(
    LATER, "answer_within_hours"
)

each = pytest.mark.parametrize(("title", "make"), MAKERS.items(), ids=MAKERS)
live = pytest.mark.parametrize(("title", "make"), LIVE.items(), ids=LIVE)
later = pytest.mark.parametrize(("title", "make"), LATER.items(), ids=LATER)


def refusal(make: Make, **given: Any) -> tuple[str, str | None, str | None, str]:  # noqa: ANN401
    """Give the code, the component and the field of a refusal, and what it says; it pickles."""
    with pytest.raises(PricingError) as caught:
        make(**given)
    error = caught.value
    assert str(error) == str(pickle.loads(pickle.dumps(error)))
    return error.code, error.component, error.field, str(error)


# ---------------------------------------------------------------------------- what goes together


@each
def test_a_profile_without_a_promise(title: str, make: Make) -> None:
    """A profile says nothing unless something is promised: the field that does is named."""
    name = PROMISED_BY[title]
    code, component, field, said = refusal(make, **{name: None})
    assert ("channel.promise", title, name) == (code, component, field)
    assert f"state {name}, too, or leave the profile out" in said


@each
def test_a_promise_without_a_profile(title: str, make: Make) -> None:
    """What is promised rests on how contacts spread: the profile is asked for, with an example."""
    for given in ({}, {"days_per_month": None}):
        code, component, field, said = refusal(make, profile=None, **given)
        assert ("channel.promise", title, "profile") == (code, component, field)
        assert f"{PROMISED_BY[title]} rests on how contacts spread" in said
        assert "state profile, too: Profile(OpeningHours.daily(" in said


IDLE: Final[dict[str, tuple[type, Any]]] = {
    "days_per_month": (PhoneSupport, 21),
    "weeks_per_month": (SocialMedia, 4),
    "patience_seconds": (PhoneSupport, 60),
    "forecast_error_percent": (PhoneSupport, 5),
    "handle_minutes_at": (LiveChat, (4, 5)),
    "minimum_agents": (EmailSupport, 2),
    "opening_hours": (EmailSupport, DAY),
    "hours_counted": (SocialMedia, "open"),
}


@pytest.mark.parametrize("name", IDLE)
def test_what_says_nothing_without_a_profile(name: str) -> None:
    """Whoever states patience, a month or opening hours means them to count: they do not alone."""
    kind, value = IDLE[name]
    volume = VOLUMES[kind.title]  # type: ignore[attr-defined]
    given = {volume: 100, "handle_minutes": "4.5", "delivery": BY_THE_HOUR}
    code, component, field, said = refusal(kind, **given, **{name: value})
    assert ("channel.promise", kind.title, "profile") == (code, component, field)  # type: ignore[attr-defined]
    assert f"{name} rests on how contacts spread" in said
    usual = {"handle_minutes_at": (), "minimum_agents": "1.0", "hours_counted": "clock"}
    assert charged(kind(**given, **{name: usual.get(name)}).charges()) == charged(
        kind(**given).charges()
    )


A_WEEK: Final = {"profile": Profile.flat(WEEK)}


@each
@pytest.mark.parametrize(
    ("given", "field", "wanted"),
    [
        ({"days_per_month": None}, "days_per_month", "days_per_month"),
        ({"weeks_per_month": 4}, "weeks_per_month", "days_per_month"),
        ({"days_per_month": None, "weeks_per_month": 4}, "days_per_month", "days_per_month"),
        (A_WEEK, "weeks_per_month", "weeks_per_month"),
        (A_WEEK | {"weeks_per_month": 4}, "days_per_month", "weeks_per_month"),
        (A_WEEK | {"days_per_month": None}, "weeks_per_month", "weeks_per_month"),
    ],
)
def test_days_go_with_a_day_and_weeks_with_a_week(
    title: str, make: Make, given: dict[str, Any], field: str, wanted: str
) -> None:
    """A month has so many of what the profile is one of, and of that alone."""
    code, component, found, said = refusal(make, **given)
    assert ("channel.month", title, field) == (code, component, found)
    other = {"days_per_month": "weeks_per_month", "weeks_per_month": "days_per_month"}[wanted]
    assert f"state {wanted}, and not {other}" in said


@each
@pytest.mark.parametrize("name", ["heads", "agents"])
def test_stated_people_beside_a_promise(title: str, make: Make, name: str) -> None:
    """How many people there are is stated, or follows from the promise; not both."""
    team = InHouse(monthly_wage=EUR(2400), **{name: 9})  # type: ignore[arg-type]
    code, component, field, said = refusal(make, delivery=team)
    assert ("delivery.promise", title, name) == (code, component, field)
    assert "leave them out, and their number follows from the promise" in said


@later
@pytest.mark.parametrize(
    "hours",
    [WEEK, OpeningHours.daily(Opening("08:00", "12:00"), interval_minutes=15)],
    ids=["a week", "quarters"],
)
def test_hours_that_are_cut_otherwise(title: str, make: Make, hours: OpeningHours) -> None:
    """Contacts that arrive by the half-hour of a day are not worked on by quarters, or weeks."""
    code, component, field, said = refusal(make, opening_hours=hours)
    assert ("channel.hours", title, "opening_hours") == (code, component, field)
    assert "give both for a day or both for a week, in intervals of the same length" in said


# ---------------------------------------------------------------------------- chats


@pytest.mark.parametrize("given", [{"handle_minutes_at": ()}, {"handle_minutes": 8}])
def test_a_mean_that_is_none_of_the_times(given: dict[str, Any]) -> None:
    """The mean of handle_minutes lies between the times with one chat and with the most."""
    for more in (given, {"handle_minutes": "14.001"}):
        code, component, field, said = refusal(chat, **more)
        assert ("channel.handling", "Live chat", "handle_minutes_at") == (code, component, field)
        assert "state handle_minutes_at: with one, two, three" in said
    for mean in (9, 14):
        assert chat(handle_minutes=mean).handle_minutes == mean


@pytest.mark.parametrize(
    ("value", "code", "remedy"),
    [
        ("912", "type.member", "give a list of minutes: with one chat, two, three"),
        ("9", "type.member", "give a list of minutes"),
        (LyingStr("9"), "type.member", "is not a list; give"),
        (9, "type.member", "is not a list"),
        (Wary(9), "type.member", "cannot be listed"),
        ((9, 14, 12), "chat.handling", "give times that do not fall"),
        ((14, 12, 9), "chat.handling", "give times that do not fall"),
        ((0, 12), "number.range", "give more than nothing"),
        ((9, 12.0), "type.float", "write it as text"),
        ((9, True), "type.bool", "give an int"),
        ((9, Wary(12)), "type.column", "one number is needed"),
        ((Sourced(9, "log"), 12), "type.number", "give an int"),
        ((9, "twelve"), "number.syntax", "write digits"),
    ],
)
def test_times_that_are_none(value: object, code: str, remedy: str) -> None:
    """A text is no list of its digits; times are numbers above 0 that do not fall."""
    found, component, field, said = refusal(chat, handle_minutes_at=value)
    assert (code, "LiveChat", "handle_minutes_at") == (found, component, field)
    assert remedy in said


# ---------------------------------------------------------------------------- types and ranges


@each
@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("profile", [1, 2], "type.profile"),
        ("profile", Pretender(Decimal), "type.profile"),
        ("days_per_month", 0, "number.range"),
        ("days_per_month", 21.5, "type.float"),
        ("days_per_month", Wary(21), "type.column"),
        ("minimum_agents", "1.5", "number.whole"),
        ("minimum_agents", -1, "number.negative"),
        ("minimum_agents", True, "type.bool"),
        ("minimum_agents", Wary(2), "type.column"),
    ],
)
def test_fields_of_every_promise(
    title: str,
    make: Make,
    name: str,
    value: object,
    code: str,
) -> None:
    """Each field refuses another type, another size, and a column, by class and field."""
    found, component, field, said = refusal(make, **{name: value})
    assert (code, type(make()).__name__, name) == (found, component, field)
    assert "; " in said
    assert title == make().name


@pytest.mark.parametrize(
    ("make", "name", "value", "code"),
    [
        (phone, "service_level", "80/20", "type.service_level"),
        (chat, "service_level", ("0.8", 20), "type.service_level"),
        (phone, "patience_seconds", 0, "number.range"),
        (chat, "patience_seconds", Wary(60), "type.column"),
        (phone, "forecast_error_percent", "0.1", "percent.fraction"),
        (phone, "forecast_error_percent", "200.1", "forecast.error"),
        (phone, "forecast_error_percent", -5, "number.negative"),
        (phone, "forecast_error_percent", Wary(5), "type.column"),
        (mail, "answer_within_hours", 0, "number.range"),
        (social, "answer_within_hours", Wary(5), "type.column"),
        (mail, "opening_hours", Opening("08:00", "18:00"), "type.hours"),
        (social, "hours_counted", "working", "channel.hours_counted"),
        (mail, "hours_counted", None, "channel.hours_counted"),
    ],
)
def test_fields_of_some(make: Make, name: str, value: object, code: str) -> None:
    """So do the fields of a promise that only some channels make."""
    found, component, field, said = refusal(make, **{name: value})
    assert (code, type(make()).__name__, name) == (found, component, field)
    assert said.startswith(f"{component}, {name}: ")


@each
def test_columns_make_no_promise(title: str, make: Make) -> None:
    """Contacts, their length, or an occupancy that stand for many count no people: each is named.

    Without a promise they do, as far as the delivery can.
    """
    team = InHouse(hourly_wage=EUR(15), occupancy_percent=Wary(85))  # type: ignore[arg-type]
    agency = Outsourced(
        billed_per="hour",
        tariff=EUR(19),
        occupancy_percent=Wary(85),  # type: ignore[arg-type]
    )
    columns: list[tuple[str, dict[str, Any]]] = [
        (VOLUMES[title], {VOLUMES[title]: Wary(9000)}),
        ("handle_minutes", {"handle_minutes": Wary(12)}),
        ("occupancy_percent", {"delivery": team}),
        ("occupancy_percent", {"delivery": agency}),
        ("handle_minutes", {"deflections": [longer(Wary(110))]}),
        (VOLUMES[title], {"deflections": [Deflection(deflected_percent=Wary(30))]}),  # type: ignore[arg-type]
    ]
    for name, given in columns:
        code, component, field, said = refusal(make, **given)
        assert ("type.column", title, name) == (code, component, field)
        assert "is a column; one number is needed here" in said


def longer(percent: Any) -> Deflection:  # noqa: ANN401
    """Make a tool that keeps no contact away, and has them take so many percent of their time."""
    return Deflection(deflected_percent=0, remaining_handle_percent=percent)


def test_columns_are_priced_without_a_promise() -> None:
    """A column of calls, of some length, is billed per contact, as long as it promises nothing."""
    agency = Outsourced(billed_per="contact", tariff=EUR(2))
    made = PhoneSupport(
        calls_per_month=Wary(9000),  # type: ignore[arg-type]
        handle_minutes=Wary(5),  # type: ignore[arg-type]
        delivery=agency,
    )
    assert 1 == len(made.charges())


@each
def test_contacts_that_take_no_time(title: str, make: Make) -> None:
    """Whom a contact of 0 minutes needs is not asked: the field is named as it is stated."""
    code, component, field, said = refusal(make, handle_minutes=0)
    expected = "handle_minutes_at" if make is chat else "handle_minutes"
    assert (title, expected) == (component, field)
    assert code in {"number.range", "channel.handling", "chat.handling"}
    assert "; " in said


@live
def test_more_contacts_than_can_be_counted(title: str, make: Make) -> None:
    """Loads beyond ten million erlangs are refused by the contacts that make them."""
    code, component, field, said = refusal(make, **{VOLUMES[title]: 10**11})
    assert ("number.range", title, VOLUMES[title]) == (code, component, field)
    assert "give 0 to 10^7" in said


@each
def test_more_contacts_a_day_than_can_be(title: str, make: Make) -> None:
    """A month of hardly any days has more contacts a day than any operation."""
    code, component, field, said = refusal(make, days_per_month="0.000000000001")
    assert ("number.range", title, VOLUMES[title]) == (code, component, field)
    assert "give at most 10^15" in said


def test_more_agents_than_there_are() -> None:
    """A minimum that no model takes is refused by its own name."""
    code, component, field, _ = refusal(chat, minimum_agents=10**9)
    assert ("number.range", "Live chat", "minimum_agents") == (code, component, field)


def test_a_target_that_no_average_reaches() -> None:
    """A target nearer to 1 than an average is known is refused where forecasts err."""
    level = ServiceLevel("0.999999999", within_seconds=20)
    with pytest.raises(StaffingError, match="nearer to 1") as caught:
        phone(service_level=level, forecast_error_percent=5)
    error = caught.value
    assert ("forecast.target", "Phone support", "service_level") == (
        error.code,
        error.component,
        error.field,
    )
    phone(service_level=level)


def test_a_name_of_ones_own_stands_in_the_refusal() -> None:
    """A channel that has a name is named by it."""
    _, component, _, said = refusal(phone, name="Hotline", service_level=None)
    assert "Hotline" == component
    assert said.startswith("Hotline, service_level: ")
