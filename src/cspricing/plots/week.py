"""The agents of a week, by day and time of day, as a heat map."""

# Matplotlib leaves the keywords that it passes on without types.
# pyright: reportUnknownMemberType=none

from __future__ import annotations

from itertools import pairwise
from math import ceil, nan
from typing import TYPE_CHECKING, Final

from ..errors import InvalidTypeError, StaffingError, shown
from ..staffing.hours import WEEKDAYS
from ..staffing.roster import Roster
from .drawing import axes_on, brief, figure_of, note_below, people, tell_whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_CLOSED: Final = "#D9D9D9"
# Matplotlib's own font: how wide a digit is, in sizes of the font.
_DIGIT: Final = 0.64
_LEAST_SIZE: Final = 5
_LARGEST_SIZE: Final = 9


def week_heat_map(roster: Roster, *, axes: Axes | None = None) -> Axes:
    """Draw the agents of each interval of a week, by day and time of day.

    The numbers stand in the cells where they fit. What is closed is grey, and hours that are
    closed on all days at the beginning and end of a day are left out.

    Args:
        roster: The agents of a week, as `plan_week` gives them.
        axes: Where to draw; on a new figure unless stated.

    Raises:
        ImportError: If Matplotlib is not installed.
        InvalidTypeError: If *roster* or *axes* is something else (``type.roster``,
            ``type.axes``).
        StaffingError: If it is the roster of a day (``profile.days``).

    >>> from cspricing.staffing import OpeningHours, Profile, ServiceLevel, plan_week
    >>> roster = plan_week(
    ...     Profile(OpeningHours.always(), range(1, 337)),
    ...     20_000,
    ...     handle_seconds=240,
    ...     service_level=ServiceLevel("0.80", within_seconds=20),
    ... )
    >>> week_heat_map(roster).get_title()
    '80 % within 20 s: 20 agents at most, 1,880.5 agent hours a week'
    """
    hours = _week(roster).hours
    a_day = hours.cycle_intervals // hours.days
    times = sorted({position % a_day for position in hours.positions})
    shown_times = range(times[0], times[-1] + 1)
    grid, opened = roster.grid, set(hours.positions)
    cells = [
        [grid[day][at] if day * a_day + at in opened else None for at in shown_times]
        for day in range(hours.days)
    ]
    drawn = axes_on(axes, width=12, height=4.5)
    _draw_cells(drawn, cells, shown_times, float(hours.interval_hours))
    promised, agent_hours = roster.service_level_promised, brief(roster.agent_hours)
    drawn.set_title(
        f"{promised}: {people(roster.peak_agents)} at most, {agent_hours} agent hours a week"
    )
    closed = any(None in row for row in cells)
    note_below(drawn, roster.assumptions, "Grey is closed." if closed else "")
    return drawn


def _week(roster: Roster) -> Roster:
    if not isinstance(roster, Roster):
        raise InvalidTypeError.of(
            "type.roster",
            f"{shown(roster)} is no roster; give what plan_week(...) gives",
            field="roster",
            value=roster,
        )
    if roster.hours.days != len(WEEKDAYS):
        raise StaffingError.of(
            "profile.days",
            "it is the roster of a day; give one of a week, as plan_week(...) gives it",
            field="roster",
            value=roster,
        )
    return roster


def _draw_cells(
    axes: Axes, cells: list[list[int | None]], times: range, interval_hours: float
) -> None:
    most = max(1, *(agents for row in cells for agents in row if agents is not None))
    size = _fitting_size(axes, len(times), len(cells), len(str(most)))
    edges = [at * interval_hours for at in range(times.start, times.stop + 1)]
    mesh = axes.pcolormesh(
        edges,
        range(len(cells) + 1),
        [[nan if agents is None else agents for agents in row] for row in cells],
        cmap="viridis",
        vmin=0,
        vmax=most,
        edgecolors="white",
        linewidth=0.5,
    )
    if size >= _LEAST_SIZE:
        _write_numbers(axes, cells, edges, most, size)
    axes.set_facecolor(_CLOSED)
    axes.set_xlabel("time of day (hh:mm)")
    axes.set_ylabel("day of the week")
    axes.set_yticks([day + 0.5 for day in range(len(cells))], WEEKDAYS)
    axes.set_ylim(len(cells), 0)
    hours = _whole_hours(edges[0], edges[-1])
    axes.set_xticks(hours, [f"{hour:02}:00" for hour in hours])
    bar = figure_of(axes).colorbar(mesh, ax=axes, label="agents (people)", pad=0.02)
    tell_whole_numbers(bar.ax, across=False)


def _whole_hours(first: float, last: float) -> list[int]:
    """Give the hours to name between two times of day, so few that their names stand apart."""
    step = next(step for step, most in ((1, 6), (2, 14), (3, 24)) if last - first <= most)
    return list(range(ceil(first / step) * step, int(last) + 1, step))


def _fitting_size(axes: Axes, columns: int, rows: int, digits: int) -> float:
    """Give the size of a font, in points, that fits a number into a cell."""
    extent, points = axes.get_window_extent(), 72 / figure_of(axes).dpi
    # The bar of colours takes its place beside the cells.
    width, height = 0.85 * extent.width * points / columns, extent.height * points / rows
    return min(_LARGEST_SIZE, (width - 2) / (_DIGIT * digits), height - 2)


def _write_numbers(
    axes: Axes, cells: list[list[int | None]], edges: list[float], most: int, size: float
) -> None:
    for day, row in enumerate(cells):
        for (left, right), agents in zip(pairwise(edges), row, strict=True):
            if agents is not None:
                axes.text(
                    (left + right) / 2,
                    day + 0.5,
                    str(agents),
                    color="black" if 2 * agents > most else "white",
                    fontsize=size,
                    ha="center",
                    va="center",
                )
