"""Automation: bots and menus that answer customers, and what they keep from the people."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..errors import RuleError
from ..fields import count, named_fields
from ..money import Price, as_price
from ..tariff import Flat, Tariff, tariff
from ..text import label
from .base import ALL, BuiltComponent, percentage
from .deflection import remaining
from .multiple import Recurring, multiple, recurring, share_of_a_year


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class AutomationTool(BuiltComponent):
    """A tool that answers customers by itself: built once, licensed, and paid by use.

    State what applies: a licence, a use, a building. What the tool keeps from a channel is
    stated here, and taken there: ``phone.after(bot)``.

    The prices are the vendor's, and the share that is deflected is a forecast: say where it comes
    from with `Sourced`.

    Args:
        licence: What the tool costs, licensed or rented, per period that is billed.
        licence_billed: ``monthly`` unless given, ``quarterly`` or ``yearly``.
        sessions_per_month: How many times it is used in a month.
        tariff: What so many uses cost in a month; a bare price is a price for each. Blocks are
            `Package`, an allowance is `Included`.
        unit: What a use is called: ``session`` unless given, or ``resolution``, ``conversation``.
        building: What it takes to build it, once.
        maintenance_percent: A year's maintenance, in percent of the building.
        maintenance_billed: ``monthly`` unless given, ``quarterly`` or ``yearly``: in equal parts.
        deflected_percent: The share of contacts that it keeps from a channel.
        remaining_handle_percent: Handling time of the others, in percent of what it was: above
            100 where the easy ones are gone.
        name: What documents call it.

    >>> from cspricing import USD, Included, Package, Quote
    >>> bot = AutomationTool(
    ...     sessions_per_month=731,
    ...     tariff=Included(500, Package(100, USD(49))),
    ...     building=USD(6000),
    ...     maintenance_percent=15,
    ... )
    >>> for line in Quote.of(bot).lines:
    ...     print(line.what, line.net)
    building USD 6,000.00
    usage USD 147.00
    maintenance USD 75.00
    """

    title: ClassVar[str] = "Automation tool"

    licence: Price | None = field(default=None, converter=optional(as_price))
    licence_billed: Recurring = field(default="monthly", converter=recurring)
    sessions_per_month: Decimal | None = field(default=None, converter=optional(count))
    tariff: Tariff | None = field(default=None, converter=optional(tariff))
    unit: str = field(default="session", converter=label)
    building: Price | None = field(default=None, converter=optional(as_price))
    maintenance_percent: Decimal | None = field(default=None, converter=optional(percentage))
    maintenance_billed: Recurring = field(default="monthly", converter=recurring)
    deflected_percent: Decimal | None = field(default=None, converter=optional(percentage))
    remaining_handle_percent: Decimal = field(default=ALL, converter=remaining)

    def build(self) -> Iterator[Charge]:
        """Charge the building, the licence, the use and the maintenance."""
        if self.building is not None:
            yield Charge("building", 1, "tool", Flat(self.building), "software")
        if self.licence is not None:
            yield Charge("licence", 1, "tool", self.licence, "software", self.licence_billed)
        yield from self._usage()
        yield from self._maintenance()
        if self.building is None and self.licence is None and self.tariff is None:
            raise RuleError.of(
                "automation.empty",
                "nothing says what the tool costs; state licence, or sessions_per_month and "
                "tariff, or building (a price of 0 for a free one)",
                field="licence",
            )

    def _usage(self) -> Iterator[Charge]:
        if self.sessions_per_month is not None and self.tariff is not None:
            yield Charge(
                "usage",
                self.sessions_per_month,
                self.unit,
                self.tariff,
                "software",
                "monthly",
                citations=self.cited("sessions_per_month"),
            )
        elif self.sessions_per_month is not None or self.tariff is not None:
            raise RuleError.of(
                "automation.usage",
                "what use costs rests on two figures: state both sessions_per_month and tariff, "
                "or neither",
                field="sessions_per_month" if self.sessions_per_month is None else "tariff",
            )

    def _maintenance(self) -> Iterator[Charge]:
        if self.maintenance_percent is None:
            return
        if self.building is None:
            raise RuleError.of(
                "automation.maintenance",
                "maintenance is a share of the building; state building, too",
                field="building",
            )
        factors = share_of_a_year(self.maintenance_percent, self.maintenance_billed)
        paid = multiple(Flat(self.building), factors, "maintenance rate")
        yield Charge(
            "maintenance",
            1,
            "tool",
            paid.tariff,
            "software",
            self.maintenance_billed,
            workings=paid.workings,
            citations=(*self.cited("maintenance_percent"), *paid.citations),
        )
