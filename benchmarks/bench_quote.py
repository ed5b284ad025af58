"""One quote of 20 lines, against the same arithmetic written by hand on bare decimals.

From components that are built to all totals; see `floor` for what it is measured against, and
`timing` for how. Beside it: reading what the quote holds, longer terms, building the
components, and the same quote in py-moneyed.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from attrs import evolve
from floor import QuoteOut, floor_quote
from sample import TERMS, items_of, raw_quote
from timing import Program, interleaved, microseconds, ratio

from cspricing import Item, Money, Quote, Terms

try:
    import moneyed_quote as moneyed
except ImportError:
    moneyed = None  # type: ignore[assignment]

RANDOM_QUOTES = 400
TARGET, LIMIT = 2.0, 3.0


def totals(items: tuple[Item, ...], terms: Terms = TERMS) -> tuple[Money, ...]:
    """Price a quote, and read all its totals."""
    found = Quote.of(*items).on_terms(terms).totals
    return found.subtotal, found.discount, found.net, found.tax, found.total, found.payable


def with_lines(items: tuple[Item, ...]) -> list[tuple[str, Money, Money, Money]]:
    """Price a quote, and read every line of its invoice."""
    quote = Quote.of(*items).on_terms(TERMS)
    invoice = quote.invoices[0]
    return [(line.what, line.gross, line.discount, line.net) for line in invoice.lines]


def with_steps(items: tuple[Item, ...]) -> list[Any]:
    """Price a quote, and read every step of every line of its invoice."""
    quote = Quote.of(*items).on_terms(TERMS)
    return [line.steps for line in quote.invoices[0].lines]


def with_term_lines(items: tuple[Item, ...]) -> list[Any]:
    """Price a quote, and read every line over its term."""
    quote = Quote.of(*items).on_terms(TERMS)
    return [(line.what, line.gross, line.discount, line.net) for line in quote.lines]


def settled(items: tuple[Item, ...]) -> QuoteOut:
    """Price a quote, and give what `floor_quote` gives."""
    quote = Quote.of(*items).on_terms(TERMS)
    invoice, sums = quote.invoices[0], quote.totals
    lines = [
        (
            line.gross.amount,
            line.line_net.amount,
            (line.line_net - line.net).amount,
            line.net.amount,
        )
        for line in invoice.lines
    ]
    standard, reduced = (tax.amount.amount for tax in invoice.tax_lines)
    whole = (sums.subtotal, sums.discount, sums.net, sums.tax, sums.total)
    subtotal, discount, net, tax, total = (money.amount for money in whole)
    return lines, standard, reduced, subtotal, discount, net, tax, total


def agree() -> int:
    """Compare every amount of every contestant; tiny quotes are full of ties.

    Returns:
        How many quotes were compared.
    """
    for seed in range(RANDOM_QUOTES):
        raw = raw_quote(seed, tiny=seed % 2 == 1)
        expected = floor_quote(raw)
        assert settled(items_of(raw)) == expected, seed
        if moneyed is not None:
            found = moneyed.moneyed_quote(moneyed.moneyed_lines(raw))
            assert moneyed.amounts(found) == expected, seed
    return RANDOM_QUOTES


def main() -> None:
    """Measure, and print the figures."""
    compared = agree()
    raw = raw_quote()
    items = items_of(raw)
    monthly = items_of(raw, "monthly")
    programs: dict[str, Program] = {
        "floor": partial(floor_quote, raw),
        "floor_again": partial(floor_quote, raw),
        "quote": partial(totals, items),
        "quote_with_lines": partial(with_lines, items),
        "quote_with_steps": partial(with_steps, items),
        "quote_with_term_lines": partial(with_term_lines, items),
        "quote_of_12_months": partial(totals, monthly, evolve(TERMS, months=12)),
        "quote_of_60_months": partial(totals, monthly, evolve(TERMS, months=60)),
        "build_20_items": partial(items_of, raw),
    }
    if moneyed is not None:
        programs["moneyed"] = partial(moneyed.moneyed_quote, moneyed.moneyed_lines(raw))
    timings = interleaved(programs)
    least = timings["quote"].least
    figures = {
        "what": "a quote of 20 lines to all totals, in CPU time, over the bare-decimal floor",
        "equal_random_quotes": compared,
        "target": TARGET,
        "limit": LIMIT,
        "over_floor": {name: ratio(one, timings["floor"]) for name, one in timings.items()},
        "moneyed": "skipped: py-moneyed is not installed"
        if moneyed is None
        else {"quote_over_moneyed": ratio(timings["quote"], timings["moneyed"])},
        "quotes_per_second": round(1 / least),
        "microseconds": {name: microseconds(one) for name, one in timings.items()},
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
