"""Each tariff by itself: what it costs, what it shows, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cspricing.errors import InvalidTypeError, PricingError
from cspricing.money import EUR, Money, Price
from cspricing.provenance import Sourced
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
    tariff,
)
from cspricing.tiers import Graduated, Tier, Volume
from operators import Wary

BANDS = [Tier(2, EUR(10), flat=EUR(1)), Tier(None, EUR(8))]


def shown(given: Tariff, quantity: int | str) -> list[str]:
    """Show the steps of a quantity, each with its role."""
    return [f"{step} {step.role}" for step in given.steps(quantity)]


@pytest.mark.parametrize(
    "given",
    [EUR(5), Money("5.00", "EUR"), Sourced(EUR(5), "price list"), PerUnit(EUR(5))],
    ids=["price", "money", "sourced", "tariff"],
)
def test_a_bare_price_is_a_price_per_unit(given: Any) -> None:  # noqa: ANN401
    """A price, whatever its kind, stands for a price per unit; a tariff for itself."""
    assert PerUnit(EUR(5)) == tariff(given)


@pytest.mark.parametrize("given", [5, "0.30", None, 0.5, [EUR(5)], Tier(None, EUR(5))])
def test_what_is_no_tariff_is_refused(given: Any) -> None:  # noqa: ANN401
    """What is neither a tariff nor a price is refused, with the repair."""
    with pytest.raises(InvalidTypeError, match="is neither a tariff nor a price") as caught:
        Package(10, given)
    error = caught.value
    assert (error.code, error.field, error.component) == ("type.tariff", "tariff", "Package")
    assert given is error.value


def test_flat_is_due_even_for_nothing() -> None:
    """A flat fee is the same for any quantity, 0 included."""
    fee = Flat(EUR(500))
    assert [EUR(500)] * 3 == [fee.price(0), fee.price("0.5"), fee.price(7)]
    assert shown(fee, 0) == ["1 x EUR 500.00 flat"]


def test_per_unit_multiplies() -> None:
    """A price per unit is multiplied, for parts of a unit too, and divided by what it is for."""
    assert shown(PerUnit(EUR(10)), "7.5") == ["7.5 x EUR 10.00 unit"]
    thirds = PerUnit(EUR(10), per=3)
    assert EUR(70) / 3 == thirds.price(7)
    assert shown(thirds, 7) == ["7 x EUR 10.00 / 3 unit"]


def test_package_rounds_up() -> None:
    """A part of a package is a whole one: 231 minutes are 3 packages of 100."""
    package = Package(100, EUR(49))
    found = [package.price(minutes) for minutes in (0, "0.1", 100, 101, 231)]
    assert [EUR(0), EUR(49), EUR(49), EUR(98), EUR(147)] == found
    (step,) = package.steps(231)
    assert (step.quantity, step.package) == (Decimal(3), Decimal(100))


def test_packages_in_packages() -> None:
    """A package of packages holds the product of both, and its steps say so."""
    pallets = Package(12, Package(40, EUR(900)))
    assert (EUR(900), EUR(1800)) == (pallets.price(480), pallets.price(481))
    assert pallets.steps(1)[0].package == 480


def test_what_counts_no_packages_is_in_none() -> None:
    """In a package, a fee, a shortfall and a cap count no packages; units and tiers do."""
    inner = AtLeast(EUR(500), Sum([Flat(EUR(3)), EUR(2), Graduated(BANDS)]))
    steps = Package(10, inner).steps(25)
    assert [(step.role, step.package) for step in steps[:-1]] == [
        ("flat", None),
        ("unit", 10),
        ("tier", 10),
        ("flat", 10),
        ("tier", 10),
    ]
    assert (steps[-1].role, steps[-1].package) == ("shortfall", None)


def test_included_is_free() -> None:
    """What is included costs nothing and is shown; the rest is priced from its first unit."""
    minutes = Included(100, Volume(BANDS))
    assert shown(minutes, 102) == [
        "100 x EUR 0.00 included",
        "2 x EUR 10.00 tier",
        "1 x EUR 1.00 flat",
    ]
    assert shown(minutes, 40) == ["40 x EUR 0.00 included", "0 x EUR 10.00 unit"]


def test_at_least_bills_the_shortfall() -> None:
    """What is missing to the commitment is billed beside the use; nothing is, from there on."""
    committed = AtLeast(EUR(100), EUR(7))
    assert shown(committed, 10) == ["10 x EUR 7.00 unit", "1 x EUR 30.00 shortfall"]
    assert shown(committed, 15) == ["15 x EUR 7.00 unit"]
    assert EUR(100) == committed.price(0)


def test_at_most_takes_off_the_excess() -> None:
    """What exceeds the cap is taken off; nothing is, up to there."""
    capped = AtMost(EUR(50), EUR(7))
    assert shown(capped, 10) == ["10 x EUR 7.00 unit", "-1 x EUR 20.00 cap"]
    assert shown(capped, 7) == ["7 x EUR 7.00 unit"]


def test_limits_are_exact_over_pending_divisions() -> None:
    """A shortfall of a third is a third: 100 - 7 x 10/3 is 230/3."""
    committed = AtLeast(EUR(100), PerUnit(EUR(10), per=3))
    assert shown(committed, 7) == ["7 x EUR 10.00 / 3 unit", "1 x EUR 230.00 / 3 shortfall"]
    assert EUR(100) == committed.price(7)


def test_baseline_adds_and_reduces() -> None:
    """Above a baseline each unit adds its price, below it each takes off another."""
    baseline = Baseline(1000, EUR(9000), additional=EUR(8), reduced=EUR(6))
    assert shown(baseline, 1000) == ["1 x EUR 9,000.00 base"]
    assert shown(baseline, 1100) == ["1 x EUR 9,000.00 base", "100 x EUR 8.00 additional"]
    assert shown(baseline, 900) == ["1 x EUR 9,000.00 base", "-100 x EUR 6.00 reduced"]
    assert EUR(3000) == baseline.price(0)


def test_sum_adds_on_the_whole_quantity() -> None:
    """Each tariff of a sum prices the whole quantity, in the order given."""
    both = Sum([Flat(EUR(50)), EUR("1.20")])
    assert shown(both, 100) == ["1 x EUR 50.00 flat", "100 x EUR 1.20 unit"]


def test_prices_come_in_the_order_written() -> None:
    """A tariff tells all its prices, as they were written."""
    given = Sum(
        [
            AtLeast(EUR(1), Graduated([Tier(5, EUR(2), EUR(3)), Tier(None, flat=EUR(4))])),
            AtMost(EUR(5), Included(3, Package(2, Flat(EUR(6))))),
            Baseline(1, EUR(7), EUR(8), EUR(9)),
        ]
    )
    assert [EUR(n) for n in range(1, 10)] == list(given.prices())
    assert given.currency == EUR


ONE = EUR(1)


@pytest.mark.parametrize(
    ("kind", "given", "code", "field"),
    [
        (PerUnit, (5,), "type.price", "price"),
        (PerUnit, (ONE, 0.5), "type.float", "per"),
        (PerUnit, (ONE, 0), "package.size", "per"),
        (PerUnit, (ONE, Wary(5)), "type.column", "per"),
        (Flat, ("5",), "type.price", "price"),
        (Package, (0.5, ONE), "type.float", "size"),
        (Package, (0, ONE), "package.size", "size"),
        (Package, ("-0.5", ONE), "package.size", "size"),
        (Included, (0.5, ONE), "type.float", "units"),
        (Included, (-1, ONE), "number.negative", "units"),
        (Included, (Wary(-1), ONE), "number.negative", "units"),
        (AtLeast, (5, ONE), "type.price", "price"),
        (AtMost, (5, ONE), "type.price", "price"),
        (Baseline, (-1, ONE, ONE, ONE), "number.negative", "volume"),
        (Baseline, (5, ONE, 2, ONE), "type.price", "additional"),
        (Baseline, (5, ONE, ONE, 2), "type.price", "reduced"),
        (After, (-1, ONE), "number.negative", "used"),
        (After, (5, None), "type.tariff", "tariff"),
        (Drawdown, (EUR(-1), ONE), "number.negative", "price"),
        (Drawdown, (5, ONE), "type.price", "price"),
        (Sum, ([],), "tariffs.empty", "tariffs"),
        (Sum, (ONE,), "type.tariff", "tariffs"),
        (Sum, ([ONE, 5],), "type.tariff", "tariffs"),
    ],
)
def test_refusals_name_the_field(
    kind: Callable[..., Tariff], given: tuple[object, ...], code: str, field: str
) -> None:
    """What a tariff is made of is checked, and the refusal names the input as it was called."""
    with pytest.raises(PricingError) as caught:
        kind(*given)
    error = caught.value
    assert (code, field, kind.__name__) == (error.code, error.field, error.component)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("dead_band", -1, "percent.range"),
        ("dead_band", "100.5", "percent.range"),
        ("dead_band", 0.5, "type.float"),
        ("dead_band", True, "type.bool"),
        ("dead_band", None, "type.number"),
        ("dead_band", Wary(5), "type.column"),
        ("adjusts", "none", "baseline.adjusts"),
        ("adjusts", None, "baseline.adjusts"),
    ],
)
def test_a_dead_band_is_a_percentage(name: str, value: object, code: str) -> None:
    """A dead band is 0 to 100 percent, and beyond it the excess or all is adjusted."""
    with pytest.raises(PricingError) as caught:
        Baseline(5, ONE, ONE, ONE, **{name: value})  # type: ignore[arg-type]
    assert (code, name, "Baseline") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


def test_units_go_on_from_those_that_have_a_price() -> None:
    """What was used before must have a price, or nothing can go on from it."""
    bounded = Volume([Tier(10, ONE)])
    assert EUR(0) == After(10, bounded).price(0)
    with pytest.raises(PricingError) as caught:
        After(11, bounded)
    assert "tariff.beyond" == caught.value.code


def test_a_sum_says_what_it_needs() -> None:
    """What is no list of tariffs, or an empty one, is told so, with the value."""
    with pytest.raises(PricingError, match=r"^Sum, tariffs: 5 is no list of tariffs;") as caught:
        Sum(5)  # type: ignore[arg-type]
    assert caught.value.value == 5
    with pytest.raises(PricingError, match=r"^Sum, tariffs: a sum of tariffs needs at least one$"):
        Sum([])


def test_money_stands_where_a_price_is_expected() -> None:
    """Settled money may be given as a price, never the other way round."""
    assert isinstance(PerUnit(Money("5.00", "EUR")).unit_price, Price)
