"""Every model of a queue agrees with one that is played through."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any, Final

import pytest

from cspricing.staffing import (
    ChatQueue,
    ErlangA,
    ErlangC,
    ErlangX,
    FiniteLines,
    erlang_b,
)
from cspricing.staffing.queue import Queue
from queue_simulation import Contact, Play, average_wait, estimate, shares

CONTACTS: Final = 60_000
WITHIN: Final = 20
SEED: Final = 20_260_101


def played(agents: int, *times: float, load: float, **changed: Any) -> Sequence[Contact]:  # noqa: ANN401
    """Play a queue whose load is that of one contact at a time."""
    play = Play(
        seed=SEED, arriving=load / times[0], agents=agents, handle_seconds_at=times, **changed
    )
    return play.run(CONTACTS).contacts


def agree(queue: Queue, contacts: Sequence[Contact], blocking: float = 0) -> None:
    """Compare all that a queue says with what was played."""
    said = {
        "abandonment": queue.abandonment,
        "blocking": blocking,
        "waiting": queue.wait_probability,
        "offered": queue.service_level(WITHIN),
        "answered": queue.service_level(WITHIN, "answered"),
        "answered_or_abandoned": queue.service_level(WITHIN, "answered_or_abandoned"),
    }
    for name, figure in shares(WITHIN):
        found = estimate(contacts, figure)
        assert found.agrees(said[name]), (name, said[name], found)
    found = estimate(contacts, average_wait)
    assert found.agrees(queue.average_wait_seconds), (queue.average_wait_seconds, found)


@pytest.mark.parametrize(("load", "agents"), [(2, 2), (8, 10), (15, 10)])
def test_erlang_b(load: int, agents: int) -> None:
    """Without a place to wait, as many are turned away as Erlang B says."""
    contacts = played(agents, 180, load=load, lines=agents)
    said = erlang_b(load, agents)
    found = estimate(contacts, dict(shares(WITHIN))["blocking"])
    assert found.agrees(said), (said, found)
    lines: dict[str, Any] = {"load": load, "agents": agents, "lines": agents}
    agree(FiniteLines(**lines, handle_seconds=180), contacts, said)


@pytest.mark.parametrize(("load", "agents"), [(0.5, 1), (8, 10), (10, 13)])
def test_erlang_c(load: float, agents: int) -> None:
    """Where nobody gives up, all wait as Erlang C says."""
    queue = ErlangC(load=load, agents=agents, handle_seconds=180)
    agree(queue, played(agents, 180, load=load))


@pytest.mark.parametrize(
    ("load", "agents", "patience"), [(0.5, 1, 60), (10.5, 13, 300), (12, 10, 90), (30, 10, 600)]
)
def test_erlang_a(load: float, agents: int, patience: int) -> None:
    """Where patience ends, contacts wait and give up as Erlang A says, in overload too."""
    queue = ErlangA(load=load, agents=agents, handle_seconds=180, patience_seconds=patience)
    agree(queue, played(agents, 180, load=load, patience_seconds=patience))


@pytest.mark.parametrize(("load", "redial"), [(8, 0.5), (11, 0.7)])
def test_erlang_x(load: int, redial: float) -> None:
    """Where some call again, all calls fare as Erlang X says."""
    queue = ErlangX(load=load, agents=10, handle_seconds=180, patience_seconds=90, redial=redial)
    agree(queue, played(10, 180, load=load, patience_seconds=90, redial=redial))


@pytest.mark.parametrize("patience", [None, 60, 300])
@pytest.mark.parametrize(("load", "lines"), [(9, 12), (14, 20)])
def test_finite_lines(load: int, lines: int, patience: int | None) -> None:
    """Where lines are limited, contacts wait, give up and are turned away as said."""
    queue = FiniteLines(
        load=load, agents=10, lines=lines, handle_seconds=180, patience_seconds=patience
    )
    contacts = played(10, 180, load=load, lines=lines, patience_seconds=patience or inf)
    agree(queue, contacts, queue.blocking)


@pytest.mark.parametrize("patience", [None, 120])
@pytest.mark.parametrize("times", [(600, 720, 840), (300, 500), (200,)])
def test_chat(times: tuple[int, ...], patience: int | None) -> None:
    """Where agents handle several at a time, chats wait and give up as said."""
    agents, chats = 4, 0.9 * 4 * len(times) / times[-1]
    queue = ChatQueue(
        chats=chats,
        interval_seconds=1,
        agents=agents,
        handle_seconds_at=times,
        patience_seconds=patience,
    )
    contacts = played(agents, *times, load=chats * times[0], patience_seconds=patience or inf)
    agree(queue, contacts)
