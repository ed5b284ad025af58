"""What holds for every ready-made component alike: names, values, evolving, pickles, refusals."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from component_samples import SAMPLES
from cspricing import (
    EUR,
    Allowance,
    Component,
    InHouse,
    Item,
    Named,
    Outsourced,
    PercentOff,
    PhoneSupport,
    Quote,
    Surcharge,
)
from cspricing.components.base import BuiltComponent
from cspricing.errors import PricingError

every = pytest.mark.parametrize("component", SAMPLES.values(), ids=SAMPLES)
BUILT: dict[str, Any] = {
    name: one for name, one in SAMPLES.items() if isinstance(one, BuiltComponent)
}
built = pytest.mark.parametrize("component", BUILT.values(), ids=BUILT)


@every
def test_it_is_a_component(component: Component) -> None:
    """Each has one method, and gives the same tuple of charges at each call."""
    assert isinstance(component, Component)
    charges = component.charges()
    assert isinstance(charges, tuple)
    assert charges == component.charges()
    assert all(one.charges() == (one,) for one in charges)


def test_what_builds_nothing_is_no_component() -> None:
    """The base of ready-made components says nothing by itself."""
    with pytest.raises(NotImplementedError):
        BuiltComponent()


@built
def test_its_charges_are_built_once(component: BuiltComponent) -> None:
    """A ready-made component gives not only equal charges at each call, but the same ones."""
    assert component.charges() is component.charges()


@built
def test_its_name_is_its_title_or_given(component: BuiltComponent) -> None:
    """Without a name it is called by its title; with one, lines and `Named` know it by that."""
    assert component.title == component.name
    own = attrs.evolve(component, name="Ours")
    quote = Quote.of(own, attrs.evolve(component, name="Theirs"))
    assert {"Ours", "Theirs"} == {line.name for line in quote.over(months=12).lines}
    priced = [line.number for line in quote.over(12).lines if line.name == "Ours"]
    if not all(charge.cost for charge in own.charges()):
        halved = quote.over(12).less(PercentOff(50, on=Named("Ours")))
        (record,) = halved.rules
        assert set(record.numbers) <= set(priced)
        assert abs(halved.net) < abs(quote.over(12).net)


@every
def test_equal_parts_make_equal_components(component: Any) -> None:  # noqa: ANN401
    """What is made of equal parts is equal, and hashes alike where it hashes."""
    again = attrs.evolve(component)
    assert component == again
    assert component is not again
    assert component != object()
    assert repr(component) == repr(again)
    assert component.charges() == again.charges()


@every
def test_it_cannot_be_changed(component: Any) -> None:  # noqa: ANN401
    """No field of it can be set or deleted, and no other can be added."""
    for attribute in attrs.fields(type(component)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(component, attribute.name, 1)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(component, attribute.name)
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        component.other = 1


@every
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_comes_back_from_a_pickle(component: Any, protocol: int) -> None:  # noqa: ANN401
    """A pickle at any protocol, a copy and a deep copy give the same again."""
    for again in (
        pickle.loads(pickle.dumps(component, protocol)),
        copy.copy(component),
        copy.deepcopy(component),
    ):
        assert component == again
        assert component.charges() == again.charges()
        assert repr(component) == repr(again)


@every
def test_evolving_checks_again(component: Any) -> None:  # noqa: ANN401
    """A changed copy is checked as a new one is: a float is refused, the original is as before."""
    before = repr(component)
    tried = 0
    for name, value in _given(component):
        if isinstance(value, Decimal):
            hostile: Any = 0.1
        elif isinstance(value, tuple) and value and isinstance(value[0], Decimal):
            hostile = [0.1]
        else:
            continue
        with pytest.raises(PricingError) as caught:
            attrs.evolve(component, **{name: hostile})
        assert ("type.float", name) == (caught.value.code, caught.value.field)
        tried += 1
    assert tried or isinstance(component, Surcharge)
    assert before == repr(component)


HOSTILE: tuple[Any, ...] = (
    None,
    True,
    1.5,
    float("nan"),
    object(),
    [],
    {},
    set(),
    [1],
    ({},),
    b"x",
    "",
    "x" * 1001,
    "a\nb",
    "\u202e1",
    "1e3",
    -1,
    10**30,
    Decimal("NaN"),
    Decimal("1E-13"),
    Fraction(1, 3),
    datetime(2027, 1, 1),  # noqa: DTZ001
    EUR,
    type,
    Quote.of(),
    lambda line: line,
)


def _given(component: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Give the fields that a caller states, by what they are called, and their values."""
    for attribute in attrs.fields(type(component)):
        if attribute.init and attribute.name != "citations":
            yield str(attribute.alias), getattr(component, attribute.name)


DELIVERIES = {
    "outsourced": Outsourced(
        billed_per="talk_minute",
        tariff=EUR("0.5"),
        minimum=EUR(900),
        setup=EUR(3000),
        pulse_seconds=6,
    ),
    "in house": InHouse(hourly_wage=EUR(15), occupancy_percent=85),
}


@pytest.mark.parametrize("made", [*SAMPLES.values(), *DELIVERIES.values()])
def test_whatever_it_is_given_is_taken_or_refused_by_name(made: Any) -> None:  # noqa: ANN401
    """No value, in any field, gets anything but a component or a typed refusal of that field."""
    for name, _ in _given(made):
        for value in HOSTILE:
            try:
                found = attrs.evolve(made, **{name: value})
            except PricingError as error:
                assert error.code  # noqa: PT017
                assert error.field is not None  # noqa: PT017
                continue
            if isinstance(found, Component) and not isinstance(found, (Allowance, Surcharge)):
                assert found.charges() == found.charges()


def test_components_add_up_to_a_quote() -> None:
    """Components add with each other, with quotes, and with the 0 that `sum` starts from."""
    first, second, third = list(BUILT.values())[:3]
    expected = Quote.of(first, second, third)
    assert expected == first + second + third
    assert expected == first + (second + third)
    total: object = sum([first, second, third])
    assert expected == total
    from_quote: object = sum([first, second, third], start=Quote())
    assert expected == from_quote
    assert Quote.of(first) == 0 + first
    charge = SAMPLES["charge"]
    assert Quote.of(charge, first) == charge + first
    for other in (1, "x", None):
        with pytest.raises((TypeError, PricingError)):
            _ = other + first


def test_a_delivery_is_needed() -> None:
    """A channel takes whatever says what it charges for a demand, and refuses the rest by name."""
    item = Item(name="x", quantity=1, price=EUR(1))
    for hostile in (None, "Outsourced", Outsourced, InHouse, EUR(1), item):
        with pytest.raises(PricingError) as caught:
            PhoneSupport(calls_per_month=1, handle_minutes=1, delivery=hostile)  # type: ignore[arg-type]
        assert ("type.delivery", "delivery") == (caught.value.code, caught.value.field)
