"""Baselines: a price for a volume, and unit prices for what exceeds it or falls short of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

from attrs import field, frozen

from .charge_model import ChargeModel, Part
from .cliffs import Bends, Measure
from .errors import InvalidNumberError, TariffError, shown
from .fields import named_fields
from .lifted import maximum, minimum, nowhere, where
from .money import Price, as_price
from .number import Number, not_negative, scalar
from .step import ONE
from .text import one_of

Adjusts: TypeAlias = Literal["excess", "all"]
"""What is adjusted outside of a dead band: what lies beyond it, or all from the baseline on."""

_ZERO: Final = Decimal(0)
_ALL: Final = Decimal(100)
_HUNDREDTH: Final = Decimal("0.01")
# Finer than any number that is put in, or an exact share of one.
_LEAST: Final = Fraction(1, 10**60)


def _percent(value: Number) -> Decimal:
    number = scalar(value)
    if not 0 <= number <= _ALL:
        raise InvalidNumberError.of(
            "percent.range", f"{shown(value)} is no share in percent; give 0 to 100", value=value
        )
    return number


def _adjusts(value: Adjusts) -> Adjusts:
    return one_of(value, ("excess", "all"), "baseline.adjusts", TariffError)


@frozen(repr=False, field_transformer=named_fields)
class Baseline(ChargeModel):
    """A price for a baseline volume, with unit prices for more (ARC) and for less (RRC).

    price + additional x (quantity - volume) above the baseline, and
    price - reduced x (volume - quantity) below it.

    Args:
        volume: The baseline.
        price: What it costs.
        additional: The price of a unit more.
        reduced: What a unit less is credited with.
        dead_band: Within so many percent of the baseline, above or below it, nothing changes.
        adjusts: What is adjusted outside of the dead band: the ``excess`` beyond it, or ``all``
            from the baseline on.

    >>> from cspricing import EUR
    >>> tariff = Baseline(1000, EUR(9000), additional=EUR(8), reduced=EUR(6))
    >>> print(tariff.price(900), "and", tariff.price(1100))
    EUR 8,400.00 and EUR 9,800.00
    >>> tolerant = Baseline(1000, EUR(9000), EUR(8), EUR(6), dead_band=5)
    >>> print(tolerant.price(960), "and", tolerant.price(1100))
    EUR 9,000.00 and EUR 9,400.00
    """

    volume: Decimal = field(converter=not_negative)
    base_price: Price = field(alias="price", converter=as_price)
    additional: Price = field(converter=as_price)
    reduced: Price = field(converter=as_price)
    dead_band: Decimal = field(default=_ZERO, kw_only=True, converter=_percent)
    adjusts: Adjusts = field(default="excess", kw_only=True, converter=_adjusts)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price the baseline, then what exceeds it or falls short of it."""
        found: list[Part] = [(ONE, self.base_price, ONE, "base", (_ZERO, self.volume), None)]
        beyond = quantity - self.volume
        lower, upper = self._band
        if self.adjusts == "all":
            more = where(quantity > upper, beyond, _ZERO)
            less = where(quantity < lower, beyond, _ZERO)
        else:
            more = maximum(quantity - upper, _ZERO)
            less = minimum(quantity - lower, _ZERO)
        if self.dead_band:
            tolerated = beyond - more - less
            if not nowhere(tolerated != 0):
                free = Price.exact(_ZERO, 1, self.base_price.currency)
                found.append((tolerated, free, ONE, "band", None, None))
        if not nowhere(more > 0):
            found.append((more, self.additional, ONE, "additional", None, None))
        if not nowhere(less < 0):
            found.append((less, self.reduced, ONE, "reduced", None, None))
        return found

    @property
    def _band(self) -> tuple[Any, Any]:
        """The quantities between which nothing changes."""
        if not self.dead_band:
            return self.volume, self.volume
        share = self.dead_band * _HUNDREDTH
        return self.volume * (ONE - share), self.volume * (ONE + share)

    def prices(self) -> Iterator[Price]:
        """Give the price of the baseline, and the unit prices for more and for less."""
        yield from (self.base_price, self.additional, self.reduced)

    def bends(self, measure: Measure) -> Bends:
        """Bend at the baseline, or at the borders of its dead band."""
        lower, upper = map(Fraction, self._band)
        # Below the lower border all may be adjusted, at it nothing.
        places = [lower - _LEAST, lower, upper]
        return measure.bends.bent([measure.last(place) for place in places])
