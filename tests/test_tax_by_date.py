"""Taxes that become others: the one that holds on the tax point of an invoice is charged."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

import pytest
from attrs import evolve

from cspricing import (
    EUR,
    VAT,
    Exempt,
    Item,
    Money,
    PricingError,
    PricingErrors,
    Quote,
    Rate,
    SalesTax,
    Sourced,
    Stacked,
    Tax,
    Terms,
)
from cspricing.documents import to_markdown
from cspricing.pricebook import TaxRate, TaxTable
from cspricing.titles import rule_title

SEATS: Final = Item(name="Seats", quantity=1, price=EUR(100), category="software",
                    cadence="monthly")  # fmt: skip
COURSE: Final = Item(name="Course", quantity=1, price=EUR(100), category="training")
LOWER: Final = VAT(16).then("2028-05-01", 13)
TABLE: Final = TaxTable.shipped()


def charged(quote: Quote) -> list[str]:
    """Give the tax of each invoice."""
    return [str(invoice.totals.tax.amount) for invoice in quote.invoices]


@pytest.mark.parametrize(
    ("terms", "taxes"),
    [
        ({"months": 4, "start": "2028-03-01"}, ["16.00", "16.00", "13.00", "13.00"]),
        ({"months": 3, "start": "2028-03-31"}, ["16.00", "16.00", "13.00"]),
        ({"months": 2, "start": "2028-05-01"}, ["13.00", "13.00"]),
        ({"months": 2, "start": "2026-05-01"}, ["16.00", "16.00"]),
        # in arrears, the tax point is the last day of the period
        ({"months": 3, "start": "2028-03-01", "in_arrears": True}, ["16.00", "16.00", "13.00"]),
        ({"months": 2, "start": "2028-03-02", "in_arrears": True}, ["16.00", "13.00"]),
        (
            {"start": "2028-04-15", "until": "2028-06-30", "billing_day": 1, "proration": "none"},
            ["16.00", "13.00", "13.00"],
        ),
    ],
)
def test_the_rate_of_the_tax_point_is_charged(terms: dict[str, Any], taxes: list[str]) -> None:
    """Each invoice has the rate that holds on the day of its issue."""
    assert charged(Quote.of(SEATS).on_terms(Terms(taxes=[LOWER], **terms))) == taxes


def test_equal_invoices_are_computed_once_for_each_rate() -> None:
    """A change of rate starts a new sheet, and only where it concerns a line that is due."""
    training = VAT(7, on="training").then("2028-06-01", 5)
    quote = Quote.of(SEATS, COURSE).over(12, "2028-03-01").taxed(LOWER, training)
    assert [count for _, count in quote.priced.runs] == [1, 1, 10]


def test_lines_of_taxes_over_the_term_are_by_rate() -> None:
    """Over the term, each rate has a line, with the day since when it holds."""
    quote = Quote.of(SEATS).over(4, "2028-03-01").taxed(LOWER.then("2028-06-01", 16))
    lines = [(str(x.percent), x.since, x.invoices, x.amount) for x in quote.tax_lines]
    assert lines == [
        ("16", None, 3, Money(48, "EUR")),
        ("13", date(2028, 5, 1), 1, Money(13, "EUR")),
    ]
    (record,) = quote.rules
    assert (record.amount, record.numbers) == (Money(61, "EUR"), (1,))
    assert [tax.percent for tax in record.held] == [16, 13, 16]


def test_a_line_brings_a_tax_that_changes() -> None:
    """The tax of a line itself changes as those of terms do, and is one rule."""
    own = [evolve(SEATS, name=name, tax=VAT(5).then("2028-04-01", 7)) for name in ("A", "B")]
    quote = Quote.of(*own).over(2, "2028-03-01").taxed(VAT(19, optional=True))
    assert charged(quote) == ["10.00", "14.00"]
    assert [(r.numbers, r.amount) for r in quote.rules] == [
        ((), Money(0, "EUR")),
        ((1, 2), Money(24, "EUR")),
    ]


def test_the_explanation_says_since_when() -> None:
    """A rate that became another says since when it holds, in both languages and documents."""
    quote = Quote.of(SEATS).over(2, "2028-04-01").taxed(LOWER)
    assert "VAT 16 % (S): 16 % x EUR 100.00" in quote.explain()
    assert "VAT 13 % (S, since 2028-05-01): 13 % x EUR 100.00" in quote.explain()
    assert "增值税 13 % (S，自 2028-05-01 起)" in quote.explain("zh")
    assert "| VAT 13 % of EUR 100.00 (since 2028-05-01) | EUR 13.00 |" in to_markdown(quote)
    quote.verify()


def test_a_rate_that_stays_is_not_said_to_change() -> None:
    """Of rates that stack, those that stay the same do not say since when they hold."""
    tax = Stacked(SalesTax(6).then("2028-04-01", "6.5"), SalesTax(2, name="City"))
    quote = Quote.of(SEATS).over(2, "2028-03-01").taxed(tax)
    assert charged(quote) == ["8.00", "8.50"]
    assert "Sales tax 6.5 % (S, since 2028-04-01)" in quote.explain()
    assert "City 2 % (S): " in quote.explain()


def test_plain_data_says_what_becomes_of_a_tax() -> None:
    """Plain data has the day of each rate, and all that a rule states."""
    data = Quote.of(SEATS).over(2, "2028-04-01").taxed(LOWER).to_dict()
    assert [tax["since"] for tax in data["taxes"]] == [None, "2028-05-01"]
    assert data["rules"][0]["rule"]["later"] == [
        {
            "since": "2028-05-01",
            "percents": ["13"],
            "names": ["VAT"],
            "share": "100",
            "code": "S",
            "reason": "",
        }
    ]


def test_only_sources_that_were_used_are_cited() -> None:
    """A rate that never holds in the term is not cited, and does not make figures unverified."""
    tax = VAT(16).then("2028-05-01", Sourced(13, "rumour"))
    before = Quote.of(SEATS).over(2, "2028-03-01").taxed(tax)
    after = Quote.of(SEATS).over(3, "2028-03-01").taxed(tax)
    assert (before.rules[0].unverified, after.rules[0].unverified) == (False, True)
    assert "rumour" not in before.explain()
    assert "rumour" not in to_markdown(before)
    assert "[1] UNVERIFIED" in after.explain()
    assert "percent 13: rumour, UNVERIFIED" in to_markdown(after)


def test_what_a_tax_becomes() -> None:
    """A bare rate keeps name, share and category; a tax brings all but whom it names."""
    tax = VAT(16, "x", name="Levy", share=80, reason="r", optional=True)
    half = tax.then("2028-01-01", 8).then("2029-01-01", Exempt("y", "none"))
    first, second, third = (half.at(date(year, 6, 1)) for year in (2027, 2028, 2029))
    assert (first.percent, first.later) == (Decimal(16), ())
    assert second.rates == (Rate("Levy", 8, since="2028-01-01"),)
    assert (second.code, second.share, second.reason) == ("S", Decimal(80), "r")
    assert (third.code, third.share, third.reason, third.percent) == (
        *("E", Decimal(100)),
        *("none", Decimal(0)),
    )
    assert {(one.on, one.optional) for one in (first, second, third)} == {("x", True)}
    assert half.at(None) == first
    contained = VAT(19, inclusive=True).then("2028-01-01", Exempt())
    assert contained.then("2029-01-01", VAT(20, inclusive=True)).later[1].percent == 20
    assert evolve(half, on="z").at(date(2028, 1, 1)).on == "z"


@pytest.mark.parametrize(
    ("percents", "codes"),
    [((19, 0), ["S", "Z"]), ((0, 19), ["Z", "S"]), ((19, 20), ["S", "S"])],
)
def test_the_category_follows_a_bare_rate(percents: tuple[int, int], codes: list[str]) -> None:
    """A standard rate that falls to 0 is zero-rated, and the other way round."""
    before, after = percents
    tax = VAT(before).then("2028-01-01", after)
    assert [tax.code, tax.later[0].code] == codes
    assert VAT(1, code="L").then("2028-01-01", 0).later[0].code == "L"


def test_changes_of_rates_that_stack_come_together() -> None:
    """What is stacked changes on every day on which one of its parts does."""
    state = SalesTax(6).then("2028-01-01", Sourced(7, "law"))
    city = SalesTax(2, name="City").then("2028-01-01", 1).then("2029-01-01", 0)
    tax = Stacked(state, city, on="x")
    assert repr(tax) == (
        "<Tax S Sales tax 6 + City 2, Sales tax 7 + City 1 from 2028-01-01, "
        "Sales tax 7 + City 0 from 2029-01-01 on 'x'>"
    )
    assert [len(one.citations) for one in (tax, *tax.later)] == [0, 1, 1]
    assert tax.later[1].rates[0].since == date(2028, 1, 1)


def test_a_tax_that_changes_is_a_value() -> None:
    """It equals its like, whatever sources say, hashes alike, and survives pickling."""
    cited = VAT(16).then("2028-05-01", Sourced(13, "law"))
    assert (cited, hash(cited)) == (LOWER, hash(LOWER))
    assert pickle.loads(pickle.dumps(cited)).later[0].citations == cited.later[0].citations
    assert pickle.loads(pickle.dumps(LOWER)) == LOWER
    assert VAT(16) != LOWER != VAT(16).then("2028-05-02", 13)
    assert repr(LOWER) == "<Tax S VAT 16, VAT 13 from 2028-05-01>"
    assert VAT(16).then("2028-05-01", VAT(13).then("2029-01-01", 12)) == LOWER.then(
        date(2029, 1, 1), 12
    )


NO: Final = False
NOTHING: Final[Any] = None


@pytest.mark.parametrize(
    ("make", "code", "told"),
    [
        (lambda: LOWER.then("2028-05-01", 12), "tax.then", "becomes another on 2028-05-01 already"),
        (lambda: LOWER.then("2027-05-01", 12), "tax.then", "then, day"),
        (lambda: Stacked(VAT(1), VAT(2)).then("2028-05-01", 4), "tax.then", "2 rates"),
        (lambda: VAT(1, inclusive=True).then("2028-05-01", VAT(2)), "tax.then", "inclusive="),
        (lambda: evolve(LOWER, inclusive=True), "tax.then", "inclusive="),
        (lambda: Stacked(LOWER, VAT(1).then("2028-01-01", VAT(1, share=5))), "tax.stacked", ""),
        (lambda: Tax(rates=[Rate("VAT", 1)], later=[VAT(2)]), "tax.then", ".then(day, rate)"),
        (lambda: Tax(rates=[Rate("VAT", 1)], later=[LOWER]), "tax.then", ".then(day, rate)"),
        (lambda: Tax(rates=[Rate("VAT", 1)], later=[5]), "type.member", "later"),  # type: ignore[list-item]
        (lambda: Rate("VAT", 1, since="2028"), "date.syntax", "Rate, since"),
        (lambda: VAT(1).then("2028-13-01", 2), "date.syntax", "then, day"),
        (lambda: VAT(1).then(20280501, 2), "type.date", "then, day"),  # type: ignore[arg-type]
        (lambda: VAT(1).then(NOTHING, 2), "type.date", "then, day"),
        (lambda: VAT(1).then("2028-01-01", NOTHING), "type.number", "then, percent"),
        (lambda: VAT(1).then("2028-01-01", -1), "tax.range", "then, percent"),
        (lambda: VAT(1).then("2028-01-01", 0.5), "type.float", "then, percent"),  # type: ignore[arg-type]
        (lambda: VAT(1).then("2028-01-01", NO), "type.bool", "then, percent"),
        (lambda: VAT(1).then("2028-01-01", "a"), "number.syntax", "then, percent"),
        (lambda: VAT(1).then("2028-01-01", "NaN"), "number.nonfinite", "then, percent"),
        (lambda: VAT(1).then("2028-01-01", 10**400), "number.range", "then, percent"),
        (lambda: VAT(1).then("2028-01-01", [1]), "type.number", "then, percent"),  # type: ignore[arg-type]
    ],
    ids=map(str, range(21)),
)
def test_what_no_tax_becomes_is_refused(make: Callable[[], Tax], code: str, told: str) -> None:
    """What no tax can become is refused when it is said, naming the argument."""
    with pytest.raises(PricingError) as caught:
        make()
    assert (code, told in str(caught.value)) == (caught.value.code, True)


@pytest.mark.parametrize("own", [True, False])
def test_a_tax_that_changes_needs_dates(own: bool) -> None:
    """On a term without dates, a tax that changes is refused with the remedy."""
    seats = evolve(SEATS, tax=LOWER) if own else SEATS
    with pytest.raises(PricingErrors) as caught:
        _ = Quote.of(seats).over(4).taxed(*([] if own else [LOWER])).total
    (fault,) = caught.value
    assert caught.value.code == "tax.start"
    assert str(fault) == (
        "Terms, start: <Tax S VAT 16, VAT 13 from 2028-05-01> changes on a day, but the term has "
        "none; give start"
    )


# ---------------------------------------------------------------------------- tax tables


def rate(percent: str, **changes: Any) -> TaxRate:  # noqa: ANN401
    """Make a rate of a table."""
    return TaxRate(**{"jurisdiction": "XX", "percent": percent, "source": "law", **changes})


@pytest.mark.parametrize(
    ("where", "day", "told"),
    [
        ("CN", "2018-01-01", "VAT 17, VAT 16 from 2018-05-01, VAT 13 from 2019-04-01"),
        ("CN", "2019-04-01", "VAT 13"),
        ("DE", "2020-06-30", "VAT 19, VAT 16 from 2020-07-01, VAT 19 from 2021-01-01"),
        ("US-TX", "2027-01-01", "State sales tax 6.25"),
    ],
)
def test_a_table_gives_a_tax_with_its_later_rates(where: str, day: str, told: str) -> None:
    """The tax of a table changes on the days on which its rates do, each with its source."""
    kind = "state" if where == "US-TX" else "standard"
    tax = TABLE.tax(where, kind, on=day)
    assert repr(tax) == f"<Tax S {told}>"
    for one in (tax, *tax.later):
        on = one.since or day
        assert one.citations == TABLE.rate(where, kind, on=on).tax().citations


def test_a_table_is_asked_up_to_a_day() -> None:
    """Rates after the last tax point are left out; what ends before it is refused."""
    assert TABLE.tax("CN", on="2018-01-01", until="2019-03-31").later[-1].percent == 16
    relief = partial(TABLE.tax, "CN", "small-scale relief", on="2027-01-01")
    assert relief(until="2027-12-31").later == ()
    with pytest.raises(PricingError, match="nothing is listed for 2028-01-01") as caught:
        relief()
    assert caught.value.code == "book.missing"


def test_a_table_tells_what_a_tax_is_like() -> None:
    """Lines, flags and age go on to the tax."""
    tax = TABLE.tax("DE", on="2020-01-01", lines="software", inclusive=True, optional=True)
    assert (tax.on, tax.inclusive, tax.optional) == ("software", True, True)
    aged = TABLE.tax("DE", on="2020-01-01", stale_after_months=0).citations[0].source
    assert aged.where == TABLE.rate("DE", on="2020-01-01", stale_after_months=0).citation
    old = TABLE.tax("DE", on="2027-01-01", stale_after_months=0).citations[0].source
    assert (old.confidence, "more than 0 months old" in old.where) == ("unverified", True)


def test_a_rate_laid_over_another_ends_again() -> None:
    """A rate that lies over another one gives way to it when it ends."""
    below = TaxTable.of(
        rate("20", effective_to="2028-02-15"), rate("20", effective_from="2028-02-16")
    )
    above = TaxTable.of(
        rate("10", effective_from="2028-02-01", effective_to="2028-02-29", reason="relief")
    )
    tax = below.overlaid(above).tax("XX", on="2028-01-01", stale_after_months=1)
    assert [(one.since, one.percent, one.reason) for one in (tax, *tax.later)] == [
        (None, Decimal(20), ""),
        (date(2028, 2, 1), Decimal(10), "relief"),
        (date(2028, 3, 1), Decimal(20), ""),
    ]
    assert tax.citations[0].source.where.endswith("nobody says of which day")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"until": "2028"}, "date.syntax", "until"),
        ({"on": 5}, "type.date", "on"),
        ({"lines": 5}, "type.selector", "on"),
        ({"inclusive": 1}, "type.flag", "inclusive"),
        ({"stale_after_months": -1}, "number.range", "stale_after_months"),
        ({"kind": "odd"}, "book.missing", "kind"),
    ],
)
def test_what_no_table_can_be_asked(given: dict[str, Any], code: str, field: str) -> None:
    """A table refuses what it cannot be asked, naming the argument."""
    with pytest.raises(PricingError) as caught:
        TABLE.tax("CN", **({"on": "2027-01-01"} | given))
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_tax_is_named_with_what_it_becomes() -> None:
    """The title of a tax that becomes others says from when on."""
    assert "VAT 16 %, VAT 13 % (since 2028-05-01)" == rule_title(LOWER, "en")
    assert "增值税 16 %、增值税 13 %（自 2028-05-01 起）" == rule_title(LOWER, "zh")
