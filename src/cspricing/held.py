"""What of each invoice is not payable with it: set off against a deposit, or kept back.

Amounts are whole minor units, and whole steps of the rounding for cash.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from attrs import frozen

from .cash import least_step
from .errors import PricingError, TermsError
from .exact import fraction_of, portion
from .lifted import maximum, minimum, require, where
from .money import Currency, Money
from .payment_terms import Deposit, PaymentBase, Retention
from .period import days_after, months_after
from .rounding import Rounding
from .schedule import Schedule
from .terms import Terms, issue_day, stated_minor
from .totals import Totals


@frozen
class Held:
    """What of one invoice is not payable with it, in minor units.

    Attributes:
        retained: What the customer keeps back.
        set_off: What the deposit has paid.
    """

    retained: Any = 0
    set_off: Any = 0


NOTHING: Final = Held()
"""An invoice that is payable in full."""


@frozen
class Holding:
    """What is held of all invoices, and what is paid instead.

    Attributes:
        deposit: What is asked for ahead of the invoices, in minor units.
        invoices: What is held of each.
        released: When what is retained is paid; None if the term has no dates.
    """

    deposit: Any
    invoices: tuple[Held, ...]
    released: date | None

    @property
    def retained(self) -> Any:  # noqa: ANN401
        """What is retained of all invoices, in minor units."""
        return sum([one.retained for one in self.invoices])


def holding(
    invoices: Sequence[Totals], terms: Terms, currency: Currency, schedule: Schedule
) -> Holding | None:
    """Work out what is held of each invoice; None if the terms hold nothing.

    Args:
        invoices: The totals of each, in order.
        terms: Of payment.
        currency: What they are amounts of.
        schedule: The billing periods.

    Raises:
        TermsError: If the deposit exceeds all invoices (``deposit.exceeds``), cannot be stated
            (``terms.amount``), or is paid after the first invoice (``deposit.day``); if what is
            retained is paid before the term ends (``retention.until``); or if either is on a day,
            and the term has none (``term.start``).
    """
    deposit, retention = terms.deposit, terms.retention
    if deposit is None and retention is None:
        return None
    rounding = terms.rounding
    retained: list[Any] = [0] * len(invoices)
    if retention is not None:
        retained = [_retained(totals, retention, rounding, currency) for totals in invoices]
    asked: Any = 0
    set_off: list[Any] = [0] * len(invoices)
    if deposit is not None:
        _check_day(deposit, terms, schedule)
        asked = _asked(deposit, invoices, rounding, currency)
        able = [
            maximum(totals.payable_minor - kept, 0)
            for totals, kept in zip(invoices, retained, strict=True)
        ]
        set_off = _set_off(deposit, asked, able, least_step(rounding, currency))
        rest = asked - sum(set_off)
        require(rest == 0, lambda: _exceeds(Money.of_minor(rest, currency), deposit))
    held = tuple(map(Held, retained, set_off))
    return Holding(asked, held, None if retention is None else _released(retention, schedule))


def _part(totals: Totals, of: PaymentBase, percent: Decimal, rounding: Rounding, step: int) -> Any:  # noqa: ANN401
    """Take a percentage of a total, settled in whole steps."""
    base = totals.total_minor if of == "total" else totals.net_minor
    above, below = fraction_of(percent)
    return portion(base, above, below * step, rounding.decimal_mode) * step


def _retained(totals: Totals, retention: Retention, rounding: Rounding, currency: Currency) -> Any:  # noqa: ANN401
    """Say what is kept back of an invoice: no more than is payable, of credits as of charges."""
    step = least_step(rounding, currency)
    part = _part(totals, retention.of, retention.percent, rounding, step)
    payable = totals.payable_minor
    sign = where(payable < 0, -1, 1)
    return sign * maximum(minimum(sign * part, sign * payable), 0)


def _asked(
    deposit: Deposit, invoices: Sequence[Totals], rounding: Rounding, currency: Currency
) -> Any:  # noqa: ANN401
    """Say how much the deposit is."""
    if deposit.percent is not None:
        whole = sum(invoices[1:], invoices[0])
        step = least_step(rounding, currency)
        return maximum(_part(whole, deposit.of, deposit.percent, rounding, step), 0)
    try:
        return stated_minor(deposit.amount, currency, rounding)
    except PricingError as error:
        error.at("amount", "Deposit")
        raise


def _set_off(deposit: Deposit, asked: Any, able: Sequence[Any], step: int) -> list[Any]:  # noqa: ANN401
    """Set the deposit off against invoices, each of which can bear so much."""
    count = len(able)
    if deposit.set_off == "last":
        return _taken([asked] + [0] * (count - 1), able[::-1])[::-1]
    parts = min(deposit.set_off, count)
    marks = [portion(asked, part, parts * step, "ROUND_DOWN") * step for part in range(parts)]
    marks.append(asked)
    shares = [after - before for before, after in pairwise(marks)]
    return _taken(shares + [0] * (count - parts), able)


def _taken(shares: Sequence[Any], able: Sequence[Any]) -> list[Any]:
    """Take each share, with what those before could not bear."""
    found: list[Any] = []
    carried: Any = 0
    for share, most in zip(shares, able, strict=True):
        taken = minimum(share + carried, most)
        carried = share + carried - taken
        found.append(taken)
    return found


def _exceeds(rest: Money, deposit: Deposit) -> PricingError:
    error = TermsError.of(
        "deposit.exceeds",
        f"all invoices together leave {rest} of the deposit; ask for less",
        value=deposit,
    )
    error.at("deposit", "Terms")
    return error


def _check_day(deposit: Deposit, terms: Terms, schedule: Schedule) -> None:
    """Check that a deposit is paid before what it is set off against."""
    if deposit.day is None:
        return
    first = schedule.period(0)
    issued = issue_day(first, terms)
    if issued is None:
        raise _undated("day", "Deposit", deposit.day)
    if deposit.day > issued:
        error = TermsError.of(
            "deposit.day",
            f"{deposit.day} is after the first invoice, of {issued}; ask for it earlier",
            value=deposit.day,
        )
        error.at("day", "Deposit")
        raise error


def _released(retention: Retention, schedule: Schedule) -> date | None:
    """Say when what is retained is paid.

    A term that ends with a month is followed by whole months: from 28 February to 31 March.
    """
    calendar = schedule.on_calendar()
    if not calendar.dated:
        if retention.until is not None:
            raise _undated("until", "Retention", retention.until)
        return None
    if retention.until is None:
        return days_after(months_after(calendar.end, retention.months), -1)
    if retention.until >= days_after(calendar.end, -1):
        return retention.until
    error = TermsError.of(
        "retention.until",
        f"{retention.until} is before the term ends; release it on that day or later",
        value=retention.until,
    )
    error.at("until", "Retention")
    raise error


def _undated(name: str, of: str, day: date) -> TermsError:
    fault = f"{day} is a day, but the term has none; give start"
    error = TermsError.of("term.start", fault, value=day)
    error.at(name, of)
    return error
