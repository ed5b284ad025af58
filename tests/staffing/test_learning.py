"""New staff: what they do at first, how many leave, and how many to hire ahead."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import count, pairwise

import pytest
from hypothesis import given, strategies as st

from cspricing.errors import InvalidNumberError, LimitError, PricingError, StaffingError
from cspricing.staffing import LearningCurve, effective_agents, hires_ahead, hires_to_hold

CURVE = LearningCurve(["0.4", "0.7", "0.9"], attrition="0.02")
SHARES = st.fractions(0, 1, max_denominator=20)
CURVES = st.builds(
    LearningCurve,
    st.lists(SHARES, min_size=1, max_size=4),
    attrition=st.fractions(0, Fraction(1, 2), max_denominator=20),
)
HIRES = st.lists(st.integers(0, 20), min_size=1, max_size=8)


def test_people_learn_and_leave() -> None:
    """10 start at half of full work and 10 % leave a month: 20 + 5, 18 + 9, 16.2 + 8.1 + 1."""
    curve = LearningCurve(["0.5"], attrition="0.1")
    found = effective_agents([10, 0, 2], curve, experienced=20)
    assert tuple(map(Fraction, ("25", "27", "25.3"))) == found


def test_learning_costs_whole_periods() -> None:
    """0.6 + 0.3 + 0.1 of a period are lost: one period of full work."""
    assert CURVE.lost_periods == 1
    assert [CURVE.share(period) for period in range(5)] == [
        Fraction(2, 5),
        Fraction(7, 10),
        Fraction(9, 10),
        1,
        1,
    ]
    assert CURVE.staying(0) == 1


def test_people_are_hired_ahead() -> None:
    """In 3 months 40 are 37.6; the 12.4 that miss to 50 are 13.2 people today: 14."""
    assert hires_ahead(50, CURVE, periods=3, experienced=40) == 14
    assert hires_ahead(30, CURVE, periods=3, experienced=40) == 0
    assert hires_ahead(40, LearningCurve([1], attrition=0), periods=0) == 40


def test_who_does_nothing_yet_is_hired_too_late() -> None:
    """Nobody can be hired for a period in which new people only learn."""
    curve = LearningCurve([0, 1], attrition=0)
    with pytest.raises(StaffingError, match="hire earlier") as caught:
        hires_ahead(5, curve, periods=0)
    assert (caught.value.code, caught.value.field) == ("learning.too_late", "periods")
    assert hires_ahead(5, curve, periods=1) == 5


def test_hiring_holds_the_staff() -> None:
    """1 a month at half work, then full, with 10 % leaving: 0.5 + 0.9 + 0.81 + ... = 9.5."""
    assert Fraction(50) / Fraction("9.5") == hires_to_hold(
        50, LearningCurve(["0.5"], attrition="0.1")
    )
    assert hires_to_hold(50, LearningCurve(["0.5"], attrition=0)) == 0
    assert hires_to_hold(0, CURVE) == 0


@given(HIRES, CURVES, st.integers(0, 50))
def test_every_cohort_adds_up(hires: list[int], curve: LearningCurve, experienced: int) -> None:
    """The staff of a period is the sum over all who came before: people x staying x share."""
    expected = tuple(
        experienced * curve.staying(now)
        + sum(
            hires[then] * curve.staying(now - then) * curve.share(now - then)
            for then in range(now + 1)
        )
        for now in range(len(hires))
    )
    assert expected == effective_agents(hires, curve, experienced=experienced)


@given(CURVES, st.integers(0, 30), st.integers(0, 30), st.integers(0, 6))
def test_hires_ahead_are_the_fewest(
    curve: LearningCurve, agents: int, experienced: int, periods: int
) -> None:
    """So many hires make the staff large enough in time, and one less does not."""
    if not curve.share(periods):
        return
    found = hires_ahead(agents, curve, periods=periods, experienced=experienced)

    def later(hired: int) -> Fraction:
        return effective_agents([hired] + [0] * periods, curve, experienced=experienced)[-1]

    assert later(found) >= agents
    assert found == 0 or later(found - 1) < agents


@given(CURVES.filter(lambda curve: curve.attrition > 0), st.integers(0, 100))
def test_hiring_at_that_rate_leads_there(curve: LearningCurve, agents: int) -> None:
    """Hired at the steady rate, the staff nears its size from below and stays within it."""
    rate = hires_to_hold(agents, curve)
    found = effective_agents([rate] * 20, curve)
    assert all(before <= after for before, after in pairwise(found[4:]))
    assert max(found) <= agents


@pytest.mark.parametrize(
    ("make", "kind", "code", "field"),
    [
        (lambda: LearningCurve([], attrition=0), StaffingError, "series.empty", "shares"),
        (
            lambda: LearningCurve(["0.5", "1.5"], attrition=0),
            InvalidNumberError,
            "share.range",
            "shares[1]",
        ),
        (lambda: LearningCurve([1], attrition=1), InvalidNumberError, "share.range", "attrition"),
        (lambda: LearningCurve([1] * 1201, attrition=0), LimitError, "learning.periods", "shares"),
        (lambda: CURVE.staying(10**12), LimitError, "learning.periods", "periods"),
        (lambda: CURVE.share(-1), InvalidNumberError, "number.whole", "period"),
        (
            lambda: effective_agents([1] * 1201, CURVE),
            LimitError,
            "learning.periods",
            "hires",
        ),
        (
            lambda: effective_agents([-1], CURVE),
            InvalidNumberError,
            "number.range",
            "hires[0]",
        ),
        (
            lambda: hires_ahead(1, CURVE, periods=-1),
            InvalidNumberError,
            "number.whole",
            "periods",
        ),
        (lambda: hires_to_hold(-1, CURVE), InvalidNumberError, "number.range", "agents"),
    ],
    ids=map(str, count()),
)
def test_other_staff_is_refused(
    make: Callable[[], object], kind: type[PricingError], code: str, field: str
) -> None:
    """Every refusal names its field and has a stable code."""
    with pytest.raises(kind) as caught:
        make()
    assert (code, field) == (caught.value.code, caught.value.field)
