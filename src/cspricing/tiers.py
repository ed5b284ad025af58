"""Tariffs by tiers: graduated, volume and stairstep.

Tiers are half-open: a tier holds what lies above the last border, up to and including its own.
So no border is written twice, and fractional quantities fall between no two tiers.

>>> from cspricing import CNY
>>> bands = Graduated([Tier(2100, CNY("1.71")), Tier(3200, CNY("1.57")), Tier(None, CNY("1.48"))])
>>> print(bands.price(3201))
CNY 5,319.48
>>> for step in bands.steps(3201):
...     print(step)
2,100 x CNY 1.71
1,100 x CNY 1.57
1 x CNY 1.48
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any, Final

import attrs
from attrs import field, frozen

from .charge_model import MOST_PRICES, ChargeModel, Part
from .cliffs import Bends, Measure
from .errors import InvalidTypeError, TariffError, shown
from .fields import flag, named_fields
from .lifted import nowhere, require, where
from .money import Money, Price, as_price
from .notation import plain
from .number import Number, decimal
from .provenance import Sourced
from .step import ONE
from .written import Written

_ZERO: Final = Decimal(0)


def _border(value: Number | None) -> Decimal | None:
    return None if value is None else decimal(value)


def _optional_price(value: Price | Money | Sourced[Price] | None) -> Price | None:
    return None if value is None else as_price(value)


@frozen(repr=False, field_transformer=named_fields)
class Tier(Written):
    """A band of quantities: above the border of the tier before, up to and including *up_to*.

    Args:
        up_to: The last quantity in the tier; None for all beyond.
        price: For each unit in it; None for none.
        flat: Once for reaching it; None for none.

    >>> from cspricing import EUR
    >>> Tier("2.5", EUR(10), flat=EUR(3))
    Tier("2.5", price=Price("10", "EUR"), flat=Price("3", "EUR"))
    """

    up_to: Decimal | None = field(converter=_border)
    price: Price | None = field(default=None, converter=_optional_price)
    flat: Price | None = field(default=None, converter=_optional_price)


def _tiers(given: Iterable[Tier]) -> tuple[Tier, ...]:
    if not isinstance(given, Iterable):
        raise InvalidTypeError.of(
            "type.tier", f"{shown(given)} is no list of tiers; put it in [...]", value=given
        )
    taken = tuple(islice(given, MOST_PRICES + 1))  # one more is refused, even of endlessly many
    if not taken:
        raise TariffError.of("tiers.empty", "give at least one tier", value=taken)
    lower: Any = _ZERO
    for number, tier in enumerate(taken, start=1):
        if not isinstance(tier, Tier):
            raise InvalidTypeError.of("type.tier", f"{shown(tier)} is not a Tier", value=tier)
        if tier.price is None and tier.flat is None:
            raise _refused("tiers.price", number, "has neither price nor flat", tier)
        if lower is None:
            raise _refused("tiers.order", number, "follows one without end; put that last", tier)
        if tier.up_to is not None:
            require(tier.up_to > lower, _out_of_order(number, tier, lower))
        lower = tier.up_to
    return taken


def _steps_only(given: Iterable[Tier]) -> tuple[Tier, ...]:
    taken = _tiers(given)
    for number, tier in enumerate(taken, start=1):
        if tier.flat is None or tier.price is not None:
            raise _refused("tiers.price", number, "of a stairstep needs a flat fee alone", tier)
    return taken


def _refused(code: str, number: int, why: str, tier: Tier) -> TariffError:
    return TariffError.of(code, f"tier {number} {why}", value=tier)


def _out_of_order(number: int, tier: Tier, lower: Any) -> Callable[[], TariffError]:  # noqa: ANN401
    def error() -> TariffError:
        why = f"ends at {_said(tier.up_to)}, not above {_said(lower)}; sort tiers by up_to"
        return _refused("tiers.order", number, why, tier)

    return error


@frozen(repr=False)
class _Tiered(ChargeModel):
    """What tariffs by tiers share."""

    tiers: tuple[Tier, ...] = field(converter=_tiers)
    flat_at_zero: bool = field(default=False, kw_only=True, converter=flag)

    def prices(self) -> Iterator[Price]:
        """Give the prices of each tier: per unit, then flat."""
        for tier in self.tiers:
            yield from (price for price in (tier.price, tier.flat) if price is not None)

    def bends(self, measure: Measure) -> Bends:
        """Bend at every border, 0 among them, and end where the last tier does."""
        ends = [measure.last(Fraction(t.up_to)) for t in self.tiers if t.up_to is not None]
        bends = measure.bends.bent([measure.last(Fraction(0)), *ends])
        return bends if self.tiers[-1].up_to is None else attrs.evolve(bends, end=ends[-1])

    def _covered(self, quantity: Any, found: list[Part]) -> list[Part]:  # noqa: ANN401
        """Refuse a quantity beyond the last tier; price nothing as none of the first price."""
        last = self.tiers[-1].up_to
        if last is not None:
            require(quantity <= last, lambda: _beyond(quantity, last))
        return found or [(_ZERO, next(self.prices()), ONE, "unit", None, None)]


@frozen(repr=False, field_transformer=named_fields)
class Graduated(_Tiered):
    """Each unit at the price of the tier it falls in, plus the flat fees of the tiers reached.

    Args:
        tiers: In rising order; only the last may be without end.
        flat_at_zero: Whether the first flat fee is due even for nothing. Else a tier is reached
            when the quantity exceeds its lower border, the first one at anything above 0.
    """

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price what lies in each tier that is reached."""
        found: list[Part] = []
        lower: Any = _ZERO
        reached: Any = self.flat_at_zero or quantity > lower
        for tier in self.tiers:
            if nowhere(reached):
                break
            upper = tier.up_to
            beyond: Any = upper is not None and quantity > upper
            if tier.price is not None:
                inside = where(reached, where(beyond, upper, quantity) - lower, _ZERO)
                found.append((inside, tier.price, ONE, "tier", (lower, upper), None))
            if tier.flat is not None:
                times = where(reached, ONE, _ZERO)
                found.append((times, tier.flat, ONE, "flat", (lower, upper), None))
            lower, reached = upper, beyond
        return self._covered(quantity, found)


@frozen(repr=False, field_transformer=named_fields)
class Volume(_Tiered):
    """All units at the price of the tier that the quantity falls in, plus its flat fee.

    Args:
        tiers: In rising order; only the last may be without end.
        flat_at_zero: Whether the first flat fee is due even for nothing.

    >>> from cspricing import EUR
    >>> tariff = Volume([Tier(10, EUR(10)), Tier(None, EUR(8))])
    >>> print(tariff.price(10), "but", tariff.price(11))
    EUR 100.00 but EUR 88.00
    """

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price all in the one tier that holds the quantity."""
        found: list[Part] = []
        lower: Any = _ZERO
        reached: Any = self.flat_at_zero or quantity > lower
        for tier in self.tiers:
            if nowhere(reached):
                break
            upper = tier.up_to
            beyond: Any = upper is not None and quantity > upper
            inside = where(beyond, _ZERO, where(reached, ONE, _ZERO))
            if not nowhere(inside > 0):
                borders = (lower, upper)
                if tier.price is not None:
                    found.append((quantity * inside, tier.price, ONE, "tier", borders, None))
                if tier.flat is not None:
                    found.append((inside, tier.flat, ONE, "flat", borders, None))
            lower, reached = upper, beyond
        return self._covered(quantity, found)


@frozen(repr=False, field_transformer=named_fields)
class Stairstep(Volume):
    """The flat fee of the tier that the quantity falls in; nothing for none.

    Args:
        tiers: Each with a flat fee only, in rising order; only the last may be without end.
        flat_at_zero: Whether the first flat fee is due even for nothing.

    >>> from cspricing import EUR
    >>> print(Stairstep([Tier(5, flat=EUR(100)), Tier(10, flat=EUR(150))]).price(6))
    EUR 150.00
    """

    tiers: tuple[Tier, ...] = field(converter=_steps_only)


def _beyond(quantity: Any, last: Any) -> TariffError:  # noqa: ANN401
    return TariffError.of(
        "tariff.beyond",
        f"{_said(quantity)} is beyond the last tier, which ends at {_said(last)}; "
        "add a tier, or end with up_to=None",
        field="quantity",
        value=quantity,
    )


def _said(number: Any) -> str:  # noqa: ANN401
    """Write a number in a message; of a column, no single value is known."""
    return plain(number) if number.__class__ is Decimal else shown(number)
