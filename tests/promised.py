"""Channels that promise something, and what that takes, counted interval by interval."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from component_samples import plain
from cspricing import (
    EUR,
    Component,
    EmailSupport,
    InHouse,
    LiveChat,
    PhoneSupport,
    Price,
    SocialMedia,
    Working,
)
from cspricing.exhibit import Exhibit
from cspricing.staffing import (
    Profile,
    ServiceLevel,
    required_agents,
    required_agents_under_error,
    required_chat_agents,
)
from promise_samples import CURVE, LEVEL

BY_THE_HOUR: Final = InHouse(hourly_wage=EUR(15))

_ANSWERED: Final[dict[str, Any]] = {
    "profile": CURVE,
    "days_per_month": 21,
    "delivery": BY_THE_HOUR,
}


def phone(**given: Any) -> PhoneSupport:  # noqa: ANN401
    """Make a line of 9,000 calls of 4.5 minutes, on 21 days, at 80/20."""
    usual = {"calls_per_month": 9000, "handle_minutes": "4.5", "service_level": LEVEL}
    return PhoneSupport(**(_ANSWERED | usual | given))


def chat(**given: Any) -> LiveChat:  # noqa: ANN401
    """Make 9,000 chats of 9, 12 and 14 minutes, on 21 days, at 80/20."""
    usual: dict[str, Any] = {
        "chats_per_month": 9000,
        "handle_minutes": 12,
        "handle_minutes_at": (9, 12, 14),
        "service_level": LEVEL,
    }
    return LiveChat(**(_ANSWERED | usual | given))


def mail(**given: Any) -> EmailSupport:  # noqa: ANN401
    """Make 2,000 e-mails of 6 minutes, on 21 days, to be answered within 2 hours."""
    usual = {"emails_per_month": 2000, "handle_minutes": 6, "answer_within_hours": 2}
    return EmailSupport(**(_ANSWERED | usual | given))


def social(**given: Any) -> SocialMedia:  # noqa: ANN401
    """Make 2,000 mentions of 6 minutes, on 21 days, to be answered within 2 hours."""
    usual = {"mentions_per_month": 2000, "handle_minutes": 6, "answer_within_hours": 2}
    return SocialMedia(**(_ANSWERED | usual | given))


def agents_by_hand(
    calls: Fraction | int,
    minutes: Fraction | str,
    *,
    profile: Profile = CURVE,
    cycles: Fraction | int = 21,
    level: ServiceLevel = LEVEL,
    patience: int | None = None,
    most: Fraction | None = None,
    error: Fraction | None = None,
    least: int = 1,
) -> list[int]:
    """Ask for each interval of the cycle by itself how many agents its load requires."""
    seconds = Fraction(minutes) * 60
    found: list[int] = []
    for weight in profile.weights:
        coming = Fraction(calls) / cycles * weight / sum(profile.weights)
        load = coming * seconds / profile.hours.interval_seconds
        needed = required_agents(
            load, seconds, level, patience_seconds=patience, max_occupancy=most
        )
        if error is not None:
            erring = required_agents_under_error(
                load, seconds, level, patience_seconds=patience, forecast_error=error
            )
            needed = max(needed, erring)
        found.append(max(needed, least))
    return found


def chat_agents_by_hand(
    chats: int,
    minutes_at: Iterable[Fraction | int],
    *,
    level: ServiceLevel = LEVEL,
    patience: int | None = None,
    most: Fraction | None = None,
) -> list[int]:
    """Ask for each half-hour of `CURVE`, on 21 days, how many agents its chats require."""
    seconds = [Fraction(minutes) * 60 for minutes in minutes_at]
    return [
        required_chat_agents(
            chats=Fraction(chats) / 21 * weight / sum(CURVE.weights),
            interval_seconds=1800,
            handle_seconds_at=seconds,
            service_level=level,
            patience_seconds=patience,
            max_occupancy=most,
        )
        for weight in CURVE.weights
    ]


def a_month_of(
    agents: Iterable[int], *, cycles: Fraction | int = 21, hours: Fraction | str = "1/2"
) -> Fraction:
    """Add up the hours of agents in intervals of so many hours, so many times a month."""
    return sum(agents) * Fraction(hours) * cycles


def half_up(hours: Fraction) -> Decimal:
    """Round half up to two decimals, by whole numbers alone."""
    return Decimal((2 * 100 * hours.numerator + hours.denominator) // (2 * hours.denominator)) / 100


def workings(component: Component, charge: int = 0) -> dict[str, Working]:
    """Give the workings of a charge by what they give."""
    return {one.what: one for one in plain(component)[charge].workings}


def agent_hours(component: Component) -> Decimal:
    """Give the agent hours of a month."""
    found = workings(component)["agent hours"].result
    assert not isinstance(found, Price)
    return found


def shown(component: Component) -> Exhibit:
    """Give the table beside the workings of the first charge."""
    (found,) = [one.exhibit for one in plain(component)[0].workings if one.exhibit is not None]
    return found


def agents(component: Component) -> list[int]:
    """Give the agents of each row of the table."""
    exhibit = shown(component)
    place = exhibit.columns.index("agents")
    return [int(row[place]) for row in exhibit.rows]


def facts(component: Component) -> dict[str, str]:
    """Give what is said of the whole, less what is assumed."""
    return {name: value for name, value in shown(component).facts if name != "assumed"}


def quantities(component: Component) -> dict[str, Decimal]:
    """Give how many of each charge there are, by what it is for."""
    return {charge.what: charge.quantity for charge in plain(component)}
