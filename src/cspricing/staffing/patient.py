"""How many agents keep a goal for contacts that wait until they are answered (Erlang C).

With n agents, a load of A erlangs and 1 / C = 1 + (n - A) / A y(n - 1), the recursion for y is run
once, up to the first n that can be, and on from there until the goal is kept. It need not be right
to the last digit: what is nearly a tie is decided by `precise`.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from math import exp
from typing import Final

from . import precise
from .erlang import LEAST_LOAD, approximate
from .recursion import nearly_inverse_blocking
from .service_level import ServiceLevel

_CLEARLY: Final = 1 + 1e-6
_NEARLY: Final = 1 - 1e-6


def least_agents(load: Fraction, max_occupancy: Fraction | None = None) -> int:
    """Give the smallest number of agents that keeps up with a load, and is not too busy."""
    arriving, per = load.as_integer_ratio()
    least = arriving // per + 1
    return least if max_occupancy is None else max(least, -(-load // max_occupancy))


def agents_for_level(
    load: Fraction, handle_seconds: Fraction | int, level: ServiceLevel, agents: int
) -> int:
    """Give the smallest number, from *agents* on, that keeps a service level.

    It is kept if e^(-(n - A) t / AHT) C <= 1 - target, of which the left side over the right is
    followed from one n to the next.

    Args:
        load: In erlangs; less than *agents*.
        handle_seconds: AHT; above 0.
        level: What is to be kept.
        agents: The first number to try.
    """
    arriving, per = load.as_integer_ratio()
    erlangs = arriving / per
    if erlangs < LEAST_LOAD:
        return agents
    spare = (agents * per - arriving) / per
    handling, second = handle_seconds.as_integer_ratio()
    within, unit = level.within_seconds.as_integer_ratio()
    hit, of = level.target.as_integer_ratio()
    time, scale = within * second, unit * handling
    left = approximate((agents * per - arriving) * time, per * scale)
    late = exp(-left) * of / (of - hit)
    fade = exp(-approximate(time, scale))
    line = float(agents)
    inverse = nearly_inverse_blocking(erlangs, line - 1.0)
    while True:
        kept = 1.0 + spare / erlangs * inverse
        if late <= kept * _CLEARLY:
            found = round(line)
            if late < kept * _NEARLY or _level_kept(load, handle_seconds, level, found):
                return found
        inverse = 1.0 + line * inverse / erlangs
        line += 1.0
        spare += 1.0
        late *= fade


def agents_for_wait(
    load: Fraction, handle_seconds: Fraction | int, longest_seconds: Fraction, agents: int
) -> int:
    """Give the smallest number, from *agents* on, with an average wait that is no longer.

    It is C AHT / (n - A).

    Args:
        load: In erlangs; less than *agents*.
        handle_seconds: AHT; above 0.
        longest_seconds: The longest average wait; above 0.
        agents: The first number to try.
    """
    arriving, per = load.as_integer_ratio()
    erlangs = arriving / per
    if erlangs < LEAST_LOAD:
        return agents
    longest = longest_seconds / handle_seconds
    pace = approximate(longest.numerator, longest.denominator)
    spare = (agents * per - arriving) / per
    inverse = nearly_inverse_blocking(erlangs, agents - 1.0)
    while True:
        kept = pace * spare * (1.0 + spare / erlangs * inverse)
        if kept >= _NEARLY and (
            kept > _CLEARLY or precise.at_most(partial(precise.average_wait, load, agents), longest)
        ):
            return agents
        inverse = 1.0 + agents * inverse / erlangs
        agents += 1
        spare += 1.0


def _level_kept(
    load: Fraction, handle_seconds: Fraction | int, level: ServiceLevel, agents: int
) -> bool:
    handlings = level.within_seconds / handle_seconds
    longer = partial(precise.waits_longer, load, agents, handlings)
    return precise.at_most(longer, 1 - level.target)
