"""Ending a contract early has a fee that is explained."""

from __future__ import annotations

from typing import Any

import pytest

from contract_samples import REVIEW, SEATS, YEAR, nets
from cspricing import (
    EUR,
    USD,
    VAT,
    Charge,
    Item,
    PercentOf,
    PercentOff,
    Prepaid,
    PricingError,
    Quote,
    Termination,
    Uplift,
)
from cspricing.documents import to_markdown


def test_a_fee_for_the_months_left() -> None:
    """Half of what would have recurred, after discounts and without tax."""
    quote = YEAR.less(PercentOff(10)).taxed(VAT(19)) + Item(
        name="Set-up", quantity=1, price=EUR(50)
    )
    fee = quote.terminated("2027-10-15", percent=50)
    assert ["225.00"] == nets(fee)
    assert "2 invoices x EUR 225.00 = EUR 450.00" in " ".join(fee.explain().split())
    assert "EUR 450.00 x 50 %" in fee.explain().replace("\u00a0", " ")
    assert "提前终止费" in to_markdown(fee, "zh")
    by_month = Quote.of(SEATS).over(12).terminated(11, percent=50)
    assert ["250.00"] == nets(by_month)


def test_a_fee_follows_what_changes() -> None:
    """What is left is what the contract says, with its uplifts."""
    fee = YEAR.changed(Uplift(10, first=12)).terminated(11, percent=100)
    assert ["525.00"] == nets(fee)
    assert "1 invoice x EUR 250.00 + 1 invoice x EUR 275.00" in fee.explain()


@pytest.mark.parametrize(
    ("cadence", "on", "expected"),
    [
        ("quarterly", "2027-01-01", "1800.00"),
        ("quarterly", "2027-02-20", "1350.00"),
        ("quarterly", "2027-03-20", "1350.00"),
        ("quarterly", "2027-04-01", "1350.00"),
        ("quarterly", "2027-10-02", "0.00"),
        ("yearly", "2027-12-20", "0.00"),
        ("yearly", "2027-01-01", "450.00"),
    ],
)
def test_a_period_that_runs_is_not_left(cadence: Any, on: str, expected: str) -> None:  # noqa: ANN401
    """In arrears, a quarter that has begun stays billed, whichever invoice bills it."""
    review = Item(
        name="Review",
        quantity=1,
        unit="review",
        price=EUR(900),
        cadence=cadence,
        category="quality",
    )
    quote = Quote.of(review).over(12, "2027-01-01", in_arrears=True)
    assert [expected] == nets(quote.terminated(on, percent=50))


def test_each_line_is_left_by_its_own_period() -> None:
    """Of an invoice in arrears the month is left, not the quarter, nor a percentage of it."""
    setup = Item(name="Set-up", quantity=1, price=EUR(50), category="setting up")
    of_both = PercentOf(10, of=["software", "quality"], what="Support", category="support")
    of_seats = PercentOf(10, of=["software", "setting up"], what="Care", category="care")
    quote = Quote.of(SEATS, REVIEW, setup, of_both, of_seats).over(3, "2027-01-01", in_arrears=True)
    # Three months of 250 and 25; support stands beside them but for the last, with the review.
    assert ["575.00"] == nets(quote.terminated("2027-02-01", percent=100))
    assert ["275.00"] == nets(quote.terminated("2027-03-01", percent=100))
    # Seats 750, review 900, support 165, care 80: all but the set-up.
    assert ["1895.00"] == nets(quote.terminated("2027-01-01", percent=100))


def test_what_is_billed_ahead_is_left_by_its_invoice() -> None:
    """Six months ahead are left if their invoice is; in arrears, too."""
    ahead = YEAR.billed(Prepaid(6))
    assert ["1500.00"] == nets(ahead.terminated("2027-07-01", percent=100))
    assert ["0.00"] == nets(ahead.terminated("2027-07-02", percent=100))


def test_a_fixed_fee() -> None:
    """A fixed sum is the fee, whatever is left."""
    assert ["99.00"] == nets(YEAR.terminated("2027-12-31", fee=EUR(99)))
    assert ["0.00"] == nets(YEAR.terminated("2027-12-31", percent=50))


def test_own_costs_are_no_part_of_a_fee() -> None:
    """What the company spends on itself is not owed, and a tax in prices is not, either."""
    wages = Charge("Wages", 1, "hour", EUR(20), "labour", "monthly", cost=True)
    quote = Quote.of(SEATS, wages).over(2).taxed(VAT(25, inclusive=True))
    assert ["200.00"] == nets(quote.terminated(2, percent=100))


@pytest.mark.parametrize(
    ("on", "values", "code"),
    [
        ("2028-01-01", {"percent": 50}, "termination.outside"),
        ("2026-12-31", {"percent": 50}, "termination.outside"),
        (0, {"percent": 50}, "number.range"),
        (5, {}, "termination.fee"),
        (5, {"percent": 5, "fee": EUR(1)}, "termination.fee"),
        (5, {"percent": 101}, "termination.percent"),
        (5, {"percent": -1}, "number.negative"),
        (5, {"percent": 0.5}, "type.float"),
        (5, {"fee": 5}, "type.price"),
    ],
)
def test_a_fee_that_cannot_be_is_refused(on: Any, values: dict[str, Any], code: str) -> None:  # noqa: ANN401
    """Each refusal has its code, and a field."""
    with pytest.raises(PricingError) as caught:
        YEAR.terminated(on, **values)
    assert code == caught.value.code


@pytest.mark.parametrize(
    ("left", "code"),
    [
        ([], "termination.left"),
        ([5], "type.member"),
        ([(1, 2, 3)], "type.member"),
        ([(-1, EUR(1))], "number.range"),
        ([(True, EUR(1))], "type.int"),
        ([(1, 2)], "type.price"),
        (None, "type.member"),
    ],
)
def test_what_is_left_is_checked(left: Any, code: str) -> None:  # noqa: ANN401
    """Pairs of a number and a price, at least one."""
    with pytest.raises(PricingError) as caught:
        Termination(left=left, percent=50)
    assert (code, "left") == (caught.value.code, caught.value.field)


def test_a_fee_is_written_as_the_call_that_makes_it() -> None:
    """Its representation says all that makes it."""
    assert 'Termination(left=[[12, Price("250", "EUR")]], percent=50)' == repr(
        Termination(left=[(12, EUR(250))], percent=50)
    )
    mixed = Termination(left=[(1, EUR(1)), (1, USD(1))], percent=50)
    with pytest.raises(PricingError):
        mixed.charges()
