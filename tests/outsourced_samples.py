"""Calls that a provider answers, for tests of what it bills."""

from __future__ import annotations

from typing import Any

from cspricing import CallLength, Outsourced, PhoneSupport

LENGTHS = [CallLength(seconds=61, percent=40), CallLength(seconds=284, percent=60)]


def phone(delivery: Outsourced, **changes: Any) -> Any:  # noqa: ANN401
    """Make a channel of 1,000 calls of 4.5 minutes, 3.25 of them on the phone."""
    given: dict[str, Any] = {
        "calls_per_month": 1000,
        "handle_minutes": "4.5",
        "talk_minutes": "3.25",
        "resolution_percent": "62.5",
        **changes,
    }
    return PhoneSupport(delivery=delivery, **given)
