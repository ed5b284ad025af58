"""Documents and figures that nobody here wrote, which the library must reproduce.

They lie in a folder beside the project, ``../shared/oracles``, or where the environment variable
``CSPRICING_ORACLES`` says. Without the folder, the tests that need it are skipped and say why;
a variable that names no folder is an error, for it would hide them all.

    import oracles

    @pytest.mark.parametrize("case", oracles.cases("tax_worked.json"))
    def test_published_taxes(case: oracles.Case) -> None:
        \"\"\"Taxes are those that others worked out and published.\"\"\"

`cases` is for a file that lists cases: one test each, named by its ``id``.
`load` is for anything else, at the top of a module or within a test.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

# As JSON has them. Amounts are strings; only tolerances are numbers.
Case = dict[str, Any]

_ROOT = Path(__file__).resolve().parents[1]
_BESIDE = _ROOT.parent / "shared" / "oracles"
_MISSING = "no oracles: put them in ../shared/oracles, or set CSPRICING_ORACLES to their folder"


def folder() -> Path | None:
    """Return the folder of the oracles, or None where there is none.

    Raises:
        NotADirectoryError: if ``CSPRICING_ORACLES`` names no folder.
    """
    named = os.environ.get("CSPRICING_ORACLES")
    if not named:
        return _BESIDE if _BESIDE.is_dir() else None
    if not Path(named).is_dir():
        message = f"CSPRICING_ORACLES names no folder: {named}"
        raise NotADirectoryError(message)
    return Path(named)


def load(name: str) -> Any:  # noqa: ANN401 - as JSON has it
    """Return what the file *name* holds: a ``.jsonl`` file as a list, a ``.json`` file as it is.

    Without the folder this skips the test, or the module if it is called at the top of one.
    """
    found = folder()
    if found is None:
        pytest.skip(_MISSING, allow_module_level=True)
    text = (found / name).read_text(encoding="utf-8")
    if name.endswith(".jsonl"):
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return json.loads(text)


def cases(name: str) -> Sequence[object]:
    """Return the cases that the file *name* lists, as parameters named by their ``id``.

    Without the folder it is one parameter, which is skipped.
    """
    if folder() is None:
        return [pytest.param(None, id="missing", marks=pytest.mark.skip(reason=_MISSING))]
    return [pytest.param(case, id=case["id"]) for case in load(name)]
