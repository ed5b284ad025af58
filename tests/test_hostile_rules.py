"""Whatever a rule or terms are given, in any field, is taken or refused by that field's name."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import attrs
import pytest

import oracles
from cspricing import (
    CNY,
    EUR,
    GST,
    VAT,
    Allowance,
    AmountOff,
    Approval,
    DefaultInterest,
    Deposit,
    Exempt,
    Floor,
    Item,
    Margin,
    Markup,
    Milestone,
    Milestones,
    Money,
    Named,
    Offer,
    OutOfScope,
    PercentOf,
    PercentOff,
    Prepaid,
    Purchase,
    Quote,
    Rate,
    Retention,
    ReverseCharge,
    Sale,
    SalesTax,
    Sourced,
    Stacked,
    Surcharge,
    Tax,
    Terms,
    Withholding,
    ZeroRated,
    profit_of,
    resold,
    target_margin,
)
from cspricing.errors import PricingError
from operators import Wary

ITEMS: Final = {item["id"]: item for item in oracles.load("hostile.json")["items"]}


class Torn:
    """A list that breaks when it is read."""

    def __iter__(self) -> Iterator[Any]:
        raise KeyError


class Failing:
    """An object of which every question fails."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        raise KeyError(name)

    def __repr__(self) -> str:
        raise KeyError

    __hash__ = __bool__ = __len__ = __eq__ = __repr__  # type: ignore[assignment]


def nested(depth: int) -> Any:  # noqa: ANN401
    """Make tuples that stand so deep in each other."""
    found: Any = "software"
    for _ in range(depth):
        found = (found,)
    return found


HOSTILE: Final[dict[str, Any]] = {
    "none": None,
    "empty text": "",
    "blank": " ",
    "long text": "9" * 5000,
    "surrogate": "\ud800",
    "half number": "1/3",
    "grouped": "1_0",
    "not a number": Decimal("NaN"),
    "signalling": Decimal("sNaN"),
    "infinite": Decimal("-Infinity"),
    "exponent": Decimal("1E+999999"),
    "float": 0.1,
    "truth": True,
    "below zero": -1,
    "large": 10**5000,
    "fraction": Fraction(1, 3),
    "column": Wary(Decimal(1)),
    "bytes": b"1",
    "list": [1, "2"],
    "nothing in it": (),
    "nothing deep in it": ("software", ()),
    "deep": nested(5000),
    "set": {1},
    "dictionary": {1: 2},
    "torn": Torn(),
    "failing": Failing(),
    "object": object(),
    "type": Decimal,
    "date": date.max,
    "time": datetime(2027, 1, 1),  # noqa: DTZ001
    "day that is none": "2027-02-30",
    "price": CNY(10) / 3,
    "money": Money(5, "EUR"),
    "sourced number": Sourced(5, "page"),
    "sourced price": Sourced(CNY(5), "page"),
    "error": KeyError("x"),
}
MAKERS: Final[dict[Any, dict[str, Any]]] = {
    PercentOff: {"percent": 10},
    AmountOff: {"price": EUR(5)},
    Markup: {"percent": 10},
    Margin: {"percent": 10},
    Withholding: {"percent": 10},
    Rate: {"name": "VAT", "percent": 10},
    Tax: {"rates": [Rate("VAT", 19)]},
    VAT: {"percent": 19},
    GST: {"percent": 10},
    SalesTax: {"percent": 5},
    Exempt: {},
    ZeroRated: {},
    ReverseCharge: {},
    OutOfScope: {},
    Named: {"name": "Seats"},
    PercentOf: {"percent": 10, "of": "software"},
    Allowance: {"percent": 1, "base": EUR(1)},
    Purchase: {"percent": 70},
    Floor: {"price": EUR(5)},
    Approval: {"by": "A. Chen", "given": "2027-01-05"},
    Sale: {"buyer": "Reseller"},
    Milestone: {"name": "order", "percent": 10},
    Milestones: {"parts": [Milestone("order", 100)]},
    Prepaid: {"percent_off": 10},
    Deposit: {"percent": 10},
    Retention: {"percent": 10},
    DefaultInterest: {"percent": 9},
    Terms: {},
}
FIELDS: Final = [
    pytest.param(make, given, name, id=f"{make.__name__} {name}")
    for make, given in MAKERS.items()
    for name in inspect.signature(make).parameters
]


def refusal(call: Callable[[], object]) -> PricingError | None:
    """Give the refusal of a call, if it is refused: it is short, and travels."""
    found: PricingError | None = None
    try:
        call()
    except PricingError as error:
        found = error
    if found is not None:
        assert len(str(found)) < 500
        assert str(found) == str(pickle.loads(pickle.dumps(found)))
    return found


@pytest.mark.parametrize(("make", "given", "name"), FIELDS)
def test_every_field_takes_or_refuses(make: Any, given: dict[str, Any], name: str) -> None:  # noqa: ANN401
    """No value, in any field of a rule, gets a bare error; a refusal names a field."""
    for value in HOSTILE.values():
        error = refusal(lambda value=value: make(**{**given, name: value}))  # type: ignore[misc]
        assert error is None or error.field is not None


@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_a_quote_takes_or_refuses_rules(value: Any) -> None:  # noqa: ANN401
    """Nothing that is stated on a quote gets a bare error."""
    quote = Quote.of(Item(name="Seats", quantity=1, price=EUR(1)))
    for state in (
        quote.less,
        quote.taxed,
        quote.marked_up,
        quote.bought,
        quote.floored,
        quote.approved,
        lambda value: resold(quote, value),
        lambda value: resold(value, Sale("Reseller")),
        lambda value: target_margin(quote.bought(Purchase(50)), value),
        lambda value: target_margin(quote.bought(Purchase(50)), 20, on=value),
        lambda value: target_margin(quote.bought(Purchase(50)), 20, reason=value),
        lambda value: target_margin(value, 20),
        profit_of,
        Offer.of,
        lambda value: Offer.of(quote, value),
        quote.walk,
        quote.walk_from_cost,
        quote.billed,
        lambda value: quote.paid(deposit=value),
        lambda value: quote.paid(retention=value),
        lambda value: quote.paid(late_payment=value),
        lambda value: quote.paid(default_interest=value),
        quote.on_terms,
        quote.over,
        lambda value: quote.over(1, value),
        Stacked,
        lambda value: Stacked(VAT(5), value),
        lambda value: Stacked(VAT(5), on=value),
        lambda value: Stacked(VAT(5), code=value),
        Quote,
        Quote.of,
    ):
        refusal(lambda state=state: state(value))  # type: ignore[misc]


def test_what_a_rule_names_stands_in_few_tuples() -> None:
    """Tuples of what a rule names stand at most 10 deep in each other."""
    quote = Quote.of(Item(name="Seats", quantity=1, price=EUR(1), category="software"))
    assert EUR("0.9") == quote.less(PercentOff(10, on=nested(10))).net
    error = refusal(lambda: PercentOff(10, on=nested(11)))
    assert error is not None
    assert ("limit.depth", "on", "PercentOff") == (error.code, error.field, error.component)


def test_a_tax_rate_is_one_number() -> None:
    """A rate shapes the plan, as does a margin: none of them is a column."""
    column: Any = Wary(Decimal(1))
    for state in (
        lambda: VAT(column),
        lambda: VAT(19, share=column),
        lambda: Withholding(column),
        lambda: Margin(column),
        lambda: Purchase(column),
        lambda: Floor(margin=column),
    ):
        error = refusal(state)
        assert error is not None
        assert "type.column" == error.code


@pytest.mark.parametrize(
    ("make", "given"),
    [
        (Allowance, {"amount": EUR(1)}),
        (Surcharge, {"amount": EUR(1)}),
        (Item, {"name": "Seats", "quantity": 1, "price": EUR(1)}),
        (PercentOf, {"percent": 1, "of": "software"}),
    ],
)
def test_what_a_line_brings_with_it_is_a_tax(make: Any, given: dict[str, Any]) -> None:  # noqa: ANN401
    """The tax of a line is one, or none, and anything else is refused where the line is made."""
    for value in ("VAT", 19, Withholding(5), VAT, (VAT(19),)):
        error = refusal(lambda value=value: make(**given, tax=value))  # type: ignore[misc]
        assert error is not None
        assert ("type.tax", "tax") == (error.code, error.field)
    assert make(**given, tax=VAT(19)).tax == VAT(19)


RULES: Final = (
    PercentOff(10),
    Markup(10),
    Margin(10),
    Withholding(10),
    Rate("VAT", 10),
    PercentOf(10, of="software"),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_evolved_rules_are_checked_again(rule: Any) -> None:  # noqa: ANN401
    """What is evolved is checked like what is made (X059), and so are subclasses (X061)."""
    made = {"X059": 0.1, "X061": eval(ITEMS["X061"]["make"])}  # noqa: S307
    for name, value in made.items():
        error = refusal(lambda value=value: attrs.evolve(rule, percent=value))  # type: ignore[misc]
        assert error is not None
        assert (ITEMS[name]["expect"]["code"], "percent") == (error.code, error.field)
    assert attrs.evolve(rule) == rule
