"""Ramps, uplifts, free periods, and units that come and go: what each one makes of invoices."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from contract_samples import REVIEW, SEATS, code_of, nets
from cspricing import (
    EUR,
    USD,
    Added,
    AtLeast,
    Charge,
    Free,
    Indexed,
    Introductory,
    Item,
    Markup,
    PerUnit,
    Productivity,
    Quote,
    Ramp,
    Removed,
    Sourced,
    Uplift,
)
from cspricing.documents import to_markdown

# ---------------------------------------------------------------------------- ramps


def test_a_ramp_of_units() -> None:
    """From each month on there are so many; before the first one as many as the charge says."""
    quote = Quote.of(SEATS).over(4).changed(Ramp({2: 20, 4: "33.3"}))
    assert ["250.00", "500.00", "500.00", "832.50"] == nets(quote)
    assert "33.3 seats x EUR 25.00" in quote.explain()


def test_a_ramp_by_days_is_prorated() -> None:
    """From a day within a month on, its days count."""
    quote = Quote.of(SEATS).over(2, "2027-06-01").changed(Ramp({"2027-06-21": 13}))
    assert ["275.00", "325.00"] == nets(quote)


def test_a_ramp_of_shares() -> None:
    """A share of 10 seats may be 3.33 of them, or be rounded up to 4 by name."""
    quote = Quote.of(SEATS).over(2)
    assert ["83.25", "250.00"] == nets(quote.changed(Ramp({1: "33.3", 2: 100}, percent=True)))
    whole = quote.changed(Ramp({1: "33.3", 2: 100}, percent=True, whole=True))
    assert ["100.00", "250.00"] == nets(whole)
    assert "10 seats x 33.3 % (rounded up)" in whole.explain().replace("\u00a0", " ")
    credit = Quote.of(Item(name="Credit", quantity=-10, price=EUR(1), cadence="monthly"))
    assert ["-4.00"] == nets(credit.changed(Ramp({1: "33.3"}, percent=True, whole=True)))


def test_units_come_on_top_of_a_ramp() -> None:
    """Added units are not part of what a share is of."""
    ramp = Ramp({1: "33.3"}, percent=True, whole=True)
    assert ["175.00"] == nets(Quote.of(SEATS).over(1).changed(ramp, Added(3, 1)))
    assert ["325.00"] == nets(Quote.of(SEATS).over(1).changed(Ramp({1: 10}), Added(3, 1)))


def test_productivity_takes_more_for_the_same_work() -> None:
    """At a productivity of 60 % the same work takes 100 / 60 of the people, exactly."""
    team = Item(name="Team", quantity=7, unit="agent", price=EUR(1000), cadence="monthly")
    quote = Quote.of(team).over(2).changed(Productivity({1: 60, 2: 100}))
    assert ["11666.67", "7000.00"] == nets(quote)
    assert "x 100 / 60 (productivity 60 % from month 1)" in quote.explain()


def test_costs_change_as_prices_do() -> None:
    """A cost is ramped before a markup makes a price of it."""
    wages = Charge("Wages", 10, "hour", EUR(20), "labour", "monthly", cost=True)
    quote = Quote.of(wages).over(2).marked_up(Markup(50)).changed(Productivity({1: 50, 2: 100}))
    assert ["600.00", "300.00"] == nets(quote)
    assert "- labour: the price changes over the term" in to_markdown(quote)


# ---------------------------------------------------------------------------- uplifts


def test_an_uplift_compounds_or_not() -> None:
    """Of the last price 3 % compound to 6.09 %; of the list price they are 6 %."""
    plan = Quote.of(Item(name="Plan", quantity=1, price=EUR(10_000), cadence="yearly")).over(36)
    last = [net for net in nets(plan.changed(Uplift(3))) if net != "0.00"]
    assert ["10000.00", "10300.00", "10609.00"] == last
    listed = [net for net in nets(plan.changed(Uplift(3, of="list"))) if net != "0.00"]
    assert ["10000.00", "10300.00", "10600.00"] == listed
    once = [net for net in nets(plan.changed(Uplift(-3, every=None))) if net != "0.00"]
    assert ["10000.00", "9700.00", "9700.00"] == once


def test_a_rise_of_many_years_is_rounded_by_name() -> None:
    """What prices have become is rounded half up at each rise, where that is asked for."""
    plan = Quote.of(Item(name="Plan", quantity=1, price=EUR(10_000), cadence="yearly"))
    assert "change.digits" == code_of(plan.over(600).changed(Uplift("3.17")))
    level = Fraction(1)
    expected: list[str] = []
    for _ in range(50):
        expected.append(f"{float(level * 10_000):.2f}")
        level = Fraction(int(level * Fraction(10317, 10_000) * 1000 + Fraction(1, 2)), 1000)
    rounded = plan.over(600).changed(Uplift("3.17", decimals=3))
    assert expected == nets(rounded)[::12]
    told, shown = rounded.explain(), to_markdown(rounded)
    assert "x 1.065 (uplift 2 x 3.17 %, the last from month 25, each rounded to 3" in told
    assert "as a multiple of the first price, rounded to 3 decimals each time" in shown
    exact = plan.over(36).changed(Uplift("3.17"))
    assert nets(exact) == nets(plan.over(36).changed(Uplift("3.17", decimals=12)))
    assert nets(plan.over(36)) == nets(plan.over(36).changed(Uplift(0, decimals=2)))


def test_an_uplift_waits_for_the_next_period() -> None:
    """A period under way keeps the price of its first day."""
    quote = Quote.of(REVIEW).over(6, "2027-01-01")
    assert ["900.00", "900.00"] == nets(quote.changed(Uplift(10, first="2027-04-02")))[::3]
    assert ["900.00", "990.00"] == nets(quote.changed(Uplift(10, first="2027-04-01")))[::3]


def test_an_index_is_capped_and_floored() -> None:
    """An adjustment is what the index changed since the last one, within its bounds."""
    index = {"2027-01-01": 100, "2027-02-01": 103, "2027-03-01": 113, "2027-04-01": 112}
    quote = Quote.of(Item(name="Plan", quantity=1, price=EUR(100), cadence="monthly"))
    quote = quote.over(5, "2027-01-01")
    free = Indexed(index, first=2, every=1)
    assert ["100.00", "103.00", "113.00", "112.00", "112.00"] == nets(quote.changed(free))
    bound = Indexed(index, first=2, every=1, cap=5, floor=0, name="CPI")
    assert ["100.00", "103.00", "108.15", "108.15", "108.15"] == nets(quote.changed(bound))
    assert "CPI from 2027-03-01, capped at 5 %" in quote.changed(bound).explain()
    floor = Indexed(index, first=2, every=1, floor=1)
    assert ["100.00", "103.00", "113.00", "114.13", "115.27"] == nets(quote.changed(floor))
    assert "at least 1 %" in quote.changed(floor).explain()
    listed = Indexed(index, first=2, every=1, of="list", cap=12)
    assert ["100.00", "103.00", "112.00", "112.00", "112.00"] == nets(quote.changed(listed))
    base = Indexed(index, first=2, every=None, of="list", reference="2027-02-01")
    assert ["100.00"] * 5 == nets(quote.changed(base))
    never = Indexed({"2027-01-01": 1}, first=13)
    assert ["100.00"] * 5 == nets(quote.changed(never))


def test_an_index_cites_its_values() -> None:
    """Sources of values are among those of the quote, and doubtful ones mark the line."""
    assumed = Sourced(104, "our forecast", confidence="assumption")
    index = Indexed({"2027-01-01": 100, "2028-01-01": assumed}, name="CPI")
    quote = Quote.of(SEATS).over(24, "2027-01-01").changed(index)
    assert ["CPI 2028-01-01"] == [citation.of for citation in index.citations]
    assert [True] == [line.unverified for line in quote.lines]
    assert "CPI 2028-01-01 104: our forecast" in quote.explain()
    assert "our forecast" in to_markdown(quote)
    assert index.citations == Indexed(index.values, name="CPI").citations


# ---------------------------------------------------------------------------- for a while


def test_free_months() -> None:
    """Free months are on the invoice, for nothing, and count from any day."""
    quote = Quote.of(SEATS).over(3, "2027-06-01")
    assert ["0.00", "250.00", "250.00"] == nets(quote.changed(Free(1)))
    assert "x 0 (free for 1 month from 2027-06-01)" in quote.changed(Free(1)).explain()
    late = quote.changed(Free(1, start="2027-06-16"))
    assert ["125.00", "129.03", "250.00"] == nets(late)


def test_introductory_prices() -> None:
    """A first price is a percentage of the later one, or a price of its own; stages follow."""
    quote = Quote.of(SEATS).over(3)
    assert ["125.00", "125.00", "250.00"] == nets(quote.changed(Introductory(2, percent=50)))
    read = Sourced(EUR(10), "the offer", date(2026, 10, 1), "verified")
    priced = Introductory(1, price=read)
    stages = quote.changed(priced, Introductory(1, price=EUR(15), start=2))
    assert ["100.00", "150.00", "250.00"] == nets(stages)
    assert "the offer" in stages.explain()
    assert "introductory price for 1 month from month 1" in stages.explain()
    assert "change.twice" == code_of(quote.changed(priced, Introductory(1, price=EUR(9))))
    assert "currency.mixed" == code_of(quote.changed(Introductory(1, price=USD(1))))


def test_an_introductory_price_has_no_minimum() -> None:
    """Where a price of its own counts, the minimum of the tariff does not."""
    least = Item(
        name="Calls", quantity=10, price=AtLeast(EUR(50), PerUnit(EUR(1))), cadence="monthly"
    )
    quote = Quote.of(least).over(2).changed(Introductory(1, price=EUR(2)))
    assert ["20.00", "50.00"] == nets(quote)
    first, _ = quote.explain().split("Invoice 2")
    assert "minimum" not in first


# ---------------------------------------------------------------------------- units


def test_units_are_added_on_the_next_invoice_or_their_own() -> None:
    """The part of the period stands where it is wanted, and sums to the same."""
    quote = Quote.of(SEATS).over(2, "2027-06-01")
    assert ["275.00", "325.00"] == nets(quote.changed(Added(3, "2027-06-21")))
    late = Added(3, "2027-06-21", billed="next")
    assert ["250.00", "350.00"] == nets(quote.changed(late))
    assert "as billed for the period before" in quote.changed(late).explain()


def test_what_is_told_late_in_the_last_period_is_told_with_it() -> None:
    """There is no next invoice behind the last one."""
    quote = Quote.of(SEATS).over(2, "2027-05-01")
    late = quote.changed(Added(3, "2027-06-21", billed="next"))
    assert ["250.00", "275.00"] == nets(late)


def test_late_changes_skip_invoices_without_the_line() -> None:
    """A quarterly line is corrected with its next quarter."""
    quote = Quote.of(REVIEW).over(6, "2027-01-01", proration="days")
    late = quote.changed(Added(1, "2027-03-02", billed="next"))
    assert ["900.00", "0.00", "0.00", "2100.00", "0.00", "0.00"] == nets(late)


def test_units_are_removed_with_credit_or_without() -> None:
    """Without credit they are charged to the end of the period."""
    quote = Quote.of(SEATS).over(2, "2027-06-01")
    assert ["225.00", "175.00"] == nets(quote.changed(Removed(3, "2027-06-21")))
    late = Removed(3, "2027-06-21", billed="next")
    assert ["250.00", "150.00"] == nets(quote.changed(late))
    assert ["250.00", "175.00"] == nets(quote.changed(Removed(3, "2027-06-21", credit=False)))
    both = Removed(3, "2027-06-21", credit=False, billed="next")
    assert ["250.00", "175.00"] == nets(quote.changed(both))


def test_no_more_units_are_removed_than_there_are() -> None:
    """Below none is refused, and none is not."""
    quote = Quote.of(SEATS).over(1)
    assert ["0.00"] == nets(quote.changed(Removed(10, 1)))
    assert "change.below" == code_of(quote.changed(Removed(11, 1)))


@pytest.mark.parametrize(
    ("rule", "first"), [("months", "275.00"), ("started_months", "250.00"), ("none", "250.00")]
)
def test_what_counts_in_full_counts_as_it_began(rule: Any, first: str) -> None:  # noqa: ANN401
    """Where started months count in full, what their first day had counts for all of them."""
    quote = Quote.of(SEATS).over(2, "2027-06-01", proration=rule)
    assert [first, "325.00"] == nets(quote.changed(Added(3, "2027-06-21")))


def test_a_started_quarter_counts_by_its_months() -> None:
    """In a quarter, units that come within its second month count from the third on."""
    quote = Quote.of(REVIEW).over(3, "2027-01-01", proration="started_months")
    assert ["1200.00", "0.00", "0.00"] == nets(quote.changed(Added(1, "2027-02-02")))
    undated = Quote.of(REVIEW).over(3, proration="started_months")
    assert ["1200.00", "0.00", "0.00"] == nets(undated.changed(Added(1, 3)))


def test_prices_first_rise_after_the_first_period() -> None:
    """Unless it is said, prices rise first as many months on as later; once, a year on."""
    assert [7, 13, 13, 2] == [
        rise.first
        for rise in (Uplift(3, every=6), Uplift(3), Uplift(3, every=None), Uplift(3, every=1))
    ]
