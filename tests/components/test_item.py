"""Items, allowances and surcharges: a line and what is stated beside it, by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from component_samples import Charged, charged
from cspricing import (
    EN16931,
    EUR,
    SEK,
    USD,
    VAT,
    Allowance,
    Citation,
    Exempt,
    Flat,
    Item,
    Money,
    PercentOff,
    PerUnit,
    Price,
    Quote,
    Rounding,
    Source,
    Sourced,
    Surcharge,
    Terms,
    Tier,
    Volume,
    Working,
)
from cspricing.errors import PricingError


def work(**changes: Any) -> Item:  # noqa: ANN401
    """Make a line of 10 hours at 80 euros."""
    return Item(**{"name": "Work", "quantity": 10, "unit": "hour", "price": EUR(80), **changes})


def test_an_item_is_one_line() -> None:
    """An item charges its quantity at its price, under its own name."""
    item = work(category="consulting", cadence="monthly")
    assert [Charged("Work", "10", "hour", "consulting", "monthly", "price", EUR(800))] == charged(
        item.charges()
    )
    assert ("piece", "expense", "once") == (
        Item(name="Work", quantity=1, price=EUR(1)).unit,
        Item(name="Work", quantity=1, price=EUR(1)).category,
        Item(name="Work", quantity=1, price=EUR(1)).cadence,
    )


@pytest.mark.parametrize(
    ("quantity", "price", "per", "amount"),
    [
        (90, SEK(1585), 365, "390.82"),
        (3, EUR(10), 3, "10.00"),
        (1, EUR(10), 3, "3.33"),
        (1, EUR("0.0004"), "0.1", "0.00"),
        (-7, EUR(10), 3, "-23.33"),
        (0, EUR(10), 3, "0.00"),
    ],
)
def test_the_price_of_a_base_quantity(
    quantity: int, price: Price, per: int | str, amount: str
) -> None:
    """A price for so many units is multiplied, then divided, and rounded once."""
    item = work(quantity=quantity, price=price, per=per)
    assert Money(amount, price.currency) == Quote.of(item).net
    (charge,) = item.charges()
    assert PerUnit(price, per) == charge.tariff


@pytest.mark.parametrize("price", [Flat(EUR(1)), PerUnit(EUR(1), per=2)])
def test_a_base_quantity_goes_with_a_plain_price(price: Any) -> None:  # noqa: ANN401
    """A base quantity beside a tariff, or beside a second one, is refused."""
    with pytest.raises(PricingError) as caught:
        work(price=price, per=3)
    assert ("item.per", "per") == (caught.value.code, caught.value.field)


@pytest.mark.parametrize("per", [0, -1])
def test_a_base_quantity_is_above_nothing(per: int) -> None:
    """A price for no units, or for less, is refused."""
    with pytest.raises(PricingError) as caught:
        work(per=per)
    assert ("package.size", "per") == (caught.value.code, caught.value.field)


def test_any_tariff_prices_an_item() -> None:
    """An item takes a tariff of its own."""
    bands = Volume([Tier(9, EUR(100)), Tier(None, EUR(70))])
    assert Money("700.00", "EUR") == Quote.of(work(price=bands)).net


def test_allowances_and_surcharges_of_a_line() -> None:
    """800 less 50 and 2 % of itself, plus 3 % of 100 and 1: 738."""
    item = work(
        allowances=[Allowance(amount=EUR(50)), Allowance(percent=2)],
        surcharges=[Surcharge(percent=3, base=EUR(100)), Surcharge(amount=EUR(1))],
    )
    quote = Quote.of(item)
    (line,) = quote.invoices[0].lines
    assert Money("738.00", "EUR") == quote.net
    assert Money("800.00", "EUR") == line.gross
    assert ["-50.00", "-16.00", "3.00", "1.00"] == [
        str(amount.amount) for _, amount in line.adjustments
    ]
    assert (Money("804.00", "EUR"), Money("66.00", "EUR")) == (quote.subtotal, quote.discount)
    quote.verify()


def test_a_share_of_a_base_is_rounded_once() -> None:
    """150 % of 0.335 are 0.5025, and so 0.50: a base is not rounded by itself."""
    quote = Quote.of(work(surcharges=[Surcharge(percent=150, base=EUR("0.335"))]))
    assert Money("800.50", "EUR") == quote.net
    assert "150 % x EUR 0.335 " in quote.explain()
    quote.verify()
    third = Quote.of(work(allowances=[Allowance(percent=2, base=EUR(100) / 3)]))
    assert Money("799.33", "EUR") == third.net
    third.verify()
    zero = Quote.of(work(surcharges=[Surcharge(percent=150, base=EUR(0))]))
    assert Money("800.00", "EUR") == zero.net
    zero.verify()


def test_stated_amounts_are_lines_of_their_own() -> None:
    """On a document, 50 off and 2 % of 800 on top are two lines, which no discount touches."""
    quote = Quote.of(
        work(),
        Allowance(amount=EUR(50), reason="Loyalty"),
        Surcharge(percent=2, base=EUR(800), category="travel", tax=Exempt(reason="none")),
    ).on_terms(Terms(discounts=[PercentOff(10)], taxes=[VAT(19)], rounding=EN16931))
    assert [
        ("Work", "720.00"),
        ("Loyalty", "-50.00"),
        ("Surcharge", "16.00"),
    ] == [(line.what, str(line.net.amount)) for line in quote.lines]
    assert ["expense", "allowance", "travel"] == [line.category for line in quote.lines]
    assert [False, True, True] == [line.is_stated for line in quote.invoices[0].lines]
    assert Money("127.30", "EUR") == quote.tax  # 19 % of 670
    quote.verify()


def test_a_stated_percentage_says_how_it_came_about() -> None:
    """A stated line of 2 % of 800 shows 2 % x 800 = 16; a stated amount shows itself alone."""
    share = Surcharge(percent=2, base=EUR(800))
    (charge,) = share.charges()
    assert (
        Working(
            what="amount",
            formula=(("", Decimal(2), "%"), ("x", EUR(800), "")),
            result=EUR(16),
            unit="",
        ),
    ) == charge.workings
    assert "amount: 2 % x EUR 800.00" in Quote.of(share).explain()
    (charge,) = Allowance(amount=EUR(50)).charges()
    assert (EUR(-50), ()) == (charge.tariff.price(charge.quantity), charge.workings)
    third = Quote.of(Surcharge(percent=2, base=EUR(100) / 3))
    assert Money("0.67", "EUR") == third.net
    third.verify()


def test_a_percentage_of_a_document_needs_a_base() -> None:
    """Beside lines there is no one amount that a percentage could be of, unless it is stated."""
    alone = Allowance(percent=2)
    with pytest.raises(PricingError) as caught:
        alone.charges()
    assert ("adjustment.base", "base") == (caught.value.code, caught.value.field)
    with pytest.raises(PricingError) as caught:
        _ = (work() + alone).total
    assert caught.value.code == "adjustment.base"
    assert "Allowance" in str(caught.value)


@pytest.mark.parametrize("kind", [Allowance, Surcharge])
@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "adjustment.amount", "amount"),
        ({"amount": EUR(1), "percent": 1}, "adjustment.amount", "amount"),
        ({"amount": EUR(1), "base": EUR(1)}, "adjustment.base", "base"),
        ({"amount": EUR("-0.01")}, "number.negative", "amount"),
        ({"percent": 1, "base": EUR("-0.01")}, "number.negative", "base"),
        ({"percent": -1}, "number.negative", "percent"),
        ({"amount": 1}, "type.price", "amount"),
        ({"percent": 1, "base": 100}, "type.price", "base"),
        ({"amount": EUR(1), "reason": "a\nb"}, "text.control", "reason"),
        ({"amount": EUR(1), "category": ""}, "text.empty", "category"),
    ],
)
def test_contradictions_are_refused(
    kind: Any,  # noqa: ANN401
    given: dict[str, Any],
    code: str,
    field: str,
) -> None:
    """An adjustment is an amount or a percentage, not negative, with texts that can be shown."""
    with pytest.raises(PricingError) as caught:
        kind(**given)
    assert (code, field) == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"allowances": [Surcharge(amount=EUR(1))]}, "type.member", "allowances"),
        ({"surcharges": [Allowance(amount=EUR(1))]}, "type.member", "surcharges"),
        ({"allowances": Allowance(amount=EUR(1))}, "type.member", "allowances"),
        ({"tax": 19}, "type.tax", "tax"),
        ({"cadence": "weekly"}, "cadence", "cadence"),
        ({"name": " "}, "text.empty", "name"),
        ({"unit": ""}, "text.empty", "unit"),
        ({"quantity": 1.5}, "type.float", "quantity"),
        ({"price": "80"}, "type.tariff", "price"),
        ({"allowances": [Allowance(amount=USD(1))]}, "currency.mixed", "currency"),
        ({"surcharges": [Surcharge(percent=1, base=USD(1))]}, "currency.mixed", "currency"),
    ],
)
def test_what_an_item_is_not(given: dict[str, Any], code: str, field: str) -> None:
    """What an item cannot hold is refused, by its field."""
    with pytest.raises(PricingError) as caught:
        work(**given)
    assert (code, field) == (caught.value.code, caught.value.field)


def test_an_item_cites_its_figures() -> None:
    """The quantity and the price of an item are cited on its line."""
    item = work(quantity=Sourced(10, "time sheet"), price=Sourced(EUR(80), "list"))
    assert (Citation("quantity", Decimal(10), Source("time sheet")),) == item.citations
    (line,) = Quote.of(item).lines
    assert ["quantity", "price"] == [citation.of for citation in line.citations]


def test_fewer_decimals_by_policy() -> None:
    """Under a policy of one decimal, each stated amount is settled to one."""
    quote = Quote.of(
        work(quantity=1, price=EUR("1.25"), allowances=[Allowance(amount=EUR("0.25"))])
    )
    told = quote.on_terms(Terms(rounding=Rounding(decimals=1)))
    assert (Money("1.30", "EUR"), Money("1.00", "EUR")) == (told.subtotal, told.net)
    told.verify()
