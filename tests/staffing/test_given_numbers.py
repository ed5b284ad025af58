"""Numbers as staffing takes them: of any kind, and none that is too large."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import cspricing.staffing
from cspricing.errors import PricingError
from cspricing.staffing import ServiceLevel, offered_load


class Third(Fraction):
    """A fraction of a class of its own."""


def test_numbers_of_any_kind() -> None:
    """A fraction of one's own class counts, and what is finer than any time counts as nothing."""
    assert Fraction(1, 3) == offered_load(Third(1, 3), 1, 1)
    assert 0 == offered_load(Decimal("1E-999"), 1, 1)
    with pytest.raises(PricingError) as caught:
        offered_load(Decimal("1E+999"), 1, 1)
    assert "number.range" == caught.value.code


def test_a_target_of_nothing_is_refused() -> None:
    """A service level of 0 asks for nothing."""
    with pytest.raises(PricingError) as caught:
        ServiceLevel(0, within_seconds=20)
    assert ("share.range", "target") == (caught.value.code, caught.value.field)


def test_staffing_lists_its_names() -> None:
    """What the package offers is listed before it is loaded."""
    assert set(cspricing.staffing.__all__) <= set(dir(cspricing.staffing))
