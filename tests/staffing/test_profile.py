"""Profiles: contacts spread over open intervals, and sum to the volume."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, strategies as st

from cspricing.errors import InvalidNumberError, InvalidTypeError, PricingError, StaffingError
from cspricing.staffing import (
    Opening,
    OpeningHours,
    Profile,
    contacts_per_day,
    contacts_per_week,
)

MORNING = OpeningHours.daily(Opening("08:00", "10:00"))
WEEK = OpeningHours.weekly(
    Opening("08:00", "12:00", days="Mon-Fri"),
    Opening("08:00", "10:00", days="Sat"),
    interval_minutes=60,
)


def test_only_ratios_matter() -> None:
    """Shares, percentages and counts in the same ratios are the same spread."""
    expected = tuple(map(Fraction, (25, 75, 100, 50)))
    for weights in ([10, 30, 40, 20], ["0.1", "0.3", "0.4", "0.2"], [1, 3, 4, 2]):
        assert expected == Profile(MORNING, weights).contacts(250)
    assert (Fraction(1, 10), Fraction(3, 10), Fraction(2, 5), Fraction(1, 5)) == Profile(
        MORNING, [1, 3, 4, 2]
    ).shares


def test_a_flat_profile_is_even() -> None:
    """Contacts may be fractions: 10 in 4 intervals are 2.5 in each."""
    assert (Fraction(5, 2),) * 4 == Profile.flat(MORNING).contacts(10)


def test_counts_stand_for_every_interval() -> None:
    """Counts of a whole day leave out what is closed, where there is nothing."""
    counts = [0] * 16 + [1, 3, 4, 2] + [0] * 28
    profile = Profile.of_counts(MORNING, counts)
    assert Profile(MORNING, [1, 3, 4, 2]) == profile
    assert tuple(map(Fraction, counts)) == profile.arrivals(10)


def test_patterns_multiply() -> None:
    """A pattern of days times one of times: a day that is open half the time gets its part."""
    times = [0] * 8 + [1, 2, 3, 4] + [0] * 12
    profile = Profile.of_patterns(WEEK, by_day=[2, 1, 1, 1, 1, 1, 9], by_time=times)
    assert tuple(map(Fraction, (2, 4, 6, 8, 1, 2, 3, 4))) == profile.weights[:8]
    assert (Fraction(1), Fraction(2)) == profile.weights[-2:]
    day = Profile.of_patterns(
        OpeningHours.daily(Opening("08:00", "10:00"), interval_minutes=60),
        by_day=[5],
        by_time=times,
    )
    assert (Fraction(1, 3), Fraction(2, 3)) == day.shares


def test_months_say_how_long_they_are() -> None:
    """A month has as many weeks or days as is stated."""
    assert contacts_per_week(5200, weeks_per_month=Fraction(52, 12)) == 1200
    assert contacts_per_week(4000, weeks_per_month=4) == 1000
    assert contacts_per_day(21_000, days_per_month=21) == 1000


@given(
    st.lists(st.integers(0, 10**6), min_size=4, max_size=4).filter(any),
    st.fractions(0, 10**9, max_denominator=10**6),
)
def test_contacts_sum_to_the_volume(weights: list[int], volume: Fraction) -> None:
    """Nothing is lost or added, in open intervals and over the whole day."""
    profile = Profile(MORNING, weights)
    assert volume == sum(profile.contacts(volume))
    assert volume == sum(profile.arrivals(volume))
    assert sum(profile.shares) == 1


@pytest.mark.parametrize(
    ("make", "kind", "code", "field"),
    [
        (lambda: Profile(MORNING, [1] * 3), StaffingError, "series.mismatch", "weights"),
        (lambda: Profile(MORNING, [1] * 48), StaffingError, "series.mismatch", "weights"),
        (lambda: Profile(MORNING, [0] * 4), StaffingError, "profile.empty", "weights"),
        (
            lambda: Profile(MORNING, [1, 1, -1, 1]),
            InvalidNumberError,
            "number.range",
            "weights[2]",
        ),
        (lambda: Profile(MORNING, {1, 2, 3, 4}), InvalidTypeError, "type.series", "weights"),
        (lambda: Profile(None, [1]), InvalidTypeError, "type.hours", "hours"),  # type: ignore[arg-type]
        (lambda: Profile.flat(4), InvalidTypeError, "type.hours", "hours"),  # type: ignore[arg-type]
        (
            lambda: Profile.of_counts(MORNING, [1] * 4),
            StaffingError,
            "series.mismatch",
            "counts",
        ),
        (
            lambda: Profile.of_counts(MORNING, [0] * 7 + [1] * 41),
            StaffingError,
            "profile.closed",
            "counts[7]",
        ),
        (
            lambda: Profile.of_patterns(WEEK, by_day=[1] * 5, by_time=[1] * 24),
            StaffingError,
            "series.mismatch",
            "by_day",
        ),
        (
            lambda: Profile.of_patterns(WEEK, by_day=[1] * 7, by_time=[1] * 48),
            StaffingError,
            "series.mismatch",
            "by_time",
        ),
        (lambda: Profile.flat(MORNING).contacts(-1), InvalidNumberError, "number.range", "volume"),
        (
            lambda: contacts_per_week(1, weeks_per_month=0),
            InvalidNumberError,
            "number.range",
            "weeks_per_month",
        ),
        (
            lambda: contacts_per_day(-1, days_per_month=21),
            InvalidNumberError,
            "number.range",
            "contacts_per_month",
        ),
    ],
    ids=map(str, count()),
)
def test_other_profiles_are_refused(
    make: Callable[[], object], kind: type[PricingError], code: str, field: str
) -> None:
    """Every refusal names its field and has a stable code."""
    with pytest.raises(kind) as caught:
        make()
    assert (code, field) == (caught.value.code, caught.value.field)


def test_lengths_are_both_named() -> None:
    """A profile of another length says both lengths and the remedy."""
    with pytest.raises(StaffingError) as caught:
        Profile(MORNING, [1, 2, 3])
    assert str(caught.value) == (
        "weights: there are 3 numbers for 4 open intervals; give one for each open interval, or "
        "change the opening hours"
    )
