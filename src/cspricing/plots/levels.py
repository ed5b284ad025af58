"""The service level over the number of agents, and what they cost."""

# Matplotlib leaves the keywords that it passes on without types.
# pyright: reportUnknownMemberType=none

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, sqrt
from typing import TYPE_CHECKING, Final, Literal

from attrs import frozen

from ..errors import InvalidNumberError, PricingError, shown
from ..money import Money, Price, as_price
from ..provenance import Sourced
from ..staffing.abandonment import queue_of
from ..staffing.erlang import workload
from ..staffing.given import Number, positive, whole
from ..staffing.queue import Queue
from ..staffing.required import required_agents
from ..staffing.series import not_empty, series
from ..staffing.service_level import ServiceLevel
from .drawing import GREY, axes_on, brief, note_below, people, tell_whole_numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe and Ito (2008).
_BLUE: Final = "#0072B2"
_VERMILION: Final = "#D55E00"

_MOST_POINTS: Final = 200
_MOST_MARKED: Final = 60
_COUNTED: Final = {
    "offered": "% of contacts offered",
    "answered": "% of contacts answered",
    "virtual": "% for a patient caller",
    "answered_or_abandoned": "% of contacts, answered or gone",
}


@frozen
class _Staffed:
    """Any number of agents for one load."""

    load: Fraction
    handle_seconds: Fraction
    promised: ServiceLevel
    patience_seconds: Fraction | None
    required: int

    def queue(self, agents: int) -> Queue:
        return queue_of(self.load, agents, self.handle_seconds, self.patience_seconds)

    def level(self, agents: int) -> float:
        return self.queue(agents).service_level(self.promised.within_seconds, self.promised.of)

    def around(self) -> tuple[int, ...]:
        """Give numbers of agents from where most are late to where few are, about 200 at most."""
        least, middle = 1, max(1, self.required)
        spread = ceil(1.5 * sqrt(self.load))
        if self.patience_seconds is None:  # a queue that grows without end has no service level
            least = self.load.numerator // self.load.denominator + 1
            spread = min(spread, 3 * (middle - least) + 3)
        spread = max(5, spread)
        step = ceil(2 * spread / _MOST_POINTS)
        first = middle - min(spread, middle - least) // step * step
        return tuple(range(first, middle + spread + 1, step))


def service_level_over_agents(  # noqa: PLR0913  each is a term of the promise
    load: Number,
    handle_seconds: Number,
    service_level: ServiceLevel,
    *,
    agents: Iterable[int] | None = None,
    patience_seconds: Number | None = None,
    cost_per_agent: Price | Money | Sourced[Price] | Sourced[Money] | None = None,
    axes: Axes | None = None,
) -> Axes:
    """Draw the service level over the number of agents, and what they cost.

    The target is a line, and the fewest agents that keep it are marked.

    Args:
        load: The offered load in erlangs, as `offered_load` gives it; from 0 to 10^7.
        handle_seconds: How long a contact takes, with the work after it; above 0.
        service_level: What is promised.
        agents: The numbers of agents to draw, whole and from 1, such as ``range(101, 121)``; a
            range around the required number unless stated. Without a patience, all are above
            the load.
        patience_seconds: How long contacts are ready to wait on average (Erlang A); None: until
            they are answered (Erlang C).
        cost_per_agent: What it costs to have one agent there, a month; from 0. It is drawn on a
            second axis, on the right.
        axes: Where to draw; on a new figure unless stated.

    Raises:
        ImportError: If Matplotlib is not installed.
        InvalidTypeError: If an argument is of another type (``type.axes``, ``type.price``,
            ``type.series``, ``type.service_level``, ``type.number``).
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``number.whole``, ``number.negative``).
        StaffingError: If agents do not keep up with the load (``staffing.unstable``), none are
            given (``series.empty``), or no service level is (``staffing.goal``).

    >>> from cspricing import EUR
    >>> from cspricing.staffing import ServiceLevel
    >>> promised = ServiceLevel("0.80", within_seconds=20)
    >>> axes = service_level_over_agents(100, 240, promised, cost_per_agent=EUR(2800))
    >>> print(axes.get_title())
    80 % within 20 s takes 108 agents
    100 erlangs, 240 s a contact
    >>> [line.get_text() for line in axes.get_legend().get_texts()][-1]
    'cost: EUR 302,400.00 a month for 108 agents'
    """
    staffed = _staffed(load, handle_seconds, service_level, patience_seconds)
    numbers = staffed.around() if agents is None else _numbers(agents)
    levels = [staffed.level(number) for number in numbers]
    price = None if cost_per_agent is None else _cost(cost_per_agent)
    drawn = axes_on(axes, width=8, height=5)
    _draw_levels(drawn, staffed, numbers, levels)
    if price is not None:
        _draw_cost(drawn, staffed, numbers, price)
    place: Literal["lower right", "best"] = "lower right" if agents is None else "best"
    drawn.legend(loc=place, fontsize="small", framealpha=0.9)
    note_below(drawn, staffed.queue(numbers[-1]).assumptions)
    return drawn


def _staffed(
    load: Number,
    handle_seconds: Number,
    service_level: ServiceLevel,
    patience_seconds: Number | None,
) -> _Staffed:
    required = required_agents(
        load, handle_seconds, service_level, patience_seconds=patience_seconds
    )
    patience = None if patience_seconds is None else positive(patience_seconds, "patience_seconds")
    return _Staffed(
        workload(load),
        positive(handle_seconds, "handle_seconds"),
        service_level,
        patience,
        required,
    )


def _numbers(agents: Iterable[int]) -> tuple[int, ...]:
    """Take numbers of agents, each once and in their order."""
    row = series(agents, "agents", lambda value, field: whole(value, field, 1))
    return tuple(sorted(set(not_empty(row, "agents"))))


def _cost(value: Price | Money | Sourced[Price] | Sourced[Money]) -> Price:
    try:
        price = as_price(value)
        amount = price.fraction
    except PricingError as error:
        error.at("cost_per_agent")
        raise
    if amount < 0:
        raise InvalidNumberError.of(
            "number.negative",
            f"{shown(value)} is below 0; give what one agent costs a month",
            field="cost_per_agent",
            value=value,
        )
    return price


def _draw_levels(
    axes: Axes, staffed: _Staffed, numbers: tuple[int, ...], levels: list[float]
) -> None:
    promised, required = staffed.promised, staffed.required
    target = float(promised.target)
    marker = "o" if len(numbers) <= _MOST_MARKED else ""
    axes.plot(
        numbers, levels, color=_BLUE, marker=marker, markersize=4, label="service level", zorder=3
    )
    axes.axhline(
        target, color=GREY, linestyle=":", label=f"target: {brief(100 * promised.target)} %"
    )
    if numbers[0] <= required <= numbers[-1]:
        reached = staffed.level(required)
        axes.plot(
            [required],
            [reached],
            color="black",
            linestyle="",
            marker="D",
            markersize=8,
            label=f"required: {people(required)} ({100 * reached:.1f} %)",
            zorder=4,
        )
    axes.set_title(f"{promised} takes {people(required)}\n{_given(staffed)}")
    axes.set_xlabel("agents (people)")
    axes.set_ylabel(f"service level ({_COUNTED[promised.of]})")
    tell_whole_numbers(axes)
    axes.yaxis.set_major_formatter(lambda level, _: f"{100 * level:.0f} %")
    axes.set_ylim(0, 1.05)
    axes.grid(visible=True, alpha=0.3)


def _given(staffed: _Staffed) -> str:
    given = f"{brief(staffed.load)} erlangs, {brief(staffed.handle_seconds)} s a contact"
    if staffed.patience_seconds is None:
        return given
    return f"{given}, patience of {brief(staffed.patience_seconds)} s"


def _draw_cost(axes: Axes, staffed: _Staffed, numbers: tuple[int, ...], price: Price) -> None:
    each = float(price.fraction)
    beside = axes.twinx()
    told = f"cost: {price * staffed.required} a month for {people(staffed.required)}"
    if price.source is not None and price.source.unverified:
        told += " (unverified)"
    costs = [each * number for number in numbers]
    beside.plot(numbers, costs, color=_VERMILION, linestyle="--", label=told)
    beside.set_ylabel(f"cost a month ({price.currency})", color=_VERMILION)
    beside.tick_params(axis="y", colors=_VERMILION)
    beside.yaxis.set_major_formatter("{x:,.12g}")
    beside.set_ylim(0, 1.05 * costs[-1] or 1)
    # The legend of both, and the service level, stand in front of the cost.
    axes.plot([], [], color=_VERMILION, linestyle="--", label=told)
    axes.set_zorder(beside.get_zorder() + 1)
    beside.patch.set(visible=True, facecolor=axes.get_facecolor())
    axes.patch.set_visible(False)
