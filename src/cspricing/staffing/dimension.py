"""Dimensioning: lines for a load, and the load that lines or agents bear."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Final

from ..errors import InvalidNumberError, StaffingError, shown
from . import precise
from .erlang import LEAST_LOAD, MOST_LOAD, servers, workload
from .given import Number, share
from .recursion import inverse_blocking

_NEAREST: Final = 10**60
_CLEARLY: Final = 1e-9


def required_lines(load: Number, max_blocking: Number) -> int:
    """Give the smallest number of lines of which at most a share of the contacts finds all busy.

    What a float cannot tell is decided in as many digits as it takes.

    Args:
        load: The offered load in erlangs; from 0 to 10^7. Below 1e-300 it is none.
        max_blocking: The largest share that may be turned away; from 1e-60 to 1.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``share.range``).

    Source: Erlang, 1917.

    >>> required_lines(10, "0.02")
    17
    """
    erlangs, limit = workload(load), _largest(max_blocking, "max_blocking")
    if erlangs < LEAST_LOAD:
        return 0
    rounded, largest = float(erlangs), float(limit)
    lines = -int(-erlangs * (1 - limit) // 1)
    inverse = inverse_blocking(rounded, lines)
    while True:
        ratio = inverse * largest
        if ratio >= 1 - _CLEARLY and (
            ratio > 1 + _CLEARLY
            or precise.at_most(partial(precise.blocking, erlangs, lines), limit)
        ):
            return lines
        lines += 1
        inverse = 1.0 + lines * inverse / rounded


def load_for_blocking(lines: Number, blocking: Number) -> float:
    """Give the largest load of which *lines* turn away no larger share, in erlangs.

    Args:
        lines: How many; whole, from 1 to 10^7.
        blocking: The share that is turned away: from 1e-60, below 1.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``number.whole``, ``share.range``).
        StaffingError: If the load is above 10^7 erlangs (``staffing.limit``).

    Source: Erlang, 1917.

    >>> round(load_for_blocking(33, "0.02"), 5)
    24.62569
    """
    busy, limit = servers(lines, "lines"), _between(blocking, "blocking")
    most = min(Fraction(MOST_LOAD), busy / (1 - limit))
    odds = float((1 - limit) / limit)

    def bears(load: float) -> bool:
        # 1 / B - 1: near a blocking of 1, nothing cancels.
        return busy / load * inverse_blocking(load, busy - 1) >= odds

    if most == MOST_LOAD and bears(float(most)):
        raise StaffingError.of(
            "staffing.limit",
            f"so large a share of {shown(blocking)} is turned away of more than 10^7 erlangs only; "
            "give a smaller one",
            field="blocking",
            value=blocking,
        )
    return _largest_that(bears, float(most))


def load_for_wait_probability(agents: Number, wait_probability: Number) -> float:
    """Give the largest load of which no larger share waits for *agents*, in erlangs (Erlang C).

    Args:
        agents: How many answer; whole, from 1 to 10^7.
        wait_probability: The share that waits: from 1e-60, below 1.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``number.whole``, ``share.range``).

    Source: Erlang, 1917.

    >>> round(load_for_wait_probability(8, "0.05"), 2)
    3.87
    """
    answering, limit = servers(agents, "agents"), _between(wait_probability, "wait_probability")
    odds = float((1 - limit) / limit)

    def bears(load: float) -> bool:
        return (answering - load) / load * inverse_blocking(load, answering - 1) >= odds

    return _largest_that(bears, float(answering))


def _largest_that(bears: Callable[[float], bool], too_much: float) -> float:
    """Give the largest load that can be borne, below one that cannot."""
    little = too_much / 2
    while not bears(little):
        too_much, little = little, little / 2
    while little < (middle := (little + too_much) / 2) < too_much:
        if bears(middle):
            little = middle
        else:
            too_much = middle
    return little


def _largest(value: Number, field: str) -> Fraction:
    found = share(value, field)
    if found * _NEAREST < 1:
        raise InvalidNumberError.of(
            "share.range",
            f"{shown(value)} is too small a share; give at least 10^-60, such as '0.01'",
            field=field,
            value=value,
        )
    return found


def _between(value: Number, field: str) -> Fraction:
    found = _largest(value, field)
    if found == 1:
        raise InvalidNumberError.of(
            "share.range", "any load reaches no share of 1; give less", field=field, value=value
        )
    return found
