"""Opening hours: which intervals of a day or a week are open, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, time
from fractions import Fraction
from itertools import count, repeat
from typing import Any

import pytest
from attrs import evolve

from cspricing.errors import (
    InvalidNumberError,
    InvalidTextError,
    InvalidTypeError,
    LimitError,
    PricingError,
    StaffingError,
)
from cspricing.staffing import Opening, OpeningHours
from cspricing.staffing.hours import moment


def test_a_week_is_open_on_its_days() -> None:
    """Five days of 10 hours and a Saturday of 4 are 54 hours, or 108 half hours."""
    office = OpeningHours.weekly(
        Opening("08:00", "18:00", days="Mon-Fri"), Opening("09:00", "13:00", days="Sat")
    )
    assert len(office) == 108
    assert Fraction(54) == office.open_hours
    assert office.cycle_intervals == 336
    assert office.interval_seconds == 1800
    assert office.labels[0] == "Mon 08:00"
    assert office.labels[-1] == "Sat 12:30"


def test_openings_may_overlap_and_touch() -> None:
    """What two openings both open is open once."""
    twice = OpeningHours.daily(Opening("08:00", "12:00"), Opening("10:00", "14:00"))
    assert OpeningHours.daily(Opening("08:00", "14:00")) == twice
    lunch = OpeningHours.daily(Opening("08:00", "12:00"), Opening("13:00", "17:00"))
    assert Fraction(8) == lunch.open_hours


def test_nights_run_into_the_next_day() -> None:
    """What closes earlier than it opens closes on the next day, and Sunday's on Monday."""
    night = OpeningHours.weekly(Opening("22:00", "06:00", days="Sun"), interval_minutes=60)
    assert night.labels == tuple(
        f"{day} {hour:02}:00"
        for day, hours in (("Mon", range(6)), ("Sun", range(22, 24)))
        for hour in hours
    )
    assert OpeningHours.daily(Opening("22:00", "00:00")).labels == (
        "22:00",
        "22:30",
        "23:00",
        "23:30",
    )


@pytest.mark.parametrize(("days", "minutes"), [(1, 15), (1, 60), (7, 15), (7, 30), (7, 60)])
def test_always_is_every_opening(days: int, minutes: int) -> None:
    """Around the clock is what 00:00 to 24:00 opens, on a day and in a week."""
    always = OpeningHours.always(days=days, interval_minutes=minutes)
    make = OpeningHours.daily if days == 1 else OpeningHours.weekly
    assert make(Opening("00:00", "24:00"), interval_minutes=minutes) == always
    assert Fraction(24 * days) == always.open_hours
    assert len(always) == always.cycle_intervals


@pytest.mark.parametrize("opens", ["08:30", 510, time(8, 30)])
def test_times_are_texts_minutes_or_times(opens: Any) -> None:  # noqa: ANN401
    """A time of day may be written in three ways."""
    assert Opening("08:30", "12:00") == Opening(opens, "12:00")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("Mon", (0,)),
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("Sat, Sun", (5, 6)),
        ("Fri-Mon", (0, 4, 5, 6)),
        ("Mon , Wed - Thu", (0, 2, 3)),
        ("Mon-Sun", (0, 1, 2, 3, 4, 5, 6)),
        ([6, 0], (0, 6)),
    ],
)
def test_days_are_named(days: Any, expected: tuple[int, ...]) -> None:  # noqa: ANN401
    """Days are names and spans of them, over the weekend too, or numbers."""
    assert expected == Opening("08:00", "09:00", days=days).days


def test_values_may_be_evolved() -> None:
    """A changed copy takes what the original holds."""
    weekdays = Opening("08:00", "18:00", days="Mon-Fri")
    assert Opening("08:00", "17:00", days="Mon-Fri") == evolve(weekdays, closes="17:00")


def test_moments_are_told() -> None:
    """A moment of a week has its day, one of a day has not; what is past the end wraps."""
    assert moment(0, 7) == "Mon 00:00"
    assert moment(7 * 1440 + 61, 7) == "Mon 01:01"
    assert moment(Fraction(1440 + 61), 1) == "01:01"


@pytest.mark.parametrize(
    ("make", "kind", "code", "field"),
    [
        (lambda: Opening("8:00", "18:00"), InvalidTextError, "hours.time", "opens"),
        (lambda: Opening("24:01", "18:00"), InvalidTextError, "hours.time", "opens"),
        (lambda: Opening("08:00", "18:60"), InvalidTextError, "hours.time", "closes"),
        (lambda: Opening(-1, 60), InvalidTextError, "hours.time", "opens"),
        (lambda: Opening(0, 1441), InvalidTextError, "hours.time", "closes"),
        (lambda: Opening(time(8, 0, 1), 600), InvalidTextError, "hours.time", "opens"),
        (lambda: Opening(time(8, tzinfo=UTC), 600), InvalidTextError, "hours.time", "opens"),
        (lambda: Opening(closes=600, opens=True), InvalidTypeError, "type.time", "opens"),
        (lambda: Opening(8.5, 600), InvalidTypeError, "type.time", "opens"),  # type: ignore[arg-type]
        (lambda: Opening("08:00", "08:00"), StaffingError, "hours.empty", "closes"),
        (lambda: Opening(0, 60, days=""), InvalidTextError, "hours.days", "days"),
        (lambda: Opening(0, 60, days="Mo"), InvalidTextError, "hours.days", "days"),
        (lambda: Opening(0, 60, days="Mon-"), InvalidTextError, "hours.days", "days"),
        (lambda: Opening(0, 60, days="Mon-Xyz"), InvalidTextError, "hours.days", "days"),
        (lambda: Opening(0, 60, days=[7]), InvalidTextError, "hours.days", "days"),
        (lambda: Opening(0, 60, days=[]), InvalidTextError, "hours.days", "days"),
        (lambda: Opening(0, 60, days=5), InvalidTypeError, "type.series", "days"),  # type: ignore[arg-type]
        (OpeningHours.daily, StaffingError, "hours.empty", "positions"),
        (
            lambda: OpeningHours.daily("08:00"),  # type: ignore[arg-type]
            InvalidTypeError,
            "type.opening",
            "openings",
        ),
        (
            lambda: OpeningHours.daily(Opening("08:15", "09:00")),
            StaffingError,
            "hours.grid",
            "opens",
        ),
        (
            lambda: OpeningHours.daily(Opening("08:00", "09:10"), interval_minutes=15),
            StaffingError,
            "hours.grid",
            "closes",
        ),
        (
            lambda: OpeningHours.always(interval_minutes=20),
            InvalidNumberError,
            "hours.interval",
            "interval_minutes",
        ),
        (
            lambda: OpeningHours.always(interval_minutes=True),
            InvalidNumberError,
            "hours.interval",
            "interval_minutes",
        ),
        (lambda: OpeningHours.always(days=5), InvalidNumberError, "hours.cycle", "days"),
        (lambda: OpeningHours.always(days=True), InvalidNumberError, "hours.cycle", "days"),
        (
            lambda: OpeningHours((48,), days=1, interval_minutes=30),
            StaffingError,
            "hours.positions",
            "positions",
        ),
        (
            lambda: OpeningHours((2, 1), days=1, interval_minutes=30),
            StaffingError,
            "hours.positions",
            "positions",
        ),
        (
            lambda: OpeningHours((1, -1), days=1, interval_minutes=30),
            InvalidNumberError,
            "number.whole",
            "positions[1]",
        ),
        (
            lambda: OpeningHours(repeat(1), days=1, interval_minutes=30),
            LimitError,
            "series.length",
            "positions",
        ),
    ],
    ids=map(str, count()),
)
def test_other_hours_are_refused(
    make: Callable[[], object], kind: type[PricingError], code: str, field: str
) -> None:
    """Every refusal names its field and has a stable code."""
    with pytest.raises(kind) as caught:
        make()
    assert (code, field) == (caught.value.code, caught.value.field)
