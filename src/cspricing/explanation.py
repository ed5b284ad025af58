"""An explanation: rows of label, formula and result, laid out as text.

What a row prints is what was computed; `verification` recomputes each result from what is
printed, as a reader with a calculator would.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from attrs import frozen

from .messages import Language
from .money import Money, Price
from .notation import grouped

Check: TypeAlias = Literal[
    "",
    "exact",
    "settled",
    "portion",
    "up",
    "away",
    "half up",
    "sum",
    "steps",
    "products",
    "part",
    "least",
]
"""How a result follows.

``exact``: it is the formula. ``settled``: it is the formula, rounded by the policy; ``portion``:
its magnitude is, so that credits mirror charges; both formulas may go on from that of another
row. ``up``: rounded up to whole numbers; ``away``: the same, but credits mirror charges; ``half
up``: rounded to two decimals. ``sum``: the results of other rows, so many times each, add up to
it. ``steps``: the formulas of other rows, added up and times its own factor, rounded by the
policy, give it. ``products``: the results of other rows, added up, of which the magnitude is
rounded by the policy. ``part``: those results, cut to whole units, or one unit more, for it is a
share of what was rounded as a whole. ``least``: the fewest whole units that are not below the
formula. Empty: it is stated, or allocated, and checked by the sum that it is part of.
"""

Places: TypeAlias = Sequence[tuple[int, int]]
"""Rows by their places, each with how many times its result counts."""

RESULT: Final = -1
"""Stands for the result of a row, where operands of its formula are counted from 0."""

NARROW_BLANK: Final = "\u00a0"
_WIDTH: Final = 100


@frozen
class Row:
    """One row of an explanation.

    Attributes:
        level: How far it is indented.
        label: What the row is, in words; the only text that is not checked.
        formula: Numbers with their units, joined by ``x``, ``/``, ``+``, ``-``.
        result: What it gives.
        check: How the result follows.
        of: The rows that it follows from, each with how many times it counts.
        note: Words after the formula, such as the tier.
        ties: Figures that other rows give as well: which operand of the formula, or `RESULT`,
            and the rows whose results add up to it.
    """

    level: int
    label: str
    formula: str = ""
    result: str = ""
    check: Check = ""
    of: Places = ()
    note: str = ""
    ties: Sequence[tuple[int, Places]] = ()


@frozen
class Explanation:
    """All rows that explain a quote.

    Attributes:
        rows: In the order of settlement.
        language: Of its words.
        mode: The rounding mode, as `decimal` names it.
        digits: The decimals that amounts were settled to.
    """

    rows: tuple[Row, ...]
    language: Language
    mode: str
    digits: int

    def text(self) -> str:
        """Lay the rows out in 100 columns, results flush right.

        A result is never cut: where it does not fit beside its formula, it stands below.
        """
        return "\n".join(line for row in self.rows for line in _laid_out(row, self.language))


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lay cells out under each other: the first of a row flush left, the others flush right.

    >>> in_columns([["from", "agents"], ["08:00", "12"]])
    ['from   agents', '08:00      12']
    """
    widths = [max(map(_columns, cells)) for cells in zip(*rows, strict=True)]
    lines: list[str] = []
    for first, *others in rows:
        cells = [first + " " * (widths[0] - _columns(first))]
        for cell, width in zip(others, widths[1:], strict=True):
            cells.append(" " * (width - _columns(cell)) + cell)
        lines.append("  ".join(cells).rstrip())
    return lines


def amount(value: Money | Price) -> str:
    """Write an amount as one token of a formula."""
    return str(value).replace(" ", NARROW_BLANK, 1)


def quantity(value: Decimal, unit: str) -> str:
    """Write a quantity with its unit as one token of a formula.

    A unit that ends in a percent sign is quoted: 5 "%" are five, not five hundredths.
    """
    said = f'"{unit}"' if unit.endswith("%") else unit
    return f"{grouped(value)} {said}".strip().replace(" ", NARROW_BLANK)


def percent(value: Decimal) -> str:
    """Write a percentage as one token of a formula."""
    return f"{grouped(value)}{NARROW_BLANK}%"


def _laid_out(row: Row, language: Language) -> list[str]:
    colon, note = ("：", "（{}）") if language == "zh" else (": ", " ({})")
    words = colon.join(part for part in (row.label, row.formula) if part)
    words += note.format(row.note) if row.note else ""
    left = ("  " * row.level + words).replace(NARROW_BLANK, " ")
    result = row.result.replace(NARROW_BLANK, " ")
    if row.formula and result:
        result = f"= {result}"
    if not result:
        return [left]
    gap = _WIDTH - _columns(left) - _columns(result)
    if gap < 1:
        return [left, " " * max(0, _WIDTH - _columns(result)) + result]
    return [left + " " * gap + result]


def _columns(text: str) -> int:
    """Count terminal columns: Chinese letters take two, marks none."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in {"W", "F"}
        else 1
        for character in text
    )
