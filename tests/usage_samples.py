"""Usage by month, prepaid blocks and service credits: a year of each."""

from __future__ import annotations

from typing import Final

from cspricing import (
    EUR,
    AtLeast,
    Baseline,
    Component,
    Graduated,
    PrepaidBlock,
    ServiceBand,
    ServiceCredits,
    Tier,
    Usage,
    Volume,
)
from cspricing.period import month_days

RISING: Final = [900, 700, 800, 950, 990, 1000, 1001, 0, 1200, 800, 700, 400]
BANDS: Final = [Tier(20, EUR("1.71")), Tier(30, EUR("1.57"), flat=EUR(40)), Tier(None, EUR("1.48"))]
PROMISED: Final = [
    ServiceBand(below=80, percent=5),
    ServiceBand(below=70, percent="12.5"),
    ServiceBand(reached=95, percent=2),
]

SAMPLES: Final[dict[str, Component]] = {
    "usage, by the month": Usage(
        volumes=RISING,
        unit="call",
        tariff=AtLeast(EUR(500), EUR("1.20")),
        included=800,
        roll_over_months=3,
        minimum_per_year=EUR(6100),
        category="outsourcing",
    ),
    "usage, by the day": Usage(
        volumes=RISING,
        unit="call",
        tariff=Volume(BANDS),
        tiers_by="day",
        days=month_days("2027-01-01", 12),
    ),
    "usage, by the year": Usage(
        volumes=RISING, unit="call", tariff=Volume(BANDS), tiers_by="year", included=500
    ),
    "usage, by the year to date": Usage(
        volumes=RISING,
        unit="call",
        tariff=Graduated([Tier(5000, EUR("0.333")), Tier(None, EUR("0.25"), flat=EUR(100))]),
        tiers_by="year_to_date",
    ),
    "usage, around a baseline": Usage(
        volumes=RISING,
        unit="call",
        tariff=Baseline(900, EUR(1800), EUR("1.50"), EUR(1), dead_band=10, adjusts="all"),
    ),
    "units, prepaid": PrepaidBlock(
        volumes=RISING,
        unit="call",
        units=9000,
        price=EUR(8100),
        tariff=EUR("1.20"),
        category="outsourcing",
    ),
    "money, prepaid": PrepaidBlock(
        volumes=RISING,
        unit="call",
        balance=EUR(9000),
        tariff=EUR("1.20"),
        bought="yearly",
        rolls_over=True,
    ),
    "bonuses": ServiceCredits(fee=EUR(10_000), bands=PROMISED[2:], levels=[90, 96] * 6),
    "service credits": ServiceCredits(
        fee=EUR(10_000),
        bands=PROMISED,
        levels=[82, 78, 65, 96] * 3,
        most_percent_per_month=10,
        most_percent_per_year="2.5",
        category="outsourcing",
    ),
    "service credits, expected": ServiceCredits(
        fee=EUR(10_000), bands=PROMISED, levels=[[("0.25", 78), ("0.125", 60), ("0.625", 95)]] * 12
    ),
}
"""By a name for the test."""

BELOW_ZERO: Final = frozenset({"service credits", "service credits, expected"})
"""Those that take something off."""
