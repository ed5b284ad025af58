"""Backlog: what is left over from period to period, and how many people clear it in time."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate
from math import ceil

from attrs import frozen

from .given import Number, not_negative, positive
from .series import refuse_length, volumes


def backlog_by_period(
    backlog: Number, arrivals: Iterable[Number], capacities: Iterable[Number]
) -> tuple[Fraction, ...]:
    """Give the backlog after each period: what was there and came in, less what was done.

    What cannot be done for lack of work is lost: the backlog never falls below 0.

    Args:
        backlog: How many contacts lie there at the beginning; from 0.
        arrivals: How many come in, in each period; from 0.
        capacities: How many can be done, in each period; from 0.

    Raises:
        InvalidNumberError: If a number is below 0 (``number.range``).
        StaffingError: If there is not one capacity for each period (``series.mismatch``).

    >>> [int(left) for left in backlog_by_period(200, [80, 80, 80], [120, 120, 300])]
    [160, 120, 0]
    """
    first = not_negative(backlog, "backlog")
    incoming = volumes(arrivals, "arrivals")
    done = volumes(capacities, "capacities")
    if len(done) != len(incoming):
        raise refuse_length(
            len(done),
            len(incoming),
            "periods of arrivals",
            field="capacities",
            remedy="give one for each period",
        )
    changes = [more - less for more, less in zip(incoming, done, strict=True)]
    return tuple(accumulate(changes, _left, initial=first))[1:]


def _left(before: Fraction, change: Fraction) -> Fraction:
    return max(Fraction(0), before + change)


@frozen(kw_only=True)
class BacklogStaffing:
    """How many people clear a backlog, and what they do in a day.

    Args:
        contacts_per_day: How many contacts are to be done in a day.
        contacts_per_agent_day: How many one agent does in a day.
    """

    contacts_per_day: Fraction
    contacts_per_agent_day: Fraction

    @property
    def required(self) -> Fraction:
        """How many agents there must be, exactly; part of a person is left as it is."""
        return self.contacts_per_day / self.contacts_per_agent_day

    @property
    def agents(self) -> int:
        """How many whole agents there must be."""
        return ceil(self.required)


def agents_to_clear(
    backlog: Number,
    *,
    within_days: Number,
    arrivals_per_day: Number,
    handle_seconds: Number,
    hours_per_agent_day: Number,
) -> BacklogStaffing:
    """Give how many people clear a backlog within some days, while more comes in.

    Each day they do what comes in, and an equal share of what lies there.

    Args:
        backlog: How many contacts lie there; from 0.
        within_days: In how many working days they are to be gone; above 0.
        arrivals_per_day: How many more come in on each of these days; from 0.
        handle_seconds: How long one takes; above 0.
        hours_per_agent_day: How long one agent works on them in a day, without breaks, meetings
            and other work; above 0.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``).

    >>> needed = agents_to_clear(
    ...     200, within_days=5, arrivals_per_day=80, handle_seconds=1500, hours_per_agent_day="5.5"
    ... )
    >>> needed.contacts_per_day, needed.required, needed.agents
    (Fraction(120, 1), Fraction(100, 11), 10)
    """
    lying = not_negative(backlog, "backlog") / positive(within_days, "within_days")
    hours = positive(hours_per_agent_day, "hours_per_agent_day")
    return BacklogStaffing(
        contacts_per_day=lying + not_negative(arrivals_per_day, "arrivals_per_day"),
        contacts_per_agent_day=hours * 3600 / positive(handle_seconds, "handle_seconds"),
    )
