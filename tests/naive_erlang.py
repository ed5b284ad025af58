"""Erlang's formulas as they are written, in whole numbers of many digits; slow, and independent.

The recursion runs from the first line on, in fixed point with 320 binary digits, so that the
relative error is below 10^-80 for the numbers of lines that tests use.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import factorial
from typing import Final

_ONE: Final = 1 << 320
_ENOUGH: Final = _ONE * 10**330


def exact_erlang_b(load: Fraction, lines: int) -> Fraction:
    """Give Erlang B as the ratio of a term to a sum, for few lines."""
    terms = [load**line / factorial(line) for line in range(lines + 1)]
    return terms[-1] / sum(terms)


def exact_erlang_c(load: Fraction, agents: int) -> Fraction:
    """Give Erlang C as a ratio of sums, for few agents."""
    terms = [load**agent / factorial(agent) for agent in range(agents)]
    waiting = load**agents / factorial(agents) * agents / (agents - load)
    return waiting / (sum(terms) + waiting)


def inverse_blocking(load: Fraction, lines: int) -> Fraction:
    """Give 1 / B, from the first line on; something beyond 10^330 where it is beyond that."""
    arriving, per = load.as_integer_ratio()
    value = _ONE
    for line in range(1, lines + 1):
        value = _ONE + value * line * per // arriving
        if value > _ENOUGH and line > load:
            break
    return Fraction(value, _ONE)


def erlang_b(load: Fraction, lines: int) -> Fraction:
    """Give the share that finds all lines taken."""
    return 1 / inverse_blocking(load, lines)


def erlang_c(load: Fraction, agents: int) -> Fraction:
    """Give the share that waits, by B / (1 - (A / n)(1 - B))."""
    blocking = erlang_b(load, agents)
    return blocking / (1 - load / agents * (1 - blocking))


def late(load: Fraction, agents: int, handlings: Fraction) -> Fraction:
    """Give the share that waits for more than so many handling times."""
    with localcontext() as context:
        context.prec = 80
        exponent = (agents - load) * handlings
        fade = (-Decimal(exponent.numerator) / exponent.denominator).exp()
    return erlang_c(load, agents) * Fraction(fade)


def required(load: Fraction, handlings: Fraction, target: Fraction) -> int:
    """Give the agents for a service level within so many handling times, one after the other."""
    agents = int(load) + 1
    while late(load, agents, handlings) > 1 - target:
        agents += 1
    return agents


def inverse_blocking_of_halves(load: Fraction, halves: int) -> Fraction:
    """Give 1 / B for an odd number of half lines, from that of one half, for loads up to 100.

    y(1/2) = e^A sqrt(pi / A) / 2 - (A / (3/2) + A^2 / (3/2 5/2) + ...).
    """
    with localcontext() as context:
        context.prec = 150
        erlangs = Decimal(load.numerator) / load.denominator
        pi = _pi()
        value = erlangs.exp() * (pi / erlangs).sqrt() / 2
        line, term = Decimal("1.5"), erlangs / Decimal("1.5")
        while term > Decimal(10) ** -120:
            value -= term
            line += 1
            term = term * erlangs / line
        line = Decimal("0.5")
        while 2 * line < halves:
            line += 1
            value = 1 + line / erlangs * value
    return Fraction(value)


def _pi() -> Decimal:
    """Give pi by Machin's formula, in the digits of the context."""

    def arctan_of_inverse(number: int) -> Decimal:
        power = total = Decimal(1) / number
        for odd in range(3, 500, 2):
            power = -power / number**2
            total += power / odd
        return total

    return 16 * arctan_of_inverse(5) - 4 * arctan_of_inverse(239)
