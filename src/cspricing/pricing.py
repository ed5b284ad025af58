"""Charges on terms -> invoices: the one way from components to totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import localcontext
from typing import Final

from attrs import frozen

from .cash import cash_rounding
from .charge import Charge, Component
from .collection import collected
from .discount import AmountOff
from .entry import Collected, Entry
from .errors import (
    CurrencyMismatchError,
    PricingError,
    PricingErrors,
    TermsError,
)
from .exact import EXACT
from .exchanged import Exchanged
from .held import Holding, holding
from .money import Currency, same_currency
from .plan import Plan, plan
from .rounding import Rounding
from .runs import Run, runs
from .schedule import Schedule
from .sheet import Sheet
from .terms import Terms, stated_minor
from .totals import Totals

_LONGER: Final = frozenset({"quarterly", "yearly"})


@frozen(kw_only=True, eq=False, repr=False, slots=False)
class Priced:
    """What pricing gives.

    Attributes:
        plan: Which rule applies to which line of the whole quote.
        currency: What all amounts are of.
        schedule: The billing periods of the term.
        runs: Sheets in the order of the invoices, each with how many equal invoices follow
            one another on it.
        first: What the first invoice has besides its sheet, or None.
        holding: What of the invoices is not payable with them, or None.
        totals: The sums over all invoices.
    """

    plan: Plan
    currency: Currency
    schedule: Schedule
    runs: tuple[Run, ...]
    first: Totals | None
    holding: Holding | None
    totals: Totals

    @property
    def lines(self) -> Collected:
        """The lines of the whole quote."""
        return self.plan.lines

    @property
    def foreign(self) -> tuple[Currency, ...]:
        """The other currencies that prices are converted from, in the order of the lines."""
        currencies = dict.fromkeys([charge.currency for charge in self.lines.charges])
        return tuple([one for one in currencies if one is not None and one != self.currency])

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
    if terms.months is None and terms.until is None and not _LONGER.isdisjoint(lines.cadences):
        faults.extend(_without_term(lines))
    schedule = terms.schedule
    if not lines.plain:
        faults.extend(_of_other_terms(lines, schedule))
    whole = plan(lines, terms, faults)
    if currency is None:
        raise _refused(faults or [_no_currency()])
    _check_increment(terms.rounding, currency, faults)
    _check_changes(whole, faults)
    _check_stated(terms, currency, faults)
    if faults:
        raise _refused(faults)
    exchanged = None
    if terms.rates is not None and lines.currency != currency:
        exchanged = Exchanged(terms.rates, currency, terms, schedule, lines)
    try:
        with localcontext(EXACT):
            settled = runs(whole, currency, terms, schedule, exchanged)
    except (ExceptionGroup, PricingError) as error:
        found: Sequence[Exception] = getattr(error, "exceptions", (error,))
        raise _refused((exchanged and exchanged.faults) or found) from None
    if exchanged and exchanged.faults:
        raise _refused(exchanged.faults)
    first = _of_first_invoice(settled[0][0], terms, currency)
    try:
        held = holding(_of_invoices(settled, first), terms, currency, schedule)
    except PricingError as error:
        raise _refused([error]) from None
    return Priced(
        plan=whole,
        currency=currency,
        schedule=schedule,
        runs=settled,
        first=first,
        holding=held,
        totals=_total(settled) + first if first is not None else _total(settled),
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


def _of_invoices(runs: Sequence[Run], first: Totals | None) -> list[Totals]:
    """Give the totals of each invoice."""
    found = [sheet.totals for sheet, count in runs for _ in range(count)]
    if first is not None:
        found[0] = found[0] + first
    return found


def _currency(lines: Collected, terms: Terms, faults: list[Exception]) -> Currency | None:
    """Give the one currency of terms and charges, if anything says it."""
    currency = terms.currency or lines.currency
    if currency is None or currency is not lines.currency:
        if terms.rates is None:
            currency = _common_currency(currency, lines, faults)
        else:
            currency = currency or _only_currency(lines, faults)
    stated = [(rule, rule.amount) for rule in terms.discounts if isinstance(rule, AmountOff)]
    for rule, price in stated:
        if currency is not None:
            try:
                same_currency(currency, price.currency, "price in one quote")
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


def _only_currency(lines: Collected, faults: list[Exception]) -> Currency | None:
    """Give the one currency of all charges; of several, the terms say which one counts."""
    found = list(dict.fromkeys([one.currency for one in lines.charges if one.currency is not None]))
    if len(found) <= 1:
        return found[0] if found else None
    listed = " and ".join([one.code for one in found])
    fault = f"prices are in {listed}; say in which one the quote is, by Terms(currency=...)"
    faults.append(TermsError.of("currency.missing", fault, field="currency"))
    return None


def _check_changes(whole: Plan, faults: list[Exception]) -> None:
    """Check that prices of changes are in the currency of the lines that they change."""
    for change, members in whole.changes:
        price = change.own_price
        currencies = {whole.lines.charges[i].currency for i in members}
        for currency in sorted([one.code for one in currencies if one is not None]):
            if price is not None and price.currency.code != currency:
                error = CurrencyMismatchError.of(
                    "currency.mixed",
                    f"cannot change prices in {currency} by one in {price.currency}; state it in "
                    f"{currency}",
                    field="currency",
                    value=price,
                )
                error.component = type(change).__name__
                faults.append(error)


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


def _of_other_terms(lines: Collected, schedule: Schedule) -> Iterator[PricingError]:
    """Tell of the charges that state other billing periods than those of the term."""
    count = schedule.count
    for entry in lines.entries:
        charge = entry.charge
        stated = len(charge.slices) if isinstance(charge, Charge) else 0
        if isinstance(charge, Charge) and charge.counts_years and schedule.is_cut:
            error = TermsError.of(
                "slices.cut",
                f"{entry.what!r} counts contract years in whole months, but the term begins or "
                "ends within a billing period; bill on the day of the month on which it starts, "
                "and for whole months",
                field="slices",
                value=stated,
            )
            error.component = entry.name
            yield error
        elif stated not in {0, count}:
            error = TermsError.of(
                "slices.count",
                f"{entry.what!r} is stated for {stated} billing periods, but the term has {count}; "
                f"say .over(months={stated}), or state one for each",
                field="slices",
                value=stated,
            )
            error.component = entry.name
            yield error


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
