"""Shifts: covers that are enough, bounds that no cover is below, and the smallest cover."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from cspricing.errors import (
    InvalidNumberError,
    InvalidTypeError,
    LimitError,
    PricingError,
    StaffingError,
)
from cspricing.staffing import (
    CoverBounds,
    Shift,
    ShiftCover,
    cover_bounds,
    shift_solver,
    smallest_cover,
)

NEEDS = st.lists(st.integers(0, 3), min_size=4, max_size=7)
KINDS = [
    Shift(2),
    Shift(3),
    Shift(4, cost="1.5"),
    Shift(3, breaks=[1]),
    Shift(4, breaks=[1], cost=Fraction(4, 3)),
]
SEVERAL = st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True)
# One kind of shift with a break leaves a hole that the bounds do not see.
APART = ([1, 1, 0, 1, 1, 0], (Shift(4, breaks=[1, 2]), Shift(3, breaks=[1])))


def cheapest(needs: Sequence[int], kinds: Sequence[Shift], *, cyclic: bool) -> Fraction | None:
    """Try every cover, from the first need that is open on; None if there is none."""
    several = len(needs)
    best: list[Fraction] = []

    def search(left: tuple[int, ...], spent: Fraction) -> None:
        if best and spent >= best[0]:
            return
        if not any(left):
            best[:] = [spent]
            return
        first = next(place for place, need in enumerate(left) if need)
        tried: set[tuple[int, ...]] = set()
        for kind in kinds:
            for start in range(several if cyclic else several - kind.intervals + 1):
                worked = {(start + offset) % several for offset in kind.offsets}
                rest = tuple(max(0, need - (place in worked)) for place, need in enumerate(left))
                if first in worked and (*rest, kinds.index(kind)) not in tried:
                    tried.add((*rest, kinds.index(kind)))
                    search(rest, spent + kind.cost)

    search(tuple(needs), Fraction(0))
    return best[0] if best else None


def check(cover: ShiftCover, needs: Sequence[int]) -> None:
    """Hold a cover against the needs, shift by shift."""
    present = [0] * len(needs)
    for each in cover.assigned:
        assert each.people > 0
        for offset in each.shift.offsets:
            present[(each.starts + offset) % len(needs)] += each.people
    assert tuple(needs) == cover.needed
    assert tuple(present) == cover.present
    assert all(there >= need for there, need in zip(present, needs, strict=True))
    assert cover.people == sum(each.people for each in cover.assigned)


def bounded(needs: Sequence[int], kinds: Sequence[Shift], *, cyclic: bool) -> CoverBounds | None:
    """Give the bounds, or None where no shift can cover an interval."""
    try:
        return cover_bounds(needs, kinds, cyclic=cyclic)
    except StaffingError as error:
        if error.code != "shifts.uncovered":
            raise
        return None


def test_a_day_is_covered() -> None:
    """1, 2, 4, 4, 3, 1, 2, 2 agents need 6 shifts of 4: 4 for the peak, and 2 for the end."""
    bounds = cover_bounds([1, 2, 4, 4, 3, 1, 2, 2], [Shift(4)])
    assert bounds.is_exact
    assert bounds.least_cost == 6
    assert bounds.cover.people == 6
    assert bounds.cover.cost == 6
    assert Fraction(19, 24) == bounds.cover.efficiency


def test_nobody_needs_no_shift() -> None:
    """Where nobody is needed nobody comes, and no time is lost."""
    bounds = cover_bounds([0] * 5, [Shift(4)], cyclic=True)
    assert bounds.is_exact
    assert bounds.cover.assigned == ()
    assert bounds.cover.efficiency == 1


def test_a_night_is_one_shift_in_a_cycle() -> None:
    """A shift that runs into the next day needs 2 people where 4 would be needed in one day."""
    needs = [2, 2, 0, 0, 0, 0, 2, 2]
    assert cover_bounds(needs, [Shift(4)]).cover.people == 4
    assert cover_bounds(needs, [Shift(4)], cyclic=True).cover.people == 2


def test_who_turns_out_to_be_spare_stays_at_home() -> None:
    """Two shifts over a break meet at the night between them, so that a third is left out."""
    bounds = cover_bounds([1, 1, 0, 0, 1, 1], [Shift(2), Shift(3, breaks=[1])], cyclic=True)
    assert bounds.cover.people == 2
    assert bounds.is_exact


def test_costs_decide() -> None:
    """A shift of four is taken where it is cheaper than two of two, and not where it is dearer."""
    cheap = smallest_cover([1, 1, 1, 1], [Shift(2, cost=4), Shift(4, cost="7.5")])
    assert cheap.cost == Fraction(15, 2)
    dear = smallest_cover([1, 1, 1, 1], [Shift(2, cost=4), Shift(4, cost="8.5")])
    assert dear.cost == 8


@given(NEEDS, st.integers(1, 4))
@example([0, 1, 0, 2], 4)
@example([3, 0, 0, 3, 0, 0, 3], 3)
def test_one_length_in_a_day_is_exact_without_a_library(needs: list[int], length: int) -> None:
    """For shifts of one length without breaks the two bounds meet at the smallest cover."""
    bounds = cover_bounds(needs, [Shift(length)])
    assert bounds.is_exact
    assert cheapest(needs, [Shift(length)], cyclic=False) == bounds.least_cost
    check(bounds.cover, needs)


@given(st.lists(st.integers(0, 60), min_size=10, max_size=96), st.integers(1, 10))
def test_long_days_are_exact_too(needs: list[int], length: int) -> None:
    """The two bounds meet in days of any length: a cover, and intervals that prove it."""
    assert cover_bounds(needs, [Shift(length)]).is_exact


@given(NEEDS, SEVERAL, st.booleans())
@example(*APART, False)  # noqa: FBT003
@example([1, 1, 1, 1, 1], [Shift(3)], True)  # noqa: FBT003
def test_the_truth_lies_between_the_bounds(
    needs: list[int], kinds: Sequence[Shift], cyclic: bool
) -> None:
    """No cover is below the bound, and the cover that is given is one."""
    bounds = bounded(needs, kinds, cyclic=cyclic)
    truth = cheapest(needs, kinds, cyclic=cyclic)
    if bounds is None:
        assert truth is None
    else:
        assert truth is not None
        assert bounds.least_cost <= truth <= bounds.cover.cost
        check(bounds.cover, needs)


@given(NEEDS, SEVERAL, st.booleans())
@example(*APART, False)  # noqa: FBT003
def test_the_smallest_cover_is_the_smallest(
    needs: list[int], kinds: Sequence[Shift], cyclic: bool
) -> None:
    """HiGHS gives what trying every cover gives."""
    if bounded(needs, kinds, cyclic=cyclic) is not None:
        found = smallest_cover(needs, kinds, cyclic=cyclic)
        assert cheapest(needs, kinds, cyclic=cyclic) == found.cost
        check(found, needs)


def apart() -> tuple[list[int], list[Shift]]:
    """Find needs and shifts whose bounds do not meet."""
    return [3, 1, 2, 0, 3, 1, 1, 2], [Shift(4, breaks=[1]), Shift(3, cost=Fraction(2, 3))]


def test_bounds_may_not_meet() -> None:
    """With breaks and several lengths the two bounds leave a gap."""
    assert not cover_bounds(*apart()).is_exact


def test_without_the_library_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where HiGHS is missing the error says how to install it; exact bounds do not need it."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(ImportError, match=r"pip install 'cspricing\[shifts\]'"):
        smallest_cover(*apart())
    assert smallest_cover([1, 2], [Shift(1)]).people == 3


class Stub:
    """A solver that remembers what it is told, and answers what a test says."""

    def __init__(self, values: list[float], bound: float) -> None:
        self.values = values
        self.bound = bound
        self.told: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.told.append((name, *arguments))

    def getSolution(self) -> SimpleNamespace:  # noqa: N802  as HiGHS names it
        """Give the people of each column."""
        return SimpleNamespace(col_value=self.values)

    def getInfo(self) -> SimpleNamespace:  # noqa: N802  as HiGHS names it
        """Give the bound."""
        return SimpleNamespace(mip_dual_bound=self.bound)


def answering(monkeypatch: pytest.MonkeyPatch, values: list[float], bound: float) -> Stub:
    """Let a stub stand for HiGHS."""
    stub = Stub(values, bound)
    kinds = SimpleNamespace(kInteger="whole")
    fake = SimpleNamespace(Highs=lambda: stub, HighsVarType=kinds, kHighsInf=float("inf"))
    monkeypatch.setitem(sys.modules, "highspy", fake)
    return stub


def columns() -> list[float]:
    """Give an answer that puts three people into every shift."""
    needs, kinds = apart()
    return [3.0000001] * sum(len(needs) - kind.intervals + 1 for kind in kinds)


def test_an_answer_is_taken_in_whole_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a solver answers is rounded to people, and proven by its bound."""
    needs, kinds = apart()
    values = columns()
    cost = 3 * (3 * 5 + 2 * 6)  # in thirds
    stub = answering(monkeypatch, values, cost - 0.5)
    found = smallest_cover(needs, kinds, most_seconds=5)
    assert Fraction(cost, 3) == found.cost
    check(found, needs)
    assert ("setOptionValue", "time_limit", 5.0) in stub.told
    rows = [told for told in stub.told if told[0] == "addRow"]
    assert [float(need) for need in needs] == [row[1] for row in rows]


@pytest.mark.parametrize(
    ("values", "bound"),
    [
        ([], 0.0),
        ([0.0] * 11, 1000.0),
        ([3.0] * 11, 79.0),
        ([3.0] * 11, float("-inf")),
        ([3.0] * 11, float("nan")),
    ],
    ids=["nothing", "too few", "not proven", "no bound", "no number"],
)
def test_what_is_not_proven_is_refused(
    monkeypatch: pytest.MonkeyPatch, values: list[float], bound: float
) -> None:
    """An answer that covers too little, or is not proven to be the cheapest, is refused."""
    answering(monkeypatch, values, bound)
    with pytest.raises(StaffingError, match="take cover_bounds") as caught:
        smallest_cover(*apart())
    assert (caught.value.code, caught.value.field) == ("shifts.unsolved", "shifts")


def test_options_make_the_answer_the_same_every_time() -> None:
    """One thread and one seed, and a gap below one unit of cost."""
    assert shift_solver.OPTIONS["threads"] == 1
    assert float(shift_solver.OPTIONS["mip_abs_gap"]) < 1


@pytest.mark.parametrize(
    ("make", "kind", "code", "field"),
    [
        (lambda: Shift(0), InvalidNumberError, "number.whole", "intervals"),
        (lambda: Shift(673), LimitError, "shifts.intervals", "intervals"),
        (lambda: Shift(4, breaks=[0]), StaffingError, "shifts.break", "breaks"),
        (lambda: Shift(4, breaks=[1, 3]), StaffingError, "shifts.break", "breaks"),
        (lambda: Shift(4, cost=0), InvalidNumberError, "number.range", "cost"),
        (lambda: cover_bounds([], [Shift(1)]), StaffingError, "series.empty", "agents"),
        (lambda: cover_bounds([1], []), StaffingError, "series.empty", "shifts"),
        (lambda: cover_bounds([1], [4]), InvalidTypeError, "type.shift", "shifts[0]"),  # type: ignore[list-item]
        (
            lambda: cover_bounds([1], [Shift(1)] * 101),
            LimitError,
            "shifts.kinds",
            "shifts",
        ),
        (lambda: cover_bounds([1], [Shift(2)]), StaffingError, "shifts.length", "shifts[0]"),
        (
            lambda: cover_bounds(["1.5"], [Shift(1)]),
            InvalidNumberError,
            "number.whole",
            "agents[0]",
        ),
        (lambda: cover_bounds([10**7], [Shift(1)]), LimitError, "shifts.agents", "agents[0]"),
        (lambda: cover_bounds([1] * 673, [Shift(1)]), LimitError, "shifts.intervals", "agents"),
        (
            lambda: cover_bounds([1, 1, 1], [Shift(3, breaks=[1])]),
            StaffingError,
            "shifts.uncovered",
            "agents[1]",
        ),
        (
            lambda: smallest_cover(*apart(), most_seconds=0),
            InvalidNumberError,
            "number.range",
            "most_seconds",
        ),
    ],
    ids=map(str, count()),
)
def test_other_shifts_are_refused(
    make: Callable[[], object], kind: type[PricingError], code: str, field: str
) -> None:
    """Every refusal names its field and has a stable code."""
    with pytest.raises(kind) as caught:
        make()
    assert (code, field) == (caught.value.code, caught.value.field)
