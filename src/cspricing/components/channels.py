"""The channels on which customers are served: each a demand, met by a delivery."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

import attrs
from attrs import field, frozen
from attrs.converters import optional

from ..errors import InvalidNumberError, RuleError, shown
from ..fields import count, single
from ..lifted import require
from ..provenance import Figure
from ..staffing.profile import Profile
from ..staffing.service_level import ServiceLevel, checked_level
from ..working import Working
from .base import ALL, percentage
from .channel import PROMISED, Channel, channel_fields, positive_single
from .demand import Demand, Promise
from .digital import DigitalChannel, WrittenChannel
from .stated import forecast_error, minutes_at, single_of


def _live(
    channel: PhoneSupport | LiveChat,
    **more: Any,  # noqa: ANN401
) -> Callable[[Profile, Decimal], Promise] | None:
    """Give what makes the promise of a channel on which customers wait."""
    level = channel.service_level
    if level is None:
        return None

    def promise(profile: Profile, cycles: Decimal) -> Promise:
        from .promise import LivePromise  # noqa: PLC0415  few channels promise, and need the models

        return LivePromise(
            profile=profile,
            cycles=cycles,
            service_level=level,
            patience_seconds=channel.patience_seconds,
            minimum_agents=channel.minimum_agents,
            citations=channel.cited(*PROMISED),
            **more,
        )

    return promise


@frozen(kw_only=True, repr=False, field_transformer=channel_fields)
class PhoneSupport(Channel):
    """Customers call, and are answered.

    The figures are the caller's; of the talk time alone it is assumed, unless it is given, that
    all of the handling is talk.

    Args:
        calls_per_month: How many calls are answered in a month, before any are deflected.
        handle_minutes: Mean time on a call and on the work after it.
        delivery: Who answers: `Outsourced` or `InHouse`.
        talk_minutes: The part of it on the phone; all of it unless given.
        resolution_percent: The share of calls that are resolved.
        first_contact_resolution_percent: The share that is resolved at the first call.
        repeat_percent: Of the others, the share that calls again.
        deflections: What keeps calls away, as ``after`` adds it.
        profile: How the contacts of a day or a week spread over its open intervals.
        days_per_month: How many such days a month has, for a profile of a day.
        weeks_per_month: How many such weeks a month has, for a profile of a week.
        service_level: What each interval is to reach: then people are counted from it, and not
            from the workload.
        patience_seconds: How long callers are ready to wait on average; until they are answered
            unless given.
        forecast_error_percent: How far forecasts err, as their standard deviation in percent of
            the load; then it is the mean over what may come that reaches the level.
        minimum_agents: How many are there at least while it is open; 1 unless given.
        name: What documents call it.

    >>> from cspricing import CNY, Outsourced, Quote
    >>> phone = PhoneSupport(
    ...     calls_per_month=12_000,
    ...     handle_minutes="4.5",
    ...     delivery=Outsourced(billed_per="contact", tariff=CNY("1.57")),
    ... )
    >>> print(Quote.of(phone).net)
    CNY 18,840.00
    """

    title: ClassVar[str] = "Phone support"
    contact: ClassVar[str] = "call"
    spoken: ClassVar[bool] = True

    calls_per_month: Decimal = field(converter=count)
    talk_minutes: Decimal | None = field(default=None, converter=optional(count))
    service_level: ServiceLevel | None = field(default=None, converter=optional(checked_level))
    patience_seconds: Decimal | None = field(default=None, converter=optional(positive_single))
    forecast_error_percent: Decimal | None = field(default=None, converter=optional(forecast_error))

    def _stated(self) -> tuple[Any, list[Working]]:
        return self.calls_per_month, []

    def _promised(self) -> Callable[[Profile, Decimal], Promise] | None:
        return _live(self, forecast_error_percent=self.forecast_error_percent)

    def _talking(self) -> Decimal | None:
        talk = self.talk_minutes
        if talk is not None:
            require(
                talk <= self.handle_minutes,
                lambda: RuleError.of(
                    "demand.talk",
                    "talking takes longer than handling, of which it is a part; lower "
                    "talk_minutes, or raise handle_minutes",
                    field="talk_minutes",
                    value=talk,
                ),
            )
        return talk


@frozen(kw_only=True, repr=False, field_transformer=channel_fields)
class EmailSupport(WrittenChannel):
    """Customers write, and are answered.

    The figures are the caller's; none is assumed.

    Args:
        emails_per_month: How many e-mails are answered in a month, before any are deflected.
        handle_minutes: Mean time of work on one.
        delivery: Who answers: `Outsourced` or `InHouse`.
        tool: What the mail system costs per seat and month: a price, or any tariff of seats.
        tool_seats: How many seats of it; 1 unless given.
        resolution_percent: The share of e-mails whose case is resolved.
        first_contact_resolution_percent: The share that is resolved by the first answer.
        repeat_percent: Of the others, the share that writes again.
        deflections: What keeps e-mails away, as ``after`` adds it.
        profile: How the e-mails of a day or a week arrive.
        opening_hours: When they are worked on; the hours of the profile unless given.
        days_per_month: How many such days a month has, for a profile of a day.
        weeks_per_month: How many such weeks a month has, for a profile of a week.
        answer_within_hours: How long after its arrival each is answered: then people are counted
            from it, and not from the workload.
        hours_counted: Whether these hours run by the ``clock``, or only while it is ``open``.
        minimum_agents: How many are there at least while it is open; 1 unless given.
        name: What documents call it.

    >>> from cspricing import USD, InHouse, Quote
    >>> mail = EmailSupport(
    ...     emails_per_month=2_000,
    ...     handle_minutes=6,
    ...     delivery=InHouse(hourly_wage=USD(15)),
    ...     tool=USD(19),
    ...     tool_seats=2,
    ... )
    >>> quote = Quote.of(mail)
    >>> print(quote.net, "and own cost", quote.cost)
    USD 38.00 and own cost USD 3,000.00
    """

    title: ClassVar[str] = "E-mail support"
    contact: ClassVar[str] = "email"
    tool_title: ClassVar[str] = "mail system"

    emails_per_month: Decimal = field(converter=count)

    def _stated(self) -> tuple[Any, list[Working]]:
        return self.emails_per_month, []


def _concurrency(value: Figure) -> Decimal:
    number = single(value)
    if number < 1:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} is no mean of chats at once while chatting; give 1 or more",
            value=value,
        )
    return number


@frozen(kw_only=True, repr=False, field_transformer=channel_fields)
class LiveChat(DigitalChannel):
    """Customers chat, and an agent answers several at once.

    The figures are the caller's; none is assumed.
    The hours of work are chats x minutes / 60 / concurrency. Minutes that a provider bills are
    those of the chats, however many an agent has at once.

    Args:
        chats_per_month: How many chats are answered in a month, before any are deflected.
        handle_minutes: Mean length of a chat, with the work after it.
        delivery: Who answers: `Outsourced` or `InHouse`.
        concurrency: How many chats an agent has at once, on average while chatting: 1 or more.
            Two to three are what contact centres reach; more of them make each one longer.
        tool: What the chat tool costs per seat and month: a price, or any tariff of seats.
        tool_seats: How many seats of it; 1 unless given.
        resolution_percent: The share of chats whose case is resolved.
        first_contact_resolution_percent: The share that is resolved in the first chat.
        repeat_percent: Of the others, the share that chats again.
        deflections: What keeps chats away, as ``after`` adds it.
        profile: How the contacts of a day or a week spread over its open intervals.
        days_per_month: How many such days a month has, for a profile of a day.
        weeks_per_month: How many such weeks a month has, for a profile of a week.
        service_level: What each interval is to reach: then people are counted from it, and not
            from the workload.
        patience_seconds: How long customers are ready to wait on average; until they are answered
            unless given.
        minimum_agents: How many are there at least while it is open; 1 unless given.
        handle_minutes_at: Needed for a service level: how long a chat takes where its agent has
            one at a time, two, and so on, such as ``("9", "12", "14")``.
        name: What documents call it.

    >>> from cspricing import EUR, InHouse, Quote
    >>> chat = LiveChat(
    ...     chats_per_month=5_000,
    ...     handle_minutes=12,
    ...     concurrency=2,
    ...     delivery=InHouse(hourly_wage=EUR(18)),
    ... )
    >>> print(Quote.of(chat).cost)
    EUR 9,000.00
    """

    title: ClassVar[str] = "Live chat"
    contact: ClassVar[str] = "chat"
    tool_title: ClassVar[str] = "chat tool"

    chats_per_month: Decimal = field(converter=count)
    concurrency: Decimal = field(default=Decimal(1), converter=_concurrency)
    service_level: ServiceLevel | None = field(default=None, converter=optional(checked_level))
    patience_seconds: Decimal | None = field(default=None, converter=optional(positive_single))
    handle_minutes_at: tuple[Decimal, ...] = field(default=(), converter=minutes_at)

    def _stated(self) -> tuple[Any, list[Working]]:
        return self.chats_per_month, []

    def _promised(self) -> Callable[[Profile, Decimal], Promise] | None:
        if self.service_level is not None:
            self._check_minutes_at()
        times = tuple([self._lasting(minutes) for minutes in self.handle_minutes_at])
        return _live(self, handle_minutes_at=times)

    def _check_minutes_at(self) -> None:
        """Refuse handling times that are none of those which the mean is one of."""
        times = self.handle_minutes_at
        mean = single_of(self.handle_minutes, "handle_minutes")
        if not times or not times[0] <= mean <= times[-1]:
            raise RuleError.of(
                "channel.handling",
                "how long a chat takes depends on how many its agent has at once, and the mean of "
                "handle_minutes lies between; state handle_minutes_at: with one, two, three",
                field="handle_minutes_at",
                value=times,
            )

    def _demand(self) -> Demand:
        demand = super()._demand()
        cited = (*demand.time.citations, *self.cited("concurrency"))
        return attrs.evolve(
            demand, concurrency=self.concurrency, time=attrs.evolve(demand.time, citations=cited)
        )


@frozen(kw_only=True, repr=False, field_transformer=channel_fields)
class SocialMedia(WrittenChannel):
    """Customers mention a company in public, and some of that is answered.

    The figures are the caller's; none is assumed.

    Args:
        mentions_per_month: How often the company is mentioned in a month.
        answered_percent: The share of mentions that need an answer.
        handle_minutes: Mean time of work on one of those.
        delivery: Who answers: `Outsourced` or `InHouse`.
        tool: What the monitoring tool costs per seat and month: a price, or any tariff of seats.
        tool_seats: How many seats of it; 1 unless given.
        resolution_percent: The share of answered mentions whose case is resolved.
        first_contact_resolution_percent: The share that is resolved by the first answer.
        repeat_percent: Of the others, the share that comes again.
        deflections: What keeps mentions away, as ``after`` adds it.
        profile: How the mentions of a day or a week arrive.
        opening_hours: When they are worked on; the hours of the profile unless given.
        days_per_month: How many such days a month has, for a profile of a day.
        weeks_per_month: How many such weeks a month has, for a profile of a week.
        answer_within_hours: How long after its arrival each is answered: then people are counted
            from it, and not from the workload.
        hours_counted: Whether these hours run by the ``clock``, or only while it is ``open``.
        minimum_agents: How many are there at least while it is open; 1 unless given.
        name: What documents call it.

    >>> from cspricing import CNY, Outsourced, Quote
    >>> social = SocialMedia(
    ...     mentions_per_month=20_000,
    ...     answered_percent=15,
    ...     handle_minutes=3,
    ...     delivery=Outsourced(billed_per="contact", tariff=CNY("1.48")),
    ...     tool=CNY(600),
    ... )
    >>> print(Quote.of(social).net)
    CNY 5,040.00
    """

    title: ClassVar[str] = "Social media"
    contact: ClassVar[str] = "mention"
    tool_title: ClassVar[str] = "monitoring tool"

    mentions_per_month: Decimal = field(converter=count)
    answered_percent: Decimal = field(default=ALL, converter=percentage)

    def _stated(self) -> tuple[Any, list[Working]]:
        percents = [self.answered_percent]
        mentions = self.mentions_per_month
        working = self._part("answered", mentions, percents, "answered_percent")
        return working.result, [working]
