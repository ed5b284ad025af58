"""Technology: the systems that serve customers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen

from ..charge import Charge
from ..fields import count, named_fields
from ..period import Cadence, cadence
from ..tariff import Tariff, tariff
from .base import BuiltComponent


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class CRMLicense(BuiltComponent):
    """Seats of a customer-relationship system.

    Args:
        seats: How many users.
        tariff: What so many seats cost per period; a bare price is a price per seat.
        billed: How often: ``monthly`` unless given.
        name: What documents call it, such as the product and its edition.

    >>> from cspricing import CNY, Quote
    >>> print(Quote.of(CRMLicense(seats=25, tariff=CNY(199))).net)
    CNY 4,975.00
    """

    title: ClassVar[str] = "CRM licence"

    seats: Decimal = field(converter=count)
    tariff: Tariff = field(converter=tariff)
    billed: Cadence = field(default="monthly", converter=cadence)

    def build(self) -> Iterator[Charge]:
        """Charge the seats."""
        yield Charge(
            "licences",
            self.seats,
            "seat",
            self.tariff,
            "software",
            self.billed,
            citations=self.citations,
        )
