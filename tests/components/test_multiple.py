"""Tariffs at a multiple of their prices: any of the thirteen, exactly, with what was stated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import given, strategies as st

from cspricing import (
    EUR,
    After,
    AtLeast,
    AtMost,
    Baseline,
    Citation,
    Drawdown,
    Flat,
    Graduated,
    Included,
    Package,
    PerUnit,
    Source,
    Sourced,
    Stairstep,
    Sum,
    Tariff,
    Tier,
    Volume,
    Working,
)
from cspricing.charge_model import amount
from cspricing.components.multiple import multiple, recurring, share_of_a_year
from cspricing.errors import PricingError
from cspricing.exact import EXACT
from cspricing.testing import QUANTITIES
from cspricing.working import Factor
from operators import Wary, unwary, wary_tariff

TIERS: Final = [Tier(10, EUR(2), flat=EUR(5)), Tier(100, None, EUR(7)), Tier(None, EUR("0.35"))]
TARIFFS: Final[dict[str, Tariff]] = {
    "per unit": PerUnit(EUR("1.57"), per=7),
    "flat": Flat(EUR(500)),
    "graduated": Graduated(TIERS, flat_at_zero=True),
    "volume": Volume(TIERS),
    "stairstep": Stairstep([Tier(10, flat=EUR(3)), Tier(None, flat=EUR(4) / 3)]),
    "package": Package(7, EUR(3)),
    "included": Included(20, PerUnit(EUR(3))),
    "at least": AtLeast(EUR(100), PerUnit(EUR(7))),
    "at most": AtMost(EUR(100), PerUnit(EUR(7))),
    "baseline": Baseline(10, EUR(90), additional=EUR(8), reduced=EUR(6)),
    "dead band": Baseline(10, EUR(90), EUR(8), EUR(6), dead_band=20, adjusts="all"),
    "after": After(2, Graduated([Tier(3, EUR(5)), Tier(None, EUR(4))])),
    "drawdown": Drawdown(EUR(30), PerUnit(EUR(5))),
    "sum": Sum([Flat(EUR(50)), AtLeast(EUR(9), Package(3, EUR("1.20")))]),
}

YEAR: Final[Sequence[Factor]] = (("x", Decimal(12), "month"), ("x", Decimal("83.5"), "%"))
MONTH: Final[Sequence[Factor]] = (("x", Decimal("17.5"), "%"), ("/", Decimal(12), ""))

every = pytest.mark.parametrize("kind", TARIFFS)


@every
@given(quantity=QUANTITIES.small)
@pytest.mark.parametrize(
    ("factors", "times"),
    [(YEAR, Fraction("10.02")), (MONTH, Fraction("0.175") / 12)],
    ids=["12 x 83.5 %", "17.5 % / 12"],
)
def test_a_multiple_of_a_tariff(
    kind: str, factors: Sequence[Factor], times: Fraction, quantity: Decimal
) -> None:
    """Of any tariff, any quantity at a multiple costs the multiple of what it costs."""
    found = multiple(TARIFFS[kind], factors, "price")
    assert times * TARIFFS[kind].price(quantity).fraction == found.tariff.price(quantity).fraction


@every
@given(quantity=st.integers(0, 120).map(Decimal), percent=st.sampled_from(["0", "12.5", "100"]))
def test_a_multiple_is_written_over_operators(kind: str, quantity: Decimal, percent: str) -> None:
    """Prices and percentages that refuse all but the operators come to the same amount."""
    share: Any = Decimal(percent)
    wary: Any = Wary(share)
    plain = multiple(TARIFFS[kind], [("x", share, "%")], "price").tariff
    guarded = multiple(wary_tariff(TARIFFS[kind]), [("x", wary, "%")], "price").tariff
    with localcontext(EXACT):
        numerator, denominator = amount(guarded.parts(Wary(quantity)))
    assert plain.price(quantity).fraction == unwary(numerator) / unwary(denominator)


def test_no_factors_change_nothing() -> None:
    """Of no factors, a tariff is as it was, and nothing needs to be shown."""
    assert (TARIFFS["volume"], (), ()) == multiple(TARIFFS["volume"], (), "price")


def test_every_price_is_shown() -> None:
    """Each stated price is shown with what multiplies it, in the order in which it was stated."""
    tiers = Graduated([Tier(10, EUR(2)), Tier(None, EUR(1) / 3)])
    assert (
        Working(what="price", formula=(("", EUR(2), ""), *YEAR), result=EUR("20.04"), unit=""),
        Working(what="price", formula=(("", EUR(1) / 3, ""), *YEAR), result=EUR("3.34"), unit=""),
    ) == multiple(tiers, YEAR, "price").workings


def test_each_source_is_kept_once() -> None:
    """A multiple has no source: the stated price is cited, once for each source."""
    first, second = Source("list", None, "secondary"), Source("e-mail", None, "verified")
    tiers = Volume(
        [
            Tier(10, Sourced(EUR(3), "list", None, "secondary")),
            Tier(20, Sourced(EUR(2), "list", None, "secondary")),
            Tier(30, EUR(1)),
            Tier(None, Sourced(EUR(1), "e-mail", None, "verified")),
        ]
    )
    found = multiple(tiers, YEAR, "price")
    assert (
        Citation("list price", EUR(3), first),
        Citation("list price (2)", EUR(1), second),
    ) == found.citations
    assert [None] * 4 == [price.source for price in found.tariff.prices()]


@pytest.mark.parametrize(
    ("billed", "parts"),
    [
        ("monthly", (("/", Decimal(12), ""),)),
        ("quarterly", (("/", Decimal(4), ""),)),
        ("yearly", ()),
    ],
)
def test_a_share_of_a_year(billed: Any, parts: Any) -> None:  # noqa: ANN401
    """18 % a year are 18 % / 12 a month, 18 % / 4 a quarter, and 18 % a year."""
    assert billed == recurring(billed)
    assert (("x", Decimal(18), "%"), *parts) == share_of_a_year(Decimal(18), billed)


@pytest.mark.parametrize("hostile", ["once", "weekly", None, 12, []])
def test_what_does_not_recur_is_refused(hostile: Any) -> None:  # noqa: ANN401
    """Once, or a word that is no cadence, does not recur."""
    with pytest.raises(PricingError) as caught:
        recurring(hostile)
    assert "cadence" == caught.value.code
