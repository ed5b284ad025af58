"""What a licence costs in a period: what its price is for, prepaid, and in shares of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from component_samples import Charged, charged, plain
from cspricing import EUR, CRMLicense, Flat, Money, Quote
from cspricing.errors import PricingError
from licence_samples import BANDS


@pytest.mark.parametrize(
    ("billed", "discount", "period", "year"),
    [
        ("yearly", 0, "9000", "9000.00"),  # 25 x 30 x 12
        ("yearly", 20, "7200", "7200.00"),  # 25 x 30 x 12 x 80 %
        ("yearly", "16.67", "7499.7", "7499.70"),
        ("yearly", 100, "0", "0.00"),
        ("quarterly", 10, "2025", "8100.00"),  # 25 x 30 x 3 x 90 %
    ],
)
def test_paid_in_advance(billed: Any, discount: Any, period: str, year: str) -> None:  # noqa: ANN401
    """Prepaid is 12 (or 3) x the monthly price x (1 - discount), at the start of each period."""
    crm = CRMLicense(
        seats=25,
        tariff=EUR(30),
        priced="monthly",
        billed=billed,
        prepayment_discount_percent=discount,
    )
    assert [Charged("licences", "25", "seat", "software", billed, "price", EUR(period))] == charged(
        crm.charges()
    )
    quote = Quote.of(crm).over(months=12)
    quote.verify()
    assert Money(year, "EUR") == quote.net


def test_prepayment_is_shown_for_each_price() -> None:
    """12 months at 80 % make 288.00 of 30.00 and 192.00 of 20.00."""
    crm = CRMLicense(
        seats=25, tariff=BANDS, priced="monthly", billed="yearly", prepayment_discount_percent=20
    )
    (charge,) = plain(crm)
    months, share = ("x", Decimal(12), "month"), ("x", Decimal(80), "%")
    formulas = [((("", EUR(price), ""), months, share)) for price in (30, 20)]
    assert formulas == [one.formula for one in charge.workings]
    assert [EUR(288), EUR(192)] == [one.result for one in charge.workings]
    assert EUR(288 * 10 + 192 * 15) == charge.tariff.price(25)
    text = Quote.of(crm).over(months=12).explain()
    assert "price of a year: EUR 30.00 x 12 months x 80 % " in text
    no_discount = CRMLicense(seats=1, tariff=EUR(30), priced="monthly", billed="yearly")
    assert "EUR 30.00 x 12 months  " in Quote.of(no_discount).over(months=12).explain()


@pytest.mark.parametrize(
    ("priced", "billed", "period"),
    [
        ("monthly", "monthly", "750"),  # 25 x 30
        ("monthly", "quarterly", "2250"),  # x 3
        ("monthly", "yearly", "9000"),  # x 12
        ("quarterly", "yearly", "3000"),  # x 4
        ("quarterly", "quarterly", "750"),
        ("quarterly", "monthly", "250"),  # / 3
        ("yearly", "yearly", "750"),
        ("yearly", "quarterly", "187.5"),  # / 4
        ("yearly", "monthly", "62.5"),  # / 12
    ],
)
def test_what_a_price_is_for_is_stated(priced: Any, billed: Any, period: str) -> None:  # noqa: ANN401
    """A price of one period is billed for another: times so many, or divided by them."""
    crm = CRMLicense(seats=25, tariff=EUR(30), priced=priced, billed=billed)
    assert [Charged("licences", "25", "seat", "software", billed, "price", EUR(period))] == charged(
        crm.charges()
    )
    Quote.of(crm).over(months=12).verify()


@pytest.mark.parametrize("billed", ["quarterly", "yearly"])
def test_a_price_of_no_stated_period_is_refused(billed: Any) -> None:  # noqa: ANN401
    """What is billed for longer than a month may have a monthly price: nobody guesses which."""
    with pytest.raises(PricingError, match=f"priced='monthly' or priced='{billed}'") as caught:
        CRMLicense(seats=1, tariff=EUR(1), billed=billed)
    assert ("licence.priced", "priced", "CRM licence") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


def test_what_is_not_prepaid_has_no_such_discount() -> None:
    """A prepayment discount without prepayment is refused, with the remedy."""
    with pytest.raises(PricingError, match="bill yearly or quarterly") as caught:
        CRMLicense(seats=1, tariff=EUR(1), prepayment_discount_percent=10)
    assert ("licence.prepayment", "prepayment_discount_percent", "CRM licence") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


def test_maintenance_is_a_share_of_the_fee() -> None:
    """20 % of a prepaid year of 25 seats at 30.00: 25 x 30 x 12 x 90 % x 20 % = 1,620."""
    crm = CRMLicense(
        seats=25,
        tariff=EUR(30),
        priced="monthly",
        billed="yearly",
        prepayment_discount_percent=10,
        maintenance_percent=20,
    )
    _, charge = charged(crm.charges())
    assert ("maintenance", "yearly", EUR(1620)) == (charge.what, charge.cadence, charge.amount)


@pytest.mark.parametrize(
    ("terms", "months"),
    [
        ({}, 12),
        ({}, 36),
        ({"priced": "monthly", "billed": "yearly", "prepayment_discount_percent": 20}, 12),
    ],
)
def test_implementation_is_a_share_of_a_year_once(terms: dict[str, Any], months: int) -> None:
    """40 % of a year at list, 25 x 30 x 12 = 9,000, is 3,600: once, however long the term."""
    crm = CRMLicense(seats=25, tariff=EUR(30), implementation_percent=40, **terms)
    quote = Quote.of(crm).over(months=months)
    quote.verify()
    assert Money("3600.00", "EUR") == quote.one_time
    assert "implementation rate: EUR 30.00 x 12 months x 40 % " in quote.explain()
    yearly = CRMLicense(
        seats=25, tariff=EUR(360), priced="yearly", billed="yearly", implementation_percent=40
    )
    assert Money("3600.00", "EUR") == Quote.of(yearly).over(months=months).one_time


def test_a_support_tier_has_a_price_of_its_own() -> None:
    """A tier is 2.00 a seat, or 90.00 for all of them; or a percentage, but not both."""
    for support, amount in ((EUR(2), EUR(50)), (Flat(EUR(90)), EUR(90))):
        crm = CRMLicense(seats=25, tariff=EUR(30), support=support)
        _, charge = charged(crm.charges())
        assert ("vendor support", "monthly", amount) == (charge.what, charge.cadence, charge.amount)
    with pytest.raises(PricingError) as caught:
        CRMLicense(seats=25, tariff=EUR(30), support=EUR(2), support_percent=18)
    assert ("component.either", "support") == (caught.value.code, caught.value.field)
