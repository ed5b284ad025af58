"""How a demand is met, and what that costs: by people of one's own, or by somebody outside.

The same demand can be priced by every delivery, which is what buyers compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias, assert_never

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge, Factor, Working
from ..errors import InvalidNumberError, RuleError, shown
from ..exact import ceil_units, nowhere, require
from ..fields import citations, count, figure, keep_citations, named_fields
from ..money import Price, as_price
from ..provenance import Citation, Figure
from ..tariff import AtLeast, Flat, PerUnit, Tariff, tariff
from ..written import Written
from .base import HUNDREDTH, exactly, hundredths, percentage
from .demand import Demand

BilledPer: TypeAlias = Literal[
    "contact", "talk_minute", "handle_minute", "hour", "seat", "resolution"
]
"""What a provider bills for."""

_BILLED_PER: Final = ("contact", "talk_minute", "handle_minute", "hour", "seat", "resolution")
_MINUTES: Final = Decimal(60)
_ALL: Final = Decimal(100)


def _billed_per(value: BilledPer) -> BilledPer:
    if value not in _BILLED_PER:
        raise RuleError.of(
            "delivery.billed_per",
            f"{shown(value)} is none of {', '.join(_BILLED_PER)}",
            value=value,
        )
    return value


def _pulse(value: Figure) -> Decimal:
    pulse = figure(value)
    if pulse <= 0:
        raise InvalidNumberError.of(
            "number.range", "a billing pulse lasts more than 0 seconds", value=value
        )
    return pulse


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Outsourced(Written):
    """A demand met by a provider, at a tariff for what is billed.

    Args:
        billed_per: ``contact``, ``talk_minute``, ``handle_minute``, ``hour`` (of handling),
            ``seat`` or ``resolution``.
        tariff: What so many of them cost in a month; a bare price is a price for each.
        minimum: The least that is billed in a month.
        setup: Once, with the first invoice.
        pulse_seconds: The billing unit of time: each contact is rounded up to whole ones, from
            its mean length. For ``talk_minute`` and ``handle_minute``.
        seats: How many, if they are what is billed.

    >>> from cspricing import CNY, PhoneSupport, Quote
    >>> agency = Outsourced(billed_per="contact", tariff=CNY("1.57"), minimum=CNY(6000))
    >>> phone = PhoneSupport(calls_per_month=3000, handle_minutes="4.5", delivery=agency)
    >>> print(Quote.of(phone).net)
    CNY 6,000.00
    """

    billed_per: BilledPer = field(converter=_billed_per)
    tariff: Tariff = field(converter=tariff)
    minimum: Price | None = field(default=None, converter=optional(as_price))
    setup: Price | None = field(default=None, converter=optional(as_price))
    pulse_seconds: Decimal | None = field(default=None, converter=optional(_pulse))
    seats: Decimal | None = field(default=None, converter=optional(count))
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.seats is None) == (self.billed_per == "seat"):
            raise RuleError.of(
                "delivery.seats", "state seats if they are billed, and only then", field="seats"
            )
        if self.pulse_seconds is not None and not self.billed_per.endswith("_minute"):
            raise RuleError.of(
                "delivery.pulse", "a billing pulse goes with minutes", field="pulse_seconds"
            )

    def charges_for(self, demand: Demand) -> tuple[Charge, ...]:
        """Give the set-up and the monthly charge."""
        return exactly(lambda: self._charges_for(demand))

    def _charges_for(self, demand: Demand) -> Iterator[Charge]:
        if self.setup is not None:
            yield Charge("set-up", 1, "set-up", Flat(self.setup), "outsourcing")
        quantity, unit, workings = self._billed(demand)
        priced = self.tariff if self.minimum is None else AtLeast(self.minimum, self.tariff)
        yield Charge(
            f"{demand.contact}s" if self.billed_per == "contact" else f"{unit}s",
            quantity,
            unit,
            priced,
            "outsourcing",
            "monthly",
            workings=(*demand.workings, *workings),
            citations=(*demand.citations, *self.citations),
        )

    def _billed(self, demand: Demand) -> tuple[Any, str, tuple[Working, ...]]:
        """Give the quantity that is billed, its unit, and how it came about."""
        match self.billed_per:
            case "contact":
                return demand.contacts, demand.contact, ()
            case "seat":
                return self.seats, "seat", ()
            case "hour":
                return demand.hours(), "hour", (demand.workload(),)
            case "resolution":
                return self._resolved(demand)
            case "talk_minute":
                return self._minutes(demand, demand.talk_minutes, "talk minute")
            case "handle_minute":
                return self._minutes(demand, demand.handle_minutes, "handle minute")
            case _:
                return assert_never(self.billed_per)

    def _resolved(self, demand: Demand) -> tuple[Any, str, tuple[Working, ...]]:
        share = demand.resolution_percent
        if share is None:
            raise RuleError.of(
                "delivery.resolution",
                "resolutions are billed, but nothing says how many contacts are resolved; "
                "state resolution_percent",
                field="resolution_percent",
            )
        resolved = demand.contacts * share * HUNDREDTH
        working = Working(
            what="resolved",
            formula=(("", demand.contacts, demand.contact), ("x", share, "%")),
            result=resolved,
            unit="resolution",
        )
        return resolved, "resolution", (working,)

    def _minutes(
        self,
        demand: Demand,
        minutes: Any,  # noqa: ANN401
        unit: str,
    ) -> tuple[Any, str, tuple[Working, ...]]:
        pulse = self.pulse_seconds
        contacts: Factor = ("", demand.contacts, demand.contact)
        if pulse is None:
            total = demand.contacts * minutes
            formula: tuple[Factor, ...] = (contacts, ("x", minutes, "minute"))
            return total, unit, (Working(what="time", formula=formula, result=total, unit=unit),)
        pulses = ceil_units(minutes * _MINUTES, pulse)
        total = hundredths(demand.contacts * pulses * pulse, 60)
        return (
            total,
            unit,
            (
                Working(
                    what="pulses of one contact",
                    formula=(("", minutes, "minute"), ("x", _MINUTES, ""), ("/", pulse, "second")),
                    result=pulses,
                    unit="pulse",
                    rounding="up",
                ),
                Working(
                    what="billed time",
                    formula=(
                        contacts,
                        ("x", pulses, "pulse"),
                        ("x", pulse, "second"),
                        ("/", _MINUTES, ""),
                    ),
                    result=total,
                    unit=unit,
                    rounding="half up",
                ),
            ),
        )


def _share_left(value: Figure) -> Decimal:
    share = percentage(value)
    require(
        share < _ALL,
        lambda: InvalidNumberError.of(
            "percent.range", "a shrinkage of 100 % leaves nobody", value=value
        ),
    )
    return share


def _occupancy(value: Figure) -> Decimal:
    share = percentage(value)
    require(
        share > 0,
        lambda: InvalidNumberError.of(
            "percent.range", "an occupancy of 0 % handles nothing", value=value
        ),
    )
    return share


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class InHouse(Written):
    """A demand met by a company's own people: what it costs the company.

    Either *heads* at a *monthly_wage*, or the hours of the workload at an *hourly_wage*, which
    *occupancy_percent* and *shrinkage_percent* make paid hours.
    Its charges are costs: `Markup` or `Margin` makes them a price.

    Args:
        heads: How many people.
        monthly_wage: Of each of them.
        hourly_wage: Of each paid hour.
        occupancy_percent: The share of the time at work in which contacts are handled.
        shrinkage_percent: The share of the paid time that is not worked.
        on_cost_percent: What the employer pays on top of the wage.

    >>> from cspricing import USD, PhoneSupport, Quote
    >>> team = InHouse(
    ...     hourly_wage=USD(15), occupancy_percent=85, shrinkage_percent=30, on_cost_percent=23
    ... )
    >>> phone = PhoneSupport(calls_per_month=6000, handle_minutes=5, delivery=team)
    >>> print(Quote.of(phone).cost)
    USD 15,504.27
    """

    heads: Decimal | None = field(default=None, converter=optional(count))
    monthly_wage: Price | None = field(default=None, converter=optional(as_price))
    hourly_wage: Price | None = field(default=None, converter=optional(as_price))
    occupancy_percent: Decimal = field(default=_ALL, converter=_occupancy)
    shrinkage_percent: Decimal = field(default=Decimal(0), converter=_share_left)
    on_cost_percent: Decimal = field(default=Decimal(0), converter=count)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        given = [part is not None for part in (self.heads, self.monthly_wage, self.hourly_wage)]
        if given not in ([True, True, False], [False, False, True]):
            raise RuleError.of(
                "delivery.wage",
                "state either heads and monthly_wage, or hourly_wage alone",
                field="hourly_wage",
            )
        if self.heads is not None:
            self._check_heads()

    def _check_heads(self) -> None:
        """Refuse shares of time beside heads, which are the people who are paid."""
        for name, usual in (("occupancy_percent", _ALL), ("shrinkage_percent", 0)):
            share: Any = getattr(self, name)
            require(
                share == usual,
                lambda name=name, share=share: RuleError.of(  # type: ignore[misc]
                    "delivery.heads",
                    f"heads are people who are paid, whatever their {name}; leave it out, or "
                    "state hourly_wage instead of heads and monthly_wage",
                    field=name,
                    value=share,
                ),
            )

    def charges_for(self, demand: Demand) -> tuple[Charge, ...]:
        """Give the wages, and the on-cost beside them."""
        return exactly(lambda: self._charges_for(demand))

    def _charges_for(self, demand: Demand) -> Iterator[Charge]:
        quantity, unit, wage, workings = self._paid(demand)
        cited = (*demand.citations, *self.citations)
        yield Charge(
            "wages",
            quantity,
            unit,
            PerUnit(wage),
            "labour",
            "monthly",
            cost=True,
            workings=(*demand.workings, *workings),
            citations=cited,
        )
        if not nowhere(self.on_cost_percent != 0):
            yield self._on_cost(quantity, unit, wage)

    def _paid(self, demand: Demand) -> tuple[Any, str, Any, tuple[Working, ...]]:
        """Give what is paid for: how much, its unit, the wage, and how it came about."""
        if self.hourly_wage is None:
            return self.heads, "person", self.monthly_wage, ()
        hours, workings = self._paid_hours(demand)
        return hours, "paid hour", self.hourly_wage, workings

    def _on_cost(self, quantity: Any, unit: str, wage: Price) -> Charge:  # noqa: ANN401
        """Charge what the employer pays on top of a wage, for the same quantity."""
        rate = Price.exact(
            wage.numerator * self.on_cost_percent * HUNDREDTH, wage.denominator, wage.currency
        )
        working = Working(
            what="on-cost rate",
            formula=(("", wage, ""), ("x", self.on_cost_percent, "%")),
            result=rate,
            unit="",
        )
        return Charge(
            "on-cost",
            quantity,
            unit,
            PerUnit(rate),
            "labour",
            "monthly",
            cost=True,
            workings=(working,),
            citations=self.citations,
        )

    def _paid_hours(self, demand: Demand) -> tuple[Any, tuple[Working, ...]]:
        """Give the workload, and the hours that are paid for it: / occupancy / (1 - shrinkage)."""
        hours = demand.hours()
        left = _ALL - self.shrinkage_percent
        paid = hundredths(hours * _ALL * _ALL, self.occupancy_percent * left)
        working = Working(
            what="paid time",
            formula=(("", hours, "hour"), ("/", self.occupancy_percent, "%"), ("/", left, "%")),
            result=paid,
            unit="paid hour",
            rounding="half up",
        )
        return paid, (demand.workload(), working)
