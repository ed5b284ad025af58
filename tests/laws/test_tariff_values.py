"""Tariffs are values: the same in any decimal context, equal to their copies, without -0."""

from __future__ import annotations

import copy
import pickle
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, getcontext, localcontext
from typing import get_args

import attrs
from hypothesis import example, given, strategies as st

from cspricing.exact import EXACT
from cspricing.money import EUR, Price
from cspricing.tariff import Included, PerUnit, Tariff
from cspricing.tiers import Tier
from repriced_tariffs import with_prices
from tariffs import SCALES, Case, cases, tariffs

HOSTILE = [
    Context(prec=1, rounding=ROUND_CEILING, traps=list(EXACT.traps)),
    Context(prec=100, rounding=ROUND_FLOOR, Emin=-9, Emax=9, capitals=0, clamp=1, traps=[]),
]


@given(cases(), st.sampled_from(HOSTILE))
def test_the_callers_decimal_context_changes_nothing(case: Case, hostile: Context) -> None:
    """Amounts, steps and texts are the same in any decimal context, which is left as it was."""
    tariff, quantity = case
    expected = (tariff.price(quantity), tariff.steps(quantity), repr(tariff))
    printed = [str(step) for step in tariff.steps(quantity)]
    with localcontext(hostile):
        before = repr(getcontext())
        again = with_prices(tariff, lambda each: each)
        assert expected == (again.price(quantity), again.steps(quantity), repr(again))
        assert printed == [str(step) for step in again.steps(quantity)]
        assert before == repr(getcontext())


@given(cases(negative=True))
@example(Case(PerUnit(EUR(-5)), Decimal(0)))
@example(Case(Included(3, PerUnit(EUR(5))), Decimal(-2)))
def test_no_zero_is_negative(case: Case) -> None:
    """No step and no amount has a negative zero, which would print as -0."""
    tariff, quantity = case
    steps = tariff.steps(quantity)
    numbers = [step.quantity for step in steps]
    numbers += [step.amount.numerator for step in steps]
    numbers += [tariff.price(quantity).numerator]
    assert [n for n in numbers if n == 0 and n.is_signed()] == []


@given(st.sampled_from(SCALES).flatmap(tariffs))
def test_tariffs_are_values(tariff: Tariff) -> None:
    """A copy, a pickle, an evolved tariff and what its text makes equal it, and hash alike."""
    names = {kind.__name__: kind for kind in (*get_args(Tariff), Tier, Price)}
    again = [
        copy.copy(tariff),
        copy.deepcopy(tariff),
        *(pickle.loads(pickle.dumps(tariff, protocol)) for protocol in range(6)),
        attrs.evolve(tariff),
        with_prices(tariff, lambda each: each),
        eval(repr(tariff), names),  # noqa: S307  the text is the library's own
    ]
    for other in again:
        assert (tariff, hash(tariff), repr(tariff)) == (other, hash(other), repr(other))
