"""Settled money: whole minor units of a currency; and all that amounts are, in one place.

A `Price` is exact and may have any number of decimals: it is what you put in.
`Money` is settled, whole minor units of a currency: it is what you get out.
The only door between them is a named rounding, `Price.settle`.

>>> from cspricing import EUR, HALF_UP
>>> (EUR("0.125") * 7).settle(HALF_UP)
Money("0.88", "EUR")
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final, Never, final

from attrs import frozen

from .allocation import MOST_SHARES, allocated
from .amount import Amount, same_currency
from .errors import InvalidNumberError, InvalidTypeError, PricingError, shown
from .exact import EXACT
from .notation import grouped, plain
from .number import Number, scalar, whole
from .price import (
    AED,
    AUD,
    BRL,
    CAD,
    CHF,
    CNY,
    CZK,
    DKK,
    EUR,
    GBP,
    HKD,
    INR,
    JPY,
    KRW,
    KWD,
    MXN,
    MYR,
    NOK,
    NZD,
    PHP,
    PLN,
    SEK,
    SGD,
    THB,
    TWD,
    USD,
    ZAR,
    Currency,
    Price,
)
from .provenance import Sourced
from .quotient import Quotient

__all__ = [
    "AED",
    "AUD",
    "BRL",
    "CAD",
    "CHF",
    "CNY",
    "CZK",
    "DKK",
    "EUR",
    "GBP",
    "HKD",
    "INR",
    "JPY",
    "KRW",
    "KWD",
    "MXN",
    "MYR",
    "NOK",
    "NZD",
    "PHP",
    "PLN",
    "SEK",
    "SGD",
    "THB",
    "TWD",
    "USD",
    "ZAR",
    "Currency",
    "Money",
    "Price",
    "as_price",
    "same_currency",
]

_MOST_BITS: Final = 664  # fewer than 200 digits: what the exact context holds


@final
@frozen(init=False, eq=False, repr=False)
class Money(Amount):
    """A settled amount: whole minor units of a currency.

    Args:
        amount: What fits the decimals of the currency, such as ``"12.30"``.
        currency: A `Currency` or its code.

    Attributes:
        minor: The amount in minor units, such as cents.
        currency: What it is an amount of.

    Raises:
        InvalidNumberError: If *amount* has more decimals than the currency
            (``number.inexact``): settle a price instead; or is no plain number or too large
            (``number....``).
        InvalidTypeError: If *amount* is of a refused type (``type....``).
        UnknownCurrencyError: If there is no such *currency* (``currency....``).

    >>> Money("12.30", "EUR") + Money("0.07", "EUR")
    Money("12.37", "EUR")
    >>> Money.of_minor(100, "EUR").split(3)
    (Money("0.34", "EUR"), Money("0.33", "EUR"), Money("0.33", "EUR"))
    """

    minor: int
    currency: Currency

    def __init__(self, amount: Number, currency: Currency | str) -> None:
        unit = Currency.of(currency)
        try:
            number = scalar(amount)
        except PricingError as error:
            error.at("amount")
            raise
        above, below = number.as_integer_ratio()
        minor, rest = divmod(above * 10**unit.digits, below)
        if rest:
            raise InvalidNumberError.of(
                "number.inexact",
                f"{unit} {plain(number)} does not fit {unit.digits} decimals; "
                "settle it with a rounding",
                field="amount",
                value=amount,
            )
        self.__attrs_init__(minor, unit)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    @classmethod
    def of_minor(cls, minor: int, currency: Currency | str) -> Money:
        """Make money of whole minor units, of fewer than 200 digits.

        Raises:
            InvalidTypeError: If *minor* is not an `int` (``type.int``).
            InvalidNumberError: If it has too many digits (``number.range``).

        >>> Money.of_minor(1234, "EUR")
        Money("12.34", "EUR")
        """
        if type(minor) is not int:
            raise InvalidTypeError.of(
                "type.int", f"{shown(minor)} is not a whole number", field="minor", value=minor
            )
        if minor.bit_length() > _MOST_BITS:
            raise InvalidNumberError.of(
                "number.range", f"{shown(minor)} is no amount of money", field="minor", value=minor
            )
        money = cls.__new__(cls)
        _set_minor(money, minor)
        _set_currency(money, currency if type(currency) is Currency else Currency.of(currency))
        return money

    @property
    def amount(self) -> Decimal:
        """The amount as a decimal with the currency's digits."""
        return EXACT.scaleb(Decimal(self.minor), -self.currency.digits)

    @property
    def quotient(self) -> Quotient:
        """The amount as a decimal, over 1."""
        return self.amount, 1

    def allocate(self, weights: Iterable[Number]) -> tuple[Money, ...]:
        """Split this amount in proportion to *weights*, by largest remainder, losing nothing.

        Args:
            weights: Not negative, not all zero; a text such as ``"1/3"`` is a ratio. Equal
                remainders go to the earlier share; a weight of zero gets nothing; negative
                amounts mirror positive ones.

        Raises:
            AllocationError: If no weight is above zero, or one is below (``weights``).
            InvalidNumberError: If a weight is no number that can be taken (``number....``).
            InvalidTypeError: If a weight, or *weights* itself, is of a refused type.
            LimitError: If there are more than 1,000,000 (``weights.limit``).

        >>> Money.of_minor(1003, "EUR").allocate([49, 51])
        (Money("4.91", "EUR"), Money("5.12", "EUR"))
        """
        shares = allocated(self.minor, weights)
        return tuple(Money.of_minor(share, self.currency) for share in shares)

    def split(self, parts: int) -> tuple[Money, ...]:
        """Split this amount into *parts* as equal as minor units allow, larger ones first.

        Raises:
            InvalidTypeError: If *parts* is not an `int` (``type.int``).
            InvalidNumberError: If it is not from 1 to 1,000,000 (``number.range``).
        """
        try:
            count = whole(parts, least=1, most=MOST_SHARES)
        except PricingError as error:
            error.at("parts")
            raise
        return self.allocate([1] * count)

    def __add__(self, other: Money) -> Money:
        if not self._meets(other, "add") or type(other) is not Money:
            return NotImplemented
        return Money.of_minor(self.minor + other.minor, self.currency)

    def __radd__(self, other: int) -> Money:
        if type(other) is int and other == 0:  # where sum() starts
            return self
        self._meets(other, "add")
        return NotImplemented

    def __sub__(self, other: Money) -> Money:
        if not self._meets(other, "subtract") or type(other) is not Money:
            return NotImplemented
        return Money.of_minor(self.minor - other.minor, self.currency)

    def __rsub__(self, other: Never) -> Money:
        self._meets(other, "subtract")
        return NotImplemented

    def __neg__(self) -> Money:
        return Money.of_minor(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money.of_minor(abs(self.minor), self.currency)

    def __mul__(self, times: int) -> Money:
        """Multiply by a whole number; by anything else, multiply a price and settle it."""
        if type(times) is not int:
            raise InvalidTypeError.of(
                "type.int",
                f"money is not multiplied by {shown(times)}; multiply a price, and settle it",
                field="times",
                value=times,
            )
        return Money.of_minor(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __truediv__(self, other: Money | Price) -> Fraction:
        """Give the ratio of two amounts."""
        return as_price(self) / other if self._meets(other, "divide") else NotImplemented

    def __repr__(self) -> str:
        return f'Money("{plain(self.amount)}", "{self.currency}")'

    def __str__(self) -> str:
        return f"{self.currency} {grouped(self.amount, self.currency.digits)}"


# A frozen class is filled through its slots; amounts are many, and made when somebody looks.
_set_minor: Final = Money.minor.__set__  # type: ignore[attr-defined]
_set_currency: Final = Money.currency.__set__  # type: ignore[attr-defined]


def as_price(value: Price | Money | Sourced[Price] | Sourced[Money]) -> Price:
    """Take *value* as a price: money is exact, and a sourced price keeps its source.

    Raises:
        InvalidTypeError: If it is a bare number or anything else (``type.price``).
    """
    if type(value) is Price:
        return value
    if type(value) is Money:
        return Price.exact(value.amount, 1, value.currency)
    if type(value) is Sourced:
        bare = as_price(value.value)
        return Price.exact(bare.numerator, bare.denominator, bare.currency, value.source)
    raise InvalidTypeError.of(
        "type.price",
        f"{shown(value)} is not a price; say of which currency, such as CNY(100)",
        value=value,
    )
