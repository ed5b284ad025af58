"""Training: trainer, groups, and what comes with trainees, each figure by hand."""

from __future__ import annotations

from typing import Any

import pytest

from component_samples import told, worked
from cspricing import CNY, EUR, Citation, Markup, Money, Quote, Source, Sourced, Training
from cspricing.errors import PricingError

COURSE: dict[str, Any] = {"days": "2.5", "daily": EUR(900), "trainees": 25}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # one group: 2.5 x 900
        ({}, ["trainer: 2.5 day = EUR 2,250.00 [training, once, price]"]),
        # 25 / 12 is 3 groups, 3 x 2.5 is 7.5 days, 7.5 x 900
        ({"group_size": 12}, ["trainer: 7.5 day = EUR 6,750.00 [training, once, price]"]),
        # the trainer is paid for preparing once, however many groups there are
        (
            {"group_size": 12, "preparation_days": "1.5"},
            [
                "trainer: 7.5 day = EUR 6,750.00 [training, once, price]",
                "preparation: 1.5 day = EUR 1,350.00 [training, once, price]",
            ],
        ),
        # one's own trainer: wages, which are costs
        (
            {"daily": EUR(250), "preparation_days": 1, "internal": True},
            [
                "trainer: 2.5 day = EUR 625.00 [training, once, cost]",
                "preparation: 1 day = EUR 250.00 [training, once, cost]",
            ],
        ),
        # 25 x 60; 25 x 2.5 x 22; 25 x 2.5 x 150
        (
            {"materials": EUR(60), "catering_per_day": EUR(22), "trainee_wage_per_day": EUR(150)},
            [
                "trainer: 2.5 day = EUR 2,250.00 [training, once, price]",
                "materials: 25 trainee = EUR 1,500.00 [training, once, price]",
                "catering: 62.5 trainee day = EUR 1,375.00 [training, once, price]",
                "trainees' time: 62.5 trainee day = EUR 9,375.00 [training, once, cost]",
            ],
        ),
        # 3 groups: 7.5 days of a venue at 300, 3 journeys at 250, which no discount on training
        # touches
        (
            {"group_size": 12, "venue_per_day": EUR(300), "travel": EUR(250)},
            [
                "trainer: 7.5 day = EUR 6,750.00 [training, once, price]",
                "venue: 7.5 day = EUR 2,250.00 [training, once, price]",
                "travel: 3 group = EUR 750.00 [expense, once, price]",
            ],
        ),
        # without group_size: one group, one journey
        (
            {"venue_per_day": EUR(300), "travel": EUR(250)},
            [
                "trainer: 2.5 day = EUR 2,250.00 [training, once, price]",
                "venue: 2.5 day = EUR 750.00 [training, once, price]",
                "travel: 1 group = EUR 250.00 [expense, once, price]",
            ],
        ),
        # seats in a public course: 25 x 1665, and no trainer to pay
        (
            {"daily": None, "fee": EUR(1665)},
            ["seats in the course: 25 trainee = EUR 41,625.00 [training, once, price]"],
        ),
        # an examiner by the day, and a fee for each who is examined
        (
            {"fee": EUR(100)},
            [
                "trainer: 2.5 day = EUR 2,250.00 [training, once, price]",
                "seats in the course: 25 trainee = EUR 2,500.00 [training, once, price]",
            ],
        ),
    ],
)
def test_a_course_by_hand(given: dict[str, Any], expected: list[str]) -> None:
    """2.5 days for 25 trainees at 900 a day, and what else is given, come to these lines."""
    assert expected == told(Training(**{**COURSE, **given}))


@pytest.mark.parametrize(
    ("trainees", "groups"), [(0, 0), (1, 1), (11, 1), (12, 1), (13, 2), (24, 2), (25, 3), (36, 3)]
)
def test_groups_are_exact_ceilings(trainees: int, groups: int) -> None:
    """Groups of 12 are as many as the trainees need, and not one more where they are full."""
    course = Training(days=1, daily=EUR(1), trainees=trainees, group_size=12)
    assert groups == course.charges()[0].quantity  # type: ignore[union-attr]


def test_each_alone() -> None:
    """Groups of one are as many as there are trainees."""
    course = Training(days=1, daily=EUR(1), trainees=7, group_size=1)
    assert ["trainer: 7 day = EUR 7.00 [training, once, price]"] == told(course)


def test_groups_are_explained() -> None:
    """The explanation tells how trainees make groups, and groups make days."""
    course = Training(**COURSE, group_size=12, travel=EUR(250), trainee_wage_per_day=EUR(150))
    assert [
        "groups: 25 trainees / 12 trainees (rounded up) = 3 groups",
        "days of all groups: 3 groups x 2.5 days = 7.5 days",
        "paid time: 25 trainees x 2.5 days = 62.5 trainee days",
    ] == worked(course)


def test_an_internal_trainer_gets_a_price_by_a_markup() -> None:
    """A trainer of one's own is a cost; a markup of 40 % on 625 makes 875 of it."""
    course = Training(**{**COURSE, "daily": EUR(250)}, internal=True)
    quote = Quote.of(course)
    assert (Money("0.00", "EUR"), Money("625.00", "EUR")) == (quote.net, quote.cost)
    assert Money("875.00", "EUR") == quote.marked_up(Markup(40)).net


def test_each_line_cites_its_own_figures() -> None:
    """The trainer's days rest on days, trainees and group size; preparation on its own days."""
    course = Training(
        days=Sourced(2, "plan"),
        daily=EUR(900),
        trainees=Sourced(25, "roster"),
        group_size=Sourced(12, "room"),
        preparation_days=Sourced(1, "offer"),
        travel=EUR(250),
        venue_per_day=EUR(300),
    )
    cited = {
        line.what: {citation.of for citation in line.citations} for line in Quote.of(course).lines
    }
    assert {
        "trainer": {"days", "trainees", "group_size"},
        "preparation": {"preparation_days"},
        "venue": {"days", "trainees", "group_size"},
        "travel": {"trainees", "group_size"},
    } == cited
    assert Citation("group_size", 12, Source("room")) in course.citations
    alone = Training(days=1, daily=EUR(9), trainees=Sourced(2, "roster"), travel=EUR(5))
    assert [(), ()] == [charge.citations for charge in alone.charges()]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"daily": None}, "training.daily", "daily"),
        ({"daily": None, "fee": EUR(9), "preparation_days": 1}, "training.daily", "daily"),
        ({"daily": None, "fee": EUR(9), "internal": True}, "training.daily", "daily"),
        ({"group_size": 0}, "number.range", "group_size"),
        ({"group_size": "-3"}, "number.range", "group_size"),
        ({"group_size": "12.5"}, "number.range", "group_size"),
        ({"group_size": 12.0}, "type.float", "group_size"),
        ({"preparation_days": -1}, "number.negative", "preparation_days"),
        ({"fee": 1665}, "type.price", "fee"),
        ({"materials": "60"}, "type.price", "materials"),
        ({"catering_per_day": 22}, "type.price", "catering_per_day"),
        ({"venue_per_day": 300}, "type.price", "venue_per_day"),
        ({"travel": 250}, "type.price", "travel"),
        ({"trainee_wage_per_day": 1}, "type.price", "trainee_wage_per_day"),
        ({"internal": 1}, "type.flag", "internal"),
        ({"trainees": True}, "type.bool", "trainees"),
        ({"days": "1e3"}, "number.syntax", "days"),
        ({"days": "NaN"}, "number.nonfinite", "days"),
        ({"days": "0.0000000000001"}, "number.range", "days"),
    ],
)
def test_what_cannot_be_names_its_field(given: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused when the course is made, by class or name, and by field."""
    with pytest.raises(PricingError) as caught:
        Training(**{**COURSE, **given})
    assert (code, field, "Training") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


def test_days_too_many_name_the_course() -> None:
    """Where trainees and days have too many digits together, the course is named."""
    with pytest.raises(PricingError) as caught:
        Training(
            name="Onboarding",
            days=10**6,
            daily=CNY(1),
            trainees=10**15,
            trainee_wage_per_day=CNY(1),
        )
    assert ("number.range", "Onboarding") == (caught.value.code, caught.value.component)
