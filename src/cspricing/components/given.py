"""What goes together when a component is made: all of it or none, one way or the other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..errors import InvalidNumberError, RuleError, shown
from ..fields import figure
from ..number import scalar
from ..provenance import Figure


def together(**parts: object) -> None:
    """Refuse figures of which some are given and some are missing.

    Raises:
        RuleError: If a part is missing beside another (``component.together``).

    >>> together(saving=None, rate=10)
    Traceback (most recent call last):
        ...
    cspricing.errors.RuleError: saving: saving and rate go together; state all of them or none
    """
    missing = [name for name, part in parts.items() if part is None]
    if missing and len(missing) < len(parts):
        raise RuleError.of(
            "component.together",
            f"{_listed(parts)} go together; state all of them or none",
            field=missing[0],
        )


def either(one: str, other: str, *, field: str) -> RuleError:
    """Make the refusal of all but one of two ways to state something, each in full.

    >>> raise either("days and daily", "grades", field="daily")
    Traceback (most recent call last):
        ...
    cspricing.errors.RuleError: daily: state either days and daily, or grades
    """
    return RuleError.of("component.either", f"state either {one}, or {other}", field=field)


def _listed(names: Mapping[str, object]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def group(value: Figure) -> Decimal:
    """Take the size of a group: a whole number above 0, the same for all quotes of a table."""
    size = scalar(figure(value))
    whole, parts = size.as_integer_ratio()  # not size % 1, which depends on the context
    if whole < 1 or parts != 1:
        raise InvalidNumberError.of(
            "number.range", f"{shown(value)} is no group; give a whole number above 0", value=value
        )
    return size
