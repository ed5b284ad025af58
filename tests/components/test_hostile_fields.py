"""Every figure and price of every ready-made service refuses what it cannot be, by its field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import attrs
import pytest

from component_samples import FAMILIES
from cspricing import EUR, PersonDays, Price
from cspricing.errors import PricingError

MADE: Final[list[Any]] = [sample for family in FAMILIES for sample in family.SAMPLES.values()]
MADE.append(PersonDays("partner", 1, EUR(1), premium_percent=5))

NO_FIGURES: Final[dict[str, Any]] = {
    "below 0": "-0.5",
    "a float": 2.5,
    "a truth value": True,
    "an exponent": "1e3",
    "not a number": "NaN",
    "infinite": Decimal("Infinity"),
    "too fine": "0.0000000000001",
    "too large": 10**18,
    "other digits": "٣",
    "a price": EUR(1),
    "a list": [1],
}
NO_PRICES: Final[dict[str, Any]] = {"a number": 5, "a text": "EUR 5", "a float": 2.5, "a list": []}


def fields(kind: type) -> list[Any]:
    """Give each field that holds a value of *kind* in a sample, with that sample."""
    found = {
        (type(made).__name__, name): made
        for made in MADE
        for name in (attribute.name for attribute in attrs.fields(type(made)) if attribute.init)
        if isinstance(getattr(made, name), kind)
    }
    return [pytest.param(made, name, id=f"{of}.{name}") for (of, name), made in found.items()]


@pytest.mark.parametrize("value", NO_FIGURES.values(), ids=NO_FIGURES)
@pytest.mark.parametrize(("made", "name"), fields(Decimal))
def test_figures(made: Any, name: str, value: object) -> None:  # noqa: ANN401
    """A figure that is none, below 0, inexact, or too large is refused by class and field."""
    with pytest.raises(PricingError) as caught:
        attrs.evolve(made, **{name: value})
    assert (name, type(made).__name__) == (caught.value.field, caught.value.component)


@pytest.mark.parametrize("value", NO_PRICES.values(), ids=NO_PRICES)
@pytest.mark.parametrize(("made", "name"), fields(Price))
def test_prices(made: Any, name: str, value: object) -> None:  # noqa: ANN401
    """A price without a currency is refused by class and field."""
    with pytest.raises(PricingError) as caught:
        attrs.evolve(made, **{name: value})
    assert ("type.price", name, type(made).__name__) == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


def test_every_field_is_tried() -> None:
    """The samples have every field of every service, so that none is left out above."""
    tried = {param.id for kind in (Decimal, Price) for param in fields(kind)}
    rest = {"name", "citations", "grades", "roles", "role", "internal", "maintenance_billed"}
    wanted = {
        f"{type(made).__name__}.{attribute.name}"
        for made in MADE
        for attribute in attrs.fields(type(made))
        if attribute.init and attribute.name not in rest
    }
    assert set() == wanted - tried
