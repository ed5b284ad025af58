"""Figures of staffing that others published, each with the tolerance that was stated beside it.

They come from tables, manuals, the tests and the documentation of other programs, and text books.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import exp, factorial
from typing import Final, TypeAlias

import pytest

import oracles
from cspricing.staffing import (
    ChatQueue,
    ErlangA,
    ErlangC,
    FiniteLines,
    ServiceLevel,
    agents_to_clear,
    erlang_b,
    erlang_c,
    load_for_blocking,
    load_for_wait_probability,
    offered_load,
    required_agents,
    required_agents_fractional,
    required_lines,
    scheduled_agents,
    scheduled_agents_fractional,
)

Given: TypeAlias = oracles.Case
Figures: TypeAlias = Mapping[str, int | float | Fraction]


def load_of(given: Given) -> Fraction:
    """Give the offered load that a case states, or states the parts of."""
    if "offered_load" in given:
        return Fraction(given["offered_load"])
    return offered_load(given["calls"], given["aht_s"], given["interval_s"])


def level_of(given: Given) -> ServiceLevel:
    """Give the service level that a case asks for."""
    return ServiceLevel(given["target_sl"], within_seconds=given["target_s"])


def erlang_b_offered_load(given: Given) -> Figures:
    """Tables of Erlang B."""
    return {"offered_load": load_for_blocking(given["servers"], given["blocking"])}


def erlang_b_blocking(given: Given) -> Figures:
    """Erlang B itself."""
    return {"blocking": erlang_b(given["offered_load"], given["servers"])}


def erlang_b_required(given: Given) -> Figures:
    """Lines for a blocking."""
    servers = required_lines(given["offered_load"], given["max_blocking"])
    return {"servers": servers, "scheduled": scheduled_agents(servers, given.get("shrinkage", 0))}


def erlang_c_figures(given: Given) -> Figures:
    """Erlang C, whose probability to wait needs no handling time."""
    agents, load = given["agents"], load_of(given)
    queue = ErlangC(load=load, agents=agents, handle_seconds=given.get("aht_s", 1))
    assert queue.wait_probability == erlang_c(load, agents)
    return {
        "wait_probability": queue.wait_probability,
        "immediate": queue.service_level(0),
        "service_level": queue.service_level(given.get("target_s", 0)),
        "asa_s": queue.average_wait_seconds,
        "occupancy": queue.occupancy,
    }


def erlang_c_required(given: Given) -> Figures:
    """Agents for a service level, and what they reach."""
    agents = required_agents(
        load_of(given),
        given["aht_s"],
        level_of(given),
        max_occupancy=given.get("max_occupancy"),
    )
    scheduled = scheduled_agents(agents, given.get("shrinkage", 0))
    reached = erlang_c_figures(given | {"agents": agents})
    return {**reached, "agents": agents, "scheduled_agents": scheduled}


def erlang_c_required_asa(given: Given) -> Figures:
    """Agents for an average wait."""
    agents = required_agents(
        load_of(given), given["aht_s"], max_average_wait_seconds=given["target_asa_s"]
    )
    return {"agents": agents}


def erlang_c_required_fractional(given: Given) -> Figures:
    """Agents with decimals for a service level."""
    agents = required_agents_fractional(load_of(given), given["aht_s"], level_of(given))
    scheduled = scheduled_agents_fractional(agents, given["shrinkage"])
    return {"agents": agents, "scheduled_agents": scheduled}


def erlang_c_offered_load(given: Given) -> Figures:
    """The load for a probability to wait."""
    load = load_for_wait_probability(given["servers"], given["wait_probability"])
    return {"offered_load": load}


def erlang_c_conditional_wait(given: Given) -> Figures:
    """Who has to wait waits so long: with exponential waits, e^(-t / mean)."""
    queue = ErlangC(load=load_of(given), agents=given["agents"], handle_seconds=1)
    mean = queue.average_wait_of_waiting_seconds
    late = 1 - queue.service_level(given["t_over_aht"])
    assert late / queue.wait_probability == pytest.approx(exp(-1 / mean), rel=1e-9)
    return {"p_wait_gt_t_given_wait": late / queue.wait_probability}


def occupancy(given: Given) -> Figures:
    """Agents' occupancy."""
    return erlang_c_figures(given)


def occupancy_cap(given: Given) -> Figures:
    """Agents for a largest occupancy."""
    return {"agents": required_agents(load_of(given), 1, max_occupancy=given["max_occupancy"])}


def erlang_a_figures(given: Given) -> Figures:
    """Erlang A."""
    queue = ErlangA(
        load=load_of(given),
        agents=given["agents"],
        handle_seconds=given["aht_s"],
        patience_seconds=given["patience_s"],
    )
    return {
        "wait_probability": queue.wait_probability,
        "abandonment": queue.abandonment,
        "occupancy": queue.occupancy,
        "mean_wait_min": queue.average_wait_seconds / 60,
        "service_level_offered": queue.service_level(given["target_s"]),
    }


def erlang_a_required(given: Given) -> Figures:
    """Agents for several goals, where contacts give up."""
    agents = required_agents(
        load_of(given),
        given["aht_s"],
        level_of(given),
        max_occupancy=given["max_occupancy"],
        patience_seconds=given["patience_s"],
        max_abandonment=given["max_abandonment"],
    )
    scheduled = scheduled_agents(agents, given["shrinkage"])
    reached = erlang_a_figures(given | {"agents": agents})
    return {**reached, "agents": agents, "scheduled_agents": scheduled}


def erlang_a_lines(given: Given) -> Figures:
    """Erlang A on a limited number of lines; in the system are those who wait or are handled."""
    queue = FiniteLines(
        load=offered_load(given["arrivals_per_min"], given["aht_s"], 60),
        agents=given["agents"],
        lines=given["lines"],
        handle_seconds=given["aht_s"],
        patience_seconds=given["patience_s"],
    )
    return {
        "mean_wait_s": queue.average_wait_seconds,
        "mean_queue": queue.mean_queue,
        "mean_in_system": queue.mean_queue + queue.occupancy * queue.agents,
        "abandonment": queue.abandonment,
    }


def finite_lines(given: Given) -> Figures:
    """A limited number of lines, where nobody gives up; times in the unit of the rates.

    That nobody is there follows from the blocking by the balance of arrivals and departures.
    """
    handling = 1 / Fraction(given["service_rate"])
    load, agents = Fraction(given["arrival_rate"]) * handling, given["servers"]
    queue = FiniteLines(load=load, agents=agents, lines=given["capacity"], handle_seconds=handling)
    waiting = given["capacity"] - agents
    full_over_empty = load ** given["capacity"] / (factorial(agents) * agents**waiting)
    waits = queue.average_wait_of_admitted_seconds
    return {
        "pk": queue.blocking,
        "p0": queue.blocking / float(full_over_empty),
        "wait_in_queue": waits,
        "response_time": waits + float(handling),
        "mean_in_system": queue.mean_queue + queue.occupancy * agents,
    }


def deferred_backlog(given: Given) -> Figures:
    """A backlog to clear."""
    needed = agents_to_clear(
        given["backlog"],
        within_days=given["clear_days"],
        arrivals_per_day=given["daily_inflow"],
        handle_seconds=given["aht_s"],
        hours_per_agent_day=given["productive_hours_per_agent_day"],
    )
    return {
        "throughput_per_day": needed.contacts_per_day,
        "cases_per_agent_day": needed.contacts_per_agent_day,
        "agents_exact": needed.required,
        "agents": needed.agents,
    }


def shrinkage(given: Given) -> Figures:
    """People to schedule, rounded up or not."""
    return {
        "scheduled_agents": scheduled_agents(given["agents"], given["shrinkage"]),
        "scheduled_exact": scheduled_agents_fractional(given["agents"], given["shrinkage"]),
    }


def chat_effective_handling(given: Given) -> Figures:
    """The time of an agent that a chat takes, while the agent has as many as it may have.

    A factor of 2.5 with three at a time says that three chats end in the time of 3 x 600 / 2.5 s.
    The figure is right for busy agents, and as far as it goes: to put it into Erlang C as a
    handling time, as its source does, is not, and no function here does.
    """
    busy = given["concurrency"] * Fraction(given["aht_s"]) / Fraction(given["factor"])
    queue = ChatQueue(
        chats=1,
        interval_seconds=3600,
        agents=1,
        handle_seconds_at=[busy] * given["concurrency"],
    )
    return {"eaht_s": queue.least_load * 3600}


MODELS: Final[Mapping[str, Callable[[Given], Figures]]] = {
    "chat_eaht": chat_effective_handling,
    "deferred_backlog": deferred_backlog,
    "erlang_a": erlang_a_figures,
    "erlang_a_lines": erlang_a_lines,
    "erlang_a_required": erlang_a_required,
    "erlang_b": erlang_b_blocking,
    "erlang_b_offered_load": erlang_b_offered_load,
    "erlang_b_required": erlang_b_required,
    "erlang_c": erlang_c_figures,
    "erlang_c_conditional_wait": erlang_c_conditional_wait,
    "erlang_c_offered_load": erlang_c_offered_load,
    "erlang_c_required": erlang_c_required,
    "erlang_c_required_asa": erlang_c_required_asa,
    "erlang_c_required_fractional": erlang_c_required_fractional,
    "mmmk": finite_lines,
    "occupancy": occupancy,
    "occupancy_cap": occupancy_cap,
    "shrinkage": shrinkage,
    "shrinkage_exact": shrinkage,
}


@pytest.mark.parametrize("case", oracles.cases("staffing_published.json"))
def test_published_staffing(case: oracles.Case) -> None:
    """Each published figure is reached within the tolerance that is stated beside it."""
    figures, tolerances = MODELS[case["model"]](case["input"]), case["tolerance"]
    for name, text in case["expected"].items():
        expected, found = Fraction(text), Fraction(figures[name])
        if name in tolerances:
            allowed = Fraction(str(tolerances[name]))
        else:  # relative
            allowed = Fraction(str(tolerances[f"{name}_rel"])) * expected
        assert abs(expected - found) <= allowed, (name, text, figures[name])
