"""Service levels that may be reached, as exact pairs of probabilities and percentages."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from cspricing.errors import PricingError
from cspricing.staffing import (
    ErlangA,
    ErlangC,
    ServiceLevel,
    expected_service_level,
    service_level_outcomes,
)

PROMISED = ServiceLevel("0.80", within_seconds=20)
PLANNED = ErlangC(load=50, agents=56, handle_seconds=180)
PATIENT = ErlangA(load=50, agents=52, handle_seconds=180, patience_seconds=120)


@pytest.mark.parametrize("queue", [PLANNED, PATIENT], ids=["C", "A"])
@pytest.mark.parametrize("error", ["0.05", "0.20", "1"])
@pytest.mark.parametrize("count", [100, 1000])
def test_their_mean_is_the_level_that_is_expected(
    queue: ErlangC | ErlangA, error: str, count: int
) -> None:
    """Probabilities sum to 1, levels rise, and their mean is the average over all loads."""
    found = service_level_outcomes(queue, PROMISED, forecast_error=error, count=count)
    levels = [level for _, level in found]
    assert levels == sorted(set(levels))
    assert all(0 <= level <= 100 for level in levels)
    assert 1 == sum(Fraction(probability) for probability, _ in found)
    mean = sum(Fraction(probability) * Fraction(level) / 100 for probability, level in found)
    expected = expected_service_level(queue, PROMISED, forecast_error=error)
    assert float(mean) == pytest.approx(expected, abs=0.4 / count**0.5 / 10)


def test_a_sure_forecast_has_one_outcome() -> None:
    """Without an error, or without a load, one level is certain."""
    certain = service_level_outcomes(PLANNED, PROMISED, forecast_error=0)
    assert ((Decimal(1), Decimal("84.12")),) == certain
    idle = ErlangC(load=0, agents=5, handle_seconds=180)
    assert ((Decimal(1), Decimal(100)),) == service_level_outcomes(
        idle, PROMISED, forecast_error="0.5"
    )


def test_no_context_has_a_say() -> None:
    """The pairs are the same whatever the caller does to his decimals."""
    usual = service_level_outcomes(PLANNED, PROMISED, forecast_error="0.1")
    with decimal.localcontext(decimal.Context(prec=1, traps=[decimal.Inexact])):
        assert usual == service_level_outcomes(PLANNED, PROMISED, forecast_error="0.1")


@pytest.mark.parametrize("count", [0, 3, 30, -10, True, "100", 10.0, None, [100]])
def test_other_counts_are_refused(count: Any) -> None:  # noqa: ANN401
    """Loads are so many that the probability of one is a finite decimal."""
    with pytest.raises(PricingError) as caught:
        service_level_outcomes(PLANNED, PROMISED, forecast_error="0.1", count=count)
    assert ("forecast.count", "count") == (caught.value.code, caught.value.field)
