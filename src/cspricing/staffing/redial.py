"""Erlang X: contacts that give up, of which some call again."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Final

from attrs import field, frozen

from ..errors import StaffingError
from .abandonment import agents, handle_seconds, load, patience_seconds, waiting
from .given import Number, share
from .impatience import Wait, Waiting

_NEAR: Final = 2.0**-40
_NOBODY: Final = 1e-12
_NARROWEST: Final = Fraction(1, 10**9)


def _redial(value: Number) -> Fraction:
    return share(value, "redial")


@frozen(kw_only=True)
class ErlangX(Waiting):
    """A queue whose contacts give up and call again: Erlang X, in the steady state.

    Of those who give up, a share calls again, later and as new to the queue. So the agents meet
    ``total_load``, that of first and repeated calls together, which is

        load / (1 - redial x abandonment at the total load).

    There is one such load: what is answered or lost for good grows with it, and must be *load*.
    All figures are about this stream. Whatever says *offered* counts every call, so that one
    caller who needs three calls is three; `lost` counts callers.

    Source: Erlang A with a self-consistent stream of arrivals (Aguir, Karaesmen, Aksin and
    Chauvet, 2004, discuss how good it is to take repeated calls as Poisson).

    Args:
        load: The load of first calls in erlangs, from 0 to 10^7.
        agents: How many answer: whole, from 1 to 10^7.
        handle_seconds: How long a contact is handled on average, above 0.
        patience_seconds: How long a contact would wait on average before it gives up, above 0.
        redial: The share of those who give up that call again; from 0 to 1.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``number.whole``, ``share.range``).
        StaffingError: If all who give up call again, and the agents cannot answer them all, with
            one in 10^9 of their time to spare (``staffing.unstable``).

    >>> queue = ErlangX(load=8, agents=10, handle_seconds=180, patience_seconds=90, redial="0.5")
    >>> round(queue.total_load, 6)
    8.332738
    >>> round(queue.service_level(20), 4)
    0.8179
    """

    load: Fraction = field(converter=load)
    agents: int = field(converter=agents)
    handle_seconds: Fraction = field(converter=handle_seconds)
    patience_seconds: Fraction = field(converter=patience_seconds)
    redial: Fraction = field(converter=_redial)

    def __attrs_post_init__(self) -> None:
        spare = 1 - self.load / self.agents
        if self._lost_share < _NOBODY and spare < _NARROWEST:
            raise StaffingError.of(
                "staffing.unstable",
                f"all who give up call again, and {self.agents} agents cannot answer a load of "
                f"{float(self.load):.9g} erlangs; give at least "
                f"{max(floor(self.load), self.agents) + 1} agents, or a redial below 1",
                field="agents",
                value=self.agents,
            )

    @property
    def _lost_share(self) -> float:
        """The share of those who give up that does so for good."""
        return float(1 - self.redial)

    @cached_property
    def total_load(self) -> float:
        """The load of first and repeated calls together, in erlangs."""
        target = float(self.load)
        low, high = target, self._above()
        below, above = self._settled(low) - target, self._settled(high) - target
        while below < 0 < above and high - low > _NEAR * high:
            # False position; where it would stay near one end, well within.
            between = low - below * (high - low) / (above - below)
            margin = (high - low) / 16
            between = min(max(between, low + margin), high - margin)
            beyond = self._settled(between) - target
            if beyond < 0:
                low, below = between, beyond
            else:
                high, above = between, beyond
        if below >= 0 or above <= 0:
            return low if below >= 0 else high
        return low - below * (high - low) / (above - below)

    def _above(self) -> float:
        """Give a load that is not below the total."""
        load, lost = float(self.load), self._lost_share
        if lost >= _NOBODY:
            return load * (1 + float(self.redial) / lost * self._at(load).abandonment)
        high = load
        while self._settled(high) < load:
            high *= 2
        return high

    def _settled(self, total: float) -> float:
        """Give the load that is answered or given up for good, of a *total*."""
        wait = self._at(total)
        return total * (wait.answered + self._lost_share * wait.abandonment)

    def _at(self, total: float | Fraction) -> Wait:
        return waiting(Fraction(total), self.agents, self.handle_seconds, self.patience_seconds)

    @cached_property
    def _wait(self) -> Wait:
        return self._at(self.total_load if self.redial else self.load)

    @property
    def occupancy(self) -> float:
        """The share of their time in which agents are busy."""
        return min(1.0, self.total_load / self.agents * self._wait.answered)

    @property
    def lost(self) -> float:
        """The share of callers who give up for good, however often they called."""
        if not self.load:
            return 0.0
        return min(1.0, self._lost_share * self.abandonment * self.total_load / float(self.load))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on."""
        return (
            "Poisson arrivals, repeated calls among them",
            "exponential handling times",
            "exponential patience",
            "steady state in the interval",
            "one skill",
            "who calls again does so later, as often as it takes, with new patience",
        )
