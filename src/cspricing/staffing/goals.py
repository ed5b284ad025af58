"""What a queue is to reach, besides or instead of a service level."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import frozen

from ..errors import InvalidNumberError, StaffingError, shown
from .given import Number, positive, share
from .service_level import ServiceLevel, checked_level

_NEAREST: Final = 10**60


@frozen
class Goals:
    """Goals of which at least one is stated; whoever staffs a queue meets them all.

    Attributes:
        service_level: The share to be answered in time, or None.
        max_occupancy: The largest share of their time in which agents may be busy, or None.
        patience_seconds: How long contacts are ready to wait on average, or None: for ever.
        max_average_wait_seconds: The longest average wait, or None.
        max_abandonment: The largest share that may give up, or None.
    """

    service_level: ServiceLevel | None = None
    max_occupancy: Fraction | None = None
    patience_seconds: Fraction | None = None
    max_average_wait_seconds: Fraction | None = None
    max_abandonment: Fraction | None = None


def goals(
    service_level: ServiceLevel | None,
    max_occupancy: Number | None,
    patience_seconds: Number | None,
    max_average_wait_seconds: Number | None,
    max_abandonment: Number | None,
) -> Goals:
    """Take goals as a caller states them.

    Raises:
        InvalidTypeError: If the service level is something else (``type.service_level``).
        InvalidNumberError: If a share is not from 10^-60 to 1 (``share.range``), or a time is not
            above 0, or below 10^-60 s for a wait (``number.range``).
        StaffingError: If there is no goal (``staffing.goal``), or one on abandonment without a
            patience (``staffing.patience``).
    """
    if max_abandonment is not None and patience_seconds is None:
        raise StaffingError.of(
            "staffing.patience",
            "nobody gives up without an end of patience; state patience_seconds too",
            field="max_abandonment",
            value=max_abandonment,
        )
    if (
        service_level is None
        and max_occupancy is None
        and max_average_wait_seconds is None
        and max_abandonment is None
    ):
        raise StaffingError.of(
            "staffing.goal",
            "nothing is asked for; state a service level, or a largest occupancy, average wait or "
            "abandonment",
            field="service_level",
            value=None,
        )
    return Goals(
        None if service_level is None else _level(service_level),
        None if max_occupancy is None else _share(max_occupancy, "max_occupancy"),
        None if patience_seconds is None else positive(patience_seconds, "patience_seconds"),
        None if max_average_wait_seconds is None else _wait(max_average_wait_seconds),
        None if max_abandonment is None else _share(max_abandonment, "max_abandonment"),
    )


def _level(value: ServiceLevel) -> ServiceLevel:
    target = checked_level(value).target
    if (target.denominator - target.numerator) * _NEAREST < target.denominator:
        raise InvalidNumberError.of(
            "share.range",
            "the target is nearer to 1 than 10^-60; give less",
            field="service_level",
            value=value,
        )
    return value


def _share(value: Number, field: str) -> Fraction:
    found = share(value, field)
    if found * _NEAREST < 1:
        raise InvalidNumberError.of(
            "share.range",
            f"a largest share of {shown(value)} is never kept; give 10^-60 or more",
            field=field,
            value=value,
        )
    return found


def _wait(value: Number) -> Fraction:
    found = positive(value, "max_average_wait_seconds")
    if found * _NEAREST < 1:
        raise InvalidNumberError.of(
            "number.range",
            f"a longest wait of {shown(value)} s is never kept; give at least 10^-60",
            field="max_average_wait_seconds",
            value=value,
        )
    return found
