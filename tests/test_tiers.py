"""Tariffs by tiers: borders, fees, what is beyond, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cspricing.errors import InvalidTypeError, PricingError, TariffError
from cspricing.money import EUR
from cspricing.tiers import Graduated, Stairstep, Tier, Volume
from operators import Wary

# Lago's published case, of a unit price and a flat fee in each tier.
LAGO = [Tier(10, EUR(10), EUR(2)), Tier(20, EUR(5), EUR(3)), Tier(None, EUR(5), EUR(3))]


@pytest.mark.parametrize(
    ("quantity", "cost"),
    [(0, "0"), ("0.5", "7"), (10, "102"), ("10.5", "107.5"), (12, "115"), (21, "163")],
)
def test_graduated(quantity: int | str, cost: str) -> None:
    """Each unit costs the price of its tier, and each tier reached its flat fee."""
    assert EUR(cost) == Graduated(LAGO).price(quantity)


@pytest.mark.parametrize(
    ("quantity", "cost"),
    [(0, "0"), ("0.5", "7"), (10, "102"), ("10.5", "55.5"), (20, "103"), (21, "108")],
)
def test_volume(quantity: int | str, cost: str) -> None:
    """All units cost the price of the one tier that holds them, and its flat fee."""
    assert EUR(cost) == Volume(LAGO).price(quantity)


@pytest.mark.parametrize(("quantity", "cost"), [(0, 0), ("0.1", 100), (5, 100), (6, 150)])
def test_stairstep(quantity: int | str, cost: int) -> None:
    """All units together cost the flat fee of the one tier that holds them."""
    tariff = Stairstep([Tier(5, flat=EUR(100)), Tier(10, flat=EUR(150))])
    assert EUR(cost) == tariff.price(quantity)


@pytest.mark.parametrize("kind", [Graduated, Volume])
def test_the_first_fee_may_be_due_at_zero(kind: type[Graduated | Volume]) -> None:
    """With flat_at_zero the first flat fee is due even for nothing, and no other one is."""
    tariff = kind(LAGO, flat_at_zero=True)
    assert (EUR(2), EUR(12)) == (tariff.price(0), tariff.price(1))
    assert EUR(2) == tariff.price(0) != kind(LAGO).price(0)


def test_a_stairstep_may_be_due_at_zero() -> None:
    """With flat_at_zero a stairstep costs its first fee even for nothing."""
    assert EUR(7) == Stairstep([Tier(None, flat=EUR(7))], flat_at_zero=True).price(0)


def test_nothing_shows_one_step() -> None:
    """Nothing is shown as none of the first price."""
    for kind in (Graduated, Volume):
        assert [str(step) for step in kind(LAGO).steps(0)] == ["0 x EUR 10.00"]


def test_steps_tell_their_tier() -> None:
    """A step tells the tier that its units lie in, and a flat fee the tier it is for."""
    bands = [(Decimal(0), Decimal(10)), (Decimal(10), Decimal(20)), (Decimal(20), None)]
    expected = [(role, borders) for borders in bands for role in ("tier", "flat")]
    assert expected == [(step.role, step.borders) for step in Graduated(LAGO).steps(21)]
    assert expected[2:4] == [(step.role, step.borders) for step in Volume(LAGO).steps(20)]


def test_a_tier_may_have_a_fee_alone() -> None:
    """A tier without a price costs nothing per unit, one without a fee nothing for reaching it."""
    tiers = [Tier(5, flat=EUR(3)), Tier(None, EUR(2))]
    assert (EUR(3), EUR(7)) == (Graduated(tiers).price(5), Graduated(tiers).price(7))
    assert (EUR(3), EUR(14)) == (Volume(tiers).price(5), Volume(tiers).price(7))


@pytest.mark.parametrize("kind", [Graduated, Volume])
@pytest.mark.parametrize("quantity", ["5.000000000001", -6])
def test_what_is_beyond_the_last_tier_is_refused(
    kind: type[Graduated | Volume], quantity: int | str
) -> None:
    """A quantity, or a credit, beyond a bounded last tier has no price, and the repair is said."""
    with pytest.raises(
        TariffError, match="is beyond the last tier, which ends at 5; add"
    ) as caught:
        kind([Tier(3, EUR(2)), Tier(5, EUR(1))]).price(quantity)
    error = caught.value
    assert (error.code, error.field) == ("tariff.beyond", "quantity")
    assert str(error) == (
        f"quantity: {abs(Decimal(quantity))} is beyond the last tier, which ends at 5; "
        "add a tier, or end with up_to=None"
    )
    assert abs(Decimal(quantity)) == error.value


@pytest.mark.parametrize(
    ("given", "code", "message"),
    [
        ([], "tiers.empty", "give at least one tier"),
        ([Tier(5, EUR(1)), Tier(5, EUR(1))], "tiers.order", "tier 2 ends at 5, not above 5; sort"),
        ([Tier(5, EUR(1)), Tier("2.5", EUR(1))], "tiers.order", "tier 2 ends at 2.5, not above 5"),
        ([Tier(0, EUR(1))], "tiers.order", "tier 1 ends at 0, not above 0"),
        ([Tier(-1, EUR(1))], "tiers.order", "tier 1 ends at -1, not above 0"),
        ([Tier(None, EUR(1)), Tier(5, EUR(1))], "tiers.order", "tier 2 follows one without end"),
        ([Tier(5, EUR(1)), Tier(None)], "tiers.price", "tier 2 has neither price nor flat"),
        ([(5, EUR(1))], "type.tier", "is not a Tier"),
        (Tier(5, EUR(1)), "type.tier", r"is no list of tiers; put it in \[...\]"),
    ],
)
@pytest.mark.parametrize("kind", [Graduated, Volume, Stairstep])
def test_tiers_are_checked(kind: Any, given: Any, code: str, message: str) -> None:  # noqa: ANN401
    """Tiers that overlap, lack a price, or are none are refused, and the tier is named."""
    with pytest.raises(PricingError, match=message) as caught:
        kind(given)
    error = caught.value
    assert (code, "tiers", kind.__name__) == (error.code, error.field, error.component)


@pytest.mark.parametrize("tier", [Tier(5, EUR(1)), Tier(5, EUR(1), EUR(2))], ids=["price", "both"])
def test_a_stairstep_has_fees_only(tier: Tier) -> None:
    """A tier of a stairstep has a flat fee and no price per unit."""
    with pytest.raises(TariffError, match="tier 1 of a stairstep needs a flat fee alone") as caught:
        Stairstep([tier])
    assert caught.value.code == "tiers.price"
    assert tier == caught.value.value


def test_wary_borders_are_checked_too() -> None:
    """Borders that may differ by row are held to rise in every row."""
    with pytest.raises(TariffError) as caught:
        Graduated([Tier(Wary(5), EUR(1)), Tier(Wary(4), EUR(1))])  # type: ignore[arg-type]
    assert caught.value.code == "tiers.order"
    assert "tier 2 ends at <a wary number>, not above <a wary number>" in str(caught.value)


@pytest.mark.parametrize("flag", [1, "yes", None])
def test_flat_at_zero_is_a_truth_value(flag: Any) -> None:  # noqa: ANN401
    """Whether a fee is due at zero is said by True or False, and by nothing else."""
    with pytest.raises(InvalidTypeError) as caught:
        Graduated(LAGO, flat_at_zero=flag)
    assert (caught.value.code, caught.value.field) == ("type.flag", "flat_at_zero")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ((0.5,), "type.float", "up_to"),
        ((5, 3), "type.price", "price"),
        ((5, None, 3), "type.price", "flat"),
    ],
)
def test_a_tier_is_checked(given: Any, code: str, field: str) -> None:  # noqa: ANN401
    """What a tier is made of is checked, and the refusal names it."""
    with pytest.raises(PricingError) as caught:
        Tier(*given)
    error = caught.value
    assert (code, field, "Tier") == (error.code, error.field, error.component)


def test_tiers_may_come_from_anything_that_lists_them() -> None:
    """Tiers may be given as a list, a tuple or a generator."""
    assert Graduated(LAGO) == Graduated(tuple(LAGO)) == Graduated(tier for tier in LAGO)
