"""A demand met by a company's own people, and everything that these cost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..charge import Charge, Factor, Working
from ..errors import RuleError
from ..fields import citations, count, keep_citations, named_fields
from ..lifted import nowhere, require
from ..money import Price, as_price
from ..provenance import Citation
from ..tariff import PerUnit
from ..written import Written
from .base import ALL, exactly, positive, price_citations, share_of
from .demand import Demand
from .paid_time import occupancy, paid_hours, people_for, people_paid, shrinkage
from .premium import Premium, premiums
from .supervision import Supervision, supervision
from .workplace import Telephony, Workplace, telephony, workplace


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class InHouse(Written):
    """A demand met by a company's own people: what it costs the company.

    How many are paid is stated (*heads*), follows from how many must be at work at a time
    (*agents*, / (1 - shrinkage)), or from the hours of the workload (/ occupancy /
    (1 - shrinkage)). They have a *monthly_wage*, or an *hourly_wage* for each paid hour.
    Its charges are costs: `Markup` or `Margin` makes them a price.

    Args:
        heads: How many people are paid.
        agents: How many must be at work at a time, instead.
        monthly_wage: Of each person.
        hourly_wage: Of each paid hour, instead.
        hours_per_month: The paid hours of one person.
        occupancy_percent: The share of the time at work in which contacts are handled.
        shrinkage_percent: The share of the paid time that is not worked.
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
    hours_per_month: Decimal | None = field(default=None, converter=optional(positive))
    occupancy_percent: Decimal = field(default=ALL, converter=occupancy)
    shrinkage_percent: Decimal = field(default=Decimal(0), converter=shrinkage)
    premiums: tuple[Premium, ...] = field(default=(), converter=premiums)
    on_cost_percent: Decimal = field(default=Decimal(0), converter=count)
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
        shares = (
            ("occupancy_percent", ALL, self.heads is not None or self.agents is not None),
            ("shrinkage_percent", 0, self.heads is not None),
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

    def charges_for(self, demand: Demand) -> tuple[Charge, ...]:
        """Give the wages and what comes on top, supervision, workplaces and telephony."""
        return exactly(lambda: self._charges_for(demand))

    def _charges_for(self, demand: Demand) -> Iterator[Charge]:
        people, hours, workings = self._paid(demand)
        # Whatever is paid for so many people rests on all that their number rests on.
        cited = (*demand.citations, *self.citations)
        yield from self._labour((people, hours), (*demand.workings, *workings), cited)
        for role in self.supervision:
            charge = role.charge(people, cited)
            yield charge
            if not nowhere(self.on_cost_percent != 0):
                rate = self._on_cost_rate(role.monthly_wage, Decimal(0))
                behind = (*charge.citations, *price_citations("monthly_wage", role.monthly_wage))
                yield _cost("on-cost of supervision", charge.quantity, "person", rate, behind)
        if self.workplace is not None:
            yield from self.workplace.charges_for(people, cited)
        if self.telephony is not None:
            yield from self.telephony.charges_for(demand)

    def _paid(self, demand: Demand) -> tuple[Any, Any, tuple[Working, ...]]:
        """Give how many people and hours are paid for, as far as known, and how that comes about.

        The last working gives what the wage is paid for.
        """
        if self.heads is None and self.agents is None:
            return self._by_workload(demand)
        people: Any = self.heads
        workings: tuple[Working, ...] = ()
        if self.agents is not None:
            people, workings = people_for(self.agents, self.shrinkage_percent)
        if self.hours_per_month is None or self.hourly_wage is None:
            return people, None, workings
        hours = people * self.hours_per_month
        formula: tuple[Factor, ...] = (
            ("", people, "person"),
            ("x", self.hours_per_month, "paid hour"),
        )
        paid = Working(what="paid time", formula=formula, result=hours, unit="paid hour")
        return people, hours, (*workings, paid)

    def _by_workload(self, demand: Demand) -> tuple[Any, Any, tuple[Working, ...]]:
        hours, workings = paid_hours(demand, self.occupancy_percent, self.shrinkage_percent)
        if self.hours_per_month is None:
            return None, hours, workings
        people, working = people_paid(hours, self.hours_per_month)
        if self.monthly_wage is not None:
            return people, hours, (*workings, working)
        return people, hours, workings

    def _labour(
        self,
        paid: tuple[Any, Any],
        workings: tuple[Working, ...],
        cited: tuple[Citation, ...],
    ) -> Iterator[Charge]:
        """Charge the wages of people or hours, the premiums on them, and the on-cost on both."""
        people, hours = paid
        if self.hourly_wage is None:
            quantity, unit, wage, name = people, "person", self.monthly_wage, "monthly_wage"
        else:
            quantity, unit, wage, name = hours, "paid hour", self.hourly_wage, "hourly_wage"
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
            behind = (*behind, *_premiums_cited(self.premiums))
            yield _cost("on-cost", quantity, unit, self._on_cost_rate(wage, more), behind)

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


def _premiums_cited(premiums: tuple[Premium, ...]) -> tuple[Citation, ...]:
    """Give the sources of several premiums, each figure under the name of its own."""
    return tuple(
        evolve(one, of=f"{premium.name}, {one.of}")
        for premium in premiums
        for one in premium.citations
    )
