"""What prices and money share: they compare and hash by value, within one currency.

>>> from cspricing import EUR, Money
>>> Money("12.00", "EUR") == EUR(12) == EUR(36) / 3
True
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from numbers import Number as AnyNumber
from typing import Any, Final, Protocol

from .errors import CurrencyMismatchError, InvalidTextError, InvalidTypeError, shown
from .lifted import Lifted
from .quotient import Quotient, ratio

# Fill and alignment, and a width. A precision would cut off digits, and a leading 0 add some.
_FORMAT: Final = re.compile(r"(?:[^0-9]?[<>^])?(?:[1-9][0-9]{0,3})?s?")


class HasCode(Protocol):
    """A currency, as far as amounts compare theirs."""

    @property
    def code(self) -> str:
        """Three capital letters, such as ``CNY``."""
        ...


class Amount:
    """An amount of a currency, exact or settled.

    Amounts of one currency compare by value, whatever their kind; those of two currencies are
    never equal, and have no order.
    """

    __slots__ = ()

    currency: Any  # a `Currency`: it makes prices, so it is defined above them

    @property
    def quotient(self) -> Quotient:
        """The amount as an exact decimal over a whole denominator, without its currency."""
        raise NotImplementedError

    @property
    def fraction(self) -> Fraction:
        """The amount as a fraction, without its currency."""
        return Fraction(*ratio(self.quotient))

    @property
    def _number(self) -> Decimal | Fraction:
        """The amount as a number; decimals and fractions of one value are equal and hash alike."""
        numerator, denominator = self.quotient
        plain = denominator == 1 and not isinstance(numerator, Lifted)
        return numerator if plain else self.fraction

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Amount):
            return NotImplemented
        return bool(self.currency == other.currency and self._number == other._number)

    def __hash__(self) -> int:
        return hash((self._number, self.currency.code))

    def __lt__(self, other: Amount) -> bool:
        return self._number < other._number if self._meets(other, "compare") else NotImplemented

    def __le__(self, other: Amount) -> bool:
        return self._number <= other._number if self._meets(other, "compare") else NotImplemented

    def __gt__(self, other: Amount) -> bool:
        return self._number > other._number if self._meets(other, "compare") else NotImplemented

    def __ge__(self, other: Amount) -> bool:
        return self._number >= other._number if self._meets(other, "compare") else NotImplemented

    def __bool__(self) -> bool:
        return self._number != 0

    def __format__(self, spec: str) -> str:
        """Write it as `str` does, filled up to a width.

        Raises:
            InvalidTextError: If *spec* is more than fill, alignment and width (``format``): of
                an amount no digit is cut off, nor added.

        >>> from cspricing import Money
        >>> f"{Money('1234.5', 'EUR'):>14}|{Money(3, 'EUR'):.<10}|"
        '  EUR 1,234.50|EUR 3.00..|'
        """
        if not _FORMAT.fullmatch(spec):
            raise InvalidTextError.of(
                "format",
                f"{shown(spec)} is no way to write an amount; give a width such as '>14', or "
                "format its .amount",
                field="format_spec",
                value=spec,
            )
        return format(str(self), spec)

    def _meets(self, other: object, doing: str) -> bool:
        """Whether *other* is an amount; else its type may know what to do with this one.

        Raises:
            CurrencyMismatchError: If it is an amount of another currency (``currency.mixed``).
            InvalidTypeError: If it is a bare number or a text (``type.price``).
        """
        if isinstance(other, Amount):
            same_currency(self.currency, other.currency, doing)
            return True
        if isinstance(other, (AnyNumber, str)):
            raise InvalidTypeError.of(
                "type.price",
                f"cannot {doing} an amount and {shown(other)}; say of which currency, such as "
                "CNY(100)",
                value=other,
            )
        return False


def same_currency(first: HasCode, second: HasCode, doing: str) -> None:
    """Check that two amounts are of one currency.

    Raises:
        CurrencyMismatchError: If not (``currency.mixed``).
    """
    if first is not second and first != second:
        raise CurrencyMismatchError.of(
            "currency.mixed",
            f"cannot {doing} {first.code} and {second.code}; convert one of them first",
            field="currency",
            value=(first.code, second.code),
        )
