"""What a line costs that is bought and sold on: said once, in percent of list or by the unit."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from cspricing import (
    EUR,
    USD,
    Charge,
    Floor,
    Item,
    Markup,
    Named,
    PercentOf,
    PricingError,
    Purchase,
    Quote,
    Sourced,
    Surcharge,
    profit_of,
)
from margin_samples import DEAL, SEATS, SETUP, WAGES
from ramps import Ramp


def code_of(quote: Quote) -> str:
    """Give the code with which a quote is refused."""
    with pytest.raises(PricingError) as caught:
        profit_of(quote)
    return caught.value.code


def test_costs_of_all_lines_add_up() -> None:
    """Own costs, percentages of list and prices of units make the cost, to the cent."""
    profit = profit_of(DEAL)
    # 12 x 160 x 15.125, 70 % of 12 x 12 x 39.90, 1 x 1,800.00
    assert EUR("34861.92") == profit.cost
    assert DEAL.net == profit.net
    assert profit.net - profit.cost == profit.margin
    assert profit.margin / profit.net * 100 == profit.percent


def test_a_quote_of_nothing_has_no_margin_in_percent() -> None:
    """The margin of a net amount of nothing is no percentage."""
    free = Quote.of(Item(name="a", quantity=1, price=EUR(0))).bought(Purchase(0))
    assert profit_of(free).percent is None


def test_a_purchase_by_the_unit_counts_cut_periods() -> None:
    """A yearly line over 18 months is bought for one year and a half, settled once."""
    yearly = Item(name="a", quantity=1, price=EUR(9), cadence="yearly")
    quote = Quote.of(yearly).over(18).bought(Purchase(price=EUR("3.335")))
    assert EUR("5.00") == profit_of(quote).cost


def test_a_purchase_changes_no_price() -> None:
    """What lines cost moves no figure of the quote but its margin."""
    plain = DEAL.on_terms(DEAL.terms.__class__(**_without(DEAL, "purchases")))
    assert plain.totals == DEAL.totals


def _without(quote: Quote, name: str) -> dict[str, Any]:
    names = ("months", "discounts", "taxes", "markups", "purchases")
    return {one: getattr(quote.terms, one) for one in names if one != name}


def test_one_for_all_others_yields_to_one_that_names_a_line() -> None:
    """A purchase that names no lines is for those that no other names, and never for costs."""
    quote = Quote.of(WAGES, SEATS, SETUP).marked_up(Markup(0))
    both = quote.bought(Purchase(50), Purchase(0, on="consulting"))
    assert EUR("2420.00") + EUR("239.40") == profit_of(both).cost


def test_a_stated_amount_costs_nothing() -> None:
    """Of a surcharge of the document nobody has to say what it costs."""
    quote = Quote.of(SETUP, Surcharge(amount=EUR(50))).bought(Purchase(10, on="consulting"))
    assert EUR(300) == profit_of(quote).cost


def test_an_unknown_cost_is_refused() -> None:
    """A line of which nothing says the cost is no cost of nothing: the margin is refused."""
    with pytest.raises(PricingError, match="nothing says what Seats, Set-up costs") as caught:
        profit_of(SEATS + SETUP)
    assert ("cost.unknown", "purchases") == (caught.value.code, caught.value.field)


SUPPORT = PercentOf(18, of="software", what="Support", category="support")


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        (Quote.of(SEATS).bought(Purchase(70, on="sofware")), "rule.unmatched"),
        (Quote.of(SEATS, WAGES).bought(Purchase(70, on="labour")), "rule.unmatched"),
        (
            Quote.of(SEATS, Surcharge(amount=EUR(5))).bought(Purchase(70, on="surcharge")),
            "rule.unmatched",
        ),
        (
            Quote.of(SEATS).bought(Purchase(70, on="software"), Purchase(60, on=Named("Seats"))),
            "purchase.twice",
        ),
        (Quote.of(SEATS).bought(Purchase(70), Purchase(60)), "purchase.twice"),
        (
            (SEATS + SUPPORT).bought(Purchase(70), Purchase(price=EUR(1), on="support")),
            "purchase.unit",
        ),
        (Quote.of(SEATS).bought(Purchase(price=USD(1))), "currency.mixed"),
        (Quote.of(SEATS).bought(Purchase(70, on=lambda _: 1 / 0)), "selector.failed"),
    ],
)
def test_purchases_that_cannot_be_meant_are_refused(quote: Quote, code: str) -> None:
    """A purchase of nothing, of one line twice, or of no unit is refused when it is priced."""
    assert code == code_of(quote)
    with pytest.raises(PricingError):
        _ = quote.net


def test_one_that_may_select_nothing_does() -> None:
    """A purchase that says so may select no line."""
    quote = Quote.of(SEATS).bought(Purchase(70), Purchase(60, on="x", optional=True))
    assert EUR("335.16") == profit_of(quote).cost


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "purchase.size", "percent"),
        ({"percent": 5, "price": EUR(5)}, "purchase.size", "percent"),
        ({"percent": -1}, "number.negative", "percent"),
        ({"price": EUR(-1)}, "number.negative", "price"),
    ],
)
def test_a_purchase_states_one_size(given: dict[str, Any], code: str, field: str) -> None:
    """A purchase is a percentage or a price, not below 0, and says what is wrong with another."""
    with pytest.raises(PricingError) as caught:
        Purchase(**given)
    assert (code, field) == (caught.value.code, caught.value.field)


def test_a_purchase_keeps_its_sources() -> None:
    """Where the percentage or the price comes from is kept."""
    assert ["percent"] == [one.of for one in Purchase(Sourced(70, "contract")).sources]
    (source,) = Purchase(price=Sourced(EUR(5), "contract")).sources
    assert ("price", "contract") == (source.of, source.source.where)
    assert () == Purchase(70).sources


def test_a_profit_is_of_a_quote() -> None:
    """A charge that was put on no quote is refused."""
    with pytest.raises(PricingError) as caught:
        profit_of(Charge("a", 1, "b", EUR(1), "c"))  # type: ignore[arg-type]
    assert "type.quote" == caught.value.code


@pytest.mark.parametrize(("seats", "units", "told"), [(10, 36, "10 seats x EUR 28.00 x 18 / 5"),
                                                      (0, 6, "6 seats x EUR 28.00")])  # fmt: skip
def test_more_units_over_time_are_bought_at_one_price(seats: int, units: int, told: str) -> None:
    """A price a unit is paid for the units of each month; what ours rises by is nothing to it."""
    ramped = evolve(SEATS, quantity=seats)
    quote = Quote.of(ramped).over(3).changed(Ramp()).bought(Purchase(price=EUR(28)))
    assert EUR(28 * units) == profit_of(quote).cost
    quote = quote.floored(Floor(margin=0))
    assert f"bought, line 1: {told} " in quote.explain()
