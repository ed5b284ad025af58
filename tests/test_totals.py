"""Totals are settled sums: they derive from independent ones, and they add."""

from __future__ import annotations

import operator
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from cspricing import EUR, USD, Money, Totals
from cspricing.errors import PricingError

SUMS = tuple(field.name for field in attrs.fields(Totals) if field.name != "currency")
NAMES = tuple(name.removesuffix("_minor") for name in SUMS)


def totals() -> st.SearchStrategy[Totals]:
    """Draw totals of any sums."""
    return st.builds(
        Totals,
        currency=st.just(EUR(1).currency),
        **{name: st.integers(-1000, 1000) for name in SUMS},
    )


def example() -> Totals:
    """Make totals in which each sum can be told from the others."""
    return Totals(
        currency=EUR(1).currency,
        subtotal_minor=100_000,
        discount_minor=20_000,
        tax_minor=7_000,
        tax_included_minor=3_000,
        withheld_minor=500,
        rounding_minor=2,
        prepaid_minor=40,
        cost_minor=9,
    )


def test_what_follows_from_the_sums() -> None:
    """Net, total and payable follow from what was added up."""
    found = example()
    assert Money("770.00", "EUR") == found.net  # 1,000 - 200 - 30
    assert Money("840.00", "EUR") == found.total  # + 70
    assert Money("834.62", "EUR") == found.payable  # + 0.02 - 0.40 - 5.00
    assert (77_000, 84_000, 83_462) == (found.net_minor, found.total_minor, found.payable_minor)


@pytest.mark.parametrize("name", NAMES)
def test_each_sum_is_money(name: str) -> None:
    """Each sum is shown as money of the currency, and nothing of it is rounded."""
    found = example()
    assert getattr(found, name) == Money.of_minor(getattr(found, f"{name}_minor"), "EUR")


def test_nothing_is_the_default() -> None:
    """Totals of nothing are nothing."""
    empty = Totals(currency=EUR(1).currency)
    assert all(getattr(empty, name) == Money(0, "EUR") for name in (*NAMES, "net", "payable"))


@given(totals(), totals(), totals())
def test_totals_add(one: Totals, two: Totals, three: Totals) -> None:
    """P2: totals add in any order and any bracketing, with nothing as the neutral one."""
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + Totals(currency=one.currency) == one
    assert sum([one, two, three]) == one + two + three
    for name in (*NAMES, "net", "total", "payable"):
        assert getattr(one, name) + getattr(two, name) == getattr(one + two, name)


@given(totals(), st.integers(0, 5))
def test_totals_count(one: Totals, times: int) -> None:
    """So many times the totals are their sum, so many times."""
    assert one * times == sum([one] * times, Totals(currency=one.currency))


def test_two_currencies_do_not_add() -> None:
    """Totals in two currencies have no sum, and the refusal names both."""
    with pytest.raises(PricingError) as caught:
        _ = example() + Totals(currency=USD(1).currency)
    assert caught.value.code == "currency.mixed"
    assert "EUR" in str(caught.value)
    assert "USD" in str(caught.value)


@pytest.mark.parametrize("other", [1, "x", None, Money(0, "EUR"), EUR(1)])
def test_totals_add_to_totals_alone(other: Any) -> None:  # noqa: ANN401
    """Nothing else adds to totals, but the 0 that `sum` starts from."""
    assert example() == 0 + example()
    for left, right in ((example(), other), (other, example())):
        with pytest.raises((TypeError, PricingError)):
            operator.add(left, right)


def test_totals_are_values() -> None:
    """Totals are equal by value, cannot be changed, and come back from a pickle."""
    assert example() == example() != Totals(currency=EUR(1).currency)
    assert hash(example()) == hash(example())
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        example().tax_minor = 1  # type: ignore[misc]
    assert example() == pickle.loads(pickle.dumps(example()))
