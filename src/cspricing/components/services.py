"""Training: what it takes to make people good at serving customers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge, Working
from ..fields import count, named_fields
from ..money import Price, as_price
from ..tariff import PerUnit
from .base import BuiltComponent


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Training(BuiltComponent):
    """A course: the trainer, the materials, and the paid time of those who are trained.

    Args:
        days: How long it takes.
        daily: What the trainer costs a day.
        trainees: How many take part: they count for the materials and for the time.
        materials: Per trainee, if any.
        trainee_wage_per_day: What a trainee is paid a day: a cost of one's own, if given.
        name: What documents call it.

    >>> from cspricing import CNY, Quote
    >>> course = Training(
    ...     days="2.5",
    ...     daily=CNY(4800),
    ...     trainees=12,
    ...     materials=CNY(60),
    ...     trainee_wage_per_day=CNY(320),
    ... )
    >>> quote = Quote.of(course)
    >>> print(quote.net, "and own time", quote.cost)
    CNY 12,720.00 and own time CNY 9,600.00
    """

    title: ClassVar[str] = "Training"

    days: Decimal = field(converter=count)
    daily: Price = field(converter=as_price)
    trainees: Decimal = field(converter=count)
    materials: Price | None = field(default=None, converter=optional(as_price))
    trainee_wage_per_day: Price | None = field(default=None, converter=optional(as_price))

    def build(self) -> Iterator[Charge]:
        """Charge the trainer, the materials and the trainees' time."""
        yield Charge(
            "trainer",
            self.days,
            "day",
            PerUnit(self.daily),
            "training",
            citations=self.cited("days", "daily"),
        )
        if self.materials is not None:
            yield Charge(
                "materials",
                self.trainees,
                "trainee",
                PerUnit(self.materials),
                "training",
                citations=self.cited("trainees"),
            )
        if self.trainee_wage_per_day is not None:
            time = self.trainees * self.days
            working = Working(
                what="paid time",
                formula=(("", self.trainees, "trainee"), ("x", self.days, "day")),
                result=time,
                unit="trainee day",
            )
            yield Charge(
                "trainees' time",
                time,
                "trainee day",
                PerUnit(self.trainee_wage_per_day),
                "training",
                cost=True,
                workings=(working,),
                citations=self.cited("trainees", "days"),
            )
