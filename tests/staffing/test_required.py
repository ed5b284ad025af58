"""Required agents: the truth, ties to the last digit, all goals, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import naive_erlang
import oracles
import staffing_truth
from cspricing.errors import InvalidTypeError, PricingError, StaffingError
from cspricing.staffing import (
    ErlangA,
    ErlangC,
    ServiceLevel,
    erlang_c,
    offered_load,
    required_agents,
    required_agents_fractional,
)

EIGHTY_TWENTY = ServiceLevel("0.80", within_seconds=20)
HAIR = Fraction(1, 10**27)


@pytest.mark.parametrize("case", staffing_truth.cases("required_agents"))
def test_truth(case: oracles.Case) -> None:
    """The number of agents is the true one, and they reach what the truth says."""
    load = offered_load(case["calls"], case["aht_s"], case["interval_s"])
    level = ServiceLevel(case["target_sl"], within_seconds=case["target_s"])
    busy = case["max_occupancy"]
    assert case["agents"] == required_agents(load, case["aht_s"], level, max_occupancy=busy)
    queue = ErlangC(load=load, agents=case["agents"], handle_seconds=case["aht_s"])
    assert float(case["sl"]) == pytest.approx(queue.service_level(case["target_s"]), abs=1e-15)
    fractional = required_agents_fractional(load, case["aht_s"], level, max_occupancy=busy)
    assert case["agents"] - 1 < fractional <= case["agents"]


@pytest.mark.parametrize("case", staffing_truth.cases("required_agents"))
def test_a_hair_beside_the_truth(case: oracles.Case) -> None:
    """A target a hair below what the agents reach is met, and one a hair above is not."""
    load = offered_load(case["calls"], case["aht_s"], case["interval_s"])
    for hair, more in ((-HAIR, 0), (HAIR, 1)):
        level = ServiceLevel(Fraction(case["sl"]) + hair, within_seconds=case["target_s"])
        assert case["agents"] + more == required_agents(load, case["aht_s"], level)


@pytest.mark.parametrize("case", staffing_truth.cases("erlang_a"))
@pytest.mark.parametrize("of", ["offered", "virtual", "answered", "answered_or_abandoned"])
def test_a_hair_beside_the_truth_with_patience(case: oracles.Case, of: Any) -> None:  # noqa: ANN401
    """Where contacts give up, ties are decided to the last digit too, whichever share is meant."""
    name = "sl_wait_le_t" if of == "answered_or_abandoned" else f"sl_{of}"
    truth, agents = Fraction(case[name]), case["agents"]
    if not HAIR < truth < 1 - HAIR:
        return
    for hair, kept in ((-HAIR, True), (HAIR, False)):
        required = required_agents(
            case["intensity"],
            1,
            ServiceLevel(truth + hair, within_seconds=Fraction(case["t_over_aht"]), of=of),
            patience_seconds=case["patience_over_aht"],
        )
        assert kept == (required <= agents)


@pytest.mark.parametrize("case", staffing_truth.cases("erlang_a"))
def test_goals_a_hair_beside_the_truth(case: oracles.Case) -> None:
    """So are ties of abandonment, average wait and occupancy."""
    for name, goal in (
        ("pab", "max_abandonment"),
        ("ew", "max_average_wait_seconds"),
        ("occ", "max_occupancy"),
    ):
        truth = Fraction(case[name])
        if not HAIR < truth < 1 - HAIR:
            continue
        hair = truth * HAIR
        for limit, kept in ((truth + hair, True), (truth - hair, False)):
            goals: Any = {goal: limit, "patience_seconds": case["patience_over_aht"]}
            assert kept == (required_agents(case["intensity"], 1, **goals) <= case["agents"])


@pytest.mark.parametrize("agents", [1, 2, 5, 30])
@pytest.mark.parametrize("load", ["0.5", "0.999", "1/3"])
def test_rational_ties(agents: int, load: str) -> None:
    """A target that is exactly reached is reached: there are such, within no time at all."""
    erlangs = Fraction(load) * agents
    reached = 1 - naive_erlang.exact_erlang_c(erlangs, agents)
    at_once = ServiceLevel(reached, within_seconds=0)
    assert agents == required_agents(erlangs, 180, at_once)
    above = ServiceLevel(reached + Fraction(1, 10**100), within_seconds=0)
    assert agents + 1 == required_agents(erlangs, 180, above)


@pytest.mark.parametrize("agents", [1, 2, 5, 30])
def test_rational_ties_of_waits(agents: int) -> None:
    """An average wait that is exactly reached is reached."""
    load = Fraction(agents) * 9 / 10
    wait = naive_erlang.exact_erlang_c(load, agents) * 180 / (agents - load)
    assert agents == required_agents(load, 180, max_average_wait_seconds=wait)
    shorter = wait - Fraction(1, 10**100)
    assert agents + 1 == required_agents(load, 180, max_average_wait_seconds=shorter)


def test_occupancy_is_exact() -> None:
    """323 calls of 180 s in half an hour are 32.3 erlangs: 38 agents are busy for exactly 85 %."""
    load = offered_load(323, 180, 1800)
    assert 38 == required_agents(load, 180, max_occupancy="0.85")
    assert 38 == required_agents(load, 180, max_occupancy=0.85)
    assert 33 == required_agents(load, 180, max_occupancy=1)
    assert 11 == required_agents(10, 180, max_occupancy=1)


def test_all_goals_are_kept() -> None:
    """The number is that of the goal which asks for most."""
    level = EIGHTY_TWENTY
    assert 14 == required_agents(10, 180, level)
    assert 12 == required_agents(10, 180, max_average_wait_seconds=60)
    assert 14 == required_agents(10, 180, level, max_average_wait_seconds=60)
    assert 16 == required_agents(10, 180, level, max_average_wait_seconds=2)
    assert 17 == required_agents(10, 180, level, max_average_wait_seconds=2, max_occupancy="0.60")


def test_goals_with_patience() -> None:
    """Where contacts give up, fewer agents are required; abandonment may be a goal as well."""
    assert 13 == required_agents(10, 180, EIGHTY_TWENTY, patience_seconds=300)
    few: Any = {"patience_seconds": 300, "max_abandonment": "0.01"}
    found = required_agents(10, 180, **few)
    assert [True, False] == [
        ErlangA(load=10, agents=n, handle_seconds=180, patience_seconds=300).abandonment <= 0.01
        for n in (found, found - 1)
    ]
    assert found == required_agents(10, 180, EIGHTY_TWENTY, **few)
    assert found < required_agents(10, 180, EIGHTY_TWENTY, **few, max_average_wait_seconds=1)
    assert 1 == required_agents(10, 180, patience_seconds=300, max_occupancy=1)
    assert 1 == required_agents(10, 180, patience_seconds=300, max_abandonment=1)


def test_overload_with_patience() -> None:
    """A modest goal is kept by fewer agents than the load, if contacts give up."""
    level = ServiceLevel("0.30", within_seconds=60)
    assert required_agents(1000, 180, level, patience_seconds=60) < 1000


def test_endless_patience() -> None:
    """Where next to nobody gives up, the number is that of Erlang C; ties are left to floats."""
    assert 14 == required_agents(10, 180, EIGHTY_TWENTY, patience_seconds=10**9)
    queue = ErlangA(load=10, agents=14, handle_seconds=180, patience_seconds=10**9)
    level = ServiceLevel(queue.service_level(20), within_seconds=20)
    assert required_agents(10, 180, level, patience_seconds=10**9) in {14, 15}


def test_nothing_to_do() -> None:
    """Where nothing comes, nobody is required; where nearly nothing comes, one is."""
    assert 0 == required_agents(0, 180, EIGHTY_TWENTY)
    assert 0 == required_agents(0, 180, EIGHTY_TWENTY, patience_seconds=60)
    assert 0.0 == required_agents_fractional(0, 180, EIGHTY_TWENTY)
    for nearly in (Fraction(1, 10**400), "0.0000001"):
        assert 1 == required_agents(nearly, 180, EIGHTY_TWENTY)
        assert 1 == required_agents(nearly, 180, max_average_wait_seconds=1)
        assert 1 == required_agents(nearly, 180, EIGHTY_TWENTY, patience_seconds=60)
        assert 0 < required_agents_fractional(nearly, 180, EIGHTY_TWENTY) < 1


def test_low_loads() -> None:
    """At half an erlang, one agent answers half of the calls at once, and is enough for that."""
    assert 1 == required_agents("0.5", 180, ServiceLevel("0.50", within_seconds=0))


def test_extreme_goals() -> None:
    """Goals that only a fool has are kept as well, and no overflow is in the way."""
    strict = ServiceLevel(1 - Fraction(1, 10**59), within_seconds=0)
    found = required_agents(100, 180, strict)
    assert [True, False] == [
        erlang_c(100, agents) <= Fraction(1, 10**59) for agents in (found, found - 1)
    ]
    day = ServiceLevel("0.99", within_seconds=86_400)
    assert 101 == required_agents(100, 180, day)
    assert 101 == required_agents(100, Fraction(1, 10**400), EIGHTY_TWENTY)
    assert 101 == required_agents(100, Fraction(1, 10**400), max_average_wait_seconds=1)
    at_once = Fraction(1, 10**60)
    none_wait = required_agents(100, 10**15, max_average_wait_seconds=at_once)
    assert none_wait < required_agents(100, 10**15, max_occupancy="0.1")
    barely = 100 - Fraction(1, 10**400)
    assert 100 == required_agents(barely, Fraction(1, 10**400), EIGHTY_TWENTY)
    assert 101 == required_agents(barely, Fraction(1, 10**398), EIGHTY_TWENTY)


def test_idle_agents() -> None:
    """An occupancy that is far too low for its load is reached at once, and so are other goals."""
    goals: Any = {"max_occupancy": "0.0001", "max_average_wait_seconds": 1}
    assert 10**9 == required_agents(10**5, 180, EIGHTY_TWENTY, **goals)


def test_fractions_of_agents() -> None:
    """The number with decimals keeps the goals just so; rounded up, it is the whole number."""
    found = required_agents_fractional(10, 180, EIGHTY_TWENTY)
    queue = ErlangC(load=10, agents=found, handle_seconds=180)
    assert queue.service_level(20) == pytest.approx(0.8, abs=1e-12)
    assert 38.0 == required_agents_fractional("32.3", 180, max_occupancy="0.85")
    waiting = required_agents_fractional(10, 180, max_average_wait_seconds=60)
    queue = ErlangC(load=10, agents=waiting, handle_seconds=180)
    assert queue.average_wait_seconds == pytest.approx(60, rel=1e-10)
    both = required_agents_fractional(10, 180, EIGHTY_TWENTY, max_average_wait_seconds=60)
    assert both == max(found, waiting)


@pytest.mark.parametrize(
    ("goals", "code", "field"),
    [
        ({}, "staffing.goal", "service_level"),
        ({"patience_seconds": 60}, "staffing.goal", "service_level"),
        ({"max_abandonment": "0.05"}, "staffing.patience", "max_abandonment"),
        ({"service_level": "80/20"}, "type.service_level", "service_level"),
        ({"service_level": 0.8}, "type.service_level", "service_level"),
        (
            {"service_level": ServiceLevel(1 - Fraction(1, 10**61), within_seconds=20)},
            "share.range",
            "service_level",
        ),
        ({"max_occupancy": 0}, "share.range", "max_occupancy"),
        ({"max_occupancy": "1.01"}, "share.range", "max_occupancy"),
        ({"max_occupancy": 85}, "share.range", "max_occupancy"),
        ({"max_average_wait_seconds": 0}, "number.range", "max_average_wait_seconds"),
        (
            {"max_average_wait_seconds": Fraction(1, 10**61)},
            "number.range",
            "max_average_wait_seconds",
        ),
        ({"max_occupancy": 1, "patience_seconds": 0}, "number.range", "patience_seconds"),
        ({"max_abandonment": 0, "patience_seconds": 60}, "share.range", "max_abandonment"),
    ],
    ids=repr,
)
def test_goals_that_are_refused(goals: Any, code: str, field: str) -> None:  # noqa: ANN401
    """No goal, and goals that nobody can keep, are refused by name."""
    with pytest.raises(PricingError) as caught:
        required_agents(10, 180, **goals)
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(
    ("load", "handling", "field"),
    [(-1, 180, "load"), (10, 0, "handle_seconds"), (10, -180, "handle_seconds")],
)
@pytest.mark.parametrize("required", [required_agents, required_agents_fractional])
def test_work_that_is_refused(required: Any, load: int, handling: int, field: str) -> None:  # noqa: ANN401
    """A load below 0 and a handling time of nothing are refused."""
    with pytest.raises(PricingError) as caught:
        required(load, handling, EIGHTY_TWENTY)
    assert ("number.range", field) == (caught.value.code, caught.value.field)


def test_a_handling_time_is_a_number() -> None:
    """True is no second."""
    with pytest.raises(InvalidTypeError, match="handle_seconds: True is no number"):
        required_agents(10, True, EIGHTY_TWENTY)  # noqa: FBT003


def test_more_agents_than_there_are() -> None:
    """Goals for which ten million agents do not suffice are refused."""
    with pytest.raises(StaffingError, match="not even 10") as caught:
        required_agents(10**7, 180, EIGHTY_TWENTY, max_occupancy="0.5", patience_seconds=60)
    assert ("staffing.limit", "load") == (caught.value.code, caught.value.field)
