"""Forecast error: service levels averaged over a load that may err."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import count
from math import exp, fsum, lgamma, log, sqrt

import pytest
from hypothesis import given, settings, strategies as st

from cspricing.errors import InvalidNumberError, PricingError, StaffingError
from cspricing.staffing import (
    ErlangA,
    ErlangC,
    ServiceLevel,
    expected_service_level,
    required_agents,
    required_agents_under_error,
)
from cspricing.staffing.service_level import Of

PROMISED = ServiceLevel("0.80", within_seconds=20)
FIFTY_SIX = ErlangC(load=50, agents=56, handle_seconds=180)


def level_at(queue: ErlangC | ErlangA, load: float, of: Of = "offered") -> float:
    """Give the service level at another load than the forecast."""
    if isinstance(queue, ErlangA):
        return ErlangA(
            load=load,
            agents=queue.agents,
            handle_seconds=queue.handle_seconds,
            patience_seconds=queue.patience_seconds,
        ).service_level(20, of)
    if load >= queue.agents:
        return 0.0
    return ErlangC(
        load=load, agents=queue.agents, handle_seconds=queue.handle_seconds
    ).service_level(20, of)


@pytest.mark.parametrize("error", [0.05, 0.10, 0.20])
def test_a_simulation_agrees(error: float) -> None:
    """The average over loads drawn at random is met within four standard errors."""
    draws = random.Random(11)
    shape = error**-2
    levels = [level_at(FIFTY_SIX, draws.gammavariate(shape, 50 / shape)) for _ in range(5000)]
    mean = fsum(levels) / len(levels)
    deviation = sqrt(fsum((level - mean) ** 2 for level in levels) / len(levels))
    found = expected_service_level(FIFTY_SIX, PROMISED, forecast_error=error)
    assert abs(found - mean) <= 4 * deviation / sqrt(len(levels))


def by_rectangles(queue: ErlangC | ErlangA, error: float, of: Of = "offered") -> float:
    """Average by the density of the gamma distribution itself, in steps of equal length.

    Both ends of every piece lie where the integrand is smooth, so that Simpson's rule is exact
    enough.
    """
    shape = error**-2
    scale = float(queue.load) / shape
    norm = lgamma(shape) + shape * log(scale)
    reach = 9 * error
    low, high = max(1e-9, 1 - reach), 1 + reach * (1 + error)
    borders = [low * float(queue.load), float(queue.agents), high * float(queue.load)]
    total = 0.0
    for begin, end in ((borders[0], borders[1]), (borders[1], borders[2])):
        steps = 700
        width = (end - begin) / steps
        for step in range(steps + 1):
            load = begin + step * width
            weight = 1 if step in {0, steps} else 4 if step % 2 else 2
            density = exp((shape - 1) * log(load) - load / scale - norm)
            total += weight * width / 3 * density * level_at(queue, load, of)
    return total


@pytest.mark.parametrize(
    ("queue", "error"),
    [
        (FIFTY_SIX, 0.05),
        (FIFTY_SIX, 0.2),
        (ErlangC(load=3, agents=6, handle_seconds=300), 0.1),
        (ErlangA(load=50, agents=53, handle_seconds=180, patience_seconds=120), 0.1),
        (ErlangA(load=5, agents=4, handle_seconds=180, patience_seconds=60), 0.25),
    ],
    ids=["tight", "wide", "small", "patience", "overload"],
)
def test_another_rule_agrees(queue: ErlangC | ErlangA, error: float) -> None:
    """Simpson's rule over the plain density gives the same to nine digits."""
    found = expected_service_level(queue, PROMISED, forecast_error=error)
    assert found == pytest.approx(by_rectangles(queue, error), abs=1e-9)


def test_all_four_levels_are_averaged() -> None:
    """What a level is of is asked of the queue."""
    queue = ErlangA(load="10.5", agents=13, handle_seconds=180, patience_seconds=300)
    kinds: tuple[Of, ...] = ("offered", "answered", "virtual", "answered_or_abandoned")
    for of in kinds:
        promised = ServiceLevel("0.80", within_seconds=20, of=of)
        found = expected_service_level(queue, promised, forecast_error="0.1")
        assert found == pytest.approx(by_rectangles(queue, 0.1, of), abs=1e-9)


def test_a_sure_forecast_changes_nothing() -> None:
    """Without an error, or with next to none, the level is that of the plan."""
    planned = FIFTY_SIX.service_level(20)
    assert planned == expected_service_level(FIFTY_SIX, PROMISED, forecast_error=0)
    assert planned == expected_service_level(FIFTY_SIX, PROMISED, forecast_error="0.0000000001")
    near = expected_service_level(FIFTY_SIX, PROMISED, forecast_error="0.000001")
    assert near == pytest.approx(planned, abs=1e-9)
    assert near != planned


def test_no_load_is_always_met() -> None:
    """Where nothing is forecast, nothing comes."""
    idle = ErlangC(load=0, agents=1, handle_seconds=180)
    assert expected_service_level(idle, PROMISED, forecast_error="0.2") == 1
    assert required_agents_under_error(0, 180, PROMISED, forecast_error="0.2") == 0


def test_the_price_of_a_forecast() -> None:
    """A load of 50 needs 56 agents if it is sure, and 57, 59 or 62 at an error of 5, 10, 20 %."""
    found = [
        required_agents_under_error(50, 180, PROMISED, forecast_error=error)
        for error in (0, "0.05", "0.1", "0.2")
    ]
    assert found == [56, 57, 59, 62]


@settings(max_examples=6)
@given(
    st.fractions(Fraction(1, 4), 30, max_denominator=8),
    st.sampled_from(["0.05", "0.2", "0.5", "1", "2"]),
    st.sampled_from(["0.3", "0.8", "0.95"]),
    st.sampled_from([None, 120]),
)
def test_the_fewest_agents_are_the_fewest(
    load: Fraction, error: str, target: str, patience: int | None
) -> None:
    """So many agents meet the target on average, and one less does not."""
    promised = ServiceLevel(target, within_seconds=20)
    found = required_agents_under_error(
        load, 180, promised, forecast_error=error, patience_seconds=patience
    )

    def average(agents: int) -> float:
        if patience is None:
            if load >= agents:
                return -1.0
            queue: ErlangC | ErlangA = ErlangC(load=load, agents=agents, handle_seconds=180)
        else:
            queue = ErlangA(load=load, agents=agents, handle_seconds=180, patience_seconds=patience)
        return expected_service_level(queue, promised, forecast_error=error)

    if average(found) >= 0:  # an Erlang C queue below its forecast cannot be planned
        assert average(found) >= float(target)
    assert found == 1 or average(found - 1) < float(target)


@pytest.mark.parametrize("error", ["0.1", "1"])
def test_more_agents_reach_more(error: str) -> None:
    """The average rises with agents, and stays a share."""
    levels = [
        expected_service_level(
            ErlangC(load=20, agents=agents, handle_seconds=180), PROMISED, forecast_error=error
        )
        for agents in (21, 22, 25, 30, 60, 200)
    ]
    assert levels == sorted(levels)
    assert 0 < levels[0] <= levels[-1] <= 1


def test_low_targets_may_need_fewer_than_planned() -> None:
    """With a large error, a quiet interval may reach what a certain load would not."""
    low = ServiceLevel("0.30", within_seconds=20)
    planned = required_agents(50, 180, low)
    assert required_agents_under_error(50, 180, low, forecast_error="0.5") < planned


@pytest.mark.parametrize(
    ("make", "kind", "code", "field"),
    [
        (
            lambda: expected_service_level(FIFTY_SIX, PROMISED, forecast_error="2.1"),
            InvalidNumberError,
            "forecast.error",
            "forecast_error",
        ),
        (
            lambda: expected_service_level(FIFTY_SIX, PROMISED, forecast_error=-1),
            InvalidNumberError,
            "number.range",
            "forecast_error",
        ),
        (
            lambda: required_agents_under_error(5, 0, PROMISED, forecast_error=0),
            InvalidNumberError,
            "number.range",
            "handle_seconds",
        ),
        (
            lambda: required_agents_under_error(-5, 180, PROMISED, forecast_error=0),
            InvalidNumberError,
            "number.range",
            "load",
        ),
        (
            lambda: required_agents_under_error(
                5, 180, ServiceLevel("0.999999999", within_seconds=20), forecast_error="0.1"
            ),
            StaffingError,
            "forecast.target",
            "service_level",
        ),
    ],
    ids=map(str, count()),
)
def test_other_forecasts_are_refused(
    make: Callable[[], object], kind: type[PricingError], code: str, field: str
) -> None:
    """Every refusal names its field and has a stable code."""
    with pytest.raises(kind) as caught:
        make()
    assert (code, field) == (caught.value.code, caught.value.field)
