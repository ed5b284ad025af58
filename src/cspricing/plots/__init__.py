"""Pictures of staffing: what a service level takes, and the agents of a week.

Needs Matplotlib, which ``pip install "cspricing[plots]"`` brings; it is imported when a picture
is drawn. Nothing is shown or saved, and the state of pyplot is left alone: a function returns the
axes that it drew on, and ``axes.figure.savefig("week.png")`` saves them.

Colours are told apart by colour-blind readers too (Okabe and Ito 2008; viridis), and never say
alone what they say.
"""

from __future__ import annotations

from .levels import service_level_over_agents
from .week import week_heat_map

__all__ = ["service_level_over_agents", "week_heat_map"]
