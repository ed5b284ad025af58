"""Whole quotes once more, in the most obvious way: the second opinion on every total.

Written from DESIGN.md, sections 3 to 6, in `Fraction` and `int`, one invoice after the other, one
line after the other; nothing is shared, skipped, or counted twice.
It shares no code with the library: it only reads the public fields of components, tariffs,
terms and rules.

    second = naive_quote.priced(quote.components, quote.terms)
    assert second.totals["net"] == quote.net.minor

All amounts are whole minor units of the currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import naive_calendar
from cspricing import Charge, Terms
from naive_invoice import Invoicing, NaiveInvoice
from naive_rows import TaxKey, on_invoice, rows_of

TOTALS = (
    *("subtotal", "discount", "net", "tax", "tax_included", "total"),
    *("withheld", "rounding", "prepaid", "payable", "cost"),
)


@dataclass
class NaiveQuote:
    """All invoices, and their sums."""

    bills: list[naive_calendar.Bill]
    invoices: list[NaiveInvoice]
    totals: dict[str, int]
    nets: dict[int, int]
    costs: dict[int, int]
    taxes: dict[tuple[TaxKey, int], tuple[int, int]]
    lapsed: dict[int, int]


def priced(components: Sequence[Any], terms: Terms) -> NaiveQuote:
    """Price *components* on *terms*.

    Raises:
        RefusedError: If a discount exceeds what it comes off, and neither caps nor carries.
    """
    charges = [row.charge for row in rows_of(components)]
    currency = terms.currency or next(c.currency for c in charges if isinstance(c, Charge))
    minor = 10**currency.digits
    prepaid = 0 if terms.prepaid is None else int(terms.prepaid.fraction * minor)
    stated = 0 if terms.rounding_amount is None else int(terms.rounding_amount.fraction * minor)
    carried: dict[int, int] = {}
    invoices = []
    unit = 1
    used: set[int] = set()
    bills = naive_calendar.bills(terms)
    for bill in bills:
        rows = on_invoice(components, terms, bill.parts, bill.issued)
        invoicing = Invoicing(rows, terms, currency.digits, bill.elapsed, used)
        first = bill is bills[0]
        invoices.append(invoicing.invoice(carried, prepaid * first, stated * first))
        used |= {number for number in range(len(terms.discounts)) if invoicing.selected(number)}
        unit = invoicing.unit
    taxes: dict[tuple[TaxKey, int], tuple[int, int]] = {}
    nets = dict.fromkeys(range(1, len(charges) + 1), 0)
    costs = dict(nets)
    lapsed = {number: units * unit for number, units in carried.items()}
    for invoice in invoices:
        for key, number, base, amount in invoice.taxes:
            bases, amounts = taxes.get((key, number), (0, 0))
            taxes[key, number] = bases + base, amounts + amount
        for row in invoice.rows:
            nets[row.number] += row.net * unit
            costs[row.number] += row.cost * unit
        for number, units in invoice.lapsed.items():
            lapsed[number] = lapsed.get(number, 0) + units
    return NaiveQuote(
        bills=bills,
        invoices=invoices,
        totals={name: sum(invoice.totals[name] for invoice in invoices) for name in TOTALS},
        nets=nets,
        costs=costs,
        taxes=taxes,
        lapsed=lapsed,
    )
