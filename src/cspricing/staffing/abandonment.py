"""Erlang A: contacts wait for an agent, and each gives up when its patience ends."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import log
from typing import Final, cast

from attrs import field, frozen

from ..errors import InvalidNumberError, shown
from .erlang import LEAST_LOAD, ErlangC, servers, workload
from .given import Number, positive
from .impatience import Wait, Waiting, WaitingLine
from .queue import Queue
from .recursion import inverse_blocking_below

SHORTEST_SECONDS: Final = Fraction(1, 10**9)
"""The shortest handling time and patience: a nanosecond."""


def seconds(value: Number, field: str) -> Fraction:
    """Take a time in which something happens: from a nanosecond to 10^15 seconds.

    Raises:
        InvalidNumberError: If it is outside (``number.range``).
    """
    found = positive(value, field)
    if found < SHORTEST_SECONDS:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} s is less than a nanosecond; give the time in seconds",
            field=field,
            value=value,
        )
    return found


def load(value: Number) -> Fraction:
    """Take an offered load, in erlangs."""
    return workload(value)


def agents(value: Number) -> int:
    """Take a number of agents: whole, from 1.

    Raises:
        InvalidNumberError: If it is not whole (``number.whole``), or above 10^7
            (``number.range``).
    """
    return servers(value, "agents")


def handle_seconds(value: Number) -> Fraction:
    """Take a handling time."""
    return seconds(value, "handle_seconds")


def patience_seconds(value: Number) -> Fraction:
    """Take a patience."""
    return seconds(value, "patience_seconds")


def waiting(
    load: Fraction, agents: int, handle_seconds: Fraction, patience_seconds: Fraction
) -> Wait:
    """Give how contacts wait for *agents*, each as long as its patience lasts."""
    free = inverse_blocking_below(max(float(load), LEAST_LOAD), agents)
    return Wait.of(
        WaitingLine(
            surplus=float((load - agents) / agents),
            haste=float(handle_seconds / patience_seconds / agents),
        ),
        arrivals=0.0 if load < LEAST_LOAD else float(load / agents),
        drain=float(agents / handle_seconds),
        log_free=log(free),
    )


@frozen(kw_only=True)
class ErlangA(Waiting):
    """A queue whose contacts give up: Erlang A, or M/M/n+M, in the steady state.

    Every load has a steady state, one above the agents too: those who give up are the relief.
    As patience grows, the figures become those of Erlang C where that has any.
    A relative error of 1e-10 is kept by all figures above 1e-300.

    Source: Palm (1957); Baccelli and Hebuterne (1981); the names of the figures are those of
    Garnett, Mandelbaum and Reiman (2002).

    Args:
        load: The offered load in erlangs, from 0 to 10^7.
        agents: How many answer: whole, from 1 to 10^7.
        handle_seconds: How long a contact is handled on average, above 0.
        patience_seconds: How long a contact would wait on average before it gives up, above 0.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``), or the agents
            are not whole (``number.whole``).

    >>> queue = ErlangA(load="10.5", agents=13, handle_seconds=180, patience_seconds=300)
    >>> [round(queue.service_level(20, of), 4) for of in ("offered", "answered", "virtual")]
    [0.8163, 0.8442, 0.8194]
    >>> round(queue.abandonment, 4)
    0.033
    """

    load: Fraction = field(converter=load)
    agents: int = field(converter=agents)
    handle_seconds: Fraction = field(converter=handle_seconds)
    patience_seconds: Fraction = field(converter=patience_seconds)

    @cached_property
    def _wait(self) -> Wait:
        return waiting(self.load, self.agents, self.handle_seconds, self.patience_seconds)

    @property
    def occupancy(self) -> float:
        """The share of their time in which agents are busy."""
        return min(1.0, float(self.load / self.agents) * self._wait.answered)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on."""
        return (
            "Poisson arrivals",
            "exponential handling times",
            "exponential patience",
            "steady state in the interval",
            "one skill",
            "nobody calls again",
        )


def queue_of(
    load: Fraction, agents: int | Fraction, handle_seconds: Fraction, patience: Fraction | None
) -> Queue:
    """Give the queue of so many agents: Erlang A, or Erlang C where nobody gives up."""
    # Casts, for not every type checker follows a converter into a protocol.
    if patience is None:
        patient = ErlangC(load=load, agents=agents, handle_seconds=handle_seconds)
        return cast("Queue", patient)
    impatient = ErlangA(
        load=load, agents=agents, handle_seconds=handle_seconds, patience_seconds=patience
    )
    return cast("Queue", impatient)
