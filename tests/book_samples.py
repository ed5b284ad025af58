"""Price books for tests: entries, and the texts that make them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cspricing import CNY
from cspricing.errors import PricingError, PricingErrors
from cspricing.pricebook import PriceBook, PriceEntry


def entry(**changes: Any) -> PriceEntry:  # noqa: ANN401
    """Make an entry that states no more than it must."""
    stated: dict[str, Any] = {
        "vendor": "Acme",
        "product": "Desk",
        "unit": "seat/month",
        "price": CNY(100),
        "source": "acme.example/prices",
    }
    return PriceEntry(**stated | changes)


def table(**changes: Any) -> str:  # noqa: ANN401
    """Write an entry as TOML; a change of None leaves a key out."""
    stated: dict[str, object] = {
        "vendor": "Acme",
        "product": "Desk",
        "unit": "seat/month",
        "price": "100",
        "currency": "CNY",
        "source": "acme.example/prices",
    }
    return "[[price]]\n" + keys(**stated | changes)


def keys(**values: object) -> str:
    """Write keys as TOML."""
    return "".join(
        f"{key} = {written(value)}\n" for key, value in values.items() if value is not None
    )


def written(value: object) -> str:
    """Write a value as TOML."""
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def faults(load: Callable[[], object]) -> list[PricingError]:
    """Give all that is wrong with what is loaded."""
    with pytest.raises(PricingErrors) as caught:
        load()
    return [fault for fault in caught.value if isinstance(fault, PricingError)]


def told(*texts: str, name: str = "acme.toml") -> list[tuple[str, str | None, str | None]]:
    """Tell the code, place and field of all that is wrong with a book."""
    found = faults(lambda: PriceBook.load_text("\n".join(texts), name))
    return [(fault.code, fault.component, fault.field) for fault in found]
