"""Licences, subscribed: each line by hand, with its sources."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from component_samples import Charged, charged, plain
from cspricing import (
    CNY,
    EUR,
    AddOn,
    Citation,
    CRMLicense,
    Money,
    PerUnit,
    Quote,
    Source,
    Sourced,
    Working,
)
from cspricing.errors import PricingError
from licence_samples import BANDS

# ---------------------------------------------------------------------------- seats


@pytest.mark.parametrize(
    ("seats", "free", "minimum", "billed"),
    [
        (25, None, None, "25"),
        (25, 3, None, "22"),
        (2, 3, None, "0"),
        (25, None, 30, "30"),
        (25, None, 20, "25"),
        (25, 3, 22, "22"),  # 25 - 3, just the minimum
        (25, 3, 23, "23"),
        (2, 3, 5, "5"),
        (0, 0, 0, "0"),
    ],
)
def test_billed_seats(seats: Any, free: Any, minimum: Any, billed: str) -> None:  # noqa: ANN401
    """Billed are max(seats - free ones, the minimum), and at least none."""
    crm = CRMLicense(seats=seats, free_seats=free, minimum_seats=minimum, tariff=EUR(10))
    (charge,) = plain(crm)
    assert Decimal(billed) == charge.quantity
    assert EUR(10) * billed == charge.tariff.price(charge.quantity)


@pytest.mark.parametrize(
    ("seats", "free", "minimum", "formula"),
    [
        (25, None, None, None),
        (25, None, 20, None),
        (25, 3, None, "25 seats - 3 free seats "),
        (25, None, 30, "25 seats + 5 seats to the minimum "),
        (25, 3, 30, "25 seats - 3 free seats + 8 seats to the minimum "),
        (25, 1, 25, "25 seats - 1 free seat + 1 seat to the minimum "),
        (1, 3, 2, "1 seat - 1 free seat + 2 seats to the minimum "),
    ],
)
def test_billed_seats_are_printed(seats: int, free: Any, minimum: Any, formula: Any) -> None:  # noqa: ANN401
    """How seats become billed ones is printed as a sum, where they are not just the seats."""
    crm = CRMLicense(seats=seats, free_seats=free, minimum_seats=minimum, tariff=EUR(10))
    quote = Quote.of(crm)
    quote.verify()
    text = quote.explain()
    assert ("billed seats" in text) == (formula is not None)
    if formula is not None:
        assert f"billed seats: {formula}" in text


# ---------------------------------------------------------------------------- billing


# ---------------------------------------------------------------------------- what comes with it


def test_support_is_a_share_of_the_fee() -> None:
    """18 % of 25 seats at 30.00 are 135.00, due with them; of bands, 18 % of what these come to."""
    crm = CRMLicense(seats=25, tariff=EUR(30), support_percent=18)
    licences, support = charged(crm.charges())
    assert Charged("licences", "25", "seat", "software", "monthly", "price", EUR(750)) == licences
    assert licences._replace(what="vendor support", amount=EUR(135)) == support
    _, banded = charged(CRMLicense(seats=25, tariff=BANDS, support_percent=18).charges())
    assert EUR(108) == banded.amount  # 18 % of 10 x 30 + 15 x 20


def test_support_of_what_is_billed_and_prepaid() -> None:
    """Support rests on billed seats and on the prepaid price: 30 x 30 x 12 x 80 % x 18 %."""
    crm = CRMLicense(
        seats=25,
        minimum_seats=30,
        tariff=EUR(30),
        priced="monthly",
        billed="yearly",
        prepayment_discount_percent=20,
        support_percent=18,
    )
    _, support = charged(crm.charges())
    assert (
        Charged("vendor support", "30", "seat", "software", "yearly", "price", EUR("1555.20"))
        == support
    )
    _, charge = plain(crm)
    assert ["billed seats", "support rate"] == [one.what for one in charge.workings]


def test_seats_are_whole() -> None:
    """Half a seat is refused: no vendor sells one."""
    for field in ("seats", "free_seats", "minimum_seats"):
        given: dict[str, Any] = {"seats": 5, "tariff": EUR(1), field: "3.5"}
        with pytest.raises(PricingError, match="give a whole number") as caught:
            CRMLicense(**given)
        assert ("number.whole", field) == (caught.value.code, caught.value.field)


def test_the_edition_is_what_the_line_says() -> None:
    """An edition stands for *licences* on the line, in the words of whoever wrote it."""
    crm = CRMLicense(name="Zoho CRM", edition="Professional", seats=1, tariff=CNY(1))
    assert ["Professional"] == [one.what for one in crm.charges()]
    quote = Quote.of(crm)
    assert "Zoho CRM: Professional" in quote.explain()
    assert "Zoho CRM：Professional" in quote.explain("zh")


def test_onboarding_is_due_once() -> None:
    """What the vendor asks for the start is due with the first invoice."""
    crm = CRMLicense(seats=5, tariff=EUR(30), onboarding=EUR(1500))
    quote = Quote.of(crm).over(months=12)
    assert Money("1500.00", "EUR") == quote.one_time
    assert Money("1800.00", "EUR") == quote.recurring


def test_addons_are_billed_with_the_seats() -> None:
    """Storage is counted by itself, as often as the licence and at the same prepayment."""
    storage = AddOn(name="Storage", quantity=20, unit="GB", tariff=EUR(3))
    sandbox = AddOn(name="Sandbox", quantity=1, tariff=EUR(100))
    monthly = CRMLicense(seats=5, tariff=EUR(30), addons=[storage, sandbox])
    assert [
        Charged("licences", "5", "seat", "software", "monthly", "price", EUR(150)),
        Charged("Storage", "20", "GB", "software", "monthly", "price", EUR(60)),
        Charged("Sandbox", "1", "piece", "software", "monthly", "price", EUR(100)),
    ] == charged(monthly.charges())
    yearly = CRMLicense(
        seats=5,
        tariff=EUR(30),
        priced="monthly",
        billed="yearly",
        prepayment_discount_percent=10,
        addons=[storage],
    )
    _, prepaid = charged(yearly.charges())
    assert ("Storage", "yearly", EUR(648)) == (prepaid.what, prepaid.cadence, prepaid.amount)


# ---------------------------------------------------------------------------- sources


def test_sources_of_a_licence_are_kept() -> None:
    """Each line cites the figures in it; a price that was multiplied is cited as it was stated."""
    price = Sourced(EUR(30), "list", "2026-01-31", "secondary")
    crm = CRMLicense(
        seats=Sourced(25, "roster"),
        free_seats=Sourced(3, "list"),
        minimum_seats=Sourced(5, "terms"),
        tariff=price,
        priced="monthly",
        billed="yearly",
        prepayment_discount_percent=Sourced(20, "e-mail"),
        support_percent=Sourced(18, "offer"),
        addons=[AddOn(name="Storage", quantity=Sourced(20, "usage"), tariff=price)],
    )
    licences, support, storage = Quote.of(crm).over(months=12).lines
    counted = {"seats", "free_seats", "minimum_seats", "prepayment_discount_percent"}
    assert counted | {"list price"} == {one.of for one in licences.citations}
    assert counted | {"list price", "support_percent"} == {one.of for one in support.citations}
    assert {"quantity", "prepayment_discount_percent", "list price"} == {
        one.of for one in storage.citations
    }
    stated = Citation("list price", EUR(30), Source("list", "2026-01-31", "secondary"))
    assert stated in licences.citations
    assert licences.unverified


# ---------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        ({"free_seats": -1}, "number.negative", "free_seats"),
        ({"minimum_seats": "x"}, "number.syntax", "minimum_seats"),
        ({"prepayment_discount_percent": 101}, "percent.range", "prepayment_discount_percent"),
        ({"support_percent": -1}, "percent.range", "support_percent"),
        ({"edition": ""}, "text.empty", "edition"),
        ({"onboarding": 5}, "type.price", "onboarding"),
        ({"addons": AddOn(name="x", quantity=1, tariff=EUR(1))}, "type.member", "addons"),
        ({"addons": [1]}, "type.member", "addons"),
        ({"billed": "weekly"}, "cadence", "billed"),
    ],
)
def test_refusals_of_a_licence(make: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused where it is written, by class and field."""
    with pytest.raises(PricingError) as caught:
        CRMLicense(seats=1, tariff=EUR(1), **make)
    assert (code, field, "CRMLicense") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        ({"name": " "}, "text.empty", "name"),
        ({"quantity": -1}, "number.negative", "quantity"),
        ({"unit": 1}, "type.text", "unit"),
        ({"tariff": 3}, "type.tariff", "tariff"),
    ],
)
def test_refusals_of_an_addon(make: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused where it is written, by class and field."""
    with pytest.raises(PricingError) as caught:
        AddOn(**({"name": "x", "quantity": 1, "tariff": EUR(1)} | make))  # type: ignore[arg-type]
    assert (code, field, "AddOn") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


def test_working_of_seats_as_data() -> None:
    """The sum of seats is data, too: an operator, a number and a unit for each part."""
    crm = CRMLicense(seats=25, free_seats=3, minimum_seats=30, tariff=PerUnit(EUR(1)))
    (charge,) = plain(crm)
    assert (
        Working(
            what="billed seats",
            formula=(
                ("", Decimal(25), "seat"),
                ("-", Decimal(3), "free seat"),
                ("+", Decimal(8), "seat to the minimum"),
            ),
            result=Decimal(30),
            unit="seat",
        ),
    ) == charge.workings
