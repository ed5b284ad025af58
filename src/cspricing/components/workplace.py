"""Workplaces: what it costs a company that its people have a seat and a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..charge import Charge, Working
from ..errors import InvalidTypeError, RuleError, shown
from ..exact import ceil_units
from ..fields import citations, count, keep_citations, named_fields
from ..lifted import nowhere
from ..money import Price, as_price
from ..provenance import Citation
from ..tariff import PerUnit, Tariff, tariff
from ..written import Written
from .base import ALL, positive, price_citations, share_of
from .demand import Demand

_MONTHS_A_YEAR: Final = 12


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Workplace(Written):
    """What each seat of a team costs a month: equipment, space, licences, maintenance.

    Args:
        equipment: What the equipment of a seat costs, bought; or give *equipment_rent*.
        life_months: Over how many months what is bought is written off.
        equipment_rent: What it costs a month, rented.
        spare_percent: Equipment in reserve, in percent of the seats, rounded up.
        maintenance_percent: What maintaining what is bought costs a year, of its price.
        space: What the space of a seat costs a month.
        licences: What the licences of so many seats cost a month; a bare price is for each.
        people_per_seat: How many people share a seat, over all shifts.

    >>> from cspricing import CNY, InHouse, PhoneSupport, Quote
    >>> seat = Workplace(equipment=CNY(5000), life_months=36, space=CNY(400), people_per_seat=2)
    >>> team = InHouse(heads=30, monthly_wage=CNY(6000), workplace=seat)
    >>> phone = PhoneSupport(calls_per_month=30_000, handle_minutes=5, delivery=team)
    >>> print(Quote.of(phone).by_category(of="cost")["equipment"])
    CNY 8,083.33
    """

    equipment: Price | None = field(default=None, converter=optional(as_price))
    life_months: Decimal | None = field(default=None, converter=optional(positive))
    equipment_rent: Price | None = field(default=None, converter=optional(as_price))
    spare_percent: Decimal = field(default=Decimal(0), converter=count)
    maintenance_percent: Decimal = field(default=Decimal(0), converter=count)
    space: Price | None = field(default=None, converter=optional(as_price))
    licences: Tariff | None = field(default=None, converter=optional(tariff))
    people_per_seat: Decimal = field(default=Decimal(1), converter=positive)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.equipment is None) != (self.life_months is None):
            raise RuleError.of(
                "workplace.equipment",
                "what is bought is written off over its life; give equipment and life_months "
                "together",
                field="life_months",
            )
        if self.equipment is None and not nowhere(self.maintenance_percent != 0):
            raise RuleError.of(
                "workplace.maintenance",
                "maintenance is a share of what the equipment costs; give equipment, too",
                field="maintenance_percent",
            )
        if self.equipment is not None and self.equipment_rent is not None:
            raise RuleError.of(
                "workplace.equipment",
                "equipment is bought or rented; give equipment or equipment_rent",
                field="equipment_rent",
            )

    def charges_for(self, people: Any, cited: tuple[Citation, ...] = ()) -> Iterator[Charge]:  # noqa: ANN401
        """Charge what the seats of so many people cost, whose number rests on what is *cited*."""
        for charge in self._charges_for(people):
            yield evolve(charge, citations=(*cited, *charge.citations))

    def _charges_for(self, people: Any) -> Iterator[Charge]:  # noqa: ANN401
        seats = ceil_units(people, self.people_per_seat)
        shared = Working(
            what="seats",
            formula=(("", people, "person"), ("/", self.people_per_seat, "")),
            result=seats,
            unit="seat",
            rounding="up",
        )
        yield from self._equipment(seats, shared)
        if self.space is not None:
            yield self._of_seats("space", seats, PerUnit(self.space), "equipment", (shared,))
        if self.licences is not None:
            yield self._of_seats("licences", seats, self.licences, "software", (shared,))

    def _equipment(self, seats: Any, shared: Working) -> Iterator[Charge]:  # noqa: ANN401
        pieces = ceil_units(seats * (ALL + self.spare_percent), ALL)
        spares = Working(
            what="with spares",
            formula=(("", seats, "seat"), ("x", ALL + self.spare_percent, "%")),
            result=pieces,
            unit="seat",
            rounding="up",
        )
        workings = (shared,) if nowhere(self.spare_percent != 0) else (shared, spares)
        if self.equipment_rent is not None:
            rent = PerUnit(self.equipment_rent)
            yield self._of_seats("equipment", pieces, rent, "equipment", workings)
        if self.equipment is not None and self.life_months is not None:
            write_off = PerUnit(self.equipment, self.life_months)
            yield self._of_seats("equipment", pieces, write_off, "equipment", workings)
            if not nowhere(self.maintenance_percent != 0):
                yield self._maintenance(pieces, self.equipment, workings)

    def _maintenance(
        self,
        pieces: Any,  # noqa: ANN401
        price: Price,
        workings: tuple[Working, ...],
    ) -> Charge:
        yearly = share_of(price, self.maintenance_percent)
        working = Working(
            what="maintenance of a seat a year",
            formula=(("", price, ""), ("x", self.maintenance_percent, "%")),
            result=yearly,
            unit="",
        )
        rate = PerUnit(yearly, _MONTHS_A_YEAR)
        charge = self._of_seats("maintenance", pieces, rate, "equipment", (*workings, working))
        behind = price_citations("equipment", price)
        return evolve(charge, citations=(*charge.citations, *behind))

    def _of_seats(
        self,
        what: str,
        seats: Any,  # noqa: ANN401
        priced: Tariff,
        category: str,
        workings: tuple[Working, ...],
    ) -> Charge:
        return Charge(
            what,
            seats,
            "seat",
            priced,
            category,
            "monthly",
            cost=True,
            workings=workings,
            citations=self.citations,
        )


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Telephony(Written):
    """What telephoning costs: minutes, numbers, and calls that are free for the caller.

    Args:
        per_minute: For each minute on the phone.
        toll_free_per_minute: On top, where the company pays for the caller.
        numbers: How many numbers.
        number_rent: Of each, a month.

    >>> from cspricing import CNY, InHouse, PhoneSupport, Quote
    >>> lines = Telephony(per_minute=CNY("0.12"), numbers=2, number_rent=CNY(50))
    >>> team = InHouse(heads=30, monthly_wage=CNY(6000), telephony=lines)
    >>> phone = PhoneSupport(calls_per_month=30_000, handle_minutes=5, delivery=team)
    >>> print(Quote.of(phone).by_category(of="cost")["telephony"])
    CNY 18,100.00
    """

    per_minute: Price | None = field(default=None, converter=optional(as_price))
    toll_free_per_minute: Price | None = field(default=None, converter=optional(as_price))
    numbers: Decimal = field(default=Decimal(0), converter=count)
    number_rent: Price | None = field(default=None, converter=optional(as_price))
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.number_rent is None) != nowhere(self.numbers != 0):
            raise RuleError.of(
                "telephony.numbers",
                "numbers have a rent; give numbers and number_rent together",
                field="number_rent",
            )

    def charges_for(self, demand: Demand) -> Iterator[Charge]:
        """Charge the minutes of a demand, and the numbers."""
        minutes = demand.contacts * demand.talk_minutes
        working = Working(
            what="time",
            formula=(("", demand.contacts, demand.contact), ("x", demand.talk_minutes, "minute")),
            result=minutes,
            unit="talk minute",
        )
        rates = (("talk minutes", self.per_minute), ("toll-free", self.toll_free_per_minute))
        for what, rate in rates:
            if rate is not None:
                told = (*demand.workings, working)
                charge = self._charge(what, minutes, "talk minute", rate, told)
                yield evolve(charge, citations=(*demand.citations, *charge.citations))
        if self.number_rent is not None:
            yield self._charge("numbers", self.numbers, "number", self.number_rent, ())

    def _charge(
        self,
        what: str,
        quantity: Any,  # noqa: ANN401
        unit: str,
        rate: Price,
        workings: tuple[Working, ...],
    ) -> Charge:
        return Charge(
            what,
            quantity,
            unit,
            PerUnit(rate),
            "telephony",
            "monthly",
            cost=True,
            workings=workings,
            citations=self.citations,
        )


def workplace(value: Workplace | None) -> Workplace | None:
    """Take *value* as a workplace, or as none."""
    if value is not None and not isinstance(value, Workplace):
        raise _no(value, "Workplace")
    return value


def telephony(value: Telephony | None) -> Telephony | None:
    """Take *value* as telephony, or as none."""
    if value is not None and not isinstance(value, Telephony):
        raise _no(value, "Telephony")
    return value


def _no(value: object, name: str) -> InvalidTypeError:
    return InvalidTypeError.of(
        "type.member", f"{shown(value)} is not a {name}; give {name}(...)", value=value
    )
