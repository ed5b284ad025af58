"""Terms of payment: a deposit, what the customer keeps back, interest on late payments.

They change no total and no tax, only what is payable when.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from .errors import InvalidNumberError, TermsError, shown
from .fields import citations, keep_citations, named_fields, single
from .money import Money, Price, as_price
from .number import whole
from .period import LONGEST_TERM_MONTHS
from .provenance import Citation, Figure, Sourced
from .text import calendar_date, one_of, text
from .written import Written

PaymentBase: TypeAlias = Literal["total", "net"]
"""Whether a percentage is of amounts with tax or without."""

SetOff: TypeAlias = Literal["last"] | int
"""Against which invoices a deposit is set off: the last one, or so many from the first on."""

_ALL: Final = Decimal(100)


def _of(value: PaymentBase) -> PaymentBase:
    return one_of(value, ("total", "net"), "payment.of", TermsError)


def _percent(value: Figure) -> Decimal:
    number = single(value)
    if not 0 <= number <= _ALL:
        raise InvalidNumberError.of(
            "percent.range",
            f"{shown(value)} % cannot be kept or asked for; give 0 to 100",
            value=value,
        )
    return number


def _interest(value: Figure) -> Decimal:
    number = single(value)
    if number < 0:
        raise InvalidNumberError.of(
            "number.negative", f"{shown(value)} is below 0; give 0 or more", value=value
        )
    return number


def _amount(value: Price | Money | Sourced[Price] | Sourced[Money]) -> Price:
    price = as_price(value)
    if price.numerator < 0:
        raise TermsError.of(
            "deposit.amount", f"a deposit of {price} is none; give 0 or more", value=value
        )
    return price


def _set_off(value: SetOff) -> SetOff:
    if isinstance(value, str):
        return one_of(value, ("last",), "deposit.set_off", TermsError)
    return whole(value, least=1, most=LONGEST_TERM_MONTHS)


def _months(value: int) -> int:
    return whole(value, least=0, most=LONGEST_TERM_MONTHS)


@frozen(repr=False, kw_only=True, field_transformer=named_fields)
class Deposit(Written):
    """A sum paid ahead of any invoice, and set off against some of them.

    What an invoice cannot bear is carried on: from the last one to the one before, from the
    first ones to the next.

    Args:
        amount: The sum; or else
        percent: how much of what the whole term comes to, from 0 to 100; of less than nothing,
            nothing.
        of: Whether that is the ``total``, with tax, or the ``net`` amount.
        set_off: Against the ``last`` invoice, or in equal parts against so many from the first
            on.
        day: When it is to be paid, such as on signing; with the first invoice unless given.
        citations: Where its figures come from.

    Raises:
        TermsError: If neither an amount nor a percentage is given, or both (``deposit.amount``).

    >>> Deposit(percent=20, set_off=3)
    Deposit(percent=20, set_off=3)
    """

    amount: Price | None = field(default=None, converter=optional(_amount))
    percent: Decimal | None = field(default=None, converter=optional(_percent))
    of: PaymentBase = field(default="total", converter=_of)
    set_off: SetOff = field(default="last", converter=_set_off)
    day: date | None = field(default=None, converter=optional(calendar_date))
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.amount is None) == (self.percent is None):
            fault = "a deposit is an amount or a percentage; give one of them"
            error = TermsError.of("deposit.amount", fault, value=self.amount)
            error.at("amount", "Deposit")
            raise error


@frozen(repr=False, field_transformer=named_fields)
class Retention(Written):
    """What the customer keeps back of each invoice, and pays when all has held.

    Of an invoice no more is kept back than is payable.

    Args:
        percent: How much, from 0 to 100.
        of: Whether of the ``total`` of an invoice, with tax, or of its ``net`` amount.
        months: How many months after the end of the term it is paid.
        until: The day on which it is paid, instead; not before the term ends.
        citations: Where the percentage comes from.

    >>> Retention(5, months=12)
    Retention(5, months=12)
    """

    percent: Decimal = field(converter=_percent)
    of: PaymentBase = field(default="total", kw_only=True, converter=_of)
    months: int = field(default=0, kw_only=True, converter=_months)
    until: date | None = field(default=None, kw_only=True, converter=optional(calendar_date))
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if self.months and self.until is not None:
            fault = "it is paid after so many months, or on a day; give one of them"
            error = TermsError.of("retention.until", fault, value=self.until)
            error.at("until", "Retention")
            raise error


@frozen(repr=False, field_transformer=named_fields)
class DefaultInterest(Written):
    """Interest on what is paid late: stated, and never computed.

    Args:
        percent: A year, 0 or more.
        above: Which rate it comes on top of, as the document says it.
        citations: Where the percentage comes from.

    >>> DefaultInterest(9, "the base rate of the central bank")
    DefaultInterest(9, above='the base rate of the central bank')
    """

    percent: Decimal = field(converter=_interest)
    above: str = field(default="", converter=text)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
