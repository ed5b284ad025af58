"""Lines that start or end within the term, and changes that meet each other."""

from __future__ import annotations

from datetime import date

from contract_samples import REVIEW, SEATS, SETUP, code_of, nets
from cspricing import (
    EUR,
    Added,
    AddOn,
    Change,
    Charge,
    CRMLicense,
    Flat,
    Free,
    InForce,
    Lapsed,
    PercentOf,
    Quote,
    Ramp,
    Removed,
    Uplift,
)
from cspricing.change import Calendar, Span
from cspricing.documents import to_markdown

# ---------------------------------------------------------------------------- in force


def test_a_line_starts_and_ends_within_the_term() -> None:
    """It is charged from its first day to its last, and not beyond the term."""
    quote = (SEATS + REVIEW).over(3, "2027-06-01")
    added = quote.changed(InForce(on="software", start="2027-06-21", end="2027-07-31"))
    assert ["983.33", "250.00", "0.00"] == nets(added)
    months = (SEATS + REVIEW).over(3).changed(InForce(on="software", start=2, end=2))
    assert ["900.00", "250.00", "0.00"] == nets(months)
    assert "software: from 2027-06-21 until 2027-07-31" in added.explain()


def test_what_is_due_once_falls_on_the_invoice_of_its_day() -> None:
    """Only a start moves it; what selects it otherwise leaves it alone."""
    quote = (SEATS + SETUP).over(3, "2027-06-01")
    moved = quote.changed(InForce(on="consulting", start="2027-07-31"))
    assert ["250.00", "750.00", "250.00"] == nets(moved)
    ended = quote.changed(InForce(on="consulting", end=2))
    assert ["750.00", "250.00", "250.00"] == nets(ended)
    assert "rule.unmatched" == code_of(quote.changed(Uplift(3, on="consulting")))
    assert ["750.00", "250.00", "257.50"] == nets(quote.changed(Uplift(3, first=3)))
    gone = quote.changed(Lapsed())
    assert ["250.00"] * 3 == nets(gone)
    assert "Set-up" not in to_markdown(gone)


def test_started_periods_count_from_the_start() -> None:
    """Where started months count in full, a line that starts within one is charged for it."""
    quote = Quote.of(SEATS).over(2, "2027-06-01", proration="started_months")
    assert ["250.00", "250.00"] == nets(quote.changed(InForce(start="2027-06-21")))


def test_a_change_outside_the_term_is_refused() -> None:
    """Units and starts outside the term are mistakes, unless they are optional."""
    quote = Quote.of(SEATS).over(3, "2027-06-01")
    outside: list[Change] = [
        Added(3, "2027-09-01"),
        Removed(3, 4),
        InForce(start="2027-05-31"),
        InForce(end="2027-09-01"),
    ]
    for change in outside:
        assert "change.outside" == code_of(quote.changed(change))
    later = quote.changed(Added(3, 4, optional=True))
    assert ["250.00"] * 3 == nets(later)
    assert ["no_effect"] == [rule.why_not for rule in later.rules]
    assert "alters nothing within the term" in later.explain()
    undated = Quote.of(SEATS).over(3).changed(Added(3, 4))
    assert "change.outside" == code_of(undated)
    backwards = quote.changed(InForce(start="2027-07-02", end="2027-07-01"))
    assert "change.in_force" == code_of(backwards)


def test_a_last_day_may_be_the_last_of_all() -> None:
    """A line may end on the last day of the calendar."""
    quote = Quote.of(SEATS).over(1, "9999-11-30").changed(InForce(end="9999-12-29"))
    assert ["250.00"] == nets(quote)
    calendar = Calendar(date(9999, 1, 1), date.max, dated=True)
    change = InForce(end=date.max, optional=True)
    spans = [Span(date(9999, 12, 1), date.max)]
    assert spans == change.changed(spans, calendar)


# ---------------------------------------------------------------------------- together


def test_two_ramps_of_one_line_are_refused() -> None:
    """Nobody could say which of them counts."""
    quote = (SEATS + REVIEW).over(3).changed(Ramp({1: 5}), Ramp({1: 6}, on="quality"))
    assert "change.twice" == code_of(quote)


def test_percentages_and_stated_amounts_do_not_change() -> None:
    """What rests on others changes with them, and a change that names it is refused."""
    support = PercentOf(20, of="software", what="Support", category="support")
    quote = (SEATS + support).over(2).changed(Free(1, on="software"))
    assert ["0.00", "300.00"] == nets(quote)
    assert "rule.unmatched" == code_of((SEATS + support).over(2).changed(Free(1, on="support")))
    stated = Charge("Fee", 1, "fee", Flat(EUR(5)), "fees", "monthly", stated=True)
    assert "rule.unmatched" == code_of((SEATS + stated).over(2).changed(Free(1, on="fees")))


def test_a_change_of_a_component_changes_its_lines() -> None:
    """A licence is ramped with its add-ons, but not its onboarding."""
    crm = CRMLicense(
        seats=10,
        tariff=EUR(20),
        onboarding=EUR(300),
        addons=[AddOn(name="Storage", quantity=1, tariff=EUR(10))],
    )
    assert ["300.00", "210.00"] == nets(Quote.of(crm).over(2).changed(Free(1, on=CRMLicense)))
