"""Erlang X: some of those who give up call again."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import given, strategies as st

import oracles
from cspricing.errors import InvalidNumberError, InvalidTypeError, PricingError, StaffingError
from cspricing.staffing import ErlangA, ErlangX
from cspricing.staffing.queue import Queue
from cspricing.staffing.service_level import Of

LEVELS: Final[dict[str, Of]] = {
    "sl_offered": "offered",
    "sl_answered": "answered",
    "sl_virtual": "virtual",
    "sl_wait_le_t": "answered_or_abandoned",
}


def erlang_x(**changed: Any) -> ErlangX:  # noqa: ANN401
    """Make a small queue, some inputs of which are changed."""
    given: dict[str, Any] = {
        "load": 8,
        "agents": 10,
        "handle_seconds": 180,
        "patience_seconds": 90,
        "redial": "0.5",
        **changed,
    }
    return ErlangX(**given)


@pytest.mark.parametrize(
    "case", oracles.load("staffing_truth.json")["erlang_x"], ids=lambda c: c["id"]
)
def test_truth(case: oracles.Case) -> None:
    """Every figure is that of a calculation in 30 digits, to a relative error of 1e-13."""
    queue = ErlangX(
        load=Decimal(case["intensity"]),
        agents=case["agents"],
        handle_seconds=1,
        patience_seconds=case["patience_over_aht"],
        redial=case["redial"],
    )
    found = {
        "lam_eff": queue.total_load,
        "pw": queue.wait_probability,
        "pab": queue.abandonment,
        "ew": queue.average_wait_seconds,
        "occ": queue.occupancy,
        **{
            key: queue.service_level(Fraction(case["t_over_aht"]), of) for key, of in LEVELS.items()
        },
    }
    expected = {key: float(case[key]) for key in found}
    assert expected == pytest.approx(found, rel=1e-13, abs=0)


@given(
    st.fractions(0, 60, max_denominator=1000),
    st.integers(1, 40),
    st.integers(1, 5000),
    st.fractions(0, 1, max_denominator=100),
)
def test_the_total_is_first_and_repeated_calls(
    load: Fraction, agents: int, patience: int, redial: Fraction
) -> None:
    """The total load is that of first calls and of the redials among those who give up."""
    if redial == 1 and load >= agents:
        return
    queue = erlang_x(load=load, agents=agents, patience_seconds=patience, redial=redial)
    repeated = float(redial) * queue.abandonment * queue.total_load
    assert float(load) + repeated == pytest.approx(queue.total_load, rel=1e-12)
    stream = ErlangA(
        load=queue.total_load, agents=agents, handle_seconds=180, patience_seconds=patience
    )
    assert stream.wait_probability == pytest.approx(queue.wait_probability, rel=1e-12)
    assert stream.mean_queue == pytest.approx(queue.mean_queue, rel=1e-12)


@given(
    st.fractions(0, 60, max_denominator=1000),
    st.integers(1, 40),
    st.fractions(0, Fraction(99, 100), max_denominator=100),
)
def test_all_are_answered_or_lost(load: Fraction, agents: int, redial: Fraction) -> None:
    """Every caller is answered in the end or lost: what the agents do is the rest of the load."""
    queue = erlang_x(load=load, agents=agents, redial=redial)
    assert 0 <= queue.lost <= 1
    answered = queue.occupancy * agents
    assert float(load) * (1 - queue.lost) == pytest.approx(answered, rel=1e-11, abs=1e-13)


def test_without_redials() -> None:
    """If nobody calls again, this is Erlang A."""
    queue, plain = (
        erlang_x(load="8.1", redial=0),
        ErlangA(load="8.1", agents=10, handle_seconds=180, patience_seconds=90),
    )
    assert queue.total_load == 8.1
    assert queue.lost == queue.abandonment == plain.abandonment
    assert plain.service_level(20, "answered") == queue.service_level(20, "answered")


def test_all_call_again() -> None:
    """If all call again, all are answered in the end, as long as the agents can."""
    queue = erlang_x(load="9.99", redial=1)
    assert queue.lost == 0
    assert queue.occupancy == pytest.approx(0.999, rel=1e-13)
    assert queue.total_load == pytest.approx(24.568, abs=0.001)


def test_few_are_ever_lost() -> None:
    """Beyond what agents can do, calls pile up until enough are lost, however few of a hundred."""
    queue = erlang_x(load=80, redial="0.999")
    assert queue.lost == pytest.approx(7 / 8)
    assert queue.total_load == pytest.approx(70_010)


def test_nothing_to_do() -> None:
    """Where nobody calls, nobody calls again."""
    queue = erlang_x(load=0, redial=1)
    assert (queue.total_load, queue.lost, queue.occupancy) == (0, 0, 0)
    assert queue.service_level(0) == 1


def test_it_is_a_queue() -> None:
    """It answers what every queue answers, says what that rests on, and is a value."""
    queue: Queue = erlang_x()
    assert any("calls again" in phrase for phrase in queue.assumptions)
    assert queue.service_level(20) == pickle.loads(pickle.dumps(queue)).service_level(20)
    assert erlang_x(redial=0.5) == queue


@pytest.mark.parametrize("load", [10 - Fraction(1, 10**9), 10, 11, 5000])
@pytest.mark.parametrize("redial", [1, 1 - Fraction(1, 10**13)])
def test_endless_redials_are_refused(load: Fraction, redial: Fraction) -> None:
    """Where nobody gives up for good and agents cannot do all, the error says how many can."""
    with pytest.raises(
        StaffingError, match=f"give at least {max(10, int(load)) + 1} agents"
    ) as caught:
        erlang_x(load=load, redial=redial)
    assert ("staffing.unstable", "agents", 10) == (
        caught.value.code,
        caught.value.field,
        caught.value.value,
    )


@pytest.mark.parametrize("patience", ["0.000000001", 90, 10**15])
@pytest.mark.parametrize("agents", [1, 10**7])
def test_all_call_until_they_are_answered(agents: int, patience: object) -> None:
    """Agents who can just do all do so in the end, after however many calls."""
    load = agents * (1 - Fraction(1, 10**9))
    queue = erlang_x(load=load, agents=agents, patience_seconds=patience, redial=1)
    assert queue.occupancy == pytest.approx(1 - 1e-9, rel=1e-13)
    assert load <= queue.total_load


@pytest.mark.parametrize(
    ("changed", "kind", "code"),
    [
        ({"redial": -1}, InvalidNumberError, "share.range"),
        ({"redial": "1.01"}, InvalidNumberError, "share.range"),
        ({"redial": 50}, InvalidNumberError, "share.range"),
        ({"redial": float("nan")}, InvalidNumberError, "number.special"),
        ({"redial": None}, InvalidTypeError, "type.number"),
        ({"redial": False}, InvalidTypeError, "type.number"),
        ({"agents": 0}, InvalidNumberError, "number.whole"),
        ({"handle_seconds": 0}, InvalidNumberError, "number.range"),
        ({"patience_seconds": 0}, InvalidNumberError, "number.range"),
        ({"load": -1}, InvalidNumberError, "number.range"),
    ],
    ids=repr,
)
def test_refusals(changed: dict[str, object], kind: type[PricingError], code: str) -> None:
    """What is no such queue is refused, and the error names the input and its value."""
    ((name, value),) = changed.items()
    with pytest.raises(PricingError) as caught:
        erlang_x(**changed)
    error = caught.value
    assert (kind, code, name, value) == (type(error), error.code, error.field, error.value) or (
        value != value  # noqa: PLR0124
    )
