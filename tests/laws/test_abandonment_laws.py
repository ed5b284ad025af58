"""Laws of queues whose contacts give up: Erlang A, and all that are built upon it."""

from __future__ import annotations

from fractions import Fraction
from math import exp, isfinite
from typing import Any, Final, TypeAlias

import pytest
from hypothesis import assume, example, given, strategies as st
from hypothesis.strategies import SearchStrategy

from cspricing.staffing import ChatQueue, ErlangA, ErlangX, FiniteLines, erlang_b, erlang_c
from cspricing.staffing.queue import Queue
from cspricing.staffing.service_level import Of

Inputs: TypeAlias = dict[str, Any]

ALL_LEVELS: Final[tuple[Of, ...]] = ("offered", "answered", "virtual", "answered_or_abandoned")
ROUNDING: Final = 1e-12

SMALL: Final = st.fixed_dictionaries(
    {
        "load": st.fractions(0, 40, max_denominator=20),
        "agents": st.integers(1, 40),
        "handle_seconds": st.integers(1, 600),
        "patience_seconds": st.integers(1, 600),
    }
)
EDGES: Final = st.fixed_dictionaries(
    {
        "load": st.sampled_from(
            [
                0,
                Fraction(1, 10**305),
                Fraction(1, 10**18),
                Fraction(1, 1024),
                "0.999999",
                1,
                9,
                10 - Fraction(1, 2**40),
                10,
                10 + Fraction(1, 2**40),
                999,
                10**7,
            ]
        ),
        "agents": st.sampled_from([1, 2, 10, 1000, 10_000]),
        "handle_seconds": st.sampled_from(["0.000000001", 1, 180, 10**15]),
        "patience_seconds": st.sampled_from(["0.000000001", 1, 180, 10**15]),
    }
)
WIDE: Final = st.fixed_dictionaries(
    {
        "load": st.floats(-4, 4.5).map(lambda power: 10**power),
        "agents": st.floats(0, 4.3).map(lambda power: int(10**power)),
        "handle_seconds": st.floats(0, 4).map(lambda power: 10**power),
        "patience_seconds": st.floats(-3, 8).map(lambda power: 10**power),
    }
)
QUEUES: Final = st.one_of(SMALL, EDGES, WIDE)
TIMES: Final = st.one_of(
    st.integers(0, 600), st.sampled_from([0, "0.000000001", 1, 20, 10**15]), st.floats(0, 1e6)
)


def extended() -> SearchStrategy[Queue]:
    """Draw a queue of any model with patience."""
    return st.one_of(
        QUEUES.map(lambda inputs: ErlangA(**inputs)),
        st.builds(
            lambda inputs, redial: ErlangX(**inputs, redial=redial),
            st.one_of(SMALL, WIDE),
            st.fractions(0, Fraction(99, 100), max_denominator=100),
        ),
        st.builds(
            lambda inputs, places: FiniteLines(lines=inputs["agents"] + places, **inputs),
            QUEUES,
            st.integers(0, 200),
        ),
        st.builds(
            chats,
            SMALL,
            st.fractions(1, 2, max_denominator=10),
        ),
    )


def chats(inputs: Inputs, growth: Fraction) -> ChatQueue:
    """Make calls to chats, of which an agent has two, each so many times as long."""
    return ChatQueue(
        chats=inputs["load"],
        interval_seconds=inputs["handle_seconds"],
        agents=inputs["agents"],
        handle_seconds_at=(inputs["handle_seconds"], inputs["handle_seconds"] * growth),
        patience_seconds=inputs["patience_seconds"],
    )


@given(extended(), TIMES)
def test_shares_are_shares(queue: Queue, within: Any) -> None:  # noqa: ANN401
    """All shares lie from 0 to 1, and all times and numbers are finite and not negative."""
    shares = [queue.wait_probability, queue.abandonment, queue.occupancy]
    shares.extend(queue.service_level(within, of) for of in ALL_LEVELS)
    assert all(0 <= share <= 1 for share in shares), shares
    assert all(
        0 <= figure and isfinite(figure)
        for figure in (queue.average_wait_seconds, queue.mean_queue)
    )


@given(extended(), TIMES)
def test_service_levels_are_in_order(queue: Queue, within: Any) -> None:  # noqa: ANN401
    """More are answered in time of those answered than of all, and more still if they are patient.

    Of all who call, fewer are answered in time than would be if none hung up; and with those who
    hang up in time, there are more.
    """
    offered, answered, virtual, either = (queue.service_level(within, of) for of in ALL_LEVELS)
    assert offered <= answered + ROUNDING
    assert offered <= virtual + ROUNDING
    assert virtual <= either + ROUNDING
    assert either <= offered + queue.abandonment + ROUNDING


@given(extended(), TIMES, TIMES)
def test_service_levels_rise_with_time(queue: Queue, one: Any, other: Any) -> None:  # noqa: ANN401
    """Within a longer time, no fewer are served, whichever share is meant."""
    shorter, longer = sorted((one, other), key=Fraction)
    for of in ALL_LEVELS:
        assert queue.service_level(shorter, of) <= queue.service_level(longer, of) + ROUNDING


@given(QUEUES)
def test_service_levels_start_and_end(inputs: Inputs) -> None:
    """Within no time, those are answered who do not wait; in the end, all who do not give up."""
    queue = ErlangA(**inputs)
    for of in ("offered", "virtual", "answered_or_abandoned"):
        free = 1 - queue.wait_probability
        assert free == pytest.approx(queue.service_level(0, of), rel=ROUNDING, abs=ROUNDING)
    endless = ErlangA(**{**inputs, "handle_seconds": 1, "patience_seconds": 2})
    answered = 1 - endless.abandonment
    assert answered == pytest.approx(endless.service_level(10**15), rel=ROUNDING, abs=ROUNDING)
    for of in ALL_LEVELS[1:]:
        assert endless.service_level(10**15, of) == pytest.approx(1)


@given(QUEUES, TIMES)
def test_who_waits_no_longer(inputs: Inputs, within: Any) -> None:  # noqa: ANN401
    """A contact waits longer than a time just if a patient one would, and it has the patience."""
    queue = ErlangA(**inputs)
    patient = exp(-float(Fraction(within) / Fraction(inputs["patience_seconds"])))
    longer = patient * (1 - queue.service_level(within, "virtual"))
    expected = queue.service_level(within, "answered_or_abandoned")
    assert 1 - longer == pytest.approx(expected, rel=ROUNDING, abs=ROUNDING)


@given(QUEUES, TIMES)
def test_of_all_and_of_the_answered(inputs: Inputs, within: Any) -> None:  # noqa: ANN401
    """The level of all who call is that of the answered, times the share that is answered."""
    queue = ErlangA(**inputs)
    of_answered = queue.service_level(within, "answered") * (1 - queue.abandonment)
    assert queue.service_level(within) == pytest.approx(of_answered, rel=1e-9, abs=ROUNDING)


@given(QUEUES)
def test_little(inputs: Inputs) -> None:
    """As many wait as arrive while one waits; and one in each patience of them gives up."""
    queue = ErlangA(**inputs)
    arriving = float(queue.load / queue.handle_seconds)
    assert arriving * queue.average_wait_seconds == pytest.approx(queue.mean_queue, rel=ROUNDING)
    impatience = queue.average_wait_seconds / float(queue.patience_seconds)
    assert impatience == pytest.approx(queue.abandonment, rel=ROUNDING)


@given(extended())
def test_agents_do_what_is_not_given_up(queue: Queue) -> None:
    """Agents are busy with what is neither given up nor turned away."""
    assume(not isinstance(queue, ChatQueue))
    lost = queue.abandonment + (queue.blocking if isinstance(queue, FiniteLines) else 0)
    load = queue.total_load if isinstance(queue, ErlangX) else float(queue.load)
    # The difference of shares near 1 has few digits.
    near = load / queue.agents * ROUNDING
    assert load * (1 - lost) / queue.agents == pytest.approx(queue.occupancy, rel=1e-9, abs=near)


@given(QUEUES)
@example({"load": 10, "agents": 10, "handle_seconds": 180, "patience_seconds": "0.000000001"})
@example({"load": 10**-1.8125, "agents": 92, "handle_seconds": 1, "patience_seconds": 1})
@example({"load": Fraction(1, 10**305), "agents": 1, "handle_seconds": 1, "patience_seconds": 1})
def test_between_erlang_b_and_c(inputs: Inputs) -> None:
    """No fewer have to wait than Erlang B would refuse, and no more than wait in Erlang C."""
    queue = ErlangA(**inputs)
    load, agents = queue.load, queue.agents
    above = erlang_c(load, agents) if load < agents - Fraction(1, 10**20) else 1
    assert erlang_b(load, agents) * (1 - 1e-11) <= queue.wait_probability
    assert queue.wait_probability <= above * (1 + 1e-11) + 1e-300


@given(QUEUES, st.fractions(1, 100, max_denominator=10))
def test_more_patience(inputs: Inputs, factor: Fraction) -> None:
    """With more patience, no fewer wait, no fewer are answered, and they wait no shorter."""
    longer = Fraction(inputs["patience_seconds"]) * factor
    assume(longer <= 10**15)
    few, more = ErlangA(**inputs), ErlangA(**{**inputs, "patience_seconds": longer})
    assert few.wait_probability <= more.wait_probability * (1 + 1e-11)
    assert few.abandonment >= more.abandonment * (1 - 1e-11)
    assert few.average_wait_seconds <= more.average_wait_seconds * (1 + 1e-11)


@given(QUEUES, TIMES, st.integers(1, 50))
def test_more_agents(inputs: Inputs, within: Any, more: int) -> None:  # noqa: ANN401
    """With more agents, none of the service levels falls, fewer wait, and fewer give up."""
    few, many = ErlangA(**inputs), ErlangA(**{**inputs, "agents": inputs["agents"] + more})
    for of in ALL_LEVELS:
        assert few.service_level(within, of) <= many.service_level(within, of) + ROUNDING
    assert few.wait_probability >= many.wait_probability - ROUNDING
    assert few.abandonment >= many.abandonment - ROUNDING
    assert few.occupancy >= many.occupancy - ROUNDING


@given(QUEUES, TIMES, st.fractions(1, 10, max_denominator=10))
def test_more_load(inputs: Inputs, within: Any, factor: Fraction) -> None:  # noqa: ANN401
    """With more load, no service level rises, and more wait, give up, and are busy."""
    load = Fraction(inputs["load"]) * factor
    assume(load <= 10**7)
    few, many = ErlangA(**inputs), ErlangA(**{**inputs, "load": load})
    for of in ALL_LEVELS:
        assert few.service_level(within, of) >= many.service_level(within, of) - ROUNDING
    assert few.wait_probability <= many.wait_probability + ROUNDING
    assert few.abandonment <= many.abandonment + ROUNDING
    assert few.occupancy <= many.occupancy + ROUNDING


@given(SMALL, st.integers(0, 600), st.integers(1, 60))
def test_time_has_no_unit(inputs: Inputs, within: int, unit: int) -> None:
    """In minutes, all shares are as in seconds, and the wait is so many times shorter."""
    times = {key: Fraction(inputs[key], unit) for key in ("handle_seconds", "patience_seconds")}
    seconds, minutes = ErlangA(**inputs), ErlangA(**{**inputs, **times})
    for of in ALL_LEVELS:
        level = minutes.service_level(Fraction(within, unit), of)
        assert seconds.service_level(within, of) == pytest.approx(level, rel=ROUNDING)
    wait = minutes.average_wait_seconds * unit
    assert seconds.average_wait_seconds == pytest.approx(wait, rel=ROUNDING)


@given(SMALL, st.integers(0, 20), st.integers(1, 20))
def test_more_lines(inputs: Inputs, places: int, more: int) -> None:
    """With more lines, fewer are turned away, more wait, and more are answered."""
    few, many = (
        FiniteLines(lines=inputs["agents"] + count, **inputs) for count in (places, places + more)
    )
    assert few.blocking >= many.blocking - ROUNDING
    assert few.mean_queue <= many.mean_queue + ROUNDING
    assert few.answered <= many.answered + ROUNDING


@given(SMALL, st.fractions(0, Fraction(9, 10), max_denominator=10))
def test_more_redials(inputs: Inputs, redial: Fraction) -> None:
    """If more call again, agents have more calls, and fewer callers are lost for good."""
    few = ErlangX(**inputs, redial=redial)
    many = ErlangX(**inputs, redial=redial + Fraction(1, 20))
    assert few.total_load <= many.total_load * (1 + ROUNDING)
    assert few.lost >= many.lost - ROUNDING
    assert few.occupancy <= many.occupancy + ROUNDING


@given(QUEUES, st.fractions(0, Fraction(999, 1000), max_denominator=1000))
@example(
    {"load": 9, "agents": 1, "handle_seconds": "0.000000001", "patience_seconds": 1},
    Fraction(1, 1000),
)
def test_percentiles(inputs: Inputs, share: Fraction) -> None:
    """Within the time of a percentile, just that share of patient callers is answered."""
    queue = ErlangA(**inputs)
    seconds = queue.wait_percentile_seconds(share)
    assert 0 <= seconds
    assert isfinite(seconds)
    assume(seconds <= 10**15)
    sooner, later = (
        queue.service_level(seconds * factor, "virtual") for factor in (1 - ROUNDING, 1 + ROUNDING)
    )
    assert share <= later + ROUNDING
    assert sooner <= share + ROUNDING or seconds == 0
