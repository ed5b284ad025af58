"""The price for a target margin: the smallest that reaches it, against settled invoices."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from cspricing import (
    EUR,
    VAT,
    AmountOff,
    Charge,
    Floor,
    Item,
    Margin,
    Markup,
    PercentOf,
    PercentOff,
    PricingError,
    Purchase,
    Quote,
    Surcharge,
    profit_of,
    target_margin,
)
from cspricing.target import TargetPrice
from margin_samples import DEAL, SEATS, SETUP, WAGES


def refused(quote: Quote, percent: int, **given: object) -> PricingError:
    """Give the refusal of a target."""
    with pytest.raises(PricingError) as caught:
        target_margin(quote, percent, **given)  # type: ignore[arg-type]
    return caught.value


def check(deal: TargetPrice) -> None:
    """Check that the target is reached, and that a cent less would miss it."""
    share = 1 - Fraction(deal.target) / 100
    net, cost = deal.net.minor, deal.cost.minor
    assert net * share >= cost > (net - 1) * share
    assert deal.wanted == deal.net == deal.quote.net
    assert sum(invoice.totals.net.minor for invoice in deal.quote.invoices) == net
    assert deal.left_over.fraction * 100 == net - cost / share
    assert profit_of(deal.quote).margin == deal.margin
    deal.quote.verify()


def test_a_quote_above_its_target_comes_down_to_it() -> None:
    """A percentage to two decimals and a rest, once, come off an existing discount's net."""
    deal = target_margin(DEAL, 20, reason="deal")
    check(deal)
    assert EUR("43577.40") == deal.net
    percent, amount = deal.discounts
    assert isinstance(percent, PercentOff)
    assert isinstance(amount, AmountOff)
    assert deal.quote.terms.discounts == (*DEAL.terms.discounts, percent, amount)
    assert ("deal", "deal") == (percent.reason, amount.reason)
    assert percent.percent.as_tuple().exponent in (0, -1, -2)
    assert EUR(5) > amount.amount
    assert () == deal.markups


def test_a_quote_below_its_target_comes_up_to_it() -> None:
    """The markup rises to the least that reaches it; what is too much comes off."""
    deal = target_margin(DEAL, 45)
    check(deal)
    (rule,) = deal.markups
    assert isinstance(rule, Markup)
    assert rule.percent > 40
    assert all(isinstance(one, AmountOff) for one in deal.discounts)


def test_margins_rise_with_markups_in_one_proportion() -> None:
    """A margin stays a margin, and prices rise by the same factor as those of a markup."""
    other = Charge("rent", 1, "month", EUR(500), "office", "monthly", cost=True)
    quote = Quote.of(WAGES, other).over(2).marked_up(Markup(0, on="labour"), Margin(0, on="office"))
    deal = target_margin(quote, 20)
    check(deal)
    markup, margin = deal.markups
    assert (Markup, "labour", Margin, "office") == (
        type(markup),
        markup.on,
        type(margin),
        margin.on,
    )
    assert abs(markup.percent - 25) < Decimal("0.001")
    assert abs(margin.percent - 20) < Decimal("0.001")
    assert EUR(0) == deal.left_over


def test_a_quote_at_its_target_stays() -> None:
    """Where the net amount is the one wanted, nothing changes."""
    quote = Quote.of(WAGES).marked_up(Margin(20))
    deal = target_margin(quote, 20)
    check(deal)
    assert quote == deal.quote
    assert ((), ()) == (deal.discounts, deal.markups)


def test_a_discount_may_be_for_some_lines() -> None:
    """With lines named, the discount comes off these alone."""
    deal = target_margin(DEAL, 20, on="labour")
    check(deal)
    before, after = DEAL.by_category(), deal.quote.by_category()
    assert before["software"] == after["software"]
    assert before["labour"] > after["labour"]


def test_an_amount_is_carried_to_invoices_that_can_bear_it() -> None:
    """Where the first invoice holds too little, the next ones bear the rest."""
    small = Item(name="a", quantity=1, price=EUR("0.01"))
    large = Item(name="b", quantity=1, price=EUR(1000), cadence="yearly")
    late = Quote.of(small, large, WAGES).over(3).marked_up(Margin(50)).bought(Purchase(10))
    check(target_margin(late, 3, on=lambda line: line.name == "wages"))


def test_prices_that_contain_tax_reach_a_target() -> None:
    """With the tax in the price, the target is reached, and missed by a cent less."""
    quote = Quote.of(WAGES, SETUP).over(5).marked_up(Markup(90)).bought(Purchase(40))
    deal = target_margin(quote.taxed(VAT(19, inclusive=True)), "12.5")
    check(deal)
    assert deal.quote.totals.tax_included


def test_a_floor_holds_for_the_price_that_is_found() -> None:
    """A target below a floor is refused as any such quote; one above it may start below."""
    assert "floor.below" == refused(DEAL.floored(Floor(margin=25)), 20).code
    low = DEAL.less(PercentOff(30)).floored(Floor(margin=25))
    check(target_margin(low, 26))


def test_a_price_of_what_rests_on_raised_prices_is_bought_for_more() -> None:
    """Where a bought line is a percentage of raised prices, its cost rises with them."""
    fee = PercentOf(10, of="labour", what="Platform", category="software")
    quote = Quote.of(WAGES, fee).marked_up(Markup(10)).bought(Purchase(80, on="software"))
    deal = target_margin(quote, 35)
    check(deal)
    assert deal.cost > profit_of(quote).cost


@pytest.mark.parametrize(
    ("quote", "percent", "code"),
    [
        (Quote.of(SETUP).bought(Purchase(0)), 20, "target.cost"),
        (Quote.of(SETUP).bought(Purchase(90)), 20, "target.unreachable"),
        (Quote.of(SETUP), 20, "cost.unknown"),
        (Quote.of(SETUP).bought(Purchase(10)), 100, "margin.range"),
        # Of a stated amount nothing comes off.
        (
            Quote.of(SETUP, Surcharge(amount=EUR(900))).bought(Purchase(10)),
            20,
            "target.unreachable",
        ),
        # No markup on a cost of nothing brings anything.
        (
            Quote.of(SETUP, Charge("w", 0, "hour", EUR(1), "labour", cost=True))
            .marked_up(Markup(5))
            .bought(Purchase(90)),
            20,
            "target.unreachable",
        ),
    ],
)
def test_what_cannot_be_reached_is_refused(quote: Quote, percent: int, code: str) -> None:
    """A target beyond every discount and markup is a typed error, which says what there is."""
    error = refused(quote, percent)
    assert code == error.code
    if code == "target.unreachable":
        assert "cannot be reached" in str(error)


def test_lines_that_cannot_bear_it_are_refused() -> None:
    """Where the lines named hold too little, no more can come off, and the error says so."""
    error = refused(DEAL, 5, on="consulting")
    assert "target.unreachable" == error.code
    assert "choose other lines" in str(error)


def test_a_target_is_of_a_quote() -> None:
    """A component is no quote."""
    assert "type.quote" == refused(SEATS, 5).code  # type: ignore[arg-type]
