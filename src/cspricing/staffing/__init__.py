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
from .deferred import CriticalWindow, DeferredStaffing, deferred_staffing
from .hours import Opening, OpeningHours
from .learning import LearningCurve, effective_agents, hires_ahead, hires_to_hold
from .load import offered_load
from .profile import Profile, contacts_per_day, contacts_per_week
from .service_level import ServiceLevel

__all__ = [
    "BacklogStaffing",
    "Blend",
    "CriticalWindow",
    "DeferredStaffing",
    "ErlangA",
    "LearningCurve",
    "Opening",
    "OpeningHours",
    "Profile",
    "ServiceLevel",
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
]
