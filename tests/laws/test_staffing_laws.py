"""Laws of Erlang B and C, of required agents, lines, inverse questions and pooling.

F1 to F4 of the specification, and those that queueing theory adds. Each is drawn from three scales
(see `workloads`); what is true is worked out by `naive_erlang`, which shares nothing with the
library.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Final

import pytest
from hypothesis import assume, example, given, settings, strategies as st

import naive_erlang
from cspricing.errors import PricingError
from cspricing.staffing import (
    ErlangA,
    ErlangC,
    ServiceLevel,
    Workload,
    erlang_b,
    erlang_c,
    load_for_blocking,
    most_contacts,
    pooled,
    required_agents,
    required_agents_fractional,
    required_lines,
    scheduled_agents,
    shrinkage,
)
from workloads import AGENTS, HANDLINGS, LEVELS, LOADS, SECONDS, TARGETS

DIGITS: Final = Fraction(1, 10**13)
LEAST: Final = Fraction(1, 10**300)
SLACK: Final = 1 + 2e-13
# What the digits of `naive_erlang` leave open; ties are tested where they are rational.
OPEN: Final = Fraction(1, 10**80)
EIGHTY_TWENTY: Final = ServiceLevel("0.80", within_seconds=20)


def close(truth: Fraction, found: float) -> bool:
    """Tell whether a figure is right to 13 digits, or to 1e-300."""
    return abs(truth - Fraction(found)) <= max(LEAST, DIGITS * truth)


# Erlang B and C


@given(LOADS.any, AGENTS.any)
@example(Fraction(1, 1024), 20_000)
@example(Fraction(100_000), 20_000)
@example(Fraction(12_010, 3), 5_500)
@example(20_000 * (1 - Fraction(1, 2**20)), 20_000)
def test_f4_accuracy(load: Fraction, agents: int) -> None:
    """Erlang B and C have 13 right digits, near saturation and in overload too."""
    assert close(naive_erlang.erlang_b(load, agents), erlang_b(load, agents))
    if agents > load:
        assert close(naive_erlang.erlang_c(load, agents), erlang_c(load, agents))


@given(st.integers(1, 20_000), st.integers(1, 20))
@example(20_000, 20)
@example(1, 20)
def test_f4_accuracy_near_saturation(agents: int, power: int) -> None:
    """Agents that are busy for all but 2^-20 of their time are no harder than others."""
    load = agents * (1 - Fraction(1, 2**power))
    truth = naive_erlang.erlang_c(load, agents)
    queue = ErlangC(load=load, agents=agents, handle_seconds=180)
    assert close(truth, queue.wait_probability)
    assert close(truth * 180 / (agents - load), queue.average_wait_seconds)


@given(LOADS.any, AGENTS.any)
def test_shares_are_shares(load: Fraction, agents: int) -> None:
    """B and C lie from 0 to 1, and no fewer wait than would be turned away."""
    blocking = erlang_b(load, agents)
    assert 0 <= blocking <= 1
    if agents > load:
        assert blocking <= erlang_c(load, agents) * SLACK <= SLACK


@given(LOADS.any, AGENTS.any)
def test_more_agents_help(load: Fraction, agents: int) -> None:
    """B and C fall with every agent, a half one too."""
    half = agents + Fraction(1, 2)
    assert erlang_b(load, agents + 1) <= erlang_b(load, half) * SLACK
    assert erlang_b(load, half) <= erlang_b(load, agents) * SLACK
    if agents > load:
        assert erlang_c(load, agents + 1) <= erlang_c(load, half) * SLACK
        assert erlang_c(load, half) <= erlang_c(load, agents) * SLACK


@given(LOADS.any, LOADS.any, AGENTS.any)
def test_more_work_hurts(one: Fraction, other: Fraction, agents: int) -> None:
    """B and C rise with the load."""
    less, more = sorted([one, other])
    assert erlang_b(less, agents) <= erlang_b(more, agents) * SLACK
    if agents > more:
        assert erlang_c(less, agents) <= erlang_c(more, agents) * SLACK


@given(LOADS.any, st.fractions(0, 200, max_denominator=64))
def test_fractions_obey_the_recursion(load: Fraction, lines: Fraction) -> None:
    """1 / B(x) is 1 + x / A / B(x - 1), between the whole numbers as at them."""
    assume(erlang_b(load, lines + 1) > 1e-290)
    step = 1 + (lines + 1) / load / Fraction(erlang_b(load, lines))
    assert float(step) == pytest.approx(1 / erlang_b(load, lines + 1), rel=1e-12)


# Queues


@st.composite
def queues(draw: st.DrawFn) -> ErlangC:
    """Draw a queue that keeps up with its work."""
    load = draw(LOADS.any)
    agents = floor(load) + draw(st.integers(1, 12) | st.integers(1, 300))
    return ErlangC(load=load, agents=agents, handle_seconds=draw(HANDLINGS))


@given(queues(), SECONDS.any, SECONDS.any)
def test_waiting_longer_is_rarer(queue: ErlangC, one: Fraction, other: Fraction) -> None:
    """The service level rises with the time allowed, from 1 - C on, and never leaves 0 to 1."""
    short, long = sorted([one, other])
    at_once = queue.service_level(0)
    assert at_once == pytest.approx(1 - queue.wait_probability, abs=1e-15)
    assert 0 <= at_once <= queue.service_level(short) <= queue.service_level(long) <= 1


@given(queues(), SECONDS.any, st.fractions(Fraction(1, 3600), 3600, max_denominator=3600))
def test_units_of_time_do_not_matter(queue: ErlangC, time: Fraction, unit: Fraction) -> None:
    """In minutes or hours, all shares are the same, and the waits as much shorter."""
    other = ErlangC(
        load=queue.load, agents=queue.agents, handle_seconds=queue.handle_seconds * unit
    )
    assert queue.service_level(time) == other.service_level(time * unit)
    assert queue.mean_queue == other.mean_queue
    assert queue.average_wait_seconds * float(unit) == pytest.approx(
        other.average_wait_seconds, rel=1e-14
    )


@given(queues())
def test_littles_law(queue: ErlangC) -> None:
    """As many wait as arrive in the average wait."""
    arriving = float(queue.load / queue.handle_seconds)
    assert queue.mean_queue == pytest.approx(arriving * queue.average_wait_seconds, rel=1e-13)


@given(queues(), TARGETS.any)
def test_percentiles_invert_the_level(queue: ErlangC, share: Fraction) -> None:
    """Within a percentile of the wait, such a share is answered, or more at once."""
    within = queue.wait_percentile_seconds(share)
    assert within >= 0
    answered = max(float(share), queue.service_level(0))
    assert queue.service_level(within) == pytest.approx(answered, abs=1e-12)


# Required agents


@settings(max_examples=100)
@given(LOADS.any, HANDLINGS, LEVELS)
@example(Fraction(1, 5), Fraction(180), ServiceLevel("0.8", within_seconds=0))
@example(Fraction(1, 2), Fraction(180), ServiceLevel("0.5", within_seconds=0))
@example(Fraction(99_000) + Fraction(1, 4), Fraction(180), EIGHTY_TWENTY)
def test_f1_f2_fewest(load: Fraction, handling: Fraction, level: ServiceLevel) -> None:
    """The agents keep up and keep the level, and one fewer does not: not by the last digit."""
    agents = required_agents(load, handling, level)
    handlings, allowed = level.within_seconds / handling, 1 - level.target
    assert agents >= floor(load) + 1
    assert naive_erlang.late(load, agents, handlings) <= allowed * (1 + OPEN)
    if agents - 1 > load:
        assert naive_erlang.late(load, agents - 1, handlings) > allowed * (1 - OPEN)


@given(LOADS.any, HANDLINGS, st.fractions(Fraction(1, 1000), 1000, max_denominator=1000))
def test_fewest_for_an_average_wait(load: Fraction, handling: Fraction, wait: Fraction) -> None:
    """The agents keep the average wait, and one fewer does not."""
    agents = required_agents(load, handling, max_average_wait_seconds=wait)
    waited = naive_erlang.erlang_c(load, agents) * handling / (agents - load)
    assert waited <= wait * (1 + OPEN)
    if agents - 1 > load:
        waited = naive_erlang.erlang_c(load, agents - 1) * handling / (agents - 1 - load)
        assert waited > wait * (1 - OPEN)


@given(LOADS.any, st.fractions(Fraction(1, 10), 1, max_denominator=1000))
def test_fewest_for_an_occupancy(load: Fraction, busy: Fraction) -> None:
    """The agents are no busier than allowed, to the last digit, and one fewer is."""
    agents = required_agents(load, 180, max_occupancy=busy)
    assert load < agents
    assert load <= busy * agents
    assert agents - 1 <= load or load > busy * (agents - 1)


@given(LOADS.small | LOADS.wide, HANDLINGS, LEVELS, st.integers(10, 1000))
def test_fewest_with_patience(
    load: Fraction, handling: Fraction, level: ServiceLevel, patience: int
) -> None:
    """Where contacts give up, the agents keep the level, and one fewer does not."""
    agents = required_agents(load, handling, level, patience_seconds=patience)

    def reached(agents: int) -> float:
        queue = ErlangA(
            load=load, agents=agents, handle_seconds=handling, patience_seconds=patience
        )
        return queue.service_level(level.within_seconds)

    assert reached(agents) >= level.target - Fraction(1, 10**9)
    if agents > 1:
        assert reached(agents - 1) < level.target + Fraction(1, 10**9)


@given(LOADS.any, LOADS.any, HANDLINGS, LEVELS, TARGETS.any)
def test_f3_monotone(
    load: Fraction, other: Fraction, handling: Fraction, level: ServiceLevel, target: Fraction
) -> None:
    """More work, a higher target or longer handling never needs fewer agents."""
    less, more = sorted([load, other])
    agents = required_agents(less, handling, level)
    assert agents <= required_agents(more, handling, level)
    assert agents <= required_agents(less * 2, handling * 2, level)
    stricter = ServiceLevel(max(target, level.target), within_seconds=level.within_seconds)
    assert agents <= required_agents(less, handling, stricter)
    assert agents <= required_agents(less, handling, level, max_occupancy=target)


@given(LOADS.small | LOADS.edges, HANDLINGS, LEVELS)
def test_fractions_round_up_to_the_whole(
    load: Fraction, handling: Fraction, level: ServiceLevel
) -> None:
    """The number with decimals lies below the whole one, by less than one."""
    found = required_agents_fractional(load, handling, level)
    assert load <= Fraction(found)
    assert ceil(found) == required_agents(load, handling, level)


@given(st.lists(LOADS.any, min_size=2, max_size=4), HANDLINGS, LEVELS)
def test_pooling_never_needs_more(
    loads: list[Fraction], handling: Fraction, level: ServiceLevel
) -> None:
    """A common queue never requires more, if the handling times are equal."""
    queues = [Workload(load, handling) for load in loads]
    assert 0 <= pooled(queues, level).saved
    assert 0 <= pooled(queues, max_occupancy="0.85").saved
    assert 0 <= pooled(queues, max_average_wait_seconds=10).saved


@given(st.integers(1, 300), HANDLINGS, LEVELS)
def test_most_contacts_agree_with_required_agents(
    agents: int, handling: Fraction, level: ServiceLevel
) -> None:
    """So many contacts require no more agents, and one contact more does."""
    most = most_contacts(agents, handling, 1800, level)
    assert required_agents(most * handling / 1800, handling, level) <= agents
    assert required_agents((most + 1) * handling / 1800, handling, level) > agents


# Lines


@given(LOADS.any, TARGETS.any)
@example(Fraction(1), Fraction(1, 2))
@example(Fraction(2), Fraction(2, 5))
@example(Fraction(3, 2), Fraction(3, 5))
def test_fewest_lines(load: Fraction, blocking: Fraction) -> None:
    """The lines turn away no more than is allowed, and one fewer does: to the last digit."""
    lines = required_lines(load, blocking)
    assert naive_erlang.erlang_b(load, lines) <= blocking * (1 + OPEN)
    assert lines == 0 or naive_erlang.erlang_b(load, lines - 1) > blocking * (1 - OPEN)


@given(AGENTS.any, TARGETS.any)
def test_loads_invert_the_blocking(lines: int, blocking: Fraction) -> None:
    """The load for a blocking has it, unless it is beyond all loads."""
    assume(blocking <= Fraction(999, 1000) and lines < 10**7 * (1 - blocking))
    assert erlang_b(Fraction(load_for_blocking(lines, blocking)), lines) == pytest.approx(
        float(blocking), rel=1e-9
    )


# Shrinkage


@given(st.integers(0, 10_000), st.lists(TARGETS.any, max_size=4))
def test_shrinkage_is_exact(agents: int, shares: list[Fraction]) -> None:
    """Scheduled people are the fewest of whom enough answer, in whatever order shares come."""
    lost = shrinkage(*shares)
    assert lost == shrinkage(*reversed(shares))
    people = scheduled_agents(agents, lost)
    assert people * (1 - lost) >= agents
    assert people == 0 or (people - 1) * (1 - lost) < agents


# Bad input

JUNK: Final[st.SearchStrategy[object]] = (
    st.integers()
    | st.floats()
    | st.decimals()
    | st.fractions()
    | st.text(max_size=5)
    | st.sampled_from([None, True, [], 5j, 10**400, Fraction(1, 10**400), "1e5", 1e308, 5e-324])
)


def answer(question: Callable[..., float], *given: object, **goals: object) -> float | None:
    """Give the answer, or None for a refusal that says what is at fault."""
    try:
        return question(*given, **goals)
    except PricingError as error:
        return None if error.code != "pricing" and error.field else -1


@given(JUNK, JUNK)
def test_formulas_give_a_share_or_refuse(load: object, agents: object) -> None:
    """Whatever comes in, a share comes out, or a refusal with a code and the name of a field."""
    for formula in (erlang_b, erlang_c):
        share = answer(formula, load, agents)
        assert share is None or 0 <= share <= 1


@given(JUNK, JUNK, JUNK, JUNK)
def test_required_agents_are_whole_or_refused(
    load: object, handling: object, busy: object, wait: object
) -> None:
    """Whatever comes in, a number of agents comes out, or a refusal."""
    goals = {"max_occupancy": busy, "max_average_wait_seconds": wait}
    agents = answer(required_agents, load, handling, EIGHTY_TWENTY, **goals)
    assert agents is None or agents >= 0
