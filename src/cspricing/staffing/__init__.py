"""From contacts to people: queueing science for every channel, exact where people are counted.

Loads and counts are exact; probabilities are floats. No money comes in or out of here.

>>> from cspricing.staffing import ServiceLevel, offered_load
>>> offered_load(100, 180, 1800)
Fraction(10, 1)
"""

from __future__ import annotations

from .abandonment import ErlangA
from .backlog import BacklogStaffing, agents_to_clear, backlog_by_period
from .blending import Blend, blend
from .chat import ChatQueue
from .chat_agents import required_chat_agents
from .deferred import CriticalWindow, DeferredStaffing, deferred_staffing
from .dimension import load_for_blocking, load_for_wait_probability, required_lines
from .erlang import ErlangC, erlang_b, erlang_c
from .forecast import expected_service_level, required_agents_under_error
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
from .service_level import ServiceLevel
from .shifts import CoverBounds, Shift, ShiftCover, cover_bounds, smallest_cover
from .shrinkage import scheduled_agents, scheduled_agents_fractional, shrinkage

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
    "shrinkage",
    "smallest_cover",
]
