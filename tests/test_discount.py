"""Discounts are checked when they are stated: how much, off what, how long."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest

from cspricing import EUR, AmountOff, Citation, Item, Money, PercentOff, Quote, Source, Sourced
from cspricing.discount import amount_off_line
from cspricing.errors import PricingError
from operators import Wary

SEATS = Item(name="Seats", quantity=12, price=EUR(40), category="software", cadence="monthly")


def test_what_is_not_said_has_its_default() -> None:
    """A percentage comes off the whole quote for ever, an amount once; neither is optional."""
    percent, amount = PercentOff(10), AmountOff(EUR(5))
    assert (None, "quote", "net", "forever", "", False) == (
        percent.on,
        percent.level,
        percent.base,
        percent.lasts,
        percent.reason,
        percent.optional,
    )
    assert (None, "quote", "once", False, False, "", False) == (
        amount.on,
        amount.level,
        amount.lasts,
        amount.cap,
        amount.carry,
        amount.reason,
        amount.optional,
    )
    assert (Decimal(10), EUR(5)) == (percent.percent, amount.amount)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"percent": -1}, "discount.range", "percent"),
        ({"percent": "100.01"}, "discount.range", "percent"),
        ({"percent": 0.1}, "type.float", "percent"),
        ({"percent": "10 %"}, "number.syntax", "percent"),
        ({"on": 3}, "type.selector", "on"),
        ({"level": "invoice"}, "discount.level", "level"),
        ({"level": ["line"]}, "discount.level", "level"),
        ({"base": "gross"}, "discount.base", "base"),
        ({"base": None}, "discount.base", "base"),
        ({"lasts": "always"}, "discount.lasts", "lasts"),
        ({"lasts": ""}, "discount.lasts", "lasts"),
        ({"lasts": 0}, "number.range", "lasts"),
        ({"lasts": 601}, "number.range", "lasts"),
        ({"lasts": True}, "type.int", "lasts"),
        ({"lasts": 1.5}, "type.int", "lasts"),
        ({"lasts": ["once"]}, "type.int", "lasts"),
        ({"reason": "a\nb"}, "text.control", "reason"),
        ({"optional": "no"}, "type.flag", "optional"),
    ],
)
def test_what_no_percentage_off_can_be(given: dict[str, Any], code: str, field: str) -> None:
    """Each part of a percentage off is checked, and the refusal names it."""
    with pytest.raises(PricingError) as caught:
        PercentOff(**{"percent": 10, **given})
    error = caught.value
    assert (code, field, "PercentOff") == (error.code, error.field, error.component)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"price": EUR("-0.01")}, "discount.range", "price"),
        ({"price": 5}, "type.price", "price"),
        ({"level": "each"}, "discount.level", "level"),
        ({"lasts": "never"}, "discount.lasts", "lasts"),
        ({"level": "line", "carry": True}, "discount.carry", "carry"),
        ({"cap": 1}, "type.flag", "cap"),
        ({"carry": None}, "type.flag", "carry"),
    ],
)
def test_what_no_amount_off_can_be(given: dict[str, Any], code: str, field: str) -> None:
    """Each part of an amount off is checked; only one at quote level can carry over."""
    with pytest.raises(PricingError) as caught:
        AmountOff(**{"price": EUR(5), **given})
    assert (code, field) == (caught.value.code, caught.value.field)


@pytest.mark.parametrize("lasts", ["once", "forever", 1, 600])
def test_how_long_a_discount_may_last(lasts: Any) -> None:  # noqa: ANN401
    """A discount lasts once, for ever, or from 1 to 600 months."""
    assert lasts == PercentOff(10, lasts=lasts).lasts == AmountOff(EUR(1), lasts=lasts).lasts


@pytest.mark.parametrize(
    ("rule", "net"),
    [
        (PercentOff(0), "480.00"),
        (PercentOff(100), "0.00"),
        (PercentOff("33.333333333333"), "320.00"),
        (PercentOff(10, level="line"), "432.00"),
        (AmountOff(EUR(0)), "480.00"),
        (AmountOff(EUR("0.005")), "479.99"),
        (AmountOff(EUR(10) / 3), "476.67"),
        (AmountOff(EUR(480), level="line"), "0.00"),
        (AmountOff(EUR(500), cap=True), "0.00"),
        (AmountOff(EUR(500), level="line", cap=True), "0.00"),
    ],
)
def test_what_is_left(rule: Any, net: str) -> None:  # noqa: ANN401
    """A discount is rounded once and taken off 480 euros."""
    quote = Quote.of(SEATS).less(rule)
    assert Money(net, "EUR") == quote.net
    quote.verify()


def test_discounts_are_values() -> None:
    """Discounts are equal by what they state, cannot be changed, and come back from a pickle."""
    for rule in (PercentOff(10, on="software", reason="launch"), AmountOff(EUR(5), cap=True)):
        assert rule == attrs.evolve(rule) == pickle.loads(pickle.dumps(rule))
        assert hash(rule) == hash(attrs.evolve(rule))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            rule.reason = "other"  # type: ignore[misc]


def test_a_sourced_percentage_is_cited() -> None:
    """A percentage keeps where it comes from, and the explanation cites it."""
    rule = PercentOff(Sourced(10, "frame contract", "2026-05-01", "verified"))
    assert (
        Citation("percent", Decimal(10), Source("frame contract", "2026-05-01", "verified")),
    ) == rule.citations
    assert "frame contract" in Quote.of(SEATS).less(rule).explain()


def test_a_column_has_no_single_amount_to_exceed() -> None:
    """Where amounts are columns, what an amount off exceeds is named without a figure."""
    column: Any = Wary(500)
    with pytest.raises(PricingError) as caught:
        amount_off_line(AmountOff(EUR(10)), 1000, column, 100)
    assert ("discount.exceeds", "price") == (caught.value.code, caught.value.field)
    assert "EUR 10.00 off exceeds the amount that it applies to" in str(caught.value)


def test_what_a_discount_was_taken_of_on_each_line() -> None:
    """A discount at line level was taken of each line; one at quote level of all together."""
    quote = Quote.of(SEATS, SEATS).less(PercentOff(10, level="line"), PercentOff(10))
    by_line, whole = quote.invoices[0].sheet.discounts
    assert {0: 48000, 1: 48000} == by_line.bases
    assert {} == whole.bases
