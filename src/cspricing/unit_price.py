"""The two tariffs of one price: for each unit, or once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from .charge_model import ChargeModel, Part, above_zero
from .fields import named_fields
from .money import Price, as_price
from .step import ONE


@frozen(repr=False, field_transformer=named_fields)
class Flat(ChargeModel):
    """One price, whatever the quantity, even for none.

    >>> from cspricing import EUR
    >>> print(Flat(EUR(500)).price(7))
    EUR 500.00
    """

    fee: Price = field(alias="price", converter=as_price)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401, ARG002
        """Price it once."""
        return [(ONE, self.fee, ONE, "flat", None, None)]

    def prices(self) -> Iterator[Price]:
        """Give the fee."""
        yield self.fee


@frozen(repr=False, field_transformer=named_fields)
class PerUnit(ChargeModel):
    """A price for every *per* units: price x quantity / per.

    >>> from cspricing import EUR
    >>> print(PerUnit(EUR("0.30"), per=1000).price(1500))
    EUR 0.45
    """

    unit_price: Price = field(alias="price", converter=as_price)
    per: Decimal = field(default=ONE, converter=above_zero)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price all units alike."""
        return [(quantity, self.unit_price, self.per, "unit", None, None)]

    parts = walk  # what is proportional is its own mirror

    def exact(self, quantity: Any) -> tuple[Any, Any]:  # noqa: ANN401
        """Give the one product that it walks, without the list: most lines are of this kind."""
        price, per = self.unit_price, self.per
        below = price.denominator if per is ONE else per * price.denominator
        return quantity * price.numerator, below

    def prices(self) -> Iterator[Price]:
        """Give the unit price."""
        yield self.unit_price
