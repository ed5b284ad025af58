"""Backlog: published and hand-made figures, and that the fewest who clear it are the fewest."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

import oracles
from cspricing.errors import InvalidNumberError, StaffingError
from cspricing.staffing import BacklogStaffing, agents_to_clear, backlog_by_period


def published() -> list[oracles.Case]:
    """Give the published backlogs."""
    listed = oracles.load("staffing_published.json")
    return [case for case in listed if case["model"] == "deferred_backlog"]


def test_published_backlogs_are_cleared() -> None:
    """Throughput, contacts of an agent, and agents are those that others published."""
    cases = published()
    assert cases
    for case in cases:
        given_, expected = case["input"], case["expected"]
        found = agents_to_clear(
            given_["backlog"],
            within_days=given_["clear_days"],
            arrivals_per_day=given_["daily_inflow"],
            handle_seconds=given_["aht_s"],
            hours_per_agent_day=given_["productive_hours_per_agent_day"],
        )
        near = Fraction(str(case["tolerance"]["agents_exact"]))
        assert expected["throughput_per_day"] == found.contacts_per_day
        assert Fraction(expected["cases_per_agent_day"]) == found.contacts_per_agent_day
        assert abs(Fraction(expected["agents_exact"]) - found.required) <= near
        assert expected["agents"] == found.agents


def test_a_backlog_never_falls_below_nothing() -> None:
    """5 lie there, 3 come, 10 could be done: nothing is left, and 2 are idle for good."""
    assert tuple(map(Fraction, (0, 1, 0))) == backlog_by_period(5, [3, 11, 1], [10, 10, 10])
    assert () == backlog_by_period(5, [], [])


def test_a_tie_needs_no_one_more() -> None:
    """3 hours of work in 3 hours of one agent are one agent exactly."""
    found = agents_to_clear(
        10, within_days=1, arrivals_per_day=0, handle_seconds=1080, hours_per_agent_day=3
    )
    assert found.required == found.agents == 1


def cleared(backlog: int, days: int, arriving: int, found: BacklogStaffing, agents: int) -> bool:
    """Tell whether nothing is left after some days."""
    capacity = agents * found.contacts_per_agent_day
    return backlog_by_period(backlog, [arriving] * days, [capacity] * days)[-1] == 0


@given(
    st.integers(0, 500),
    st.integers(1, 20),
    st.integers(0, 200),
    st.integers(60, 7200),
    st.fractions(1, 10, max_denominator=4),
)
def test_the_fewest_who_clear_it_are_the_fewest(
    backlog: int, days: int, arriving: int, seconds: int, hours: Fraction
) -> None:
    """So many agents clear the backlog in time, period by period, and one less does not."""
    found = agents_to_clear(
        backlog,
        within_days=days,
        arrivals_per_day=arriving,
        handle_seconds=seconds,
        hours_per_agent_day=hours,
    )
    assert cleared(backlog, days, arriving, found, found.agents)
    assert found.agents == 0 or not cleared(backlog, days, arriving, found, found.agents - 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("backlog", -1),
        ("within_days", 0),
        ("arrivals_per_day", -1),
        ("handle_seconds", 0),
        ("hours_per_agent_day", 0),
    ],
)
def test_other_backlogs_are_refused(name: str, value: int) -> None:
    """Every number has its domain, and a refusal names it."""
    stated: dict[str, Any] = {
        "backlog": 200,
        "within_days": 5,
        "arrivals_per_day": 80,
        "handle_seconds": 1500,
        "hours_per_agent_day": 5,
        name: value,
    }
    with pytest.raises(InvalidNumberError) as caught:
        agents_to_clear(stated.pop("backlog"), **stated)
    assert (caught.value.code, caught.value.field) == ("number.range", name)


def test_periods_must_match() -> None:
    """There is one capacity for each period of arrivals."""
    with pytest.raises(StaffingError, match="2 numbers for 1 periods") as caught:
        backlog_by_period(0, [1], [1, 2])
    assert caught.value.field == "capacities"
