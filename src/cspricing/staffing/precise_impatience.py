"""Ties of Erlang A, decided in as many digits as they need.

In units of the handling time, with n agents, a load of A, the rate r at which each who waits gives
up, x = n / r and y = A / r, a patient caller waits longer than t in a share of the time of

    y e^(y - z - n t) S(x, z) / (1 / B(n - 1) + y S(x, y)),   z = y e^(-r t)
    S(x, z) = 1 / x + z / (x (x + 1)) + z^2 / (x (x + 1) (x + 2)) + ...

by the series of the incomplete gamma function, which has positive terms alone (Palm, 1957;
Mandelbaum and Zeltyn, 2007). With x + 1 in place of x it counts those who are still there.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Final

from attrs import frozen

from .precise import decimal, inverse_blocking
from .service_level import Of

MOST_TERMS: Final = 200_000


@frozen
class Impatient:
    """A queue of Erlang A.

    Attributes:
        load: In erlangs; above 0.
        agents: How many answer; from 1.
        haste: The handling time over the patience.
    """

    load: Fraction
    agents: int
    haste: Fraction

    def within_reach(self) -> bool:
        """Tell whether its series have a number of terms that can be added up."""
        first, growth = float(self.agents / self.haste), float(self.load / self.haste)
        return max(0.0, growth - first) + 60 * sqrt(first + growth) < MOST_TERMS

    def late(self, of: Of, handlings: Fraction, digits: int) -> Decimal:
        """Give the share that is not served within so many handling times, of those meant."""
        free = inverse_blocking(self.load, self.agents - 1, digits)
        later = self._later(0, handlings, digits)
        if of == "virtual":
            return later / (free + self._later(0, Fraction(), digits))
        if of == "answered_or_abandoned":
            there = decimal(-self.haste * handlings).exp()
            return there * later / (free + self._later(0, Fraction(), digits))
        answered_later = self._later(1, handlings, digits)
        answered = self._later(1, Fraction(), digits)
        if of == "answered":
            return answered_later / (free + answered)
        waiting = self._later(0, Fraction(), digits)
        return (waiting - answered + answered_later) / (free + waiting)

    def abandonment(self, digits: int) -> Decimal:
        """Give the share that gives up."""
        waiting = self._later(0, Fraction(), digits)
        answered = self._later(1, Fraction(), digits)
        return (waiting - answered) / (
            inverse_blocking(self.load, self.agents - 1, digits) + waiting
        )

    def average_wait(self, digits: int) -> Decimal:
        """Give the average wait, in handling times."""
        return self.abandonment(digits) / decimal(self.haste)

    def occupancy(self, digits: int) -> Decimal:
        """Give the share of their time in which agents are busy."""
        return (1 - self.abandonment(digits)) * decimal(self.load / self.agents)

    def _later(self, there: int, handlings: Fraction, digits: int) -> Decimal:
        """Give y e^(y - z - (n + r) t) S(x + 1, z) for *there* 1, and without r and 1 for 0."""
        first = decimal(self.agents / self.haste) + there
        growth = decimal(self.load / self.haste)
        left = growth * decimal(-self.haste * handlings).exp()
        passed = decimal((self.agents + there * self.haste) * handlings)
        return growth * (growth - left - passed).exp() * _series(first, left, digits)


def _series(first: Decimal, growth: Decimal, digits: int) -> Decimal:
    """Give S(first, growth)."""
    negligible = Decimal(10) ** -digits
    term = total = 1 / first
    while term > negligible * total:
        first += 1
        term = term * growth / first
        total += term
    return total
