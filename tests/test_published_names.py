"""Each case that others published in prose is named where it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import oracles

FILES: Final = {
    "cents": "cents_published.json",
    "tax": "tax_worked.json",
    "pricing": "pricing_published.json",
}


def told(path: Path) -> Iterator[str]:
    """Yield what a module and its tests say of themselves."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    yield ast.get_docstring(module) or ""
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield ast.get_docstring(node) or ""


def test_no_case_is_forgotten() -> None:
    """Each published case is named by a test, or by a module that says why it is not written."""
    published = {f"{of}/{case['id']}" for of, file in FILES.items() for case in oracles.load(file)}
    paths = Path(__file__).parent.glob("test_published_*.py")
    texts = [text for path in paths for text in told(path)]
    assert published == {name for text in texts for name in re.findall("``(.+?)``", text)}
