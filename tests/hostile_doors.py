"""Where a hostile number may enter, and what it costs to refuse it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any, Final

import pytest

from cspricing.charge import Charge
from cspricing.discount import PercentOff
from cspricing.errors import PricingError
from cspricing.money import CNY, EUR, Money
from cspricing.rounding import Rounding

MEBIBYTE: Final = 2**20
DOORS: Final[dict[str, Callable[[Any], object]]] = {
    "amount": EUR,
    "increment": lambda value: Rounding(increment=value),
    "percent": PercentOff,
    "quantity": lambda value: Charge("Calls", value, "call", CNY(2), "outsourcing"),
    "weights": lambda value: Money("1.00", "EUR").allocate([value, 1]),
}


def refusal(call: Callable[[], object]) -> PricingError:
    """Give the error that *call* raises; its texts are short, and it costs little."""
    tracemalloc.start()
    try:
        with pytest.raises(PricingError) as caught:
            call()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 32 * MEBIBYTE
    assert len(str(caught.value)) < 500
    assert len(repr(caught.value)) < 500
    return caught.value
