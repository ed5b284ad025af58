"""E-mail and social media that are answered within hours: as many people whenever it is open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar, Final

import pytest
from attrs import frozen

from component_samples import charged, plain
from cspricing import EUR, Deflection, EmailSupport, InHouse, Outsourced, Quote, Sourced, Working
from cspricing.components.channel import Channel
from cspricing.errors import RuleError, StaffingError
from cspricing.staffing import Opening, OpeningHours, Profile, deferred_staffing
from promise_samples import CURVE, DAY, WEEK
from promised import (
    BY_THE_HOUR,
    agent_hours,
    facts,
    half_up,
    mail,
    phone,
    quantities,
    shown,
    social,
    workings,
)

ALWAYS: Final = Profile.flat(OpeningHours.always())
WEEKLY: Final[dict[str, Any]] = {"days_per_month": None, "weeks_per_month": "4.345"}


def by_hand(
    contacts: Fraction | int,
    minutes: Fraction | int,
    *,
    profile: Profile = CURVE,
    hours: OpeningHours = DAY,
    cycles: Fraction | int = 21,
    **terms: Any,  # noqa: ANN401
) -> tuple[int, Fraction]:
    """Ask how many people meet every deadline, and add up their hours of a month."""
    found = deferred_staffing(
        profile.arrivals(Fraction(contacts) / cycles),
        hours,
        handle_seconds=Fraction(minutes) * 60,
        **terms,
    )
    return found.agents, found.agents * hours.open_hours * cycles


# ---------------------------------------------------------------------------- known figures


def test_an_hour_that_is_open_and_as_long_to_answer() -> None:
    """10 e-mails of 6 minutes arrive from 8 to 9, and are answered within the hour they have.

    Open from 8 to 10, what comes by 9 falls due by 10: 1 h of work in 2 open hours, 0.5 agents.
    Open from 8 to 9 alone, one agent is always busy, by the clock or while it is open.
    """
    hour = OpeningHours.daily(Opening("08:00", "09:00"))
    two = OpeningHours.daily(Opening("08:00", "10:00"))
    given: dict[str, Any] = {
        "emails_per_month": 210,
        "profile": Profile.flat(hour),
        "answer_within_hours": 1,
    }
    made = mail(opening_hours=two, **given)
    assert Decimal(42) == agent_hours(made)
    assert ("0.50", "1.00 h", "2.00 h", "00:00 - 00:00 (+1 d)") == tuple(
        facts(made)[name]
        for name in ("agents it needs", "work in it", "open hours in it", "tightest span")
    )
    for counted in ("clock", "open"):
        alone = mail(hours_counted=counted, **given)
        assert Decimal(21) == agent_hours(alone)
        assert "100.0 %" == facts(alone)["agents are busy"]


def test_as_many_people_as_the_tightest_span_needs() -> None:
    """2,000 e-mails of 6 minutes over 21 mornings, within 2 hours, keep 3 people for 4 hours.

    What comes from 9 on is (12 + 14 + 12 + 10 + 9 + 8) / 77 of 9.52 hours of work, 8.04 hours, and
    falls due by 14:00; 3 of those hours are open, so that 2.68 people are needed.
    """
    work = Fraction(2000, 21) * 6 / 60 * Fraction(12 + 14 + 12 + 10 + 9 + 8, 77)
    assert ("8.04", "2.68") == (f"{float(work):.2f}", f"{float(work / 3):.2f}")
    made = mail()
    assert (3, Fraction(252)) == by_hand(2000, 6, answer_within_hours=2)
    assert Decimal(252) == agent_hours(made)
    assert (("", Decimal(3), "agent"), ("x", Decimal(4), "hour")) == workings(made)[
        "agent hours of a day"
    ].formula
    assert {
        "promised": "2 h",
        "its hours run": "always",
        "tightest span": "09:00 - 14:00",
        "work in it": "8.04 h",
        "open hours in it": "3.00 h",
        "agents it needs": "2.68",
        "agents are busy": "79.4 %",
    } == facts(made)
    assert Quote.of(made).cost == EUR(252 * 15)


# ---------------------------------------------------------------------------- by hand

TERMS: Final[dict[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    "half an hour": ({"answer_within_hours": "0.5"}, {"answer_within_hours": Fraction(1, 2)}),
    "a day": ({"answer_within_hours": 24}, {"answer_within_hours": 24}),
    "while it is open": (
        {"answer_within_hours": 2, "hours_counted": "open"},
        {"answer_within_hours": 2, "counted": "open"},
    ),
    "open longer": (
        {"answer_within_hours": 2, "opening_hours": OpeningHours.daily(Opening("07:00", "15:00"))},
        {"answer_within_hours": 2, "hours": OpeningHours.daily(Opening("07:00", "15:00"))},
    ),
    "open later": (
        {"answer_within_hours": 8, "opening_hours": OpeningHours.daily(Opening("13:00", "15:00"))},
        {"answer_within_hours": 8, "hours": OpeningHours.daily(Opening("13:00", "15:00"))},
    ),
    "busy for 90 %": (
        {
            "answer_within_hours": 2,
            "delivery": InHouse(hourly_wage=EUR(15), occupancy_percent=90),
        },
        {"answer_within_hours": 2, "max_occupancy": Fraction(9, 10)},
    ),
    "a week": (
        {"answer_within_hours": 24, "profile": Profile.flat(WEEK), **WEEKLY},
        {
            "answer_within_hours": 24,
            "profile": Profile.flat(WEEK),
            "hours": WEEK,
            "cycles": Fraction("4.345"),
        },
    ),
    "at any time, answered in the office": (
        {
            "answer_within_hours": 8,
            "hours_counted": "open",
            "profile": ALWAYS,
            "opening_hours": WEEK,
            **WEEKLY,
        },
        {
            "answer_within_hours": 8,
            "counted": "open",
            "profile": ALWAYS,
            "hours": WEEK,
            "cycles": Fraction("4.345"),
        },
    ),
}


@pytest.mark.parametrize(("given", "asked"), TERMS.values(), ids=TERMS)
def test_people_by_hand(given: dict[str, Any], asked: dict[str, Any]) -> None:
    """E-mail and social media keep the people who meet every deadline, whenever it is open."""
    agents, hours = by_hand(2000, 6, **asked)
    for made in (mail(**given), social(**given)):
        assert hours == Fraction(agent_hours(made))
        (a_cycle,) = [one for name, one in workings(made).items() if " of a " in name]
        assert agents == a_cycle.formula[0][1]
        Quote.of(made).verify()


@pytest.mark.parametrize(("mails", "least", "people"), [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 3, 3)])
def test_a_minimum_of_people(mails: int, least: int, people: int) -> None:
    """There are never fewer than the minimum; of no mail and no minimum, nobody is there."""
    made = mail(emails_per_month=mails, minimum_agents=least)
    assert Decimal(people * 4 * 21) == agent_hours(made)
    busy = Fraction(mails) / 21 * 6 / 60 / (4 * people) if people else Fraction(0)
    assert f"{float(busy):.1%}" == facts(made)["agents are busy"].replace(" ", "")
    Quote.of(made).verify()


def test_only_what_is_answered_and_left_counts() -> None:
    """30 % of the mentions are answered, a bot takes half of these, and the others take longer."""
    bot = Deflection(deflected_percent=50, remaining_handle_percent=120)
    made = social(mentions_per_month=20_000, answered_percent=30).after(bot)
    _, hours = by_hand(3000, Fraction("7.2"), answer_within_hours=2)
    assert hours == Fraction(agent_hours(made))


def test_who_is_paid_for_mail() -> None:
    """252 agent hours / 70 % are 360 paid hours, and of 150 hours each, an exact 2.4 people."""
    by_hour = InHouse(hourly_wage=EUR(15), shrinkage_percent=30)
    people = InHouse(monthly_wage=EUR(2400), hours_per_month=150, shrinkage_percent=30)
    assert {"wages": Decimal(360)} == quantities(mail(delivery=by_hour))
    assert {"wages": Decimal(ceil(Fraction(360, 150)))} == quantities(mail(delivery=people))
    hour = Outsourced(billed_per="hour", tariff=EUR(19))
    paid = Outsourced(billed_per="paid_hour", tariff=EUR(14), shrinkage_percent="31.5")
    assert {"hours": Decimal(252)} == quantities(mail(delivery=hour))
    assert {"paid hours": half_up(252 / Fraction("0.685"))} == quantities(mail(delivery=paid))


def test_per_mail_the_promise_costs_nothing() -> None:
    """Billed per contact, e-mail costs the same whether and how soon it is answered."""
    each = Outsourced(billed_per="contact", tariff=EUR(2))
    plainly = EmailSupport(emails_per_month=2000, handle_minutes=6, delivery=each)
    assert charged(plainly.charges()) == charged(mail(delivery=each).charges())


# ---------------------------------------------------------------------------- the impossible

IMPOSSIBLE: Final[dict[str, Any]] = {
    "profile": ALWAYS,
    "opening_hours": WEEK,
    "answer_within_hours": 24,
    **WEEKLY,
}


@pytest.mark.parametrize("make", [mail, social])
def test_the_weekend_is_impossible(make: Any) -> None:  # noqa: ANN401
    """What comes on Friday night is not answered within a day: the remedies say what is."""
    with pytest.raises(StaffingError) as caught:
        make(**IMPOSSIBLE)
    error = caught.value
    title = type(make()).title
    assert ("staffing.impossible", "answer_within_hours", title) == (
        error.code,
        error.field,
        error.component,
    )
    assert str(error) == (
        f"{title}, answer_within_hours: what arrives from Fri 18:00 on is due after 24 hours, "
        "before it opens at Mon 08:00; count the hours only while it is open, open longer, or "
        "allow more than 62 hours"
    )


@pytest.mark.parametrize(
    "remedy",
    [
        {"hours_counted": "open"},
        {"answer_within_hours": "62.01"},
        {
            "opening_hours": OpeningHours.weekly(
                Opening("08:00", "18:00", days="Mon-Fri"), Opening("10:00", "12:00", days="Sat-Sun")
            )
        },
        {"delivery": Outsourced(billed_per="contact", tariff=EUR(2))},
    ],
)
def test_the_remedies_help(remedy: dict[str, Any]) -> None:
    """Each remedy that the refusal names makes it possible; so does whoever bills per e-mail."""
    Quote.of(mail(**(IMPOSSIBLE | remedy))).verify()


# ---------------------------------------------------------------------------- told, and sources


@pytest.mark.parametrize(
    ("given", "span"),
    [
        ({}, "09:00 - 14:00"),
        # As much is to be done on each day as on any other, however many are looked at.
        ({"answer_within_hours": 24}, "00:00 - 00:00 (+1 d)"),
        (
            {"answer_within_hours": 24, "profile": Profile.flat(WEEK), **WEEKLY},
            "Mon 00:00 - Mon 00:00 (+7 d)",
        ),
    ],
)
def test_a_span_of_whole_days_is_told_as_such(given: dict[str, Any], span: str) -> None:
    """Where the tightest span ends at the time at which it began, it says how much later."""
    assert span == facts(mail(**given))["tightest span"]


def test_mail_has_no_table() -> None:
    """As many people work whenever it is open: there is nothing to tell of each interval."""
    exhibit = shown(mail())
    assert ("agents while it is open", (), ()) == (exhibit.what, exhibit.columns, exhibit.rows)
    assert ["agents in each interval"] == [shown(phone()).what]


def test_sources_of_deadlines() -> None:
    """The hours to answer in, the month and the minimum are cited by wages, not by seats."""
    made = mail(
        answer_within_hours=Sourced(2, "contract"),
        days_per_month=Sourced(21, "calendar"),
        minimum_agents=Sourced(2, "works council", None, "assumption"),
        tool=EUR(19),
        tool_seats=Sourced(3, "vendor", None, "verified"),
    )
    wages, tool = plain(made)
    names = {"answer_within_hours", "days_per_month", "minimum_agents"}
    assert names == {one.of for one in wages.citations}
    assert {"tool_seats"} == {one.of for one in tool.citations}
    assert [True, False] == [line.unverified for line in Quote.of(made).lines]


@frozen(kw_only=True, repr=False)
class Letters(Channel):
    """A channel of one's own, on which nothing is promised."""

    contact: ClassVar[str] = "letter"

    def _stated(self) -> tuple[Any, list[Working]]:
        return Decimal(100), []


def test_a_channel_that_promises_nothing() -> None:
    """On a channel of one's own people are counted from the workload, and a profile is refused."""
    letters = Letters(handle_minutes=6, delivery=BY_THE_HOUR)
    assert {"wages": Decimal("10.00")} == quantities(letters)
    with pytest.raises(RuleError, match="leave the profile out") as caught:
        Letters(handle_minutes=6, delivery=BY_THE_HOUR, profile=CURVE, days_per_month=21)
    assert ("channel.promise", "Component") == (caught.value.code, caught.value.component)
