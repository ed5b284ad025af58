"""An explanation tells all that a quote says: its term, rules, sources and texts."""

from __future__ import annotations

from decimal import Decimal

import pytest

import cspricing
from cspricing import (
    EUR,
    VAT,
    Allowance,
    Charge,
    Customization,
    InHouse,
    Item,
    PercentOf,
    PercentOff,
    PersonDays,
    PhoneSupport,
    Price,
    Quote,
    Sourced,
    Summable,
    Supervision,
    Terms,
    Working,
)
from cspricing.statement import explained
from cspricing.verification import value
from shapes import SHAPES
from told_rows import fraction, rows


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
    """A minimum or a cap that is in force is told, and whether it is reached, with its source."""
    assert ["minimum EUR 400.00 reached"] == reached(SHAPES["at least, reached"])
    assert ["minimum EUR 600.00 not reached"] == reached(SHAPES["at least"])
    assert ["cap EUR 400.00 reached"] == reached(SHAPES["at most"])
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


def test_roles_are_told_in_chinese() -> None:
    """Usual roles are told in Chinese, beside agents and in their figures; others as written."""
    leads = Supervision(role="team lead", span=12, monthly_wage=EUR(3))
    team = InHouse(heads=2, monthly_wage=EUR(2), supervision=[leads])
    phone = PhoneSupport(calls_per_month=2, handle_minutes=1, delivery=team)
    days = Sourced(2, "the plan", None, "verified")
    known, mine = PersonDays("developer", days, EUR(1)), PersonDays("poet", days, EUR(1))
    told = rows(phone + Customization(roles=[known, mine], maintenance_percent=6), "zh")
    assert any(line.startswith("3. 系统定制：开发人员 [") for line in told)
    assert any(line.startswith("2. 电话客服：班组长 [") for line in told)
    for figure in ("开发人员，天数 2：the plan，", "poet，天数 2：the plan，"):
        assert any(figure in line for line in told)
