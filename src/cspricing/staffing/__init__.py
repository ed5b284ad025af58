"""From contacts to people: queueing science for every channel, exact where people are counted.

Loads and counts are exact; probabilities are floats. No money comes in or out of here.

>>> from cspricing.staffing import ServiceLevel, offered_load
>>> offered_load(100, 180, 1800)
Fraction(10, 1)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .abandonment import ErlangA
    from .backlog import BacklogStaffing, agents_to_clear, backlog_by_period
    from .blending import Blend, blend
    from .chat import ChatQueue
    from .chat_agents import required_chat_agents
    from .deferred import CriticalWindow, DeferredStaffing, deferred_staffing
    from .dimension import load_for_blocking, load_for_wait_probability, required_lines
    from .erlang import ErlangC, erlang_b, erlang_c
    from .forecast import (
        expected_service_level,
        required_agents_under_error,
        service_level_outcomes,
    )
    from .fractional import required_agents_fractional
    from .hours import Opening, OpeningHours
    from .inverse import longest_handling_seconds, most_contacts
    from .learning import LearningCurve, effective_agents, hires_ahead, hires_to_hold
    from .lines import FiniteLines
    from .load import offered_load
    from .planning import plan_by, plan_day, plan_week
    from .pooling import Pooling, Workload, pooled
    from .profile import Profile, contacts_per_day, contacts_per_week
    from .redial import ErlangX
    from .required import required_agents
    from .roster import PaidTime, Roster, StaffedInterval
    from .scheduled import scheduled_agents, scheduled_agents_fractional, shrinkage
    from .service_level import ServiceLevel
    from .shifts import CoverBounds, Shift, ShiftCover, cover_bounds, smallest_cover

__all__ = [
    "BacklogStaffing",
    "Blend",
    "ChatQueue",
    "CoverBounds",
    "CriticalWindow",
    "DeferredStaffing",
    "ErlangA",
    "ErlangC",
    "ErlangX",
    "FiniteLines",
    "LearningCurve",
    "Opening",
    "OpeningHours",
    "PaidTime",
    "Pooling",
    "Profile",
    "Roster",
    "ServiceLevel",
    "Shift",
    "ShiftCover",
    "StaffedInterval",
    "Workload",
    "agents_to_clear",
    "backlog_by_period",
    "blend",
    "contacts_per_day",
    "contacts_per_week",
    "cover_bounds",
    "deferred_staffing",
    "effective_agents",
    "erlang_b",
    "erlang_c",
    "expected_service_level",
    "hires_ahead",
    "hires_to_hold",
    "load_for_blocking",
    "load_for_wait_probability",
    "longest_handling_seconds",
    "most_contacts",
    "offered_load",
    "plan_by",
    "plan_day",
    "plan_week",
    "pooled",
    "required_agents",
    "required_agents_fractional",
    "required_agents_under_error",
    "required_chat_agents",
    "required_lines",
    "scheduled_agents",
    "scheduled_agents_fractional",
    "service_level_outcomes",
    "shrinkage",
    "smallest_cover",
]

# A module is imported when somebody first asks for one of its names: a price needs a few of them.
_MODULES: Final = {
    "BacklogStaffing": "backlog",
    "Blend": "blending",
    "ChatQueue": "chat",
    "CoverBounds": "shifts",
    "CriticalWindow": "deferred",
    "DeferredStaffing": "deferred",
    "ErlangA": "abandonment",
    "ErlangC": "erlang",
    "ErlangX": "redial",
    "FiniteLines": "lines",
    "LearningCurve": "learning",
    "Opening": "hours",
    "OpeningHours": "hours",
    "PaidTime": "roster",
    "Pooling": "pooling",
    "Profile": "profile",
    "Roster": "roster",
    "ServiceLevel": "service_level",
    "Shift": "shifts",
    "ShiftCover": "shifts",
    "StaffedInterval": "roster",
    "Workload": "pooling",
    "agents_to_clear": "backlog",
    "backlog_by_period": "backlog",
    "blend": "blending",
    "contacts_per_day": "profile",
    "contacts_per_week": "profile",
    "cover_bounds": "shifts",
    "deferred_staffing": "deferred",
    "effective_agents": "learning",
    "erlang_b": "erlang",
    "erlang_c": "erlang",
    "expected_service_level": "forecast",
    "hires_ahead": "learning",
    "hires_to_hold": "learning",
    "load_for_blocking": "dimension",
    "load_for_wait_probability": "dimension",
    "longest_handling_seconds": "inverse",
    "most_contacts": "inverse",
    "offered_load": "load",
    "plan_by": "planning",
    "plan_day": "planning",
    "plan_week": "planning",
    "pooled": "pooling",
    "required_agents": "required",
    "required_agents_fractional": "fractional",
    "required_agents_under_error": "forecast",
    "required_chat_agents": "chat_agents",
    "required_lines": "dimension",
    "scheduled_agents": "scheduled",
    "scheduled_agents_fractional": "scheduled",
    "service_level_outcomes": "forecast",
    "shrinkage": "scheduled",
    "smallest_cover": "shifts",
}


if not TYPE_CHECKING:  # to a type checker, it would make every misspelt name a right one

    def __getattr__(name: str) -> Any:  # noqa: ANN401
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f".{_MODULES[name]}", __name__)
        globals()[name] = value = getattr(module, name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
