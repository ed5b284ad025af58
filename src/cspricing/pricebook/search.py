"""Looking entries up: one criterion after another, and whatever leaves none says what there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import islice
from typing import Any, Final, NoReturn, TypeVar

from ..errors import ListingError, PricingError, shown
from ..number import whole
from ..text import calendar_date, text
from .dated import Dated
from .listing import winners

MOST_MONTHS: Final = 1200
_MOST_TOLD: Final = 8
_Entry = TypeVar("_Entry", bound=Dated)


def criterion(field: str, value: str) -> str:
    """Take what an entry must have under the name *field*.

    Raises:
        InvalidTypeError: If it is no text (``type.text``), naming *field*.
        InvalidTextError: If it cannot be shown (``text....``).
        LimitError: If it is too long (``text.length``).
    """
    try:
        return text(value)
    except PricingError as error:
        error.at(field)
        raise


def day(on: date | str, field: str = "on") -> date:
    """Take the day of a look-up, which is given as *field*.

    Raises:
        InvalidDateError: If it is a text that is no date (``date.syntax``).
        InvalidTypeError: If it is no date (``type.date``).
    """
    try:
        return calendar_date(on)
    except PricingError as error:
        error.at(field)
        raise


def freshness(months: int | None) -> int | None:
    """Take the age in months beyond which a figure is not trusted, None standing for any.

    Raises:
        InvalidTypeError: If it is no `int` (``type.int``).
        InvalidNumberError: If it is not from 0 to 1,200 (``number.range``).
    """
    try:
        return None if months is None else whole(months, least=0, most=MOST_MONTHS)
    except PricingError as error:
        error.at("stale_after_months")
        raise


def changes(entries: Iterable[Dated], first: date, last: date) -> list[date]:
    """Give the days after *first*, up to *last*, on which another entry may come into force."""
    days: set[date] = set()
    for entry in entries:
        days.add(entry.first)
        if entry.last < date.max:
            days.add(entry.last + timedelta(days=1))
    return sorted(one for one in days if first < one <= last)


def only(
    entries: Iterable[_Entry], wanted: Mapping[str, str | None], on: date, stale: int | None
) -> _Entry:
    """Give the one entry that has what is wanted and holds on a day.

    Args:
        entries: In the order of their layers, so that of one thing the last one wins.
        wanted: What to look for, by attribute; None for any.
        on: The day.
        stale: After how many months a figure is trusted no longer; None for never.

    Raises:
        ListingError: If there is none (``book.missing``), or more than one (``book.ambiguous``).
    """
    left = list(entries)
    for field, value in wanted.items():
        if value is not None:
            kept = [entry for entry in left if getattr(entry, field) == value]
            if not kept:
                _missing(field, value, left)
            left = kept
    found = winners(left, on)
    if not found:
        _not_then(on, left)
    first, *others = found
    if others:
        _ambiguous(wanted, found)
    return first if stale is None else first.aged(on, stale)


def _missing(field: str, value: str, left: Sequence[Dated]) -> NoReturn:
    """Say that nothing has a value, and which values come near, or which there are."""
    values = list(dict.fromkeys(getattr(entry, field) for entry in left))
    folded = {one.casefold(): one for one in values}
    near = [folded[one] for one in get_close_matches(value.casefold(), folded, n=_MOST_TOLD)]
    if near:
        remedy = f"did you mean {' or '.join(map(shown, near))}?"
    elif values:
        remedy = f"listed there: {_listed(map(_or_none, values))}"
    else:
        remedy = "there is no entry at all"
    shown_first = [entry for entry in left if getattr(entry, field) in near] or left
    _refuse("book.missing", f"{shown(value)} is not listed; {remedy}", field, value, shown_first)


def _not_then(on: date, left: Sequence[Dated]) -> NoReturn:
    """Say that nothing holds on a day, and what there is before and after it."""
    nearest = sorted(left, key=lambda entry: _distance(entry, on))
    told = _listed(f"{shown(entry.title)} {entry.span}" for entry in nearest)
    _refuse("book.missing", f"nothing is listed for {on}; the nearest: {told}", "on", on, nearest)


def _distance(entry: Dated, on: date) -> int:
    """Count the days from *on* to the nearest one on which the entry holds."""
    return max((entry.first - on).days, (on - entry.last).days)


def _ambiguous(wanted: Mapping[str, Any], found: Sequence[Dated]) -> NoReturn:
    """Say what tells the entries apart, which was not asked for."""
    field = next(name for name in wanted if len({getattr(entry, name) for entry in found}) > 1)
    values = dict.fromkeys(getattr(entry, field) for entry in found)
    _refuse(
        "book.ambiguous",
        f"{len(found)} entries are listed; say {field}=, one of {_listed(map(_or_none, values))}",
        field,
        wanted[field],
        found,
    )


def _or_none(value: str) -> str:
    return shown(value) if value else "'' (not stated)"


def _listed(texts: Iterable[str]) -> str:
    """List a few texts, and count the others."""
    all_of_them = iter(texts)
    told = ", ".join(islice(all_of_them, _MOST_TOLD))
    others = sum(1 for _ in all_of_them)
    return f"{told} and {others} more" if others else told


def _refuse(
    code: str, message: str, field: str, value: object, nearest: Sequence[Dated]
) -> NoReturn:
    error = ListingError.of(code, message, field=field, value=value)
    error.nearest = tuple(nearest[:_MOST_TOLD])
    raise error
