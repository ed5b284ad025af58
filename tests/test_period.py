"""Time on a grid of months: cadences, fractions of a cut-short period, and dates."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import example, given, strategies as st

from cspricing.errors import PricingError
from cspricing.period import LONGEST_TERM_MONTHS, MONTHS_PER, Cadence, Period, cadence, due, period

days = st.dates(date(1, 1, 1), date(9940, 1, 1))


@pytest.mark.parametrize("every", get_args(Cadence))
def test_cadences(every: Cadence) -> None:
    """Each cadence is taken as it is, and has its number of months."""
    assert every == cadence(every)
    assert {"once": 0, "monthly": 1, "quarterly": 3, "yearly": 12}[every] == MONTHS_PER[every]


@pytest.mark.parametrize(
    "hostile", ["", "daily", "Monthly", None, 1, True, ["once"], {}, ("once",)]
)
def test_other_cadences_are_refused(hostile: Any) -> None:  # noqa: ANN401
    """Anything else is refused, and the refusal lists what there is."""
    with pytest.raises(PricingError) as caught:
        cadence(hostile)
    assert caught.value.code == "cadence"
    assert "once, monthly, quarterly, yearly" in str(caught.value)


@pytest.mark.parametrize(
    ("every", "months", "expected"),
    [
        ("once", 3, [(1, 1), None, None]),
        ("monthly", 3, [(1, 1), (1, 1), (1, 1)]),
        ("quarterly", 3, [(1, 1), None, None]),
        ("quarterly", 4, [(1, 1), None, None, (1, 3)]),
        ("quarterly", 5, [(1, 1), None, None, (2, 3), None]),
        ("quarterly", 2, [(2, 3), None]),
        ("yearly", 1, [(1, 12)]),
        ("yearly", 13, [(1, 1), *[None] * 11, (1, 12)]),
    ],
)
def test_what_is_due(every: Cadence, months: int, expected: list[Any]) -> None:
    """A charge is due at the start of each period; a last one cut short, by whole months."""
    assert expected == [due(every, month, months) for month in range(months)]


@given(every=st.sampled_from(("monthly", "quarterly", "yearly")), months=st.integers(1, 60))
def test_fractions_are_of_the_whole_term(every: Cadence, months: int) -> None:
    """Over any term the fractions that are due add up to its months."""
    found = [due(every, month, months) for month in range(months)]
    shares = [Fraction(*fraction) for fraction in found if fraction is not None]
    assert Fraction(months, MONTHS_PER[every]) == sum(shares)
    assert all(0 < share <= 1 for share in shares)


@given(start=days, number=st.integers(1, LONGEST_TERM_MONTHS))
@example(start=date(2024, 1, 31), number=2)
@example(start=date(2023, 1, 31), number=2)
@example(start=date(2024, 2, 29), number=13)
def test_periods_are_anchored(start: date, number: int) -> None:
    """P19: each period starts so many months after the first day, clipped to the month's last."""
    months = start.year * 12 + start.month - 1 + number - 1
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    found = period(number, start)
    assert date(year, month + 1, min(start.day, last)) == found.start
    assert number == found.number


@given(start=days, number=st.integers(1, LONGEST_TERM_MONTHS))
def test_periods_follow_one_another(start: date, number: int) -> None:
    """The day after a period is the first of the next; none is empty."""
    this, following = period(number, start), period(number + 1, start)
    assert this.start is not None
    assert this.end is not None
    assert this.start <= this.end
    assert following.start == this.end + timedelta(days=1)


def test_a_term_without_dates_has_numbers() -> None:
    """Without a first day a period has a number alone."""
    assert Period(7) == period(7, None)
    assert "7" == str(period(7, None))
    assert "2 (2027-02-28 to 2027-03-30)" == str(period(2, date(2027, 1, 31)))


@pytest.mark.parametrize(
    ("start", "number"),
    [
        (date(9999, 12, 31), 1),
        (date(9999, 12, 2), 1),
        (date(9999, 1, 1), 13),
        (date(9940, 1, 1), 721),
    ],
)
def test_no_period_ends_beyond_the_calendar(start: date, number: int) -> None:
    """A period that would end after the year 9999 is refused, with the first day as it was."""
    with pytest.raises(PricingError) as caught:
        period(number, start)
    error = caught.value
    assert ("date.range", "start", start) == (error.code, error.field, error.value)


@pytest.mark.parametrize(
    ("start", "number", "first"),
    [
        (date(9999, 12, 1), 1, date(9999, 12, 1)),
        (date(9999, 1, 1), 12, date(9999, 12, 1)),
        (date(9949, 12, 31), 600, date(9999, 11, 30)),
    ],
)
def test_the_last_periods_of_the_calendar(start: date, number: int, first: date) -> None:
    """A period that ends by the last day of the year 9999 is given."""
    last = date.max if first.day == 1 else date(9999, 12, 30)
    assert Period(number, first, last) == period(number, start)
