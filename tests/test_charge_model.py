"""What all tariffs share: pricing, credits, checks, limits, texts and copies."""

from __future__ import annotations

import pickle
from decimal import Decimal, DivisionByZero, Inexact, localcontext
from functools import reduce
from itertools import count, repeat
from typing import Any

import attrs
import pytest

from cspricing.charge_model import MOST_NESTED, MOST_PRICES, ChargeModel
from cspricing.errors import (
    CurrencyMismatchError,
    InvalidNumberError,
    InvalidTypeError,
    LimitError,
    PricingError,
    TariffError,
)
from cspricing.money import EUR, USD
from cspricing.provenance import Sourced
from cspricing.tariff import AtLeast, Baseline, Flat, Included, Package, PerUnit, Sum, Tariff
from cspricing.tiers import Graduated, Tier, Volume
from operators import Wary

# Nine sizes without a common factor: their common denominator has more digits than are exact.
SIZES = [f"{n}.000000000001" for n in range(10**17, 10**17 + 9)]
TOO_LARGE = Sum([PerUnit(EUR("0.000000000001"), per=size) for size in SIZES])


def test_a_charge_model_says_itself_how_it_is_walked() -> None:
    """The base of tariffs prices nothing by itself."""
    with pytest.raises(NotImplementedError):
        ChargeModel().walk(Decimal(1))


def test_price_and_steps_agree() -> None:
    """The price is the sum of the steps, which tell their roles."""
    seats = AtLeast(EUR(1000), Included(3, PerUnit(EUR(199))))
    steps = seats.steps(5)
    printed = [(str(step), step.role) for step in steps]
    assert printed == [
        ("3 x EUR 0.00", "included"),
        ("2 x EUR 199.00", "unit"),
        ("1 x EUR 602.00", "shortfall"),
    ]
    assert EUR(1000) == sum(step.amount for step in steps) == seats.price(5)


def test_credits_mirror_fees_too() -> None:
    """Minus five units cost minus what five units cost, the flat fee included."""
    tariff = Sum([Flat(EUR(10)), PerUnit(EUR(2))])
    assert (EUR(20), EUR(-20)) == (tariff.price(5), tariff.price(-5))
    assert [str(step) for step in tariff.steps(-5)] == ["-1 x EUR 10.00", "-5 x EUR 2.00"]


def test_nothing_is_no_credit() -> None:
    """A quantity of 0 is not negative: a flat fee of 10 stays 10."""
    assert EUR(10) == Flat(EUR(10)).price(0)


def test_quantities_may_be_texts() -> None:
    """A quantity is an int, a text or a decimal."""
    tariff = PerUnit(EUR("0.30"), per=1000)
    assert EUR("0.45") == tariff.price(1500) == tariff.price("1500") == tariff.price(Decimal(1500))


@pytest.mark.parametrize(
    ("quantity", "code"), [(0.5, "type.float"), (True, "type.bool"), ("1e3", "number.syntax")]
)
@pytest.mark.parametrize("method", ["price", "steps"])
def test_quantities_are_checked(method: str, quantity: Any, code: str) -> None:  # noqa: ANN401
    """A quantity that is no exact number is refused, and named."""
    with pytest.raises(PricingError) as caught:
        getattr(PerUnit(EUR(1)), method)(quantity)
    assert (code, "quantity") == (caught.value.code, caught.value.field)


def test_a_column_has_no_single_price() -> None:
    """A column is priced by its rows: the price of one quantity needs one number."""
    with pytest.raises(InvalidTypeError) as caught:
        PerUnit(EUR(1)).price(Wary(5))  # type: ignore[arg-type]
    assert caught.value.code == "type.column"


@pytest.mark.parametrize(
    ("method", "given", "message"),
    [
        ("price", (10**17,), "100000000000000000 units give an amount of more digits than can"),
        ("steps", (10**17,), "100000000000000000 units give an amount of more digits than can"),
        ("cliffs", (), "its borders give an amount of more digits than can be exact"),
    ],
)
def test_amounts_beyond_exactness_are_refused(
    method: str, given: tuple[int, ...], message: str
) -> None:
    """An amount of more digits than can be exact is refused, never rounded."""
    tariff = AtLeast(EUR(1), TOO_LARGE)
    with pytest.raises(InvalidNumberError, match=f"^quantity: {message}") as caught:
        getattr(tariff, method)(*given)
    assert (caught.value.code, caught.value.field) == ("number.range", "quantity")
    assert caught.value.value == (given[0] if given else tariff)


def test_a_refusal_leaves_the_decimal_context_alone() -> None:
    """The caller's decimal context is the same after an error, its flags among it."""
    with localcontext() as context:
        context.prec, context.traps[Inexact], context.traps[DivisionByZero] = 3, False, False
        before = repr(context)
        with pytest.raises(TariffError):
            Graduated([Tier(10, EUR(1) / 3)]).price(11)
        with pytest.raises(InvalidNumberError):
            TOO_LARGE.price(10**17)
        assert before == repr(context)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Sum([EUR(1), USD(1)]),
        lambda: AtLeast(EUR(1), USD(1)),
        lambda: Graduated([Tier(5, EUR(1), USD(1))]),
        lambda: Baseline(5, EUR(1), USD(1), EUR(1)),
    ],
    ids=["Sum", "AtLeast", "Graduated", "Baseline"],
)
def test_a_tariff_has_one_currency(build: Any, request: pytest.FixtureRequest) -> None:  # noqa: ANN401
    """Two currencies in one tariff are refused where it is made."""
    with pytest.raises(CurrencyMismatchError) as caught:
        build()
    error = caught.value
    assert (error.code, error.field) == ("currency.mixed", "currency")
    assert f"[{error.component}]" in request.node.name


def nested(depth: int) -> Tariff:
    """Make a tariff of so many tariffs in each other."""
    tariff: Tariff = PerUnit(EUR(1))
    for _ in range(depth - 1):
        tariff = Included(1, tariff)
    return tariff


def test_tariffs_nest_so_deep() -> None:
    """Tariffs stand in each other up to a stated depth, and no deeper."""
    assert EUR(0) == nested(MOST_NESTED).price(1)
    with pytest.raises(LimitError) as caught:
        nested(MOST_NESTED + 1)
    assert (caught.value.code, caught.value.component) == ("limit.depth", "Included")


def test_a_tariff_holds_so_many_prices() -> None:
    """A tariff holds up to a stated number of prices, and no more."""
    tariff = Sum(repeat(PerUnit(EUR(1)), MOST_PRICES))
    assert EUR(MOST_PRICES) == tariff.price(1)
    with pytest.raises(LimitError) as caught:
        Sum([tariff, EUR(1)])
    assert (caught.value.code, caught.value.component) == ("limit.count", "Sum")


def test_tariffs_that_double_are_refused() -> None:
    """Thirty sums, each of the one before and itself, are refused before they are a billion."""

    def doubled(tariff: Tariff, _number: int) -> Tariff:
        return Sum([tariff, tariff])

    one: Tariff = PerUnit(EUR(1))
    with pytest.raises(LimitError) as caught:
        reduce(doubled, range(MOST_NESTED), one)
    assert caught.value.code == "limit.count"


@pytest.mark.parametrize(
    "build",
    [
        lambda: Sum(EUR(1) for _ in count()),
        lambda: Graduated(Tier(n, EUR(1)) for n in count(1)),
    ],
    ids=["Sum", "Graduated"],
)
def test_endless_lists_are_refused(build: Any) -> None:  # noqa: ANN401
    """Tariffs or tiers without end are refused, and do not hang."""
    with pytest.raises(LimitError) as caught:
        build()
    assert caught.value.code == "limit.count"


@pytest.mark.parametrize(
    ("tariff", "text"),
    [
        (PerUnit(EUR("1.57")), 'PerUnit(Price("1.57", "EUR"))'),
        (PerUnit(EUR(3), per=1000), 'PerUnit(Price("3", "EUR"), per=1000)'),
        (PerUnit(EUR(3), per="1.0"), 'PerUnit(Price("3", "EUR"))'),
        (PerUnit(EUR(3), per="2.50"), 'PerUnit(Price("3", "EUR"), per="2.50")'),
        (Package("2.5", EUR(1) / 3), 'Package("2.5", PerUnit(Price("1", "EUR") / 3))'),
        (Sum([Flat(EUR(1))]), 'Sum([Flat(Price("1", "EUR"))])'),
        (
            Volume([Tier(10, EUR(1))], flat_at_zero=True),
            'Volume([Tier(10, price=Price("1", "EUR"))], flat_at_zero=True)',
        ),
    ],
)
def test_texts_are_the_calls_that_make_them(tariff: Tariff, text: str) -> None:
    """The text of a tariff is the call that makes it, without what need not be said."""
    assert text == repr(tariff)


def test_evolved_tariffs_are_checked() -> None:
    """A tariff evolves by the names it is made with, and what is new is checked."""
    tariff = PerUnit(EUR(1), per=10)
    assert PerUnit(EUR(2), per=10) == attrs.evolve(tariff, price=EUR(2))
    with pytest.raises(InvalidTypeError) as caught:
        attrs.evolve(tariff, per=0.5)  # type: ignore[arg-type]
    error = caught.value
    assert (error.code, error.component, error.field) == ("type.float", "PerUnit", "per")


def test_tariffs_equal_by_value() -> None:
    """Tariffs are equal and hash alike if all that is in them is equal; 1.0 is 1."""
    assert PerUnit(EUR(3), per=1) == PerUnit(EUR("3.00"), per="1.0")
    assert len({PerUnit(EUR(3)), PerUnit(EUR(9) / 3)}) == 1
    kinds: list[Tariff] = [Graduated([Tier(5, EUR(1))]), Volume([Tier(5, EUR(1))])]
    assert kinds[0] != kinds[1]


def test_prices_keep_their_sources() -> None:
    """A tariff keeps where its prices come from, for the lines that cite them."""
    tariff = Package(10, PerUnit(Sourced(EUR(3), "price list", confidence="published")))
    (price,) = pickle.loads(pickle.dumps(tariff)).prices()
    assert price.source is not None
    assert price.source.where == "price list"
