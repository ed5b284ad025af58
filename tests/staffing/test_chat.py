"""Chats: several at a time to each agent."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any, Final

import pytest
from hypothesis import example, given, strategies as st

import oracles
from birth_and_death import steady
from chat_samples import chat, handling_times, required
from cspricing.errors import (
    InvalidNumberError,
    InvalidTextError,
    InvalidTypeError,
    LimitError,
    PricingError,
    StaffingError,
)
from cspricing.staffing import (
    ChatQueue,
    ErlangA,
    ErlangC,
)
from cspricing.staffing.queue import Queue
from cspricing.staffing.service_level import Of

ALL_LEVELS: Final[tuple[Of, ...]] = ("offered", "answered", "virtual", "answered_or_abandoned")


@pytest.mark.parametrize("case", oracles.load("staffing_truth.json")["chat"], ids=lambda c: c["id"])
def test_truth(case: oracles.Case) -> None:
    """Every figure is that of a calculation in 30 digits, to a relative error of 1e-13."""
    queue = ChatQueue(
        chats=case["arrivals_per_s"],
        interval_seconds=1,
        agents=case["agents"],
        handle_seconds_at=case["aht_by_concurrency_s"],
        patience_seconds=case["patience_s"],
    )
    found = {
        "pw": queue.wait_probability,
        "pab": queue.abandonment,
        "sl_offered": queue.service_level(case["target_s"]),
        "sl_virtual": queue.service_level(case["target_s"], "virtual"),
    }
    expected = {key: float(case[key]) for key in found}
    assert expected == pytest.approx(found, rel=1e-13, abs=0)


@given(
    st.fractions(Fraction(1, 1000), 20, max_denominator=1000),
    st.integers(1, 8),
    handling_times(steepest="20"),
    st.sampled_from(("0.1", 10, 100, 1000)),
)
@example(Fraction(5), 8, [Fraction(100), Fraction(2000)], 1000)  # few or many, as it happens
@example(Fraction(1, 1000), 8, [Fraction(100), Fraction(100)], 10)
def test_states_added_up(
    chats: Fraction,
    agents: int,
    times: list[Fraction],
    patience: Any,  # noqa: ANN401
) -> None:
    """Every figure is that of the states added up in 80 digits, agent by agent."""
    queue = ChatQueue(
        chats=chats,
        interval_seconds=100,
        agents=agents,
        handle_seconds_at=times,
        patience_seconds=patience,
    )

    def ending(there: int) -> Decimal:
        each = [there // agents + (agent < there % agents) for agent in range(agents)]
        rate = sum((Fraction(has) / times[has - 1] for has in each if has), start=Fraction(0))
        return Decimal(rate.numerator) / rate.denominator

    arriving = Decimal(chats.numerator) / chats.denominator / 100
    truth = steady(arriving, ending, agents * len(times), giving_up=1 / Decimal(patience))
    found = [
        queue.wait_probability,
        queue.abandonment,
        queue.average_wait_seconds,
        queue.chats_per_agent,
        queue.mean_queue,
    ]
    handled = (truth.present - truth.queue) / agents
    expected = [truth.waiting, truth.abandoned, truth.average_wait, handled, truth.queue]
    assert expected == pytest.approx(found, rel=1e-11, abs=0)


@given(
    st.integers(0, 400),
    st.integers(1, 40),
    st.integers(1, 2000),
    st.integers(0, 600),
)
def test_one_at_a_time(chats: int, agents: int, patience: int, within: int) -> None:
    """With one chat at a time to each agent, this is Erlang A."""
    queue = chat(chats=chats, agents=agents, handle_seconds_at=[180], patience_seconds=patience)
    calls = ErlangA(load=queue.load, agents=agents, handle_seconds=180, patience_seconds=patience)
    for of in ALL_LEVELS:
        level = queue.service_level(within, of)
        assert calls.service_level(within, of) == pytest.approx(level, rel=1e-12)
    assert calls.occupancy == pytest.approx(queue.occupancy, rel=1e-12)
    assert calls.mean_queue == pytest.approx(queue.mean_queue, rel=1e-12)


@pytest.mark.parametrize("chats", [1, 50, 99, "99.999"])
def test_one_at_a_time_without_end_of_patience(chats: object) -> None:
    """With one chat at a time where nobody gives up, this is Erlang C."""
    queue = chat(chats=chats, agents=10, handle_seconds_at=[180], patience_seconds=None)
    calls = ErlangC(load=queue.load, agents=10, handle_seconds=180)
    assert calls.wait_probability == pytest.approx(queue.wait_probability, rel=1e-12)
    assert calls.average_wait_seconds == pytest.approx(queue.average_wait_seconds, rel=1e-12)
    assert calls.occupancy == pytest.approx(queue.occupancy, rel=1e-12)
    assert queue.abandonment == 0
    for share in ("0", "0.5", "0.9", "0.999"):
        seconds = queue.wait_percentile_seconds(share)
        assert calls.wait_percentile_seconds(share) == pytest.approx(seconds, rel=1e-9)
    for of in ALL_LEVELS:
        assert calls.service_level(60) == pytest.approx(queue.service_level(60, of), rel=1e-12)


def test_as_fast_whatever_their_number() -> None:
    """Where chats take no longer when there are more, an agent with two is two agents."""
    queue = chat(handle_seconds_at=(600, 600))
    calls = ErlangA(load=10, agents=10, handle_seconds=600, patience_seconds=120)
    assert calls.service_level(30) == pytest.approx(queue.service_level(30), rel=1e-12)
    assert calls.occupancy == pytest.approx(queue.occupancy, rel=1e-12)


def test_shared_time_is_no_gain() -> None:
    """Where two chats take twice as long as one, none waits first, but all end as late."""
    queue = chat(
        chats=5,
        agents=1,
        handle_seconds_at=(600, 1200),
        patience_seconds=None,
        interval_seconds=6000,
    )
    # Each number of chats is half as frequent as one fewer.
    assert queue.wait_probability == pytest.approx(1 / 4)
    assert queue.chats_per_agent == pytest.approx(1 / 4 + 2 / 4)


def test_thousands_at_a_time() -> None:
    """Thousands of chats at a time neither overflow nor are lost in rounding."""
    queue = chat(chats=9000, agents=1200)
    assert 0.85 < queue.occupancy < 1
    assert chat(chats=1, agents=30_000).service_level(0) == 1
    assert chat(chats=10**6, agents=300).service_level(0) < 1e-300
    assert chat(chats=10**6, agents=300).occupancy == pytest.approx(1)


@pytest.mark.parametrize("chats", [0, Fraction(1, 10**400)])
def test_nothing_to_do(chats: object) -> None:
    """Where nobody comes, nobody waits."""
    queue = chat(chats=chats)
    assert (queue.wait_probability, queue.occupancy, queue.mean_queue) == (0, 0, 0)
    assert [queue.service_level(0, of) for of in ALL_LEVELS] == [1, 1, 1, 1]
    assert queue.load < Fraction(1, 10**300)


def test_it_is_a_queue() -> None:
    """It answers what every queue answers, says what that rests on, and is a value."""
    queue: Queue = chat()
    assert (queue.load, queue.agents) == (Fraction(10), 5)
    assert "chats are spread evenly over the agents" in queue.assumptions
    assert "exponential patience" in queue.assumptions
    assert "nobody gives up" in chat(patience_seconds=None).assumptions
    assert queue.service_level(20) == pickle.loads(pickle.dumps(queue)).service_level(20)
    assert chat(handle_seconds_at=["600", 720.0, Decimal(840)]) == queue


@pytest.mark.parametrize("chats", [5, "5.0", 6, 10**5])
def test_a_queue_without_end_is_refused(chats: Any) -> None:  # noqa: ANN401
    """Where nobody gives up and agents do not keep up, the error says how many would."""
    least = int(chats if isinstance(chats, int) else 5) // 5 + 1
    with pytest.raises(StaffingError, match=f"give at least {least} agents") as caught:
        ChatQueue(chats=chats, interval_seconds=1000, agents=1, handle_seconds_at=(300, 400))
    assert ("staffing.unstable", "agents", 1) == (
        caught.value.code,
        caught.value.field,
        caught.value.value,
    )


@pytest.mark.parametrize(
    ("changed", "kind", "code", "field"),
    [
        ({"chats": -1}, InvalidNumberError, "number.range", "chats"),
        ({"chats": 10**15}, InvalidNumberError, "number.range", "chats"),
        ({"chats": float("nan")}, InvalidNumberError, "number.special", "chats"),
        ({"interval_seconds": 0}, InvalidNumberError, "number.range", "interval_seconds"),
        ({"patience_seconds": 0}, InvalidNumberError, "number.range", "patience_seconds"),
        ({"handle_seconds_at": 600}, InvalidTypeError, "type.series", "handle_seconds_at"),
        ({"handle_seconds_at": "600"}, InvalidTypeError, "type.series", "handle_seconds_at"),
        ({"handle_seconds_at": []}, InvalidNumberError, "chat.handling", "handle_seconds_at"),
        ({"handle_seconds_at": [9] * 101}, InvalidNumberError, "chat.handling", None),
        ({"handle_seconds_at": count(1)}, LimitError, "series.length", "handle_seconds_at"),
        ({"handle_seconds_at": (600, 599)}, InvalidNumberError, "chat.handling", None),
        ({"handle_seconds_at": [9, 0]}, InvalidNumberError, "number.range", None),
        ({"handle_seconds_at": [9, True]}, InvalidTypeError, "type.number", None),
    ],
    ids=repr,
)
def test_refusals(
    changed: dict[str, Any], kind: type[PricingError], code: str, field: str | None
) -> None:
    """What is no such work is refused, by the queue and by the search, and the input is named."""
    for asked in (chat, required):
        with pytest.raises(PricingError) as caught:
            asked(**changed)
        assert (kind, code) == (type(caught.value), caught.value.code)
        assert (field or "handle_seconds_at") in str(caught.value.field)


@pytest.mark.parametrize("agents", [0, -1, "2.5", 10**6, 10**8, None, True])
def test_agents_refused(agents: object) -> None:
    """A number of agents that is not whole, or has too many chats at a time, is refused."""
    with pytest.raises(PricingError) as caught:
        chat(agents=agents)
    assert caught.value.field == "agents"


def test_questions_refused() -> None:
    """A time below 0, and a service level that there is not, are refused."""
    wrong: Any = "served"
    with pytest.raises(InvalidNumberError, match="within_seconds: -1 is below 0"):
        chat().service_level(-1)
    with pytest.raises(InvalidTextError, match="none of offered, answered"):
        chat().service_level(20, wrong)
