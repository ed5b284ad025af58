"""What holds for the files of the repository themselves, whatever they say."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "cspricing"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
WRITTEN = sorted(
    path
    for name in ("src", "tests", "examples", "benchmarks")
    for path in (ROOT / name).rglob("*.py")
)
MOST_LINES = {"file": 350, "function": 50}

# Parts of the package that may need more than the core does.
SATELLITES = frozenset({"documents", "decisions", "batch", "plots", "testing.py", "cli.py"})
# A name that a core module may import from outside the standard library: the modules that may.
REQUIREMENTS = {
    "attr": None,
    "attrs": None,
    "dateutil": {"period.py"},
    # It comes with an extra, and is imported where it is asked.
    "highspy": {"staffing/shift_solver.py"},
}

# Written so that they do not match themselves.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+)/")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|proxy\.golang\.org"
    r"|--(?:extra-)?index-url|--find-link[s]"
)


def path_of(path: Path) -> str:
    """Name a file in a test's name by its path in the repository."""
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """Return the files that are or would be committed, or skip outside a checkout."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def lines_like(pattern: re.Pattern[str]) -> list[str]:
    """Return each line of a tracked text file that *pattern* finds, with its place."""
    found: list[str] = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path_of(path)}:{number}: {line.strip()[:100]}")
    return found


def parse(path: Path) -> ast.Module:
    """Return the syntax tree of the module at *path*."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def test_no_machine_paths() -> None:
    """No file names a folder of the machine on which it was written."""
    assert lines_like(MACHINE_PATH) == []


def test_no_registry_hosts() -> None:
    """No file names the host of a package registry: each machine has its own."""
    assert lines_like(REGISTRY) == []


@pytest.mark.parametrize("path", TESTS, ids=path_of)
def test_tests_say_what_they_prove(path: Path) -> None:
    """Every test has a docstring: the sentence that it proves."""
    silent = [
        f"{path_of(path)}:{node.lineno}: {node.name}"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test")
        and not (ast.get_docstring(node) or "").strip()
    ]
    assert silent == []


@pytest.mark.parametrize("path", WRITTEN, ids=path_of)
def test_files_are_small(path: Path) -> None:
    """No Python file of the package, its tests, examples and benchmarks exceeds 350 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES["file"]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function from its name on, without its docstring."""
    first, *_ = function.body
    said = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function) else 0
    return (function.end_lineno or 0) - function.lineno + 1 - said


@pytest.mark.parametrize("path", MODULES, ids=path_of)
def test_functions_are_small(path: Path) -> None:
    """No function of the package exceeds 50 lines, its docstring not counted."""
    long = [
        f"{path_of(path)}:{node.lineno}: {node.name}"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(node) > MOST_LINES["function"]
    ]
    assert long == []


def enters_context(node: ast.AST) -> bool:
    """Tell whether *node* is a `with` block that changes the decimal context."""
    if not isinstance(node, ast.With | ast.AsyncWith):
        return False
    calls = (item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call))
    names = (ast.unparse(call.func).rpartition(".")[2] for call in calls)
    return "localcontext" in names


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs as part of *node* itself, leaving out the functions defined within it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from own_nodes(child)


@pytest.mark.parametrize("path", MODULES, ids=path_of)
def test_no_yield_within_a_decimal_context(path: Path) -> None:
    """No generator yields within a changed decimal context, which its caller would inherit."""
    leaks = [
        f"{path_of(path)}:{inner.lineno}"
        for block in ast.walk(parse(path))
        if enters_context(block)
        for inner in own_nodes(block)
        if isinstance(inner, ast.Yield | ast.YieldFrom)
    ]
    assert leaks == []


@pytest.mark.parametrize("path", MODULES, ids=path_of)
def test_no_global_state(path: Path) -> None:
    """No function rebinds a module's names: what depends on context is given its context."""
    rebinds = [
        f"{path_of(path)}:{node.lineno}: global {', '.join(node.names)}"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Global)
    ]
    assert rebinds == []


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the top-level package of each absolute import in the module at *path*."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=path_of)
def test_concepts_are_imported_relatively(path: Path) -> None:
    """No module imports the package by its name, which would tie the modules into one knot."""
    named = [line for line, package in imported(path) if package == "cspricing"]
    assert named == []


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in SATELLITES],
    ids=path_of,
)
def test_core_requires_what_it_may(path: Path) -> None:
    """The core imports the standard library and attrs, dateutil and HiGHS in one module each."""
    here = path.relative_to(PACKAGE).as_posix()
    foreign = [
        f"{path_of(path)}:{line}: {package}"
        for line, package in imported(path)
        if package not in sys.stdlib_module_names and package != "cspricing"
        if package not in REQUIREMENTS or here not in (REQUIREMENTS[package] or {here})
    ]
    assert foreign == []
