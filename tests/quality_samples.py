"""Samples of recruiting and quality assurance, for the laws: whole, by volume, of any numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final

from cspricing import EUR, Component, Price, QualityAssurance, Recruiting

SAMPLES: Final[dict[str, Component]] = {
    "recruiting, once": Recruiting(
        hires=12,
        cost_per_hire=EUR(1500),
        agency_fee=EUR(4000),
        training_days=10,
        wage_per_day=EUR(120),
        ramp_weeks=8,
        ramp_productivity_percent=60,
        weekly_wage=EUR(600),
    ),
    "recruiting, each year": Recruiting(
        headcount=40, attrition_percent=33, growth=5, cost_per_hire=EUR(1500)
    ),
    "quality assurance": QualityAssurance(
        contacts_per_month=12_345,
        sampled_percent="2.5",
        minutes_per_review=12,
        hourly_wage=EUR(20),
        tool=EUR(150),
    ),
    "quality assurance, bought": QualityAssurance(
        contacts_per_month=12_000, sampled_percent="2.5", price_per_review=EUR("4.20")
    ),
}
"""By a name for the test."""


def _all(price: Price) -> dict[str, Any]:
    return {
        "cost_per_hire": price,
        "agency_fee": price,
        "training_days": 10,
        "wage_per_day": price,
        "ramp_weeks": 8,
        "ramp_productivity_percent": 75,
        "weekly_wage": price,
    }


SCALED: Final[dict[str, Callable[[Decimal, Price], Component]]] = {
    "hires": lambda volume, price: Recruiting(
        hires=volume.to_integral_value(ROUND_CEILING), **_all(price)
    ),
    "people of whom some leave": lambda volume, price: Recruiting(
        headcount=volume, attrition_percent=33, growth=2, **_all(price)
    ),
    "contacts": lambda volume, price: QualityAssurance(
        contacts_per_month=volume,
        sampled_percent="2.5",
        minutes_per_review=12,
        hourly_wage=price,
        tool=EUR(9),
    ),
    "contacts reviewed outside": lambda volume, price: QualityAssurance(
        contacts_per_month=volume, sampled_percent="2.5", price_per_review=price
    ),
}
"""Components as functions of their volume, at a price."""

FIXED: Final[dict[str, Callable[[Price], Price]]] = {
    # two hires for growth, a twelfth of: finding, agency, ten days, and a quarter of 8 weeks
    "people of whom some leave": lambda price: price * 2 * (1 + 1 + 10 + 2) / 12,
    "contacts": lambda _: EUR(9),
}
"""What is due for no volume."""


def _lifted(n: Any, p: Any, v: dict[str, str], **who: Any) -> Recruiting:  # noqa: ANN401
    return Recruiting(
        **who,
        cost_per_hire=p(v["price"]),
        agency_fee=p(v["price"]),
        training_days=n(v["minutes"]),
        wage_per_day=p(v["price"]),
        ramp_weeks=n(v["minutes"]),
        ramp_productivity_percent=n(v["percent"]),
        weekly_wage=p(v["price"]),
    )


LIFTED: Final[dict[str, Callable[[Any, Any, dict[str, str]], Component]]] = {
    "recruiting, once": lambda n, p, v: _lifted(n, p, v, hires=n(str(2 * Decimal(v["volume"])))),
    "recruiting, each year": lambda n, p, v: _lifted(
        n,
        p,
        v,
        headcount=n(v["volume"]),
        attrition_percent=n(v["percent"]),
        growth=n(v["minutes"]),
    ),
    "quality assurance": lambda n, p, v: QualityAssurance(
        contacts_per_month=n(v["volume"]),
        sampled_percent=n(v["percent"]),
        minutes_per_review=n(v["minutes"]),
        hourly_wage=p(v["price"]),
        tool=p(v["price"]),
    ),
    "quality assurance, bought": lambda n, p, v: QualityAssurance(
        contacts_per_month=n(v["volume"]),
        sampled_percent=n(v["percent"]),
        price_per_review=p(v["price"]),
    ),
}
"""Components of numbers and prices that two functions make."""
