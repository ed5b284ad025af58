"""Deadlines: contacts that may lie, but are answered within hours, such as e-mail."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal

from attrs import frozen

from ..exhibit import Exhibit
from ..provenance import Citation
from ..staffing.deferred import CriticalWindow, DeferredStaffing, deferred_staffing
from ..staffing.hours import OpeningHours
from ..staffing.profile import Profile
from ..working import Working
from .base import ALL, HUNDREDTH
from .demand import Demand, Kept
from .promise import CYCLES, busy_up_to, exact_decimal, of_a_month, percent
from .stated import as_stated, single_of

_SECONDS: Final = 60
_A_DAY: Final = 24 * 60


@frozen(kw_only=True)
class DeadlinePromise:
    """Contacts are answered within hours, by as many people whenever it is open.

    Attributes:
        profile: How the contacts of a day or a week arrive.
        opening_hours: When they are worked on.
        cycles: How many such days or weeks a month has.
        answer_within_hours: How long after its arrival each is answered.
        hours_counted: Whether these hours run by the ``clock``, or only while it is ``open``.
        minimum_agents: How many are there at least while it is open.
        citations: Where its figures come from.
    """

    profile: Profile
    opening_hours: OpeningHours
    cycles: Decimal
    answer_within_hours: Decimal
    hours_counted: Literal["clock", "open"] = "clock"
    minimum_agents: Decimal = Decimal(1)
    citations: tuple[Citation, ...] = ()

    def kept(self, demand: Demand, occupancy_percent: Any) -> Kept:  # noqa: ANN401
        """Find how many people meet every deadline, and give their hours in a month."""
        with as_stated(demand):
            most = single_of(occupancy_percent, "occupancy_percent")
            minutes = single_of(demand.handle_minutes, "handle_seconds")
            contacts = Fraction(single_of(demand.contacts, "volume"))
            found = deferred_staffing(
                self.profile.arrivals(contacts / Fraction(self.cycles)),
                self.opening_hours,
                handle_seconds=minutes * _SECONDS / demand.concurrency,
                answer_within_hours=self.answer_within_hours,
                counted=self.hours_counted,
                max_occupancy=None if most == ALL else most * HUNDREDTH,
            )
        agents = max(Decimal(found.agents), self.minimum_agents)
        hours = exact_decimal(found.open_hours)
        cycle = CYCLES[self.opening_hours.days]
        told = Working(
            what=f"agent hours of a {cycle}",
            formula=(("", agents, "agent"), ("x", hours, "hour")),
            result=agents * hours,
            unit="agent hour",
            exhibit=self._exhibit(found, agents, most),
        )
        return of_a_month(agents * hours, self.cycles, cycle, (told,))

    def _exhibit(self, found: DeferredStaffing, agents: Decimal, most: Decimal) -> Exhibit:
        """Tell which span of time decides, and what is assumed."""
        busy = float(found.work_hours / (Fraction(agents) * found.open_hours)) if agents else 0.0
        facts = [
            ("promised", f"{self.answer_within_hours} h"),
            ("its hours run", "while it is open" if self.hours_counted == "open" else "always"),
            ("tightest span", _span(found.window)),
            ("work in it", f"{float(found.window.work_hours):,.2f} h"),
            ("open hours in it", f"{float(found.window.open_hours):,.2f} h"),
            ("agents it needs", f"{float(found.required):,.2f}"),
            ("agents are busy", percent(busy)),
            *busy_up_to(most),
        ]
        facts.extend(("assumed", one) for one in found.assumptions)
        return Exhibit(what="agents while it is open", facts=tuple(facts))


def _span(window: CriticalWindow) -> str:
    """Write from when to when it is; of a span of whole days or weeks, how many days these are."""
    told = f"{window.starts} - {window.ends}"
    cycles = (window.ends_minutes - window.starts_minutes) // (window.days * _A_DAY)
    return f"{told} (+{cycles * window.days} d)" if cycles else told
