"""Pricing is pure, and refuses as a whole (P20, P21, P27)."""

from __future__ import annotations

import ast
import asyncio
import builtins
import locale
import os
import random
import secrets
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest
from attrs import frozen
from hypothesis import given

import cspricing
from cspricing import (
    EUR,
    USD,
    VAT,
    AmountOff,
    Charge,
    Money,
    PercentOff,
    PricingError,
    PricingErrors,
    Quote,
    Rounding,
    Terms,
)
from quotes import cents, figures, quotes

PACKAGE = Path(cspricing.__file__).parent
HERE = Path(__file__).resolve()

# ---------------------------------------------------------------------------- P20

FIT = cents(100)


class FailingError(Exception):
    """An error that cannot even say what it is."""

    def __str__(self) -> NoReturn:
        message = "no text"
        raise RuntimeError(message)


class Failing:
    """A component that fails while it says what it charges."""

    name = "failing"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def charges(self) -> tuple[Charge, ...]:
        """Fail."""
        raise self.error


class Unshowable(Failing):
    """A component that cannot be shown either."""

    def __repr__(self) -> NoReturn:
        message = "no repr"
        raise RuntimeError(message)


class Nameless(Failing):
    """A component whose name fails."""

    @property
    def name(self) -> NoReturn:  # type: ignore[override]
        """Fail."""
        message = "no name"
        raise RuntimeError(message)


@frozen
class Giving:
    """A component that gives whatever it is given."""

    given: Any
    name: Any = "giving"

    def charges(self) -> Any:  # noqa: ANN401
        """Give it."""
        return self.given


class Halfway(Failing):
    """A component that fails after its first charge."""

    def charges(self) -> Iterator[Charge]:  # type: ignore[override]
        """Give one charge, and fail."""
        yield Charge("first", 1, "piece", EUR(1), "x")
        raise self.error


BAD: dict[str, Any] = {
    "raises": Failing(ValueError("boom")),
    "raises what has no text": Failing(FailingError()),
    "cannot be shown": Unshowable(ValueError("boom")),
    "has no name": Nameless(ValueError("boom")),
    "gives None": Giving(None),
    "gives a number": Giving(5),
    "gives texts": Giving(("charge",)),
    "gives classes": Giving((Charge,)),
    "fails halfway": Halfway(ValueError("boom")),
    "is in dollars": Giving((Charge("foreign", 1, "piece", USD(1), "x"),)),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("alone", [True, False])
def test_a_bad_component_is_named_and_nothing_is_given(bad: Any, alone: bool) -> None:  # noqa: ANN401
    """P20: whatever a component does wrong is one refusal that names it; nothing is half-priced."""
    others = () if alone else (FIT, FIT)
    quote = Quote((*others, bad), Terms(currency="EUR"))
    for figure in ("net", "lines", "invoices", "totals", "rules", "tax_lines", "months"):
        with pytest.raises(PricingErrors) as caught:
            getattr(quote, figure)
        assert len(caught.value.exceptions) == 1
        fault = caught.value.exceptions[0]
        assert isinstance(fault, PricingError)
        assert fault.component in {"failing", "giving", "Nameless"}
    assert (*others, bad) == quote.components
    assert Money("1.00", "EUR") == Quote.of(FIT).net


def test_the_only_component_is_at_fault_before_the_currency() -> None:
    """P20: that nothing says the currency does not hide that the only component failed."""
    with pytest.raises(PricingErrors) as caught:
        assert Quote.of(Failing(ValueError("boom"))).net
    assert caught.value.code == "component.failed"
    assert "boom" in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    """P20: the faults of all components and rules come together."""
    quote = (
        Quote.of(FIT, BAD["raises"], BAD["gives texts"], BAD["is in dollars"])
        .less(PercentOff(10, on="nobody"), AmountOff(USD(1)))
        .taxed(VAT(19, on="none"))
    )
    with pytest.raises(PricingErrors) as caught:
        assert quote.net
    codes = sorted(getattr(error, "code", "") for error in caught.value.exceptions)
    assert codes == [
        "component.failed",
        "currency.mixed",
        "currency.mixed",
        "rule.unmatched",
        "rule.unmatched",
        "tax.uncovered",
        "tax.uncovered",
        "type.charge",
    ]


@pytest.mark.parametrize("terms", [{"prepaid": USD(1)}, {"rounding_amount": EUR("0.001")}])
def test_a_stated_amount_that_does_not_fit_is_a_fault_like_others(terms: dict[str, Any]) -> None:
    """P20: a stated amount in another currency, or too fine, is told together with other faults."""
    quote = Quote((FIT, BAD["raises"]), Terms(**terms))
    with pytest.raises(PricingErrors) as caught:
        assert quote.net
    assert {"component.failed", "terms.amount"} == {
        getattr(error, "code", "") for error in caught.value.exceptions
    }


def test_an_increment_is_whole_minor_units() -> None:
    """P20: what is payable cannot be rounded to a part of a minor unit."""
    quote = Quote((FIT,), Terms(rounding=Rounding(increment="0.015")))
    with pytest.raises(PricingErrors) as caught:
        assert quote.net
    assert caught.value.code == "rounding.increment"


def fails(line: Any) -> bool:  # noqa: ANN401
    """Ask a line for what it has not."""
    return bool(line.nothing_of_the_kind)


def test_a_failing_predicate_is_told_by_name() -> None:
    """P20: a function that fails on a line is a fault of its rule, not a bare traceback."""
    with pytest.raises(PricingErrors) as caught:
        assert Quote.of(FIT).less(PercentOff(10, on=fails)).net
    assert "fails" in str(caught.value)


@pytest.mark.parametrize("name", [5, None, "", b"bytes", ("a", "b"), FailingError()])
def test_a_name_that_is_no_text_is_not_compared(name: object) -> None:
    """P20: a component of one's own may have any name; one that is no text breaks no tie."""
    charge = Charge("a", 1, "piece", EUR("0.01"), "x")
    quote = Quote.of(cents(1), Giving((charge,), name)).less(AmountOff(EUR("0.01")))
    assert Money("0.01", "EUR") == quote.net


# ---------------------------------------------------------------------------- P21


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
    quote = priced_quote()
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


# ---------------------------------------------------------------------------- P27


def priced_quote() -> Quote:
    """Make a quote with ties, several taxes, a term, and rules of each kind."""
    return Quote(
        (
            *(cents(n, category, name) for n in (1, 3, 3) for category, name in ("xb", "ya", "za")),
            cents(7, "y", cadence="monthly"),
            cents(-5, "x", cadence="quarterly"),
        ),
        Terms(
            months=14,
            start="2027-01-31",
            discounts=[
                PercentOff(50),
                AmountOff(EUR("0.03"), on=("x", "y"), carry=True, lasts=2),
                PercentOff("33.3", base="list", on="z"),
                PercentOff(10, level="line"),
            ],
            taxes=[VAT(19), VAT(7, on="y"), VAT(20, on="z", inclusive=True)],
            rounding=Rounding(tax="document", increment="0.05"),
        ),
    )


def refused_texts() -> list[str]:
    """Give what refusals say, down to the objects that they show."""
    found = []
    for quote in (
        Quote.of(FIT, BAD["raises"], BAD["gives texts"], BAD["is in dollars"]),
        Quote.of(FIT).taxed(VAT(19, on="none"), VAT(7, on={"x", "y", "z"}.__contains__)),
        Quote.of(*(cents(1, category) for category in "cab")).less(PercentOff(1, on="d")),
        Quote.of(FIT).less(AmountOff(EUR(2))),
    ):
        try:
            found.append(str(quote.net))
        except PricingError as error:
            found.append(str(error))
    return found


def printed() -> str:
    """Give all that must be the same anywhere, as one text."""
    quote = priced_quote()
    return "\n".join(
        [
            repr([sorted(figures(quote).items(), key=lambda pair: pair[0] == "lines")]),
            repr([(str(line), line.gross, line.net, line.discount) for line in quote.lines]),
            repr([(str(i.period), str(i.total), str(i.payable)) for i in quote.invoices]),
            repr([str(line) for line in quote.tax_lines]),
            repr([(record.numbers, record.amount, record.lapsed) for record in quote.rules]),
            *refused_texts(),
        ]
    )


PROGRAM = f"""
import sys
sys.path[:0] = [{str(HERE.parent)!r}, {str(HERE.parents[1])!r}]
import test_purity
sys.stdout.buffer.write(test_purity.printed().encode())
"""


def elsewhere(*flags: str, **environment: str) -> str:
    """Print the same in another interpreter."""
    paths = os.pathsep.join([str(PACKAGE.parent), *sys.path])
    made = subprocess.run(
        [sys.executable, "-W", "ignore", *flags, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        check=True,
        capture_output=True,
    )
    return made.stdout.decode()


@pytest.mark.parametrize("seed", range(10))
def test_the_hash_seed_changes_no_byte(seed: int) -> None:
    """P27: totals, lines, taxes and error texts are the same bytes under each PYTHONHASHSEED."""
    assert printed() == elsewhere(PYTHONHASHSEED=str(seed))


@pytest.mark.parametrize(
    ("flags", "environment"),
    [
        (("-O",), {}),
        (("-OO",), {}),
        (("-X", "utf8=0"), {"LC_ALL": "C", "LANG": "C"}),
        ((), {"LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}),
        ((), {"TZ": "Pacific/Kiritimati"}),
        ((), {"TZ": "America/Noronha", "LC_ALL": "zh_CN.UTF-8"}),
    ],
)
def test_flags_locale_and_time_zone_change_no_byte(
    flags: tuple[str, ...], environment: dict[str, str]
) -> None:
    """P27: the bytes are the same without assertions, in any locale, in any time zone."""
    assert printed() == elsewhere(*flags, **environment)


def test_threads_change_no_figure() -> None:
    """P27: one quote, looked at by several threads at once, has one answer; so have several."""
    shared = priced_quote()
    expected = figures(priced_quote())
    with ThreadPoolExecutor(8) as pool:
        alike = list(pool.map(lambda _: figures(shared), range(32)))
        own = list(pool.map(lambda _: figures(priced_quote()), range(32)))
    assert [expected] * 64 == alike + own


def test_tasks_change_no_figure() -> None:
    """P27: pricing within tasks that take turns gives what it gives alone."""
    expected = figures(priced_quote())

    async def price(quote: Quote) -> dict[str, Any]:
        found = []
        for figure in ("totals", "lines", "invoices"):
            found.append(getattr(quote, figure))
            await asyncio.sleep(0)
        assert len(found) == 3
        return figures(quote)

    async def together() -> list[dict[str, Any]]:
        shared = priced_quote()
        several = [shared if n % 2 else priced_quote() for n in range(16)]
        return list(await asyncio.gather(*map(price, several)))

    assert [expected] * 16 == asyncio.run(together())
