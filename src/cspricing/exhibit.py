"""Exhibits: tables that stand beside a working, for what no arithmetic of a page gives.

How many agents an interval needs follows from queueing theory, not from a product that a reader
could do again. It is shown as it was found, with what was promised, reached and assumed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from .errors import InvalidTypeError, RuleError, shown
from .fields import named_fields, sequence_of
from .text import label, text
from .written import Written


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):  # which would be a list of its letters
        raise InvalidTypeError.of(
            "type.member", f"{shown(given)} is not a list; give a list of texts", value=given
        )
    return tuple([text(one) for one in sequence_of(str, given, "text")])


def _rows(given: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple([_texts(row) for row in sequence_of((tuple, list), given, "row of texts")])


def _facts(given: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for pair in sequence_of((tuple, list), given, "pair of texts"):
        texts: Any = _texts(pair)
        if len(texts) != 2:  # noqa: PLR2004  it is a pair
            raise InvalidTypeError.of(
                "type.member", f"{shown(pair)} is no pair; give a name and what is so", value=pair
            )
        found.append(texts)
    return tuple(found)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Exhibit(Written):
    """A table with its heading, and what is to be said of the whole.

    Attributes:
        what: What it shows.
        columns: What stands in its columns.
        rows: Its cells, row by row, as they are printed.
        facts: Of the whole: what it is that is said, and what is so.

    >>> Exhibit(what="agents", columns=["from", "agents"], rows=[["08:00", "5"]]).rows
    (('08:00', '5'),)
    """

    what: str = field(converter=label)
    columns: tuple[str, ...] = field(default=(), converter=_texts)
    rows: tuple[tuple[str, ...], ...] = field(default=(), converter=_rows)
    facts: tuple[tuple[str, str], ...] = field(default=(), converter=_facts)

    def __attrs_post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise RuleError.of(
                    "exhibit.rows",
                    f"a row has {len(row)} cells, and there are {len(self.columns)} columns; give "
                    "one for each",
                    field="rows",
                    value=row,
                )
