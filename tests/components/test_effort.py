"""Work by the day: what several roles cost, and percentages of it, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import contexts
from component_samples import SAMPLES, charged, plain
from cspricing import EUR, Consulting, Customization, PersonDays, ProcessCustomization
from cspricing.components.base import BuiltComponent
from cspricing.components.effort import exact_price

RATES = [EUR(700), EUR("0.005"), EUR(1000) / 3, EUR(10) / 7, EUR("1234.56") / 11, EUR(0)]
PERCENTS = ["0", "12.5", "33.333", "100"]


@given(
    roles=st.lists(
        st.tuples(
            st.sampled_from(["0", "0.5", "3", "17.25"]),
            st.sampled_from(RATES),
            st.sampled_from(PERCENTS),
        ),
        min_size=1,
        max_size=5,
    ),
    percent=st.sampled_from(PERCENTS),
)
def test_percentages_of_work_are_exact(roles: list[tuple[Any, Any, str]], percent: str) -> None:
    """Roles cost their days at their rates and premiums, and a contingency that share of it."""
    grades = [
        PersonDays(f"role {number}", days, rate, premium)
        for number, (days, rate, premium) in enumerate(roles)
    ]
    costs = [
        Fraction(days) * rate.fraction * (1 + Fraction(premium) / 100)
        for days, rate, premium in roles
    ]
    advice = Consulting(grades=grades, contingency_percent=percent)
    found = [charge.tariff.price(charge.quantity).fraction for charge in plain(advice)]
    assert costs == found[: len(costs)]
    assert sum(costs) * Fraction(percent) / 100 == sum(found[len(costs) :])


def test_the_simple_form_is_one_role() -> None:
    """Days at a rate are one role with the name that the component gives it."""
    assert (
        Consulting(grades=[PersonDays("consultant", 3, EUR(9))]).charges()
        == Consulting(days=3, daily=EUR(9)).charges()
    )
    assert (
        Customization(
            roles=[PersonDays("development", 3, EUR(9))], contingency_percent=15
        ).charges()
        == Customization(person_days=3, daily=EUR(9), contingency_percent=15).charges()
    )
    assert (
        ProcessCustomization(
            processes=4, roles=[PersonDays("process mapping", 3, EUR(9))]
        ).charges()
        == ProcessCustomization(processes=4, mapping_days=3, daily=EUR(9)).charges()
    )


def test_prices_of_workings_are_divided_as_far_as_it_goes() -> None:
    """2,100 / 12 is 175, and 100 / 12 is 25 / 3."""
    assert 1 == exact_price(EUR(2100).numerator, 12, EUR(1).currency).denominator
    assert EUR(25) / 3 == exact_price(EUR(100).numerator, 12, EUR(1).currency)


BUILT = {name: one for name, one in SAMPLES.items() if isinstance(one, BuiltComponent)}


@pytest.mark.parametrize("context", contexts.CONTEXTS)
@pytest.mark.parametrize("name", BUILT)
def test_the_decimal_context_changes_nothing(name: str, context: str) -> None:
    """A component that is built in any decimal context charges the same."""
    expected = charged(BUILT[name].charges())
    with contexts.unchanged(contexts.CONTEXTS[context]):
        found = attrs.evolve(BUILT[name]).charges()
    assert expected == charged(found)
