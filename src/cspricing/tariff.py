"""What a quantity costs: a closed algebra of tariffs (charge models).

>>> from cspricing import CNY, AtLeast, Included, PerUnit
>>> seats = AtLeast(CNY(1000), Included(3, PerUnit(CNY(199))))
>>> print(seats.price(5))
CNY 1,000.00
>>> for step in seats.steps(5):
...     print(step, "-", step.role)
3 x CNY 0.00 - included
2 x CNY 199.00 - unit
1 x CNY 602.00 - shortfall
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any, Final, TypeAlias, cast

from attrs import field, frozen

from .charge_model import (
    MOST_PRICES,
    ChargeModel,
    Part,
    above_zero,
    amount,
    ratio,
    valued,
)
from .cliffs import Bends, Measure, crossed
from .errors import InvalidTypeError, TariffError, shown
from .exact import ceil_units
from .fields import named_fields
from .lifted import maximum, minimum, nowhere
from .money import Money, Price, as_price
from .number import not_negative
from .provenance import Sourced
from .step import ONE
from .tiers import Graduated, Stairstep, Volume

_ZERO: Final = Decimal(0)
_UNCOUNTED: Final = frozenset({"flat", "shortfall", "cap"})
"""Roles of steps that stand once, unless they have the borders of a tier."""


def tariff(value: Tariff | Price | Money | Sourced[Price] | Sourced[Money]) -> Tariff:
    """Take *value* as a tariff; a bare price stands for `PerUnit` of it.

    Raises:
        InvalidTypeError: If it is neither (``type.tariff``).
    """
    if issubclass(type(value), ChargeModel):  # an object may lie about its class
        return cast("Tariff", value)
    try:
        return PerUnit(cast("Price", value))
    except InvalidTypeError:
        raise InvalidTypeError.of(
            "type.tariff",
            f"{shown(value)} is neither a tariff nor a price; give PerUnit(CNY(100)) or CNY(100)",
            value=value,
        ) from None


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


@frozen(repr=False, field_transformer=named_fields)
class Package(ChargeModel):
    """The tariff of the packages of *size* that the quantity needs, rounded up.

    >>> from cspricing import USD
    >>> print(Package(100, PerUnit(USD(49))).price(231))
    USD 147.00
    """

    size: Decimal = field(converter=above_zero)
    inner: Tariff = field(alias="tariff", converter=tariff)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price the packages; what counts none of them is no package's."""
        return [
            part
            if part[4] is None and part[3] in _UNCOUNTED
            else (*part[:5], self.size if part[5] is None else self.size * part[5])
            for part in self.inner.walk(ceil_units(quantity, self.size))
        ]

    def within(self) -> tuple[Tariff, ...]:
        """Give the tariff of the packages."""
        return (self.inner,)

    def bends(self, measure: Measure) -> Bends:
        """Bend where a package is full, and where their tariff bends."""
        return self.inner.bends(measure.packed(self.size))


@frozen(repr=False, field_transformer=named_fields)
class Included(ChargeModel):
    """An allowance, then overage: the tariff of what exceeds *units*.

    >>> from cspricing import USD
    >>> print(Included(100, PerUnit(USD("2.00"))).price(400))
    USD 600.00
    """

    units: Decimal = field(converter=not_negative)
    inner: Tariff = field(alias="tariff", converter=tariff)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Show what is free, and price the rest."""
        used = minimum(quantity, self.units)
        found = self.inner.walk(quantity - used)
        free = Price.exact(_ZERO, 1, found[0][1].currency)
        return [(used, free, ONE, "included", (_ZERO, self.units), None), *found]

    def within(self) -> tuple[Tariff, ...]:
        """Give the tariff of what exceeds the allowance."""
        return (self.inner,)

    def bends(self, measure: Measure) -> Bends:
        """Bend where the allowance ends, and where the tariff of the rest bends."""
        return self.inner.bends(measure.beyond(self.units))


@frozen(repr=False, field_transformer=named_fields)
class AtLeast(ChargeModel):
    """A commitment: the tariff, with the shortfall to *price* billed beside it.

    >>> from cspricing import EUR
    >>> print(AtLeast(EUR(100), PerUnit(EUR(7))).price(10))
    EUR 100.00
    """

    least: Price = field(alias="price", converter=as_price)
    inner: Tariff = field(alias="tariff", converter=tariff)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price by the tariff, and bill what is missing."""
        found = self.inner.walk(quantity)
        numerator, denominator = amount(found)
        least = self.least
        missing = maximum(least.numerator * denominator - numerator * least.denominator, _ZERO)
        if nowhere(missing > 0):
            return found
        shortfall = ratio(missing, denominator * least.denominator, least.currency)
        return [*found, (ONE, shortfall, ONE, "shortfall", None, None)]

    def within(self) -> tuple[Tariff, ...]:
        """Give the tariff."""
        return (self.inner,)

    def prices(self) -> Iterator[Price]:
        """Give the commitment, and the prices of the tariff."""
        yield self.least
        yield from self.inner.prices()

    def bends(self, measure: Measure) -> Bends:
        """Bend where the tariff does, and where it crosses the commitment."""
        value = valued(self.inner, measure)
        return crossed(self.inner.bends(measure), value, self.least.fraction)


@frozen(repr=False, field_transformer=named_fields)
class AtMost(ChargeModel):
    """A cap: the tariff, less what exceeds *price*.

    >>> from cspricing import EUR
    >>> print(AtMost(EUR(50), PerUnit(EUR(7))).price(10))
    EUR 50.00
    """

    most: Price = field(alias="price", converter=as_price)
    inner: Tariff = field(alias="tariff", converter=tariff)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price by the tariff, and take off what is too much."""
        found = self.inner.walk(quantity)
        numerator, denominator = amount(found)
        most = self.most
        excess = maximum(numerator * most.denominator - most.numerator * denominator, _ZERO)
        if nowhere(excess > 0):
            return found
        over = ratio(excess, denominator * most.denominator, most.currency)
        return [*found, (-ONE, over, ONE, "cap", None, None)]

    def within(self) -> tuple[Tariff, ...]:
        """Give the tariff."""
        return (self.inner,)

    def prices(self) -> Iterator[Price]:
        """Give the cap, and the prices of the tariff."""
        yield self.most
        yield from self.inner.prices()

    def bends(self, measure: Measure) -> Bends:
        """Bend where the tariff does, and where it crosses the cap."""
        value = valued(self.inner, measure)
        return crossed(self.inner.bends(measure), value, self.most.fraction)


@frozen(repr=False, field_transformer=named_fields)
class Baseline(ChargeModel):
    """A price for a baseline volume, with unit prices for more (ARC) and for less (RRC).

    price + additional x (quantity - volume) above the baseline, and
    price - reduced x (volume - quantity) below it.

    >>> from cspricing import EUR
    >>> tariff = Baseline(1000, EUR(9000), additional=EUR(8), reduced=EUR(6))
    >>> print(tariff.price(900), "and", tariff.price(1100))
    EUR 8,400.00 and EUR 9,800.00
    """

    volume: Decimal = field(converter=not_negative)
    base_price: Price = field(alias="price", converter=as_price)
    additional: Price = field(converter=as_price)
    reduced: Price = field(converter=as_price)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price the baseline, then what exceeds it or falls short of it."""
        found: list[Part] = [(ONE, self.base_price, ONE, "base", (_ZERO, self.volume), None)]
        more = maximum(quantity - self.volume, _ZERO)
        if not nowhere(more > 0):
            found.append((more, self.additional, ONE, "additional", None, None))
        less = minimum(quantity - self.volume, _ZERO)
        if not nowhere(less < 0):
            found.append((less, self.reduced, ONE, "reduced", None, None))
        return found

    def prices(self) -> Iterator[Price]:
        """Give the price of the baseline, and the unit prices for more and for less."""
        yield from (self.base_price, self.additional, self.reduced)

    def bends(self, measure: Measure) -> Bends:
        """Bend at the baseline."""
        return measure.bends.bent([measure.last(Fraction(self.volume))])


def _tariffs(given: Iterable[Tariff | Price]) -> tuple[Tariff, ...]:
    if not isinstance(given, Iterable):
        raise InvalidTypeError.of(
            "type.tariff", f"{shown(given)} is no list of tariffs; put it in [...]", value=given
        )
    # One more than may be is refused, even of endlessly many.
    tariffs = tuple(tariff(one) for one in islice(given, MOST_PRICES + 1))
    if not tariffs:
        raise TariffError.of("tariffs.empty", "a sum of tariffs needs at least one", value=tariffs)
    return tariffs


@frozen(repr=False, field_transformer=named_fields)
class Sum(ChargeModel):
    """All of the tariffs, each on the whole quantity.

    >>> from cspricing import EUR
    >>> print(Sum([Flat(EUR(50)), PerUnit(EUR("1.20"))]).price(100))
    EUR 170.00
    """

    tariffs: tuple[Tariff, ...] = field(converter=_tariffs)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price by each of them."""
        return [part for inner in self.tariffs for part in inner.walk(quantity)]

    def within(self) -> tuple[Tariff, ...]:
        """Give them."""
        return self.tariffs


Tariff: TypeAlias = (
    PerUnit
    | Flat
    | Graduated
    | Volume
    | Stairstep
    | Package
    | Included
    | AtLeast
    | AtMost
    | Baseline
    | Sum
)
"""Any of the charge models; what looks inside one ends in `typing.assert_never`."""
