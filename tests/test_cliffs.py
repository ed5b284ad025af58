"""Cliffs: where one more costs less."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest

from cspricing.cliffs import LARGEST, MOST_BENDS, Cliff
from cspricing.errors import LimitError
from cspricing.money import EUR
from cspricing.tariff import (
    AtLeast,
    AtMost,
    Baseline,
    Flat,
    Included,
    Package,
    PerUnit,
    Sum,
    Tariff,
)
from cspricing.tiers import Graduated, Stairstep, Tier, Volume

FALLING = Volume([Tier(10, EUR(10)), Tier(None, EUR(8))])
# A rebate of 1 a unit, beside packages.
REBATE = PerUnit(EUR(-1))


def at(*quantities: int) -> list[Cliff]:
    """Make cliffs of single quantities."""
    return [Cliff(quantity, quantity) for quantity in quantities]


@pytest.mark.parametrize(
    ("tariff", "cliffs"),
    [
        (PerUnit(EUR(5)), []),
        (REBATE, [Cliff(0, None)]),
        (Flat(EUR(-5)), []),
        (FALLING, at(10)),
        # Lago's published case: 100 units cost 210, and 101 cost 101; 201 cost 150.50.
        (
            Volume(
                [
                    Tier(100, EUR(2), EUR(10)),
                    Tier(200, EUR(1), EUR(0)),
                    Tier(None, EUR("0.5"), EUR(50)),
                ]
            ),
            at(100, 200),
        ),
        (Volume([Tier("10.5", EUR(10)), Tier(None, EUR(8))]), at(10)),
        (Volume([Tier(10, EUR(10)), Tier(20, EUR(8)), Tier(21, EUR(7))]), at(10, 20)),
        (Stairstep([Tier(5, flat=EUR(9)), Tier(7, flat=EUR(8)), Tier(8, flat=EUR(8))]), at(5)),
        (
            Stairstep([Tier(1, flat=EUR(9)), Tier(2, flat=EUR(8)), Tier(None, flat=EUR(7))]),
            [Cliff(1, 2)],
        ),
        (Stairstep([Tier(None, flat=EUR(-9))]), at(0)),
        (Stairstep([Tier(None, flat=EUR(-9))], flat_at_zero=True), []),
        (Graduated([Tier(10, EUR(5)), Tier(20, EUR(-1)), Tier(None, EUR(1))]), [Cliff(10, 19)]),
        (Graduated([Tier(10, EUR(5)), Tier(20, EUR(-1))]), [Cliff(10, 19)]),
        (Included(5, FALLING), at(15)),
        (Included("4.5", FALLING), at(14)),
        (Package(100, FALLING), at(1000)),
        (Package("0.7", Package(10, FALLING)), at(70)),
        (Package("0.3", FALLING), []),
        (Package("0.3", Volume([Tier(10, EUR(10)), Tier(None, EUR(1))])), at(3)),
        (Package(100, REBATE), [Cliff(0, None, every=100)]),
        (Package("0.5", REBATE), [Cliff(0, None)]),
        (Package("1.5", REBATE), [Cliff(0, None, every=3), Cliff(1, None, every=3)]),
        (Package("2.5", REBATE), [Cliff(0, None, every=5), Cliff(2, None, every=5)]),
        # 3 bundles of 1 package are 8 of 0.4 packages: what returns, does so in 5 units.
        (
            Package("2.5", Package("0.4", REBATE)),
            [Cliff(0, None, every=5), Cliff(2, None, every=5)],
        ),
        # A unit costs 1.50 more, and takes off 1 or 2 by the packages it needs.
        (
            Sum([Package("0.7", REBATE), PerUnit(EUR("1.50"))]),
            [Cliff(0, None, every=7), Cliff(2, None, every=7), Cliff(4, None, every=7)],
        ),
        (Package(2, Included(3, Package(5, FALLING))), at(106)),
        (Included(5, AtLeast(EUR(-10), REBATE)), [Cliff(5, 14)]),
        (Package(2, AtLeast(EUR(-3), REBATE)), [Cliff(0, 4, every=2)]),
        # Packages of a million need no more looking than packages of ten.
        (Sum([Package(10**6, PerUnit(EUR(5))), FALLING]), at(10)),
        # One more costs a package of 2 at every third unit, else a rebate of 1.
        (
            Sum([Package(3, PerUnit(EUR(2))), REBATE]),
            [Cliff(1, None, every=3), Cliff(2, None, every=3)],
        ),
        # Packages of 2 and of 3 that cost less each: every even and every third unit.
        (
            Sum([Package(2, REBATE), Package(3, REBATE)]),
            [
                Cliff(0, None, every=6),
                Cliff(2, None, every=6),
                Cliff(3, None, every=6),
                Cliff(4, None, every=6),
            ],
        ),
        # Half of what packages of 6 take off, packages of 2 add again: every sixth unit is left.
        (
            Sum([Package(2, PerUnit(EUR(1))), Package(6, PerUnit(EUR(-2)))]),
            [Cliff(0, None, every=6)],
        ),
        # What returns in 2 does so in 6 too, and is told by the shorter distance.
        (Sum([Package(2, REBATE), Package(3, PerUnit(EUR(0)))]), [Cliff(0, None, every=2)]),
        (Sum([REBATE, Package(10**6, REBATE)]), [Cliff(0, None)]),
        # A border of a tier within the row of cliffs does not interrupt it.
        (Package(2, Graduated([Tier(5, EUR(-1)), Tier(None, EUR(-2))])), [Cliff(0, None, every=2)]),
        (
            Package(2, Graduated([Tier(5, EUR(-1)), Tier(8, EUR(1)), Tier(9, EUR(-1))])),
            [Cliff(0, 8, every=2), Cliff(16, 16)],
        ),
        (
            Package("2.5", Graduated([Tier(4, EUR(-1)), Tier(None, EUR(-2))])),
            [Cliff(0, None, every=5), Cliff(2, None, every=5)],
        ),
        (
            Package(5, Graduated([Tier(2, EUR(1)), Tier(4, EUR(-1)), Tier(None, EUR(1))])),
            [Cliff(10, 15, every=5)],
        ),
        (
            Package(5, Graduated([Tier(2, EUR(1)), Tier(4, EUR(-1), EUR(5)), Tier(None, EUR(1))])),
            at(15),
        ),
        # A row within one large package is told as it is, however long.
        (
            Sum(
                [
                    Package(10**6, PerUnit(EUR(5))),
                    Graduated([Tier(20_000, EUR(1)), Tier(60_000, EUR(-1)), Tier(None, EUR(1))]),
                ]
            ),
            [Cliff(20_000, 59_999)],
        ),
        # Nothing is looked at beyond the last tier, far as the next package may be.
        (
            AtLeast(EUR(-1), Sum([Package(1000, PerUnit(EUR(-3))), Graduated([Tier(5, EUR(1))])])),
            at(0),
        ),
        (AtLeast(EUR(95), FALLING), at(10)),
        (AtLeast(EUR(100), FALLING), []),
        (AtMost(EUR(90), FALLING), at(10)),
        (AtMost(EUR(88), FALLING), []),
        (AtLeast(EUR(-10), REBATE), [Cliff(0, 9)]),
        (AtLeast(EUR("-9.5"), REBATE), [Cliff(0, 9)]),
        (AtMost(EUR(-10), REBATE), [Cliff(10, None)]),
        (AtMost(EUR("-9.5"), REBATE), [Cliff(9, None)]),
        (AtLeast(EUR(-10), Sum([Flat(EUR(5)), REBATE])), [Cliff(0, 14)]),
        (Baseline(10, EUR(50), additional=EUR(-1), reduced=EUR(1)), [Cliff(10, None)]),
        (Baseline(10, EUR(50), additional=EUR(1), reduced=EUR(-1)), [Cliff(0, 9)]),
        (Baseline("9.5", EUR(50), additional=EUR(-1), reduced=EUR(-2)), [Cliff(0, None)]),
        # Never above 2, and back to 0 in each package of 3: a minimum of 1 returns, too.
        (
            AtLeast(EUR(1), Sum([Package(3, PerUnit(EUR(3))), REBATE])),
            [Cliff(1, None, every=3)],
        ),
        # 5, 4, 3, then 8, 7, 6, and so on: from 14 at the tenth unit above the minimum.
        (
            AtLeast(EUR(12), Sum([Package(3, PerUnit(EUR(6))), REBATE])),
            [Cliff(10, 11), Cliff(13, None, every=3), Cliff(14, None, every=3)],
        ),
        # 4, 3, 2, 1, then 5, 4, 3, 2, and so on: it comes above the cap of 6 bit by bit.
        (
            AtMost(EUR(6), Sum([Package(4, PerUnit(EUR(5))), REBATE])),
            [
                Cliff(1, 9, every=4),
                Cliff(2, 14, every=4),
                Cliff(3, 19, every=4),
            ],
        ),
    ],
)
def test_cliffs(tariff: Tariff, cliffs: list[Cliff]) -> None:
    """Cliffs are told as ranges, in rising order, joined where they continue each other."""
    assert tuple(cliffs) == tariff.cliffs()


def test_quantities_end_where_prices_do() -> None:
    """A cliff beyond the largest quantity is none, and one up to it goes on without end."""
    far = Package(10**9, Volume([Tier(10**9, EUR(10)), Tier(None, EUR(8))]))
    assert far.cliffs() == ()
    late = Graduated([Tier(LARGEST - 5, EUR(1)), Tier(None, EUR(-1))])
    assert (Cliff(LARGEST - 5, None),) == late.cliffs()


WAVES = Graduated([Tier(9, EUR(-1)), Tier(40, EUR(1)), Tier(75, EUR(-2)), Tier(None, EUR(1))])


@pytest.mark.parametrize("limit", [AtLeast, AtMost])
@pytest.mark.parametrize("level", [-40, -8, -5, 0, 7, 20])
@pytest.mark.parametrize("size", [2, 5, 30, 50, 1000])
def test_cliffs_below_limits(limit: type[AtLeast | AtMost], level: int, size: int) -> None:
    """A limit is crossed up and down, between borders nearer and farther than packages."""
    for fee in (0, 1, -size, size):
        tariff = limit(EUR(level), Sum([WAVES, Package(size, PerUnit(EUR(fee)))]))
        prices = [tariff.price(quantity) for quantity in range(202)]
        expected = [quantity for quantity, (a, b) in enumerate(pairwise(prices)) if b < a]
        cliffs = tariff.cliffs()
        assert expected == [q for q in range(201) if any(q in cliff for cliff in cliffs)]


@pytest.mark.parametrize(
    "tariff",
    [
        Package("1.000000000001", REBATE),
        Sum([Package(999_983, EUR(1)), Package(1_000_003, EUR(1))]),
        Sum([Package(MOST_BENDS + 2, PerUnit(EUR(5))), REBATE]),
    ],
    ids=["fine size", "no common multiple", "rebate on all but one"],
)
def test_too_many_bends_are_refused(tariff: Tariff) -> None:
    """Packages that bend the price in too many places are refused, and nothing hangs."""
    with pytest.raises(LimitError) as caught:
        tariff.cliffs()
    assert caught.value.code == "limit.count"
    assert f"over {MOST_BENDS:,} bends" in str(caught.value)


def test_as_many_bends_as_there_may_be() -> None:
    """As many bends as are allowed are looked at."""
    tariff = Sum([Package(MOST_BENDS + 1, PerUnit(EUR(5))), REBATE])
    assert len(tariff.cliffs()) == MOST_BENDS


@pytest.mark.parametrize(
    ("cliff", "text", "held", "not_held"),
    [
        (Cliff(10, 10), "10", (10,), (9, 11)),
        (Cliff(10, 19), "10 to 19", (10, 15, 19), (9, 20)),
        (Cliff(10, None), "10 on", (10, 10**17), (9,)),
        (Cliff(0, 8, every=2), "0 to 8, every 2", (0, 4, 8), (-2, 3, 10)),
        (Cliff(1, None, every=3), "1 on, every 3", (1, 4, 301), (-2, 0, 2, 300)),
    ],
    ids=str,
)
def test_a_cliff_holds_and_tells_its_quantities(
    cliff: Cliff, text: str, held: tuple[int, ...], not_held: tuple[int, ...]
) -> None:
    """A cliff tells its range, and which quantities are in it."""
    assert text == str(cliff)
    assert [quantity for quantity in held if quantity not in cliff] == []
    assert [quantity for quantity in not_held if quantity in cliff] == []


def test_a_cliff_is_a_value() -> None:
    """Cliffs are equal by value, hash, pickle, and show the call that makes them."""
    cliff = Cliff(1, None, every=3)
    assert cliff == pickle.loads(pickle.dumps(cliff))
    assert len({cliff, Cliff(1, None, every=3)}) == 1
    assert repr(cliff) == "Cliff(1, None, every=3)"
