"""A profile: how the contacts of a day or a week spread over its open intervals."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from ..errors import InvalidTypeError, StaffingError, shown
from .given import Number, not_negative, positive
from .hours import OpeningHours, opening_hours
from .series import refuse_length, volumes


def _weights(values: Iterable[Number]) -> tuple[Fraction, ...]:
    return volumes(values, "weights")


@frozen
class Profile:
    """How contacts spread over the open intervals of a day or a week.

    Contacts per interval are exact and may be fractions; they sum to the volume.

    Args:
        hours: When it is open.
        weights: One number for each open interval: shares, percentages, or contacts counted in
            the past; only their ratios matter. From 0.

    Raises:
        StaffingError: If there is not one number for each open interval (``series.mismatch``),
            or all are 0 (``profile.empty``).
        InvalidNumberError: If a number is below 0 (``number.range``).

    >>> from cspricing.staffing import Opening
    >>> morning = OpeningHours.daily(Opening("08:00", "10:00"))
    >>> Profile(morning, [10, 30, 40, 20]).contacts(250)
    (Fraction(25, 1), Fraction(75, 1), Fraction(100, 1), Fraction(50, 1))
    """

    hours: OpeningHours = field(converter=opening_hours)
    weights: tuple[Fraction, ...] = field(converter=_weights)

    def __attrs_post_init__(self) -> None:
        if len(self.weights) != len(self.hours):
            raise refuse_length(
                len(self.weights),
                len(self.hours),
                "open intervals",
                field="weights",
                remedy="give one for each open interval, or change the opening hours",
            )
        if not any(self.weights):
            raise StaffingError.of(
                "profile.empty",
                "all weights are 0; give at least one above it",
                field="weights",
                value=self.weights,
            )

    @classmethod
    def flat(cls, hours: OpeningHours) -> Profile:
        """Spread contacts evenly over all open intervals."""
        return cls(hours, (1,) * len(opening_hours(hours)))

    @classmethod
    def of_counts(cls, hours: OpeningHours, counts: Iterable[Number]) -> Profile:
        """Spread contacts as they were counted in each interval, open or closed, from midnight.

        Args:
            hours: When it is open.
            counts: One number for each interval of the day or week; from 0, and 0 where closed.

        Raises:
            StaffingError: If there is not one number for each interval (``series.mismatch``),
                or contacts came while it was closed (``profile.closed``).
        """
        cycle = opening_hours(hours).cycle_intervals
        found = volumes(counts, "counts")
        if len(found) != cycle:
            raise refuse_length(
                len(found),
                cycle,
                "intervals of the cycle",
                field="counts",
                remedy="give one for each interval, open or closed",
            )
        opened = frozenset(hours.positions)
        for position, count in enumerate(found):
            if count and position not in opened:
                raise StaffingError.of(
                    "profile.closed",
                    f"contacts came at {hours.label(position)}, when it is closed; open then, or "
                    "count them where they are answered",
                    field=f"counts[{position}]",
                    value=count,
                )
        return cls(hours, [found[position] for position in hours.positions])

    @classmethod
    def of_patterns(
        cls, hours: OpeningHours, *, by_day: Iterable[Number], by_time: Iterable[Number]
    ) -> Profile:
        """Spread contacts by the day of the week, and the same way over each day.

        Where a day is open for a part of the time only, it gets that part of its contacts.

        Args:
            hours: When it is open.
            by_day: One weight for each day, from Monday; from 0.
            by_time: One weight for each interval of a day, open or closed, from midnight.

        Raises:
            StaffingError: If a pattern has another length (``series.mismatch``).
        """
        cycle = opening_hours(hours)
        a_day = cycle.cycle_intervals // cycle.days
        days = _pattern(by_day, cycle.days, "days", "by_day")
        times = _pattern(by_time, a_day, "intervals of a day", "by_time")
        return cls(
            hours,
            [days[position // a_day] * times[position % a_day] for position in hours.positions],
        )

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """The share of all contacts that comes in each open interval."""
        return self.contacts(1)

    def contacts(self, volume: Number) -> tuple[Fraction, ...]:
        """Give how many of *volume* contacts, from 0, come in each open interval."""
        each = not_negative(volume, "volume") / sum(self.weights)
        return tuple(weight * each for weight in self.weights)

    def arrivals(self, volume: Number) -> tuple[Fraction, ...]:
        """Give the contacts of each interval, open or closed, as deferred work takes them."""
        found = [Fraction(0)] * self.hours.cycle_intervals
        for position, several in zip(self.hours.positions, self.contacts(volume), strict=True):
            found[position] = several
        return tuple(found)


def _pattern(
    values: Iterable[Number], expected: int, of_what: str, name: str
) -> tuple[Fraction, ...]:
    found = volumes(values, name)
    if len(found) != expected:
        raise refuse_length(
            len(found), expected, of_what, field=name, remedy=f"give one for each of the {of_what}"
        )
    return found


def checked_profile(value: Profile) -> Profile:
    """Take *value* as a profile.

    Raises:
        InvalidTypeError: If it is none (``type.profile``).
    """
    if not isinstance(value, Profile):
        raise InvalidTypeError.of(
            "type.profile",
            f"{shown(value)} is no profile; give Profile(hours, weights)",
            field="profile",
            value=value,
        )
    return value


def contacts_per_week(contacts_per_month: Number, *, weeks_per_month: Number) -> Fraction:
    """Give the contacts of a week, where a month has so many weeks; 52/12 in the mean of a year.

    >>> contacts_per_week(5200, weeks_per_month=Fraction(52, 12))
    Fraction(1200, 1)
    """
    monthly = not_negative(contacts_per_month, "contacts_per_month")
    return monthly / positive(weeks_per_month, "weeks_per_month")


def contacts_per_day(contacts_per_month: Number, *, days_per_month: Number) -> Fraction:
    """Give the contacts of a day, where it is open on so many days of a month.

    >>> contacts_per_day(21_000, days_per_month=21)
    Fraction(1000, 1)
    """
    monthly = not_negative(contacts_per_month, "contacts_per_month")
    return monthly / positive(days_per_month, "days_per_month")
