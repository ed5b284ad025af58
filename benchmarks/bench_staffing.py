"""What it costs to ask for agents, over others who answer the same, and over smaller questions.

Four answers, each in ratios of one run:

- required agents (80 % within 20 s, calls of 180 s) over pyworkforce's `required_positions`, where
  that is installed: at least 8, 40 and 100 times faster at 90, 960 and 9,900 erlangs;
- how the cost grows from 10 to 100,000 erlangs: as the square root of the load, so that the last
  column of the table stays about the same;
- a service level of Erlang A over one of Erlang C, at 100 agents: at most 15;
- a week of half-hours: at most 10 ms.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from importlib.util import find_spec
from math import cos, pi, sqrt
from typing import Any

from timing import Program, Timing, interleaved, microseconds, ratio

from cspricing.staffing import ErlangA, ErlangC, ServiceLevel, offered_load, required_agents

CALLS = (Fraction(1805, 2), Fraction(19205, 2), Fraction(198_005, 2))
LIMITS = {90: 8, 960: 40, 9900: 100}
GROWTH = (10, 100, 1_000, 10_000, 100_000)
HANDLE_SECONDS, INTERVAL_SECONDS = 180, 1800
LEVEL = ServiceLevel("0.80", within_seconds=20)
PATIENCE_SECONDS = 300
HALF_HOURS = 336
ROUNDS = 30


def agents(load: Fraction) -> int:
    """Ask for the agents of an interval."""
    return required_agents(load, HANDLE_SECONDS, LEVEL)


def others(calls: Fraction) -> Callable[[], Any] | None:
    """Prepare the same question to pyworkforce, which counts in minutes; None without it."""
    if find_spec("pyworkforce") is None:
        return None
    queue = importlib.import_module("pyworkforce.queuing").ErlangC(
        transactions=float(calls), aht=3, asa=20 / 60, interval=30
    )
    return partial(queue.required_positions, service_level=0.80)


def against_others() -> dict[str, Any]:
    """Compare with pyworkforce, load by load."""
    figures: dict[str, Any] = {}
    for calls, (erlangs, limit) in zip(CALLS, LIMITS.items(), strict=True):
        load = offered_load(calls, HANDLE_SECONDS, INTERVAL_SECONDS)
        programs: dict[str, Program] = {"ours": partial(agents, load)}
        figure: dict[str, Any] = {"agents": agents(load), "limit": limit}
        other = others(calls)
        if other is not None:
            programs["pyworkforce"] = other
            figure["agents_of_pyworkforce"] = other()["positions"]
        timings = interleaved(programs, rounds=ROUNDS)
        figure |= {name: microseconds(timing) for name, timing in timings.items()}
        if other is not None:
            figure["times_faster"] = ratio(timings["pyworkforce"], timings["ours"])
        figures[f"{erlangs} erlangs"] = figure
    return figures


def growth() -> list[dict[str, float]]:
    """Tell how the cost grows with the load."""
    loads = {str(load): Fraction(load) + Fraction(1, 4) for load in GROWTH}
    programs: dict[str, Program] = {name: partial(agents, load) for name, load in loads.items()}
    timings = interleaved(programs, rounds=ROUNDS)
    return [
        {
            "erlangs": load,
            "agents": agents(loads[str(load)]),
            "microseconds": round(timings[str(load)].least * 1e6, 2),
            "nanoseconds_per_root_of_load": round(timings[str(load)].least * 1e9 / sqrt(load), 1),
        }
        for load in GROWTH
    ]


def patient() -> float:
    """Work out a service level of Erlang C."""
    queue = ErlangC(load=Fraction(93), agents=100, handle_seconds=HANDLE_SECONDS)
    return queue.service_level(20)


def impatient() -> float:
    """Work out a service level of Erlang A."""
    queue = ErlangA(
        load=Fraction(93),
        agents=100,
        handle_seconds=HANDLE_SECONDS,
        patience_seconds=PATIENCE_SECONDS,
    )
    return queue.service_level(20)


def week() -> list[int]:
    """Staff a week of half-hours with 0 to 300 calls each."""
    calls = [
        round(150 * (1 - cos(2 * pi * (hour % 48) / 48)) * (1 - hour / 2 / HALF_HOURS))
        for hour in range(HALF_HOURS)
    ]
    return [agents(offered_load(each, HANDLE_SECONDS, INTERVAL_SECONDS)) for each in calls]


def levels() -> dict[str, Any]:
    """Compare service levels of the two models, and time the week beside them."""
    timings: dict[str, Timing] = interleaved(
        {"erlang_a": impatient, "erlang_c": patient, "week": week}, rounds=ROUNDS
    )
    return {
        "erlang_a_over_erlang_c": ratio(timings["erlang_a"], timings["erlang_c"]),
        "limit": 15,
        "erlang_a": microseconds(timings["erlang_a"]),
        "erlang_c": microseconds(timings["erlang_c"]),
        "week_milliseconds": round(timings["week"].least * 1e3, 3),
        "week_limit": 10,
    }


def main() -> None:
    """Measure, and print the figures."""
    figures = {
        "what": "required agents, 80 % within 20 s, calls of 180 s",
        "required_agents": against_others(),
        "growth": growth(),
        "service_levels": levels(),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
