"""What all of a Markdown document is written with: marks, tables, texts as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

MARK: Final = r" \*"
"""Stands behind what rests on a figure that nobody has verified."""

# What CommonMark, or GitHub, would not show as it is: among them entities, and mathematics.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|&~$])")


def table(head: Sequence[str], sides: str, rows: Sequence[Sequence[str]]) -> str:
    """Write a table.

    Args:
        head: What stands above the columns.
        sides: For each column ``l`` or ``r``, in one text with blanks.
        rows: The cells, which are escaped already.
    """
    rule = ["--:" if side == "r" else ":--" for side in sides.split()]
    return "\n".join(f"| {' | '.join(row)} |".replace("  |", " |") for row in (head, rule, *rows))


def escaped(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is.

    >>> print(escaped("5 * <b> | x"))
    5 \* \<b\> \| x
    """
    return _SPECIAL.sub(r"\\\1", text)
