"""Blending: deferred work in the time that live contacts leave to the same people."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from .given import Number, not_negative, share


@frozen(kw_only=True)
class Blend:
    """How much deferred work fits between live contacts.

    Args:
        deferred_hours: The deferred work that there is.
        available_hours: How much of it could be done between live contacts.
    """

    deferred_hours: Fraction
    available_hours: Fraction

    @property
    def fits(self) -> bool:
        """Whether all of it does."""
        return self.deferred_hours <= self.available_hours

    @property
    def done_hours(self) -> Fraction:
        """How much of it is done between live contacts."""
        return min(self.deferred_hours, self.available_hours)

    @property
    def missing_hours(self) -> Fraction:
        """How many more hours it needs, of people who do nothing else."""
        return self.deferred_hours - self.done_hours

    @property
    def spare_hours(self) -> Fraction:
        """How much more deferred work would fit."""
        return self.available_hours - self.done_hours

    @property
    def done_share(self) -> Fraction:
        """The share of the deferred work that fits; all of it if there is none."""
        return self.done_hours / self.deferred_hours if self.deferred_hours else Fraction(1)


def blend(
    *,
    agent_hours: Number,
    occupancy: Number,
    efficiency: Number,
    deferred_hours: Number,
) -> Blend:
    """Tell whether deferred work fits in the time in which agents wait for live contacts.

    The time is (1 - occupancy) x agent hours, of which the stated *efficiency* is of use: short
    pauses are not, and every change from one kind of work to the other costs some. Deferred work
    that nobody is set apart for is left undone first when live contacts come in larger numbers;
    so hold it against its deadlines too, with `deferred_staffing`.

    Args:
        agent_hours: How long agents are there for live contacts; from 0.
        occupancy: The share of that time in which live contacts keep them busy, from 0 to 1, as
            a `Queue` or a `Roster` gives it.
        efficiency: The share of the rest that is of use, from 0 to 1.
        deferred_hours: How long the deferred work takes; from 0.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``,
            ``share.range``).

    >>> found = blend(agent_hours=120, occupancy="0.70", efficiency="0.75", deferred_hours=30)
    >>> found.available_hours, found.fits, found.missing_hours
    (Fraction(27, 1), False, Fraction(3, 1))
    """
    idle = not_negative(agent_hours, "agent_hours") * (1 - share(occupancy, "occupancy"))
    return Blend(
        deferred_hours=not_negative(deferred_hours, "deferred_hours"),
        available_hours=idle * share(efficiency, "efficiency"),
    )
