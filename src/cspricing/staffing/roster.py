"""From a day or week of contacts to agents in each interval, hours to be paid, and full-timers.

Agents, hours and full-time equivalents are exact; shares of contacts and of time are floats.
"""

from __future__ import annotations

from fractions import Fraction
from math import fsum
from typing import TypeAlias

from attrs import field, frozen

from .given import Number, part, positive, share
from .hours import OpeningHours
from .service_level import ServiceLevel

Row: TypeAlias = tuple[str, Fraction, Fraction, int, float, float]
"""A row of a table: label, contacts, load, agents, occupancy, service level."""


@frozen(kw_only=True)
class StaffedInterval:
    """One open interval with the agents in it, and what contacts then meet.

    Args:
        label: When it begins, such as ``Mon 08:30``.
        contacts: How many come.
        load: The offered load, in erlangs.
        agents: How many answer.
        occupancy: The share of their time in which agents are busy.
        service_level: The share of the contacts that is answered in time.
        abandonment: The share of the contacts that give up.
    """

    label: str
    contacts: Fraction
    load: Fraction
    agents: int
    occupancy: float
    service_level: float
    abandonment: float

    @property
    def row(self) -> Row:
        """The interval as a row of a table."""
        return (
            self.label,
            self.contacts,
            self.load,
            self.agents,
            self.occupancy,
            self.service_level,
        )


@frozen(kw_only=True)
class PaidTime:
    """The time to be paid so that agents are there when they are needed.

    Args:
        agent_hours: How long agents answer.
        paid_hours: How long they are paid for: agent hours / (1 - shrinkage) / schedule
            efficiency.
        contract_hours: How long a full-timer is paid for in the same day or week.
    """

    agent_hours: Fraction
    paid_hours: Fraction
    contract_hours: Fraction

    @property
    def full_time_equivalents(self) -> Fraction:
        """How many full-timers that makes, exactly; part of one is left as it is."""
        return self.paid_hours / self.contract_hours


@frozen(kw_only=True)
class Roster:
    """Agents in each open interval of a day or a week.

    Args:
        hours: When it is open.
        service_level_promised: What was to be reached in each interval.
        intervals: The open intervals, in their order.
        assumptions: What the figures rest on.
    """

    hours: OpeningHours = field(repr=False)
    service_level_promised: ServiceLevel
    intervals: tuple[StaffedInterval, ...] = field(repr=False)
    assumptions: tuple[str, ...] = field(repr=False)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The intervals as rows of a table: label, contacts, load, agents, occupancy, level."""
        return tuple(interval.row for interval in self.intervals)

    @property
    def grid(self) -> tuple[tuple[int, ...], ...]:
        """The agents of each interval, open or closed, one row for each day."""
        found = [0] * self.hours.cycle_intervals
        for position, interval in zip(self.hours.positions, self.intervals, strict=True):
            found[position] = interval.agents
        a_day = len(found) // self.hours.days
        return tuple(tuple(found[at : at + a_day]) for at in range(0, len(found), a_day))

    @property
    def contacts(self) -> Fraction:
        """How many contacts come."""
        return sum((interval.contacts for interval in self.intervals), Fraction(0))

    @property
    def workload_hours(self) -> Fraction:
        """How long it takes to handle all contacts."""
        load = sum((interval.load for interval in self.intervals), Fraction(0))
        return load * self.hours.interval_hours

    @property
    def agent_hours(self) -> Fraction:
        """How long agents are there to answer."""
        return sum(interval.agents for interval in self.intervals) * self.hours.interval_hours

    @property
    def peak_agents(self) -> int:
        """How many agents are there at once, at most."""
        return max(interval.agents for interval in self.intervals)

    @property
    def occupancy(self) -> float:
        """The share of their time in which agents are busy, over all intervals; 0 without any."""
        busy = fsum(interval.occupancy * interval.agents for interval in self.intervals)
        present = sum(interval.agents for interval in self.intervals)
        return busy / present if present else 0.0

    @property
    def abandonment(self) -> float:
        """The share of all contacts that give up; 0 without any."""
        lost = fsum(float(each.contacts) * each.abandonment for each in self.intervals)
        return lost / float(self.contacts) if self.contacts else 0.0

    @property
    def service_level(self) -> float:
        """The share of all contacts that is answered in time; 1 without any.

        Intervals count by their contacts: by those answered, where the promise is of these.
        """
        weights = [float(each.contacts) * self._counted(each) for each in self.intervals]
        met = fsum(
            weight * each.service_level
            for weight, each in zip(weights, self.intervals, strict=True)
        )
        counted = fsum(weights)
        return met / counted if counted else 1.0

    def _counted(self, interval: StaffedInterval) -> float:
        return 1 - interval.abandonment if self.service_level_promised.of == "answered" else 1.0

    def paid_time(
        self, *, shrinkage: Number, contract_hours: Number, schedule_efficiency: Number = 1
    ) -> PaidTime:
        """Give the hours to be paid, and how many full-timers they make.

        Args:
            shrinkage: The share of the paid time in which people do not answer: leave, sickness,
                breaks, meetings; from 0, below 1. The time is divided by 1 - shrinkage, not
                multiplied by 1 + shrinkage.
            contract_hours: How long a full-timer is paid for in this day or week; above 0.
            schedule_efficiency: The share of the hours on duty that is needed, since whole shifts
                never fit the curve; above 0, at most 1.

        Raises:
            InvalidNumberError: If a number is outside its domain (``share.range``,
                ``number.range``).
        """
        needed = positive(share(schedule_efficiency, "schedule_efficiency"), "schedule_efficiency")
        return PaidTime(
            agent_hours=self.agent_hours,
            paid_hours=self.agent_hours / (1 - part(shrinkage, "shrinkage")) / needed,
            contract_hours=positive(contract_hours, "contract_hours"),
        )
