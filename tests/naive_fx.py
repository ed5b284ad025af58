"""Rates of exchange in the most obvious way, for `naive_quote`: as fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from cspricing import Terms


class MissingRateError(Exception):
    """A rate that is not there."""


def latest(rates: Any, of: str, to: str, day: date | None) -> Fraction | None:  # noqa: ANN401
    """Give what one unit is worth by the latest rate of a pair, in whichever direction."""
    best: tuple[date, Fraction] | None = None
    for rate in rates.rates:
        on = rate.on or date.min
        if rate.on is not None and (day is None or rate.on > day):
            continue
        if (rate.of.code, rate.to.code) == (of, to):
            worth = Fraction(rate.rate)
        elif (rate.to.code, rate.of.code) == (of, to):
            worth = 1 / Fraction(rate.rate)
        else:
            continue
        if best is None or on > best[0]:
            best = (on, worth)
    return None if best is None else best[1]


def worth(rates: Any, of: str, to: str, day: date | None) -> Fraction:  # noqa: ANN401
    """Give what one unit of a currency is worth in another, with the spread."""
    found = latest(rates, of, to, day)
    if found is None and rates.base is not None:
        first = latest(rates, of, rates.base.code, day)
        second = latest(rates, rates.base.code, to, day)
        if first is not None and second is not None:
            found = first * second
    if found is None:
        raise MissingRateError(of, to, day)
    return found * (1 + Fraction(rates.spread) / 100)


def factor(terms: Terms, currency: Any, to: Any, issued: date | None) -> Fraction:  # noqa: ANN401
    """Give what a price is multiplied by on an invoice that is issued on a day."""
    if terms.rates is None or currency is None or currency == to:
        return Fraction(1)
    day = issued if terms.rates.by == "invoice" else terms.rates.day or terms.start
    return worth(terms.rates, currency.code, to.code, day)
