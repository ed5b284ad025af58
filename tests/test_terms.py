"""Terms are checked when they are made, and two quotes add only on the same ones."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import attrs
import pytest

from cspricing import (
    EUR,
    HALF_UP,
    USD,
    VAT,
    AmountOff,
    Currency,
    Item,
    Margin,
    Markup,
    Money,
    PercentOff,
    Quote,
    Rounding,
    Sourced,
    Tax,
    Terms,
    Withholding,
)
from cspricing.errors import PricingError
from cspricing.terms import combined, stated_minor

FULL = Terms(
    currency="EUR",
    months=12,
    start="2027-01-31",
    discounts=[PercentOff(10), AmountOff(EUR(5))],
    taxes=[VAT(19), Withholding(2)],
    markups=[Markup(10, on="labour"), Margin(20)],
    rounding=Rounding(mode="half_even"),
    prepaid=EUR(1),
    rounding_amount=EUR("0.01"),
    valid_from="2027-01-01",
    valid_until="2027-01-31",
    version=2,
    parent="0f3c9a1be2d47a56",
)


def test_terms_say_nothing_unless_set() -> None:
    """Terms without anything stated are not set; with anything, they are."""
    assert not Terms().is_set
    said_nothing = (None, None, None, (), (), (), (), HALF_UP, None, None)
    nor_of_time = (None, None, False, "months", None)
    nor_of_payment = ((), None, None, "", None)
    nor_of_versions = [None] * 4
    assert (
        *said_nothing,
        *nor_of_time,
        *((), (), ()),
        *nor_of_versions,
        *nor_of_payment,
        None,
    ) == attrs.astuple(Terms(), recurse=False)
    names = ("currency", "months", "start", "discounts", "taxes", "markups", "prepaid")
    for name in (*names, "valid_from", "valid_until", "version", "parent"):
        assert Terms(**{name: getattr(FULL, name)}).is_set


def test_what_is_given_is_converted() -> None:
    """A currency may be its code, a date a text, a sequence any iterable, money a price."""
    assert Currency("EUR") == FULL.currency
    assert date(2027, 1, 31) == FULL.start
    assert (PercentOff(10), AmountOff(EUR(5))) == FULL.discounts
    assert isinstance(FULL.taxes, tuple)
    assert EUR(3) == Terms(prepaid=Money(3, "EUR")).prepaid
    assert Terms(discounts=iter([PercentOff(10)])) == Terms(discounts=[PercentOff(10)])
    assert "page" == Terms(prepaid=Sourced(EUR(1), "page")).prepaid.source.where  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"currency": "ABC"}, "currency.unknown"),
        ({"currency": 3}, "type.currency"),
        ({"months": 0}, "number.range"),
        ({"months": 601}, "number.range"),
        ({"months": -1}, "number.range"),
        ({"months": 1.5}, "type.int"),
        ({"months": True}, "type.int"),
        ({"months": "12"}, "type.int"),
        ({"start": "31.01.2027"}, "date.syntax"),
        ({"start": 20270131}, "type.date"),
        ({"discounts": PercentOff(10)}, "type.member"),
        ({"discounts": [10]}, "type.member"),
        ({"discounts": [VAT(19)]}, "type.member"),
        ({"discounts": None}, "type.member"),
        ({"discounts": "10 %"}, "type.member"),
        ({"taxes": [19]}, "type.member"),
        ({"taxes": VAT(19)}, "type.member"),
        ({"markups": [PercentOff(10)]}, "type.member"),
        ({"markups": 30}, "type.member"),
        ({"rounding": "half_up"}, "type.rounding"),
        ({"rounding": None}, "type.rounding"),
        ({"prepaid": 5}, "type.price"),
        ({"rounding_amount": "0.01"}, "type.price"),
    ],
)
def test_what_no_terms_can_be_is_refused(given: dict[str, Any], code: str) -> None:
    """Each part is checked when the terms are made, and the refusal names it."""
    with pytest.raises(PricingError) as caught:
        Terms(**given)
    (field,) = given
    assert (code, field, "Terms") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


@pytest.mark.parametrize("months", [1, 600])
def test_the_longest_term(months: int) -> None:
    """A term has from 1 to 600 months."""
    assert months == Terms(months=months).months


@pytest.mark.parametrize(
    ("start", "months"),
    [("9999-12-01", None), ("9999-01-01", 12), ("9949-12-31", 600), ("9950-01-01", 600)],
)
def test_a_term_ends_by_the_last_day(start: str, months: int | None) -> None:
    """A term may end on the last day of the year 9999, and its invoices have dates up to it."""
    terms = Terms(months=months, start=start)
    end = Quote.of(ITEM).on_terms(terms).invoices[-1].period.end
    assert end is not None
    assert (9999, 12) == (end.year, end.month)


@pytest.mark.parametrize(
    ("start", "months"),
    [("9999-12-02", None), ("9999-01-01", 13), ("9950-01-02", 600), ("9999-12-31", 1)],
)
def test_no_term_ends_beyond_the_last_day(start: str, months: int | None) -> None:
    """A term that would end after the year 9999 is refused when it is stated, not by its invoices.

    A total of invoices that have no dates would promise what nobody can bill.
    """
    for state in (
        lambda: Terms(months=months, start=start),
        lambda: Quote.of(ITEM).over(months or 1, start),
        lambda: attrs.evolve(Terms(months=months), start=start),
    ):
        with pytest.raises(PricingError) as caught:
            state()
        error = caught.value
        assert ("date.range", "start", "Terms") == (error.code, error.field, error.component)


def test_one_rounding_of_the_payable() -> None:
    """A stated rounding amount and an increment contradict each other."""
    with pytest.raises(PricingError) as caught:
        Terms(rounding=Rounding(increment="0.05"), rounding_amount=EUR("0.01"))
    assert ("rounding.twice", "rounding_amount") == (caught.value.code, caught.value.field)


def test_terms_are_values() -> None:
    """Terms are equal by value, cannot be changed, evolve, and come back from a pickle."""
    assert FULL == attrs.evolve(FULL)
    assert FULL != attrs.evolve(FULL, months=13)
    assert hash(FULL) == hash(attrs.evolve(FULL))
    assert FULL == pickle.loads(pickle.dumps(FULL))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FULL.months = 13  # type: ignore[misc]
    with pytest.raises(PricingError):
        attrs.evolve(FULL, months=0)


def test_terms_combine_if_they_are_the_same() -> None:
    """Two terms combine if they are equal, or if one says nothing."""
    assert FULL == combined(FULL, attrs.evolve(FULL)) == combined(FULL, Terms())
    assert FULL == combined(Terms(), FULL)
    assert Terms() == combined(Terms(), Terms())


def test_different_terms_do_not_combine() -> None:
    """Two different terms are an error that shows both and says the remedy."""
    with pytest.raises(PricingError) as caught:
        combined(Terms(months=12), Terms(months=24))
    error = caught.value
    assert ("terms.differ", (Terms(months=12), Terms(months=24))) == (error.code, error.value)
    assert "add their totals" in str(error)


ITEM = Item(name="A", quantity=1, price=EUR(100))


@pytest.mark.parametrize(
    ("terms", "payable"),
    [
        (Terms(prepaid=EUR("30.01")), "69.99"),
        (Terms(prepaid=EUR(120)), "-20.00"),
        (Terms(rounding_amount=EUR("-0.04")), "99.96"),
        (Terms(prepaid=EUR(10) / 4), "97.50"),
        (Terms(prepaid=EUR(1), rounding=Rounding(decimals=1)), "99.00"),
    ],
)
def test_what_is_stated_changes_the_first_invoice_alone(terms: Terms, payable: str) -> None:
    """What is prepaid, and a stated rounding, change what is payable, once and nothing else."""
    quote = Quote.of(ITEM).on_terms(terms)
    assert Money(payable, "EUR") == quote.payable == quote.invoices[0].payable
    assert Money(100, "EUR") == quote.total
    longer = quote.on_terms(attrs.evolve(terms, months=3))
    assert Money(payable, "EUR") == longer.invoices[0].payable
    assert [Money(0, "EUR")] * 2 == [invoice.payable for invoice in longer.invoices[1:]]
    longer.verify()


@pytest.mark.parametrize("field", ["prepaid", "rounding_amount"])
@pytest.mark.parametrize(
    ("price", "rounding"),
    [
        (USD(1), HALF_UP),
        (EUR("0.005"), HALF_UP),
        (EUR(1) / 3, HALF_UP),
        (EUR("0.05"), Rounding(decimals=1)),
    ],
)
def test_what_cannot_be_stated_is_refused(field: str, price: Any, rounding: Rounding) -> None:  # noqa: ANN401
    """A stated amount is of the quote's currency, in whole units as the rounding leaves them."""
    quote = Quote.of(ITEM).on_terms(Terms(rounding=rounding, **{field: price}))
    with pytest.raises(PricingError) as caught:
        _ = quote.total
    assert caught.value.code == "terms.amount"


def test_stated_units() -> None:
    """A stated amount is minor units of the currency; none is nothing."""
    euro = Currency("EUR")
    assert 0 == stated_minor(None, euro, HALF_UP)
    assert 1234 == stated_minor(EUR("12.34"), euro, HALF_UP)
    assert 1230 == stated_minor(EUR("12.3"), euro, Rounding(decimals=1))
    assert isinstance(FULL.taxes[0], Tax)
