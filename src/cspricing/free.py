"""Free periods: months in which nothing is charged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from .change import Calendar, Change, Span, When, between, when
from .factor import Factor
from .fields import named_fields
from .number import whole
from .period import LONGEST_TERM_MONTHS

LONGEST: Final = LONGEST_TERM_MONTHS
"""The most months for which anything may last."""


def lasting(value: int) -> int:
    """Take a number of months from 0 on, for which something lasts.

    Raises:
        PricingError: If it is none (``type.int``, ``number.range``).
    """
    return whole(value, least=0, most=LONGEST)


@frozen(repr=False, field_transformer=named_fields)
class Free(Change):
    """So many months for nothing.

    Args:
        months: How many; 0 for none.
        on: The lines it changes; None for all that recur.
        start: The month of the term, counted from 1, or the day from which they count.
        optional: Whether it may select no line.

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly")
    >>> print(Quote.of(seats).over(12).changed(Free(3)).total)
    EUR 2,250.00
    """

    months: int = field(converter=lasting)
    start: When = field(default=1, kw_only=True, converter=when)

    def turns(self, calendar: Calendar) -> Sequence[date]:
        """Give the first day, and the one behind the last."""
        return calendar.day(self.start), calendar.later(self.start, self.months)

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Multiply the price of what lies in the free months by nothing."""
        told = (("at", calendar.told(self.start)), ("months", str(self.months)))
        nothing = Factor(0, 1, "free", told)
        return between(
            spans,
            calendar.day(self.start),
            calendar.later(self.start, self.months),
            lambda span: evolve(span, factors=(*span.factors, nothing)),
        )
