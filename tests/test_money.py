"""Settled money: whole minor units, and nothing else."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from cspricing import money as module
from cspricing.amount import Amount, same_currency
from cspricing.errors import (
    CurrencyMismatchError,
    InvalidNumberError,
    InvalidTypeError,
    PricingError,
    UnknownCurrencyError,
)
from cspricing.money import EUR, USD, Currency, Money, Price
from operators import Wary  # noqa: F401  for an expression

ONE = Money(1, "EUR")


def test_money_is_made_of_what_fits() -> None:
    """Money takes an amount that fits its currency, however many zeros it is written with."""
    money = Money("12.30", "EUR")
    assert (money.minor, money.currency) == (1230, EUR)
    assert (
        money == Money("12.3", EUR) == Money(Decimal("12.3000"), EUR) == Money.of_minor(1230, EUR)
    )
    assert Money(5, "JPY").minor == 5
    assert Money("1.234", "KWD").minor == 1234
    assert Money("-1.2345", "CLF").minor == -12345


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1.005", "EUR", "EUR 1.005 does not fit 2 decimals; settle it with a rounding"),
        ("-1.5", "JPY", "JPY -1.5 does not fit 0 decimals; settle it with a rounding"),
        (Decimal("1E-12"), "KWD", "KWD 0.000000000001 does not fit 3 decimals"),
    ],
)
def test_money_refuses_what_does_not_fit(amount: str | Decimal, currency: str, text: str) -> None:
    """What has more decimals than the currency is refused: money is never rounded silently."""
    with pytest.raises(InvalidNumberError) as caught:
        Money(amount, currency)
    error = caught.value
    assert (error.code, error.field, error.value) == ("number.inexact", "amount", amount)
    assert text in str(error)


@pytest.mark.parametrize(
    ("expression", "kind", "code", "field"),
    [
        ("Money('x', 'EUR')", InvalidNumberError, "number.syntax", "amount"),
        ("Money(0.1, 'EUR')", InvalidTypeError, "type.float", "amount"),
        ("Money(True, 'EUR')", InvalidTypeError, "type.bool", "amount"),
        ("Money(Wary(1), 'EUR')", InvalidTypeError, "type.column", "amount"),
        ("Money(1, 'EURO')", UnknownCurrencyError, "currency.unknown", "currency"),
        ("Money(1, None)", InvalidTypeError, "type.currency", "currency"),
        ("Money.of_minor('1', 'EUR')", InvalidTypeError, "type.int", "minor"),
        ("Money.of_minor(True, 'EUR')", InvalidTypeError, "type.int", "minor"),
        ("Money.of_minor(1, 'EURO')", UnknownCurrencyError, "currency.unknown", "currency"),
        ("Money.of_minor(10**200, 'EUR')", InvalidNumberError, "number.range", "minor"),
        ("ONE * 10**300", InvalidNumberError, "number.range", "minor"),
        ("ONE * 0.5", InvalidTypeError, "type.int", "times"),
        ("ONE * Decimal(2)", InvalidTypeError, "type.int", "times"),
        ("'2' * ONE", InvalidTypeError, "type.int", "times"),
        ("True * ONE", InvalidTypeError, "type.int", "times"),
        ("ONE * ONE", InvalidTypeError, "type.int", "times"),
        ("ONE / 2", InvalidTypeError, "type.price", None),
        ("ONE / Money(0, 'EUR')", InvalidNumberError, "number.zero", "divisor"),
        ("ONE.split(0)", InvalidNumberError, "number.range", "parts"),
        ("ONE.split(10**7)", InvalidNumberError, "number.range", "parts"),
        ("ONE.split('2')", InvalidTypeError, "type.int", "parts"),
        ("ONE.allocate('12')", InvalidTypeError, "type.weights", "weights"),
    ],
)
def test_other_work_is_refused(
    expression: str, kind: type[PricingError], code: str, field: str | None
) -> None:
    """Wrong types, sizes and currencies are refused, each by its code and its field."""
    with pytest.raises(PricingError) as caught:
        eval(expression)  # noqa: S307
    error = caught.value
    assert (kind, code, field) == (type(error), error.code, error.field)


def test_the_remedy_is_in_the_message() -> None:
    """Where money cannot do what was asked, the message says what to do instead."""
    with pytest.raises(InvalidTypeError, match="multiply a price, and settle it"):
        _ = Money(1, "EUR") * Decimal("1.19")  # type: ignore[operator]
    with pytest.raises(InvalidTypeError, match="say of which currency"):
        _ = Money(1, "EUR") / 3  # type: ignore[operator]


@pytest.mark.parametrize(
    ("money", "code", "text"),
    [
        (Money("1234.56", "EUR"), 'Money("1234.56", "EUR")', "EUR 1,234.56"),
        (Money("-1234567.8", "EUR"), 'Money("-1234567.80", "EUR")', "EUR -1,234,567.80"),
        (Money(0, "EUR"), 'Money("0.00", "EUR")', "EUR 0.00"),
        (Money("-0.05", "EUR"), 'Money("-0.05", "EUR")', "EUR -0.05"),
        (Money(1000, "JPY"), 'Money("1000", "JPY")', "JPY 1,000"),
        (Money("0.001", "KWD"), 'Money("0.001", "KWD")', "KWD 0.001"),
    ],
)
def test_money_is_written_with_its_decimals(money: Money, code: str, text: str) -> None:
    """Money is written with the decimals of its currency, for readers and as code that makes it."""
    assert code == repr(money)
    assert text == str(money) == f"{money}"
    assert money == eval(repr(money))  # noqa: S307


def test_the_largest_money_is_written() -> None:
    """Money of almost 200 digits is written and carried about like any other."""
    money = Money.of_minor(-(2**664 - 1), "EUR")
    assert len(str(money)) == len("EUR -.") + 200 + 65
    assert money == pickle.loads(pickle.dumps(money))
    assert sum(money.split(7), Money(0, "EUR")) == money


def test_arithmetic() -> None:
    """Money adds, subtracts and multiplies by whole numbers, and divides into a ratio."""
    money = Money("12.34", "EUR")
    assert money + Money("0.66", "EUR") == Money(13, "EUR")
    assert money - Money("12.35", "EUR") == -Money("0.01", "EUR")
    assert abs(-money) == money
    assert money * 3 == 3 * money == Money("37.02", "EUR")
    assert money / Money("24.68", "EUR") == Fraction(1, 2)
    assert money / EUR(Decimal("6.17")) == Fraction(2)
    assert sum([money, money, money]) == Money("37.02", "EUR")
    assert money.fraction == Fraction(617, 50)
    assert money.quotient == (Decimal("12.34"), 1)
    assert bool(money)
    assert not Money(0, "EUR")
    assert max(money, Money(12, "EUR"), EUR("12.335")) is money
    assert min([money, -money, Money(0, "EUR")]) == -money


def test_allocation() -> None:
    """Money is allocated by weights and split into equal parts, the larger ones first."""
    assert Money("10.03", "EUR").allocate([49, 51]) == (Money("4.91", "EUR"), Money("5.12", "EUR"))
    assert [part.minor for part in Money("-1.00", "EUR").split(3)] == [-34, -33, -33]
    assert [part.minor for part in Money("0.02", "EUR").split(3)] == [1, 1, 0]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_money_travels(protocol: int) -> None:
    """Money comes back from pickles and copies, equal and with the same hash."""
    money = Money("-12.30", "EUR")
    backs = [pickle.loads(pickle.dumps(money, protocol)), copy.copy(money), copy.deepcopy(money)]
    for back in backs:
        assert money == back
        assert (repr(money), hash(money)) == (repr(back), hash(back))


def test_money_of_a_currency_that_is_gone() -> None:
    """Money of a withdrawn currency keeps it, in pickles too."""
    kuna = Currency("HRK", on="2022-12-31")
    money = Money("7.53", kuna)
    assert str(money) == "HRK 7.53"
    assert pickle.loads(pickle.dumps(money)) == money


def test_same_currency() -> None:
    """Two amounts of one currency pass; of two, the error names both and what was tried."""
    same_currency(EUR, Currency("EUR"), "add")
    with pytest.raises(CurrencyMismatchError) as caught:
        same_currency(EUR, USD, "add")
    assert str(caught.value) == "currency: cannot add EUR and USD; convert one of them first"


def test_equality_within_sets_and_dictionaries() -> None:
    """Equal amounts are one member of a set and one key, whether price or money."""
    amounts: set[Amount] = {
        Money(1, "EUR"),
        EUR(1),
        EUR("1.00"),
        EUR(3) / 3,
        Money(1, "USD"),
        USD(1),
    }
    assert len(amounts) == 2
    names: dict[Amount, str] = {EUR("0.5"): "half"}
    assert names[Money("0.50", "EUR")] == "half"
    assert Money(1, "EUR") != "EUR 1.00"
    assert EUR(1) != 1


def test_an_amount_has_no_value_by_itself() -> None:
    """What prices and money share says nothing about how much there is."""
    with pytest.raises(NotImplementedError):
        _ = Amount().quotient


def test_names_are_exported() -> None:
    """The module offers all that amounts are, under one name."""
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    assert {"Currency", "Money", "Price", "as_price", "same_currency", "EUR"} <= set(module.__all__)
    assert module.Price is Price


@pytest.mark.parametrize("amount", [Money("1234.50", "EUR"), EUR("1234.50"), EUR(10) / 3])
@pytest.mark.parametrize("spec", ["", ">20", "<20", "^21", "20", "*>20", "s", "=>30s", "3"])
def test_amounts_fill_a_width(amount: Money | Price, spec: str) -> None:
    """In an f-string an amount is its text, filled up to a width on the side asked for."""
    assert format(str(amount), spec) == f"{amount:{spec}}"
    assert str(amount) in f"{amount:{spec}}"


@pytest.mark.parametrize(
    "spec", [".2f", ".5", "020", "0>20", "f", "d", ",", "=20", "10000", "9" * 5000, "+", ">>>", " "]
)
def test_amounts_are_written_whole(spec: str) -> None:
    """What would cut digits off, or add some, is refused with the remedy."""
    for amount in (Money("1234.50", "EUR"), EUR("1234.50")):
        with pytest.raises(PricingError, match="give a width such as") as caught:
            format(amount, spec)
        assert ("format", "format_spec", spec) == (
            caught.value.code,
            caught.value.field,
            caught.value.value,
        )
