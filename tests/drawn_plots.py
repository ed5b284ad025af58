"""Pictures that tests draw, and what is read from them."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from cspricing.plots import service_level_over_agents
from cspricing.staffing import (
    Opening,
    OpeningHours,
    Profile,
    Roster,
    ServiceLevel,
    plan_week,
)

PROMISED = ServiceLevel("0.80", within_seconds=20)
OFFICE = OpeningHours.weekly(
    Opening("08:30", "18:00", days="Mon-Fri"), Opening("09:00", "13:00", days="Sat")
)


def saved(axes: Axes) -> Axes:
    """Draw the whole figure, which warns of whatever cannot be drawn."""
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    figure.canvas.draw_idle()
    figure.draw_without_rendering()
    return axes


def drawn(**more: object) -> Axes:
    """Draw the service level for 100 erlangs."""
    return saved(service_level_over_agents(100, 240, PROMISED, **more))  # type: ignore[arg-type]


def line(axes: Axes, label: str) -> Line2D:
    """Find the line that the legend calls so."""
    (found,) = [each for each in axes.get_lines() if str(each.get_label()).startswith(label)]
    return found


def points(axes: Axes, label: str) -> list[tuple[float, float]]:
    """Return the points of a line."""
    found: Any = line(axes, label).get_xydata()
    return [(float(x), float(y)) for x, y in found]


def legend(axes: Axes) -> list[str]:
    """Return the entries of the legend."""
    found = axes.get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


def notes(axes: Axes) -> str:
    """Return what is written on the axes and below, on one line."""
    return " ".join(text.get_text().replace("\n", " ") for text in axes.texts)


def week(hours: OpeningHours = OFFICE, contacts: int = 5_000, minimum_agents: int = 1) -> Roster:
    """Plan a week whose contacts grow from interval to interval."""
    profile = Profile(hours, range(1, len(hours) + 1))
    return plan_week(
        profile, contacts, handle_seconds=240, service_level=PROMISED, minimum_agents=minimum_agents
    )


def cells(axes: Axes) -> list[list[int | None]]:
    """Return the coloured cells, None where there is none."""
    (mesh,) = axes.collections
    found = mesh.get_array()
    assert found is not None
    return [[None if agents is None else int(agents) for agents in row] for row in found.tolist()]
