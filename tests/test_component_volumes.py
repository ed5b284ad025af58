"""Which volumes `check_component` takes, of which classes, and what it says of the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from cspricing import EUR, Charge, Component, CRMLicense, Deflection, Item, Price
from cspricing.errors import LawError, PricingError
from cspricing.testing import check_component

FEE = EUR(5)
SEATS = CRMLicense(seats=25, tariff=EUR(40))


@dataclasses.dataclass(frozen=True)
class Calls:
    """A component that is a dataclass."""

    calls: Decimal
    fee: Price = FEE
    computed: int = dataclasses.field(default=0, init=False)

    def charges(self) -> Iterable[Charge]:
        """Charge the calls, and a fee."""
        yield Charge("fee", 1, "month", self.fee, "outsourcing", "monthly")
        yield Charge("calls", self.calls, "call", EUR(2), "outsourcing", "monthly")


class Plain:
    """A component that is neither an attrs class nor a dataclass."""

    def __init__(self, calls: Decimal) -> None:
        self.calls = calls

    def charges(self) -> Iterable[Charge]:
        """Charge the calls."""
        yield Charge("calls", self.calls, "call", EUR(2), "outsourcing", "monthly")


@dataclasses.dataclass(frozen=True)
class Few:
    """A component that takes volumes of its own only."""

    calls: int
    most: int = 10

    def __post_init__(self) -> None:
        """Refuse what is no index."""
        range(self.calls)

    charges = Plain.charges


def test_a_field_of_a_dataclass_may_be_the_volume() -> None:
    """A dataclass is copied with another volume, as an attrs class is."""
    check_component(Calls(Decimal(3)), volume="calls", at_none=EUR(5), linear=True)
    with pytest.raises(LawError, match="a volume of nothing costs 5, not"):
        check_component(Calls(Decimal(3)), volume="calls", at_none=EUR(6))


def test_any_other_class_takes_a_function() -> None:
    """A plain class cannot be copied with another volume; the refusal says what to give."""
    check_component(Plain(Decimal(3)), volume=Plain, at_none=EUR(0), linear=True)
    with pytest.raises(PricingError, match=r"give a function: volume=lambda volume: Plain\(") as no:
        check_component(Plain(Decimal(3)), volume="calls")
    assert ("check.volume", "volume") == (no.value.code, no.value.field)


@pytest.mark.parametrize(
    ("component", "given", "code", "field", "said"),
    [
        (
            Calls(Decimal(3)),
            {"volume": "cals"},
            "check.volume",
            "volume",
            "Calls has no field 'cals'; its fields are calls, fee",
        ),
        (Calls(Decimal(3)), {"volume": "computed"}, "check.volume", "volume", "calls, fee"),
        (
            Deflection(deflected_percent=5),
            {"volume": "percent"},
            "type.component",
            None,
            "it needs a method charges()",
        ),
        (
            SEATS,
            {"volume": "seat"},
            "check.volume",
            "volume",
            "CRMLicense has no field 'seat'; its fields are ",
        ),
        (Calls(Decimal(3)), {"volume": 5}, "type.volume", "volume", "give the name of a field"),
        (Calls(Decimal(3)), {"volume": None}, "type.volume", "volume", "a function that makes"),
        (Calls(Decimal(3)), {"at_none": EUR(5)}, "check.volume", "at_none", "name it, too: volume"),
        (Calls(Decimal(3)), {"linear": True}, "check.volume", "linear", "name it, too: volume="),
        (Calls(Decimal(3)), {"linear": "yes"}, "type.flag", None, "neither True nor False"),
        (Calls(Decimal(3)), {"at_none": 5, "volume": "calls"}, "type.price", None, "not a price"),
        (Item(name="a", quantity=1, price=EUR(1)), {"volume": "unit"}, "type.text", "unit", "text"),
        (
            Few(3),
            {"volume": "calls"},
            "component.failed",
            "calls",
            "let it take a Decimal, or give a function as volume",
        ),
    ],
)
def test_a_volume_that_cannot_be_is_refused(
    component: Component, given: dict[str, Any], code: str, field: str | None, said: str
) -> None:
    """A volume that there is not is refused with the remedy, and so is what needs one."""
    with pytest.raises(PricingError) as caught:
        check_component(component, **given)
    assert (code, field) == (caught.value.code, caught.value.field)
    assert said in str(caught.value)


def test_volumes_that_are_all_refused_are_told() -> None:
    """If a component can be made of no volume that is tried, the refusal says so."""

    def refused(volume: Decimal) -> Component:
        return Item(name="a", quantity=volume * 10**17 + 10**18, price=EUR(1))

    with pytest.raises(PricingError, match="every volume that was tried is refused") as caught:
        check_component(Calls(Decimal(1)), volume=refused)
    assert "check.volume" == caught.value.code
