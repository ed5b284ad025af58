"""A stated allowance or surcharge: an amount or percentage off, or on, one line or document."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Literal

from attrs import Factory, field, frozen
from attrs.converters import optional

from .errors import InvalidNumberError, PricingError, RuleError
from .exact import fraction_of
from .fields import named_fields
from .lifted import require
from .money import Price, as_price
from .number import not_negative
from .tax import Tax, own_tax
from .text import label, text
from .written import Written


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Adjustment(Written):
    """What `Allowance` and `Surcharge` share.

    Attributes:
        sign: -1 for what comes off, 1 for what comes on top.
        amount: The stated amount, not negative; or None, and *percent* is given.
        percent: Of *base*.
        base: What *percent* is of; on a line, the amount of the line unless given.
        reason: What the document says it is for.
        category: The category of the line that it makes on a document; ``allowance`` or
            ``surcharge`` unless given.
        tax: The tax treatment of that line; None for what the terms say.
    """

    sign: ClassVar[Literal[-1, 1]] = -1

    amount: Price | None = field(default=None, converter=optional(as_price))
    percent: Decimal | None = field(default=None, converter=optional(not_negative))
    base: Price | None = field(default=None, converter=optional(as_price))
    reason: str = field(default="", converter=text)
    category: str = field(
        default=Factory(lambda self: type(self).__name__.lower(), takes_self=True), converter=label
    )
    tax: Tax | None = field(default=None, converter=own_tax)

    def __attrs_post_init__(self) -> None:
        try:
            self._check()
        except PricingError as error:
            error.at("amount", type(self).__name__)
            raise

    def _check(self) -> None:
        if (self.amount is None) == (self.percent is None):
            raise RuleError.of("adjustment.amount", "state either an amount or a percent")
        if self.amount is not None and self.base is not None:
            raise RuleError.of(
                "adjustment.base", "a base goes with a percent, not with an amount", field="base"
            )
        for name, price in (("amount", self.amount), ("base", self.base)):
            if price is not None:
                _refuse_negative(name, price)

    @property
    def fraction(self) -> tuple[Any, int]:
        """The percentage of its base as a numerator and a whole denominator."""
        return fraction_of(self.percent)


def _refuse_negative(name: str, price: Price) -> None:
    require(
        price.numerator >= 0,
        lambda: InvalidNumberError.of(
            "number.negative", f"{price} is below 0; state the opposite", field=name, value=price
        ),
    )
