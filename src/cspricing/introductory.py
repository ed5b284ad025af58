"""Introductory prices: another price for the first months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from attrs import evolve, field, frozen
from attrs.converters import optional

from .change import Calendar, Change, Span, When, between, when
from .errors import RuleError, shown
from .factor import Factor
from .fields import count, named_fields
from .free import lasting
from .money import Price, as_price
from .notation import grouped
from .provenance import Citation, Figure
from .tariff import PerUnit

_ALL: Final = Decimal(100)
_MOST_PERCENT: Final = 1000


def _percent(value: Figure) -> Decimal:
    number = count(value)
    if number > _MOST_PERCENT:
        fault = f"{shown(value)} % is no introductory price; give at most {_MOST_PERCENT}"
        raise RuleError.of("change.percent", fault, value=value)
    return number


@frozen(repr=False, field_transformer=named_fields)
class Introductory(Change):
    """Another price for so many months: a percentage of the price, or a price of its own.

    Args:
        months: How many; 0 for none.
        percent: The introductory price in percent of the price that would count.
        price: A price per unit instead of the tariff; other changes of the price apply to it.
        on: The lines it changes; None for all that recur.
        start: The month of the term, counted from 1, or the day from which they count.
        optional: Whether it may select no line.

    Raises:
        RuleError: If neither or both of *percent* and *price* are given
            (``change.introductory``); and when priced, if two prices of this kind meet on one
            day (``change.twice``).

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly")
    >>> print(Quote.of(seats).over(12).changed(Introductory(3, percent=50)).total)
    EUR 2,625.00
    """

    months: int = field(converter=lasting)
    percent: Decimal | None = field(default=None, kw_only=True, converter=optional(_percent))
    price: Price | None = field(default=None, kw_only=True, converter=optional(as_price))
    start: When = field(default=1, kw_only=True, converter=when)

    def __attrs_post_init__(self) -> None:
        Change.__attrs_post_init__(self)
        if (self.percent is None) == (self.price is None):
            fault = "an introductory price is a percentage or a price; give one of them"
            error = RuleError.of("change.introductory", fault, value=self.percent)
            error.at("percent", type(self).__name__)
            raise error
        price = self.price
        if price is not None and price.source is not None:
            cited = Citation("price", price, price.source)
            object.__setattr__(self, "citations", tuple({*self.citations, cited}))

    @property
    def own_price(self) -> Price | None:
        """The introductory price, if it is one of its own."""
        return self.price

    def turns(self, calendar: Calendar) -> Sequence[date]:
        """Give the first day, and the one behind the last."""
        return calendar.day(self.start), calendar.later(self.start, self.months)

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Set the price of what lies in the first months."""
        told = (("at", calendar.told(self.start)), ("months", str(self.months)))
        first, after = calendar.day(self.start), calendar.later(self.start, self.months)
        if self.price is not None:
            tariff, reason = PerUnit(self.price), ("introductory_price", told)

            def priced(span: Span) -> Span:
                if span.tariff is not None:
                    raise _twice(self.price)
                return evolve(span, tariff=tariff, reasons=(*span.reasons, reason))

            return between(spans, first, after, priced)
        percent = Decimal(0) if self.percent is None else self.percent
        if percent == _ALL:
            return list(spans)
        cut = Factor(percent, _ALL, "introductory", (("percent", grouped(percent)), *told))
        return between(spans, first, after, lambda span: evolve(span, factors=(*span.factors, cut)))


def _twice(price: Price | None) -> RuleError:
    fault = f"{price} and another introductory price count for the same day; let one end earlier"
    return RuleError.of("change.twice", fault, field="months", value=price)
