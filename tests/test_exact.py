"""The operations of the rules: settling, portions, counting, apportioning."""

from __future__ import annotations

from decimal import ROUND_05UP, Context, Decimal, Inexact, Rounded, localcontext
from fractions import Fraction
from typing import Any, Final

import pytest

import naive_numbers
from cspricing.exact import (
    EXACT,
    all_settled,
    apportion,
    ceil_units,
    fraction_of,
    portion,
    portions,
    rounded,
    settled,
    side_of,
    sides,
)
from operators import Wary, unwary

# Each mode on both sides of a half: what -1.5, -0.5, 0.4, 0.5, 0.6, 1.5 and 2.5 become.
TABLE: Final = {
    "ROUND_HALF_UP": (-2, -1, 0, 1, 1, 2, 3),
    "ROUND_HALF_DOWN": (-1, 0, 0, 0, 1, 1, 2),
    "ROUND_HALF_EVEN": (-2, 0, 0, 0, 1, 2, 2),
    "ROUND_UP": (-2, -1, 1, 1, 1, 2, 3),
    "ROUND_DOWN": (-1, 0, 0, 0, 0, 1, 2),
    "ROUND_CEILING": (-1, 0, 1, 1, 1, 2, 3),
    "ROUND_FLOOR": (-2, -1, 0, 0, 0, 1, 2),
}
TENTHS: Final = (-15, -5, 4, 5, 6, 15, 25)


@pytest.mark.parametrize("mode", TABLE)
def test_modes(mode: str) -> None:
    """Each mode sends halves and parts where `decimal` sends them, by any way through the door."""
    with localcontext(EXACT):
        for tenths, expected in zip(TENTHS, TABLE[mode], strict=True):
            number = Decimal(tenths).scaleb(-1)
            assert expected == int(number.to_integral_value(mode))
            assert expected == rounded(tenths, 10, mode)
            assert expected == settled(number, 1, 1, mode)
            assert expected == settled(number, Decimal("1.00"), 1, mode)
            assert expected == settled(number * 3, 3, 1, mode)
            assert expected == settled(number * Decimal("0.7"), Decimal("0.7"), 1, mode)
            assert expected == settled(tenths, 10, 1, mode)
            assert expected == settled(tenths, Decimal(10), 1, mode)
            assert expected == unwary(settled(Wary(number), 1, 1, mode))
            assert type(settled(number, 1, 1, mode)) is int


@pytest.mark.parametrize("mode", TABLE)
def test_modes_on_all_small_ratios(mode: str) -> None:
    """Every small ratio is rounded as its fraction is, by whole numbers and by decimals."""
    name = mode.removeprefix("ROUND_").lower()
    for above in range(-40, 41):
        for below in range(1, 9):
            expected = naive_numbers.rounded(Fraction(above, below), name)
            with localcontext(EXACT):
                assert expected == rounded(above, below, mode)
                assert expected == settled(above, below, 1, mode)
                assert expected == settled(Decimal(above), Decimal(below), 1, mode)
                assert [expected] == all_settled([(Decimal(above), below)], 1, mode)
            size = naive_numbers.rounded(Fraction(abs(above), below), name)
            portion_expected = size if above >= 0 else -size
            assert portion_expected == portion(above, 1, below, mode)
            found = portions([above, 0, -above], 1, below, mode)
            assert [portion_expected, 0, -portion_expected] == found
            assert [type(share) for share in found] == [int] * 3


def test_settling_several() -> None:
    """Several amounts are settled like each of them, columns among them too."""
    exact_amounts = [(Decimal("1.005"), 1), (Decimal(10), 3), (Decimal("0.7"), Decimal("0.3"))]
    with localcontext(EXACT):
        expected = [settled(*amount, 100, "ROUND_HALF_UP") for amount in exact_amounts]
        assert expected == all_settled(exact_amounts, 100, "ROUND_HALF_UP") == [101, 333, 233]
        column = all_settled([(Wary(Decimal("1.005")), 1)], 100, "ROUND_HALF_UP")
        assert [unwary(units) for units in column] == [101]


def test_settled_once() -> None:
    """A quotient is rounded once, at its exact value, in units of the scale."""
    with localcontext(EXACT):
        assert settled(Decimal("1.005"), 1, 100, "ROUND_HALF_UP") == 101
        assert settled(Decimal(10), 3, 100, "ROUND_HALF_UP") == 333
        assert settled(Decimal(1), Decimal("0.3"), 1000, "ROUND_HALF_UP") == 3333
        assert settled(1, Decimal("0.3"), 1000, "ROUND_UP") == 3334


def test_the_exact_context_rounds_nothing() -> None:
    """What would round in the exact context raises instead, and so would a float."""
    with localcontext(EXACT), pytest.raises(Inexact):
        Decimal(1) / 3
    assert EXACT.prec == 200
    assert not EXACT.traps[Rounded]


@pytest.mark.parametrize(
    ("base", "percent", "expected"),
    [(5, "10", 1), (-5, "10", -1), (4, "10", 0), (-4, "10", 0), (333, "33.3", 111), (0, "50", 0)],
)
def test_portions_mirror(base: int, percent: str, expected: int) -> None:
    """A percentage is rounded on the magnitude, for one number and for a column."""
    numerator, denominator = fraction_of(Decimal(percent))
    assert expected == portion(base, numerator, denominator, "ROUND_HALF_UP")
    assert expected == unwary(portion(Wary(base), numerator, denominator, "ROUND_HALF_UP"))
    column = portion(base, Wary(numerator), denominator, "ROUND_HALF_UP")
    assert expected == unwary(column)


@pytest.mark.parametrize("mode", TABLE)
def test_portions_of_several(mode: str) -> None:
    """The portions of several bases are the portion of each, of columns too."""
    bases = [3, -5, 0, 14, 15, -15, 25]
    expected = [portion(base, 10, 100, mode) for base in bases]
    assert expected == portions(bases, 10, 100, mode)
    assert portions([], 10, 100, mode) == []
    for column in (
        portions([Wary(base) for base in bases], 10, 100, mode),
        portions(bases, Wary(10), 100, mode),
    ):
        assert expected == [unwary(found) for found in column]


def test_fraction_of_a_percentage() -> None:
    """A percentage is a whole numerator over a whole denominator; a column is its own."""
    assert fraction_of(Decimal("12.5")) == (25, 200)
    assert fraction_of(Decimal(19)) == (19, 100)
    column = Wary(Decimal(19))
    numerator, denominator = fraction_of(column)
    assert numerator is column
    assert denominator == 100


def test_sides() -> None:
    """The magnitudes of one sign stand alone, with nothing in the places of the other."""
    values = [3, -2, 0]
    assert side_of(values, 1) == [3, 0, 0]
    assert side_of(values, -1) == [0, 2, 0]
    assert side_of([3, 2], 1) == [3, 2]
    assert side_of([3, 2], -1) == [0, 0]
    assert side_of([-3, -2], 1) == [0, 0]
    assert side_of([], 1) == []
    assert [unwary(size) for size in side_of([Wary(v) for v in values], -1)] == [0, 2, 0]
    assert sides(values) == [(1, [3, 0, 0]), (-1, [0, 2, 0])]
    assert sides([3, 0]) == [(1, [3, 0])]
    assert sides([]) == [(1, [])]
    assert sides([-3]) == [(1, [0]), (-1, [3])]
    column = sides([Wary(v) for v in values])
    assert [(sign, [unwary(v) for v in side]) for sign, side in column] == sides(values)


@pytest.mark.parametrize(
    ("quantity", "size", "expected"),
    [("0", "1", 0), ("21", "0.7", 30), ("21.01", "0.7", 31), ("10", "3", 4), ("9", "3", 3)],
)
def test_units_begun(quantity: str, size: str, expected: int) -> None:
    """So many units are begun; what fits exactly begins no further one."""
    found = ceil_units(Decimal(quantity), Decimal(size))
    assert (Decimal, Decimal(expected)) == (type(found), found)
    assert expected == unwary(ceil_units(Wary(Decimal(quantity)), Decimal(size)))


@pytest.mark.parametrize(
    ("total", "numerators", "denominator", "expected"),
    [
        (5, [150, 350], 100, [2, 3]),
        (6, [600], 100, [6]),
        (0, [0, 0], 1, [0, 0]),
        (3, [1, 1, 1], 1, [1, 1, 1]),
        (2, [1, 1, 1], 3, [1, 1, 0]),
        (3, [10, 10, 10], 20, [1, 1, 1]),
        (7, [200, 300, 200], 100, [2, 3, 2]),
        (0, [0, 0], 0, [0, 0]),
    ],
)
def test_apportion(
    total: int, numerators: list[int], denominator: int, expected: list[int]
) -> None:
    """What whole shares leave goes to the largest remainders, the first of equal ones."""
    assert expected == apportion(total, numerators, denominator)
    column = [Wary(numerator) for numerator in numerators]
    for found in (
        apportion(Wary(total), numerators, denominator),
        apportion(total, column, denominator),
        apportion(total, numerators, Wary(denominator)),
    ):
        assert expected == [unwary(share) for share in found]


def test_apportion_breaks_ties() -> None:
    """Ties go to the larger value in the first column, in the next, and to the lower rank."""
    numerators, columns = [1, 1, 1, 1], ([1, 2, 2, 2], [9, 1, 3, 3])
    ranks = [0, 1, 3, 2]
    shares = [apportion(n, numerators, 2, lambda: columns, lambda: ranks) for n in (1, 2, 3)]
    assert shares == [[0, 0, 0, 1], [0, 0, 1, 1], [0, 1, 1, 1]]
    for total in (1, 2, 3):
        column = apportion(Wary(total), numerators, 2, lambda: columns, lambda: ranks)
        assert shares[total - 1] == [unwary(share) for share in column]
    first = apportion(Wary(1), numerators, 4, tuple, lambda: [3, 2, 0, 1])
    assert [unwary(share) for share in first] == [0, 0, 1, 0]


def test_ranks_are_asked_only_for_ties() -> None:
    """The costly order is not made where remainders decide, or nothing is left."""

    def ranks() -> Any:  # noqa: ANN401
        pytest.fail("nobody ties")

    assert apportion(1, [1, 3], 4, tuple, ranks) == [0, 1]
    assert apportion(2, [4, 4], 4, tuple, ranks) == [1, 1]
    assert apportion(2, [3, 3], 4, tuple, ranks) == [1, 1]


def test_nothing_else_is_a_mode() -> None:
    """A mode that the library does not have never rounds away from zero by accident."""
    assert rounded(19, 10, ROUND_05UP) == 1


def test_operations_do_not_ask_the_context() -> None:
    """Whole numbers, portions and shares are the same in the narrowest context."""
    with localcontext(Context(prec=1)):
        assert portion(123_456_789, 19, 100, "ROUND_HALF_UP") == 23_456_790
        assert ceil_units(Decimal("123456789.5"), Decimal("0.1")) == 1_234_567_895
        assert settled(123_456_789, Decimal("0.7"), 1, "ROUND_HALF_UP") == round(
            Fraction(1_234_567_890, 7)
        )
