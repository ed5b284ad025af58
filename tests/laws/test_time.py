"""The laws of time (P6, P17 to P19, P29), as far as a plain grid of months has them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, example, given, strategies as st

import naive_calendar
import naive_numbers
import naive_rows
from cspricing import EUR, AmountOff, Item, Money, PercentOff, PricingError, Quote, Terms
from cspricing.period import LONGEST_TERM_MONTHS, MONTHS_PER, Cadence, due, period
from cspricing.sheet import Sheet
from naive_tariffs import naive_price
from quote_figures import figures, taxes_of, totals_of
from quote_parts import CADENCES, PLAIN, Kind, cents, items
from quote_terms import STARTS
from quotes import quotes

MONTHS = {"once": 0, "monthly": 1, "quarterly": 3, "yearly": 12}
RECURRING = ("monthly", "quarterly", "yearly")
cadences = st.sampled_from(CADENCES)
terms_in_months = st.integers(1, 60)


def sheets(quote: Quote) -> list[Sheet]:
    """Give the amounts of each invoice."""
    return [invoice.sheet for invoice in quote.invoices]


# ---------------------------------------------------------------------------- P17


@given(quotes(kind=Kind(lines=(2, 5))))
def test_invoices_sum_to_the_quote(quote: Quote) -> None:
    """P17: the invoices sum to the quote: every total, each rate of each tax, each line."""
    invoices = quote.invoices
    assert quote.totals == sum(invoice.totals for invoice in invoices)
    taxes: dict[Any, tuple[int, int]] = {}
    nets = dict.fromkeys([line.number for line in quote.lines], Money.of_minor(0, quote.currency))
    for invoice in invoices:
        for rate in invoice.tax_lines:
            key = naive_rows.key_of(rate.tax), rate.rate
            base, amount = taxes.get(key, (0, 0))
            taxes[key] = base + rate.base.minor, amount + rate.amount.minor
        for line in invoice.lines:
            nets[line.number] += line.net
    assert taxes == taxes_of(quote)
    assert nets == {line.number: line.net for line in quote.lines}


@given(quotes())
def test_each_invoice_holds_what_is_due(quote: Quote) -> None:
    """A line stands on the invoices on which it is due; a percentage, with what it rests on."""
    on_how_many = dict.fromkeys([line.number for line in quote.lines], 0)
    bills = naive_calendar.bills(quote.terms)
    for bill, sheet in zip(bills, sheets(quote), strict=True):
        present = set(sheet.numbers)
        for line in quote.lines:
            if line.cadence is not None:
                assert (line.cadence in bill.parts) == (line.number in present)
        for _, members in sheet.bases.values():
            assert members
        for number in present:
            on_how_many[number] += 1
    assert on_how_many == {line.number: line.invoices for line in quote.lines}


# ---------------------------------------------------------------------------- P18


@given(st.sampled_from(RECURRING), terms_in_months)
def test_fractions_of_periods_sum_to_the_term(cadence: Cadence, months: int) -> None:
    """P18: the fractions of periods that are due sum to the term, each above 0 and at most 1."""
    fractions = [
        Fraction(*fraction)
        for month in range(months)
        if (fraction := due(cadence, month, months)) is not None
    ]
    assert Fraction(months, MONTHS[cadence]) == sum(fractions)
    assert all(0 < fraction <= 1 for fraction in fractions)
    assert [fraction for fraction in fractions[:-1] if fraction != 1] == []


@given(terms_in_months)
def test_once_is_due_once(months: int) -> None:
    """What is due once is due in the first month, whole, and in no other."""
    assert [(1, 1)] + [None] * (months - 1) == [
        due("once", month, months) for month in range(months)
    ]


@given(items(kind=evolve(PLAIN, all_tariffs=True)), st.integers(1, 25))
def test_a_period_cut_short_is_settled_once(item: Item, months: int) -> None:
    """P18: a period is its price, and one cut short its price x the months left / its months.

    The product is rounded once, to minor units; minimums and flat fees are prorated with it.
    """
    quote = Quote.of(item).over(months)
    length = MONTHS[item.cadence]
    price = naive_price(item.price, item.quantity)
    for month, sheet in enumerate(sheets(quote)):
        if sheet.gross:
            left = min(length, months - month)
            exact = price * left / length if length else price
            assert naive_numbers.rounded(exact * 100, "half_up") == sheet.gross[0]


# ---------------------------------------------------------------------------- P19


def months_after(start: date, months: int) -> date:
    """Count months on from a day; where there is no such day, take the last of the month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return last.replace(day=min(start.day, last.day))


@given(STARTS, st.integers(1, 60))
@example(date(2027, 1, 31), 3)
@example(date(2024, 2, 29), 25)
def test_periods_are_anchored_to_the_start(start: date, number: int) -> None:
    """P19: the k-th period starts k months after the start, on the last day if there is none such.

    It ends on the day before the next one starts, and depends on no other period.
    """
    found = period(number, start)
    assert months_after(start, number - 1) == found.start
    assert months_after(start, number) - timedelta(days=1) == found.end


@given(STARTS, st.integers(1, 40), st.integers(1, 40))
def test_dates_do_not_depend_on_how_many_are_asked_for(start: date, few: int, many: int) -> None:
    """P19: a longer term has the same first periods, which rise and leave no day out."""
    quote = Quote.of(cents(1, cadence="monthly"))
    short, long = (
        [invoice.period for invoice in quote.over(months, start).invoices]
        for months in sorted((few, many))
    )
    assert short == long[: len(short)]
    for one, two in pairwise(long):
        assert one.start is not None
        assert one.end is not None
        assert one.start <= one.end
        assert one.end + timedelta(days=1) == two.start


@given(quotes(kind=PLAIN, calendar=False), STARTS)
def test_dates_change_no_amount(quote: Quote, start: date) -> None:
    """A start date dates the invoices, and changes no amount."""
    dated = quote.on_terms(evolve(quote.terms, start=start))
    assert figures(quote) == figures(dated)


def test_the_last_day_there_is_can_be_reached() -> None:
    """A term that would end after the year 9999 is refused by name."""
    quote = Quote.of(cents(1, cadence="monthly"))
    assert date(9999, 12, 29) == quote.over(1, date(9999, 11, 30)).invoices[0].period.end
    with pytest.raises(PricingError) as caught:
        assert quote.over(2, date(9999, 11, 30)).invoices
    assert caught.value.code == "date.range"


# ---------------------------------------------------------------------------- P29


@st.composite
def cut_terms(draw: st.DrawFn) -> tuple[Quote, int]:
    """Draw a quote of what recurs, and a month at which each of its cadences starts anew.

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
    cut = border * draw(st.integers(1, 2))
    months = cut + draw(st.integers(1, 14))
    return quote.on_terms(evolve(quote.terms, discounts=discounts, months=months)), cut


@given(cut_terms())
def test_a_term_cut_at_a_border_sums_to_the_whole(drawn: tuple[Quote, int]) -> None:
    """P29: a term cut where all periods start anew, and priced in two parts, sums to the whole."""
    quote, cut = drawn
    first, second = quote.over(cut), quote.over(quote.months - cut)
    assert quote.totals == first.totals + second.totals


def test_a_discount_for_once_spans_the_border() -> None:
    """P29 is false for what is due once: a discount for once comes off each part."""
    quote = Quote.of(cents(100, cadence="monthly")).less(AmountOff(EUR("0.10")))
    whole, parts = quote.over(2).net, [quote.over(1).net, quote.over(1).net]
    assert (Money("1.90", "EUR"), Money("1.80", "EUR")) == (whole, parts[0] + parts[1])


# ---------------------------------------------------------------------------- equal invoices


@given(quotes(kind=Kind(lines=(1, 4))))
def test_equal_invoices_are_computed_once(quote: Quote) -> None:
    """Invoices on which the same is due, for the same fraction, under the same rules, are equal."""
    found: dict[Any, list[Sheet]] = {}
    carries = any(getattr(rule, "carry", False) for rule in quote.terms.discounts)
    for number, sheet in enumerate(sheets(quote)):
        reasons = tuple(applied.why_not for applied in sheet.discounts)
        first = number == 0
        due = tuple(sheet.due or ())
        found.setdefault((tuple(sheet.numbers), due, reasons, first), []).append(sheet)
    for alike in found.values():
        for one, other in pairwise(alike):
            assert carries or one is other or one.net == other.net


@given(quotes(kind=Kind(lines=(1, 4)), calendar=False), st.integers(1, 14))
def test_a_longer_term_starts_alike(quote: Quote, months: int) -> None:
    """A longer term has the same first invoices, but for a last period that is no longer cut."""
    uncut = [
        month
        for month in range(min(quote.months, months))
        if not any(
            due(line.cadence, month, quote.months) != due(line.cadence, month, months)
            for line in quote.lines
            if line.cadence is not None
        )
    ]
    longer = quote.on_terms(evolve(quote.terms, months=months))
    before, after = quote.invoices, longer.invoices
    carries = any(getattr(rule, "carry", False) for rule in quote.terms.discounts)
    assume(not carries)
    assert [before[month].totals for month in uncut] == [after[month].totals for month in uncut]


def test_the_longest_term_is_priced() -> None:
    """A term of 600 months has as many invoices; a longer one is refused by name."""
    quote = Quote.of(cents(7, cadence="monthly")).less(PercentOff(50))
    assert totals_of(quote.over(LONGEST_TERM_MONTHS))["discount"] == 4 * LONGEST_TERM_MONTHS
    with pytest.raises(PricingError) as caught:
        Terms(months=LONGEST_TERM_MONTHS + 1)
    assert caught.value.code == "number.range"


@pytest.mark.parametrize("cadence", ["quarterly", "yearly"])
def test_without_a_term_only_months_are_due(cadence: Any) -> None:  # noqa: ANN401
    """Without a term, a quarterly or yearly charge is refused, and the error says the remedy."""
    with pytest.raises(PricingError) as caught:
        assert Quote.of(cents(1, cadence=cadence)).net
    assert caught.value.code == "term.missing"
    assert ".over(months=12)" in str(caught.value)
