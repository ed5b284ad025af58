"""How values are written as code."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import frozen

import cspricing
from contexts import CONTEXTS, unchanged
from cspricing import (
    CNY,
    EUR,
    VAT,
    AmountOff,
    Charge,
    CRMLicense,
    Item,
    Margin,
    Named,
    Outsourced,
    PercentOf,
    PercentOff,
    PerUnit,
    PhoneSupport,
    Quote,
    Surcharge,
    Terms,
    Withholding,
)

PHONE = PhoneSupport(
    calls_per_month=3600,
    handle_minutes="4.5",
    delivery=Outsourced(billed_per="contact", tariff=PerUnit(CNY("1.57"))),
)
WRITTEN = [
    (PercentOff(10, on="software"), "PercentOff(10, on='software')"),
    (PercentOff("0.0000001"), 'PercentOff("0.0000001")'),
    (AmountOff(EUR(3), on=Named("seats")), 'AmountOff(Price("3", "EUR"), on=Named(\'seats\'))'),
    (PercentOff(5, on=PhoneSupport), "PercentOff(5, on=PhoneSupport)"),
    (PercentOff(5, on=["a", Item]), "PercentOff(5, on=['a', Item])"),
    (Margin(20), "Margin(20)"),
    (Terms(), "Terms()"),
    (Terms(months=12, start="2027-01-31"), 'Terms(months=12, start="2027-01-31")'),
    (
        Item(name="Seats", quantity="2.50", price=EUR("19.90"), surcharges=[Surcharge(percent=5)]),
        (
            'Item(name=\'Seats\', quantity="2.50", price=PerUnit(Price("19.90", "EUR")),'
            " surcharges=[Surcharge(percent=5)])"
        ),
    ),
    (
        CRMLicense(seats=25, tariff=PerUnit(CNY(199))),
        'CRMLicense(seats=25, tariff=PerUnit(Price("199", "CNY")))',
    ),
    (
        PHONE,
        (
            'PhoneSupport(calls_per_month=3600, handle_minutes="4.5", delivery=Outsourced('
            'billed_per=\'contact\', tariff=PerUnit(Price("1.57", "CNY"))))'
        ),
    ),
    (PercentOf(18, of="software"), "PercentOf(18, of='software')"),
    (Withholding(10), "Withholding(10)"),
]


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
@pytest.mark.parametrize(("value", "text"), WRITTEN, ids=[text for _, text in WRITTEN])
def test_values_are_written_as_the_calls_that_make_them(
    value: object,
    text: str,
    context: Any,  # noqa: ANN401
) -> None:
    """A value is written without what is so anyway, and comes back from it, in every context."""
    with unchanged(context):
        assert text == repr(value)
        assert value == eval(text, vars(cspricing).copy())  # noqa: S307


def test_what_is_given_by_place_comes_first() -> None:
    """A charge is written with what it always has by place, then what is special about it."""
    charge = Charge("calls", 3, "call", EUR(2), "labour", "monthly")
    assert repr(charge) == (
        "Charge('calls', 3, 'call', PerUnit(Price(\"2\", \"EUR\")), 'labour', cadence='monthly')"
    )


def test_what_was_computed_is_not_written() -> None:
    """Sums are written with what they were given, and derived fields are left out."""
    totals = Quote.of(Item(name="Seats", quantity=1, price=EUR(100))).taxed(VAT(19)).totals
    assert repr(totals).startswith('Totals(currency=Currency("EUR"), subtotal_minor=10000,')


def test_a_users_own_value_is_written_by_attrs() -> None:
    """A component of somebody else keeps the representation that its class gives it."""

    @frozen
    class Voicebot:
        minutes: int

    assert repr(Voicebot(3)).endswith("Voicebot(minutes=3)")
