"""Prepaid blocks: units or money bought in advance, and drawn down by use."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Final, Literal, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..charge_model import from_zero
from ..errors import RuleError
from ..fields import count, flag, named_fields
from ..money import Price, as_price, same_currency
from ..slice import Slice
from ..tariff import Drawdown, Flat, Included, Tariff, tariff
from ..text import label, one_of
from ..working import Factor, Working
from .base import BuiltComponent
from .given import either
from .monthly import volumes, years

Bought: TypeAlias = Literal["once", "yearly"]
"""How often a block is bought: with the first invoice, or with that of each contract year."""

_BOUGHT: Final = ("once", "yearly")
_NONE: Final = Decimal(0)


def _bought(value: Bought) -> Bought:
    return one_of(value, _BOUGHT, "prepaid.bought", RuleError)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class PrepaidBlock(BuiltComponent):
    """A block of units or of money that is bought in advance, and drawn down by use.

    What is used beyond it is billed month by month. What is left of it at the end of a contract
    year lapses, if a block is bought each year, or rolls over. Blocks of years need billing periods
    of whole months (``slices.cut``), and a *balance* takes no change of prices over the term
    (``change.looks_back``).

    Args:
        volumes: How many units are used in each month of the term.
        unit: What is counted, such as ``minute``.
        units: How many units a block holds; or give *balance*.
        balance: How much money it holds, which use is paid from at the tariff.
        price: What a block costs; its *balance* unless given.
        tariff: What units cost that no block covers; of a balance, what all units cost. A bare
            price is a price for each.
        bought: ``once`` unless given, or ``yearly``.
        rolls_over: Whether what is left of a yearly block may be used in the years to come.
        category: ``expense`` unless given.
        name: What documents call it.

    >>> from cspricing import EUR, Quote
    >>> minutes = PrepaidBlock(
    ...     volumes=[600, 700], unit="minute", units=1000, price=EUR(900), tariff=EUR("1.20")
    ... )
    >>> for invoice in Quote.of(minutes).over(months=2).invoices:
    ...     print(invoice.total)
    EUR 900.00
    EUR 360.00
    """

    title: ClassVar[str] = "Prepaid block"

    volumes: tuple[Decimal, ...] = field(converter=volumes)
    unit: str = field(converter=label)
    units: Decimal | None = field(default=None, converter=optional(count))
    balance: Price | None = field(default=None, converter=optional(from_zero))
    price: Price | None = field(default=None, converter=optional(as_price))
    tariff: Tariff = field(converter=tariff)
    bought: Bought = field(default="once", converter=_bought)
    rolls_over: bool = field(default=False, converter=flag)
    category: str = field(default="expense", converter=label)

    def build(self) -> Iterator[Charge]:
        """Charge each block, and what is used beyond it."""
        if (self.units is None) is (self.balance is None):
            raise either("units", "balance", field="units")
        price = self.balance if self.price is None else self.price
        if price is None:
            raise RuleError.of(
                "prepaid.price",
                "nothing says what a block of units costs; state price",
                field="price",
            )
        same_currency(self.tariff.currency, price.currency, "mix in one prepaid block")
        if self.balance is not None:
            same_currency(price.currency, self.balance.currency, "mix in one prepaid block")
        if self.rolls_over and self.bought == "once":
            raise RuleError.of(
                "prepaid.rolls_over",
                "a block that is bought once lasts for the whole term; roll over yearly ones",
                field="rolls_over",
                value=self.rolls_over,
            )
        yield self._block(Flat(price))
        slices = (
            self._of_units(self.units) if self.balance is None else self._of_money(self.balance)
        )
        yield Charge(
            "usage",
            sum(self.volumes, _NONE),
            self.unit,
            self.tariff,
            self.category,
            "monthly",
            slices=list(slices),
            counts_years=self.bought == "yearly",
            looks_back=self.balance is not None,
            citations=self.cited("units"),
        )

    def _block(self, price: Flat) -> Charge:
        if self.bought == "once":
            return Charge("block", 1, "block", price, self.category)
        slices: list[Slice | None] = [None] * len(self.volumes)
        for year in years(len(slices)):
            slices[year[0]] = Slice(1, price)
        number = len(list(years(len(slices))))
        return Charge(
            "block",
            number,
            "block",
            price,
            self.category,
            "monthly",
            slices=slices,
            counts_years=True,
        )

    def _periods(self) -> list[range]:
        """Give the months that each block is for."""
        months = len(self.volumes)
        return [range(months)] if self.bought == "once" else list(years(months))

    def _of_units(self, units: Decimal | None) -> Iterator[Slice]:
        """Draw on a block of units, and bill what exceeds it."""
        granted, left = units or _NONE, _NONE
        for period in self._periods():
            held = granted + (left if self.rolls_over else _NONE)
            left = held
            for month in period:
                volume = self.volumes[month]
                formula: tuple[Factor, ...] = (("", held, self.unit), ("-", held - left, self.unit))
                told = Working(
                    what="left of the block", formula=formula, result=left, unit=self.unit
                )
                workings = () if left == held else (told,)
                yield Slice(volume, Included(left, self.tariff), workings=workings)
                left = max(left - volume, _NONE)

    def _of_money(self, balance: Price) -> Iterator[Slice]:
        """Draw on a balance, and bill what exceeds it."""
        none = balance.currency(0)
        left = none
        for period in self._periods():
            held = balance + (left if self.rolls_over else none)
            left = held
            for month in period:
                volume = self.volumes[month]
                formula: tuple[Factor, ...] = (("", held, ""), ("-", held - left, ""))
                told = Working(what="left of the block", formula=formula, result=left, unit="")
                workings = () if left == held else (told,)
                yield Slice(volume, Drawdown(left, self.tariff), workings=workings)
                used = max(self.tariff.price(volume), none)
                left = max(left - used, none)
