"""What every picture needs of Matplotlib, and how numbers are written on it."""

# Matplotlib leaves the keywords that it passes on without types.
# pyright: reportUnknownMemberType=none

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from textwrap import fill
from typing import TYPE_CHECKING, Final, cast

from ..errors import InvalidTypeError, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GREY: Final = "#666666"
"""What stands behind: lines of reference, and notes."""
_NOTE_SIGNS: Final = 100


def axes_on(axes: Axes | None, *, width: float, height: float) -> Axes:
    """Give the axes to draw on: those of the caller, or those of a new figure.

    Args:
        axes: Those of the caller, or None.
        width: Of a new figure, in inches.
        height: Of a new figure, in inches.

    Raises:
        ImportError: If Matplotlib is not installed.
        InvalidTypeError: If *axes* are no plain axes on a figure (``type.axes``).
    """
    try:
        from matplotlib.axes import Axes
        from matplotlib.figure import Figure
    except ImportError:
        raise ImportError("plots need Matplotlib; pip install 'cspricing[plots]'") from None
    if axes is None:
        return Figure(figsize=(width, height), layout="constrained").subplots()
    if not isinstance(axes, Axes) or axes.name != "rectilinear" or axes.get_figure() is None:
        raise InvalidTypeError.of(
            "type.axes",
            f"{shown(axes)} is no plain Axes on a figure; give one, such as Figure().subplots(), "
            "or leave it out",
            field="axes",
            value=axes,
        )
    return axes


def figure_of(axes: Axes) -> Figure:
    """Give the figure of axes that are on one."""
    return cast("Figure", axes.get_figure())


def tell_whole_numbers(axes: Axes, *, across: bool = True) -> None:
    """Let the ticks of an axis stand at whole numbers."""
    from matplotlib.ticker import MaxNLocator

    axis = axes.xaxis if across else axes.yaxis
    axis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axis.set_major_formatter("{x:,.0f}")


def note_below(axes: Axes, assumptions: Sequence[str], first: str = "") -> None:
    """Say below the axes what the figures rest on."""
    assumed = f"Assumed: {', '.join(assumptions)}." if assumptions else ""
    axes.annotate(
        fill(f"{first} {assumed}".strip(), _NOTE_SIGNS),
        xy=(0.5, 0),
        xycoords=axes.xaxis.label,
        xytext=(0, -4),
        textcoords="offset points",
        ha="center",
        va="top",
        color=GREY,
        fontsize="small",
    )


def brief(value: Fraction) -> str:
    """Write a number as briefly as a reader would: 1,187.5."""
    return f"{float(value):,.4f}".rstrip("0").rstrip(".")


def people(agents: int) -> str:
    """Write a number of agents: 1 agent, 1,000 agents."""
    return "1 agent" if agents == 1 else f"{agents:,} agents"
