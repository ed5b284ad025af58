"""Channels that promise how soon contacts are answered."""

from __future__ import annotations

from typing import Final

from cspricing import (
    EUR,
    Component,
    Deflection,
    EmailSupport,
    InHouse,
    LiveChat,
    Outsourced,
    PhoneSupport,
    SocialMedia,
)
from cspricing.staffing import Opening, OpeningHours, Profile, ServiceLevel

DAY: Final = OpeningHours.daily(Opening("08:00", "12:00"))
WEEK: Final = OpeningHours.weekly(Opening("08:00", "18:00", days="Mon-Fri"))
CURVE: Final = Profile(DAY, [4, 8, 12, 14, 12, 10, 9, 8])
LEVEL: Final = ServiceLevel("0.80", within_seconds=20)

SAMPLES: Final[dict[str, Component]] = {
    "phone, promised by the day": PhoneSupport(
        calls_per_month=9000,
        handle_minutes="4.5",
        profile=CURVE,
        days_per_month=21,
        service_level=LEVEL,
        patience_seconds=180,
        forecast_error_percent=5,
        minimum_agents=2,
        delivery=InHouse(
            monthly_wage=EUR(2400),
            hours_per_month=160,
            occupancy_percent=88,
            shrinkage_percent=30,
            schedule_efficiency_percent=95,
        ),
    ),
    "phone, promised by the week": PhoneSupport(
        calls_per_month=9000,
        handle_minutes="4.5",
        profile=Profile.flat(WEEK),
        weeks_per_month="4.345",
        service_level=ServiceLevel("0.90", within_seconds=10, of="answered"),
        deflections=[Deflection(deflected_percent=30, remaining_handle_percent=110)],
        delivery=Outsourced(billed_per="hour", tariff=EUR(19)),
    ),
    "chat, promised": LiveChat(
        chats_per_month=9000,
        handle_minutes=12,
        concurrency=2,
        handle_minutes_at=("9", 12, 14),
        profile=CURVE,
        days_per_month=21,
        service_level=ServiceLevel("0.80", within_seconds=30, of="virtual"),
        patience_seconds=120,
        delivery=InHouse(hourly_wage=EUR(15), shrinkage_percent=30),
    ),
    "e-mail, promised by the clock": EmailSupport(
        emails_per_month=2000,
        handle_minutes=6,
        profile=CURVE,
        days_per_month=21,
        opening_hours=DAY,
        answer_within_hours=2,
        hours_counted="clock",
        minimum_agents=1,
        delivery=InHouse(hourly_wage=EUR(15), occupancy_percent=90),
    ),
    "chat, promised by the week": LiveChat(
        chats_per_month=900,
        handle_minutes=9,
        handle_minutes_at=[9],
        profile=Profile.flat(WEEK),
        weeks_per_month="4.345",
        service_level=LEVEL,
        delivery=InHouse(hourly_wage=EUR(15)),
    ),
    "e-mail, promised by the week": EmailSupport(
        emails_per_month=2000,
        handle_minutes=6,
        profile=Profile.flat(WEEK),
        weeks_per_month="4.345",
        answer_within_hours=24,
        delivery=InHouse(hourly_wage=EUR(15)),
    ),
    "social media, promised by the day": SocialMedia(
        mentions_per_month=800,
        handle_minutes=4,
        profile=CURVE,
        days_per_month=30,
        answer_within_hours=1,
        delivery=InHouse(hourly_wage=EUR(15)),
    ),
    "social media, promised": SocialMedia(
        mentions_per_month=8000,
        answered_percent=30,
        handle_minutes=4,
        profile=Profile.flat(OpeningHours.always()),
        opening_hours=WEEK,
        weeks_per_month="4.345",
        answer_within_hours=8,
        hours_counted="open",
        delivery=Outsourced(billed_per="paid_hour", tariff=EUR(14), shrinkage_percent=30),
    ),
}
"""By a name for the test."""
