"""The reader of Markdown reads what GitHub would show, and refuses what would act."""

from __future__ import annotations

import pytest

import markdown_reader
from markdown_reader import ActiveMarkdownError


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain", "plain"),
        (r"5 \* \<b\>", "5 * <b>"),
        (r"a\|b\\c", r"a|b\c"),
        (r"\&amp;", "&amp;"),
        ("&amp;", "&"),
        ("&#65;&#x41;", "AA"),
        ("R&D", "R&D"),
        ("**total**", "total"),
        (r"a \q", None),
        ("a *b*", None),
        ("[x](y)", None),
        ("<b>", None),
        ("`x`", None),
        ("$x$", None),
        ("~~x~~", None),
    ],
)
def test_lines(line: str, shown: str | None) -> None:
    """Escapes and entities are read; whatever would be decorated, linked or run is an error."""
    if shown is None:
        with pytest.raises(ActiveMarkdownError):
            markdown_reader.inline(line)
    else:
        assert shown == markdown_reader.inline(line)


def test_tables() -> None:
    """Tables are split at bars that are not escaped, and apart from the text between them."""
    document = r"""# Title

| a | b |
| :-- | --: |
| x\|y | z\\ |

| c |
| - |
| |
"""
    assert [[["a", "b"], ["x|y", "z\\"]], [["c"], [""]]] == markdown_reader.tables(document)
