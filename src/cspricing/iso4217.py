"""Look-ups in the table of ISO 4217: a code in force has digits, any other is refused by name."""

from __future__ import annotations

from datetime import date

from .currencies import CURRENT, NOT_MONEY, WITHDRAWN
from .errors import InvalidTypeError, PricingError, UnknownCurrencyError, shown
from .text import calendar_date


def digits_of(code: str, on: date | str | None = None) -> int:
    """Give the decimals of the minor unit of a currency.

    Args:
        code: Its code, three capital letters.
        on: The day for which it is meant; today's list unless given.

    Raises:
        UnknownCurrencyError: If there is no such code (``currency.unknown``), none any more
            (``currency.withdrawn``), or it is no money (``currency.not_money``).
        InvalidTypeError: If *code* is no text (``type.currency``), or *on* no date.
        InvalidDateError: If *on* is a text that is no date (``date.syntax``).

    >>> digits_of("JPY"), digits_of("KWD")
    (0, 3)
    """
    if not issubclass(type(code), str):  # an object may lie about its class
        raise InvalidTypeError.of(
            "type.currency",
            f"{shown(code)} is not a currency code; give a text such as EUR",
            field="currency",
            value=code,
        )
    key = str.__str__(code)  # a subclass may lie about itself
    day = None if on is None else _day(on)
    if key in CURRENT:
        return CURRENT[key][0]
    if key in WITHDRAWN:
        return _withdrawn_digits(key, day)
    if key in NOT_MONEY:
        raise UnknownCurrencyError.of(
            "currency.not_money",
            f"{key} ({NOT_MONEY[key]}) has no minor unit and is no money to pay with",
            field="currency",
            value=code,
        )
    raise UnknownCurrencyError.of(
        "currency.unknown",
        f"{shown(key)} is not a currency code of ISO 4217; write three capitals, such as EUR",
        field="currency",
        value=code,
    )


def _day(on: date | str) -> date:
    try:
        return calendar_date(on)
    except PricingError as error:
        error.at("on")
        raise


def _withdrawn_digits(code: str, day: date | None) -> int:
    digits, _, withdrawn, successor = WITHDRAWN[code]
    if day is not None and digits is not None and day < date.fromisoformat(withdrawn):
        return digits
    remedy = f"use {successor}" if successor else "it has no successor"
    earlier = "" if digits is None else ", or name an earlier day with on="
    raise UnknownCurrencyError.of(
        "currency.withdrawn",
        f"{code} was withdrawn on {withdrawn}; {remedy}{earlier}",
        field="currency",
        value=code,
    )
