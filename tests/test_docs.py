"""What the documentation names is there, and what is there is documented."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cspricing
import cspricing.staffing

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "cspricing"
DOCS = ROOT / "docs"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)

CODE = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")
ROW = re.compile(r"^\| `(?P<code>[a-z_.]+)` \| `(?P<error>\w+)` \|", re.MULTILINE)
NAME = re.compile(r"\{py:obj\}`\.(\w+)`")
STAFFING_NAME = re.compile(r"\{py:(?:class|func)\}`[~.\w]*\.(\w+)`")
DOCUMENTED = re.compile(r"^\.\. automodule:: (\S+)$", re.MULTILINE)
# A session that stands in a plain block is not run, and may be wrong.
UNRUN = re.compile(r"^```(?:pycon|py)$", re.MULTILINE)


def name_of(path: Path) -> str:
    """Name a module by its path: ``components.item`` for ``components/item.py``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text(encoding="utf-8")


# ---------------------------------------------------------------------------- error codes


def trees() -> list[ast.Module]:
    """Return the syntax tree of each module of the package."""
    return [ast.parse(read(path), filename=str(path)) for path in MODULES]


def helpers() -> dict[str, int]:
    """Return the functions that take a code on behalf of an error, with its position."""
    return {
        node.name: [argument.arg for argument in node.args.args].index("code")
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and "code" in [argument.arg for argument in node.args.args]
    }


def code_arguments(tree: ast.Module, taking: dict[str, int]) -> Iterator[tuple[ast.expr, str]]:
    """Yield what stands for a code in *tree*, and the class of the error if that is told."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="of", value=ast.Name(id=name)), args=[code, *_]):
                if name.endswith("Error"):
                    yield code, name
            case ast.Call(func=ast.Name(id=name), args=arguments) if name in taking:
                yield from ((code, "") for code in arguments[taking[name] : taking[name] + 1])
            case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id="code"), *_])], value=value):
                if isinstance(value, ast.Tuple):
                    yield value.elts[0], ""
            case ast.Assign(targets=[ast.Attribute(attr="code")], value=value):
                yield value, ""
            case ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant() as value):
                yield value, ""
            case _:
                pass


def used_codes() -> tuple[dict[str, set[str]], list[re.Pattern[str]]]:
    """Return the codes in the package with the classes of their errors, and patterns of others."""
    found: dict[str, set[str]] = {}
    patterns: list[re.Pattern[str]] = []
    taking = helpers()
    for tree in trees():
        for expression, error in code_arguments(tree, taking):
            for node in ast.walk(expression):
                if isinstance(node, ast.JoinedStr):  # f"{kind}.twice"
                    parts = [
                        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_]+"
                        for part in node.values
                    ]
                    patterns.append(re.compile("".join(parts)))
                elif isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
                    found.setdefault(str(node.value), set()).update({error} - {""})
    return found, patterns


def listed_codes() -> dict[str, str]:
    """Return the codes that the table of errors lists, with the class that it gives to each."""
    return {row["code"]: row["error"] for row in ROW.finditer(read(DOCS / "reference/errors.md"))}


def test_every_error_code_is_listed() -> None:
    """Every code that the package gives to an error is in the table of errors."""
    used, patterns = used_codes()
    listed = listed_codes()
    made = [p.pattern for p in patterns if not any(p.fullmatch(code) for code in listed)]
    assert sorted(used.keys() - listed.keys()) == []
    assert made == []


def test_every_listed_error_code_is_used() -> None:
    """Every code in the table of errors is one that the package gives to an error."""
    used, patterns = used_codes()
    unused = [
        code
        for code in listed_codes()
        if code not in used and not any(pattern.fullmatch(code) for pattern in patterns)
    ]
    assert unused == []


def test_the_table_of_errors_names_the_classes() -> None:
    """The class that the table gives to a code is the one that is raised with it."""
    used, _ = used_codes()
    wrong = {
        code: (listed, raised)
        for code, listed in listed_codes().items()
        if (raised := used.get(code)) and raised != {listed}
    }
    assert wrong == {}


# ---------------------------------------------------------------------------- names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_has_a_page(path: Path) -> None:
    """Every module is documented on a page of its own in the reference."""
    place = DOCS / "reference" / path.relative_to(PACKAGE).with_suffix("")
    if path.name == "__init__.py":
        place = place.with_name("index")
    pages = [
        page for page in (place.with_suffix(".rst"), place.with_suffix(".md")) if page.exists()
    ]
    assert [DOCUMENTED.findall(read(page)) for page in pages] == [[f"cspricing.{name_of(path)}"]]


def test_every_page_is_of_a_module() -> None:
    """Every page of the reference that documents a module documents one that exists."""
    named = {
        name
        for page in (DOCS / "reference").rglob("*")
        if page.suffix in {".rst", ".md"}
        for name in DOCUMENTED.findall(read(page))
    }
    assert named == {f"cspricing.{name_of(path)}" for path in MODULES}


def test_the_reference_lists_every_public_name() -> None:
    """The reference lists every name of the package, each once, and no other."""
    listed = NAME.findall(read(DOCS / "reference/index.md"))
    assert sorted(listed) == sorted(set(cspricing.__all__) - {"__version__"})


def test_the_reference_lists_every_name_of_staffing() -> None:
    """The reference lists every name of the staffing package, each once, and no other."""
    listed = STAFFING_NAME.findall(read(DOCS / "reference/index.md"))
    assert sorted(listed) == sorted(cspricing.staffing.__all__)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_has_a_place_among_the_layers(path: Path) -> None:
    """The page on layers says where each module stands and what it holds."""
    name = name_of(path).partition(".")[0]
    assert f"`{name}`" in read(DOCS / "explanation/layers.md")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """Every module begins with a docstring, which opens its page in the reference."""
    module = importlib.import_module(f"cspricing.{name_of(path)}")
    assert (module.__doc__ or "").strip()


# ---------------------------------------------------------------------------- examples


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_sessions_are_run(path: Path) -> None:
    """No page shows an interactive session outside of a block that is run."""
    assert UNRUN.findall(read(path)) == []
