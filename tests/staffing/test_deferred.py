"""Deferred work: figures worked out by hand, and what no number of people can meet."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cspricing.errors import (
    InvalidNumberError,
    InvalidTextError,
    InvalidTypeError,
    PricingError,
    StaffingError,
)
from cspricing.staffing import (
    DeferredStaffing,
    Opening,
    OpeningHours,
    Profile,
    deferred_staffing,
)

DAY = OpeningHours.daily(Opening("08:00", "16:00"), interval_minutes=60)
WEEK = OpeningHours.weekly(Opening("08:00", "18:00", days="Mon-Fri"))
MAILS = (0,) * 8 + (50, 10, 10, 10, 10, 10, 10, 0) + (0,) * 8
ALWAYS = Profile.flat(OpeningHours.always())


def staffing(arrivals: Any, hours: Any = DAY, **changed: Any) -> DeferredStaffing:  # noqa: ANN401
    """Staff mails of six minutes, due within two hours."""
    stated = {"handle_seconds": 360, "answer_within_hours": 2, **changed}
    return deferred_staffing(arrivals, hours, **stated)


def test_the_tightest_span_decides() -> None:
    """50 mails of 6 minutes from 8 to 9 are 5 hours of work until 11: 5/3 people, so 2."""
    found = staffing(MAILS)
    assert Fraction(5, 3) == found.required
    assert found.agents == 2
    assert str(found.window) == "08:00 to 11:00: 5 h of work in 3 open hours"
    assert found.window.starts_minutes == 480
    assert found.window.ends_minutes == 660
    assert Fraction(11, 16) == found.occupancy


def test_what_comes_at_night_waits_for_the_morning() -> None:
    """10 mails from 0 to 1, due within 9 hours, have the 2 hours from 8 to 10: half a person."""
    found = staffing((10, *(0,) * 23), answer_within_hours=9)
    assert Fraction(1, 2) == found.required
    assert str(found.window) == "00:00 to 10:00: 1 h of work in 2 open hours"


def test_open_hours_run_on_the_next_day() -> None:
    """10 mails from 15 to 16, due within 3 open hours, have the hour to 16 and 3 from 8 to 11."""
    arrivals = (0,) * 15 + (10,) + (0,) * 8
    found = staffing(arrivals, answer_within_hours=3, counted="open")
    assert Fraction(1, 4) == found.required
    assert str(found.window) == "15:00 to 11:00: 1 h of work in 4 open hours"
    assert found.window.ends_minutes == (24 + 11) * 60


def test_long_deadlines_leave_the_average() -> None:
    """With days to answer, work only has to fit in the long run: 11 hours of it in 8."""
    found = staffing(MAILS, answer_within_hours=100)
    assert Fraction(11, 8) == found.required
    assert str(found.window) == "00:00 to 00:00: 11 h of work in 8 open hours"


def test_deadlines_need_not_lie_on_the_grid() -> None:
    """10 mails from 8 to 9, due within 20 minutes, have 80 minutes: 3/4 of a person."""
    found = staffing((0,) * 8 + (10,) + (0,) * 15, answer_within_hours=Fraction(1, 3))
    assert Fraction(3, 4) == found.required
    even = staffing((0,) * 8 + (10, 10) + (0,) * 14, answer_within_hours=Fraction(1, 3))
    assert Fraction(6, 7) == even.required


def test_people_are_not_busy_all_the_time() -> None:
    """With at most 90 % of their time on it, 1.5 hours of work in the busiest hour need 5/3."""
    arrivals = (0,) * 8 + (30, 0) + (0,) * 14
    free = staffing(arrivals, answer_within_hours=1)
    assert Fraction(3, 2) == free.required
    found = staffing(arrivals, answer_within_hours=1, max_occupancy="0.90")
    assert Fraction(5, 3) == found.required
    assert found.window == free.window


def test_a_week_knows_its_days() -> None:
    """2,100 mails a week, evenly and due within 8 open hours: what the weekend brings decides."""
    found = staffing(ALWAYS.arrivals(1680), WEEK, answer_within_hours=8, counted="open")
    # From Friday 18:00 to Monday 8:00 come 62 hours x 10 mails x 6 minutes.
    assert Fraction(62, 8) == found.required
    assert found.agents == 8
    assert str(found.window) == "Fri 18:00 to Mon 16:00: 62 h of work in 8 open hours"


def test_nothing_needs_nobody() -> None:
    """Without contacts nobody is needed, and nobody is busy."""
    found = staffing([0] * 24)
    assert found.agents == 0
    assert found.required == found.occupancy == 0


def test_a_weekend_cannot_be_answered_in_a_day() -> None:
    """24 hours by the clock pass over a weekend: impossible, with the reason and the remedies."""
    with pytest.raises(StaffingError) as caught:
        staffing(ALWAYS.arrivals(1680), WEEK, answer_within_hours=24)
    error = caught.value
    assert error.code == "staffing.impossible"
    assert error.field == "answer_within_hours"
    assert error.value == 24
    assert str(error) == (
        "answer_within_hours: what arrives from Fri 18:00 on is due after 24 hours, before it "
        "opens at Mon 08:00; count the hours only while it is open, open longer, or allow more "
        "than 62 hours"
    )


def test_the_remedies_help() -> None:
    """Each of the three remedies makes the impossible possible."""
    arrivals = ALWAYS.arrivals(1680)
    open_saturday = OpeningHours.weekly(Opening("08:00", "18:00"))
    for hours, within, counted in (
        (WEEK, 24, "open"),
        (open_saturday, 24, "clock"),
        (WEEK, "62.5", "clock"),
    ):
        found = staffing(arrivals, hours, answer_within_hours=within, counted=counted)
        assert found.agents > 0
    with pytest.raises(StaffingError, match="more than 62 hours"):
        staffing(arrivals, WEEK, answer_within_hours=61)


def test_hours_that_end_as_it_opens_are_impossible() -> None:
    """What is due in the moment it opens cannot be done by then."""
    arrivals = (10, *(0,) * 23)
    with pytest.raises(StaffingError, match="opens at 08:00"):
        staffing(arrivals, answer_within_hours=7)
    assert Fraction(2, 3) == staffing(arrivals, answer_within_hours="8.5").required


def test_assumptions_are_said() -> None:
    """The answer says what it rests on."""
    assert "contacts arrive evenly within an interval" in staffing(MAILS).assumptions


@pytest.mark.parametrize(
    ("changed", "kind", "code", "field"),
    [
        ({"arrivals": [1] * 23}, StaffingError, "series.mismatch", "arrivals"),
        ({"arrivals": [-1] * 24}, InvalidNumberError, "number.range", "arrivals[0]"),
        ({"arrivals": "1" * 24}, InvalidTypeError, "type.series", "arrivals"),
        ({"arrivals": None}, InvalidTypeError, "type.series", "arrivals"),
        ({"hours": 8}, InvalidTypeError, "type.hours", "hours"),
        ({"handle_seconds": 0}, InvalidNumberError, "number.range", "handle_seconds"),
        ({"handle_seconds": -1}, InvalidNumberError, "number.range", "handle_seconds"),
        ({"answer_within_hours": 0}, InvalidNumberError, "number.range", "answer_within_hours"),
        (
            {"answer_within_hours": float("nan")},
            InvalidNumberError,
            "number.special",
            "answer_within_hours",
        ),
        ({"counted": "business"}, InvalidTextError, "deferred.counted", "counted"),
        ({"counted": None}, InvalidTextError, "deferred.counted", "counted"),
        ({"max_occupancy": 0}, InvalidNumberError, "number.range", "max_occupancy"),
        ({"max_occupancy": "1.1"}, InvalidNumberError, "share.range", "max_occupancy"),
    ],
    ids=repr,
)
def test_bad_input_is_refused(
    changed: dict[str, Any], kind: type[PricingError], code: str, field: str
) -> None:
    """Every refusal names its field and has a stable code."""
    with pytest.raises(kind) as caught:
        staffing(**{"arrivals": MAILS, **changed})
    assert (code, field) == (caught.value.code, caught.value.field)
