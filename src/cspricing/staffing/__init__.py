"""From contacts to people: queueing science for every channel, exact where people are counted.

Loads and counts are exact; probabilities are floats. No money comes in or out of here.

>>> from cspricing.staffing import ServiceLevel, offered_load
>>> offered_load(100, 180, 1800)
Fraction(10, 1)
"""

from __future__ import annotations

from .load import offered_load
from .service_level import ServiceLevel

__all__ = ["ServiceLevel", "offered_load"]
