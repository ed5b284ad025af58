"""Components that fail, never end or price within pricing do no harm, as `hostile.json` says."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from decimal import getcontext

import pytest

import contexts
import hostile_items
import oracles
from cspricing import EUR, VAT, Charge, Item, Money, Quote
from cspricing.errors import PricingError, PricingErrors
from hostile_items import CHARGE, Made, of, refusal, seats

context_stays = hostile_items.context_stays


@pytest.mark.parametrize("item", of("X063"))
def test_a_failing_component_leaves_no_partial_quote(item: oracles.Case) -> None:
    """What a component raises half-way is kept as the cause, named, and no line is priced."""
    failure = KeyError("rate")

    def failing() -> Iterator[Charge]:
        yield CHARGE
        yield CHARGE
        raise failure

    quote = Quote.of(seats(), Made(failing), seats())
    error = refusal(lambda: quote.total)
    assert isinstance(error, PricingErrors)
    assert item["expect"]["code"] == error.code
    (fault,) = error.exceptions
    assert isinstance(fault, PricingError)
    assert ("Made", "charges") == (fault.component, fault.field)
    assert fault.__cause__ is failure
    assert any("Made" in note for note in failure.__notes__)
    for view in ("lines", "invoices", "totals", "rules"):
        assert item["expect"]["code"] == refusal(lambda view=view: getattr(quote, view)).code  # type: ignore[misc]


@pytest.mark.parametrize("item", of("X065"))
def test_a_component_without_end_is_refused(item: oracles.Case) -> None:
    """A component that gives charges for ever is refused after as many as a quote may have."""
    quote = Quote.of(seats(), Made(lambda: itertools.repeat(CHARGE)))
    error = refusal(lambda: quote.total)
    assert item["expect"]["code"] == error.code
    assert "Made" in str(error)


@pytest.mark.parametrize("item", of("X067"))
def test_a_component_may_price_a_quote(item: oracles.Case) -> None:
    """Pricing within pricing gives the same, and each context is restored."""
    assert item["expect"]["outcome"] == "same_bytes"
    inner = Quote.of(Item(name="Inner", quantity=1, price=EUR(10), per=3)).taxed(VAT(19))
    seen: list[object] = []

    def nested() -> Iterable[Charge]:
        before = contexts.state(getcontext())
        total = inner.total
        seen.append((before == contexts.state(getcontext()), total))
        yield Charge("Nested", 1, "piece", total, "expense")

    outer = Quote.of(Made(nested), seats())
    alone = Quote.of(Item(name="Inner", quantity=1, price=EUR(10), per=3)).taxed(VAT(19))
    plain = Quote.of(Made(lambda: [Charge("Nested", 1, "piece", alone.total, "expense")]), seats())
    assert plain.totals == outer.totals
    assert plain.explain() == outer.explain()
    assert [(True, alone.total)] == seen


@pytest.mark.parametrize("item", of("X085"))
def test_an_interrupt_passes_through(item: oracles.Case) -> None:
    """An interrupt within a component is not wrapped, and the quote can be priced after it."""
    assert item["expect"]["code"].startswith("KeyboardInterrupt passes through")
    interrupts = [KeyboardInterrupt("enough")]

    def interrupted() -> Iterator[Charge]:
        yield CHARGE
        if interrupts:
            raise interrupts.pop()

    quote = Quote.of(Made(interrupted))
    with pytest.raises(KeyboardInterrupt, match="enough") as caught:
        _ = quote.total
    assert type(caught.value) is KeyboardInterrupt
    assert Money("10.99", "EUR") == quote.total
