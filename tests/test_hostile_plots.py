"""What cannot be drawn is refused before anything is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cspricing import EUR, Price
from cspricing.errors import PricingError
from cspricing.lifted import Lifted
from cspricing.plots import service_level_over_agents, week_heat_map
from cspricing.staffing import (
    Opening,
    OpeningHours,
    Profile,
    Roster,
    plan_day,
)
from drawn_plots import OFFICE, PROMISED, week


def removed() -> Axes:
    """Take axes off their figure."""
    axes = Figure().subplots()
    axes.remove()
    return axes


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"load": -1}, "number.range", "load"),
    ({"load": float("nan")}, "number.special", "load"),
    ({"load": "1e2"}, "number.syntax", "load"),
    ({"load": None}, "type.number", "load"),
    ({"handle_seconds": 0}, "number.range", "handle_seconds"),
    ({"handle_seconds": True}, "type.number", "handle_seconds"),
    ({"service_level": None}, "staffing.goal", "service_level"),
    ({"service_level": 0.8}, "type.service_level", "service_level"),
    ({"agents": 108}, "type.series", "agents"),
    ({"agents": "108"}, "type.series", "agents"),
    ({"agents": []}, "series.empty", "agents"),
    ({"agents": [108, 107.5]}, "number.whole", "agents[1]"),
    ({"agents": range(110)}, "number.whole", "agents[0]"),
    ({"agents": range(95, 110)}, "staffing.unstable", "agents"),
    ({"agents": range(101, 10**9)}, "series.length", "agents"),
    ({"agents": [10**8], "patience_seconds": 180}, "number.range", "agents"),
    ({"patience_seconds": 0}, "number.range", "patience_seconds"),
    ({"patience_seconds": Fraction(1, 10**12)}, "number.range", "patience_seconds"),
    ({"cost_per_agent": 2800}, "type.price", "cost_per_agent"),
    ({"cost_per_agent": EUR("-0.01")}, "number.negative", "cost_per_agent"),
    (
        {"cost_per_agent": Price.exact(Lifted(), 1, EUR)},  # type: ignore[arg-type]
        "type.column",
        "cost_per_agent",
    ),
    ({"axes": "new"}, "type.axes", "axes"),
    ({"axes": Figure()}, "type.axes", "axes"),
    ({"axes": Figure().subplots(2)}, "type.axes", "axes"),
    ({"axes": Figure().add_subplot(projection="polar")}, "type.axes", "axes"),
    ({"axes": removed()}, "type.axes", "axes"),
]


@pytest.mark.parametrize(("given", "code", "field"), BAD)
def test_bad_input_is_refused_by_name(given: dict[str, Any], code: str, field: str) -> None:
    """What cannot be drawn is refused with a code, the field, and nothing drawn."""
    axes = Figure().subplots()
    whole = {"load": 100, "handle_seconds": 240, "service_level": PROMISED, "axes": axes, **given}
    with pytest.raises(PricingError) as caught:
        service_level_over_agents(**whole)
    assert (code, field) == (caught.value.code, caught.value.field)
    assert not axes.has_data()


@pytest.mark.parametrize("given", [None, 3, OFFICE, [week()]])
def test_only_a_roster_is_drawn(given: Roster) -> None:
    """What is no roster is refused, and where one comes from is said."""
    with pytest.raises(PricingError, match=r"plan_week") as caught:
        week_heat_map(given)
    assert ("type.roster", "roster") == (caught.value.code, caught.value.field)


def test_a_day_is_no_week() -> None:
    """The roster of a day is refused."""
    day = plan_day(
        Profile(OpeningHours.daily(Opening("09:00", "10:00")), [1, 2]),
        100,
        handle_seconds=240,
        service_level=PROMISED,
    )
    with pytest.raises(PricingError, match=r"plan_week") as caught:
        week_heat_map(day)
    assert ("profile.days", "roster") == (caught.value.code, caught.value.field)


def test_a_week_is_drawn_on_axes_alone() -> None:
    """Anything else to draw a week on is refused."""
    with pytest.raises(PricingError) as caught:
        week_heat_map(week(), axes=Figure())  # type: ignore[arg-type]
    assert ("type.axes", "axes") == (caught.value.code, caught.value.field)
