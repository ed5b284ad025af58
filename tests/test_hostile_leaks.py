"""Whatever stands where a value is made or beside an amount, no error but a typed one leaks."""

from __future__ import annotations

import operator
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

from contexts import CONTEXTS, unchanged
from cspricing.errors import PricingError
from cspricing.money import CNY, EUR, Currency, Money, Price, as_price
from cspricing.number import decimal, not_negative, whole
from cspricing.provenance import Citation, Source, Sourced
from cspricing.rounding import Rounding
from cspricing.text import calendar_date, label, text
from liars import Pretender, Seats
from operators import UnwaryError, Wary


class Failing:
    """An object of which every question fails."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        raise KeyError(name)

    def __repr__(self) -> str:
        raise KeyError

    __hash__ = __bool__ = __len__ = __int__ = __index__ = __repr__  # type: ignore[assignment]


HOSTILE: Final[dict[str, Any]] = {
    "none": None,
    "signalling": Decimal("sNaN"),
    "infinite": Decimal("-Infinity"),
    "large exponent": Decimal("1E+999999"),
    "small exponent": Decimal("-1E-999999"),
    "many digits": Decimal("7" * 4000),
    "not a number": float("nan"),
    "float": 1e308,
    "large number": -(10**5000),
    "long text": "9" * 5000,
    "text": "1/3",
    "bytes": b"1",
    "list": [1, "2", [3]],
    "set": {1, 2},
    "dictionary": {"a": 1},
    "object": object(),
    "type": Decimal,
    "function": print,
    "fraction": Fraction(1, 10**5000),
    "complex": 1j,
    "date": date(2027, 1, 1),
    "time": datetime(2027, 1, 1, tzinfo=UTC),
    "enum": Seats.FEW,
    "column": Wary(Decimal(1)),
    "currency": CNY,
    "price": CNY(10**17) * 10**17 / 7,
    "money": Money.of_minor(-(10**150), "CNY"),
    "sourced": Sourced(CNY(5), "page"),
    "sourced text": Sourced("7", "page"),
    "error": KeyError("x"),
    "pretender": Pretender(Decimal),
    "failing": Failing(),
    "surrogate": "\ud800",
}
CONSTRUCTORS: Final[dict[str, Callable[[Any], object]]] = {
    "price": EUR,
    "price in": lambda v: Price(1, v),
    "money": lambda v: Money(v, "EUR"),
    "money in": lambda v: Money(1, v),
    "minor": lambda v: Money.of_minor(v, "EUR"),
    "currency": Currency,
    "currency of": Currency.of,
    "digits": lambda v: Currency("EUR", v),
    "on": lambda v: Currency("HRK", on=v),
    "mode": lambda v: Rounding(mode=v),
    "tax": lambda v: Rounding(tax=v),
    "increment": lambda v: Rounding(increment=v),
    "decimals": lambda v: Rounding(decimals=v),
    "where": Source,
    "read": lambda v: Source("page", v),
    "confidence": lambda v: Source("page", None, v),
    "sourced": lambda v: Sourced(5, v),
    "cited": lambda v: Sourced(v, "page"),
    "citation": lambda v: Citation(v, 5, Source("page")),
    "as price": as_price,
    "text": text,
    "label": label,
    "date": calendar_date,
    "decimal": decimal,
    "not negative": not_negative,
    "whole": lambda v: whole(v, least=0, most=5),
    "weights": Money(1, "EUR").allocate,
    "weight": lambda v: Money(1, "EUR").allocate([1, v]),
    "parts": Money(1, "EUR").split,
    "rounding": EUR(1).settle,
}
OPERATORS: Final = {
    name: getattr(operator, name)
    for name in ("add", "sub", "mul", "truediv", "lt", "le", "gt", "ge", "eq", "ne")
}


@pytest.mark.parametrize("context", ["default", "everything trapped", "nothing trapped"])
@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_constructors_leak_nothing(value: Any, context: str) -> None:  # noqa: ANN401
    """Whatever is given where a value is made, it is taken or refused by an error that travels."""
    for call in CONSTRUCTORS.values():
        with unchanged(CONTEXTS[context]):
            error = _error_of(call, value)
        if error is not None:
            assert isinstance(error, PricingError)
            assert len(str(error)) < 500
            assert str(error) == str(pickle.loads(pickle.dumps(error)))


@pytest.mark.parametrize("context", ["default", "everything trapped", "nothing trapped"])
@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_operators_leak_nothing(value: Any, context: str) -> None:  # noqa: ANN401
    """Whatever stands beside an amount, there is a result, a refusal, or Python's own TypeError."""
    for amount in (CNY("0.01") / 3, Money(1, "CNY")):
        for work in OPERATORS.values():
            for call in (lambda v, w=work, a=amount: w(a, v), lambda v, w=work, a=amount: w(v, a)):
                with unchanged(CONTEXTS[context]):
                    error = _error_of(call, value)
                assert error is None or isinstance(error, PricingError) or type(error) is TypeError


def _error_of(call: Callable[[Any], object], value: Any) -> Exception | None:  # noqa: ANN401
    try:
        call(value)
    except UnwaryError:  # the column's own refusal
        return None
    except Exception as error:  # noqa: BLE001  any is what is looked for
        return error
    return None
