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
from .chat import ChatQueue, required_chat_agents
from .deferred import CriticalWindow, DeferredStaffing, deferred_staffing
from .hours import Opening, OpeningHours
from .learning import LearningCurve, effective_agents, hires_ahead, hires_to_hold
from .lines import FiniteLines
from .load import offered_load
from .planning import plan_by, plan_day, plan_week
from .profile import Profile, contacts_per_day, contacts_per_week
from .redial import ErlangX
from .roster import PaidTime, Roster, StaffedInterval
from .service_level import ServiceLevel

__all__ = [
    "BacklogStaffing",
    "Blend",
    "ChatQueue",
    "CriticalWindow",
    "DeferredStaffing",
    "ErlangA",
    "ErlangX",
    "FiniteLines",
    "LearningCurve",
    "Opening",
    "OpeningHours",
    "PaidTime",
    "Profile",
    "Roster",
    "ServiceLevel",
    "StaffedInterval",
    "agents_to_clear",
    "backlog_by_period",
    "blend",
    "contacts_per_day",
    "contacts_per_week",
    "deferred_staffing",
    "effective_agents",
    "hires_ahead",
    "hires_to_hold",
    "offered_load",
    "plan_by",
    "plan_day",
    "plan_week",
    "required_chat_agents",
]
