"""Rates of exchange, told: in words, and as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from .conversion import Conversion
from .exchange import FxRates
from .messages import Language, message
from .money import Currency
from .notation import grouped, plain
from .terms import Terms

_MOST_RATES: Final = 3


def rates_told(
    terms: Terms, currencies: Iterable[Currency], currency: Currency, language: Language
) -> str:
    """Say which prices are converted, and at the rates of which day; nothing if none are."""
    codes = message("list", language).join(one.code for one in currencies)
    if terms.rates is None or not codes:
        return ""
    day = terms.rates.day or terms.start
    key = "fx_invoice" if terms.rates.by == "invoice" else "fx_on" if day else "fx_term"
    return message(key, language, currencies=codes, currency=currency, day=day)


def rates_named(rates: FxRates, language: Language) -> str:
    """Name rates of exchange: a few of them, for which day they are, and the spread.

    >>> from cspricing import FxRates
    >>> rates_named(FxRates({"USD": "0.92"}, base="EUR", spread=2).on("2027-01-04"), "en")
    'USD/EUR 0.92, 2027-01-04, spread of 2 %'
    """
    told = [f"{one.pair} {grouped(one.rate)}" for one in rates.rates[:_MOST_RATES]]
    if len(rates.rates) > _MOST_RATES:
        told.append("...")
    if rates.day is not None:
        told.append(str(rates.day))
    if rates.by == "invoice":
        told.append(message("fx_each", language))
    if rates.spread:
        told.append(message("fx_spread", language, percent=grouped(rates.spread)))
    return message("list", language).join(told)


def conversions_told(factors: Iterable[Conversion], language: Language) -> str:
    """Write what an amount is multiplied by for another currency, and what each factor is."""
    return " ".join(
        message(
            "fx_applied",
            language,
            factor=one,
            text=message(one.why, language, **dict(one.told)),
        )
        for one in factors
    )


def rates_data(rates: FxRates | None) -> dict[str, Any] | None:
    """Give how prices in other currencies are converted; each step says by which rates."""
    if rates is None:
        return None
    return {
        "by": rates.by,
        "day": None if rates.day is None else rates.day.isoformat(),
        "base": None if rates.base is None else rates.base.code,
        "spread": plain(rates.spread),
    }
