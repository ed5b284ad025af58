"""Offered load: how many agents would be busy if nobody ever waited."""

from __future__ import annotations

from fractions import Fraction

from .given import Number, not_negative, positive


def offered_load(contacts: Number, handle_seconds: Number, interval_seconds: Number) -> Fraction:
    """Give the offered load in erlangs: contacts x handling time / interval, exactly.

    Near saturation an error in the load grows by about load / (agents - load), so that it is
    kept as a fraction until a formula needs a float.

    Args:
        contacts: How many arrive in the interval; from 0.
        handle_seconds: How long one takes, with the work after it; above 0.
        interval_seconds: How long the interval is; above 0.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``).

    >>> offered_load(100, 180, 1800)
    Fraction(10, 1)
    >>> offered_load(323, 180, 1800)
    Fraction(323, 10)
    """
    arriving = not_negative(contacts, "contacts")
    handling = positive(handle_seconds, "handle_seconds")
    return arriving * handling / positive(interval_seconds, "interval_seconds")
