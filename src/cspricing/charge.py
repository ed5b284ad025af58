"""What costs money: a component says it by its charges.

A component is any object with one method, ``charges() -> Iterable[Charge | PercentOf]``.
It needs no base class and no registration; the built-in ones use the same door.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext
from typing import ClassVar, Final, Literal, Protocol, TypeAlias, runtime_checkable

from attrs import Factory, field, frozen

from .adjustment import Adjustment
from .errors import InvalidNumberError, RuleError, TermsError, shown
from .exact import EXACT
from .fields import (
    citations,
    count,
    figure,
    flag,
    is_one_of,
    keep_citations,
    named_fields,
    sequence_of,
)
from .money import Currency, same_currency
from .notation import plain
from .period import Cadence, cadence
from .provenance import Citation
from .selector import Selector, selector
from .slice import Slice
from .tariff import Tariff, tariff
from .tax import Tax, own_tax
from .text import label
from .working import Working
from .written import Written

CATEGORIES: Final = (
    "labour",
    "outsourcing",
    "quality",
    "software",
    "equipment",
    "premises",
    "telephony",
    "training",
    "consulting",
    "customization",
    "expense",
)
"""The categories that come built in; own ones are as good."""

_OF_SLICES: Final = (
    ("carries_rounding", "carries", "carry what rounding leaves"),
    ("counts_years", "years", "are of contract years"),
    ("looks_back", "looks_back", "rest on earlier ones"),
)
_ALL: Final = Decimal(100)


def _adjustments(given: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return sequence_of(Adjustment, given, "Allowance or Surcharge")


def _workings(given: Iterable[Working]) -> tuple[Working, ...]:
    return sequence_of(Working, given, "Working")


def _slices(given: Iterable[Slice | None]) -> tuple[Slice | None, ...]:
    return sequence_of((Slice, type(None)), given, "Slice or None")


@frozen(repr=False, field_transformer=named_fields)
class Charge(Written):
    """What, how many, of which unit, at which tariff, in which category, how often.

    Args:
        what: What is charged, as the document says it.
        quantity: How many, per period of the cadence, or in all slices together; negative for a
            credit.
        unit: What is counted, such as ``call`` or ``seat``.
        tariff: What the quantity costs; a bare price is a price per unit.
        category: One of `CATEGORIES` or your own.
        cadence: ``once``, ``monthly``, ``quarterly`` or ``yearly``.
        cost: Whether it is what a company spends on itself: outside tax and discounts.
        tax: Its own tax treatment; None for what the terms say.
        adjustments: Stated allowances and surcharges on this line.
        stated: Whether it is a stated amount of a document, which no discount touches.
        workings: How the quantity was arrived at.
        slices: What is due in each billing period of the term, where quantity or tariff differ
            from one to the next; None for nothing. The cadence then is ``monthly``.
        carries_rounding: Whether what rounding leaves of a slice counts in the next one that costs
            anything, so that what is billed adds up to the slices' sum, rounded once (where that
            lies between two amounts, and slices are of both signs, to either).
        counts_years: Whether slices are of contract years of twelve, so that each billing period
            must be a whole month.
        looks_back: Whether a slice rests on what earlier ones came to, such as what is left of a
            minimum or of a balance, so that no change over the term may change their prices.
        citations: Where its figures come from.
        plain: Whether it is just a price: no cost, not stated, without slices, adjustments or a
            tax of its own. Most charges are, and a quote of such alone is matched with less ado.

    >>> from cspricing import EUR
    >>> Charge("Headsets", 12, "piece", EUR(89), "equipment").cadence
    'once'
    """

    what: str = field(converter=label)
    quantity: Decimal = field(converter=figure)
    unit: str = field(converter=label)
    tariff: Tariff = field(converter=tariff)
    category: str = field(converter=label)
    cadence: Cadence = field(default="once", converter=cadence)
    cost: bool = field(default=False, kw_only=True, converter=flag)
    tax: Tax | None = field(default=None, kw_only=True, converter=own_tax)
    adjustments: tuple[Adjustment, ...] = field(default=(), kw_only=True, converter=_adjustments)
    stated: bool = field(default=False, kw_only=True, converter=flag)
    workings: tuple[Working, ...] = field(default=(), kw_only=True, converter=_workings)
    slices: tuple[Slice | None, ...] = field(default=(), kw_only=True, converter=_slices)
    carries_rounding: bool = field(default=False, kw_only=True, converter=flag)
    counts_years: bool = field(default=False, kw_only=True, converter=flag)
    looks_back: bool = field(default=False, kw_only=True, converter=flag)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )
    currency: Currency = field(init=False, eq=False, repr=False)
    plain: bool = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        currency = self.tariff.currency
        for adjustment in self.adjustments:
            for price in (adjustment.amount, adjustment.base):
                if price is not None:
                    same_currency(currency, price.currency, "mix on one line")
            if adjustment.tax is not None:
                raise RuleError.of(
                    "adjustment.tax",
                    "an adjustment is taxed with its line; put it beside the item instead",
                    field="adjustments",
                    value=adjustment,
                )
        if self.slices:
            self._check_slices()
        else:
            self._check_no_slices()
        object.__setattr__(self, "currency", currency)
        special = self.cost or self.stated or self.adjustments or self.slices
        object.__setattr__(self, "plain", not special and self.tax is None)

    def _check_no_slices(self) -> None:
        """Refuse what only slices can be."""
        for name, fault, told in _OF_SLICES:
            if getattr(self, name):
                raise TermsError.of(
                    f"slices.{fault}",
                    f"only slices {told}; give slices, or leave it out",
                    field=name,
                    value=True,
                )

    def _check_slices(self) -> None:
        """Refuse slices that are not those of this charge."""
        slices = [one for one in self.slices if one is not None]
        for one in slices:
            same_currency(self.tariff.currency, one.tariff.currency, "mix on one line")
        if self.cadence != "monthly":
            raise TermsError.of(
                "slices.cadence",
                f"slices are due one a billing period, not {self.cadence}; say monthly",
                field="cadence",
                value=self.cadence,
            )
        with localcontext(EXACT):
            total = sum([one.quantity for one in slices], Decimal(0))
        if self.quantity != total:
            raise InvalidNumberError.of(
                "slices.quantity",
                f"the slices hold {plain(total)} in all, not {plain(self.quantity)}; give their "
                "sum as quantity",
                field="quantity",
                value=self.quantity,
            )

    @property
    def name(self) -> str:
        """What documents call it where it stands in a quote by itself: what is charged."""
        return self.what

    def charges(self) -> tuple[Charge]:
        """Give itself: a charge is the simplest component."""
        return (self,)


def _base(value: Literal["list", "net"]) -> Literal["list", "net"]:
    if not is_one_of(value, ("list", "net")):
        raise TermsError.of(
            "base", f"{shown(value)} is neither list nor net; give one of them", value=value
        )
    return value


def _what(percentage: PercentOf) -> str:
    return percentage.what


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class PercentOf(Written):
    """A percentage of other lines, such as support at 18 % of the licences.

    It is due with the lines it rests on, and priced after them. Lines that are percentages
    themselves are among them only if selected by `Named`.

    Args:
        percent: How much of them; may exceed 100.
        of: The lines it rests on.
        base: ``net``, after line discounts and before quote discounts, or ``list``.
        what: What is charged, as the document says it.
        category: One of `CATEGORIES` or your own.
        name: What `Named` selects it by; *what* unless given.
        cost: Whether it is a cost, and rests on costs.
        tax: Its own tax treatment; None for what the terms say.

    >>> from cspricing import Item, EUR
    >>> crm = Item(name="CRM", quantity=25, unit="seat", price=EUR(40), category="software")
    >>> support = PercentOf(percent=18, of="software", what="Support", category="support")
    >>> print((crm + support).total)
    EUR 1,180.00
    """

    # What a `Charge` has, and a percentage of others has not
    cadence: ClassVar[None] = None
    currency: ClassVar[None] = None
    stated: ClassVar[Literal[False]] = False
    plain: ClassVar[Literal[False]] = False

    percent: Decimal = field(converter=count, kw_only=False)
    of: Selector = field(converter=selector)
    base: Literal["list", "net"] = field(default="net", converter=_base)
    what: str = field(default="Percentage", converter=label)
    category: str = field(default="expense", converter=label)
    name: str = field(default=Factory(_what, takes_self=True), converter=label)
    cost: bool = field(default=False, converter=flag)
    tax: Tax | None = field(default=None, converter=own_tax)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)

    def charges(self) -> tuple[PercentOf]:
        """Give itself: a percentage is a component."""
        return (self,)


AnyCharge: TypeAlias = Charge | PercentOf
"""What a component gives."""


@runtime_checkable
class Component(Protocol):
    """Anything that costs money, and says so by its charges."""

    def charges(self) -> Iterable[AnyCharge]:
        """Give the charges, the same ones at every call."""
        ...
