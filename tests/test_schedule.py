"""Billing periods: on a grid of months, on the calendar, and what is due in each."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

import naive_calendar
from cspricing import Terms
from cspricing.due import WHOLE, Due
from cspricing.errors import PricingError
from cspricing.period import Cadence
from cspricing.proration import UNDATED, Proration
from cspricing.schedule import (
    CalendarSchedule,
    MonthlySchedule,
    Schedule,
    check_until,
    laid_out,
)
from quote_terms import spans

CADENCES: tuple[Cadence, ...] = ("once", "monthly", "quarterly", "yearly")


def parts(schedule: Schedule, every: Cadence) -> list[str]:
    """Give what is due of a cadence in each period: a dash, ``whole``, or the part."""
    return [told(schedule.due(every, index)) for index in range(schedule.count)]


def told(due: Due | None) -> str:
    """Write what is due."""
    if due is None:
        return "-"
    if due is WHOLE:
        return "whole"
    ((piece,),) = (due,)
    (factor,) = piece.factors
    return str(factor)


def dates(schedule: Schedule) -> list[str]:
    """Give the dates of all periods."""
    return [str(schedule.period(index)) for index in range(schedule.count)]


# ---------------------------------------------------------------------------- months


@pytest.mark.parametrize(
    ("every", "advance", "arrears"),
    [
        ("once", "whole - - - -", "whole - - - -"),
        ("monthly", "whole whole whole whole whole", "whole whole whole whole whole"),
        ("quarterly", "whole - - 2/3 -", "- - whole - 2/3"),
        ("yearly", "5/12 - - - -", "- - - - 5/12"),
    ],
)
def test_months_in_advance_and_in_arrears(every: Cadence, advance: str, arrears: str) -> None:
    """A charge is due at the start of its periods, or at their end; the last one in part."""
    for in_arrears, expected in ((False, advance), (True, arrears)):
        schedule = MonthlySchedule(5, in_arrears=in_arrears)
        assert expected.split() == [part.replace(" ", "") for part in parts(schedule, every)]
        whole = MonthlySchedule(5, in_arrears=in_arrears, rule="none")
        assert {"-", "whole"} >= set(parts(whole, every))


def test_months_are_laid_out_on_the_calendar() -> None:
    """A term of months has the same periods on the calendar, from a nominal day without dates."""
    undated = MonthlySchedule(5).on_calendar()
    assert (5, (5, 1), False) == (undated.count, undated.length, undated.dated)
    assert [str(number) for number in range(1, 6)] == dates(undated)
    dated = MonthlySchedule(3, date(2027, 1, 31), in_arrears=True).on_calendar()
    assert dates(MonthlySchedule(3, date(2027, 1, 31))) == dates(dated)
    assert dated is dated.on_calendar()
    assert dated.in_arrears
    assert "none" == MonthlySchedule(3, rule="none").on_calendar().rule


@given(
    st.integers(1, 30),
    st.sampled_from((None, date(2023, 1, 31), date(2024, 2, 29), date(2027, 5, 1))),
    st.booleans(),
    st.sampled_from(sorted(UNDATED)),
    st.integers(1, 30),
)
def test_months_and_the_calendar_agree(
    months: int,
    start: date | None,
    in_arrears: bool,
    rule: Proration,
    lasting: int,
) -> None:
    """The grid of months is the calendar where nothing but whole months is asked for."""
    grid = MonthlySchedule(months, start, in_arrears, rule)
    calendar = grid.on_calendar()
    assert (grid.count, grid.length) == (calendar.count, calendar.length)
    assert dates(grid) == dates(calendar)
    for index in range(months):
        assert grid.within(lasting, index) == calendar.within(lasting, index)
        for every in CADENCES:
            assert grid.due(every, index) == calendar.due(every, index)


# ---------------------------------------------------------------------------- the calendar


def test_both_ends_are_cut() -> None:
    """A term from 20 January to 10 August, billed on the 1st, has a part at each end."""
    schedule = laid_out(date(2027, 1, 20), date(2027, 8, 10), 1, "days")
    assert [
        "1 (2027-01-20 to 2027-01-31)",
        *(f"{n} (2027-{n:02}-01 to 2027-{n:02}-{d})" for n, d in
          ((2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31))),
        "8 (2027-08-01 to 2027-08-10)",
    ] == dates(schedule)  # fmt: skip
    assert "12 / 31" == parts(schedule, "monthly")[0]
    assert "10 / 31" == parts(schedule, "monthly")[-1]
    # Of the quarter before 1 February, 12 of 92 days; then two whole ones but for 21 days.
    assert ["12 / 92", "whole", "-", "-", "whole", "-", "-", "10 / 92"] == parts(
        schedule, "quarterly"
    )
    assert ["12 / 365", "191 / 365", *["-"] * 6] == parts(schedule, "yearly")
    assert ["whole", *["-"] * 7] == parts(schedule, "once")


def test_both_ends_are_cut_in_arrears() -> None:
    """In arrears, each part is due at its end, the last one with the term."""
    schedule = laid_out(date(2027, 1, 20), date(2027, 8, 10), 1, "days", in_arrears=True)
    assert ["12 / 92", "-", "-", "whole", "-", "-", "whole", "10 / 92"] == parts(
        schedule, "quarterly"
    )
    assert ["12 / 365", *["-"] * 6, "191 / 365"] == parts(schedule, "yearly")
    assert ["whole", *["-"] * 7] == parts(schedule, "once")


@pytest.mark.parametrize(
    ("start", "until", "billing_day", "count", "length"),
    [
        ("2027-06-21", "2027-06-21", None, 1, (1, 30)),
        ("2027-06-21", "2027-06-21", 21, 1, (1, 30)),
        ("2027-06-21", "2027-06-21", 1, 1, (1, 30)),
        ("2027-06-30", "2027-07-01", 1, 2, (2, 30)),
        ("2024-02-29", "2025-02-27", None, 12, (12, 1)),
        ("2024-02-29", "2025-02-28", None, 13, (12 * 29 + 1, 29)),
        ("2027-01-31", "2027-02-27", None, 1, (1, 1)),
        ("2027-01-31", "2027-02-28", None, 2, (32, 31)),
        ("2027-02-28", "2027-03-30", 31, 1, (1, 1)),
        ("2027-02-28", "2027-03-27", 31, 1, (28, 31)),
        ("2027-02-27", "2027-03-30", 31, 2, (1 * 31 + 4, 31)),
        ("2027-02-28", "2027-03-27", 28, 1, (1, 1)),
        ("2000-02-29", "2050-02-27", None, 600, (600, 1)),
        ("0001-01-05", "0051-01-04", None, 600, (600, 1)),
    ],
)
def test_terms_of_a_day_to_fifty_years(
    start: str, until: str, billing_day: int | None, count: int, length: tuple[int, int]
) -> None:
    """The length of a term is its months, and the days of one that is cut."""
    schedule = laid_out(date.fromisoformat(start), date.fromisoformat(until), billing_day, "months")
    assert count == schedule.count
    assert Fraction(*length) == Fraction(*schedule.length)


def test_whole_months_need_no_calendar() -> None:
    """Months from the start day, charged by months, are a grid; whatever counts days is not."""
    start = date(2027, 1, 31)
    for rule in sorted(UNDATED):
        assert isinstance(laid_out(start, 5, None, rule), MonthlySchedule)  # type: ignore[arg-type]
        assert isinstance(laid_out(start, 5, 31, rule), MonthlySchedule)  # type: ignore[arg-type]
        assert isinstance(laid_out(None, 5, None, rule), MonthlySchedule)  # type: ignore[arg-type]
    assert isinstance(laid_out(start, 5, 30), CalendarSchedule)
    assert isinstance(laid_out(start, 5, None, "days"), CalendarSchedule)
    assert isinstance(laid_out(start, date(2027, 6, 29)), CalendarSchedule)


@given(spans())
def test_every_period_is_what_walking_the_days_gives(drawn: dict[str, Any]) -> None:
    """Periods, their days, what is due in each, and how much of the term is over before it."""
    terms = Terms(**drawn)
    schedule = terms.schedule
    bills = naive_calendar.bills(terms)
    assert len(bills) == schedule.count
    for index, bill in enumerate(bills):
        period = schedule.period(index)
        assert (index + 1, bill.start, bill.last) == (period.number, period.start, period.end)
        for months in (1, 2, 5, 12):
            assert (bill.elapsed < months) == schedule.within(months, index)
        for every in CADENCES:
            due = schedule.due(every, index)
            assert (every in bill.parts) == (due is not None)
            if due is not None:
                assert bill.parts[every] == Fraction(
                    told(due).replace("whole", "1").replace(" ", "")
                )


# ---------------------------------------------------------------------------- borders


def test_discounts_may_last_beyond_the_calendar() -> None:
    """What lasts for longer than there are days applies to the end."""
    schedule = laid_out(date(9998, 1, 1), date(9998, 12, 31), 15)
    assert all(schedule.within(600, index) for index in range(schedule.count))


@pytest.mark.parametrize(
    ("until", "months", "code", "error"),
    [
        ("2027-01-30", None, "date.order", "before it starts"),
        ("2027-06-30", 6, "term.twice", "give one of them"),
        ("2077-01-31", None, "term.until", "longer than 50 years"),
        ("9999-12-31", None, "term.until", "longer than 50 years"),
    ],
)
def test_last_days_that_cannot_be(until: str, months: int | None, code: str, error: str) -> None:
    """A last day lies after the first, within 50 years, and stands instead of months."""
    with pytest.raises(PricingError) as caught:
        check_until(date(2027, 1, 31), date.fromisoformat(until), months)
    assert (code, "until") == (caught.value.code, caught.value.field)
    assert error in str(caught.value)
    with pytest.raises(PricingError) as stated:
        Terms(start="2027-01-31", until=until, months=months)
    assert (code, "until", "Terms") == (
        stated.value.code,
        stated.value.field,
        stated.value.component,
    )


def test_the_longest_last_days() -> None:
    """A term may last 50 years to the day, and near the end of all days as long as there are."""
    check_until(date(2027, 1, 31), date(2077, 1, 30), None)
    check_until(date(9990, 1, 1), date.max, None)
