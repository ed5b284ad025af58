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
from .abandonment import MOST, ErlangA
from .goals import Goals
from .precise_impatience import Impatient

_CLEARLY: Final = 1e-9


def agents_for_goals(
    load: Fraction, handle_seconds: Fraction | int, patience_seconds: Fraction, goals: Goals
) -> int:
    """Give the smallest number of agents that keeps all *goals*, for a load above 0.

    More agents keep all that fewer keep, so that it is bracketed and halved.

    Raises:
        StaffingError: If not even 10^7 agents keep them (``staffing.limit``).
    """
    kept = partial(goals_kept, load, handle_seconds, patience_seconds, goals)
    enough = min(MOST, max(1, -(-load.numerator // load.denominator)))
    step = max(1, isqrt(enough) // 2)
    few = 0
    while not kept(enough):
        if enough == MOST:
            raise StaffingError.of(
                "staffing.limit",
                "not even 10^7 agents keep these goals; ask for less, or divide the load",
                field="load",
                value=load,
            )
        few, enough, step = enough, min(MOST, enough + step), step * 2
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
    level, longest = goals.service_level, goals.max_average_wait_seconds
    if level is not None:
        late = 1 - queue.service_level(level.within_seconds, level.of)
        truly = partial(truth.late, level.of, level.within_seconds / handle_seconds)
        if not _at_most(late, 1 - level.target, truth, truly):
            return False
    if longest is not None:
        part = queue.average_wait_seconds / float(longest)
        truly = partial(_over, truth.average_wait, longest / handle_seconds)
        if not _at_most(part, Fraction(1), truth, truly):
            return False
    for share, largest, exact in (
        (queue.abandonment, goals.max_abandonment, truth.abandonment),
        (queue.occupancy, goals.max_occupancy, truth.occupancy),
    ):
        if largest is None or largest == 1:
            continue
        if not _at_most(share, largest, truth, exact):
            return False
    return True


def _at_most(
    figure: float, limit: Fraction, truth: Impatient, exact: Callable[[int], Decimal]
) -> bool:
    """Compare a figure with its limit: in more digits if a float does not tell."""
    excess = figure - float(limit)
    if abs(excess) > _CLEARLY or not truth.within_reach():
        return excess <= 0
    return precise.at_most(exact, limit)


def _over(figure: Callable[[int], Decimal], unit: Fraction, digits: int) -> Decimal:
    return figure(digits) / precise.decimal(unit)
