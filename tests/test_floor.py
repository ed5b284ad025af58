"""Floors: below them, a quote is priced only by the word of one who may give it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cspricing import (
    EUR,
    JPY,
    USD,
    Approval,
    Floor,
    Item,
    PercentOff,
    PricingError,
    PricingErrors,
    Purchase,
    Quote,
    Rounding,
    Sourced,
    Terms,
)
from cspricing.documents import to_markdown
from margin_samples import DEAL, SEATS, SETUP, WAGES, euros

HEAD = "Head of sales"
CHEN = Approval(by="A. Chen", role=HEAD, given="2027-01-05", reason="first customer")
FLOOR = Floor(EUR(2800), on="consulting", may_go_below=[HEAD])
LOW = (SEATS + SETUP).floored(FLOOR).less(PercentOff(10))


def refused(quote: Quote) -> PricingError:
    """Give the one fault for which a quote is refused."""
    with pytest.raises(PricingErrors) as caught:
        _ = quote.net
    (fault,) = caught.value
    assert isinstance(fault, PricingError)
    return fault


def test_a_quote_at_its_floor_is_priced() -> None:
    """A net amount of exactly the floor keeps it; a cent less does not."""
    at = Quote.of(SETUP).floored(Floor(EUR(3000)))
    assert EUR(3000) == at.net
    (record,) = at.floors
    assert (euros(0), False, None) == (record.shortfall, record.is_below, record.approval)
    fault = refused(Quote.of(SETUP).floored(Floor(EUR("3000.01"))))
    assert "floor.below" == fault.code
    assert "EUR 0.01 below the floor of EUR 3,000.01; nobody may approve" in str(fault)


def test_a_quote_below_its_floor_names_the_shortfall_and_who_may_approve() -> None:
    """The refusal says of which lines, how far below which floor, and whom to ask."""
    assert (
        "Floor: EUR 2,700.00 net of consulting is EUR 100.00 below the floor of EUR 2,800.00; "
        "Head of sales may approve it: say approved(Approval(...)), or lower a discount"
    ) == str(refused(LOW))


def test_an_approval_lets_it_go_below() -> None:
    """With the approval of one who may give it, the quote is priced, and the record says so."""
    quote = LOW.approved(CHEN)
    assert EUR("3130.92") == quote.net
    (record,) = quote.floors
    assert (2,) == record.numbers
    assert (euros(2700), euros(2800), euros(100)) == (record.net, record.least, record.shortfall)
    assert CHEN == record.approval
    assert {
        "margin": None,
        "on": "consulting",
        "may_go_below": [HEAD],
        "lines": [2],
        "net": "2700.00",
        "cost": None,
        "least": "2800.00",
        "shortfall": "100.00",
        "approval": {
            "by": "A. Chen",
            "role": HEAD,
            "given": "2027-01-05",
            "reason": "first customer",
        },
    } == quote.to_dict()["floors"][0]


def approval(**given: Any) -> Approval:  # noqa: ANN401
    """Make an approval of no role."""
    return Approval(**{"by": "A. Chen", "given": date(2027, 1, 5), **given})


@pytest.mark.parametrize(
    ("given", "enough"),
    [
        (approval(role=HEAD), True),
        (approval(by=HEAD), True),
        (approval(role="Sales"), False),
        (approval(), False),
        (approval(role=HEAD, down_to=EUR(2700)), True),
        (approval(role=HEAD, down_to=EUR("2700.01")), False),
    ],
)
def test_an_approval_counts_by_role_or_name_and_amount(given: Approval, *, enough: bool) -> None:
    """One who may give it is named by role or name, and approves no less than was said."""
    quote = LOW.approved(given)
    if enough:
        assert EUR(100) == quote.floors[0].shortfall
    else:
        assert "floor.below" == refused(quote).code


def test_the_explanation_tells_what_the_customer_never_reads() -> None:
    """The explanation says that it is internal, what is missing, and who approved."""
    quote = LOW.approved(CHEN)
    told = quote.explain()
    assert "Shows floors: for internal use, not for the customer." in told
    told = told[told.index("Floors") :]
    assert [
        "Floors",
        "floor of line 2 EUR 2,800.00",
        "net of line 2 EUR 2,700.00",
        "below the floor EUR -100.00",
        "approved: A. Chen, Head of sales, 2027-01-05 - first customer",
    ] == [" ".join(line.split()) for line in told.splitlines()]
    quote.verify()
    for word in ("2,800", "floor", "Chen", HEAD, "first customer"):
        assert word not in to_markdown(quote)


def test_a_floor_by_margin_rests_on_costs() -> None:
    """A margin of 25 % of what costs 34,861.92 is kept by 46,482.56 and not by a cent less."""
    (record,) = DEAL.floored(Floor(margin=25)).floors
    assert (euros("34861.92"), euros("46482.56")) == (record.cost, record.least)
    low = DEAL.floored(Floor(margin=30, may_go_below=["A. Chen"])).approved(
        approval(), approval(by="B")
    )
    assert "34,861.92 / 70 %" in low.explain()
    assert "bought, line 2: 70 % x EUR 5,745.60" in low.explain()
    assert "bought, line 3: 1 set-up x EUR 1,800.00" in low.explain()
    low.verify()
    assert "30 % margin" in str(refused(DEAL.floored(Floor(margin=30))))


def test_what_is_bought_at_a_sourced_price_for_parts_of_periods_is_told() -> None:
    """A price over a pending division, for a year and a half, multiplies out as printed."""
    yearly = Item(name="a", quantity=7, unit="seat", price=EUR(9), cadence="yearly")
    bought = Purchase(price=Sourced(EUR(10) / 3, "contract", confidence="verified"))
    quote = Quote.of(yearly).over(18).bought(bought)
    quote = quote.floored(Floor(margin=10), Floor(margin=5), Floor(EUR(1)))
    assert "bought, line 1 [1]: 7 seats x EUR 10.00 x 3 / 6 " in quote.explain()
    assert 1 == quote.explain().count("bought, line 1")
    quote.verify()


def test_a_floor_of_own_costs_counts_what_they_cost() -> None:
    """A cost without a price counts against the margin of everything."""
    quote = Quote.of(WAGES, SETUP).bought(Purchase(0)).floored(Floor(margin=10))
    assert EUR("2420.00") == quote.floors[0].cost
    quote.verify()


def test_floors_are_whole_units() -> None:
    """A floor finer than amounts are settled is kept by the next whole unit."""
    coarse = Terms(rounding=Rounding(decimals=1), floors=[Floor(EUR("2.01"))])
    quote = Quote.of(Item(name="a", quantity=1, price=EUR("2.10"))).on_terms(coarse)
    assert EUR("2.10") == quote.floors[0].least
    yen = Quote.of(Item(name="a", quantity=1, price=JPY(5))).floored(Floor(JPY("4.5")))
    assert JPY(5) == yen.floors[0].least


@pytest.mark.parametrize(
    ("quote", "code", "component"),
    [
        (Quote.of(SEATS).floored(Floor(EUR(1), on="sofware")), "rule.unmatched", "Floor"),
        (Quote.of(SEATS).floored(Floor(margin=1)), "cost.unknown", "Floor"),
        (Quote.of(SEATS).floored(Floor(USD(1))), "currency.mixed", "Floor"),
        (
            Quote.of(SEATS).floored(Floor(EUR(1))).approved(approval(down_to=USD(1))),
            "currency.mixed",
            "Approval",
        ),
        (Quote.of(SEATS).floored(Floor(EUR(1), on=lambda _: 1 / 0)), "selector.failed", "Floor"),
    ],
)
def test_floors_that_cannot_be_meant_are_refused(quote: Quote, code: str, component: str) -> None:
    """A floor of no line, of an unknown cost, or of another currency is a fault of the quote."""
    fault = refused(quote)
    assert (code, component) == (fault.code, fault.component)


def test_an_optional_floor_of_no_line_is_kept() -> None:
    """A floor that says so may select no line; with a price above nothing, it is not kept."""
    none = Quote.of(SEATS).floored(Floor(margin=20, on="x", optional=True))
    assert EUR(0) == none.floors[0].least
    none.verify()


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "floor.size", "price"),
        ({"price": EUR(5), "margin": 5}, "floor.size", "price"),
        ({"margin": 100}, "margin.range", "margin"),
        ({"price": EUR(5), "may_go_below": "CEO"}, "type.member", "may_go_below"),
        ({"price": EUR(5), "may_go_below": [1]}, "type.member", "may_go_below"),
        ({"price": EUR(5), "may_go_below": [""]}, "text.empty", "may_go_below"),
    ],
)
def test_a_floor_states_one_size(given: dict[str, Any], code: str, field: str) -> None:
    """A floor is a price or a margin, and names people in a list."""
    with pytest.raises(PricingError) as caught:
        Floor(**given)
    assert (code, field) == (caught.value.code, caught.value.field)


def test_floors_are_told_in_chinese() -> None:
    """The explanation in Chinese tells floors in Chinese."""
    told = LOW.approved(CHEN).explain("zh")
    assert "最低价" in told
    assert "已获批准：A. Chen，Head of sales，2027-01-05 - first customer" in told
