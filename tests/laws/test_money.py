"""Laws of money and allocation: M1 to M9 of the specification.

Each law is drawn from three scales (see `amounts`), and judged by `naive_numbers`, which shares
no code with the library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, strategies as st

import naive_numbers
from amounts import CURRENCIES, EXACT_AMOUNTS, MINOR_UNITS, WEIGHTS, WHOLE_WEIGHTS, Weight
from cspricing.exact import apportion
from cspricing.money import EUR, Currency, Money, Price
from cspricing.rounding import HALF_UP
from cspricing.testing import QUANTITIES, SIZES

NOTHING = Money.of_minor(0, "EUR")


def fractions(weights: Sequence[Weight]) -> list[Fraction]:
    """Read weights as the library must."""
    return [naive_numbers.ratio(str(weight)) for weight in weights]


def euros(cents: int) -> Money:
    """Make euros of cents."""
    return Money.of_minor(cents, "EUR")


def total(shares: Sequence[Money]) -> Money:
    """Add up shares."""
    return sum(shares, NOTHING)


# M1


@given(MINOR_UNITS.any, MINOR_UNITS.any, MINOR_UNITS.any)
def test_m1_money_is_a_group(first: int, second: int, third: int) -> None:
    """Money adds in any order and grouping, has a zero, and each amount its opposite."""
    a, b, c = euros(first), euros(second), euros(third)
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + NOTHING == a
    assert a - a == NOTHING
    assert a - b == -(b - a)
    assert a + b - b == a
    assert NOTHING - (NOTHING - a) == a
    assert abs(a) == (a if first >= 0 else -a)
    assert euros(first + second) == a + b
    assert euros(first + second + third) == sum([a, b, c])


@given(EXACT_AMOUNTS.any, EXACT_AMOUNTS.any, EXACT_AMOUNTS.any, SIZES.small, SIZES.any)
def test_m1_prices_are_a_group(
    first: Decimal, second: Decimal, third: Decimal, size: Decimal, other: Decimal
) -> None:
    """Prices add exactly in any order and grouping, pending divisions included."""
    a, b, c = EUR(first) / size, EUR(second) / other, EUR(third)
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a - a == EUR(0)
    assert a - b == -(b - a)
    assert EUR(0) - (EUR(0) - a) == a
    exact = Fraction(first) / Fraction(size) + Fraction(second) / Fraction(other) + Fraction(third)
    assert exact == (a + b + c).fraction


@given(EXACT_AMOUNTS.any, QUANTITIES.any, SIZES.any)
@example(Decimal("0.01"), Decimal(0), Decimal(3))
def test_m1_prices_scale(amount: Decimal, factor: Decimal, divisor: Decimal) -> None:
    """A price times a number over a number is exactly that, from either side, and divides back."""
    price = EUR(amount) * factor / divisor
    assert Fraction(amount) * Fraction(factor) / Fraction(divisor) == price.fraction
    assert price == factor * EUR(amount) / divisor
    assert EUR(amount) * factor == price * divisor
    assume(amount and factor)
    assert Fraction(factor) / Fraction(divisor) == price / EUR(amount)


@given(MINOR_UNITS.any, MINOR_UNITS.any, EXACT_AMOUNTS.any)
def test_m1_money_meets_prices(first: int, second: int, amount: Decimal) -> None:
    """Money beside a price makes a price, exactly; the ratio of two amounts is a fraction."""
    money, price = euros(first), EUR(amount)
    exact = Fraction(first, 100) + Fraction(amount)
    for both in (money + price, price + money):
        assert isinstance(both, Price)
        assert exact == both.fraction
    assert Fraction(first, 100) - Fraction(amount) == (money - price).fraction
    assert Fraction(amount) - Fraction(first, 100) == (price - money).fraction
    assume(second)
    assert Fraction(first, second) == money / euros(second)


def test_m1_is_false_for_rounded_prices() -> None:
    """Two rounded parts need not make the rounded whole: 3 and 4 at 0.005 against 7."""
    price = EUR("0.005")
    parts = (price * 3).settle(HALF_UP) + (price * 4).settle(HALF_UP)
    assert parts == Money("0.04", "EUR")
    assert (price * 7).settle(HALF_UP) == Money("0.04", "EUR")
    assert (price * 1).settle(HALF_UP) + (price * 1).settle(HALF_UP) == Money("0.02", "EUR")
    assert (price * 2).settle(HALF_UP) == Money("0.01", "EUR")


@given(MINOR_UNITS.any, st.integers(-(10**9), 10**9), CURRENCIES)
def test_m1_multiples(minor: int, times: int, currency: Currency) -> None:
    """Money times a whole number is so many minor units, from either side."""
    money = Money.of_minor(minor, currency)
    assert Money.of_minor(minor * times, currency) == money * times
    assert Money.of_minor(minor * times, currency) == times * money


# M2 to M9


@given(MINOR_UNITS.any, WEIGHTS.any)
@example(3, [75, 25])
@example(2, [1, 1, 1, 1])
@example(-10_000, [30, 20, 40, 40])
@example(700_273, ["1/3", "1/7", Decimal("0.1")])
def test_m2_conserve(minor: int, weights: list[Weight]) -> None:
    """Shares add up to what was allocated, less than one unit each included, and credits too."""
    assert euros(minor) == total(euros(minor).allocate(weights))


@given(MINOR_UNITS.any, WEIGHTS.any)
@example(3, [1, 3, 3])
@example(4, [1, 3, 3])
def test_m3_quota(minor: int, weights: list[Weight]) -> None:
    """Each share lies within less than one unit of its exact share."""
    parts = fractions(weights)
    for share, part in zip(euros(minor).allocate(weights), parts, strict=True):
        assert abs(share.minor - minor * part / sum(parts)) < 1


def test_m3_shares_may_fall_when_there_is_more() -> None:
    """With more to allocate somebody may get less: nobody has both this law and the quota."""
    assert euros(3).allocate([1, 3, 3]) == (euros(1), euros(1), euros(1))
    assert euros(4).allocate([1, 3, 3]) == (euros(0), euros(2), euros(2))


@given(MINOR_UNITS.any, WEIGHTS.any)
@example(1, [0, 1])
@example(5, [0, 1, 1, 0])
def test_m4_zero_weight(minor: int, weights: list[Weight]) -> None:
    """A weight of zero gets nothing, not even what is left over."""
    shares = euros(minor).allocate(weights)
    parts = fractions(weights)
    assert [s for s, part in zip(shares, parts, strict=True) if not part and s] == []


@given(MINOR_UNITS.any, WEIGHTS.any)
@example(-100, [1, 1, 1])
def test_m5_mirror(minor: int, weights: list[Weight]) -> None:
    """A credit is allocated like the charge that it reverses, share by share."""
    expected = tuple(-share for share in euros(minor).allocate(weights))
    assert expected == euros(-minor).allocate(weights)


@given(MINOR_UNITS.any, WHOLE_WEIGHTS.any, SIZES.any)
@example(10**18 + 1, [2**53, 2**53 + 1], Decimal(3))
def test_m6_scale_free(minor: int, weights: list[int], factor: Decimal) -> None:
    """Only the proportions of the weights count, whatever their size."""
    above, below = factor.as_integer_ratio()
    expected = euros(minor).allocate(weights)
    assert expected == euros(minor).allocate([weight * above for weight in weights])
    small = [weight % 10**6 for weight in weights]
    assume(any(small))
    expected = euros(minor).allocate(small)
    assert expected == euros(minor).allocate([f"{weight}/{below}" for weight in small])


@given(MINOR_UNITS.any, st.integers(1, 12))
@example(100, 3)
@example(-100, 3)
@example(1, 12)
def test_m7_ties(minor: int, parts: int) -> None:
    """Equal weights get shares at most one unit apart, the larger ones first."""
    shares = [abs(share.minor) for share in euros(minor).split(parts)]
    assert max(shares) - min(shares) <= 1
    assert sorted(shares, reverse=True) == shares
    assert parts == len(shares)
    assert abs(minor) == sum(shares)


@given(st.data(), MINOR_UNITS.any, WHOLE_WEIGHTS.any)
def test_m8_permute(data: st.DataObject, minor: int, weights: list[int]) -> None:
    """However the weights are ordered, the same weights get the same shares, as a multiset.

    Unless different weights leave equal remainders: such a tie goes to the earlier one.
    """
    remainders = {weight: abs(minor) * weight % sum(weights) for weight in weights}
    assume(len(set(remainders.values())) == len(remainders))
    order = data.draw(st.permutations(weights))
    expected = Counter(zip(weights, euros(minor).allocate(weights), strict=True))
    assert expected == Counter(zip(order, euros(minor).allocate(order), strict=True))


@given(st.data(), WHOLE_WEIGHTS.any)
def test_m9_cap(data: st.DataObject, weights: list[int]) -> None:
    """What is allocated over amounts takes no more of any than there is of it."""
    minor = data.draw(st.integers(0, sum(weights)))
    shares = euros(minor).allocate(weights)
    assert [s for s, most in zip(shares, weights, strict=True) if s.minor > most] == []


@given(MINOR_UNITS.any, WEIGHTS.any)
@example(1003, [49, 51])
def test_allocation_is_the_naive_one(minor: int, weights: list[Weight]) -> None:
    """Allocation gives each unit to whoever is furthest below the exact share, first come first."""
    assume(abs(minor) < 1000 or len(weights) < 50)
    expected = naive_numbers.allocated(minor, fractions(weights))
    assert expected == [share.minor for share in euros(minor).allocate(weights)]


# What rules build on: allocation with ties broken by what travels with a share


@given(
    st.data(),
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=7),
)
def test_m8_ties_broken_by_what_travels(
    data: st.DataObject, units: int, entries: list[tuple[int, int]]
) -> None:
    """With ties broken by what a share is, its share does not depend on where it stands."""
    assume(any(weight for weight, _ in entries))
    places = data.draw(st.permutations(range(len(entries))))
    expected = _apportioned(units, entries, list(range(len(entries))))
    found = _apportioned(units, [entries[place] for place in places], places)
    assert expected == [found[places.index(place)] for place in range(len(entries))]
    assert units == sum(expected)


def _apportioned(units: int, entries: list[tuple[int, int]], names: list[int]) -> list[int]:
    weights = [weight for weight, _ in entries]
    left = [rest for _, rest in entries]
    numerators = [units * weight for weight in weights]
    return apportion(units, numerators, sum(weights), lambda: (weights, left), lambda: names)


@pytest.mark.parametrize(
    ("left", "ranks", "expected"),
    [((0, 1), (0, 1), [0, 1]), ((1, 1), (1, 0), [0, 1]), ((1, 0), (1, 0), [1, 0])],
)
def test_ties_look_at_columns_before_ranks(
    left: tuple[int, int], ranks: tuple[int, int], expected: list[int]
) -> None:
    """Of two equal remainders the larger rest wins, and only then the lower rank."""
    assert expected == apportion(1, [1, 1], 2, lambda: (left,), lambda: ranks)
