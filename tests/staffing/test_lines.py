"""A queue on a limited number of lines."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from math import factorial, fsum
from typing import Any, Final

import pytest
from hypothesis import given, strategies as st

import oracles
from birth_and_death import steady
from cspricing.errors import InvalidNumberError, InvalidTextError, InvalidTypeError, PricingError
from cspricing.staffing import ErlangA, ErlangC, FiniteLines, erlang_b
from cspricing.staffing.queue import Queue
from cspricing.staffing.service_level import Of

ALL_LEVELS: Final[tuple[Of, ...]] = ("offered", "answered", "virtual", "answered_or_abandoned")


def finite(**changed: Any) -> FiniteLines:  # noqa: ANN401
    """Make a small queue, some inputs of which are changed."""
    given: dict[str, Any] = {
        "load": 9,
        "agents": 10,
        "lines": 14,
        "handle_seconds": 180,
        "patience_seconds": 300,
        **changed,
    }
    return FiniteLines(**given)


@pytest.mark.parametrize(
    "case", oracles.load("staffing_truth.json")["finite_lines_mmsnM"], ids=lambda c: c["id"]
)
def test_truth(case: oracles.Case) -> None:
    """Every figure is that of a calculation in 30 digits, to a relative error of 1e-13."""
    queue = FiniteLines(
        load=case["intensity"],
        agents=case["agents"],
        lines=case["lines"],
        handle_seconds=1,
        patience_seconds=case["patience_over_aht"],
    )
    found = {
        "blocking": queue.blocking,
        "p_wait_offered": queue.wait_probability,
        "p_abandon_offered": queue.abandonment,
        "mean_queue": queue.mean_queue,
        "occupancy": queue.occupancy,
    }
    expected = {key: float(case[key]) for key in found}
    assert expected == pytest.approx(found, rel=1e-13, abs=0)


def published(model: str) -> list[oracles.Case]:
    """Give the published cases of a model."""
    return [case for case in oracles.load("staffing_published.json") if case["model"] == model]


@pytest.mark.parametrize("case", published("mmmk"), ids=lambda c: c["id"])
def test_published_figures_without_patience(case: oracles.Case) -> None:
    """Figures that Octave's queueing package tests itself by are met, to the digits printed."""
    given = case["input"]
    load = Fraction(given["arrival_rate"]) / Fraction(given["service_rate"])
    agents = given["servers"]
    queue = FiniteLines(
        load=load,
        agents=agents,
        lines=given["capacity"],
        handle_seconds=1 / Fraction(given["service_rate"]),
    )
    in_system = queue.mean_queue + agents * queue.occupancy
    admitted = float(given["arrival_rate"]) * (1 - queue.blocking)
    fewer = fsum(float(load**busy) / factorial(busy) for busy in range(agents))
    found = {
        "p0": queue.free_probability / fewer,
        "pk": queue.blocking,
        "mean_in_system": in_system,
        "response_time": in_system / admitted,
        "wait_in_queue": queue.average_wait_of_admitted_seconds,
    }
    for name, tolerance in case["tolerance"].items():
        assert float(case["expected"][name]) == pytest.approx(found[name], rel=0, abs=tolerance)


@pytest.mark.parametrize("case", published("erlang_a_lines"), ids=lambda c: c["id"])
def test_published_figures_with_patience(case: oracles.Case) -> None:
    """Figures that the University of Clausthal publishes are met, to the digits printed."""
    given = case["input"]
    queue = FiniteLines(
        load=Fraction(given["arrivals_per_min"]) * given["aht_s"] / 60,
        agents=given["agents"],
        lines=given["lines"],
        handle_seconds=given["aht_s"],
        patience_seconds=given["patience_s"],
    )
    found = {
        "mean_wait_s": queue.average_wait_seconds,
        "mean_queue": queue.mean_queue,
        "mean_in_system": queue.mean_queue + queue.occupancy * queue.agents,
        "abandonment": queue.abandonment,
    }
    for name, tolerance in case["tolerance"].items():
        assert float(case["expected"][name]) == pytest.approx(found[name], rel=0, abs=tolerance)


@given(
    st.fractions(Fraction(1, 1000), 40, max_denominator=1000),
    st.integers(1, 12),
    st.integers(0, 30),
    st.sampled_from((None, "0.001", "0.5", 3, 100)),
)
def test_states_added_up(
    load: Fraction,
    agents: int,
    places: int,
    patience: Any,  # noqa: ANN401
) -> None:
    """Every figure is that of the states added up in 80 digits."""
    queue = FiniteLines(
        load=load,
        agents=agents,
        lines=agents + places,
        handle_seconds=1,
        patience_seconds=patience,
    )
    truth = steady(
        Decimal(load.numerator) / load.denominator,
        Decimal,
        agents,
        giving_up=1 / Decimal(patience) if patience else Decimal(0),
        most=agents + places,
    )
    found = [
        queue.free_probability,
        queue.wait_probability,
        queue.blocking,
        queue.abandonment,
        queue.average_wait_seconds,
        queue.occupancy,
        queue.mean_queue,
    ]
    expected = [*truth[:5], (truth.present - truth.queue) / agents, truth.queue]
    assert expected == pytest.approx(found, rel=1e-12, abs=0)


@given(
    st.fractions(Fraction(1, 1000), 60, max_denominator=1000),
    st.integers(1, 40),
    st.integers(10, 1000),
    st.integers(0, 1000),
)
def test_lines_without_number(load: Fraction, agents: int, patience: int, within: int) -> None:
    """With more lines than ever wait this is Erlang A, which is worked out in another way."""
    inputs: dict[str, Any] = {
        "load": load,
        "agents": agents,
        "handle_seconds": 180,
        "patience_seconds": patience,
    }
    queue, endless = FiniteLines(lines=agents + 1000, **inputs), ErlangA(**inputs)
    for of in ALL_LEVELS:
        level = queue.service_level(within, of)
        assert endless.service_level(within, of) == pytest.approx(level, rel=1e-12)
    assert endless.abandonment == pytest.approx(queue.abandonment, rel=1e-12, abs=0)


@pytest.mark.parametrize("within", ["0.001", "0.1", 1, 20, 600])
def test_hardly_any_patience(within: object) -> None:
    """Where patience is short, so that few ever wait, few more lines are as good as any number."""
    inputs: dict[str, Any] = {
        "load": "0.5",
        "agents": 1,
        "handle_seconds": 180,
        "patience_seconds": "0.5",
    }
    queue, endless = FiniteLines(lines=8, **inputs), ErlangA(**inputs)
    for of in ALL_LEVELS:
        level = queue.service_level(within, of)  # type: ignore[arg-type]
        expected = endless.service_level(within, of)  # type: ignore[arg-type]
        assert expected == pytest.approx(level, rel=1e-13)


@pytest.mark.parametrize("within", [0, 1, 20, 600, 10**6])
def test_lines_without_number_or_patience(within: int) -> None:
    """With more lines than ever wait, where nobody gives up, this is Erlang C."""
    queue = finite(lines=1500, patience_seconds=None)
    patient = ErlangC(load=9, agents=10, handle_seconds=180)
    for of in ALL_LEVELS:
        level = queue.service_level(within, of)
        assert patient.service_level(within) == pytest.approx(level, rel=1e-12)


@pytest.mark.parametrize("load", ["0.1", 9, 10, 25, 1000])
def test_as_many_lines_as_agents(load: object) -> None:
    """With as many lines as agents nobody waits: this is Erlang B."""
    queue = finite(load=load, lines=10)
    assert erlang_b(load, 10) == pytest.approx(queue.blocking, rel=1e-13)  # type: ignore[arg-type]
    assert (queue.wait_probability, queue.mean_queue, queue.abandonment) == (0, 0, 0)
    assert queue.service_level(0) == queue.free_probability == queue.service_level(99, "virtual")
    assert queue.service_level(0, "answered") == pytest.approx(1)


def test_how_long_the_last_waits() -> None:
    """With one place to wait and one agent, the wait is that for the end of one contact."""
    queue = finite(load=2, agents=1, lines=2, patience_seconds=None)
    # Of 7 parts of the time, the agent is free in 1, alone busy in 2, and one waits in 4.
    assert (queue.free_probability, queue.wait_probability) == pytest.approx((1 / 7, 2 / 7))
    within = 180
    assert 1 / 7 + 2 / 7 * (1 - 0.36787944117144233) == pytest.approx(queue.service_level(within))


@pytest.mark.parametrize("patience", ["0.000000001", 1, 300, 10**15, None])
@pytest.mark.parametrize("load", [0, Fraction(1, 10**400), "0.0001", 10, 10**7])
@pytest.mark.parametrize("within", [0, 20, 10**15])
def test_extremes(load: object, patience: object, within: int) -> None:
    """Whatever the load, the patience and the time, shares are shares and add up to 1."""
    queue = finite(load=load, lines=110, patience_seconds=patience)
    shares = [queue.free_probability, queue.wait_probability, queue.blocking]
    assert sum(shares) == pytest.approx(1)
    assert sum([queue.answered, queue.abandonment, queue.blocking]) == pytest.approx(1)
    shares.extend(queue.service_level(within, of) for of in ALL_LEVELS)
    assert all(0 <= share <= 1 for share in shares)
    assert queue.average_wait_of_admitted_seconds >= queue.average_wait_seconds >= 0


def test_more_agents_than_will_ever_be_busy() -> None:
    """Where nobody ever finds all agents busy, all are answered at once."""
    queue = finite(load="0.000001", agents=10**7, lines=10**7 + 5)
    assert (queue.blocking, queue.wait_probability, queue.service_level(0)) == (0, 0, 1)


def test_load_without_bounds() -> None:
    """With far more load than agents, next to all are turned away, and agents never rest."""
    queue = finite(load=10**7, agents=1, lines=10**6, patience_seconds=None)
    assert queue.blocking == pytest.approx(1 - 1e-7, rel=1e-13)
    assert queue.occupancy == pytest.approx(1, rel=1e-13)


def test_it_is_a_queue() -> None:
    """It answers what every queue answers, says what that rests on, and is a value."""
    queue: Queue = finite()
    assert "14 lines; who finds them taken is lost" in queue.assumptions
    assert "exponential patience" in queue.assumptions
    assert "nobody gives up" in finite(patience_seconds=None).assumptions
    assert queue.service_level(20) == pickle.loads(pickle.dumps(queue)).service_level(20)
    assert finite(load="9.0") == queue


@pytest.mark.parametrize(
    ("changed", "kind", "code"),
    [
        ({"lines": 9}, InvalidNumberError, "number.range"),
        ({"lines": 11 + 10**6}, InvalidNumberError, "number.range"),
        ({"lines": 10**14}, InvalidNumberError, "number.range"),
        ({"lines": "12.5"}, InvalidNumberError, "number.whole"),
        ({"lines": 0}, InvalidNumberError, "number.whole"),
        ({"lines": None}, InvalidTypeError, "type.number"),
        ({"lines": True}, InvalidTypeError, "type.number"),
        ({"agents": "9.5"}, InvalidNumberError, "number.whole"),
        ({"handle_seconds": 0}, InvalidNumberError, "number.range"),
        ({"patience_seconds": 0}, InvalidNumberError, "number.range"),
        ({"patience_seconds": "never"}, InvalidNumberError, "number.syntax"),
        ({"load": -1}, InvalidNumberError, "number.range"),
    ],
    ids=repr,
)
def test_refusals(changed: dict[str, object], kind: type[PricingError], code: str) -> None:
    """What is no such queue is refused, and the error names the input and its value."""
    ((name, value),) = changed.items()
    with pytest.raises(PricingError) as caught:
        finite(**changed)
    error = caught.value
    assert (kind, code, name) == (type(error), error.code, error.field)
    assert value in {error.value, str(error.value)}


def test_questions_refused() -> None:
    """A time below 0, and a service level that there is not, are refused."""
    wrong: Any = "served"
    with pytest.raises(InvalidNumberError, match="within_seconds: -1 is below 0"):
        finite().service_level(-1)
    with pytest.raises(InvalidTextError, match="none of offered, answered"):
        finite().service_level(20, wrong)
