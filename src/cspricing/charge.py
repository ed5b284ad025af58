"""What costs money: a component says it by its charges.

A component is any object with one method, ``charges() -> Iterable[Charge | PercentOf]``.
It needs no base class and no registration; the built-in ones use the same door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import (
    Any,
    ClassVar,
    Final,
    Literal,
    NoReturn,
    Protocol,
    TypeAlias,
    cast,
    runtime_checkable,
)

from attrs import Factory, field, frozen

from .adjustment import Adjustment
from .errors import InvalidNumberError, InvalidTypeError, PricingError, RuleError, TermsError, shown
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
from .money import Currency, Money, Price, as_price, same_currency
from .number import decimal
from .period import Cadence, cadence
from .provenance import Citation
from .selector import Selector, selector
from .tariff import Tariff, tariff
from .tax import Tax, own_tax
from .text import label, text
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

_ALL: Final = Decimal(100)


Factor: TypeAlias = tuple[Literal["", "x", "/", "+", "-"], Decimal | Price, str]
"""An operator, what it joins, and the unit of that."""

_MOST_DIGITS: Final = 200
_PARTS: Final = 3
_NO_OPERATOR: Final = frozenset({""})
_OPERATORS: Final = frozenset({"x", "/", "+", "-"})
_ROUNDINGS: Final = ("", "up", "half up")


def _is_kept(number: Any) -> bool:  # noqa: ANN401
    """Whether an operand or a result is as it is kept: a price, or a finite decimal."""
    if type(number) is Decimal:
        return number.is_finite() and -_MOST_DIGITS < number.adjusted() < _MOST_DIGITS
    return type(number) is Price


def _is_formula(given: Iterable[tuple[Any, ...]]) -> bool:
    """Whether factors are as they are kept, as they nearly always are: none needs a closer look."""
    operators = _NO_OPERATOR
    for factor in given:
        if type(factor) is not tuple or len(factor) != _PARTS:
            return False
        operator, operand, unit = factor
        if not type(operator) is str is type(unit):
            return False
        if not (operator in operators and unit.isascii() and unit.isprintable()):
            return False
        if type(operand) is not Price and not _is_kept(operand):
            return False
        operators = _OPERATORS
    return operators is _OPERATORS


def _factors(given: Iterable[Any]) -> tuple[Factor, ...]:
    """Take the factors one by one, and say which of them cannot be."""
    factors = sequence_of(object, given, "factors")
    if not factors:
        raise RuleError.of(
            "working.formula", "a formula of nothing gives nothing; state a first number"
        )
    return tuple([_factor(one, first=i == 0) for i, one in enumerate(factors)])


def _factor(given: Any, *, first: bool) -> Factor:  # noqa: ANN401
    if not issubclass(type(given), (tuple, list)) or len(given) != _PARTS:
        raise InvalidTypeError.of(
            "type.member",
            f"{shown(given)} is no factor; give an operator, a number or price, and its unit",
            value=given,
        )
    operator: Any
    operand: Any
    unit: Any
    operator, operand, unit = given
    if type(operator) is not str or operator not in (_NO_OPERATOR if first else _OPERATORS):
        remedy = "the first factor has none: ''" if first else "give one of x, /, +, -"
        raise RuleError.of(
            "working.operator", f"{shown(operator)} is no operator here; {remedy}", value=operator
        )
    return cast("Factor", (operator, _number(operand), text(unit)))


def _number(value: Any) -> Decimal | Price:  # noqa: ANN401
    """Take a number or a price that a formula is made of, or gives.

    A number may be finer than one that is put in, for it may be a product of several.
    """
    if _is_kept(value):
        return cast("Decimal | Price", value)
    if issubclass(type(value), (Price, Money)):  # a subclass is refused
        return as_price(value)
    if type(value) is Decimal and value.is_finite() and value:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} is too large or too fine; at most {_MOST_DIGITS} digits are exact",
            value=value,
        )
    return decimal(value)


def _no_rounding(value: object) -> NoReturn:
    raise RuleError.of(
        "working.rounding",
        f"{shown(value)} is no rounding of a working; give up, half up, or '' if it is exact",
        value=value,
    )


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Working(Written):
    """How a quantity was arrived at, as a formula that multiplies out to it.

    Attributes:
        what: What the formula gives, such as ``workload``.
        formula: Factors: each an operator (``x``, ``/``, ``+``, ``-``; empty for the first), a
            number or price, and the unit of the number (``%`` for hundredths). Whole numbers are
            made decimals; a number may have up to 200 digits.
        result: What it gives: a number, or a price.
        unit: The unit of the result; empty for a price.
        rounding: ``up`` to whole units, ``half up`` to two decimals, or empty if exact.
    """

    what: str = field(converter=label)
    formula: tuple[Factor, ...]
    result: Decimal | Price
    unit: str = field(converter=text)
    rounding: Literal["", "up", "half up"] = ""

    # Workings are many, and nearly all of them right: one look for all of it, and no converters.
    def __attrs_post_init__(self) -> None:
        if type(self.formula) is not tuple or not _is_formula(self.formula):
            self._take("formula", _factors)
        if not _is_kept(self.result):
            self._take("result", _number)
        if type(self.rounding) is not str or self.rounding not in _ROUNDINGS:
            self._take("rounding", _no_rounding)

    def _take(self, name: str, convert: Callable[[Any], object]) -> None:
        try:
            object.__setattr__(self, name, convert(getattr(self, name)))
        except PricingError as error:
            error.at(name, "Working")
            raise


def _adjustments(given: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return sequence_of(Adjustment, given, "Allowance or Surcharge")


def _workings(given: Iterable[Working]) -> tuple[Working, ...]:
    return sequence_of(Working, given, "Working")


@frozen(repr=False, field_transformer=named_fields)
class Charge(Written):
    """What, how many, of which unit, at which tariff, in which category, how often.

    Args:
        what: What is charged, as the document says it.
        quantity: How many, per period of the cadence; negative for a credit.
        unit: What is counted, such as ``call`` or ``seat``.
        tariff: What the quantity costs; a bare price is a price per unit.
        category: One of `CATEGORIES` or your own.
        cadence: ``once``, ``monthly``, ``quarterly`` or ``yearly``.
        cost: Whether it is what a company spends on itself: outside tax and discounts.
        tax: Its own tax treatment; None for what the terms say.
        adjustments: Stated allowances and surcharges on this line.
        stated: Whether it is a stated amount of a document, which no discount touches.
        workings: How the quantity was arrived at.
        citations: Where its figures come from.
        plain: Whether it is just a price: no cost, not stated, without adjustments or a tax of
            its own. Most charges are, and a quote of such alone is matched with less ado.

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
        object.__setattr__(self, "currency", currency)
        special = self.cost or self.stated or self.adjustments or self.tax is not None
        object.__setattr__(self, "plain", not special)

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
