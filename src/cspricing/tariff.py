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
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import islice
from typing import Any, Final, TypeAlias, cast

from attrs import field, frozen

from .baseline import Baseline
from .charge_model import (
    MOST_PRICES,
    ChargeModel,
    Part,
    above_zero,
    amount,
    from_zero,
    less,
    ratio,
    valued,
)
from .cliffs import Bends, Measure, crossed
from .errors import InvalidTypeError, TariffError, shown
from .exact import EXACT, ceil_units
from .fields import named_fields
from .lifted import maximum, minimum, nowhere
from .money import Money, Price, as_price
from .number import not_negative
from .provenance import Sourced
from .step import ONE
from .tiers import Graduated, Stairstep, Volume
from .unit_price import Flat, PerUnit

__all__ = [
    "After",
    "AtLeast",
    "AtMost",
    "Baseline",
    "Drawdown",
    "Flat",
    "Included",
    "Package",
    "PerUnit",
    "Sum",
    "Tariff",
    "tariff",
]

_ZERO: Final = Decimal(0)
_UNCOUNTED: Final = frozenset({"flat", "shortfall", "cap", "billed", "drawn"})
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
class After(ChargeModel):
    """What units cost that go on from *used* ones, billed before: f(used + quantity) - f(used).

    So tiers run on from invoice to invoice, whatever is billed on each, and add up to the tariff
    of all units. What has been billed before and counts no more is taken off.

    >>> from cspricing import EUR, Graduated, Tier
    >>> bands = Graduated([Tier(100, EUR(2)), Tier(None, EUR(1))])
    >>> for step in After(90, bands).steps(30):
    ...     print(step)
    10 x EUR 2.00
    20 x EUR 1.00
    """

    used: Decimal = field(converter=not_negative)
    inner: Tariff = field(alias="tariff", converter=tariff)

    def __attrs_post_init__(self) -> None:
        ChargeModel.__attrs_post_init__(self)
        with localcontext(EXACT):
            self.inner.walk(self.used)  # or it is refused: they have no price

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price all units, less those that have been billed."""
        return less(self.inner.walk(self.used + quantity), self.inner.walk(self.used))

    def within(self) -> tuple[Tariff, ...]:
        """Give the tariff of all units."""
        return (self.inner,)

    def bends(self, measure: Measure) -> Bends:
        """Bend where the tariff does, less what was used."""
        return self.inner.bends(measure.after(self.used))


@frozen(repr=False, field_transformer=named_fields)
class Drawdown(ChargeModel):
    """A prepaid balance: the tariff, less what the balance of *price* covers of it.

    >>> from cspricing import EUR
    >>> print(Drawdown(EUR(50), PerUnit(EUR(7))).price(10))
    EUR 20.00
    """

    balance: Price = field(alias="price", converter=from_zero)
    inner: Tariff = field(alias="tariff", converter=tariff)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price by the tariff, and draw on the balance."""
        found = self.inner.walk(quantity)
        numerator, denominator = amount(found)
        balance = self.balance
        covered = minimum(balance.numerator * denominator, numerator * balance.denominator)
        drawn = maximum(covered, _ZERO)
        if nowhere(drawn > 0):
            return found
        price = ratio(drawn, denominator * balance.denominator, balance.currency)
        return [*found, (-ONE, price, ONE, "drawn", None, None)]

    def within(self) -> tuple[Tariff, ...]:
        """Give the tariff."""
        return (self.inner,)

    def prices(self) -> Iterator[Price]:
        """Give the balance, and the prices of the tariff."""
        yield self.balance
        yield from self.inner.prices()

    def bends(self, measure: Measure) -> Bends:
        """Bend where the tariff does, where it begins to cost, and where the balance is used up."""
        value = valued(self.inner, measure)
        bends = crossed(self.inner.bends(measure), value, Fraction(0))
        return crossed(bends, value, self.balance.fraction)


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
    | After
    | Drawdown
)
"""Any of the charge models; what looks inside one ends in `typing.assert_never`."""
