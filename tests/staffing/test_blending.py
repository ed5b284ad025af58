"""Blending: deferred work in the time that live contacts leave."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cspricing.errors import InvalidNumberError
from cspricing.staffing import Blend, blend

SHARES = st.fractions(0, 1, max_denominator=100)
HOURS = st.fractions(0, 1000, max_denominator=60)


def of(**changed: Any) -> Blend:  # noqa: ANN401
    """Blend 30 hours of deferred work into 120 agent hours at an occupancy of 70 %."""
    stated: dict[str, Any] = {
        "agent_hours": 120,
        "occupancy": "0.70",
        "efficiency": "0.75",
        "deferred_hours": 30,
        **changed,
    }
    return blend(**stated)


def test_idle_time_is_of_use_in_part() -> None:
    """30 % of 120 hours are 36, of which 75 % are 27: 3 of 30 hours need others."""
    found = of()
    assert found.available_hours == 27
    assert not found.fits
    assert found.done_hours == 27
    assert found.missing_hours == 3
    assert found.spare_hours == 0
    assert Fraction(9, 10) == found.done_share


def test_a_tie_fits() -> None:
    """27 hours fit into 27, with a float for the occupancy too, and 26 leave one."""
    assert of(deferred_hours=27, occupancy=0.7).fits
    assert of(deferred_hours=26).spare_hours == 1


def test_nothing_fits_anywhere() -> None:
    """No deferred work fits into no time, all of it."""
    found = of(deferred_hours=0, occupancy=1)
    assert found.fits
    assert found.done_share == 1


@given(HOURS, SHARES, SHARES, HOURS)
def test_hours_are_done_or_missing(
    agent_hours: Fraction, occupancy: Fraction, efficiency: Fraction, deferred: Fraction
) -> None:
    """What is done and what is missing are the work; what is done and spare is the time."""
    found = blend(
        agent_hours=agent_hours,
        occupancy=occupancy,
        efficiency=efficiency,
        deferred_hours=deferred,
    )
    assert deferred == found.done_hours + found.missing_hours
    assert found.available_hours == found.done_hours + found.spare_hours
    assert found.fits == (found.missing_hours == 0)
    assert 0 <= found.done_share <= 1
    assert found.available_hours <= agent_hours


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("agent_hours", -1, "number.range"),
        ("occupancy", "1.01", "share.range"),
        ("efficiency", -1, "share.range"),
        ("deferred_hours", -1, "number.range"),
    ],
)
def test_other_blends_are_refused(name: str, value: Any, code: str) -> None:  # noqa: ANN401
    """Every number has its domain, and a refusal names it."""
    with pytest.raises(InvalidNumberError) as caught:
        of(**{name: value})
    assert (code, name) == (caught.value.code, caught.value.field)
