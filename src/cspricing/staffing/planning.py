"""Planning a day or a week: agents for each open interval, so that each keeps the promise."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..errors import StaffingError
from .abandonment import queue_of
from .given import Number, not_negative, positive, whole
from .load import offered_load
from .profile import Profile, checked_profile
from .queue import Queue
from .required import required_agents
from .roster import Roster, StaffedInterval
from .service_level import ServiceLevel, checked_level


def plan_day(  # noqa: PLR0913  each is a term of the promise
    profile: Profile,
    contacts_per_day: Number,
    *,
    handle_seconds: Number,
    service_level: ServiceLevel,
    patience_seconds: Number | None = None,
    max_occupancy: Number | None = None,
    minimum_agents: Number = 1,
) -> Roster:
    """Staff each open interval of a day so that each reaches the service level.

    Args:
        profile: How the contacts of a day spread over its open intervals.
        contacts_per_day: How many come; from 0.
        handle_seconds: How long one takes, with the work after it; above 0.
        service_level: What every interval is to reach.
        patience_seconds: How long contacts are ready to wait on average (Erlang A); None: until
            they are answered (Erlang C).
        max_occupancy: The largest share of their time in which agents may be busy, or None.
        minimum_agents: How many are there at least while it is open; whole, from 0.

    Raises:
        StaffingError: If the profile is one of a week (``profile.days``).
        InvalidTypeError: If *profile* is none (``type.profile``).
        PricingError: Whatever `required_agents` refuses.

    >>> from cspricing.staffing import Opening, OpeningHours
    >>> morning = OpeningHours.daily(Opening("08:00", "10:00"))
    >>> roster = plan_day(
    ...     Profile(morning, [10, 30, 40, 20]),
    ...     250,
    ...     handle_seconds=180,
    ...     service_level=ServiceLevel("0.80", within_seconds=20),
    ... )
    >>> [(interval.label, interval.agents) for interval in roster.intervals]
    [('08:00', 5), ('08:30', 11), ('09:00', 14), ('09:30', 8)]
    >>> roster.agent_hours, roster.workload_hours, round(roster.service_level, 3)
    (Fraction(19, 1), Fraction(25, 2), 0.886)
    >>> paid = roster.paid_time(shrinkage="0.30", schedule_efficiency="0.95", contract_hours=8)
    >>> paid.paid_hours, round(float(paid.full_time_equivalents), 2)
    (Fraction(200, 7), 3.57)
    """
    checked_profile(profile)
    checked_level(service_level)
    _check_days(profile, 1)
    handling = positive(handle_seconds, "handle_seconds")
    return plan_by(
        _erlang(handling, service_level, patience_seconds, max_occupancy, minimum_agents),
        profile,
        not_negative(contacts_per_day, "contacts_per_day"),
        handle_seconds=handling,
        service_level=service_level,
    )


def plan_week(  # noqa: PLR0913  each is a term of the promise
    profile: Profile,
    contacts_per_week: Number,
    *,
    handle_seconds: Number,
    service_level: ServiceLevel,
    patience_seconds: Number | None = None,
    max_occupancy: Number | None = None,
    minimum_agents: Number = 1,
) -> Roster:
    """Staff each open interval of a week so that each reaches the service level.

    Everything is as in `plan_day`, for a profile of a week and the contacts of a week.

    Raises:
        StaffingError: If the profile is one of a day (``profile.days``).
        InvalidTypeError: If *profile* is none (``type.profile``).
        PricingError: Whatever `required_agents` refuses.
    """
    checked_profile(profile)
    checked_level(service_level)
    _check_days(profile, 7)
    handling = positive(handle_seconds, "handle_seconds")
    return plan_by(
        _erlang(handling, service_level, patience_seconds, max_occupancy, minimum_agents),
        profile,
        not_negative(contacts_per_week, "contacts_per_week"),
        handle_seconds=handling,
        service_level=service_level,
    )


def plan_by(
    staff: Callable[[Fraction], Queue | None],
    profile: Profile,
    contacts: Number,
    *,
    handle_seconds: Number,
    service_level: ServiceLevel,
) -> Roster:
    """Staff each open interval by a model of your own, such as one of chats.

    Args:
        staff: Gives the staffed queue for an offered load in erlangs, or None if nobody is
            there. It is asked once for each load that occurs.
        profile: How the contacts spread over the open intervals.
        contacts: How many come in the day or week of the profile; from 0.
        handle_seconds: How long one takes, with the work after it; above 0.
        service_level: What to tell of each queue.

    Raises:
        InvalidTypeError: If *profile* or *service_level* is none (``type.profile``,
            ``type.service_level``).
        InvalidNumberError: If a number is outside its domain, or a queue has no whole number of
            agents (``number.whole``).
    """
    handling = positive(handle_seconds, "handle_seconds")
    checked_profile(profile)
    checked_level(service_level)
    load_per_contact = offered_load(1, handling, profile.hours.interval_seconds)
    found: dict[Fraction, tuple[Fraction, int, float, float, float]] = {}
    assumptions: tuple[str, ...] = ()
    intervals: list[StaffedInterval] = []
    for label, coming in zip(profile.hours.labels, profile.contacts(contacts), strict=True):
        if coming not in found:
            load = coming * load_per_contact
            queue = staff(load)
            assumptions = assumptions or (queue.assumptions if queue is not None else ())
            found[coming] = (load, *_figures(queue, service_level))
        load, agents, occupancy, level, abandonment = found[coming]
        intervals.append(
            StaffedInterval(
                label=label,
                contacts=coming,
                load=load,
                agents=agents,
                occupancy=occupancy,
                service_level=level,
                abandonment=abandonment,
            )
        )
    return Roster(
        hours=profile.hours,
        service_level_promised=service_level,
        intervals=tuple(intervals),
        assumptions=assumptions,
    )


def _figures(queue: Queue | None, promised: ServiceLevel) -> tuple[int, float, float, float]:
    if queue is None:
        return 0, 0.0, 1.0, 0.0
    level = queue.service_level(promised.within_seconds, promised.of)
    return whole(queue.agents, "agents"), queue.occupancy, level, queue.abandonment


def _erlang(
    handling: Fraction,
    service_level: ServiceLevel,
    patience_seconds: Number | None,
    max_occupancy: Number | None,
    minimum_agents: Number,
) -> Callable[[Fraction], Queue | None]:
    """Give what staffs a load by Erlang C, or by Erlang A if there is a patience."""
    least = whole(minimum_agents, "minimum_agents")
    patience = None if patience_seconds is None else positive(patience_seconds, "patience_seconds")

    def staff(load: Fraction) -> Queue | None:
        needed = required_agents(
            load,
            handling,
            service_level,
            max_occupancy=max_occupancy,
            patience_seconds=patience,
        )
        agents = max(needed, least)
        if not agents:
            return None
        return queue_of(load, agents, handling, patience)

    return staff


def _check_days(profile: Profile, days: int) -> None:
    if profile.hours.days != days:
        raise StaffingError.of(
            "profile.days",
            f"the profile has {profile.hours.days} days where {days} are planned; use plan_week "
            "for a week and plan_day for a day",
            field="profile",
            value=profile,
        )
