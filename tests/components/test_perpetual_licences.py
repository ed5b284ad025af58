"""Licences, bought: each line by hand, with its sources."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from component_samples import Charged, charged, plain
from cspricing import EUR, Money, PerpetualLicense, Quote, Sourced
from cspricing.errors import PricingError
from licence_samples import BANDS


@pytest.mark.parametrize(
    ("billed", "rate", "three_years"),
    [
        ("yearly", "2160", "6480.00"),  # 18 % of 12,000
        ("quarterly", "540", "6480.00"),
        ("monthly", "180", "6480.00"),
    ],
)
def test_bought_once_and_maintained(billed: Any, rate: str, three_years: str) -> None:  # noqa: ANN401
    """20 seats at 600 are 12,000 once, and 18 % of that each year, in equal parts."""
    crm = PerpetualLicense(
        seats=20, price=EUR(600), maintenance_percent=18, maintenance_billed=billed
    )
    assert [
        Charged("licences", "20", "seat", "software", "once", "price", EUR(12_000)),
        Charged("maintenance", "20", "seat", "software", billed, "price", EUR(rate)),
    ] == charged(crm.charges())
    quote = Quote.of(crm).over(months=36)
    quote.verify()
    assert Money("12000.00", "EUR") == quote.one_time
    assert Money(three_years, "EUR") == quote.recurring


def test_a_month_of_maintenance_need_not_end() -> None:
    """A twelfth of 17 % of 100.00 is 1.41666..., which is settled once for all the seats."""
    crm = PerpetualLicense(
        seats=6, price=EUR(100), maintenance_percent=17, maintenance_billed="monthly"
    )
    _, charge = plain(crm)
    assert EUR("8.5") == charge.tariff.price(6)
    (working,) = charge.workings
    assert (
        ("", EUR(100), ""),
        ("x", Decimal(17), "%"),
        ("/", Decimal(12), ""),
    ) == working.formula
    quote = Quote.of(crm)
    quote.verify()
    assert Money("608.50", "EUR") == quote.net


def test_bought_at_bands_without_maintenance() -> None:
    """Seats are bought at any tariff; without a word on maintenance there is none."""
    crm = PerpetualLicense(seats=25, price=BANDS)
    assert [Charged("licences", "25", "seat", "software", "once", "price", EUR(600))] == charged(
        crm.charges()
    )


def test_sources_of_what_is_bought_are_kept() -> None:
    """Maintenance rests on the price as well as on its percentage."""
    crm = PerpetualLicense(
        seats=Sourced(20, "roster"),
        price=Sourced(EUR(600), "offer"),
        maintenance_percent=Sourced(18, "contract"),
    )
    bought, maintained = Quote.of(crm).over(months=12).lines
    assert ["seats", "price"] == [one.of for one in bought.citations]
    assert {"seats", "maintenance_percent", "list price"} == {
        one.of for one in maintained.citations
    }


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        ({"seats": -1}, "number.negative", "seats"),
        ({"price": 600}, "type.tariff", "price"),
        ({"maintenance_percent": 101}, "percent.range", "maintenance_percent"),
        ({"maintenance_billed": "once"}, "cadence", "maintenance_billed"),
    ],
)
def test_refusals_of_what_is_bought(make: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused where it is written, by class and field."""
    with pytest.raises(PricingError) as caught:
        PerpetualLicense(**({"seats": 1, "price": EUR(1)} | make))  # type: ignore[arg-type]
    assert (code, field, "PerpetualLicense") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )
