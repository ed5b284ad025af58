"""Hostile numbers, texts and subclasses get what `hostile.json` says, wherever a value enters.

The areas are numbers, text and digits, and what the other areas say of single values; quotes,
documents and files are tried in their own tests.
"""

from __future__ import annotations

import operator
import pickle
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Final

import attrs
import pytest

import oracles
from contexts import CONTEXTS, unchanged
from cspricing.charge import Charge
from cspricing.discount import PercentOff
from cspricing.errors import PricingError
from cspricing.markup import Margin
from cspricing.money import CNY, EUR, Currency, Money, Price, as_price
from cspricing.number import decimal, not_negative, whole
from cspricing.provenance import Citation, Source, Sourced
from cspricing.rounding import Rounding
from cspricing.text import calendar_date, label, text
from operators import UnwaryError, Wary

ITEMS: Final[dict[str, oracles.Case]] = {
    item["id"]: item for item in oracles.load("hostile.json")["items"]
}
MEBIBYTE: Final = 2**20

# What the items of the area numbers that are no bare number mean, and where it enters.
NUMBERS: Final[dict[str, tuple[str, Callable[[Any], object]]]] = {
    "H033": ("amount", lambda value: Money(value, "EUR")),
    "H035": ("amount", lambda value: Money(value, "EUR")),
    "H037": ("amount", lambda _: Money("1.5", "JPY")),
    "H039": ("percent", lambda _: PercentOff(101)),
    "H041": ("percent", lambda _: Margin(100)),
    "H043": ("weights", lambda _: Money("1.00", "EUR").allocate([-1, 2])),
}
DOORS: Final[dict[str, Callable[[Any], object]]] = {
    "amount": EUR,
    "increment": lambda value: Rounding(increment=value),
    "percent": PercentOff,
    "quantity": lambda value: Charge("Calls", value, "call", CNY(2), "outsourcing"),
    "weights": lambda value: Money("1.00", "EUR").allocate([value, 1]),
}


def area(*names: str, leave_out: tuple[str, ...] = ()) -> list[Any]:
    """List the items of some areas, as parameters named by their id."""
    return [
        pytest.param(item, id=name)
        for name, item in ITEMS.items()
        if item["area"] in names and name not in leave_out
    ]


def given_by(item: oracles.Case) -> Any:  # noqa: ANN401
    """Give the input of an item, or make it by the expression that the item states."""
    return item["input"] if "input" in item else eval(item["make"])  # noqa: S307


def refusal(call: Callable[[], object]) -> PricingError:
    """Give the error that *call* raises; its texts are short, and it costs little."""
    tracemalloc.start()
    try:
        with pytest.raises(PricingError) as caught:
            call()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 32 * MEBIBYTE
    assert len(str(caught.value)) < 500
    assert len(repr(caught.value)) < 500
    return caught.value


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


class LyingStr(str):
    """A text that says what it is not."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("EUR")

    def __len__(self) -> int:
        return 1

    def __str__(self) -> str:
        return "another"

    __repr__ = __str__

    def isascii(self) -> bool:
        """Say that it is."""
        return True

    isprintable = isascii

    def strip(self, *_: object) -> str:
        """Say that something is there."""
        return "x"


class LyingDecimal(Decimal):
    """A decimal that adds up to what it likes."""

    __slots__ = ()

    def __mul__(self, other: object) -> Decimal:
        return Decimal(10**9)

    def is_finite(self) -> bool:
        """Say that it is."""
        return True


class Seats(int, Enum):
    """A whole number with a name, which is of a subclass too."""

    FEW = 3


LIARS: Final = [
    given_by(ITEMS["X061"]),
    LyingStr("1"),
    LyingDecimal("1"),
    Seats.FEW,
]


@pytest.mark.parametrize("liar", LIARS, ids=lambda liar: type(liar).__name__)
def test_subclasses_of_numbers(liar: Any) -> None:  # noqa: ANN401
    """A subclass of a number may lie in every operation, and is refused at every door (X061)."""
    for field, door in DOORS.items():
        error = refusal(lambda door=door: door(liar))  # type: ignore[misc]
        assert (ITEMS["X061"]["expect"]["code"], field) == (error.code, error.field)
        assert liar is error.value
    for work in (lambda: EUR(3) * liar, lambda: EUR(3) / liar):
        assert refusal(work).code == "type.exact"


def test_subclasses_of_texts() -> None:
    """A subclass of a text is read as the text that it is, whatever it says of itself."""
    taken = text(LyingStr("Acme"))
    assert (type(taken), taken) == (str, "Acme")
    for code, hostile in (
        ("text.control", LyingStr("a\0")),
        ("text.length", LyingStr("a" * 1001)),
        ("text.bidi", LyingStr("\u202eabc")),
    ):
        assert refusal(lambda bad=hostile: text(bad)).code == code  # type: ignore[misc]
    assert refusal(lambda: label(LyingStr("  "))).code == "text.empty"
    assert refusal(lambda: Currency(LyingStr("EURO"))).code == "currency.unknown"
    currency = Currency(LyingStr("JPY"))
    assert (type(currency.code), currency) == (str, Currency("JPY"))
    hostile = LyingStr("half_odd")
    assert refusal(lambda: Rounding(mode=hostile)).code == "rounding.mode"  # type: ignore[arg-type]
    mode = Rounding(mode=LyingStr("half_up")).mode  # type: ignore[arg-type]
    assert (type(mode), mode) == (str, "half_up")


class Pretender:
    """An object that says that it is of another class."""

    def __init__(self, pretended: type) -> None:
        self.pretended = pretended

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """Lie."""
        return self.pretended

    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize("pretended", [int, str, Decimal, Fraction, float, bool, Price, Money])
def test_pretenders(pretended: type) -> None:
    """An object that only says that it is a number or an amount is refused as what it is."""
    hostile: Any = Pretender(pretended)
    for door in DOORS.values():
        assert refusal(lambda door=door: door(hostile)).code.startswith("type.")  # type: ignore[misc]
    others: dict[str, Callable[[], object]] = {
        "type.text": lambda: text(hostile),
        "type.date": lambda: calendar_date(hostile),
        "type.currency": lambda: Currency(hostile),
        "type.int": lambda: Money.of_minor(hostile, "EUR"),
        "rounding.mode": lambda: Rounding(mode=hostile),
        "type.rounding": lambda: EUR(1).settle(hostile),
    }
    assert list(others) == [refusal(door).code for door in others.values()]


# ---------------------------------------------------------------------------- nothing leaks


class Failing:
    """An object of which every question fails."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        raise KeyError(name)

    def __repr__(self) -> str:
        raise KeyError

    __hash__ = __bool__ = __len__ = __int__ = __index__ = __repr__  # type: ignore[assignment]


HOSTILE: Final[dict[str, Any]] = {
    "none": None,
    "signalling": Decimal("sNaN"),
    "infinite": Decimal("-Infinity"),
    "large exponent": Decimal("1E+999999"),
    "small exponent": Decimal("-1E-999999"),
    "many digits": Decimal("7" * 4000),
    "not a number": float("nan"),
    "float": 1e308,
    "large number": -(10**5000),
    "long text": "9" * 5000,
    "text": "1/3",
    "bytes": b"1",
    "list": [1, "2", [3]],
    "set": {1, 2},
    "dictionary": {"a": 1},
    "object": object(),
    "type": Decimal,
    "function": print,
    "fraction": Fraction(1, 10**5000),
    "complex": 1j,
    "date": date(2027, 1, 1),
    "time": datetime(2027, 1, 1, tzinfo=UTC),
    "enum": Seats.FEW,
    "column": Wary(Decimal(1)),
    "currency": CNY,
    "price": CNY(10**17) * 10**17 / 7,
    "money": Money.of_minor(-(10**150), "CNY"),
    "sourced": Sourced(CNY(5), "page"),
    "sourced text": Sourced("7", "page"),
    "error": KeyError("x"),
    "pretender": Pretender(Decimal),
    "failing": Failing(),
    "surrogate": "\ud800",
}
CONSTRUCTORS: Final[dict[str, Callable[[Any], object]]] = {
    "price": EUR,
    "price in": lambda v: Price(1, v),
    "money": lambda v: Money(v, "EUR"),
    "money in": lambda v: Money(1, v),
    "minor": lambda v: Money.of_minor(v, "EUR"),
    "currency": Currency,
    "currency of": Currency.of,
    "digits": lambda v: Currency("EUR", v),
    "on": lambda v: Currency("HRK", on=v),
    "mode": lambda v: Rounding(mode=v),
    "tax": lambda v: Rounding(tax=v),
    "increment": lambda v: Rounding(increment=v),
    "decimals": lambda v: Rounding(decimals=v),
    "where": Source,
    "read": lambda v: Source("page", v),
    "confidence": lambda v: Source("page", None, v),
    "sourced": lambda v: Sourced(5, v),
    "cited": lambda v: Sourced(v, "page"),
    "citation": lambda v: Citation(v, 5, Source("page")),
    "as price": as_price,
    "text": text,
    "label": label,
    "date": calendar_date,
    "decimal": decimal,
    "not negative": not_negative,
    "whole": lambda v: whole(v, least=0, most=5),
    "weights": Money(1, "EUR").allocate,
    "weight": lambda v: Money(1, "EUR").allocate([1, v]),
    "parts": Money(1, "EUR").split,
    "rounding": EUR(1).settle,
}
OPERATORS: Final = {
    name: getattr(operator, name)
    for name in ("add", "sub", "mul", "truediv", "lt", "le", "gt", "ge", "eq", "ne")
}


@pytest.mark.parametrize("context", ["default", "everything trapped", "nothing trapped"])
@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_constructors_leak_nothing(value: Any, context: str) -> None:  # noqa: ANN401
    """Whatever is given where a value is made, it is taken or refused by an error that travels."""
    for call in CONSTRUCTORS.values():
        with unchanged(CONTEXTS[context]):
            error = _error_of(call, value)
        if error is not None:
            assert isinstance(error, PricingError)
            assert len(str(error)) < 500
            assert str(error) == str(pickle.loads(pickle.dumps(error)))


@pytest.mark.parametrize("context", ["default", "everything trapped", "nothing trapped"])
@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_operators_leak_nothing(value: Any, context: str) -> None:  # noqa: ANN401
    """Whatever stands beside an amount, there is a result, a refusal, or Python's own TypeError."""
    for amount in (CNY("0.01") / 3, Money(1, "CNY")):
        for work in OPERATORS.values():
            for call in (lambda v, w=work, a=amount: w(a, v), lambda v, w=work, a=amount: w(v, a)):
                with unchanged(CONTEXTS[context]):
                    error = _error_of(call, value)
                assert error is None or isinstance(error, PricingError) or type(error) is TypeError


def _error_of(call: Callable[[Any], object], value: Any) -> Exception | None:  # noqa: ANN401
    try:
        call(value)
    except UnwaryError:  # the column's own refusal
        return None
    except Exception as error:  # noqa: BLE001  any is what is looked for
        return error
    return None
