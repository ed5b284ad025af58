"""What an earlier term charged, and the one that follows it does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from attrs import evolve, field, frozen

from .change import Calendar, Change, Span
from .fields import flag, named_fields


@frozen(repr=False, kw_only=True, field_transformer=named_fields)
class Lapsed(Change):
    """What was charged once, in an earlier term, and is not charged again.

    Args:
        on: The lines; None for all.
        recurring: Whether what recurs is not charged any more, either.
        optional: Whether it may select no line.

    >>> from cspricing import EUR, CRMLicense, Quote
    >>> crm = CRMLicense(seats=10, tariff=EUR(25), onboarding=EUR(900))
    >>> print(Quote.of(crm).over(12).total, Quote.of(crm).over(12).changed(Lapsed()).total)
    EUR 3,900.00 EUR 3,000.00
    """

    changes_once: ClassVar[bool] = True

    recurring: bool = field(default=False, converter=flag)

    def turns(self, calendar: Calendar) -> Sequence[date]:
        """Give none: it is so from the start."""
        del calendar
        return ()

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Let nothing be charged if what recurs has lapsed, too."""
        del calendar
        if not self.recurring:
            return list(spans)
        return [evolve(span, in_force=False) for span in spans]

    def once_from(self, calendar: Calendar) -> date | None:
        """Give the day behind the term: what is charged once is never due."""
        return calendar.end

    def carried(self, calendar: Calendar) -> tuple[Change, ...]:
        """Give itself."""
        del calendar
        return (self,)
