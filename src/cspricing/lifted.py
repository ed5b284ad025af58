"""Numbers that stand for many, and how a rule asks about them without ``if``.

Rules are written once, over operators and the functions here and in `cspricing.exact`, so that
one source prices a single quote and a table of quotes (on columns, any subclass of `Lifted`).
Therefore no rule may ask ``if`` of an amount or a quantity; it asks `where`, `minimum`,
`maximum`, `require` or `nowhere` instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from .errors import PricingError


class Lifted:
    """A number that stands for many: a column, or what a test puts in its place.

    A subclass supports ``+ - * abs`` and comparisons with its like, with `int` and with
    `Decimal`; a comparison gives a mask with ``choose(a, b)``, ``nowhere()`` and
    ``require(error)``. It answers these methods, and never `bool`.
    """

    __slots__ = ()

    def settled(self, denominator: int | Decimal, scale: int, mode: str) -> Any:  # noqa: ANN401
        """Do for every row what `cspricing.exact.settled` does for one number."""
        raise NotImplementedError

    def ceil_units(self, size: Decimal) -> Any:  # noqa: ANN401
        """Do for every row what `cspricing.exact.ceil_units` does for one number."""
        raise NotImplementedError

    def apportion(
        self,
        total: Any,  # noqa: ANN401
        numerators: Sequence[Any],
        denominator: Any,  # noqa: ANN401
        larger_first: Sequence[Sequence[Any]],
        ranks: Sequence[int],
    ) -> list[Any]:
        """Do for every row what `cspricing.exact.apportion` does for one number."""
        raise NotImplementedError


def where(condition: Any, then: Any, otherwise: Any) -> Any:  # noqa: ANN401
    """Choose *then* where *condition* holds, *otherwise* where not.

    >>> where(2 > 1, "larger", "not larger")
    'larger'
    """
    if condition is True:
        return then
    if condition is False:
        return otherwise
    return condition.choose(then, otherwise)


def minimum(left: Any, right: Any) -> Any:  # noqa: ANN401
    """Return the smaller of two numbers."""
    return where(left <= right, left, right)


def maximum(left: Any, right: Any) -> Any:  # noqa: ANN401
    """Return the larger of two numbers."""
    return where(left >= right, left, right)


def nowhere(condition: Any) -> bool:  # noqa: ANN401
    """Whether *condition* holds in no row: only to skip what is zero in every row."""
    if condition is True:
        return False
    if condition is False:
        return True
    return bool(condition.nowhere())


def require(condition: Any, error: Callable[[], PricingError]) -> None:  # noqa: ANN401
    """Raise *error* unless *condition* holds."""
    if condition is True:
        return
    if condition is False:
        raise error()
    condition.require(error)
