"""Two lines that tests change, and what the change comes to."""

from __future__ import annotations

from typing import Any

from cspricing import (
    EUR,
    Item,
    Quote,
    Terms,
)

SEATS = Item(name="Seats", quantity=25, unit="seat", price=EUR(40), category="software")
CALLS = Item(name="Calls", quantity=900, unit="call", price=EUR("0.50"), category="outsourcing")
QUOTE = Quote.of(SEATS, CALLS)


def found(before: Quote, after: Quote) -> list[tuple[str, str, str]]:
    """Give the parts of a difference: kind, component, and total; they sum to the whole."""
    difference = before.diff(after)
    assert difference.change == sum((p.change for p in difference.parts), difference.change * 0)
    return [(part.kind, part.component, str(part.total)) for part in difference.parts]


def with_terms(**terms: Any) -> Quote:  # noqa: ANN401
    """Give the quote on other terms."""
    return QUOTE.on_terms(Terms(**terms))
