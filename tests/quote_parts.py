"""Strategies for what quotes are made of: numbers, items, charges, costs, percentages.

`quotes` puts them on terms. Numbers come in three sizes, since each finds what the others do not:

* ``small``: lines of 0 to 12 half minor units, of few names in few categories. Most ties,
  borders and signs lie here, and so half of the examples do.
* ``edges``: powers of ten and two, and their neighbours, where floats and digits end.
* ``wide``: anything up to a thousand million units at thousands each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal

from attrs import frozen
from hypothesis import strategies as st

import naive_rows
import tariffs
from cspricing import (
    EUR,
    JPY,
    KWD,
    Allowance,
    Charge,
    Currency,
    Item,
    Named,
    PercentOf,
    Price,
    Summable,
    Surcharge,
    Tariff,
)
from cspricing.testing import PERCENTAGES, fixed
from line_tests import Every
from repriced_tariffs import with_prices

Size = Literal["small", "edges", "wide"]
NAMES: Final = ("a", "b", "c")
CATEGORIES: Final = ("x", "y", "z")
CADENCES: Final = ("once", "monthly", "quarterly", "yearly")
UNITS: Final = ("piece", "seat")
SCALES: Final[dict[Size, tariffs.Scale]] = {
    "small": tariffs.SMALL,
    "edges": tariffs.EDGES,
    "wide": tariffs.WIDE,
}


@frozen
class Bundle(Summable):
    """A component of one's own: a name, and several charges."""

    name: str
    given: tuple[Charge, ...]

    def charges(self) -> Iterable[Charge]:
        """Give its charges, one after the other."""
        yield from self.given


@frozen(kw_only=True)
class Kind:
    """What a quote may hold; a law's preconditions rule some of it out.

    Attributes:
        lines: The fewest and the most components, without percentages.
        credits: Negative quantities and prices.
        all_tariffs: Any tariff, or only a price for each unit.
        adjustments: Stated allowances and surcharges on lines.
        stated: Allowances and surcharges of the document.
        percentages: Percentages of other lines.
        costs: Costs, markups and margins.
        cadences: How often charges may be due; only with more than one month.
        bundles: Bare charges, and components with several.
    """

    lines: tuple[int, int] = (1, 5)
    credits: bool = True
    all_tariffs: bool = True
    adjustments: bool = True
    stated: bool = True
    percentages: bool = True
    costs: bool = True
    cadences: tuple[str, ...] = CADENCES
    bundles: bool = True


ANYTHING: Final = Kind()
PLAIN: Final = Kind(
    lines=(1, 6),
    all_tariffs=False,
    adjustments=False,
    stated=False,
    percentages=False,
    costs=False,
    bundles=False,
)
"""Items with a price for each unit, and credits: where ties are frequent."""


# ---------------------------------------------------------------------------- numbers


@cache
def sizes() -> st.SearchStrategy[Size]:
    """Draw a size of numbers: small ones half of the time."""
    return st.sampled_from(("small", "small", "edges", "wide"))


@cache
def currencies() -> st.SearchStrategy[Currency]:
    """Draw a currency with 2, 0 or 3 decimals."""
    return st.sampled_from((EUR, JPY, KWD))


@cache
def _edge_integers(most_digits: int) -> st.SearchStrategy[int]:
    tens = st.integers(0, most_digits).map(lambda k: 10**k)
    twos = st.integers(0, most_digits * 3).map(lambda k: 2**k)
    return st.builds(lambda power, step: power + step, tens | twos, st.integers(-1, 1))


@cache
def prices(currency: Currency, size: Size = "small") -> st.SearchStrategy[Price]:
    """Draw a price that is not below 0."""
    digits = currency.digits
    if size == "small":
        whole = st.integers(0, 9).map(lambda n: fixed(n, digits))
        numbers = whole | st.integers(0, 12).map(lambda n: fixed(5 * n, digits + 1))
    elif size == "edges":
        numbers = st.builds(fixed, _edge_integers(14), st.integers(0, digits + 2))
    else:
        numbers = st.builds(fixed, st.integers(0, 10**11), st.sampled_from((digits, 4)))
    return numbers.map(lambda number: Price(number, currency))


@cache
def stated_amounts(currency: Currency, size: Size = "small") -> st.SearchStrategy[Price]:
    """Draw an amount of whole minor units, as a document states it."""
    most = {"small": 12, "edges": 10**15, "wide": 10**8}[size]
    return st.integers(0, most).map(lambda n: Price(fixed(n, currency.digits), currency))


@cache
@st.composite
def quantities(draw: st.DrawFn, size: Size = "small", *, credits_: bool = True) -> Decimal:
    """Draw a quantity; that of a credit is below 0."""
    if size == "small":
        ones = st.sampled_from((1, 1, 1, 2, 3, 0)).map(Decimal)
        numbers = ones | st.integers(0, 12).map(lambda n: fixed(5 * n, 1))
    elif size == "edges":
        numbers = st.builds(fixed, _edge_integers(14), st.sampled_from((0, 0, 1, 5)))
    else:
        numbers = st.builds(fixed, st.integers(0, 10**9), st.sampled_from((0, 3)))
    return draw(_signed(numbers) if credits_ else numbers)


def _signed(numbers: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Decimal]:
    credit = st.sampled_from((False, False, False, True))
    return st.builds(lambda n, minus: n.copy_negate() if minus and n else n, numbers, credit)


@cache
def percents(most: int = 100) -> st.SearchStrategy[Decimal]:
    """Draw a percentage from 0 to *most*."""
    usual = st.sampled_from(("0", "5", "10", "12.5", "33.3", "50", "99.9", "100")).map(Decimal)
    return usual | PERCENTAGES.any | st.integers(0, most).map(Decimal)


# ---------------------------------------------------------------------------- components


@cache
def _tariffs(currency: Currency, size: Size, kind: Kind) -> st.SearchStrategy[Tariff]:
    """Draw any tariff that prices every quantity; small ones are in minor units."""
    factor = fixed(1, currency.digits if size == "small" else 0)

    def moved(price: Price) -> Price:
        return Price(factor, currency) * price.numerator / price.denominator

    drawn = tariffs.tariffs(SCALES[size], credits_too=kind.credits)
    return drawn.map(lambda tariff: with_prices(tariff, moved))


@cache
@st.composite
def _priced_quantities(
    draw: st.DrawFn, currency: Currency, size: Size, kind: Kind
) -> tuple[Any, Decimal]:
    """Draw what a quantity costs, and a quantity, which may lie at one of its borders."""
    if not kind.all_tariffs or draw(st.booleans()):
        return draw(prices(currency, size)), draw(quantities(size, credits_=kind.credits))
    tariff = draw(_tariffs(currency, size, kind))
    near = tariffs.quantities_near(tariff, SCALES[size])
    return tariff, draw(_signed(near) if kind.credits else near)


def cents(minor: int, category: str = "x", name: str = "a", **rest: Any) -> Item:  # noqa: ANN401
    """Make a line of so many cents, a credit if there are less than none."""
    price = EUR(fixed(abs(minor), 2))
    return Item(name=name, quantity=-1 if minor < 0 else 1, price=price, category=category, **rest)


@cache
@st.composite
def items(
    draw: st.DrawFn, currency: Currency = EUR, size: Size = "small", kind: Kind = PLAIN
) -> Item:
    """Draw an item."""
    price, quantity = draw(_priced_quantities(currency, size, kind))
    cadence: Any = draw(st.sampled_from(tuple(kind.cadences)))
    return Item(
        name=draw(st.sampled_from(("a", *NAMES))),
        quantity=quantity,
        unit=draw(st.sampled_from(UNITS)),
        price=price,
        category=draw(st.sampled_from(("x", *CATEGORIES))),
        cadence=cadence,
        allowances=draw(_adjustments(Allowance, currency, size, kind)),
        surcharges=draw(_adjustments(Surcharge, currency, size, kind)),
    )


@cache
def _adjustments(
    of: Callable[..., Any], currency: Currency, size: Size, kind: Kind
) -> st.SearchStrategy[tuple[Any, ...]]:
    if not kind.adjustments:
        return st.just(())
    amount = stated_amounts(currency, size)
    one = st.one_of(
        st.builds(of, amount=amount),
        st.builds(of, percent=percents(150)),
        st.builds(of, percent=percents(150), base=amount),
    )
    return st.just(()) | st.lists(one, max_size=2).map(tuple)


@cache
@st.composite
def charges(draw: st.DrawFn, currency: Currency, size: Size, kind: Kind, *, cost: bool) -> Charge:
    """Draw a bare charge, or a cost."""
    price, quantity = draw(_priced_quantities(currency, size, kind))
    cadence: Any = draw(st.sampled_from(tuple(kind.cadences)))
    return Charge(
        draw(st.sampled_from(NAMES)),
        quantity,
        draw(st.sampled_from(UNITS)),
        price,
        draw(st.sampled_from(CATEGORIES)),
        cadence,
        cost=cost,
    )


@cache
@st.composite
def components(
    draw: st.DrawFn, currency: Currency = EUR, size: Size = "small", kind: Kind = ANYTHING
) -> list[Any]:
    """Draw what a quote is made of, each percentage resting on something."""
    choices: list[st.SearchStrategy[Any]] = [items(currency, size, kind)] * 3
    if kind.stated:
        amount = stated_amounts(currency, size)
        category = st.sampled_from(CATEGORIES)
        for of in (Allowance, Surcharge):
            choices.append(st.builds(of, amount=amount, category=category))
            choices.append(st.builds(of, percent=percents(), base=amount, category=category))
    priced = charges(currency, size, kind, cost=False)
    costs = charges(currency, size, kind, cost=True)
    if kind.costs:
        choices += [costs, costs]
    if kind.bundles:
        inner = st.lists(priced | costs if kind.costs else priced, min_size=1, max_size=3)
        choices += [priced, st.builds(Bundle, st.sampled_from(NAMES), inner.map(tuple))]
    least, most = kind.lines
    found = draw(st.lists(st.one_of(choices), min_size=least, max_size=most))
    if not kind.percentages:
        return found
    for name in draw(st.lists(st.sampled_from(("p", "q", *NAMES)), max_size=2)):
        percentage = draw(_percentages(found, name))
        if percentage is not None:
            found.append(percentage)
    return list(draw(st.permutations(found)))


@st.composite
def _percentages(draw: st.DrawFn, others: Sequence[Any], name: str) -> PercentOf | None:
    """Draw a percentage of others that come before it, so that none rests on itself."""
    rows = naive_rows.rows_of(others)
    if any(row.name == name for row in rows):
        return None
    cost = draw(st.booleans()) and any(row.charge.cost for row in rows)
    names = [Named(row.name) for row in rows]
    options = [
        on
        for on in (None, *CATEGORIES, *names, Item, Bundle, Every("monthly"), ("x", *names))
        if any(
            row.charge.cost == cost and naive_rows.selects(on, row)
            for row in rows
            if isinstance(row.charge, Charge)
        )
    ]
    if not options:
        return None
    base: Any = draw(st.sampled_from(("net", "list")))
    return PercentOf(
        draw(percents(150)),
        of=draw(st.sampled_from(options)),
        base=base,
        what=draw(st.sampled_from(NAMES)),
        category=draw(st.sampled_from(CATEGORIES)),
        name=name,
        cost=cost,
    )
