"""How a quantity was arrived at: what a working takes, and what it refuses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cspricing import EUR, Charge, Money, Quote, Working
from cspricing.errors import PricingError
from liars import LyingDecimal, LyingStr, Pretender
from operators import Wary


def working(**changes: Any) -> Working:  # noqa: ANN401
    """Make a working of two factors."""
    given: dict[str, Any] = {
        "what": "twice",
        "formula": (("", Decimal(2), "call"), ("x", Decimal(3), "")),
        "result": Decimal(6),
        "unit": "call",
        **changes,
    }
    return Working(**given)


@pytest.mark.parametrize(
    "given",
    [
        {"formula": (("", 2, "call"), ("x", 3, "")), "result": 6},
        {"formula": [["", "2", "call"], ("x", Decimal(3), "")], "result": "6"},
        {"formula": iter([("", Decimal(2), "call"), ("x", 3, "")])},
    ],
)
def test_a_working_takes_numbers_as_a_charge_does(given: dict[str, Any]) -> None:
    """Whole numbers and texts become decimals, lists tuples; it is explained and verified."""
    one = working(**given)
    assert working() == one
    assert [Decimal, Decimal] == [type(operand) for _, operand, _ in one.formula]
    quote = Quote.of(Charge("Calls", 6, "call", EUR(1), "outsourcing", workings=[one]))
    assert "twice: 2 calls x 3" in quote.explain()
    quote.verify()


def test_a_working_keeps_what_is_right() -> None:
    """Decimals finer than what is put in, prices and columns stay as they are; money is a price."""
    fine, column = Decimal("0.0000000000000000000625"), Wary(3)
    formula: Any = (("", EUR(2), "kühler Anruf"), ("x", fine, "%"), ("+", EUR(1) / 3, ""))
    one = working(formula=formula, result=EUR(5))
    assert formula is not one.formula  # a letter that is not of ASCII asks for a closer look
    assert [id(operand) for _, operand, _ in formula] == [id(kept) for _, kept, _ in one.formula]
    lifted: Any = working(formula=(("", column, "call"), ("-", 1, "call")), result=column)
    assert lifted.result is lifted.formula[0][1] is column
    assert EUR(5) == working(result=Money("5.00", "EUR")).result
    assert type(working(result=Money("5.00", "EUR")).result) is type(EUR(5))
    assert Decimal(0) == working(result=Decimal("0E-999999")).result


TWO = ("", Decimal(2), "call")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"formula": (TWO, ("x", 3.0, ""))}, "type.float", "formula"),
        ({"formula": (("", True, "call"),)}, "type.bool", "formula"),
        ({"formula": (("", None, "call"),)}, "type.number", "formula"),
        ({"formula": (("", Decimal("NaN"), "call"),)}, "number.nonfinite", "formula"),
        ({"formula": (("", Decimal("1E+999999"), "call"),)}, "number.range", "formula"),
        ({"formula": (("", LyingDecimal(2), "call"),)}, "type.exact", "formula"),
        ({"formula": (("", Pretender(Decimal), "call"),)}, "type.number", "formula"),
        ({"formula": (TWO, ("*", Decimal(3), ""))}, "working.operator", "formula"),
        ({"formula": (TWO, ("", Decimal(3), ""))}, "working.operator", "formula"),
        ({"formula": (("x", Decimal(2), "call"),)}, "working.operator", "formula"),
        ({"formula": (([], Decimal(2), "call"),)}, "working.operator", "formula"),
        ({"formula": (LyingStr("x"), Decimal(2), "call")}, "type.member", "formula"),
        ({"formula": ((LyingStr(""), Decimal(2), ""),)}, "working.operator", "formula"),
        ({"formula": (("", Decimal(2), "a\nb"),)}, "text.control", "formula"),
        ({"formula": (("", Decimal(2), None),)}, "type.text", "formula"),
        ({"formula": (("", Decimal(2)),)}, "type.member", "formula"),
        ({"formula": (Pretender(tuple),)}, "type.member", "formula"),
        ({"formula": Pretender(tuple)}, "type.member", "formula"),
        ({"formula": ()}, "working.formula", "formula"),
        ({"formula": 6}, "type.member", "formula"),
        ({"result": 6.0}, "type.float", "result"),
        ({"result": None}, "type.number", "result"),
        ({"result": Decimal("-Infinity")}, "number.nonfinite", "result"),
        ({"result": Decimal("1E-999999")}, "number.range", "result"),
        ({"rounding": "down"}, "working.rounding", "rounding"),
        ({"rounding": ["up"]}, "working.rounding", "rounding"),
        ({"unit": 3}, "type.text", "unit"),
        ({"what": ""}, "text.empty", "what"),
    ],
)
def test_what_is_no_working_is_refused(given: dict[str, Any], code: str, field: str) -> None:
    """Each part of a working is checked when it is made, not when a quote is explained."""
    with pytest.raises(PricingError) as caught:
        working(**given)
    error = caught.value
    assert (code, field, "Working") == (error.code, error.field, error.component)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"formula": (TWO, ("*", Decimal(3), ""))},
            "Working, formula: '*' is no operator here; give one of x, /, +, -",
        ),
        (
            {"formula": (("x", Decimal(2), "call"),)},
            "Working, formula: 'x' is no operator here; the first factor has none: ''",
        ),
        (
            {"formula": (Decimal(2),)},
            (
                "Working, formula: Decimal('2') is no factor; give an operator, a number or price, "
                "and its unit"
            ),
        ),
        (
            {"formula": []},
            "Working, formula: a formula of nothing gives nothing; state a first number",
        ),
        (
            {"result": Decimal("1E+200")},
            (
                "Working, result: Decimal('1E+200') is too large or too fine; at most 200 digits "
                "are exact"
            ),
        ),
        (
            {"rounding": "down"},
            (
                "Working, rounding: 'down' is no rounding of a working; give up, half up, or '' "
                "if it is exact"
            ),
        ),
    ],
)
def test_what_is_no_working_is_told_with_the_remedy(given: dict[str, Any], message: str) -> None:
    """A refusal of a working says what is wrong, where, and what to give instead."""
    with pytest.raises(PricingError) as caught:
        working(**given)
    assert message == str(caught.value)
