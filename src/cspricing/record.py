"""A quote as plain data: texts, whole numbers, lists and dicts, ready for JSON.

Amounts are texts in full, such as ``"1234.50"``, so that no reader's floats touch them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from .discount import AmountOff, Discount
from .line import Line, lines_of, tax_lines_of
from .markup import CostRule
from .money import Money
from .notation import plain
from .pricing import Priced
from .provenance import Citation
from .rule_record import RuleRecord, rule_records
from .selector import described
from .sheet import Sheet
from .step import Step
from .tax import Tax, Withholding
from .term_line import term_lines, term_taxes
from .terms import Terms
from .totals import Totals

SCHEMA: Final = 1


def record(priced: Priced, terms: Terms) -> dict[str, Any]:
    """Give all figures of a priced quote as plain data."""
    return {
        "schema": SCHEMA,
        "currency": priced.currency.code,
        "months": priced.months,
        "start": terms.start.isoformat() if terms.start else None,
        "rounding": {
            "mode": terms.rounding.mode,
            "tax": terms.rounding.tax,
            "decimals": terms.rounding.digits(priced.currency.digits),
            "increment": _number(terms.rounding.increment),
        },
        "totals": _totals(priced.totals),
        "lines": [
            {
                "number": line.number,
                "component": line.name,
                "what": line.what,
                "category": line.category,
                "cadence": line.cadence,
                "invoices": line.invoices,
                "gross": _amount(line.gross),
                "discount": _amount(line.discount),
                "net": _amount(line.net),
                "cost": _amount(line.cost) if line.entry.charge.cost else None,
            }
            for line in term_lines(priced)
        ],
        "taxes": [
            {
                "name": tax.name,
                "code": tax.code,
                "percent": plain(tax.percent),
                "reason": tax.reason,
                "unverified": tax.unverified,
                "base": _amount(tax.base),
                "amount": _amount(tax.amount),
            }
            for tax in term_taxes(priced)
        ],
        "rules": [_applied(rule) for rule in rule_records(priced, terms)],
        "invoices": [_sheet(sheet, count) for sheet, count in priced.runs],
    }


def _sheet(sheet: Sheet, count: int) -> dict[str, Any]:
    """Give one invoice, and how many equal ones follow one another."""
    return {
        "count": count,
        "totals": _totals(sheet.totals),
        "lines": [_line(line) for line in lines_of(sheet)],
        "taxes": [
            {
                "name": tax.name,
                "code": tax.code,
                "percent": plain(tax.percent),
                "base": _amount(tax.base),
                "amount": _amount(tax.amount),
                "lines": list(tax.numbers),
            }
            for tax in tax_lines_of(sheet)
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "gross": _amount(line.gross),
        "discount": _amount(line.discount),
        "net": _amount(line.net),
        "cost": _amount(line.cost) if line.entry.charge.cost else None,
        "unverified": line.unverified,
        "steps": [_step(step) for step in line.steps],
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


def _rule(rule: Discount | Tax | Withholding | CostRule) -> dict[str, Any]:
    """Give what a rule states; a test of lines by its name, which says more than its address."""
    stated: dict[str, Any] = {"type": type(rule).__name__}
    if isinstance(rule, AmountOff):
        stated |= {"price": plain(rule.amount.numerator), "over": rule.amount.denominator}
    else:
        rates = [rate.percent for rate in rule.rates] if isinstance(rule, Tax) else [rule.percent]
        stated |= {"percents": [plain(percent) for percent in rates]}
    if isinstance(rule, Tax):
        stated |= {"code": rule.code, "reason": rule.reason}
    return stated | {"on": None if rule.on is None else described(rule.on)}


def _step(step: Step) -> dict[str, Any]:
    return {
        "quantity": plain(step.quantity),
        "price": plain(step.price.numerator),
        "over": step.price.denominator,
        "per": plain(step.per),
        "fraction": [step.numerator, step.denominator],
        "role": step.role,
    }


def _source(citation: Citation) -> dict[str, Any]:
    source = citation.source
    return {
        "of": citation.of,
        "where": source.where,
        "read": source.read.isoformat() if source.read else None,
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


def _number(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
