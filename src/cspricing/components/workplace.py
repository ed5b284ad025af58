"""Workplaces: what it costs a company that its people have a seat."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..errors import InvalidNumberError, RuleError, shown
from ..exact import ceil_units
from ..fields import citations, count, figure, flag, keep_citations, named_fields
from ..lifted import nowhere, require
from ..money import Price, as_price
from ..provenance import Citation, Figure
from ..tariff import PerUnit, Tariff, tariff
from ..working import Factor, Working
from ..written import Written
from .base import ALL, cited_for, part, positive, price_citations, share_of

_MONTHS_A_YEAR: Final = 12


def _sharing(value: Figure) -> Decimal:
    """Take how many people share a seat."""
    number = figure(value)
    require(
        number >= 1,
        lambda: InvalidNumberError.of(
            "number.range",
            f"{shown(value)} people do not share a seat; give 1 or more people for each seat",
            value=value,
        ),
    )
    return number


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Workplace(Written):
    """What each seat of a team costs a month: equipment, space, licences, maintenance.

    Agents share seats as *people_per_seat* says; each of those who supervise them has one of
    their own, unless they are said to have none (`Supervision`). Space is in the category
    ``premises``, licences in ``software``, and all else in ``equipment``.

    Args:
        equipment: What the equipment of a seat costs, bought; or give *equipment_rent*.
        life_months: Over how many months what is bought is written off; in a longer term it is
            then replaced, at the same price.
        equipment_rent: What it costs a month, rented.
        spare_percent: Equipment in reserve, in percent of the seats, rounded up.
        maintenance_percent: What maintaining what is bought costs a year, of its price.
        space: What the space of a seat costs a month.
        licences: What the licences of so many seats cost a month; a bare price is for each.
        people_per_seat: How many agents share a seat, over all shifts: 1 or more.
        bought: Whether rent, space and licences are prices that vendors charge, for discounts and
            tax; else they are costs of one's own, as what is written off always is.

    >>> from cspricing import CNY, InHouse, PhoneSupport, Quote
    >>> seat = Workplace(equipment=CNY(5000), life_months=36, space=CNY(400), people_per_seat=2)
    >>> team = InHouse(heads=30, monthly_wage=CNY(6000), workplace=seat)
    >>> phone = PhoneSupport(calls_per_month=30_000, handle_minutes=5, delivery=team)
    >>> print(Quote.of(phone).by_category(of="cost")["equipment"])
    CNY 2,083.33
    """

    equipment: Price | None = field(default=None, converter=optional(as_price))
    life_months: Decimal | None = field(default=None, converter=optional(positive))
    equipment_rent: Price | None = field(default=None, converter=optional(as_price))
    spare_percent: Decimal = field(default=Decimal(0), converter=count)
    maintenance_percent: Decimal = field(default=Decimal(0), converter=count)
    space: Price | None = field(default=None, converter=optional(as_price))
    licences: Tariff | None = field(default=None, converter=optional(tariff))
    people_per_seat: Decimal = field(default=Decimal(1), converter=_sharing)
    bought: bool = field(default=False, converter=flag)
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
        parts = (self.equipment, self.equipment_rent, self.space, self.licences)
        if all(part is None for part in parts):
            raise RuleError.of(
                "workplace.empty",
                "nothing says what a seat costs; give equipment and life_months, equipment_rent, "
                "space or licences",
                field="equipment",
            )
        if parts[:2] == (None, None) and not nowhere(self.spare_percent != 0):
            raise RuleError.of(
                "workplace.spares",
                "spares are of equipment; give equipment or equipment_rent, too",
                field="spare_percent",
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

    def charges_for(
        self,
        people: Any,  # noqa: ANN401
        beside: Any = 0,  # noqa: ANN401
        cited: tuple[Citation, ...] = (),
    ) -> Iterator[Charge]:
        """Charge what the seats of people cost whose number rests on what is *cited*.

        Args:
            people: How many share seats.
            beside: How many have a seat of their own besides.
            cited: Where both numbers come from.
        """
        for charge in self._charges_for(*self._seats(people, beside)):
            seats = cited_for(self.citations, "people_per_seat")
            yield evolve(charge, citations=(*cited, *seats, *charge.citations))

    def _seats(self, people: Any, beside: Any) -> tuple[Any, tuple[Working, ...]]:  # noqa: ANN401
        """Give how many seats there are, and how that comes about."""
        shared = ceil_units(people, self.people_per_seat)
        told = Working(
            what="seats",
            formula=(("", people, "person"), ("/", self.people_per_seat, "")),
            result=shared,
            unit="seat",
            rounding="up",
        )
        if nowhere(beside != 0):
            return shared, (told,)
        seats = shared + beside
        formula: tuple[Factor, ...] = (("", shared, "seat"), ("+", beside, "person"))
        more = Working(what="with supervision", formula=formula, result=seats, unit="seat")
        return seats, (told, more)

    def _charges_for(self, seats: Any, told: tuple[Working, ...]) -> Iterator[Charge]:  # noqa: ANN401
        yield from self._equipment(seats, told)
        if self.space is not None:
            space = PerUnit(self.space)
            yield self._charged(self._of_seats("space", seats, space, "premises", told))
        if self.licences is not None:
            licences = self._of_seats("licences", seats, self.licences, "software", told)
            yield self._charged(licences)

    def _equipment(self, seats: Any, told: tuple[Working, ...]) -> Iterator[Charge]:  # noqa: ANN401
        pieces = ceil_units(seats * (ALL + self.spare_percent), ALL)
        spares = Working(
            what="with spares",
            formula=(("", seats, "seat"), ("x", ALL + self.spare_percent, "%")),
            result=pieces,
            unit="seat",
            rounding="up",
        )
        workings = told if nowhere(self.spare_percent != 0) else (*told, spares)
        spare = cited_for(self.citations, "spare_percent")
        if self.equipment_rent is not None:
            rent = PerUnit(self.equipment_rent)
            charge = self._of_seats("equipment", pieces, rent, "equipment", workings)
            yield evolve(self._charged(charge), citations=spare)
        if self.equipment is not None and self.life_months is not None:
            write_off = PerUnit(self.equipment, self.life_months)
            charge = self._of_seats("equipment", pieces, write_off, "equipment", workings)
            yield evolve(charge, citations=(*spare, *cited_for(self.citations, "life_months")))
            if not nowhere(self.maintenance_percent != 0):
                yield self._maintenance(pieces, self.equipment, workings, spare)

    def _maintenance(
        self,
        pieces: Any,  # noqa: ANN401
        price: Price,
        workings: tuple[Working, ...],
        spare: tuple[Citation, ...],
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
        percent = cited_for(self.citations, "maintenance_percent")
        return evolve(charge, citations=(*spare, *percent, *price_citations("equipment", price)))

    def _of_seats(
        self,
        what: str,
        seats: Any,  # noqa: ANN401
        priced: Tariff,
        category: str,
        workings: tuple[Working, ...],
    ) -> Charge:
        return Charge(
            what, seats, "seat", priced, category, "monthly", cost=True, workings=workings
        )

    def _charged(self, charge: Charge) -> Charge:
        """Make what vendors charge every month a price, if it is said to be bought."""
        return evolve(charge, cost=False) if self.bought else charge


def workplace(value: Workplace | None) -> Workplace | None:
    """Take *value* as a workplace, or as none."""
    return part(value, Workplace)
