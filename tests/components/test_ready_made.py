"""Licences, training and customization: each line by hand, with its sources."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from component_samples import Charged, charged, plain
from cspricing import (
    CNY,
    EUR,
    Citation,
    Component,
    CRMLicense,
    Customization,
    Flat,
    Money,
    PerUnit,
    Quote,
    Source,
    Sourced,
    Training,
    Working,
)
from cspricing.errors import PricingError


@pytest.mark.parametrize(
    ("billed", "year"),
    [
        ("monthly", "59700.00"),
        ("quarterly", "19900.00"),
        ("yearly", "4975.00"),
    ],
)
def test_licences_are_seats_at_a_tariff(billed: Any, year: str) -> None:  # noqa: ANN401
    """25 seats at 199 come to 4,975 each time that they are due."""
    crm = CRMLicense(seats=25, tariff=CNY(199), priced=billed, billed=billed)
    assert [Charged("licences", "25", "seat", "software", billed, "price", CNY(4975))] == charged(
        crm.charges()
    )
    assert Money(year, "CNY") == Quote.of(crm).over(months=12).net


def test_licences_are_due_monthly_unless_said() -> None:
    """Without a word on billing, licences are due each month."""
    assert CRMLicense(seats=1, tariff=CNY(1)) == CRMLicense(
        seats=1, tariff=PerUnit(CNY(1)), billed="monthly"
    )


def test_training_is_trainer_materials_and_paid_time() -> None:
    """2.5 days, 12 trainees: the trainer and the materials are priced, the paid time is a cost."""
    course = Training(
        days="2.5",
        daily=EUR(900),
        trainees=12,
        materials=EUR(60),
        trainee_wage_per_day=EUR(150),
    )
    assert [
        Charged("trainer", "2.5", "day", "training", "once", "price", EUR(2250)),
        Charged("materials", "12", "trainee", "training", "once", "price", EUR(720)),
        Charged("trainees' time", "30.0", "trainee day", "training", "once", "cost", EUR(4500)),
    ] == charged(course.charges())
    *_, time = plain(course)
    assert (
        Working(
            what="paid time",
            formula=(("", Decimal(12), "trainee"), ("x", Decimal("2.5"), "day")),
            result=Decimal(30),
            unit="trainee day",
        ),
    ) == time.workings
    quote = Quote.of(course)
    assert (Money("2970.00", "EUR"), Money("4500.00", "EUR")) == (quote.net, quote.cost)


def test_training_without_materials_or_wage() -> None:
    """What is not given makes no line."""
    course = Training(days=2, daily=EUR(900), trainees=12)
    assert ["trainer"] == [charge.what for charge in course.charges()]


def test_customization_bills_its_contingency_beside_it() -> None:
    """20 days with 15 % contingency are 20 and 3 days."""
    work = Customization(person_days=20, daily=EUR(700), contingency_percent=15)
    planned, spare = charged(work.charges())
    assert (
        Charged("development", "20", "person-day", "customization", "once", "price", EUR(14000))
        == planned
    )
    assert planned._replace(what="contingency", quantity="3.00", amount=EUR(2100)) == spare
    _, charge = plain(work)
    assert (
        Working(
            what="contingency",
            formula=(("", Decimal(20), "person-day"), ("x", Decimal(15), "%")),
            result=Decimal(3),
            unit="person-day",
        ),
    ) == charge.workings


@pytest.mark.parametrize("percent", [0, "0.00"])
def test_no_contingency_no_line(percent: int | str) -> None:
    """Without contingency there is no such line."""
    work = Customization(person_days=20, daily=EUR(700), contingency_percent=percent)
    assert ["development"] == [charge.what for charge in work.charges()]
    assert work == Customization(person_days=20, daily=EUR(700))


def test_each_line_cites_the_figures_it_rests_on() -> None:
    """A line cites those figures that are in it, and no others."""
    course = Training(
        days=Sourced(2, "plan"),
        daily=Sourced(EUR(900), "list", "2026-01-31", "page-read"),
        trainees=Sourced(12, "roster"),
        materials=EUR(60),
        trainee_wage_per_day=EUR(150),
    )
    work = Customization(
        person_days=Sourced(20, "estimate"),
        daily=EUR(700),
        contingency_percent=Sourced(15, "habit"),
    )
    crm = CRMLicense(seats=Sourced(25, "roster"), tariff=Flat(Sourced(EUR(40), "list")))

    def cited(component: Component) -> list[list[str]]:
        return [[c.of for c in line.citations] for line in Quote.of(component).lines]

    assert [["days", "price"], ["trainees"], ["days", "trainees"]] == [
        sorted(names) for names in cited(course)
    ]
    assert [["person_days"], ["contingency_percent", "person_days"]] == [
        sorted(names) for names in cited(work)
    ]
    assert [["price", "seats"]] == [sorted(names) for names in cited(crm)]
    assert (Citation("seats", Decimal(25), Source("roster")),) == crm.citations


@pytest.mark.parametrize(
    ("make", "code", "field"),
    [
        (lambda: CRMLicense(seats=-1, tariff=EUR(1)), "number.negative", "seats"),
        (lambda: CRMLicense(seats=1, tariff=1), "type.tariff", "tariff"),  # type: ignore[arg-type]
        (lambda: CRMLicense(seats=1, tariff=EUR(1), billed="weekly"), "cadence", "billed"),  # type: ignore[arg-type]
        (lambda: Training(days=-1, daily=EUR(1), trainees=1), "number.negative", "days"),
        (lambda: Training(days=1, daily=EUR(1), trainees="-1"), "number.negative", "trainees"),
        (lambda: Training(days=1, daily="1", trainees=1), "type.price", "daily"),  # type: ignore[arg-type]
        (lambda: Customization(person_days="x", daily=EUR(1)), "number.syntax", "person_days"),
        (
            lambda: Customization(person_days=1, daily=EUR(1), contingency_percent=-5),
            "number.negative",
            "contingency_percent",
        ),
    ],
)
def test_refusals_name_class_and_field(make: Any, code: str, field: str) -> None:  # noqa: ANN401
    """What cannot be is refused where it is written, by class and field."""
    with pytest.raises(PricingError) as caught:
        make()
    error = caught.value
    assert (code, field) == (error.code, error.field)
    assert error.component in {"CRMLicense", "Training", "Customization"}
