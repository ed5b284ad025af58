"""Erlang B and Erlang C: what is refused where nobody may wait, and how long all others wait."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import exp, inf, isinf, log
from typing import Final

from attrs import field, frozen

from ..errors import InvalidNumberError, StaffingError, shown
from .given import Number, brief, not_negative, number, part, positive, whole
from .recursion import inverse_blocking, inverse_blocking_below
from .service_level import Of, ServiceLevel

MOST_LOAD: Final = 10**7
"""How many erlangs a load may have: more than all contact centres together."""
MOST_AGENTS: Final = 10**7
"""How many agents or lines there may be: more than all contact centres have together."""
LEAST_LOAD: Final = 1e-300
"""Below this a load is none."""
_NARROWEST: Final = Fraction(1, 10**30)


def workload(value: Number, field: str = "load") -> Fraction:
    """Take a load in erlangs, from 0 to `MOST_LOAD`.

    Raises:
        InvalidNumberError: If it is outside (``number.range``), or no number.
    """
    found = value if type(value) is Fraction else number(value, field)
    if not 0 <= found.numerator <= MOST_LOAD * found.denominator:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} is no load in erlangs; give 0 to 10^7",
            field=field,
            value=value,
        )
    return found


def approximate(numerator: int, denominator: int) -> float:
    """Divide whole numbers of any size, the second above 0: infinity beyond what a float holds."""
    try:
        return numerator / denominator
    except OverflowError:
        return inf


def servers(value: Number, field: str, least: int = 1) -> int:
    """Take a number of agents or lines: whole, from *least* to `MOST_AGENTS`.

    Raises:
        InvalidNumberError: If it is not (``number.whole``, ``number.range``).
    """
    found = whole(value, field, least)
    if found > MOST_AGENTS:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} is more than any operation has; give at most 10^7",
            field=field,
            value=value,
        )
    return found


def erlang_b(load: Number, agents: Number) -> float:
    """Give the share of contacts that find all agents busy, where nobody may wait (Erlang B).

    By the recursion of `recursion`; to 13 digits, for any load and number of agents that a
    contact centre can have. Where the share is below 1e-308, it is 0.

    Args:
        load: The offered load in erlangs; from 0. Below 1e-300 it is none.
        agents: How many answer, or how many lines there are; from 0, fractions too.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``).

    Source: Erlang, 1917; fractions by the integral of Fortet, 1948.

    >>> erlang_b(10, 14)
    0.056819...
    >>> erlang_b("0.5", 1)
    0.333333...
    """
    erlangs, lines = workload(load), not_negative(agents, "agents")
    if erlangs < LEAST_LOAD:
        return 0.0
    return min(1.0, 1 / _corrected(erlangs, lines, inverse_blocking(float(erlangs), float(lines))))


def erlang_c(load: Number, agents: Number) -> float:
    """Give the share of contacts that have to wait, where all wait until answered (Erlang C).

    1 / C = 1 + (n - A) / A y(n - 1), where y(n - 1) is 1 / B for one agent less.

    Args:
        load: The offered load A in erlangs; from 0. Below 1e-300 it is none.
        agents: How many answer, n: more than the load, fractions too.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``).
        StaffingError: If the agents do not keep up with the load (``staffing.unstable``).

    Source: Erlang, 1917.

    >>> erlang_c(10, 14)
    0.174131...
    >>> erlang_c("0.5", 1)
    0.5
    """
    erlangs, answering = workload(load), not_negative(agents, "agents")
    if erlangs < LEAST_LOAD:
        return 0.0
    return wait_probability(erlangs, keeping_up(erlangs, answering))


def wait_probability(load: Fraction, agents: Fraction) -> float:
    """Give C for a load from `LEAST_LOAD` and more agents than it."""
    inverse = inverse_blocking_below(float(load), float(agents))
    return 1 / (1 + float((agents - load) / load) * _corrected(load, agents - 1, inverse))


def _corrected(load: Fraction, lines: Fraction, inverse: float) -> float:
    """Correct 1 / B for what the load lost when it became a float.

    The relative change of B is (n - A + A B) times that of A.
    """
    if isinf(inverse):
        return inverse
    rounded = float(load)
    lost = float((load - Fraction(rounded)) / load)
    return inverse * (1 - (float(lines - load) + rounded / inverse) * lost)


def keeping_up(load: Fraction, agents: Fraction) -> Fraction:
    """Give the agents, if they can keep up with the load.

    Raises:
        StaffingError: If not (``staffing.unstable``).
    """
    if agents - load < _NARROWEST:
        least = load.numerator // load.denominator + 1
        raise StaffingError.of(
            "staffing.unstable",
            f"{brief(agents)} agents do not keep up with a load of {brief(load)} erlangs, "
            f"so that the queue grows without end; give at least {least} agents, or say how long "
            "contacts are ready to wait, with Erlang A",
            field="agents",
            value=agents,
        )
    return agents


def _load(value: Number) -> Fraction:
    return workload(value)


def _agents(value: Number) -> int | Fraction:
    found = positive(value, "agents")
    return found.numerator if found.denominator == 1 else found


def _handle_seconds(value: Number) -> Fraction:
    return positive(value, "handle_seconds")


@frozen(kw_only=True)
class ErlangC:
    """Contacts that wait until they are answered, in the order of their arrival (M/M/n).

    Args:
        load: The offered load in erlangs; from 0. Below 1e-300 nobody waits.
        agents: How many answer: more than the load, fractions too.
        handle_seconds: How long a contact takes, with the work after it; above 0.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``).
        StaffingError: If the agents do not keep up with the load (``staffing.unstable``).

    Source: Erlang, 1917.

    >>> queue = ErlangC(load=10, agents=14, handle_seconds=180)
    >>> round(queue.service_level(20), 6), round(queue.average_wait_seconds, 6)
    (0.88835, 7.835937)
    """

    load: Fraction = field(converter=_load)
    agents: int | Fraction = field(converter=_agents)
    handle_seconds: Fraction = field(converter=_handle_seconds)

    def __attrs_post_init__(self) -> None:
        keeping_up(self.load, Fraction(self.agents))

    @cached_property
    def _spare(self) -> Fraction:
        return self.agents - self.load

    @cached_property
    def wait_probability(self) -> float:
        """The share of the contacts that have to wait at all."""
        if self.load < LEAST_LOAD:
            return 0.0
        return wait_probability(self.load, Fraction(self.agents))

    @property
    def abandonment(self) -> float:
        """The share that gives up: none."""
        return 0.0

    @property
    def average_wait_seconds(self) -> float:
        """How long a contact waits on average, those included that do not wait: C AHT / (n - A)."""
        return self.wait_probability * self.average_wait_of_waiting_seconds

    @property
    def average_wait_of_waiting_seconds(self) -> float:
        """How long those wait on average that have to wait: AHT / (n - A)."""
        return float(self.handle_seconds / self._spare)

    @property
    def mean_queue(self) -> float:
        """How many wait, on average: C A / (n - A)."""
        return self.wait_probability * float(self.load / self._spare)

    @property
    def occupancy(self) -> float:
        """The share of their time in which agents are busy: A / n."""
        return float(self.load / self.agents)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on."""
        return (
            "Poisson arrivals",
            "exponential handling times",
            "steady state in the interval",
            "one skill",
            "nobody gives up",
        )

    def service_level(self, within_seconds: Number, of: Of = "offered") -> float:
        """Give the share that is answered in time: 1 - C e^(-(n - A) t / AHT).

        Args:
            within_seconds: How long a contact may wait, t; from 0.
            of: Which share; where nobody gives up, all are the same.

        Raises:
            InvalidNumberError: If the time is below 0 (``number.range``).
            InvalidTextError: If *of* is none of the four (``service_level.of``).
        """
        asked = ServiceLevel(Fraction(1, 2), within_seconds=within_seconds, of=of)
        spared = self._spare * asked.within_seconds / self.handle_seconds
        return 1 - self.wait_probability * exp(-approximate(spared.numerator, spared.denominator))

    def wait_percentile_seconds(self, share: Number) -> float:
        """Give the time within which this share of the contacts is answered.

        It is AHT / (n - A) ln(C / (1 - share)), or 0 if so many do not wait at all.

        Args:
            share: From 0, below 1; 0.5 for the median.

        Raises:
            InvalidNumberError: If it is no such share (``share.range``).

        >>> queue = ErlangC(load=10, agents=11, handle_seconds=180)
        >>> round(queue.wait_percentile_seconds("0.90"), 3), queue.wait_percentile_seconds("0.30")
        (345.606, 0.0)
        """
        rest = 1 - part(share, "share")
        if self.wait_probability <= rest:
            return 0.0
        folds = log(self.wait_probability) + log(rest.denominator) - log(rest.numerator)
        return max(0.0, folds) * self.average_wait_of_waiting_seconds
