"""Totals: settled sums that add up, over invoices and over quotes."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from .money import Currency, Money, same_currency
from .written import Written


@frozen(kw_only=True, repr=False, slots=False)
class Totals(Written):
    """What lines, discounts and taxes come to.

    Totals add: those of two quotes are the totals of a portfolio. Adding never prices again,
    so that price(A) + price(B) is price(A + B) only where no tier, discount or tax rounding
    reaches across the two.

    Attributes:
        currency: What they are amounts of.
        minor: The independent sums in minor units, by name.
    """

    currency: Currency
    subtotal_minor: Any = 0
    discount_minor: Any = 0
    tax_minor: Any = 0
    tax_included_minor: Any = 0
    withheld_minor: Any = 0
    rounding_minor: Any = 0
    prepaid_minor: Any = 0
    cost_minor: Any = 0

    @property
    def subtotal(self) -> Money:
        """List prices, with surcharges and stated amounts, before discounts."""
        return Money.of_minor(self.subtotal_minor, self.currency)

    @property
    def discount(self) -> Money:
        """What allowances and discounts take off."""
        return Money.of_minor(self.discount_minor, self.currency)

    @property
    def net(self) -> Money:
        """After discounts, without tax."""
        return Money.of_minor(self.net_minor, self.currency)

    @property
    def tax(self) -> Money:
        """All taxes, those contained in prices too."""
        return Money.of_minor(self.tax_minor, self.currency)

    @property
    def tax_included(self) -> Money:
        """The part of the tax that list prices contain."""
        return Money.of_minor(self.tax_included_minor, self.currency)

    @property
    def total(self) -> Money:
        """Net plus tax."""
        return Money.of_minor(self.total_minor, self.currency)

    @property
    def withheld(self) -> Money:
        """What the customer keeps back and pays to the tax office."""
        return Money.of_minor(self.withheld_minor, self.currency)

    @property
    def rounding(self) -> Money:
        """What rounding the payable amount adds: stated, or for cash."""
        return Money.of_minor(self.rounding_minor, self.currency)

    @property
    def prepaid(self) -> Money:
        """What has been paid already."""
        return Money.of_minor(self.prepaid_minor, self.currency)

    @property
    def payable(self) -> Money:
        """Total plus rounding, less what is prepaid and withheld."""
        return Money.of_minor(self.payable_minor, self.currency)

    @property
    def cost(self) -> Money:
        """What the company spends on itself, outside tax and discounts."""
        return Money.of_minor(self.cost_minor, self.currency)

    @property
    def net_minor(self) -> Any:  # noqa: ANN401
        """The net amount in minor units."""
        return self.subtotal_minor - self.discount_minor - self.tax_included_minor

    @property
    def total_minor(self) -> Any:  # noqa: ANN401
        """The total in minor units."""
        return self.net_minor + self.tax_minor

    @property
    def payable_minor(self) -> Any:  # noqa: ANN401
        """The payable amount in minor units."""
        return self.total_minor + self.rounding_minor - self.prepaid_minor - self.withheld_minor

    def __add__(self, other: Totals) -> Totals:
        if not isinstance(other, Totals):
            return NotImplemented
        same_currency(self.currency, other.currency, "add totals in")
        return Totals(
            currency=self.currency,
            subtotal_minor=self.subtotal_minor + other.subtotal_minor,
            discount_minor=self.discount_minor + other.discount_minor,
            tax_minor=self.tax_minor + other.tax_minor,
            tax_included_minor=self.tax_included_minor + other.tax_included_minor,
            withheld_minor=self.withheld_minor + other.withheld_minor,
            rounding_minor=self.rounding_minor + other.rounding_minor,
            prepaid_minor=self.prepaid_minor + other.prepaid_minor,
            cost_minor=self.cost_minor + other.cost_minor,
        )

    def __radd__(self, other: int) -> Totals:
        return self if other == 0 else NotImplemented

    def __mul__(self, times: int) -> Totals:
        return Totals(
            currency=self.currency,
            subtotal_minor=self.subtotal_minor * times,
            discount_minor=self.discount_minor * times,
            tax_minor=self.tax_minor * times,
            tax_included_minor=self.tax_included_minor * times,
            withheld_minor=self.withheld_minor * times,
            rounding_minor=self.rounding_minor * times,
            prepaid_minor=self.prepaid_minor * times,
            cost_minor=self.cost_minor * times,
        )
