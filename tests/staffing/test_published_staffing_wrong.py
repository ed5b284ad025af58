"""Figures of staffing that others published and that are false: ours are the right ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

import pytest

import oracles
from cspricing.staffing import (
    ErlangA,
    ErlangC,
    FiniteLines,
    ServiceLevel,
    erlang_b,
    erlang_c,
    load_for_blocking,
    offered_load,
    required_agents,
    required_lines,
)

Claim: TypeAlias = oracles.Case
Figures: TypeAlias = Mapping[str, int | float]


def load_of(claim: Claim) -> Fraction:
    """Give the load that a claim is about, or the parts of it."""
    if "load" in claim:
        return Fraction(str(claim["load"]))
    return offered_load(claim["calls"], claim["aht_s"], 60 * claim["interval_min"])


def capacity(claim: Claim) -> Figures:
    """The load of which lines turn 2 % away."""
    return {"offered_load": load_for_blocking(claim["servers"], "0.02")}


def lines(claim: Claim) -> Figures:
    """The lines for a blocking, as they are and as they are filled."""
    load = Fraction(str(claim.get("load", claim.get("offered_load"))))
    servers = required_lines(load, str(claim.get("max_blocking", claim["blocking"])))
    queue = FiniteLines(load=load, agents=servers, lines=servers, handle_seconds=1)
    return {
        "servers": servers,
        "blocking": erlang_b(load, servers),
        "occupancy": queue.occupancy,
    }


def blocking(claim: Claim) -> Figures:
    """Erlang B."""
    figure = erlang_b(claim["load"], claim["servers"])
    return {"blocking": figure, "erlang_b": figure}


def inverse_blocking(claim: Claim) -> Figures:
    """The load for a blocking."""
    return {"offered_load": load_for_blocking(claim["servers"], claim["blocking"])}


def waiting(claim: Claim) -> Figures:
    """Erlang C."""
    load, handling = load_of(claim), claim.get("aht_s", 1)
    queue = ErlangC(load=load, agents=claim["agents"], handle_seconds=handling)
    return {
        "erlang_c": queue.wait_probability,
        "asa_s": queue.average_wait_seconds,
        "sl": queue.service_level(claim.get("target_s", 0)),
    }


def impatient(claim: Claim) -> Figures:
    """Erlang A, whose four service levels are all others than the one that is claimed."""
    queue = ErlangA(
        load=load_of(claim),
        agents=claim["agents"],
        handle_seconds=claim["aht_s"],
        patience_seconds=claim["patience_s"],
    )
    claimed = pytest.approx(float(claim["sl"]), abs=0.00005)
    assert claimed != queue.service_level(claim["target_s"], "offered")
    assert claimed != queue.service_level(claim["target_s"], "answered")
    assert claimed != queue.service_level(claim["target_s"], "virtual")
    assert claimed != queue.service_level(claim["target_s"], "answered_or_abandoned")
    return {"sl_offered": queue.service_level(claim["target_s"])}


def agents_for_80_20(claim: Claim) -> Figures:
    """The agents for 80 % within 20 s, of which the claim is a guess."""
    level = ServiceLevel("0.80", within_seconds=20)
    return {"agents": required_agents(claim["load"], claim["aht_s"], level)}


def truncated_load(_claim: Claim) -> Figures:
    """1,000 calls of 120 s in an hour are 33 1/3 erlangs, and not 33 in some of the terms."""
    load, level = offered_load(1000, 120, 3600), ServiceLevel("0.80", within_seconds=20)
    return {
        "wait_probability": erlang_c(load, 40),
        "agents": required_agents(load, 120, level, max_occupancy="0.85"),
    }


MODELS: Final[Mapping[str, Callable[[Claim], Figures]]] = {
    "cct-doc-b": blocking,
    "clausthal-sl": impatient,
    "erlangcom": lines,
    "erlanglib-inv": inverse_blocking,
    "lucent": capacity,
    "odetoerlang-100-112": waiting,
    "odetoerlang-20-24": waiting,
    "odetoerlang-50-58": waiting,
    "odetoerlang-58": agents_for_80_20,
    "odetoerlang-5-8": waiting,
    "prodyna-asa": waiting,
    "prodyna-b": blocking,
    "prodyna-c": waiting,
    "prodyna-sl": waiting,
    "pyworkforce-doc": lines,
    "r-erlangc-frac": truncated_load,
    "wirelessu": lines,
}
# A formula, and a figure that rests on another that is printed in four digits.
TOLD: Final = frozenset({"odetoerlang-cmd", "cct-doc-asa"})


def unit_of(text: str) -> Fraction:
    """Give one unit of the last digit that a number is printed with."""
    return Fraction(1, 10 ** len(text.partition(".")[2]))


def apart(published: object, found: float) -> bool:
    """Tell whether a printed figure is more than a unit of its last digit from what is found."""
    text = str(published).removeprefix("~")
    return abs(Fraction(text) - Fraction(found)) > unit_of(text) * (found % 1 != 0)


CASES: Final = [
    case
    for case in oracles.cases("staffing_published_wrong.json")
    if getattr(case, "id", None) not in TOLD
]


@pytest.mark.parametrize("case", CASES)
def test_published_staffing_that_is_wrong(case: oracles.Case) -> None:
    """Of each false figure, ours is the right one, to its last digit, and not the printed one."""
    prefix = max((name for name in MODELS if case["id"].startswith(name)), key=len)
    figures = MODELS[prefix](case["claim"])
    for name, text in case["correct"].items():
        assert not apart(text, figures[name]), (name, text, figures[name])
    claimed = {name: text for name, text in case["claim"].items() if name in figures}
    claimed |= {name: case["claim"]["sl"] for name in figures if name == "sl_offered"}
    assert claimed
    assert any(apart(text, figures[name]) for name, text in claimed.items())


def test_a_formula_for_waiting_that_circulates() -> None:
    """1 / (1 + (1 - A / n) y(n - 1)) gives 2/3 for one agent at half a load, where half wait.

    The right one has (n - A) / A in place of 1 - A / n (``odetoerlang-cmd``).
    """
    load, agents, inverse_for_one_less = 0.5, 1, 1.0
    circulating = 1 / (1 + (1 - load / agents) * inverse_for_one_less)
    assert circulating == pytest.approx(2 / 3)
    assert erlang_c(load, agents) == 0.5


def test_a_wait_that_is_an_occupancy() -> None:
    """With 130 agents, 123 erlangs of 300 s wait 18.19 s on average, and not 0.946 s.

    The source prints the occupancy as the wait; 18.1886 is worked out from its 0.4244 for a
    probability of 0.42438 (``cct-doc-asa``).
    """
    queue = ErlangC(load=123, agents=130, handle_seconds=300)
    assert queue.wait_probability == pytest.approx(0.4244, abs=0.00005)
    assert 0.4244 * 300 / 7 == pytest.approx(18.1886, abs=0.00005)
    assert queue.average_wait_seconds == pytest.approx(18.1886, abs=0.00005 * 300 / 7)
    assert queue.occupancy == pytest.approx(0.9461538461538461)
