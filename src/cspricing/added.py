"""Units that come or go within the term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

from attrs import evolve, field, frozen

from .change import Calendar, Change, Span, When, between, when
from .errors import RuleError, shown
from .factor import Reason
from .fields import count, flag, is_one_of, named_fields
from .notation import grouped

Billed: TypeAlias = Literal["period", "next"]
"""Which invoice shows what a change within a period makes of that period: its own, or the next."""


def _billed(value: Billed) -> Billed:
    if not is_one_of(value, ("period", "next")):
        fault = f"{shown(value)} is neither period nor next; give one of them"
        raise RuleError.of("change.billed", fault, value=value)
    return value


@frozen(repr=False, field_transformer=named_fields)
class Units(Change):
    """The base of changes that add units, or remove some.

    Args:
        units: How many.
        start: The month of the term, counted from 1, or the day from which there are more, or
            fewer.
        billed: ``period``: what it makes of a period within which it happens stands on the
            invoice of that period; ``next``: on the next one, as it is done if charges are due
            in advance. The last period of a charge has no next one, and is billed with itself.
    """

    sign: ClassVar[int] = 1
    why: ClassVar[str] = "added"

    units: Decimal = field(converter=count)
    start: When = field(converter=when)
    billed: Billed = field(default="period", kw_only=True, converter=_billed)

    @property
    def prorates(self) -> bool:
        """Whether it changes the period within which it happens."""
        return True

    @property
    def signed(self) -> Decimal:
        """How many more units there are; fewer below 0."""
        return self.units * self.sign

    def reason(self, calendar: Calendar) -> Reason:
        """Say how many came or went, and when."""
        return self.why, (("units", grouped(self.units)), ("at", calendar.told(self.start)))

    def turns(self, calendar: Calendar) -> Sequence[date]:
        """Give the day."""
        return (calendar.day(self.start),)

    def check(self, calendar: Calendar) -> None:
        """Check that it happens in the term.

        Raises:
            TermsError: If it does not (``change.outside``).
        """
        calendar.check_within(self.start, self, "start")

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Add the units to what is charged from the day on."""
        day = calendar.day(self.start)
        if spans[-1].end <= day or (spans[0].start < day and not self.prorates):
            return list(spans)
        reason = self.reason(calendar)

        def change(span: Span) -> Span:
            return evolve(span, more=span.more + self.signed, reasons=(*span.reasons, reason))

        return between(spans, day, None, change) if self.units else list(spans)

    @property
    def late(self) -> bool:
        """Whether the next invoice tells what it makes of a running period."""
        return self.billed == "next" and self.prorates

    def known(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Add the units, but not within a period if the next invoice tells."""
        if self.late and spans[0].start < calendar.day(self.start):
            return list(spans)
        return self.changed(spans, calendar)

    def carried(self, calendar: Calendar) -> tuple[Change, ...]:
        """Give the same units, from the start on."""
        day = calendar.day(self.start)
        return (evolve(self, start=1, billed="period"),) if day < calendar.end else ()


@frozen(repr=False, field_transformer=named_fields)
class Added(Units):
    """Units that are added within the term, prorated by the rule of the terms.

    Args:
        units: How many.
        start: The month of the term, counted from 1, or the day from which they are there.
        on: The lines it changes; None for all that recur.
        billed: ``period`` or ``next``: on which invoice a part of a period stands.
        optional: Whether it may select no line, or happen outside the term.

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly")
    >>> june = Quote.of(seats).over(2, "2027-06-01")
    >>> more = june.changed(Added(3, "2027-06-21", billed="next"))
    >>> [str(invoice.total) for invoice in more.invoices]
    ['EUR 250.00', 'EUR 350.00']
    """


@frozen(repr=False, field_transformer=named_fields)
class Removed(Units):
    """Units that are removed within the term.

    Args:
        units: How many; as many as there are at most (``change.below``).
        start: The month of the term, counted from 1, or the day from which they are gone.
        on: The lines it changes; None for all that recur.
        credit: Whether the rest of the period within which they go is not charged, or is
            credited with the next one; else they are charged to the end of the period.
        billed: ``period`` or ``next``: on which invoice a part of a period stands.
        optional: Whether it may select no line, or happen outside the term.

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly")
    >>> june = Quote.of(seats).over(2, "2027-06-01")
    >>> [str(one.total) for one in june.changed(Removed(3, "2027-06-21", credit=False)).invoices]
    ['EUR 250.00', 'EUR 175.00']
    """

    sign: ClassVar[int] = -1
    why: ClassVar[str] = "removed"

    credit: bool = field(default=True, kw_only=True, converter=flag)

    @property
    def prorates(self) -> bool:
        """Whether the period within which they go is credited."""
        return self.credit
