"""Ties, decided in as many digits as they need.

Where a figure is too near to its goal for a float to tell whether it is met, it is worked out
again with 50 digits, and with up to 800 if these do not tell. Nearer than that it is a tie, and
met. Such ties exist: the service level within no time at all is rational.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from math import floor, sqrt
from typing import Final

DIGITS: Final = (50, 100, 200, 400, 800)
_SPARE_DIGITS: Final = 20
_LN10: Final = 2.302585092994046


def context(digits: int) -> Context:
    """Make a context of so many digits that neither traps nor overflows."""
    return Context(
        prec=digits,
        rounding=ROUND_HALF_EVEN,
        Emin=MIN_EMIN,
        Emax=MAX_EMAX,
        capitals=1,
        clamp=0,
        flags=[],
        traps=[],
    )


def at_most(figure: Callable[[int], Decimal], limit: Fraction) -> bool:
    """Tell whether a figure is at most *limit*, working it out in ever more digits.

    Args:
        figure: Gives the figure, above 0, in so many digits, within a context of them.
        limit: What it is compared with; above 0.
    """
    for digits in DIGITS:
        with localcontext(context(digits)):
            excess = figure(digits) * limit.denominator / limit.numerator - 1
            if abs(excess) > Decimal(10) ** (_SPARE_DIGITS - digits):
                return excess < 0
    return True


def decimal(value: Fraction) -> Decimal:
    """Divide in the digits of the context."""
    return Decimal(value.numerator) / value.denominator


def inverse_blocking(load: Fraction, lines: int, digits: int) -> Decimal:
    """Give 1 / B, in the digits of the context, by the recursion with a wider window."""
    erlangs, rounded = decimal(load), float(load)
    window = 2 * (digits * _LN10 + 5) * rounded
    first = floor(rounded - sqrt(max(0.0, rounded - lines) ** 2 + window)) - 1
    value = erlangs / (erlangs - first) if first > 0 else Decimal(1)
    for line in range(max(0, first) + 1, lines + 1):
        value = 1 + line * value / erlangs
    return value


def blocking(load: Fraction, lines: int, digits: int) -> Decimal:
    """Give B, the share of contacts that *lines* cannot take."""
    return 1 / inverse_blocking(load, lines, digits)


def wait_probability(load: Fraction, agents: int, digits: int) -> Decimal:
    """Give C, the share of contacts that wait for more agents than the load."""
    spare = decimal((agents - load) / load)
    return 1 / (1 + spare * inverse_blocking(load, agents - 1, digits))


def waits_longer(load: Fraction, agents: int, handlings: Fraction, digits: int) -> Decimal:
    """Give the share of contacts that wait for more than so many handling times: C e^(-(n - A) t).

    Args:
        load: In erlangs.
        agents: How many answer; more than the load.
        handlings: The time, in handling times.
        digits: Those of the context.
    """
    fade = decimal(-(agents - load) * handlings).exp()
    return wait_probability(load, agents, digits) * fade


def average_wait(load: Fraction, agents: int, digits: int) -> Decimal:
    """Give the average wait for more agents than the load, in handling times: C / (n - A)."""
    return wait_probability(load, agents, digits) / decimal(agents - load)
