"""The most contacts and the longest handling time agree with required agents."""

from __future__ import annotations

from fractions import Fraction
from math import inf, nextafter
from typing import Any

import pytest

from cspricing.errors import PricingError, StaffingError
from cspricing.staffing import (
    ServiceLevel,
    longest_handling_seconds,
    most_contacts,
    offered_load,
    required_agents,
)

EIGHTY_TWENTY = ServiceLevel("0.80", within_seconds=20)
GOALS: list[dict[str, Any]] = [
    {"service_level": EIGHTY_TWENTY},
    {"max_occupancy": "0.85"},
    {"max_average_wait_seconds": 30},
    {"service_level": EIGHTY_TWENTY, "max_occupancy": "0.70", "max_average_wait_seconds": 5},
    {"service_level": EIGHTY_TWENTY, "patience_seconds": 120},
    {"max_abandonment": "0.03", "patience_seconds": 120},
    {"max_occupancy": "0.90", "patience_seconds": 60},
    {"service_level": ServiceLevel("0.30", within_seconds=60), "patience_seconds": 60},
]


@pytest.mark.parametrize("goals", GOALS, ids=repr)
@pytest.mark.parametrize("agents", [1, 2, 14, 97])
def test_the_most_contacts(agents: int, goals: dict[str, Any]) -> None:
    """So many contacts require no more agents, and one contact more does."""
    most = most_contacts(agents, 180, 1800, **goals)
    assert required_agents(offered_load(most, 180, 1800), 180, **goals) <= agents
    assert required_agents(offered_load(most + 1, 180, 1800), 180, **goals) > agents


@pytest.mark.parametrize("goals", GOALS, ids=repr)
@pytest.mark.parametrize(("agents", "contacts"), [(1, "0.5"), (2, 30), (14, 100), (97, 31)])
def test_the_longest_handling(agents: int, contacts: Any, goals: dict[str, Any]) -> None:  # noqa: ANN401
    """So long a handling time requires no more agents, and the next float does."""
    longest = longest_handling_seconds(agents, contacts, 1800, **goals)
    longer = nextafter(longest, inf)
    assert required_agents(offered_load(contacts, longest, 1800), longest, **goals) <= agents
    assert required_agents(offered_load(contacts, longer, 1800), longer, **goals) > agents


def test_no_agents() -> None:
    """Nobody takes no contact."""
    assert 0 == most_contacts(0, 180, 1800, EIGHTY_TWENTY)
    assert 0 == most_contacts(1, 180, 180, ServiceLevel("0.99", within_seconds=0))


def test_occupancy_is_exact() -> None:
    """38 agents that may be busy for 85 % take 323 calls of 180 s in half an hour."""
    assert 323 == most_contacts(38, 180, 1800, max_occupancy="0.85")
    assert 38 * 1800 * 0.85 / 323 == pytest.approx(
        longest_handling_seconds(38, 323, 1800, max_occupancy="0.85"), rel=1e-15
    )


@pytest.mark.parametrize(
    "goals",
    [
        {"max_occupancy": 1},
        {"max_abandonment": 1},
        {"max_average_wait_seconds": 61},
        {"service_level": ServiceLevel("0.5", within_seconds=60, of="answered_or_abandoned")},
    ],
    ids=repr,
)
def test_goals_that_nothing_breaks(goals: dict[str, Any]) -> None:
    """Goals that any load keeps have no most contacts and no longest handling time."""
    with pytest.raises(StaffingError, match="kept under any load") as caught:
        most_contacts(3, 180, 1800, **goals, patience_seconds=60)
    assert "staffing.unbounded" == caught.value.code
    with pytest.raises(StaffingError, match="kept under any load"):
        longest_handling_seconds(3, 100, 1800, **goals, patience_seconds=60)


def test_goals_that_nobody_keeps() -> None:
    """Where not even a nanosecond is short enough, there is no handling time."""
    wait = Fraction(1, 10**30)
    with pytest.raises(StaffingError, match="however short") as caught:
        longest_handling_seconds(1, 10**15, 1, max_average_wait_seconds=wait)
    assert "staffing.impossible" == caught.value.code


@pytest.mark.parametrize("patience", [None, 60])
def test_hardly_any_contacts(patience: int | None) -> None:
    """Where not even 10^15 seconds are too long, there is no longest handling time."""
    with pytest.raises(StaffingError, match="kept under any load"):
        longest_handling_seconds(
            1, Fraction(1, 10**300), 1800, max_occupancy=1, patience_seconds=patience
        )


@pytest.mark.parametrize(
    ("agents", "handling", "interval", "code", "field"),
    [
        (-1, 180, 1800, "number.whole", "agents"),
        ("1.5", 180, 1800, "number.whole", "agents"),
        (10**7 + 1, 180, 1800, "number.range", "agents"),
        (5, 0, 1800, "number.range", "handle_seconds"),
        (5, 180, 0, "number.range", "interval_seconds"),
    ],
)
def test_most_contacts_refuses(
    agents: Any,  # noqa: ANN401
    handling: int,
    interval: int,
    code: str,
    field: str,
) -> None:
    """What makes no sense is refused by name."""
    with pytest.raises(PricingError) as caught:
        most_contacts(agents, handling, interval, EIGHTY_TWENTY)
    assert (code, field) == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    ("agents", "contacts", "interval", "code", "field"),
    [
        (0, 100, 1800, "number.whole", "agents"),
        (5, 0, 1800, "number.range", "contacts"),
        (5, 100, 0, "number.range", "interval_seconds"),
    ],
)
def test_longest_handling_refuses(
    agents: int, contacts: int, interval: int, code: str, field: str
) -> None:
    """What makes no sense is refused by name."""
    with pytest.raises(PricingError) as caught:
        longest_handling_seconds(agents, contacts, interval, EIGHTY_TWENTY)
    assert (code, field) == (caught.value.code, caught.value.field)


def test_no_goal() -> None:
    """Without a goal there is no question."""
    with pytest.raises(StaffingError, match="nothing is asked for"):
        most_contacts(5, 180, 1800)
