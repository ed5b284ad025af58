"""Rosters: agents in each interval, and the hours that are paid for them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from cspricing.errors import InvalidNumberError, InvalidTypeError, PricingError, StaffingError
from cspricing.staffing import (
    ErlangA,
    ErlangC,
    Opening,
    OpeningHours,
    Profile,
    Roster,
    ServiceLevel,
    plan_by,
    plan_day,
    plan_week,
    required_agents,
)
from cspricing.staffing.queue import Queue

PROMISED = ServiceLevel("0.80", within_seconds=20)
MORNING = OpeningHours.daily(Opening("08:00", "10:00"))
CURVE = Profile(MORNING, [10, 30, 40, 20])
OFFICE = OpeningHours.weekly(Opening("08:00", "18:30", days="Mon-Fri"))
# A morning peak, a dip at noon, and a lower peak in the afternoon: 21 half hours.
DAY = (28, 42, 55, 66, 72, 70, 64, 55, 46, 41, 42, 47, 53, 56, 54, 49, 42, 36, 31, 27, 24)


def day(contacts: Any = 250, profile: Profile = CURVE, **changed: Any) -> Roster:  # noqa: ANN401
    """Plan a morning with calls of three minutes."""
    stated: dict[str, Any] = {"handle_seconds": 180, "service_level": PROMISED, **changed}
    return plan_day(profile, contacts, **stated)


def test_intervals_are_staffed_one_by_one() -> None:
    """250 calls of 3 minutes in 2 hours: loads of 2.5, 7.5, 10 and 5 erlangs."""
    roster = day()
    assert [interval.label for interval in roster.intervals] == [
        "08:00",
        "08:30",
        "09:00",
        "09:30",
    ]
    assert [float(interval.load) for interval in roster.intervals] == [2.5, 7.5, 10, 5]
    assert [interval.agents for interval in roster.intervals] == [5, 11, 14, 8]
    assert roster.peak_agents == 14
    assert Fraction(19) == roster.agent_hours
    assert Fraction(25, 2) == roster.workload_hours
    assert roster.occupancy == pytest.approx(12.5 / 19, rel=1e-14)
    assert roster.contacts == 250
    assert roster.abandonment == 0


def test_paid_hours_are_exact() -> None:
    """19 agent hours at 30 % shrinkage and an efficiency of 95 % are 200/7 paid hours."""
    paid = day().paid_time(shrinkage=0.3, contract_hours=8, schedule_efficiency=0.95)
    assert Fraction(19) == paid.agent_hours
    assert Fraction(200, 7) == paid.paid_hours
    assert Fraction(25, 7) == paid.full_time_equivalents
    plain = day().paid_time(shrinkage=0, contract_hours=8)
    assert plain.paid_hours == 19


def test_levels_are_weighted_by_contacts() -> None:
    """The level of the day is that of its calls, not of its intervals."""
    roster = day()
    expected = (
        sum(
            float(each.contacts)
            * ErlangC(load=each.load, agents=each.agents, handle_seconds=180).service_level(20)
            for each in roster.intervals
        )
        / 250
    )
    assert roster.service_level == pytest.approx(expected, rel=1e-12)
    assert roster.service_level > 0.8


def test_answered_levels_are_weighted_by_answered_contacts() -> None:
    """A promise to those who are answered counts those who are answered."""
    promised = ServiceLevel("0.80", within_seconds=20, of="answered")
    roster = day(service_level=promised, patience_seconds=60)
    queues = [
        ErlangA(load=each.load, agents=each.agents, handle_seconds=180, patience_seconds=60)
        for each in roster.intervals
    ]
    answered = [
        float(each.contacts) * (1 - queue.abandonment)
        for each, queue in zip(roster.intervals, queues, strict=True)
    ]
    met = sum(
        many * queue.service_level(20, "answered")
        for many, queue in zip(answered, queues, strict=True)
    )
    assert roster.service_level == pytest.approx(met / sum(answered), rel=1e-12)
    assert roster.abandonment == pytest.approx(1 - sum(answered) / 250, rel=1e-9)


def test_a_day_of_a_thousand_calls() -> None:
    """1,000 calls of 5 minutes are 83.3 hours of work; small intervals are busy 70 % of the time.

    Staffing each interval at the peak costs half as much again.
    """
    hours = OpeningHours.daily(Opening("08:00", "18:30"))
    roster = day(1000, Profile(hours, DAY), handle_seconds=300)
    assert Fraction(250, 3) == roster.workload_hours
    assert len(roster.intervals) == 21
    assert 0.65 < roster.occupancy < 0.75
    assert all(interval.service_level >= 0.8 for interval in roster.intervals)
    assert roster.peak_agents * hours.open_hours > roster.agent_hours * Fraction(13, 10)
    small = day(200, Profile(hours, DAY), handle_seconds=300)
    assert small.occupancy < 0.5


def test_a_minimum_is_there_while_open() -> None:
    """At least one agent is there, or two, or, if it is said, nobody where nobody calls."""
    profile = Profile(MORNING, [0, 0, 0, 1])
    assert [each.agents for each in day(1, profile).intervals] == [1, 1, 1, 1]
    assert [each.agents for each in day(1, profile, minimum_agents=2).intervals] == [2, 2, 2, 2]
    roster = day(1, profile, minimum_agents=0)
    assert [each.agents for each in roster.intervals] == [0, 0, 0, 1]
    assert [each.service_level for each in roster.intervals[:3]] == [1, 1, 1]
    assert [each.occupancy for each in roster.intervals[:3]] == [0, 0, 0]


def test_without_contacts_nothing_is_lost() -> None:
    """A day without calls has all of them answered, and nobody who gives up."""
    roster = day(0, minimum_agents=0)
    assert (roster.service_level, roster.abandonment, roster.occupancy) == (1, 0, 0)
    assert roster.agent_hours == 0
    assert roster.assumptions == ()
    idle = day(0, patience_seconds=60)
    assert (idle.service_level, idle.abandonment, idle.occupancy) == (1, 0, 0)


def test_occupancy_may_be_capped() -> None:
    """With at most half of their time on calls, a load of 10 needs 20 agents."""
    roster = day(max_occupancy="0.5")
    assert [interval.agents for interval in roster.intervals] == [5, 15, 20, 10]


def test_patience_needs_fewer() -> None:
    """Those who hang up are the relief of those who wait."""
    assert day(patience_seconds=60).agent_hours < day().agent_hours
    assert "exponential patience" in day(patience_seconds=60).assumptions
    assert "Poisson arrivals" in day().assumptions


def test_rows_make_a_table() -> None:
    """Each interval is a row of plain numbers."""
    first = day().rows[0]
    assert first[:4] == ("08:00", Fraction(25), Fraction(5, 2), 5)
    assert first[4] == 0.5
    assert len(day().rows) == 4


def test_a_grid_has_a_row_for_each_day() -> None:
    """A week is seven rows of half hours, 0 where it is closed: what a heat map shows."""
    profile = Profile.of_patterns(
        OFFICE, by_day=[6, 5, 5, 5, 4, 0, 0], by_time=[0] * 16 + list(DAY) + [0] * 11
    )
    roster = plan_week(profile, 5000, handle_seconds=300, service_level=PROMISED)
    assert [len(row) for row in roster.grid] == [48] * 7
    assert roster.grid[1] == roster.grid[2] == roster.grid[3]
    assert roster.grid[5] == roster.grid[6] == (0,) * 48
    assert max(roster.grid[0]) == roster.peak_agents
    assert sum(map(sum, roster.grid)) * Fraction(1, 2) == roster.agent_hours
    assert Fraction(5000 * 300, 3600) == roster.workload_hours


def test_equal_intervals_are_staffed_once() -> None:
    """A model is asked once for each load, however often it occurs."""
    asked: list[Fraction] = []

    def staff(load: Fraction) -> Queue:
        asked.append(load)
        return ErlangC(load=load, agents=20, handle_seconds=180)

    roster = plan_by(
        staff, Profile(MORNING, [1, 2, 1, 2]), 60, handle_seconds=180, service_level=PROMISED
    )
    assert asked == [Fraction(1), Fraction(2)]
    assert [interval.agents for interval in roster.intervals] == [20] * 4


@settings(max_examples=30)
@given(
    st.lists(st.integers(0, 40), min_size=4, max_size=4).filter(any),
    st.integers(1, 400),
    st.integers(30, 900),
    st.integers(1, 3),
)
def test_sums_are_those_of_the_intervals(
    weights: list[int], volume: int, seconds: int, least: int
) -> None:
    """Contacts, work and hours sum up; each interval has the fewest agents; more need no fewer."""
    roster = day(volume, Profile(MORNING, weights), handle_seconds=seconds, minimum_agents=least)
    assert volume == roster.contacts
    assert Fraction(volume * seconds, 3600) == roster.workload_hours
    assert Fraction(sum(each.agents for each in roster.intervals), 2) == roster.agent_hours
    for each in roster.intervals:
        assert each.agents == max(least, required_agents(each.load, seconds, PROMISED))
        assert 0 <= each.occupancy < 1
        assert 0.8 - 1e-12 <= each.service_level <= 1
    more = day(2 * volume, Profile(MORNING, weights), handle_seconds=seconds, minimum_agents=least)
    assert more.agent_hours >= roster.agent_hours
    longer = day(volume, Profile(MORNING, weights), handle_seconds=2 * seconds)
    assert (
        longer.agent_hours
        >= day(volume, Profile(MORNING, weights), handle_seconds=seconds).agent_hours
    )


@pytest.mark.parametrize(
    ("make", "kind", "code", "field"),
    [
        (
            lambda: day(profile=Profile.flat(OFFICE)),
            StaffingError,
            "profile.days",
            "profile",
        ),
        (
            lambda: plan_week(CURVE, 1, handle_seconds=180, service_level=PROMISED),
            StaffingError,
            "profile.days",
            "profile",
        ),
        (
            lambda: day(profile=None),  # type: ignore[arg-type]
            InvalidTypeError,
            "type.profile",
            "profile",
        ),
        (lambda: day(handle_seconds=0), InvalidNumberError, "number.range", "handle_seconds"),
        (lambda: day(-1), InvalidNumberError, "number.range", "contacts_per_day"),
        (lambda: day(patience_seconds=0), InvalidNumberError, "number.range", "patience_seconds"),
        (lambda: day(minimum_agents=-1), InvalidNumberError, "number.whole", "minimum_agents"),
        (lambda: day(minimum_agents="1.5"), InvalidNumberError, "number.whole", "minimum_agents"),
        (lambda: day(max_occupancy="1.1"), InvalidNumberError, "share.range", "max_occupancy"),
        (
            lambda: day(service_level="80/20"),
            InvalidTypeError,
            "type.service_level",
            "service_level",
        ),
        (lambda: day(service_level=None), InvalidTypeError, "type.service_level", "service_level"),
        (
            lambda: day().paid_time(shrinkage=1, contract_hours=8),
            InvalidNumberError,
            "share.range",
            "shrinkage",
        ),
        (
            lambda: day().paid_time(shrinkage=0, contract_hours=0),
            InvalidNumberError,
            "number.range",
            "contract_hours",
        ),
        (
            lambda: day().paid_time(shrinkage=0, contract_hours=8, schedule_efficiency=0),
            InvalidNumberError,
            "number.range",
            "schedule_efficiency",
        ),
        (
            lambda: day().paid_time(shrinkage=0, contract_hours=8, schedule_efficiency="1.2"),
            InvalidNumberError,
            "share.range",
            "schedule_efficiency",
        ),
    ],
    ids=map(str, count()),
)
def test_other_plans_are_refused(
    make: Callable[[], object], kind: type[PricingError], code: str, field: str
) -> None:
    """Every refusal names its field and has a stable code."""
    with pytest.raises(kind) as caught:
        make()
    assert (code, field) == (caught.value.code, caught.value.field)
