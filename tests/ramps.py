"""Changes over the term that move both quantities and prices, for tests of what follows them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from cspricing.change import Calendar, Change, Span
from cspricing.factor import Factor
from cspricing.fields import named_fields
from cspricing.number import decimal


@frozen(repr=False, field_transformer=named_fields)
class Ramp(Change):
    """From the second month on three more units, at twice the price."""

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Cut spans at the day; behind it are more units, and they are dearer."""
        day = calendar.day(2)
        twice = (Factor(2, 1, "surcharge"),)
        return [
            evolve(part, more=decimal(3), factors=twice) if part.start >= day else part
            for span in spans
            for part in span.cut(day)
        ]
