"""Pricing is pure: it asks its components once, and the world nothing (P21)."""

from __future__ import annotations

import ast
import builtins
import locale
import os
import random
import secrets
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest
from hypothesis import given

import cspricing
from cspricing import (
    EUR,
    VAT,
    Charge,
    PercentOff,
    Quote,
    Terms,
)
from quote_figures import figures
from quote_parts import cents
from quotes import quotes

PACKAGE = Path(cspricing.__file__).parent
FIT = cents(100)


class Counting:
    """A component that counts how often it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked = 0

    def charges(self) -> list[Charge]:
        """Give a charge, and count."""
        self.asked += 1
        return [Charge("counted", 3, "piece", EUR("0.05"), "x", "monthly")]


def test_a_component_is_asked_once() -> None:
    """P21: pricing asks each component for its charges exactly once, whatever is looked at."""
    counting = Counting()
    quote = Quote.of(counting, FIT).over(14).less(PercentOff(10)).taxed(VAT(19))
    assert counting.asked == 0
    for _ in range(2):
        figures(quote)
        assert len(quote.rules) == 2
        assert repr(quote)
    assert counting.asked == 1
    figures(quote.over(14))
    assert counting.asked == 2


@given(quotes())
def test_pricing_twice_is_equal(quote: Quote) -> None:
    """P21: the same components on the same terms are priced the same, and are left as they were."""
    again = Quote(quote.components, quote.terms)
    shown = repr((quote.components, quote.terms))
    assert figures(quote) == figures(again)
    assert quote == again
    assert shown == repr((quote.components, quote.terms))


def forbidden(name: str) -> Callable[..., NoReturn]:
    """Make a function that must not be called."""

    def called(*_arguments: object, **_named: object) -> NoReturn:
        message = f"{name} was called"
        raise AssertionError(message)

    return called


FORBIDDEN: dict[ModuleType, tuple[str, ...]] = {
    time: ("time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter", "strftime"),
    random: ("random", "randint", "choice", "shuffle", "getrandbits"),
    secrets: ("token_bytes", "randbelow"),
    uuid: ("uuid1", "uuid4"),
    locale: ("getlocale", "localeconv", "setlocale", "str", "format_string"),
    os: ("getenv", "urandom", "getcwd", "getpid"),
    builtins: ("open", "input", "print"),
}
EVENTS = (
    "open",
    "socket.",
    "subprocess.",
    "os.",
    "import",
    "shutil.",
    "urllib.",
    "exec",
    "compile",
)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Note what the interpreter is asked for by this thread, within the block."""
    noted: list[str] = []
    on = [True]

    def note(event: str, _arguments: tuple[Any, ...]) -> None:
        if on and event.startswith(EVENTS):
            noted.append(event)

    sys.addaudithook(note)  # there is no taking it back, so it can be switched off
    try:
        yield noted
    finally:
        on.clear()


def test_pricing_asks_nothing_of_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """P21: pricing reads no clock, chance, locale, environment or file."""
    quote = Quote(
        (FIT, cents(7, "y", cadence="monthly")),
        Terms(months=14, start="2027-01-31", discounts=[PercentOff(50)], taxes=[VAT(19)]),
    )
    expected = figures(quote)
    again = Quote(quote.components, quote.terms)
    with monkeypatch.context() as patch, watched() as noted:
        for module, names in FORBIDDEN.items():
            for name in names:
                patch.setattr(module, name, forbidden(f"{module.__name__}.{name}"))
        patch.setattr(os.environ, "_data", None)  # any look into it fails
        found = figures(again)
    assert noted == []
    assert expected == found


CIRCUMSTANCES = frozenset(
    {
        "calendar",
        "locale",
        "os",
        "platform",
        "random",
        "secrets",
        "socket",
        "time",
        "uuid",
        "zoneinfo",
    }
)
CLOCKS = frozenset({"now", "today", "utcnow", "fromtimestamp", "getenv", "environ"})
SATELLITES = ("batch", "documents", "decisions")
MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    not in {*SATELLITES, "cli", "plots", "testing"}
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_of_the_core_knows_circumstances(path: Path) -> None:
    """P21: no module of the core imports a clock, chance, the locale or the environment."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if name.name in CIRCUMSTANCES]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found += [node.module] if node.module in CIRCUMSTANCES else []
        elif isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            found.append(node.attr)
    assert found == []
