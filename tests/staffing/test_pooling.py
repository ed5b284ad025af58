"""What a common queue saves."""

from __future__ import annotations

from fractions import Fraction
from itertools import repeat
from typing import Any

import pytest

from cspricing.errors import PricingError
from cspricing.staffing import Pooling, ServiceLevel, Workload, pooled, required_agents

EIGHTY_TWENTY = ServiceLevel("0.80", within_seconds=20)


def test_five_queues() -> None:
    """Five queues of 10 erlangs require 14 agents each, one of 50 requires 56: a fifth less."""
    found = pooled([Workload(10, 180)] * 5, EIGHTY_TWENTY)
    assert Pooling(separate=(14,) * 5, pooled=56) == found
    assert (70, 14) == (found.separately, found.saved)


def test_handling_times_are_averaged_over_contacts() -> None:
    """Ten erlangs of 100 s are twice as many contacts as ten of 200 s: 133 1/3 s on average."""
    found = pooled([Workload(10, 100), Workload(10, 200)], EIGHTY_TWENTY)
    assert found.pooled == required_agents(20, Fraction(400, 3), EIGHTY_TWENTY)


def test_other_goals() -> None:
    """All goals are kept, by each queue and by all of them."""
    queues = [Workload("32.3", 180), Workload(0, 60)]
    assert Pooling(separate=(38, 0), pooled=38) == pooled(queues, max_occupancy="0.85")
    impatient = pooled(iter(queues), EIGHTY_TWENTY, patience_seconds=60, max_abandonment="0.02")
    assert impatient.pooled == impatient.separately
    idle = pooled([Workload(0, 60)], max_average_wait_seconds=1)
    assert Pooling(separate=(0,), pooled=0) == idle


@pytest.mark.parametrize(
    ("queues", "code", "field"),
    [
        ([], "queues.empty", "queues"),
        (5, "type.workload", "queues"),
        ([(10, 180)], "type.workload", "queues"),
        (repeat(Workload(1, 1)), "queues.limit", "queues"),
        ([Workload(10**7, 1)] * 2, "number.range", "load"),
    ],
    ids=["none", "number", "pairs", "endless", "large"],
)
def test_queues_that_are_refused(queues: Any, code: str, field: str) -> None:  # noqa: ANN401
    """What is no row of workloads is refused."""
    with pytest.raises(PricingError) as caught:
        pooled(queues, EIGHTY_TWENTY)
    assert (code, field) == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(("load", "handling", "field"), [(-1, 1, "load"), (1, 0, "handle_seconds")])
def test_workloads_that_are_refused(load: int, handling: int, field: str) -> None:
    """A workload is a load from 0 of contacts that take some time."""
    with pytest.raises(PricingError) as caught:
        Workload(load, handling)
    assert ("number.range", field) == (caught.value.code, caught.value.field)
