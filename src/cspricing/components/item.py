"""Plain lines: an item at a price, and stated allowances and surcharges of a document."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, Literal

from attrs import field, frozen

from ..adjustment import Adjustment
from ..charge import Charge
from ..errors import RuleError
from ..fields import citations, figure, keep_citations, named_fields, sequence_of
from ..period import Cadence, cadence
from ..provenance import Citation
from ..quote import Summable
from ..tariff import Flat, PerUnit, Tariff, tariff
from ..tax import Tax, own_tax
from ..text import label
from ..working import Factor, Working
from ..written import Written


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Allowance(Adjustment, Summable):
    """A stated amount off: off the line of an `Item`, or as a line of its own off a quote.

    Args:
        amount: The amount, not negative; or give *percent*.
        percent: Of *base*.
        base: What *percent* is of; on an item, its amount unless given.
        reason: What the document says it is for.
        category: The category of the line that it makes on a document.
        tax: The tax treatment of that line; None for what the terms say.

    >>> from cspricing import EUR
    >>> work = Item(name="Work", quantity=10, unit="hour", price=EUR(80))
    >>> print((work + Allowance(amount=EUR(50), reason="Loyalty")).net)
    EUR 750.00
    """

    sign: ClassVar[Literal[-1, 1]] = -1

    def charges(self) -> tuple[Charge]:
        """Give the stated line."""
        return (_stated_line(self, "Allowance"),)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Surcharge(Adjustment, Summable):
    """A stated amount on top: of the line of an `Item`, or as a line of its own on a quote.

    Args:
        amount: The amount, not negative; or give *percent*.
        percent: Of *base*.
        base: What *percent* is of; on an item, its amount unless given.
        reason: What the document says it is for.
        category: The category of the line that it makes on a document.
        tax: The tax treatment of that line; None for what the terms say.

    >>> from cspricing import EUR
    >>> work = Item(name="Work", quantity=10, unit="hour", price=EUR(80))
    >>> print((work + Surcharge(percent=2, base=EUR(800), reason="Travel")).net)
    EUR 816.00
    """

    sign: ClassVar[Literal[-1, 1]] = 1

    def charges(self) -> tuple[Charge]:
        """Give the stated line."""
        return (_stated_line(self, "Surcharge"),)


def _stated_line(adjustment: Adjustment, what: str) -> Charge:
    workings: tuple[Working, ...] = ()
    if adjustment.amount is not None:
        amount = adjustment.amount
    elif adjustment.base is not None and adjustment.percent is not None:
        base, percent = adjustment.base, adjustment.percent
        amount = base * percent / 100
        formula: tuple[Factor, ...] = (("", percent, "%"), ("x", base, ""))
        workings = (Working(what="amount", formula=formula, result=amount, unit=""),)
    else:
        raise RuleError.of(
            "adjustment.base",
            "a percentage of a document needs a base; state what it is of",
            field="base",
            value=adjustment,
        )
    return Charge(
        adjustment.reason or what,
        adjustment.sign,
        what.lower(),
        Flat(amount),
        adjustment.category,
        tax=adjustment.tax,
        stated=True,
        workings=workings,
    )


def _allowances(given: Iterable[Allowance]) -> tuple[Allowance, ...]:
    return sequence_of(Allowance, given, "Allowance")


def _surcharges(given: Iterable[Surcharge]) -> tuple[Surcharge, ...]:
    return sequence_of(Surcharge, given, "Surcharge")


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Item(Summable, Written):
    """Anything with a quantity and a price: one line.

    Args:
        name: What it is.
        quantity: How many, per period of the cadence; negative for a credit.
        unit: What is counted.
        price: The price of *per* units, or any tariff.
        per: The base quantity of the price.
        category: One of the built-in categories or your own.
        cadence: ``once``, ``monthly``, ``quarterly`` or ``yearly``.
        tax: Its own tax treatment; None for what the terms say.
        allowances: Stated amounts off its line.
        surcharges: Stated amounts on top of its line.

    >>> from cspricing import SEK, Quote
    >>> print(Quote.of(Item(name="Days", quantity=90, unit="day", price=SEK(1585), per=365)).net)
    SEK 390.82
    """

    name: str = field(converter=label)
    quantity: Decimal = field(converter=figure)
    unit: str = field(default="piece", converter=label)
    price: Tariff = field(converter=tariff)
    per: Decimal = field(default=Decimal(1), converter=figure)
    category: str = field(default="expense", converter=label)
    cadence: Cadence = field(default="once", converter=cadence)
    tax: Tax | None = field(default=None, converter=own_tax)
    allowances: tuple[Allowance, ...] = field(default=(), converter=_allowances)
    surcharges: tuple[Surcharge, ...] = field(default=(), converter=_surcharges)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)
    _charges: tuple[Charge] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        object.__setattr__(self, "_charges", (self._charge(),))

    def _charge(self) -> Charge:
        priced = self.price
        if self.per != 1:
            if not isinstance(priced, PerUnit) or priced.per != 1:
                raise RuleError.of(
                    "item.per",
                    "a base quantity goes with a plain price; put per= into the tariff",
                    field="per",
                    value=self.per,
                )
            priced = PerUnit(priced.unit_price, self.per)
        return Charge(
            self.name,
            self.quantity,
            self.unit,
            priced,
            self.category,
            self.cadence,
            tax=self.tax,
            adjustments=(*self.allowances, *self.surcharges),
            citations=self.citations,
        )

    def charges(self) -> tuple[Charge]:
        """Give its one line."""
        return self._charges
