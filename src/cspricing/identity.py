"""The identifier of a quote: a short text that is another one as soon as an input is.

It is a hash of the inputs, written out in one way only: the same in every process, whatever the
hash seed, the decimal context or the platform, and free of addresses in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as dataclass_fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, Final, cast

import attrs

from .amount import Amount
from .entry import Entry
from .terms import Terms

_LENGTH: Final = 16
_DEEPEST: Final = 40
_FUNCTIONS: Final = (FunctionType, BuiltinFunctionType, MethodType)


def identifier_of(entries: Iterable[Entry], terms: Terms) -> str:
    """Give the identifier of a quote: the first 16 digits of a SHA-256 in hexadecimal.

    It covers each component by its class, its name and what it charges, in their order, and every
    field of the terms, with sources, version and validity. Of a function that selects lines it
    covers the name, not what the function does; nor does it cover the release of the library.

    Args:
        entries: All charges of the quote, with the components that they came from.
        terms: What the price depends on besides.
    """
    charged = [(type(one.component), one.name, one.charge) for one in entries]
    return sha256(canonical((charged, terms)).encode("ascii")).hexdigest()[:_LENGTH]


def canonical(value: object) -> str:
    """Write a value so that values which mean the same are written the same.

    Numbers are written as fractions of hexadecimals, so that 1.50 is 1.5; texts in ASCII;
    classes by their names; objects by the fields that make them.

    >>> canonical((Decimal("1.50"), "seat", date(2027, 1, 31), None))
    "(3/2,'seat',2027-01-31,None)"
    """
    return _written(value, 0)


def _written(value: Any, depth: int) -> str:  # noqa: ANN401
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return ascii(str.__str__(value))
    if isinstance(value, (int, Decimal, Fraction)):
        return _number(value)
    if isinstance(value, float):
        return float.__repr__(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, type):
        return _place(value)
    if depth == _DEEPEST:  # an object of one's own may hold itself
        return _named(value)
    return _composed(value, depth + 1)


def _number(value: int | Decimal | Fraction) -> str:
    if isinstance(value, Decimal) and not value.is_finite():
        return ascii(f"{value.is_signed()} {value.is_nan()}")
    above, below = value.as_integer_ratio()
    return f"{above:x}/{below:x}"  # a process may forbid decimal texts of many digits


def _composed(value: Any, depth: int) -> str:  # noqa: ANN401
    """Write what is made of other values."""
    if isinstance(value, Amount):
        fields = {"amount": value.fraction, "currency": value.currency.code}
        return _called(value, fields | {"source": getattr(value, "source", None)}, depth)
    if isinstance(value, Mapping):
        pairs = cast("Iterable[tuple[object, object]]", value.items())
        each = sorted(f"{_written(key, depth)}:{_written(one, depth)}" for key, one in pairs)
        return f"{{{','.join(each)}}}"
    if isinstance(value, (set, frozenset)):
        members = cast("Iterable[Any]", value)
        return f"{{{','.join(sorted(_written(one, depth) for one in members))}}}"
    if isinstance(value, (tuple, list)):
        row = cast("Sequence[Any]", value)
        return f"({','.join(_written(one, depth) for one in row)})"
    return _called(value, _fields(value), depth)


def _called(value: object, fields: Mapping[str, object], depth: int) -> str:
    """Write an object as a call with the fields that make it."""
    given = ",".join(f"{name}={_written(one, depth)}" for name, one in fields.items())
    return f"{_named(value)}({given})"


def _fields(value: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give the fields that make an object, by their names; of a function there are none."""
    kind = type(cast("object", value))
    if attrs.has(kind):
        given = {f.name: getattr(value, f.name) for f in attrs.fields(kind) if f.init}
        usual = {f.name: f.default for f in attrs.fields(kind)}
        # A field that a later release adds must not change the identifiers of old quotes.
        return {name: one for name, one in given.items() if not _is_same(one, usual[name])}
    if is_dataclass(kind):
        return {f.name: getattr(value, f.name) for f in dataclass_fields(kind) if f.init}
    if isinstance(value, _FUNCTIONS):
        return {}
    try:
        own: dict[str, Any] = dict(vars(cast("object", value)))
    except Exception:  # noqa: BLE001  (it has none, or is one's own and fails at any question)
        return {}
    return {name: own[name] for name in sorted(own)}


def _is_same(value: object, usual: object) -> bool:
    """Whether a field is as it is unless somebody states it."""
    if value is usual:
        return True
    return type(value) is type(usual) and canonical(value) == canonical(usual)


def _named(value: object) -> str:
    """Name a function or method, or else the class of an object."""
    return _place(value if isinstance(value, _FUNCTIONS) else type(value))


def _place(of: Any) -> str:  # noqa: ANN401
    """Name a class or function by where it is; the library's own ones wherever they move to."""
    module: str = of.__module__
    own = module.startswith(f"{__package__}.")
    return f"{__package__ if own else module}.{of.__qualname__}"
