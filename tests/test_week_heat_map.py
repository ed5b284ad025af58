"""The heat map of a week says what its roster says."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from cspricing.plots import week_heat_map
from cspricing.staffing import (
    Opening,
    OpeningHours,
)
from drawn_plots import OFFICE, cells, notes, saved, week


def test_each_interval_of_a_week_has_its_agents() -> None:
    """The cells are the agents of the roster, from the first hour that is open to the last."""
    roster = week(minimum_agents=0)
    found = cells(saved(week_heat_map(roster)))
    opened = set(OFFICE.positions)
    expected = [
        [row[at] if day * 48 + at in opened else None for at in range(17, 36)]
        for day, row in enumerate(roster.grid)
    ]
    assert expected == found
    assert [None] * 19 == found[6]


def test_a_week_is_named_by_day_and_hour() -> None:
    """Monday stands on top, hours stand at their cells' borders, and the bar counts people."""
    axes = saved(week_heat_map(week()))
    assert "time of day (hh:mm)" == axes.get_xlabel()
    assert "day of the week" == axes.get_ylabel()
    days = [label.get_text() for label in axes.get_yticklabels()]
    assert ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] == days
    assert axes.yaxis.get_inverted()
    hours = [label.get_text() for label in axes.get_xticklabels()]
    assert ["10:00", "12:00", "14:00", "16:00", "18:00"] == hours
    assert [10, 12, 14, 16, 18] == list(axes.get_xticks())
    assert (8.5, 18) == axes.get_xlim()
    bar = axes.figure.axes[1]
    assert "agents (people)" == bar.get_ylabel()
    assert all(tick == int(tick) for tick in bar.get_yticks())
    assert "viridis" == axes.collections[0].get_cmap().name


def test_the_title_of_a_week_says_promise_peak_and_hours() -> None:
    """The title says what was promised, the most agents, and the agent hours."""
    roster = week()
    hours = f"{float(roster.agent_hours):,}".removesuffix(".0")
    expected = f"80 % within 20 s: {roster.peak_agents} agents at most, {hours} agent hours a week"
    assert expected == week_heat_map(roster).get_title()


def test_numbers_stand_in_cells_that_hold_them() -> None:
    """Each open cell has its number, in black on light colours and in white on dark ones."""
    roster = week()
    axes = week_heat_map(roster)
    *numbers, _ = axes.texts
    assert [str(interval.agents) for interval in roster.intervals] == [
        text.get_text() for text in numbers
    ]
    light = {text.get_color(): int(text.get_text()) for text in reversed(numbers)}
    assert light["white"] < light["black"]


def test_small_cells_have_no_numbers() -> None:
    """Cells too small for a number that can be read have their colour alone."""
    quarters = OpeningHours.always(interval_minutes=15)
    axes = saved(week_heat_map(week(quarters, 50_000), axes=Figure(figsize=(6, 4)).subplots()))
    assert 1 == len(axes.texts)
    assert 7 * 96 == sum(len(row) for row in cells(axes))


@pytest.mark.parametrize(
    ("opens", "closes", "hours"),
    [
        ("09:00", "13:00", ["09:00", "10:00", "11:00", "12:00", "13:00"]),
        ("08:00", "18:30", ["08:00", "10:00", "12:00", "14:00", "16:00", "18:00"]),
        ("00:00", "24:00", [f"{hour:02}:00" for hour in range(0, 25, 3)]),
    ],
)
def test_few_hours_are_named(opens: str, closes: str, hours: list[str]) -> None:
    """The longer the day, the fewer of its hours are named."""
    axes = saved(week_heat_map(week(OpeningHours.weekly(Opening(opens, closes)))))
    assert hours == [label.get_text() for label in axes.get_xticklabels()]


def test_only_what_is_closed_is_said_to_be_grey() -> None:
    """The note names the grey of closed hours where there are any, and what is assumed."""
    always = week(OpeningHours.always())
    assert "Grey is closed. Assumed: Poisson arrivals" in notes(week_heat_map(week()))
    assert "Grey" not in notes(week_heat_map(always))
    assert "Assumed: Poisson arrivals" in notes(week_heat_map(always))


def test_a_week_without_anybody_is_drawn() -> None:
    """Where nothing comes and nobody is there, every cell is 0, and nothing is assumed."""
    axes = saved(week_heat_map(week(contacts=0, minimum_agents=0)))
    assert {0, None} == {agents for row in cells(axes) for agents in row}
    assert "80 % within 20 s: 0 agents at most, 0 agent hours a week" == axes.get_title()
    assert "Assumed" not in notes(axes)
