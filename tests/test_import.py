"""What an import of the package loads."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
before = set(sys.modules)
import cspricing
print(*sorted(set(sys.modules) - before), sep="\\n")
"""

# Satellites, what they need, and slow parts of what the core needs.
HEAVY = (
    "cspricing.batch",
    "cspricing.cli",
    "cspricing.decisions",
    "cspricing.documents",
    "cspricing.plots",
    "cspricing.testing",
    "babel",
    "click",
    "dateutil.parser",
    "dateutil.tz",
    "hypothesis",
    "importlib.metadata",
    "jinja2",
    "numpy",
    "pyarrow",
    "rich",
)


def test_import_is_light() -> None:
    """Importing the package loads no satellite, and nothing that only a satellite needs."""
    printed = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    loaded = printed.stdout.split()
    assert "cspricing" in loaded
    assert [name for name in HEAVY if name in loaded] == []
