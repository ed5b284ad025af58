"""Chats that are promised a service level: agents who have several of them at a time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

from component_samples import charged, plain
from cspricing import EUR, Deflection, InHouse, LiveChat, Outsourced, Quote, Sourced
from cspricing.staffing import ChatQueue, Profile, ServiceLevel
from promise_samples import CURVE, WEEK
from promised import (
    a_month_of,
    agent_hours,
    agents,
    agents_by_hand,
    chat,
    chat_agents_by_hand,
    facts,
    half_up,
    phone,
    quantities,
    workings,
)

SIXTY: Final = InHouse(hourly_wage=EUR(15), occupancy_percent=60)


def test_a_morning_of_chats() -> None:
    """9,000 chats a month over 21 mornings need 41 agent hours each at 80/20, up to 3 at a time.

    5 + 9 + 12 + 14 + 12 + 11 + 10 + 9 agents for half an hour each are 82 / 2 hours.
    """
    expected = [5, 9, 12, 14, 12, 11, 10, 9]
    assert expected == chat_agents_by_hand(9000, (9, 12, 14)) == agents(chat())
    assert Decimal(861) == agent_hours(chat())
    assert Quote.of(chat()).cost == EUR(861 * 15)


CASES: Final[dict[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    "impatient": ({"patience_seconds": 60}, {"patience": 60}),
    "seldom busy": ({"delivery": SIXTY}, {"most": Fraction(3, 5)}),
    "seldom busy, impatient": (
        {"delivery": SIXTY, "patience_seconds": 120},
        {"most": Fraction(3, 5), "patience": 120},
    ),
    "a patient caller": (
        {
            "service_level": ServiceLevel("0.9", within_seconds=60, of="virtual"),
            "patience_seconds": 90,
        },
        {"level": ServiceLevel("0.9", within_seconds=60, of="virtual"), "patience": 90},
    ),
}


@pytest.mark.parametrize(("given", "asked"), CASES.values(), ids=CASES)
def test_each_interval_by_hand(given: dict[str, Any], asked: dict[str, Any]) -> None:
    """Each interval has the agents that its own chats require; their hours make the month."""
    made = chat(**given)
    by_hand = chat_agents_by_hand(9000, (9, 12, 14), **asked)
    assert by_hand == agents(made)
    assert a_month_of(by_hand) == Fraction(agent_hours(made))
    Quote.of(made).verify()


@pytest.mark.parametrize(("chats", "least"), [(10, 0), (10, 1), (900, 3), (0, 0)])
def test_a_minimum_of_agents(chats: int, least: int) -> None:
    """There are never fewer than the minimum; of no chats and no minimum, nobody is there."""
    made = chat(chats_per_month=chats, minimum_agents=least)
    by_hand = [max(least, number) for number in chat_agents_by_hand(chats, (9, 12, 14))]
    assert by_hand == agents(made)
    assert a_month_of(by_hand) == Fraction(agent_hours(made))
    Quote.of(made).verify()


def test_one_chat_at_a_time_is_a_call() -> None:
    """Agents who have one chat at a time are as many as for calls of the same length."""
    alone = chat(handle_minutes="4.5", handle_minutes_at=["4.5"])
    assert agents(phone()) == agents(alone) == agents_by_hand(9000, "4.5")
    assert "1" == facts(alone)["chats to an agent, at most"]


def test_more_chats_at_a_time_need_fewer_agents() -> None:
    """Three chats of 14 minutes at a time end faster than two of 12, and those than one of 9."""
    times: Sequence[int] = (9, 12, 14)
    hours = [agent_hours(chat(handle_minutes=9, handle_minutes_at=times[:n])) for n in (1, 2, 3)]
    assert sorted(hours, reverse=True) == hours
    assert len(set(hours)) == 3


def test_deflection_lengthens_each_of_the_times() -> None:
    """After a bot, 6,300 chats are left, of 9.9, 13.2 and 15.4 minutes: 10 % more each."""
    bot = Deflection(deflected_percent=30, remaining_handle_percent=110)
    made = chat().after(bot)
    longer = [Fraction("9.9"), Fraction("13.2"), Fraction("15.4")]
    assert chat_agents_by_hand(6300, longer) == agents(made)
    # What is stated is stated of all chats: nobody has to restate it for those that are left.
    assert (Decimal(9), Decimal(12), Decimal(14)) == made.handle_minutes_at
    shorter = chat(deflections=[Deflection(deflected_percent=0, remaining_handle_percent=50)])
    assert chat_agents_by_hand(9000, [Fraction(9, 2), Fraction(6), Fraction(7)]) == agents(shorter)


def test_what_is_reached() -> None:
    """The levels told are those of each queue, weighed by its chats, and of all that come."""
    queues = [
        ChatQueue(
            chats=Fraction(9000, 21) * weight / sum(CURVE.weights),
            interval_seconds=1800,
            agents=number,
            handle_seconds_at=(540, 720, 840),
            patience_seconds=60,
        )
        for weight, number in zip(
            CURVE.weights, chat_agents_by_hand(9000, (9, 12, 14), patience=60), strict=True
        )
    ]
    total = sum(float(queue.chats) for queue in queues)
    reached = sum(float(queue.chats) * queue.service_level(20) for queue in queues) / total
    lost = sum(float(queue.chats) * queue.abandonment for queue in queues) / total
    found = facts(chat(patience_seconds=60))
    assert (f"{reached:.1%}", f"{lost:.1%}") == (
        found["reached"].replace(" ", ""),
        found["give up"].replace(" ", ""),
    )


def test_the_stated_concurrency_counts_for_the_workload_alone() -> None:
    """People follow from handle_minutes_at; the mean at once only tells the workload."""
    for concurrency, hours in ((1, "1800.00"), (2, "900.00")):
        made = chat(concurrency=concurrency)
        assert Decimal(861) == agent_hours(made)
        assert Decimal(hours) == workings(made)["workload"].result


def test_a_week_of_chats() -> None:
    """A month of 4.345 weeks has 4.345 times the agent hours of a week."""
    made = chat(profile=Profile.flat(WEEK), days_per_month=None, weeks_per_month="4.345")
    (row,) = agents(made)
    assert Fraction(row * 50) * Fraction("4.345") == Fraction(agent_hours(made))
    queue = {"interval_seconds": 1800, "handle_seconds_at": (540, 720, 840)}
    coming = Fraction(9000) / Fraction("4.345") / 100
    reached = [
        ChatQueue(chats=coming, agents=number, **queue).service_level(20)  # type: ignore[arg-type]
        for number in (row - 1, row)
    ]
    assert reached[0] < 0.8 <= reached[1]


def test_a_provider_of_chats() -> None:
    """Billed per hour are the agent hours; per chat it is the chats, whatever is promised."""
    hour = Outsourced(billed_per="hour", tariff=EUR(19))
    assert {"hours": Decimal(861)} == quantities(chat(delivery=hour))
    paid = Outsourced(billed_per="paid_hour", tariff=EUR(19), shrinkage_percent=30)
    assert {"paid hours": half_up(Fraction(8610, 7))} == quantities(chat(delivery=paid))
    each = Outsourced(billed_per="contact", tariff=EUR(2))
    plainly = LiveChat(chats_per_month=9000, handle_minutes=12, delivery=each)
    assert charged(plainly.charges()) == charged(chat(delivery=each).charges())


def test_sources_of_chats() -> None:
    """The wages of a chat cite its patience, its days and how many are chatted at once."""
    made = chat(
        patience_seconds=Sourced(120, "log"),
        days_per_month=Sourced(21, "calendar"),
        concurrency=Sourced(2, "roster"),
        tool=EUR(9),
        tool_seats=Sourced(14, "contract"),
    )
    wages, tool = plain(made)
    assert {"patience_seconds", "days_per_month", "concurrency"} == {
        one.of for one in wages.citations
    }
    assert {"tool_seats"} == {one.of for one in tool.citations}
