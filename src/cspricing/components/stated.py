"""What is stated of a promise: figures that people are counted from, by the names they have there.

The models that count are imported when something is promised; this is not one of them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from ..errors import InvalidNumberError, InvalidTypeError, PricingError, shown
from ..fields import sequence_of, single
from ..number import Number, scalar
from ..provenance import Figure
from .base import hundreds, positive
from .demand import Demand

_MOST_PERCENT: Final = 200


def minutes_at(given: Iterable[Number]) -> tuple[Decimal, ...]:
    """Take how long a chat takes if its agent has one at a time, two, and so on; none falls."""
    if isinstance(given, str):
        raise InvalidTypeError.of(
            "type.member",
            f"{shown(given)} is not a list; give a list of minutes: with one chat, two, three",
            value=given,
        )
    times = tuple([positive(single(one)) for one in sequence_of(object, given, "minutes")])
    for shorter, longer in pairwise(times):
        if longer < shorter:
            raise InvalidNumberError.of(
                "chat.handling",
                f"{longer} minutes are less than {shorter}, and a chat takes at least as long if "
                "its agent has one more; give times that do not fall",
                value=times,
            )
    return times


def forecast_error(value: Figure) -> Decimal:
    """Take how far a forecast errs, in percent of it: up to twice as much as it is."""
    number = hundreds(single(value))
    if number > _MOST_PERCENT:
        raise InvalidNumberError.of(
            "forecast.error",
            f"{shown(value)} is more than twice the forecast; give its standard deviation in "
            "percent of it, from 0 to 200",
            value=value,
        )
    return number


def single_of(value: Any, field: str) -> Decimal:  # noqa: ANN401
    """Take one number, where a column makes no sense, as what the field of this name states."""
    try:
        return scalar(value)
    except PricingError as error:
        error.at(field)
        raise


@contextmanager
def as_stated(demand: Demand) -> Generator[None, None, None]:
    """Let a refusal name what is stated of a channel, not what is made of it to count people."""
    volume = f"{demand.contact}s_per_month"
    names = {
        "agents": "minimum_agents",
        "chats": volume,
        "handle_seconds": "handle_minutes",
        "handle_seconds_at": "handle_minutes_at",
        "load": volume,
        "volume": volume,
    }
    try:
        yield
    except PricingError as error:
        error.field = names.get(error.field or "", error.field)
        raise
