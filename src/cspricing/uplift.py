"""Uplifts: prices that rise by a percentage, once or again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

from attrs import Factory, evolve, field, frozen
from attrs.converters import optional

from .change import Calendar, Change, Span, When, when
from .errors import LimitError, RuleError, shown
from .exact import portion
from .factor import Factor, Factors
from .fields import is_one_of, named_fields, single
from .notation import grouped
from .number import whole
from .period import LONGEST_TERM_MONTHS
from .provenance import Figure
from .repriced import MOST_DIGITS, Repriced

Raising: TypeAlias = Literal["last", "list"]
"""What a percentage is of: the last price (it compounds), or the list price (it does not)."""

_ALL: Final = Decimal(100)
_MOST_PERCENT: Final = 1000
_MOST_DECIMALS: Final = 12


def _percent(value: Figure) -> Decimal:
    number = single(value)
    if not -_ALL < number <= _MOST_PERCENT:
        fault = f"{shown(value)} % is no uplift; give more than -100, and at most {_MOST_PERCENT}"
        raise RuleError.of("change.percent", fault, value=value)
    return number


def _of(value: Raising) -> Raising:
    if not is_one_of(value, ("last", "list")):
        fault = f"{shown(value)} is neither last nor list; give one of them"
        raise RuleError.of("change.of", fault, value=value)
    return value


def _decimals(value: int) -> int:
    return whole(value, least=0, most=_MOST_DECIMALS)


def _every(value: int) -> int:
    return whole(value, least=1, most=LONGEST_TERM_MONTHS)


def _first(rise: Raised) -> int:
    """Give the month from which prices rise unless another is said: after the first period."""
    return 1 + (rise.every or 12)


@frozen(repr=False, field_transformer=named_fields)
class Raised(Change):
    """The base of changes that raise prices from a day on, and again every so many months.

    A period of a charge is charged at the price that counts on its first day.

    Args:
        first: The month of the term, counted from 1, or the day from which prices rise first:
            after *every* months unless given, and after a year if they rise once.
        every: After how many months they rise again; None for never.
        of: ``last``: by a part of the last price, so that it compounds; ``list``: by a part of
            the list price.
    """

    every: int | None = field(default=12, kw_only=True, converter=optional(_every))
    first: When = field(default=Factory(_first, takes_self=True), kw_only=True, converter=when)
    of: Raising = field(default="last", kw_only=True, converter=_of)

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Multiply the price of a period by all rises up to its first day."""
        factors = self.factors(spans[0].start, calendar)
        if not factors:
            return list(spans)
        return [evolve(span, factors=(*span.factors, *factors)) for span in spans]

    def turns(self, calendar: Calendar) -> Sequence[date]:
        """Give the days on which prices rise."""
        return [day for day, _ in self.rises(calendar.end, calendar)]

    def rises(self, until: date, calendar: Calendar) -> list[tuple[date, str]]:
        """Give the days up to *until* on which prices rise, and how each is written."""
        found: list[tuple[date, str]] = []
        months = 0
        while (day := calendar.later(self.first, months)) <= until:
            found.append((day, calendar.told(self.first, months)))
            if self.every is None:
                break
            months += self.every
        return found

    def factors(self, until: date, calendar: Calendar) -> Factors:
        """Give what prices are multiplied by on a day."""
        raise NotImplementedError

    def carried(self, calendar: Calendar) -> tuple[Change, ...]:
        """Give the price that the term reached; it rises no more unless that is said."""
        end = calendar.end
        day = end if end == date.min else date.fromordinal(end.toordinal() - 1)
        factors = self.factors(day, calendar)
        return (Repriced.of(factors, on=self.on, optional=self.optional),) if factors else ()


@frozen(repr=False, field_transformer=named_fields)
class Uplift(Raised):
    """A rise of prices by a percentage.

    It takes effect for the periods of a charge that start on or after its day.

    Args:
        percent: By how much, above -100: below 0 prices fall.
        on: The lines it changes; None for all that recur.
        first: The month of the term, counted from 1, or the day from which prices rise first:
            after *every* months unless given, and after a year if they rise once.
        every: After how many months they rise again; None for never.
        of: ``last``: the percentage is of the last price, and compounds (100, 103, 106.09);
            ``list``: it is of the list price (100, 103, 106).
        decimals: To how many decimals what prices have become, over what they were, is rounded
            half up at each rise; None for exact. Rises of many years need it.
        optional: Whether it may select no line.

    Raises:
        LimitError: When priced, if it compounds more often than can be exact
            (``change.digits``).
        RuleError: When priced, if a price would fall below 0 (``change.percent``).

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="yearly")
    >>> quote = Quote.of(seats).over(36, "2027-01-01").changed(Uplift(3))
    >>> [str(invoice.total) for invoice in quote.invoices if invoice.total]
    ['EUR 250.00', 'EUR 257.50', 'EUR 265.23']
    """

    percent: Decimal = field(converter=_percent)
    decimals: int | None = field(default=None, kw_only=True, converter=optional(_decimals))

    def factors(self, until: date, calendar: Calendar) -> Factors:
        """Give a factor for each rise; of the list price, one for all of them."""
        rises = self.rises(until, calendar) if self.percent else []
        if not rises:
            return ()
        shown_percent = grouped(self.percent)
        if self.of == "last" and self.decimals is not None:
            return (self._rounded([at for _, at in rises], self.decimals),)
        if self.of == "last":
            above = _ALL + self.percent
            if len(rises) * len(above.as_tuple().digits) > MOST_DIGITS:
                raise _too_fine(len(rises), self.percent)
            return tuple(
                Factor(above, _ALL, "uplift", (("percent", shown_percent), ("at", at)))
                for _, at in rises
            )
        above = _ALL + len(rises) * self.percent
        if above < 0:
            fault = f"{len(rises)} times {shown_percent} % make a price below 0; say every=None"
            raise RuleError.of("change.percent", fault, field="percent", value=self.percent)
        told: Any = (
            ("count", str(len(rises))),
            ("percent", shown_percent),
            ("at", rises[-1][1]),
        )
        return (Factor(above, _ALL, "uplift_of_list", told),)

    def _rounded(self, rises: Sequence[str], decimals: int) -> Factor:
        """Give one factor for all rises, each rounded before the next."""
        level: Any = 10**decimals
        above, below = (_ALL + self.percent).as_integer_ratio()
        for _ in rises:
            level = portion(level, above, below * 100, "ROUND_HALF_UP")
        told = (
            ("count", str(len(rises))),
            ("percent", grouped(self.percent)),
            ("at", rises[-1]),
            ("decimals", str(decimals)),
        )
        return Factor(Decimal(level).scaleb(-decimals), 1, "uplift_rounded", told)


def _too_fine(count: int, percent: Decimal) -> LimitError:
    return LimitError.of(
        "change.digits",
        f"{grouped(percent)} % compounds {count} times to more digits than can be exact; let it "
        "rise more seldom, or say decimals=6 or of='list'",
        field="percent",
        value=percent,
    )
