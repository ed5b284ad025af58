"""How many agents keep goals for contacts that give up when their patience ends (Erlang A)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import isqrt
from typing import Final

from ..errors import StaffingError
from . import precise
from .abandonment import ErlangA
from .erlang import MOST_AGENTS
from .goals import Goals
from .precise_impatience import Impatient
from .service_level import ServiceLevel

_UNCLEAR: Final = Fraction(1, 10**8)
_NEARLY: Final = 1 - _UNCLEAR


def agents_for_goals(
    load: Fraction, handle_seconds: Fraction | int, patience_seconds: Fraction, goals: Goals
) -> int:
    """Give the smallest number of agents that keeps all *goals*, for a load above 0.

    More agents keep all that fewer keep, so that it is bracketed and halved.

    Raises:
        StaffingError: If not even 10^7 agents keep them (``staffing.limit``).
    """
    kept = partial(goals_kept, load, handle_seconds, patience_seconds, goals)
    enough = min(MOST_AGENTS, max(1, -(-load.numerator // load.denominator)))
    step = max(1, isqrt(enough) // 2)
    few = 0
    while not kept(enough):
        if enough == MOST_AGENTS:
            raise StaffingError.of(
                "staffing.limit",
                "not even 10^7 agents keep these goals; ask for less, or divide the load",
                field="load",
                value=load,
            )
        few, enough, step = enough, min(MOST_AGENTS, enough + step), step * 2
    while enough - few > 1:
        middle = max(enough - step, (few + enough) // 2)
        step *= 2
        if kept(middle):
            enough = middle
        else:
            few = middle
    return enough


def goals_kept(
    load: Fraction,
    handle_seconds: Fraction | int,
    patience_seconds: Fraction,
    goals: Goals,
    agents: int,
) -> bool:
    """Tell whether so many agents keep all *goals*, for a load above 0; agents from 1."""
    queue = ErlangA(
        load=load,
        agents=agents,
        handle_seconds=handle_seconds,
        patience_seconds=patience_seconds,
    )
    truth = Impatient(load, agents, handle_seconds / patience_seconds)
    wait = None
    if goals.max_average_wait_seconds is not None:
        wait = goals.max_average_wait_seconds / handle_seconds
    for figure, largest, exact in (
        (queue.occupancy, _below_one(goals.max_occupancy), truth.occupancy),
        (queue.abandonment, _below_one(goals.max_abandonment), truth.abandonment),
        (queue.average_wait_seconds / float(handle_seconds), wait, truth.average_wait),
    ):
        if largest is not None and not _at_most(figure, largest, truth, exact):
            return False
    level = goals.service_level
    return level is None or _level_kept(queue, level, truth, handle_seconds)


def _below_one(share: Fraction | None) -> Fraction | None:
    """Give a share that can be exceeded."""
    return None if share == 1 else share


def _level_kept(
    queue: ErlangA, level: ServiceLevel, truth: Impatient, handle_seconds: Fraction | int
) -> bool:
    """Tell whether a service level is kept; who does not wait is never late."""
    allowed = 1 - level.target
    if queue.wait_probability < _NEARLY * allowed:
        return True
    late = 1 - queue.service_level(level.within_seconds, level.of)
    if late > allowed + _UNCLEAR:
        return False
    if late < allowed - _UNCLEAR:
        return True
    exact = partial(truth.late, level.of, level.within_seconds / handle_seconds)
    return precise.at_most(exact, allowed) if truth.within_reach() else late <= allowed


def _at_most(
    figure: float, largest: Fraction, truth: Impatient, exact: Callable[[int], Decimal]
) -> bool:
    """Compare a figure, known to some digits, with its largest: in more digits if these are few."""
    if abs(figure - largest) > _UNCLEAR * largest or not truth.within_reach():
        return figure <= largest
    return precise.at_most(exact, largest)
