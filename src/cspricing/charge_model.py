"""What every tariff (charge model) can do: price a quantity, and show the steps of the price.

A tariff prices a quantity by steps, and its price **is** the sum of these steps: its ``walk``
makes them, for the price, the explanation and every document alike.
A negative quantity (a credit) costs the negative of what the positive one costs.
"""

from __future__ import annotations

import decimal as _decimal
from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import Any, Final, TypeAlias

from .cliffs import ITSELF, Bends, Cliff, Measure, Value, cliffs
from .errors import (
    InvalidNumberError,
    LimitError,
    PricingError,
    TariffError,
    shown,
)
from .exact import EXACT
from .factor import Factors
from .lifted import Lifted, nowhere, require, where
from .money import Currency, Money, Price, as_price, same_currency
from .notation import plain
from .number import Number, scalar
from .provenance import Sourced
from .step import ONE, Role, Step
from .written import Written

_NONE: Final = Decimal(0)

MOST_PRICES: Final = 10_000
"""The most prices that one tariff may hold."""

MOST_NESTED: Final = 30
"""How deep tariffs may stand in each other."""

Part: TypeAlias = tuple[Any, Price, Decimal, Role, tuple[Any, Any] | None, Decimal | None]
"""A step as the rules make it: quantity, price, per, role, borders of the tier, package."""


class ChargeModel(Written):
    """The base of all tariffs: what they share, over what each one says of itself."""

    __slots__ = ()

    # What each tariff says of itself

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price a *quantity* of 0 or more by steps: the one place where a tariff is computed."""
        raise NotImplementedError

    def within(self) -> tuple[ChargeModel, ...]:
        """Give the tariffs that stand directly in this one."""
        return ()

    def prices(self) -> Iterator[Price]:
        """Give every price that stands in the tariff, in the order in which it was written."""
        for inner in self.within():
            yield from inner.prices()

    def bends(self, measure: Measure) -> Bends:
        """Say where the price bends, if this tariff prices *measure*."""
        bends = measure.bends
        for inner in self.within():
            bends |= inner.bends(measure)
        return bends

    # What follows from that

    def __attrs_post_init__(self) -> None:
        try:
            _check(self)
        except PricingError as error:
            error.component = type(self).__name__
            raise

    @property
    def currency(self) -> Currency:
        """The currency of all its prices."""
        return next(self.prices()).currency

    def parts(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Walk any quantity; the mirror of a negative one is applied once, here."""
        negative = quantity < 0
        if nowhere(negative):
            return self.walk(quantity)
        return [
            (where(negative, 0 - part[0], part[0]), *part[1:]) for part in self.walk(abs(quantity))
        ]

    def exact(self, quantity: Any) -> tuple[Any, Any]:  # noqa: ANN401
        """Give the exact numerator and denominator of the price: the sum of its steps."""
        return amount(self.parts(quantity))

    def price(self, quantity: Number) -> Price:
        """Price *quantity*, exactly.

        Raises:
            TariffError: If the tariff has no price for so many (``tariff.beyond``).
            InvalidNumberError: If the amount would have too many digits (``number.range``).
        """
        number = _quantity(quantity)
        with localcontext(EXACT):
            try:
                return ratio(*self.exact(number), self.currency)
            except _decimal.DecimalException:
                raise _too_large(f"{plain(number)} units give", number) from None

    def steps(self, quantity: Number) -> tuple[Step, ...]:
        """Give the steps whose sum is the price of *quantity*.

        Raises:
            TariffError: If the tariff has no price for so many (``tariff.beyond``).
            InvalidNumberError: If a step would have too many digits (``number.range``).
        """
        number = _quantity(quantity)
        with localcontext(EXACT):
            try:
                return tuple(step(part) for part in self.parts(number))
            except _decimal.DecimalException:
                raise _too_large(f"{plain(number)} units give", number) from None

    def cliffs(self) -> tuple[Cliff, ...]:
        """List where more costs less: each whole quantity of which one more costs less in all.

        Returns:
            Ranges of such quantities, in rising order.

        Raises:
            LimitError: If packages of several sizes bend the price in too many places between
                two borders (``limit.count``).
            InvalidNumberError: If an amount would have too many digits (``number.range``).

        >>> from cspricing import EUR, Tier, Volume
        >>> tariff = Volume([Tier(10, EUR(10)), Tier(None, EUR(8))])
        >>> tariff.cliffs()
        (Cliff(10, 10),)
        >>> print(tariff.price(10), "but", tariff.price(11))
        EUR 100.00 but EUR 88.00
        """
        with localcontext(EXACT):
            try:
                return cliffs(self.bends(ITSELF), valued(self, ITSELF))
            except _decimal.DecimalException:
                raise _too_large("its borders give", self) from None


def amount(parts: Sequence[Part]) -> tuple[Any, Any]:
    """Add up steps: the exact numerator and denominator of their sum."""
    quantity, price, per, _, _, _ = parts[0]
    numerator = quantity * price.numerator
    denominator = price.denominator if per is ONE else per * price.denominator
    if len(parts) == 1:
        return numerator, denominator
    for quantity, price, per, _, _, _ in parts[1:]:
        above = quantity * price.numerator
        below = price.denominator if per is ONE else per * price.denominator
        if below == denominator:
            numerator = numerator + above
        else:
            numerator = numerator * below + above * denominator
            denominator = denominator * below
    return numerator, denominator


def less(parts: list[Part], billed: list[Part]) -> list[Part]:
    """Take steps off steps: alike ones off each other, and the others as credits."""

    def key(part: Part) -> tuple[Any, ...]:
        _, price, _, role, borders, _ = part
        # An allowance makes its price of nothing anew.
        return (None if role == "included" else id(price), role, *map(id, borders or ()))

    places: dict[tuple[Any, ...], list[int]] = {}
    for place in reversed(range(len(parts))):
        places.setdefault(key(parts[place]), []).append(place)
    found = list(parts)
    for part in billed:
        alike = places.get(key(part))
        quantity = _NONE - part[0]
        if alike:
            place = alike.pop()
            found[place] = (found[place][0] + quantity, *found[place][1:])
        else:
            found.append((quantity, part[1], part[2], "billed", None, None))
    kept = [part for part in found if not nowhere(part[0] != 0)]
    return kept or [(_NONE, *parts[0][1:])]


def step(part: Part, factors: Factors = ()) -> Step:
    """Show a part as a step, multiplied by *factors*."""
    quantity, price, per, role, borders, package = part
    return Step(
        quantity=quantity,
        price=price,
        per=per,
        factors=factors,
        role=role,
        borders=borders,
        package=package,
    )


def ratio(numerator: Any, denominator: Any, currency: Currency) -> Price:  # noqa: ANN401
    """Make a price of an exact numerator, which may be a column, and a positive denominator."""
    above, below = denominator.as_integer_ratio()
    price = Price.exact(numerator * below, above, currency)
    return price if isinstance(price.numerator, Lifted) else price.reduced()


def valued(tariff: ChargeModel, measure: Measure) -> Value:
    """Give what whole quantities cost, if *tariff* prices *measure*."""

    @cache
    def value(quantity: int) -> Fraction:
        numerator, denominator = amount(tariff.walk(measure.units(Decimal(quantity))))
        return Fraction(numerator) / Fraction(denominator)

    return value


def above_zero(value: Number) -> Decimal:
    """Take the size of a package or of the base of a price: it must be above 0."""
    number = scalar(value)
    if number <= 0:
        raise TariffError.of(
            "package.size", f"{shown(value)} is no size; it must be above 0", value=value
        )
    return ONE if number == 1 else number


def from_zero(value: Price | Money | Sourced[Price] | Sourced[Money]) -> Price:
    """Take a price that must not be below 0, such as a balance."""
    price = as_price(value)
    require(
        price.numerator >= 0,
        lambda: InvalidNumberError.of(
            "number.negative", f"{shown(value)} is below 0; give 0 or more", value=value
        ),
    )
    return price


def _quantity(value: Number) -> Decimal:
    try:
        return scalar(value)
    except PricingError as error:
        error.at("quantity")
        raise


def _check(tariff: ChargeModel) -> None:
    """Refuse two currencies in one tariff, and one that is too large to walk."""
    prices = list(islice(tariff.prices(), MOST_PRICES + 1))
    for price in prices:
        same_currency(prices[0].currency, price.currency, "mix in one tariff")
    if len(prices) > MOST_PRICES:
        raise LimitError.of("limit.count", f"a tariff has at most {MOST_PRICES:,} prices; split it")
    if _depth(tariff) > MOST_NESTED:
        raise LimitError.of(
            "limit.depth", f"tariffs stand at most {MOST_NESTED} deep in each other"
        )


def _depth(tariff: ChargeModel) -> int:
    return 1 + max(map(_depth, tariff.within()), default=0)


def _too_large(what: str, value: object) -> InvalidNumberError:
    return InvalidNumberError.of(
        "number.range",
        f"{what} an amount of more digits than can be exact",
        field="quantity",
        value=value,
    )
