"""Shifts: people who come for hours on end, so that there are enough in every interval.

A bound from below and a good cover need no library. Where the two differ, the smallest cover is
found by HiGHS (Huangfu and Hall 2018), which ``pip install "cspricing[shifts]"`` brings.
The problem is that of Dantzig (1954).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from ..errors import InvalidTypeError, LimitError, StaffingError, shown
from .covering import Covering, Placed, Span
from .given import Number, positive, whole
from .series import not_empty, series
from .shift_solver import solved

MOST_INTERVALS: Final = 672
"""How many intervals can be covered at once: a week of quarter hours."""
MOST_KINDS: Final = 100
"""How many kinds of shifts there can be."""
_MOST_AGENTS: Final = 10**6


def _intervals(value: Number) -> int:
    found = whole(value, "intervals", 1)
    if found > MOST_INTERVALS:
        raise LimitError.of(
            "shifts.intervals",
            f"a shift of {shown(value)} intervals is longer than a week; give fewer",
            field="intervals",
            value=value,
        )
    return found


def _breaks(values: Iterable[Number]) -> tuple[int, ...]:
    return tuple(sorted(set(series(values, "breaks", whole))))


def _cost(value: Number) -> Fraction:
    return positive(value, "cost")


@frozen
class Shift:
    """One kind of shift: how long somebody is there, and in which intervals they do not answer.

    Args:
        intervals: How many intervals it has, from the first in which they answer to the last.
        breaks: The intervals without them, counted from 0 at its beginning; neither the first
            nor the last.
        cost: What one such shift counts, in any unit, such as hours to be paid; above 0.

    Raises:
        StaffingError: If a break is not within it (``shifts.break``).
        InvalidNumberError: If a number is outside its domain.

    >>> Shift(17, breaks=[8])
    Shift(intervals=17, breaks=(8,), cost=Fraction(1, 1))
    """

    intervals: int = field(converter=_intervals)
    breaks: tuple[int, ...] = field(default=(), converter=_breaks)
    cost: Fraction = field(default=Fraction(1), converter=_cost, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.breaks and not 0 < self.breaks[0] <= self.breaks[-1] < self.intervals - 1:
            raise StaffingError.of(
                "shifts.break",
                f"breaks lie between the first interval and the last: from 1 to "
                f"{self.intervals - 2}",
                field="breaks",
                value=self.breaks,
            )

    @property
    def offsets(self) -> tuple[int, ...]:
        """The intervals in which they answer, counted from 0 at its beginning."""
        return tuple(place for place in range(self.intervals) if place not in self.breaks)


@frozen(kw_only=True)
class Assigned:
    """People who work the same shift.

    Args:
        starts: The interval in which it begins.
        shift: The kind of shift.
        people: How many they are.
    """

    starts: int
    shift: Shift
    people: int


@frozen(kw_only=True)
class ShiftCover:
    """Shifts that put enough people into every interval.

    Args:
        needed: How many are needed in each interval.
        present: How many are there.
        assigned: Who works which shift, in the order of their beginnings.
    """

    needed: tuple[int, ...] = field(repr=False)
    present: tuple[int, ...] = field(repr=False)
    assigned: tuple[Assigned, ...]

    @property
    def people(self) -> int:
        """How many shifts are worked."""
        return sum(each.people for each in self.assigned)

    @property
    def cost(self) -> Fraction:
        """What they cost, in the unit of the shifts."""
        return sum((each.people * each.shift.cost for each in self.assigned), Fraction(0))

    @property
    def efficiency(self) -> Fraction:
        """The share of the time in which people answer that is needed; 1 where nobody is.

        It is the ``schedule_efficiency`` of `Roster.paid_time`.
        """
        there = sum(self.present)
        return Fraction(sum(self.needed), there) if there else Fraction(1)


@frozen(kw_only=True)
class CoverBounds:
    """Between what the cheapest cover lies.

    Args:
        least_cost: What no cover is below.
        cover: A cover, which need not be the cheapest.
    """

    least_cost: Fraction
    cover: ShiftCover

    @property
    def is_exact(self) -> bool:
        """Whether they meet, so that the cover is the cheapest."""
        return self.cover.cost == self.least_cost


def cover_bounds(
    agents: Iterable[Number], shifts: Iterable[Shift], *, cyclic: bool = False
) -> CoverBounds:
    """Give a cover of the agents by shifts, and a bound that no cover is below.

    For shifts of one length without breaks, in a day that does not run into the next, the two
    meet: the cover is the smallest there is.

    Args:
        agents: How many are needed in each interval, closed ones too; whole, from 0.
        shifts: The kinds of shifts.
        cyclic: Whether the last interval is followed by the first, so that a shift may run
            from the end into the beginning.

    Raises:
        StaffingError: If there are no agents or shifts (``series.empty``), a shift is longer than
            what is to be covered (``shifts.length``), or no shift covers an interval
            (``shifts.uncovered``).
        InvalidNumberError: If an agent is not whole (``number.whole``).
        InvalidTypeError: If a shift is none (``type.shift``).
        LimitError: If there are more than `MOST_INTERVALS`, `MOST_KINDS`, or a million agents
            in an interval (``shifts.intervals``, ``shifts.kinds``, ``shifts.agents``).

    >>> bounds = cover_bounds([1, 2, 4, 4, 3, 1, 2, 2], [Shift(4)])
    >>> bounds.is_exact, bounds.cover.people, bounds.cover.present
    (True, 6, (1, 2, 4, 4, 5, 4, 2, 2))
    """
    kinds = _kinds(shifts)
    covering = _covering(agents, kinds, cyclic=cyclic)
    return CoverBounds(
        least_cost=covering.least_cost, cover=_told(covering, kinds, covering.cover())
    )


def smallest_cover(
    agents: Iterable[Number],
    shifts: Iterable[Shift],
    *,
    cyclic: bool = False,
    most_seconds: Number = 60,
) -> ShiftCover:
    """Give the cheapest cover of the agents by shifts: exactly, by whole numbers.

    Arguments and refusals are those of `cover_bounds`. HiGHS is needed only where its bounds do
    not meet: with breaks, shifts of several lengths, or a cycle. It is fast where costs are
    multiples of one large unit, such as 8 and 4, and may be slow where they are not.

    Args:
        agents: How many are needed in each interval, closed ones too; whole, from 0.
        shifts: The kinds of shifts.
        cyclic: Whether the last interval is followed by the first.
        most_seconds: How long HiGHS may search; above 0.

    Raises:
        ImportError: If HiGHS is needed and not installed.
        StaffingError: If HiGHS finds no cover that is proven to be the cheapest
            (``shifts.unsolved``).

    >>> smallest_cover([2, 2, 3, 1], [Shift(2)]).people
    5
    """
    kinds = _kinds(shifts)
    covering = _covering(agents, kinds, cyclic=cyclic)
    found = covering.cover()
    if covering.cost(found) > covering.least_cost:
        found = solved(covering, positive(most_seconds, "most_seconds"))
    return _told(covering, kinds, found)


def _kinds(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    kinds = not_empty(series(shifts, "shifts", _shift), "shifts")
    if len(kinds) > MOST_KINDS:
        raise LimitError.of(
            "shifts.kinds",
            f"there are more than {MOST_KINDS} kinds of shifts; give fewer",
            field="shifts",
            value=kinds,
        )
    return kinds


def _shift(value: Shift, field: str) -> Shift:
    if not isinstance(value, Shift):
        raise InvalidTypeError.of(
            "type.shift",
            f"{shown(value)} is no shift; give Shift(16)",
            field=field,
            value=value,
        )
    return value


def _needed(value: Number, field: str) -> int:
    found = whole(value, field)
    if found > _MOST_AGENTS:
        raise LimitError.of(
            "shifts.agents",
            f"{shown(value)} agents are more than a million; give fewer",
            field=field,
            value=value,
        )
    return found


def _covering(agents: Iterable[Number], kinds: tuple[Shift, ...], *, cyclic: bool) -> Covering:
    needs = not_empty(series(agents, "agents", _needed), "agents")
    if len(needs) > MOST_INTERVALS:
        raise LimitError.of(
            "shifts.intervals",
            f"there are more than {MOST_INTERVALS} intervals; give at most a week",
            field="agents",
            value=needs,
        )
    for place, kind in enumerate(kinds):
        if kind.intervals > len(needs):
            raise StaffingError.of(
                "shifts.length",
                f"a shift of {kind.intervals} intervals does not fit into {len(needs)}; give a "
                "shorter one, or a longer day",
                field=f"shifts[{place}]",
                value=kind,
            )
    spans = tuple(Span(kind.offsets, kind.cost) for kind in kinds)
    covering = Covering(needs, spans, bool(cyclic))
    for interval, need in enumerate(needs):
        if need and next(covering.covering(interval), None) is None:
            raise StaffingError.of(
                "shifts.uncovered",
                f"no shift has anybody in interval {interval}, where {need} are needed; move a "
                "break, or give another shift",
                field=f"agents[{interval}]",
                value=need,
            )
    return covering


def _told(covering: Covering, kinds: tuple[Shift, ...], placed: tuple[Placed, ...]) -> ShiftCover:
    return ShiftCover(
        needed=covering.needs,
        present=tuple(covering.present(placed)),
        assigned=tuple(
            Assigned(starts=one.start, shift=kinds[one.span], people=one.people) for one in placed
        ),
    )
