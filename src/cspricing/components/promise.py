"""Promises: how soon contacts are answered, and who must be at work to keep that.

What queueing theory says is shown as a table beside the hours that follow from it: from whole
agents on, every number of the explanation multiplies out again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, cast

from attrs import frozen

from ..exhibit import Exhibit
from ..notation import grouped
from ..number import scalar
from ..provenance import Citation
from ..staffing.abandonment import queue_of
from ..staffing.chat import ChatQueue
from ..staffing.chat_agents import required_chat_agents
from ..staffing.forecast import required_agents_under_error
from ..staffing.given import brief
from ..staffing.planning import plan_by
from ..staffing.profile import Profile
from ..staffing.queue import Queue
from ..staffing.required import required_agents
from ..staffing.roster import Roster, StaffedInterval
from ..staffing.service_level import Of, ServiceLevel
from ..working import Factor, Working
from .base import ALL, HUNDREDTH
from .demand import Demand, Kept
from .stated import as_stated, single_of

_SECONDS: Final = 60
_A_DAY: Final = 48
_MOST_TERMS: Final = 12
CYCLES: Final = {1: "day", 7: "week"}
"""What repeats itself, by how many days it has."""

COUNTED: Final[dict[Of, str]] = {
    "offered": "all who contact",
    "answered": "those who are answered",
    "virtual": "those who would never give up",
    "answered_or_abandoned": "all who contact; who gives up by then counts as answered",
}
"""Of whom a service level is the share, in words."""

_COLUMNS: Final = ("from", "contacts", "erlangs", "agents", "busy", "in time")


@frozen(kw_only=True)
class LivePromise:
    """Contacts that wait are answered within seconds: calls and chats.

    Attributes:
        profile: How the contacts of a day or a week spread over it.
        cycles: How many such days or weeks a month has.
        service_level: What every interval reaches.
        patience_seconds: How long contacts are ready to wait on average; None: for ever.
        forecast_error_percent: How far the forecast of an interval errs, as its standard
            deviation in percent; None if it is taken as it is.
        minimum_agents: How many are there at least while it is open.
        handle_minutes_at: Of chats: how long one takes where its agent has one at a time, two,
            and so on; empty for calls.
        citations: Where its figures come from.
    """

    profile: Profile
    cycles: Decimal
    service_level: ServiceLevel
    patience_seconds: Decimal | None = None
    forecast_error_percent: Decimal | None = None
    minimum_agents: Decimal = Decimal(1)
    handle_minutes_at: tuple[Any, ...] = ()
    citations: tuple[Citation, ...] = ()

    def kept(self, demand: Demand, occupancy_percent: Any) -> Kept:  # noqa: ANN401
        """Staff each interval, and give the hours of all agents in a month."""
        with as_stated(demand):
            minutes = single_of(demand.handle_minutes, "handle_seconds")
            # A chat that its agent has alone, and beside one more; or the one length of a call.
            lengths = [scalar(one) for one in self.handle_minutes_at] or [minutes]
            times = [length * _SECONDS for length in lengths]
            most = single_of(occupancy_percent, "occupancy_percent")
            roster = plan_by(
                self._staffs(times, None if most == ALL else most * HUNDREDTH),
                self.profile,
                Fraction(single_of(demand.contacts, "volume")) / Fraction(self.cycles),
                handle_seconds=times[0],
                service_level=self.service_level,
            )
        return _kept(self, roster, most)

    def _staffs(
        self, times: Sequence[Decimal], most: Decimal | None
    ) -> Callable[[Fraction], Queue | None]:
        """Give what staffs a load: as a queue of chats, or of calls."""
        least = int(self.minimum_agents)
        if self.handle_minutes_at:
            return lambda load: self._chats(load, times, most, least)
        return lambda load: self._calls(load, times[0], most, least)

    def _calls(
        self, load: Fraction, seconds: Decimal, most: Decimal | None, least: int
    ) -> Queue | None:
        patience = self.patience_seconds
        if self.forecast_error_percent is None:
            needed = required_agents(
                load, seconds, self.service_level, max_occupancy=most, patience_seconds=patience
            )
        else:
            needed = required_agents_under_error(
                load,
                seconds,
                self.service_level,
                forecast_error=self.forecast_error_percent * HUNDREDTH,
                patience_seconds=patience,
            )
            # A mean may be reached by fewer than keep up with the load that is forecast.
            busy = required_agents(
                load, seconds, max_occupancy=most or 1, patience_seconds=patience
            )
            needed = max(needed, busy)
        agents = max(needed, least)
        if not agents:
            return None
        mean = None if patience is None else Fraction(patience)
        return queue_of(load, agents, Fraction(seconds), mean)

    def _chats(
        self, load: Fraction, times: Sequence[Decimal], most: Decimal | None, least: int
    ) -> Queue | None:
        interval = self.profile.hours.interval_seconds
        chats = load * interval / Fraction(times[0])
        needed = required_chat_agents(
            chats=chats,
            interval_seconds=interval,
            handle_seconds_at=times,
            service_level=self.service_level,
            patience_seconds=self.patience_seconds,
            max_occupancy=most,
        )
        agents = max(needed, least)
        if not agents:
            return None
        queue = ChatQueue(
            chats=chats,
            interval_seconds=interval,
            agents=agents,
            handle_seconds_at=times,
            patience_seconds=self.patience_seconds,
        )
        return cast("Queue", queue)


def _kept(promise: LivePromise, roster: Roster, most: Decimal) -> Kept:
    """Add up the hours of the agents of a roster, and of a month of them."""
    cycle = CYCLES[roster.hours.days]
    a_cycle = exact_decimal(roster.agent_hours)
    hours = Working(
        what=f"agent hours of a {cycle}",
        formula=_summed(roster, a_cycle),
        result=a_cycle,
        unit="agent hour",
        exhibit=_exhibit(promise, roster, most),
    )
    return of_a_month(a_cycle, promise.cycles, cycle, (hours,))


def of_a_month(a_cycle: Decimal, cycles: Decimal, cycle: str, told: tuple[Working, ...]) -> Kept:
    """Give the agent hours of a month of days or weeks."""
    total = a_cycle * cycles
    month = Working(
        what="agent hours",
        formula=(("", a_cycle, "agent hour"), ("x", cycles, cycle)),
        result=total,
        unit="agent hour",
    )
    return Kept(total, (*told, month))


def _summed(roster: Roster, total: Decimal) -> tuple[Factor, ...]:
    """Write agents x hours, for each number of agents; of too many, their sum."""
    found = Counter(interval.agents for interval in roster.intervals)
    if len(found) > _MOST_TERMS:
        return (("", total, "agent hour"),)
    formula: list[Factor] = []
    for agents, times in sorted(found.items()):
        hours = exact_decimal(times * roster.hours.interval_hours)
        formula.append(("+" if formula else "", Decimal(agents), "agent"))
        formula.append(("x", hours, "hour"))
    return tuple(formula)


def exact_decimal(number: Fraction) -> Decimal:
    """Give a fraction of quarter hours as the decimal that it is."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def _exhibit(promise: LivePromise, roster: Roster, most: Decimal) -> Exhibit:
    intervals = roster.intervals
    rows = (
        [_row(one.label, [one]) for one in intervals]
        if len(intervals) <= _A_DAY
        else [
            _row(f"{len(alike)} x", alike)
            for agents in sorted({one.agents for one in intervals})
            for alike in [[one for one in intervals if one.agents == agents]]
        ]
    )
    level = promise.service_level
    facts = [
        ("promised", f"{brief(level.target * 100)} % / {brief(level.within_seconds)} s"),
        ("counted are", COUNTED[level.of]),
        (_reached(promise), percent(roster.service_level)),
        ("agents are busy", percent(roster.occupancy)),
        *busy_up_to(most),
    ]
    if promise.handle_minutes_at:
        facts.append(("chats to an agent, at most", str(len(promise.handle_minutes_at))))
    if promise.patience_seconds is not None:
        facts.append(("give up", percent(roster.abandonment)))
    if promise.forecast_error_percent is not None:
        facts.append(("the forecast errs by", f"{promise.forecast_error_percent} %"))
    facts.extend(("assumed", one) for one in roster.assumptions)
    return Exhibit(what="agents in each interval", columns=_COLUMNS, rows=rows, facts=tuple(facts))


def _reached(promise: LivePromise) -> str:
    """Say at which load a level is reached: the promise may be the mean over several."""
    erring = promise.forecast_error_percent is not None
    return "reached at the load that is forecast" if erring else "reached"


def busy_up_to(most: Decimal) -> list[tuple[str, str]]:
    """Tell how busy agents may be, if that is limited."""
    return [] if most == ALL else [("agents may be busy up to", f"{grouped(most)} %")]


def _row(first: str, alike: list[StaffedInterval]) -> tuple[str, ...]:
    """Write an interval, or several with as many agents, as a row of a table."""
    return (
        first,
        _span([float(one.contacts) for one in alike], _amount),
        _span([float(one.load) for one in alike], _amount),
        str(alike[0].agents),
        _span([one.occupancy for one in alike], percent),
        _span([one.service_level for one in alike], percent),
    )


def _span(numbers: list[float], written: Callable[[float], str]) -> str:
    """Write from where to where numbers go; what is written alike, once."""
    least, most = written(min(numbers)), written(max(numbers))
    return least if least == most else f"{least} - {most}"


def _amount(number: float) -> str:
    return f"{number:,.2f}"


def percent(share: float) -> str:
    """Write a share as a percentage with one decimal; what is not all is not written as all.

    >>> percent(0.8864), percent(0.99999), percent(1.0)
    ('88.6 %', '99.9 %', '100.0 %')
    """
    shown = f"{share * 100:.1f} %"
    return "99.9 %" if shown == "100.0 %" and share < 1 else shown
