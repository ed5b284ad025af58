"""The least amounts that are paid, and what rounding to them adds."""

from __future__ import annotations

from typing import Any

from .exact import EXACT, portion
from .money import Currency
from .rounding import Rounding


def cash_rounding(payable: Any, rounding: Rounding, currency: Currency) -> Any:  # noqa: ANN401
    """Give what rounding to an increment adds to what is payable, in minor units."""
    if rounding.increment is None:
        return 0
    step = least_step(rounding, currency)
    return portion(payable, 1, step, rounding.decimal_mode) * step - payable


def least_step(rounding: Rounding, currency: Currency) -> int:
    """Give the least amount that is paid, in minor units: of the policy, or in cash.

    >>> from cspricing import CHF, HALF_UP
    >>> least_step(HALF_UP, CHF), least_step(Rounding(increment="0.05"), CHF)
    (1, 5)
    """
    if rounding.increment is not None:
        return int(rounding.increment.scaleb(currency.digits, EXACT))
    finer: int = 10 ** (currency.digits - rounding.digits(currency.digits))
    return finer
