"""A number that can do what a rule may ask of it, and nothing else.

Rules are written once, for one quote and for a table of quotes, so they may use only the
operators and functions of `cspricing.exact`. `Wary` is one number that refuses all the rest:
`bool`, `hash`, `int`, division, formatting. What works with it works with a column.
Its masks say that nothing is zero everywhere, as a column with other rows would, so that no step
is skipped.

    from operators import Wary, unwary, wary_tariff

    with localcontext(EXACT):
        numerator, denominator = amount(wary_tariff(tariff).parts(Wary(quantity)))
    assert unwary(numerator) / unwary(denominator) == tariff.price(quantity).fraction
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NoReturn, assert_never

from cspricing import exact
from cspricing.errors import PricingError
from cspricing.lifted import Lifted
from cspricing.money import Price
from cspricing.tariff import (
    After,
    AtLeast,
    AtMost,
    Baseline,
    Drawdown,
    Flat,
    Included,
    Package,
    PerUnit,
    Sum,
    Tariff,
)
from cspricing.tiers import Graduated, Stairstep, Tier, Volume


class UnwaryError(TypeError):
    """A rule did what cannot be done with a column."""


def _refuse(*_arguments: object) -> NoReturn:
    message = "a rule may not ask this of an amount, a quantity or a mask"
    raise UnwaryError(message)


class WaryMask:
    """What a comparison gives: whether something holds, which only `exact` may ask."""

    __slots__ = ("_holds",)

    def __init__(self, holds: bool) -> None:
        self._holds = holds

    def choose(self, then: Any, otherwise: Any) -> Wary:  # noqa: ANN401
        """Choose *then* where it holds, *otherwise* where not; a column needs both."""
        chosen = {True: _bare(then), False: _bare(otherwise)}
        return Wary(chosen[self._holds])

    def nowhere(self) -> bool:
        """Never say that it holds in no row: there might be others."""
        return False

    def require(self, error: Callable[[], PricingError]) -> None:
        """Raise *error* unless it holds."""
        if not self._holds:
            raise error()

    __bool__ = __eq__ = __ne__ = __hash__ = __int__ = __str__ = __format__ = _refuse
    __and__ = __or__ = __invert__ = __iter__ = __len__ = _refuse

    def __repr__(self) -> str:
        return "<a wary mask>"


class Wary(Lifted):  # noqa: PLW1641  it has a __hash__, which refuses
    """A `decimal.Decimal` or an `int`, behind the operations that a column has."""

    __slots__ = ("_number",)

    def __init__(self, number: Decimal | int) -> None:
        self._number: Any = number if type(number) in (Decimal, int) else _refuse(number)

    def __add__(self, other: object) -> Wary:
        return Wary(self._number + _bare(other))

    def __sub__(self, other: object) -> Wary:
        return Wary(self._number - _bare(other))

    def __rsub__(self, other: object) -> Wary:
        return Wary(_bare(other) - self._number)

    def __mul__(self, other: object) -> Wary:
        return Wary(self._number * _bare(other))

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self) -> Wary:
        return Wary(-self._number)

    def __abs__(self) -> Wary:
        return Wary(abs(self._number))

    def __lt__(self, other: object) -> WaryMask:
        return WaryMask(self._number < _bare(other))

    def __le__(self, other: object) -> WaryMask:
        return WaryMask(self._number <= _bare(other))

    def __gt__(self, other: object) -> WaryMask:
        return WaryMask(self._number > _bare(other))

    def __ge__(self, other: object) -> WaryMask:
        return WaryMask(self._number >= _bare(other))

    def __eq__(self, other: object) -> WaryMask:  # type: ignore[override]
        return WaryMask(self._number == _bare(other))

    def __ne__(self, other: object) -> WaryMask:  # type: ignore[override]
        return WaryMask(self._number != _bare(other))

    def settled(self, denominator: int | Decimal, scale: int, mode: str) -> Wary:
        """Do what `exact.settled` does."""
        return Wary(exact.settled(self._number, denominator, scale, mode))

    def ceil_units(self, size: Decimal) -> Wary:
        """Do what `exact.ceil_units` does."""
        return Wary(exact.ceil_units(self._number, size))

    def apportion(
        self,
        total: Any,  # noqa: ANN401
        numerators: Sequence[Any],
        denominator: Any,  # noqa: ANN401
        larger_first: Sequence[Sequence[Any]],
        ranks: Sequence[int],
    ) -> list[Wary]:
        """Do what `exact.apportion` does."""
        shares = exact.apportion(
            _bare(total),
            [_bare(numerator) for numerator in numerators],
            _bare(denominator),
            lambda: [[_bare(value) for value in column] for column in larger_first],
            lambda: ranks,
        )
        return [Wary(share) for share in shares]

    __bool__ = __hash__ = __int__ = __float__ = __index__ = __str__ = __format__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refuse
    __divmod__ = __rdivmod__ = __pow__ = __rpow__ = __round__ = __ceil__ = __floor__ = _refuse
    __trunc__ = __iter__ = __len__ = __pos__ = _refuse

    def __repr__(self) -> str:
        return "<a wary number>"


def _bare(value: Any) -> Any:  # noqa: ANN401
    """Give the number in a wary one; a plain one, of the types that rules use, is taken too."""
    if type(value) is Wary:
        return value._number
    return value if type(value) in (Decimal, int) else _refuse(value)


def unwary(value: Any) -> Fraction:  # noqa: ANN401
    """Look into a wary or a plain number."""
    return Fraction(_bare(value))


Guard = Callable[[Decimal], Any]
"""Makes a number wary, or leaves it as it is."""

PLAIN: Final[Guard] = lambda number: number  # noqa: E731
"""Leaves it as it is."""


def wary_price(price: Price, guard: Guard = Wary) -> Price:
    """Make the amount of a price wary."""
    return Price.exact(guard(price.numerator), price.denominator, price.currency, price.source)


def wary_tariff(tariff: Tariff, amounts: Guard = Wary, borders: Guard = Wary) -> Tariff:
    """Make the *amounts* of a tariff wary, and its *borders*: of tiers, allowance, baseline.

    What shapes the plan stays plain: the base of a price, the size of a package.
    """

    def price(given: Price) -> Price:
        return wary_price(given, amounts)

    def inside(given: Tariff) -> Tariff:
        return wary_tariff(given, amounts, borders)

    match tariff:
        case Flat():
            return Flat(price(tariff.fee))
        case PerUnit():
            return PerUnit(price(tariff.unit_price), tariff.per)
        case Graduated() | Volume() | Stairstep():
            tiers = [
                Tier(
                    None if tier.up_to is None else borders(tier.up_to),
                    None if tier.price is None else price(tier.price),
                    None if tier.flat is None else price(tier.flat),
                )
                for tier in tariff.tiers
            ]
            return type(tariff)(tiers, flat_at_zero=tariff.flat_at_zero)
        case Package():
            return Package(tariff.size, inside(tariff.inner))
        case Included():
            return Included(borders(tariff.units), inside(tariff.inner))
        case AtLeast():
            return AtLeast(price(tariff.least), inside(tariff.inner))
        case AtMost():
            return AtMost(price(tariff.most), inside(tariff.inner))
        case Baseline():
            rates = (tariff.base_price, tariff.additional, tariff.reduced)
            return Baseline(
                borders(tariff.volume),
                *map(price, rates),
                dead_band=tariff.dead_band,
                adjusts=tariff.adjusts,
            )
        case After():
            return After(borders(tariff.used), inside(tariff.inner))
        case Drawdown():
            return Drawdown(price(tariff.balance), inside(tariff.inner))
        case Sum():
            return Sum([inside(inner) for inner in tariff.tariffs])
        case _:
            assert_never(tariff)
