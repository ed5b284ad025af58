"""Chats, and handling times, that tests are about."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cspricing.staffing import ChatQueue, ServiceLevel, required_chat_agents


def chat(**changed: Any) -> ChatQueue:  # noqa: ANN401
    """Make a small queue, some inputs of which are changed."""
    given: dict[str, Any] = {
        "chats": 30,
        "interval_seconds": 1800,
        "agents": 5,
        "handle_seconds_at": (600, 720, 840),
        "patience_seconds": 120,
        **changed,
    }
    return ChatQueue(**given)


def required(**changed: Any) -> int:  # noqa: ANN401
    """Ask for the agents of a small queue, some inputs of which are changed."""
    given: dict[str, Any] = {
        "chats": 30,
        "interval_seconds": 1800,
        "handle_seconds_at": (600, 720, 840),
        "service_level": ServiceLevel("0.8", within_seconds=30),
        "patience_seconds": 120,
        **changed,
    }
    return required_chat_agents(**given)


def handling_times(most: int = 4, steepest: str = "3") -> SearchStrategy[list[Fraction]]:
    """Draw handling times that do not fall."""
    growth = st.fractions(1, Fraction(steepest), max_denominator=10)
    return st.lists(growth, min_size=1, max_size=most).map(grown)


def grown(factors: Sequence[Fraction]) -> list[Fraction]:
    """Let each handling time be so many times that before."""
    times = [Fraction(100)]
    for factor in factors[1:]:
        times.append(times[-1] * factor)
    return times
