"""Proration: which part of a charge is due where a period is cut.

By months, days, or days of 30 a month, the parts of a period that is cut anywhere sum to the
whole. What counts as started in both parts is charged in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import lcm
from typing import Final, Literal, TypeAlias

from attrs import frozen

from .errors import TermsError
from .factor import Factor
from .text import one_of

Proration: TypeAlias = Literal["months", "days", "30/360", "started_months", "none"]
"""How a part of a period is charged.

- ``months``: whole months count as months, and a month that is cut by its days: 2 of 3 months,
  or 17 of 31 days.
- ``days``: its days over those of the period: 61 of 91 days.
- ``30/360``: the same, each month having 30 days (30E/360: the 31st counts as the 30th).
- ``started_months``: each started month counts in full.
- ``none``: a started period counts in full.
"""

PRORATIONS: Final[tuple[Proration, ...]] = ("months", "days", "30/360", "started_months", "none")
UNDATED: Final = frozenset({"months", "started_months", "none"})
"""The rules that need no calendar: a term without dates is one of whole months."""


def proration(value: Proration) -> Proration:
    """Take *value* as a rule of proration.

    Raises:
        TermsError: If there is no such rule (``proration``).
    """
    return one_of(value, PRORATIONS, "proration", TermsError)


@frozen
class Charged:
    """The part of a period that is charged; days are given with the one behind the last.

    Attributes:
        start: The first day of the part.
        end: The day after its last one.
        borders: Where the months of the whole period start, and where the last one ends.
    """

    start: date
    end: date
    borders: Sequence[date]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is cut off."""
        return self.start <= self.borders[0] and self.borders[-1] <= self.end


def part_factor(part: Charged, rule: Proration) -> Factor | None:
    """Give the factor of a part of a period; None for the whole.

    >>> june = (date(2027, 6, 1), date(2027, 7, 1))
    >>> print(part_factor(Charged(date(2027, 6, 21), date(2027, 7, 1), june), "days"))
    10 / 30
    """
    if part.is_whole or rule == "none":
        return None
    if rule == "days":
        days = (part.end - part.start).days
        return _told("part_in_days", days, (part.borders[-1] - part.borders[0]).days)
    if rule == "30/360":
        return _told("part_in_360", *_in_360(part))
    months = [_of_month(part, first, after) for first, after in pairwise(part.borders)]
    if rule == "started_months":
        months = [(1, 1) if days else (0, 1) for days, _ in months]
    return _of_months(months)


def _in_360(part: Charged) -> tuple[int, int]:
    return (
        days_in_360(part.start, part.end),
        days_in_360(part.borders[0], part.borders[-1]),
    )


def days_in_360(start: date, end: date) -> int:
    """Count the days from *start* to the day before *end* as if each month had 30.

    >>> days_in_360(date(2024, 2, 23), date(2024, 3, 15))
    22
    """
    return _day_in_360(end) - _day_in_360(start)


def _day_in_360(day: date) -> int:
    return 360 * day.year + 30 * day.month + min(day.day, 30)


def _of_month(part: Charged, first: date, after: date) -> tuple[int, int]:
    """Give which part of a month is charged: all, nothing, or so many of its days."""
    days = (min(part.end, after) - max(part.start, first)).days
    of = (after - first).days
    if days <= 0:
        return 0, 1
    return (1, 1) if days == of else (days, of)


def _of_months(months: Sequence[tuple[int, int]]) -> Factor | None:
    """Add up parts of months to a part of their period."""
    below = lcm(*(of for _, of in months))
    above = sum(part * (below // of) for part, of in months)
    cut = [(part, of) for part, of in months if of > 1]
    if above == below * len(months):
        return None
    if not cut:
        return _told("part_of_period", above, len(months))
    if len(months) == 1:
        return _told("part_in_days", *cut[0])
    whole = sum(part for part, of in months if of == 1)
    told = {"months": whole, "whole": len(months), "part": cut[0][0], "of": cut[0][1]}
    why = "part_in_both" if whole else "part_of_month"
    if len(cut) > 1:  # the first month and the last one
        why = "part_at_ends"
        told |= {"last": cut[1][0], "of_last": cut[1][1]}
    texts = tuple((name, str(number)) for name, number in told.items())
    return Factor(above, below * len(months), why, texts)


def _told(why: str, part: int, whole: int) -> Factor:
    return Factor(part, whole, why, (("part", str(part)), ("whole", str(whole))))
