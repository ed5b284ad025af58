"""A quote as plain data: texts, whole numbers, lists and dicts, ready for JSON.

Amounts are texts in full, such as ``"1234.50"``, so that no reader's floats touch them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from .billing import PaidAhead
from .change import Change
from .change_record import change_stated
from .charge import AnyCharge, Charge
from .conversion import Conversion
from .discount import AmountOff, PercentOff
from .exchange_told import rates_data
from .floor_record import FloorRecord, floor_records
from .invoicing import due_day, invoices_of
from .line import Line, TaxLine, lines_of, tax_lines_of
from .money import Money
from .notation import plain
from .payment_record import billing_rule, payment, payment_terms
from .payments import payments_of
from .pricing import Priced
from .provenance import Citation
from .rule_record import Rule, RuleRecord, rule_records
from .selector import described
from .sheet import Sheet
from .step import Step
from .tax import Tax
from .term_line import Sums, TermLine, TermTax, one_time, sums_by, term_lines, term_taxes
from .terms import Terms, issue_day
from .totals import Totals

SCHEMA: Final = 1


def record(priced: Priced, terms: Terms) -> dict[str, Any]:
    """Give all figures of a priced quote as plain data."""
    lines = term_lines(priced)
    return {
        "schema": SCHEMA,
        "currency": priced.currency.code,
        "months": _months(priced),
        "start": _day(terms.start),
        "until": _day(terms.until),
        "billing_day": terms.billing_day,
        "in_arrears": terms.in_arrears,
        "proration": terms.proration,
        "due_days": terms.due_days,
        "valid_from": _day(terms.valid_from),
        "valid_until": _day(terms.valid_until),
        "version": terms.version,
        "parent": terms.parent,
        "billing": [billing_rule(rule) for rule in terms.billing],
        **payment_terms(terms),
        "rates": rates_data(terms.rates),
        "rounding": {
            "mode": terms.rounding.mode,
            "tax": terms.rounding.tax,
            "decimals": terms.rounding.digits(priced.currency.digits),
            "increment": _number(terms.rounding.increment),
        },
        "totals": _totals(priced.totals),
        "sums": _sums(lines, priced),
        "lines": [_term_line(line) for line in lines],
        "taxes": [
            _rate(tax)
            | {
                "reason": tax.reason,
                "invoices": tax.invoices,
                "unverified": tax.unverified,
                "base": _amount(tax.base),
                "amount": _amount(tax.amount),
            }
            for tax in term_taxes(priced)
        ],
        "rules": [_applied(rule) for rule in rule_records(priced, terms)],
        "floors": [_floor(one) for one in floor_records(priced, terms)],
        "invoices": list(_invoices(priced, terms)),
        "payments": [
            payment(one) for one in payments_of(priced, terms, invoices_of(priced, terms))
        ],
    }


def _months(priced: Priced) -> int | list[int]:
    """Give the length of the term in months: a whole number, or a numerator and a denominator."""
    above, below = priced.schedule.length
    return above if below == 1 else [above, below]


def _floor(record: FloorRecord) -> dict[str, Any]:
    """Give whether a floor is kept, and by whose word it is not."""
    floor, approval = record.floor, record.approval
    return {
        "margin": _number(floor.margin),
        "on": None if floor.on is None else described(floor.on),
        "may_go_below": list(floor.may_go_below),
        "lines": list(record.numbers),
        "net": _amount(record.net),
        "cost": None if record.cost is None else _amount(record.cost),
        "least": _amount(record.least),
        "shortfall": _amount(record.shortfall),
        "approval": None
        if approval is None
        else {
            "by": approval.by,
            "role": approval.role,
            "given": _day(approval.given),
            "reason": approval.reason,
        },
    }


def _sums(lines: Sequence[TermLine], priced: Priced) -> dict[str, Any]:
    """Give what recurs and what does not, and the sums by category and by component."""
    once = one_time(lines, priced.currency)
    recurring = priced.totals.net - once
    return {
        "one_time": _amount(once),
        "recurring": _amount(recurring),
        "monthly_recurring": {"amount": _amount(recurring), "over": _months(priced)},
        "by_category": _by(lines, "net", lambda line: line.category),
        "by_component": _by(lines, "net", lambda line: line.name),
        "cost_by_category": _by(lines, "cost", lambda line: line.category),
        "cost_by_component": _by(lines, "cost", lambda line: line.name),
    }


def _by(lines: Sequence[TermLine], of: Sums, key: Callable[[TermLine], str]) -> dict[str, str]:
    return {name: _amount(money) for name, money in sums_by(lines, of, key).items()}


def _term_line(line: TermLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "component": line.name,
        "what": line.what,
        "category": line.category,
        "cadence": line.cadence,
        **_counted(line.entry.charge),
        "invoices": line.invoices,
        "unverified": line.unverified,
        "gross": _amount(line.gross),
        "discount": _amount(line.discount),
        "net": _amount(line.net),
        "cost": _amount(line.cost) if line.entry.charge.cost else None,
    }


def _counted(charge: AnyCharge) -> dict[str, Any]:
    """Give how much is charged in a whole period: a quantity, or a percentage of other lines."""
    if isinstance(charge, Charge):
        return {"quantity": plain(charge.quantity), "unit": charge.unit, "percent": None}
    return {"quantity": None, "unit": None, "percent": plain(charge.percent)}


def _rate(tax: TaxLine | TermTax) -> dict[str, Any]:
    """Give what determines the amount of a tax, besides what it is of."""
    return {
        "name": tax.name,
        "code": tax.code,
        "percent": plain(tax.percent),
        "share": plain(tax.tax.share),
        "inclusive": tax.tax.inclusive,
        "since": _day(tax.since),
    }


def _invoices(priced: Priced, terms: Terms) -> Iterator[dict[str, Any]]:
    """Give each invoice with its number, and how many equal ones follow it."""
    number = 1
    for sheet, count in priced.runs:
        first = priced.schedule.period(number - 1)
        issue = issue_day(first, terms)
        dates = {
            "start": _day(first.start),
            "end": _day(first.end),
            "issue": _day(issue),
            "due": _day(due_day(issue, terms)),
        }
        yield {"number": number, **dates, "count": count, **_sheet(sheet)}
        number += count


def _sheet(sheet: Sheet) -> dict[str, Any]:
    """Give what an invoice holds."""
    return {
        "totals": _totals(sheet.totals),
        "lines": [_line(line) for line in lines_of(sheet)],
        "taxes": [
            _rate(tax)
            | {
                "base": _amount(tax.base),
                "amount": _amount(tax.amount),
                "lines": list(tax.numbers),
            }
            for tax in tax_lines_of(sheet)
        ],
        "withheld": [
            {
                "name": rule.name,
                "percent": plain(rule.percent),
                "base": _amount(sheet.money(base)),
                "amount": _amount(sheet.money(units)),
            }
            for rule, base, units in sheet.withheld
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "gross": _amount(line.gross),
        "discount": _amount(line.discount),
        "discounts": [
            {"rule": applied.position + 1, "amount": _amount(line.sheet.money(cut))}
            for applied in line.sheet.discounts
            if (cut := applied.cuts.get(line.position))
        ],
        "net": _amount(line.net),
        "cost": _amount(line.cost) if line.entry.charge.cost else None,
        "unverified": line.unverified,
        "steps": [_step(step) for step in line.steps],
        "billed_steps": [_step(step) for step in line.billed_steps],
        "sources": [_source(citation) for citation in line.citations],
    }


def _applied(rule: RuleRecord) -> dict[str, Any]:
    """Give what a rule did."""
    return {
        "kind": rule.kind,
        "rule": _rule(rule.rule),
        "lines": list(rule.numbers),
        "base": _amount(rule.base),
        "amount": _amount(rule.amount),
        "lapsed": _amount(rule.lapsed),
        "why_not": rule.why_not,
        "unverified": rule.unverified,
        "sources": [_source(citation) for citation in rule.citations],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """Give what a rule states; a test of lines by its name, which says more than its address."""
    stated: dict[str, Any] = {"type": type(rule).__name__, "optional": rule.optional}
    if isinstance(rule, Change):
        stated |= change_stated(rule)
    elif isinstance(rule, AmountOff):
        stated |= {"price": plain(rule.amount.numerator), "over": rule.amount.denominator}
        stated |= {"cap": rule.cap, "carry": rule.carry}
    elif isinstance(rule, Tax):
        stated |= {**_tax(rule), "inclusive": rule.inclusive}
        stated |= {"later": [{"since": _day(tax.since), **_tax(tax)} for tax in rule.later]}
    else:
        stated |= {"percents": [plain(rule.percent)]}
    if isinstance(rule, PaidAhead):
        stated |= {"months": rule.months}
    if isinstance(rule, PercentOff):
        stated |= {"base": rule.base}
    if isinstance(rule, (PercentOff, AmountOff)):
        stated |= {"level": rule.level, "lasts": rule.lasts, "reason": rule.reason}
    return stated | {"on": None if rule.on is None else described(rule.on)}


def _tax(tax: Tax) -> dict[str, Any]:
    """Give what a tax states that it may become another by."""
    return {
        "percents": [plain(rate.percent) for rate in tax.rates],
        "names": [rate.name for rate in tax.rates],
        "share": plain(tax.share),
        "code": tax.code,
        "reason": tax.reason,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "quantity": plain(step.quantity),
        "price": plain(step.price.numerator),
        "currency": step.price.currency.code,
        "over": step.price.denominator,
        "per": plain(step.per),
        "factors": [
            {
                "above": _number(one.numerator),
                "below": _number(one.denominator),
                "why": one.why,
                "told": dict(one.told),
                "to": one.to.code if isinstance(one, Conversion) else None,
            }
            for one in step.factors
        ],
        "role": step.role,
    }


def _source(citation: Citation) -> dict[str, Any]:
    source = citation.source
    return {
        "of": citation.of,
        "where": source.where,
        "read": _day(source.read),
        "confidence": source.confidence,
    }


def _totals(totals: Totals) -> dict[str, str]:
    return {name: _amount(getattr(totals, name)) for name in _TOTALS}


_TOTALS: Final = (
    "subtotal",
    "discount",
    "net",
    "tax",
    "tax_included",
    "total",
    "rounding",
    "prepaid",
    "withheld",
    "payable",
    "cost",
)


def _amount(money: Money) -> str:
    return plain(money.amount)


def _number(number: Decimal | int | None) -> str | None:
    return None if number is None else plain(Decimal(number))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
