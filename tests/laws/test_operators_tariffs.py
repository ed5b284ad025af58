"""Tariffs are written in operators that columns have: what no column can do, they never ask."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from operator import floordiv, index, invert, mod, truediv
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cspricing.charge_model import amount
from cspricing.errors import TariffError
from cspricing.exact import EXACT
from cspricing.money import EUR
from cspricing.tariff import (
    After,
    AtLeast,
    AtMost,
    Baseline,
    Drawdown,
    Flat,
    Included,
    Package,
    PerUnit,
    Sum,
    Tariff,
)
from cspricing.tiers import Graduated, Stairstep, Tier, Volume
from operators import PLAIN, Guard, UnwaryError, Wary, unwary, wary_tariff
from tariffs import Case, cases

GUARDS = st.sampled_from([Wary, PLAIN])


def wary_amount(tariff: Tariff, quantity: Decimal, guards: tuple[Guard, Guard, Guard]) -> Fraction:
    """Price *quantity*, with wary quantities, amounts and borders as *guards* say."""
    quantities, amounts, borders = guards
    with localcontext(EXACT):
        guarded, units = wary_tariff(tariff, amounts, borders), quantities(quantity)
        settled, shown = guarded.exact(units), amount(guarded.parts(units))
    found, again = (unwary(above) / unwary(below) for above, below in (settled, shown))
    assert found == again
    return found


@given(cases(negative=True), st.tuples(GUARDS, GUARDS, GUARDS))
def test_wary_numbers_give_the_same_amount(case: Case, guards: tuple[Guard, Guard, Guard]) -> None:
    """Each tariff gives the same amount whichever of its numbers are wary, for credits too."""
    tariff, quantity = case
    assert tariff.price(quantity).fraction == wary_amount(tariff, quantity, guards)


BANDS = [Tier(2, EUR(10), EUR(1)), Tier("4.5", flat=EUR(3)), Tier(None, EUR(8) / 3)]
EACH: list[Tariff] = [
    Flat(EUR(5)),
    PerUnit(EUR(5), per=3),
    Graduated(BANDS),
    Graduated(BANDS, flat_at_zero=True),
    Volume(BANDS),
    Volume(BANDS, flat_at_zero=True),
    Stairstep([Tier(2, flat=EUR(10)), Tier(None, flat=EUR(8))]),
    Package("2.5", Graduated(BANDS)),
    Included(3, Volume(BANDS)),
    AtLeast(EUR(30), Graduated(BANDS)),
    AtMost(EUR(30), Graduated(BANDS)),
    Baseline(3, EUR(10), additional=EUR(4), reduced=EUR(2)),
    Baseline(3, EUR(10), additional=EUR(4), reduced=EUR(2), dead_band=50),
    Baseline(3, EUR(10), additional=EUR(4), reduced=EUR(2), dead_band=50, adjusts="all"),
    After(1, Graduated(BANDS)),
    After("2.5", Sum([Volume(BANDS), Included(1, Flat(EUR(3)))])),
    Drawdown(EUR(30), Graduated(BANDS)),
    Sum([Flat(EUR(5)), Volume(BANDS)]),
]


@pytest.mark.parametrize("tariff", EACH, ids=repr)
@pytest.mark.parametrize("quantity", [0, 1, 2, 3, "4.5", 5, 12, -3])
def test_each_tariff_takes_wary_numbers(tariff: Tariff, quantity: int | str) -> None:
    """Each kind of tariff gives the same amount if all numbers are wary, on both sides of all."""
    expected = tariff.price(quantity).fraction
    assert expected == wary_amount(tariff, Decimal(quantity), (Wary, Wary, Wary))


def test_a_wary_quantity_beyond_the_last_tier_is_refused() -> None:
    """What lies beyond a bounded last tier is refused for a wary number as for a plain one."""
    tariff = Graduated([Tier(10, EUR(1))])
    with pytest.raises(TariffError) as caught:
        wary_amount(tariff, Decimal(11), (Wary, Wary, Wary))
    assert caught.value.code == "tariff.beyond"


@pytest.mark.parametrize("ask", [bool, hash, int, float, str, format, iter, len, round, index])
def test_a_wary_number_refuses_what_no_column_can_do(ask: Callable[[Any], object]) -> None:
    """A wary number refuses to be one number: as a truth value, a key, a text, an integer."""
    with pytest.raises(UnwaryError):
        ask(Wary(1))


@pytest.mark.parametrize("divide", [truediv, floordiv, mod, pow, divmod])
def test_a_wary_number_refuses_to_be_divided(divide: Callable[[Any, Any], object]) -> None:
    """A wary number neither divides nor is divided: a division is settled once, by name."""
    with pytest.raises(UnwaryError):
        divide(Wary(1), 2)
    with pytest.raises(UnwaryError):
        divide(Decimal(2), Wary(1))


@pytest.mark.parametrize("ask", [bool, hash, int, str, format, iter, len, invert])
def test_a_wary_mask_refuses_to_be_a_truth_value(ask: Callable[[Any], object]) -> None:
    """A wary mask refuses ``if``, ``not`` and all else but to choose and to require."""
    with pytest.raises(UnwaryError):
        ask(Wary(1) > 0)


def test_a_wary_number_refuses_other_types() -> None:
    """A wary number meets no float and no text."""
    with pytest.raises(UnwaryError):
        Wary(1) + 0.5
