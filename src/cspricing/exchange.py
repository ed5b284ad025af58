"""Rates of exchange: what one unit of a currency is in another, since when, and who says so.

>>> from cspricing import FxRate, FxRates, Item, Quote, USD
>>> ecb = FxRates([FxRate("EUR", "USD", "1.25", on="2027-01-04", source="ECB")])
>>> seats = Item(name="Seats", quantity=10, unit="seat", price=USD(50))
>>> print(Quote.of(seats).over(1, "2027-01-10").converted(ecb, to="EUR").total)
EUR 400.00
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias, cast

from attrs import evolve, field, frozen
from attrs.converters import optional

from .conversion import Conversion
from .errors import (
    ExchangeRateError,
    InvalidNumberError,
    InvalidTextError,
    PricingError,
    RuleError,
    shown,
)
from .exact import EXACT
from .fields import citations, keep_citations, named_fields, sequence_of, single
from .fx_rate import FxRate, currency_of
from .money import Currency
from .notation import grouped
from .number import whole
from .provenance import Citation, Figure
from .text import calendar_date, one_of
from .written import Written

By: TypeAlias = Literal["term", "invoice"]
"""Whether one rate holds for the whole term, or each invoice has that of its issue date."""

Stale: TypeAlias = Literal["refuse", "mark"]
"""What becomes of a rate that is too old."""

_HUNDRED: Final = Decimal(100)
_MOST_DAYS: Final = 36_600
_NEAREST: Final = 3
_Pair: TypeAlias = tuple[str, str]


def _spread(value: Figure) -> Decimal:
    number = single(value)
    if not 0 <= number <= _HUNDRED:
        raise InvalidNumberError.of(
            "fx.spread", f"{shown(value)} % is no spread; give 0 to 100", value=value
        )
    return number


def _by(value: By) -> By:
    return one_of(value, ("term", "invoice"), "fx.by", InvalidTextError)


def _stale(value: Stale) -> Stale:
    return one_of(value, ("refuse", "mark"), "fx.stale_rule", InvalidTextError)


def _days(value: int) -> int:
    return whole(value, least=0, most=_MOST_DAYS)


Given: TypeAlias = Mapping[str, Figure] | Iterable[FxRate]
"""Rates as they may be given: a list, or what one unit of each currency is in the base."""


def _rates(given: Given) -> tuple[FxRate, ...]:
    if isinstance(given, Mapping):
        waiting: Any = tuple(cast("Mapping[Any, Any]", given).items())  # for the base
        return cast("tuple[FxRate, ...]", waiting)
    return sequence_of(FxRate, given, "FxRate")


@frozen(repr=False, field_transformer=named_fields)
class FxRates(Written):
    """Rates of exchange, and which of them a quote is converted by.

    Of several rates of two currencies, in whichever direction, the latest one on or before the
    day counts. Their order does not matter.

    Attributes:
        rates: A list of `FxRate`; or by currency, what one unit of it is in the base.
        base: The currency over which two others are converted that have no rate of their own.
        spread: What is added to each conversion, in percent.
        by: ``term``: at the rate of one day for the whole term; ``invoice``: at that of the issue
            date of each invoice.
        day: The one day; the first one of the term unless given, see `on`.
        max_age_days: How many days old a rate may be; any age unless given.
        stale: What becomes of an older one: ``refuse`` it, or ``mark`` it as unverified.

    Raises:
        RuleError: If two rates of a day say what two currencies are in each other
            (``fx.twice``), there is no base for rates by currency (``fx.base``), or each invoice
            has its own day, and *day* is given too (``fx.day``).
        InvalidNumberError: If *spread* is not from 0 to 100 (``fx.spread``), or a rate is
            impossible.
        InvalidTextError: If *by* or *stale* is no such word (``fx.by``, ``fx.stale_rule``).

    >>> FxRates({"USD": "0.92"}, base="EUR").rates
    (FxRate(Currency("USD"), Currency("EUR"), "0.92"),)
    """

    rates: tuple[FxRate, ...] = field(converter=_rates)
    base: Currency | None = field(default=None, kw_only=True, converter=optional(currency_of))
    spread: Decimal = field(default=Decimal(0), kw_only=True, converter=_spread)
    by: By = field(default="term", kw_only=True, converter=_by)
    day: date | None = field(default=None, kw_only=True, converter=optional(calendar_date))
    max_age_days: int | None = field(default=None, kw_only=True, converter=optional(_days))
    stale: Stale = field(default="refuse", kw_only=True, converter=_stale)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )
    _of_pair: Mapping[_Pair, Sequence[FxRate]] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        try:
            self._sort()
        except PricingError as error:
            error.at("rates", "FxRates")
            raise

    def _sort(self) -> None:
        """Keep the rates in one order, and by pair."""
        given: Any = self.rates
        rates: list[FxRate] = [
            one if isinstance(one, FxRate) else self._by_base(*one) for one in given
        ]
        rates.sort(key=lambda one: (*_pair(one.of, one.to), one.on or date.min))
        of_pair: dict[_Pair, list[FxRate]] = {}
        for rate in rates:
            known = of_pair.setdefault(_pair(rate.of, rate.to), [])
            if known and known[-1].on == rate.on:
                day = "without a day" if rate.on is None else f"of {rate.on}"
                fault = f"{rate.pair} has two rates {day}; give one of them"
                raise RuleError.of("fx.twice", fault, value=rate)
            known.append(rate)
        if self.by == "invoice" and self.day is not None:
            fault = "each invoice has the rate of its own day; leave the day out, or by='invoice'"
            raise RuleError.of("fx.day", fault, field="day", value=self.day)
        object.__setattr__(self, "rates", tuple(rates))
        object.__setattr__(self, "_of_pair", of_pair)

    def _by_base(self, code: str, rate: Figure) -> FxRate:
        if self.base is None:
            fault = f"what is one {shown(code)} in? give base=, or a list of FxRate"
            raise RuleError.of("fx.base", fault, field="base", value=code)
        return FxRate(code, self.base, rate)

    def on(self, day: date | str) -> FxRates:
        """Give the same rates for one day: the latest ones on or before it count.

        Raises:
            InvalidDateError: If *day* is a text that is no date (``date.syntax``).
            InvalidTypeError: If it is no date at all (``type.date``).
        """
        try:
            fixed = calendar_date(day)
        except PricingError as error:
            error.at("day")
            raise
        return evolve(self, day=fixed, by="term")

    def filled(self, other: FxRates) -> FxRates:
        """Give the same rates, and those that *other* has of currencies of which these have none.

        >>> dollars, pounds = FxRates({"USD": 1}, base="EUR"), FxRates({"GBP": 2}, base="EUR")
        >>> [rate.pair for rate in dollars.filled(pounds).rates]
        ['GBP/EUR', 'USD/EUR']
        """
        known = {code for pair in self._of_pair for code in pair}
        more = [one for one in other.rates if not {one.of.code, one.to.code} <= known]
        if not more:
            return self
        return evolve(self, rates=(*self.rates, *more), base=self.base or other.base)

    def factors(self, of: Currency, to: Currency, day: date | None) -> tuple[Conversion, ...]:
        """Give what an amount is multiplied by: the rate, or two over the base, and the spread.

        Args:
            of: What it is in.
            to: What it is converted to.
            day: The day of the rates; None for rates that always hold.

        Raises:
            ExchangeRateError: If there is no rate (``fx.missing``), or it is too old
                (``fx.stale``).

        >>> rates = FxRates({"USD": "0.92", "GBP": "1.15"}, base="EUR", spread=2)
        >>> [str(one) for one in rates.factors(Currency("USD"), Currency("GBP"), None)]
        ['0.92', '1 / 1.15', '102 / 100']
        """
        found = self._rate(of, to, day)
        legs = self._over_base(of, to, day) if found is None else [(found, to)]
        factors = [rate.factor(into, self._doubt(rate, day)) for rate, into in legs]
        if self.spread:
            told = (("percent", grouped(self.spread)),)
            above = EXACT.add(_HUNDRED, self.spread)
            factors.append(
                Conversion(above, 100, "fx_spread", told, to=to, citations=self.citations)
            )
        return tuple(factors)

    def _over_base(
        self, of: Currency, to: Currency, day: date | None
    ) -> list[tuple[FxRate, Currency]]:
        base = self.base
        if base is None or base in {of, to}:
            raise self._missing(of, to, day)
        if not (self._of_pair.keys() & {_pair(of, base), _pair(base, to)}):
            raise self._missing(of, to, day)
        legs: list[tuple[FxRate, Currency]] = []
        for one, other in ((of, base), (base, to)):
            rate = self._rate(one, other, day)
            if rate is None:
                raise self._missing(one, other, day)
            legs.append((rate, other))
        return legs

    def _rate(self, of: Currency, to: Currency, day: date | None) -> FxRate | None:
        """Give the latest rate of two currencies on or before a day."""
        known = self._of_pair.get(_pair(of, to), ())
        place = bisect_right(known, day or date.min, key=lambda one: one.on or date.min)
        return known[place - 1] if place else None

    def _doubt(self, rate: FxRate, day: date | None) -> str:
        """Say why a rate is too old, if it is; of one that may not be, that is an error."""
        most = self.max_age_days
        if most is None or (rate.on and day and (day - rate.on).days <= most):
            return ""
        doubt = "nobody says of which day" if rate.on is None else f"more than {most} days old"
        if self.stale == "refuse":
            when = "" if day is None else f" on {day}"
            of_day = "" if rate.on is None else f" of {rate.on}"
            fault = f"the rate {rate.pair}{of_day} is too old{when}: {doubt}; add a newer one"
            raise _refused("fx.stale", fault, rate, [rate])
        return doubt

    def _missing(self, of: Currency, to: Currency, day: date | None) -> ExchangeRateError:
        """Say that there is no rate, and which ones come near."""
        known = list(self._of_pair.get(_pair(of, to), ()))
        pair = f"{of}/{to}"
        if not known:
            pairs = sorted({rate.pair for rate in self.rates})
            there = ", ".join(pairs[:10]) or "none"
            over = "state the base= that both have a rate of" if self.base is None else "add one"
            when = "" if day is None else f" for {day}"
            fault = f"there is no rate of {pair}{when}; there are {there}; {over}"
            return _refused("fx.missing", fault, pair, ())
        if day is None:
            fault = (
                f"all rates of {pair} have a day, and the term has none; give start, or say "
                "rates.on(day)"
            )
            return _refused("fx.missing", fault, pair, known[-_NEAREST:])
        nearest = known[:_NEAREST]
        told = ", ".join(str(rate.on) for rate in nearest)
        fault = f"there is no rate of {pair} on or before {day}; the nearest: {told}; add one"
        return _refused("fx.missing", fault, pair, nearest)


def _pair(of: Currency, to: Currency) -> _Pair:
    """Give two currencies in one order: a rate is used both ways."""
    return (of.code, to.code) if of.code < to.code else (to.code, of.code)


def _refused(code: str, fault: str, value: object, nearest: Sequence[FxRate]) -> ExchangeRateError:
    error = ExchangeRateError.of(code, fault, field="rates", value=value)
    error.nearest = tuple(nearest)
    return error
