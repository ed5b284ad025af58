"""Each item of the areas of `hostile.json` that are tried here is tried, or waits for a reason."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Final

from hostile_items import COVERED, ITEMS

AREAS: Final = frozenset(
    {"control", "time", "environment", "charges", "pricing", "objects", "concurrency", "html"}
)
LATER: Final = {
    "H121": "no document takes a picture yet; to_markdown knows no link",
}
IN_OTHER_TESTS: Final = {
    "X059": "evolve checks again: tests of fields and of components",
    "X061": "subclasses of numbers: tests of numbers",
}


def test_every_item_is_tried_or_waits_for_a_reason() -> None:
    """Each item of these areas is tried here, in another test, or waits for a named issue."""
    for path in Path(__file__).parent.glob("test_hostile_*.py"):
        if path != Path(__file__):
            runpy.run_path(str(path))  # which notes what it tries
    wanted = {name for name, item in ITEMS.items() if item["area"] in AREAS}
    assert sorted(wanted - COVERED) == sorted({*LATER, *IN_OTHER_TESTS})
    assert not COVERED & {*LATER, *IN_OTHER_TESTS}
    assert sys.version_info >= (3, 11)
