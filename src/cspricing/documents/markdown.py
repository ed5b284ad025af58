"""A quote as Markdown, for the customer: its lines, taxes and totals, without own costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..fx_rate import FxRate
from ..messages import Language, message
from ..notation import grouped
from ..offer import Offer, OfferAmount
from ..offer_lines import OfferLine
from ..provenance import Citation, any_unverified
from ..quote import Quote
from ..titles import cited, listed, rounding_told
from .second_currency import second_currency
from .writing import MARK, escaped, table

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


def to_markdown(quote: Quote, language: Language = "en", *, also_in: FxRate | None = None) -> str:
    """Write a quote for its customer.

    What a markup made of the costs of a component is shown as one price, by the name of the
    component: neither what was spent on, nor how much of it, nor its sources.

    Args:
        quote: Priced lines only; a line that is an own cost is refused, for a customer must
            not see it.
        language: ``en`` or ``zh``.
        also_in: A rate of exchange, at which totals are shown in a second currency as well, for
            information only.

    Raises:
        TermsError: If the quote shows own costs (``document.cost``).
        ExchangeRateError: If *also_in* is not of the currency of the quote (``fx.missing``).
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
    offer = Offer.of(quote, language)
    told, *rates = offer.rates or ("",)
    blocks = [
        f"# {message('title', offer.language, currency=offer.currency)}",
        offer.term,
        *([offer.billing] if offer.billing else []),
        *offer.version,
        *(f"{escaped(one.what)}{MARK if one.unverified else ''}" for one in offer.conditions),
        *(["\n".join([told, "", *(f"- {escaped(one)}" for one in rates)])] if told else []),
        table(*_lines(offer)),
        *_changes(offer),
        table(*_totals(offer)),
        *([] if also_in is None else second_currency(quote.also_in(also_in), offer)),
        *([table(*_payments(offer))] if offer.payments else []),
        rounding_told(offer.rounding, offer.currency, offer.language),
        *_notes(offer, () if also_in is None else also_in.citations),
    ]
    return "\n\n".join(blocks)


def _lines(offer: Offer) -> tuple[Sequence[str], str, list[Sequence[str]]]:
    """Give the table of lines: with unit prices, and the tax in prices, if there are any.

    With that tax the rows add up.
    """
    rows = [_row(line, offer.language) for line in offer.lines]
    empty = set[str]()
    if not any(row["unit_price"] for row in rows):
        empty.add("unit_price")
    if not any(line.tax_included for line in offer.lines):
        empty.add("included")
    names = [name for name in _COLUMNS if name not in empty]
    return (
        [message(f"column_{name}", offer.language) for name in names],
        " ".join("l" if name in {"description", "due"} else "r" for name in names),
        [[row[name] for name in names] for row in rows],
    )


def _row(line: OfferLine, language: Language) -> dict[str, str]:
    """Give the cells of a row by the names of their columns."""
    return {
        "number": listed(line.numbers, language),
        "description": f"{escaped(line.what)}{MARK if line.unverified else ''}",
        "quantity": _quantity(line),
        "unit_price": _unit_price(line),
        "due": line.due,
        "list": str(line.listed),
        "discount": str(line.discount),
        "included": str(line.tax_included),
        "net": str(line.net),
    }


def _quantity(line: OfferLine) -> str:
    return "" if line.quantity is None else escaped(f"{grouped(line.quantity)} {line.unit}")


def _unit_price(line: OfferLine) -> str:
    """Write the price of a unit, or of so many, if the line has one price for all its units."""
    if line.unit_price is None:
        return ""
    price = str(line.unit_price)
    return price if line.per == 1 else f"{price} / {grouped(line.per)}"


def _changes(offer: Offer) -> list[str]:
    """Say in words what changes over the term."""
    told = [f"- {escaped(one.what)}{MARK if one.unverified else ''}" for one in offer.changes]
    return [f"## {message('changes', offer.language)}", "\n".join(told)] if told else []


def _totals(offer: Offer) -> tuple[Sequence[str], str, list[Sequence[str]]]:
    language = offer.language
    rows: list[Sequence[str]] = [(message("subtotal", language), str(offer.subtotal))]
    rows.extend((escaped(one.what), str(one.amount)) for one in offer.discounts)
    if offer.tax_included:
        rows.append((message("tax_included", language), str(-offer.tax_included)))
    rows.append((message("net", language), str(offer.net)))
    rows.extend(_marked(tax) for tax in offer.taxes)
    rows.append((f"**{message('total', language)}**", f"**{offer.total}**"))
    if offer.payable != offer.total:
        rows.extend(_payable(offer))
    if offer.months > 1 and offer.recurring:
        rows.append((message("one_time", language), str(offer.one_time)))
        rows.append((message("recurring", language), str(offer.recurring)))
    return (message("totals", language), ""), "l r", rows


def _marked(part: OfferAmount) -> Sequence[str]:
    return f"{escaped(part.what)}{MARK if part.unverified else ''}", str(part.amount)


def _payable(offer: Offer) -> Iterator[Sequence[str]]:
    for key, amount in (("rounding_amount", offer.rounded), ("prepaid", -offer.prepaid)):
        if amount:
            yield message(key, offer.language), str(amount)
    yield from (_marked(part) for part in offer.withheld)
    yield f"**{message('payable', offer.language)}**", f"**{offer.payable}**"


def _payments(offer: Offer) -> tuple[Sequence[str], str, list[Sequence[str]]]:
    """Give the table of payments, which sum to what is payable."""
    language = offer.language
    rows: list[Sequence[str]] = [
        (one.what, str(one.day or one.month), str(one.amount)) for one in offer.payments
    ]
    rows.append((f"**{message('payments_total', language)}**", "", f"**{offer.payable}**"))
    key = "column_month" if offer.start is None else "column_day"
    head = [message(name, language) for name in ("column_payment", key, "column_amount")]
    return head, "l l r", rows


def _notes(offer: Offer, more: Sequence[Citation]) -> list[str]:
    """Say where figures come from, and which of them nobody has verified."""
    told = [*offer.sources, *(cited(one, offer.language) for one in more)]
    sources = [f"- {escaped(source)}" for source in dict.fromkeys(told)]
    marked = offer.unverified or any_unverified(more)
    blocks = [
        *([f"\\* {message('unverified_line', offer.language)}"] if marked else []),
        *(["\n".join(sources)] if sources else []),
    ]
    return [f"## {message('sources', offer.language)}", *blocks] if blocks else []
