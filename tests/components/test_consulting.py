"""Consulting: days and grades, complexity, contingency, success fee, each figure by hand."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest

from component_samples import plain, told, worked
from cspricing import (
    EUR,
    GBP,
    USD,
    Consulting,
    Money,
    PercentOff,
    PersonDays,
    Quote,
    Sourced,
)
from cspricing.components.given import together
from cspricing.errors import PricingError

PARTNER = PersonDays("partner", 2, EUR(1500))
CONSULTANT = PersonDays("consultant", 10, EUR(700))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # 10 x 1100
        (
            {"days": 10, "daily": EUR(1100)},
            ["consultant: 10 person-day = EUR 11,000.00 [consulting, once, price]"],
        ),
        # 10 x 1.2 is 12 days; 10 % of 12 days is 1.2 days
        (
            {"days": 10, "daily": EUR(1100), "complexity": "1.2", "contingency_percent": 10},
            [
                "consultant: 12 person-day = EUR 13,200.00 [consulting, once, price]",
                "contingency: 1.2 person-day = EUR 1,320.00 [consulting, once, price]",
            ],
        ),
        # complexity may make it easier too: 10 x 0.75
        (
            {"days": 10, "daily": EUR(1000), "complexity": "0.75"},
            ["consultant: 7.5 person-day = EUR 7,500.00 [consulting, once, price]"],
        ),
        # 2 x 1500 and 10 x 700 are 10,000, of which 10 % is 1,000
        (
            {"grades": [PARTNER, CONSULTANT], "contingency_percent": 10},
            [
                "partner: 2 person-day = EUR 3,000.00 [consulting, once, price]",
                "consultant: 10 person-day = EUR 7,000.00 [consulting, once, price]",
                "contingency: 1 lump sum = EUR 1,000.00 [consulting, once, price]",
            ],
        ),
        # one grade alone has one rate: its contingency is in days
        (
            {"grades": [CONSULTANT], "contingency_percent": 10},
            [
                "consultant: 10 person-day = EUR 7,000.00 [consulting, once, price]",
                "contingency: 1 person-day = EUR 700.00 [consulting, once, price]",
            ],
        ),
        # a weekend at half as much again: 2 x 894 x 1.5
        (
            {"grades": [PersonDays("weekend", 2, GBP(894), premium_percent=50)]},
            ["weekend: 2 person-day = GBP 2,682.00 [consulting, once, price]"],
        ),
        # 5 % of what is saved, 100,000; expenses are none of consulting
        (
            {
                "days": 1,
                "daily": EUR(1100),
                "success_fee_percent": 5,
                "saving": EUR(100_000),
                "expenses": EUR(850),
            },
            [
                "consultant: 1 person-day = EUR 1,100.00 [consulting, once, price]",
                "success fee: 1 lump sum = EUR 5,000.00 [consulting, once, price]",
                "expenses: 1 lump sum = EUR 850.00 [expense, once, price]",
            ],
        ),
        # a success fee of nothing makes no line
        (
            {"days": 1, "daily": EUR(9), "success_fee_percent": 0, "saving": EUR(1)},
            ["consultant: 1 person-day = EUR 9.00 [consulting, once, price]"],
        ),
        # rates with a division pending: 1 x 10/3 + 1 x 10/7 is 100/21, of which 21 % is 1
        (
            {
                "grades": [
                    PersonDays("thirds", 1, EUR(10) / 3),
                    PersonDays("sevenths", 1, EUR(10) / 7),
                ],
                "contingency_percent": 21,
            },
            [
                "thirds: 1 person-day = EUR 10.00 / 3 [consulting, once, price]",
                "sevenths: 1 person-day = EUR 10.00 / 7 [consulting, once, price]",
                "contingency: 1 lump sum = EUR 1.00 [consulting, once, price]",
            ],
        ),
    ],
)
def test_advice_by_hand(given: dict[str, Any], expected: list[str]) -> None:
    """Days at rates, and what comes with them, come to these lines."""
    assert expected == told(Consulting(**given))


def test_how_it_came_about_is_explained() -> None:
    """The explanation tells complexity, premium, what the percentages are of, and all follows."""
    advice = Consulting(
        grades=[PARTNER, PersonDays("Sunday", 1, EUR(700), premium_percent="33.5")],
        complexity="1.2",
        contingency_percent=10,
        success_fee_percent="2.5",
        saving=EUR(80_000),
    )
    assert [
        "complexity: 2 person-days x 1.2 = 2.4 person-days",
        "complexity: 1 person-day x 1.2 = 1.2 person-days",
        "day rate: EUR 700.00 x 133.5 % = EUR 934.50",
        "work: 2.4 person-days x EUR 1,500.00 + 1.2 person-days x EUR 934.50 = EUR 4,721.40",
        "contingency: EUR 4,721.40 x 10 % = EUR 472.14",
        "success fee: EUR 80,000.00 x 2.5 % = EUR 2,000.00",
    ] == worked(advice)


def test_amounts_without_an_end_are_not_printed_as_if_they_had_one() -> None:
    """A work of a third, and its contingency, are told as divisions."""
    advice = Consulting(
        grades=[PersonDays("a", 1, EUR(10) / 3), PersonDays("b", 1, EUR(20) / 3, 5)],
        contingency_percent=10,
    )
    assert [
        "day rate: EUR 20.00 / 3 x 105 % = EUR 7.00",
        "work: 1 person-day x EUR 10.00 / 3 + 1 person-day x EUR 7.00",
        "contingency: EUR 31.00 / 3 x 10 %",
    ] == worked(advice)
    assert EUR(31) / 30 == advice.charges()[-1].tariff.price(1)  # type: ignore[union-attr]


def test_expenses_are_spared_by_discounts_on_consulting() -> None:
    """10 % off consulting of 1,000 leaves expenses of 200: 1,100."""
    advice = Consulting(days=1, daily=EUR(1000), expenses=EUR(200))
    assert Money("1100.00", "EUR") == Quote.of(advice).less(PercentOff(10, on="consulting")).net


def test_sources_reach_what_rests_on_them() -> None:
    """Each line cites its figures; what is derived from a rate or a saving cites that too."""
    advice = Consulting(
        grades=[
            PersonDays("partner", Sourced(2, "plan"), Sourced(EUR(1500), "card")),
            PersonDays("weekend", 1, Sourced(EUR(700), "card"), Sourced(50, "contract")),
        ],
        complexity=Sourced("1.2", "habit"),
        contingency_percent=Sourced(10, "rule"),
        success_fee_percent=Sourced(5, "offer"),
        saving=Sourced(EUR(100), "study"),
    )
    cited = {line.what: {c.of for c in line.citations} for line in Quote.of(advice).lines}
    assert {
        "partner": {"partner, days", "complexity", "price"},
        "weekend": {"weekend, premium_percent", "weekend, daily", "complexity"},
        "contingency": {
            "partner, days",
            "partner, daily",
            "weekend, premium_percent",
            "weekend, daily",
            "complexity",
            "contingency_percent",
        },
        "success fee": {"success_fee_percent", "saving"},
    } == cited
    simple = Consulting(days=Sourced(3, "plan"), daily=EUR(9))
    assert [["days"]] == [[c.of for c in line.citations] for line in Quote.of(simple).lines]


def test_no_source_of_several_roles_is_lost() -> None:
    """A percentage of roles that are called alike cites each figure of each of them."""
    advice = Consulting(
        grades=[
            PersonDays("partner", Sourced(2, "guess", None, "assumption"), EUR(1500)),
            PersonDays("partner", Sourced(3, "plan", None, "verified"), EUR(1500), 50),
            PersonDays("partner", Sourced(4, "plan", None, "verified"), EUR(1500), 100),
        ],
        contingency_percent=10,
    )
    quote = Quote.of(advice)
    *days, contingency = quote.lines
    assert [True, False, False, True] == [line.unverified for line in quote.lines]
    expected = {("partner, days", 2), ("partner (2), days", 3), ("partner (3), days", 4)}
    assert expected == {(c.of, c.value) for c in contingency.citations}
    assert expected == {(c.of, c.value) for line in days for c in line.citations}
    assert "[1] partner, days 2: guess, ASSUMPTION" in quote.explain()


def test_person_days_are_a_value() -> None:
    """Days of a role are equal by what they say, print as they are written, and survive a copy."""
    days = PersonDays("partner", "2.5", EUR(1500), 50)
    assert days == pickle.loads(pickle.dumps(days)) == attrs.evolve(days)
    assert 1 == len({days, PersonDays("partner", "2.50", EUR(1500), premium_percent=50)})
    assert 'PersonDays(\'partner\', "2.5", Price("1500", "EUR"), 50)' == repr(days).replace(
        "premium_percent=", ""
    )
    sourced = PersonDays("partner", Sourced(2, "plan"), EUR(1))
    assert sourced == PersonDays("partner", 2, EUR(1))
    assert ["days"] == [citation.of for citation in sourced.citations]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "component.either", "days"),
        ({"days": 1}, "component.either", "daily"),
        ({"daily": EUR(1)}, "component.either", "days"),
        ({"grades": []}, "component.either", "days"),
        ({"days": 1, "daily": EUR(1), "grades": [PARTNER]}, "component.either", "grades"),
        ({"days": 1, "grades": [PARTNER]}, "component.either", "daily"),
        ({"grades": [PARTNER, "consultant"]}, "type.member", "grades"),
        ({"grades": PARTNER}, "type.member", "grades"),
        ({"grades": [PARTNER], "complexity": 0}, "number.range", "complexity"),
        ({"grades": [PARTNER], "complexity": "-1"}, "number.range", "complexity"),
        ({"grades": [PARTNER], "complexity": 1.2}, "type.float", "complexity"),
        ({"grades": [PARTNER], "saving": EUR(1)}, "component.together", "success_fee_percent"),
        ({"grades": [PARTNER], "success_fee_percent": 5}, "component.together", "saving"),
        (
            {"grades": [PARTNER], "success_fee_percent": 101, "saving": EUR(1)},
            "percent.range",
            "success_fee_percent",
        ),
        (
            {"grades": [PARTNER], "contingency_percent": -1},
            "number.negative",
            "contingency_percent",
        ),
        ({"grades": [PARTNER], "expenses": 850}, "type.price", "expenses"),
        ({"days": "x", "daily": EUR(1)}, "number.syntax", "days"),
        ({"days": 1, "daily": 1}, "type.price", "daily"),
    ],
)
def test_what_cannot_be_names_its_field(given: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused when the advice is made, by class or name, and by field."""
    with pytest.raises(PricingError) as caught:
        Consulting(**given)
    assert (code, field, "Consulting") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (("", 1, EUR(1)), "text.empty", "role"),
        ((7, 1, EUR(1)), "type.text", "role"),
        (("partner", -1, EUR(1)), "number.negative", "days"),
        (("partner", 1, 1500), "type.price", "daily"),
        (("partner", 1, EUR(1), -50), "number.negative", "premium_percent"),
        (("partner", 1, EUR(1), "50 %"), "number.syntax", "premium_percent"),
    ],
)
def test_person_days_name_what_cannot_be(given: Any, code: str, field: str) -> None:  # noqa: ANN401
    """A role, days, rate or premium that cannot be is refused by its field."""
    with pytest.raises(PricingError) as caught:
        PersonDays(*given)
    assert (code, field, "PersonDays") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


def test_grades_are_of_one_currency() -> None:
    """A percentage of work in two currencies is refused, under the name of the component."""
    grades = [PARTNER, PersonDays("consultant", 1, USD(700))]
    with pytest.raises(PricingError) as caught:
        Consulting(name="Advice", grades=grades, contingency_percent=10)
    assert ("currency.mixed", "Advice") == (caught.value.code, caught.value.component)


def test_remedies_are_told() -> None:
    """A refusal says what may be stated instead."""
    with pytest.raises(PricingError, match="Consulting, daily: state either days and daily, or"):
        Consulting(days=1)
    with pytest.raises(PricingError, match="success_fee_percent and saving go together"):
        Consulting(days=1, daily=EUR(1), saving=EUR(1))
    with pytest.raises(PricingError, match="a, b and c go together; state all of them or none"):
        together(a=1, b=None, c=2)
    together(a=None, b=None)
    together(a=0, b=EUR(0))


def test_a_success_fee_may_be_all_that_is_paid() -> None:
    """Where only the success is paid, there are no days: 12 % of 50,000 are 6,000."""
    advice = Consulting(success_fee_percent=12, saving=EUR(50_000), expenses=EUR(300))
    assert Money("6300.00", "EUR") == Quote.of(advice).net
    assert ["success fee", "expenses"] == [one.what for one in plain(advice)]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"complexity": "1.2"}, "complexity"), ({"contingency_percent": 10}, "contingency_percent")],
)
def test_nothing_rests_on_days_that_are_not_stated(given: dict[str, Any], field: str) -> None:
    """Complexity and contingency are of days: beside a success fee alone they are refused."""
    with pytest.raises(PricingError) as caught:
        Consulting(success_fee_percent=12, saving=EUR(50_000), **given)
    assert ("consulting.days", field) == (caught.value.code, caught.value.field)


def test_a_complexity_is_no_percentage() -> None:
    """120 times the days is meant as 1.2; 10 times is the most."""
    assert (
        Money("10000.00", "EUR") == Quote.of(Consulting(days=1, daily=EUR(1000), complexity=10)).net
    )
    with pytest.raises(PricingError, match=r"write '1\.2' for 20 % more") as caught:
        Consulting(days=10, daily=EUR(1000), complexity=120)
    assert ("number.range", "complexity") == (caught.value.code, caught.value.field)
