"""A renewal goes on as its contract ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from contract_samples import REVIEW, SEATS, YEAR, nets
from cspricing import (
    EUR,
    USD,
    VAT,
    Added,
    AmountOff,
    Change,
    Charge,
    CRMLicense,
    Free,
    Indexed,
    InForce,
    Introductory,
    Item,
    Lapsed,
    Margin,
    Markup,
    Milestone,
    Milestones,
    Money,
    Named,
    PercentOf,
    PercentOff,
    PricingError,
    Quote,
    Ramp,
    Removed,
    Repriced,
    Training,
    Uplift,
)
from cspricing.change import Calendar, Span
from cspricing.documents import to_markdown
from cspricing.errors import TermsError


def test_a_renewal_follows() -> None:
    """It starts on the day after the end, and lasts as long unless that is said."""
    assert (date(2028, 1, 1), 12) == (YEAR.renewed().terms.start, YEAR.renewed().terms.months)
    assert date(2028, 5, 31) == YEAR.renewed(until="2028-05-31").terms.until
    assert ["260.00"] * 2 == nets(YEAR.renewed(2, uplift=4))
    undated = Quote.of(SEATS).over(3).renewed()
    assert (None, 3) == (undated.terms.start, undated.terms.months)


def test_a_renewal_keeps_its_billing_day() -> None:
    """Periods start on the same day of the month as before."""
    broken = Quote.of(SEATS).over(start="2027-01-20", until="2027-12-31")
    renewed = broken.renewed(1)
    assert (date(2028, 1, 1), 20) == (renewed.terms.start, renewed.terms.billing_day)
    assert 15 == YEAR.over(3, "2027-01-01", billing_day=15).renewed().terms.billing_day
    with pytest.raises(PricingError) as caught:
        broken.renewed()
    assert "renewal.months" == caught.value.code


def test_a_renewal_of_a_clipped_term_has_whole_months() -> None:
    """A term from 28 February is counted from the 30th or 31st, if that is its billing day."""
    half_year = Quote.of(SEATS).over(6, "2027-08-30").renewed()
    assert ["250.00"] * 6 == nets(half_year)
    assert (date(2028, 2, 29), date(2028, 8, 29)) == (half_year.terms.start, half_year.terms.until)
    month = Quote.of(SEATS).over(1, "2027-01-31")
    assert ["250.00"] * 2 == nets(month.renewed(2))
    assert (1, EUR(250)) == (month.renewed().months, month.renewed().monthly_recurring)
    stated = Quote.of(SEATS).over(1, "2027-01-31", billing_day=31).renewed().renewed()
    assert (date(2027, 3, 31), 1) == (stated.terms.start, stated.terms.months)
    assert date(2027, 4, 20) == month.renewed(until="2027-04-20").terms.until


def test_changes_of_a_clipped_renewal_count_its_months() -> None:
    """A free month, a rise from a month on and a part due in a month are of whole ones."""
    renewed = Quote.of(SEATS).over(1, "2027-01-31").renewed(3)
    assert ["0.00", "250.00", "250.00"] == nets(renewed.changed(Free(1)))
    assert ["250.00", "275.00", "275.00"] == nets(renewed.changed(Uplift(10, first=2)))
    assert ["500.00"] == nets(renewed.terminated(2, percent=100))
    setup = Item(name="Set-up", quantity=1, price=EUR(50), category="setting up")
    parts = Milestones([Milestone("order", 40), Milestone("delivery", "rest", at=2)])
    assert ["270.00", "280.00", "250.00"] == nets((renewed + setup).billed(parts))


@pytest.mark.parametrize("months", [0, 601, True, 1.5, "1", [1]])
def test_months_of_a_clipped_renewal_are_checked(months: Any) -> None:  # noqa: ANN401
    """What is no number of months is refused as it is anywhere else."""
    with pytest.raises(PricingError) as caught:
        Quote.of(SEATS).over(1, "2027-01-31").renewed(months)
    assert "months" == caught.value.field


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (Ramp({1: 5, 4: 20, 13: 50}), [Ramp({1: 20})]),
        (Ramp({13: 50}), []),
        (Uplift(3, first=2, every=6), [Repriced(10609, 10000)]),
        (Uplift(3), []),
        (Indexed({"2027-01-01": 100, "2027-06-01": 110}, first=7), [Repriced(11, 10)]),
        (Free(6, start=12), []),
        (Introductory(6, percent=50), []),
        (Added(3, 5, billed="next"), [Added(3, 1)]),
        (Added(3, 13, optional=True), []),
        (Removed(3, "2027-12-20"), [Removed(3, 1)]),
        (InForce(start=3), []),
        (InForce(end="2027-12-31"), []),
        (Repriced(11, 10), [Repriced(11, 10)]),
    ],
)
def test_what_is_left_of_a_change(change: Change, kept: list[Change]) -> None:
    """Quantities and prices stay as they were; what was for a while is gone."""
    assert tuple(kept) == YEAR.changed(change).renewed().terms.changes


def test_what_was_due_once_is_dropped() -> None:
    """A set-up is not charged again, whether it stands alone or with what recurs."""
    crm = CRMLicense(seats=10, tariff=EUR(20), onboarding=EUR(300))
    course = Training(days=1, daily=EUR(900), trainees=5)
    tip = PercentOf(10, of="training", what="Expenses", category="expense")
    quote = Quote.of(crm, course, tip).over(12, "2027-01-01").taxed(VAT(6))
    quote = quote.less(PercentOff(5, on="training"), PercentOff(10, on="software"))
    renewed = quote.renewed()
    assert (crm,) == renewed.components
    assert (Lapsed(),) == renewed.terms.changes
    assert ["180.00"] * 12 == nets(renewed)
    assert (PercentOff(10, on="software"),) == renewed.terms.discounts
    assert "nboarding" not in to_markdown(renewed)
    again = renewed.renewed()
    assert (renewed.total, renewed.terms.changes) == (again.total, again.terms.changes)


def test_what_had_ended_is_dropped() -> None:
    """A line that ended within the term is not renewed, though its component is."""
    ended = (SEATS + REVIEW).over(12, "2027-01-01").changed(InForce(on="quality", end="2027-06-30"))
    assert (SEATS,) == ended.renewed().components
    support = PercentOf(10, of="quality", what="Support", category="support")
    part = (REVIEW + support).over(12, "2027-01-01").changed(InForce(on="quality", end=6))
    with pytest.raises(TermsError) as caught:
        part.renewed()
    assert "renewal.nothing" == caught.value.code
    two = Two()
    half = Quote.of(two).over(12, "2027-01-01").changed(InForce(on="second", end=6))
    assert ["10.00"] * 12 == nets(half.renewed())
    assert (Lapsed(on="second", optional=True, recurring=True),) == half.renewed().terms.changes


@pytest.mark.parametrize(
    "quote",
    [
        YEAR.changed(InForce(end="2027-06-30")),
        Quote.of(Training(days=1, daily=EUR(900), trainees=5)).over(12, "2027-01-01"),
    ],
)
def test_a_renewal_of_nothing_is_refused(quote: Quote) -> None:
    """Where nothing recurs at the end of the term, that is said, with a remedy."""
    with pytest.raises(TermsError, match=r"nothing recurs at the end .*; quote what comes next"):
        quote.renewed(3)
    with pytest.raises(TermsError) as caught:
        quote.renewed()
    assert "renewal.nothing" == caught.value.code


class Two:
    """A component of two lines."""

    def charges(self) -> list[Charge]:
        """Give a line in each of two categories."""
        return [
            Charge("First", 1, "piece", EUR(10), "first", "monthly"),
            Charge("Second", 1, "piece", EUR(5), "second", "monthly"),
        ]


def test_a_percentage_is_renewed_with_what_it_rests_on() -> None:
    """Support of what recurs recurs, and a change of one's own leaves nothing unless it says so."""
    support = PercentOf(10, of="software", what="Support", category="support")
    quote = (SEATS + support).over(2, "2027-01-01").changed(Same(), Repriced(5, 5))
    assert (SEATS, support) == quote.renewed().components
    assert (Repriced(5, 5),) == quote.renewed().terms.changes
    assert ["275.00"] * 2 == nets(quote.renewed())


class Same(Change):
    """A change of one's own, of nothing."""

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Leave all as it is."""
        del calendar
        return list(spans)


def test_rules_that_last_stay() -> None:
    """Discounts for a while, what was prepaid, and rules without lines are gone."""
    wages = Charge("Wages", 1, "hour", EUR(20), "labour", "monthly", cost=True)
    once = Charge("Move", 1, "move", EUR(20), "moving", cost=True)
    quote = (
        Quote.of(SEATS, wages, once)
        .over(12, "2027-01-01")
        .less(PercentOff(10, lasts=3), AmountOff(EUR(1), on=Named("Seats"), lasts="forever"))
        .marked_up(Markup(50, on="labour"), Margin(10, on="moving"))
    )
    terms = quote.renewed().terms
    assert 1 == len(terms.discounts)
    assert (Markup(50, on="labour"),) == terms.markups
    assert ["279.00"] * 12 == nets(quote.renewed())


def test_a_renewal_that_ends_with_others() -> None:
    """A price of 6,000 for 181 days, 10 % higher for the 306 that follow, comes to 11,158.01.

    Source: IBM, how co-termination is calculated (``charge_models/coterm_renewal-161``).
    """
    support = Item(
        name="Support",
        quantity=1,
        price=USD(6000) * 365 / 181,
        cadence="yearly",
        category="support",
    )
    first = Quote.of(support).over(start="2004-09-01", until="2005-02-28", proration="days")
    assert Money(6000, "USD") == first.total
    renewed = first.renewed(until="2005-12-31", uplift=10)
    assert Money("11158.01", "USD") == renewed.total
