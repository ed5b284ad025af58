"""Rounding policies: what they take, what they say, and how they travel."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest

from amounts import MODES
from contexts import CONTEXTS, unchanged
from cspricing import rounding as module
from cspricing.errors import InvalidNumberError, InvalidTypeError, PricingError, TermsError
from cspricing.money import EUR, Money, Price
from cspricing.rounding import (
    CHINA_FAPIAO,
    EN16931,
    HALF_EVEN,
    HALF_UP,
    JAPAN,
    ROUND_DOWN,
    ROUND_UP,
    US_INVOICE,
    US_ITEM,
    Rounding,
)


@pytest.mark.parametrize(
    ("rounding", "mode", "tax", "decimals"),
    [
        (HALF_UP, "half_up", "rate", None),
        (HALF_EVEN, "half_even", "rate", None),
        (ROUND_UP, "up", "rate", None),
        (ROUND_DOWN, "down", "rate", None),
        (EN16931, "half_up", "rate", 2),
        (JAPAN, "down", "rate", None),
        (CHINA_FAPIAO, "half_up", "line", 2),
        (US_ITEM, "half_up", "line", None),
        (US_INVOICE, "half_up", "document", None),
    ],
)
def test_presets(rounding: Rounding, mode: str, tax: str, decimals: int | None) -> None:
    """A preset is the policy that its jurisdiction states."""
    assert (mode, tax, None, decimals) == (
        rounding.mode,
        rounding.tax,
        rounding.increment,
        rounding.decimals,
    )


def test_presets_are_all_known() -> None:
    """There are nine presets, and none that is not tried here."""
    presets = [value for value in vars(module).values() if isinstance(value, Rounding)]
    assert len(presets) == 9


@pytest.mark.parametrize("mode", MODES)
def test_modes_are_those_of_decimal(mode: Any) -> None:  # noqa: ANN401
    """Each mode is one of `decimal`, and 2.345 goes where `decimal` sends it."""
    rounding = Rounding(mode=mode)
    assert f"ROUND_{mode.upper()}" == rounding.decimal_mode
    for amount in ("2.345", "-2.345", "2.344", "2.355"):
        cents = Decimal(amount).quantize(Decimal("0.01"), rounding.decimal_mode)
        assert Money(cents, "EUR") == EUR(amount).settle(rounding)


def test_digits() -> None:
    """A policy keeps the decimals of the currency, or fewer if it says so."""
    assert [HALF_UP.digits(digits) for digits in (0, 2, 3)] == [0, 2, 3]
    assert [EN16931.digits(digits) for digits in (0, 2, 3)] == [0, 2, 2]
    assert Price("1.2345", "KWD").settle(Rounding(decimals=0)) == Money(1, "KWD")


@pytest.mark.parametrize(
    ("arguments", "kind", "code"),
    [
        ({"mode": "banker"}, TermsError, "rounding.mode"),
        ({"mode": "ROUND_HALF_UP"}, TermsError, "rounding.mode"),
        ({"mode": None}, TermsError, "rounding.mode"),
        ({"mode": []}, TermsError, "rounding.mode"),
        ({"tax": "invoice"}, TermsError, "rounding.tax"),
        ({"tax": {}}, TermsError, "rounding.tax"),
        ({"increment": 0}, InvalidNumberError, "number.range"),
        ({"increment": "-0.05"}, InvalidNumberError, "number.range"),
        ({"increment": 0.05}, InvalidTypeError, "type.float"),
        ({"increment": "1/20"}, InvalidNumberError, "number.syntax"),
        ({"decimals": -1}, InvalidNumberError, "number.range"),
        ({"decimals": 13}, InvalidNumberError, "number.range"),
        ({"decimals": True}, InvalidTypeError, "type.int"),
        ({"decimals": "2"}, InvalidTypeError, "type.int"),
    ],
)
def test_other_policies_are_refused(
    arguments: dict[str, Any], kind: type[PricingError], code: str
) -> None:
    """A word or number that is none of those is refused, with its field."""
    with pytest.raises(PricingError) as caught:
        Rounding(**arguments)
    error = caught.value
    assert (kind, code) == (type(error), error.code)
    assert [(error.field, error.value)] == list(arguments.items())
    assert error.component == "Rounding"


def test_policies_are_values() -> None:
    """Policies are equal if they say the same, hash alike, and can be evolved but not changed."""
    assert Rounding() == HALF_UP
    assert hash(Rounding(increment="0.05")) == hash(Rounding(increment=Decimal("0.050")))
    assert attrs.evolve(HALF_UP, mode="down") == ROUND_DOWN == JAPAN
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        HALF_UP.mode = "down"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Rounding("down")  # type: ignore[call-arg]


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
@pytest.mark.parametrize(
    ("rounding", "text"),
    [
        (HALF_UP, "Rounding()"),
        (
            Rounding(increment="0.000000000001", decimals=2),
            'Rounding(increment="0.000000000001", decimals=2)',
        ),
        (
            Rounding(mode="up", tax="line", increment=Decimal("0.05")),
            "Rounding(mode='up', tax='line', increment=\"0.05\")",
        ),
    ],
)
def test_policies_are_written_as_code(rounding: Rounding, text: str, context: Any) -> None:  # noqa: ANN401
    """A policy is written as the code that makes it, and comes back from it, in every context."""
    with unchanged(context):
        assert text == repr(rounding)
        assert rounding == eval(text)  # noqa: S307
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert rounding == pickle.loads(pickle.dumps(rounding, protocol))
        assert rounding == copy.copy(rounding) == copy.deepcopy(rounding)
