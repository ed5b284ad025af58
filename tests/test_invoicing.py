"""The dates of invoices, and when what is payable flows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cspricing import EUR, Item, Money, Quote, Rounding, Terms
from cspricing.errors import PricingError
from cspricing.invoicing import due_day
from cspricing.period import Period
from cspricing.terms import issue_day

SEATS = Item(name="Seats", quantity=10, unit="seat", price=EUR(31), cadence="monthly")
SETUP = Item(name="Set-up", quantity=1, price=EUR(100))
JUNE = Period(1, date(2027, 6, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("in_arrears", "days", "issued", "due"),
    [
        (False, None, date(2027, 6, 1), None),
        (False, 0, date(2027, 6, 1), date(2027, 6, 1)),
        (False, 30, date(2027, 6, 1), date(2027, 7, 1)),
        (True, None, date(2027, 6, 30), None),
        (True, 14, date(2027, 6, 30), date(2027, 7, 14)),
    ],
)
def test_invoices_are_issued_and_due(
    in_arrears: bool,
    days: int | None,
    issued: date,
    due: date | None,
) -> None:
    """An invoice is issued on the first day of its period, or in arrears on the last."""
    terms = Terms(start="2027-06-01", in_arrears=in_arrears, due_days=days)
    assert issued == issue_day(JUNE, terms)
    assert due == due_day(issued, terms)
    (invoice,) = Quote.of(SEATS).on_terms(terms).invoices
    assert (issued, due) == (invoice.issue_date, invoice.due_date)


def test_without_dates_nothing_is_issued_on_a_day() -> None:
    """A term without dates has numbers alone, whether in advance or in arrears."""
    for in_arrears in (False, True):
        quote = Quote.of(SEATS).over(2, in_arrears=in_arrears)
        assert [(1, None, None), (2, None, None)] == [
            (one.number, one.issue_date, one.due_date) for one in quote.invoices
        ]
        assert {"1": Money(310, "EUR"), "2": Money(310, "EUR")} == quote.cash_flow()


def test_cash_flows_by_calendar_month() -> None:
    """Amounts are added up by the month in which their invoices are issued, or due."""
    quote = (SEATS + SETUP).over(
        start="2027-01-20", until="2027-03-31", billing_day=1, due_days=30, proration="days"
    )
    # 20 to 31 January: 12 of 31 days of 310.00 are 120.00, and the set-up.
    assert {"2027-01": "220.00", "2027-02": "310.00", "2027-03": "310.00"} == plain(quote)
    # Due on 19 February, 3 March and 31 March: no month is left out or counted twice.
    assert {"2027-02": "220.00", "2027-03": "620.00"} == plain(quote, "due")
    arrears = quote.on_terms(
        Terms(start="2027-01-20", until="2027-03-31", billing_day=1, in_arrears=True, due_days=1)
    )
    assert {"2027-01": "220.00", "2027-02": "310.00", "2027-03": "310.00"} == plain(arrears)
    assert {"2027-02": "220.00", "2027-03": "310.00", "2027-04": "310.00"} == plain(arrears, "due")


def plain(quote: Quote, by: Any = "issue") -> dict[str, str]:  # noqa: ANN401
    """Give a cash flow in texts."""
    return {month: str(money.amount) for month, money in quote.cash_flow(by).items()}


def test_what_is_stated_flows_with_the_first_invoice() -> None:
    """What is prepaid, and the cash rounding that it leaves, are of the first invoice alone."""
    terms = Terms(
        start="2027-01-20",
        months=2,
        billing_day=1,
        proration="30/360",
        prepaid=EUR("20.01"),
        rounding=Rounding(increment="0.05"),
    )
    quote = Quote.of(SEATS).on_terms(terms)
    # 20 to 31 January are 11 of 30 days: 113.67, less 20.01, is 93.66, paid as 93.65.
    # 1 to 19 March are 19 of 30: 196.33, paid as 196.35.
    assert {"2027-01": "93.65", "2027-02": "310.00", "2027-03": "196.35"} == plain(quote)
    assert Money("0.01", "EUR") == quote.totals.rounding
    assert Money("600.00", "EUR") == quote.payable
    quote.verify()


@pytest.mark.parametrize("hostile", ["", "paid", "Due", None, 1, True, ["due"], {}])
def test_other_days_are_refused(hostile: Any) -> None:  # noqa: ANN401
    """Amounts count on the day of issue or on the day they are due, and on no other."""
    with pytest.raises(PricingError) as caught:
        Quote.of(SEATS).over(1, "2027-01-01", due_days=30).cash_flow(hostile)
    assert ("flow.day", "by") == (caught.value.code, caught.value.field)


@pytest.mark.parametrize("terms", [Terms(), Terms(start="2027-01-01"), Terms(months=3)], ids=str)
def test_nothing_is_due_if_nobody_says_when(terms: Terms) -> None:
    """A flow by due dates needs a first day and days to pay, and says so."""
    with pytest.raises(PricingError) as caught:
        Quote.of(SEATS).on_terms(terms).cash_flow(by="due")
    assert ("flow.due", "by") == (caught.value.code, caught.value.field)
    assert "give start and due_days" in str(caught.value)
