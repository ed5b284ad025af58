"""Charges that start or end within the term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from attrs import evolve, field, frozen
from attrs.converters import optional

from .change import Calendar, Change, Span, When, between, when
from .errors import TermsError
from .fields import named_fields
from .lapsed import Lapsed


def not_in_force(span: Span) -> Span:
    """Let nothing be charged in a span."""
    return evolve(span, in_force=False)


@frozen(repr=False, kw_only=True, field_transformer=named_fields)
class InForce(Change):
    """When lines are in force, if not over the whole term: an added subscription, a trial's end.

    What recurs is charged from *start* to *end*, prorated by the rule of the terms; it ends with
    the term at the latest. What is due once falls on the invoice of the day *start*.

    Args:
        on: The lines it changes; None for all.
        start: The month of the term, counted from 1, or the day from which they are in force;
            the first one of the term unless given.
        end: The last month, or the last day; the last one of the term unless given.
        optional: Whether it may select no line, or lie outside the term.

    Raises:
        TermsError: If neither is given (``change.in_force``); and when priced, if they end
            before they start (``change.in_force``), or lie outside the term
            (``change.outside``).

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(30), cadence="monthly")
    >>> quote = Quote.of(seats).over(12, "2027-01-01").changed(InForce(start="2027-11-16"))
    >>> [str(invoice.total) for invoice in quote.invoices[9:]]
    ['EUR 0.00', 'EUR 150.00', 'EUR 300.00']
    """

    changes_once: ClassVar[bool] = True

    start: When | None = field(default=None, converter=optional(when))
    end: When | None = field(default=None, converter=optional(when))

    def __attrs_post_init__(self) -> None:
        Change.__attrs_post_init__(self)
        if self.start is None and self.end is None:
            raise self._refused("it starts and ends with the term anyway; give start or end")

    def _refused(self, fault: str) -> TermsError:
        error = TermsError.of("change.in_force", fault, value=(self.start, self.end))
        error.at("start", type(self).__name__)
        return error

    def check(self, calendar: Calendar) -> None:
        """Check that both days are days of the term, in order.

        Raises:
            TermsError: If they are not (``change.outside``, ``change.in_force``).
        """
        for moment, name in ((self.start, "start"), (self.end, "end")):
            if moment is not None:
                calendar.check_within(moment, self, name)
        after = self._after(calendar)
        if after is not None and after <= self._first(calendar):
            raise self._refused("it would end before it starts; give a later end")

    def _first(self, calendar: Calendar) -> date:
        return calendar.start if self.start is None else calendar.day(self.start)

    def _after(self, calendar: Calendar) -> date | None:
        """Give the day after the last one, if there is one in the term."""
        if self.end is None:
            return None
        if isinstance(self.end, int):
            return calendar.later(self.end, 1)
        day = calendar.day(self.end)
        return day if day == date.max else day + timedelta(days=1)

    def turns(self, calendar: Calendar) -> Sequence[date]:
        """Give the first day, and the one behind the last."""
        after = self._after(calendar)
        return (self._first(calendar), *([] if after is None else [after]))

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Let nothing be charged before the start, and after the end."""
        found = between(spans, spans[0].start, self._first(calendar), not_in_force)
        after = self._after(calendar)
        return found if after is None else between(found, after, None, not_in_force)

    def once_from(self, calendar: Calendar) -> date | None:
        """Give the day of the start."""
        return None if self.start is None else calendar.day(self.start)

    def carried(self, calendar: Calendar) -> tuple[Change, ...]:
        """Let what had ended before the end of the term be charged no more."""
        after = self._after(calendar)
        if after is None or after >= calendar.end:
            return ()
        return (Lapsed(on=self.on, optional=True, recurring=True),)
