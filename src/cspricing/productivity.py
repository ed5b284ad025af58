"""Productivity: what people achieve from which month on, and what the same work then takes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from attrs import evolve, field, frozen

from .change import Span, When
from .errors import RuleError, shown
from .factor import Factor
from .fields import named_fields
from .notation import grouped
from .ramp import Ramped, Steps, ramped

_ALL: Final = Decimal(100)


def _shares(given: Ramped) -> tuple[tuple[When, Decimal], ...]:
    found = ramped(given)
    for _, percent in found:
        if not percent:
            fault = f"with a productivity of {shown(percent)} % nothing is ever done; give more"
            raise RuleError.of("change.productivity", fault, value=given)
    return found


@frozen(repr=False, field_transformer=named_fields)
class Productivity(Steps):
    """The productivity of people, who are to do the same work: at half of it they take twice.

    The price or cost of the lines is multiplied by 100 over the percentage, exactly. If less is
    done instead, and as much is charged for each, say so by a `Ramp` of what is done.

    Args:
        values: Percentages of full productivity, above 0, each by the month of the term, counted
            from 1, or the day from which it counts.
        on: The lines it changes; None for all that recur.
        optional: Whether it may select no line.

    >>> from cspricing import EUR, Item, Quote
    >>> team = Item(name="Team", quantity=6, unit="agent", price=EUR(3000), cadence="monthly")
    >>> quote = Quote.of(team).over(3).changed(Productivity({1: 60, 2: 80, 3: 100}))
    >>> [str(invoice.total) for invoice in quote.invoices]
    ['EUR 30,000.00', 'EUR 22,500.00', 'EUR 18,000.00']
    """

    values: tuple[tuple[When, Decimal], ...] = field(converter=_shares)

    def stepped(self, span: Span, value: Decimal, at: str) -> Span:
        """Multiply the price of a span."""
        if value == _ALL:
            return span
        told = (("percent", grouped(value)), ("at", at))
        factor: Any = Factor(_ALL, value, "productivity", told)
        return evolve(span, factors=(*span.factors, factor))
