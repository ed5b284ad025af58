"""The laws of deferred work: the smallest staff that a simulation finds, and what moves it."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given, strategies as st

from cspricing.errors import StaffingError
from cspricing.staffing import DeferredStaffing, OpeningHours, deferred_staffing
from cspricing.staffing.deferred import Counted
from deferred_simulation import Simulation

INTERVALS = 24


class Case(NamedTuple):
    """A day of whole hours with deferred work."""

    arrivals: tuple[Fraction | int, ...]
    positions: tuple[int, ...]
    seconds: int
    within: Fraction
    counted: Counted

    @property
    def hours(self) -> OpeningHours:
        """When it is open."""
        return OpeningHours(self.positions, days=1, interval_minutes=60)

    def staffing(self) -> DeferredStaffing | None:
        """Give the answer, or None if it is impossible."""
        try:
            return deferred_staffing(
                self.arrivals,
                self.hours,
                handle_seconds=self.seconds,
                answer_within_hours=self.within,
                counted=self.counted,
            )
        except StaffingError as error:
            if error.code != "staffing.impossible":
                raise
            return None

    def simulation(self) -> Simulation:
        """Give the simulation of it."""
        return Simulation(
            self.arrivals,
            self.hours,
            self.seconds,
            self.within,
            counted_open=self.counted == "open",
        )


def required(case: Case) -> Fraction:
    """Give how many are required, exactly; too many to count if it is impossible."""
    found = case.staffing()
    return Fraction(10**30) if found is None else found.required


def rows(least: int = 0) -> st.SearchStrategy[tuple[int, ...]]:
    """Draw the contacts of each hour: mostly none, so that single peaks decide."""
    several = st.one_of(st.just(0), st.integers(0, 6), st.integers(0, 60))
    row = st.lists(several, min_size=INTERVALS, max_size=INTERVALS)
    return row.map(tuple).filter(lambda drawn: sum(drawn) >= least)


def opened() -> st.SearchStrategy[tuple[int, ...]]:
    """Draw the open hours: any, or one span."""
    any_hours = st.sets(st.integers(0, INTERVALS - 1), min_size=1).map(sorted)
    span = st.tuples(st.integers(0, INTERVALS - 1), st.integers(1, INTERVALS)).map(
        lambda drawn: sorted({(drawn[0] + later) % INTERVALS for later in range(drawn[1])})
    )
    return st.one_of(any_hours, span).map(tuple)


def deadlines() -> st.SearchStrategy[Fraction]:
    """Draw the hours until work is due: whole ones, parts, and more than a day."""
    return st.one_of(
        st.integers(1, 12).map(Fraction),
        st.integers(20, 60).map(Fraction),
        st.builds(Fraction, st.integers(1, 40), st.integers(1, 4)),
    )


def counts() -> st.SearchStrategy[Counted]:
    """Draw how hours are counted."""
    kinds: list[Counted] = ["clock", "open"]
    return st.sampled_from(kinds)


CASES = st.builds(
    Case, rows(), opened(), st.sampled_from([60, 360, 900, 3600]), deadlines(), counts()
)
ALL_DAY = tuple(range(INTERVALS))
AT_THE_END = Case((0,) * 17 + (10,) + (0,) * 6, tuple(range(8, 18)), 3600, Fraction(14), "clock")


@given(CASES)
@example(AT_THE_END)
@example(AT_THE_END._replace(within=Fraction(29, 2)))
@example(Case((7,) * 24, (3,), 360, Fraction(24), "clock"))
@example(Case((0,) * 24, (3,), 360, Fraction(1), "clock"))
@example(Case((1,) + (0,) * 23, (0,), 3600, Fraction(1, 3), "open"))
def test_the_fewest_are_those_that_a_simulation_needs(case: Case) -> None:
    """Deferred staffing is the smallest that keeps every deadline, first come, first served."""
    found = case.staffing()
    assert case.simulation().fewest() == (None if found is None else found.agents)


@given(CASES, st.integers(2, 10**6))
def test_the_exact_number_is_the_border(case: Case, part: int) -> None:
    """With exactly the required number every deadline is kept, with any less one is missed."""
    found = case.staffing()
    assume(found is not None and found.required > 0)
    assert found is not None
    simulation = case.simulation()
    assert simulation.keeps(found.required)
    assert not simulation.keeps(found.required * (1 - Fraction(1, part)))
    assert found.agents == ceil(found.required)


@given(CASES)
def test_the_window_shows_the_number(case: Case) -> None:
    """The work in the critical window, over the open hours in it, is the required number."""
    found = case.staffing()
    assume(found is not None)
    assert found is not None
    window = found.window
    assert found.required == window.work_hours / window.open_hours
    assert 0 <= window.starts_minutes < INTERVALS * 60
    assert window.starts_minutes < window.ends_minutes
    assert found.work_hours == Fraction(sum(case.arrivals) * case.seconds, 3600)
    assert found.open_hours == len(case.positions)
    assert 0 <= found.occupancy <= 1


@given(CASES)
def test_cutting_intervals_finer_changes_nothing(case: Case) -> None:
    """Half hours with half the contacts need as many people as hours."""
    halves = [Fraction(several, 2) for several in case.arrivals for _ in range(2)]
    finer = OpeningHours(
        [half for position in case.positions for half in (2 * position, 2 * position + 1)],
        days=1,
        interval_minutes=30,
    )
    found = case.staffing()
    if found is None:
        with pytest.raises(StaffingError):
            _staffed(halves, finer, case)
    else:
        assert found == _staffed(halves, finer, case)


def _staffed(arrivals: list[Fraction], hours: OpeningHours, case: Case) -> DeferredStaffing:
    return deferred_staffing(
        arrivals,
        hours,
        handle_seconds=case.seconds,
        answer_within_hours=case.within,
        counted=case.counted,
    )


@given(CASES)
def test_a_week_of_equal_days_is_like_its_day(case: Case) -> None:
    """Seven equal days in a week need as many people as the day."""
    found = case.staffing()
    assume(found is not None)
    assert found is not None
    week = OpeningHours(
        [day * INTERVALS + position for day in range(7) for position in case.positions],
        days=7,
        interval_minutes=60,
    )
    assert found.required == _staffed([Fraction(x) for x in case.arrivals] * 7, week, case).required


@given(CASES, st.integers(0, INTERVALS - 1), st.integers(1, 20))
def test_more_contacts_never_need_fewer(case: Case, place: int, more: int) -> None:
    """Required agents rise with volume, and with handling time in proportion."""
    busier = (*case.arrivals[:place], case.arrivals[place] + more, *case.arrivals[place + 1 :])
    assert required(case) <= required(case._replace(arrivals=busier))
    if case.staffing() is not None:
        assert required(case) * 2 == required(case._replace(seconds=2 * case.seconds))


@given(CASES, deadlines())
def test_shorter_deadlines_never_need_fewer(case: Case, more: Fraction) -> None:
    """Required agents fall as deadlines are longer, and by the clock are no fewer than open."""
    assert required(case) >= required(case._replace(within=case.within + more))
    by_clock = required(case._replace(counted="clock"))
    assert by_clock >= required(case._replace(counted="open"))


@given(CASES, st.integers(0, INTERVALS - 1))
def test_a_day_may_begin_at_any_hour(case: Case, shift: int) -> None:
    """Where the cycle is cut does not matter."""
    turned = case._replace(
        arrivals=(*case.arrivals[shift:], *case.arrivals[:shift]),
        positions=tuple(sorted((position - shift) % INTERVALS for position in case.positions)),
    )
    assert required(case) == required(turned)


@given(CASES)
def test_longer_hours_never_need_more_by_the_clock(case: Case) -> None:
    """Opening around the clock needs no more people, and then hours of both kinds are one."""
    always = case._replace(positions=ALL_DAY)
    assert required(always) <= required(case._replace(counted="clock"))
    assert required(always._replace(counted="open")) == required(always._replace(counted="clock"))
