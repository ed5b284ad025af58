"""Quotes with prices in several currencies, for `shapes`."""

from __future__ import annotations

from typing import Final

from cspricing import (
    EUR,
    JPY,
    USD,
    VAT,
    Allowance,
    AtLeast,
    Charge,
    FxRate,
    FxRates,
    Graduated,
    Item,
    Markup,
    PercentOf,
    Quote,
    Sourced,
    Surcharge,
    Tier,
)

SEATS: Final = Item(
    name="Seats",
    quantity=12,
    unit="seat",
    price=AtLeast(USD(500), USD("19.99")),
    category="software",
    cadence="monthly",
    allowances=[Allowance(amount=USD(5), reason="pilot"), Allowance(percent="1.5")],
    surcharges=[Surcharge(percent=2, base=USD(100), reason="travel")],
)
WORK: Final = Item(name="Work", quantity=3, unit="day", price=EUR(800), category="consulting")
YEN: Final = Item(
    name="Yen",
    quantity=12,
    unit="seat",
    price=Graduated([Tier(10, JPY(500)), Tier(None, JPY(450))]),
    category="software",
)
WAGES: Final = Charge("wages", 40, "hour", USD(20), "labour", "monthly", cost=True)
RATES: Final = FxRates(
    [
        FxRate("EUR", "USD", "1.0871", on="2027-01-04", source="ECB"),
        FxRate("USD", "EUR", Sourced("0.91", "bank", None, "verified"), on="2027-02-01"),
        FxRate("GBP", "EUR", "1.15", on="2027-01-04"),
        FxRate("EUR", "JPY", "163.2", on="2027-01-04"),
    ],
    base="EUR",
    by="invoice",
    spread=Sourced("1.5", "policy"),
    max_age_days=30,
    stale="mark",
)

EXCHANGED: Final[dict[str, Quote]] = {
    "prices in other currencies": Quote.of(
        SEATS, WORK, YEN, WAGES, PercentOf(10, of="software", what="Support")
    )
    .over(3, "2027-01-15")
    .marked_up(Markup(10))
    .taxed(VAT(20))
    .converted(RATES, to="GBP"),
}
