"""One product in the derivation of an amount: quantity x price, and parts of a period on top."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from .conversion import conversions
from .exact import EXACT
from .factor import Factors, product
from .money import Price
from .notation import grouped
from .written import Written

Role: TypeAlias = Literal[
    "unit", "flat", "tier", "included", "shortfall", "cap", "base", "additional", "reduced",
    "band", "picked", "billed", "drawn", "rest",
]  # fmt: skip
"""What a product stands for; ``unit`` where it is just so many at a price."""

ONE: Final = Decimal(1)


@frozen(kw_only=True, repr=False)
class Step(Written):
    """One product of a derivation.

    Attributes:
        quantity: How many, in full: what is printed is what was multiplied.
        price: The price of *per* units.
        per: How many units the price is for.
        factors: What it is multiplied by besides, such as the part of a period that is due.
        role: What the product stands for in its tariff.
        borders: The tier that *quantity* lies in, above the first and up to the second (None
            for no end).
        package: The size of the packages that *quantity* and *borders* count, or None.

    >>> from cspricing import EUR, PerUnit
    >>> (step,) = PerUnit(EUR(10), per=3).steps(7)
    >>> print(step)
    7 x EUR 10.00 / 3
    """

    quantity: Decimal
    price: Price
    per: Decimal = ONE
    factors: Factors = ()
    role: Role = "unit"
    borders: tuple[Decimal, Decimal | None] | None = field(default=None)
    package: Decimal | None = None

    @property
    def amount(self) -> Price:
        """The exact product."""
        with localcontext(EXACT):
            times, by = product(self.factors)
            above = self.quantity * self.price.numerator * times
            over, under = (self.per * by).as_integer_ratio()
            converted = conversions(self.factors)
            currency = converted[-1].to if converted else self.price.currency
            return Price.exact(above * under, self.price.denominator * over, currency).reduced()

    def __str__(self) -> str:
        text = f"{grouped(self.quantity)} x {self.price}"
        if self.per != 1:
            text += f" / {grouped(self.per)}"
        return "".join([text, *(f" x {factor}" for factor in self.factors)])
