"""The caller's context, interpreter, threads and tasks change no byte, as `hostile.json` says."""

from __future__ import annotations

import ast
import asyncio
import contextvars
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Context, Inexact, getcontext, localcontext
from pathlib import Path
from typing import Any, Final

import pytest

import contexts
import cspricing
import hostile_items
import oracles
import reference_quote
from cspricing import VAT, Currency, Quote
from cspricing.currencies import CURRENT
from cspricing.errors import PricingError
from hostile_items import of, seats, values

context_stays = hostile_items.context_stays


# ---------------------------------------------------------------------------- environment


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Give all that is printed of the reference quote in this interpreter."""
    return reference_quote.printed()


@pytest.mark.parametrize("item", of("H207", "H209", "X091"))
def test_the_callers_context_changes_no_byte(item: oracles.Case, printed: bytes) -> None:
    """The reference quote prints the same bytes under any decimal context, and leaves it alone."""
    assert item["expect"]["outcome"] == "same_bytes"
    context = {
        "H207": Context(prec=3),
        "H209": Context(traps=[Inexact]),
        "X091": contexts.CONTEXTS["everything trapped"],
    }[item["id"]]
    with contexts.unchanged(context):
        found = reference_quote.printed()
    assert printed == found


@pytest.mark.parametrize("item", of("X091"))
def test_values_are_made_and_kept_under_any_context(item: oracles.Case) -> None:
    """Values are built, compared, hashed, shown and pickled alike under the worst context."""
    before = values()
    shown = [(repr(value), str(value)) for value in before]
    with contexts.unchanged(contexts.CONTEXTS["everything trapped"]):
        within = values()
        assert shown == [(repr(value), str(value)) for value in within]
        for one, other in zip(before, within, strict=True):
            if not isinstance(one, PricingError):
                assert one == other
                assert one == pickle.loads(pickle.dumps(other))
        assert hash(before[0].total) == hash(within[0].total)
        assert f"{before[0].total}" == f"{within[0].total}"
    assert item["expect"]["outcome"] == "same_bytes"


ELSEWHERE: Final[dict[str, list[tuple[tuple[str, ...], str, dict[str, str]]]]] = {
    "H211": [((), "", {"TZ": "Pacific/Kiritimati"}), ((), "", {"TZ": "Etc/GMT+12"})],
    "H213": [(("-O",), "", {}), (("-OO",), "", {})],
    "H215": [((), "import sys, reference_quote; sys.setrecursionlimit(100)", {})],
    "X079": [((), "import sys; sys.modules['zoneinfo'] = None", {"PYTHONTZPATH": ""})],
    "X089": [((), "import sys; sys.modules['_decimal'] = None", {})],
    "X093": [((), "", {"PYTHONHASHSEED": str(seed)}) for seed in range(10)],
}


@pytest.mark.parametrize("item", of(*ELSEWHERE))
def test_the_interpreter_changes_no_byte(item: oracles.Case, printed: bytes) -> None:
    """Another zone, seed, switch, recursion limit or decimal module prints the same bytes."""
    assert item["expect"]["outcome"] == "same_bytes"
    for options, first, environment in ELSEWHERE[item["id"]]:
        assert printed == reference_quote.elsewhere(*options, first=first, **environment)


def test_zones_are_never_loaded() -> None:
    """Pricing and explaining load no time zones."""
    check = "import atexit, sys; atexit.register(lambda: 'zoneinfo' in sys.modules and print(1))"
    assert reference_quote.elsewhere(first=check) == reference_quote.printed()


# ---------------------------------------------------------------------------- concurrency


def in_threads(count: int, call: Callable[[int], object]) -> list[Any]:
    """Run *call* in so many threads at once, and give what each returns."""
    barrier = threading.Barrier(count)

    def run(number: int) -> object:
        barrier.wait()
        return call(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.mark.parametrize("item", of("H217"))
def test_threads_do_not_share_a_context(item: oracles.Case, printed: bytes) -> None:
    """Threads that price under different decimal contexts print the same bytes."""
    assert item["expect"]["outcome"] == "same_bytes"
    chosen = [Context(prec=3), Context(traps=[Inexact])]

    def run(number: int) -> tuple[bytes, bool]:
        with localcontext(chosen[number]):
            before = contexts.state(getcontext())
            found = reference_quote.printed()
            return found, before == contexts.state(getcontext())

    assert [(printed, True)] * 2 == in_threads(2, run)


@pytest.mark.parametrize("item", of("X081"))
def test_tasks_do_not_share_a_context(item: oracles.Case) -> None:
    """A hundred tasks that price in turns give equal totals, and keep their contexts."""
    assert item["expect"]["outcome"] == "same_bytes"
    expected = Quote.of(seats(), seats(per=7)).taxed(VAT("8.25")).totals

    async def one(precision: int) -> tuple[object, bool]:
        with localcontext(Context(prec=precision)):
            before = contexts.state(getcontext())
            quote = Quote.of(seats(), seats(per=7))
            await asyncio.sleep(0)
            quote = quote.taxed(VAT("8.25"))
            await asyncio.sleep(0)
            totals = quote.totals
            await asyncio.sleep(0)
            return totals, before == contexts.state(getcontext())

    async def every() -> list[tuple[object, bool]]:
        return await asyncio.gather(*(one(number + 1) for number in range(100)))

    assert [(expected, True)] * 100 == asyncio.run(every())
    assert not any(
        isinstance(node, ast.Await | ast.AsyncFunctionDef)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


@pytest.mark.parametrize("item", of("X083"))
def test_contexts_and_executors_change_no_byte(item: oracles.Case) -> None:
    """Pricing in a copied context or an executor gives the same, and leaves nothing behind."""
    assert item["expect"]["outcome"] == "same_bytes"

    def priced() -> str:
        return reference_quote.reference().explain()

    expected = priced()
    copied = contextvars.copy_context()
    before = {variable.name for variable in copied}
    assert expected == copied.run(priced)
    assert before | {"decimal_context"} == {variable.name for variable in copied} | {
        "decimal_context"
    }

    async def within() -> str:
        return await asyncio.get_running_loop().run_in_executor(None, priced)

    assert expected == asyncio.run(within())


SOURCES: Final = sorted(Path(cspricing.__file__).parent.rglob("*.py"))
MUTATORS: Final = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove"}
    | {"setdefault", "sort", "update"}
)


def _mutated_globals(path: Path) -> list[str]:
    """List where a function changes a container that its module holds."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    held = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    found = []
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.Lambda):
            continue
        for node in ast.walk(function):
            changed: ast.expr | None = None
            if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
                changed = node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                changed = node.func.value if node.func.attr in MUTATORS else None
            if isinstance(changed, ast.Name) and changed.id in held:
                found.append(f"{path.name}:{changed.lineno}: {changed.id}")
    return found


@pytest.mark.parametrize("item", of("X087"))
def test_threads_share_no_state(item: oracles.Case) -> None:
    """Sixteen threads that take all currencies at once get equal ones, from no common cache."""
    assert item["expect"]["outcome"] == "same_bytes"
    assert [] == [place for path in SOURCES for place in _mutated_globals(path)]
    codes = sorted(CURRENT)
    quotes = in_threads(16, lambda _: [Currency(code) for code in codes])
    assert all(quotes[0] == quote for quote in quotes)
    assert [hash(currency) for currency in quotes[0]] == [hash(one) for one in quotes[-1]]
    again = pickle.loads(pickle.dumps(quotes[0]))
    assert all(
        one is not other and one == other for one, other in zip(quotes[0], again, strict=True)
    )
    shared = reference_quote.reference()
    assert len(set(in_threads(16, lambda _: shared.explain()))) == 1
