"""What a team costs besides its wages: people at work, premiums, supervision, sources."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cspricing import (
    EUR,
    CallLength,
    EmailSupport,
    InHouse,
    Money,
    Outsourced,
    PhoneSupport,
    Premium,
    Quote,
    Sourced,
    Supervision,
    Telephony,
    Workplace,
)
from cspricing.errors import PricingError
from team_samples import costs, phone

# ---------------------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("agents", "shrinkage", "people"),
    [
        # 21 / 70 % is 30 exactly; in binary floats it would be 30.000000000000004, and 31 people
        (21, 30, 30),
        (14, 30, 20),
        # 15 / 70 % = 21.4...
        (15, 30, 22),
        (21, 0, 21),
        ("0.5", 50, 1),
        (0, 30, 0),
    ],
)
def test_people_for_agents_at_work(agents: Any, shrinkage: int, people: int) -> None:  # noqa: ANN401
    """It takes agents / (1 - shrinkage) people to have so many at work, rounded up exactly."""
    team = InHouse(agents=agents, shrinkage_percent=shrinkage, monthly_wage=EUR(2400))
    assert {"wages": (Decimal(people), EUR(2400) * people)} == costs(team)


def test_people_paid_by_the_hour() -> None:
    """30 people of 160 hours are paid 4,800 hours; 7 heads of 160.5 hours 1,123.5."""
    agents = InHouse(agents=21, shrinkage_percent=30, hourly_wage=EUR(15), hours_per_month=160)
    assert {"wages": (Decimal(4800), EUR(72000))} == costs(agents)
    heads = InHouse(heads=7, hourly_wage=EUR(10), hours_per_month="160.5")
    assert {"wages": (Decimal("1123.5"), EUR(11235))} == costs(heads)


def test_people_from_the_workload() -> None:
    """75 hours / 85 % / 70 % are 126.05 paid hours: one person of 160, and two of 120."""
    shares: dict[str, Any] = {"occupancy_percent": 85, "shrinkage_percent": 30}
    one = InHouse(monthly_wage=EUR(2400), hours_per_month=160, **shares)
    two = InHouse(monthly_wage=EUR(2400), hours_per_month=120, **shares)
    assert {"wages": (Decimal(1), EUR(2400))} == costs(one)
    assert {"wages": (Decimal(2), EUR(4800))} == costs(two)


def test_hours_of_the_workload_and_seats_for_its_people() -> None:
    """By the hour, the hours of the work are paid for, and seats are for the people it takes."""
    team = InHouse(
        hourly_wage=EUR(20), hours_per_month=50, workplace=Workplace(equipment_rent=EUR(40))
    )
    # 75 hours; 75 / 50 = 1.5, so two people
    assert {"wages": (Decimal("75.00"), EUR(1500)), "equipment": (Decimal(2), EUR(80))} == costs(
        team
    )


# ---------------------------------------------------------------------------- on top of wages


def test_premiums_and_on_cost() -> None:
    """Premiums are paid on the wage, and on-cost on both.

    30 % of the hours at 25 % more is 7.5 %; 10 % more for all. On-cost: 23 % of 117.5 % of 2,000.
    """
    night = Premium(name="nights", percent=25, share_percent=30)
    team = InHouse(
        heads=2,
        monthly_wage=EUR(2000),
        premiums=[night, Premium(name="German", percent=10)],
        on_cost_percent=23,
    )
    assert {
        "wages": (Decimal(2), EUR(4000)),
        "nights": (Decimal(2), EUR(300)),
        "German": (Decimal(2), EUR(400)),
        "on-cost": (Decimal(2), EUR(1081)),
    } == costs(team)


@pytest.mark.parametrize(
    ("heads", "span", "leads"), [(30, 12, 3), (36, 12, 3), (37, 12, 4), (0, 12, 0), (1, 50, 1)]
)
def test_supervision_by_span_of_control(heads: int, span: int, leads: int) -> None:
    """There is a lead for every so many people, rounded up, with on-cost of the same percentage."""
    role = Supervision(role="team lead", span=span, monthly_wage=EUR(3000))
    team = InHouse(heads=heads, monthly_wage=EUR(2000), supervision=[role], on_cost_percent=20)
    found = costs(team)
    assert (Decimal(leads), EUR(3000) * leads) == found["team lead"]
    assert (Decimal(leads), EUR(600) * leads) == found["on-cost of team lead"]


def test_agents_stay_while_it_is_open() -> None:
    """2 agents for 240 open hours / 70 % / 166 paid hours are 4.13, so 5 people."""
    team = InHouse(
        agents=2,
        open_hours_per_month=240,
        hours_per_month=166,
        shrinkage_percent=30,
        monthly_wage=EUR(1000),
    )
    assert (Decimal(5), EUR(5000)) == costs(team)["wages"]
    told = Quote.of(phone(team)).explain()
    assert "people: 2 agents x 240 open hours / 70 % / 166 paid hours (rounded up)" in told


@pytest.mark.parametrize(
    ("given", "field"),
    [({"heads": 1}, "heads"), ({"agents": 1, "shrinkage_percent": 70}, "agents")],
)
def test_stated_people_are_enough_for_the_work(given: dict[str, Any], field: str) -> None:
    """1,000 calls of 4.5 minutes take 75 hours: whoever is at work for less cannot do it."""
    enough = InHouse(monthly_wage=EUR(1), hours_per_month=75, heads=1)
    assert EUR(1) == costs(enough)["wages"][1]
    few = InHouse(monthly_wage=EUR(1), hours_per_month=74 if field == "heads" else 50, **given)
    with pytest.raises(PricingError, match=r"takes 75\.00 hours") as caught:
        phone(few)
    assert ("delivery.overload", field) == (caught.value.code, caught.value.field)


# ---------------------------------------------------------------------------- seats, telephones


def test_every_figure_says_where_it_comes_from() -> None:
    """Sources of supervision, workplaces and telephones stand in the explanation."""
    team = InHouse(
        heads=Sourced(30, "roster"),
        monthly_wage=EUR(2400),
        supervision=[
            Supervision(role="lead", span=Sourced(12, "our rule"), monthly_wage=EUR(3000))
        ],
        workplace=Workplace(equipment=EUR(900), life_months=Sourced(36, "tax table")),
        telephony=Telephony(numbers=Sourced(2, "contract"), number_rent=EUR(15)),
    )
    told = Quote.of(phone(team)).explain()
    for source in ("roster", "our rule", "tax table", "contract"):
        assert source in told


def test_figures_of_one_name_are_all_cited() -> None:
    """Two lengths of calls have a share each; both sources are told, and a doubtful one marks."""
    lengths = [
        CallLength(seconds=61, percent=Sourced(40, "log of May", None, "verified")),
        CallLength(seconds=284, percent=Sourced(60, "log of June", None, "assumption")),
    ]
    agency = Outsourced(
        billed_per="talk_minute", tariff=EUR(1), pulse_seconds=30, call_lengths=lengths
    )
    quote = Quote.of(PhoneSupport(calls_per_month=1000, handle_minutes="3.25", delivery=agency))
    assert quote.lines[0].unverified
    assert ["log of May", "log of June"] == [
        citation.source.where for citation in quote.lines[0].citations
    ]


# ---------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"heads": 7, "agents": 5}, "delivery.heads", "agents"),
        ({"agents": 5, "occupancy_percent": 85}, "delivery.heads", "occupancy_percent"),
        ({"hours_per_month": 0}, "number.range", "hours_per_month"),
        ({"agents": 5, "open_hours_per_month": 720}, "delivery.open_hours", "hours_per_month"),
        (
            {"hours_per_month": 160, "open_hours_per_month": 720},
            "delivery.open_hours",
            "agents",
        ),
        ({"premiums": [Premium(name="a", percent=1), 3]}, "type.member", "premiums"),
        ({"heads": 7, "workplace": EUR(1)}, "type.member", "workplace"),
        ({"heads": 7, "telephony": "ISDN"}, "type.member", "telephony"),
        ({"heads": 7, "supervision": 12}, "type.member", "supervision"),
    ],
)
def test_teams_that_cannot_be_are_refused(given: dict[str, Any], code: str, field: str) -> None:
    """What contradicts itself, or is of another type, is refused by its field."""
    with pytest.raises(PricingError) as caught:
        InHouse(monthly_wage=EUR(2400), **given)
    assert (code, field) == (caught.value.code, caught.value.field)


@pytest.mark.parametrize("name", ["supervision", "workplace"])
def test_people_must_be_known_where_they_count(name: str) -> None:
    """Hours alone do not say how many people there are: leads and seats need their number."""
    parts: dict[str, Any] = {
        "supervision": [Supervision(role="lead", span=12, monthly_wage=EUR(3000))],
        "workplace": Workplace(space=EUR(180)),
    }
    with pytest.raises(PricingError) as caught:
        InHouse(hourly_wage=EUR(15), **{name: parts[name]})
    assert ("delivery.people", name) == (caught.value.code, caught.value.field)
    InHouse(hourly_wage=EUR(15), hours_per_month=160, **{name: parts[name]})


def test_other_parts_that_cannot_be_are_refused() -> None:
    """Numbers go with their rent, and a span of control is of somebody."""
    for given in ({"numbers": 2}, {"number_rent": EUR(15)}):
        with pytest.raises(PricingError) as caught:
            Telephony(**given)
        assert ("telephony.numbers", "number_rent") == (caught.value.code, caught.value.field)
    with pytest.raises(PricingError) as caught:
        Supervision(role="lead", span=0, monthly_wage=EUR(3000))
    assert ("number.range", "span") == (caught.value.code, caught.value.field)


def test_a_team_answers_any_channel() -> None:
    """The same team serves e-mail: the demand changes, not the delivery."""
    team = InHouse(hourly_wage=EUR(20))
    mail = EmailSupport(emails_per_month=1000, handle_minutes=6, delivery=team)
    assert Money("2000.00", "EUR") == Quote.of(mail).cost
