"""What the README shows is what happens."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"

# A block of code between fences, with the language that stands on the first of them.
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#]+)")


def blocks(language: str) -> list[tuple[int, str]]:
    """Return the line and the body of each block of *language* in the README."""
    text = README.read_text(encoding="utf-8")
    return [
        (text.count("\n", 0, match.start("body")), match["body"])
        for match in BLOCK.finditer(text)
        if match["language"] == language
    ]


def test_sessions_print_what_is_shown() -> None:
    """Each session of the README, run after the ones above it, prints what stands there."""
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    names: dict[str, object] = {}
    reports: list[str] = []
    for line, body in blocks("pycon"):
        session = parser.get_doctest(body, names, "README", README.name, line)
        runner.run(session, out=reports.append, clear_globs=False)
        names = session.globs
    attempted = runner.summarize(verbose=False).attempted
    assert reports == []
    assert attempted >= 10


def test_python_is_shown_as_sessions() -> None:
    """The README has no Python without its output, which nobody would notice to be wrong."""
    assert blocks("python") + blocks("py") == []


def test_links_lead_somewhere() -> None:
    """Each relative link of the README leads to a file of the repository."""
    targets = LINK.findall(README.read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).is_file()] == []
    assert len(targets) >= 15


def test_targets_are_real() -> None:
    """Each ``make`` target that the README names is one of the Makefile's."""
    named = set(re.findall(r"`make (\w+)`", README.read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert named >= {"demo", "test"}
    assert named - set(re.findall(r"^(\w+):", makefile, re.MULTILINE)) == set()
