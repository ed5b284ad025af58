"""The channels on which customers are served: each a demand, met by a delivery."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from ..charge import AnyCharge
from ..errors import RuleError
from ..fields import count, named_fields
from ..lifted import require
from .base import BuiltComponent, percentage
from .demand import Delivery, Demand, charged, delivery


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class PhoneSupport(BuiltComponent):
    """Customers call, and are answered.

    Args:
        calls_per_month: How many calls are answered in a month.
        handle_minutes: Mean time on a call and on the work after it.
        delivery: Who answers: `Outsourced` or `InHouse`.
        talk_minutes: The part of it on the phone; all of it unless given.
        resolution_percent: The share of calls that are resolved.
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

    calls_per_month: Decimal = field(converter=count)
    handle_minutes: Decimal = field(converter=count)
    delivery: Delivery = field(converter=delivery)
    talk_minutes: Decimal | None = field(default=None, converter=optional(count))
    resolution_percent: Decimal | None = field(default=None, converter=optional(percentage))

    def build(self) -> Iterable[AnyCharge]:
        """Ask the delivery what it charges for these calls."""
        talk = self.handle_minutes if self.talk_minutes is None else self.talk_minutes
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
        return charged(
            self.delivery,
            Demand(
                contact="call",
                contacts=self.calls_per_month,
                handle_minutes=self.handle_minutes,
                talk_minutes=talk,
                resolution_percent=self.resolution_percent,
                citations=self.citations,
            ),
        )


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class EmailSupport(BuiltComponent):
    """Customers write, and are answered.

    Args:
        emails_per_month: How many e-mails are answered in a month.
        handle_minutes: Mean time of work on one.
        delivery: Who answers: `Outsourced` or `InHouse`.
        resolution_percent: The share of e-mails whose case is resolved.
        name: What documents call it.

    >>> from cspricing import USD, InHouse, Quote
    >>> mail = EmailSupport(
    ...     emails_per_month=2_000, handle_minutes=6, delivery=InHouse(hourly_wage=USD(15))
    ... )
    >>> print(Quote.of(mail).cost)
    USD 3,000.00
    """

    title: ClassVar[str] = "E-mail support"

    emails_per_month: Decimal = field(converter=count)
    handle_minutes: Decimal = field(converter=count)
    delivery: Delivery = field(converter=delivery)
    resolution_percent: Decimal | None = field(default=None, converter=optional(percentage))

    def build(self) -> Iterable[AnyCharge]:
        """Ask the delivery what it charges for these e-mails."""
        return charged(
            self.delivery,
            Demand(
                contact="email",
                contacts=self.emails_per_month,
                handle_minutes=self.handle_minutes,
                talk_minutes=self.handle_minutes,
                resolution_percent=self.resolution_percent,
                citations=self.citations,
            ),
        )
