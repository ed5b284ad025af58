"""From tables of a TOML document to entries: each field by itself, so that all faults come at once.

A document has one array of tables, such as ``[[price]]``, and may have one table ``[defaults]``
with what each of them has unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final, cast

from attrs import frozen

from ..errors import BookError, InvalidTypeError, PricingError, shown
from ..number import decimal
from ..text import calendar_date, label, text
from .dated import confidence, in_order
from .document import Document, Reading, brief

_DEFAULTS: Final = "defaults"

Taker = Callable[[Any], Any]
"""Takes the value of a key, or refuses it."""

Check = Callable[[Mapping[str, Any], Mapping[str, Any]], None]
"""Refuses an entry for what several of its keys say together."""

DATED: Final[dict[str, Taker]] = {
    "effective_from": calendar_date,
    "effective_to": calendar_date,
    "source": label,
    "read": calendar_date,
    "confidence": confidence,
    "note": text,
}
"""The keys that every entry may have."""


@frozen
class Layout:
    """How entries of one kind are written.

    Attributes:
        what: What a document is called in messages.
        table: The name of the array of tables.
        takers: What takes the value of each key.
        required: The keys that every entry has.
        checks: What is refused of several keys together: each check has the table as it is
            written, and what could be taken of it.
        make: Makes an entry of what was taken, and its place.
    """

    what: str
    table: str
    takers: Mapping[str, Taker]
    required: tuple[str, ...]
    checks: tuple[Check, ...]
    make: Callable[..., Any]


def spans(table: Mapping[str, Any], taken: Mapping[str, Any]) -> None:
    """Check that the days of an entry are in order.

    Raises:
        InvalidDateError: If it would end before it begins (``date.order``).
    """
    del table
    in_order(taken.get("effective_from"), taken.get("effective_to"))


def digits(value: object) -> Decimal:
    """Take the text of a number: a TOML number may be a float, which cannot hold 0.1.

    Raises:
        InvalidTypeError: If it is a float (``type.float``) or any other that is no text
            (``book.quoted``).
        InvalidNumberError: If it is no plain number (``number....``).
    """
    if type(value) is str or type(value) is float:
        return decimal(value)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    raise InvalidTypeError.of(
        "book.quoted", f"{shown(value)} is not in quotes; write it as text: '1400'", value=value
    )


def read(document: Document, layout: Layout) -> Reading[Any]:
    """Make the entries of a document, and tell all that is wrong in it."""
    found: Reading[Any] = Reading([], [])
    name, known = brief(document.name), (layout.table, _DEFAULTS)
    found.faults.extend(_unknown(document.tables, known, name))
    defaults = _defaults(document, layout, found.faults)
    for number, table in enumerate(_entries(document, layout, found.faults), start=1):
        place = f"{name}, {layout.table} {number}"
        entry = _entry({**defaults, **table}, layout, place, found.faults)
        if entry is not None:
            found.values.append(entry)
    return found


def _defaults(document: Document, layout: Layout, faults: list[PricingError]) -> dict[str, Any]:
    """Give what every entry has unless it says otherwise."""
    name = brief(document.name)
    found: Any = document.tables.get(_DEFAULTS, {})
    if type(found) is not dict:
        faults.append(_not_tables(name, _DEFAULTS, f"[{_DEFAULTS}]"))
        return {}
    table = cast("dict[str, Any]", found)
    faults.extend(_unknown(table, layout.takers, f"{name}, {_DEFAULTS}"))
    return _known(table, layout)


def _entries(
    document: Document, layout: Layout, faults: list[PricingError]
) -> list[dict[str, Any]]:
    """Give the tables of the entries, or none if they are not written as such."""
    found: Any = document.tables.get(layout.table, [])
    name, written = brief(document.name), f"[[{layout.table}]]"
    tables = cast("list[Any]", found)
    if type(found) is not list or any(type(one) is not dict for one in tables):
        faults.append(_not_tables(name, layout.table, written))
        return []
    if not tables:
        error = BookError.of("book.empty", f"there is no entry; write one below {written}")
        faults.append(_at(error, name, layout.table))
    return tables


def _not_tables(name: str, table: str, written: str) -> PricingError:
    error = BookError.of("book.table", f"{table!r} is no such table; write {written}", value=table)
    return _at(error, name, table)


def _unknown(table: Iterable[str], known: Iterable[str], place: str) -> Iterator[PricingError]:
    """Tell each key that means nothing, and which one may have been meant."""
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(known)}"
            error = BookError.of(
                "book.key", f"{shown(key)} means nothing here; {remedy}", value=key
            )
            yield _at(error, place, key)


def _known(table: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key in layout.takers}


def _entry(
    table: Mapping[str, Any], layout: Layout, place: str, faults: list[PricingError]
) -> object | None:
    """Make one entry, or add to the faults all that keeps it from being made."""
    wrong = [*_unknown(table, layout.takers, place), *_lacking(table, layout.required, place)]
    taken: dict[str, Any] = {"place": place}
    for key, value in _known(table, layout).items():
        try:
            taken[key] = layout.takers[key](value)
        except PricingError as error:
            wrong.append(_at(error, place, key))
    for check in layout.checks:
        try:
            check(table, taken)
        except PricingError as error:
            wrong.append(_at(error, place))
    if not wrong:
        try:
            return cast("object", layout.make(**taken))
        except PricingError as error:
            wrong.append(_at(error, place))
    faults.extend(wrong)
    return None


def _lacking(
    table: Mapping[str, Any], required: Iterable[str], place: str
) -> Iterator[PricingError]:
    """Tell each key that is required and not there."""
    for key in required:
        if key not in table:
            yield _at(BookError.of("book.required", f"it has no {key}; add one"), place, key)


def _at(error: PricingError, place: str, field: str | None = None) -> PricingError:
    error.component = place
    error.field = field or error.field
    return error
