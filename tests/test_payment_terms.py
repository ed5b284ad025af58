"""Terms of payment: their values, words, data and documents."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from cspricing import (
    EUR,
    DefaultInterest,
    Deposit,
    Item,
    Milestone,
    Milestones,
    Money,
    Payment,
    Prepaid,
    Price,
    PricingError,
    Quote,
    Retention,
    Sourced,
    Terms,
)
from cspricing.documents import to_markdown
from cspricing.stated import Stated

SEATS = Item(name="Seats", quantity=1, unit="seat", price=EUR(100), cadence="monthly")
CREDIT = Item(name="Credit", quantity=-1, unit="credit", price=EUR(250))


# ---------------------------------------------------------------------------- values


IMPOSSIBLE: Final[list[tuple[Any, dict[str, Any], str, str]]] = [
    (Deposit, {}, "deposit.amount", "amount"),
    (Deposit, {"amount": EUR(1), "percent": 1}, "deposit.amount", "amount"),
    (Deposit, {"amount": EUR(-1)}, "deposit.amount", "amount"),
    (Deposit, {"percent": 101}, "percent.range", "percent"),
    (Deposit, {"percent": -1}, "percent.range", "percent"),
    (Deposit, {"percent": 1, "of": "gross"}, "payment.of", "of"),
    (Deposit, {"percent": 1, "set_off": "first"}, "deposit.set_off", "set_off"),
    (Deposit, {"percent": 1, "set_off": 0}, "number.range", "set_off"),
    (Deposit, {"percent": 1, "set_off": True}, "type.int", "set_off"),
    (Deposit, {"percent": 1, "day": "soon"}, "date.syntax", "day"),
    (Retention, {"percent": 101}, "percent.range", "percent"),
    (Retention, {"percent": 1, "months": -1}, "number.range", "months"),
    (Retention, {"percent": 1, "months": 1, "until": "2027-01-01"}, "retention.until", "until"),
    (DefaultInterest, {"percent": -1}, "number.negative", "percent"),
    (DefaultInterest, {"percent": 9, "above": "\n"}, "text.control", "above"),
    (Terms, {"deposit": 5}, "type.deposit", "deposit"),
    (Terms, {"retention": 5}, "type.retention", "retention"),
    (Terms, {"default_interest": 9}, "type.interest", "default_interest"),
    (Terms, {"late_payment": None}, "type.text", "late_payment"),
]


@pytest.mark.parametrize(
    ("kind", "given", "code", "field"),
    IMPOSSIBLE,
    ids=[f"{kind.__name__} {given}" for kind, given, _, _ in IMPOSSIBLE],
)
def test_impossible_terms_are_refused(
    kind: Any,  # noqa: ANN401
    given: dict[str, Any],
    code: str,
    field: str,
) -> None:
    """Each field refuses what cannot be, by its name."""
    with pytest.raises(PricingError) as caught:
        kind(**given)
    assert (code, field) == (caught.value.code, caught.value.field)


def test_terms_are_written_as_their_calls() -> None:
    """The representation of each value is the call that makes it."""
    given = [
        Deposit(amount=EUR(5), set_off=2, day="2027-01-01"),
        Deposit(percent="12.5", of="net"),
        Retention(5, of="net", months=3),
        Retention(5, until="2027-01-01"),
        DefaultInterest("9.5", "the base rate"),
        Payment(kind="invoice", amount=Money(5, "EUR"), invoice=3, issue_date=date(2027, 1, 1)),
    ]
    names: dict[str, Any] = {kind.__name__: kind for kind in map(type, given)}
    for one in given:
        back = eval(repr(one), {**names, "Price": Price, "Money": Money})  # noqa: S307
        assert repr(one) == repr(back)


def test_sources_of_percentages_are_cited() -> None:
    """Where the figures of terms come from stands with them."""
    terms = Terms(
        deposit=Deposit(percent=Sourced(20, "contract", confidence="verified")),
        retention=Retention(Sourced(5, "contract", confidence="verified")),
        default_interest=DefaultInterest(Sourced(9, "law", confidence="verified")),
    )
    quote = Quote((SEATS,), terms)
    assert "Late payment: interest of 9 % a year. [3]" in quote.explain()
    assert "## Sources" in to_markdown(quote)
    quote.verify()


# ---------------------------------------------------------------------------- documents

PLANNED = (
    (SEATS + Item(name="Project", quantity=1, price=EUR(900), category="customization"))
    .over(12, "2027-01-01", due_days=30)
    .billed(
        Milestones([Milestone("order", 30), Milestone("end", 70, 6)], on="customization"),
        Prepaid(6),
    )
    .paid(
        deposit=Deposit(percent=20, set_off=2, day="2026-12-01"),
        retention=Retention(5, months=12),
        late_payment="We may stop | service.",
        default_interest=DefaultInterest(9, "the base rate"),
    )
)


def test_the_customer_sees_a_plan_of_payments() -> None:
    """The document lists each payment with its day, and they sum to what is payable."""
    told = to_markdown(PLANNED)
    for row in (
        "Deposit: 20 % of the total on 2026-12-01, set off against the first 2 invoices.",
        "Retention: 5 % of the total of each invoice, released 12 months after the end of the",
        "Late payment: interest of 9 % a year above the base rate.",
        r"Late payment: We may stop \| service.",
        "| 1 | Seats | 1 seat | EUR 100.00 | 2 x 6 months at once | EUR 1,200.00 |",
        "| once, in 2 parts |",
        "| Payment | Day | Amount |",
        "| deposit | 2026-12-01 | EUR 420.00 |",
        "| Invoice 1 | 2027-01-31 | EUR 616.50 |",
        "| Invoice 6 | 2027-07-01 | EUR 388.50 |",
        "| retention released | 2028-12-31 | EUR 105.00 |",
        "| **all payments** | | **EUR 2,100.00** |",
    ):
        assert row in told
    chinese = to_markdown(PLANNED, "zh")
    for row in (
        "订金：总额的 20 %，支付时间：2026-12-01 当日，抵扣前 2 张账单。",
        "质保金：每张账单总额的 5 %，支付时间：期满后 12 个月。",
        "逾期付款：年利率为the base rate加 9 %。",
        "| 付款 | 日期 | 金额 |",
        "| 质保金支付 | 2028-12-31 | EUR 105.00 |",
    ):
        assert row in chinese
    PLANNED.verify()
    plain = Quote.of(SEATS).over(2)
    assert "| Payment |" not in to_markdown(plain)
    assert "| Payment | Month | Amount |" in to_markdown(plain.paid(retention=Retention(1)))


def test_conditions_are_said_in_other_ways() -> None:
    """Each choice of a term has its words."""
    for terms, told in (
        (Terms(deposit=Deposit(amount=EUR(5))), "EUR 5.00 with the first invoice, set off against"),
        (Terms(deposit=Deposit(percent=5, of="net", set_off=1)), "the net amount with the first"),
        (
            Terms(retention=Retention(5, of="net")),
            "5 % of the net amount of each invoice",
        ),
        (Terms(retention=Retention(5)), "released at the end of the term."),
        (Terms(start="2027-01-01", retention=Retention(5, until="2028-01-01")), "on 2028-01-01."),
    ):
        quote = Quote((SEATS,), terms)
        assert told in quote.explain()
        quote.verify()


def test_several_months_at_once_are_told() -> None:
    """Where months that are billed ahead differ, the document says so without a number."""
    seats = Item(name="Seats", quantity=1, unit="seat", price=EUR(31), cadence="monthly")
    quote = Quote.of(seats).over(start="2027-01-01", until="2027-03-10").billed(Prepaid())
    assert "| monthly, several months at once |" in to_markdown(quote)
    quote.verify()


def test_payments_are_plain_data() -> None:
    """The terms of payment, and each payment, are data."""
    found = PLANNED.to_dict()
    assert {
        "amount": None,
        "over": None,
        "percent": "20",
        "of": "total",
        "set_off": 2,
        "day": "2026-12-01",
    } == found["deposit"]
    assert {"percent": "5", "of": "total", "months": 12, "until": None} == found["retention"]
    assert {"percent": "9", "above": "the base rate"} == found["default_interest"]
    assert "We may stop | service." == found["late_payment"]
    assert {
        "kind": "invoice",
        "invoice": 1,
        "issue": "2027-01-01",
        "due": "2027-01-31",
        "month": None,
        "amount": "616.50",
    } == found["payments"][1]
    bare = Quote((SEATS,), Terms(deposit=Deposit(amount=EUR(5)))).to_dict()
    assert ("5", 1, None) == tuple(bare["deposit"][key] for key in ("amount", "over", "percent"))
    assert (None, "", None) == tuple(
        bare[key] for key in ("retention", "late_payment", "default_interest")
    )


def test_a_cash_flow_is_by_a_day_of_invoices() -> None:
    """Another word is refused, and the base of what is stated puts nothing on terms itself."""
    with pytest.raises(PricingError) as caught:
        Quote.of(SEATS).cash_flow("paid")  # type: ignore[arg-type]
    assert ("flow.day", "by") == (caught.value.code, caught.value.field)
    with pytest.raises(NotImplementedError):
        Stated().on_terms(Terms())
