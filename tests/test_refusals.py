"""What refusals of values say, word by word: what was wrong, and the remedy."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Final

import pytest

from cspricing.errors import PricingError
from cspricing.fields import flag, sequence_of  # noqa: F401
from cspricing.money import EUR, USD, Currency, Money, as_price  # noqa: F401
from cspricing.number import not_negative, scalar, whole  # noqa: F401
from cspricing.provenance import Sourced
from cspricing.rounding import Rounding  # noqa: F401
from cspricing.text import calendar_date, label, text  # noqa: F401
from operators import Wary


class Seats(int, Enum):
    """A whole number with a name."""

    FEW = 3


FEW: Final = Seats.FEW
COLUMN: Final[Any] = Wary(1)
ONE: Final = Money(1, "EUR")

# An expression, the value that is refused in it, and what the error says.
REFUSALS: Final = [
    (
        "EUR('1e3')",
        "1e3",
        (
            "amount: '1e3' is not a plain number; write digits with an optional minus and point, "
            "such as 1234.56"
        ),
    ),
    ("EUR('nan')", "nan", "amount: 'nan' is not a finite number; give digits"),
    (
        "EUR(10**18)",
        10**18,
        (
            "amount: 1000000000000000000 is too large or too fine; at most 18 digits before the "
            "point and 12 after it are exact here"
        ),
    ),
    (
        "EUR(True)",
        True,
        "amount: True is a truth value, not a number; give an int, a str or a Decimal",
    ),
    (
        "EUR(0.1)",
        0.1,
        "amount: 0.1 is a float and may be off; write it as text, such as '0.1'",
    ),
    (
        "EUR(dt.timezone.utc)",
        dt.UTC,
        "amount: datetime.timezone.utc is not a number; give an int, a str or a Decimal",
    ),
    (
        "EUR(Fraction(1, 3))",
        Fraction(1, 3),
        "amount: Fraction(1, 3) is a fraction; give a finite decimal, or divide a price",
    ),
    (
        "EUR(FEW)",
        FEW,
        "amount: <Seats.FEW: 3> is no plain number; give an int, a str or a Decimal itself",
    ),
    ("scalar(COLUMN)", COLUMN, "<a wary number> is a column; one number is needed here"),
    ("not_negative(-1)", -1, "-1 is below 0; give 0 or more"),
    ("whole('2', least=1, most=3)", "2", "'2' is not a whole number; give an int"),
    ("whole(4, least=1, most=3)", 4, "4 is out of range; give 1 to 3"),
    ("EUR(COLUMN) * 2", COLUMN, "<a wary number> is a column; one number is needed here"),
    ("EUR(COLUMN) < EUR(1)", COLUMN, "<a wary number> is a column; one number is needed here"),
    ("EUR(1) / 0", Decimal(0), "divisor: cannot divide by zero"),
    ("EUR(1) / EUR(0)", Fraction(0), "divisor: cannot divide by zero"),
    (
        "EUR(1).settle('half_up')",
        "half_up",
        "rounding: 'half_up' is no rounding; name one, such as HALF_UP",
    ),
    ("as_price(5)", 5, "5 is not a price; say of which currency, such as CNY(100)"),
    (
        "EUR(1) + 5",
        5,
        "cannot add an amount and 5; say of which currency, such as CNY(100)",
    ),
    (
        "5 - EUR(1)",
        5,
        "cannot subtract an amount and 5; say of which currency, such as CNY(100)",
    ),
    (
        "EUR(1) - 5",
        5,
        "cannot subtract an amount and 5; say of which currency, such as CNY(100)",
    ),
    (
        "5 + ONE",
        5,
        "cannot add an amount and 5; say of which currency, such as CNY(100)",
    ),
    (
        "ONE + 5",
        5,
        "cannot add an amount and 5; say of which currency, such as CNY(100)",
    ),
    (
        "5 - ONE",
        5,
        "cannot subtract an amount and 5; say of which currency, such as CNY(100)",
    ),
    (
        "ONE - 5",
        5,
        "cannot subtract an amount and 5; say of which currency, such as CNY(100)",
    ),
    (
        "ONE / 2",
        2,
        "cannot divide an amount and 2; say of which currency, such as CNY(100)",
    ),
    *(
        (
            f"ONE {operator} 5",
            5,
            "cannot compare an amount and 5; say of which currency, such as CNY(100)",
        )
        for operator in ("<", "<=", ">", ">=")
    ),
    (
        "ONE + USD(1)",
        ("EUR", "USD"),
        "currency: cannot add EUR and USD; convert one of them first",
    ),
    (
        "EUR(1) - USD(1)",
        ("EUR", "USD"),
        "currency: cannot subtract EUR and USD; convert one of them first",
    ),
    (
        "EUR(1) / USD(1)",
        ("EUR", "USD"),
        "currency: cannot divide EUR and USD; convert one of them first",
    ),
    (
        "ONE < USD(1)",
        ("EUR", "USD"),
        "currency: cannot compare EUR and USD; convert one of them first",
    ),
    (
        "ONE * 0.5",
        0.5,
        "times: money is not multiplied by 0.5; multiply a price, and settle it",
    ),
    (
        "Money('1.005', 'EUR')",
        "1.005",
        "amount: EUR 1.005 does not fit 2 decimals; settle it with a rounding",
    ),
    ("Money.of_minor('1', 'EUR')", "1", "minor: '1' is not a whole number"),
    (
        "Money.of_minor(10**300, 'EUR')",
        10**300,
        "minor: a whole number of 997 bits is no amount of money",
    ),
    ("ONE.split(0)", 0, "parts: 0 is out of range; give 1 to 1000000"),
    (
        "ONE.allocate(5)",
        5,
        "weights: 5 is no row of weights; give a list, such as [1, 2]",
    ),
    (
        "ONE.allocate([1, -1])",
        [1, -1],
        "weights: weights must not be negative, and at least one must be above zero",
    ),
    (
        "ONE.allocate([1, '1/0'])",
        "1/0",
        "weights: '1/0' divides by nothing; write a ratio such as 1/3",
    ),
    (
        "ONE.allocate([f'1/{10**17 + n}' for n in range(99)])",
        [f"1/{10**17 + n}" for n in range(99)],
        "weights: the weights have no common denominator of a sensible size; round them first",
    ),
    (
        "Currency('EURO')",
        "EURO",
        "currency: 'EURO' is not a currency code of ISO 4217; write three capitals, such as EUR",
    ),
    ("Currency(5)", 5, "currency: 5 is not a currency code; give a text such as EUR"),
    (
        "Currency('HRK')",
        "HRK",
        "currency: HRK was withdrawn on 2023-01-01; use EUR, or name an earlier day with on=",
    ),
    ("Currency('XFU')", "XFU", "currency: XFU was withdrawn on 2013-11-07; use EUR"),
    (
        "Currency('CSK')",
        "CSK",
        "currency: CSK was withdrawn on 1993-03-01; it has no successor",
    ),
    (
        "Currency('XAU')",
        "XAU",
        "currency: XAU (Gold) has no minor unit and is no money to pay with",
    ),
    ("Currency('EUR', 3)", 3, "digits: 'EUR' has 2 decimals by ISO 4217, not 3"),
    (
        "Rounding(mode='bankers')",
        "bankers",
        (
            "Rounding, mode: 'bankers' is none of half_up, half_even, half_down, up, down, "
            "ceiling, floor"
        ),
    ),
    ("Rounding(tax='sum')", "sum", "Rounding, tax: 'sum' is none of rate, line, document"),
    (
        "Rounding(increment=0)",
        0,
        "Rounding, increment: 0 is no increment; it must be above 0",
    ),
    ("text(5)", 5, "5 is not a text; give a str"),
    ("text('a\\0')", "a\0", r"'a\x00' has a control or invisible character; remove it"),
    ("text('a\\u202e')", "a\u202e", r"'a\u202e' has a direction control; remove it"),
    ("text('a\\ud800')", "a\ud800", r"'a\ud800' has half of a surrogate pair; remove it"),
    ("label(' ')", " ", "a name needs at least one letter"),
    ("calendar_date('x')", "x", "'x' is not a date; write YYYY-MM-DD"),
    ("calendar_date(5)", 5, "5 is not a date; give a datetime.date"),
    ("flag(1)", 1, "1 is neither True nor False; give one of them"),
    ("sequence_of(int, 5, 'number')", 5, "5 is not a list; give a list of number"),
    ("sequence_of(int, ['a'], 'number')", "a", "'a' is not a number; give one"),
    (
        "Sourced(Sourced(5, 'page'), 'page')",
        Sourced(5, "page"),
        "value: Sourced(value=5, source=Sour...ne, confidence='unverified')) has a source already",
    ),
]


@pytest.mark.parametrize(
    ("expression", "value", "message"), REFUSALS, ids=[expression for expression, _, _ in REFUSALS]
)
def test_refusals_say_what_and_how(expression: str, value: Any, message: str) -> None:  # noqa: ANN401
    """A refusal keeps the value, says what was wrong with it, and how to put it right."""
    with pytest.raises(PricingError) as caught:
        eval(expression)  # noqa: S307
    assert message == str(caught.value)
    assert value is caught.value.value or value == caught.value.value
