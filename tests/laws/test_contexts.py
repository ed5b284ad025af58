"""Laws of decimal contexts: N8 and N9 of the specification."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from decimal import Context, Decimal
from typing import Final

import pytest
from hypothesis import given, strategies as st

from amounts import EXACT_AMOUNTS, MINOR_UNITS, MODES
from contexts import CONTEXTS, any_context, unchanged
from cspricing.errors import PricingError
from cspricing.money import EUR, USD, Currency, Money
from cspricing.number import decimal
from cspricing.rounding import Rounding
from cspricing.testing import PRICES


def shown(value: object) -> tuple[object, ...]:
    """Tell all that can be seen of a value, and what it is after travelling."""
    pickles = [pickle.dumps(value, protocol) for protocol in range(6)]
    return (
        repr(value),
        str(value),
        format(value),
        f"{value}",
        hash(value),
        bool(value),
        *pickles,
        *(repr(pickle.loads(dumped)) for dumped in pickles),
        repr(copy.copy(value)),
        repr(copy.deepcopy(value)),
    )


def work(number: Decimal, factor: Decimal, minor: int, rounding: Rounding) -> list[object]:
    """Do with values what can be done with them, and tell what came out."""
    price, money = EUR(number), Money.of_minor(minor, "EUR")
    pending = price / 7
    told: list[Callable[[], object]] = [
        lambda: shown(price),
        lambda: shown(pending),
        lambda: shown(money),
        lambda: shown(money.currency),
        lambda: shown(Currency.of("HRK", on="2022-12-31")),
        lambda: shown(rounding),
        lambda: decimal(number).as_tuple(),
        lambda: shown(price * factor),
        lambda: shown(factor * price + pending - money),
        lambda: shown(-price),
        lambda: shown(abs(price / 3 * factor)),
        lambda: shown(price / factor),
        lambda: (price / money, money / price, money / money),
        lambda: shown(money + price),
        lambda: shown(sum([money, money])),
        lambda: [shown(part) for part in money.allocate([factor, 1, "1/3"])],
        lambda: (price.fraction, money.fraction, repr(money.amount), money.amount.as_tuple()),
        lambda: (price < money, price <= pending, money > pending, money >= price, price == money),
        lambda: shown(price.settle(rounding)),
        lambda: shown(pending.settle(rounding)),
        lambda: shown(Money(number, "EUR")),
        lambda: money * factor,  # type: ignore[operator]
        lambda: money < USD(1),
        lambda: EUR(10**20),
        lambda: EUR(Decimal("sNaN")),
    ]
    return [_told(tell) for tell in told]


def _told(tell: Callable[[], object]) -> object:
    try:
        return tell()
    except PricingError as error:
        return (type(error).__name__, error.code, error.field, str(error), repr(error))


WORK: Final = (
    EXACT_AMOUNTS.any | st.sampled_from([Decimal("1E-12"), Decimal("1E+3"), Decimal("0E-7")]),
    PRICES.any,
    MINOR_UNITS.any,
    st.builds(
        Rounding,
        mode=st.sampled_from(MODES),
        increment=st.sampled_from([None, Decimal("0.05"), "0.000000000001"]),
    ),
)


@given(any_context(), *WORK)
def test_n8_n9_context_free(
    context: Context, number: Decimal, factor: Decimal, minor: int, rounding: Rounding
) -> None:
    """No context that a caller may have set changes a result, or is changed, flags included."""
    expected = work(number, factor, minor, rounding)
    with unchanged(context):
        found = work(number, factor, minor, rounding)
    assert expected == found


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
@given(*WORK)
def test_n8_n9_worst_contexts(
    context: Context, number: Decimal, factor: Decimal, minor: int, rounding: Rounding
) -> None:
    """Not even the worst contexts change a result, or are changed."""
    expected = work(number, factor, minor, rounding)
    with unchanged(context):
        found = work(number, factor, minor, rounding)
    assert expected == found
