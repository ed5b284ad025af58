"""How long contacts wait while all agents are busy, if each is ready to wait only so long.

All agents being busy, one is free after 1 / drain on average, and each of those who wait gives up
at the rate 1 / patience. Here time is counted in units of 1 / drain, so that two numbers say all:
the *surplus* of arrivals over answers, and the *haste*, how many give up in one such unit for
each who waits. A patient caller then waits longer than x with a density of

    e^f(x),  f(x) = surplus x - (1 + surplus) (haste x - 1 + e^(-haste x)) / haste

(Baccelli and Hebuterne, 1981; Mandelbaum and Zeltyn, 2007). The figures are integrals of it over
weights that are positive: nothing cancels. They are the sums of the series
1 + (1 + surplus) / (1 + haste) + ... as well, but the series has as many terms as people wait,
the integrals a dozen panels at most, whatever the load and the patience. Each panel is so wide
that f changes by about 10 in it, for which 16 points of Gauss and Legendre leave an error of
1e-14; panels are laid from the peak of f outwards until e^f is 1e-18 of it.
"""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from math import exp, expm1, inf, log, log1p, sqrt
from typing import Final, NamedTuple, assert_never

from attrs import frozen

from ..errors import InvalidNumberError, shown
from .given import Number, part
from .legendre import RULE
from .service_level import Of, ServiceLevel

_CHANGE: Final = 10.0
_WIDEST: Final = 2.0
_FORGOTTEN: Final = 45.0
_NEGLIGIBLE: Final = 42.0
_SMALL: Final = 0.25
_BOUNDLESS: Final = 700.0
_LEAST_REST: Final = 1e-12
_FINE: Final = 1e-14
_SERIES: Final = (
    1 / 2,
    -1 / 6,
    1 / 24,
    -1 / 120,
    1 / 720,
    -1 / 5_040,
    1 / 40_320,
    -1 / 362_880,
    1 / 3_628_800,
    -1 / 39_916_800,
    1 / 479_001_600,
)


class Waits(NamedTuple):
    """Integrals of e^f, in the scale of its peak."""

    mass: float
    """Of e^f alone."""
    answered: float
    """With the share of those who are still there."""
    waited: float
    """With the time that they have waited, those who gave up until they did."""


def _sag(ahead: float, haste: float) -> float:
    """Give (z - 1 + e^-z) / haste for z = haste x ahead: how far f falls below its tangent."""
    z = haste * ahead
    if not -_SMALL < z < _SMALL:
        return (z + expm1(-z)) / haste
    value = 0.0
    for coefficient in reversed(_SERIES):
        value = value * z + coefficient
    return value * z * ahead


@frozen
class WaitingLine:
    """Those who wait for the next free agent, in units of the time until one is free.

    Attributes:
        surplus: Arrivals per answer while all agents are busy, less 1; below 0 if haste is 0.
        haste: How many give up per answer, for each who waits; from 0.
    """

    surplus: float
    haste: float

    @cached_property
    def peak(self) -> float:
        """Where f is largest."""
        return log1p(self.surplus) / self.haste if self.surplus > 0 else 0.0

    @cached_property
    def height(self) -> float:
        """How large f is there: above 0 if more arrive than are answered."""
        return _sag(-self.peak, self.haste) if self.surplus > 0 else 0.0

    @cached_property
    def all(self) -> Waits:
        """The integrals over all times."""
        return self._around(self.peak, min(self.surplus, 0.0), inf)

    def until(self, time: float) -> Waits:
        """Give the integrals up to *time*."""
        if time >= self.peak:
            return self._around(self.peak, min(self.surplus, 0.0), time)
        slope = expm1(log1p(self.surplus) - self.haste * time)
        scale = exp(-_sag(time - self.peak, self.haste))
        mass, answered, waited = self._around(time, slope, time)
        return Waits(mass * scale, answered * scale, waited * scale)

    def _around(self, base: float, slope: float, end: float) -> Waits:
        """Integrate e^(f - f(base)) from 0 to *end*; f has *slope* at *base* and falls from it."""
        after = self._panels(base, slope, end - base, 1)
        before = self._panels(base, slope, base, -1)
        return Waits(*map(sum, zip(after, before, strict=True)))

    def _panels(self, base: float, slope: float, length: float, way: int) -> Waits:
        """Integrate from *base* on, forwards or backwards, until e^f is negligible."""
        mass = answered = waited = at = fallen = 0.0
        while at < length and fallen < _NEGLIGIBLE:
            width = min(self._width(base + way * at, slope, way * at), length - at)
            panel = self._panel(base, slope, way * at, way * width)
            mass += panel.mass * width
            answered += panel.answered * width
            waited += panel.waited * width
            at += width
            fallen = (1 + slope) * _sag(way * at, self.haste) - slope * way * at
        return Waits(mass, answered, waited)

    def _width(self, time: float, slope: float, ahead: float) -> float:
        """Give the width in which f changes by about as much as a panel bears."""
        pull = (1 + slope) * exp(-self.haste * ahead)
        steep = abs(pull - 1)
        width = 2 * _CHANGE / (steep + sqrt(steep * steep + 2 * _CHANGE * pull * self.haste))
        if self.haste * time < _FORGOTTEN and self.haste * width > _WIDEST:
            return _WIDEST / self.haste
        return width

    def _panel(self, base: float, slope: float, start: float, width: float) -> Waits:
        """Give the averages over one panel."""
        haste, pull = self.haste, 1 + slope
        mass = answered = waited = 0.0
        for node, weight in RULE:
            ahead = start + width * node
            density = weight * exp(slope * ahead - pull * _sag(ahead, haste))
            time = base + ahead
            mass += density
            answered += density * exp(-haste * time)
            waited += density * (-expm1(-haste * time) / haste if haste else time)
        return Waits(mass, answered, waited)


@frozen(kw_only=True)
class Wait:
    """What a steady state gives, once it is known how those wait who find all agents busy.

    Attributes:
        free: The share of contacts that find an agent free.
        busy: The share that find all agents busy, and wait.
        line: How these wait.
        drain: Answers per second while all agents are busy.
        arriving: Arrivals per second.
    """

    free: float
    busy: float
    line: WaitingLine
    drain: float
    arriving: float

    @classmethod
    def of(cls, line: WaitingLine, *, arrivals: float, drain: float, log_free: float) -> Wait:
        """Weigh the states in which contacts wait against those in which an agent is free.

        Args:
            line: How those wait who wait.
            arrivals: Arrivals per answer while all agents are busy.
            drain: Answers per second while all agents are busy.
            log_free: The logarithm of the weight of all states in which an agent is free; the
                last of these weighs 1.
        """
        if not arrivals:
            return cls(free=1.0, busy=0.0, line=line, drain=drain, arriving=0.0)
        odds = log(arrivals) + log(line.all.mass) + line.height - log_free
        if abs(odds) < _BOUNDLESS:
            free, busy = 1 / (1 + exp(odds)), 1 / (1 + exp(-odds))
        else:
            free, busy = exp(min(-odds, 0.0)), exp(min(odds, 0.0))
        return cls(free=free, busy=busy, line=line, drain=drain, arriving=arrivals * drain)

    @property
    def answered(self) -> float:
        """The share of contacts that are answered."""
        return min(1.0, self.free + self._of_all(self.line.all.answered))

    @property
    def abandonment(self) -> float:
        """The share of contacts that give up."""
        return min(1.0, self._of_all(self.line.all.waited) * self.line.haste)

    @property
    def average_seconds(self) -> float:
        """How long contacts wait on average."""
        return self._of_all(self.line.all.waited) / self.drain

    def level(self, within_seconds: Number, of: Of) -> float:
        """Give the share that is served in time; which share, *of* says."""
        asked = ServiceLevel("0.5", within_seconds=within_seconds, of=of)
        time = float(asked.within_seconds) * self.drain
        until = self.line.until(time)
        match asked.of:
            case "offered":
                level = self.free + self._of_all(until.answered)
            case "answered":
                level = (self.free + self._of_all(until.answered)) / self.answered
            case "virtual":
                level = self.free + self._of_all(until.mass)
            case "answered_or_abandoned":
                patient = exp(-self.line.haste * time) * self._of_all(until.mass)
                level = self.free + patient - self.busy * expm1(-self.line.haste * time)
            case _:
                assert_never(asked.of)
        return min(1.0, level)

    def percentile_seconds(self, rest: float) -> float:
        """Give the time after which only so many would still wait if patient, of all."""
        if self.busy <= rest:
            return 0.0
        mass = (1 - rest / self.busy) * self.line.all.mass
        low, high = 0.0, 1.0
        while self.line.until(high).mass < mass:
            low, high = high, high * 2
        while high - low > _FINE * high:
            middle = (low + high) / 2
            low, high = (middle, high) if self.line.until(middle).mass < mass else (low, middle)
        return high / self.drain

    def _of_all(self, mass: float) -> float:
        return self.busy * mass / self.line.all.mass


class Waiting:
    """The figures that a queue has from how its contacts wait."""

    __slots__ = ()

    @cached_property
    @abstractmethod
    def _wait(self) -> Wait:
        """How contacts wait."""

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
        return self._wait.arriving * self._wait.average_seconds

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

    def wait_percentile_seconds(self, share: Number) -> float:
        """Give the time within which this share would be answered, if nobody hung up first.

        It is the percentile of the wait that the queue offers, which is that of a caller with
        endless patience: how long those would have waited who give up, no one knows.

        Args:
            share: From 0 to 1 - 10^-12; 0.5 for the median.

        Raises:
            InvalidNumberError: If it is no such share (``share.range``).
        """
        rest = 1 - part(share, "share")
        if rest < _LEAST_REST:
            raise InvalidNumberError.of(
                "share.range",
                f"{shown(share)} is nearer to 1 than 10^-12; give less",
                field="share",
                value=share,
            )
        return self._wait.percentile_seconds(float(rest))
