"""A quote as Markdown, for the customer: its lines, taxes and totals, without own costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ..charge import Charge
from ..errors import InvalidTypeError, TermsError, shown
from ..messages import Language, checked_language, message, months, unit_word, word
from ..notation import grouped
from ..provenance import Citation
from ..quote import Quote
from ..term_line import TermLine

# What CommonMark, or GitHub, would not show as it is: among them entities, and mathematics.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|&~$])")


def to_markdown(quote: Quote, language: Language = "en") -> str:
    """Write a quote for its customer.

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
    | No. | Description | Quantity | Due | List price | Discount | Net |
    | --: | :-- | --: | :-- | --: | --: | --: |
    | 1 | Seats | 3 seats | once | EUR 120.00 | EUR 0.00 | EUR 120.00 |
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
    blocks = [
        f"# {message('title', told, currency=quote.currency)}",
        _term(quote, told),
        _table(*_lines(quote, told)),
        _table(*_totals(quote, told)),
        _rounding(quote, told),
        *_notes(quote, told),
    ]
    return "\n\n".join(blocks)


def _term(quote: Quote, language: Language) -> str:
    terms = quote.terms
    if terms.months is None:
        return message("term_none", language)
    term = months(terms.months, language)
    if terms.start is None:
        return message("term_months", language, term=term)
    end = quote.invoices[-1].period.end
    return message("term_dated", language, term=term, start=terms.start, end=end)


def _rounding(quote: Quote, language: Language) -> str:
    rounding = quote.terms.rounding
    return message(
        "rounding",
        language,
        mode=message(rounding.mode, language),
        digits=rounding.digits(quote.currency.digits),
        tax=message(f"tax_{rounding.tax}", language),
    )


def _lines(quote: Quote, language: Language) -> tuple[Sequence[str], str, list[Sequence[str]]]:
    """Give the table of lines; with the tax in their prices, if there is any, so that rows add."""
    lines = quote.lines
    inside = any(line.tax_included for line in lines)
    names = ["number", "description", "quantity", "due", "list", "discount", "included", "net"]
    rows: list[Sequence[str]] = [
        (
            str(line.number),
            _description(line, language),
            _quantity(line, language),
            _due(line, language),
            str(line.gross + line.surcharge),
            str(line.discount),
            *([str(line.tax_included)] if inside else []),
            str(line.net),
        )
        for line in lines
    ]
    head = [message(f"column_{name}", language) for name in names if inside or name != "included"]
    return head, f"r l r l r r {'r ' if inside else ''}r", rows


def _description(line: TermLine, language: Language) -> str:
    name, what = word(line.name, language), word(line.what, language)
    title = escaped(name if name == what else message("named", language, name=name, what=what))
    mark = r" \*" if line.unverified else ""
    return f"{title}{mark}"


def _due(line: TermLine, language: Language) -> str:
    cadence = message(line.cadence or "with others", language)
    return cadence if line.invoices == 1 else f"{line.invoices} x {cadence}"


def _quantity(line: TermLine, language: Language) -> str:
    charge = line.entry.charge
    if not isinstance(charge, Charge):
        return f"{grouped(charge.percent)} %"
    unit = unit_word(charge.unit, language, one=charge.quantity in {1, -1})
    return escaped(f"{grouped(charge.quantity)} {unit}")


def _totals(quote: Quote, language: Language) -> tuple[Sequence[str], str, list[Sequence[str]]]:
    totals = quote.totals
    rows: list[Sequence[str]] = [(message("subtotal", language), str(totals.subtotal))]
    for key, amount in (
        ("discount_total", -totals.discount),
        ("tax_included", -totals.tax_included),
    ):
        if amount:
            rows.append((message(key, language), str(amount)))
    rows.append((message("net", language), str(totals.net)))
    for tax in quote.tax_lines:
        name = escaped(word(tax.name, language))
        reasons = "; ".join(escaped(word(reason, language)) for reason in tax.tax.reasons)
        reason = f" - {reasons}" if reasons else ""
        of = message("of", language)
        mark = r" \*" if tax.unverified else ""
        said = f"{name} {grouped(tax.percent)} % {of} {tax.base}{reason}{mark}"
        rows.append((said, str(tax.amount)))
    rows.append((f"**{message('total', language)}**", f"**{totals.total}**"))
    if totals.payable != totals.total:
        rows.extend(_payable(quote, language))
    if quote.months > 1 and quote.recurring:
        rows.append((message("one_time", language), str(quote.one_time)))
        rows.append((message("recurring", language), str(quote.recurring)))
    return (message("totals", language), ""), "l r", rows


def _payable(quote: Quote, language: Language) -> Iterator[Sequence[str]]:
    totals = quote.totals
    for key, amount in (
        ("rounding_amount", totals.rounding),
        ("prepaid", -totals.prepaid),
        ("withheld", -totals.withheld),
    ):
        if amount:
            yield message(key, language), str(amount)
    yield f"**{message('payable', language)}**", f"**{totals.payable}**"


def _notes(quote: Quote, language: Language) -> list[str]:
    """Say where figures come from, and which of them nobody has verified.

    What a cost rests on stays with the company, though a markup made a price of it.
    """
    rules = [rule for rule in quote.rules if rule.kind != "markup" and not rule.why_not]
    shown = [line.citations for line in quote.lines if not line.entry.charge.cost]
    shown += [rule.citations for rule in rules]
    listed = dict.fromkeys(_cited(citation, language) for some in shown for citation in some)
    marked = any(line.unverified for line in quote.lines) or any(rule.unverified for rule in rules)
    blocks = [
        *([f"\\* {message('unverified_line', language)}"] if marked else []),
        *(["\n".join(listed)] if listed else []),
    ]
    return [f"## {message('sources', language)}", *blocks] if blocks else []


def _cited(citation: Citation, language: Language) -> str:
    source = citation.source
    value = citation.value
    figure = grouped(value) if isinstance(value, Decimal) else str(value)
    told = message("named", language, name=figure, what=escaped(source.where))
    if source.read:
        told = message(
            "clause", language, text=told, more=message("read", language, date=source.read)
        )
    trust = message(source.confidence, language)
    return f"- {message('clause', language, text=told, more=trust)}"


def _table(head: Sequence[str], sides: str, rows: Sequence[Sequence[str]]) -> str:
    rule = ["--:" if side == "r" else ":--" for side in sides.split()]
    return "\n".join(f"| {' | '.join(row)} |".replace("  |", " |") for row in (head, rule, *rows))


def escaped(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is.

    >>> print(escaped("5 * <b> | x"))
    5 \* \<b\> \| x
    """
    return _SPECIAL.sub(r"\\\1", text)
