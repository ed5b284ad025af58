"""Calls that people of one's own answer, for tests of what they cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from component_samples import charged
from cspricing import InHouse, PhoneSupport, Quote


def phone(delivery: InHouse, **changes: Any) -> Any:  # noqa: ANN401
    """Make a channel of 1,000 calls of 4.5 minutes, 3 of them on the phone."""
    given: dict[str, Any] = {
        "calls_per_month": 1000,
        "handle_minutes": "4.5",
        "talk_minutes": 3,
        **changes,
    }
    return PhoneSupport(delivery=delivery, **given)


def costs(delivery: InHouse) -> dict[str, tuple[Decimal, Any]]:
    """Give the quantity and the amount of each cost, by what it is for."""
    quote = Quote.of(phone(delivery))
    quote.verify()
    return {
        one.what: (Decimal(one.quantity), one.amount) for one in charged(phone(delivery).charges())
    }
