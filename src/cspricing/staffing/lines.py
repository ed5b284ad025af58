"""A queue with so many lines: who finds them all taken hears the engaged tone, and is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, islice
from math import exp, expm1, floor, fsum, isinf, log
from operator import mul
from typing import Final, NamedTuple, assert_never

from attrs import field, frozen

from ..errors import InvalidNumberError, shown
from .abandonment import agents, handle_seconds, load, patience_seconds
from .erlang import LEAST_LOAD
from .given import Number, whole
from .recursion import inverse_blocking_below
from .service_level import Of, ServiceLevel

MOST_PLACES: Final = 10**6
"""How many lines there may be besides those of the agents: as many as are worth counting."""
_LARGE: Final = 1e200
_LOG_LARGE: Final = log(_LARGE)
_NEGLIGIBLE: Final = 1e-18
_PATIENTLY: Final = 1_000


class _Shares(NamedTuple):
    """The shares of the time: with an agent *free*; all busy and j waiting, in *waiting*[j]."""

    free: float
    waiting: Sequence[float]


def _lines(value: Number) -> int:
    return whole(value, "lines", 1)


def _patience(value: Number | None) -> Fraction | None:
    return None if value is None else patience_seconds(value)


@frozen(kw_only=True)
class FiniteLines:
    """A queue on a limited number of lines: M/M/s/N, or M/M/s/N+M where contacts give up.

    Whoever calls while all lines are taken is turned away, and lost. With as many lines as agents
    nobody waits: this is Erlang B. All figures are finite sums of positive terms, for any load.

    *Offered* counts all who call, those turned away among them: they are not answered in time.

    Source: Erlang (1917) for lines as agents; Palm (1957); Riordan (1962) for the time that a
    contact with so many ahead of it waits.

    Args:
        load: The offered load in erlangs, from 0 to 10^7.
        agents: How many answer: whole, from 1 to 10^7.
        lines: How many contacts there may be at a time, those being answered included: at least
            as many as agents, and at most 10^6 more.
        handle_seconds: How long a contact is handled on average, above 0.
        patience_seconds: How long a contact would wait on average before it gives up, above 0;
            or None, if nobody ever does.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``), or no whole one
            where it must be (``number.whole``).

    >>> queue = FiniteLines(load=9, agents=10, lines=12, handle_seconds=180, patience_seconds=180)
    >>> round(queue.blocking, 6), round(queue.wait_probability, 6), round(queue.occupancy, 6)
    (0.083087, 0.246183, 0.797527)
    """

    load: Fraction = field(converter=load)
    agents: int = field(converter=agents)
    lines: int = field(converter=_lines)
    handle_seconds: Fraction = field(converter=handle_seconds)
    patience_seconds: Fraction | None = field(default=None, converter=_patience)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.lines - self.agents <= MOST_PLACES:
            raise InvalidNumberError.of(
                "number.range",
                f"{shown(self.lines)} lines do not suit {self.agents} agents; give as many or up "
                "to 10^6 more, or leave them unlimited with Erlang A or C",
                field="lines",
                value=self.lines,
            )

    @cached_property
    def _haste(self) -> float:
        """How many give up, for each who waits, in the time in which one is answered."""
        if self.patience_seconds is None:
            return 0.0
        return float(self.handle_seconds / self.patience_seconds / self.agents)

    @cached_property
    def _pressure(self) -> float:
        """Arrivals per answer, while all agents are busy."""
        return float(self.load / self.agents)

    @cached_property
    def _shares(self) -> _Shares:
        places = self.lines - self.agents
        nobody = _Shares(1.0, [0.0] * (places + 1))
        if self.load < LEAST_LOAD or not self._pressure:
            return nobody
        weights = _weights(self._pressure, self._haste, places)
        inverse = inverse_blocking_below(float(self.load), self.agents)
        free = inverse * (weights[0] / self._pressure) if weights[0] else 0.0
        total = free + fsum(weights)
        if isinf(total):
            return nobody
        return _Shares(free / total, [weight / total for weight in weights])

    @property
    def free_probability(self) -> float:
        """The share of the offered contacts that find an agent free."""
        return self._shares.free

    @property
    def blocking(self) -> float:
        """The share of the offered contacts that find all lines taken, and are lost."""
        return self._shares.waiting[-1]

    @cached_property
    def wait_probability(self) -> float:
        """The share of the offered contacts that have to wait at all."""
        return min(1.0, fsum(self._shares.waiting[:-1]))

    @cached_property
    def mean_queue(self) -> float:
        """How many wait, on average."""
        return fsum(waiting * share for waiting, share in enumerate(self._shares.waiting))

    @property
    def abandonment(self) -> float:
        """The share of the offered contacts that wait and give up."""
        return min(1.0, self._per_offered(self._haste * self.mean_queue))

    @cached_property
    def answered(self) -> float:
        """The share of the offered contacts that are answered."""
        waited = self._per_offered(fsum(self._shares.waiting[1:]))
        return min(1.0, self._shares.free + waited)

    @property
    def average_wait_seconds(self) -> float:
        """How long an offered contact waits on average; one that is turned away does not wait."""
        return self._per_offered(self.mean_queue) * float(self.handle_seconds / self.agents)

    @property
    def average_wait_of_admitted_seconds(self) -> float:
        """How long a contact waits on average that is not turned away."""
        admitted = self._shares.free + self.wait_probability
        return self.average_wait_seconds / admitted if admitted else 0.0

    @property
    def occupancy(self) -> float:
        """The share of their time in which agents are busy."""
        return min(1.0, self._pressure * self.answered)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the figures rest on."""
        return (
            "Poisson arrivals",
            "exponential handling times",
            "nobody gives up" if self.patience_seconds is None else "exponential patience",
            f"{self.lines} lines; who finds them taken is lost",
            "steady state in the interval",
            "one skill",
            "nobody calls again",
        )

    def service_level(self, within_seconds: Number, of: Of = "offered") -> float:
        """Give the share that is served in time; which share, *of* says.

        Args:
            within_seconds: How long a contact may wait; from 0.
            of: ``offered``: answered in time, of all who call. ``answered``: answered in time,
                of all who are answered. ``virtual``: the share for a caller who never hangs up;
                turned away, it is not answered. ``answered_or_abandoned``: answered or hung up in
                time, of all who call; turned away is neither.

        Raises:
            InvalidNumberError: If the time is below 0 (``number.range``).
            InvalidTextError: If *of* is none of these (``service_level.of``).
        """
        asked = ServiceLevel("0.5", within_seconds=within_seconds, of=of)
        time = float(asked.within_seconds * self.agents / self.handle_seconds)
        free, waiting = self._shares
        match asked.of:
            case "offered":
                level = free + self._per_offered(self._in_time(waiting[1:], time, ending=1))
            case "answered":
                level = free + self._per_offered(self._in_time(waiting[1:], time, ending=1))
                level /= self.answered
            case "virtual":
                level = free + self._in_time(waiting[:-1], time, ending=0)
            case "answered_or_abandoned":
                patient = exp(-self._haste * time)
                level = free + patient * self._in_time(waiting[:-1], time, ending=0)
                level -= self.wait_probability * expm1(-self._haste * time)
            case _:
                assert_never(asked.of)
        return min(1.0, level)

    def _per_offered(self, per_answer: float) -> float:
        """Turn what happens per answer, while all are busy, into what happens per arrival."""
        return per_answer / self._pressure if self._pressure else 0.0

    def _in_time(self, shares: Sequence[float], time: float, ending: int) -> float:
        """Weigh those who find 0, 1, 2, ... ahead by the chance that these are gone in time."""
        chances = _gone(len(shares), time, self._haste, ending)
        return fsum(share * chance for share, chance in zip(shares, chances, strict=True))


def _weights(pressure: float, haste: float, places: int) -> list[float]:
    """Weigh the states in which 0, 1, ... *places* wait, where the heaviest weighs 1.

    With each who waits, the weight grows by pressure / (1 + haste x who wait).
    """
    heaviest = places if pressure > 1 else 0
    if haste and pressure > 1:
        heaviest = floor(min(float(places), (pressure - 1) / haste))
    fewer = ((1 + waiting * haste) / pressure for waiting in range(heaviest, 0, -1))
    more = (pressure / (1 + waiting * haste) for waiting in range(heaviest + 1, places + 1))
    return [*reversed(list(accumulate(fewer, mul, initial=1.0))), *accumulate(more, mul)]


def _gone(places: int, time: float, haste: float, ending: int) -> Iterable[float]:
    """Give the chances that more than 0, 1, ... *places* - 1 ahead are gone by *time*.

    Those ahead who go, by being answered or by giving up, come one after the other at the rates
    1, 1 + haste, 1 + 2 haste, ... from the last to the first. Seen from the end, how many are
    gone has a negative binomial law (a Poisson law without haste). If the contact's own patience
    has to last too, there is one *ending* more.
    """
    chances = _counted(time, haste, ending)
    exactly = list(islice(chances, places))
    fewer = fsum(exactly)
    more = max(0.0, 1 - fewer) if fewer < 1 / 2 else _rest(chances, places, 1 - fewer)
    at_least = accumulate(reversed(exactly[1:]), initial=more)
    return reversed(list(at_least)[:places])


def _counted(time: float, haste: float, ending: int) -> Iterator[float]:
    """Give the chances that exactly 0, 1, 2, ... are gone by *time*."""
    spread = -expm1(-haste * time) / haste if haste else time
    scale, chance, gone = -(1 + ending * haste) * time, 1.0, 0
    while True:
        yield exp(scale + log(chance)) if chance else 0.0
        chance *= spread * (1 + (gone + ending) * haste) / (gone + 1)
        gone += 1
        if chance > _LARGE:
            chance /= _LARGE
            scale += _LOG_LARGE


def _rest(chances: Iterator[float], places: int, otherwise: float) -> float:
    """Add up chances that fall, or take what is left of 1 if they fall too slowly."""
    total = 0.0
    for chance in islice(chances, places + _PATIENTLY):
        total += chance
        if chance <= _NEGLIGIBLE * total:
            return total
    return max(0.0, otherwise)
