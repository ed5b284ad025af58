"""Currencies and exact prices: what they take, how they are written, what they refuse."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from cspricing import price as module
from cspricing.currencies import CURRENT, NOT_MONEY, WITHDRAWN
from cspricing.errors import (
    CurrencyMismatchError,
    InvalidDateError,
    InvalidNumberError,
    InvalidTypeError,
    PricingError,
    UnknownCurrencyError,
)
from cspricing.money import CNY, EUR, JPY, USD, Money, as_price
from cspricing.price import Currency, Price
from cspricing.provenance import Source, Sourced
from cspricing.rounding import EN16931, HALF_UP, ROUND_DOWN, ROUND_UP
from operators import Wary

COLUMN: Any = Wary(1)
SOURCE = Source("price list", date(2026, 8, 13), "page-read")


def refusal(call: Callable[[], object]) -> PricingError:
    """Give the error that *call* raises."""
    with pytest.raises(PricingError) as caught:
        call()
    return caught.value


# ---------------------------------------------------------------------------- currencies


@pytest.mark.parametrize("code", CURRENT)
def test_currency_in_force(code: str) -> None:
    """Each currency in force has the digits of ISO 4217, and comes back from its texts."""
    currency = Currency(code)
    assert (code, CURRENT[code][0]) == (currency.code, currency.digits)
    assert code == str(currency)
    assert currency == eval(repr(currency))  # noqa: S307
    assert currency == Currency.of(code) == Currency(code, CURRENT[code][0])
    assert Currency.of(currency) is currency


@pytest.mark.parametrize("code", NOT_MONEY)
def test_metal_is_no_money(code: str) -> None:
    """A code that is no money is refused by name."""
    error = refusal(lambda: Currency(code))
    assert (UnknownCurrencyError, "currency.not_money") == (type(error), error.code)
    assert NOT_MONEY[code] in str(error)


@pytest.mark.parametrize("code", WITHDRAWN)
def test_withdrawn_currency(code: str) -> None:
    """A withdrawn code is refused with its successor, and taken for a day on which it was valid."""
    digits, _, day, successor = WITHDRAWN[code]
    error = refusal(lambda: Currency(code))
    assert (UnknownCurrencyError, "currency.withdrawn") == (type(error), error.code)
    assert (f"use {successor}" if successor else "no successor") in str(error)
    assert refusal(lambda: Currency(code, on=day)).code == "currency.withdrawn"
    before = date.fromordinal(date.fromisoformat(day).toordinal() - 1)
    if digits is None:
        assert refusal(lambda: Currency(code, on=before)).code == "currency.withdrawn"
    else:
        currency = Currency.of(code, on=before)
        assert digits == currency.digits
        assert currency == Currency(code, on=before.isoformat())
        assert currency == pickle.loads(pickle.dumps(currency))
        assert currency == copy.deepcopy(currency)


@pytest.mark.parametrize("code", ["", "eur", "EUR ", "EURO", "\u0415UR", "XYZ", "E" * 10_000])
def test_unknown_currency(code: str) -> None:
    """A code that ISO 4217 does not have is refused, however near it looks."""
    error = refusal(lambda: Currency(code))
    assert (UnknownCurrencyError, "currency.unknown") == (type(error), error.code)
    assert ("currency", code) == (error.field, error.value)
    assert len(str(error)) < 500


def test_other_arguments_of_a_currency_are_refused() -> None:
    """Wrong types, digits and days are refused, each with its field."""
    calls: dict[tuple[str, str], Callable[[], object]] = {
        ("type.currency", "currency"): lambda: Currency(978),  # type: ignore[arg-type]
        ("currency.digits", "digits"): lambda: Currency("EUR", Decimal("sNaN")),  # type: ignore[arg-type]
        ("date.syntax", "on"): lambda: Currency("HRK", on="2022-13-01"),
        ("type.date", "on"): lambda: Currency("HRK", on=datetime(2022, 1, 1)),  # noqa: DTZ001
    }
    for expected, call in calls.items():
        error = refusal(call)
        assert expected == (error.code, error.field)
    assert isinstance(refusal(lambda: Currency("EUR", on="x")), InvalidDateError)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_currencies_pickle(protocol: int) -> None:
    """A currency comes back from a pickle of every protocol, equal and with the same hash."""
    back = pickle.loads(pickle.dumps(EUR, protocol))
    assert back == EUR
    assert hash(back) == hash(EUR)


def test_named_currencies() -> None:
    """Each currency that has a name in the module is the one of that name."""
    named = {name: value for name, value in vars(module).items() if isinstance(value, Currency)}
    assert len(named) == 27
    assert [name for name, value in named.items() if value != Currency(name)] == []


# ---------------------------------------------------------------------------- making prices


def test_a_price_is_made_by_its_currency() -> None:
    """Calling a currency makes a price, which keeps the decimals that it was given."""
    price = CNY("0.0125")
    assert (price.numerator, price.denominator, price.currency) == (Decimal("0.0125"), 1, CNY)
    assert price.source is None
    assert price == Price("0.0125", "CNY") == Price(Decimal("0.01250"), CNY)
    assert price.quotient == (Decimal("0.0125"), 1)


def test_a_refused_amount_is_named() -> None:
    """A refusal names the amount or the currency that was at fault."""
    error = refusal(lambda: EUR("1,5"))
    assert str(error).startswith("amount: '1,5' is not a plain number")
    assert refusal(lambda: Price(1, "EURO")).field == "currency"
    assert refusal(lambda: EUR(0.1)).code == "type.float"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("price", "code", "text"),
    [
        (EUR(1), 'Price("1", "EUR")', "EUR 1.00"),
        (EUR("1.50"), 'Price("1.50", "EUR")', "EUR 1.50"),
        (EUR("-1234.5678"), 'Price("-1234.5678", "EUR")', "EUR -1,234.5678"),
        (EUR(0), 'Price("0", "EUR")', "EUR 0.00"),
        (EUR("0.000000000001"), 'Price("0.000000000001", "EUR")', "EUR 0.000000000001"),
        (JPY("12000.00"), 'Price("12000.00", "JPY")', "JPY 12,000"),
        (EUR(10) / 3, 'Price("10", "EUR") / 3', "EUR 10.00 / 3"),
        (EUR("-0.1") / 7, 'Price("-0.1", "EUR") / 7', "EUR -0.10 / 7"),
    ],
)
def test_prices_are_written_in_full(price: Price, code: str, text: str) -> None:
    """A price is written with all its digits, grouped for readers, and as code that makes it."""
    assert code == repr(price)
    assert text == str(price) == f"{price}"
    assert price == eval(repr(price))  # noqa: S307


def test_a_large_price_is_written() -> None:
    """Prices beyond the digits that int() reads from a text are written like any other."""
    price = EUR(10**17)
    for _ in range(10):
        price = price * 10**17
    assert str(price) == "EUR 10" + ",000" * 62 + ".00"
    assert str(EUR(1) / (10**17 + 3) / (10**17 + 9)).startswith("EUR 1.00 / 10000000000000001200")
    wide = Price.exact(Decimal((0, (1,) * 5000, 0)), 10**5000, EUR)
    assert str(wide) == "EUR 11" + ",111" * 1666 + ".00 / 1" + "0" * 5000


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_prices_travel(protocol: int) -> None:
    """A price comes back from pickles and copies with its decimals and its source."""
    price = as_price(Sourced(EUR("1.50") / 7, "price list", date(2026, 8, 13), "page-read"))
    backs = [pickle.loads(pickle.dumps(price, protocol)), copy.copy(price), copy.deepcopy(price)]
    for back in backs:
        assert (repr(price), price.source) == (repr(back), back.source)
        assert price == back
        assert hash(price) == hash(back)


def test_prices_are_frozen() -> None:
    """Nobody can change a price, a currency or money."""
    for value in (EUR(1), Money(1, "EUR"), EUR):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            value.currency = USD  # type: ignore[union-attr, misc]
        with pytest.raises(AttributeError):
            value.note = "x"  # type: ignore[union-attr]


# ---------------------------------------------------------------------------- arithmetic


def test_arithmetic() -> None:
    """Prices add, subtract, scale and divide exactly."""
    price = EUR("12.34")
    assert price + EUR("0.0001") == EUR("12.3401")
    assert price - EUR(13) == EUR("-0.66")
    assert -price == EUR("-12.34")
    assert abs(-price) == abs(price) == price
    assert abs(EUR("0.5")) == abs(EUR("-0.5")) == EUR("0.5")
    assert price * "0.5" == Decimal("0.5") * price == price / 2 == EUR("6.17")
    assert 3 * price == price * 3 == EUR("37.02")
    assert price / EUR("24.68") == Fraction(1, 2)
    assert price / Money("6.17", "EUR") == Fraction(2)
    assert sum([price, price], EUR(0)) == sum([price, price]) == EUR("24.68")
    assert repr(EUR(10) / 20) == repr(EUR(10) / -20 * -1) == 'Price("0.5", "EUR")'
    assert repr(EUR("1.50") * 1) == 'Price("1.50", "EUR")'
    assert bool(price)
    assert not EUR("0.00")


def test_money_stands_where_a_price_is_expected() -> None:
    """Money beside a price is a price; the other way round is never true."""
    money, price = Money("1.00", "EUR"), EUR("0.005")
    assert [type(both) for both in (money + price, price + money, money - price)] == [Price] * 3
    assert money - price == -(price - money) == EUR("0.995")
    assert type(as_price(money)) is Price
    assert as_price(money) == money


def test_sources_stay_with_the_figure() -> None:
    """A sourced price keeps its source, and loses it once it becomes another figure."""
    price = as_price(Sourced(EUR(3), "price list", date(2026, 8, 13), "page-read"))
    assert price.source == SOURCE
    assert (-price).source == price.reduced().source == as_price(price).source == SOURCE
    assert price.reduced().currency is EUR
    assert (price * 2).source is (price + price).source is (price / 2).source is None
    assert as_price(Sourced(Money(3, "EUR"), "invoice")).source == Source("invoice")
    assert price == EUR(3)
    assert hash(price) == hash(EUR(3))


def test_settling() -> None:
    """A price becomes money by a named rounding, with no more decimals than the policy allows."""
    assert CNY("1.005").settle(HALF_UP) == Money("1.01", "CNY")
    assert (EUR(10) / 3).settle(ROUND_UP) == Money("3.34", "EUR")
    assert EUR("-0.001").settle(ROUND_DOWN) == Money(0, "EUR")
    assert Price("1.0055", "KWD").settle(HALF_UP) == Money("1.006", "KWD")
    assert Price("1.0055", "KWD").settle(EN16931) == Money("1.010", "KWD")
    assert JPY("10.5").settle(EN16931) == Money(11, "JPY")


OPERATORS = [operator.add, operator.sub, operator.lt, operator.le, operator.gt, operator.ge]


@pytest.mark.parametrize("operation", OPERATORS)
@pytest.mark.parametrize("amount", [EUR(1), EUR(1) / 3, Money(1, "EUR")], ids=repr)
def test_bare_numbers_beside_amounts_are_refused(
    operation: Callable[[Any, Any], object], amount: Price | Money
) -> None:
    """A bare number or text on either side of an amount is refused, with the remedy."""
    for other in (5, 0.5, Decimal(5), Fraction(1, 2), True, "5", 1j):
        for call in (lambda o=other: operation(amount, o), lambda o=other: operation(o, amount)):
            error = refusal(call)
            assert (InvalidTypeError, "type.price", other) == (type(error), error.code, error.value)
            assert "say of which currency" in str(error)


@pytest.mark.parametrize("operation", [*OPERATORS, operator.truediv])
def test_other_currencies_beside_amounts_are_refused(
    operation: Callable[[Any, Any], object],
) -> None:
    """An amount of another currency is refused on either side; it is told which two they were."""
    for amount in (EUR(1), Money(1, "EUR")):
        for other in (USD(1), Money(1, "USD")):
            error = refusal(lambda a=amount, o=other: operation(a, o))  # type: ignore[misc]
            assert (CurrencyMismatchError, "currency.mixed") == (type(error), error.code)
            assert error.value == ("EUR", "USD")
            assert "convert one of them first" in str(error)


@pytest.mark.parametrize("operation", [*OPERATORS, operator.truediv])
def test_other_objects_answer_for_themselves(operation: Callable[[Any, Any], object]) -> None:
    """With an object of another kind, that object decides; else Python refuses it."""

    class Answers:
        def answer(self, _: object) -> str:
            return "mine"

        __radd__ = __rsub__ = __rtruediv__ = __lt__ = __le__ = __gt__ = __ge__ = answer

    amounts = [Money(1, "EUR"), EUR(1)]
    for amount in amounts[: 1 if operation is operator.truediv else 2]:
        assert operation(amount, Answers()) == "mine"
        for left, right in ((amount, object()), (object(), amount)):
            with pytest.raises(TypeError, match=r"not supported|unsupported"):
                operation(left, right)


@pytest.mark.parametrize(
    ("expression", "kind", "code", "field"),
    [
        ("EUR(1) / 0", InvalidNumberError, "number.zero", "divisor"),
        ("EUR(1) / '0.00'", InvalidNumberError, "number.zero", "divisor"),
        ("EUR(1) / EUR(0)", InvalidNumberError, "number.zero", "divisor"),
        ("EUR(1) / Money(0, 'EUR')", InvalidNumberError, "number.zero", "divisor"),
        ("EUR(1) * 0.5", InvalidTypeError, "type.float", None),
        ("EUR(1) / 0.5", InvalidTypeError, "type.float", None),
        ("EUR(1) * EUR(1)", InvalidTypeError, "type.number", None),
        ("[1] * EUR(1)", InvalidTypeError, "type.number", None),
        ("EUR(1) * None", InvalidTypeError, "type.number", None),
        ("EUR(1).settle('half_up')", InvalidTypeError, "type.rounding", "rounding"),
        ("EUR(1).settle(None)", InvalidTypeError, "type.rounding", "rounding"),
        ("as_price(5)", InvalidTypeError, "type.price", None),
        ("as_price(Sourced(5, 'page'))", InvalidTypeError, "type.price", None),
        ("EUR(COLUMN) * 2", InvalidTypeError, "type.column", None),
        ("EUR(1) * COLUMN", InvalidTypeError, "type.column", None),
        ("EUR(1) / COLUMN", InvalidTypeError, "type.column", None),
        ("EUR(COLUMN) + EUR(1)", InvalidTypeError, "type.column", None),
        ("EUR(COLUMN) < EUR(1)", InvalidTypeError, "type.column", None),
        ("EUR(COLUMN) == EUR(1)", InvalidTypeError, "type.column", None),
        ("EUR(COLUMN).settle(HALF_UP)", InvalidTypeError, "type.column", None),
        ("hash(EUR(COLUMN))", InvalidTypeError, "type.column", None),
        ("EUR(10**17) * 10**17 * 10**17 * '1e3'", InvalidNumberError, "number.syntax", None),
    ],
)
def test_other_work_is_refused(
    expression: str, kind: type[PricingError], code: str, field: str | None
) -> None:
    """What has no exact answer is refused by a typed error, never by a bare one."""
    error = refusal(lambda: eval(expression))  # noqa: S307
    assert (kind, code, field) == (type(error), error.code, error.field)


def test_a_column_of_prices() -> None:
    """A price of a column is written and carried about, though no operator works on it."""
    price = EUR(COLUMN)
    assert price.numerator is COLUMN
    assert repr(price) == 'Price("<a wary number>", "EUR")'
    assert str(price) == "EUR <a wary number>"
    assert copy.copy(price).numerator is COLUMN


def test_repeated_products_are_refused_in_time() -> None:
    """A price that grows beyond 200 digits is refused by a typed error, not by int()."""
    price, pending = EUR(10**17), EUR(1) / (10**17 + 3)
    for _ in range(10):
        price, pending = price * 10**17, pending / (10**17 + 3)
    for call in (lambda: price * 10**17, lambda: pending / (10**17 + 3)):
        error = refusal(call)
        assert (error.code, "more than 200 digits" in str(error)) == ("number.range", True)
    assert refusal(lambda: (price * 10**11).settle(HALF_UP)).code == "number.range"
