"""Erlang A: contacts wait for an agent, and each gives up when its patience ends."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import log
from typing import Final

from attrs import field, frozen

from ..errors import InvalidNumberError, shown
from .given import Number, not_negative, positive, whole
from .impatience import Line, Wait
from .service_level import Of

MOST: Final = 10**9
"""The largest load and the most agents: more than all who work."""
SHORTEST_SECONDS: Final = Fraction(1, 10**9)
"""The shortest handling time and patience: a nanosecond."""
_ALL_FREE: Final = 1e300


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


def at_most(found: Fraction, value: object, field: str) -> Fraction:
    """Give what was taken from *value*, unless it is above `MOST`.

    Raises:
        InvalidNumberError: If it is (``number.range``).
    """
    if found > MOST:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} is more than any operation has; give at most 10^9",
            field=field,
            value=value,
        )
    return found


def load(value: Number) -> Fraction:
    """Take an offered load, in erlangs."""
    return at_most(not_negative(value, "load"), value, "load")


def agents(value: Number) -> int:
    """Take a number of agents: whole, from 1."""
    return int(at_most(Fraction(whole(value, "agents", 1)), value, "agents"))


def handle_seconds(value: Number) -> Fraction:
    """Take a handling time."""
    return seconds(value, "handle_seconds")


def patience_seconds(value: Number) -> Fraction:
    """Take a patience."""
    return seconds(value, "patience_seconds")


def log_free(agents: int, load: float) -> float:
    """Give the logarithm of 1 / B(agents - 1, load), whose B is Erlang's formula of loss.

    It is the weight of the states in which an agent is free, where the last of them weighs 1.
    """
    width = (max(0.0, load - agents) ** 2 + 80 * load) ** 0.5
    start = max(0, int(load - width) - 1)
    inverse = load / (load - start) if start else 1.0
    for busy in range(start + 1, agents):
        inverse = 1 + inverse * busy / load
        if inverse > _ALL_FREE:
            break
    return log(inverse)


@frozen(kw_only=True)
class ErlangA:
    """A queue whose contacts give up: Erlang A, or M/M/n+M, in the steady state.

    Every load has a steady state, one above the agents too: those who give up are the relief.
    As patience grows, the figures become those of Erlang C where that has any.
    A relative error of 1e-10 is kept by all figures above 1e-300.

    Source: Palm (1943); Baccelli and Hebuterne (1981); the names of the figures are those of
    Garnett, Mandelbaum and Reiman (2002).

    Args:
        load: The offered load in erlangs, from 0 to 10^9.
        agents: How many answer: whole, from 1 to 10^9.
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
        load, agents, handling = self.load, self.agents, self.handle_seconds
        return Wait.of(
            Line(
                surplus=float((load - agents) / agents),
                haste=float(handling / self.patience_seconds / agents),
            ),
            arrivals=float(load / agents),
            drain=float(agents / handling),
            log_free=log_free(agents, float(load)) if float(load) else 0.0,
        )

    @property
    def wait_probability(self) -> float:
        """The share of the offered contacts that have to wait at all."""
        return self._wait.busy

    @property
    def abandonment(self) -> float:
        """The share of the offered contacts that give up."""
        return self._wait.abandonment

    @property
    def average_wait_seconds(self) -> float:
        """How long an offered contact waits on average, whether it is answered or gives up."""
        return self._wait.average_seconds

    @property
    def mean_queue(self) -> float:
        """How many wait, on average."""
        return float(self.load / self.handle_seconds) * self.average_wait_seconds

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

    def service_level(self, within_seconds: Number, of: Of = "offered") -> float:
        """Give the share that is served in time; which share, *of* says.

        Args:
            within_seconds: How long a contact may wait; from 0.
            of: ``offered``: answered in time, of all who call. ``answered``: answered in time,
                of all who are answered. ``virtual``: the share for a caller who never hangs up.
                ``answered_or_abandoned``: answered or hung up in time, of all who call.

        Raises:
            InvalidNumberError: If the time is below 0 (``number.range``).
            InvalidTextError: If *of* is none of these (``service_level.of``).
        """
        return self._wait.level(within_seconds, of)
