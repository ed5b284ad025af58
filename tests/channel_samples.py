"""Channels of the same contacts, for tests of what reaches those who answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import pytest

from component_samples import plain
from cspricing import EUR, Deflection, EmailSupport, LiveChat, Outsourced, PhoneSupport, SocialMedia
from cspricing.components.channel import Channel

PER_CONTACT: Final = Outsourced(billed_per="contact", tariff=EUR(2))
MENU: Final = Deflection(deflected_percent=30, remaining_handle_percent=110)


def phone(**given: Any) -> PhoneSupport:  # noqa: ANN401
    """Make a phone line of 12,000 calls of 4.5 minutes, with whatever else is given."""
    usual: dict[str, Any] = {
        "calls_per_month": 12_000,
        "handle_minutes": "4.5",
        "delivery": PER_CONTACT,
    }
    return PhoneSupport(**(usual | given))


CHANNELS: Final[dict[str, Channel]] = {
    "call": phone(),
    "email": EmailSupport(emails_per_month=12_000, handle_minutes="4.5", delivery=PER_CONTACT),
    "chat": LiveChat(chats_per_month=12_000, handle_minutes="4.5", delivery=PER_CONTACT),
    "mention": SocialMedia(mentions_per_month=12_000, handle_minutes="4.5", delivery=PER_CONTACT),
}
"""The channels, each with the same contacts, by what it calls one."""

every = pytest.mark.parametrize(("contact", "channel"), CHANNELS.items(), ids=CHANNELS)


def told(channel: Channel, charge: int = 0) -> list[tuple[str, Decimal]]:
    """Give what the workings of a charge of a channel come to, in order."""
    return [(one.what, one.result) for one in plain(channel)[charge].workings]  # type: ignore[misc]
