"""Calls that are promised a service level: who is needed for it, interval by interval."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

from component_samples import charged
from cspricing import (
    EUR,
    AutomationTool,
    Deflection,
    InHouse,
    Quote,
)
from cspricing.staffing import (
    Opening,
    OpeningHours,
    Profile,
    ServiceLevel,
    required_agents_under_error,
)
from promise_samples import CURVE, WEEK
from promised import (
    a_month_of,
    agent_hours,
    agents,
    agents_by_hand,
    half_up,
    phone,
    quantities,
    shown,
    workings,
)

HALF_HOUR: Final = Profile.flat(OpeningHours.daily(Opening("08:00", "08:30")))
BOT: Final = Deflection(deflected_percent=30, remaining_handle_percent=110)


# ---------------------------------------------------------------------------- known figures


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, 14),
        ({"patience_seconds": 300}, 13),
        ({"service_level": ServiceLevel("0.90", within_seconds=10)}, 15),
    ],
)
def test_a_hundred_calls_in_half_an_hour(given: dict[str, Any], expected: int) -> None:
    """100 calls of 180 s in half an hour are 10 erlangs: 14 agents at 80/20, as is well known.

    With a patience of 300 s it is 13, and at 90/10 it is 15. An agent costs 15 an hour, so 21
    half-hours of a month cost 157.50 for each.
    """
    made = phone(calls_per_month=2100, handle_minutes=3, profile=HALF_HOUR, **given)
    assert [expected] == agents(made)
    assert Quote.of(made).cost == EUR("157.50") * expected


def test_a_morning_at_80_20() -> None:
    """9,000 calls a month over 21 mornings need 46.5 agent hours each, and 976.5 in a month.

    6 + 10 + 14 + 16 + 14 + 12 + 11 + 10 agents for half an hour each are 93 / 2 hours.
    """
    assert [6, 10, 14, 16, 14, 12, 11, 10] == agents(phone())
    assert [6, 10, 14, 16, 14, 12, 11, 10] == agents_by_hand(9000, "4.5")
    told = workings(phone())
    assert Decimal("46.5") == told["agent hours of a day"].result
    assert Decimal("976.5") == told["agent hours"].result
    assert Decimal("675.00") == told["workload"].result
    assert Quote.of(phone()).cost == EUR("14647.50")


# ---------------------------------------------------------------------------- by hand

CASES: Final[dict[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    "as it is": ({}, {}),
    "impatient": ({"patience_seconds": 60}, {"patience": 60}),
    "nobody at night": ({"calls_per_month": 10, "minimum_agents": 0}, {"least": 0}),
    "one at least": ({"calls_per_month": 10, "minimum_agents": 1}, {"least": 1}),
    "three at least": ({"calls_per_month": 900, "minimum_agents": 3}, {"least": 3}),
    "an erring forecast": ({"forecast_error_percent": 25}, {"error": Fraction(1, 4)}),
    "a forecast that does not err": ({"forecast_error_percent": 0}, {}),
    "erring, and impatient": (
        {"forecast_error_percent": 40, "patience_seconds": 90},
        {"error": Fraction(2, 5), "patience": 90},
    ),
    "seldom busy": (
        {"delivery": InHouse(hourly_wage=EUR(15), occupancy_percent=60)},
        {"most": Fraction(3, 5)},
    ),
    "seldom busy, erring": (
        {
            "delivery": InHouse(hourly_wage=EUR(15), occupancy_percent=60),
            "forecast_error_percent": 10,
        },
        {"most": Fraction(3, 5), "error": Fraction(1, 10)},
    ),
    "seldom busy, erring, impatient": (
        {
            "delivery": InHouse(hourly_wage=EUR(15), occupancy_percent=60),
            "forecast_error_percent": 2,
            "patience_seconds": 10,
        },
        {"most": Fraction(3, 5), "error": Fraction(1, 50), "patience": 10},
    ),
    "of those answered": (
        {
            "service_level": ServiceLevel("0.9", within_seconds=15, of="answered"),
            "patience_seconds": 45,
        },
        {"level": ServiceLevel("0.9", within_seconds=15, of="answered"), "patience": 45},
    ),
    "fractions of days": ({"days_per_month": "21.7"}, {"cycles": Fraction("21.7")}),
}


@pytest.mark.parametrize(("given", "asked"), CASES.values(), ids=CASES)
def test_each_interval_by_hand(given: dict[str, Any], asked: dict[str, Any]) -> None:
    """Each interval has the agents that its own load requires; their hours add up to the month."""
    made = phone(**given)
    by_hand = agents_by_hand(Fraction(made.calls_per_month), "4.5", **asked)
    assert by_hand == agents(made)
    hours = a_month_of(by_hand, cycles=asked.get("cycles", 21))
    assert hours == Fraction(agent_hours(made))
    assert {"wages": half_up(hours)} == quantities(made)
    Quote.of(made).verify()


def test_a_forecast_that_errs_is_kept_up_with() -> None:
    """Where a mean over what may come is reached by 9 agents, 10 keep up with 9.05 erlangs.

    Half of the callers may wait for a day: on average that is kept while the load is below 9.
    """
    level = ServiceLevel("0.45", within_seconds=86_400)
    load = Fraction("9.05")
    given: dict[str, Any] = {"forecast_error": Fraction(1, 5)}
    assert required_agents_under_error(load, 180, level, **given) <= 9
    made = phone(
        calls_per_month="1900.5",
        handle_minutes=3,
        profile=HALF_HOUR,
        service_level=level,
        forecast_error_percent=20,
    )
    assert [10] == agents(made)


def test_the_cases_tell_apart() -> None:
    """Patience, errors and occupancy each change the number of agents in the cases above."""
    names = ("as it is", "impatient", "an erring forecast", "seldom busy")
    found = {tuple(agents_by_hand(9000, "4.5", **CASES[name][1])) for name in names}
    assert len(names) == len(found)


def test_fewer_calls_take_longer_after_a_bot() -> None:
    """A bot takes 30 % of the calls, and the others take 10 % longer: 6,300 of 4.95 minutes."""
    by_hand = agents_by_hand(6300, "4.95")
    tool = AutomationTool(
        sessions_per_month=3000,
        tariff=EUR("0.10"),
        deflected_percent=30,
        remaining_handle_percent=110,
    )
    for by in (BOT, tool):
        assert by_hand == agents(phone().after(by))
        assert a_month_of(by_hand) == Fraction(agent_hours(phone().after(by)))
    assert sum(by_hand) < sum(agents(phone()))


def test_repeats_come_on_top() -> None:
    """Of 9,000 calls 30 % are not resolved, of which half come again: 10,350 calls."""
    made = phone(first_contact_resolution_percent=70, repeat_percent=50)
    assert agents_by_hand(10_350, "4.5") == agents(made)


# ---------------------------------------------------------------------------- weeks


def week_of(*weights: int) -> Profile:
    """Make a week from Monday to Friday, 08:00 to 18:00, of days with these weights."""
    return Profile(WEEK, [weight for weight in weights for _ in range(20)])


@pytest.mark.parametrize("profile", [Profile.flat(WEEK), week_of(5, 4, 3, 2, 1)])
def test_a_week_by_hand(profile: Profile) -> None:
    """A month of 4.345 weeks has 4.345 times the agent hours of a week."""
    weeks = Fraction("4.345")
    made = phone(profile=profile, days_per_month=None, weeks_per_month="4.345")
    by_hand = agents_by_hand(9000, "4.5", profile=profile, cycles=weeks)
    assert a_month_of(by_hand, cycles=weeks) == Fraction(agent_hours(made))
    assert sum(by_hand) * Fraction(1, 2) == workings(made)["agent hours of a week"].result
    # A week is told by how many agents there are, not interval by interval.
    alike = sorted(Counter(by_hand).items())
    assert [(f"{times} x", str(number)) for number, times in alike] == [
        (row[0], row[3]) for row in shown(made).rows
    ]
    Quote.of(made).verify()


def test_a_short_week_is_told_interval_by_interval() -> None:
    """A week of up to 48 intervals has a row for each, by the day and the time."""
    weekend = OpeningHours.weekly(Opening("09:00", "12:00", days="Sat, Sun"), interval_minutes=60)
    made = phone(profile=Profile.flat(weekend), days_per_month=None, weeks_per_month=4)
    assert list(weekend.labels) == [row[0] for row in shown(made).rows]
    by_hand = agents_by_hand(9000, "4.5", profile=Profile.flat(weekend), cycles=4)
    assert by_hand == agents(made)
    assert a_month_of(by_hand, cycles=4, hours="1") == Fraction(agent_hours(made))


def test_many_numbers_of_agents_are_told_as_a_sum() -> None:
    """Of more than twelve different numbers of agents, the formula gives their hours alone."""
    hours = OpeningHours.daily(Opening("08:00", "15:00"))
    profile = Profile(hours, range(1, 15))
    made = phone(profile=profile, calls_per_month=40_000)
    by_hand = agents_by_hand(40_000, "4.5", profile=profile)
    assert len(set(by_hand)) > 12
    a_day = Decimal(sum(by_hand)) / 2
    assert (("", a_day, "agent hour"),) == workings(made)["agent hours of a day"].formula
    Quote.of(made).verify()


def test_quarter_hours() -> None:
    """Intervals of a quarter of an hour are staffed each, and count a quarter each."""
    profile = Profile(
        OpeningHours.daily(Opening("08:00", "09:00"), interval_minutes=15), (1, 2, 3, 4)
    )
    made = phone(profile=profile, calls_per_month=2100)
    by_hand = agents_by_hand(2100, "4.5", profile=profile)
    assert by_hand == agents(made)
    assert a_month_of(by_hand, hours="1/4") == Fraction(agent_hours(made))


def test_the_profile_alone_matters_by_its_ratios() -> None:
    """Weights are shares: a hundred times as many of each change nothing."""
    scaled = Profile(CURVE.hours, [weight * 100 for weight in CURVE.weights])
    assert charged(phone().charges()) == charged(phone(profile=scaled).charges())
