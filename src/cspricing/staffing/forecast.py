"""Forecast error: what a service level is worth when the load is not what was forecast.

The load is drawn from a gamma distribution whose mean is the forecast, and whose standard
deviation is a stated share of it (Jongbloed and Koole 2001). A service level falls faster with
more load than it rises with less, so that its average is below the one that was planned.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import exp, expm1, floor, fsum, log, sqrt
from typing import Final

from attrs import frozen

from ..errors import InvalidNumberError, StaffingError, shown
from .abandonment import ErlangA, queue_of
from .erlang import ErlangC, workload
from .given import Number, not_negative, positive
from .legendre import RULE
from .required import required_agents
from .service_level import ServiceLevel

MOST_ERROR: Final = 2
"""The largest forecast error: a standard deviation of twice the forecast."""
LEAST_ERROR: Final = Fraction(1, 10**9)
"""Below this a forecast error is none."""

_COUNTS: Final = (10, 20, 50, 100, 1000)
_PANELS: Final = 2000
_HALF: Final = Fraction(1, 2)
_NEGLIGIBLE: Final = 34.0  # e^-34 of the highest density is left out at either end
_CLOSE: Final = 1e-11
_SMALL: Final = 1e-2
_STEP: Final = 8
_FULL: Final = 1 - Fraction(1, 10**12)
_NEAREST_TO_ONE: Final = Fraction(1, 10**8)


def expected_service_level(
    queue: ErlangC | ErlangA, service_level: ServiceLevel, *, forecast_error: Number
) -> float:
    """Give the service level that is reached on average, if the forecast of the load may err.

    Every interval counts the same. Where Erlang C has no steady state, nobody is answered in
    time. To nine digits.

    Args:
        queue: The queue as it is planned; its load is the forecast.
        service_level: Within which time contacts are to be answered, and which of them; its
            target does not matter.
        forecast_error: The standard deviation of the load, as a share of the forecast; from 0 to
            2, such as "0.10".

    Raises:
        InvalidNumberError: If the error is outside (``forecast.error``).

    >>> promised = ServiceLevel("0.80", within_seconds=20)
    >>> planned = ErlangC(load=50, agents=56, handle_seconds=180)
    >>> [
    ...     round(expected_service_level(planned, promised, forecast_error=error), 3)
    ...     for error in (0, "0.05", "0.10", "0.20")
    ... ]
    [0.841, 0.787, 0.698, 0.627]
    """
    patience = queue.patience_seconds if isinstance(queue, ErlangA) else None
    staffed = _Staffed(queue.agents, queue.handle_seconds, patience, service_level)
    return _expected(staffed, queue.load, _error(forecast_error))


def service_level_outcomes(
    queue: ErlangC | ErlangA,
    service_level: ServiceLevel,
    *,
    forecast_error: Number,
    count: int = 20,
) -> tuple[tuple[Decimal, Decimal], ...]:
    """Give the service levels that may be reached if the forecast of the load errs.

    The load is one of *count* equally likely ones, each the middle of its share of the
    distribution; levels are percentages, rounded half up to two decimals, the lowest first. Such
    pairs are what service credits expect.

    Args:
        queue: The queue as it is planned; its load is the forecast.
        service_level: Within which time contacts are to be answered, and which of them; its
            target does not matter.
        forecast_error: The standard deviation of the load, as a share of the forecast; from 0 to
            2.
        count: How many loads, of which one is a finite decimal part: 10, 20, 50, 100 or 1000.

    Returns:
        Pairs of a probability and a level in percent; the probabilities sum to 1, exactly.

    Raises:
        InvalidNumberError: If the error is outside (``forecast.error``), or *count* is none of
            these (``forecast.count``).

    >>> planned = ErlangC(load=50, agents=56, handle_seconds=180)
    >>> for probability, level in service_level_outcomes(
    ...     planned, ServiceLevel("0.80", within_seconds=20), forecast_error="0.05", count=10
    ... )[:3]:
    ...     print(probability, level)
    0.100 40.11
    0.100 62.86
    0.100 72.32
    """
    if type(count) is not int or count not in _COUNTS:
        raise InvalidNumberError.of(
            "forecast.count",
            f"{shown(count)} is no number of equally likely loads; give one of "
            f"{', '.join(map(str, _COUNTS))}",
            field="count",
            value=count,
        )
    patience = queue.patience_seconds if isinstance(queue, ErlangA) else None
    staffed = _Staffed(queue.agents, queue.handle_seconds, patience, service_level)
    loads = _likely_loads(queue.load, _error(forecast_error), count)
    # In hundredths of a percent, and of a thousand: no context of decimals has a say.
    levels = Counter(floor(Fraction(staffed.level(load)) * 10_000 + _HALF) for load in loads)
    return tuple(
        (_decimal(levels[level] * (1000 // count), 3), _decimal(level, 2))
        for level in sorted(levels)
    )


def _decimal(units: int, places: int) -> Decimal:
    """Write whole units as a decimal, exactly."""
    return Decimal((0, tuple(map(int, str(units))), -places))


def _likely_loads(forecast: Fraction, error: Fraction, count: int) -> list[Fraction]:
    """Give so many equally likely loads: each the middle of its share of the distribution."""
    if not forecast or not error:
        return [forecast] * count
    shape = 1 / float(error) ** 2
    low, high = _ends(shape)
    width = (high - low) / _PANELS
    below = [0.0]
    for i in range(_PANELS):
        start = low + i * width
        below.append(below[-1] + _panel(lambda s: exp(-shape * _dip(s)), start, start + width))
    loads: list[Fraction] = []
    for i in range(count):
        wanted = below[-1] * (2 * i + 1) / (2 * count)
        place = bisect_right(below, wanted) - 1
        share = (wanted - below[place]) / (below[place + 1] - below[place])
        loads.append(Fraction(float(forecast) * exp(low + (place + share) * width)))
    return loads


def required_agents_under_error(
    load: Number,
    handle_seconds: Number,
    service_level: ServiceLevel,
    *,
    forecast_error: Number,
    patience_seconds: Number | None = None,
) -> int:
    """Give the fewest agents whose service level is reached on average, if the load may err.

    Args:
        load: The forecast of the offered load in erlangs; from 0.
        handle_seconds: How long a contact takes, with the work after it; above 0.
        service_level: What is to be reached on average.
        forecast_error: The standard deviation of the load, as a share of the forecast; from 0 to
            2.
        patience_seconds: How long contacts are ready to wait on average (Erlang A); None: until
            they are answered (Erlang C).

    Raises:
        InvalidNumberError: If a number is outside its domain.
        StaffingError: If the target is nearer to 1 than the average is known
            (``forecast.target``).

    >>> promised = ServiceLevel("0.80", within_seconds=20)
    >>> [
    ...     required_agents_under_error(50, 180, promised, forecast_error=error)
    ...     for error in (0, "0.05", "0.10", "0.20")
    ... ]
    [56, 57, 59, 62]
    """
    erlangs = workload(load)
    planned = required_agents(
        erlangs, handle_seconds, service_level, patience_seconds=patience_seconds
    )
    error = _error(forecast_error)
    if not erlangs or not error:
        return planned
    if 1 - service_level.target < _NEAREST_TO_ONE:
        raise StaffingError.of(
            "forecast.target",
            "the target is nearer to 1 than 10^-8, to which an average is known; give less",
            field="service_level",
            value=service_level,
        )
    handling = positive(handle_seconds, "handle_seconds")
    patience = None if patience_seconds is None else positive(patience_seconds, "patience_seconds")
    target = float(service_level.target)

    def meets(agents: int) -> bool:
        staffed = _Staffed(agents, handling, patience, service_level)
        return _expected(staffed, erlangs, error) >= target

    return _fewest(meets, planned)


def _error(value: Number) -> Fraction:
    found = not_negative(value, "forecast_error")
    if found > MOST_ERROR:
        raise InvalidNumberError.of(
            "forecast.error",
            f"{shown(value)} is more than twice the forecast; give its share of the forecast, "
            "such as '0.10' for 10 %",
            field="forecast_error",
            value=value,
        )
    return found if found >= LEAST_ERROR else Fraction(0)


def _fewest(meets: Callable[[int], bool], guess: int) -> int:
    """Find the smallest number from 1 that meets, where all larger ones do, from a guess on."""
    low, high, step = 0, max(1, guess), 1
    while not meets(high):
        low, high, step = high, high + step, 2 * step
    step = 1
    while high - low > 1:
        middle = max(high - step, (low + high) // 2)
        if meets(middle):
            high, step = middle, 2 * step
        else:
            low = middle
    return high


@frozen
class _Staffed:
    """Agents and what they promise, whatever the load."""

    agents: int | Fraction
    handling: Fraction
    patience: Fraction | None
    promised: ServiceLevel

    def level(self, load: Fraction) -> float:
        """Give the service level at a load; 0 where the queue grows without end."""
        if self.patience is None and load >= self.agents * _FULL:
            return 0.0
        queue = queue_of(load, self.agents, self.handling, self.patience)
        return queue.service_level(self.promised.within_seconds, self.promised.of)

    def turns(self, forecast: float) -> list[float]:
        """Give where the level turns from 1 to 0, in the logarithm of load / forecast.

        With a patience, that is where those who wait for just so long suffice to relieve the
        agents: at a load of n e^(t / patience).
        """
        full = log(float(self.agents) / forecast)
        if self.patience is None:
            return [full]
        return [full, full + float(self.promised.within_seconds / self.patience)]

    @property
    def turn_width(self) -> float:
        """How narrow such a turn may be, in the same measure."""
        agents = max(1.0, float(self.agents))
        handled = float(self.promised.within_seconds / self.handling)
        return min(1 / sqrt(agents), 1 / (agents * max(1.0, handled)))


def _expected(staffed: _Staffed, forecast: Fraction, error: Fraction) -> float:
    """Average the level over the load, in the logarithm s of its ratio to the forecast.

    There the density is smooth whatever the error: e^(k (1 + s - e^s)), up to a factor, with
    k = 1 / error^2. Both it and the level times it are integrated, so that the factor cancels.
    """
    mean = float(forecast)
    if not mean or not error:
        return staffed.level(forecast)
    shape = 1 / float(error) ** 2

    def density(s: float) -> float:
        return exp(-shape * _dip(s))

    def weighed(s: float) -> float:
        return density(s) * staffed.level(Fraction(mean * exp(s)))

    cuts = _cuts(*_ends(shape), staffed.turns(mean), staffed.turn_width)
    return min(1.0, _integral(weighed, cuts) / _integral(density, cuts))


def _dip(s: float) -> float:
    """Give e^s - 1 - s, without cancellation near 0."""
    if abs(s) > _SMALL:
        return expm1(s) - s
    series = 1 + s / 3 * (1 + s / 4 * (1 + s / 5 * (1 + s / 6 * (1 + s / 7))))
    return s * s / 2 * series


def _ends(shape: float) -> tuple[float, float]:
    """Give the ends between which the density is not negligible."""
    depth = _NEGLIGIBLE / shape
    return _crossing(-1.0, depth), _crossing(1.0, depth)


def _crossing(side: float, depth: float) -> float:
    """Give where e^s - 1 - s has risen to *depth*, on one side of 0, or a little beyond."""
    far = 1e-12
    while _dip(side * far) < depth:
        far *= 1.25
    return side * far


def _cuts(low: float, high: float, turns: list[float], narrowest: float) -> list[float]:
    """Cut a range at each turn, and ever finer towards it, down to its width."""
    found = {low, high}
    for turn in turns:
        apart = [0.0]
        width = narrowest
        while width < high - low:
            apart += [-width, width]
            width *= _STEP
        found.update(turn + away for away in apart if low < turn + away < high)
    return sorted(found)


def _integral(function: Callable[[float], float], cuts: list[float]) -> float:
    """Integrate by the rule of Gauss and Legendre, halving panels until they agree."""
    tolerance = _CLOSE * (cuts[-1] - cuts[0])
    found: list[float] = []
    waiting = [(begin, end, _panel(function, begin, end)) for begin, end in pairwise(cuts)]
    while waiting:
        begin, end, estimate = waiting.pop()
        middle = (begin + end) / 2
        halves = _panel(function, begin, middle), _panel(function, middle, end)
        if abs(sum(halves) - estimate) <= tolerance:
            found += halves
        else:
            waiting += [(begin, middle, halves[0]), (middle, end, halves[1])]
    return fsum(found)


def _panel(function: Callable[[float], float], begin: float, end: float) -> float:
    width = end - begin
    return width * fsum(weight * function(begin + width * node) for node, weight in RULE)
