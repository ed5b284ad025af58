"""Shrinkage is composed, and people are counted, exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from cspricing.errors import PricingError
from cspricing.staffing import scheduled_agents, scheduled_agents_fractional, shrinkage


def test_shares_compose() -> None:
    """12, 10 and 8 %, each of what is left, are 27.136 % and not 30 %."""
    assert Fraction("0.27136") == shrinkage("0.12", "0.10", "0.08")
    assert Fraction("0.27136") == shrinkage(0.08, Decimal("0.12"), Fraction(1, 10))
    assert Fraction(3, 10) == shrinkage(0.3)
    assert 0 == shrinkage()
    assert 0 == shrinkage(0, "0")


@pytest.mark.parametrize("share", ["0.3", 0.3, Decimal("0.3"), Fraction(3, 10)], ids=repr)
def test_a_tie(share: Any) -> None:  # noqa: ANN401
    """21 agents at 30 % are 30 people; floats make it 31."""
    assert 30 == scheduled_agents(21, share)
    assert 30 == scheduled_agents_fractional(21, share)


def test_all_ties() -> None:
    """Of n agents at s % there are never more people than needed, nor too few."""
    for agents in range(60):
        for percent in range(100):
            people = scheduled_agents(agents, percent / 100)
            assert (people - 1) * (100 - percent) < 100 * agents <= people * (100 - percent)


def test_fractional_agents() -> None:
    """Hours and full-time equivalents are not rounded."""
    assert Fraction(240, 7) == scheduled_agents_fractional(24, "0.3")
    assert 15 == scheduled_agents_fractional("10.5", "0.3")


@pytest.mark.parametrize(
    ("agents", "share", "code", "field"),
    [
        (21, 1, "share.range", "shrinkage"),
        (21, "1.2", "share.range", "shrinkage"),
        (21, -0.1, "share.range", "shrinkage"),
        (21, float("nan"), "number.special", "shrinkage"),
        ("20.5", "0.3", "number.whole", "agents"),
        (-1, "0.3", "number.whole", "agents"),
    ],
)
def test_what_is_refused(agents: Any, share: Any, code: str, field: str) -> None:  # noqa: ANN401
    """A shrinkage leaves something, and people are whole."""
    with pytest.raises(PricingError) as caught:
        scheduled_agents(agents, share)
    assert (code, field) == (caught.value.code, caught.value.field)


def test_shares_that_are_refused() -> None:
    """A share of 1 would leave nothing, and no negative hours are answered."""
    with pytest.raises(PricingError, match="shrinkage: a share of 1 leaves nothing"):
        shrinkage("0.1", 1)
    with pytest.raises(PricingError, match="agents: -1 is below 0"):
        scheduled_agents_fractional(-1, "0.3")
