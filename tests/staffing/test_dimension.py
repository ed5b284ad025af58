"""Lines for a load, and loads for lines and agents."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import naive_erlang
from cspricing.errors import PricingError, StaffingError
from cspricing.staffing import (
    erlang_b,
    erlang_c,
    load_for_blocking,
    load_for_wait_probability,
    required_lines,
)

HAIR = Fraction(1, 10**60)


@pytest.mark.parametrize("load", ["0.001", "0.5", "1", "7.25", "90", "250"])
@pytest.mark.parametrize("blocking", ["1e-9", "0.001", "0.02", "0.3", "0.9", "0.999"])
def test_lines_are_the_fewest(load: str, blocking: str) -> None:
    """So many lines turn away no more than is allowed, and one fewer turns away more."""
    erlangs, limit = Fraction(load), Fraction(blocking)
    lines = required_lines(erlangs, limit)
    assert naive_erlang.erlang_b(erlangs, lines) <= limit
    assert lines == 0 or naive_erlang.erlang_b(erlangs, lines - 1) > limit


@pytest.mark.parametrize("lines", [1, 2, 3, 10, 35])
@pytest.mark.parametrize("load", ["0.5", "1", "4/3", "30"])
def test_ties(lines: int, load: str) -> None:
    """A blocking that is exactly reached is reached, a hair less is not."""
    erlangs = Fraction(load)
    reached = naive_erlang.exact_erlang_b(erlangs, lines)
    assert lines == required_lines(erlangs, reached)
    assert lines + 1 == required_lines(erlangs, reached * (1 - HAIR))


def test_no_lines_are_needed() -> None:
    """Where nothing comes, or everything may be turned away, no line is needed."""
    assert 0 == required_lines(0, "0.01")
    assert 0 == required_lines(Fraction(1, 10**400), "0.01")
    assert 0 == required_lines(10, 1)


def test_the_largest_loads() -> None:
    """A load of ten million erlangs is dimensioned as any other."""
    lines = required_lines(10**7, "0.02")
    assert erlang_b(10**7, lines) <= 0.02 < erlang_b(10**7, lines - 1)


@pytest.mark.parametrize("lines", [1, 2, 7, 33, 500, 10_000])
@pytest.mark.parametrize("blocking", ["1e-60", "0.000001", "0.02", "0.5", "0.99"])
def test_the_load_for_a_blocking(lines: int, blocking: str) -> None:
    """Under the load that is found, lines turn away so many, to 13 digits of the load."""
    limit = Fraction(blocking)
    found = Fraction(load_for_blocking(lines, limit))
    above, below = (found * (1 + side * Fraction(1, 10**13)) for side in (1, -1))
    assert naive_erlang.erlang_b(below, lines) < limit < naive_erlang.erlang_b(above, lines)


def test_nearly_everything_is_turned_away() -> None:
    """One line turns A / (1 + A) away, and nothing cancels where that is nearly all."""
    limit = 1 - Fraction(1, 10**6 + 1)
    assert 10**6 == pytest.approx(load_for_blocking(1, limit), rel=1e-15)
    with pytest.raises(StaffingError, match="of more than 10") as caught:
        load_for_blocking(1, 1 - Fraction(1, 10**7 + 2))
    assert ("staffing.limit", "blocking") == (caught.value.code, caught.value.field)
    with pytest.raises(StaffingError):
        load_for_blocking(10**7, "0.99")


@pytest.mark.parametrize("agents", [1, 2, 8, 130, 1000])
@pytest.mark.parametrize("share", ["1e-9", "0.05", "0.5", "0.999999"])
def test_the_load_for_a_wait_probability(agents: int, share: str) -> None:
    """Under the load that is found, such a share has to wait."""
    found = load_for_wait_probability(agents, Fraction(share))
    assert 0 < found < agents
    assert float(Fraction(share)) == pytest.approx(erlang_c(Fraction(found), agents), rel=1e-9)


def test_one_agent() -> None:
    """With one agent, the load is the probability to wait."""
    assert 0.25 == pytest.approx(load_for_wait_probability(1, "0.25"), rel=1e-15)


@pytest.mark.parametrize(
    ("question", "first", "second", "code", "field"),
    [
        (required_lines, -1, "0.1", "number.range", "load"),
        (required_lines, 1, 0, "share.range", "max_blocking"),
        (required_lines, 1, 2, "share.range", "max_blocking"),
        (required_lines, 1, Fraction(1, 10**61), "share.range", "max_blocking"),
        (load_for_blocking, 0, "0.1", "number.whole", "lines"),
        (load_for_blocking, "1.5", "0.1", "number.whole", "lines"),
        (load_for_blocking, 10**7 + 1, "0.1", "number.range", "lines"),
        (load_for_blocking, 1, 0, "share.range", "blocking"),
        (load_for_blocking, 1, 1, "share.range", "blocking"),
        (load_for_wait_probability, 0, "0.1", "number.whole", "agents"),
        (load_for_wait_probability, 1, 1, "share.range", "wait_probability"),
    ],
)
def test_what_is_refused(question: Any, first: Any, second: Any, code: str, field: str) -> None:  # noqa: ANN401
    """Questions without an answer are refused by name."""
    with pytest.raises(PricingError) as caught:
        question(first, second)
    assert (code, field) == (caught.value.code, caught.value.field)
