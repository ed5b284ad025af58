"""Charges on terms -> invoices: the one way from components to totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import localcontext
from typing import Any, Final, TypeAlias, cast

from attrs import frozen

from .charge import Component
from .collection import collected
from .discount import AmountOff, Lasting
from .entry import Collected, Entry
from .errors import (
    PricingError,
    PricingErrors,
    TermsError,
)
from .exact import EXACT
from .lifted import nowhere
from .money import Currency, same_currency
from .period import Cadence, due
from .plan import Plan, plan
from .rounding import Rounding
from .settlement import Settlement, cash_rounding
from .sheet import Sheet
from .terms import Terms, stated_minor
from .totals import Totals

_LONGER: Final = frozenset({"quarterly", "yearly"})

Pattern: TypeAlias = tuple[tuple[Cadence, tuple[int, int] | None], ...]
"""The fraction for which each cadence is due on an invoice, or None."""


@frozen(kw_only=True, eq=False, repr=False, slots=False)
class Priced:
    """What pricing gives.

    Attributes:
        lines: The lines of the whole quote.
        currency: What all amounts are of.
        months: The length of the term.
        runs: Sheets in the order of the invoices, each with how many equal invoices follow
            one another on it.
        first: What the first invoice has besides its sheet, or None.
        totals: The sums over all invoices.
    """

    lines: Collected
    currency: Currency
    months: int
    runs: tuple[tuple[Sheet, int], ...]
    first: Totals | None
    totals: Totals

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The charge and the component of each line."""
        return self.lines.entries


def price(components: Sequence[Component], terms: Terms) -> Priced:
    """Price *components* on *terms*.

    Raises:
        PricingErrors: With all faults found, each naming component and field.
    """
    faults: list[Exception] = []
    lines = collected(components, faults)
    currency = _currency(lines, terms, faults)
    if terms.months is None and not _LONGER.isdisjoint(lines.cadences):
        faults.extend(_without_term(lines))
    months = terms.months or 1
    whole = plan(lines, terms, faults)
    if currency is None:
        raise _refused(faults or [_no_currency()])
    _check_increment(terms.rounding, currency, faults)
    _check_stated(terms, currency, faults)
    if faults:
        raise _refused(faults)
    try:
        with localcontext(EXACT):
            runs = _runs(whole, sorted(lines.cadences), currency, terms)
    except ExceptionGroup as group:
        raise _refused(group.exceptions) from None
    except PricingError as error:
        raise _refused([error]) from None
    first = _of_first_invoice(runs[0][0], terms, currency)
    return Priced(
        lines=lines,
        currency=currency,
        months=months,
        runs=runs,
        first=first,
        totals=_total(runs) + first if first is not None else _total(runs),
    )


def _of_first_invoice(sheet: Sheet, terms: Terms, currency: Currency) -> Totals | None:
    """Give what the first invoice has besides: what is prepaid, and what that rounds to."""
    rounding = terms.rounding
    if terms.prepaid is None and terms.rounding_amount is None:
        return None
    prepaid = stated_minor(terms.prepaid, currency, rounding)
    more = stated_minor(terms.rounding_amount, currency, rounding)
    if rounding.increment is not None:
        before = sheet.totals.rounding_minor
        payable = sheet.totals.payable_minor - before - prepaid
        more = cash_rounding(payable, rounding, currency) - before
    return Totals(currency=currency, prepaid_minor=prepaid, rounding_minor=more)


def _currency(lines: Collected, terms: Terms, faults: list[Exception]) -> Currency | None:
    """Give the one currency of terms and charges, if anything says it."""
    currency = terms.currency or lines.currency
    if currency is None or currency is not lines.currency:
        currency = _common_currency(currency, lines, faults)
    for rule in terms.discounts:
        if isinstance(rule, AmountOff) and currency is not None:
            try:
                same_currency(currency, rule.amount.currency, "price in one quote")
            except PricingError as error:
                error.component = type(rule).__name__
                faults.append(error)
    return currency


def _common_currency(
    currency: Currency | None, lines: Collected, faults: list[Exception]
) -> Currency | None:
    """Give the currency of all charges, each of which must be in it."""
    for entry in lines.entries:
        own = entry.charge.currency
        if own is None:
            continue
        currency = currency or own
        try:
            same_currency(currency, own, "price in one quote")
        except PricingError as error:
            error.component = entry.name
            faults.append(error)
    return currency


def _check_stated(terms: Terms, currency: Currency, faults: list[Exception]) -> None:
    for name in ("prepaid", "rounding_amount"):
        try:
            stated_minor(getattr(terms, name), currency, terms.rounding)
        except PricingError as error:
            error.at(name, "Terms")
            faults.append(error)


def _check_increment(rounding: Rounding, currency: Currency, faults: list[Exception]) -> None:
    increment = rounding.increment
    if increment is None:
        return
    above, below = increment.as_integer_ratio()
    if above * 10**currency.digits % below:
        least = EXACT.scaleb(1, -currency.digits)
        error = TermsError.of(
            "rounding.increment",
            f"{increment} is no whole number of minor units of {currency}; give a multiple of "
            f"{least:f}",
            value=increment,
        )
        error.at("increment", "Rounding")
        faults.append(error)


def _without_term(lines: Collected) -> Iterator[PricingError]:
    """Tell of the charges whose cadence needs a term, which the quote has not."""
    for entry in lines.entries:
        if entry.cadence in _LONGER:
            error = TermsError.of(
                "term.missing",
                f"{entry.what!r} is due {entry.cadence}, but the quote has no term; "
                "say .over(months=12)",
                field="cadence",
            )
            error.component = entry.name
            yield error


def _runs(
    whole: Plan, cadences: Sequence[Cadence], currency: Currency, terms: Terms
) -> tuple[tuple[Sheet, int], ...]:
    """Settle the invoices of a term: equal ones once, counted where they follow one another."""
    months = terms.months or 1
    discounts = list(enumerate(terms.discounts))
    ending: list[tuple[int, Lasting]] = [
        (position, rule.lasts) for position, rule in discounts if rule.lasts != "forever"
    ]
    carrying = [
        position for position, rule in discounts if isinstance(rule, AmountOff) and rule.carry
    ]
    known: dict[Any, Sheet] = {}
    carried: dict[int, Any] = {}
    runs: list[tuple[Sheet, int]] = []
    for month in range(months):
        fractions = tuple([due(cadence, month, months) for cadence in cadences])
        why_not = _inactive(ending, month) if ending else {}
        # Invoices that carry something are equal to no other.
        key = (fractions, tuple(why_not), month if carried else None)
        sheet = known.get(key)
        if sheet is None:
            part = _on_invoice(whole, cadences, fractions)
            settlement = Settlement(part, currency, terms.rounding, why_not, carried)
            try:
                sheet = settlement.sheet()
            except (PricingError, ExceptionGroup) as error:
                if months > 1:
                    _say_invoice(error, month + 1)
                raise
            known[key] = sheet
        if carrying:
            rests = {position: sheet.discounts[position].carried for position in carrying}
            carried = {position: rest for position, rest in rests.items() if not nowhere(rest != 0)}
        if runs and runs[-1][0] is sheet:
            runs[-1] = (sheet, runs[-1][1] + 1)
        else:
            runs.append((sheet, 1))
    return tuple(runs)


def _say_invoice(error: Exception, number: int) -> None:
    """Say on which invoice a discount exceeds what there is: it may fit on others."""
    for one in cast("Sequence[Exception]", getattr(error, "exceptions", (error,))):
        if isinstance(one, PricingError) and one.code == "discount.exceeds":
            one.args = (f"on invoice {number}, {one.args[0]}",)


def _on_invoice(
    whole: Plan, cadences: Sequence[Cadence], fractions: Sequence[tuple[int, int] | None]
) -> Plan:
    """Give the plan of an invoice on which each cadence is due for a fraction, or not at all."""
    if fractions == ((1, 1),) * len(fractions):
        return whole
    of = dict(zip(cadences, fractions, strict=True))
    lines: dict[int, tuple[int, int]] = {}
    for position, charge in enumerate(whole.lines.charges):
        fraction = of[charge.cadence] if charge.cadence is not None else None
        if fraction is not None:
            lines[position] = fraction
    return whole.restricted(lines)


def _inactive(ending: Sequence[tuple[int, Lasting]], month: int) -> dict[int, str]:
    """Give the discounts that do not apply to an invoice, with the reason.

    Every cadence is due in the first month, so that a discount for once is used up then.
    """
    found: dict[int, str] = {}
    for position, lasts in ending:
        if lasts == "once" and month > 0:
            found[position] = "used"
        elif isinstance(lasts, int) and month >= lasts:
            found[position] = "expired"
    return found


def _total(runs: Sequence[tuple[Sheet, int]]) -> Totals:
    first, count = runs[0]
    totals = first.totals if count == 1 else first.totals * count
    for sheet, count in runs[1:]:
        totals = totals + sheet.totals * count
    return totals


def _refused(faults: Sequence[Exception]) -> PricingErrors:
    count = len(faults)
    return PricingErrors(
        f"the quote cannot be priced: {count} fault{'s' if count > 1 else ''}", faults
    )


def _no_currency() -> PricingError:
    return TermsError.of(
        "currency.missing",
        "nothing says which currency this quote is in; give Terms(currency=...)",
        field="currency",
    )
