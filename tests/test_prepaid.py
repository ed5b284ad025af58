"""Monthly prices are billed months ahead, at a discount."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve, frozen

from cspricing import (
    EUR,
    Allowance,
    Charge,
    Deposit,
    Floor,
    InForce,
    Item,
    Markup,
    Milestone,
    Milestones,
    Money,
    Prepaid,
    PricingErrors,
    Purchase,
    Quote,
    Retention,
    Usage,
    profit_of,
)
from cspricing.billing import PaidAhead
from cspricing.change import Calendar, Change, Span
from cspricing.factor import Factor
from cspricing.fields import named_fields

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


@pytest.mark.parametrize(
    ("monthly", "yearly"), [("14", "168.00"), ("23", "276.00"), ("40", "480.00"), ("52", "624.00")]
)
def test_a_year_is_twelve_months_at_once(monthly: str, yearly: str) -> None:
    """Published yearly prices of a monthly price, paid a year ahead, are twelve of it."""
    seat = Item(name="Seat", quantity=1, unit="seat", price=EUR(monthly), cadence="monthly")
    quote = Quote.of(seat).over(12).billed(Prepaid())
    assert [(1, f"EUR {yearly}")] == paid(quote)
    assert f"1 seat x EUR {monthly}.00 x 12 (12 months at once)" in quote.explain()
    quote.verify()


def test_years_are_billed_at_their_start_and_discounted() -> None:
    """Each year is billed ahead at its discount, and what is left of the last as it is."""
    quote = (SEATS + WORK).over(30).billed(Prepaid(percent_off=10, on="software"))
    (_, seats) = (quote.lines[1], quote.lines[0])
    assert [(1, "EUR 1,151.21"), (13, "EUR 151.20"), (25, "EUR 75.60")] == paid(quote)
    assert Money("42.00", "EUR") == quote.discount == seats.discount
    assert "10 % off software for paying 12 months ahead: -10 % x EUR 168.00" in quote.explain()
    assert "软件预付 12 个月减 10 %" in quote.explain("zh")
    assert isinstance(quote.rules[0].rule, PaidAhead)
    quote.verify()


def test_quarters_are_billed_ahead() -> None:
    """Quarters make up whole half-years, and the last one is cut by its months."""
    quote = Quote.of(CARE).over(8).billed(Prepaid(6))
    assert [(1, "EUR 180.00"), (7, "EUR 60.00")] == paid(quote)
    assert "x 2 (6 months at once)" in quote.explain()
    quote.verify()


def test_a_first_period_that_is_cut_stands_alone() -> None:
    """Years are counted from the first billing day, as those of a yearly charge are."""
    seats = Item(name="Seats", quantity=1, unit="seat", price=EUR(31), cadence="monthly")
    quote = Quote.of(seats).over(start="2027-01-15", until="2028-03-10", billing_day=1)
    ahead = quote.billed(Prepaid())
    assert [(1, "EUR 17.00"), (2, "EUR 372.00"), (14, "EUR 41.00")] == paid(ahead)
    assert quote.net == ahead.net
    ahead.verify()


def test_prepayment_is_in_arrears_as_it_would_be_monthly() -> None:
    """In arrears the first invoice of the months bears them all."""
    quote = (SEATS + CARE).over(7, in_arrears=True).billed(Prepaid(6))
    assert [(1, "EUR 264.00"), (7, "EUR 44.00")] == paid(quote)
    quote.verify()


def test_costs_that_are_marked_up_are_prepaid() -> None:
    """The discount of a prepayment comes off the price, and leaves the cost as it is."""
    cost = Charge("Seats", 1, "seat", EUR(10), "software", "monthly", cost=True)
    quote = Quote.of(cost).over(12).marked_up(Markup(50)).billed(Prepaid(percent_off=10))
    assert euros("162.00", "120.00") == [quote.net, quote.lines[0].cost]
    quote.verify()


@frozen(repr=False, field_transformer=named_fields)
class Dearer(Change):
    """Half as much again from the third month on."""

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Cut spans at the day, and raise the price of those behind it."""
        day = calendar.day(3)
        more = (Factor(3, 2, "part_of_period", (("part", "3"), ("whole", "2"))),)
        return [
            evolve(part, factors=more) if part.start >= day else part
            for span in spans
            for part in span.cut(day)
        ]


def test_changes_are_billed_ahead_too() -> None:
    """Months that a change makes dearer are billed ahead at what they will cost."""
    quote = (SEATS + CARE).over(6).changed(Dearer())
    ahead = quote.billed(Prepaid(6, on="software"))
    seats = ahead.invoices[0].lines[0]
    assert ["1 x EUR 14.00 x 2", "1 x EUR 14.00 x 4 x 3 / 2"] == [str(s) for s in seats.steps]
    assert quote.net == ahead.net
    assert [0, 0, 0] == [len(ahead.invoices[i].lines) for i in (1, 2, 4)]
    ahead.verify()
    parts = Milestones([Milestone("a", 50), Milestone("b", 50, 2)])
    assert (
        Money("1000.01", "EUR")
        == Quote.of(WORK).over(2).changed(Dearer(optional=True)).billed(parts).net
    )


def test_bought_units_are_counted_once() -> None:
    """What is bought costs what its units cost, whether billed at once, in parts or ahead."""
    quote = (
        (WORK + SEATS)
        .over(12)
        .bought(Purchase(price=EUR(600), on="customization"), Purchase(price=EUR(9), on="software"))
    )
    parts = Milestones([Milestone("a", "33.3"), Milestone("b", "rest", 2)])
    billed = quote.billed(parts, Prepaid(percent_off=10))
    assert Money(708, "EUR") == profit_of(quote).cost == profit_of(billed).cost
    floored = billed.floored(Floor(margin=20))
    floored.verify()
    assert ["10 % off everything that recurs for paying 12 months ahead"] == [
        row.what for row in floored.walk().rows if row.what.startswith("10 %")
    ]


OFF = Allowance(percent=10)


def test_billing_is_compared_with_the_term() -> None:
    """Two quotes differ by their billing as part of the term, and by no more than that."""
    before = (WORK + SEATS).over(24)
    parts = Milestones([Milestone("a", 50), Milestone("b", 50, 12)], on="customization")
    more = Item(name="More", quantity=1, price=EUR(5), category="x", allowances=[OFF])
    after = (WORK + SEATS + more).over(12).billed(parts, Prepaid(percent_off=10))
    after = after.paid(deposit=Deposit(amount=EUR(1100)))
    for one, other in ((before, after), (after, before)):
        change = one.diff(other)
        assert {"term"} < {part.kind for part in change.parts} < {"term", "added", "removed"}
        assert other.total - one.total == sum(part.total for part in change.parts)
    assert "billing: none -> Billed in parts, customization" in before.diff(after).explain()
    ahead = (WORK + SEATS).over(12).billed(Prepaid(percent_off=10))
    assert [] == list(ahead.diff(ahead.paid(deposit=Deposit(percent=5))).parts)


def test_a_renewal_is_billed_ahead_as_before() -> None:
    """What is billed ahead stays so; milestones and the deposit were of the first contract."""
    parts = Milestones([Milestone("a", 50), Milestone("b", 50, 12)], on="customization")
    quote = (WORK + SEATS).over(12, "2027-01-01").billed(parts, Prepaid(percent_off=10))
    held = quote.paid(deposit=Deposit(percent=5), retention=Retention(5, months=2))
    renewed = held.renewed()
    assert [(1, "EUR 151.20")] == paid(renewed)
    assert (None, held.terms.retention) == (renewed.terms.deposit, renewed.terms.retention)
    on_a_day = quote.paid(retention=Retention(5, until="2027-12-31")).renewed()
    assert on_a_day.terms.retention is None
    renewed.verify()


def test_milestones_follow_the_charge() -> None:
    """A part without a day is billed when the charge would be; one not in force, never."""
    parts = Milestones([Milestone("a", 50), Milestone("b", 50, 6)])
    quote = Quote.of(WORK).over(6, "2027-01-01").billed(parts)
    later = quote.changed(InForce(start="2027-03-10"))
    assert [(3, "EUR 500.01"), (6, "EUR 500.00")] == paid(later)
    later.verify()
    never = quote.changed(InForce(start="2028-01-01", optional=True))
    assert [] == paid(never)


def test_usage_by_month_is_billed_as_it_comes() -> None:
    """What differs from month to month by itself is not billed ahead, named or not."""
    calls = Usage(volumes=[10, 20, 30], unit="call", tariff=EUR("0.50"), category="calls")
    quote = (SEATS + calls).over(3).billed(Prepaid(3))
    assert [(1, "EUR 47.00"), (2, "EUR 10.00"), (3, "EUR 15.00")] == paid(quote)
    quote.verify()
    with pytest.raises(PricingErrors) as caught:
        _ = quote.billed(Prepaid(3, on="calls")).total
    assert "'calls' has charges by slices only for it" in str(caught.value.exceptions[0])
