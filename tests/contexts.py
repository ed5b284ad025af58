"""Decimal contexts that a caller may have set, none of which may change a cent.

    from contexts import CONTEXTS, any_context, unchanged

    @given(any_context())
    def test_something(context: Context) -> None:
        with unchanged(context):      # sets it; asserts that it is left as it was, flags included
            ...

`CONTEXTS` are the worst ones by name; `any_context` draws any.
"""

from __future__ import annotations

import decimal
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Context
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

ROUNDINGS: Final = (
    decimal.ROUND_HALF_UP,
    decimal.ROUND_HALF_EVEN,
    decimal.ROUND_HALF_DOWN,
    decimal.ROUND_UP,
    decimal.ROUND_DOWN,
    decimal.ROUND_CEILING,
    decimal.ROUND_FLOOR,
    decimal.ROUND_05UP,
)
SIGNALS: Final = (
    decimal.Clamped,
    decimal.DivisionByZero,
    decimal.FloatOperation,
    decimal.Inexact,
    decimal.InvalidOperation,
    decimal.Overflow,
    decimal.Rounded,
    decimal.Subnormal,
    decimal.Underflow,
)

CONTEXTS: Final = {
    "default": Context(),
    "everything trapped": Context(
        prec=1, Emin=-9, Emax=9, clamp=1, capitals=0, traps=list(SIGNALS)
    ),
    "nothing trapped": Context(prec=1, Emin=-9, Emax=9, clamp=1, capitals=0, traps=[]),
    "nothing trapped, up": Context(prec=3, rounding=decimal.ROUND_UP, traps=[]),
    "all flags raised": Context(prec=100, flags=list(SIGNALS), traps=[]),
}


def any_context() -> SearchStrategy[Context]:
    """Draw any context: precision 1 to 100, all roundings, traps, flags, and both switches."""
    return st.builds(
        Context,
        prec=st.integers(1, 100),
        rounding=st.sampled_from(ROUNDINGS),
        Emin=st.sampled_from((-9, -999_999)),
        Emax=st.sampled_from((9, 999_999)),
        capitals=st.integers(0, 1),
        clamp=st.integers(0, 1),
        flags=st.lists(st.sampled_from(SIGNALS), unique=True),
        traps=st.lists(st.sampled_from(SIGNALS), unique=True),
    )


def state(context: Context) -> tuple[object, ...]:
    """Tell all that a context is: equal contexts need not be the same in C and in Python."""
    return (
        context.prec,
        context.rounding,
        context.Emin,
        context.Emax,
        context.capitals,
        context.clamp,
        {signal: bool(raised) for signal, raised in context.flags.items()},
        {signal: bool(trapped) for signal, trapped in context.traps.items()},
    )


@contextmanager
def unchanged(context: Context) -> Iterator[None]:
    """Run the block in a copy of *context*, and check that it leaves it as it was."""
    before = decimal.getcontext()
    used = context.copy()
    decimal.setcontext(used)
    try:
        yield
        left = decimal.getcontext()
    finally:
        decimal.setcontext(before)
    assert left is used
    assert state(context) == state(used)
