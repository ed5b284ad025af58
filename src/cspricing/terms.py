"""What a price depends on besides what is priced: currency, term, rules, rounding, dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, TypeAlias, TypeVar

from attrs import field, fields, frozen
from attrs.converters import optional

from .billing import BillingRule, Milestones, Prepaid
from .change import Change
from .discount import AmountOff, Discount, PercentOff
from .errors import InvalidTypeError, PricingError, TermsError, shown
from .exchange import FxRates
from .fields import flag, named_fields, sequence_of
from .floor import Approval, Floor
from .markup import CostRule, Margin, Markup
from .money import Currency, Price, as_price
from .number import whole
from .payment_terms import DefaultInterest, Deposit, Retention
from .period import LONGEST_TERM_MONTHS, Period, days_after
from .proration import UNDATED, Proration, proration
from .purchase import Purchase
from .revision import check_validity, identifier_text, version_number
from .rounding import HALF_UP, Rounding
from .schedule import Schedule, check_until, laid_out
from .tax import Tax, Withholding
from .text import calendar_date, text
from .written import Written

TaxRule: TypeAlias = Tax | Withholding
"""A rule that taxes lines, or withholds of them."""

_T = TypeVar("_T")
_MOST_DAYS_TO_PAY: Final = 3660
_COUNTING_DAYS: Final = ("until", "billing_day", "due_days")
# All days of a term that starts between these years are there: before it, in it, and to pay it.
_EARLIEST_YEAR: Final = 3
_LATEST_YEAR: Final = date.max.year - LONGEST_TERM_MONTHS // 12 - _MOST_DAYS_TO_PAY // 365 - 2


def _currency(value: Currency | str) -> Currency:
    return Currency.of(value)


def _months(value: int) -> int:
    return whole(value, least=1, most=LONGEST_TERM_MONTHS)


def _billing_day(value: int) -> int:
    return whole(value, least=1, most=31)


def _due_days(value: int) -> int:
    return whole(value, least=0, most=_MOST_DAYS_TO_PAY)


def _discounts(given: Iterable[Discount]) -> tuple[Discount, ...]:
    return sequence_of((PercentOff, AmountOff), given, "discount such as PercentOff(10)")


def _taxes(given: Iterable[TaxRule]) -> tuple[TaxRule, ...]:
    return sequence_of((Tax, Withholding), given, "tax such as VAT(6)")


def _markups(given: Iterable[CostRule]) -> tuple[CostRule, ...]:
    return sequence_of((Markup, Margin), given, "Markup or Margin")


def _changes(given: Iterable[Change]) -> tuple[Change, ...]:
    return sequence_of(Change, given, "change over the term")


def _purchases(given: Iterable[Purchase]) -> tuple[Purchase, ...]:
    return sequence_of(Purchase, given, "Purchase")


def _floors(given: Iterable[Floor]) -> tuple[Floor, ...]:
    return sequence_of(Floor, given, "Floor")


def _approvals(given: Iterable[Approval]) -> tuple[Approval, ...]:
    return sequence_of(Approval, given, "Approval")


def _billing(given: Iterable[BillingRule]) -> tuple[BillingRule, ...]:
    return sequence_of((Milestones, Prepaid), given, "Milestones or Prepaid")


def _one(kind: type[_T], code: str, value: _T) -> _T:
    if not isinstance(value, kind):
        fault = f"{shown(value)} is not a {kind.__name__}; give {kind.__name__}(...)"
        raise InvalidTypeError.of(code, fault, value=value)
    return value


def _deposit(value: Deposit) -> Deposit:
    return _one(Deposit, "type.deposit", value)


def _retention(value: Retention) -> Retention:
    return _one(Retention, "type.retention", value)


def _interest(value: DefaultInterest) -> DefaultInterest:
    return _one(DefaultInterest, "type.interest", value)


def _rounding(value: Rounding) -> Rounding:
    if not isinstance(value, Rounding):
        raise InvalidTypeError.of(
            "type.rounding",
            f"{shown(value)} is not a Rounding; give HALF_UP or the like",
            value=value,
        )
    return value


def _rates(value: FxRates) -> FxRates:
    if not isinstance(value, FxRates):
        fault = f"{shown(value)} is no FxRates; give FxRates([FxRate(...)])"
        raise InvalidTypeError.of("type.rates", fault, value=value)
    return value


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Terms(Written):
    """The terms of a quote.

    Attributes:
        currency: Of the quote; that of its components unless given.
        months: The length of the term; one month unless given.
        start: Its first day, which dates the invoices.
        discounts: In the order in which they apply.
        taxes: Who is taxed how, and what is withheld.
        markups: How costs become prices.
        changes: What becomes of quantities and prices over the term.
        rounding: How amounts are rounded.
        prepaid: What has been paid already: taken off the first invoice.
        rounding_amount: A stated rounding of what is payable, on the first invoice.
        until: The last day of the term, instead of *months*.
        billing_day: The day of the month on which billing periods start, the last day of
            shorter months; that of *start* unless given. The first period then is a part.
        in_arrears: Whether charges are due at the end of their periods, not at their start.
        proration: How a part of a period is charged, such as ``days``: see `Proration`.
        due_days: How many days after its issue an invoice is due; not stated unless given.
        purchases: What lines cost that are bought and sold on.
        floors: The least that lines may be sold for.
        approvals: Who let the quote go below its floors.
        valid_from: The first day on which the quote may be accepted; any day unless given.
        valid_until: The last such day; for ever unless given.
        version: The number of this version of the quote, from 1; not stated unless given.
        parent: The identifier of the quote that it revises.
        billing: How charges are billed: in parts, or months ahead.
        deposit: What is paid ahead of the invoices, and set off against some.
        retention: What the customer keeps back of each invoice for a while.
        late_payment: What happens if the customer pays late, as the document says it.
        default_interest: The interest on what is paid late: stated, and never computed.
        rates: Rates of exchange, by which prices in other currencies are converted.

    >>> Terms(months=12).months
    12
    >>> terms = Terms(start="2027-01-20", until="2027-12-31", billing_day=1, due_days=30)
    >>> print(terms.schedule.period(0))
    1 (2027-01-20 to 2027-01-31)
    """

    currency: Currency | None = field(default=None, converter=optional(_currency))
    months: int | None = field(default=None, converter=optional(_months))
    start: date | None = field(default=None, converter=optional(calendar_date))
    discounts: tuple[Discount, ...] = field(default=(), converter=_discounts)
    taxes: tuple[TaxRule, ...] = field(default=(), converter=_taxes)
    markups: tuple[CostRule, ...] = field(default=(), converter=_markups)
    changes: tuple[Change, ...] = field(default=(), converter=_changes)
    rounding: Rounding = field(default=HALF_UP, converter=_rounding)
    prepaid: Price | None = field(default=None, converter=optional(as_price))
    rounding_amount: Price | None = field(default=None, converter=optional(as_price))
    until: date | None = field(default=None, converter=optional(calendar_date))
    billing_day: int | None = field(default=None, converter=optional(_billing_day))
    in_arrears: bool = field(default=False, converter=flag)
    proration: Proration = field(default="months", converter=proration)
    due_days: int | None = field(default=None, converter=optional(_due_days))
    purchases: tuple[Purchase, ...] = field(default=(), converter=_purchases)
    floors: tuple[Floor, ...] = field(default=(), converter=_floors)
    approvals: tuple[Approval, ...] = field(default=(), converter=_approvals)
    valid_from: date | None = field(default=None, converter=optional(calendar_date))
    valid_until: date | None = field(default=None, converter=optional(calendar_date))
    version: int | None = field(default=None, converter=optional(version_number))
    parent: str | None = field(default=None, converter=optional(identifier_text))
    billing: tuple[BillingRule, ...] = field(default=(), converter=_billing)
    deposit: Deposit | None = field(default=None, converter=optional(_deposit))
    retention: Retention | None = field(default=None, converter=optional(_retention))
    late_payment: str = field(default="", converter=text)
    default_interest: DefaultInterest | None = field(default=None, converter=optional(_interest))
    rates: FxRates | None = field(default=None, converter=optional(_rates))

    def __attrs_post_init__(self) -> None:
        increment = self.rounding.increment
        if increment is not None and self.rounding_amount is not None:
            twice = TermsError.of(
                "rounding.twice", "state a rounding amount, or round to an increment, not both"
            )
            twice.at("rounding_amount", "Terms")
            raise twice
        try:
            self._check_dates()
        except PricingError as error:
            error.at(error.field or "start", "Terms")
            raise
        try:
            check_validity(self.valid_from, self.valid_until)
        except PricingError as error:
            error.at("valid_until", "Terms")
            raise

    def _check_dates(self) -> None:
        """Check that all dates of the term are there, and in order."""
        if self.start is None:
            for name in _COUNTING_DAYS:
                if getattr(self, name) is not None:
                    raise _without_start(name)
            if self.proration not in UNDATED:
                raise _without_start("proration")
            return
        if self.until is not None:
            check_until(self.start, self.until, self.months)
        if not _EARLIEST_YEAR <= self.start.year <= _LATEST_YEAR:
            self._check_all_days_are_there()

    def _check_all_days_are_there(self) -> None:
        """Ask for each day that a quote asks for later, so that none is missed then."""
        schedule = self.schedule
        _, end = schedule.length, schedule.period(schedule.count - 1).end
        if end is not None and self.due_days is not None:
            days_after(end, self.due_days)

    @property
    def schedule(self) -> Schedule:
        """The billing periods of the term."""
        return laid_out(
            self.start,
            self.until or self.months or 1,
            self.billing_day,
            self.proration,
            in_arrears=self.in_arrears,
        )

    @property
    def is_set(self) -> bool:
        """Whether anything is stated."""
        return self != Terms()


def _without_start(name: str) -> TermsError:
    fault = f"{name.replace('_', ' ')} counts days, but the term has no first day; give start"
    return TermsError.of("term.start", fault, field=name)


def issue_day(period: Period, terms: Terms) -> date | None:
    """Say when the invoice of a period is issued, the tax point of its lines.

    That is the first day of the period, or in arrears its last.
    """
    return period.end if terms.in_arrears else period.start


def combined(left: Terms, right: Terms) -> Terms:
    """Give the terms of two quotes that are added.

    Raises:
        TermsError: If both have terms, and different ones (``terms.differ``).
    """
    if left == right or not right.is_set:
        return left
    if not left.is_set:
        return right
    differing = [f.name for f in fields(Terms) if getattr(left, f.name) != getattr(right, f.name)]
    raise TermsError.of(
        "terms.differ",
        f"cannot add quotes whose terms differ in {', '.join(differing)}: "
        + ", ".join(
            f"{name} is {shown(getattr(left, name))} and {shown(getattr(right, name))}"
            for name in differing
        )
        + "; put both on the same terms, or add their totals",
        value=(left, right),
    )


def stated_minor(price: Price | None, currency: Currency, rounding: Rounding) -> int:
    """Give a stated amount in minor units of *currency*.

    Raises:
        TermsError: If it is in another currency, or finer than *rounding* leaves amounts
            (``terms.amount``).
    """
    if price is None:
        return 0
    digits = rounding.digits(currency.digits)
    scaled = price.fraction * 10**digits
    if price.currency != currency:
        fault = f"{price} is stated on a quote in {currency}; state it in {currency}"
        raise TermsError.of("terms.amount", fault, value=price)
    if scaled.denominator != 1:
        fault = f"{price} has more than {digits} decimals; state it with at most {digits}"
        raise TermsError.of("terms.amount", fault, value=price)
    step: int = 10 ** (currency.digits - digits)
    minor: int = scaled.numerator
    return minor * step
