"""Ramps: how many units there are from which month or day on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final, TypeAlias

from attrs import evolve, field, frozen

from .change import Calendar, Change, Span, When, between, when
from .errors import InvalidTypeError, LimitError, PricingError, RuleError, shown
from .fields import count, flag, named_fields
from .notation import grouped
from .period import LONGEST_TERM_MONTHS

Ramped: TypeAlias = Mapping[Any, Any] | Iterable[Sequence[Any]]
"""Values by the moment from which each counts: a month of the term, or a day."""

_PAIR: Final = 2
_MOST_VALUES: Final = 31 * LONGEST_TERM_MONTHS  # one a day of the longest term
_HUNDRED: Final = Decimal(100)


def ramped(given: Ramped) -> tuple[tuple[When, Decimal], ...]:
    """Take values by the moments from which they count.

    Raises:
        InvalidTypeError: If they are no mapping, and no pairs (``type.ramp``).
        RuleError: If there is none, or two for one moment (``change.ramp``).
        PricingError: If a moment or a value is none, as `when` and `cspricing.number`.

    >>> ramped({1: 10, "2027-04-15": 25})
    ((1, Decimal('10')), (datetime.date(2027, 4, 15), Decimal('25')))
    """
    table: Any = given
    try:
        pairs: list[Any] = list(table.items() if isinstance(given, Mapping) else table)
    except Exception as error:
        raise _no_ramp(table) from error
    found: dict[When, Decimal] = {}
    for pair in pairs:
        if not issubclass(type(pair), (tuple, list)) or len(pair) != _PAIR:
            raise _no_ramp(pair)
        moment = when(pair[0])
        if moment in found:
            fault = f"{shown(pair[0])} has two values; give one"
            raise RuleError.of("change.ramp", fault, value=table)
        found[moment] = count(pair[1])
    if not found:
        raise RuleError.of("change.ramp", "a ramp needs a value; give {1: 10}", value=table)
    if len(found) > _MOST_VALUES:
        fault = f"a ramp has at most {_MOST_VALUES:,} values; split the term"
        raise LimitError.of("limit.count", fault, value=len(found))
    return tuple(found.items())


def _no_ramp(given: object) -> PricingError:
    fault = f"{shown(given)} is no ramp; give values by months or days, such as {{1: 10, 4: 25}}"
    return InvalidTypeError.of("type.ramp", fault, value=given)


@frozen(repr=False, field_transformer=named_fields)
class Steps(Change):
    """The base of changes that set something to one value after the other.

    Args:
        values: The values, each by the month of the term, counted from 1, or the day from which
            it counts. Before the first one nothing is changed.
    """

    values: tuple[tuple[When, Decimal], ...] = field(converter=ramped)
    # The values by their days, on the calendar for which they were last asked.
    _dated: list[Any] = field(init=False, factory=list[Any], eq=False, repr=False)

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Cut spans where a value begins, and change those behind it."""
        found = list(spans)
        begun = self.counting(spans[0].start, spans[-1].end, calendar)
        for i, (day, moment, value) in enumerate(begun, start=1):
            after = begun[i][0] if i < len(begun) else None

            def change(span: Span, moment: When = moment, value: Decimal = value) -> Span:
                return self.stepped(span, value, calendar.told(moment))

            found = between(found, day, after, change)
        return found

    def counting(
        self, start: date, end: date, calendar: Calendar
    ) -> list[tuple[date, When, Decimal]]:
        """Give the values that count from *start* to the day before *end*."""
        dated = self._on(calendar)
        first = bisect_right(dated, start, key=lambda one: one[0])
        after = bisect_left(dated, end, key=lambda one: one[0])
        return dated[max(first - 1, 0) : after]

    def _on(self, calendar: Calendar) -> list[tuple[date, When, Decimal]]:
        """Give the values in the order of their days."""
        if not self._dated or self._dated[0] is not calendar:
            found = [(calendar.day(moment), moment, value) for moment, value in self.values]
            self._dated[:] = [calendar, sorted(found, key=lambda one: one[0])]
        dated: list[tuple[date, When, Decimal]] = self._dated[1]
        return dated

    def turns(self, calendar: Calendar) -> Sequence[date]:
        """Give the days from which the values count."""
        return [day for day, _, _ in self._on(calendar)]

    def stepped(self, span: Span, value: Decimal, at: str) -> Span:
        """Change one span to a value that counts from the moment *at*."""
        raise NotImplementedError

    def carried(self, calendar: Calendar) -> tuple[Change, ...]:
        """Give the last value that the term reached."""
        begun = self.counting(calendar.start, calendar.end, calendar)
        return (evolve(self, values={1: begun[-1][2]}),) if begun else ()


@frozen(repr=False, field_transformer=named_fields)
class Ramp(Steps):
    """A ramp of a quantity: so many units per period from each moment on.

    Args:
        values: How many units, each by the month of the term, counted from 1, or the day from
            which it counts. Before the first one the quantity is that of the charge.
        on: The lines it changes; None for all that recur.
        percent: Whether the values are percentages of the quantity of the charge, not units.
        whole: Whether such a share is rounded up to whole units.
        optional: Whether it may select no line.

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=50, unit="seat", price=EUR(25), cadence="monthly")
    >>> quote = Quote.of(seats).over(4).changed(Ramp({1: 10, 2: 30, 3: 50}))
    >>> [str(invoice.total) for invoice in quote.invoices]
    ['EUR 250.00', 'EUR 750.00', 'EUR 1,250.00', 'EUR 1,250.00']
    """

    sets: ClassVar[str] = "quantity"

    percent: bool = field(default=False, kw_only=True, converter=flag)
    whole: bool = field(default=False, kw_only=True, converter=flag)

    def __attrs_post_init__(self) -> None:
        Steps.__attrs_post_init__(self)
        if self.whole and not self.percent:
            error = RuleError.of(
                "change.whole",
                "units are as they are given; whole=True rounds shares up: say percent=True, too",
                value=self.whole,
            )
            error.at("whole", type(self).__name__)
            raise error

    def stepped(self, span: Span, value: Decimal, at: str) -> Span:
        """Set the quantity of a span."""
        if self.percent:
            told = (("percent", grouped(value)), ("at", at))
            reasons = (*span.reasons, ("ramp_percent", told))
            share = span.share * value / _HUNDRED
            return evolve(span, share=share, rounds_up=self.whole, reasons=reasons)
        reasons = (*span.reasons, ("ramp", (("at", at),)))
        return evolve(span, share=Decimal(0), more=span.more + value, reasons=reasons)
