"""What made one quote dearer than another: each kind of change."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest
from attrs import evolve

from compared import CALLS, QUOTE, SEATS, found, with_terms
from cspricing import (
    EUR,
    VAT,
    Allowance,
    Charge,
    Exempt,
    Margin,
    Markup,
    Named,
    PercentOf,
    PercentOff,
    Quote,
    Rounding,
    Terms,
    Withholding,
)
from cspricing.change import Calendar, Change, Span
from cspricing.midway import FIELDS
from cspricing.moves import (
    KINDS,
)
from quote_parts import cents


def test_every_field_of_terms_is_of_one_kind() -> None:
    """The table of kinds names every field of terms, and nothing else."""
    assert sorted(KINDS) == sorted(field.name for field in attrs.fields(Terms))


def test_every_field_of_charges_is_of_one_kind() -> None:
    """The table of fields names every field that makes a charge, and nothing else."""
    fields = {f.name for kind in (Charge, PercentOf) for f in attrs.fields(kind) if f.init}
    assert sorted(FIELDS) == sorted(fields)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (Quote.of(evolve(SEATS, quantity=30), CALLS), [("volume", "Seats", "EUR 200.00")]),
        (Quote.of(evolve(SEATS, price=EUR(38)), CALLS), [("tariff", "Seats", "EUR -50.00")]),
        (
            Quote.of(CALLS, evolve(SEATS, price=EUR(38), quantity=30)),
            [("volume", "Seats", "EUR 200.00"), ("tariff", "Seats", "EUR -60.00")],
        ),
        (Quote.of(CALLS), [("removed", "Seats", "EUR -1000.00")]),
        (QUOTE + cents(5), [("added", "a", "EUR 0.05")]),
        (Quote.of(evolve(SEATS, cadence="monthly"), CALLS), [("charges", "Seats", "EUR 0.00")]),
        (
            Quote.of(evolve(SEATS, allowances=[Allowance(amount=EUR(5))]), CALLS),
            [("charges", "Seats", "EUR -5.00")],
        ),
        (QUOTE.less(PercentOff(10)), [("discount", "", "EUR -145.00")]),
        (QUOTE.taxed(VAT(20)), [("tax", "", "EUR 290.00")]),
        (with_terms(prepaid=EUR(100)), [("payment", "", "EUR 0.00")]),
        (with_terms(rounding=Rounding(increment="0.05")), [("rounding", "", "EUR 0.00")]),
        (with_terms(start="2027-01-01"), [("term", "", "EUR 0.00")]),
        (QUOTE.over(1), []),
        (with_terms(currency="EUR", valid_until="2027-01-01", version=3), []),
    ],
)
def test_each_kind_of_change(after: Quote, expected: list[tuple[str, str, str]]) -> None:
    """One change makes one part, of its kind; what changes no amount is told, or left out."""
    shown = [(kind, name, total.replace(",", "")) for kind, name, total in found(QUOTE, after)]
    assert expected == shown


def test_what_is_payable_has_parts() -> None:
    """What is prepaid, withheld and rounded changes what is payable, in parts that sum to it."""
    after = with_terms(
        prepaid=EUR("99.98"), taxes=[VAT(0), Withholding(5)], rounding=Rounding(increment="0.05")
    )
    difference = QUOTE.diff(after)
    assert [("tax", "EUR -72.50"), ("payment", "EUR -99.98"), ("rounding", "EUR -0.02")] == [
        (part.kind, str(part.payable)) for part in difference.parts
    ]
    assert EUR("-172.50") == difference.payable
    assert "payable" in str(difference)


def test_costs_and_markups() -> None:
    """A markup is one change, whatever the rules; what becomes a price is a changed charge."""
    wages = Charge("Wages", 10, "hour", EUR(20), "labour", cost=True)
    rent = Charge("Rent", 1, "month", EUR(100), "premises", cost=True)
    before = Quote.of(wages, rent).marked_up(Markup(20, on="labour"), Margin(50))
    after = Quote.of(wages, evolve(rent, cost=False)).marked_up(Margin(20))
    assert [("charges", "Rent", "EUR -100.00"), ("markup", "", "EUR 10.00")] == found(before, after)
    told = str(before.diff(after))
    assert "price at a markup of 20 % -> price at a margin of 20 %" in told
    assert "own cost: yes -> no" in told


def test_percentages_follow_what_they_rest_on() -> None:
    """A percentage of other lines follows their volume; its own percentage is its tariff."""
    support = PercentOf(10, of="software", what="Support", category="support")
    before, after = (
        QUOTE + support,
        Quote.of(evolve(SEATS, quantity=30), CALLS, evolve(support, percent=20)),
    )
    assert [("volume", "Seats", "EUR 220.00"), ("tariff", "Support", "EUR 120.00")] == found(
        before, after
    )
    other = QUOTE + evolve(support, of=("outsourcing", Named("Seats")), base="list")
    assert [("charges", "Support", "EUR 45.00")] == found(before, other)
    assert "percentage of: net amounts -> list prices" in str(before.diff(other))
    # What it rests on goes, and something else comes, under rules by name.
    gone = Quote.of(CALLS, evolve(support, of="outsourcing"))
    assert [("removed", "Seats", "EUR -1,100.00"), ("charges", "Support", "EUR 45.00")] == found(
        before, gone
    )


def test_percentages_of_percentages() -> None:
    """A percentage that rests on another one by its name does so on the way, too."""
    support = PercentOf(10, of="software", what="Support", category="support")
    more = PercentOf(50, of=Named("Support"), what="Premium", category="support")
    before = Quote.of(SEATS, support, more)
    after = Quote.of(evolve(SEATS, quantity=30), support, more)
    assert [("volume", "Seats", "EUR 230.00")] == found(before, after)
    turned = Quote.of(
        SEATS, evolve(support, of=Named("Premium")), evolve(more, of="software", percent=40)
    )
    assert "EUR 1,150.00" == str(before.total)
    assert "EUR 1,440.00" == str(turned.total)
    assert [
        ("tariff", "Premium", "EUR -10.00"),
        ("charges", "Premium", "EUR 360.00"),
        ("charges", "Support", "EUR -60.00"),
    ] == found(before, turned)


def test_own_taxes_of_lines() -> None:
    """A line's own tax is taken over with all other taxes, and told by the line."""
    before = QUOTE.taxed(VAT(20))
    after = Quote.of(evolve(SEATS, tax=Exempt(reason="education")), CALLS).taxed(VAT(10))
    assert [("tax", "", "EUR -245.00")] == found(before, after)
    told = str(before.diff(after))
    assert "tax: VAT 20 % -> VAT 10 %; Seats: tax: added: VAT 0 %" in told
    assert [("tax", "Seats", "EUR -200.00")] == found(
        before, Quote.of(evolve(SEATS, tax=Exempt()), CALLS).taxed(VAT(20))
    )
    own = evolve(CALLS, name="New", tax=VAT(7))
    assert [("added", "New", "EUR 481.50")] == found(Quote.of(SEATS), Quote.of(SEATS, own).taxed(
        VAT(0, on="software")))[:1]  # fmt: skip


@attrs.frozen(repr=False, kw_only=True)
class Twice(Change):
    """A change of one's own: twice as much from a month on."""

    month: int = 1

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Double the share of what lies behind."""
        day = calendar.day(self.month)
        cut = [part for span in spans for part in span.cut(day)]
        return [evolve(span, share=span.share * 2) if span.start >= day else span for span in cut]


def test_changes_over_the_term() -> None:
    """Changes over the term are taken over at once, after the charges, and told as rules are."""
    monthly = Quote.of(evolve(SEATS, cadence="monthly"), CALLS).over(12)
    before, after = monthly.changed(Twice(month=10)), monthly.changed(Twice(month=7, on="software"))
    assert [("changes", "", "EUR 3,000.00")] == found(before, after)
    assert "change over the term: added: Twice" in str(monthly.diff(before))
    shorter = before.on_terms(Terms(start="2027-01-15", until="2027-05-31", billing_day=1,
                                    proration="days", in_arrears=True, due_days=30))  # fmt: skip
    assert ["term", "changes"] == [kind for kind, _, _ in found(before, shorter)]
    told = str(before.diff(shorter))
    assert "term: 12 months -> none" in told
    assert "start: none -> 2027-01-15; last day: none -> 2027-05-31; 4 more changes" in told
