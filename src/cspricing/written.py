"""How values are written as code: `repr` gives the call that makes them.

Fields that are as they would be anyway are left out, and numbers are written plainly, so that
a long form stays short and does not depend on the decimal context.

>>> from cspricing import PercentOff
>>> PercentOff("12.50", on="software")
PercentOff("12.50", on='software')
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, cast

import attrs

from .notation import plain


class Written:
    """Gives an attrs class with ``repr=False`` the representation of this library."""

    __slots__ = ()

    def __repr__(self) -> str:
        given: list[str] = []
        named: list[str] = []
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", self.__class__)):
            if not (field.init and field.repr):
                continue
            text = _written(getattr(self, field.name))
            if field.default is attrs.NOTHING and not field.kw_only:
                given.append(text)
            elif text != _by_default(self, field.default):
                named.append(f"{field.alias}={text}")
        return f"{self.__class__.__name__}({', '.join(given + named)})"


def _by_default(owner: object, default: Any) -> str | None:  # noqa: ANN401
    """Write what a field of *owner* is unless another value is given; None if it must be given."""
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory(owner) if default.takes_self else default.factory()
    return None if default is attrs.NOTHING else _written(default)


def _written(value: Any) -> str:  # noqa: ANN401
    if value.__class__ is tuple:
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, Decimal):
        digits = plain(value)
        return f'"{digits}"' if "." in digits else digits
    if isinstance(value, date):
        return f'"{value}"'
    return value.__name__ if isinstance(value, type) else repr(value)
