"""A quote as Markdown, for the customer: its lines, taxes and totals, without own costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..charge import Charge
from ..discount import AmountOff, PercentOff
from ..errors import InvalidTypeError, TermsError, shown
from ..messages import Language, checked_language, message
from ..notation import grouped
from ..provenance import Citation
from ..quote import Quote
from ..rounding import TaxRounding
from ..term_line import TermLine, TermTax
from ..titles import (
    billing_told,
    cited,
    component_name,
    discount_title,
    line_title,
    lines_named,
    listed,
    rate_title,
    rounding_told,
    rule_title,
    tax_notes,
    term_told,
    treatment_told,
)
from ..units import unit_word

# Stands behind what rests on a figure that nobody has verified.
_MARK: Final = r" \*"
# What CommonMark, or GitHub, would not show as it is: among them entities, and mathematics.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|&~$])")


_COLUMNS: Final = (
    "number",
    "description",
    "quantity",
    "unit_price",
    "due",
    "list",
    "discount",
    "included",
    "net",
)


def to_markdown(quote: Quote, language: Language = "en") -> str:
    """Write a quote for its customer.

    What a markup made of the costs of a component is shown as one price, by the name of the
    component: neither what was spent on, nor how much of it, nor its sources.

    Args:
        quote: Priced lines only; a line that is an own cost is refused, for a customer must
            not see it.
        language: ``en`` or ``zh``.

    Raises:
        TermsError: If the quote shows own costs (``document.cost``).
        InvalidTypeError: If *quote* is no quote (``type.quote``).

    >>> from cspricing import EUR, VAT, Item, Quote
    >>> seats = Item(name="Seats", quantity=3, unit="seat", price=EUR(40), category="software")
    >>> print(to_markdown(Quote.of(seats).taxed(VAT(19))))
    # Quote in EUR
    <BLANKLINE>
    Term: one month (no term was stated)
    <BLANKLINE>
    | No. | Description | Quantity | Unit price | Due | List price | Discount | Net |
    | --: | :-- | --: | --: | :-- | --: | --: | --: |
    | 1 | Seats | 3 seats | EUR 40.00 | once | EUR 120.00 | EUR 0.00 | EUR 120.00 |
    <BLANKLINE>
    | Totals | |
    | :-- | --: |
    | subtotal (list) | EUR 120.00 |
    | net | EUR 120.00 |
    | VAT 19 % of EUR 120.00 | EUR 22.80 |
    | **total** | **EUR 142.80** |
    <BLANKLINE>
    Amounts are rounded half up to 2 decimals, tax once per rate.
    """
    told = checked_language(language)
    _check(quote)
    blocks = [
        f"# {message('title', told, currency=quote.currency)}",
        term_told(quote.terms, told),
        *([billing] if (billing := billing_told(quote.terms, told)) else []),
        _table(*_lines(quote, told)),
        _table(*_totals(quote, told)),
        rounding_told(quote.terms.rounding, quote.currency, told),
        *_notes(quote, told),
    ]
    return "\n\n".join(blocks)


def _check(quote: Quote) -> None:
    """Refuse what is no quote, and a quote that shows own costs."""
    if not isinstance(quote, Quote):
        raise InvalidTypeError.of(
            "type.quote",
            f"{shown(quote)} is not a quote; give Quote.of(...)",
            field="quote",
            value=quote,
        )
    hidden = [line.what for line in quote.lines if line.is_cost]
    if hidden:
        raise TermsError.of(
            "document.cost",
            f"{', '.join(hidden)} are own costs, which a customer must not see; price them with "
            "marked_up(Markup(...)), or leave them out",
            field="quote",
            value=quote,
        )


def _lines(quote: Quote, language: Language) -> tuple[Sequence[str], str, list[Sequence[str]]]:
    """Give the table of lines: with unit prices, and the tax in prices, if there are any.

    With that tax the rows add up.
    """
    rows = [_row(shown, language) for shown in _shown(quote.lines)]
    empty = set[str]()
    if not any(row["unit_price"] for row in rows):
        empty.add("unit_price")
    if not any(line.tax_included for line in quote.lines):
        empty.add("included")
    names = [name for name in _COLUMNS if name not in empty]
    return (
        [message(f"column_{name}", language) for name in names],
        " ".join("l" if name in {"description", "due"} else "r" for name in names),
        [[row[name] for name in names] for row in rows],
    )


def _row(shown: Sequence[TermLine], language: Language) -> dict[str, str]:
    """Give the cells of a row by the names of their columns."""
    first = shown[0]
    return {
        "number": listed((line.number for line in shown), language),
        "description": _description(shown, language),
        "quantity": _quantity(first, language),
        "unit_price": _unit_price(first),
        "due": _due(first, language),
        "list": str(sum(line.gross + line.surcharge for line in shown)),
        "discount": str(sum(line.discount for line in shown)),
        "included": str(sum(line.tax_included for line in shown)),
        "net": str(sum(line.net for line in shown)),
    }


def _shown(lines: Sequence[TermLine]) -> list[list[TermLine]]:
    """Give the lines of each row: prices stand alone, the costs of a component together.

    Wages beside on-cost, or either beside its hours, would tell the customer what people earn.
    """
    found: dict[object, list[TermLine]] = {}
    for line in lines:
        together = (id(line.entry.component), line.cadence, line.invoices)
        found.setdefault(together if line.entry.charge.cost else line.number, []).append(line)
    return list(found.values())


def _description(shown: Sequence[TermLine], language: Language) -> str:
    entry = shown[0].entry
    title = component_name if entry.charge.cost else line_title
    mark = _MARK if any(line.unverified for line in shown) else ""
    return f"{escaped(title(entry, language))}{mark}"


def _due(line: TermLine, language: Language) -> str:
    """Say how often a line is due, and what of its last period the term leaves."""
    if line.cadence is None:
        return message("as_others", language)
    cadence = message(line.cadence, language)
    counts: dict[str, int] = {}
    for part in line.parts:
        told = message(part.why, language, **dict(part.told))
        counts[told] = counts.get(told, 0) + 1
    whole = line.invoices - len(line.parts)
    if not whole and list(counts.values()) == [1]:
        return message("clause", language, text=cadence, more=next(iter(counts)))
    parts = [told if count == 1 else f"{count} x {told}" for told, count in counts.items()]
    many = [] if not whole else [cadence if whole == 1 else f"{whole} x {cadence}"]
    return " + ".join([*many, *parts])


def _quantity(line: TermLine, language: Language) -> str:
    charge = line.entry.charge
    if charge.cost:
        return ""
    if not isinstance(charge, Charge):
        return f"{grouped(charge.percent)} %"
    unit = unit_word(charge.unit, language, one=charge.quantity in {1, -1})
    return escaped(f"{grouped(charge.quantity)} {unit}")


def _unit_price(line: TermLine) -> str:
    """Write the price of a unit, or of so many, if the line has one price for all its units."""
    step = line.unit_price
    if step is None:
        return ""
    return str(step.price) if step.per == 1 else f"{step.price} / {grouped(step.per)}"


def _totals(quote: Quote, language: Language) -> tuple[Sequence[str], str, list[Sequence[str]]]:
    totals = quote.totals
    rows: list[Sequence[str]] = [(message("subtotal", language), str(totals.subtotal))]
    rows.extend(_discounts(quote, language))
    if totals.tax_included:
        rows.append((message("tax_included", language), str(-totals.tax_included)))
    rows.append((message("net", language), str(totals.net)))
    for tax in quote.tax_lines:
        told = _tax(tax, quote.terms.rounding.tax, language)
        mark = _MARK if tax.unverified else ""
        rows.append((f"{escaped(told)}{mark}", str(tax.amount)))
    rows.append((f"**{message('total', language)}**", f"**{totals.total}**"))
    if totals.payable != totals.total:
        rows.extend(_payable(quote, language))
    if quote.months > 1 and quote.recurring:
        rows.append((message("one_time", language), str(quote.one_time)))
        rows.append((message("recurring", language), str(quote.recurring)))
    return (message("totals", language), ""), "l r", rows


def _discounts(quote: Quote, language: Language) -> Iterator[Sequence[str]]:
    """Give what allowances take off, and each discount by its name."""
    allowance = sum(line.allowance for line in quote.lines)
    if allowance:
        yield message("allowances", language), str(-allowance)
    for record in quote.rules:
        if not isinstance(record.rule, (PercentOff, AmountOff)):
            continue
        title = discount_title(record.rule, language)
        if record.lapsed:
            note = message("lapsed_amount", language, amount=record.lapsed)
            title = message("noted", language, text=title, note=note)
        if record.amount or record.lapsed:
            yield escaped(title), str(-record.amount)


def _tax(tax: TermTax, rounded: TaxRounding, language: Language) -> str:
    """Name a tax and what it is of: as a product only if it multiplies out to the amount."""
    title = rate_title(tax.name, tax.percent, language)
    once = rounded == "rate" and tax.invoices == 1 and not tax.tax.inclusive
    key = "tax_of" if once or not tax.percent else "tax_on"
    told = message(key, language, tax=title, base=tax.base)
    treatment = treatment_told(tax.tax, language)
    notes = [*([treatment] if treatment else []), *tax_notes(tax.tax, rounded, language)]
    if tax.percent and tax.invoices > 1:
        notes.append(message("tax_summed", language, count=tax.invoices))
    note = message("and", language).join(notes)
    return message("noted", language, text=told, note=note) if note else told


def _payable(quote: Quote, language: Language) -> Iterator[Sequence[str]]:
    totals = quote.totals
    for key, amount in (("rounding_amount", totals.rounding), ("prepaid", -totals.prepaid)):
        if amount:
            yield message(key, language), str(amount)
    for record in quote.rules:
        if record.kind == "withholding" and record.amount:
            lines = lines_named(record.numbers, language)
            told = message("clause", language, text=rule_title(record.rule, language), more=lines)
            yield f"{escaped(told)}{_MARK if record.unverified else ''}", str(-record.amount)
    yield f"**{message('payable', language)}**", f"**{totals.payable}**"


def _notes(quote: Quote, language: Language) -> list[str]:
    """Say where figures come from, and which of them nobody has verified.

    What a cost rests on stays with the company, though a markup made a price of it.
    """
    rules = [rule for rule in quote.rules if rule.kind != "markup" and not rule.why_not]
    told = [line.citations for line in quote.lines if not line.entry.charge.cost]
    told += [rule.citations for rule in rules]
    listed = dict.fromkeys(_cited(citation, language) for some in told for citation in some)
    marked = any(line.unverified for line in quote.lines) or any(rule.unverified for rule in rules)
    blocks = [
        *([f"\\* {message('unverified_line', language)}"] if marked else []),
        *(["\n".join(listed)] if listed else []),
    ]
    return [f"## {message('sources', language)}", *blocks] if blocks else []


def _cited(citation: Citation, language: Language) -> str:
    return f"- {escaped(cited(citation, language))}"


def _table(head: Sequence[str], sides: str, rows: Sequence[Sequence[str]]) -> str:
    rule = ["--:" if side == "r" else ":--" for side in sides.split()]
    return "\n".join(f"| {' | '.join(row)} |".replace("  |", " |") for row in (head, rule, *rows))


def escaped(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is.

    >>> print(escaped("5 * <b> | x"))
    5 \* \<b\> \| x
    """
    return _SPECIAL.sub(r"\\\1", text)
