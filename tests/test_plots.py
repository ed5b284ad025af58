"""The picture of a service level says what the figures say; where pictures are drawn."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import same_color
from matplotlib.figure import Figure

from cspricing import EUR, HALF_UP, JPY, Money, Price, Sourced
from cspricing.plots import service_level_over_agents, week_heat_map
from cspricing.staffing import (
    ErlangA,
    ErlangC,
    ServiceLevel,
    required_agents,
)
from cspricing.staffing.service_level import Of
from drawn_plots import PROMISED, drawn, legend, line, notes, points, saved, week


def test_the_service_level_is_drawn_over_agents() -> None:
    """Each number of agents stands at the service level that Erlang C gives it."""
    expected = [
        (n, ErlangC(load=100, agents=n, handle_seconds=240).service_level(20))
        for n in range(101, 124)
    ]
    assert expected == points(drawn(), "service level")


def test_patience_is_drawn_by_erlang_a() -> None:
    """With a patience, each number of agents stands at the service level of Erlang A."""
    axes = drawn(patience_seconds=180, agents=range(90, 111))
    expected = [
        (n, ErlangA(load=100, agents=n, handle_seconds=240, patience_seconds=180).service_level(20))
        for n in range(90, 111)
    ]
    assert expected == points(axes, "service level")
    assert axes.get_title().endswith("100 erlangs, 240 s a contact, patience of 180 s")
    assert "exponential patience" in notes(axes)


def test_the_title_says_the_promise_and_what_it_takes() -> None:
    """The title says the promise, what it takes, and for what load."""
    expected = "80 % within 20 s takes 108 agents\n100 erlangs, 240 s a contact"
    assert expected == drawn().get_title()


def test_the_target_is_a_line_and_the_required_number_is_marked() -> None:
    """The target lies across, and the fewest agents that reach it are marked on the curve."""
    axes = drawn()
    assert {0.8} == {y for _, y in points(axes, "target: 80 %")}
    (marked,) = points(axes, "required: 108 agents (83.1 %)")
    assert 108 == marked[0] == required_agents(100, 240, PROMISED)
    assert marked in points(axes, "service level")
    assert (101, 108) == (points(axes, "service level")[0][0], marked[0])


def test_what_is_required_need_not_be_drawn() -> None:
    """Where the agents drawn are others than those required, the title says these still."""
    axes = drawn(agents=[112, 110, 110])
    assert [110, 112] == [x for x, _ in points(axes, "service level")]
    assert ["service level", "target: 80 %"] == legend(axes)
    assert "takes 108 agents" in axes.get_title()


def test_axes_have_units_and_whole_ticks() -> None:
    """Each axis names its unit; agents are counted in whole numbers, the level in percent."""
    axes = drawn(agents=[101, 102])
    assert "agents (people)" == axes.get_xlabel()
    assert "service level (% of contacts offered)" == axes.get_ylabel()
    assert all(tick == int(tick) for tick in axes.get_xticks())
    assert {"101", "102"} <= {label.get_text() for label in axes.get_xticklabels()}
    assert "80 %" in {label.get_text() for label in axes.get_yticklabels()}


@pytest.mark.parametrize(
    ("of", "counted"),
    [
        ("offered", "% of contacts offered"),
        ("answered", "% of contacts answered"),
        ("virtual", "% for a patient caller"),
        ("answered_or_abandoned", "% of contacts, answered or gone"),
    ],
)
def test_the_axis_says_which_share_it_is(of: Of, counted: str) -> None:
    """A service level is one of four shares, and its axis says which."""
    promised = ServiceLevel("0.90", within_seconds=10, of=of)
    axes = service_level_over_agents(10, 240, promised, patience_seconds=100)
    assert f"service level ({counted})" == axes.get_ylabel()


def test_assumptions_stand_below() -> None:
    """The picture says what its figures assume."""
    assert (
        "Assumed: Poisson arrivals, exponential handling times, steady state in the interval, one "
        "skill, nobody gives up." == notes(drawn())
    )


@pytest.mark.parametrize("load", [1, 10, "99.5", 1_000, 100_000, 10**7])
@pytest.mark.parametrize("patience", [None, 180])
def test_the_range_fits_the_load(load: int | str, patience: int | None) -> None:
    """Unless stated, a few to about 200 numbers are drawn, evenly, with the required one."""
    target = ServiceLevel("0.80", within_seconds=20)
    if load == 10**7:  # of these, most with a patience stay below the limit
        patience = patience and 100
    axes = saved(service_level_over_agents(load, 240, target, patience_seconds=patience))
    numbers = [x for x, _ in points(axes, "service level")]
    levels = [y for _, y in points(axes, "service level")]
    assert required_agents(load, 240, target, patience_seconds=patience) in numbers
    assert 6 <= len(numbers) <= 202
    assert 1 == len({after - before for before, after in pairwise(numbers)})
    assert levels[0] < 0.8 < levels[-1]
    assert levels[-1] > 0.95 or patience is not None
    assert (line(axes, "service level").get_marker() == "o") == (len(numbers) <= 60)


def test_nothing_to_do_needs_nobody() -> None:
    """Without a load, nobody is required, and everybody is answered in time."""
    axes = saved(service_level_over_agents(0, 240, PROMISED))
    assert "80 % within 20 s takes 0 agents" == axes.get_title().partition("\n")[0]
    assert {1.0} == {y for _, y in points(axes, "service level")}


def test_one_agent_is_named_in_the_singular() -> None:
    """One agent is an agent."""
    axes = service_level_over_agents("0.01", 240, PROMISED)
    assert "80 % within 20 s takes 1 agent" == axes.get_title().partition("\n")[0]


# ---------------------------------------------------------------------------- its cost


@pytest.mark.parametrize("cost", [EUR("2800.50"), EUR("2800.50").settle(HALF_UP)])
def test_cost_has_an_axis_of_its_own(cost: Price | Money) -> None:
    """The cost of each number of agents is drawn from 0 on a second axis with its currency."""
    axes = drawn(cost_per_agent=cost)
    figure = axes.get_figure()
    assert figure is not None
    _, beside = figure.axes
    assert "cost a month (EUR)" == beside.get_ylabel()
    assert [(n, 2800.5 * n) for n in range(101, 124)] == points(beside, "cost")
    assert 0 == beside.get_ylim()[0]
    assert "50,000" in {label.get_text() for label in beside.get_yticklabels()}
    assert "cost: EUR 302,454.00 a month for 108 agents" == legend(axes)[-1]
    assert axes.get_zorder() > beside.get_zorder()


def test_cost_looks_the_same_in_line_axis_and_legend() -> None:
    """Line, axis and legend of the cost share a colour, and the line is dashed as well."""
    axes = drawn(cost_per_agent=EUR(2800))
    figure = axes.get_figure()
    assert figure is not None
    beside = figure.axes[1]
    colours = [line(on, "cost").get_color() for on in (axes, beside)]
    assert all(same_color(colour, beside.yaxis.label.get_color()) for colour in colours)
    assert ["--", "--"] == [line(on, "cost").get_linestyle() for on in (axes, beside)]
    assert not same_color(colours[0], line(axes, "service level").get_color())


def test_without_a_cost_there_is_one_axis() -> None:
    """Nothing is said of cost unless it is given."""
    axes = drawn()
    assert [axes] == axes.figure.axes
    assert 3 == len(legend(axes))


def test_what_nobody_verified_says_so() -> None:
    """A cost from an unverified source is marked, and one that was read is not."""
    doubtful = drawn(cost_per_agent=Sourced(JPY(280_000), "hearsay"))
    read = drawn(cost_per_agent=Sourced(JPY(280_000), "a contract", confidence="verified"))
    told = "cost: JPY 30,240,000 a month for 108 agents"
    assert [f"{told} (unverified)", told] == [legend(doubtful)[-1], legend(read)[-1]]


def test_what_costs_nothing_is_drawn() -> None:
    """A cost of 0 is a line at 0."""
    axes = drawn(cost_per_agent=EUR(0))
    assert {0.0} == {y for _, y in points(axes.figure.axes[1], "cost")}


# ---------------------------------------------------------------------------- where it is drawn


@pytest.mark.parametrize(
    "draw",
    [lambda axes: drawn(axes=axes), lambda axes: week_heat_map(week(), axes=axes)],
    ids=["levels", "week"],
)
def test_given_axes_are_drawn_on(draw: Callable[[Axes], Axes]) -> None:
    """Axes that are given are drawn on and returned, and others on the figure are left alone."""
    left, right = Figure(figsize=(16, 5), layout="constrained").subplots(1, 2)
    assert left is saved(draw(left))
    assert left.get_title()
    assert not right.has_data()
    assert "" == right.get_title()


PROGRAM = """
import sys
import cspricing.plots
print("matplotlib" in sys.modules)
from cspricing.staffing import ServiceLevel
promised = ServiceLevel("0.80", within_seconds=20)
cspricing.plots.service_level_over_agents(10, 240, promised).figure.savefig(sys.argv[1])
print("matplotlib.pyplot" in sys.modules)
"""


def test_pyplot_is_left_alone(tmp_path: Path) -> None:
    """The module loads Matplotlib when it draws and pyplot never, and the figure can be saved."""
    target = tmp_path / "levels.png"
    printed = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(target)], check=True, capture_output=True, text=True
    )
    assert ["False", "False"] == printed.stdout.split()
    assert target.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("draw", [drawn, lambda: week_heat_map(week())], ids=["levels", "week"])
def test_who_has_no_matplotlib_is_told(
    draw: Callable[[], Axes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Matplotlib, drawing says which extra brings it."""
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    with pytest.raises(ImportError, match=r"pip install 'cspricing\[plots\]'"):
        draw()
