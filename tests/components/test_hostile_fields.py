"""Every field of every ready-made component, and of its parts, refuses what it cannot be.

The components of the trade's five chapters, ways to deliver, and what either is made of: premiums,
lengths of calls, supervision, workplaces, telephony, add-ons, deflections, days of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import attrs
import pytest

import cspricing
from component_samples import SAMPLES
from cspricing import (
    EUR,
    USD,
    AddOn,
    Allowance,
    AutomationTool,
    CallLength,
    Component,
    Consulting,
    CRMLicense,
    Deflection,
    Delivery,
    Demand,
    EmailSupport,
    Flat,
    InHouse,
    Item,
    LiveChat,
    Outsourced,
    PersonDays,
    PhoneSupport,
    Premium,
    Price,
    Quote,
    ServiceBand,
    ServiceCredits,
    SocialMedia,
    Sourced,
    Supervision,
    Surcharge,
    Telephony,
    Workplace,
)
from cspricing.charge_model import ChargeModel
from cspricing.errors import PricingError
from cspricing.staffing import OpeningHours, Profile, ServiceLevel
from liars import LyingDecimal, LyingStr, Pretender, Seats

ANSWERED: Final[dict[str, Any]] = {
    "handle_minutes": 6,
    "delivery": InHouse(hourly_wage=EUR(15)),
    "resolution_percent": 80,
    "first_contact_resolution_percent": 70,
    "repeat_percent": 50,
}
MORE: Final[list[Any]] = [
    EmailSupport(emails_per_month=100, **ANSWERED),
    LiveChat(chats_per_month=100, **ANSWERED),
    SocialMedia(mentions_per_month=100, **ANSWERED, tool=EUR(9), tool_seats=2),
    PersonDays("partner", 1, EUR(1), premium_percent=5),
    CallLength(seconds=61, percent=100),
]
"""What the samples do not state."""


ITEMS: Final = {Item, Allowance, Surcharge}
"""What documents state, which has tests of its own."""
ASKED: Final = {Demand, Delivery}
"""What a channel asks of a delivery: nobody states it."""


def within(value: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give a component, and all that it is made of."""
    if isinstance(value, tuple):
        for one in value:
            yield from within(one)
    elif type(value).__module__.startswith("cspricing.components.") and type(value) not in ITEMS:
        yield value
        for attribute in attrs.fields(type(value)):
            if attribute.init:
                yield from within(getattr(value, attribute.name))


MADE: Final[list[Any]] = [one for made in (*SAMPLES.values(), *MORE) for one in within(made)]


def fields(*kinds: type) -> list[Any]:
    """Give each field that holds a value of these kinds in a sample, with that sample."""
    found = {
        (type(made).__name__, attribute.name): made
        for made in MADE
        for attribute in attrs.fields(type(made))
        if attribute.init and isinstance(getattr(made, attribute.name), kinds)
    }
    return [pytest.param(made, name, id=f"{of}.{name}") for (of, name), made in found.items()]


STATED: Final = fields(
    Decimal,
    Price,
    ChargeModel,
    str,
    bool,
    int,
    tuple,
    Profile,
    ServiceLevel,
    OpeningHours,
    *(type(made) for made in MADE),
)
"""Every field in which some sample states something."""

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
    "a fraction": Fraction(1, 3),
    "a decimal that lies": LyingDecimal(1),
    "another that says it is one": Pretender(Decimal),
}
NO_PRICES: Final[dict[str, Any]] = {
    "a number": 5,
    "a text": "EUR 5",
    "a float": 2.5,
    "a list": [],
    "a tariff": Flat(EUR(1)),
    "another that says it is one": Pretender(Price),
}
NO_TARIFFS: Final[dict[str, Any]] = {
    "a number": 5,
    "a text": "EUR 5",
    "a float": 2.5,
    "a list": [EUR(1)],
    "a class": Flat,
    "another that says it is one": Pretender(Flat),
}
HOSTILE: Final[tuple[Any, ...]] = (
    *NO_FIGURES.values(),
    *NO_PRICES.values(),
    *NO_TARIFFS.values(),
    None,
    "",
    "x" * 1001,
    "a\nb",
    "\u202e1",
    LyingStr("once"),
    Seats.FEW,
    b"x",
    object(),
    {},
    {1},
    ({},),
    [None],
    iter([1]),
    lambda _: None,
    USD(1),
    Sourced(1, "somebody"),
    Quote.of(),
    type,
    *MADE[:1],
    Premium(name="a", percent=1, share_percent=100),
    10**17,
    "0.000000000001",
    0,
)

_PAID: Final[dict[str, Any]] = {"hourly_wage": EUR(15), "hours_per_month": 160}


def answered(delivery: Any, **given: Any) -> PhoneSupport:  # noqa: ANN401
    """Make a phone line of such a delivery."""
    return PhoneSupport(
        calls_per_month=1000, handle_minutes="4.5", talk_minutes=3, delivery=delivery, **given
    )


INSIDE: Final[dict[type, Callable[[Any], Component]]] = {
    Outsourced: answered,
    InHouse: answered,
    Workplace: lambda part: answered(InHouse(**_PAID, workplace=part)),
    Telephony: lambda part: answered(InHouse(**_PAID, telephony=part)),
    Supervision: lambda part: answered(InHouse(**_PAID, supervision=[part])),
    Premium: lambda part: answered(InHouse(**_PAID, premiums=[part])),
    CallLength: lambda part: answered(
        Outsourced(billed_per="talk_minute", tariff=EUR(1), pulse_seconds=6, call_lengths=[part])
    ),
    Deflection: lambda part: answered(InHouse(**_PAID), deflections=[part]),
    AutomationTool: lambda part: answered(InHouse(**_PAID), deflections=[part]),
    AddOn: lambda part: CRMLicense(seats=1, tariff=EUR(1), addons=[part]),
    PersonDays: lambda part: Consulting(grades=[part]),
    ServiceBand: lambda part: ServiceCredits(fee=EUR(9), bands=[part], levels=[70] * 12),
}
"""Components that such a part stands in."""


def placed(made: Any) -> Iterator[Component]:  # noqa: ANN401
    """Give what is made if it is a component, and what it stands in if it is a part."""
    if isinstance(made, Component):
        yield made
    if type(made) in INSIDE:
        yield INSIDE[type(made)](made)


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


@pytest.mark.parametrize("value", NO_TARIFFS.values(), ids=NO_TARIFFS)
@pytest.mark.parametrize(("made", "name"), fields(ChargeModel))
def test_tariffs(made: Any, name: str, value: object) -> None:  # noqa: ANN401
    """What is neither a tariff nor a price is refused by class and field."""
    with pytest.raises(PricingError) as caught:
        attrs.evolve(made, **{name: value})
    assert ("type.tariff", name, type(made).__name__) == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


@pytest.mark.parametrize(("made", "name"), STATED)
def test_any_field(made: Any, name: str) -> None:  # noqa: ANN401
    """Whatever is given to any field is priced, by itself or within, or refused by a field."""
    for value in HOSTILE:
        try:
            taken = attrs.evolve(made, **{name: value})
        except PricingError as error:
            assert error.code  # noqa: PT017
            assert error.field  # noqa: PT017
            continue
        try:
            Quote.of(*placed(taken)).over(months=12).verify()
        except PricingError as error:
            assert error.code  # noqa: PT017


def test_every_field_is_tried() -> None:
    """The samples state every field of every component and part, so that none is left out."""
    stated = {param.id for param in STATED}
    wanted = {
        f"{type(made).__name__}.{attribute.name}"
        for made in MADE
        for attribute in attrs.fields(type(made))
        if attribute.init
    }
    assert set() == wanted - stated


def test_every_class_is_tried() -> None:
    """Every class of the package that a component is, or is made of, is among the samples."""
    public = {
        value
        for value in map(cspricing.__dict__.get, cspricing.__all__)
        if isinstance(value, type) and value.__module__.startswith("cspricing.components.")
    }
    assert public - ITEMS - ASKED == {type(made) for made in MADE}
