"""Charges on terms -> invoices: the one way from components to totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import localcontext
from itertools import islice
from typing import Any, Final, TypeAlias

from attrs import frozen

from .charge import AnyCharge, Charge, Component, PercentOf
from .discount import AmountOff, Discount
from .entry import Entry
from .errors import (
    ComponentError,
    InvalidTypeError,
    LimitError,
    PricingError,
    PricingErrors,
    TermsError,
    shown,
)
from .exact import EXACT
from .line import Sheet
from .money import Currency, same_currency
from .period import MONTHS_PER, Cadence, due
from .plan import Plan, plan
from .settlement import Settlement
from .terms import Terms, stated_minor
from .totals import Totals

MOST_LINES: Final = 200_000

Pattern: TypeAlias = tuple[tuple[Cadence, tuple[int, int] | None], ...]
"""The fraction for which each cadence is due on an invoice, or None."""


@frozen(kw_only=True, eq=False)
class Priced:
    """What pricing gives.

    Attributes:
        entries: The lines of the whole quote.
        currency: What all amounts are of.
        months: The length of the term.
        runs: Sheets in the order of the invoices, each with how many equal invoices follow
            one another on it.
        totals: The sums over all invoices.
    """

    entries: tuple[Entry, ...]
    currency: Currency
    months: int
    runs: tuple[tuple[Sheet, int], ...]
    totals: Totals


def price(components: Sequence[Component], terms: Terms) -> Priced:
    """Price *components* on *terms*.

    Raises:
        PricingErrors: With all faults found, each naming component and field.
    """
    faults: list[Exception] = []
    entries = collected(components, faults)
    currency = _currency(entries, terms, faults)
    months = terms.months or 1
    _check_cadences(entries, terms, faults)
    whole = plan(entries, terms, faults)
    if faults:
        raise _refused(faults)
    try:
        with localcontext(EXACT):
            runs = tuple(_runs(whole, currency, terms, months))
    except ExceptionGroup as group:
        raise _refused(group.exceptions) from None
    except PricingError as error:
        raise _refused([error]) from None
    prepaid, rounding = stated(terms, currency)
    totals = _total(runs) + Totals(
        currency=currency, prepaid_minor=prepaid, rounding_minor=rounding
    )
    return Priced(entries=whole.entries, currency=currency, months=months, runs=runs, totals=totals)


def collected(components: Sequence[Component], faults: list[Exception]) -> list[Entry]:
    """Ask each component for its charges, once; what goes wrong goes to *faults*."""
    entries: list[Entry] = []
    for component in components:
        try:
            entries.extend(Entry(charge, component) for charge in _charges(component))
        except PricingError as error:
            error.component = error.component or named(component)
            faults.append(error)
        except Exception as error:  # noqa: BLE001  (whatever a component raises is its fault)
            faults.append(_failed(component, error))
    if len(entries) > MOST_LINES:
        faults.append(_too_many())
    return entries


def _charges(component: Component) -> Iterable[AnyCharge]:
    """Ask one component for its charges: all of them, or none."""
    charges = component.charges()
    if not isinstance(charges, tuple):
        charges = tuple(islice(charges, MOST_LINES + 1))
    if len(charges) > MOST_LINES:
        raise _too_many()
    for charge in charges:
        if not isinstance(charge, (Charge, PercentOf)):
            raise _no_charge(charge)
    return charges


def named(component: object) -> str:
    """Give the name of a component, or else of its class."""
    return getattr(component, "name", "") or type(component).__name__


def _currency(entries: Sequence[Entry], terms: Terms, faults: list[Exception]) -> Currency:
    """Give the one currency of terms and charges."""
    currency = terms.currency
    for entry in entries:
        charge = entry.charge
        if isinstance(charge, PercentOf):
            continue
        if currency is None:
            currency = charge.currency
        try:
            same_currency(currency, charge.currency, "price in one quote")
        except PricingError as error:
            error.component = entry.name
            faults.append(error)
    for rule in terms.discounts:
        if isinstance(rule, AmountOff) and currency is not None:
            try:
                same_currency(currency, rule.amount.currency, "price in one quote")
            except PricingError as error:
                error.component = type(rule).__name__
                faults.append(error)
    if currency is None:
        raise TermsError.of(
            "currency.missing",
            "nothing says which currency this quote is in; give Terms(currency=...)",
            field="currency",
        )
    return currency


def _check_cadences(entries: Sequence[Entry], terms: Terms, faults: list[Exception]) -> None:
    if terms.months is not None:
        return
    for entry in entries:
        if entry.cadence in {"quarterly", "yearly"}:
            error = TermsError.of(
                "term.missing",
                f"{entry.what!r} is due {entry.cadence}, but the quote has no term; "
                "say .over(months=12)",
                field="cadence",
            )
            error.component = entry.name
            faults.append(error)


def _runs(
    whole: Plan, currency: Currency, terms: Terms, months: int
) -> Iterator[tuple[Sheet, int]]:
    """Settle the invoices of a term: equal ones once, counted where they follow one another."""
    cadences = {entry.cadence for entry in whole.entries}
    used: list[Cadence] = [cadence for cadence in MONTHS_PER if cadence in cadences]
    known: dict[Any, Sheet] = {}
    carried: dict[int, Any] = {}
    current: Sheet | None = None
    count = 0
    for month in range(months):
        pattern: Pattern = tuple((cadence, due(cadence, month, months)) for cadence in used)
        why_not = _inactive(terms.discounts, month)
        key = (pattern, tuple(why_not.items()), month if carried else None)
        sheet = known.get(key)
        if sheet is None:
            part = _on_invoice(whole, dict(pattern))
            sheet = Settlement(part, currency, terms.rounding, why_not, carried).sheet()
            known[key] = sheet
        carried = {
            applied.position: applied.carried
            for applied in sheet.discounts
            if isinstance(applied.rule, AmountOff) and applied.rule.carry
        }
        if sheet is current:
            count += 1
            continue
        if current is not None:
            yield current, count
        current, count = sheet, 1
    if current is not None:
        yield current, count


def _on_invoice(whole: Plan, fractions: dict[Cadence, tuple[int, int] | None]) -> Plan:
    """Give the plan of an invoice on which each cadence is due for a fraction, or not at all."""
    if all(fraction == (1, 1) for fraction in fractions.values()):
        return whole
    lines: dict[int, tuple[int, int]] = {}
    for position, entry in enumerate(whole.entries):
        fraction = fractions[entry.cadence] if entry.cadence is not None else None
        if fraction is not None:
            lines[position] = fraction
    return whole.restricted(lines)


def _inactive(discounts: Sequence[Discount], month: int) -> dict[int, str]:
    """Give the discounts that do not apply to an invoice, with the reason.

    Every cadence is due in the first month, so that a discount for once is used up then.
    """
    found: dict[int, str] = {}
    for position, rule in enumerate(discounts):
        if rule.lasts == "once" and month > 0:
            found[position] = "used"
        elif isinstance(rule.lasts, int) and month >= rule.lasts:
            found[position] = "expired"
    return found


def _total(runs: Sequence[tuple[Sheet, int]]) -> Totals:
    first, count = runs[0]
    totals = first.totals if count == 1 else first.totals * count
    for sheet, count in runs[1:]:
        totals = totals + sheet.totals * count
    return totals


def stated(terms: Terms, currency: Currency) -> tuple[int, int]:
    """Give what is prepaid, and the stated rounding, in minor units: of the first invoice."""
    rounding = terms.rounding
    return (
        stated_minor(terms.prepaid, currency, rounding),
        stated_minor(terms.rounding_amount, currency, rounding),
    )


def _refused(faults: Sequence[Exception]) -> PricingErrors:
    count = len(faults)
    return PricingErrors(
        f"the quote cannot be priced: {count} fault{'s' if count > 1 else ''}", faults
    )


def _no_charge(value: object) -> PricingError:
    return InvalidTypeError.of(
        "type.charge",
        f"{shown(value)} is not a Charge; charges() gives Charge or PercentOf objects",
        field="charges",
        value=value,
    )


def _too_many() -> PricingError:
    return LimitError.of(
        "limit.count",
        f"a quote has at most {MOST_LINES:,} lines; split it and add the totals",
        field="charges",
    )


def _failed(component: object, cause: Exception) -> PricingError:
    name = named(component)
    cause.add_note(f"while {name} said what it charges")
    error = ComponentError.of(
        "component.failed",
        f"charges() raised {type(cause).__name__}: {shown(str(cause))}",
        field="charges",
        value=component,
    )
    error.component = name
    error.__cause__ = cause
    return error
