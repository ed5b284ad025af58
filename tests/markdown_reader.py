r"""A reader of Markdown that shares no code with the library: what a reader would see.

It knows as much of CommonMark and of GitHub's tables as a document of the library may use, and
refuses anything that would be run, linked or decorated besides ``**strong**``.

    assert inline(r"5 \* \<b\>") == "5 * <b>"
    assert tables("| a | b |\n| :-- | --: |\n| 1 | 2 |") == [[["a", "b"], ["1", "2"]]]
"""

from __future__ import annotations

import html
import re
import string

_ESCAPED = re.compile(rf"\\([{re.escape(string.punctuation)}])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);")
_ACTIVE = re.compile(r"[`*_\[\]<>~$\\]")
_DELIMITER = re.compile(r":?-+:?")


class ActiveMarkdownError(AssertionError):
    """A text does something besides being shown."""


def inline(text: str) -> str:
    """Give what is shown for a line of text.

    Raises:
        ActiveMarkdownError: If it holds code, emphasis, a link, a tag, mathematics.
    """
    shown, place = [], 0
    strong = re.fullmatch(r"\*\*(.*)\*\*", text)
    bare = strong.group(1) if strong else text
    for match in _ESCAPED.finditer(bare):
        shown += [_decoded(bare[place : match.start()]), match.group(1)]
        place = match.end()
    return "".join([*shown, _decoded(bare[place:])])


def tables(document: str) -> list[list[list[str]]]:
    """Give each table of a document as rows of cells, without the row that aligns them."""
    found: list[list[list[str]]] = []
    within = False
    for line in document.splitlines():
        if not line.startswith("|"):
            within = False
            continue
        if not within:
            found.append([])
        within = True
        cells = [cell.strip(" ") for cell in _cells(line)]
        if not all(_DELIMITER.fullmatch(cell) for cell in cells):
            found[-1].append([inline(cell) for cell in cells])
    return found


def _cells(line: str) -> list[str]:
    """Split a row at the bars that are not escaped."""
    cells = re.split(r"(?<!\\)((?:\\\\)*)\|", line)
    joined = [
        cells[i] + (cells[i + 1] if i + 1 < len(cells) else "") for i in range(0, len(cells), 2)
    ]
    return joined[1:-1]


def _decoded(text: str) -> str:
    active = _ACTIVE.search(text)
    if active:
        message = f"{active.group()!r} is active in {text!r}"
        raise ActiveMarkdownError(message)
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)
