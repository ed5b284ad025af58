"""Exact operations: what pricing rules are written in, and the context that keeps them exact.

Rules are written once, over operators and the functions of this module, so that one source
prices a single quote (on `decimal.Decimal` and whole minor units) and a table of quotes
(on columns, any subclass of `Lifted`).
How numbers enter stands in `cspricing.number`, how a rule chooses in `cspricing.lifted`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
)
from typing import Any, Final

from .lifted import maximum, where

EXACT: Final = Context(
    prec=200,
    rounding=ROUND_HALF_EVEN,
    Emin=-999_999,
    Emax=999_999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[Inexact, FloatOperation, InvalidOperation, DivisionByZero, Overflow],
)
"""The context of every exact computation: whatever would round raises instead."""


def settled(numerator: Any, denominator: Any, scale: int | Decimal, mode: str) -> Any:  # noqa: ANN401
    """Round numerator / denominator once to whole units of 1 / *scale*: the only division.

    To be called within ``localcontext(EXACT)``, as rules are.

    Args:
        numerator: An `int`, a `Decimal` or a `Lifted` number.
        denominator: A positive `int` or `Decimal`.
        scale: Units to one, such as 100 for cents; faster as a `Decimal`.
        mode: A rounding mode of `decimal`, such as ``ROUND_HALF_UP``.

    >>> settled(Decimal("1.005"), 1, 100, "ROUND_HALF_UP")
    101
    """
    if type(numerator) is Decimal:
        if denominator == 1:
            return int((numerator * scale).to_integral_value(mode))
        above, below = numerator.as_integer_ratio()
        over, under = denominator.as_integer_ratio()
        return rounded(above * under * int(scale), below * over, mode)
    if type(numerator) is int:
        over, under = denominator.as_integer_ratio()
        return rounded(numerator * under * int(scale), over, mode)
    return numerator.settled(denominator, int(scale), mode)


def all_settled(exact: Sequence[tuple[Any, Any]], scale: int | Decimal, mode: str) -> list[Any]:
    """Settle each of several exact amounts, given as numerator and denominator.

    >>> all_settled([(Decimal("1.005"), 1), (Decimal(10), 3)], 100, "ROUND_HALF_UP")
    [101, 333]
    """
    return [
        int((numerator * scale).to_integral_value(mode))
        if type(numerator) is Decimal and denominator == 1
        else settled(numerator, denominator, scale, mode)
        for numerator, denominator in exact
    ]


def rounded(numerator: int, denominator: int, mode: str) -> int:
    """Divide whole numbers and round the quotient once to a whole one.

    Args:
        numerator: Of either sign.
        denominator: Positive.
        mode: A rounding mode of `decimal`.

    >>> rounded(-5, 2, "ROUND_HALF_UP")
    -3
    """
    if mode == "ROUND_HALF_UP":  # nearly always
        half_up = (2 * abs(numerator) + denominator) // (2 * denominator)
        return -half_up if numerator < 0 else half_up
    quotient, rest = divmod(abs(numerator), denominator)
    if rest and _rounds_up(quotient, 2 * rest - denominator, numerator < 0, mode):
        quotient += 1
    return -quotient if numerator < 0 else quotient


def _rounds_up(quotient: int, past_half: int, negative: bool, mode: str) -> bool:  # noqa: FBT001
    """Whether a magnitude between two whole numbers goes to the larger one."""
    match mode:
        case "ROUND_HALF_DOWN":
            return past_half > 0
        case "ROUND_HALF_EVEN":
            return past_half > 0 or (past_half == 0 and quotient % 2 == 1)
        case "ROUND_UP":
            return True
        case "ROUND_CEILING":
            return not negative
        case "ROUND_FLOOR":
            return negative
        case _:  # ROUND_DOWN
            return False


def portion(base: Any, numerator: Any, denominator: int, mode: str) -> Any:  # noqa: ANN401
    """Round base x numerator / denominator once, on its magnitude: credits mirror charges.

    Args:
        base: Whole minor units, of either sign.
        numerator: Of the portion, not negative.
        denominator: Of the portion, positive.
        mode: A rounding mode of `decimal`.

    >>> portion(-5, 10, 100, "ROUND_HALF_UP")
    -1
    """
    product = base * numerator
    if type(product) is int:
        if product < 0:
            return -rounded(-product, denominator, mode)
        if mode == "ROUND_HALF_UP":
            return (2 * product + denominator) // (2 * denominator)
        return rounded(product, denominator, mode)
    sign = where(base < 0, -1, 1)
    return sign * settled(sign * product, denominator, 1, mode)


def portions(bases: Sequence[Any], numerator: Any, denominator: int, mode: str) -> list[Any]:  # noqa: ANN401
    """Round the `portion` of each of several bases.

    >>> portions([-5, 14, 15], 10, 100, "ROUND_HALF_UP")
    [-1, 1, 2]
    """
    if mode == "ROUND_HALF_UP" and type(sum(bases) * numerator) is int:
        above, below = 2 * numerator, 2 * denominator
        return [
            (base * above + denominator) // below
            if base >= 0
            else -((denominator - base * above) // below)
            for base in bases
        ]
    return [portion(base, numerator, denominator, mode) for base in bases]


def fraction_of(percent: Any) -> tuple[Any, int]:  # noqa: ANN401
    """Write a percentage as a numerator over a whole denominator: 12.5 % is 25 / 200.

    >>> fraction_of(Decimal("12.5"))
    (25, 200)
    """
    if type(percent) is Decimal:
        above, below = percent.as_integer_ratio()
        return above, below * 100
    return percent, 100


def side_of(values: Sequence[Any], sign: Any) -> list[Any]:  # noqa: ANN401
    """Give the magnitudes of the values of one sign, and 0 for the others.

    >>> side_of([3, -2, 0], -1)
    [0, 2, 0]
    """
    if type(sign * sum(values)) is int:
        if min(values, default=0) >= 0:
            return list(values) if sign > 0 else [0] * len(values)
        return [max(sign * value, 0) for value in values]
    return [maximum(sign * value, 0) for value in values]


def sides(values: Sequence[Any]) -> list[tuple[int, Sequence[Any]]]:
    """Give the signs that occur among *values*, each with the magnitudes of its side.

    >>> sides([3, -2, 0])
    [(1, [3, 0, 0]), (-1, [0, 2, 0])]
    """
    if type(sum(values)) is int and min(values, default=0) >= 0:
        return [(1, values)]
    return [(1, side_of(values, 1)), (-1, side_of(values, -1))]


def ceil_units(quantity: Any, size: Decimal) -> Any:  # noqa: ANN401
    """Count the units of *size* that *quantity* needs: quantity / size, rounded up.

    >>> ceil_units(Decimal(21), Decimal("0.7"))
    Decimal('30')
    """
    if type(quantity) is not Decimal:
        return quantity.ceil_units(size)
    above, below = quantity.as_integer_ratio()
    over, under = size.as_integer_ratio()
    return Decimal(-(-above * under // (below * over)))


def apportion(
    total: Any,  # noqa: ANN401
    numerators: Sequence[Any],
    denominator: Any,  # noqa: ANN401
    larger_first: Callable[[], Sequence[Sequence[Any]]] = tuple,
    ranks: Callable[[], Sequence[int]] | None = None,
) -> list[Any]:
    """Split *total* into whole shares near numerator / denominator, by largest remainder.

    Args:
        total: What the shares add up to: within their count of the sum of the exact shares.
        numerators: The exact shares, times *denominator*.
        denominator: Not negative; of 0, all shares are.
        larger_first: Gives columns that break ties of remainders, the larger value first.
        ranks: Gives the order, lower first, that breaks the ties left; else it is position.
            Both are called only if needed, for they may be costly.

    >>> apportion(5, [5 * 30, 5 * 70], 100)
    [2, 3]
    """
    both = total + sum(numerators) + denominator
    if type(both) is not int:
        order = ranks() if ranks else range(len(numerators))
        below = maximum(denominator, 1)
        shares: list[Any] = both.apportion(total, numerators, below, larger_first(), order)
        return shares
    denominator = denominator or 1
    shares = [numerator // denominator for numerator in numerators]
    missing = total - sum(shares)
    if missing == 0:
        return shares
    rests = [numerator % denominator for numerator in numerators]
    order = sorted(range(len(rests)), key=rests.__getitem__, reverse=True)
    if missing < len(order) and rests[order[missing - 1]] == rests[order[missing]]:
        rank = ranks() if ranks else range(len(rests))
        columns = larger_first()
        order.sort(key=lambda i: (-rests[i], *(-column[i] for column in columns), rank[i]))
    for index in order[:missing]:
        shares[index] += 1
    return shares
