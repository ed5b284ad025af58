"""Staff: who is paid, and how that was found."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from ..provenance import Citation
from ..working import Working


@frozen
class Staff:
    """Who is paid: people, hours, or both; how that comes about, and from where.

    Attributes:
        people: How many, if that is known.
        hours: How many paid hours a month, if that is known.
        people_told: How the people are counted.
        hours_told: How the hours are counted.
        people_cited: Where the figures behind the people come from.
        hours_cited: The same of the hours.
    """

    people: Any
    hours: Any = None
    people_told: tuple[Working, ...] = ()
    hours_told: tuple[Working, ...] = ()
    people_cited: tuple[Citation, ...] = ()
    hours_cited: tuple[Citation, ...] = ()
