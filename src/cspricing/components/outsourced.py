"""A demand met by a provider, who bills by what is stated in the contract."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias, assert_never, get_args

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..errors import RuleError, shown
from ..fields import citations, is_one_of, keep_citations, named_fields
from ..lifted import nowhere, require, where
from ..money import Price, as_price, same_currency
from ..provenance import Citation
from ..tariff import AtLeast, PerUnit, Tariff, tariff
from ..working import Factor, Working
from ..written import Written
from .base import (
    ALL,
    HUNDREDTH,
    cited_for,
    cited_in,
    exactly,
    pieces,
    positive,
    price_citations,
)
from .demand import Demand, Origin
from .multiple import tariff_citations
from .paid_time import at_work, occupancy, paid_hours, productive_hours, shrinkage
from .premium import Premium, premiums
from .pulse import CallLength, by_length, by_mean, call_lengths, mean_seconds

BilledPer: TypeAlias = Literal[
    "contact", "talk_minute", "handle_minute", "hour", "paid_hour", "seat", "resolution"
]
"""What a provider bills for."""

_BILLED_PER: Final = get_args(BilledPer)
_SECONDS: Final = 60


def _billed_per(value: BilledPer) -> BilledPer:
    if not is_one_of(value, _BILLED_PER):
        raise RuleError.of(
            "delivery.billed_per",
            f"{shown(value)} is none of {', '.join(_BILLED_PER)}",
            value=value,
        )
    return value


@frozen
class Billed:
    """What a provider bills in a month.

    Attributes:
        quantity: How many.
        unit: Of what.
        workings: How the quantity came about.
        citations: Where the figures behind it come from.
    """

    quantity: Any
    unit: str
    workings: tuple[Working, ...]
    citations: tuple[Citation, ...]


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Outsourced(Written):
    """A demand met by a provider, at a tariff for what is billed.

    Args:
        billed_per: ``contact``, ``talk_minute``, ``handle_minute``, ``hour`` (at work),
            ``paid_hour``, ``seat`` or ``resolution``.
        tariff: What so many of them cost in a month; a bare price is a price for each. An
            included volume is an `Included` tariff, a base price with prices for more and less a
            `Baseline`, bands are `Volume` or `Graduated`.
        minimum: The least that is billed in a month, before premiums.
        setup: Once, with the first invoice.
        setup_waived_from: No set-up is charged if a month comes to this much, the minimum
            counted in, and premiums left out.
        pulse_seconds: The billing unit of time: each contact is rounded up to whole ones. For
            ``talk_minute`` and ``handle_minute``.
        call_lengths: How long which shares of the calls last, each length rounded up by itself;
            unless given, every call has the mean length. Their mean is the time that the demand
            states, to the second.
        occupancy_percent: For ``hour`` and ``paid_hour``: the share of the time at work in which
            contacts are handled; at most, where a service level is promised.
        shrinkage_percent: For ``paid_hour``: the share of the paid time that is not worked.
        seats: How many, if they are what is billed.
        premiums: What shares of the month's work cost on top: after hours, on holidays, in
            other languages.

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
    setup_waived_from: Price | None = field(default=None, converter=optional(as_price))
    pulse_seconds: Decimal | None = field(default=None, converter=optional(positive))
    call_lengths: tuple[CallLength, ...] = field(default=(), converter=call_lengths)
    occupancy_percent: Decimal = field(default=ALL, converter=occupancy)
    shrinkage_percent: Decimal = field(default=Decimal(0), converter=shrinkage)
    seats: Decimal | None = field(default=None, converter=optional(pieces))
    premiums: tuple[Premium, ...] = field(default=(), converter=premiums)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.seats is None) == (self.billed_per == "seat"):
            raise RuleError.of(
                "delivery.seats", "state seats if they are billed, and only then", field="seats"
            )
        self._check_time()
        if self.setup_waived_from is not None and self.setup is None:
            raise RuleError.of(
                "delivery.setup",
                "a set-up that may be waived must be stated; give setup, too",
                field="setup_waived_from",
            )

    def _check_time(self) -> None:
        """Refuse what is said of time that is not billed."""
        minutes = self.billed_per.endswith("_minute")
        if self.pulse_seconds is not None and not minutes:
            raise RuleError.of(
                "delivery.pulse", "a billing pulse goes with minutes", field="pulse_seconds"
            )
        if self.call_lengths and self.pulse_seconds is None:
            raise RuleError.of(
                "delivery.lengths",
                "lengths of calls are rounded up to a billing pulse; give pulse_seconds, too",
                field="call_lengths",
            )
        shares = (
            ("occupancy_percent", ALL, ("hour", "paid_hour")),
            ("shrinkage_percent", 0, ("paid_hour",)),
        )
        for name, usual, ways in shares:
            if self.billed_per not in ways and not nowhere(getattr(self, name) != usual):
                raise RuleError.of(
                    "delivery.hours",
                    f"{name} goes with what is billed per {' or '.join(ways)}",
                    field=name,
                )

    def charges_for(self, demand: Demand) -> tuple[Charge, ...]:
        """Give the set-up, the monthly charge, and the premiums on it."""
        return exactly(lambda: self._charges_for(demand))

    def _charges_for(self, demand: Demand) -> Iterator[Charge]:
        billed = self._billed(demand)
        priced = self.tariff if self.minimum is None else AtLeast(self.minimum, self.tariff)
        if self.setup is not None:
            yield self._set_up(self.setup, priced, billed)
        yield Charge(
            f"{demand.contact}s" if self.billed_per == "contact" else f"{billed.unit}s",
            billed.quantity,
            billed.unit,
            priced,
            "outsourcing",
            "monthly",
            workings=billed.workings,
            citations=billed.citations,
        )
        for premium in self.premiums:
            behind = (*billed.citations, *tariff_citations(self.tariff), *premium.citations)
            yield _premium(premium, _month(self.tariff, billed.quantity), behind)

    def _set_up(self, price: Price, priced: Tariff, billed: Billed) -> Charge:
        """Charge the set-up, unless a month comes to enough for it to be waived.

        Both amounts are shown: what a month comes to, and from what the set-up is waived.
        """
        waived = self.setup_waived_from
        setup = Charge("set-up", 1, "set-up", PerUnit(price), "outsourcing")
        if waived is None:
            return setup
        month = _month(priced, billed.quantity)
        same_currency(month.currency, waived.currency, "mix in one delivery")
        reached = month.numerator * waived.denominator >= waived.numerator * month.denominator
        told = (("a month comes to", month), ("set-up, waived from a month of", waived))
        return evolve(
            setup,
            quantity=where(reached, Decimal(0), Decimal(1)),
            workings=tuple(
                Working(what=what, formula=(("", amount, ""),), result=amount, unit="")
                for what, amount in told
            ),
            citations=(
                *billed.citations,
                *tariff_citations(priced),
                *price_citations("setup_waived_from", waived),
            ),
        )

    def _billed(self, demand: Demand) -> Billed:
        """Give what is billed, and how it came about."""
        match self.billed_per:
            case "contact":
                return Billed(demand.contacts, demand.contact, demand.told(), demand.cited())
            case "seat":
                return Billed(self.seats, "seat", (), self._cited("seats"))
            case "hour" | "paid_hour":
                return self._hours(demand)
            case "resolution":
                return self._resolved(demand)
            case "talk_minute":
                minutes = demand.talking("billed_per", "bill per handle_minute")
                return self._minutes(demand, minutes, demand.talk, "talk minute")
            case "handle_minute":
                return self._minutes(demand, demand.handle_minutes, demand.time, "handle minute")
            case _:
                return assert_never(self.billed_per)

    def _hours(self, demand: Demand) -> Billed:
        """Give the hours at work, or those that are paid for them."""
        work = at_work(demand, self.occupancy_percent)
        cited = (*demand.cited_at_work(), *self._cited("occupancy_percent"))
        if self.billed_per == "hour":
            unit = "hour"
            hours, told = productive_hours(work)
        else:
            unit, cited = "paid hour", (*cited, *self._cited("shrinkage_percent"))
            hours, told = paid_hours(work.over(ALL - self.shrinkage_percent))
        return Billed(hours, unit, (*demand.told(demand.time), *told), cited)

    def _resolved(self, demand: Demand) -> Billed:
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
        told = (*demand.told(demand.resolution), working)
        return Billed(resolved, "resolution", told, demand.cited(demand.resolution))

    def _minutes(self, demand: Demand, minutes: Any, origin: Origin, unit: str) -> Billed:  # noqa: ANN401
        """Give the minutes that are billed: as they are, or in whole pulses of each contact."""
        seconds = self.pulse_seconds
        told, cited = demand.told(origin), demand.cited(origin)
        if seconds is None:
            total = demand.contacts * minutes
            formula: tuple[Factor, ...] = (
                ("", demand.contacts, demand.contact),
                ("x", minutes, "minute"),
            )
            time = Working(what="time", formula=formula, result=total, unit=unit)
            return Billed(total, unit, (*told, time), cited)
        if self.call_lengths:
            self._check_lengths(demand, minutes)
            total, pulses = by_length(demand, self.call_lengths, seconds, unit)
            told, cited = demand.told(), (*demand.cited(), *cited_in(self.call_lengths))
        else:
            total, pulses = by_mean(demand, minutes, seconds, unit)
        return Billed(total, unit, (*told, *pulses), (*cited, *self._cited("pulse_seconds")))

    def _cited(self, *fields: str) -> tuple[Citation, ...]:
        return cited_for(self.citations, *fields)

    def _check_lengths(self, demand: Demand, minutes: Any) -> None:  # noqa: ANN401
        """Refuse lengths of calls that are not those of the demand."""
        if demand.longer:
            raise RuleError.of(
                "delivery.lengths",
                "what is deflected leaves longer calls, and call_lengths are those before; state "
                "the lengths of the calls that are left, and remaining_handle_percent=100",
                field="call_lengths",
            )
        seconds, stated = mean_seconds(self.call_lengths), minutes * _SECONDS
        for condition in (seconds <= stated + 1, stated <= seconds + 1):
            require(
                condition,
                lambda: RuleError.of(
                    "delivery.lengths",
                    f"they are {seconds} s on average, but a contact is stated to have {stated} s; "
                    "let both agree, to the second",
                    field="call_lengths",
                ),
            )


def _month(priced: Tariff, quantity: Any) -> Price:  # noqa: ANN401
    """Give what a month comes to, exactly."""
    return Price.exact(*priced.exact(quantity), priced.currency)


def _premium(premium: Premium, used: Price, cited: tuple[Citation, ...]) -> Charge:
    """Charge what a share of the month's work costs on top, before any minimum."""
    more, working = premium.on(used)
    return Charge(
        premium.name,
        1,
        "month",
        PerUnit(more),
        "outsourcing",
        "monthly",
        workings=(working,),
        citations=cited,
    )
