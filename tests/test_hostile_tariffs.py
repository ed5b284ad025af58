"""Tariffs of impossible tiers are refused and figures stay bounded, as `hostile.json` says."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

import hostile_items
import oracles
from cspricing import EUR, Graduated, Package, PerUnit, Quote, Stairstep, Sum, Tier, Volume
from hostile_items import of, refusal, seats

context_stays = hostile_items.context_stays


@pytest.mark.parametrize("kind", [Graduated, Volume, Stairstep])
@pytest.mark.parametrize("item", of("H079"))
def test_tiers_out_of_order_are_refused(item: oracles.Case, kind: Callable[..., object]) -> None:
    """Tiers whose borders do not rise are refused, and name the tier."""
    tiers = [Tier(border, flat=EUR(1)) for border in (10, 5, None)]
    error = refusal(lambda: kind(tiers))
    assert (item["expect"]["code"], "tiers") == (error.code, error.field)
    assert tiers[1] == error.value
    assert "tier 2" in str(error)


@given(
    borders=st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True).map(sorted),
    half_units=st.integers(1, 70),
)
@pytest.mark.parametrize("item", of("H081"))
def test_tiers_cannot_have_gaps(item: oracles.Case, borders: list[int], half_units: int) -> None:
    """A tier says only where it ends, so that each quantity lies in exactly one of them."""
    assert item["expect"]["code"] == "tiers.gap"
    assert list(inspect.signature(Tier).parameters) == ["up_to", "price", "flat"]
    tiers = [Tier(border, EUR(1)) for border in (*borders, None)]
    quantity = Decimal(half_units * 5).scaleb(-1)
    (step,) = Volume(tiers).steps(quantity)
    assert step.borders is not None
    lower, upper = step.borders
    assert lower < quantity
    assert upper is None or quantity <= upper
    assert quantity == sum(step.quantity for step in Graduated(tiers).steps(quantity))


@pytest.mark.parametrize("item", of("H083"))
def test_a_package_of_nothing_is_refused(item: oracles.Case) -> None:
    """A package holds more than nothing."""
    for size in (0, "0.0", -1):
        error = refusal(lambda size=size: Package(size, EUR(49)))  # type: ignore[misc]
        assert (item["expect"]["code"], "size", "Package") == (
            error.code,
            error.field,
            error.component,
        )


@pytest.mark.parametrize("item", of("H085"))
def test_nothing_grows_without_bound(item: oracles.Case) -> None:
    """Tariffs or quotes that are doubled thirty times are refused before they fill the memory."""

    def doubled_tariff() -> None:
        tariff: Any = PerUnit(EUR(1))
        for _ in range(30):
            tariff = Sum([tariff, tariff])

    def doubled_quote() -> None:
        quote = Quote.of(seats(), seats())
        for _ in range(30):
            quote = quote + quote

    for call, field in ((doubled_tariff, "tariffs"), (doubled_quote, "components")):
        error = refusal(call)
        assert item["expect"]["code"] == error.code
        assert error.field in {field, None}
