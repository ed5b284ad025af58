"""Texts that were read by a person once, and are compared from then on.

They lie in ``tests/golden``. A test that compares with one writes it anew, and passes, if the
environment variable ``CSPRICING_GOLDEN`` is ``write``; then read what changed, and commit it:

    CSPRICING_GOLDEN=write .venv/bin/pytest tests/test_golden.py && git diff tests/golden
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent / "golden"


def golden(name: str, text: str) -> str:
    """Give the kept text called *name*; keep *text* instead if that is asked for."""
    path = FOLDER / name
    if os.environ.get("CSPRICING_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")
