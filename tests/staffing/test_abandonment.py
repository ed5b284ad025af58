"""Erlang A: contacts that give up."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

import oracles
from birth_and_death import steady
from cspricing.errors import InvalidNumberError, InvalidTextError, InvalidTypeError, PricingError
from cspricing.staffing import ErlangA, ErlangC, erlang_b
from cspricing.staffing.impatience import WaitingLine
from cspricing.staffing.queue import Queue
from cspricing.staffing.service_level import Of

LEVELS: Final[dict[str, Of]] = {
    "sl_offered": "offered",
    "sl_answered": "answered",
    "sl_virtual": "virtual",
    "sl_wait_le_t": "answered_or_abandoned",
}
ALL_LEVELS: Final[tuple[Of, ...]] = tuple(LEVELS.values())
EXACTLY: Final = 1e-13


def erlang_a(**changed: Any) -> ErlangA:  # noqa: ANN401
    """Make a small queue, some inputs of which are changed."""
    given: dict[str, Any] = {
        "load": "10.5",
        "agents": 13,
        "handle_seconds": 180,
        "patience_seconds": 300,
        **changed,
    }
    return ErlangA(**given)


@pytest.mark.parametrize(
    "case", oracles.load("staffing_truth.json")["erlang_a"], ids=lambda c: c["id"]
)
def test_truth(case: oracles.Case) -> None:
    """Every figure is that of a calculation in 30 digits, to a relative error of 1e-13."""
    queue = ErlangA(
        load=Decimal(case["intensity"]),
        agents=case["agents"],
        handle_seconds=1,
        patience_seconds=case["patience_over_aht"],
    )
    found = {
        "pw": queue.wait_probability,
        "pab": queue.abandonment,
        "ew": queue.average_wait_seconds,
        "occ": queue.occupancy,
        **{
            key: queue.service_level(Fraction(case["t_over_aht"]), of) for key, of in LEVELS.items()
        },
    }
    expected = {key: float(case[key]) for key in found}
    assert expected == pytest.approx(found, rel=EXACTLY, abs=0)


def test_published_figures() -> None:
    """Figures that pyworkforce publishes for Erlang A are met, to the digits printed."""
    (case,) = [c for c in oracles.load("staffing_published.json") if c["model"] == "erlang_a"]
    given = case["input"]
    queue = ErlangA(
        load=Fraction(given["calls"] * given["aht_s"], given["interval_s"]),
        agents=given["agents"],
        handle_seconds=given["aht_s"],
        patience_seconds=given["patience_s"],
    )
    found = {
        "wait_probability": queue.wait_probability,
        "abandonment": queue.abandonment,
        "occupancy": queue.occupancy,
        "mean_wait_min": queue.average_wait_seconds / 60,
        "service_level_offered": queue.service_level(given["target_s"]),
    }
    for name, tolerance in case["tolerance"].items():
        assert float(case["expected"][name]) == pytest.approx(found[name], rel=0, abs=tolerance)


@pytest.mark.parametrize("agents", [13, 15])
def test_published_figures_that_are_wrong(agents: int) -> None:
    """Where a published service level is an approximation, the exact one comes out."""
    (case,) = [
        case
        for case in oracles.load("staffing_published_wrong.json")
        if case["id"] == f"clausthal-sl-{agents}"
    ]
    claim = case["claim"]
    level = erlang_a(load=claim["load"], agents=agents).service_level(claim["target_s"])
    assert float(case["correct"]["sl_offered"]) == pytest.approx(level, rel=1e-9)
    assert float(claim["sl"]) != pytest.approx(level, abs=1e-3)


def test_four_service_levels() -> None:
    """One queue has four service levels, three points apart."""
    levels = [round(erlang_a().service_level(20, of), 4) for of in ALL_LEVELS]
    assert levels == [0.8163, 0.8442, 0.8194, 0.8311]


@pytest.mark.parametrize("patience", ["0.001", "0.1", "3", "100", "3000"])
@pytest.mark.parametrize(
    ("load", "agents"), [("0.001", 1), ("0.5", 1), (7, 1), (3, 3), ("9.999", 10), (30, 10), (5, 40)]
)
def test_states_added_up(load: str, agents: int, patience: str) -> None:
    """Every figure is that of the states added up in 80 digits, whatever the patience."""
    queue = ErlangA(load=load, agents=agents, handle_seconds=1, patience_seconds=patience)
    truth = steady(Decimal(load), Decimal, agents, giving_up=1 / Decimal(patience))
    found = [
        queue.wait_probability,
        queue.abandonment,
        queue.average_wait_seconds,
        queue.mean_queue,
        queue.occupancy,
    ]
    busy = (truth.present - truth.queue) / agents
    expected = [truth.waiting, truth.abandoned, truth.average_wait, truth.queue, busy]
    assert expected == pytest.approx(found, rel=EXACTLY, abs=0)


def test_without_patience_only_the_free_are_answered() -> None:
    """As patience shrinks, those who would wait are lost, as in Erlang B."""
    queue = erlang_a(patience_seconds="0.000000001")
    assert erlang_b("10.5", 13) == pytest.approx(queue.wait_probability, rel=1e-9)
    assert erlang_b("10.5", 13) == pytest.approx(queue.abandonment, rel=1e-9)
    assert queue.average_wait_seconds < 1e-9


def test_with_endless_patience_all_are_answered() -> None:
    """As patience grows, the figures become those of Erlang C."""
    queue = erlang_a(patience_seconds=10**15)
    patient = ErlangC(load="10.5", agents=13, handle_seconds=180)
    assert patient.wait_probability == pytest.approx(queue.wait_probability, rel=1e-11)
    assert patient.average_wait_seconds == pytest.approx(queue.average_wait_seconds, rel=1e-11)
    assert patient.mean_queue == pytest.approx(queue.mean_queue, rel=1e-11)
    for of in ALL_LEVELS:
        assert patient.service_level(20) == pytest.approx(queue.service_level(20, of), rel=1e-11)


def test_near_saturation() -> None:
    """Where almost all agents are busy, the last digits still hold."""
    given: dict[str, Any] = {"load": 100 * (1 - Fraction(1, 2**20)), "agents": 100}
    queue = erlang_a(**given, handle_seconds="0.000001", patience_seconds=10**15)
    patient = ErlangC(**given, handle_seconds="0.000001")
    assert patient.wait_probability == pytest.approx(queue.wait_probability, rel=1e-12)
    assert patient.average_wait_seconds == pytest.approx(queue.average_wait_seconds, rel=1e-8)


def test_overload_without_end() -> None:
    """With more load than agents and endless patience, just what is too much is lost."""
    queue = erlang_a(load=11_000, agents=10_000, patience_seconds=10**15)
    assert queue.wait_probability == 1
    assert queue.abandonment == pytest.approx(1 / 11, rel=1e-13)
    assert queue.occupancy == pytest.approx(1, rel=1e-13)
    assert [queue.service_level(20, of) for of in ALL_LEVELS] == [
        0,
        0,
        0,
        pytest.approx(20e-15, rel=1e-13),
    ]


@pytest.mark.parametrize("load", [0, Fraction(1, 10**400), Fraction(1, 10**305)])
def test_nothing_to_do(load: Fraction) -> None:
    """Where nobody calls, nobody waits."""
    queue = erlang_a(load=load)
    assert (queue.wait_probability, queue.abandonment, queue.mean_queue) == (0, 0, 0)
    assert queue.average_wait_seconds == 0
    assert queue.occupancy == pytest.approx(0)
    assert [queue.service_level(0, of) for of in ALL_LEVELS] == [1, 1, 1, 1]


def test_more_agents_than_will_ever_be_busy() -> None:
    """Where nobody ever finds all agents busy, nobody waits, and nothing overflows."""
    queue = erlang_a(load="0.000001", agents=10**7)
    assert queue.wait_probability == 0
    assert queue.service_level(0) == 1


@pytest.mark.parametrize("load", [10, 1000, 100_000, 5_000_000])
@pytest.mark.parametrize("over", ["0.9", "1", "1.001", "2"])
@pytest.mark.parametrize("patience", ["0.001", 180, 10**15])
def test_cost(load: int, over: str, patience: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service level takes at most a few dozen panels, whatever the load and the patience."""
    panels = 0
    panel = WaitingLine._panel

    def counted(self: WaitingLine, *given: float) -> Any:  # noqa: ANN401
        nonlocal panels
        panels += 1
        return panel(self, *given)

    monkeypatch.setattr(WaitingLine, "_panel", counted)
    agents = max(1, int(load / Fraction(over)))
    queue = erlang_a(load=load, agents=agents, patience_seconds=patience)
    assert 0 <= queue.service_level(20) <= 1
    assert panels <= 60


def test_it_is_a_queue() -> None:
    """It answers what every queue answers, and says what that rests on."""
    queue: Queue = erlang_a()
    assert (queue.load, queue.agents) == (Fraction(21, 2), 13)
    assert "exponential patience" in queue.assumptions


def test_it_is_a_value() -> None:
    """It is equal to another with the same inputs, in use or pickled."""
    queue = erlang_a()
    assert queue.abandonment == pickle.loads(pickle.dumps(queue)).abandonment
    assert erlang_a(load=Decimal("10.50")) == queue == pickle.loads(pickle.dumps(queue))
    assert hash(erlang_a()) == hash(queue)
    assert repr(queue).startswith("ErlangA(load=Fraction(21, 2), agents=13, ")


@pytest.mark.parametrize(
    ("changed", "kind", "code"),
    [
        ({"load": -1}, InvalidNumberError, "number.range"),
        ({"load": 10**7 + 1}, InvalidNumberError, "number.range"),
        ({"load": float("nan")}, InvalidNumberError, "number.special"),
        ({"load": "1e3"}, InvalidNumberError, "number.syntax"),
        ({"load": True}, InvalidTypeError, "type.number"),
        ({"agents": 0}, InvalidNumberError, "number.whole"),
        ({"agents": -3}, InvalidNumberError, "number.whole"),
        ({"agents": "2.5"}, InvalidNumberError, "number.whole"),
        ({"agents": 10**7 + 1}, InvalidNumberError, "number.range"),
        ({"agents": 10**400}, InvalidNumberError, "number.range"),
        ({"agents": True}, InvalidTypeError, "type.number"),
        ({"agents": None}, InvalidTypeError, "type.number"),
        ({"handle_seconds": 0}, InvalidNumberError, "number.range"),
        ({"handle_seconds": -180}, InvalidNumberError, "number.range"),
        ({"handle_seconds": float("inf")}, InvalidNumberError, "number.special"),
        ({"handle_seconds": Fraction(1, 10**400)}, InvalidNumberError, "number.range"),
        ({"handle_seconds": "180 s"}, InvalidNumberError, "number.syntax"),
        ({"patience_seconds": 0}, InvalidNumberError, "number.range"),
        ({"patience_seconds": Decimal("NaN")}, InvalidNumberError, "number.special"),
        ({"patience_seconds": Decimal("1e-10")}, InvalidNumberError, "number.range"),
        ({"patience_seconds": None}, InvalidTypeError, "type.number"),
        ({"patience_seconds": 10**16}, InvalidNumberError, "number.range"),
    ],
    ids=repr,
)
def test_refusals(changed: dict[str, object], kind: type[PricingError], code: str) -> None:
    """What is no such queue is refused, and the error names the input, its value and a remedy."""
    ((name, value),) = changed.items()
    with pytest.raises(PricingError) as caught:
        erlang_a(**changed)
    error = caught.value
    assert (kind, code, name) == (type(error), error.code, error.field)
    assert error.value is value
    assert "give" in str(error) or "whole number from 1" in str(error)


def test_questions_refused() -> None:
    """A time below 0, and a service level that there is not, are refused."""
    wrong: Any = "served"
    with pytest.raises(InvalidNumberError, match="within_seconds: -1 is below 0"):
        erlang_a().service_level(-1)
    with pytest.raises(InvalidTextError, match="none of offered, answered"):
        erlang_a().service_level(20, wrong)


def test_percentiles() -> None:
    """The median wait is 0 if most do not wait; a share of 1 has no percentile."""
    assert erlang_a().wait_percentile_seconds("0.5") == 0
    late = erlang_a().wait_percentile_seconds(1 - Fraction(1, 10**12))
    assert erlang_a().wait_percentile_seconds("0.999999") < late < 10_000
    assert erlang_a(load=0).wait_percentile_seconds("0.999") == 0
    with pytest.raises(InvalidNumberError, match="share of 1 leaves nothing"):
        erlang_a().wait_percentile_seconds(1)
    with pytest.raises(InvalidNumberError, match="is nearer to 1 than"):
        erlang_a().wait_percentile_seconds("0.99999999999999")
