"""Erlang B and C: truth to 13 digits, and what is refused."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import naive_erlang
import oracles
import staffing_truth
from cspricing.errors import InvalidNumberError, InvalidTextError, PricingError, StaffingError
from cspricing.staffing import ErlangC, erlang_b, erlang_c
from cspricing.staffing.queue import Queue

TINY = Fraction(1, 10**300)


def close(truth: str | Fraction, found: float, relative: Fraction = Fraction(1, 10**13)) -> bool:
    """Tell whether a figure is right to 13 digits, or to 1e-300 where there is less."""
    expected = Fraction(truth)
    return abs(expected - Fraction(found)) <= max(TINY, relative * expected)


@pytest.mark.parametrize("case", staffing_truth.cases("erlang_bc"))
def test_truth(case: oracles.Case) -> None:
    """Erlang B and C are right to 13 digits, their waits too, the service level to 1e-15."""
    load, agents = float(case["intensity"]), case["agents"]
    assert close(case["erlang_b"], erlang_b(load, agents))
    if "erlang_c" not in case:
        return
    queue = ErlangC(load=Fraction(case["intensity"]), agents=agents, handle_seconds=180)
    assert close(case["erlang_c"], erlang_c(Fraction(case["intensity"]), agents))
    assert close(case["erlang_c"], queue.wait_probability)
    assert close(Fraction(case["asa_over_aht"]) * 180, queue.average_wait_seconds)
    for part in (9, 16):
        level = Fraction(case[f"sl_t_over_aht_1_{part}"])
        assert abs(level - Fraction(queue.service_level(Fraction(180, part)))) < Fraction(1, 10**15)


@pytest.mark.parametrize("case", staffing_truth.cases("continuous"))
def test_truth_between_whole_numbers(case: oracles.Case) -> None:
    """Erlang B and C are right to 13 digits for fractions of agents."""
    assert close(case["erlang_b"], erlang_b(case["intensity"], case["agents"]))
    assert close(case["erlang_c"], erlang_c(case["intensity"], case["agents"]))


@pytest.mark.parametrize("load", ["0.0009765625", "0.25", "1", "7.5", "30", "64.5", "80", "100"])
@pytest.mark.parametrize("halves", [1, 3, 5, 41, 129, 201])
def test_halves(load: str, halves: int) -> None:
    """Half lines are right to 13 digits, whether the recursion begins in the window or below 1."""
    erlangs, lines = Fraction(load), Fraction(halves, 2)
    inverse = naive_erlang.inverse_blocking_of_halves(erlangs, halves)
    assert close(1 / inverse, erlang_b(erlangs, lines))
    if lines > erlangs:
        waiting = 1 / (1 + (lines - erlangs) / erlangs * (inverse - 1) * erlangs / lines)
        assert close(waiting, erlang_c(erlangs, lines))


def test_one_agent() -> None:
    """One agent at half a load makes exactly half the contacts wait."""
    assert erlang_c("0.5", 1) == 0.5
    assert erlang_b(1, 1) == 0.5


def test_a_load_that_no_float_holds() -> None:
    """What a load loses as a float is made good: far beyond it, it would show."""
    load, agents = Fraction(12_003, 3) + Fraction(1, 3), 5_500
    assert close(naive_erlang.erlang_b(load, agents), erlang_b(load, agents))
    assert close(naive_erlang.erlang_c(load, agents), erlang_c(load, agents))


@pytest.mark.parametrize("nothing", [0, "0.0", 0.0, Decimal(0), Fraction(1, 10**301)], ids=repr)
def test_no_load(nothing: Any) -> None:  # noqa: ANN401
    """Where nothing comes, nobody is refused and nobody waits."""
    assert erlang_b(nothing, 0) == erlang_b(nothing, 5) == 0.0
    assert erlang_c(nothing, 1) == erlang_c(nothing, "0.5") == 0.0
    queue = ErlangC(load=nothing, agents=3, handle_seconds=180)
    assert queue.wait_probability == queue.average_wait_seconds == 0.0
    assert queue.mean_queue == 0.0
    assert queue.service_level(0) == 1.0
    assert queue.wait_percentile_seconds("0.99") == 0.0


def test_no_lines() -> None:
    """Without lines, everybody is refused; with hardly one, nearly everybody."""
    assert erlang_b(3, 0) == 1.0
    assert 0.99 < erlang_b(3, "0.001") < 1.0


@pytest.mark.parametrize(("load", "agents"), [(10, 10_000), ("0.001", 10**15), (10**6, 10**15)])
def test_far_more_agents_than_work(load: Any, agents: int) -> None:  # noqa: ANN401
    """Shares below 1e-308 are 0."""
    assert erlang_b(load, agents) == 0.0
    assert erlang_c(load, agents) == 0.0
    assert ErlangC(load=load, agents=agents, handle_seconds=1).service_level(0) == 1.0


def test_a_queue_of_erlang_c() -> None:
    """A queue answers all that every model of a queue does."""
    queue: Queue = ErlangC(load="10.5", agents=13, handle_seconds=180)
    assert queue.load == Fraction(21, 2)
    assert queue.agents == 13
    assert queue.wait_probability == pytest.approx(0.3688, abs=0.0001)
    assert queue.abandonment == 0.0
    assert queue.average_wait_seconds == pytest.approx(26.56, abs=0.01)
    assert queue.mean_queue == pytest.approx(queue.average_wait_seconds * 10.5 / 180)
    assert queue.occupancy == 10.5 / 13
    assert queue.assumptions == (
        "Poisson arrivals",
        "exponential handling times",
        "steady state in the interval",
        "one skill",
        "nobody gives up",
    )
    levels = {
        queue.service_level(20, of)
        for of in ("offered", "answered", "virtual", "answered_or_abandoned")
    }
    assert len(levels) == 1


def test_those_who_wait() -> None:
    """Who has to wait waits AHT / (n - A) on average, and the percentiles invert the level."""
    queue = ErlangC(load=10, agents=14, handle_seconds=180)
    assert queue.average_wait_of_waiting_seconds == 45.0
    assert queue.wait_percentile_seconds("0.8") == 0.0
    assert queue.service_level(queue.wait_percentile_seconds("0.95")) == pytest.approx(0.95)
    assert queue.wait_percentile_seconds(1 - Fraction(1, 10**400)) > 40_000


def test_queues_are_values() -> None:
    """Queues compare by what they are made of, and survive pickling."""
    queue = ErlangC(load=10, agents="14.0", handle_seconds=180)
    assert queue == ErlangC(load="10", agents=14, handle_seconds=180.0)
    assert queue.wait_probability == pickle.loads(pickle.dumps(queue)).wait_probability
    assert ErlangC(load=1, agents="1.5", handle_seconds=1).agents == Fraction(3, 2)


@pytest.mark.parametrize(
    ("load", "agents", "least"),
    [(10, 10, 11), (10, 9, 11), ("10.5", 10, 11), (1, 0, 2), (3, 3 + Fraction(1, 10**40), 4)],
)
def test_agents_that_do_not_keep_up(load: Any, agents: Any, least: int) -> None:  # noqa: ANN401
    """Without spare agents there is no steady state: refused, with the remedies."""
    with pytest.raises(StaffingError, match=f"at least {least} agents, or say how long") as caught:
        erlang_c(load, agents)
    assert (caught.value.code, caught.value.field) == ("staffing.unstable", "agents")


def test_a_queue_that_does_not_keep_up() -> None:
    """A queue that would grow without end cannot be made."""
    with pytest.raises(
        StaffingError, match=r"10 agents do not keep up with a load of 10\.5 erlangs"
    ):
        ErlangC(load="10.5", agents=10, handle_seconds=180)


@pytest.mark.parametrize(
    ("load", "agents", "code", "field"),
    [
        (-1, 5, "number.range", "load"),
        (10**7 + 1, 10**8, "number.range", "load"),
        (Fraction(-1, 3), 5, "number.range", "load"),
        (float("nan"), 5, "number.special", "load"),
        (float("inf"), 5, "number.special", "load"),
        (True, 5, "type.number", "load"),
        ("ten", 5, "number.syntax", "load"),
        (None, 5, "type.number", "load"),
        (5, -1, "number.range", "agents"),
        (5, Decimal("nan"), "number.special", "agents"),
        (5, 10**16, "number.range", "agents"),
    ],
)
@pytest.mark.parametrize("formula", [erlang_b, erlang_c])
def test_what_is_refused(formula: Any, load: Any, agents: Any, code: str, field: str) -> None:  # noqa: ANN401
    """What is no load, or no number of agents, is refused with its name."""
    with pytest.raises(PricingError) as caught:
        formula(load, agents)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_what_a_queue_refuses() -> None:
    """Times, shares and service levels that make no sense are refused."""
    queue = ErlangC(load=1, agents=2, handle_seconds=180)
    with pytest.raises(InvalidNumberError, match="handle_seconds: 0 is not above 0"):
        ErlangC(load=1, agents=2, handle_seconds=0)
    with pytest.raises(InvalidNumberError, match="agents: 0 is not above 0"):
        ErlangC(load=0, agents=0, handle_seconds=1)
    with pytest.raises(InvalidNumberError, match="share: a share of 1 leaves nothing"):
        queue.wait_percentile_seconds(1)
    with pytest.raises(InvalidNumberError, match="within_seconds: -1 is below 0"):
        queue.service_level(-1)
    of: Any = "all"
    with pytest.raises(InvalidTextError, match="'all' is none of"):
        queue.service_level(20, of)


def test_times_beyond_a_float() -> None:
    """A handling time may be as short as one likes: then nobody waits for long."""
    queue = ErlangC(load=1, agents=2, handle_seconds=Fraction(1, 10**400))
    assert queue.service_level(1) == 1.0
    assert queue.service_level(0) == pytest.approx(2 / 3)
    assert queue.average_wait_seconds == 0.0
