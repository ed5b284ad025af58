"""What became of each rule is data: where it applied, what it did, or why it did not."""

from __future__ import annotations

from typing import Any

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
    Quote,
    Terms,
    Withholding,
)
from quotes import quotes

SEATS = Item(name="Seats", quantity=12, price=EUR(40), category="software", cadence="monthly")
WORK = Item(name="Work", quantity=3, price=EUR(800), category="consulting")


def told(quote: Quote) -> list[tuple[Any, ...]]:
    """Give the kinds, lines, amounts, reasons and lapses of the rules of a quote."""
    return [
        (record.kind, record.numbers, str(record.amount.amount), record.why_not)
        for record in quote.rules
    ]


def test_rules_come_in_the_order_of_settlement() -> None:
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


def test_rules_that_select_nothing() -> None:
    """A rule without a line says so, whatever its kind."""
    quote = (
        Quote.of(SEATS)
        .taxed(VAT(19, on="software"), VAT(7))
        .less(PercentOff(10, on="toys", optional=True))
        .marked_up(Margin(20))
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


def test_rules_that_came_too_late() -> None:
    """A discount that expired before its line occurs says so, and one that is used up too."""
    quote = Quote.of(SEATS).over(3).less(PercentOff(5, lasts="once"), PercentOff(5, lasts=2))
    assert [("discount", (1,), "24.00", ""), ("discount", (1,), "46.80", "")] == told(quote)
    gone = Quote.of(SEATS).over(3).less(PercentOff(100, lasts=1), PercentOff(50, lasts=1))
    assert ["", "expired"] == [record.why_not for record in gone.rules]
    used = Quote.of(SEATS).over(3).less(PercentOff(100, lasts=1), PercentOff(50, lasts="once"))
    assert ["", "used"] == [record.why_not for record in used.rules]


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


def test_equal_taxes_are_one_rule() -> None:
    """Two statements of one tax are told together, with all their lines."""
    quote = Quote.of(SEATS, WORK).taxed(VAT(19, on="software"), VAT(19, on=Named("Work")))
    assert [("tax", (1, 2), "547.20", "")] == told(quote)


def test_nothing_withheld() -> None:
    """A withholding of nothing says that nothing was left to take."""
    quote = Quote.of(SEATS).taxed(Withholding(0))
    assert ["nothing_left"] == [record.why_not for record in quote.rules]


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
    assert len(stated.markups) == sum(record.kind == "markup" for record in quote.rules)
    for record in quote.rules:
        assert not (record.why_not and record.numbers)
        assert record.lapsed >= nothing
        assert record.numbers == tuple(sorted(set(record.numbers)))


def test_a_record_of_terms_without_rules() -> None:
    """Without rules there is nothing to tell."""
    assert () == Quote.of(SEATS).on_terms(Terms(months=3)).rules
