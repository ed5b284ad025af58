"""Hostile numbers and texts get what `hostile.json` says, wherever a value enters.

The areas are numbers, text and digits, and what the other areas say of single values; quotes,
documents and files are tried in their own tests.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import attrs
import pytest

import oracles
from contexts import CONTEXTS, unchanged
from cspricing.charge import Charge
from cspricing.discount import PercentOff
from cspricing.markup import Margin
from cspricing.money import CNY, EUR, Currency, Money
from cspricing.rounding import Rounding
from cspricing.text import label, text
from hostile_doors import DOORS, refusal
from hostile_items import ITEMS, given_by

# What the items of the area numbers that are no bare number mean, and where it enters.
NUMBERS: Final[dict[str, tuple[str, Callable[[Any], object]]]] = {
    "H033": ("amount", lambda value: Money(value, "EUR")),
    "H035": ("amount", lambda value: Money(value, "EUR")),
    "H037": ("amount", lambda _: Money("1.5", "JPY")),
    "H039": ("percent", lambda _: PercentOff(101)),
    "H041": ("percent", lambda _: Margin(100)),
    "H043": ("weights", lambda _: Money("1.00", "EUR").allocate([-1, 2])),
}


def area(*names: str, leave_out: tuple[str, ...] = ()) -> list[Any]:
    """List the items of some areas, as parameters named by their id."""
    return [
        pytest.param(item, id=name)
        for name, item in ITEMS.items()
        if item["area"] in names and name not in leave_out
    ]


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
@pytest.mark.parametrize("item", area("numbers", leave_out=tuple(NUMBERS)))
def test_no_number(item: oracles.Case, context: Any) -> None:  # noqa: ANN401
    """What is no plain number is refused at every door, with its code and the name of the field."""
    hostile = given_by(item)
    with unchanged(context):
        for field, door in DOORS.items():
            error = refusal(lambda door=door: door(hostile))  # type: ignore[misc]
            # A ratio is a weight; this one divides by nothing, which is the same to a reader.
            assert (item["expect"]["code"], field) == (error.code, error.field)
            assert hostile == error.value


@pytest.mark.parametrize("item", [pytest.param(ITEMS[name], id=name) for name in NUMBERS])
def test_number_in_its_place(item: oracles.Case) -> None:
    """A number that makes no sense in its place is refused there, with its code."""
    field, door = NUMBERS[item["id"]]
    error = refusal(lambda: door(given_by(item)))
    assert (item["expect"]["code"], field) == (error.code, error.field)


@pytest.mark.parametrize("item", area("digits", leave_out=("X027",)))
def test_too_many_digits(item: oracles.Case) -> None:
    """A number of too many digits is refused at every door by its size, and kept whole."""
    hostile = given_by(item)
    for field, door in DOORS.items():
        error = refusal(lambda door=door: door(hostile))  # type: ignore[misc]
        assert (item["expect"]["code"], field) == (error.code, error.field)
        assert hostile is error.value


def test_digits_at_the_limit_of_int() -> None:
    """Texts of 4,300 and of 4,301 digits, the limit of int(), are refused alike."""
    codes = [refusal(lambda n=n: EUR("9" * n)).code for n in (4300, 4301)]  # type: ignore[misc]
    assert codes == ["number.range", "number.range"]


def test_many_large_weights() -> None:
    """A hundred thousand weights of 10^18 are allocated over, and lose nothing."""
    weights = given_by(ITEMS["X027"])
    shares = Money.of_minor(1_234_567, "EUR").allocate(weights)
    assert len(weights) == len(shares)
    assert Money.of_minor(1_234_567, "EUR") == sum(shares, Money(0, "EUR"))
    assert shares[0].minor - shares[-1].minor == 1


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], ["-1.00", "2.00"], []])
def test_impossible_weights(weights: list[Any]) -> None:
    """Weights of which one is below zero, or none above, are refused (X098)."""
    error = refusal(lambda: Money("1.00", "EUR").allocate(weights))
    assert (ITEMS["X098"]["expect"]["code"], "weights") == (error.code, error.field)


def test_negative_amount_mirrors() -> None:
    """A negative amount is allocated like the positive one (X099)."""
    expected = tuple(-share for share in Money(100, "EUR").allocate([1, 1, 1]))
    assert expected == Money(-100, "EUR").allocate([1, 1, 1])


def test_currency_of_other_digits() -> None:
    """A currency has the digits of ISO 4217, so that two of one code cannot differ (X101)."""
    (code, digits), (_, others) = given_by(ITEMS["X101"])
    assert Currency(code) == Currency(code, digits)
    error = refusal(lambda: Currency(code, others))
    assert (ITEMS["X101"]["expect"]["code"], "digits", others) == (
        error.code,
        error.field,
        error.value,
    )


@pytest.mark.parametrize("item", area("text"))
def test_text(item: oracles.Case) -> None:
    """A text is taken as it is, character by character, or refused with its code."""
    given = given_by(item)
    for hostile in given if isinstance(given, list) else [given]:
        for door in (text, label):
            if item["expect"]["code"] is None:
                taken = door(hostile)
                assert hostile == taken
                assert ascii(hostile) == ascii(taken)
            else:
                error = refusal(lambda door=door, bad=hostile: door(bad))  # type: ignore[misc]
                assert item["expect"]["code"] == error.code
                assert hostile == error.value


def test_two_spellings_of_one_name() -> None:
    """Composed and decomposed letters are two names: nothing is normalized (X043)."""
    first, second = map(text, given_by(ITEMS["X043"]))
    assert first != second


def test_evolve_checks_again() -> None:
    """What is evolved is checked like what is made (X059)."""
    rounding = Rounding(increment="0.05")
    charge = Charge("Calls", 3, "call", CNY(2), "outsourcing")
    for change in (
        lambda: attrs.evolve(rounding, increment=0.1),  # type: ignore[arg-type]
        lambda: attrs.evolve(charge, quantity=0.1),  # type: ignore[arg-type]
    ):
        assert refusal(change).code == ITEMS["X059"]["expect"]["code"]
    assert Decimal("0.10") == attrs.evolve(rounding, increment="0.10").increment
