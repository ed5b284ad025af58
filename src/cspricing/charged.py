"""What one charge comes to, settled: its cost and its price, or the fault that it has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .charge import Charge
from .errors import InvalidNumberError, PricingError
from .markup import CostRule


def charged(
    charge: Charge,
    exact: tuple[Any, Any],
    markup: CostRule | None,
    settle: Callable[[Any, Any], Any],
) -> tuple[Any, Any]:
    """Settle the cost of a charge, and its price by its tariff, or by the markup of the cost.

    Args:
        charge: A price, or a cost.
        exact: The numerator and the denominator of its amount.
        markup: What makes a cost a price; None for nothing.
        settle: Rounds a numerator over a denominator, once.

    >>> from cspricing import EUR, Markup
    >>> hours = Charge("Hours", 3, "hour", EUR(10), "labour", cost=True)
    >>> charged(hours, (30, 1), Markup(50), lambda above, below: int(100 * above / below))
    (3000, 4500)
    """
    numerator, denominator = exact
    if not charge.cost:
        return 0, settle(numerator, denominator)
    cost = settle(numerator, denominator)
    if markup is None:
        return cost, 0
    times, over = markup.factor()
    return cost, settle(numerator * times, denominator * over)


def unpriced(cause: Exception, name: str) -> PricingError:
    """Say in which component a line could not be priced."""
    error = cause
    if not isinstance(error, PricingError):
        error = InvalidNumberError.of(
            "number.range", "its amount has more digits than can be exact; check quantity and price"
        )
    error.component = error.component or name
    return error
