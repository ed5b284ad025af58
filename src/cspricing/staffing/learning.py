"""New staff: how much of full work they do at first, and how many leave again.

Time passes in periods, weeks or months. Whoever is hired starts at the beginning of a period; of
all people, new ones too, the same share leaves at the end of each. All is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from typing import Final, TypeVar

from attrs import field, frozen

from ..errors import LimitError, StaffingError
from .given import Number, not_negative, part, share, whole
from .series import not_empty, series, volumes

_T = TypeVar("_T")

MOST_PERIODS: Final = 1_200
"""How many periods can be looked ahead: a hundred years of months."""


def _at_most(periods: int, field: str, value: _T) -> _T:
    if periods > MOST_PERIODS:
        raise LimitError.of(
            "learning.periods",
            f"there are more than {MOST_PERIODS} periods; give fewer, or longer ones",
            field=field,
            value=value,
        )
    return value


def _shares(values: Iterable[Number]) -> tuple[Fraction, ...]:
    found = not_empty(series(values, "shares", share), "shares")
    return _at_most(len(found), "shares", found)


def _leaving(value: Number) -> Fraction:
    return part(value, "attrition")


@frozen
class LearningCurve:
    """How much of full work new people do, period by period, and how many leave.

    Args:
        shares: The share of full work in the first period, the second, and so on, each from 0 to
            1; from then on it is 1.
        attrition: The share of the people who leave at the end of a period; from 0, below 1.

    Raises:
        InvalidNumberError: If a share is outside 0 to 1, or all leave (``share.range``).
        StaffingError: If there is no share (``series.empty``).

    >>> curve = LearningCurve(["0.4", "0.7", "0.9"], attrition="0.02")
    >>> curve.share(0), curve.share(5), curve.staying(2)
    (Fraction(2, 5), Fraction(1, 1), Fraction(2401, 2500))
    """

    shares: tuple[Fraction, ...] = field(converter=_shares)
    attrition: Fraction = field(kw_only=True, converter=_leaving)

    def share(self, period: int) -> Fraction:
        """Give the share of full work that one does in a period, counted from 0."""
        place = whole(period, "period")
        return self.shares[place] if place < len(self.shares) else Fraction(1)

    def staying(self, periods: int) -> Fraction:
        """Give the share of the people who are still there after so many periods."""
        several = whole(periods, "periods")
        return (1 - self.attrition) ** _at_most(several, "periods", several)

    @property
    def lost_periods(self) -> Fraction:
        """How many periods of full work one new person costs until it does full work.

        >>> LearningCurve(["0.4", "0.7", "0.9"], attrition=0).lost_periods
        Fraction(1, 1)
        """
        return sum((1 - done for done in self.shares), Fraction(0))


def effective_agents(
    hires: Iterable[Number], learning: LearningCurve, *, experienced: Number = 0
) -> tuple[Fraction, ...]:
    """Give to how many people with experience the staff amounts, in each period.

    Args:
        hires: How many start at the beginning of each period; from 0.
        learning: How they learn, and how many leave.
        experienced: How many with full experience are there at the beginning; from 0.

    Raises:
        InvalidNumberError: If a number is below 0 (``number.range``).
        LimitError: If there are more periods than `MOST_PERIODS` (``learning.periods``).

    >>> curve = LearningCurve(["0.5"], attrition="0.1")
    >>> [str(number) for number in effective_agents([10, 0, 2], curve, experienced=20)]
    ['25', '27', '253/10']
    """
    there = not_negative(experienced, "experienced")
    learners: list[Fraction] = []
    found: list[Fraction] = []
    stay = 1 - learning.attrition
    starting = volumes(hires, "hires")
    for hired in _at_most(len(starting), "hires", starting):
        learners.insert(0, hired)
        there += sum(learners[len(learning.shares) :])
        learners = learners[: len(learning.shares)]
        working = zip(learning.shares, learners, strict=False)
        found.append(there + sum(done * people for done, people in working))
        there *= stay
        learners = [people * stay for people in learners]
    return tuple(found)


def hires_ahead(
    agents: Number,
    learning: LearningCurve,
    *,
    periods: int,
    experienced: Number = 0,
) -> int:
    """Give how many to hire now, to have the work of *agents* with experience later.

    Args:
        agents: To how many people with experience the staff is to amount; from 0.
        learning: How they learn, and how many leave.
        periods: After how many periods; from 0, which is the period in which they start.
        experienced: How many with full experience are there now; from 0.

    Raises:
        StaffingError: If new people do no work by then (``learning.too_late``).
        InvalidNumberError: If a number is below 0 (``number.range``), or *periods* is not whole
            (``number.whole``).

    >>> curve = LearningCurve(["0.4", "0.7", "0.9"], attrition="0.02")
    >>> hires_ahead(50, curve, periods=3, experienced=40)
    14
    """
    later = whole(periods, "periods")
    staying = learning.staying(later)
    missing = not_negative(agents, "agents") - not_negative(experienced, "experienced") * staying
    if missing <= 0:
        return 0
    done = learning.share(later) * staying
    if not done:
        raise StaffingError.of(
            "learning.too_late",
            f"people hired now do no work after {later} periods; hire earlier, so that more "
            "periods pass",
            field="periods",
            value=periods,
        )
    return ceil(missing / done)


def hires_to_hold(agents: Number, learning: LearningCurve) -> Fraction:
    """Give how many to hire in each period, to have the work of *agents* with experience always.

    Hired at that rate for long, h people a period amount to h x (s_0 + s_1 q + ...) with the
    shares s of full work and the share q of those who stay.

    Raises:
        InvalidNumberError: If *agents* is below 0 (``number.range``).

    >>> hires_to_hold(50, LearningCurve(["0.5"], attrition="0.1"))
    Fraction(100, 19)
    """
    needed = not_negative(agents, "agents")
    stay = 1 - learning.attrition
    if not learning.attrition:
        return Fraction(0)
    working = sum((done * stay**period for period, done in enumerate(learning.shares)), Fraction(0))
    return needed / (working + stay ** len(learning.shares) / learning.attrition)
