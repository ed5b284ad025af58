"""Discounts, taxes and adjustments that contradict themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cspricing import (
    EUR,
    VAT,
    Allowance,
    AmountOff,
    Item,
    PercentOff,
    PricingError,
    Quote,
    Stacked,
)


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: PercentOff(10, level="order"), "discount.level"),  # type: ignore[arg-type]
        (lambda: PercentOff(10, base="gross"), "discount.base"),  # type: ignore[arg-type]
        (lambda: PercentOff(10, lasts="always"), "discount.lasts"),  # type: ignore[arg-type]
        (lambda: AmountOff(EUR(5), level="line", carry=True), "discount.carry"),
        (lambda: VAT(1001), "tax.range"),
        (lambda: VAT(19, share=0), "tax.share"),
        (Stacked, "tax.stacked"),
        (lambda: Stacked(VAT(5), VAT(5, inclusive=True)), "tax.stacked"),
        (
            lambda: Item(name="a", quantity=1, price=EUR(9), allowances=[_taxed_apart()]),
            "adjustment.tax",
        ),
    ],
)
def test_rules_that_contradict_themselves_are_refused(build: Callable[[], Any], code: str) -> None:
    """A rule that cannot be meant is refused where it is made, by a stable code."""
    with pytest.raises(PricingError) as caught:
        build()
    assert code == caught.value.code


def _taxed_apart() -> Allowance:
    """Make an allowance with a tax of its own, which a line cannot have."""
    return Allowance(percent=10, tax=VAT(7))


def test_sums_are_of_net_or_cost() -> None:
    """There are sums of net amounts and of own costs, and a misspelled third is refused."""
    quote = Quote.of(Item(name="a", quantity=1, price=EUR(9)))
    with pytest.raises(PricingError) as caught:
        quote.by_category("gross")  # type: ignore[arg-type]
    assert "sums" == caught.value.code


def test_an_amount_that_is_carried_to_its_end_leaves_equal_invoices() -> None:
    """Invoices are computed once and counted again as soon as nothing is carried any more."""
    seats = Item(name="Seats", quantity=1, price=EUR(100), cadence="monthly")
    quote = Quote.of(seats).over(months=24).less(AmountOff(EUR(150), carry=True))
    assert [1, 1, 22] == [count for _, count in quote.priced.runs]
    assert "2250.00" == str(quote.net.amount)
