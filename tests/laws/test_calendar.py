"""The laws of time on the calendar (P19, P29, P31): terms that are cut anywhere, by any rule."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import lcm
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, example, given, strategies as st

import naive_calendar
from cspricing import EUR, AmountOff, Item, Money, PricingError, Quote
from cspricing.period import MONTHS_PER
from cspricing.proration import PRORATIONS
from quote_figures import figures
from quote_parts import Kind, cents
from quote_terms import BILLING_DAYS, DAYS, STARTS
from quotes import quotes

ONE_DAY = timedelta(days=1)
RECURRING = ("monthly", "quarterly", "yearly")


def dated(quote: Quote, **dates: Any) -> Quote:  # noqa: ANN401
    """Put a quote on other dates."""
    return quote.on_terms(evolve(quote.terms, **dates))


# ---------------------------------------------------------------------------- P19


@given(STARTS, DAYS, BILLING_DAYS, DAYS)
@example(date(2027, 1, 31), 100, None, 30)
@example(date(2024, 2, 29), 450, 31, 366)
def test_periods_cover_the_term(start: date, days: int, billing_day: int | None, more: int) -> None:
    """P19: periods follow one another without a gap, from the first day to the last.

    Each but the first starts on the billing day, or on the last day of a shorter month, and a
    longer term has the same ones, but for the last.
    """
    quote = Quote.of(cents(1, cadence="monthly"))
    last = start + timedelta(days=days)
    periods = [
        invoice.period
        for invoice in quote.over(start=start, until=last, billing_day=billing_day).invoices
    ]
    assert (start, last) == (periods[0].start, periods[-1].end)
    for one, two in pairwise(periods):
        assert one.start is not None
        assert one.end is not None
        assert two.start is not None
        assert one.start <= one.end
        assert one.end + ONE_DAY == two.start
        assert naive_calendar.starts_month(two.start, billing_day or start.day)
    until = last + timedelta(days=more)
    longer = quote.over(start=start, until=until, billing_day=billing_day).invoices
    assert periods[:-1] == [invoice.period for invoice in longer[: len(periods) - 1]]


# ---------------------------------------------------------------------------- months, days


@given(quotes(calendar=False), STARTS, st.booleans(), st.sampled_from(PRORATIONS))
def test_whole_months_may_be_said_by_their_last_day(
    quote: Quote,
    start: date,
    in_arrears: bool,
    rule: Any,  # noqa: ANN401
) -> None:
    """A last day that ends so many months says the same as their number."""
    by_months = dated(quote, start=start, in_arrears=in_arrears, proration=rule)
    last = by_months.invoices[-1].period.end
    by_day = dated(by_months, months=None, until=last)
    assert figures(by_months) == figures(by_day)
    assert by_months.months == by_day.months
    assert by_months.monthly_recurring == by_day.monthly_recurring
    assert [(i.period, i.issue_date) for i in by_months.invoices] == [
        (i.period, i.issue_date) for i in by_day.invoices
    ]


@given(quotes())
def test_days_to_pay_change_no_amount(quote: Quote) -> None:
    """When invoices are due changes no amount."""
    assume(quote.terms.start is not None)
    assert figures(quote) == figures(dated(quote, due_days=10))


# ---------------------------------------------------------------------------- P29


@st.composite
def cut_terms(draw: st.DrawFn) -> tuple[Quote, date]:
    """Draw a quote of what recurs, and the last day before each of its cadences starts anew.

    Its discounts last forever, and none carries over: what spans the border breaks the law.
    """
    several = draw(st.sampled_from((RECURRING, RECURRING[:1], RECURRING[:2])))
    kind = Kind(cadences=several, stated=False, bundles=False)
    quote = draw(quotes(kind=kind, calendar=False, paid=False))
    border = lcm(*(MONTHS_PER[line.cadence] for line in quote.lines if line.cadence))
    discounts = [
        evolve(rule, lasts="forever", carry=False, cap=True)
        if isinstance(rule, AmountOff)
        else evolve(rule, lasts="forever")
        for rule in quote.terms.discounts
    ]
    start = draw(STARTS)
    day = draw(BILLING_DAYS)
    quote = dated(
        quote,
        discounts=discounts,
        start=start,
        months=None,
        until=start + timedelta(days=700),
        billing_day=day or start.day,
        in_arrears=draw(st.booleans()),
        proration=draw(st.sampled_from(PRORATIONS)),
    )
    stub = not naive_calendar.starts_month(start, day or start.day)
    cut = quote.invoices[stub + border * draw(st.integers(not stub, 1)) - 1].period.end
    assert cut is not None
    return dated(quote, until=cut + timedelta(days=1 + draw(DAYS))), cut


@given(cut_terms())
def test_a_term_cut_at_a_billing_day_sums_to_the_whole(drawn: tuple[Quote, date]) -> None:
    """P29: a term cut where all periods start anew, and priced in two parts, sums to the whole.

    By any proration, with parts at both ends of the term, in advance and in arrears.
    """
    quote, cut = drawn
    parts = dated(quote, until=cut), dated(quote, start=cut + ONE_DAY)
    assert quote.totals == parts[0].totals + parts[1].totals
    months = [part.months for part in parts]
    assert quote.months <= sum(months)


def test_a_cut_within_a_period_may_round_twice() -> None:
    """P29 is false within a period: each part is then settled by itself."""
    quote = Quote.of(cents(1, cadence="monthly"))
    halves = [
        quote.over(start=start, until=until, billing_day=1, proration="days").net
        for start, until in (("2027-06-01", "2027-06-15"), ("2027-06-16", "2027-06-30"))
    ]
    assert [Money("0.01", "EUR")] * 2 == halves
    assert Money("0.01", "EUR") == quote.over(1, "2027-06-01", proration="days").net


# ---------------------------------------------------------------------------- P31


@given(quotes())
def test_cash_flow_sums_to_what_is_payable(quote: Quote) -> None:
    """P31: what is payable flows in whole, by the day of issue and by the day it is due."""
    nothing = Money.of_minor(0, quote.currency)
    issued = quote.cash_flow()
    assert quote.payable == sum(issued.values(), nothing)
    assert sorted(issued, key=lambda month: (len(month), month)) == list(issued)
    if quote.terms.start is None:
        assert [str(invoice.number) for invoice in quote.invoices] == list(issued)
    if quote.terms.due_days is None:
        with pytest.raises(PricingError) as caught:
            quote.cash_flow(by="due")
        assert "flow.due" == caught.value.code
        return
    assert quote.payable == sum(quote.cash_flow(by="due").values(), nothing)


@given(quotes())
def test_recurring_values_follow_from_the_length_of_the_term(quote: Quote) -> None:
    """What recurs in a month, times the length of the term, is what recurs in all; 12 a year."""
    months, over = quote.priced.schedule.length
    assert quote.contract_value == quote.one_time + quote.recurring
    exact = quote.monthly_recurring * months / over
    assert quote.recurring.amount == exact.numerator
    assert 1 == exact.denominator
    assert quote.annual_recurring == quote.monthly_recurring * 12


def test_a_day_is_a_part_of_a_month() -> None:
    """A term of one day has a month's value 30 times its own."""
    item = Item(name="Seats", quantity=1, price=EUR(30), cadence="monthly")
    quote = Quote.of(item).over(start="2027-06-30", until="2027-06-30", billing_day=1)
    assert Money(1, "EUR") == quote.total
    assert EUR(30) == quote.monthly_recurring
    assert 1 == quote.months
