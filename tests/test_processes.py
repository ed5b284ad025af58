"""Values are the same bytes in any process: pure-Python decimals, hash seeds, contexts, flags."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import cspricing

SOURCE: Final = Path(cspricing.__file__).parents[1]

# Amounts, policies and errors, shown in every way; what comes first may change the process.
PROGRAM: Final = """
import pickle
from decimal import Decimal
from cspricing.errors import PricingError, shown
from cspricing.money import EUR, Currency, Money, Price, as_price
from cspricing.provenance import Sourced
from cspricing.rounding import HALF_UP, ROUND_UP, Rounding

NUMBERS = ["0", "0.005", "-0.015", "1234567.891", "0.000000000001", "999999999999999999"]
values = [EUR, Currency("HRK", on="2022-12-31"), HALF_UP, Rounding(increment="0.000000000001")]
for number in NUMBERS:
    price = EUR(number)
    pending = price / 7 * Decimal("0.35")
    values += [price, pending, price * number, -price, as_price(Sourced(price, "page"))]
    for rounding in (HALF_UP, ROUND_UP):
        values += [price.settle(rounding), pending.settle(rounding)]
    values += price.settle(HALF_UP).allocate([number.lstrip("-"), 1, "1/3"])
for value in values:
    print(repr(value), str(value), [pickle.dumps(value, n) for n in range(6)])
    if not isinstance(value, Rounding):
        print(value == pickle.loads(pickle.dumps(value)), value.__hash__() == hash(value))
print([price < EUR(1) for price in values if isinstance(price, Price)])

HOSTILE = [
    "1e3", 0.1, True, None, {"b", "a", "c"}, frozenset({"x", "y"}), [{"b", "a"}], object(),
    Decimal("1E+30"), Decimal("1e-30"), Decimal("NaN"), 10**5000, "9" * 5000, EUR, print,
]
for value in HOSTILE:
    for call in (EUR, Currency, as_price, lambda value: Rounding(mode=value),
                 lambda value: EUR(1).settle(value), Money(1, "EUR").allocate):
        try:
            call(value)
        except PricingError as error:
            print(error.code, error.field, str(error), repr(error), shown(error.value))
        else:
            print("taken")
"""

PURE_PYTHON: Final = "import sys; sys.modules['_decimal'] = None\n"
WORST_CONTEXT: Final = """
import decimal
decimal.setcontext(decimal.DefaultContext)
for context in (decimal.DefaultContext, decimal.BasicContext, decimal.ExtendedContext):
    context.prec, context.Emin, context.Emax, context.clamp, context.capitals = 1, -9, 9, 1, 0
    context.rounding = decimal.ROUND_UP
    for signal in context.traps:
        context.traps[signal] = True
"""


def printed(program: str, *options: str, **environment: str) -> bytes:
    """Run a program in a fresh interpreter and return the bytes that it prints."""
    completed = subprocess.run(
        [sys.executable, *options, "-c", program],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": "0", **environment},
        capture_output=True,
        check=False,
    )
    assert (completed.returncode, completed.stderr) == (0, b"")
    return completed.stdout


@pytest.fixture(scope="module")
def usual() -> bytes:
    """Run the program in the usual way."""
    found = printed(PROGRAM)
    assert found.count(b"\n") > 150
    return found


def test_pure_python_decimals(usual: bytes) -> None:
    """Without the C implementation of decimals all bytes are the same (X089)."""
    check = "import decimal, _pydecimal; assert decimal.Decimal is _pydecimal.Decimal\n"
    assert usual == printed(PURE_PYTHON + check + PROGRAM)


def test_worst_context_from_the_start(usual: bytes) -> None:
    """With the worst context set before the import all bytes are the same (X091)."""
    assert usual == printed(WORST_CONTEXT + PROGRAM)
    assert usual == printed(PURE_PYTHON + WORST_CONTEXT + PROGRAM)


@pytest.mark.parametrize("seed", range(1, 10))
def test_hash_seeds(usual: bytes, seed: int) -> None:
    """With every hash seed all bytes are the same, those of messages too (X093)."""
    assert usual == printed(PROGRAM, PYTHONHASHSEED=str(seed))


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (("-O",), {}),
        (("-OO",), {}),
        ((), {"PYTHONINTMAXSTRDIGITS": "640"}),
        ((), {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Shanghai"}),
        (("-W", "error", "-b", "-b"), {}),
    ],
    ids=["optimized", "without docstrings", "short integers", "elsewhere", "warnings"],
)
def test_options(usual: bytes, options: tuple[str, ...], environment: dict[str, str]) -> None:
    """With other options, locales and time zones all bytes are the same."""
    assert usual == printed(PROGRAM, *options, **environment)
