"""Chats: agents who handle several contacts at a time, each of which then takes longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import floor, log
from typing import Final, NamedTuple

from attrs import field, frozen

from ..errors import InvalidNumberError, StaffingError, shown
from .abandonment import agents, patience_seconds, seconds
from .erlang import LEAST_LOAD, workload
from .given import Number, not_negative
from .impatience import Wait, Waiting, WaitingLine
from .series import series

MOST_AT_A_TIME: Final = 100
"""The most contacts that one agent handles at a time."""
MOST_CHATS: Final = 10**6
"""The most contacts that all agents handle at a time."""
_NEGLIGIBLE: Final = 1e-18
NARROWEST: Final = Fraction(1, 10**30)
"""By how many agents the work that keeps them busy must at least be exceeded."""


class _Free(NamedTuple):
    """The states in which one more chat is taken at once, where the last of them weighs 1.

    Attributes:
        log_weight: The logarithm of what they weigh together.
        chats: How many chats are handled then, on average.
    """

    log_weight: float
    chats: float


def _chats(value: Number) -> Fraction:
    return not_negative(value, "chats")


def _interval_seconds(value: Number) -> Fraction:
    return seconds(value, "interval_seconds")


def _patience(value: Number | None) -> Fraction | None:
    return None if value is None else patience_seconds(value)


def _handle_seconds_at(values: Iterable[Number]) -> tuple[Fraction, ...]:
    times = series(values, "handle_seconds_at", seconds)
    if not 1 <= len(times) <= MOST_AT_A_TIME:
        raise InvalidNumberError.of(
            "chat.handling",
            f"there are {len(times)} handling times; give one for one chat at a time, one for "
            f"two, and so on, at most {MOST_AT_A_TIME}",
            field="handle_seconds_at",
            value=values,
        )
    if any(more < fewer for fewer, more in pairwise(times)):
        raise InvalidNumberError.of(
            "chat.handling",
            f"{shown(values)} falls; a chat takes at least as long if its agent has one more, so "
            "give times that do not fall",
            field="handle_seconds_at",
            value=values,
        )
    return times


@frozen(kw_only=True)
class ChatQueue(Waiting):
    """Chats that wait for agents, each of whom handles several at a time, in the steady state.

    Chats are spread evenly. If j are handled by n agents, with q = j div n and r = j mod n,
    n - r agents have q chats and r have q + 1, so that (n - r) q / b(q) + r (q + 1) / b(q + 1)
    end per second, where b(c) is the handling time of a chat whose agent has c.
    Only beyond n k chats does one wait, where k is the most that an agent has at a time; then
    all is as in Erlang A, or in Erlang C if nobody gives up. With k = 1 it is these.

    Source: a birth-and-death process (Cooper, 1981) with the tail of `impatience`; processor
    sharing for chats: Tezcan and Zhang (2014).

    Args:
        chats: How many arrive in the interval; from 0.
        interval_seconds: How long the interval is, above 0.
        agents: How many answer: whole, from 1 to 10^7.
        handle_seconds_at: How long a chat is handled on average if its agent has one at a time,
            two, and so on, up to the most that an agent has; they do not fall.
        patience_seconds: How long a chat would wait on average before it is given up, above 0;
            or None, if none ever is.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``number.whole``), or the handling times are none or fall (``chat.handling``).
        InvalidTypeError: If the handling times are no row (``type.series``).
        StaffingError: If nobody gives up, and the agents do not keep up
            (``staffing.unstable``).

    >>> queue = ChatQueue(
    ...     chats=30,
    ...     interval_seconds=1800,
    ...     agents=5,
    ...     handle_seconds_at=(600, 720, 840),
    ...     patience_seconds=120,
    ... )
    >>> round(queue.service_level(30), 6), round(queue.abandonment, 6)
    (0.823637, 0.097854)
    """

    chats: Fraction = field(converter=_chats)
    interval_seconds: Fraction = field(converter=_interval_seconds)
    agents: int = field(converter=agents)
    handle_seconds_at: tuple[Fraction, ...] = field(converter=_handle_seconds_at)
    patience_seconds: Fraction | None = field(default=None, converter=_patience)

    def __attrs_post_init__(self) -> None:
        workload(self.load, "chats")
        if self.agents * self.concurrency > MOST_CHATS:
            raise InvalidNumberError.of(
                "number.range",
                f"{self.agents} agents with {self.concurrency} chats each have more than 10^6 at "
                "a time; give fewer agents",
                field="agents",
                value=self.agents,
            )
        if self.patience_seconds is None and self.agents - self.least_load < NARROWEST:
            raise StaffingError.of(
                "staffing.unstable",
                f"{self.agents} agents do not keep up with the chats, so that the queue grows "
                f"without end; give at least {floor(self.least_load) + 1} agents, or say with "
                "patience_seconds how long contacts are ready to wait",
                field="agents",
                value=self.agents,
            )

    @property
    def load(self) -> Fraction:
        """The offered load, in erlangs: the agents that it would keep busy, one chat each."""
        return self.chats * self.handle_seconds_at[0] / self.interval_seconds

    @property
    def concurrency(self) -> int:
        """How many chats an agent has at most."""
        return len(self.handle_seconds_at)

    @property
    def least_load(self) -> Fraction:
        """The agents that the chats would keep busy, each with as many as it may have.

        More are needed if nobody gives up.
        """
        slowest = self.handle_seconds_at[-1] / self.concurrency
        return self.chats / self.interval_seconds * slowest

    @cached_property
    def _free(self) -> _Free:
        arriving = float(self.chats / self.interval_seconds)
        ends = [0.0, *(float(n / b) for n, b in enumerate(self.handle_seconds_at, 1))]
        return _free(self.agents, [end / arriving for end in ends])

    @cached_property
    def _wait(self) -> Wait:
        pressure = self.least_load / self.agents
        slots, patience = self.agents * self.concurrency, self.patience_seconds
        slowest = self.handle_seconds_at[-1]
        return Wait.of(
            WaitingLine(
                surplus=float(pressure - 1),
                haste=0.0 if patience is None else float(slowest / patience / slots),
            ),
            arrivals=0.0 if self._idle else float(pressure),
            drain=float(slots / slowest),
            log_free=0.0 if self._idle else self._free.log_weight,
        )

    @property
    def _idle(self) -> bool:
        """Whether there is nothing to speak of to do."""
        return self.load < LEAST_LOAD

    @property
    def occupancy(self) -> float:
        """The share of their time in which agents are busy, fully so with as many as may be.

        An agent with one chat counts as half busy where two are the most.
        """
        return min(1.0, self.chats_per_agent / self.concurrency)

    @property
    def chats_per_agent(self) -> float:
        """How many chats an agent has at a time, on average."""
        if self._idle:
            return 0.0
        return self._wait.free * self._free.chats / self.agents + self._wait.busy * self.concurrency

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on."""
        return (
            "Poisson arrivals",
            "exponential handling times, longer the more chats an agent has",
            "nobody gives up" if self.patience_seconds is None else "exponential patience",
            "chats are spread evenly over the agents",
            "steady state in the interval",
            "one skill",
            "nobody comes again",
        )


def _free(agents: int, ends: Sequence[float]) -> _Free:
    """Weigh the states from the fullest in which an agent has room, until they weigh nothing.

    One chat fewer weighs as many times more as chats end for each that arrives. They are weighed
    in units of the largest weight so far.

    Args:
        agents: How many answer.
        ends: How many chats of an agent with 0, 1, 2, ... end for each chat that arrives.
    """
    most = [agents * max(ends[: each + 1]) for each in range(len(ends))]
    weight, total, chats, unit = 1.0, 0.0, 0.0, 0.0
    there, each, ending = agents * (len(ends) - 1), 0, 0.0
    # With no chat none ends, so that nothing weighs anything below.
    while weight >= _NEGLIGIBLE * total or ending >= 1 or most[each] >= 1:
        there -= 1
        each, more = divmod(there, agents)
        total += weight
        chats += weight * there
        ending = (agents - more) * ends[each] + more * ends[each + 1]
        weight *= ending
        if weight > 1:
            unit += log(weight)
            total, chats, weight = total / weight, chats / weight, 1.0
    return _Free(unit + log(total), chats / total)
