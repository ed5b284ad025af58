"""What became of each rule is data: where it applied, what it did, or why it did not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from cspricing import (
    EUR,
    VAT,
    AmountOff,
    Charge,
    Exempt,
    Item,
    Margin,
    Markup,
    Money,
    Named,
    PercentOff,
    Prepaid,
    Quote,
    Rounding,
    Terms,
    Withholding,
)
from cspricing.rule_record import discounts_settled
from cspricing.titles import rule_title
from quotes import quotes

SEATS = Item(name="Seats", quantity=12, price=EUR(40), category="software", cadence="monthly")
WORK = Item(name="Work", quantity=3, price=EUR(800), category="consulting")


def told(quote: Quote) -> list[tuple[Any, ...]]:
    """Give the kinds, lines, amounts, reasons and lapses of the rules of a quote."""
    return [
        (record.kind, record.numbers, str(record.amount.amount), record.why_not)
        for record in quote.rules
    ]


def test_rules_come_by_kind_as_they_are_stated() -> None:
    """Markups come first, then discounts, taxes and withholdings, each as stated."""
    quote = (
        Quote.of(SEATS, WORK, Charge("wages", 10, "hour", EUR(30), "labour", cost=True))
        .taxed(Withholding(2), VAT(19), VAT(7, on="consulting"))
        .less(PercentOff(10), AmountOff(EUR(8), on="software"))
        .marked_up(Markup(50))
    )
    assert [
        ("markup", (3,), "150.00", ""),
        ("discount", (1, 2, 3), "333.00", ""),
        ("discount", (1,), "8.00", ""),
        ("tax", (1, 3), "157.51", ""),
        ("tax", (2,), "151.20", ""),
    ] == told(quote)[:5]
    kind, _, amount, why_not = told(quote)[5]
    assert ("withholding", "59.78", "") == (kind, amount, why_not)
    assert [Markup(50), PercentOff(10)] == [record.rule for record in quote.rules[:2]]


def test_discounts_as_they_come_off() -> None:
    """Those at line level come first, as stated, with that of a prepayment; then the others."""
    seats = Charge("Seats", 10, "seat", EUR(25), "software", "monthly")
    lines = PercentOff(5, level="line")
    amount = AmountOff(EUR(8), on="software", level="line")
    quote = (Quote.of(seats).over(12).less(PercentOff(3), lines, PercentOff(2), amount)).billed(
        Prepaid(12, percent_off=10)
    )
    settled = [record.rule for record in discounts_settled(quote.rules)]
    stated = [record.rule for record in quote.rules]
    assert [PercentOff(3), lines, PercentOff(2), amount] == stated[:4]
    assert [stated[1], stated[3], stated[4], stated[0], stated[2]] == settled
    assert [rule_title(rule, "en") for rule in settled] == [
        row.what for row in quote.walk() if row.kind == "change"
    ]


def test_rules_that_select_nothing() -> None:
    """A rule without a line says so, whatever its kind."""
    quote = (
        Quote.of(SEATS)
        .taxed(VAT(19, on="software"), VAT(7))
        .less(PercentOff(10, on="toys", optional=True))
        .marked_up(Margin(20, optional=True))
    )
    assert [
        ("markup", (), "0.00", "no_line"),
        ("discount", (), "0.00", "no_line"),
        ("tax", (1,), "91.20", ""),
        ("tax", (), "0.00", "no_line"),
    ] == told(quote)


def test_rules_that_find_nothing_left() -> None:
    """A discount of what has gone already, or of nothing, finds nothing left to take."""
    quote = Quote.of(SEATS).less(PercentOff(100), PercentOff(10), PercentOff(0))
    assert ["", "nothing_left", "nothing_left"] == [record.why_not for record in quote.rules]


def test_what_is_of_something_may_come_to_nothing() -> None:
    """A percentage of 0, or one that rounds to nothing, comes to nothing though there is a base."""
    pin = Item(name="Pin", quantity=1, price=EUR("0.01"))
    quote = Quote.of(pin).less(PercentOff(0), PercentOff(10), PercentOff(10, level="line"))
    assert ["comes_to_nothing"] * 3 == [record.why_not for record in quote.rules]


def test_of_list_there_may_be_nothing_left() -> None:
    """What is taken of list amounts that are gone already lapses: nothing was left."""
    quote = Quote.of(SEATS).less(PercentOff(100), PercentOff(50, base="list"))
    record = quote.rules[1]
    assert ("nothing_left", Money(240, "EUR")) == (record.why_not, record.lapsed)


def test_rules_that_came_too_late() -> None:
    """A discount that found nothing left while it lasted says that, not that it is over now."""
    quote = Quote.of(SEATS).over(3).less(PercentOff(5, lasts="once"), PercentOff(5, lasts=2))
    assert [("discount", (1,), "24.00", ""), ("discount", (1,), "46.80", "")] == told(quote)
    for lasts in (1, "once"):
        late = PercentOff(50, lasts=lasts)
        gone = Quote.of(SEATS).over(3).less(PercentOff(100, lasts=1), late)
        assert ["", "nothing_left"] == [record.why_not for record in gone.rules]
    none = Quote.of(SEATS).over(3).less(PercentOff(5, on="toys", lasts=1, optional=True))
    assert ["no_line"] == [record.why_not for record in none.rules]


def test_what_lapses_is_told() -> None:
    """What a discount cannot take is told: at once, from list, or after the last invoice."""
    capped = Quote.of(SEATS).less(AmountOff(EUR(500), cap=True))
    assert [Money("20.00", "EUR")] == [record.lapsed for record in capped.rules]
    listed = Quote.of(SEATS).less(PercentOff(80), PercentOff(50, base="list"))
    assert Money("144.00", "EUR") == listed.rules[1].lapsed
    carried = Quote.of(SEATS).over(2).less(AmountOff(EUR(1000), carry=True))
    (record,) = carried.rules
    assert (Money("960.00", "EUR"), Money("40.00", "EUR")) == (record.amount, record.lapsed)
    whole = Quote.of(SEATS).over(3).less(AmountOff(EUR(1000), carry=True))
    assert Money("0.00", "EUR") == whole.rules[0].lapsed


def test_a_lines_own_tax_is_a_rule_too() -> None:
    """A tax that a line brings with it is told like those of the terms."""
    own = Item(name="Own", quantity=1, price=EUR(50), tax=Exempt(reason="Art. 132"))
    quote = Quote.of(SEATS, own).taxed(VAT(19))
    assert [("tax", (1,), "91.20", ""), ("tax", (2,), "0.00", "")] == told(quote)
    assert "Art. 132" == quote.rules[1].rule.reason  # type: ignore[union-attr]


def test_equal_taxes_are_rules_of_their_own() -> None:
    """Two statements of one tax are each told with their own lines, and their part of the tax."""
    first, second = VAT(19, on="software"), VAT(19, on=Named("Work"))
    quote = Quote.of(SEATS, WORK).taxed(first, second)
    assert [("tax", (1,), "91.20", ""), ("tax", (2,), "456.00", "")] == told(quote)
    assert [EUR(480), EUR(2400)] == [record.base for record in quote.rules]
    assert [first, second] == [record.rule for record in quote.rules]


def test_what_lines_bring_is_one_rule_if_it_is_alike() -> None:
    """The same tax of several lines is told once, apart from a rule that says the same."""
    own = [Item(name="Own", quantity=1, price=EUR(50), tax=VAT(19)) for _ in range(2)]
    quote = Quote.of(own[0], SEATS, own[1]).taxed(VAT(19))
    assert [("tax", (2,), "91.20", ""), ("tax", (1, 3), "19.00", "")] == told(quote)


@pytest.mark.parametrize("where", ["rate", "line", "document"])
@pytest.mark.parametrize("inclusive", [False, True])
def test_the_parts_of_a_tax_are_all_of_it(where: Any, inclusive: bool) -> None:  # noqa: ANN401
    """The parts of a tax that rules state alike add up to it, however it is rounded."""
    lines = [Item(name=name, quantity=1, price=EUR("0.13"), category=name) for name in "abc"]
    taxes = [VAT(20, on=name, inclusive=inclusive) for name in "abc"]
    quote = (
        Quote.of(*lines)
        .taxed(*taxes)
        .on_terms(Terms(taxes=taxes, rounding=Rounding(tax=where), discounts=[PercentOff(5)]))
    )
    found = [record.amount for record in quote.rules if record.kind == "tax"]
    assert quote.tax == sum(found, Money(0, "EUR"))
    assert max(found).minor - min(found).minor <= 1


def test_what_is_withheld_is_told_with_its_lines() -> None:
    """A withholding tells its lines, what it was taken of, and what it takes."""
    (record,) = Quote.of(SEATS, WORK).over(2).taxed(Withholding(10, on="software")).rules
    assert ((1,), Money(960, "EUR"), Money(96, "EUR"), "") == (
        record.numbers,
        record.base,
        record.amount,
        record.why_not,
    )


def test_nothing_withheld() -> None:
    """A withholding of nothing comes to nothing, and one of lines that are gone finds no more."""
    quote = Quote.of(SEATS).taxed(Withholding(0))
    assert ["comes_to_nothing"] == [record.why_not for record in quote.rules]
    gone = Quote.of(SEATS).less(PercentOff(100)).taxed(Withholding(5))
    assert ["", "nothing_left"] == [record.why_not for record in gone.rules]
    empty = Quote((), Terms(currency="EUR", taxes=[Withholding(5)]))
    assert ["no_line"] == [record.why_not for record in empty.rules]


def test_what_rules_are_taken_of() -> None:
    """A rule tells its base: the cost, what discounts left, what tax is taken of."""
    quote = (
        Quote.of(SEATS, Charge("wages", 10, "hour", EUR(30), "labour", cost=True))
        .marked_up(Markup(50))
        .less(PercentOff(10, on="software", level="line"), AmountOff(EUR(2)))
        .taxed(VAT(20, inclusive=True))
    )
    bases = [str(record.base.amount) for record in quote.rules]
    assert ["300.00", "480.00", "882.00", "733.33"] == bases


@given(quotes())
def test_rules_add_up_to_the_totals(quote: Quote) -> None:
    """What discounts, taxes and withholdings did adds up to the totals of the term."""
    nothing = Money.of_minor(0, quote.currency)
    sums = {
        kind: sum((one.amount for one in quote.rules if one.kind == kind), nothing)
        for kind in ("discount", "tax", "withholding")
    }
    assert quote.tax == sums["tax"]
    assert quote.totals.withheld == sums["withholding"]
    allowances = sum(
        (
            -amount
            for invoice in quote.invoices
            for line in invoice.lines
            for by, amount in line.adjustments
            if by.sign < 0
        ),
        nothing,
    )
    assert quote.discount == sums["discount"] + allowances
    stated = quote.terms
    assert len(stated.discounts) == sum(record.kind == "discount" for record in quote.rules)
    lines_of_taxes = [n for one in quote.rules if one.kind == "tax" for n in one.numbers]
    assert len(lines_of_taxes) == len(set(lines_of_taxes))
    bases = sum((one.base for one in quote.rules if one.kind == "tax"), nothing)
    assert bases == (quote.net if lines_of_taxes else nothing)
    assert len(stated.markups) == sum(record.kind == "markup" for record in quote.rules)
    for record in quote.rules:
        assert not (record.why_not and record.numbers)
        assert not (record.why_not and record.amount)
        assert record.lapsed >= nothing
        assert record.numbers == tuple(sorted(set(record.numbers)))


def test_a_record_of_terms_without_rules() -> None:
    """Without rules there is nothing to tell."""
    assert () == Quote.of(SEATS).on_terms(Terms(months=3)).rules
