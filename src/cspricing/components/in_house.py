"""A demand met by a company's own people, and everything that these cost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..errors import RuleError
from ..fields import citations, count, keep_citations, named_fields
from ..lifted import nowhere, require
from ..money import Price, as_price
from ..provenance import Citation
from ..tariff import PerUnit
from ..working import Factor, Working
from ..written import Written
from .base import ALL, cited_for, exactly, hundreds, positive, price_citations, share_of
from .demand import Demand
from .paid_time import at_work, occupancy, paid_hours, people_for, people_paid, shrinkage
from .premium import Premium, premiums
from .staff import Staff
from .supervision import Supervision, supervision
from .telephony import Telephony, telephony
from .workplace import Workplace, workplace

_SHARES: Final = ("occupancy_percent", "shrinkage_percent", "schedule_efficiency_percent")
_OPEN: Final = ("open_hours_per_month", "hours_per_month")


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class InHouse(Written):
    """A demand met by a company's own people: what it costs the company.

    How many are paid is stated (*heads*), follows from how many must be at work at a time
    (*agents*, / (1 - shrinkage)), from the service level that the channel promises (agents in
    each interval / (1 - shrinkage)), or from the hours of the workload (/ occupancy /
    (1 - shrinkage)). They have a *monthly_wage*, or an *hourly_wage* for each paid hour.
    Its charges are costs: `Markup` or `Margin` makes them a price.

    Args:
        heads: How many people are paid.
        agents: How many must be at work at a time, instead.
        monthly_wage: Of each person.
        hourly_wage: Of each paid hour, instead.
        open_hours_per_month: How long *agents* must be at work; with *hours_per_month*. Unless
            given, it is open as long as one person is paid.
        hours_per_month: The paid hours of one person. Beside stated people, their time must be
            enough for the work.
        occupancy_percent: The share of the time at work in which contacts are handled; at most,
            where the channel promises a service level.
        shrinkage_percent: The share of the paid time that is not worked.
        schedule_efficiency_percent: The share of the hours on duty that is needed, since shifts
            never fit the curve of the day.
        premiums: What is paid on top of the wage, for skills, languages or shifts.
        on_cost_percent: What the employer pays on top of wage and premiums.
        supervision: The roles beside the agents; with on-cost, too.
        workplace: What a seat costs.
        telephony: What telephoning costs.

    >>> from cspricing import USD, PhoneSupport, Quote
    >>> team = InHouse(
    ...     hourly_wage=USD(15), occupancy_percent=85, shrinkage_percent=30, on_cost_percent=23
    ... )
    >>> phone = PhoneSupport(calls_per_month=6000, handle_minutes=5, delivery=team)
    >>> print(Quote.of(phone).cost)
    USD 15,504.27
    """

    heads: Decimal | None = field(default=None, converter=optional(count))
    agents: Decimal | None = field(default=None, converter=optional(count))
    monthly_wage: Price | None = field(default=None, converter=optional(as_price))
    hourly_wage: Price | None = field(default=None, converter=optional(as_price))
    open_hours_per_month: Decimal | None = field(default=None, converter=optional(positive))
    hours_per_month: Decimal | None = field(default=None, converter=optional(positive))
    occupancy_percent: Decimal = field(default=ALL, converter=occupancy)
    shrinkage_percent: Decimal = field(default=Decimal(0), converter=shrinkage)
    schedule_efficiency_percent: Decimal = field(default=ALL, converter=occupancy)
    premiums: tuple[Premium, ...] = field(default=(), converter=premiums)
    on_cost_percent: Decimal = field(default=Decimal(0), converter=hundreds)
    supervision: tuple[Supervision, ...] = field(default=(), converter=supervision)
    workplace: Workplace | None = field(default=None, converter=workplace)
    telephony: Telephony | None = field(default=None, converter=telephony)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.monthly_wage is None) == (self.hourly_wage is None):
            raise RuleError.of(
                "delivery.wage", "state either monthly_wage or hourly_wage", field="hourly_wage"
            )
        if self.heads is not None and self.agents is not None:
            raise RuleError.of(
                "delivery.heads",
                "heads are all who are paid, agents who are at work at a time; state one of them",
                field="agents",
            )
        self._check_people()
        self._check_shares()
        self._check_open()

    def _check_people(self) -> None:
        """Refuse what needs to know how many people or hours there are, where nothing says so."""
        stated = self.heads is not None or self.agents is not None
        known = stated or self.hours_per_month is not None
        if self.hourly_wage is not None and stated and self.hours_per_month is None:
            raise RuleError.of(
                "delivery.hours_per_month",
                "people who are paid by the hour need hours_per_month",
                field="hours_per_month",
            )
        needing = {
            "monthly_wage": self.monthly_wage is not None,
            "supervision": bool(self.supervision),
            "workplace": self.workplace is not None,
        }
        for name, wanted in needing.items():
            if wanted and not known:
                raise RuleError.of(
                    "delivery.people",
                    f"{name} needs a number of people; state heads or agents, or the "
                    "hours_per_month of one person",
                    field=name,
                )

    def _check_shares(self) -> None:
        """Refuse shares of time beside people who are paid, or at work, whatever these are."""
        stated = self.heads is not None or self.agents is not None
        shares = (
            ("occupancy_percent", ALL, stated),
            ("shrinkage_percent", 0, self.heads is not None),
            ("schedule_efficiency_percent", ALL, stated),
        )
        for name, usual, idle in shares:
            share: Any = getattr(self, name)
            if idle:
                require(
                    share == usual,
                    lambda name=name, share=share: RuleError.of(  # type: ignore[misc]
                        "delivery.heads",
                        f"the people are stated, whatever their {name}; leave it out, or let "
                        "their number follow from the workload",
                        field=name,
                        value=share,
                    ),
                )

    def _check_open(self) -> None:
        """Refuse hours that are open where nothing is made of them."""
        if self.open_hours_per_month is None:
            return
        needed = (("agents", self.agents), ("hours_per_month", self.hours_per_month))
        for name, value in needed:
            if value is None:
                raise RuleError.of(
                    "delivery.open_hours",
                    "how many people keep agents at work while it is open rests on agents, "
                    "open_hours_per_month and hours_per_month; state all three",
                    field=name,
                )

    def charges_for(self, demand: Demand) -> tuple[Charge, ...]:
        """Give the wages and what comes on top, supervision, workplaces and telephony."""
        return exactly(lambda: self._charges_for(demand))

    def _charges_for(self, demand: Demand) -> Iterator[Charge]:
        staff = self._staff(demand)
        yield from self._labour(staff)
        beside, cited = Decimal(0), staff.people_cited
        for role in self.supervision:
            charge = role.charge(staff.people, staff.people_cited)
            yield charge
            yield from self._on_cost_of(role, charge)
            if role.seated:
                beside = beside + charge.quantity
                cited = (*cited, *_named_for(role.role, cited_for(role.citations, "span")))
        if self.workplace is not None:
            yield from self.workplace.charges_for(staff.people, beside, cited)
        if self.telephony is not None:
            yield from self.telephony.charges_for(demand)

    def _staff(self, demand: Demand) -> Staff:
        """Give who is paid: as stated, or as the workload asks for."""
        if self.heads is None and self.agents is None:
            return self._by_workload(demand)
        if demand.promise is not None:
            raise RuleError.of(
                "delivery.promise",
                "the people are stated, whatever the channel promises; leave them out, and their "
                "number follows from the promise",
                field="heads" if self.agents is None else "agents",
            )
        if self.agents is None:
            staff = Staff(self.heads, people_cited=self._cited("heads"))
        else:
            cited = self._cited("agents", "shrinkage_percent", *_OPEN)
            people, told = people_for(
                self.agents, self.shrinkage_percent, self.open_hours_per_month, self.hours_per_month
            )
            staff = Staff(people, people_told=told, people_cited=cited)
        return self._with_hours(staff, demand)

    def _with_hours(self, staff: Staff, demand: Demand) -> Staff:
        """Add the hours for which stated people are paid, as far as these are known."""
        if self.hours_per_month is None:
            return staff
        hours = staff.people * self.hours_per_month
        formula: tuple[Factor, ...] = (
            ("", staff.people, "person"),
            ("x", self.hours_per_month, "paid hour"),
        )
        told = Working(what="paid time", formula=formula, result=hours, unit="paid hour")
        self._check_enough(demand, hours)
        cited = (*staff.people_cited, *self._cited("hours_per_month"))
        return evolve(staff, hours=hours, hours_told=(*staff.people_told, told), hours_cited=cited)

    def _check_enough(self, demand: Demand, paid: Any) -> None:  # noqa: ANN401
        """Refuse a stated number of people whose whole time at work is less than the work."""
        at_work = paid * (ALL - self.shrinkage_percent) * demand.minutes_of_an_hour()
        require(
            demand.contacts * demand.handle_minutes * ALL <= at_work,
            lambda: RuleError.of(
                "delivery.overload",
                f"the work of a month takes {demand.hours()} hours, more than these people are at "
                "work; state more of them, or let their number follow from the workload",
                field="heads" if self.agents is None else "agents",
                value=self.heads if self.agents is None else self.agents,
            ),
        )

    def _by_workload(self, demand: Demand) -> Staff:
        shares = ALL - self.shrinkage_percent, self.schedule_efficiency_percent
        cited = (*demand.cited_at_work(), *self._cited(*_SHARES))
        work = at_work(demand, self.occupancy_percent).over(*shares)
        staff = Staff(None)
        if self.hourly_wage is not None or self.hours_per_month is None:
            hours, told = paid_hours(work)
            told = (*demand.told(demand.time), *told)
            staff = Staff(None, hours=hours, hours_told=told, hours_cited=cited)
        if self.hours_per_month is None:
            return staff
        people, told = people_paid(work, self.hours_per_month)
        return evolve(
            staff,
            people=people,
            people_told=(*demand.told(demand.time), *told),
            people_cited=(*cited, *self._cited("hours_per_month")),
        )

    def _cited(self, *fields: str) -> tuple[Citation, ...]:
        return cited_for(self.citations, *fields)

    def _labour(self, staff: Staff) -> Iterator[Charge]:
        """Charge the wages of people or hours, the premiums on them, and the on-cost on both."""
        if self.hourly_wage is None:
            quantity, unit, wage, name = staff.people, "person", self.monthly_wage, "monthly_wage"
            workings, cited = staff.people_told, staff.people_cited
        else:
            quantity, unit, wage, name = staff.hours, "paid hour", self.hourly_wage, "hourly_wage"
            workings, cited = staff.hours_told, staff.hours_cited
        assert wage is not None  # noqa: S101  one of them is stated
        yield _cost("wages", quantity, unit, (wage, workings), cited)
        behind = (*cited, *price_citations(name, wage))
        more: Any = Decimal(0)
        for premium in self.premiums:
            more = more + premium.of_all
            rate, working = premium.on(wage)
            sources = (*behind, *premium.citations)
            yield _cost(premium.name, quantity, unit, (rate, (working,)), sources)
        if not nowhere(self.on_cost_percent != 0):
            behind = (*behind, *self._cited("on_cost_percent"))
            for premium in self.premiums:
                behind = (*behind, *_named_for(premium.name, premium.citations))
            yield _cost("on-cost", quantity, unit, self._on_cost_rate(wage, more), behind)

    def _on_cost_of(self, role: Supervision, charge: Charge) -> Iterator[Charge]:
        """Charge what the employer pays on top of the wages of a role."""
        if not nowhere(self.on_cost_percent != 0):
            rate = self._on_cost_rate(role.monthly_wage, Decimal(0))
            behind = (
                *charge.citations,
                *price_citations("monthly_wage", role.monthly_wage),
                *self._cited("on_cost_percent"),
            )
            yield _cost(f"on-cost of {role.role}", charge.quantity, "person", rate, behind)

    def _on_cost_rate(
        self,
        wage: Price,
        more: Any,  # noqa: ANN401
    ) -> tuple[Price, tuple[Working, ...]]:
        """Give what the employer pays on top of a wage with premiums of so many percent more."""
        paid = share_of(wage, ALL + more)
        rate = share_of(paid, self.on_cost_percent)
        factors: list[Factor] = [("", wage, "")]
        if not nowhere(more != 0):
            factors.append(("x", ALL + more, "%"))
        factors.append(("x", self.on_cost_percent, "%"))
        return rate, (Working(what="on-cost rate", formula=tuple(factors), result=rate, unit=""),)


def _cost(
    what: str,
    quantity: Any,  # noqa: ANN401
    unit: str,
    priced: tuple[Price, tuple[Working, ...]],
    cited: tuple[Citation, ...],
) -> Charge:
    """Charge a cost of labour at a rate, which workings tell."""
    rate, workings = priced
    return Charge(
        what,
        quantity,
        unit,
        PerUnit(rate),
        "labour",
        "monthly",
        cost=True,
        workings=workings,
        citations=cited,
    )


def _named_for(whose: str, cited: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Give sources of figures that several have, under the name of whose they are."""
    return tuple(evolve(one, of=f"{whose}, {one.of}") for one in cited)
