"""Quotes over terms on the calendar, worked out by hand: parts, arrears, discounts, percentages."""

from __future__ import annotations

from typing import Any

import pytest

import markdown_reader
import printed
from cspricing import (
    EUR,
    VAT,
    AmountOff,
    AtLeast,
    Item,
    Money,
    PercentOf,
    PercentOff,
    Quote,
)
from cspricing.documents import to_markdown
from cspricing.messages import Language
from cspricing.proration import Proration

SEATS = Item(
    name="Seats", quantity=10, unit="seat", price=EUR(31), cadence="monthly", category="software"
)
REVIEW = Item(name="Review", quantity=1, price=EUR(930), cadence="quarterly", category="consulting")
SETUP = Item(name="Set-up", quantity=1, price=EUR(100))
SUPPORT = PercentOf(10, of="consulting", what="Support")
QUOTE = (SEATS + REVIEW + SETUP + SUPPORT).over(
    start="2027-01-15", until="2027-05-10", billing_day=1
)
ARREARS = (SEATS + REVIEW + SETUP + SUPPORT).over(
    start="2027-01-15", until="2027-05-10", billing_day=1, in_arrears=True
)


def nets(quote: Quote) -> list[str]:
    """Give the net amount of each invoice, without the cents of a whole amount."""
    return [str(invoice.totals.net.amount).removesuffix(".00") for invoice in quote.invoices]


def off(quote: Quote) -> list[str]:
    """Give what discounts take off each invoice."""
    return [str(invoice.totals.discount.amount).removesuffix(".00") for invoice in quote.invoices]


# ---------------------------------------------------------------------------- parts


def test_percentages_are_due_with_what_they_rest_on() -> None:
    """Of 310 a month 17 of 31 days are 170, and 10 of 31 are 100; of a quarter, a third of it.

    Support is 10 % of what of the reviews is due, on the same invoices.
    """
    assert ["457", "1333", "310", "310", "210"] == nets(QUOTE)
    assert ["457", "310", "310", "1333", "210"] == nets(ARREARS)
    assert [2, 3, 4] == [line.number for line in QUOTE.lines if line.name != "Seats"]
    assert (3, 3) == (QUOTE.lines[1].invoices, QUOTE.lines[3].invoices)
    for quote in (QUOTE, ARREARS):
        assert Money(2620, "EUR") == quote.total
        assert Money(100, "EUR") == quote.one_time
        assert 4 == quote.months
        # 3 months from 15 January, and 26 of the 30 days from 15 April to 14 May
        assert EUR(2520) * 30 / 116 == quote.monthly_recurring
        quote.verify()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("months", ["170", "930", "100"]),
        ("days", ["171.85", "930", "101.09"]),
        ("30/360", ["165.33", "930", "103.33"]),
        ("started_months", ["310", "930", "310"]),
        ("none", ["930", "930", "930"]),
    ],
)
def test_parts_of_a_quarter(rule: Proration, expected: list[str]) -> None:
    """A quarter of 930 is cut at both ends: 17 of the 92 days to February, 10 of the 92 from May.

    By months, 17 and 10 days of one of 3 months; in days of 30 a month, 16 and 10 of 90.
    """
    quote = Quote.of(REVIEW).over(
        start="2027-01-15", until="2027-05-10", billing_day=1, proration=rule
    )
    assert expected == [net for net in nets(quote) if net != "0"]
    quote.verify()


def test_a_year_is_cut_at_both_ends() -> None:
    """A yearly charge of 365 is due for its days: 14 at the start, a year, and 31 at the end."""
    plan = Item(name="Plan", quantity=1, price=EUR(365), cadence="yearly")
    quote = Quote.of(plan).over(
        start="2026-06-17", until="2027-07-31", billing_day=1, proration="days"
    )
    found = [(one.number, net) for one, net in zip(quote.invoices, nets(quote), strict=True)]
    # The last year has a 29 February: 31 of 366 days.
    assert [(1, "14"), (2, "365"), (14, "30.92")] == [one for one in found if one[1] != "0"]


def test_a_minimum_is_prorated() -> None:
    """A minimum of 100, and what is used towards it, are charged for the days of the term."""
    tariff = AtLeast(EUR(100), EUR(3))
    calls = Item(name="Calls", quantity=10, unit="call", price=tariff, cadence="monthly")
    quote = Quote.of(calls).over(start="2027-06-16", until="2027-06-30", billing_day=1)
    assert Money(50, "EUR") == quote.total
    assert ["15 / 30"] * 2 == [str(*step.factors) for step in quote.invoices[0].lines[0].steps]


# ---------------------------------------------------------------------------- discounts


@pytest.mark.parametrize(
    ("discount", "advance", "arrears"),
    [
        (PercentOff(50), "228.50 666.50 155 155 105", "228.50 155 155 666.50 105"),
        # The second month ends on 14 March: the third invoice starts in it, the fourth does not.
        (PercentOff(50, lasts=2), "228.50 666.50 155 0 0", "228.50 155 155 0 0"),
        (PercentOff(50, lasts=1), "228.50 666.50 0 0 0", "228.50 155 0 0 0"),
        (PercentOff(50, lasts="once"), "228.50 0 0 0 0", "228.50 0 0 0 0"),
        (AmountOff(EUR(40)), "40 0 0 0 0", "40 0 0 0 0"),
        (AmountOff(EUR(700), carry=True), "457 243 0 0 0", "457 243 0 0 0"),
        (
            AmountOff(EUR(500), on="consulting", carry=True),
            "170 330 0 0 0",
            "170 0 0 330 0",
        ),
        (
            AmountOff(EUR(200), on="consulting", lasts="forever", cap=True),
            "170 200 0 0 100",
            "170 0 0 200 100",
        ),
    ],
    ids=str,
)
def test_discounts_over_cut_terms(discount: Any, advance: str, arrears: str) -> None:  # noqa: ANN401
    """Discounts last once, for so many months from the first day, or forever, and carry over."""
    for quote, expected in ((QUOTE, advance), (ARREARS, arrears)):
        discounted = quote.less(discount)
        assert expected.split() == off(discounted)
        discounted.verify()


def test_once_waits_for_a_line_in_arrears() -> None:
    """A discount for once comes off the first invoice that has a line for it."""
    quote = (SEATS + REVIEW).over(6, in_arrears=True)
    once = quote.less(PercentOff(10, on="consulting", lasts="once"))
    assert ["0", "0", "93", "0", "0", "0"] == off(once)


# ---------------------------------------------------------------------------- telling


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Term: 2027-01-15 to 2027-05-10",
                "Billing: periods start on day 1 of the month; charges are due at the end",
                "10 seats x EUR 31.00 x 17 / 31 (17 of 31 days)",
                "1 piece x EUR 930.00 x 17 / 93 (17 of 31 days of one of 3 months)",
                "EUR 2,520.00 x 30 / 116 (the term has 3 months and 26 of 30 days)",
            ],
        ),
        (
            "zh",
            [
                "期限：2027-01-15 至 2027-05-10",
                "计费：周期自每月 1 日起；费用于期末支付。",
                "（31 天中的 17 天）",
                "（3 个月中一个月的 31 天中的 17 天）",
                "（期限为 3 个月又 30 天中的 26 天）",
            ],
        ),
    ],
)
def test_an_explanation_tells_the_calendar(language: Language, expected: list[str]) -> None:
    """The term, the billing, and each part in words, in both languages; it can be recomputed."""
    told = ARREARS.taxed(VAT(19)).explain(language)
    assert [] == [text for text in expected if text not in told]
    if language == "en":
        printed.recomputed(told)


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        ("days", "parts of a period are charged by days", "不足一期按天折算"),
        (
            "30/360",
            "parts of a period are charged by days, each month having 30",
            "不足一期按每月 30 天折算",
        ),
        ("started_months", "each started month is charged in full", "不足一月按整月计"),
        ("none", "each started period is charged in full", "不足一期按整期计"),
    ],
)
def test_a_document_tells_the_rule(rule: Proration, english: str, chinese: str) -> None:
    """The rule of proration is told where it is not that of months, and so are days to pay."""
    quote = Quote.of(SEATS).over(1, "2027-01-15", proration=rule, due_days=30)
    pay = "invoices are due 30 days after their issue", "账单于开具后 30 天内支付"
    assert f"Billing: {english}; {pay[0]}." in to_markdown(quote)
    assert f"计费：{chinese}；{pay[1]}。" in to_markdown(quote, "zh")
    assert "Billing" not in to_markdown(Quote.of(SEATS).over(1, "2027-01-15"))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "3 x monthly + 17 of 31 days + 10 of 31 days",
                "quarterly + 17 of 31 days of one of 3 months + 10 of 31 days of one of 3 months",
            ],
        ),
        (
            "zh",
            [
                "3 x 每月 + 31 天中的 17 天 + 31 天中的 10 天",
                "每季 + 3 个月中一个月的 31 天中的 17 天 + 3 个月中一个月的 31 天中的 10 天",
            ],
        ),
    ],
)
def test_a_document_tells_the_parts(language: Language, expected: list[str]) -> None:
    """Whole periods are counted, and the part at each end of the term is told in words."""
    lines, _ = markdown_reader.tables(to_markdown(QUOTE, language))
    assert expected == [row[4] for row in lines[1:3]]
    factors = [str(factor) for line in QUOTE.lines for factor in line.parts]
    assert ["17 / 31", "10 / 31", "17 / 93", "10 / 93"] == factors
