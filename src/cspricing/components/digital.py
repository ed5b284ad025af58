"""What written channels share: a system with seats, and hours to answer in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias, cast

from attrs import field, frozen
from attrs.converters import optional

from ..charge import AnyCharge, Charge
from ..errors import RuleError
from ..fields import named_fields
from ..staffing.hours import OpeningHours, opening_hours
from ..staffing.profile import Profile
from ..tariff import Tariff, tariff
from ..text import one_of
from .base import pieces
from .channel import PROMISED, Channel, positive_single
from .demand import Promise

HoursCounted: TypeAlias = Literal["clock", "open"]
"""How the hours until an answer run: by the clock, or only while it is open."""


def _counted(value: HoursCounted) -> HoursCounted:
    return one_of(value, ("clock", "open"), "channel.hours_counted", RuleError)


def _opening_hours(value: OpeningHours) -> OpeningHours:
    return opening_hours(value, "opening_hours")


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class DigitalChannel(Channel):
    """A channel on which people work with a system that has seats.

    Attributes:
        tool: What a seat of the system costs a month: a price, or any tariff of seats.
        tool_seats: How many seats; 1 unless given.
    """

    tool_title: ClassVar[str] = "tool"

    tool: Tariff | None = field(default=None, converter=optional(tariff))
    tool_seats: Decimal | None = field(default=None, converter=optional(pieces))

    def build(self) -> Iterator[AnyCharge]:
        """Ask the delivery, and charge the seats of the system."""
        yield from super().build()
        if self.tool is not None:
            yield Charge(
                self.tool_title,
                1 if self.tool_seats is None else self.tool_seats,
                "seat",
                self.tool,
                "software",
                "monthly",
                citations=self.cited("tool_seats"),
            )
        elif self.tool_seats is not None:
            raise RuleError.of(
                "channel.tool",
                "seats of a system need its price; state tool, too",
                field="tool_seats",
                value=self.tool_seats,
            )


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class WrittenChannel(DigitalChannel):
    """A channel on which an answer may take hours.

    Attributes:
        opening_hours: When contacts are worked on; the hours of the profile unless given.
        answer_within_hours: How long after its arrival each is answered.
        hours_counted: Whether these hours run by the ``clock``, or only while it is ``open``.
    """

    promised_by: ClassVar[str] = "answer_within_hours"

    opening_hours: OpeningHours | None = field(default=None, converter=optional(_opening_hours))
    answer_within_hours: Decimal | None = field(default=None, converter=optional(positive_single))
    hours_counted: HoursCounted = field(default="clock", converter=_counted)

    def _promised(self) -> Callable[[Profile, Decimal], Promise] | None:
        if self.answer_within_hours is None:
            return None
        return self._deadline

    def _deadline(self, profile: Profile, cycles: Decimal) -> Promise:
        from .deadline import DeadlinePromise  # noqa: PLC0415  few channels promise

        hours = profile.hours if self.opening_hours is None else self.opening_hours
        one, other = profile.hours, hours
        if (one.days, one.interval_seconds) != (other.days, other.interval_seconds):
            raise RuleError.of(
                "channel.hours",
                "the profile and the opening hours are cut in other intervals; give both for a day "
                "or both for a week, in intervals of the same length",
                field="opening_hours",
            )
        within = cast("Decimal", self.answer_within_hours)
        return DeadlinePromise(
            profile=profile,
            opening_hours=hours,
            cycles=cycles,
            answer_within_hours=within,
            hours_counted=self.hours_counted,
            minimum_agents=self.minimum_agents,
            citations=self.cited(*PROMISED),
        )
