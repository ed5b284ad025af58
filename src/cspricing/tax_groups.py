"""The taxes of lines: which of them hold on a day, and which lines are taxed together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeAlias

from .tax import Tax, together

Treated: TypeAlias = tuple[tuple[Tax, tuple[int, ...]], ...]
"""Taxes, each with the positions of its lines."""


def tax_days(treated: Treated) -> Sequence[date]:
    """Give the days on which taxes become others."""
    found: set[date] = set()
    for tax, _ in treated:
        if tax.later:
            found.update([step.since for step in tax.later if step.since is not None])
    return sorted(found) if found else ()


def grouped(treated: Treated, day: date | None = None) -> Treated:
    """Put the lines of taxes that are equal on a day together, in the order of their rates."""
    groups: dict[tuple[Any, ...], tuple[Tax, tuple[int, ...]]] = {}
    alike: dict[tuple[Any, ...], list[tuple[Tax, tuple[int, ...]]]] = {}
    for stated in treated:
        one = (stated[0].at(day), stated[1]) if stated[0].later else stated
        if one[1]:
            first = groups.setdefault(one[0].key, one)
            if first is not one:
                alike.setdefault(one[0].key, [first]).append(one)
    for key, several in alike.items():
        members = sorted(chain.from_iterable([members for _, members in several]))
        groups[key] = (together([tax for tax, _ in several]), tuple(members))
    return tuple(sorted(groups.values(), key=_by_rate))


def _by_rate(group: tuple[Tax, Sequence[int]]) -> tuple[Any, ...]:
    return group[0].order
