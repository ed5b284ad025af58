"""Opening hours, on a day or a week that is cut into intervals of 15, 30 or 60 minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import field, frozen

from ..errors import InvalidNumberError, InvalidTextError, InvalidTypeError, StaffingError, shown
from .given import whole
from .series import series

TimeOfDay: TypeAlias = str | int | time
"""A time of day: a text such as ``"08:30"``, minutes since midnight, or a `datetime.time`."""

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""The days of a week, in their order."""

_DAY: Final = 24 * 60
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])", re.ASCII)
_INTERVALS: Final = (15, 30, 60)
_CYCLES: Final = (1, len(WEEKDAYS))


def _minutes(value: TimeOfDay, name: str) -> int:
    if isinstance(value, time):
        found = _of_time(value)
    elif isinstance(value, str):
        written = _CLOCK.fullmatch(value)
        found = int(written[1]) * 60 + int(written[2]) if written else -1
    elif isinstance(value, int) and not isinstance(value, bool):
        found = int(value)
    else:
        raise InvalidTypeError.of(
            "type.time",
            f"{shown(value)} is no time of day; give a text such as '08:30', minutes since "
            "midnight, or a time",
            field=name,
            value=value,
        )
    if not 0 <= found <= _DAY:
        raise InvalidTextError.of(
            "hours.time",
            f"{shown(value)} is no time of day; give '00:00' to '24:00' in whole minutes, in the "
            "local time of those who answer",
            field=name,
            value=value,
        )
    return found


def _of_time(value: time) -> int:
    if value.second or value.microsecond or value.tzinfo is not None:
        return -1
    return value.hour * 60 + value.minute


def _opens(value: TimeOfDay) -> int:
    return _minutes(value, "opens")


def _closes(value: TimeOfDay) -> int:
    return _minutes(value, "closes")


def _days(value: str | Iterable[int]) -> tuple[int, ...]:
    found = _named(value) if isinstance(value, str) else set(series(value, "days", whole))
    if not found or max(found) >= len(WEEKDAYS):
        raise InvalidTextError.of(
            "hours.days",
            f"{shown(value)} names no days; give a text such as 'Mon-Fri' or 'Mon, Wed, Sat', or "
            "numbers from 0 for Monday to 6 for Sunday",
            field="days",
            value=value,
        )
    return tuple(sorted(found))


def _named(value: str) -> set[int]:
    """Give the days that a text names; none if one of its names is no day."""
    found: set[int] = set()
    for part in value.split(","):
        first, dash, last = (name.strip() for name in part.partition("-"))
        if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
            return set()
        begin = WEEKDAYS.index(first)
        length = (WEEKDAYS.index(last or first) - begin) % len(WEEKDAYS)
        found.update((begin + later) % len(WEEKDAYS) for later in range(length + 1))
    return found


@frozen
class Opening:
    """One span of the day in which contacts are answered, on one day or several.

    Args:
        opens: When it begins: a text such as ``"08:30"``, minutes since midnight, or a
            `datetime.time`.
        closes: When it ends. At an earlier time than *opens* it ends on the next day;
            ``"24:00"`` is the end of the day.
        days: On which days it begins: names and spans of them, such as ``"Mon-Fri"`` or
            ``"Mon, Wed, Sat-Sun"``, or numbers from 0 for Monday.

    Raises:
        InvalidTextError: If a time or a day does not exist (``hours.time``, ``hours.days``).
        InvalidTypeError: If a time is none (``type.time``).
        StaffingError: If it ends when it begins (``hours.empty``).

    >>> Opening("08:00", "18:00", days="Mon-Fri").minutes
    600
    >>> Opening("22:00", "06:00", days="Fri, Sat").minutes
    480
    """

    opens: int = field(converter=_opens)
    closes: int = field(converter=_closes)
    days: tuple[int, ...] = field(
        default=tuple(range(len(WEEKDAYS))), converter=_days, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if self.opens == self.closes:
            raise StaffingError.of(
                "hours.empty",
                "it closes when it opens; a whole day is '00:00' to '24:00'",
                field="closes",
                value=self.closes,
            )

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.closes - self.opens) % _DAY or _DAY


def _positions(value: Iterable[int]) -> tuple[int, ...]:
    return series(value, "positions", whole)


def _interval(value: int) -> int:
    if isinstance(value, bool) or value not in _INTERVALS:
        raise InvalidNumberError.of(
            "hours.interval",
            f"{shown(value)} minutes are no interval; give 15, 30 or 60",
            field="interval_minutes",
            value=value,
        )
    return int(value)


def _cycle(value: int) -> int:
    if isinstance(value, bool) or value not in _CYCLES:
        raise InvalidNumberError.of(
            "hours.cycle",
            f"{shown(value)} days are neither a day nor a week; give 1 or 7",
            field="days",
            value=value,
        )
    return int(value)


@frozen
class OpeningHours:
    """The intervals of a day or a week in which contacts are answered.

    The day or week repeats itself: what is open past its end is open at its beginning. Make it by
    `daily`, `weekly` or `always`.

    Args:
        positions: The open intervals, counted from 0 at midnight (of Monday).
        days: 1 for a day, 7 for a week that begins on Monday.
        interval_minutes: How long an interval is: 15, 30 or 60.

    Raises:
        InvalidNumberError: If the cycle or the interval is none (``hours.cycle``,
            ``hours.interval``).
        StaffingError: If nothing is open (``hours.empty``), or a position is outside or out of
            order (``hours.positions``).

    >>> office = OpeningHours.weekly(
    ...     Opening("08:00", "18:00", days="Mon-Fri"), Opening("09:00", "13:00", days="Sat")
    ... )
    >>> len(office), office.open_hours, office.label(office.positions[-1])
    (108, Fraction(54, 1), 'Sat 12:30')
    """

    positions: tuple[int, ...] = field(converter=_positions)
    days: int = field(kw_only=True, converter=_cycle)
    interval_minutes: int = field(kw_only=True, converter=_interval)

    def __attrs_post_init__(self) -> None:
        if not self.positions:
            raise StaffingError.of(
                "hours.empty",
                "nothing is open; give at least one opening",
                field="positions",
                value=self.positions,
            )
        if not _rising(self.positions, self.cycle_intervals):
            raise StaffingError.of(
                "hours.positions",
                f"intervals are counted from 0 to {self.cycle_intervals - 1}, each once and in "
                "order",
                field="positions",
                value=self.positions,
            )

    @classmethod
    def daily(cls, *openings: Opening, interval_minutes: int = 30) -> OpeningHours:
        """Make the open intervals of a day; on which days it is open does not matter."""
        return cls._of(openings, days=1, interval_minutes=_interval(interval_minutes))

    @classmethod
    def weekly(cls, *openings: Opening, interval_minutes: int = 30) -> OpeningHours:
        """Make the open intervals of a week that begins on Monday."""
        return cls._of(openings, days=7, interval_minutes=_interval(interval_minutes))

    @classmethod
    def always(cls, *, days: int = 7, interval_minutes: int = 30) -> OpeningHours:
        """Make a day or a week that is open around the clock."""
        cycle = _cycle(days) * _DAY // _interval(interval_minutes)
        return cls(tuple(range(cycle)), days=days, interval_minutes=interval_minutes)

    @classmethod
    def _of(
        cls, openings: tuple[Opening, ...], *, days: int, interval_minutes: int
    ) -> OpeningHours:
        cycle = days * _DAY // interval_minutes
        found: set[int] = set()
        for opening in openings:
            _check_opening(opening, interval_minutes)
            for day in opening.days if days > 1 else (0,):
                first = (day * _DAY + opening.opens) // interval_minutes
                several = opening.minutes // interval_minutes
                found.update((first + later) % cycle for later in range(several))
        return cls(tuple(sorted(found)), days=days, interval_minutes=interval_minutes)

    def __len__(self) -> int:
        """Count the open intervals."""
        return len(self.positions)

    @property
    def cycle_intervals(self) -> int:
        """How many intervals the whole day or week has, open and closed."""
        return self.days * _DAY // self.interval_minutes

    @property
    def interval_seconds(self) -> int:
        """How long an interval is."""
        return self.interval_minutes * 60

    @property
    def interval_hours(self) -> Fraction:
        """How long an interval is."""
        return Fraction(self.interval_minutes, 60)

    @property
    def open_hours(self) -> Fraction:
        """How long it is open in the whole day or week."""
        return len(self.positions) * self.interval_hours

    @property
    def labels(self) -> tuple[str, ...]:
        """The beginnings of the open intervals."""
        return tuple(self.label(position) for position in self.positions)

    def label(self, position: int) -> str:
        """Give the beginning of an interval, such as ``Mon 08:30``, or ``08:30`` in a day."""
        return moment(position * self.interval_minutes, self.days)


def opening_hours(value: OpeningHours, field: str = "hours") -> OpeningHours:
    """Take *value* as opening hours.

    Raises:
        InvalidTypeError: If they are none (``type.hours``).
    """
    if not isinstance(value, OpeningHours):
        raise InvalidTypeError.of(
            "type.hours",
            f"{shown(value)} are no opening hours; give OpeningHours.weekly(...)",
            field=field,
            value=value,
        )
    return value


def moment(minutes: Fraction | int, days: int) -> str:
    """Write a time in the cycle: ``Mon 08:30``, or ``08:30`` if it is a day.

    >>> moment(24 * 60 + 510, 7), moment(510, 1)
    ('Tue 08:30', '08:30')
    """
    day, within = divmod(int(minutes), _DAY)
    clock = f"{within // 60:02}:{within % 60:02}"
    return f"{WEEKDAYS[day % len(WEEKDAYS)]} {clock}" if days > 1 else clock


def _rising(positions: tuple[int, ...], cycle: int) -> bool:
    return positions[-1] < cycle and list(positions) == sorted(set(positions))


def _check_opening(opening: Opening, interval_minutes: int) -> None:
    if not isinstance(opening, Opening):
        raise InvalidTypeError.of(
            "type.opening",
            f"{shown(opening)} is no Opening; give Opening('08:00', '18:00')",
            field="openings",
            value=opening,
        )
    for name, value in (("opens", opening.opens), ("closes", opening.closes)):
        if value % interval_minutes:
            raise StaffingError.of(
                "hours.grid",
                f"{moment(value, 1)} lies within an interval of {interval_minutes} minutes; "
                "choose shorter intervals, or a time between two",
                field=name,
                value=value,
            )
