"""What an amount is multiplied by besides its quantity and price, and why: parts of a period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import prod
from typing import Final, TypeAlias

from attrs import frozen

from .notation import grouped
from .written import Written

PARTS: Final = frozenset(
    {
        *("part_of_period", "part_in_days", "part_in_360"),
        *("part_of_month", "part_in_both", "part_at_ends"),
        "at_once",
    }
)
"""The reasons of factors that are parts of a period, or several periods at once."""


Reason: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
"""The message that tells a reason, and what stands in it, by name."""


@frozen(repr=False, cache_hash=True)
class Factor(Written):
    """A whole or decimal numerator over a denominator, and the reason for it.

    Attributes:
        numerator: What the amount is multiplied by.
        denominator: What it is then divided by.
        why: The message that tells the reason, such as ``part_in_days``.
        told: What stands in that message, by name.

    >>> print(Factor(17, 31, "part_in_days", (("part", "17"), ("whole", "31"))))
    17 / 31
    """

    numerator: int | Decimal
    denominator: int | Decimal
    why: str
    told: tuple[tuple[str, str], ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a period, or several at once."""
        return self.why in PARTS

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was billed for a period before."""
        return self.why == "as_billed"

    @property
    def is_share(self) -> bool:
        """Whether fewer or more units are charged for by it; else it is for the price alone."""
        return self.is_part or self.why == "milestones"

    def __str__(self) -> str:
        above = grouped(Decimal(self.numerator))
        below = Decimal(self.denominator)
        return above if below == 1 else f"{above} / {grouped(below)}"


Factors: TypeAlias = tuple[Factor, ...]
"""Several of them, in the order in which they are told."""


def product(factors: Sequence[Factor]) -> tuple[int | Decimal, int | Decimal]:
    """Multiply factors: the numerator and the denominator of their product.

    >>> product([Factor(17, 31, "part_in_days"), Factor(103, 100, "uplift")])
    (1751, 3100)
    """
    return prod(one.numerator for one in factors), prod(one.denominator for one in factors)
