"""How amounts are rounded: a policy that a document states, never a constant.

>>> from cspricing import EUR, HALF_EVEN, HALF_UP, ROUND_DOWN
>>> for rounding in (HALF_UP, HALF_EVEN, ROUND_DOWN):
...     print(EUR("2.345").settle(rounding))
EUR 2.35
EUR 2.34
EUR 2.34
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.converters import optional

from .errors import InvalidNumberError, TermsError, shown
from .fields import named_fields
from .notation import plain
from .number import Number, scalar, whole
from .text import one_of
from .written import Written

Mode: TypeAlias = Literal["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"]
"""Where a half goes, or every part of a unit, as `decimal` names it in capitals."""
TaxRounding: TypeAlias = Literal["rate", "line", "document"]
"""Where tax is rounded."""

_MODES: Final = {mode: f"ROUND_{mode.upper()}" for mode in get_args(Mode)}
_MOST_DECIMALS: Final = 12


def _mode(value: Mode) -> Mode:
    return one_of(value, tuple(_MODES), "rounding.mode", TermsError)


def _tax_rounding(value: TaxRounding) -> TaxRounding:
    return one_of(value, get_args(TaxRounding), "rounding.tax", TermsError)


def _increment(value: Number) -> Decimal:
    taken = scalar(value)
    if taken <= 0:
        raise InvalidNumberError.of(
            "number.range", f"{shown(value)} is no increment; it must be above 0", value=value
        )
    return taken


def _decimals(value: int) -> int:
    return whole(value, least=0, most=_MOST_DECIMALS)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Rounding(Written):
    """How amounts are rounded: a policy that a document states.

    Attributes:
        mode: Where a half goes (``half_up`` is away from zero), or every part of a unit
            (``up`` is away from zero, ``down`` towards it).
        tax: Where tax is rounded: once per tax category and ``rate``, on each ``line``, or once
            per ``document`` (then the tax is allocated to the rates).
        increment: What the payable total is rounded to, for cash, such as 0.05; else None.
        decimals: At most so many decimals, whatever the currency has; None for the currency's.

    Raises:
        TermsError: If *mode* or *tax* is none of its words (``rounding.mode``,
            ``rounding.tax``).
        InvalidNumberError: If *increment* is not above 0, or *decimals* not from 0 to 12
            (``number.range``).
        InvalidTypeError: If one of them is of a refused type (``type....``).

    >>> from cspricing import HALF_UP, US_ITEM
    >>> HALF_UP, US_ITEM
    (Rounding(), Rounding(tax='line'))
    """

    mode: Mode = field(default="half_up", converter=_mode)
    tax: TaxRounding = field(default="rate", converter=_tax_rounding)
    increment: Decimal | None = field(default=None, converter=optional(_increment))
    decimals: int | None = field(default=None, converter=optional(_decimals))

    @property
    def decimal_mode(self) -> str:
        """The mode as `decimal` names it."""
        return _MODES[self.mode]

    def digits(self, currency_digits: int) -> int:
        """Decimals that amounts keep under this policy, in a currency with *currency_digits*."""
        return currency_digits if self.decimals is None else min(self.decimals, currency_digits)

    def __reduce__(self) -> tuple[Callable[..., Rounding], tuple[Any, ...]]:
        # As plain text: how a decimal pickles depends on the caller's context.
        increment = None if self.increment is None else plain(self.increment)
        return _restored, (self.mode, self.tax, increment, self.decimals)


def _restored(
    mode: Mode, tax: TaxRounding, increment: str | None, decimals: int | None
) -> Rounding:
    return Rounding(mode=mode, tax=tax, increment=increment, decimals=decimals)


HALF_UP: Final = Rounding()
"""The default: halves away from zero, tax once per rate."""
HALF_EVEN: Final = Rounding(mode="half_even")
"""Halves to the even neighbour."""
ROUND_UP: Final = Rounding(mode="up")
"""Every part of a minor unit away from zero."""
ROUND_DOWN: Final = Rounding(mode="down")
"""Every part of a minor unit towards zero."""
EN16931: Final = Rounding(decimals=2)
"""European invoices: half up, at most two decimals (BR-DEC), tax per category and rate."""
JAPAN: Final = Rounding(mode="down")
"""Japanese qualified invoices: once per rate, down (custom; up or nearest may be chosen)."""
CHINA_FAPIAO: Final = Rounding(tax="line", decimals=2)
"""Chinese fapiao: half up, tax stated on each line."""
US_ITEM: Final = Rounding(tax="line")
"""US sales tax, elected on the item basis: half up on each line."""
US_INVOICE: Final = Rounding(tax="document")
"""US sales tax, elected on the invoice basis: half up once on the invoice."""
