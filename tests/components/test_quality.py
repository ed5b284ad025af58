"""Recruiting and quality assurance, each figure by hand."""

from __future__ import annotations

from typing import Any

import pytest

from component_samples import told, worked
from cspricing import EUR, Component, Money, QualityAssurance, Quote, Recruiting, Sourced
from cspricing.errors import PricingError
from cspricing.testing import check_component

YEARLY: dict[str, Any] = {"headcount": 40, "attrition_percent": 33}
FOUND: dict[str, Any] = {"cost_per_hire": EUR(3400)}
CALLS: dict[str, Any] = {"contacts_per_month": 12_345, "sampled_percent": "2.5"}
OWN: dict[str, Any] = {"minutes_per_review": 12, "hourly_wage": EUR(20)}
UNCOUNTED: dict[str, Any] = {"contacts_per_month": None, "sampled_percent": None}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # once: 5 x 3400
        (
            {"hires": 5, **FOUND},
            ["hiring: 5 hire = EUR 17,000.00 [quality, once, cost]"],
        ),
        # the agency is paid from outside: a price
        (
            {"hires": 5, "agency_fee": EUR(4000)},
            ["agency: 5 hire = EUR 20,000.00 [quality, once, price]"],
        ),
        # 40 x 33 % is 13.2: 14 hires a year, 14 x 3400 / 12 is 3,966.66... a month
        (
            {**YEARLY, **FOUND},
            ["hiring: 14 hire = EUR 11,900.00 / 3 [quality, monthly, cost]"],
        ),
        # 13.2 + 1.8 is 15 exactly: 15 x 3400 / 12
        (
            {**YEARLY, "growth": "1.8", **FOUND},
            ["hiring: 15 hire = EUR 4,250.00 [quality, monthly, cost]"],
        ),
        # growth alone, of nobody who is there: 6 x 3400 / 12
        (
            {"headcount": 0, "attrition_percent": 0, "growth": 6, **FOUND},
            ["hiring: 6 hire = EUR 1,700.00 [quality, monthly, cost]"],
        ),
        # 5 x 10 days at 120; 5 x 8 weeks, of which 60 % is achieved: 16 weeks at 600
        (
            {
                "hires": 5,
                "training_days": 10,
                "wage_per_day": EUR(120),
                "ramp_weeks": 8,
                "ramp_productivity_percent": 60,
                "weekly_wage": EUR(600),
            },
            [
                "starting training: 50 day = EUR 6,000.00 [quality, once, cost]",
                "productivity lost: 16 week = EUR 9,600.00 [quality, once, cost]",
            ],
        ),
        # a year of 15 hires: 150 days at 120 / 12, and 48 weeks at 600 / 12
        (
            {
                **YEARLY,
                "growth": "1.5",
                "training_days": 10,
                "wage_per_day": EUR(120),
                "ramp_weeks": 8,
                "ramp_productivity_percent": 60,
                "weekly_wage": EUR(600),
            },
            [
                "starting training: 150 day = EUR 1,500.00 [quality, monthly, cost]",
                "productivity lost: 48 week = EUR 2,400.00 [quality, monthly, cost]",
            ],
        ),
    ],
)
def test_recruiting_by_hand(given: dict[str, Any], expected: list[str]) -> None:
    """Hires, once or in a year, and what each of them costs, come to these lines."""
    assert expected == told(Recruiting(**given))


@pytest.mark.parametrize(
    ("headcount", "percent", "growth", "hires"),
    [
        (0, 33, 0, 0),
        (40, 25, 0, 10),
        (40, "25.1", 0, 11),
        (21, "33.333333333333", 0, 7),
        (30, 70, 0, 21),
        (30, "0.1", 0, 1),
        (7, 100, 0, 7),
        (7, 150, "0.5", 11),
        (10, 5, "0.5", 1),
    ],
)
def test_hires_are_whole_people(headcount: int, percent: Any, growth: Any, hires: int) -> None:  # noqa: ANN401
    """K2: a year's hires are rounded up to whole people, and not one more where they are whole."""
    found = Recruiting(headcount=headcount, attrition_percent=percent, growth=growth, **FOUND)
    assert hires == found.charges()[0].quantity  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # 12,345 x 2.5 % is 308.625 reviews, x 12 / 60 is 61.725: 61.73 hours at 20
        (OWN, ["reviewers: 61.73 hour = EUR 1,234.60 [quality, monthly, cost]"]),
        (
            {**OWN, "tool": EUR(150)},
            [
                "reviewers: 61.73 hour = EUR 1,234.60 [quality, monthly, cost]",
                "tool: 1 lump sum = EUR 150.00 [software, monthly, price]",
            ],
        ),
        # 308.625 x 4
        (
            {"price_per_review": EUR(4)},
            ["reviews: 308.625 review = EUR 1,234.50 [quality, monthly, price]"],
        ),
    ],
)
def test_quality_assurance_by_hand(given: dict[str, Any], expected: list[str]) -> None:
    """2.5 % of 12,345 contacts, reviewed by one's own people or outside, come to these lines."""
    assert expected == told(QualityAssurance(**CALLS, **given))


def test_a_tool_may_stand_alone() -> None:
    """A tool that listens by itself needs no reviews, and no contacts either."""
    alone = QualityAssurance(tool=EUR(150))
    assert ["tool: 1 lump sum = EUR 150.00 [software, monthly, price]"] == told(alone)
    check_component(alone)


def test_what_is_bought_is_a_price_and_the_rest_a_cost() -> None:
    """A budget shows wages as cost, and agency and tool as net; only the latter are taxed."""
    found = Recruiting(hires=5, cost_per_hire=EUR(1000), agency_fee=EUR(4000))
    listened = QualityAssurance(**CALLS, **OWN, tool=EUR(150))
    quote = Quote.of(found, listened)
    assert (Money("20150.00", "EUR"), Money("6234.60", "EUR")) == (quote.net, quote.cost)
    assert {
        "quality": Money("20000.00", "EUR"),
        "software": Money("150.00", "EUR"),
    } == quote.by_category()


def test_how_it_came_about_is_explained() -> None:
    """The explanation tells hires, weeks lost and hours of review, and all of it follows."""
    found = Recruiting(
        **YEARLY,
        **FOUND,
        growth=5,
        training_days=10,
        wage_per_day=EUR(120),
        ramp_weeks=8,
        ramp_productivity_percent=60,
        weekly_wage=EUR(600),
    )
    assert [
        "hires a year: 40 people x 33 % + 5 people (rounded up) = 19 hires",
        "time in training: 19 hires x 10 days = 190 days",
        "weeks lost: 19 hires x 8 weeks - 19 hires x 8 weeks x 60 % = 60.8 weeks",
    ] == worked(found)
    assert ["hires a year: 40 people x 33 % (rounded up) = 14 hires"] == worked(
        Recruiting(**YEARLY, **FOUND)
    )
    assert [
        "sampled: 12,345 contacts x 2.5 % = 308.625 reviews",
        "time of review: 308.625 reviews x 12 minutes / 60 (rounded half up) = 61.73 hours",
    ] == worked(QualityAssurance(**CALLS, **OWN))


def test_sources_reach_what_rests_on_them() -> None:
    """Each line cites the figures that it rests on."""

    def cited(component: Component) -> dict[str, set[str]]:
        return {line.what: {c.of for c in line.citations} for line in Quote.of(component).lines}

    found = Recruiting(
        headcount=Sourced(40, "roster"),
        attrition_percent=Sourced(33, "study"),
        growth=Sourced(5, "plan"),
        cost_per_hire=EUR(3400),
        training_days=Sourced(10, "plan"),
        wage_per_day=EUR(120),
        ramp_weeks=Sourced(8, "study"),
        ramp_productivity_percent=Sourced(60, "guess"),
        weekly_wage=EUR(600),
    )
    people = {"headcount", "attrition_percent", "growth"}
    assert {
        "hiring": people,
        "starting training": people | {"training_days"},
        "productivity lost": people | {"ramp_weeks", "ramp_productivity_percent"},
    } == cited(found)
    assert {"hiring": {"hires"}} == cited(Recruiting(hires=Sourced(5, "plan"), **FOUND))
    listened = QualityAssurance(
        contacts_per_month=Sourced(100, "log"),
        sampled_percent=Sourced(5, "contract"),
        minutes_per_review=Sourced(12, "guess"),
        hourly_wage=EUR(20),
    )
    assert {"reviewers": {"contacts_per_month", "sampled_percent", "minutes_per_review"}} == cited(
        listened
    )


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"hires": 5}, "recruiting.cost", "cost_per_hire"),
        (FOUND, "component.either", "hires"),
        ({**FOUND, "hires": 5, "headcount": 40}, "component.either", "hires"),
        ({**FOUND, "hires": 5, "growth": 4}, "component.either", "hires"),
        ({**FOUND, "headcount": 40}, "component.either", "attrition_percent"),
        ({**FOUND, "headcount": 0}, "component.either", "attrition_percent"),
        ({**FOUND, "attrition_percent": 33}, "component.either", "headcount"),
        ({**FOUND, "growth": 4}, "component.either", "attrition_percent"),
        ({**FOUND, **YEARLY, "growth": -4}, "number.negative", "growth"),
        (
            {**FOUND, "headcount": 4, "attrition_percent": "-3"},
            "number.negative",
            "attrition_percent",
        ),
        ({"hires": 5, "cost_per_hire": 3400}, "type.price", "cost_per_hire"),
        ({"hires": 5, "agency_fee": "4000"}, "type.price", "agency_fee"),
        ({"hires": 5.0, **FOUND}, "type.float", "hires"),
        ({"hires": "2.5", **FOUND}, "number.whole", "hires"),
        ({"hires": "-2.5", **FOUND}, "number.negative", "hires"),
        ({"hires": 5, "wage_per_day": EUR(1)}, "component.together", "training_days"),
        ({"hires": 5, **FOUND, "training_days": 9}, "component.together", "wage_per_day"),
        ({"hires": 5, **FOUND, "ramp_weeks": 8}, "component.together", "ramp_productivity_percent"),
        ({"hires": 5, "weekly_wage": EUR(1)}, "component.together", "ramp_weeks"),
        (
            {"hires": 5, **FOUND, "ramp_productivity_percent": 101},
            "percent.range",
            "ramp_productivity_percent",
        ),
    ],
)
def test_recruiting_names_what_cannot_be(given: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused when it is made, by its field."""
    with pytest.raises(PricingError) as caught:
        Recruiting(**given)
    assert (code, field, "Recruiting") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "component.either", "minutes_per_review"),
        ({"minutes_per_review": 12}, "component.either", "hourly_wage"),
        ({"hourly_wage": EUR(20)}, "component.either", "minutes_per_review"),
        ({"tool": EUR(150)}, "component.either", "minutes_per_review"),
        ({**OWN, "price_per_review": EUR(4)}, "component.either", "price_per_review"),
        (
            {"minutes_per_review": 5, "price_per_review": EUR(4)},
            "component.either",
            "minutes_per_review",
        ),
        ({"hourly_wage": EUR(20), "price_per_review": EUR(4)}, "component.either", "hourly_wage"),
        ({**OWN, "contacts_per_month": None}, "component.together", "contacts_per_month"),
        ({"tool": EUR(150), "sampled_percent": None}, "component.together", "sampled_percent"),
        ({**OWN, **UNCOUNTED}, "component.together", "contacts_per_month"),
        (
            {"price_per_review": EUR(4), "tool": EUR(150), **UNCOUNTED},
            "component.together",
            "contacts_per_month",
        ),
        (UNCOUNTED, "quality.empty", "contacts_per_month"),
        ({**OWN, "sampled_percent": 101}, "percent.range", "sampled_percent"),
        ({**OWN, "sampled_percent": -1}, "percent.range", "sampled_percent"),
        ({**OWN, "contacts_per_month": -1}, "number.negative", "contacts_per_month"),
        ({**OWN, "minutes_per_review": "12 min"}, "number.syntax", "minutes_per_review"),
        ({**OWN, "tool": 150}, "type.price", "tool"),
        ({"price_per_review": 4}, "type.price", "price_per_review"),
    ],
)
def test_quality_assurance_names_what_cannot_be(
    given: dict[str, Any], code: str, field: str
) -> None:
    """What cannot be is refused when it is made, by its field."""
    with pytest.raises(PricingError) as caught:
        QualityAssurance(**{**CALLS, **given})
    assert (code, field) == (caught.value.code, caught.value.field)
    assert caught.value.component in {"QualityAssurance", "Quality assurance"}


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ({**CALLS, **OWN, "price_per_review": EUR(4)}, "hourly_wage, or price_per_review"),
        ({**CALLS, "tool": EUR(150)}, "for the tool alone, leave contacts_per_month and"),
        (OWN, "how many reviews there are; state contacts_per_month and sampled_percent, too"),
        ({}, "with what a review costs, or a tool, or both"),
    ],
)
def test_quality_assurance_says_the_remedy(given: dict[str, Any], remedy: str) -> None:
    """A refusal says what to state, or to leave out, instead."""
    with pytest.raises(PricingError, match=remedy):
        QualityAssurance(**given)


def test_people_are_hired_whole() -> None:
    """Two and a half people are refused with the remedy; 2.0 are two."""
    with pytest.raises(PricingError, match=r"'2\.5' is not a whole number, .*; give one"):
        Recruiting(hires="2.5", **FOUND)
    assert ["hiring: 2 hire = EUR 6,800.00 [quality, once, cost]"] == told(
        Recruiting(hires="2.0", **FOUND)
    )
