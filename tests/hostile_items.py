"""The items of `hostile.json`, and what the tests of them share.

A module of tests, in a file ``test_hostile_*.py``, names its items with `of`, which notes them in
`COVERED`. To have the caller's decimal context checked after each of its tests, it takes on

    context_stays = hostile_items.context_stays
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, getcontext
from typing import Any, Final

import attrs
import pytest

import contexts
import oracles
import reference_quote
from cspricing import EUR, VAT, Charge, Citation, Item, Source, Sourced, Terms
from cspricing.errors import PricingError, PricingErrors

ITEMS: Final[dict[str, oracles.Case]] = {
    item["id"]: item for item in oracles.load("hostile.json")["items"]
}
COVERED: set[str] = set()


def of(*ids: str) -> list[Any]:
    """Give items as parameters named by their id, and note that they are tried."""
    COVERED.update(ids)
    return [pytest.param(ITEMS[name], id=name) for name in ids]


def given_by(item: oracles.Case) -> Any:  # noqa: ANN401
    """Give the input of an item, or make it by the expression that the item states."""
    return item["input"] if "input" in item else eval(item["make"])  # noqa: S307


@pytest.fixture(autouse=True)
def context_stays() -> Iterator[None]:
    """Check after every test that the caller's decimal context is as it was, flags included."""
    before = contexts.state(getcontext())
    yield
    assert contexts.state(getcontext()) == before


def seats(**changes: object) -> Item:
    """Make a plain line."""
    given: dict[str, Any] = {"name": "Seats", "quantity": 3, "price": EUR("33.35"), **changes}
    return Item(**given)


def refusal(call: Callable[[], object]) -> PricingError:
    """Give the error that *call* raises; it must return nothing."""
    with pytest.raises(PricingError) as caught:
        call()
    return caught.value


@attrs.frozen
class Made:
    """A component that gives what a function makes."""

    make: Callable[[], Iterable[Any]]
    name: str = "Made"

    def charges(self) -> Iterable[Any]:
        """Give it."""
        return self.make()


CHARGE: Final = Charge("Call", 7, "call", EUR("1.57"), "outsourcing")


def values() -> list[Any]:
    """Give a value of every kind that a user makes or gets."""
    quote = reference_quote.reference()
    refused = refusal(lambda: quote.taxed(VAT(3, on="toys")).total)
    return [
        quote,
        quote.terms,
        *quote.components,
        *quote.terms.discounts,
        *quote.terms.taxes,
        *quote.terms.markups,
        quote.terms.rounding,
        quote.totals,
        quote.total,
        quote.monthly_recurring,
        quote.currency,
        *(charge for component in quote.components for charge in component.charges()),
        Sourced(EUR(1), "page", "2026-01-31", "page-read"),
        Citation("seats", Decimal(3), Source("page")),
        refused,
        *(refused if isinstance(refused, PricingErrors) else ()),
        refusal(lambda: EUR("1e3")),
        refusal(lambda: Terms(months=0)),
    ]
