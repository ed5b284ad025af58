"""The laws of tariffs, T1 to T14, each with the conditions without which it is false."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given, strategies as st
from hypothesis.strategies import DrawFn

from cspricing import charge_model
from cspricing.errors import LimitError, TariffError
from cspricing.exact import EXACT
from cspricing.factor import Factor
from cspricing.money import EUR, Price
from cspricing.tariff import AtLeast, Baseline, Flat, Package, PerUnit, Sum, Tariff
from cspricing.tiers import Graduated, Stairstep, Tier, Volume
from naive_tariffs import NoPriceError, amount, naive_price
from repriced_tariffs import with_prices
from tariffs import (
    EDGES,
    KINDS,
    LARGEST,
    SCALES,
    SMALL,
    STEPS,
    WIDE,
    Case,
    Scale,
    calculated,
    cases,
    negated,
    prices,
    quantities_near,
    tariffs,
    tiers,
)

FINEST = STEPS[-1]
WITHOUT_LIMITS = KINDS - {"AtLeast", "AtMost", "Drawdown"}
scales = st.sampled_from(SCALES)


def price(tariff: Tariff, quantity: Decimal | int) -> Fraction:
    """Price *quantity* by the library, without the currency."""
    return tariff.price(quantity).fraction


class Pair(NamedTuple):
    """Two tariffs, and a quantity near the borders of one."""

    first: Tariff
    second: Tariff
    quantity: Decimal


@st.composite
def pairs(draw: DrawFn) -> Pair:
    """Draw two tariffs of one scale, and a quantity for both."""
    scale = draw(scales)
    first, second = draw(tariffs(scale)), draw(tariffs(scale))
    near = draw(st.sampled_from([first, second]))
    return Pair(first, second, draw(quantities_near(near, scale)))


class Banded(NamedTuple):
    """Tiers without flat fees, and two quantities near their borders, in rising order."""

    tiers: list[Tier]
    less: Decimal
    more: Decimal


@st.composite
def banded(draw: DrawFn, *, falling: bool = False, credits_too: bool = True) -> Banded:
    """Draw tiers that have prices only; with *falling* ones, from tier to tier."""
    scale = draw(scales)
    found = draw(tiers(scale, flats=False, credits_too=credits_too))
    if falling:
        drawn = sorted((tier.price for tier in found if tier.price is not None), reverse=True)
        found = [Tier(tier.up_to, each) for tier, each in zip(found, drawn, strict=True)]
    near = quantities_near(Graduated(found), scale)
    less, more = sorted((draw(near), draw(near)))
    return Banded(found, less, more)


def unit(tier: Tier) -> Fraction:
    """Give the unit price of a tier, without the currency."""
    return amount(tier.price)


@given(cases(bounded=True, negative=True))
@example(Case(Package("0.7", PerUnit(EUR(1))), Decimal(21)))
@example(Case(Volume([Tier(10, EUR(10)), Tier(None, EUR(8))]), Decimal(-11)))
def test_amounts_are_those_of_a_naive_implementation(case: Case) -> None:
    """Every tariff prices as a second implementation in fractions does, or both refuse."""
    tariff, quantity = case
    try:
        expected = naive_price(tariff, quantity)
    except NoPriceError:
        with pytest.raises(TariffError) as caught:
            tariff.price(quantity)
        assert caught.value.code == "tariff.beyond"
    else:
        assert expected == price(tariff, quantity)


@given(pairs())
def test_t1_sum_adds_amounts(pair: Pair) -> None:
    """T1: a sum of tariffs costs the sum of what they cost, exactly."""
    first, second, quantity = pair
    expected = price(first, quantity) + price(second, quantity)
    assert expected == price(Sum([first, second]), quantity)


@given(cases())
def test_t2_a_flat_fee_of_nothing_is_neutral(case: Case) -> None:
    """T2: adding a flat fee of nothing changes no amount."""
    expected = price(case.tariff, case.quantity)
    assert expected == price(Sum([case.tariff, Flat(EUR(0))]), case.quantity)


@given(banded(), prices(), st.sampled_from([Graduated, Volume]))
def test_t3_tiers_of_one_price_are_per_unit(
    drawn: Banded, one: Price, kind: type[Graduated | Volume]
) -> None:
    """T3: tiers that all have one price cost what a price per unit does."""
    tariff = kind([Tier(tier.up_to, one) for tier in drawn.tiers])
    assert price(PerUnit(one), drawn.more) == price(tariff, drawn.more)


@given(scales.flatmap(lambda scale: st.tuples(prices(scale), scale.numbers)))
def test_t3_packages_of_one_are_per_unit_on_whole_quantities(drawn: tuple[Price, Decimal]) -> None:
    """T3: packages of one cost what a price per unit does, once a part counts as a whole."""
    one, quantity = drawn
    assert price(PerUnit(one), ceil(quantity)) == price(Package(1, PerUnit(one)), quantity)


@given(banded())
def test_t4_graduated_is_continuous(drawn: Banded) -> None:
    """T4: without flat fees, a step beyond a border costs the step at the next price."""
    tariff = Graduated(drawn.tiers)
    for tier, following in pairwise(drawn.tiers):
        assert tier.up_to is not None
        for step in STEPS[1:]:
            beyond = EXACT.add(tier.up_to, step)
            if following.up_to is None or beyond <= following.up_to:
                more = price(tariff, beyond) - price(tariff, tier.up_to)
                assert Fraction(step) * unit(following) == more


@given(cases(kinds={"Graduated", "PerUnit", "Package"}, credits_too=False), st.data())
def test_t5_more_never_costs_less(case: Case, data: st.DataObject) -> None:
    """T5: with prices from 0, graduated, per unit and package tariffs rise with the quantity."""
    other = data.draw(quantities_near(case.tariff))
    less, more = sorted((case.quantity, other))
    assert price(case.tariff, less) <= price(case.tariff, more)


@given(banded(credits_too=False))
def test_t5_volume_rises_within_a_tier(drawn: Banded) -> None:
    """T5: with prices from 0, a volume tariff rises as long as the tier stays the same."""
    less, more = drawn.less, drawn.more
    assume(not any(tier.up_to is not None and less <= tier.up_to < more for tier in drawn.tiers))
    assert price(Volume(drawn.tiers), less) <= price(Volume(drawn.tiers), more)


@given(banded())
def test_t6_graduated_splits_at_any_quantity(drawn: Banded) -> None:
    """T6: without flat fees, a part and the rest, at the tiers that are left, cost the whole."""
    part, whole = drawn.less, drawn.more
    left = [
        Tier(None if tier.up_to is None else EXACT.subtract(tier.up_to, part), tier.price)
        for tier in drawn.tiers
        if tier.up_to is None or tier.up_to > part
    ]
    tariff = Graduated(drawn.tiers)
    expected = price(tariff, part) + price(Graduated(left), EXACT.subtract(whole, part))
    assert expected == price(tariff, whole)


@given(banded())
def test_t7_a_border_belongs_to_the_lower_tier(drawn: Banded) -> None:
    """T7: at its border a tier's price holds still; the smallest step beyond, the next one's."""
    graduated, volume = Graduated(drawn.tiers), Volume(drawn.tiers)
    stairstep = Stairstep([Tier(tier.up_to, flat=tier.price) for tier in drawn.tiers])
    step = Fraction(FINEST)
    for tier, following in pairwise(drawn.tiers):
        border = tier.up_to
        assert border is not None
        inside, beyond = EXACT.subtract(border, FINEST), EXACT.add(border, FINEST)
        last = price(graduated, border) - price(graduated, inside)
        first = price(graduated, beyond) - price(graduated, border)
        assert (step * unit(tier), step * unit(following)) == (last, first)
        assert Fraction(border) * unit(tier) == price(volume, border)
        assert Fraction(beyond) * unit(following) == price(volume, beyond)
        assert unit(tier) == price(stairstep, border)
        assert unit(following) == price(stairstep, beyond)


@given(scales.flatmap(tiers), st.data(), st.sampled_from([Graduated, Volume]))
def test_t8_a_tier_cut_in_two_changes_nothing(
    given_tiers: list[Tier], data: st.DataObject, kind: type[Graduated | Volume]
) -> None:
    """T8: a tier without a flat fee, cut in two of its price, changes no amount."""
    places = [i for i, tier in enumerate(given_tiers) if tier.flat is None]
    assume(places)
    place = data.draw(st.sampled_from(places))
    tier = given_tiers[place]
    lower = given_tiers[place - 1].up_to if place else Decimal(0)
    assert lower is not None
    border = EXACT.add(lower, data.draw(st.sampled_from([Decimal(1), FINEST])))
    assume(border <= LARGEST and (tier.up_to is None or border < tier.up_to))
    cut = [*given_tiers[:place], Tier(border, tier.price), *given_tiers[place:]]
    quantity = data.draw(quantities_near(kind(cut)))
    assert price(kind(given_tiers), quantity) == price(kind(cut), quantity)


@given(cases(), st.sampled_from(["0.001", "0.3", "7", "1000000"]))
def test_t9_amounts_grow_with_prices(case: Case, factor: str) -> None:
    """T9: if all prices are times a number above 0, limits among them, so is the amount."""
    scaled = with_prices(case.tariff, lambda each: each * factor)
    assert Fraction(factor) * price(case.tariff, case.quantity) == price(scaled, case.quantity)


@given(cases(kinds=WITHOUT_LIMITS), st.sampled_from(["0", "-1", "-0.3"]))
def test_t9_without_limits_any_factor_will_do(case: Case, factor: str) -> None:
    """T9: without minimum and cap, the factor may also be 0 or negative."""
    scaled = with_prices(case.tariff, lambda each: each * factor)
    assert Fraction(factor) * price(case.tariff, case.quantity) == price(scaled, case.quantity)


@given(cases(negative=True), st.sampled_from([(1, 1), (17, 31), (3, 1), (0, 1)]))
def test_t10_the_price_is_the_sum_of_the_steps(case: Case, due: tuple[int, int]) -> None:
    """T10: steps add up to the amount that is settled, and each multiplies out as printed."""
    tariff, quantity = case
    expected = price(tariff, quantity)
    steps = tariff.steps(quantity)
    assert expected == sum(step.amount.fraction for step in steps)
    assert expected == sum(calculated(str(step)) for step in steps)
    with localcontext(EXACT):
        above, below = tariff.exact(quantity)
        factors = (Factor(*due, "part_in_days"),)
        parts = [charge_model.step(part, factors) for part in tariff.parts(quantity)]
    assert expected == Fraction(above) / Fraction(below)
    assert expected * Fraction(*due) == sum(step.amount.fraction for step in parts)
    assert expected * Fraction(*due) == sum(calculated(str(step)) for step in parts)


@given(banded(falling=True))
def test_t11_splitting_never_makes_falling_prices_cheaper(drawn: Banded) -> None:
    """T11: with falling prices and no flat fees, two purchases never cost less than one."""
    whole = EXACT.add(drawn.less, drawn.more)
    assume(whole <= LARGEST)
    tariff = Graduated(drawn.tiers)
    assert price(tariff, whole) <= price(tariff, drawn.less) + price(tariff, drawn.more)


@given(cases(), st.lists(st.integers(0, 12), max_size=5))
def test_t11_any_slicing_sums_to_the_whole(case: Case, cuts: list[int]) -> None:
    """T11: billing f(total) - f(already billed) bills the whole, however it is sliced."""
    parts = [Decimal(floor(Fraction(case.quantity) * cut / 12)) for cut in sorted(cuts)]
    slices = [Decimal(0), *parts, case.quantity]
    billed = sum(price(case.tariff, b) - price(case.tariff, a) for a, b in pairwise(slices))
    assert price(case.tariff, case.quantity) - price(case.tariff, 0) == billed


@given(pairs())
def test_t12_sums_commute(pair: Pair) -> None:
    """T12: the order of the tariffs in a sum changes no amount."""
    expected = price(Sum([pair.first, pair.second]), pair.quantity)
    assert expected == price(Sum([pair.second, pair.first]), pair.quantity)


@given(cases(kinds=KINDS - {"Baseline", "After"}, credits_too=False))
def test_t12_a_minimum_of_nothing_is_neutral(case: Case) -> None:
    """T12: at least nothing changes no amount, if prices (and reductions) cannot go below 0."""
    expected = price(case.tariff, case.quantity)
    assert expected == price(AtLeast(EUR(0), case.tariff), case.quantity)


@given(cases(), prices(), prices())
def test_t12_of_two_minimums_the_larger_holds(case: Case, first: Price, second: Price) -> None:
    """T12: a minimum around a minimum is the larger of them."""
    expected = price(AtLeast(max(first, second), case.tariff), case.quantity)
    assert expected == price(AtLeast(second, AtLeast(first, case.tariff)), case.quantity)


@given(cases())
def test_t13_credits_mirror_charges(case: Case) -> None:
    """T13: a negative quantity costs the negative of the positive one, flat fees included."""
    assume(case.quantity)
    mirror = negated(case.quantity)
    assert -price(case.tariff, case.quantity) == price(case.tariff, mirror)
    mirrored = [negated(step.quantity) for step in case.tariff.steps(mirror)]
    assert [step.quantity for step in case.tariff.steps(case.quantity)] == mirrored


def falls(tariff: Tariff, quantity: int) -> bool:
    """Say, by brute force, whether one more than *quantity* costs less."""
    try:
        return naive_price(tariff, quantity + 1) < naive_price(tariff, quantity)
    except NoPriceError:
        return False


def check_cliffs(tariff: Tariff, quantities: set[int]) -> None:
    """Hold the cliffs of a tariff against brute force, at their ends and at *quantities*."""
    cliffs = tariff.cliffs()
    firsts = [cliff.first for cliff in cliffs]
    assert sorted(set(firsts)) == firsts
    looked_at = set(quantities)
    for cliff in cliffs:
        ends = (cliff.first, cliff.first if cliff.last is None else cliff.last)
        looked_at |= {end + d for end in ends for d in (-cliff.every, -1, 0, 1, cliff.every)}
    for quantity in sorted(q for q in looked_at if 0 <= q < LARGEST):
        found = [cliff for cliff in cliffs if quantity in cliff]
        assert (1 if falls(tariff, quantity) else 0) == len(found), (quantity, found)


@given(tariffs(SMALL, bounded=True), st.sets(st.integers(0, 10**6), max_size=5))
@example(Volume([Tier(10, EUR(10)), Tier(None, EUR(8))]), set())
@example(Sum([Package(3, PerUnit(EUR(2))), PerUnit(EUR(-1))]), {300, 301, 302})
@example(AtLeast(EUR(-5), Sum([Package(3, PerUnit(EUR(3))), PerUnit(EUR(-1))])), {9, 10})
@example(Package("0.7", Graduated([Tier(5, EUR(1)), Tier(None, EUR(-1))])), set())
@example(Baseline(5, EUR(10), additional=EUR(-1), reduced=EUR(-1)), set())
def test_t14_cliffs_are_where_one_more_costs_less(tariff: Tariff, far: set[int]) -> None:
    """T14: cliffs are exactly the whole quantities of which one more costs less."""
    check_cliffs(tariff, far | set(range(64)))


@given(st.sampled_from([EDGES, WIDE]), st.data())
def test_t14_cliffs_of_any_size(scale: Scale, data: st.DataObject) -> None:
    """T14: so they are for borders and packages of any size, unless there are too many."""
    tariff = data.draw(tariffs(scale, bounded=True))
    near = data.draw(st.sets(quantities_near(tariff, scale), max_size=8))
    try:
        check_cliffs(tariff, {int(quantity) for quantity in near})
    except LimitError as error:
        assert error.code == "limit.count"  # noqa: PT017
