"""Who is paid to keep a promise, what comes on top of them, and where the figures come from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, Final

import attrs
import pytest

from component_samples import charged, plain
from cspricing import (
    EUR,
    InHouse,
    Outsourced,
    PhoneSupport,
    Quote,
    Sourced,
    Supervision,
    Telephony,
    Workplace,
)
from cspricing.staffing import Profile
from promise_samples import WEEK
from promised import a_month_of, agents_by_hand, half_up, phone, quantities

# ---------------------------------------------------------------------------- who is paid


@pytest.mark.parametrize(("shrinkage", "efficiency"), [(0, 100), (30, 100), ("31.5", 95), (0, 90)])
def test_hours_are_paid_beyond_those_at_work(shrinkage: Any, efficiency: int) -> None:  # noqa: ANN401
    """Paid hours are 976.5 agent hours / (1 - shrinkage) / schedule efficiency, rounded once."""
    team = InHouse(
        hourly_wage=EUR(15), shrinkage_percent=shrinkage, schedule_efficiency_percent=efficiency
    )
    left = (1 - Fraction(shrinkage) / 100) * Fraction(efficiency, 100)
    assert {"wages": half_up(Fraction("976.5") / left)} == quantities(phone(delivery=team))


@pytest.mark.parametrize(
    ("hours", "shrinkage", "efficiency", "people"),
    [
        # 976.5 / 70 % = 1,395 = 9 x 155 exactly: no float may make it 10
        (155, 30, 100, 9),
        ("154.999", 30, 100, 10),
        (160, 30, 95, 10),
        ("976.5", 0, 100, 1),
        ("976.499999", 0, 100, 2),
    ],
)
def test_people_are_an_exact_ceiling(
    hours: Any,  # noqa: ANN401
    shrinkage: int,
    efficiency: int,
    people: int,
) -> None:
    """It takes as many people as have the paid time, and not one more where it is whole."""
    team = InHouse(
        monthly_wage=EUR(2400),
        hours_per_month=hours,
        shrinkage_percent=shrinkage,
        schedule_efficiency_percent=efficiency,
    )
    left = (100 - Fraction(shrinkage)) * efficiency / 10_000
    assert people == ceil(Fraction("976.5") / left / Fraction(hours))
    made = phone(delivery=team)
    assert {"wages": Decimal(people)} == quantities(made)
    Quote.of(made).verify()


def test_what_comes_on_top_of_people() -> None:
    """10 people have 2 leads at a span of 8, 12 seats, and the talk minutes of all the calls.

    Telephony rests on the calls, not on who waits for them: 9,000 x 4.5 minutes.
    """
    team = InHouse(
        monthly_wage=EUR(2400),
        hours_per_month=160,
        shrinkage_percent=30,
        schedule_efficiency_percent=95,
        supervision=[Supervision(role="team lead", span=8, monthly_wage=EUR(3000))],
        workplace=Workplace(space=EUR(180)),
        telephony=Telephony(per_minute=EUR("0.02")),
    )
    made = phone(delivery=team)
    assert {"wages": 10, "team lead": 2, "space": 12, "talk minutes": 40_500} == quantities(made)
    Quote.of(made).verify()


def test_people_paid_by_the_hour() -> None:
    """Where hours_per_month is known too, hours are paid for, and seats are for the people."""
    team = InHouse(
        hourly_wage=EUR(15),
        hours_per_month=160,
        shrinkage_percent=30,
        workplace=Workplace(space=EUR(180)),
    )
    # 976.5 / 70 % = 1,395 hours / 160 = 8.7
    assert {"wages": Decimal(1395), "space": Decimal(9)} == quantities(phone(delivery=team))


# ---------------------------------------------------------------------------- outsourced


def test_a_provider_bills_agent_hours() -> None:
    """Billed per hour are the 976.5 agent hours; per paid hour they are / (1 - shrinkage)."""
    hour = Outsourced(billed_per="hour", tariff=EUR(19))
    paid = Outsourced(billed_per="paid_hour", tariff=EUR(14), shrinkage_percent="31.5")
    assert {"hours": Decimal("976.5")} == quantities(phone(delivery=hour))
    by_hand = half_up(Fraction("976.5") / Fraction("0.685"))
    assert {"paid hours": by_hand} == quantities(phone(delivery=paid))
    assert Quote.of(phone(delivery=hour)).net == EUR("18553.50")


@pytest.mark.parametrize("way", ["hour", "paid_hour"])
def test_a_provider_keeps_an_occupancy(way: Any) -> None:  # noqa: ANN401
    """What a provider says of occupancy bounds how busy agents are in each interval."""
    agency = Outsourced(billed_per=way, tariff=EUR(19), occupancy_percent=60)
    by_hand = agents_by_hand(9000, "4.5", most=Fraction(3, 5))
    assert [a_month_of(by_hand)] == [*map(Fraction, quantities(phone(delivery=agency)).values())]


@pytest.mark.parametrize(
    "agency",
    [
        Outsourced(billed_per="contact", tariff=EUR(2)),
        Outsourced(billed_per="talk_minute", tariff=EUR(1)),
        Outsourced(billed_per="handle_minute", tariff=EUR(1), pulse_seconds=6),
        Outsourced(billed_per="resolution", tariff=EUR(5)),
        Outsourced(billed_per="seat", tariff=EUR(900), seats=12),
    ],
    ids=lambda agency: agency.billed_per,
)
def test_a_price_without_hours_does_not_depend_on_the_promise(agency: Outsourced) -> None:
    """Per contact, minute, resolution or seat, a service level costs nothing."""
    plainly = PhoneSupport(
        calls_per_month=9000, handle_minutes="4.5", resolution_percent=80, delivery=agency
    )
    promised = phone(resolution_percent=80, delivery=agency, minimum_agents=50)
    assert charged(plainly.charges()) == charged(promised.charges())
    assert [] == [one for one in plain(promised)[0].workings if one.exhibit is not None]


# ---------------------------------------------------------------------------- sources

SOURCED: Final[dict[str, Any]] = {
    "days_per_month": Sourced(21, "calendar"),
    "patience_seconds": Sourced(180, "log of May"),
    "forecast_error_percent": Sourced(5, "forecasts of 2025"),
    "minimum_agents": Sourced(2, "works council"),
}


def cited(made: PhoneSupport) -> list[set[str]]:
    """Give the names of the figures that each charge cites."""
    return [{citation.of for citation in charge.citations} for charge in plain(made)]


def test_sources_stand_where_figures_count() -> None:
    """Figures of a promise are cited by wages and leads, not by the minutes on the phone."""
    team = InHouse(
        monthly_wage=EUR(2400),
        hours_per_month=160,
        supervision=[Supervision(role="team lead", span=8, monthly_wage=EUR(3000))],
        telephony=Telephony(per_minute=EUR("0.02")),
    )
    made = phone(calls_per_month=Sourced(9000, "invoice"), delivery=team, **SOURCED)
    wages, leads, minutes = cited(made)
    assert {"calls_per_month", *SOURCED} == wages == leads
    assert {"calls_per_month"} == minutes
    text = Quote.of(made).explain()
    for where in ("calendar", "log of May", "forecasts of 2025", "works council"):
        assert where in text


def test_sources_of_what_is_billed() -> None:
    """Per hour, figures of a promise are cited; per contact they are not, for nothing rests on."""
    for way, names in (("hour", {*SOURCED}), ("contact", set())):
        agency: Any = Outsourced(billed_per=way, tariff=EUR(1))  # type: ignore[arg-type]
        assert [names] == cited(phone(delivery=agency, **SOURCED))
    weekly = phone(
        profile=Profile.flat(WEEK), days_per_month=None, weeks_per_month=Sourced(4, "mean")
    )
    assert [{"weeks_per_month"}] == cited(weekly)


@pytest.mark.parametrize("name", SOURCED)
def test_an_unverified_figure_marks_the_line(name: str) -> None:
    """A line that rests on an assumed patience, month, error or minimum is marked as such."""
    doubtful = Sourced(SOURCED[name].value, "a guess", None, "assumption")
    sure = Sourced(SOURCED[name].value, "measured", None, "verified")
    for figure, marked in ((doubtful, True), (sure, False)):
        made = phone(**{name: figure})
        assert marked is Quote.of(made).lines[0].unverified
        other = attrs.evolve(made, delivery=Outsourced(billed_per="contact", tariff=EUR(1)))
        assert Quote.of(other).lines[0].unverified is False
