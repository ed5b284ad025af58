"""Changes over the term as plain data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from attrs import fields

from .change import Change
from .indexed import IndexValue
from .notation import plain
from .price import Price


def change_stated(change: Change) -> dict[str, Any]:
    """Give what a change states, besides the lines that it selects.

    >>> from cspricing import Added
    >>> change_stated(Added(3, "2027-06-21"))
    {'units': '3', 'start': '2027-06-21', 'billed': 'period'}
    """
    left_out = {"on", "optional", "citations"}
    return {
        field.name: _plain(getattr(change, field.name))
        for field in fields(type(change))
        if field.name not in left_out
    }


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Write a value as texts, whole numbers and lists: of a price, what it is and over what."""
    members: Any = value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Price):
        return {"price": plain(value.numerator), "over": value.denominator}
    if isinstance(value, IndexValue):
        return [value.day.isoformat(), plain(value.value)]
    if type(value) is tuple:
        return [_plain(one) for one in members]
    return value if isinstance(value, (str, int, bool, type(None))) else str(value)
