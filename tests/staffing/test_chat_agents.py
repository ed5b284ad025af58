"""How many agents chats need."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from typing import Any, Final

import pytest
from hypothesis import example, given, strategies as st

import oracles
from chat_samples import chat, handling_times, required
from cspricing.errors import InvalidNumberError, InvalidTypeError, PricingError, StaffingError
from cspricing.staffing import ChatQueue, ServiceLevel, required_agents, required_chat_agents
from cspricing.staffing.service_level import Of

TIE: Final = Fraction(1, 10**12)
ALL_LEVELS: Final[tuple[Of, ...]] = ("offered", "answered", "virtual", "answered_or_abandoned")


def test_required_agents_of_the_truth() -> None:
    """The chats of the 30-digit truth, at the level that they reach, need just their agents."""
    for case in oracles.load("staffing_truth.json")["chat"]:
        found = required_chat_agents(
            chats=case["arrivals_per_s"],
            interval_seconds=1,
            handle_seconds_at=case["aht_by_concurrency_s"],
            patience_seconds=case["patience_s"],
            service_level=ServiceLevel(case["sl_offered"], within_seconds=case["target_s"]),
        )
        assert case["agents"] == found


@given(
    chats=st.integers(1, 200),
    times=handling_times(),
    patience=st.sampled_from((None, 1, 60, 1000)),
    target=st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100),
    of=st.sampled_from(ALL_LEVELS),
    most=st.sampled_from((None, "0.3", "0.85")),
)
@example(
    chats=189, times=[Fraction(100)], patience=None, target=Fraction(1, 2), of="offered", most="0.3"
)
def test_required_agents_are_the_fewest(
    chats: int,
    times: list[Fraction],
    patience: int | None,
    *,
    target: Fraction,
    of: Of,
    most: str | None,
) -> None:
    """The required agents are the first number, counted from 1, that keeps the goals."""
    work: dict[str, Any] = {
        "chats": chats,
        "interval_seconds": 1800,
        "handle_seconds_at": times,
        "patience_seconds": patience,
    }
    level = ServiceLevel(target, within_seconds=20, of=of)
    found = required_chat_agents(**work, service_level=level, max_occupancy=most)
    for agents in count(1):
        try:
            queue = ChatQueue(**work, agents=agents)
        except StaffingError:
            continue
        kept = queue.service_level(20, of) >= target - TIE
        if kept and queue.occupancy <= Fraction(most or 1) + TIE:
            assert agents == found
            return


def test_required_agents_for_calls() -> None:
    """With one chat at a time, chats need as many agents as calls."""
    level = ServiceLevel("0.8", within_seconds=20)
    for patience in (None, 60, 300):
        found = required(
            chats=100, handle_seconds_at=[180], service_level=level, patience_seconds=patience
        )
        assert required_agents(10, 180, level, patience_seconds=patience) == found


def test_required_agents_for_other_goals() -> None:
    """The largest occupancy and abandonment are kept, and one agent fewer does not keep them."""
    few = required(service_level=None, max_abandonment="0.01")
    assert chat(agents=few).abandonment <= 0.01 < chat(agents=few - 1).abandonment
    calm = required(service_level=None, max_occupancy="0.5")
    assert chat(agents=calm).occupancy <= 0.5 < chat(agents=calm - 1).occupancy
    assert max(required(), few, calm) == required(max_abandonment="0.01", max_occupancy="0.5")


def test_required_agents_where_more_may_keep_less() -> None:
    """Where two chats take so long that none should, the numbers are tried one by one."""
    work: dict[str, Any] = {
        "handle_seconds_at": (300, 15_000, 750_000),
        "chats": "9.478325",
        "patience_seconds": 1,
    }
    levels = [chat(**work, agents=agents).service_level(0, "answered") for agents in (1, 2, 3)]
    assert levels[0] > levels[1] > levels[2]
    level = ServiceLevel(Fraction(levels[0]), within_seconds=0, of="answered")
    assert required(**work, service_level=level) == 1


def test_nobody_is_required_for_nothing() -> None:
    """Where nobody comes, nobody is required."""
    assert required(chats=0) == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"chats": 10**6 * 1800 // 300, "patience_seconds": None},
        {"chats": 2 * 10**6 * 1800 // 300},
        {"chats": 2 * 10**6 * 1800 // 300, "handle_seconds_at": [300, 700]},
    ],
    ids=repr,
)
def test_more_than_there_may_be_are_refused(changed: dict[str, Any]) -> None:
    """Where more chats would be handled at a time than there may be, the work must be divided."""
    with pytest.raises(StaffingError, match="divide the work") as caught:
        required(**{"handle_seconds_at": [300], **changed})
    assert ("staffing.limit", "chats") == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    ("changed", "kind", "code", "field"),
    [
        ({"service_level": "0.8"}, InvalidTypeError, "type.service_level", "service_level"),
        ({"service_level": None}, StaffingError, "staffing.goal", "service_level"),
        ({"max_occupancy": 0}, InvalidNumberError, "share.range", "max_occupancy"),
        (
            {"max_abandonment": "0.1", "patience_seconds": None},
            StaffingError,
            "staffing.patience",
            "max_abandonment",
        ),
    ],
    ids=repr,
)
def test_goals_refused(
    changed: dict[str, Any], kind: type[PricingError], code: str, field: str
) -> None:
    """Without a goal, or with one that is none, nothing is searched."""
    with pytest.raises(PricingError) as caught:
        required(**changed)
    assert (kind, code, field) == (type(caught.value), caught.value.code, caught.value.field)
