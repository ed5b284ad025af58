"""Charges are billed in parts as work proceeds, or months ahead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cspricing import (
    EUR,
    Allowance,
    AmountOff,
    Charge,
    Item,
    Margin,
    Markup,
    Milestone,
    Milestones,
    Money,
    PercentOf,
    PercentOff,
    Prepaid,
    PricingError,
    PricingErrors,
    Quote,
    Sourced,
    Surcharge,
    Terms,
)
from cspricing.billing import BillingRule

WORK = Item(
    name="Project", quantity=1, unit="project", price=EUR("1000.01"), category="customization"
)
SEATS = Item(
    name="Seats", quantity=1, unit="seat", price=EUR(14), category="software", cadence="monthly"
)
CARE = Item(name="Care", quantity=1, unit="review", price=EUR(90), cadence="quarterly")
THIRDS = (
    Milestone("order", 30),
    Milestone("delivery", 40, 3),
    Milestone("acceptance", "rest", "2027-06-15"),
)


def euros(*amounts: str) -> list[Money]:
    """Give amounts in euros."""
    return [Money(amount, "EUR") for amount in amounts]


def paid(quote: Quote) -> list[tuple[int, str]]:
    """Give the number and the net amount of each invoice that has any."""
    return [(one.number, str(one.totals.net)) for one in quote.invoices if one.totals.net]


def codes(quote: Quote) -> list[tuple[str, str | None, str | None]]:
    """Give the code, the component and the field of each fault of a quote."""
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    faults = caught.value.exceptions
    return [(f.code, f.component, f.field) for f in faults if isinstance(f, PricingError)]


# ---------------------------------------------------------------------------- milestones


def test_parts_stand_on_the_invoices_of_their_days() -> None:
    """Each part is billed for the period in which it lies, and all of them are the sum."""
    quote = Quote.of(WORK).over(6, "2027-01-01").billed(Milestones(THIRDS))
    assert [(1, "EUR 300.00"), (3, "EUR 400.01"), (6, "EUR 300.00")] == paid(quote)
    assert (3, "once") == (quote.lines[0].invoices, quote.lines[0].cadence)
    assert Money("1000.01", "EUR") == quote.net == quote.one_time
    quote.verify()


def test_parts_on_one_invoice_are_one() -> None:
    """Parts in one period are billed together, and the order in which they stand is free."""
    parts = [Milestone("end", "33.3", 2), Milestone("start", "33.3"), Milestone("go", "33.4", 2)]
    quote = Quote.of(WORK).over(2).billed(Milestones(parts))
    assert [(1, "EUR 333.00"), (2, "EUR 667.01")] == paid(quote)
    told = quote.explain()
    assert "1 project x EUR 1,000.01 x 33.3 / 100 (so far: start)" in told
    quote.verify()


def test_an_invoice_shows_what_was_billed_before() -> None:
    """What is due so far, less what earlier invoices billed, is what an invoice bills."""
    quote = Quote.of(WORK).over(6, "2027-01-01").billed(Milestones(THIRDS))
    line = quote.invoices[2].lines[0]
    assert ["1 x EUR 1,000.01 x 70 / 100"] == [str(step) for step in line.steps]
    assert ["1 x EUR 1,000.01 x 30 / 100"] == [str(step) for step in line.billed_steps]
    assert euros("400.01", "300.00", "0") == [line.gross, line.billed_gross, line.billed_cost]
    assert () == quote.invoices[0].lines[0].billed_steps
    told = quote.explain()
    assert (
        "list price so far: 1 project x EUR 1,000.01 x 70 / 100 (so far: order, delivery)" in told
    )
    assert "list price billed before: 1 project x EUR 1,000.01 x 30 / 100 (so far: order)" in told


def test_costs_and_their_markups_are_billed_in_parts() -> None:
    """A cost, and the price that a markup makes of it, are each settled by difference."""
    hours = Charge("Hours", 3, "hour", EUR("33.33"), "labour", cost=True)
    parts = [Milestone("a", "33.3"), Milestone("b", "33.3", 2), Milestone("c", "rest", 3)]
    bare = Quote.of(hours, WORK).over(3).billed(Milestones(parts))
    assert euros("33.30", "33.29", "33.40") == [one.totals.cost for one in bare.invoices]
    bare.verify()
    marked = bare.marked_up(Margin(30))
    assert euros("47.57", "47.56", "47.71") == [one.lines[0].net for one in marked.invoices]
    assert Money("142.84", "EUR") == marked.lines[0].net
    assert Money("99.99", "EUR") == marked.lines[0].cost
    marked.verify()
    assert "price at a margin of 30 % billed before" in marked.explain()


def test_several_steps_are_billed_in_parts() -> None:
    """A cost of several steps that is marked up shows the sum of its steps on both sides."""
    steps = Charge("Hours", 3, "hour", EUR(10) / 3, "labour", cost=True)
    half = [Milestone("a", 50), Milestone("b", 50, 2)]
    quote = Quote.of(steps).over(2).marked_up(Markup(10)).billed(Milestones(half))
    assert euros("5.50", "5.50") == [one.total for one in quote.invoices]
    quote.verify()


def test_discounts_and_percentages_are_of_parts() -> None:
    """A discount comes off each invoice's part, and a percentage of the line is of it."""
    support = PercentOf(10, of="customization", what="Support", category="support")
    quote = (WORK + support).over(6, "2027-01-01").billed(Milestones(THIRDS, on="customization"))
    less = quote.less(
        PercentOff(5, on="customization"), AmountOff(EUR(100), on="support", carry=True)
    )
    assert euros("285.00", "380.01", "285.00") == [
        one.lines[0].net for one in less.invoices if one.lines
    ]
    assert euros("0.00", "0.00", "0.00") == [one.lines[1].net for one in less.invoices if one.lines]
    assert less.net == Money("950.01", "EUR")
    less.verify()


def test_one_part_at_the_start_changes_nothing() -> None:
    """All of it at the start is as without a rule, down to the explanation of each invoice."""
    plain = (WORK + SEATS).over(3)
    quote = plain.billed(Milestones([Milestone("order", 100)]))
    assert [one.total for one in plain.invoices] == [one.total for one in quote.invoices]
    assert plain.explain().split("Invoice 1")[1] == quote.explain().split("Invoice 1")[1]


def test_a_milestone_outside_of_the_term_is_refused() -> None:
    """A part before the term, after it, or on a day where there are none, is refused by name."""
    late = Milestones([Milestone("order", 50), Milestone("end", 50, 4)])
    day = Milestones([Milestone("order", 50, "2026-12-31"), Milestone("end", 50)])
    refused = ("milestone.day", "Milestone", "at")
    assert [refused] == codes(Quote.of(WORK).over(3).billed(late))
    assert [refused] == codes(Quote.of(WORK).over(3, "2027-01-01").billed(day))
    assert [("term.start", "Milestone", "at")] == codes(Quote.of(WORK).over(3).billed(day))


@pytest.mark.parametrize(
    "percents",
    [(), (30,), (30, 71), ("rest", 30), ("rest", "rest"), (100, "rest"), (60, 50, "rest")],
)
def test_parts_are_a_hundred_percent(percents: tuple[Any, ...]) -> None:
    """Parts that are not 100 % in all, or a rest of nothing or in another place, are refused."""
    with pytest.raises(PricingError) as caught:
        Milestones([Milestone("part", percent) for percent in percents])
    assert ("milestones.sum", "parts", "Milestones") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


@pytest.mark.parametrize("percent", [0, -1, "100.01", "all", 1.5, True, None, [30]])
def test_a_part_is_some_percent(percent: Any) -> None:  # noqa: ANN401
    """A part of nothing, of more than all, or of no number is refused by its field."""
    with pytest.raises(PricingError) as caught:
        Milestone("order", percent)
    assert "percent" == caught.value.field


def test_rules_are_written_as_their_calls() -> None:
    """The representation of a rule is the call that makes it."""
    rule = Milestones(THIRDS, on="customization", optional=True)
    ahead = Prepaid(6, percent_off=10, on="software")
    names = {"Milestones": Milestones, "Milestone": Milestone, "Prepaid": Prepaid}
    assert rule == eval(repr(rule), names)  # noqa: S307
    assert ahead == eval(repr(ahead), names)  # noqa: S307
    assert (Decimal(30), Decimal(40), Decimal(30)) == rule.percents
    assert date(2027, 6, 15) == rule.parts[2].at


def test_the_base_bills_nothing_itself() -> None:
    """What a rule bills, it says itself."""
    schedule = Terms(months=2).schedule.on_calendar()
    with pytest.raises(NotImplementedError):
        BillingRule().bills("once")
    with pytest.raises(NotImplementedError):
        BillingRule().due(0, schedule, "once", lambda _: None)


# ---------------------------------------------------------------------------- whom they bill


def test_rules_that_bill_nothing_are_refused() -> None:
    """A rule that names lines that it cannot bill says what they are, and what to do."""
    yearly = Item(name="Y", quantity=1, price=EUR(1), category="y", cadence="yearly")
    cost = Charge("Wages", 1, "month", EUR(1), "labour", "monthly", cost=True)
    share = PercentOf(10, of="y", category="share")
    stated = Surcharge(amount=EUR(1), category="stated")
    quote = (yearly + cost + share + stated).over(12)
    for rule, told in (
        (Prepaid(on="y"), "'y' has yearly charges only for it; it is for monthly prices"),
        (Prepaid(on="labour"), "'labour' has own costs only for it"),
        (Prepaid(on="share"), "'share' has percentages only for it"),
        (Milestones([Milestone("a", 100)], on="stated"), "stated amounts only"),
        (Milestones([Milestone("a", 100)], on="y"), "it is for what is charged once"),
    ):
        billed = quote.billed(rule)
        assert [("rule.unmatched", type(rule).__name__, "on")] == codes(billed)
        with pytest.raises(PricingErrors) as caught:
            _ = billed.total
        assert told in str(caught.value.exceptions[0])
    assert quote.total == quote.billed(Prepaid(on="y", optional=True)).total


def test_one_rule_bills_a_line() -> None:
    """Two rules that name a line are refused; one that names none covers the rest."""
    named = Prepaid(6, on="software")
    assert [("billing.twice", "Seats", "on")] == codes(
        Quote.of(SEATS).over(12).billed(named, Prepaid(3, on="software"))
    )
    quote = (SEATS + CARE).over(12).billed(Prepaid(), named)
    assert [(1, "EUR 444.00"), (7, "EUR 84.00")] == paid(quote)


def test_stated_amounts_on_a_line_are_not_billed_in_parts() -> None:
    """Stated allowances belong to one invoice, so that a line with one is refused."""
    item = Item(name="A", quantity=1, price=EUR(9), allowances=[Allowance(amount=EUR(1))])
    quote = Quote.of(item).over(2).billed(Milestones([Milestone("a", 100)]))
    assert [("billing.adjusted", "A", "adjustments")] == codes(quote)


def test_discounts_that_miss_the_parts_say_why() -> None:
    """A discount that is over before the first part says so, and one of nothing that."""
    parts = Milestones([Milestone("a", 50, 3), Milestone("b", 50, 4)])
    quote = Quote.of(WORK).over(4).billed(parts)
    early = quote.less(PercentOff(10, lasts=2), PercentOff(0), PercentOff(5, on="x", optional=True))
    assert ["expired", "comes_to_nothing", "no_line"] == [rule.why_not for rule in early.rules[:3]]
    assert quote.total == early.total
    early.verify()


# ---------------------------------------------------------------------------- words and data


def test_the_conditions_are_told() -> None:
    """Explanations say how lines are billed, in both languages, with sources of figures."""
    ahead = Prepaid(percent_off=Sourced(10, "price page", confidence="unverified"))
    rules = [Milestones(THIRDS, on="customization"), ahead]
    quote = (WORK + SEATS).over(12, "2027-01-01").billed(*rules)
    told = quote.explain()
    assert "Billed in parts, customization: 30 % order, 40 % delivery (month 3), " in told
    assert "30 % acceptance (2027-06-15)." in told
    assert "Billed 12 months ahead: everything that recurs. [1] UNVERIFIED" in told
    assert "分期计费，定制：order付 30 %、" in quote.explain("zh")
    assert "分期计费，全部一次性费用" in Quote.of(WORK).over(9, "2027-01-01").billed(
        Milestones(THIRDS)
    ).explain("zh")
    quote.verify()


def test_billing_is_plain_data() -> None:
    """Rules, and what was billed before, are data."""
    rules = [Milestones(THIRDS), Prepaid(6, percent_off="2.5", on="software")]
    found = (WORK + SEATS).over(12, "2027-01-01").billed(*rules).to_dict()
    milestones, ahead = found["billing"]
    assert {"name": "delivery", "percent": "40", "at": 3} == milestones["parts"][1]
    assert {"name": "acceptance", "percent": "30", "at": "2027-06-15"} == milestones["parts"][2]
    assert {
        "type": "Prepaid",
        "optional": False,
        "months": 6,
        "percent_off": "2.5",
        "on": "software",
    } == ahead
    assert (6, "PaidAhead") == (
        found["rules"][0]["rule"]["months"],
        found["rules"][0]["rule"]["type"],
    )
    line = found["invoices"][2]["lines"][0]
    assert [["70"], ["30"]] == [
        [step["factors"][0]["above"] for step in line[key]] for key in ("steps", "billed_steps")
    ]


def test_terms_take_billing_rules_alone() -> None:
    """Anything else in the list is refused."""
    with pytest.raises(PricingError) as caught:
        Terms(billing=[PercentOff(10)])  # type: ignore[list-item]
    assert ("type.member", "billing") == (caught.value.code, caught.value.field)
