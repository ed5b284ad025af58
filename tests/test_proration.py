"""Which part of a period is charged, by every rule, against counting day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

import naive_calendar
from cspricing.errors import PricingError
from cspricing.factor import Factor
from cspricing.proration import (
    PRORATIONS,
    Charged,
    Proration,
    days_in_360,
    part_factor,
    proration,
)
from quote_terms import STARTS

MARCH = (date(2027, 3, 1), date(2027, 4, 1))
QUARTER = (date(2027, 1, 1), date(2027, 2, 1), MARCH[0], MARCH[1])
ADDITIVE: tuple[Proration, ...] = ("months", "days", "30/360")


def part_of(start: date, end: date, borders: Sequence[date], rule: Proration) -> Fraction:
    """Give the part that is charged as one fraction; 1 for the whole."""
    factor = part_factor(Charged(start, end, borders), rule)
    if factor is None:
        return Fraction(1)
    assert factor.is_part
    return Fraction(factor.numerator) / Fraction(factor.denominator)


@pytest.mark.parametrize("rule", PRORATIONS)
def test_rules_are_taken_as_they_are(rule: Proration) -> None:
    """Each rule is taken, and a whole period is charged in full by all of them."""
    assert rule == proration(rule)
    assert part_factor(Charged(QUARTER[0], QUARTER[-1], QUARTER), rule) is None


@pytest.mark.parametrize(
    "hostile", ["", "Days", "day", "30/365", "actual", None, True, 30, 1.0, [], ("days",), {}]
)
def test_other_rules_are_refused(hostile: Any) -> None:  # noqa: ANN401
    """Anything else is refused, and the refusal lists what there is."""
    with pytest.raises(PricingError) as caught:
        proration(hostile)
    assert "proration" == caught.value.code
    assert ", ".join(PRORATIONS) in str(caught.value)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("months", Factor(11, 31, "part_in_days", (("part", "11"), ("whole", "31")))),
        ("days", Factor(11, 31, "part_in_days", (("part", "11"), ("whole", "31")))),
        ("30/360", Factor(10, 30, "part_in_360", (("part", "10"), ("whole", "30")))),
        ("started_months", None),
        ("none", None),
    ],
)
def test_part_of_a_month(rule: Proration, expected: Factor | None) -> None:
    """From 21 March on there are 11 of 31 days, or 10 of 30, as the 31st is none."""
    assert expected == part_factor(Charged(date(2027, 3, 21), MARCH[1], MARCH), rule)


@pytest.mark.parametrize(
    ("rule", "start", "end", "expected"),
    [
        # 21 to 28 February is 8 of 28 days; with March that is 1 + 8 / 28 of 3 months.
        ("months", date(2027, 2, 21), MARCH[1], "36 / 84: part_in_both"),
        ("days", date(2027, 2, 21), MARCH[1], "39 / 90: part_in_days"),
        ("30/360", date(2027, 2, 21), MARCH[1], "40 / 90: part_in_360"),
        ("started_months", date(2027, 2, 21), MARCH[1], "2 / 3: part_of_period"),
        ("none", date(2027, 2, 21), MARCH[1], "None"),
        # whole months alone
        ("months", MARCH[0], MARCH[1], "1 / 3: part_of_period"),
        ("started_months", MARCH[0], MARCH[1], "1 / 3: part_of_period"),
        ("started_months", date(2027, 1, 31), MARCH[1], "None"),
        ("months", date(2027, 1, 15), date(2027, 2, 1), "17 / 93: part_of_month"),
        # two months cut, the one between them whole: 11 / 31 + 1 + 20 / 31
        ("months", date(2027, 1, 21), date(2027, 3, 21), "62 / 93: part_at_ends"),
        # a day at each end: 1 / 31 + 1 + 1 / 31 of 3 months
        ("months", date(2027, 1, 31), date(2027, 3, 2), "33 / 93: part_at_ends"),
        ("days", date(2027, 1, 31), date(2027, 3, 2), "30 / 90: part_in_days"),
        ("30/360", date(2027, 1, 31), date(2027, 3, 2), "32 / 90: part_in_360"),
    ],
)
def test_part_of_a_quarter(rule: Proration, start: date, end: date, expected: str) -> None:
    """A quarter that is cut is charged by its months, its days, or its days of 30 a month."""
    factor = part_factor(Charged(start, end, QUARTER), rule)
    found = "None" if factor is None else f"{factor}: {factor.why}"
    assert expected == found
    assert naive(start, end, QUARTER, rule) == part_of(start, end, QUARTER, rule)


def naive(start: date, end: date, borders: Sequence[date], rule: Proration) -> Fraction:
    """Count the days of the part one by one."""
    months = [
        naive_calendar.Month(
            naive_calendar.days_of(first, borders[n + 1] - naive_calendar.ONE_DAY),
            [
                day
                for day in naive_calendar.days_of(first, borders[n + 1] - naive_calendar.ONE_DAY)
                if start <= day < end
            ],
        )
        for n, first in enumerate(borders[:-1])
    ]
    return naive_calendar.RULES[rule](months)


@st.composite
def cut_periods(draw: st.DrawFn) -> tuple[list[date], list[date]]:
    """Draw the months of a period, and days at which it is cut, from its first to behind its last.

    Months start on any day, or on the last one of shorter months.
    """
    start = draw(STARTS)
    anchor = draw(st.just(start.day) | st.integers(start.day, 31))
    borders = [start] if naive_calendar.starts_month(start, anchor) else []
    day = start
    length = draw(st.sampled_from((1, 3, 12)))
    while len(borders) <= length:
        day += naive_calendar.ONE_DAY
        if naive_calendar.starts_month(day, anchor):
            borders.append(day)
    days = (borders[-1] - borders[0]).days
    cuts = draw(st.lists(st.integers(1, days - 1), max_size=4, unique=True).map(sorted))
    return borders, [borders[0] + timedelta(days=cut) for cut in (0, *cuts, days)]


@given(cut_periods(), st.sampled_from(PRORATIONS))
@example(([date(2027, 1, 30), date(2027, 2, 28)], [date(2027, 1, 30), date(2027, 1, 31),
          date(2027, 2, 28)]), "30/360")  # fmt: skip
def test_each_part_is_what_counting_gives(
    drawn: tuple[list[date], list[date]], rule: Proration
) -> None:
    """By every rule, each part is what counting its days one by one gives."""
    borders, cuts = drawn
    for start, end in pairwise(cuts):
        assert naive(start, end, borders, rule) == part_of(start, end, borders, rule)


@given(cut_periods(), st.sampled_from(ADDITIVE))
def test_parts_sum_to_the_whole(drawn: tuple[list[date], list[date]], rule: Proration) -> None:
    """P30: by months, by days and by days of 30 a month, the parts of a period sum to exactly 1."""
    borders, cuts = drawn
    parts = [part_of(*both, borders, rule) for both in pairwise(cuts)]
    assert 1 == sum(parts)
    assert all(0 <= part <= 1 for part in parts)


@given(cut_periods(), st.sampled_from(("started_months", "none")))
def test_what_is_started_is_charged_in_both_parts(
    drawn: tuple[list[date], list[date]], rule: Proration
) -> None:
    """P30 is false for what is charged when it has started: it never sums to less than 1."""
    borders, cuts = drawn
    assert 1 <= sum(part_of(*both, borders, rule) for both in pairwise(cuts))


@given(st.lists(STARTS, min_size=3, max_size=3).map(sorted))
@example([date(2024, 1, 30), date(2024, 1, 31), date(2024, 2, 29)])
def test_days_of_30_a_month_add_up(days: list[date]) -> None:
    """Days between dates add up over any date between them, and months have 30 of them."""
    first, middle, last = days
    assert days_in_360(first, last) == days_in_360(first, middle) + days_in_360(middle, last)
    assert 0 <= days_in_360(first, last)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2023-01-01", "2024-01-01", 360),
        ("2023-01-30", "2023-01-31", 0),
        ("2023-01-31", "2023-02-01", 1),
        ("2023-02-28", "2023-03-01", 3),
        ("2024-02-28", "2024-03-01", 3),
        ("2024-02-29", "2024-03-01", 2),
        ("2023-01-31", "2023-03-31", 60),
    ],
)
def test_days_of_30_a_month(start: str, end: str, days: int) -> None:
    """30E/360 counts the 31st as the 30th, and the last of February as it is."""
    assert days == days_in_360(date.fromisoformat(start), date.fromisoformat(end))
