"""Invoices and orders of others come to every figure that they state, by EN 16931.

The documents are from public corpora (CEN, Peppol, XRechnung, ZUGFeRD, ...).
This module writes each of them down, and thereby shows how one maps to the library.
BG and BT are the numbers of groups and terms in EN 16931-1.

=======================================  =======================================================
the document                             the library
=======================================  =======================================================
BG-25 line                               an `Item`
BG-27, BG-28 allowance, charge on it     an `Allowance`, a `Surcharge` within the item
BG-20, BG-21 allowance, charge           an `Allowance`, a `Surcharge` beside the items
BG-30, BT-95, BT-102 tax category        the tax that an item, or what is beside it, carries
BG-22 totals                             the totals of the quote, and its sums by category
BG-23 tax breakdown                      the tax lines of its invoice
BR-CO, BR-DEC, BR-S, ... how to round    ``Terms(rounding=EN16931)``
=======================================  =======================================================
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

import pytest
from attrs import evolve

import oracles
from cspricing import (
    EN16931,
    EUR,
    VAT,
    Allowance,
    Currency,
    Invoice,
    Item,
    Money,
    Price,
    Quote,
    Surcharge,
    Tax,
    TaxLine,
    Terms,
)

FILE: Final = "en16931.jsonl"
DOCUMENTS: Final = oracles.cases(FILE)

# On this day all currencies of the documents were in force: it is the last of the kuna.
IN_FORCE: Final = date(2022, 12, 31)

# A total for each of these is what a document states (BG-22), so each is a category.
LINES: Final = "line"
ALLOWANCES: Final = "document allowance"
CHARGES: Final = "document charge"

# What makes a row of the tax breakdown: category (BT-118), rate (BT-119), scheme.
Row: TypeAlias = tuple[str, Decimal, str]
Figures: TypeAlias = Mapping[str, Money]

# What a row may give: the last two are of the extended profile of Factur-X alone.
AMOUNTS: Final = ("taxable", "tax", "line_total_basis", "allowance_charge_basis")


# ---------------------------------------------------------------------------- what goes in


def quote_of(document: oracles.Case) -> Quote:
    """Write down a document: its lines, then what is beside them, on its terms."""
    currency, inputs = currency_of(document), document["inputs"]
    return Quote.of(
        *(item(place, line, currency) for place, line in enumerate(inputs["lines"], start=1)),
        *(beside(one, ALLOWANCES, currency) for one in inputs["allowances"]),  # BG-20
        *(beside(one, CHARGES, currency) for one in inputs["charges"]),  # BG-21
    ).on_terms(terms(inputs, currency))


def currency_of(stated: oracles.Case) -> Currency:
    """Give the currency of a document (BT-5)."""
    return Currency.of(stated["currency"], on=IN_FORCE)


def terms(inputs: oracles.Case, currency: Currency) -> Terms:
    """Write down what concerns the document as a whole."""
    return Terms(
        currency=currency,
        rounding=EN16931,
        prepaid=price_if_stated(inputs["prepaid"], currency),  # BT-113
        rounding_amount=price_if_stated(inputs["rounding"], currency),  # BT-114
    )


def price_if_stated(amount: str | None, currency: Currency) -> Price | None:
    """Write down an amount that a document may leave out."""
    return None if amount is None else currency(number(amount))


def number(written: str) -> Decimal:
    """Read a number as documents write them (xsd:decimal): +0.10 and 00.00 are numbers there."""
    return Decimal(written)


def item(place: int, line: oracles.Case, currency: Currency) -> Item:
    """Write down a line (BG-25) with its own allowances and charges, which are taxed with it."""
    adjustments = within(line, currency)
    return Item(
        name=f"Line {place}",  # BT-126
        quantity=number(line["quantity"]),  # BT-129
        price=currency(number(line["price"])),  # BT-146
        per=number(line.get("base_quantity", "1")),  # BT-149
        category=LINES,
        tax=tax_of(line),  # BG-30
        allowances=[one for one in adjustments if isinstance(one, Allowance)],
        surcharges=[one for one in adjustments if isinstance(one, Surcharge)],
    )


def within(line: oracles.Case, currency: Currency) -> list[Allowance | Surcharge]:
    """Write down the allowances (BG-27) and charges (BG-28) on a line."""
    return [
        *(adjustment(one, ALLOWANCES, currency) for one in line.get("allowances", ())),
        *(adjustment(one, CHARGES, currency) for one in line.get("charges", ())),
    ]


def beside(stated: oracles.Case, group: str, currency: Currency) -> Allowance | Surcharge:
    """Write down an allowance or charge of the document, which has a tax treatment of its own."""
    tax = tax_of(stated)  # BT-95, BT-96, BT-102, BT-103
    return evolve(adjustment(stated, group, currency), category=group, tax=tax)


def adjustment(stated: oracles.Case, group: str, currency: Currency) -> Allowance | Surcharge:
    """Write down an allowance or charge: as a percentage where that is what it comes to.

    A correction that repeats an invoice with the opposite sign has negative ones.
    What is below nothing as an allowance is a surcharge here, and the reverse; beside the lines
    it is still among the allowances by its category.
    """
    opposite = number(stated["amount"]) < 0
    kind = Surcharge if (group == CHARGES) != opposite else Allowance
    reason = stated.get("reason_code", "")  # BT-98, BT-105, BT-140, BT-145
    if is_percentage(stated, currency):
        percent = abs(number(stated["percent"]))  # BT-94, BT-101, BT-138, BT-143
        base = currency(abs(number(stated["base"])))  # BT-93, BT-100, BT-137, BT-142
        return kind(percent=percent, base=base, reason=reason)
    amount = currency(abs(number(stated["amount"])))  # BT-92, BT-99, BT-136, BT-141
    return kind(amount=amount, reason=reason)


def is_percentage(stated: oracles.Case, currency: Currency) -> bool:
    """Tell whether a stated amount is what its percentage of its base settles to.

    Documents may be 0.02 off (Peppol R040), and some state a base without a percentage.
    Totals rest on the amount (BR-CO-11, BR-CO-12), so where the two differ it is the amount that
    is written down.
    """
    if "percent" not in stated or "base" not in stated:
        return False
    price = currency(number(stated["base"])) * number(stated["percent"]) / 100
    return price.settle(EN16931) == money(stated["amount"], currency)


def tax_of(stated: oracles.Case) -> Tax:
    """Write down a tax treatment: a category code, the rate, and the scheme that has the code."""
    (tax,) = stated["tax"]
    return VAT(number(tax["rate"]), code=tax["category"], name=tax["scheme"])


# ---------------------------------------------------------------------------- what comes out


def nets_of(invoice: Invoice) -> Figures:
    """Give the net of each line (BT-131), by its number (BT-126)."""
    return {line.name: line.net for line in invoice.lines if not line.is_stated}


def totals_of(quote: Quote) -> Figures:
    """Give the totals of a document (BG-22)."""
    nothing = Money(0, quote.currency)
    sums = quote.by_category()
    return {
        "line_total": sums.get(LINES, nothing),  # BT-106
        "allowance_total": -sums.get(ALLOWANCES, nothing),  # BT-107
        "charge_total": sums.get(CHARGES, nothing),  # BT-108
        "tax_exclusive": quote.net,  # BT-109
        "tax_inclusive": quote.total,  # BT-112
        "prepaid": quote.totals.prepaid,  # BT-113
        "rounding": quote.totals.rounding,  # BT-114
        "payable": quote.payable,  # BT-115
    }


def breakdown_of(invoice: Invoice) -> dict[Row, Figures]:
    """Give the tax breakdown (BG-23)."""
    taxes = invoice.tax_lines
    return {(tax.code, tax.percent, tax.name): amounts_of(tax, invoice) for tax in taxes}


def amounts_of(tax: TaxLine, invoice: Invoice) -> Figures:
    """Give the amounts of a row of the tax breakdown."""
    nothing = Money(0, tax.base.currency)
    lines = [line for line in invoice.lines if line.number in tax.numbers]
    return {
        "taxable": tax.base,  # BT-116
        "tax": tax.amount,  # BT-117
        "line_total_basis": sum((one.net for one in lines if not one.is_stated), nothing),
        "allowance_charge_basis": sum((one.net for one in lines if one.is_stated), nothing),
    }


def adjustments_of(invoice: Invoice) -> list[list[Money]]:
    """Give what comes off (below nothing) or on each line, and last what stands beside them."""
    items = [line for line in invoice.lines if not line.is_stated]
    beside_them = sorted(line.net for line in invoice.lines if line.is_stated)
    return [*(sorted(amount for _, amount in line.adjustments) for line in items), beside_them]


# ---------------------------------------------------------------------------- what is stated


def money(amount: str, currency: Currency) -> Money:
    """Read a figure that a document states."""
    return Money(number(amount), currency)


def stated_nets(document: oracles.Case) -> dict[str, Money]:
    """Give the nets that the lines of a document state (BT-131); one left one out."""
    nets, currency = document["expected"]["line_nets"], currency_of(document)
    return {
        f"Line {place}": money(net, currency)
        for place, net in enumerate(nets, start=1)
        if net is not None
    }


def stated_taxes(document: oracles.Case) -> list[Money]:
    """Give the totals of tax that a document states (BT-110); one leaves the currency out."""
    taxes = document["expected"]["tax_totals"]
    return [money(tax["amount"], currency_of({**document, **tax})) for tax in taxes]


def stated_totals(document: oracles.Case) -> Figures:
    """Give the totals that a document states."""
    totals, currency = document["expected"]["totals"], currency_of(document)
    return {name: money(amount, currency) for name, amount in totals.items()}


def stated_breakdown(document: oracles.Case) -> dict[Row, Figures]:
    """Give the tax breakdown that a document states: invoices have one, orders have none."""
    found: dict[Row, Figures] = {}
    for row in document["expected"]["tax_breakdown"]:
        currency = currency_of({**document, **row})
        figures = {name: money(row[name], currency) for name in AMOUNTS if name in row}
        found[row["category"], number(row["rate"]), row["scheme"]] = figures
    return found


def stated_adjustments(document: oracles.Case) -> list[list[Money]]:
    """Give the allowances (with the opposite sign) and charges that a document states."""
    currency, inputs = currency_of(document), document["inputs"]
    places = (*inputs["lines"], inputs)
    off = [[-money(a["amount"], currency) for a in place.get("allowances", ())] for place in places]
    on = [[money(a["amount"], currency) for a in place.get("charges", ())] for place in places]
    return [sorted([*down, *up]) for down, up in zip(off, on, strict=True)]


def restricted(figures: Figures, to: Figures) -> Figures:
    """Keep the figures that a document states."""
    return {name: figures[name] for name in to}


# ---------------------------------------------------------------------------- the documents


def test_all_documents_are_there() -> None:
    """The file has 385 documents, no two of one name."""
    documents = oracles.load(FILE)
    assert len({document["id"] for document in documents}) == len(documents) == 385


def test_percentages_are_written_as_such() -> None:
    """Of 366 allowances and charges in the documents, 237 are written as percentages."""
    components = [one for document in oracles.load(FILE) for one in quote_of(document).components]
    written = [one for one in components if isinstance(one, (Allowance, Surcharge))]
    for one in components:
        if isinstance(one, Item):
            written += [*one.allowances, *one.surcharges]
    assert (len(written), sum(one.percent is not None for one in written)) == (366, 237)


@pytest.mark.parametrize(
    ("amount", "base", "percent", "written"),
    [
        ("10.00", "100.04", "10", Allowance(percent=10, base=EUR("100.04"))),
        ("10.01", "100.04", "10", Allowance(amount=EUR("10.01"))),
        ("-10.00", "-100", "10", Surcharge(percent=10, base=EUR(100))),
        ("-10.00", "100", "-10", Surcharge(percent=10, base=EUR(100))),
    ],
)
def test_amount_and_percentage(
    amount: str, base: str, percent: str, written: Allowance | Surcharge
) -> None:
    """An amount is written as a percentage if it is what that settles to, else as it stands."""
    stated = {"amount": amount, "base": base, "percent": percent}
    assert adjustment(stated, ALLOWANCES, EUR) == written


@pytest.mark.parametrize("document", DOCUMENTS)
def test_document(document: oracles.Case) -> None:
    """A document comes to every figure that it states."""
    quote = quote_of(document)
    (invoice,) = quote.invoices
    nets, totals = stated_nets(document), stated_totals(document)
    assert restricted(nets_of(invoice), nets) == nets
    assert adjustments_of(invoice) == stated_adjustments(document)
    assert restricted(totals_of(quote), totals) == totals
    assert [quote.tax] == stated_taxes(document)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_tax_breakdown(document: oracles.Case) -> None:
    """A document has the rows of tax that it states, if it states any, and no others."""
    (invoice,) = quote_of(document).invoices
    stated, found = stated_breakdown(document), breakdown_of(invoice)
    rows = stated or found
    assert found.keys() == rows.keys()
    assert {row: restricted(found[row], figures) for row, figures in stated.items()} == stated


@pytest.mark.parametrize("document", DOCUMENTS)
def test_verification(document: oracles.Case) -> None:
    """Every figure that is printed of a document follows from those printed before it."""
    quote_of(document).verify()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_order(document: oracles.Case) -> None:
    """No total, tax or line of a document depends on the order of what is in it."""
    quote = quote_of(document)
    mixed = list(quote.components)
    random.Random(document["id"]).shuffle(mixed)
    for components in (mixed, quote.components[::-1]):
        other = Quote.of(*components).on_terms(quote.terms)
        assert other.totals == quote.totals
        assert breakdown_of(other.invoices[0]) == breakdown_of(quote.invoices[0])
        assert other.by_component() == quote.by_component()
        assert other.by_category() == quote.by_category()
