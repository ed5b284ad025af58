"""How a rule chooses, for one number and for a column."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cspricing.errors import TariffError
from cspricing.lifted import Lifted, maximum, minimum, nowhere, require, where
from operators import Wary, unwary


@pytest.mark.parametrize("make", [int, Decimal, Wary])
@pytest.mark.parametrize(("left", "right"), [(1, 2), (2, 1), (2, 2)])
def test_choices(make: Any, left: int, right: int) -> None:  # noqa: ANN401
    """Smaller, larger and chosen numbers are what they are for ints, of any number."""
    a, b = make(left), make(right)
    assert min(left, right) == unwary(minimum(a, b))
    assert max(left, right) == unwary(maximum(a, b))
    assert (10 if left < right else 20) == unwary(where(a < b, 10, 20))


def test_where_gives_the_very_object() -> None:
    """With a bare condition, what is chosen is the object itself."""
    first, second = object(), object()
    assert where(True, first, second) is first  # noqa: FBT003
    assert where(False, first, second) is second  # noqa: FBT003


def test_nowhere() -> None:
    """A condition on one number holds nowhere if it does not hold; a mask answers for itself."""
    assert nowhere(Decimal(0) != 0) is True
    assert nowhere(Decimal(1) != 0) is False
    # There might be other rows, in which it holds.
    assert nowhere(Wary(0) != 0) is False

    class Nothing:
        def nowhere(self) -> bool:
            return True

    assert nowhere(Nothing()) is True


@pytest.mark.parametrize("make", [int, Wary])
def test_require(make: Any) -> None:  # noqa: ANN401
    """What is required raises the error where it does not hold, which is made only then."""
    made: list[TariffError] = []

    def error() -> TariffError:
        made.append(TariffError.of("tariff.beyond", "beyond"))
        return made[-1]

    require(make(1) <= 2, error)
    assert made == []
    with pytest.raises(TariffError) as caught:
        require(make(3) <= 2, error)
    assert made == [caught.value]


def test_a_column_says_how_it_is_worked_out() -> None:
    """A subclass answers for settling, counting and apportioning; there is no answer by itself."""
    column = Lifted()
    with pytest.raises(NotImplementedError):
        column.settled(1, 100, "ROUND_HALF_UP")
    with pytest.raises(NotImplementedError):
        column.ceil_units(Decimal(1))
    with pytest.raises(NotImplementedError):
        column.apportion(1, [1], 1, (), [0])
