"""Errors: what they are, what they keep, how they travel, and how they show values."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from contexts import CONTEXTS, unchanged
from cspricing import errors
from cspricing.errors import (
    InvalidNumberError,
    InvalidTypeError,
    PricingError,
    PricingErrors,
    RuleError,
    shown,
)

SINGLE = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, PricingError) and value is not PricingErrors
]


def fault(**changes: Any) -> PricingError:  # noqa: ANN401
    """Make an error with everything an error can have."""
    given_values: dict[str, Any] = {"field": "percent", "value": Decimal("101.50"), **changes}
    error = RuleError.of("discount.range", "101.50 % off is impossible", **given_values)
    error.component = "Seats"
    return error


def told(error: PricingError) -> tuple[object, ...]:
    """Tell all that an error is."""
    return (
        type(error),
        error.code,
        error.field,
        error.value,
        error.component,
        str(error),
        error.args,
        getattr(error, "__notes__", None),
    )


# ---------------------------------------------------------------------------- one error


@pytest.mark.parametrize(
    ("name", "builtin"),
    [
        ("InvalidNumberError", ValueError),
        ("InvalidTypeError", TypeError),
        ("InvalidTextError", ValueError),
        ("InvalidDateError", ValueError),
        ("UnknownCurrencyError", LookupError),
        ("CurrencyMismatchError", TypeError),
        ("AllocationError", ValueError),
        ("TariffError", ValueError),
        ("RuleError", ValueError),
        ("TermsError", ValueError),
        ("LimitError", OverflowError),
        ("ComponentError", RuntimeError),
        ("VerificationError", ArithmeticError),
        ("BookError", ValueError),
        ("BookFileError", OSError),
        ("ListingError", LookupError),
        ("PricingErrors", ExceptionGroup),
    ],
)
def test_each_is_also_the_builtin_one_would_guess(name: str, builtin: type) -> None:
    """Every refusal is a PricingError and the builtin error that one would catch without it."""
    error = getattr(errors, name)
    assert issubclass(error, PricingError)
    assert issubclass(error, builtin)


def test_an_error_says_where_and_what() -> None:
    """An error shows component and field before its message, and keeps the value whole."""
    error = fault()
    assert str(error) == "Seats, percent: 101.50 % off is impossible"
    assert (error.code, error.field, error.value) == ("discount.range", "percent", Decimal("101.5"))
    assert repr(error) == "RuleError('101.50 % off is impossible')"


def test_an_error_may_know_nothing() -> None:
    """An error made like any exception has a code, and shows its message alone."""
    error = PricingError("no")
    assert told(error) == (PricingError, "pricing", None, None, None, "no", ("no",), None)


def test_the_first_place_is_kept() -> None:
    """Where an error happened is said once, by whoever knows first."""
    error = InvalidNumberError.of("number.range", "too large")
    error.at("amount")
    error.at("price", "Seats")
    error.at("tariff", "Charge")
    assert (error.field, error.component) == ("amount", "Seats")


def test_long_names_are_cut() -> None:
    """A component with a long name, or one that would break the line, makes no long message."""
    error = fault(field="f" * 1000)
    error.component = "a\nb" * 1000
    assert len(str(error)) < 500
    assert str(error).splitlines() == [str(error)]
    assert str(error).startswith(r"a\nba\nb")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("kind", SINGLE)
def test_errors_pickle(kind: type[PricingError], protocol: int) -> None:
    """An error of any kind comes back from a pickle with all that it had, at every protocol."""
    error = kind.of("some.code", "a message", field="field", value=[Decimal("1.50"), {"a": (1,)}])
    error.component = "Seats"
    error.add_note("seen on Monday")
    back = pickle.loads(pickle.dumps(error, protocol))
    assert told(error) == told(back)


def test_errors_copy() -> None:
    """An error can be copied, shallow and deep."""
    error = fault()
    assert told(error) == told(copy.copy(error)) == told(copy.deepcopy(error))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_travels_without_a_value_that_cannot(protocol: int) -> None:
    """A value that cannot be pickled is replaced by the text that shows it."""
    error = InvalidTypeError.of("type.price", "no price", value=(unpicklable := lambda: 0))
    back = pickle.loads(pickle.dumps(error, protocol))
    assert error.value is unpicklable
    assert shown(unpicklable) == back.value
    assert error.code == back.code


class Slotted:
    """What cannot be pickled at the first two protocols."""

    __slots__ = ("number",)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_travels_where_it_can(protocol: int) -> None:
    """Whether a value can be pickled is asked of the protocol that is used."""
    error = InvalidTypeError.of("type.price", "no price", value=Slotted())
    back = pickle.loads(pickle.dumps(error, protocol))
    assert (str if protocol < 2 else Slotted) is type(back.value)


# ---------------------------------------------------------------------------- several


def faults() -> PricingErrors:
    """Make a group of three faults."""
    first = InvalidNumberError.of("number.range", "too large", field="quantity", value=10**20)
    second = fault()
    third = InvalidNumberError.of("number.range", "too fine", value=Decimal("1e-20"))
    return PricingErrors("3 faults", [first, second, third])


def test_several_faults_are_one_error_and_a_group() -> None:
    """All faults come together in an error that lists them and can be caught either way."""
    group = faults()
    assert isinstance(group, PricingError)
    assert isinstance(group, ExceptionGroup)
    assert list(group) == list(group.exceptions)
    assert str(group).splitlines() == [
        "3 faults",
        "  - quantity: too large",
        "  - Seats, percent: 101.50 % off is impossible",
        "  - too fine",
    ]


def test_a_group_has_the_code_of_its_faults() -> None:
    """A group has the code that its faults share, or one that says that they differ."""
    first, second, third = faults()
    assert faults().code == "pricing.faults"
    assert PricingErrors("2 faults", [first, third]).code == "number.range"
    assert PricingErrors("1 fault", [second]).code == "discount.range"
    assert PricingErrors("1 fault", [ValueError("no")]).code == "pricing"


def test_a_group_is_caught_in_parts() -> None:
    """`except*` and split take a group apart into groups of its own kind."""
    caught: list[ExceptionGroup[Any]] = []
    try:
        raise faults()
    except* InvalidNumberError as part:
        caught.append(part)
    except* RuleError as part:
        caught.append(part)
    assert [type(part) for part in caught] == [PricingErrors, PricingErrors]
    assert [len(part.exceptions) for part in caught] == [2, 1]

    numbers, rest = faults().split(InvalidNumberError)
    assert isinstance(numbers, PricingErrors)
    assert isinstance(rest, PricingErrors)
    assert (numbers.code, rest.code) == ("number.range", "discount.range")
    rules = faults().subgroup(RuleError)
    assert isinstance(rules, PricingErrors)
    assert (rules.message, [error.code for error in rules if isinstance(error, PricingError)]) == (
        "3 faults",
        ["discount.range"],
    )
    assert faults().subgroup(KeyError) is None


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_groups_pickle(protocol: int) -> None:
    """A group comes back from a pickle with all its faults and what each of them had."""
    group = faults()
    group.component = "Quote"
    back = pickle.loads(pickle.dumps(group, protocol))
    assert isinstance(back, PricingErrors)
    assert (group.code, group.component, str(group)) == (back.code, back.component, str(back))
    assert [told(error) for error in group] == [told(error) for error in back]  # type: ignore[arg-type]


def test_many_faults_are_counted() -> None:
    """Of many faults the first twenty are listed, and the rest are counted; none is lost."""
    group = PricingErrors("all wrong", [fault() for _ in range(1000)])
    lines = str(group).splitlines()
    assert (len(lines), lines[-1]) == (22, "  and 980 more")
    assert len(group.exceptions) == 1000


# ---------------------------------------------------------------------------- values in messages


class Broken:
    """An object that cannot be shown."""

    def __repr__(self) -> str:
        message = "no"
        raise ValueError(message)


class Nameless(Broken):
    """An object that cannot even say what it is."""

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """Fail."""
        raise ValueError


class Loud:
    """An object that shows itself with line breaks and control characters."""

    def __repr__(self) -> str:
        return "a\nb\x1b[2J\u202ec\ud800" + "d" * 100


@attrs.frozen
class Pair:
    """An object with a decimal inside."""

    number: Decimal


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, "5"),
        (True, "True"),
        ("a'b", '"a\'b"'),
        ("客服", "'客服'"),
        ("a\n\u202e\x00", r"'a\n\u202e\x00'"),
        (10**100, "a whole number of 333 bits"),
        (-(10**100_000), "a whole number of 332193 bits"),
        (Fraction(10**100_000), "<Fraction instance>"),
        (Nameless(), "a Nameless"),
        (Decimal("1E+3"), "Decimal('1E+3')"),
        (Pair(Decimal("1e-12")), "Pair(number=Decimal('1E-12'))"),
        ({"b", "a", "c"}, "{'a', 'b', 'c'}"),
        (list(range(100)), "[0, 1, 2, 3, 4, 5, ...]"),
        (Broken(), "<Broken instance>"),
        (object(), "<object object>"),
        (test_many_faults_are_counted, "<function test_many_faults_are_counted>"),
        (float("nan"), "nan"),
        (None, "None"),
    ],
    ids=shown,
)
def test_values_are_shown_in_a_line(value: object, expected: str) -> None:
    """A value is shown in one short line that depends on nothing but the value."""
    for context in CONTEXTS.values():
        with unchanged(context):
            assert expected == shown(value)


def test_hostile_values_are_shown_harmlessly() -> None:
    """What an object says of itself is put on one line, without control characters, and cut."""
    text = shown(Loud())
    assert text.startswith(r"a\nb\x1b[2J\u202ec\ud800ddd")
    assert len(text) <= 63
    assert len(shown(type("N" * 1000, (Broken,), {})())) <= 63
    assert len(shown([10**100_000] * 100)) <= 63


@given(
    st.recursive(
        st.text() | st.integers() | st.decimals() | st.binary() | st.floats() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    )
)
def test_anything_is_shown_in_a_line(value: object) -> None:
    """Whatever the value, it makes one printable line of at most 63 characters."""
    text = shown(value)
    assert len(text) <= 63
    assert text.isprintable()
