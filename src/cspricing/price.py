"""Exact prices, and the currencies that they are in.

A price is what you put in: exact, with any number of decimals, and with a division left pending
where it does not end. `Price.settle` rounds it, once, to `cspricing.money.Money`.

>>> from cspricing import CNY, HALF_UP
>>> price = CNY("0.0125") * 333
>>> price
Price("4.1625", "CNY")
>>> price.settle(HALF_UP)
Money("4.16", "CNY")
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, final, overload

from attrs import frozen

from .amount import Amount
from .errors import InvalidNumberError, InvalidTypeError, PricingError, shown
from .exact import rounded
from .iso4217 import digits_of
from .lifted import Lifted
from .notation import grouped, plain
from .number import Number, decimal, scalar
from .provenance import Source
from .quotient import Quotient, added, divided, multiplied, ratio, reduced
from .rounding import Rounding

if TYPE_CHECKING:
    from .money import Money

_Divisor = TypeVar("_Divisor", Decimal, Fraction)
_MINUS_ONE: Final = Decimal(-1)


@final
@frozen(init=False, repr=False)
class Currency:
    """A currency of ISO 4217, and how many decimals its minor unit has.

    Calling it makes a price: ``CNY("0.0125")``.

    Args:
        code: Three capital letters, such as ``CNY``.
        digits: Decimals of the minor unit; only ever what ISO 4217 says.
        on: The day for which the code is meant; today's list unless given.

    Raises:
        UnknownCurrencyError: If ISO 4217 has no such code (``currency.unknown``), has it for
            something that is no money (``currency.not_money``), or has withdrawn it
            (``currency.withdrawn``, with the successor).
        InvalidNumberError: If *digits* is not what ISO 4217 says (``currency.digits``).
        InvalidTypeError: If *code* is no text (``type.currency``), or *on* no date.

    >>> Currency.of("KWD").digits
    3
    >>> Currency.of("HRK", on="2022-12-31")
    Currency("HRK")
    """

    code: str
    digits: int

    def __init__(
        self, code: str, digits: int | None = None, *, on: date | str | None = None
    ) -> None:
        standard = digits_of(code, on)
        if digits is not None and (type(digits) is not int or digits != standard):
            raise InvalidNumberError.of(
                "currency.digits",
                f"{shown(code)} has {standard} decimals by ISO 4217, not {shown(digits)}",
                field="digits",
                value=digits,
            )
        self.__attrs_init__(str.__str__(code), standard)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    @classmethod
    def of(cls, code: Currency | str, *, on: date | str | None = None) -> Currency:
        """Take *code* as a currency."""
        return code if type(code) is Currency else cls(code, on=on)

    def __call__(self, amount: Number) -> Price:
        """Make an exact price of *amount* in this currency."""
        return Price(amount, self)

    def __repr__(self) -> str:
        return f'Currency("{self.code}")'

    def __str__(self) -> str:
        return self.code

    def __reduce__(self) -> tuple[Callable[[str], Currency], tuple[str]]:
        return _restored_currency, (self.code,)


def _restored_currency(code: str) -> Currency:
    return Currency(code, on=date.min)  # a withdrawn one is restored as it was


@final
@frozen(init=False, eq=False, repr=False)
class Price(Amount):
    """An exact amount of a currency: a finite decimal over a whole denominator.

    Args:
        amount: Any number of decimals that `decimal` takes.
        currency: A `Currency` or its code.

    Attributes:
        numerator: The amount times *denominator*.
        denominator: Above 1 where a division is pending, as in ``EUR(10) / 3``.
        currency: What it is an amount of.
        source: Where the figure comes from, if that was said.

    Raises:
        InvalidNumberError: If *amount*, or what an operator makes of it, is no plain number
            or has too many digits (``number....``).
        InvalidTypeError: If *amount* is of a refused type (``type....``).
        UnknownCurrencyError: If there is no such *currency* (``currency....``).

    >>> from cspricing import EUR, HALF_UP
    >>> EUR(10) / 3
    Price("10", "EUR") / 3
    >>> (EUR(10) / 3 * 6).settle(HALF_UP)
    Money("20.00", "EUR")
    """

    numerator: Decimal
    denominator: int
    currency: Currency
    source: Source | None

    def __init__(self, amount: Number, currency: Currency | str) -> None:
        unit = Currency.of(currency)
        try:
            number = decimal(amount)
        except PricingError as error:
            error.at("amount")
            raise
        self.__attrs_init__(number, 1, unit, None)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    @classmethod
    def exact(
        cls,
        numerator: Decimal,
        denominator: int,
        currency: Currency,
        source: Source | None = None,
    ) -> Price:
        """Make a price of numbers that are exact already; their size is not checked again."""
        price = cls.__new__(cls)
        price.__attrs_init__(numerator, denominator, currency, source)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        return price

    def settle(self, rounding: Rounding) -> Money:
        """Round this price once, by a named policy, to money.

        Raises:
            InvalidTypeError: If *rounding* is no `Rounding` (``type.rounding``).
            InvalidNumberError: If it has too many digits for money (``number.range``).

        >>> from cspricing import CNY, HALF_UP
        >>> CNY("1.005").settle(HALF_UP)
        Money("1.01", "CNY")
        """
        # The door from price to money opens one way: what money is builds on prices.
        from .money import Money  # noqa: PLC0415

        if type(rounding) is not Rounding:
            raise InvalidTypeError.of(
                "type.rounding",
                f"{shown(rounding)} is no rounding; name one, such as HALF_UP",
                field="rounding",
                value=rounding,
            )
        digits = rounding.digits(self.currency.digits)
        above, below = ratio(self.quotient)
        units = rounded(above * 10**digits, below, rounding.decimal_mode)
        return Money.of_minor(units * 10 ** (self.currency.digits - digits), self.currency)

    def reduced(self) -> Price:
        """Divide as far as it goes: EUR(10) / 20 is EUR("0.5"), EUR(10) / 3 stays pending."""
        return Price.exact(*reduced(*self.quotient), self.currency, self.source)

    @property
    def quotient(self) -> Quotient:
        """The numerator and the denominator."""
        return self.numerator, self.denominator

    def __add__(self, other: Price | Money) -> Price:
        if not self._meets(other, "add"):
            return NotImplemented
        return Price.exact(*added(self.quotient, other.quotient), self.currency)

    def __radd__(self, other: Money | int) -> Price:
        if type(other) is int and other == 0:  # where sum() starts
            return self
        return self.__add__(cast("Money", other))

    def __sub__(self, other: Price | Money) -> Price:
        return self + -other if self._meets(other, "subtract") else NotImplemented

    def __rsub__(self, other: Money) -> Price:
        return -self + other if self._meets(other, "subtract") else NotImplemented

    def __neg__(self) -> Price:
        return Price.exact(*multiplied(self.quotient, _MINUS_ONE), self.currency, self.source)

    def __abs__(self) -> Price:
        return -self if self._number < 0 else self

    def __mul__(self, factor: Number) -> Price:
        return Price.exact(*multiplied(self.quotient, decimal(factor)), self.currency)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, divisor: Number) -> Price: ...
    @overload
    def __truediv__(self, divisor: Price | Money) -> Fraction: ...
    def __truediv__(self, divisor: Number | Price | Money) -> Price | Fraction:
        """Leave the division pending (by a number), or give the ratio (of two amounts)."""
        if isinstance(divisor, Amount):
            self._meets(divisor, "divide")
            return self.fraction / _not_zero(divisor.fraction)
        return Price.exact(*divided(self.quotient, _not_zero(scalar(divisor))), self.currency)

    def __repr__(self) -> str:
        return f'Price("{self._written(plain)}", "{self.currency}"){self._pending}'

    def __str__(self) -> str:
        return f"{self.currency} {self._written(grouped, self.currency.digits)}{self._pending}"

    def _written(self, write: Callable[..., str], *arguments: int) -> str:
        if isinstance(self.numerator, Lifted):  # a column says itself what it is
            return repr(self.numerator)
        return write(self.numerator, *arguments)

    @property
    def _pending(self) -> str:
        return "" if self.denominator == 1 else f" / {plain(Decimal(self.denominator))}"

    def __reduce__(self) -> tuple[Callable[..., Price], tuple[Any, ...]]:
        # As plain text: how a decimal pickles depends on the caller's context.
        numerator = self.numerator if isinstance(self.numerator, Lifted) else plain(self.numerator)
        return _restored_price, (numerator, self.denominator, self.currency, self.source)


def _restored_price(
    numerator: str | Decimal, denominator: int, currency: Currency, source: Source | None
) -> Price:
    number = Decimal(numerator) if isinstance(numerator, str) else numerator
    return Price.exact(number, denominator, currency, source)


def _not_zero(divisor: _Divisor) -> _Divisor:
    if divisor == 0:
        raise InvalidNumberError.of(
            "number.zero", "cannot divide by zero", field="divisor", value=divisor
        )
    return divisor


# The currencies that most quotes are in, as names; any other is Currency.of("...").
AED: Final = Currency("AED")
AUD: Final = Currency("AUD")
BRL: Final = Currency("BRL")
CAD: Final = Currency("CAD")
CHF: Final = Currency("CHF")
CNY: Final = Currency("CNY")
CZK: Final = Currency("CZK")
DKK: Final = Currency("DKK")
EUR: Final = Currency("EUR")
GBP: Final = Currency("GBP")
HKD: Final = Currency("HKD")
INR: Final = Currency("INR")
JPY: Final = Currency("JPY")
KRW: Final = Currency("KRW")
KWD: Final = Currency("KWD")
MXN: Final = Currency("MXN")
MYR: Final = Currency("MYR")
NOK: Final = Currency("NOK")
NZD: Final = Currency("NZD")
PHP: Final = Currency("PHP")
PLN: Final = Currency("PLN")
SEK: Final = Currency("SEK")
SGD: Final = Currency("SGD")
THB: Final = Currency("THB")
TWD: Final = Currency("TWD")
USD: Final = Currency("USD")
ZAR: Final = Currency("ZAR")
