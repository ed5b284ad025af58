"""The steady state of a queue, by adding up its states in 80 digits: nothing clever."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

_CONTEXT = Context(prec=80)
_NEGLIGIBLE = Decimal("1e-30")


class Steady(NamedTuple):
    """What a queue does on average.

    Attributes:
        free: The share of contacts that are taken at once.
        waiting: The share that waits.
        blocked: The share that is turned away.
        abandoned: The share that gives up.
        average_wait: How long a contact waits.
        present: How many are there, those who wait included.
        queue: How many wait.
    """

    free: float
    waiting: float
    blocked: float
    abandoned: float
    average_wait: float
    present: float
    queue: float


def steady(
    arriving: Decimal,
    ending: Callable[[int], Decimal],
    places: int,
    *,
    giving_up: Decimal = Decimal(0),
    most: int | None = None,
) -> Steady:
    """Add up the states of a queue.

    Args:
        arriving: Contacts per second.
        ending: How many are answered per second, while so many are handled.
        places: How many can be handled at a time.
        giving_up: How many give up per second, for each who waits.
        most: How many can be there; None: any number.
    """
    with localcontext(_CONTEXT):
        weights = [Decimal(1)]
        waiting = Decimal(0)
        while most is None or len(weights) <= most:
            there = len(weights)
            leaving = ending(min(there, places)) + giving_up * max(0, there - places)
            weights.append(weights[-1] * arriving / leaving)
            waiting += weights[-1] if there >= places else 0
            falling = most is None and there > places and leaving > arriving
            if falling and weights[-1] / (1 - arriving / leaving) < _NEGLIGIBLE * waiting:
                break
        total = sum(weights)
        states = [weight / total for weight in weights]
        queue = sum(max(0, n - places) * state for n, state in enumerate(states))
        blocked = Decimal(0) if most is None else states[-1]
        return Steady(
            free=float(sum(states[:places])),
            waiting=float(sum(states[places:]) - blocked),
            blocked=float(blocked),
            abandoned=float(giving_up * queue / arriving),
            average_wait=float(queue / arriving),
            present=float(sum(n * state for n, state in enumerate(states))),
            queue=float(queue),
        )
