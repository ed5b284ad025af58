"""Samples of training and consulting, for the laws: whole, by volume, and of any numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final

from cspricing import EUR, Component, Consulting, PersonDays, Price, Training

SAMPLES: Final[dict[str, Component]] = {
    "training in groups": Training(
        days=2,
        daily=EUR(900),
        trainees=25,
        group_size=12,
        preparation_days="1.5",
        materials=EUR(60),
        catering_per_day=EUR(25),
        venue_per_day=EUR(300),
        travel=EUR(250),
        trainee_wage_per_day=EUR(150),
    ),
    "training, internal": Training(
        days=2, daily=EUR(250), trainees=25, preparation_days=1, internal=True
    ),
    "training by the seat": Training(days=2, fee=EUR(1665), trainees=10),
    "consulting": Consulting(
        days=10,
        daily=EUR(1100),
        complexity="1.2",
        contingency_percent=10,
        success_fee_percent=5,
        saving=EUR(100_000),
        expenses=EUR(850),
    ),
    "consulting, grades": Consulting(
        grades=[
            PersonDays("partner", 2, EUR(1500)),
            PersonDays("senior consultant", 3, EUR(1000) / 3, premium_percent=50),
        ],
        contingency_percent=10,
    ),
}
"""By a name for the test."""


def _training(volume: Decimal, price: Price) -> Training:
    return Training(
        days=2,
        daily=price,
        trainees=volume.to_integral_value(ROUND_CEILING),
        group_size=12,
        preparation_days=3,
        materials=price,
        catering_per_day=price,
        venue_per_day=price,
        travel=price,
        trainee_wage_per_day=price,
    )


SCALED: Final[dict[str, Callable[[Decimal, Price], Component]]] = {
    "trainees in groups": _training,
    "course by the seat": lambda volume, price: Training(
        days=2, fee=price, trainees=volume.to_integral_value(ROUND_CEILING)
    ),
    "consulting days": lambda volume, price: Consulting(
        days=volume, daily=price, complexity="1.25", contingency_percent=10, expenses=EUR(30)
    ),
    "days of a grade": lambda volume, price: Consulting(
        grades=[
            PersonDays("partner", volume, price, premium_percent=50),
            PersonDays("consultant", 3, EUR(10)),
        ],
        contingency_percent="12.5",
        success_fee_percent=5,
        saving=EUR(100),
    ),
}
"""Components as functions of their volume, at a price."""

FIXED: Final[dict[str, Callable[[Price], Price]]] = {
    "trainees in groups": lambda price: price * 3,  # the preparation
    "consulting days": lambda _: EUR(30),  # the expenses
    "days of a grade": lambda _: EUR("38.75"),  # 3 x 10, 12.5 % of it, and the success fee of 5
}
"""What is due for no volume."""

LIFTED: Final[dict[str, Callable[[Any, Any, dict[str, str]], Component]]] = {
    "training in groups": lambda n, p, v: Training(
        days=n(v["minutes"]),
        daily=p(v["price"]),
        trainees=n(v["pieces"]),
        fee=p(v["price"]),
        group_size=3,
        preparation_days=n(v["minutes"]),
        catering_per_day=p(v["price"]),
        venue_per_day=p(v["price"]),
        travel=p(v["price"]),
    ),
    "consulting": lambda n, p, v: Consulting(
        days=n(v["volume"]),
        daily=p(v["price"]),
        complexity=n("1.25"),
        contingency_percent=n(v["percent"]),
        success_fee_percent=n(v["percent"]),
        saving=p(v["price"]),
        expenses=p(v["price"]),
    ),
    "grades": lambda n, p, v: Consulting(
        grades=[
            PersonDays("partner", n(v["volume"]), p(v["price"]), n(v["percent"])),
            PersonDays("consultant", n(v["minutes"]), p("7.5")),
        ],
        contingency_percent=n(v["percent"]),
    ),
}
"""Components of numbers and prices that two functions make."""
