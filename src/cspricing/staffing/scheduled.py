"""Shrinkage: the share of paid time in which nobody answers, and how many must be scheduled."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, prod

from .given import Number, not_negative, part, whole


def shrinkage(*shares: Number) -> Fraction:
    """Compose shares of time that are lost, each of what the ones before it leave.

    It is 1 - (1 - a)(1 - b)(1 - c): holidays, sickness of those who are not on holiday, breaks of
    those who are there. Where each is a share of the whole instead, add them up.

    Args:
        shares: From 0, below 1 each.

    Raises:
        InvalidNumberError: If one is no such share (``share.range``).

    >>> shrinkage("0.12", "0.10", "0.08")
    Fraction(848, 3125)
    """
    return 1 - prod((1 - part(share, "shrinkage") for share in shares), start=Fraction(1))


def scheduled_agents(agents: Number, shrinkage: Number) -> int:
    """Give how many must be scheduled for *agents* to answer: agents / (1 - shrinkage), rounded up.

    It is exact: 21 agents at a shrinkage of 0.3, a float too, are 30 people, and not 31.

    Args:
        agents: How many answer at a time; whole, from 0.
        shrinkage: The share of the scheduled time in which one does not answer: from 0, below 1.

    Raises:
        InvalidNumberError: If the agents are not whole (``number.whole``), or the shrinkage is
            no such share (``share.range``).

    >>> scheduled_agents(21, 0.3)
    30
    """
    return ceil(Fraction(whole(agents, "agents")) / (1 - part(shrinkage, "shrinkage")))


def scheduled_agents_fractional(agents: Number, shrinkage: Number) -> Fraction:
    """Give how many must be scheduled, not rounded: full-time equivalents, or hours to pay.

    Args:
        agents: How many answer at a time, or how many hours are answered; from 0.
        shrinkage: The share of the scheduled time in which one does not answer: from 0, below 1.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``share.range``).

    >>> scheduled_agents_fractional(24, "0.3")
    Fraction(240, 7)
    """
    return not_negative(agents, "agents") / (1 - part(shrinkage, "shrinkage"))
