"""Tariffs at a multiple of their prices: a year of a monthly price, 18 % of a licence fee.

What multiplies a price is written once, as a formula: it gives the price, and is what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple, TypeAlias, assert_never

from attrs import evolve

from ..baseline import Baseline
from ..charge_model import ratio
from ..errors import TermsError
from ..money import Price
from ..period import MONTHS_PER
from ..provenance import Citation, Source
from ..tariff import (
    After,
    AtLeast,
    AtMost,
    Drawdown,
    Flat,
    Included,
    Package,
    PerUnit,
    Sum,
    Tariff,
)
from ..text import one_of
from ..tiers import Graduated, Tier, Volume
from ..working import Factor, Working
from .base import HUNDREDTH

Recurring: TypeAlias = Literal["monthly", "quarterly", "yearly"]
"""How often something is due that is due again and again."""

_RECURRING: Final = ("monthly", "quarterly", "yearly")
_MONTHS: Final = 12


def recurring(value: Recurring) -> Recurring:
    """Take *value* as a cadence that recurs.

    Raises:
        TermsError: If there is no such one (``cadence``).
    """
    return one_of(value, _RECURRING, "cadence", TermsError)


def share_of_a_year(percent: Any, billed: Recurring) -> tuple[Factor, ...]:  # noqa: ANN401
    """Write a percentage a year as a formula for one billing period: 18 % / 12 of a month.

    >>> share_of_a_year(Decimal(18), "quarterly")
    (('x', Decimal('18'), '%'), ('/', Decimal('4'), ''))
    """
    periods = Decimal(_MONTHS // MONTHS_PER[billed])
    part: tuple[Factor, ...] = () if periods == 1 else (("/", periods, ""),)
    return (("x", percent, "%"), *part)


class Multiple(NamedTuple):
    """A tariff at a multiple, how its prices came about, and where they come from."""

    tariff: Tariff
    workings: tuple[Working, ...]
    citations: tuple[Citation, ...]


def multiple(given: Tariff, factors: Sequence[Factor], what: str) -> Multiple:
    """Multiply every price of a tariff; of no factors, it is as it was.

    Args:
        given: The tariff, as it was stated.
        factors: Each ``x`` a number, which may be a column, or ``/`` a plain one; of the unit
            ``%``, it is hundredths.
        what: What its prices then are, such as ``price of a year``.

    >>> from cspricing import EUR
    >>> year = [("x", Decimal(12), "month"), ("x", Decimal(80), "%")]
    >>> print(multiple(PerUnit(EUR(100)), year, "price of a year").tariff.price(3))
    EUR 2,880.00
    """
    if not factors:
        return Multiple(given, (), ())

    def change(price: Price) -> Price:
        return _multiplied(price, factors)

    def told(price: Price) -> Working:
        formula: tuple[Factor, ...] = (("", price, ""), *factors)
        return Working(what=what, formula=formula, result=change(price), unit="")

    workings = tuple(told(price) for price in given.prices())
    return Multiple(_repriced(given, change), workings, tuple(tariff_citations(given)))


def _multiplied(price: Price, factors: Sequence[Factor]) -> Price:
    """Compute a formula; the result was on no page, so that it has no source."""
    numerator: Any = price.numerator
    denominator: Any = Decimal(price.denominator)
    for operator, number, unit in factors:
        if operator == "/":
            denominator = denominator * number
        else:
            numerator = numerator * number * (HUNDREDTH if unit == "%" else 1)
    return ratio(numerator, denominator, price.currency)


def tariff_citations(given: Tariff) -> Iterator[Citation]:
    """Give each source of the stated prices once, with the first price that has it."""
    seen: list[Source] = []
    for price in given.prices():
        if price.source is not None and price.source not in seen:
            seen.append(price.source)
            name = "list price" if len(seen) == 1 else f"list price ({len(seen)})"
            yield Citation(name, price, price.source)


def _repriced(given: Tariff, change: Callable[[Price], Price]) -> Tariff:
    """Give a tariff with every price changed, and all else as it is."""
    match given:
        case PerUnit():
            return PerUnit(change(given.unit_price), given.per)
        case Flat():
            return Flat(change(given.fee))
        case Graduated() | Volume():  # a stairstep is a volume tariff of flat fees
            tiers = [_tier(tier, change) for tier in given.tiers]
            return type(given)(tiers, flat_at_zero=given.flat_at_zero)
        case Package():
            return Package(given.size, _repriced(given.inner, change))
        case Included():
            return Included(given.units, _repriced(given.inner, change))
        case AtLeast():
            return AtLeast(change(given.least), _repriced(given.inner, change))
        case AtMost():
            return AtMost(change(given.most), _repriced(given.inner, change))
        case Baseline():
            base, more, less = map(change, given.prices())
            return evolve(given, price=base, additional=more, reduced=less)
        case After():
            return After(given.used, _repriced(given.inner, change))
        case Drawdown():
            return Drawdown(change(given.balance), _repriced(given.inner, change))
        case Sum():
            return Sum([_repriced(inner, change) for inner in given.tariffs])
        case _:
            assert_never(given)


def _tier(tier: Tier, change: Callable[[Price], Price]) -> Tier:
    return Tier(
        tier.up_to,
        None if tier.price is None else change(tier.price),
        None if tier.flat is None else change(tier.flat),
    )
