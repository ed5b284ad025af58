"""What a team's seats and telephones cost, and whom it is paid to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from component_samples import Charged, charged
from cspricing import (
    EUR,
    EmailSupport,
    InHouse,
    Money,
    Outsourced,
    Quote,
    Supervision,
    Telephony,
    Workplace,
)
from cspricing.errors import PricingError
from team_samples import costs, phone


def test_supervisors_have_seats_of_their_own() -> None:
    """30 people on 1.5 to a seat have 20, 3 leads 3 more; a planner who is not seated has none."""
    lead = Supervision(role="team lead", span=12, monthly_wage=EUR(0))
    planner = Supervision(role="planner", span=80, monthly_wage=EUR(0), seated=False)
    seat = Workplace(space=EUR(180), people_per_seat="1.5")
    team = InHouse(heads=30, monthly_wage=EUR(0), supervision=[lead, planner], workplace=seat)
    assert (Decimal(23), EUR(4140)) == costs(team)["space"]
    told = Quote.of(phone(team)).explain()
    assert "with supervision: 20 seats + 3 people" in told


def test_what_vendors_charge_for_seats_can_be_a_price() -> None:
    """Rent, space, licences and telephony are prices if they are bought; a write-off is a cost."""
    seat = Workplace(equipment_rent=EUR(40), space=EUR(180), licences=EUR(75), bought=True)
    lines = Telephony(per_minute=EUR("0.02"), numbers=1, number_rent=EUR(15), bought=True)
    team = InHouse(heads=1, monthly_wage=EUR(1000), workplace=seat, telephony=lines)
    quote = Quote.of(phone(team))
    assert (Money("370.00", "EUR"), Money("1000.00", "EUR")) == (quote.net, quote.cost)
    owned = Workplace(equipment=EUR(1200), life_months=12, space=EUR(180), bought=True)
    quote = Quote.of(phone(InHouse(heads=1, monthly_wage=EUR(1000), workplace=owned)))
    assert (Money("180.00", "EUR"), Money("1100.00", "EUR")) == (quote.net, quote.cost)


def test_a_workplace() -> None:
    """30 people on 1.5 to a seat have 20 seats, and with 5 % in reserve 21 sets of equipment.

    Written off: 21 x 1,200 / 36 = 700. Maintained: 21 x 12 % of 1,200 / 12 = 252.
    """
    seat = Workplace(
        equipment=EUR(1200),
        life_months=36,
        spare_percent=5,
        maintenance_percent=12,
        space=EUR(180),
        licences=EUR(75),
        people_per_seat="1.5",
    )
    team = InHouse(heads=30, monthly_wage=EUR(0), workplace=seat)
    found = [one for one in charged(phone(team).charges()) if one.what != "wages"]
    assert [
        Charged("equipment", "21", "seat", "equipment", "monthly", "cost", EUR(700)),
        Charged("maintenance", "21", "seat", "equipment", "monthly", "cost", EUR(252)),
        Charged("space", "20", "seat", "premises", "monthly", "cost", EUR(3600)),
        Charged("licences", "20", "seat", "software", "monthly", "cost", EUR(1500)),
    ] == found
    assert Money("6052.00", "EUR") == Quote.of(phone(team)).cost


def test_rented_equipment() -> None:
    """What is rented is paid a month, spares too, and is not written off."""
    seat = Workplace(equipment_rent=EUR(40), spare_percent=10)
    team = InHouse(heads=11, monthly_wage=EUR(0), workplace=seat)
    # 11 seats x 110 % = 12.1, so 13
    assert (Decimal(13), EUR(520)) == costs(team)["equipment"]


def test_telephony() -> None:
    """1,000 calls of 3 minutes are 3,000 minutes, at 2 cents, and 3 more if free for the caller."""
    lines = Telephony(
        per_minute=EUR("0.02"),
        toll_free_per_minute=EUR("0.03"),
        numbers=2,
        number_rent=EUR("14.90"),
    )
    found = costs(InHouse(heads=1, monthly_wage=EUR(0), telephony=lines))
    assert (Decimal(3000), EUR(60)) == found["talk minutes"]
    assert (Decimal(3000), EUR(90)) == found["toll-free"]
    assert (Decimal(2), EUR("29.80")) == found["numbers"]
    with pytest.raises(PricingError) as caught:
        Telephony()
    assert ("telephony.empty", "per_minute") == (caught.value.code, caught.value.field)


def test_nobody_telephones_on_other_channels() -> None:
    """There are no minutes on the phone in an e-mail: neither a carrier's nor a provider's."""
    lines = Telephony(per_minute=EUR("0.02"))
    for delivery, field in (
        (InHouse(heads=1, monthly_wage=EUR(1), telephony=lines), "telephony"),
        (Outsourced(billed_per="talk_minute", tariff=EUR(1)), "billed_per"),
    ):
        with pytest.raises(PricingError, match="nobody talks") as caught:
            EmailSupport(emails_per_month=10, handle_minutes=6, delivery=delivery)
        assert ("demand.silent", field, "E-mail support") == (
            caught.value.code,
            caught.value.field,
            caught.value.component,
        )


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"equipment": EUR(900)}, "workplace.equipment", "life_months"),
        ({"life_months": 36}, "workplace.equipment", "life_months"),
        (
            {"equipment": EUR(900), "life_months": 36, "equipment_rent": EUR(9)},
            "workplace.equipment",
            "equipment_rent",
        ),
        (
            {"space": EUR(9), "maintenance_percent": 12},
            "workplace.maintenance",
            "maintenance_percent",
        ),
        ({"space": EUR(9), "spare_percent": 5}, "workplace.spares", "spare_percent"),
        ({}, "workplace.empty", "equipment"),
        ({"space": EUR(9), "people_per_seat": 0}, "number.range", "people_per_seat"),
        ({"space": EUR(9), "people_per_seat": "0.5"}, "number.range", "people_per_seat"),
        ({"equipment": EUR(900), "life_months": 0}, "number.range", "life_months"),
        ({"spare_percent": -1}, "number.negative", "spare_percent"),
    ],
)
def test_workplaces_that_cannot_be_are_refused(
    given: dict[str, Any], code: str, field: str
) -> None:
    """Equipment is bought over a life or rented, and only what is bought is maintained."""
    with pytest.raises(PricingError) as caught:
        Workplace(**given)
    assert (code, field) == (caught.value.code, caught.value.field)
