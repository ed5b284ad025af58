"""Inverse questions: the most contacts, and the longest handling time, that agents can take."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Final

from ..errors import StaffingError
from .erlang import MOST_LOAD, servers
from .given import Number, number, positive
from .goals import goals
from .required import keeps
from .service_level import ServiceLevel

_MOST_PER_AGENT: Final = 1_000
_SHORTEST_SECONDS: Final = Fraction(1, 10**9)
_LONGEST_SECONDS: Final = Fraction(10**15)


def most_contacts(  # noqa: PLR0913  goals are stated by name
    agents: Number,
    handle_seconds: Number,
    interval_seconds: Number,
    service_level: ServiceLevel | None = None,
    *,
    max_occupancy: Number | None = None,
    patience_seconds: Number | None = None,
    max_average_wait_seconds: Number | None = None,
    max_abandonment: Number | None = None,
) -> int:
    """Give the most contacts in an interval for which so many agents keep all goals.

    For one contact more, `required_agents` asks for more agents.

    Args:
        agents: How many answer; whole, from 0 to 10^7.
        handle_seconds: How long a contact takes, with the work after it; above 0.
        interval_seconds: How long the interval is; above 0.
        service_level: As in `required_agents`, and so are the other goals.
        max_occupancy: The largest share of their time in which agents may be busy.
        patience_seconds: How long contacts are ready to wait on average.
        max_average_wait_seconds: The longest average wait over all contacts.
        max_abandonment: The largest share of the contacts that may give up.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``number.whole``, ``share.range``).
        InvalidTypeError: If the service level is something else (``type.service_level``).
        StaffingError: If no goal is stated (``staffing.goal``), one on abandonment without a
            patience (``staffing.patience``), or none that a thousand times the load breaks
            (``staffing.unbounded``).

    >>> from cspricing.staffing import ServiceLevel
    >>> most_contacts(14, 180, 1800, ServiceLevel("0.80", within_seconds=20))
    108
    """
    answering = servers(agents, "agents", 0)
    handling = positive(handle_seconds, "handle_seconds")
    each = handling / positive(interval_seconds, "interval_seconds")
    stated = goals(
        service_level, max_occupancy, patience_seconds, max_average_wait_seconds, max_abandonment
    )

    def kept(contacts: int) -> bool:
        return keeps(contacts * each, handling, stated, answering)

    few, many = 0, ceil(answering / each) + 1
    while kept(many):
        few, many = many, 2 * many
        _check_bounded(many * each, answering)
    while many - few > 1:
        middle = (few + many) // 2
        if kept(middle):
            few = middle
        else:
            many = middle
    return few


def longest_handling_seconds(  # noqa: PLR0913  goals are stated by name
    agents: Number,
    contacts: Number,
    interval_seconds: Number,
    service_level: ServiceLevel | None = None,
    *,
    max_occupancy: Number | None = None,
    patience_seconds: Number | None = None,
    max_average_wait_seconds: Number | None = None,
    max_abandonment: Number | None = None,
) -> float:
    """Give the longest handling time for which so many agents keep all goals, in seconds.

    For the next float, `required_agents` asks for more agents.

    Args:
        agents: How many answer; whole, from 1 to 10^7.
        contacts: How many arrive in the interval; above 0.
        interval_seconds: How long the interval is; above 0.
        service_level: As in `required_agents`, and so are the other goals.
        max_occupancy: The largest share of their time in which agents may be busy.
        patience_seconds: How long contacts are ready to wait on average.
        max_average_wait_seconds: The longest average wait over all contacts.
        max_abandonment: The largest share of the contacts that may give up.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``number.whole``, ``share.range``).
        InvalidTypeError: If the service level is something else (``type.service_level``).
        StaffingError: If no goal is stated (``staffing.goal``), one on abandonment without a
            patience (``staffing.patience``), none that a thousand times the load breaks
            (``staffing.unbounded``), or one that not even a nanosecond keeps
            (``staffing.impossible``).

    >>> from cspricing.staffing import ServiceLevel
    >>> round(longest_handling_seconds(14, 100, 1800, ServiceLevel("0.80", within_seconds=20)), 3)
    194.864
    """
    answering = servers(agents, "agents")
    rate = positive(contacts, "contacts") / positive(interval_seconds, "interval_seconds")
    stated = goals(
        service_level, max_occupancy, patience_seconds, max_average_wait_seconds, max_abandonment
    )

    def kept(seconds: float) -> bool:
        handling = number(seconds, "handle_seconds")
        return keeps(rate * handling, handling, stated, answering)

    long = float(min(_LONGEST_SECONDS, max(_SHORTEST_SECONDS, answering / rate)))
    while kept(long):
        longer = 2 * number(long, "handle_seconds")
        if longer > _LONGEST_SECONDS:
            raise _unbounded()
        _check_bounded(rate * longer, answering)
        long *= 2
    short = long / 2
    while not kept(short):
        if short < _SHORTEST_SECONDS:
            raise StaffingError.of(
                "staffing.impossible",
                "however short a contact is, so many agents do not keep these goals; ask for less",
                field="agents",
                value=agents,
            )
        short, long = short / 2, short
    while short < (middle := (short + long) / 2) < long:
        if kept(middle):
            short = middle
        else:
            long = middle
    return short


def _check_bounded(load: Fraction, agents: int) -> None:
    """Refuse goals that a load many times beyond all agents keeps still."""
    if load > min(MOST_LOAD, _MOST_PER_AGENT * (agents + 1)):
        raise _unbounded()


def _unbounded() -> StaffingError:
    return StaffingError.of(
        "staffing.unbounded",
        "these goals are kept under any load; state one that more work breaks, such as a service "
        "level",
        field="service_level",
        value=None,
    )
