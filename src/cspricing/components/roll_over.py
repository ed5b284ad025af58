"""Roll-over: units that are included each month, and may be used later if they were not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

_NONE: Final = Decimal(0)


@frozen
class IncludedUnits:
    """What is included in a month, and what became of it.

    Attributes:
        brought: What is left of earlier months, the oldest first.
        granted: What is included anew.
        used: How many units are used.
        lapsed: How many of the oldest ones may not be used any more.
    """

    brought: tuple[Decimal, ...]
    granted: Decimal
    used: Decimal
    lapsed: Decimal

    @property
    def available(self) -> Decimal:
        """All that may be used without charge."""
        return sum(self.brought, self.granted)

    @property
    def billed(self) -> Decimal:
        """What is used beyond that."""
        return max(self.used - self.available, _NONE)


def rolled_over(volumes: Sequence[Decimal], granted: Decimal, months: int) -> list[IncludedUnits]:
    """Use what is included, the oldest units first; what is left may be used for some months.

    To be called in the exact context.

    Args:
        volumes: How many units are used in each month.
        granted: How many are included in each.
        months: For how many months more what is left may be used.

    >>> months = rolled_over([Decimal(n) for n in (70, 120, 130)], Decimal(100), 1)
    >>> [str(month.available) for month in months]
    ['100', '130', '110']
    """
    found: list[IncludedUnits] = []
    kept: list[Decimal] = []
    for used in volumes:
        brought = tuple(kept)
        kept = [*brought, granted]
        wanted = used
        for place, units in enumerate(kept):
            taken = min(units, wanted)
            kept[place], wanted = units - taken, wanted - taken
        # Of each month one bucket is kept, so that the oldest is the one whose time is up.
        lapsed = kept.pop(0) if len(kept) > months else _NONE
        found.append(IncludedUnits(brought, granted, used, lapsed))
    return found
