"""How whole units are rounded and shared out, in the most obvious way, for `naive_quote`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from naive_numbers import rounded


def mirrored(exact: Fraction, mode: str) -> int:
    """Round the magnitude, so that a credit is the mirror of a charge."""
    return rounded(exact, mode) if exact >= 0 else -rounded(-exact, mode)


def allocated(amount: int, exact: Sequence[Fraction], ties: Sequence[Any]) -> list[int]:
    """Give each the whole part of its exact share, and the rest by largest remainder."""
    shares = [math.floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], ties[i]))
    for i in order[: amount - sum(shares)]:
        shares[i] += 1
    assert sum(shares) == amount
    return shares


def split(whole: int, exact: Sequence[Fraction], ties: Sequence[Any]) -> list[int]:
    """Split an amount near exact parts of either sign, so that a credit mirrors a charge.

    Each part is cut towards zero; a unit that is missing, or too much, goes to the part of its
    sign that was cut most.
    """
    parts = [int(part) for part in exact]
    missing = whole - sum(parts)
    sign = -1 if missing < 0 else 1
    order = sorted(range(len(exact)), key=lambda i: (-sign * (exact[i] - parts[i]), ties[i]))
    for i in order[: abs(missing)]:
        parts[i] += sign
    return parts
