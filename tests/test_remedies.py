"""A refusal names the component and the field as the caller wrote them, and says the remedy."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cspricing import (
    EUR,
    GST,
    JPY,
    USD,
    VAT,
    Allowance,
    AmountOff,
    Currency,
    Exempt,
    Graduated,
    Item,
    Money,
    PercentOf,
    PercentOff,
    Quote,
    Rounding,
    SalesTax,
    Sourced,
    Stacked,
    Surcharge,
    Terms,
    Tier,
)
from cspricing.errors import PricingError, PricingErrors

SEATS = Item(name="Seats", quantity=1, price=EUR(10), category="software", cadence="monthly")
LOWER = "; lower it, or say cap=True (the rest lapses) or carry=True (the rest comes off the next "


def fault(quote: Quote) -> PricingError:
    """Give the one fault of a quote."""
    with pytest.raises(PricingErrors) as caught:
        quote.total  # noqa: B018  (asking is what prices it)
    (error,) = caught.value
    assert isinstance(error, PricingError)
    return error


def make(**fields: Any) -> Item:  # noqa: ANN401
    """Make an item of which some fields are given."""
    return Item(**{"name": "Seats", "quantity": 1, "price": EUR(10), **fields})


@pytest.mark.parametrize(
    ("terms", "code", "told"),
    [
        (
            Terms(prepaid=USD(5)),
            "terms.amount",
            "Terms, prepaid: USD 5.00 is stated on a quote in EUR; state it in EUR",
        ),
        (
            Terms(prepaid=EUR("5.001")),
            "terms.amount",
            "Terms, prepaid: EUR 5.001 has more than 2 decimals; state it with at most 2",
        ),
        (
            Terms(rounding_amount=EUR("0.011"), prepaid=EUR(1)),
            "terms.amount",
            "Terms, rounding_amount: EUR 0.011 has more than 2 decimals; state it with at most 2",
        ),
        (
            Terms(rounding=Rounding(increment="0.003")),
            "rounding.increment",
            (
                "Rounding, increment: 0.003 is no whole number of minor units of EUR; give a "
                "multiple of 0.01"
            ),
        ),
    ],
)
def test_terms_that_do_not_fit_name_their_field(terms: Terms, code: str, told: str) -> None:
    """Stated amounts and increments that do not fit the quote's currency name their field."""
    error = fault(Quote.of(SEATS).on_terms(terms))
    assert (code, told) == (error.code, str(error))


def test_an_increment_is_of_whole_units_where_there_are_no_smaller_ones() -> None:
    """In a currency without minor units, the remedy is a multiple of one."""
    quote = Quote.of(make(price=JPY(10))).on_terms(Terms(rounding=Rounding(increment="0.5")))
    assert str(fault(quote)).endswith("; give a multiple of 1")


@pytest.mark.parametrize(
    ("rule", "months", "told"),
    [
        (AmountOff(EUR(11)), 1, "AmountOff, price: EUR 11.00 off exceeds the EUR 10.00"),
        (
            AmountOff(EUR(11), reason="launch"),
            1,
            "AmountOff, price: EUR 11.00 off - launch exceeds the EUR 10.00",
        ),
        (
            AmountOff(EUR(11), on="software", reason="launch"),
            2,
            "AmountOff, price: on invoice 1, EUR 11.00 off software - launch exceeds the EUR 10.00",
        ),
        (
            AmountOff(EUR(11), level="line"),
            1,
            "Seats, price: EUR 11.00 off exceeds the EUR 10.00",
        ),
        (
            AmountOff(EUR(11), level="line", on=Item),
            2,
            "Seats, price: on invoice 1, EUR 11.00 off Item exceeds the EUR 10.00",
        ),
    ],
)
def test_too_much_off_says_which_discount(rule: AmountOff, months: int, told: str) -> None:
    """An amount that exceeds what there is says which discount it is, and on which invoice."""
    error = fault(Quote.of(SEATS).over(months).less(rule))
    assert told + " that it applies to" + LOWER + "invoices)" == str(error)


def test_too_much_off_may_be_so_on_a_later_invoice_only() -> None:
    """An amount off that fits first, and exceeds a later invoice, names that invoice."""
    setup = make(name="Set-up")
    rule = AmountOff(EUR(11), lasts="forever")
    error = fault(Quote.of(SEATS, setup).over(3).less(rule))
    assert "AmountOff, price: on invoice 2, EUR 11.00 off exceeds" in str(error)


def test_other_faults_name_no_invoice() -> None:
    """A line that cannot be priced is at fault on every invoice, and names none."""
    beyond = make(price=Graduated([Tier(1, EUR(5))]), quantity=2, cadence="monthly")
    error = fault(Quote.of(beyond).over(2))
    assert ("tariff.beyond", False) == (error.code, "on invoice" in str(error))


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (Stacked, "Stacked, taxes: stack one or more taxes of one share, all inclusive or none"),
        (
            lambda: Stacked(VAT(5), 5),  # type: ignore[arg-type]
            "Stacked, taxes: 5 is not a tax such as VAT(6); give one",
        ),
        (Allowance, "Allowance, amount: state either an amount or a percent"),
        (
            lambda: Surcharge(amount=EUR(1), percent=1),
            "Surcharge, amount: state either an amount or a percent",
        ),
        (lambda: VAT(-1), "VAT, percent: -1 % is no tax rate; give 0 to 1000"),
        (lambda: GST(-1), "GST, percent: -1 % is no tax rate; give 0 to 1000"),
        (
            lambda: SalesTax(1, share=0),
            "SalesTax, share: 0 % is no share of a base; give above 0 to 100",
        ),
        (lambda: Exempt(name=""), "Exempt, name: a name needs at least one letter"),
        (
            lambda: make(tax=5),
            "Item, tax: 5 is not a tax; give VAT(6), Exempt() or the like",
        ),
        (lambda: make(name=5), "Item, name: 5 is not a text; give a str"),
        (
            lambda: make(quantity=True),
            "Item, quantity: True is a truth value, not a number; give an int, a str or a Decimal",
        ),
        (lambda: make(allowances=[5]), "Item, allowances: 5 is not an Allowance; give one"),
        (lambda: Terms(months=0), "Terms, months: 0 is out of range; give 1 to 600"),
        (
            lambda: PercentOff(5, level="x"),  # type: ignore[arg-type]
            "PercentOff, level: 'x' is neither line nor quote; give one of them",
        ),
        (
            lambda: PercentOff(5, base="x"),  # type: ignore[arg-type]
            "PercentOff, base: 'x' is neither net nor list; give one of them",
        ),
        (
            lambda: PercentOff(5, lasts="x"),  # type: ignore[arg-type]
            (
                "PercentOff, lasts: 'x' is neither once, forever, nor a number of months; give one "
                "of them"
            ),
        ),
        (
            lambda: PercentOff(5, optional="x"),  # type: ignore[arg-type]
            "PercentOff, optional: 'x' is neither True nor False; give one of them",
        ),
        (
            lambda: PercentOf(5, of="x", base="x"),  # type: ignore[arg-type]
            "PercentOf, base: 'x' is neither list nor net; give one of them",
        ),
        (lambda: PercentOf(-1, of="x"), "PercentOf, percent: -1 is below 0; give 0 or more"),
        (
            lambda: Currency(None),  # type: ignore[arg-type]
            "currency: None is not a currency code; give a text such as EUR",
        ),
        (
            lambda: AmountOff(EUR(5), level="line", carry=True),
            "AmountOff, carry: only a discount at quote level can carry over; say level='quote'",
        ),
        (
            lambda: AmountOff(EUR(5), cap=True, carry=True),
            "AmountOff, carry: with cap the rest lapses, with carry it does not; say one of them",
        ),
        (
            lambda: Terms(rounding=Rounding(increment=1), rounding_amount=EUR(1)),
            "Terms, rounding_amount: state a rounding amount, or round to an increment, not both",
        ),
    ],
)
def test_a_refusal_says_where_and_what_to_do(build: Callable[[], Any], told: str) -> None:
    """A refusal names what the caller called and the field, and ends with the remedy."""
    with pytest.raises(PricingError) as caught:
        build()
    assert told == str(caught.value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "type.number"),
        (1.5, "type.float"),
        (True, "type.bool"),
        ("x", "number.syntax"),
        ([1], "type.number"),
    ],
)
def test_what_is_no_figure_has_no_source(value: Any, code: str) -> None:  # noqa: ANN401
    """What is neither a number nor an amount is refused where it is cited, like a number."""
    with pytest.raises(PricingError) as caught:
        Sourced(value, "page")
    error = caught.value
    assert (code, "Sourced", "value") == (error.code, error.component, error.field)


@pytest.mark.parametrize("value", [1, "1.5", Decimal(2), EUR(1), Money(1, "EUR")])
def test_what_is_a_figure_keeps_its_source(value: Any) -> None:  # noqa: ANN401
    """A number or an amount is kept as it was given."""
    assert value is Sourced(value, "page").value
