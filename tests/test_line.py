"""Lines, tax lines and invoices are views: each figure is read off what was settled."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from cspricing import (
    CHINA_FAPIAO,
    EUR,
    VAT,
    Allowance,
    AmountOff,
    Charge,
    Exempt,
    Item,
    Line,
    Markup,
    Money,
    PercentOf,
    PercentOff,
    Quote,
    Rounding,
    SalesTax,
    Sourced,
    Stacked,
    Step,
    Surcharge,
    Terms,
    Volume,
)
from cspricing.tiers import Tier
from quotes import quotes

SEATS = Item(
    name="Seats",
    quantity=12,
    unit="seat",
    price=EUR(40),
    category="software",
    cadence="monthly",
    allowances=[Allowance(amount=EUR(5), reason="pilot")],
    surcharges=[Surcharge(percent=2, base=EUR(100))],
)
WAGES = Charge("wages", 40, "hour", EUR(25), "labour", cost=True)
SUPPORT = PercentOf(18, of="software", what="Support", category="support")


def lines(quote: Quote) -> tuple[Line, ...]:
    """Give the lines of the first invoice."""
    return quote.invoices[0].lines


def test_a_line_says_what_it_is() -> None:
    """A line has a number, the name of its component, what it charges, and how often."""
    seats, wages, support = lines(Quote.of(SEATS, WAGES, SUPPORT))
    assert (1, "Seats", "Seats", "software", "monthly") == (
        seats.number,
        seats.name,
        seats.what,
        seats.category,
        seats.cadence,
    )
    assert (2, "wages", "wages", "labour", "once") == (
        wages.number,
        wages.name,
        wages.what,
        wages.category,
        wages.cadence,
    )
    assert (3, "Support", "Support", "support", None) == (
        support.number,
        support.name,
        support.what,
        support.category,
        support.cadence,
    )
    assert SEATS is seats.entry.component
    assert (False, True, False) == (seats.is_cost, wages.is_cost, support.is_cost)


def test_the_amounts_of_a_line() -> None:
    """480 less 5, plus 2, less 10 % of 477 on the line, less 20 % of the rest: 343.44."""
    quote = Quote.of(SEATS).less(PercentOff(10, level="line"), PercentOff(20))
    (line,) = lines(quote.taxed(VAT(19)))
    assert Money("480.00", "EUR") == line.gross
    assert ["-5.00", "2.00"] == [str(amount.amount) for _, amount in line.adjustments]
    assert [SEATS.allowances[0], SEATS.surcharges[0]] == [by for by, _ in line.adjustments]
    # The discount is of the list amount with its surcharge, less the allowance: of 477.
    assert Money("429.30", "EUR") == line.line_net
    assert Money("343.44", "EUR") == line.net
    assert Money("138.56", "EUR") == line.discount
    assert (Money("0.00", "EUR"), Money("0.00", "EUR")) == (line.tax_included, line.cost)
    assert VAT(19) == line.tax
    assert "<Line 1 Seats: Seats EUR 343.44>" == repr(line)


def test_the_steps_of_a_line() -> None:
    """A line shows the steps of its tariff; of a percentage, the base that it is of."""
    banded = Item(
        name="Calls", quantity=12, price=Volume([Tier(10, EUR(5)), Tier(None, EUR(4), flat=EUR(3))])
    )
    calls, seats, support = lines(Quote.of(banded, SEATS, SUPPORT))
    assert ("12 x EUR 4.00", "1 x EUR 3.00") == tuple(map(str, calls.steps))
    assert (Step(quantity=Decimal(12), price=EUR(40)),) == seats.steps
    assert (Step(quantity=Decimal(18), price=EUR(477), per=Decimal(100)),) == support.steps


def test_the_steps_of_a_period_cut_short() -> None:
    """In a period cut short each step is for a fraction of it."""
    quarterly = Item(name="Q", quantity=1, price=EUR(100), cadence="quarterly")
    invoices = Quote.of(quarterly).over(5).invoices
    assert ["1 x EUR 100.00"] == [str(step) for step in invoices[0].lines[0].steps]
    assert ["1 x EUR 100.00 x 2 / 3"] == [str(step) for step in invoices[3].lines[0].steps]
    assert () == invoices[1].lines


@given(quotes())
def test_lines_add_up_to_their_invoice(quote: Quote) -> None:
    """The lines and taxes of each invoice add up to its totals, and its views to each other."""
    nothing = Money.of_minor(0, quote.currency)
    for invoice in quote.invoices:
        priced = [line for line in invoice.lines if not line.is_cost]
        own = [line for line in invoice.lines if line.is_cost]
        totals = invoice.totals
        assert totals.net == sum((line.net for line in priced), nothing)
        assert totals.discount == sum((line.discount for line in priced), nothing)
        assert totals.tax_included == sum((line.tax_included for line in priced), nothing)
        assert totals.cost == sum((line.cost for line in own), nothing)
        assert totals.tax == sum((tax.amount for tax in invoice.tax_lines), nothing)
        assert (invoice.total, invoice.payable) == (totals.total, totals.payable)
        for line in invoice.lines:
            assert line.cadence == line.entry.cadence
            added = sum((by for _, by in line.adjustments), nothing)
            if not any(one.rule.level == "line" for one in line.sheet.discounts):
                assert line.line_net == line.gross + added
            taxed = [tax for tax in invoice.tax_lines if line.number in tax.numbers]
            assert (line.tax is None) == (not taxed)


@given(quotes())
def test_each_line_is_in_one_tax(quote: Quote) -> None:
    """P12: a line that has a tax has one, and the base of a tax is the sum of its lines."""
    for invoice in quote.invoices:
        nets = {line.number: line.net for line in invoice.lines}
        nothing = Money.of_minor(0, quote.currency)
        for tax in invoice.tax_lines:
            assert tax.base == sum((nets[number] for number in tax.numbers), nothing)
        keys = [(number, id(tax.tax)) for tax in invoice.tax_lines for number in set(tax.numbers)]
        assert len({number for number, _ in keys}) == len(set(keys))


def test_tax_lines_are_one_for_each_rate() -> None:
    """A tax of two rates has two lines on one base; an exemption says why."""
    stacked = Stacked(SalesTax(5), SalesTax("1.25", name="City"), on="software")
    quote = Quote.of(SEATS, Item(name="Course", quantity=1, price=EUR(80), category="training"))
    state, city, none = (
        quote.taxed(stacked, Exempt(on="training", reason="Art. 132")).invoices[0].tax_lines
    )
    assert [("Sales tax", Decimal(5)), ("City", Decimal("1.25"))] == [
        (tax.name, tax.percent) for tax in (state, city)
    ]
    assert (0, 1) == (state.rate, city.rate)
    assert (Money("477.00", "EUR"), Money("23.85", "EUR"), (1,)) == (
        state.base,
        state.amount,
        state.numbers,
    )
    assert (Money("477.00", "EUR"), Money("5.96", "EUR")) == (city.base, city.amount)
    assert ("E", "Art. 132", Money("0.00", "EUR"), (2,)) == (
        none.code,
        none.reason,
        none.amount,
        none.numbers,
    )
    assert "<TaxLine S City 1.25 % of EUR 477.00: EUR 5.96>" == repr(city)


def test_a_contained_tax_is_taken_out_of_the_line() -> None:
    """Of a price of 120 that contains 20 %, 100 is net and 20 is tax."""
    item = Item(name="A", quantity=1, price=EUR(120))
    invoice = Quote.of(item).taxed(VAT(20, inclusive=True)).invoices[0]
    (line,) = invoice.lines
    assert (Money("100.00", "EUR"), Money("20.00", "EUR")) == (line.net, line.tax_included)
    assert (Money("0.00", "EUR"), Money("120.00", "EUR")) == (line.discount, line.gross)
    (tax,) = invoice.tax_lines
    assert (Money("100.00", "EUR"), Money("20.00", "EUR")) == (tax.base, tax.amount)


def test_a_tax_of_each_line() -> None:
    """Where tax is rounded on each line, a line tells its own; elsewhere it has none."""
    one = Item(name="A", quantity=1, price=EUR("0.33"))
    terms = Terms(taxes=[VAT(8)], rounding=CHINA_FAPIAO)
    first, second = lines(Quote.of(one, one).on_terms(terms))
    assert [Money("0.03", "EUR")] * 2 == [first.tax_amount, second.tax_amount]
    (line,) = lines(Quote.of(one).taxed(VAT(8)))
    assert line.tax_amount is None
    (line,) = lines(Quote.of(one))
    assert (line.tax, line.tax_amount) == (None, None)


def test_costs_and_what_markups_make_of_them() -> None:
    """A cost has no price, and outside tax no treatment; a markup gives it one."""
    (wages,) = lines(Quote.of(WAGES).taxed(VAT(19)))
    assert (Money("1000.00", "EUR"), Money("0.00", "EUR"), True, None) == (
        wages.cost,
        wages.net,
        wages.is_cost,
        wages.tax,
    )
    (wages,) = lines(Quote.of(WAGES).taxed(VAT(19)).marked_up(Markup(30)))
    assert (Money("1000.00", "EUR"), Money("1300.00", "EUR"), False, VAT(19)) == (
        wages.cost,
        wages.net,
        wages.is_cost,
        wages.tax,
    )


def test_stated_lines_are_known() -> None:
    """A stated allowance of the document says so; a line with one of its own does not."""
    seats, stated = lines(Quote.of(SEATS, Allowance(amount=EUR(50))))
    assert (False, True) == (seats.is_stated, stated.is_stated)
    (percentage, _) = lines(Quote.of(SUPPORT, SEATS))
    assert not percentage.is_stated


@pytest.mark.parametrize(
    ("confidence", "unverified"),
    [("verified", False), ("page-read", False), ("secondary", True), ("assumption", True)],
)
def test_what_rests_on_an_unverified_figure_says_so(confidence: str, unverified: bool) -> None:
    """A line is unverified if a figure of it is, and so is a percentage of it."""
    price = Sourced(EUR(40), "page", None, confidence)  # type: ignore[arg-type]
    seats = Item(name="Seats", quantity=1, price=price, category="software")
    first, second, other = lines(
        Quote.of(seats, SUPPORT, Item(name="Other", quantity=1, price=EUR(1)))
    )
    assert (unverified, unverified, False) == (
        first.unverified,
        second.unverified,
        other.unverified,
    )


def test_a_price_is_cited_once() -> None:
    """A source that stands twice in a tariff is cited once by the line."""
    price = Sourced(EUR(4), "page")
    item = Item(
        name="A", quantity=1, price=Volume([Tier(10, price), Tier(None, price, flat=price)])
    )
    (line,) = lines(Quote.of(item))
    assert ["page"] == [citation.source.where for citation in line.citations]


def test_invoices_are_dated_and_share_their_sheets() -> None:
    """Equal invoices share one sheet; each has its own period."""
    first, second, third = Quote.of(SEATS).over(3, "2027-01-31").invoices
    assert first.sheet is second.sheet is third.sheet
    assert "<Invoice 2 (2027-02-28 to 2027-03-30): EUR 477.00>" == repr(second)
    assert (1, 2, 3) == (first.period.number, second.period.number, third.period.number)


def test_fewer_decimals() -> None:
    """Under a policy of fewer decimals, money is of whole units of that policy."""
    quote = Quote.of(Item(name="A", quantity=1, price=EUR("1.25"))).on_terms(
        Terms(rounding=Rounding(decimals=0), discounts=[AmountOff(EUR("0.6"))])
    )
    (line,) = lines(quote)
    assert (10**2, Money("1.00", "EUR"), Money("0.00", "EUR")) == (
        line.sheet.unit,
        line.gross,
        line.net,
    )
