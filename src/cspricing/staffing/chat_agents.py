"""How many agents chats need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import floor
from typing import Final

from attrs import evolve

from ..errors import StaffingError
from .chat import MOST_CHATS, NARROWEST, ChatQueue
from .given import Number
from .goals import Goals, goals
from .service_level import ServiceLevel

_TIE: Final = Fraction(1, 10**12)


def required_chat_agents(  # noqa: PLR0913
    *,
    chats: Number,
    interval_seconds: Number,
    handle_seconds_at: Iterable[Number],
    service_level: ServiceLevel | None = None,
    patience_seconds: Number | None = None,
    max_occupancy: Number | None = None,
    max_abandonment: Number | None = None,
) -> int:
    """Give the fewest agents that keep what is promised about chats.

    A further agent never makes a chat slower, for each then has as many chats or fewer. So what
    some agents keep, more keep as well, and the fewest are found by bisection. It may be otherwise
    where an agent with more chats ends fewer of them; then all numbers below are tried as well.
    A goal that is missed by no more than 1e-12 is met.

    Args:
        chats: How many arrive in the interval; from 0.
        interval_seconds: How long the interval is, above 0.
        handle_seconds_at: How long a chat is handled on average if its agent has one at a time,
            two, and so on; they do not fall.
        service_level: The share to be answered in time, or None.
        patience_seconds: How long a chat would wait on average; None: for ever.
        max_occupancy: The largest `ChatQueue.occupancy`, or None.
        max_abandonment: The largest share that may give up, or None.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``share.range``), or the handling times are none or fall (``chat.handling``).
        InvalidTypeError: If the service level or the handling times are something else.
        StaffingError: If there is no goal (``staffing.goal``), or one on abandonment without a
            patience (``staffing.patience``), or so many agents are needed that they have more
            than 10^6 chats at a time (``staffing.limit``).

    >>> from cspricing.staffing import ServiceLevel
    >>> required_chat_agents(
    ...     chats=81,
    ...     interval_seconds=1800,
    ...     handle_seconds_at=(300, 400),
    ...     service_level=ServiceLevel("0.80", within_seconds=20),
    ...     patience_seconds=180,
    ... )
    10
    """
    stated = goals(service_level, max_occupancy, patience_seconds, None, max_abandonment)
    one = ChatQueue(
        chats=chats,
        interval_seconds=interval_seconds,
        agents=1,
        handle_seconds_at=handle_seconds_at,
        patience_seconds=1,
    )
    if not one.chats:
        return 0
    # Without patience there is no steady state below, and nothing to ask.
    least = 1 if stated.patience_seconds else floor(one.least_load + NARROWEST) + 1

    def kept(agents: int) -> bool:
        return _kept(evolve(one, agents=agents, patience_seconds=stated.patience_seconds), stated)

    numbers = range(least, MOST_CHATS // one.concurrency + 1)
    found = _first(numbers, kept)
    if found is None:
        raise StaffingError.of(
            "staffing.limit",
            "not even agents with 10^6 chats at a time keep these goals; ask for less, or divide "
            "the work",
            field="chats",
            value=chats,
        )
    ends = [count / time for count, time in enumerate(one.handle_seconds_at, 1)]
    return found if ends == sorted(ends) else next(filter(kept, range(least, found + 1)))


def _kept(queue: ChatQueue, stated: Goals) -> bool:
    level = stated.service_level
    return (
        (
            level is None
            or queue.service_level(level.within_seconds, level.of) >= level.target - _TIE
        )
        and (stated.max_occupancy is None or queue.occupancy <= stated.max_occupancy + _TIE)
        and (stated.max_abandonment is None or queue.abandonment <= stated.max_abandonment + _TIE)
    )


def _first(numbers: range, kept: Callable[[int], bool]) -> int | None:
    """Give the first number that is kept, if after one that is kept all are."""
    last = len(numbers) - 1
    missed, found, step = -1, 0, 1
    while missed < last and not kept(numbers[found]):
        missed, step = found, step * 2
        found = min(missed + step, last)
    if missed == last:
        return None
    while found - missed > 1:
        middle = (missed + found) // 2
        missed, found = (missed, middle) if kept(numbers[middle]) else (middle, found)
    return numbers[found]
