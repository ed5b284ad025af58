"""The explanation is the computation: a reader with a calculator gets every printed figure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import cspricing
import printed
from cspricing import (
    EUR,
    VAT,
    Allowance,
    Charge,
    Item,
    Money,
    PercentOf,
    PercentOff,
    Price,
    Quote,
    Sourced,
    Summable,
    Terms,
    Working,
)
from cspricing.errors import PricingError
from cspricing.explanation import NARROW_BLANK, Explanation, Row, amount, percent, quantity
from cspricing.messages import LANGUAGES, Language
from cspricing.statement import explained
from cspricing.verification import value
from quotes import quotes
from shapes import SHAPES

shapes = pytest.mark.parametrize("quote", SHAPES.values(), ids=SHAPES)
NUMBER = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")


def rows(quote: Quote, language: Language = "en") -> list[str]:
    """Give the rows of an explanation, each with single blanks."""
    return [" ".join(line.split()) for line in quote.explain(language).splitlines()]


def fraction(money: Money) -> Fraction:
    """Give an amount as a number."""
    return Fraction(money.amount)


# ---------------------------------------------------------------------------- P1 and P26


@shapes
def test_a_reader_gets_every_figure_of_every_shape(quote: Quote) -> None:
    """P1, P26: the printed steps give the printed lines, and these the printed totals."""
    reading = printed.recomputed(quote.explain())
    assert quote.months == sum(invoice.count for invoice in reading.invoices)
    assert reading.checked > 3


@given(quotes())
def test_a_reader_gets_every_figure(quote: Quote) -> None:
    """P1, P26: from the printed text alone, everything can be worked out, to the totals."""
    reading = printed.recomputed(quote.explain())
    invoices = reading.invoices
    assert quote.months == sum(invoice.count for invoice in invoices)
    for key, money in (("net", quote.net), ("tax", quote.tax), ("total", quote.total)):
        assert fraction(money) == sum(
            (one.count * one.totals[key] for one in invoices), Fraction(0)
        )
    gross = sum(
        one.count * (line.gross + line.surcharges)
        for one in invoices
        for line in one.lines
        if not line.is_cost
    )
    assert fraction(quote.subtotal) == gross
    for line in quote.lines:
        found = [
            (one.count, other)
            for one in invoices
            for other in one.lines
            if other.number == line.number
        ]
        assert line.invoices == sum(count for count, _ in found)
        assert fraction(line.net) == sum(
            (n * one.net for n, one in found if not one.is_cost), Fraction(0)
        )
        assert fraction(line.cost) == sum((n * one.cost for n, one in found), Fraction(0))


@given(quotes())
def test_both_languages_print_the_same_numbers(quote: Quote) -> None:
    """The Chinese explanation has the numbers of the English one, no more and no less."""
    english, chinese = (Counter(NUMBER.findall(quote.explain(language))) for language in LANGUAGES)
    assert english == chinese


@given(quotes())
def test_each_result_is_checked_or_part_of_what_is(quote: Quote) -> None:
    """Every printed result is recomputed, or is part of a sum that is; or says what was given."""
    told = explained(quote.priced, quote.terms)
    used = {place for row in told.rows if row.check for place, _ in row.of}
    used |= {place for row in told.rows for _, of in row.ties for place, _ in of}
    stated = ("brought from the invoice before",)
    for place, row in enumerate(told.rows):
        if row.result and not row.check:
            assert place in used or row.label in stated, row


# ---------------------------------------------------------------------------- texts


@shapes
@pytest.mark.parametrize("language", LANGUAGES)
def test_results_stand_flush_right(quote: Quote, language: Language) -> None:
    """In 100 columns each result ends in the last one, whatever the width of the letters."""
    told = explained(quote.priced, quote.terms, language)
    lines = quote.explain(language).splitlines()
    assert not any(line.endswith(" ") for line in lines)
    for row in told.rows:
        *_, last = Explanation((row,), language, told.mode, told.digits).text().splitlines() or [""]
        assert last in lines
        if row.result:
            wide = sum(unicodedata.east_asian_width(sign) in {"W", "F"} for sign in last)
            assert 100 == len(last) + wide
            assert last.endswith(row.result.replace(NARROW_BLANK, " "))


def test_what_does_not_fit_stands_below() -> None:
    """A result never touches its formula, and is never cut: it moves to a line of its own."""
    item = Item(
        name="x", quantity="123456789.123456789012", unit="u" * 60, price=EUR("0.000000000001")
    )
    told = Quote.of(item).explain()
    (first, second) = (
        told.splitlines()[place : place + 2]
        for place, line in enumerate(told.splitlines())
        if "list price" in line
    ).__next__()
    assert first.endswith("EUR 0.000000000001")
    assert "= EUR 0.00" == second.strip()
    assert 100 == len(second)
    printed.recomputed(told)


def test_marks_take_no_column() -> None:
    """A letter with a mark is as wide as one without: e and an accent are one column."""
    row = Row(2, "Zoe\u0308", "", "EUR 1.00")
    (line,) = Explanation((row,), "en", "ROUND_HALF_UP", 2).text().splitlines()
    assert 101 == len(line)
    (plain,) = (
        Explanation((Row(2, "Zoe", "", "EUR 1.00"),), "en", "ROUND_HALF_UP", 2).text().splitlines()
    )
    assert 100 == len(plain)


def test_tokens_hold_together() -> None:
    """An amount, a quantity and a percentage are one token each, however they are spelled."""
    assert f"EUR{NARROW_BLANK}1,234.50" == amount(EUR("1234.5"))
    assert f"EUR{NARROW_BLANK}10.00 / 3" == amount(EUR(10) / 3)
    assert f"12{NARROW_BLANK}person{NARROW_BLANK}days" == quantity(Decimal(12), "person days")
    assert "12" == quantity(Decimal(12), "")
    assert f"12.5{NARROW_BLANK}%" == percent(Decimal("12.50"))


@pytest.mark.parametrize("unit", ["%", "points %", "6 %", "\uff05"])
def test_a_unit_of_percent_is_no_percentage(unit: str) -> None:
    """A unit that ends in a percent sign is quoted, for five of it are not five hundredths."""
    quote = Quote.of(Item(name="Points", quantity=5, unit=unit, price=EUR(3)))
    assert Money("15.00", "EUR") == quote.net
    shown = f'"{unit}"' if unit.endswith("%") else unit
    assert f"list price: 5 {shown} x EUR 3.00 = EUR 15.00" in rows(quote)
    quote.verify()
    printed.recomputed(quote.explain())


@pytest.mark.parametrize("unit", ["x", "/", "+", "-", "EUR", "7", "24 h seat", "a (b", " seat "])
def test_a_unit_is_never_read_as_a_formula(unit: str) -> None:
    """Units that look like operators or amounts change nothing that is checked."""
    quote = Quote.of(Item(name="Odd", quantity=5, unit=unit, price=EUR(3)))
    assert Money("15.00", "EUR") == quote.net
    quote.verify()


@pytest.mark.parametrize(
    ("months", "start", "english", "chinese"),
    [
        (None, None, "Term: one month (no term was stated)", "期限：一个月（未注明期限）"),
        (1, None, "Term: 1 month", "期限：1 个月"),
        (12, None, "Term: 12 months", "期限：12 个月"),
        (
            12,
            "2027-01-31",
            "Term: 12 months, 2027-01-31 to 2028-01-30",
            "期限：12 个月，2027-01-31 至 2028-01-30",
        ),
    ],
)
def test_the_term_is_told(
    months: int | None, start: str | None, english: str, chinese: str
) -> None:
    """The term, and that none was stated, stands at the top."""
    quote = SHAPES["per unit"].on_terms(Terms(months=months, start=start))
    assert english == rows(quote)[1]
    assert chinese == rows(quote, "zh")[1]


def test_internal_documents_say_so() -> None:
    """An explanation with own costs says that it is not for the customer; another does not."""
    warning = "Shows own costs: for internal use, not for the customer."
    for name, quote in SHAPES.items():
        costs = any(line.entry.charge.cost for line in quote.lines)
        assert costs == (warning in rows(quote)), name


def test_no_tax_is_told_where_none_is_stated() -> None:
    """A quote without taxes has no row of tax; one that is exempt says so with an amount of 0."""
    plain, exempt = SHAPES["per unit"], SHAPES["reverse charge"]
    for language, tax in (("en", "tax"), ("zh", "税额")):
        assert not any(row.startswith(f"{tax} ") for row in rows(plain, language))  # type: ignore[arg-type]
        assert 2 == rows(exempt, language).count(f"{tax} EUR 0.00")  # type: ignore[arg-type]
    told = rows(plain)
    totals = ["net EUR 480.00", "total EUR 480.00"]
    assert totals == told[told.index("Totals") + 1 :][:2]


def reached(quote: Quote) -> list[str]:
    """Give the rows about minimums that are reached, and caps that are not."""
    return [row for row in rows(quote) if "reached" in row]


def test_minimums_that_are_reached_are_told() -> None:
    """A minimum that is in force is told where it is reached, as its shortfall is where not."""
    assert ["minimum EUR 400.00 reached"] == reached(SHAPES["at least, reached"])
    assert [] == reached(SHAPES["at least"]) == reached(SHAPES["at most"])
    assert ["cap EUR 500.00 not reached [1] UNVERIFIED", "minimum EUR 9.00 reached"] == reached(
        SHAPES["at most, not reached"]
    )
    assert ["minimum EUR 400.00 reached", "minimum EUR 400.00 x 1 / 3 reached"] == reached(
        SHAPES["a minimum reached in a period cut short"]
    )


class Training(Summable):
    """A component of one's own, by the name of a ready-made one."""

    def charges(self) -> tuple[Charge]:
        """Give wages of one's own."""
        time = Working(
            what="time", formula=(("", Decimal(2), "day"),), result=Decimal(2), unit="day"
        )
        return (Charge("wages", 2, "day", EUR(5), "training", workings=(time,)),)


def test_texts_of_users_are_told_as_they_are() -> None:
    """A text that a user gave is in no language but its own, even if the library has its word."""
    quote = Quote.of(
        Item(name="Training", quantity=1, price=EUR(5), category="trainer"),
        Charge("wages", 1, "hour", EUR(5), "labour"),
        PercentOf(5, of="labour", what="contingency"),
        Allowance(amount=EUR(1), reason="trainer"),
        Training(),
    ).taxed(VAT(6, name="training", reason="wages"), VAT(7, on=("trainer", Training)))
    told = "\n".join(rows(quote, "zh"))
    for text in (
        "1. Training [trainer，一次性]",
        "2. wages [人工，一次性]",
        "3. contingency [费用，随所依据的行]",
        "4. 折让：trainer [折让，一次性]",
        "5. Training：wages [培训，一次性]",
        "time：2 天 = 2 天",
        "training 6 % (S)：6 % x EUR",
        "（wages）",
    ):
        assert text in told
    for mine in ("培训：", "工资", "讲师", "风险"):
        assert mine not in told


def test_words_of_the_library_are_told_in_chinese() -> None:
    """What the library names, charges and works out by itself is told in Chinese."""
    course = cspricing.Training(days=2, daily=EUR(5), trainees=2, trainee_wage_per_day=EUR(1))
    named = cspricing.Training(name="Training day", days=2, daily=EUR(5), trainees=2)
    more = (PercentOf(5, of="training"), Allowance(percent=2, base=EUR(100)))
    told = "\n".join(rows(Quote.of(course, named, *more), "zh"))
    for text in (
        "1. 培训：讲师课酬 [",
        "2. 培训：员工培训时间成本 [",
        "带薪时间：2 名学员 x 2 天",
        "3. Training day：讲师课酬 [",
        "4. 按比例费用 [",
        "5. 折让 [",
        "金额：2 % x EUR 100.00",
    ):
        assert text in told


def test_equal_invoices_are_told_once() -> None:
    """Equal invoices are told once, with their numbers; the first date is that of the first."""
    told = rows(SHAPES["a dated term, cut short"])
    assert "Invoice 1, 2024-01-31 to 2024-02-28" in told
    assert "Invoices 2-3, 5-6, 8-9, 11-12, 14 (9 equal ones), from 2024-02-29" in told
    assert "Invoice 13, 2025-01-31 to 2025-02-27" in told
    assert 4 == sum(line.startswith("Invoice") for line in told)


def test_a_carried_amount_is_told_on_each_invoice() -> None:
    """What is carried over is told where it leaves and where it arrives."""
    told = rows(SHAPES["amount that is carried"])
    assert "carried to the next invoice: EUR 1,000.00 - EUR 480.00 = EUR 520.00" in told
    assert "brought from the invoice before EUR 520.00" in told
    assert "carried to the next invoice: EUR 520.00 - EUR 480.00 = EUR 40.00" in told


def test_what_lapses_on_a_line_is_told() -> None:
    """What a line cannot bear of a discount is told on it, and adds up to what the rule says."""
    quote = SHAPES["discounts of lines that lapse"]
    told = explained(quote.priced, quote.terms)
    lapsed = [value(row.result) for row in told.rows if row.label == "lapsed"]
    assert 6 == len(lapsed)
    assert sum(lapsed) == sum(fraction(record.lapsed) for record in quote.rules)


def test_rules_that_did_not_apply_are_told() -> None:
    """Each rule that applied nowhere is listed with the reason, in both languages."""
    quote = SHAPES["rules that did not apply"]
    told = rows(quote)
    assert [
        "price at a markup of 10 %: selects no line",
        "10 % off toys - games: selects no line",
        "EUR 5.00 off toys, Doll, once: selects no line",
    ] == told[told.index("Rules that did not apply") + 1 :][:3]
    assert "按 10 % 加成率计价：无适用行" in rows(quote, "zh")


def test_sources_are_numbered_once() -> None:
    """A source that is cited twice has one number, and unverified ones are marked each time."""
    price = Sourced(EUR(40), "zoho.com/crm", "2026-08-13", "secondary")
    told = rows(
        Quote.of(Item(name="A", quantity=1, price=price), Item(name="B", quantity=2, price=price))
    )
    assert "list price: 2 pieces x EUR 40.00 ([1] SECONDARY, UNVERIFIED) = EUR 80.00" in told
    assert ["[1] price EUR 40.00: zoho.com/crm, read 2026-08-13, SECONDARY, UNVERIFIED"] == told[
        told.index("Sources") + 1 :
    ]


def test_a_working_without_end_prints_no_result() -> None:
    """A price that a division leaves pending is told by its formula alone."""
    working = Working(
        what="rate", formula=(("", EUR(10), ""), ("/", Decimal(3), "")), result=EUR(10) / 3, unit=""
    )
    charge = Charge("Work", 3, "hour", EUR(10) / 3, "consulting", workings=(working,))
    told = rows(Quote.of(charge))
    assert "rate: EUR 10.00 / 3" in told
    assert "list price: 3 hours x EUR 10.00 / 3 = EUR 10.00" in told
    Quote.of(charge).verify()


def test_a_working_is_held_to_the_one_that_it_uses() -> None:
    """What an earlier working gave is found again, wherever it stands in a later formula."""
    half = Working(
        what="half",
        formula=(("", Decimal(1), ""), ("/", Decimal(2), "")),
        result=Decimal("0.5"),
        unit="day",
    )
    cost = Working(
        what="rate",
        formula=(("", EUR(10) / 3, ""), ("x", Decimal(3), "shift"), ("x", Decimal("0.5"), "day")),
        result=EUR(5),
        unit="",
    )
    charge = Charge("Work", 2, "hour", EUR(5), "consulting", workings=(half, cost))
    quote = Quote.of(charge)
    told = explained(quote.priced, quote.terms)
    _, second, price = [row for row in told.rows if row.level == 2 and row.check != "sum"]
    assert [3] == [operand for operand, _ in second.ties]
    assert [1] == [operand for operand, _ in price.ties]
    quote.verify()


def test_a_working_of_sums() -> None:
    """A working may add and subtract, and is rounded as it says."""
    working = Working(
        what="net hours",
        formula=(
            ("", Decimal(40), "hour"),
            ("x", Decimal(3), ""),
            ("+", Decimal("2.5"), "hour"),
            ("-", Decimal("0.2"), "hour"),
        ),
        result=Decimal(123),
        unit="hour",
        rounding="up",
    )
    quote = Quote.of(Charge("Work", 123, "hour", EUR(1), "consulting", workings=(working,)))
    assert "net hours: 40 hours x 3 + 2.5 hours - 0.2 hours (rounded up) = 123 hours" in rows(quote)
    quote.verify()
    printed.recomputed(quote.explain())


@given(st.sampled_from(list(SHAPES.values())), st.sampled_from(LANGUAGES))
def test_explaining_is_pure(quote: Quote, language: Language) -> None:
    """The same quote is explained in the same words each time, and by an equal quote."""
    again = Quote(quote.components, quote.terms)
    assert quote.explain(language) == quote.explain(language) == again.explain(language)


def test_other_languages_are_refused() -> None:
    """A language without messages is refused by its field."""
    for language in ("fr", "EN", "", None, ["en"]):
        with pytest.raises(PricingError) as caught:
            SHAPES["per unit"].explain(language)  # type: ignore[arg-type]
        assert ("language", "language") == (caught.value.code, caught.value.field)


def test_long_quotes_are_explained() -> None:
    """A quote of many lines names them as ranges."""
    quote = Quote.of(*(Item(name=f"Line {n}", quantity=n, price=EUR(1)) for n in range(1, 31)))
    told = rows(quote.less(PercentOff(10)).taxed(VAT(19)))
    assert "taxable, lines 1-30 EUR 418.50" in told


def test_settled_prices_are_told_with_all_their_decimals() -> None:
    """A price with more decimals than its currency is printed in full."""
    price: Price = EUR("0.00035")
    told = rows(Quote.of(Item(name="Tokens", quantity=1000, unit="token", price=price)))
    assert "list price: 1,000 token x EUR 0.00035 = EUR 0.35" in told
