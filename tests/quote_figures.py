"""Quotes as plain data, and rewritten.

`figures` gives all that a quote comes to, so that laws compare it at once; `changed` rewrites the
parts of a quote, wherever they stand and are named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from attrs import evolve

import naive_rows
from cspricing import (
    PercentOf,
    Quote,
)
from naive_quote import TOTALS
from quote_parts import (
    Bundle,
)


def totals_of(quote: Quote) -> dict[str, int]:
    """Give all totals of a quote in minor units, by name."""
    return {name: getattr(quote.totals, name).minor for name in TOTALS}


def taxes_of(quote: Quote) -> dict[Any, tuple[int, int]]:
    """Give base and amount of each rate of each tax, in minor units."""
    return {
        (naive_rows.key_of(line.tax), line.rate): (line.base.minor, line.amount.minor)
        for line in quote.tax_lines
    }


def lines_of(quote: Quote) -> Counter[tuple[Any, ...]]:
    """Give the lines of a quote, whatever their order: what they are, and what they come to."""
    return Counter(
        (
            *(line.category, line.name, line.what, getattr(line.entry.charge, "unit", "")),
            *(line.cadence, line.invoices, line.is_cost, line.recurs),
            *(line.gross, line.surcharge, line.discount, line.line_net, line.net),
            *(line.tax_included, line.cost),
        )
        for line in quote.lines
    )


def figures(quote: Quote) -> dict[str, Any]:
    """Give all that a quote comes to, and nothing that depends on the order of its lines."""
    return {
        **totals_of(quote),
        "one_time": quote.one_time,
        "taxes": taxes_of(quote),
        "lines": lines_of(quote),
        "by_category": quote.by_category(),
        "by_component": quote.by_component(),
        "by_cadence": quote.by_cadence(),
        "invoices": [invoice.totals for invoice in quote.invoices],
    }


# ---------------------------------------------------------------------------- changing quotes


def changed(
    quote: Quote, charge: Callable[[Any], Any], select: Callable[[Any], Any] = lambda on: on
) -> Quote:
    """Rewrite a quote.

    Args:
        quote: The quote.
        charge: Rewrites an item, a bare charge, a percentage, a stated amount.
        select: Rewrites what a rule or a percentage names: all but components, which follow.
    """

    def follow(on: Any) -> Any:  # noqa: ANN401
        if isinstance(on, tuple):
            return tuple(map(follow, on))
        named = any(one is on or one == on for one in quote.components)
        return component(on) if named else select(on)

    def component(one: Any) -> Any:  # noqa: ANN401
        new = _changed_component(one, charge)
        return evolve(new, of=new.of and follow(new.of)) if isinstance(new, PercentOf) else new

    def renamed(rule: Any) -> Any:  # noqa: ANN401
        return rule if rule.on is None else evolve(rule, on=follow(rule.on))

    terms = quote.terms
    return Quote(
        tuple(map(component, quote.components)),
        evolve(
            terms,
            discounts=tuple(map(renamed, terms.discounts)),
            taxes=tuple(map(renamed, terms.taxes)),
            markups=tuple(map(renamed, terms.markups)),
        ),
    )


def _changed_component(component: Any, charge: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    if isinstance(component, Bundle):
        return charge(evolve(component, given=tuple(map(charge, component.given))))
    return charge(component)
