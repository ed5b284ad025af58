"""Prices that follow an index, within a cap and a floor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from .change import Calendar
from .errors import InvalidTypeError, LimitError, PricingError, RuleError, shown
from .factor import Factor, Factors
from .fields import citations, keep_citations, named_fields, single
from .notation import grouped
from .provenance import Citation, Figure
from .repriced import MOST_DIGITS
from .text import calendar_date, label
from .uplift import Raised
from .written import Written

_ALL: Final = Decimal(100)
_MOST_VALUES: Final = 10_000


def _index(value: Figure) -> Decimal:
    number = single(value)
    if number <= 0:
        fault = f"{shown(value)} is no value of an index; it must be above 0"
        raise RuleError.of("change.index", fault, value=value)
    return number


def _bound(value: Figure) -> Decimal:
    number = single(value)
    if number <= -_ALL:
        fault = f"{shown(value)} % leaves no price; give more than -100"
        raise RuleError.of("change.percent", fault, value=value)
    return number


@frozen(repr=False, field_transformer=named_fields)
class IndexValue(Written):
    """One value of an index.

    Args:
        day: From when on it counts.
        value: Above 0; with its source if it is `Sourced`.
    """

    day: date = field(converter=calendar_date)
    value: Decimal = field(converter=_index)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)


IndexTable: TypeAlias = Mapping[Any, Any] | Iterable[IndexValue]
"""Values by the day from which each counts, as a mapping or as `IndexValue`."""


def _table(given: IndexTable) -> tuple[IndexValue, ...]:
    table: Any = given
    try:
        if isinstance(given, Mapping):
            values: list[Any] = [IndexValue(day, value) for day, value in table.items()]
        else:
            values = list(table)
    except PricingError:
        raise
    except Exception as error:
        raise _no_table(table) from error
    for value in values:
        if not isinstance(value, IndexValue):
            raise _no_table(value)
    if not values:
        raise RuleError.of("change.index", "an index needs values; give one", value=table)
    if len(values) > _MOST_VALUES:
        fault = f"an index has at most {_MOST_VALUES:,} values; leave out those before the term"
        raise LimitError.of("limit.count", fault, value=len(values))
    if len({value.day for value in values}) < len(values):
        raise RuleError.of("change.index", "a day has two values; give one", value=table)
    return tuple(sorted(values, key=lambda one: one.day))


def _no_table(given: object) -> PricingError:
    fault = f'{shown(given)} is no table of an index; give values by days: {{"2027-01-01": 121}}'
    return InvalidTypeError.of("type.index", fault, value=given)


@frozen(repr=False, field_transformer=named_fields)
class Indexed(Raised):
    """Prices that follow an index: by as much as it has changed, in percent.

    The value of a day is the last one given for it or an earlier day; date each by the day from
    which it counts, and give those to come as assumptions. It takes effect for the periods of a
    charge that start on or after the day on which prices are adjusted.

    Args:
        values: The index, by days; each value may be `Sourced`.
        name: What it is called, such as ``CPI``.
        on: The lines it changes; None for all that recur.
        first: The month of the term, counted from 1, or the day of the first adjustment.
        every: After how many months prices are adjusted again; None for never.
        of: ``last``: each adjustment is of the last price, by what the index changed since the
            last adjustment; ``list``: of the list price, by what it changed since *reference*.
        reference: The day whose value the list price stands for; the first one of the term
            unless given.
        cap: By how many percent an adjustment raises at most: the last price, or with
            ``of="list"`` the list price. What lies above is not made up for later.
        floor: By how many percent it raises at least; 0 lets prices never fall.
        optional: Whether it may select no line.

    Raises:
        RuleError: When priced, if there is no value for a day (``change.index``).
        TermsError: When priced, if the term has no dates (``change.start``).
        LimitError: When priced, if it compounds more often than can be exact
            (``change.digits``).

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="yearly")
    >>> index = {"2027-01-01": 120, "2028-01-01": 123, "2029-01-01": 135}
    >>> capped = Indexed(index, name="CPI", cap=5, floor=0)
    >>> quote = Quote.of(seats).over(36, "2027-01-01").changed(capped)
    >>> [str(invoice.total) for invoice in quote.invoices if invoice.total]
    ['EUR 250.00', 'EUR 256.25', 'EUR 269.06']
    """

    values: tuple[IndexValue, ...] = field(converter=_table)
    name: str = field(default="index", kw_only=True, converter=label)
    reference: date | None = field(default=None, kw_only=True, converter=optional(calendar_date))
    cap: Decimal | None = field(default=None, kw_only=True, converter=optional(_bound))
    floor: Decimal | None = field(default=None, kw_only=True, converter=optional(_bound))

    def __attrs_post_init__(self) -> None:
        Raised.__attrs_post_init__(self)
        if self.cap is not None and self.floor is not None and self.cap < self.floor:
            fault = f"the cap of {grouped(self.cap)} % lies below the floor; raise it"
            error = RuleError.of("change.cap", fault, value=self.cap)
            error.at("cap", type(self).__name__)
            raise error
        own = [
            Citation(f"{self.name} {value.day}", value.value, citation.source)
            for value in self.values
            for citation in value.citations
        ]
        object.__setattr__(self, "citations", tuple(dict.fromkeys([*self.citations, *own])))

    def factors(self, until: date, calendar: Calendar) -> Factors:
        """Give a factor for each adjustment; of the list price, one for the last."""
        rises = self.rises(until, calendar)
        if not rises:
            return ()
        calendar.day(self.values[0].day)  # an index needs dates
        before = self._value(self.reference or calendar.start)
        if self.of == "list":
            rises = rises[-1:]
        found: list[Factor] = []
        for day, at in rises:
            now = self._value(day)
            found += self._adjusted(before, now, at)
            before = now
        self._check_digits(found)
        return tuple(found)

    def _value(self, day: date) -> Decimal:
        place = bisect_right(self.values, day, key=lambda one: one.day)
        if not place:
            fault = f"{self.name} has no value for {day}; give one for that day or before"
            raise RuleError.of("change.index", fault, field="values", value=day)
        return self.values[place - 1].value

    def _adjusted(self, before: Decimal, now: Decimal, at: str) -> list[Factor]:
        """Give the factor of one adjustment, if there is any."""
        told = (("name", self.name), ("at", at))
        for bound, why, beyond in (
            (self.cap, "index_capped", True),
            (self.floor, "index_floored", False),
        ):
            if bound is None:
                continue
            limit = before * (_ALL + bound)
            if (now * _ALL > limit) if beyond else (now * _ALL < limit):
                percent = (("percent", grouped(bound)), *told)
                return [Factor(_ALL + bound, _ALL, why, percent)] if bound else []
        return [] if now == before else [Factor(now, before, "indexed", told)]

    def _check_digits(self, factors: list[Factor]) -> None:
        digits = sum(len(Decimal(one.numerator).as_tuple().digits) for one in factors)
        if digits > MOST_DIGITS:
            fault = f"{len(factors)} adjustments have more digits than can be exact; say of='list'"
            raise LimitError.of("change.digits", fault, field="values", value=len(factors))
