"""Workings: how a quantity was arrived at, as a formula that multiplies out to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final, Literal, NoReturn, TypeAlias, cast

from attrs import field, frozen

from .errors import InvalidNumberError, InvalidTypeError, PricingError, RuleError, shown
from .exhibit import Exhibit
from .fields import named_fields, sequence_of
from .money import Money, Price, as_price
from .number import decimal
from .text import label, text
from .written import Written

Factor: TypeAlias = tuple[Literal["", "x", "/", "+", "-"], Decimal | Price, str]
"""An operator, what it joins, and the unit of that."""

_MOST_DIGITS: Final = 200
_PARTS: Final = 3
_NO_OPERATOR: Final = frozenset({""})
_OPERATORS: Final = frozenset({"x", "/", "+", "-"})
_ROUNDINGS: Final = ("", "up", "half up")


def _is_kept(number: Any) -> bool:  # noqa: ANN401
    """Whether an operand or a result is as it is kept: a price, or a finite decimal."""
    if type(number) is Decimal:
        return number.is_finite() and -_MOST_DIGITS < number.adjusted() < _MOST_DIGITS
    return type(number) is Price


def _is_formula(given: Iterable[tuple[Any, ...]]) -> bool:
    """Whether factors are as they are kept, as they nearly always are: none needs a closer look."""
    operators = _NO_OPERATOR
    for factor in given:
        if type(factor) is not tuple or len(factor) != _PARTS:
            return False
        operator, operand, unit = factor
        if not type(operator) is str is type(unit):
            return False
        if not (operator in operators and unit.isascii() and unit.isprintable()):
            return False
        if type(operand) is not Price and not _is_kept(operand):
            return False
        operators = _OPERATORS
    return operators is _OPERATORS


def _factors(given: Iterable[Any]) -> tuple[Factor, ...]:
    """Take the factors one by one, and say which of them cannot be."""
    factors = sequence_of(object, given, "factors")
    if not factors:
        raise RuleError.of(
            "working.formula", "a formula of nothing gives nothing; state a first number"
        )
    return tuple([_factor(one, first=i == 0) for i, one in enumerate(factors)])


def _factor(given: Any, *, first: bool) -> Factor:  # noqa: ANN401
    if not issubclass(type(given), (tuple, list)) or len(given) != _PARTS:
        raise InvalidTypeError.of(
            "type.member",
            f"{shown(given)} is no factor; give an operator, a number or price, and its unit",
            value=given,
        )
    operator: Any
    operand: Any
    unit: Any
    operator, operand, unit = given
    if type(operator) is not str or operator not in (_NO_OPERATOR if first else _OPERATORS):
        remedy = "the first factor has none: ''" if first else "give one of x, /, +, -"
        raise RuleError.of(
            "working.operator", f"{shown(operator)} is no operator here; {remedy}", value=operator
        )
    return cast("Factor", (operator, _number(operand), text(unit)))


def _number(value: Any) -> Decimal | Price:  # noqa: ANN401
    """Take a number or a price that a formula is made of, or gives.

    A number may be finer than one that is put in, for it may be a product of several.
    """
    if _is_kept(value):
        return cast("Decimal | Price", value)
    if issubclass(type(value), (Price, Money)):  # a subclass is refused
        return as_price(value)
    if type(value) is Decimal and value.is_finite() and value:
        raise InvalidNumberError.of(
            "number.range",
            f"{shown(value)} is too large or too fine; at most {_MOST_DIGITS} digits are exact",
            value=value,
        )
    return decimal(value)


def _no_rounding(value: object) -> NoReturn:
    raise RuleError.of(
        "working.rounding",
        f"{shown(value)} is no rounding of a working; give up, half up, or '' if it is exact",
        value=value,
    )


def _no_exhibit(value: object) -> NoReturn:
    raise InvalidTypeError.of(
        "type.member", f"{shown(value)} is not an Exhibit; give Exhibit(...) or None", value=value
    )


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Working(Written):
    """How a quantity was arrived at, as a formula that multiplies out to it.

    Attributes:
        what: What the formula gives, such as ``workload``.
        formula: Factors: each an operator (``x``, ``/``, ``+``, ``-``; empty for the first), a
            number or price, and the unit of the number (``%`` for hundredths). Whole numbers are
            made decimals; a number may have up to 200 digits.
        result: What it gives: a number, or a price.
        unit: The unit of the result; empty for a price.
        rounding: ``up`` to whole units, ``half up`` to two decimals, or empty if exact.
        exhibit: A table that the formula rests on, shown before it; or None.
    """

    what: str = field(converter=label)
    formula: tuple[Factor, ...]
    result: Decimal | Price
    unit: str = field(converter=text)
    rounding: Literal["", "up", "half up"] = ""
    exhibit: Exhibit | None = None

    # Workings are many, and nearly all of them right: one look for all of it, and no converters.
    def __attrs_post_init__(self) -> None:
        if type(self.formula) is not tuple or not _is_formula(self.formula):
            self._take("formula", _factors)
        if not _is_kept(self.result):
            self._take("result", _number)
        if type(self.rounding) is not str or self.rounding not in _ROUNDINGS:
            self._take("rounding", _no_rounding)
        if self.exhibit is not None and type(self.exhibit) is not Exhibit:
            self._take("exhibit", _no_exhibit)

    def _take(self, name: str, convert: Callable[[Any], object]) -> None:
        try:
            object.__setattr__(self, name, convert(getattr(self, name)))
        except PricingError as error:
            error.at(name, "Working")
            raise
