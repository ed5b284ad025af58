"""A price walk: every change from list to net, total and payable, adding up."""

from __future__ import annotations

import pytest

from cspricing import (
    EUR,
    VAT,
    Allowance,
    AmountOff,
    Charge,
    Item,
    Markup,
    PercentOff,
    PricingError,
    Purchase,
    Quote,
    Rounding,
    Surcharge,
    Terms,
    Withholding,
)
from cspricing.walk import Walk
from margin_samples import DEAL, SETUP, WAGES

FULL = Quote.of(
    Item(
        name="Seats",
        quantity=10,
        price=EUR(40),
        category="software",
        surcharges=[Surcharge(amount=EUR(7), reason="rush")],
        allowances=[Allowance(percent=10)],
    )
).on_terms(
    Terms(
        discounts=[PercentOff(5), AmountOff(EUR(9), level="line"), AmountOff(EUR(0))],
        taxes=[VAT(19), Withholding(10)],
        prepaid=EUR(20),
        rounding_amount=EUR("-0.03"),
    )
)


def rows(walk: Walk) -> list[tuple[str, str, str]]:
    """Give what each row says."""
    return [(row.what, str(row.change.amount), str(row.running.amount)) for row in walk]


def test_a_walk_names_each_change_in_the_order_of_settlement() -> None:
    """From list by surcharge, allowance, line and quote discounts to net, tax, and payable."""
    assert [
        ("list prices", "400.00", "400.00"),
        ("surcharges", "7.00", "407.00"),
        ("allowances", "-40.00", "367.00"),
        ("EUR 9.00 off each line, once", "-9.00", "358.00"),
        ("5 % off everything", "-17.90", "340.10"),
        ("net", "0.00", "340.10"),
        ("VAT 19 %", "64.62", "404.72"),
        ("total", "0.00", "404.72"),
        ("Withholding 10 %", "-34.01", "370.71"),
        ("rounding", "-0.03", "370.68"),
        ("prepaid", "-20.00", "350.68"),
        ("payable", "0.00", "350.68"),
    ] == rows(FULL.walk())
    assert 12 == len(FULL.walk())


def test_the_text_of_a_walk_is_a_table() -> None:
    """Changes stand in one column, what they have come to in another."""
    assert (
        "list prices                       EUR 3,000.00\n"
        "10 % off everything  EUR -300.00\n"
        "net                               EUR 2,700.00\n"
        "total                             EUR 2,700.00"
    ) == str(Quote.of(SETUP).less(PercentOff(10)).walk())


def test_a_walk_from_cost_ends_like_one_from_list() -> None:
    """Costs, markups, and margins on what is bought make the list; the rest is the same."""
    inside = rows(DEAL.walk_from_cost())
    assert [
        ("cost", "34861.92", "34861.92"),
        ("price at a markup of 40 %", "11616.00", "46477.92"),
        ("margin on what is bought", "2923.68", "49401.60"),
        ("list prices", "0.00", "49401.60"),
    ] == inside[:4]
    assert rows(DEAL.walk())[1:] == inside[4:]


def test_what_has_no_known_cost_is_told_apart() -> None:
    """Prices of which nothing says the cost are no margin, and an own cost has no price."""
    own = Charge("rent", 1, "month", EUR(500), "office", cost=True)
    quote = Quote.of(WAGES, SETUP, own).marked_up(Markup(50, on="labour"))
    assert [
        ("cost", "2420.00", "2420.00"),
        ("price at a markup of 50 %", "1210.00", "3630.00"),
        ("list prices of what has no known cost", "3000.00", "6630.00"),
        ("list prices", "0.00", "6630.00"),
    ] == rows(quote.walk_from_cost())[:4]


def test_tax_in_prices_comes_off_before_net() -> None:
    """Where prices contain tax, it is taken out of list prices, and added again."""
    walk = Quote.of(SETUP).taxed(VAT(20, inclusive=True)).walk()
    assert [
        ("list prices", "3000.00", "3000.00"),
        ("tax contained in prices", "-500.00", "2500.00"),
        ("net", "0.00", "2500.00"),
        ("VAT 20 %", "500.00", "3000.00"),
        ("total", "0.00", "3000.00"),
    ] == rows(walk)


def test_a_walk_has_two_languages() -> None:
    """A walk is told in Chinese too, and in no third language."""
    assert "目录价" in str(FULL.walk("zh"))
    assert "成本" in str(DEAL.walk_from_cost("zh"))
    with pytest.raises(PricingError) as caught:
        FULL.walk("de")  # type: ignore[arg-type]
    assert "language" == caught.value.code


def test_cash_rounding_is_a_change() -> None:
    """What rounding to an increment adds is told before what is payable."""
    quote = Quote.of(SETUP).on_terms(Terms(rounding=Rounding(increment="0.7")))
    assert ["list prices", "net", "total", "rounding", "payable"] == [
        row.what for row in quote.walk()
    ]


def test_a_purchase_shows_in_no_walk_from_list() -> None:
    """What a line is bought at is in no walk from list, whose words and amounts stay."""
    plain = Quote.of(SETUP)
    assert rows(plain.walk()) == rows(plain.bought(Purchase(40)).walk())
