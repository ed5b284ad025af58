"""Required agents: the fewest that keep what a queue promises."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from .erlang import workload
from .given import Number, positive
from .goals import Goals, goals
from .impatient import agents_for_goals, goals_kept
from .patient import agents_for_level, agents_for_wait, least_agents
from .service_level import ServiceLevel

_LONGEST: Final = 10**15


def required_agents(  # noqa: PLR0913  goals are stated by name
    load: Number,
    handle_seconds: Number,
    service_level: ServiceLevel | None = None,
    *,
    max_occupancy: Number | None = None,
    patience_seconds: Number | None = None,
    max_average_wait_seconds: Number | None = None,
    max_abandonment: Number | None = None,
) -> int:
    """Give the smallest whole number of agents that keeps all goals that are stated.

    Contacts wait until they are answered (Erlang C), unless a patience is stated (Erlang A).
    A goal that is kept to the last digit counts as kept: what a float cannot tell is decided in
    as many digits as it takes. Where nothing comes, nobody is required.

    Args:
        load: The offered load in erlangs, as `offered_load` gives it; from 0 to 10^7.
        handle_seconds: How long a contact takes, with the work after it; above 0.
        service_level: The share to be served in time.
        max_occupancy: The largest share of their time in which agents may be busy: above 0, at
            most 1. With a patience, those who give up keep nobody busy.
        patience_seconds: How long contacts are ready to wait on average; above 0.
        max_average_wait_seconds: The longest average wait over all contacts; above 0.
        max_abandonment: The largest share of the contacts that may give up: above 0, at most 1.
            It needs a patience.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``share.range``).
        InvalidTypeError: If the service level is something else (``type.service_level``).
        StaffingError: If no goal is stated (``staffing.goal``), one on abandonment without a
            patience (``staffing.patience``), or more than 10^7 agents with a patience are needed
            (``staffing.limit``).

    Source: Erlang, 1917; Palm, 1957.

    >>> from cspricing.staffing import ServiceLevel, offered_load
    >>> load = offered_load(100, 180, 1800)
    >>> required_agents(load, 180, ServiceLevel("0.80", within_seconds=20))
    14
    >>> required_agents(load, 180, ServiceLevel("0.80", within_seconds=20), patience_seconds=300)
    13
    >>> required_agents("32.3", 180, max_occupancy="0.85")
    38
    """
    erlangs = workload(load)
    handling = _handling(handle_seconds)
    stated = goals(
        service_level, max_occupancy, patience_seconds, max_average_wait_seconds, max_abandonment
    )
    return agents_keeping(erlangs, handling, stated)


def _handling(value: Number) -> Fraction | int:
    """Take a handling time: a whole one is at hand already, and this is asked for often."""
    if type(value) is int and 0 < value <= _LONGEST:
        return value
    return positive(value, "handle_seconds")


def agents_keeping(load: Fraction, handle_seconds: Fraction | int, goals: Goals) -> int:
    """Give the smallest whole number of agents that keeps all *goals*."""
    if not load:
        return 0
    level, occupancy = goals.service_level, goals.max_occupancy
    patience, wait = goals.patience_seconds, goals.max_average_wait_seconds
    if patience is not None:
        return agents_for_goals(load, handle_seconds, patience, goals)
    agents = least_agents(load, occupancy)
    if level is not None:
        agents = agents_for_level(load, handle_seconds, level, agents)
    if wait is not None:
        agents = agents_for_wait(load, handle_seconds, wait, agents)
    return agents


def keeps(load: Fraction, handle_seconds: Fraction | int, goals: Goals, agents: int) -> bool:
    """Tell whether so many agents keep all *goals*, for a load above 0: no more are required."""
    if not agents:
        return False
    if goals.patience_seconds is not None:
        return goals_kept(load, handle_seconds, goals.patience_seconds, goals, agents)
    level, wait = goals.service_level, goals.max_average_wait_seconds
    if least_agents(load, goals.max_occupancy) > agents:
        return False
    if level is not None and agents_for_level(load, handle_seconds, level, agents) > agents:
        return False
    return wait is None or agents_for_wait(load, handle_seconds, wait, agents) == agents
