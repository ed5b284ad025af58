"""Customization: making systems, and the ways in which people work, fit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..fields import count, named_fields
from ..money import Price, as_price
from ..tariff import PerUnit
from ..working import Working
from .base import HUNDREDTH, BuiltComponent, percentage
from .effort import (
    PersonDays,
    Work,
    alone,
    contingency,
    flat,
    people,
    roles_alone,
    share,
    works_of,
    worth,
)
from .given import together
from .multiple import Recurring, recurring


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Customization(BuiltComponent):
    """Work on systems, with what comes with it at once and afterwards.

    All percentages are of the planned work. The contingency is a share of the days of a single
    role; of several, it is a share of what they cost. Warranty is due once; maintenance is so
    much a year, billed in equal parts from the first invoice on.

    Args:
        person_days: The work that is planned; with *daily*.
        daily: What a person-day costs.
        roles: Instead of both: the days of each role, at its rate.
        contingency_percent: Of the work, for what nobody could foresee, billed beside it.
        tools: Licences and devices for the work, as one sum.
        environments: What systems for development and tests cost a month.
        warranty_percent: Of the work, for mending faults.
        maintenance_percent: Of the work a year.
        maintenance_billed: How often: ``monthly`` unless given, ``quarterly`` or ``yearly``.
        name: What documents call it.

    A developer costs CNY 1,500 a day (sibuke.com/huodawenan/47713); maintenance is usually 15 to
    22 % a year:

    >>> from cspricing import CNY, Quote
    >>> work = Customization(
    ...     person_days=20, daily=CNY(1500), contingency_percent=15, maintenance_percent=20
    ... )
    >>> quote = Quote.of(work).over(months=12)
    >>> print(quote.one_time, "once and", quote.monthly_recurring, "a month")
    CNY 34,500.00 once and CNY 500.00 a month
    """

    title: ClassVar[str] = "System customization"

    person_days: Decimal | None = field(default=None, converter=optional(count))
    daily: Price | None = field(default=None, converter=optional(as_price))
    roles: tuple[PersonDays, ...] | None = field(default=None, converter=people)
    contingency_percent: Decimal = field(default=Decimal(0), converter=count)
    tools: Price | None = field(default=None, converter=optional(as_price))
    environments: Price | None = field(default=None, converter=optional(as_price))
    warranty_percent: Decimal = field(default=Decimal(0), converter=count)
    maintenance_percent: Decimal = field(default=Decimal(0), converter=count)
    maintenance_billed: Recurring = field(default="monthly", converter=recurring)

    def build(self) -> Iterator[Charge]:
        """Charge the work, the contingency, what is bought for it, and what comes afterwards."""
        works = self._works()
        for one in works:
            yield one.charge("customization")
        cited = self.cited("contingency_percent")
        yield from contingency(works, self.contingency_percent, "customization", cited)
        yield from flat("tools", self.tools, "customization")
        yield from flat("environments", self.environments, "customization", "monthly")
        yield from share(
            "warranty",
            self.warranty_percent,
            lambda: worth(works, self.cited("warranty_percent")),
            "customization",
        )
        yield from share(
            "maintenance",
            self.maintenance_percent,
            lambda: worth(works, self.cited("maintenance_percent")),
            "customization",
            self.maintenance_billed,
        )

    def _works(self) -> list[Work]:
        """Give the work of the roles, or of one developer."""
        if self.roles is None and self.person_days is not None and self.daily is not None:
            cited = self.cited("person_days")
            return alone("development", self.person_days, self.daily, cited)
        instead = {"person_days": self.person_days, "daily": self.daily}
        return works_of(roles_alone("roles", self.roles, **instead))


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class ProcessCustomization(BuiltComponent):
    """Work on the ways in which customers are served, and what the change costs.

    The mapping, the retraining and the change management are prices. The time of those who come
    to workshops, and the work that is not done while people get used to the change, are costs of
    one's own. All percentages but *dip_percent* are of the mapping.

    Args:
        processes: How many ways of serving customers are mapped and redrawn.
        mapping_days: Person-days for each of them; with *daily*.
        daily: What a person-day costs.
        roles: Instead of both: the days of each role for each process, at its rate.
        contingency_percent: Of the mapping, for what nobody could foresee.
        change_management_percent: Of the mapping, for telling, leading and coaching people.
        retraining: What teaching the new ways costs, as one sum.
        workshops: How many; with the three that follow.
        workshop_hours: How long each of them takes.
        attendees: How many come to each.
        attendee_hourly_wage: What an hour of an attendee costs.
        dip_weeks: How long productivity is lower afterwards; with the two that follow.
        dip_percent: By how much it is lower.
        weekly_labour: What the work of all whom it concerns costs a week.
        name: What documents call it.

    Twelve processes at three days each, and a team of CNY 40,000 a week that does 15 % less for
    four weeks (assumed, as such dips are):

    >>> from cspricing import CNY, Quote
    >>> change = ProcessCustomization(
    ...     processes=12,
    ...     mapping_days=3,
    ...     daily=CNY(1500),
    ...     change_management_percent=20,
    ...     dip_weeks=4,
    ...     dip_percent=15,
    ...     weekly_labour=CNY(40_000),
    ... )
    >>> quote = Quote.of(change)
    >>> print(quote.net, "and own cost", quote.cost)
    CNY 64,800.00 and own cost CNY 24,000.00
    """

    title: ClassVar[str] = "Process customization"

    processes: Decimal = field(converter=count)
    mapping_days: Decimal | None = field(default=None, converter=optional(count))
    daily: Price | None = field(default=None, converter=optional(as_price))
    roles: tuple[PersonDays, ...] | None = field(default=None, converter=people)
    contingency_percent: Decimal = field(default=Decimal(0), converter=count)
    change_management_percent: Decimal = field(default=Decimal(0), converter=count)
    retraining: Price | None = field(default=None, converter=optional(as_price))
    workshops: Decimal | None = field(default=None, converter=optional(count))
    workshop_hours: Decimal | None = field(default=None, converter=optional(count))
    attendees: Decimal | None = field(default=None, converter=optional(count))
    attendee_hourly_wage: Price | None = field(default=None, converter=optional(as_price))
    dip_weeks: Decimal | None = field(default=None, converter=optional(count))
    dip_percent: Decimal | None = field(default=None, converter=optional(percentage))
    weekly_labour: Price | None = field(default=None, converter=optional(as_price))

    def build(self) -> Iterator[Charge]:
        """Charge the mapping and what comes with it, the workshops, and the dip."""
        works = [self._mapped(one) for one in self._each()]
        for one in works:
            yield one.charge("customization")
        cited = self.cited("contingency_percent")
        yield from contingency(works, self.contingency_percent, "customization", cited)
        yield from share(
            "change management",
            self.change_management_percent,
            lambda: worth(works, self.cited("change_management_percent")),
            "customization",
        )
        yield from flat("retraining", self.retraining, "customization")
        yield from self._attended()
        yield from self._lost()

    def _each(self) -> list[Work]:
        """Give the work on one process: of the roles, or of one analyst."""
        if self.roles is None and self.mapping_days is not None and self.daily is not None:
            cited = self.cited("mapping_days")
            return alone("process mapping", self.mapping_days, self.daily, cited)
        instead = {"mapping_days": self.mapping_days, "daily": self.daily}
        return works_of(roles_alone("roles", self.roles, **instead))

    def _mapped(self, each: Work) -> Work:
        """Give the work on all processes."""
        days = self.processes * each.days
        working = Working(
            what="mapping",
            formula=(("", self.processes, "process"), ("x", each.days, "person-day")),
            result=days,
            unit="person-day",
        )
        return each.times(days, working, self.cited("processes"))

    def _attended(self) -> Iterator[Charge]:
        """Charge the time in workshops."""
        fields = ("workshops", "workshop_hours", "attendees", "attendee_hourly_wage")
        together(**{name: getattr(self, name) for name in fields})
        if self.attendee_hourly_wage is None:
            return
        number, hours, present = (getattr(self, name) for name in fields[:3])
        time = number * hours * present
        working = Working(
            what="time in workshops",
            formula=(("", number, "workshop"), ("x", hours, "hour"), ("x", present, "attendee")),
            result=time,
            unit="attendee hour",
        )
        yield Charge(
            "attendees' time",
            time,
            "attendee hour",
            PerUnit(self.attendee_hourly_wage),
            "customization",
            cost=True,
            workings=(working,),
            citations=self.cited(*fields),
        )

    def _lost(self) -> Iterator[Charge]:
        """Charge the work that is not done after the change."""
        weeks, percent = self.dip_weeks, self.dip_percent
        together(dip_weeks=weeks, dip_percent=percent, weekly_labour=self.weekly_labour)
        if weeks is None or percent is None or self.weekly_labour is None:
            return
        lost = weeks * percent * HUNDREDTH
        working = Working(
            what="weeks lost",
            formula=(("", weeks, "week"), ("x", percent, "%")),
            result=lost,
            unit="week",
        )
        yield Charge(
            "lower productivity",
            lost,
            "week",
            PerUnit(self.weekly_labour),
            "customization",
            cost=True,
            workings=(working,),
            citations=self.cited("dip_weeks", "dip_percent"),
        )
