"""Rules are matched with lines once, and every mistake in them is told together, by its place."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from cspricing import (
    EUR,
    GST,
    VAT,
    AmountOff,
    Charge,
    Component,
    Exempt,
    Item,
    Margin,
    Markup,
    Money,
    Named,
    OutOfScope,
    PercentOf,
    PercentOff,
    Quote,
    ReverseCharge,
    SalesTax,
    Stacked,
    Terms,
    Withholding,
    ZeroRated,
)
from cspricing.errors import PricingError, PricingErrors, RuleError

SEATS = Item(name="Seats", quantity=12, price=EUR(40), category="software")
WORK = Item(name="Work", quantity=3, price=EUR(800), category="consulting")
WAGES = Charge("wages", 40, "hour", EUR(25), "labour", cost=True)
RENT = Charge("rent", 1, "month", EUR(100), "expense", cost=True)


def fault(quote: Quote) -> PricingError:
    """Give the one fault of a quote."""
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    (found,) = caught.value.exceptions
    assert isinstance(found, PricingError)
    return found


# ---------------------------------------------------------------------------- what selects nothing


@pytest.mark.parametrize(
    ("quote", "rule"),
    [
        (Quote.of(SEATS).less(PercentOff(5, on="sofware")), "PercentOff"),
        (Quote.of(SEATS).less(AmountOff(EUR(5), on=Named("seats"))), "AmountOff"),
        (Quote.of(SEATS).less(PercentOff(5, on=lambda _: False)), "PercentOff"),
        (Quote.of(SEATS).less(PercentOff(5, on=(Charge, WORK))), "PercentOff"),
        (Quote.of(SEATS).taxed(VAT(7, on="toys"), VAT(19)), "Tax"),
        (Quote.of(SEATS).taxed(Withholding(2, on="toys")), "Withholding"),
        (Quote.of(SEATS).marked_up(Markup(5, on="labour")), "Markup"),
        (Quote.of(WAGES).marked_up(Margin(5, on="software")), "Margin"),
    ],
)
def test_a_rule_that_selects_nothing_is_an_error(quote: Quote, rule: str) -> None:
    """A rule that selects no line is an error that lists the categories there are."""
    found = fault(quote)
    assert ("rule.unmatched", "on") == (found.code, found.field)
    assert isinstance(found, RuleError)
    assert rule in str(found)
    for category in {line.category for line in Quote(quote.components).lines}:
        assert category in str(found)


def test_a_percentage_of_nothing_is_an_error() -> None:
    """A percentage of lines that are not there is an error."""
    assert "rule.unmatched" == fault(Quote.of(SEATS, PercentOf(5, of="toys"))).code
    # A percentage of prices does not rest on costs, nor one of costs on prices.
    assert "rule.unmatched" == fault(Quote.of(SEATS, WAGES, PercentOf(5, of="labour"))).code
    assert (
        "rule.unmatched"
        == fault(Quote.of(SEATS, WAGES, PercentOf(5, of="software", cost=True))).code
    )


def test_a_rule_may_select_nothing_if_it_says_so() -> None:
    """A discount that is optional, or for everything, may find nothing."""
    quote = Quote.of(SEATS).less(
        PercentOff(5, on="toys", optional=True), AmountOff(EUR(5), on="toys", optional=True)
    )
    assert Money("480.00", "EUR") == quote.net
    empty = Quote((), Terms(currency="EUR", discounts=[PercentOff(5)], taxes=[VAT(19)]))
    assert Money("0.00", "EUR") == empty.total


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (VAT(7, on="toys", optional=True), "tax"),
        (GST(7, "toys", optional=True), "tax"),
        (SalesTax(7, "toys", optional=True), "tax"),
        (Exempt("toys", optional=True), "tax"),
        (ZeroRated("toys", optional=True), "tax"),
        (ReverseCharge("toys", optional=True), "tax"),
        (OutOfScope("toys", optional=True), "tax"),
        (Stacked(VAT(5), VAT(1), on="toys", optional=True), "tax"),
        (Withholding(2, on="toys", optional=True), "withholding"),
        (Markup(10, on="toys", optional=True), "markup"),
        (Margin(10, on="toys", optional=True), "markup"),
        (PercentOff(10, on="toys", optional=True), "discount"),
        (AmountOff(EUR(1), on="toys", optional=True), "discount"),
    ],
)
def test_every_rule_may_select_nothing_if_it_says_so(rule: Any, kind: str) -> None:  # noqa: ANN401
    """A rule of any kind that is optional is told as one that selects no line, and changes none."""
    plain = Quote.of(SEATS).taxed(VAT(19))
    state: Any = {"markup": plain.marked_up, "discount": plain.less}.get(kind, plain.taxed)
    quote = state(rule)
    assert plain.totals == quote.totals
    told = [(one.kind, one.numbers, one.why_not) for one in quote.rules if one.rule is rule]
    assert [(kind, (), "no_line")] == told
    assert "selects no line" in quote.explain()
    found = fault(state(evolve(rule, optional=False)))
    assert "rule.unmatched" == found.code
    assert "optional=True" in str(found)


@pytest.mark.parametrize("make", [VAT, Withholding, Markup, Margin])
def test_optional_is_a_yes_or_no(make: Any) -> None:  # noqa: ANN401
    """Whether a rule is optional is said by a flag, and by its name alone."""
    with pytest.raises(PricingError) as caught:
        make(5, optional="yes")
    assert ("type.flag", "optional") == (caught.value.code, caught.value.field)
    with pytest.raises(TypeError):
        make(5, "toys", "name", True)  # noqa: FBT003


def test_a_test_of_lines_that_fails_is_told() -> None:
    """What a predicate raises is told with its rule, and kept as the cause."""

    def failing(line: Any) -> bool:  # noqa: ANN401
        raise KeyError(line.category)

    for quote in (
        Quote.of(SEATS).less(PercentOff(5, on=failing)),
        Quote.of(SEATS, PercentOf(5, of=failing)),
    ):
        found = fault(quote)
        assert "selector.failed" == found.code
        assert "failing" in str(found)
        assert isinstance(found.__cause__, KeyError)


# ---------------------------------------------------------------------------- taxes


def test_each_line_has_one_tax() -> None:
    """A tax that names no lines covers those that no other one names."""
    quote = Quote.of(SEATS, WORK).taxed(VAT(7, on="consulting"), VAT(19))
    assert [Money("91.20", "EUR"), Money("168.00", "EUR")] == [t.amount for t in quote.tax_lines]


@pytest.mark.parametrize(
    ("taxes", "own", "code", "field"),
    [
        ((VAT(19), VAT(7)), None, "tax.defaults", "taxes"),
        ((VAT(19, on="software"),), None, "tax.uncovered", "taxes"),
        ((VAT(19, on="consulting"), VAT(7, on=Named("Work")), VAT(1)), None, "tax.twice", "on"),
        ((VAT(19, on="consulting"), VAT(19, on=Named("Work")), VAT(1)), None, "tax.twice", "on"),
        ((VAT(19, on="consulting"), VAT(7)), Exempt(), "tax.twice", "on"),
        ((), Exempt(), "tax.uncovered", "taxes"),
    ],
)
def test_taxes_that_miss_or_meet(taxes: Any, own: Any, code: str, field: str) -> None:  # noqa: ANN401
    """A line without a tax, or with two, and two taxes for the rest, are errors."""
    work = Item(name="Work", quantity=3, price=EUR(800), category="consulting", tax=own)
    found = fault(Quote.of(SEATS, work).taxed(*taxes))
    assert (code, field) == (found.code, found.field)


def test_who_is_uncovered_is_named() -> None:
    """The line that no tax covers is named by its component, what it is, and its category."""
    found = fault(Quote.of(SEATS, WORK).taxed(VAT(19, on="software")))
    assert "Work" == found.component
    assert "'Work' in category 'consulting'" in str(found)


def test_taxes_are_grouped_by_what_they_are() -> None:
    """Equal taxes are one group; those that differ in code, name or share are not."""
    quote = Quote.of(SEATS, WORK, Item(name="C", quantity=1, price=EUR(1), category="x")).taxed(
        VAT(19, on="software"), VAT(19, on="consulting"), VAT(19, on="x", code="SR")
    )
    assert [("S", (1, 2)), ("SR", (3,))] == [
        (tax.code, tax.numbers) for tax in quote.invoices[0].tax_lines
    ]


def test_taxes_stand_by_their_rates() -> None:
    """The highest rate comes first, however the taxes were stated."""
    quote = Quote.of(SEATS, WORK).taxed(VAT(7, on="software"), VAT(19))
    assert ["19", "7"] == [str(tax.percent) for tax in quote.tax_lines]


def test_costs_have_no_tax() -> None:
    """A cost needs no tax, and one that a markup prices does."""
    assert Money("91.20", "EUR") == Quote.of(SEATS, WAGES).taxed(VAT(19, on="software")).tax
    priced = Quote.of(SEATS, WAGES).taxed(VAT(19, on="software")).marked_up(Markup(5))
    assert "tax.uncovered" == fault(priced).code


# ---------------------------------------------------------------------------- markups


def test_each_cost_has_one_price() -> None:
    """A markup that names costs goes before one that names none."""
    quote = Quote.of(WAGES, RENT).marked_up(Markup(10), Margin(20, on="labour"))
    assert [Money("1250.00", "EUR"), Money("110.00", "EUR")] == [line.net for line in quote.lines]


@pytest.mark.parametrize(
    "rules",
    [
        (Markup(10), Markup(20)),
        (Markup(10), Margin(20)),
        (Markup(10, on="labour"), Margin(20, on=lambda line: line.what == "wages")),
        (Markup(10, on="labour"), Markup(10, on="labour")),
    ],
)
def test_two_prices_for_one_cost_are_an_error(rules: Any) -> None:  # noqa: ANN401
    """Two markups that name one cost, or none, are an error that shows both."""
    found = fault(Quote.of(WAGES).marked_up(*rules))
    assert ("markup.twice", "on", "wages", rules) == (
        found.code,
        found.field,
        found.component,
        found.value,
    )


def test_errors_show_no_addresses() -> None:
    """An error about rules that tests select is the same text in every run."""
    texts = set()
    for _ in range(2):
        quote = Quote.of(SEATS).taxed(VAT(7, on=lambda _: True), VAT(19, on=lambda _: True), VAT(1))
        texts.add(str(fault(quote)))
        costs = Quote.of(WAGES).marked_up(
            Markup(7, on=lambda _: True), Markup(9, on=lambda _: True)
        )
        texts.add(str(fault(costs)))
    assert 2 == len(texts)
    assert not any("0x" in text for text in texts)


# ---------------------------------------------------------------------------- percentages


def test_percentages_are_priced_in_any_order() -> None:
    """A chain of percentages is priced from its end, wherever they stand."""
    chain = [
        PercentOf(50, of=Named("b"), name="a"),
        PercentOf(50, of=Named("c"), name="b"),
        PercentOf(50, of="software", name="c"),
    ]
    orders: list[list[Component]] = [[*chain, SEATS], [SEATS, *chain], [*chain[::-1], SEATS]]
    for components in orders:
        quote = Quote.of(*components)
        assert {"a": "60.00", "b": "120.00", "c": "240.00", "Seats": "480.00"} == {
            name: str(money.amount) for name, money in quote.by_component().items()
        }
        quote.verify()


@pytest.mark.parametrize(
    "names", [("a",), ("a", "b"), ("a", "b", "c")], ids=["itself", "two", "three"]
)
def test_circles_are_refused(names: tuple[str, ...]) -> None:
    """Percentages in a circle, or of themselves, are an error that names them all."""
    circle = [
        PercentOf(50, of=Named(after), name=name)
        for name, after in zip(names, (*names[1:], names[0]), strict=True)
    ]
    found = fault(Quote.of(SEATS, *circle))
    assert ("percent_of.cycle", "of") == (found.code, found.field)
    assert ", ".join(names) in str(found)


def test_percentages_are_due_with_what_they_rest_on() -> None:
    """A percentage stands on an invoice if anything that it rests on does, if only by another."""
    monthly = Item(name="M", quantity=1, price=EUR(10), category="m", cadence="monthly")
    once = Item(name="O", quantity=1, price=EUR(100), category="o")
    of_once = PercentOf(10, of="o", name="P")
    of_percentage = PercentOf(10, of=Named("P"), name="Q")
    of_both = PercentOf(10, of=("m", Named("P")), name="R")
    quote = Quote.of(of_percentage, of_both, of_once, monthly, once).over(3)
    numbers = [[line.number for line in invoice.lines] for invoice in quote.invoices]
    assert [[1, 2, 3, 4, 5], [2, 4], [2, 4]] == numbers
    assert {"Q": "1.00", "R": "4.00", "P": "10.00"} == {
        name: str(quote.by_component()[name].amount) for name in "QRP"
    }
    quote.verify()


# ---------------------------------------------------------------------------- all at once


def test_all_faults_come_together() -> None:
    """Every fault of a quote is told in one error, each with its place."""
    quote = (
        Quote.of(SEATS, WORK, WAGES, PercentOf(5, of="toys"))
        .taxed(VAT(7, on="games"), VAT(19, on="software"))
        .less(PercentOff(5, on="dolls"))
        .marked_up(Markup(5), Markup(6))
    )
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    error = caught.value
    assert "pricing.faults" == error.code
    codes = [getattr(one, "code", "") for one in error]
    assert {"markup.twice", "rule.unmatched", "tax.uncovered"} == set(codes)
    assert 3 == codes.count("rule.unmatched")
    assert all(str(one) in str(error) for one in error)
    assert str(error).startswith(f"the quote cannot be priced: {len(codes)} faults")
