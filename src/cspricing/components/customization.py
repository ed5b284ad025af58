"""Customization: making systems fit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen

from ..charge import Charge, Working
from ..fields import count, named_fields
from ..lifted import nowhere
from ..money import Price, as_price
from ..tariff import PerUnit
from .base import HUNDREDTH, BuiltComponent


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Customization(BuiltComponent):
    """Work on systems, with a contingency for what nobody could foresee.

    Args:
        person_days: The work that is planned.
        daily: What a person-day costs.
        contingency_percent: Of the planned days, billed beside them.
        name: What documents call it.

    >>> from cspricing import CNY, Quote
    >>> work = Customization(person_days=20, daily=CNY(1500), contingency_percent=15)
    >>> print(Quote.of(work).net)
    CNY 34,500.00
    """

    title: ClassVar[str] = "System customization"

    person_days: Decimal = field(converter=count)
    daily: Price = field(converter=as_price)
    contingency_percent: Decimal = field(default=Decimal(0), converter=count)

    def build(self) -> Iterator[Charge]:
        """Charge the planned days, and the contingency."""
        yield Charge(
            "development",
            self.person_days,
            "person-day",
            PerUnit(self.daily),
            "customization",
            citations=self.cited("person_days"),
        )
        if nowhere(self.contingency_percent != 0):
            return
        days = self.person_days * self.contingency_percent * HUNDREDTH
        working = Working(
            what="contingency",
            formula=(("", self.person_days, "person-day"), ("x", self.contingency_percent, "%")),
            result=days,
            unit="person-day",
        )
        yield Charge(
            "contingency",
            days,
            "person-day",
            PerUnit(self.daily),
            "customization",
            workings=(working,),
            citations=self.cited("person_days", "contingency_percent"),
        )
