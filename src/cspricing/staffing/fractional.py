"""Required agents as a number with decimals, for plans in which people work part of the time."""

from __future__ import annotations

from fractions import Fraction
from math import exp

from .erlang import LEAST_LOAD, approximate, wait_probability, workload
from .given import Number, positive
from .goals import Goals, goals
from .required import agents_keeping
from .service_level import ServiceLevel


def required_agents_fractional(
    load: Number,
    handle_seconds: Number,
    service_level: ServiceLevel | None = None,
    *,
    max_occupancy: Number | None = None,
    max_average_wait_seconds: Number | None = None,
) -> float:
    """Give the smallest number of agents, whole or not, that keeps all goals that are stated.

    Contacts wait until they are answered (Erlang C, continued to fractions of agents). It is for
    plans and for billing by full-time equivalents; an interval is staffed by `required_agents`,
    which is this number rounded up.

    Args:
        load: The offered load in erlangs; from 0 to 10^7.
        handle_seconds: How long a contact takes, with the work after it; above 0.
        service_level: The share to be served in time.
        max_occupancy: The largest share of their time in which agents may be busy: above 0, at
            most 1.
        max_average_wait_seconds: The longest average wait over all contacts; above 0.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``share.range``).
        InvalidTypeError: If the service level is something else (``type.service_level``).
        StaffingError: If no goal is stated (``staffing.goal``).

    Source: Erlang, 1917; fractions by the integral of Fortet, 1948.

    >>> from cspricing.staffing import ServiceLevel
    >>> round(required_agents_fractional(10, 180, ServiceLevel("0.80", within_seconds="19.8")), 6)
    13.042972
    """
    erlangs, handling = workload(load), positive(handle_seconds, "handle_seconds")
    stated = goals(service_level, max_occupancy, None, max_average_wait_seconds, None)
    if not erlangs:
        return 0.0
    whole = agents_keeping(erlangs, handling, stated)
    few, enough = max(float(erlangs), whole - 1.0), float(whole)
    while few < (middle := (few + enough) / 2) < enough:
        if _keeps(erlangs, handling, stated, middle):
            enough = middle
        else:
            few = middle
    return enough


def _keeps(load: Fraction, handle_seconds: Fraction, goals: Goals, agents: float) -> bool:
    exactly = Fraction(agents)
    spare = exactly - load
    busy = goals.max_occupancy
    if spare <= 0 or (busy is not None and load > busy * exactly):
        return False
    waiting = wait_probability(load, exactly) if load >= LEAST_LOAD else 0.0
    level, longest = goals.service_level, goals.max_average_wait_seconds
    if level is not None:
        spared = spare * level.within_seconds / handle_seconds
        late = waiting * exp(-approximate(spared.numerator, spared.denominator))
        if late > 1 - level.target:
            return False
    if longest is None:
        return True
    paced = longest * spare / handle_seconds
    return waiting <= approximate(paced.numerator, paced.denominator)
