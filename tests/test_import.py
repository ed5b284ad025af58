"""What an import of the package loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import cspricing
from cspricing.components.channels import PhoneSupport
from cspricing.on_demand import ON_DEMAND

PROGRAM = """
import sys
before = set(sys.modules)
import cspricing
print(*sorted(set(sys.modules) - before), sep="\\n")
"""

# Satellites, what they need, and what comes on first use.
HEAVY = (
    "cspricing.components",
    "cspricing.costing",
    "cspricing.floor_record",
    "cspricing.offer",
    "cspricing.record",
    "cspricing.resale",
    "cspricing.statement",
    "cspricing.target",
    "cspricing.verification",
    "cspricing.walk",
    "pickle",
    "cspricing.batch",
    "cspricing.cli",
    "cspricing.decisions",
    "cspricing.documents",
    "cspricing.plots",
    "cspricing.pricebook",
    "cspricing.testing",
    "babel",
    "click",
    "dateutil.parser",
    "dateutil.tz",
    "highspy",
    "hypothesis",
    "importlib.metadata",
    "importlib.resources",
    "jinja2",
    "matplotlib",
    "numpy",
    "pyarrow",
    "rich",
    "tomllib",
)


def test_import_is_light() -> None:
    """Importing the package loads no satellite, and nothing that only a satellite needs."""
    printed = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    loaded = printed.stdout.split()
    assert "cspricing" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_every_name_is_there() -> None:
    """All that the package exports can be asked for, is listed, and is asked for in one place."""
    for name in cspricing.__all__:
        assert getattr(cspricing, name) is not None
    assert set(cspricing.__all__) <= set(dir(cspricing))
    assert cspricing.PhoneSupport is PhoneSupport


def test_no_other_name_is_there() -> None:
    """A name that the package has not is refused as any module refuses it."""
    with pytest.raises(AttributeError, match="'cspricing' has no attribute 'PhoneSuport'"):
        _ = cspricing.PhoneSuport  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="cannot import name 'PhoneSuport'"):
        exec("from cspricing import PhoneSuport")  # noqa: S102


def test_checkers_see_what_programs_get() -> None:
    """The names that type checkers import are those that come on first use, from there."""
    tree = ast.parse(Path(cspricing.__file__).read_text(encoding="utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        name.name: str(node.module)
        for node in checked.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    assert seen == ON_DEMAND
