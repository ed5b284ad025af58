"""Strategies for whole quotes, and for what they are made of.

    from quotes import PLAIN, Kind, figures, quotes

    @given(quotes())                        # anything that can be priced
    @given(quotes(kind=PLAIN, months=1))    # items and credits alone, on one invoice
    @given(quotes(kind=Kind(costs=False)))  # without what a law's precondition rules out

Numbers come in three sizes, since each finds what the others do not:

* ``small``: lines of 0 to 12 half minor units, of few names in few categories. Most ties,
  borders and signs lie here, and so half of the examples do.
* ``edges``: powers of ten and two, and their neighbours, where floats and digits end.
* ``wide``: anything up to a thousand million units at thousands each.

Every quote can be priced: a rule selects a line or is optional, one tax at most covers a line,
and an amount off is capped or carried over (unless ``refusable``).

`figures` gives all that a quote comes to as plain data, so that laws compare it at once;
`changed` rewrites the parts of a quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal

from attrs import evolve, frozen
from hypothesis import strategies as st

import naive_quote
import tariffs
from amounts import MODES, PERCENTAGES, fixed
from cspricing import (
    CHINA_FAPIAO,
    EN16931,
    EUR,
    HALF_EVEN,
    HALF_UP,
    JAPAN,
    JPY,
    KWD,
    US_INVOICE,
    US_ITEM,
    Allowance,
    AmountOff,
    Charge,
    Currency,
    Exempt,
    Item,
    Margin,
    Markup,
    Named,
    PercentOf,
    PercentOff,
    Price,
    Quote,
    Rate,
    Rounding,
    Summable,
    Surcharge,
    Tariff,
    Tax,
    Terms,
    Withholding,
    ZeroRated,
)

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
PRESETS: Final = (HALF_UP, HALF_EVEN, EN16931, JAPAN, CHINA_FAPIAO, US_ITEM, US_INVOICE)
MIRRORED_MODES: Final = ("half_up", "half_even", "half_down", "up", "down")
"""Those that round a credit as the mirror of a charge."""


@frozen
class Bundle(Summable):
    """A component of one's own: a name, and several charges."""

    name: str
    given: tuple[Charge, ...]

    def charges(self) -> Iterable[Charge]:
        """Give its charges, one after the other."""
        yield from self.given


@frozen
class OfCategory:
    """A test of lines that asks for their category."""

    category: str

    def __call__(self, line: Any) -> bool:  # noqa: ANN401
        """Answer for a line."""
        return bool(line.category == self.category)


@frozen
class Every:
    """A test of lines that asks how often they are due."""

    cadence: str | None

    def __call__(self, line: Any) -> bool:  # noqa: ANN401
        """Answer for a line."""
        return bool(line.cadence == self.cadence)


@frozen
class OfUnit:
    """A test of lines that asks what they count."""

    unit: str

    def __call__(self, line: Any) -> bool:  # noqa: ANN401
        """Answer for a line."""
        return bool(getattr(line.charge, "unit", "") == self.unit)


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
    return drawn.map(lambda tariff: tariffs.with_prices(tariff, moved))


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
    rows = naive_quote.rows_of(others)
    if any(row.name == name for row in rows):
        return None
    cost = draw(st.booleans()) and any(row.charge.cost for row in rows)
    names = [Named(row.name) for row in rows]
    options = [
        on
        for on in (None, *CATEGORIES, *names, Item, Bundle, Every("monthly"), ("x", *names))
        if any(
            row.charge.cost == cost and naive_quote.selects(on, row)
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


# ---------------------------------------------------------------------------- rules


def selectors(among: Sequence[Any] = ()) -> st.SearchStrategy[Any]:
    """Draw what a rule applies to, in all of the ways, some of these components too."""
    single = st.sampled_from(
        [
            *CATEGORIES,
            *map(Named, NAMES),
            *map(OfCategory, CATEGORIES),
            *map(Every, (*CADENCES, None)),
            *map(OfUnit, UNITS),
            *(Item, Bundle, Charge, PercentOf),
            *among,
        ]
    )
    return st.none() | single | st.tuples(single, single)


@st.composite
def percent_discounts(
    draw: st.DrawFn, among: Sequence[Any] = (), *, level: str | None = None
) -> PercentOff:
    """Draw a percentage off, which may select nothing."""
    at: Any = level or draw(st.sampled_from(("quote", "quote", "line")))
    base: Any = draw(st.sampled_from(("net", "net", "list")))
    return PercentOff(
        draw(percents()),
        draw(selectors(among)),
        level=at,
        base=base,
        lasts=draw(lasting()),
        optional=True,
    )


@st.composite
def amount_discounts(
    draw: st.DrawFn,
    currency: Currency = EUR,
    size: Size = "small",
    among: Sequence[Any] = (),
    *,
    refusable: bool = False,
) -> AmountOff:
    """Draw an amount off, which may select nothing; with *refusable* it may ask for too much."""
    level: Any = draw(st.sampled_from(("quote", "quote", "line")))
    carry = level == "quote" and draw(st.booleans())
    return AmountOff(
        draw(prices(currency, size)),
        draw(selectors(among)),
        level=level,
        lasts=draw(lasting()),
        cap=draw(st.booleans()) if carry or refusable else True,
        carry=carry,
        optional=True,
    )


@cache
def lasting() -> st.SearchStrategy[Any]:
    """Draw how long a discount lasts."""
    return st.sampled_from(("once", "forever", "forever", 1, 2, 5))


@cache
def taxes(*, inclusive: bool | None = None) -> st.SearchStrategy[Tax]:
    """Draw a tax treatment, of one rate or several."""
    percent = st.sampled_from(("5", "7", "8.25", "10", "19", "20", "25", "50", "100", "0"))
    rates = st.builds(Rate, st.sampled_from(("VAT", "State", "City")), percent)
    inside = st.booleans() if inclusive is None else st.just(inclusive)
    return st.one_of(
        st.builds(Tax, rates=rates.map(lambda rate: (rate,)), inclusive=inside),
        st.builds(
            Tax,
            rates=st.lists(rates, min_size=1, max_size=3).map(tuple),
            code=st.sampled_from(("S", "SR")),
            share=st.sampled_from(("100", "80")),
            inclusive=inside,
        ),
        st.sampled_from((Exempt(reason="none"), ZeroRated())),
    )


@st.composite
def _treated(
    draw: st.DrawFn, given: Sequence[Any], kinds: st.SearchStrategy[Tax]
) -> tuple[list[Any], list[Tax | Withholding]]:
    """Cover each line by one tax: the default, one that names its category, or its own."""
    rows = naive_quote.rows_of(given)
    rules: list[Tax | Withholding] = []
    own: dict[str, Tax] = {}
    defaults = draw(st.booleans())
    for category in sorted({row.category for row in rows}):
        costs = any(row.charge.cost for row in rows if row.category == category)
        how = "default" if costs else draw(st.sampled_from(("default", "name", "own")))
        if how == "name":
            on: Any = draw(st.sampled_from((category, OfCategory(category), (category,))))
            rules.append(evolve(draw(kinds), on=on))
        elif how == "own":
            own[category] = draw(kinds)
        else:
            defaults = True
    if defaults:
        rules.append(draw(kinds))
    if draw(st.sampled_from((False, False, True))):
        known = sorted({row.category for row in rows if not row.charge.cost})
        units = sorted({row.charge.unit for row in rows if isinstance(row.charge, Charge)
                        and not row.charge.cost})  # fmt: skip
        on = draw(st.sampled_from([None, *known, *map(OfUnit, units)]))
        rules.append(Withholding(draw(percents()), on))
    rules = list(draw(st.permutations(rules)))
    return [_with_tax(component, own) for component in given], rules


def _with_tax(component: Any, own: dict[str, Tax]) -> Any:  # noqa: ANN401
    if isinstance(component, Bundle):
        return evolve(component, given=tuple(_with_tax(one, own) for one in component.given))
    if component.category in own:
        return evolve(component, tax=own[component.category])
    return component


@cache
@st.composite
def roundings(draw: st.DrawFn, currency: Currency = EUR, modes: Sequence[str] = MODES) -> Rounding:
    """Draw a rounding policy: a preset, or any."""
    presets = [preset for preset in PRESETS if preset.mode in modes]
    if draw(st.booleans()):
        return draw(st.sampled_from((HALF_UP, *presets)))
    mode: Any = draw(st.sampled_from(tuple(modes)))
    tax: Any = draw(st.sampled_from(("rate", "line", "document")))
    decimals = draw(st.sampled_from((None, None, 2, 1)))
    digits = currency.digits if decimals is None else min(decimals, currency.digits)
    steps = [fixed(n, digits) for n in (5, 10, 3)]
    increment = draw(st.sampled_from((None, None, *steps)))
    return Rounding(mode=mode, tax=tax, increment=increment, decimals=decimals)


@st.composite
def _markups(draw: st.DrawFn, given: Sequence[Any]) -> list[Markup | Margin]:
    """Draw rules that make costs prices: some by category, some for all others."""
    rows = naive_quote.rows_of(given)
    categories = sorted({row.category for row in rows if row.charge.cost})
    found: list[Markup | Margin] = []
    for on in draw(st.lists(st.sampled_from([None, *categories]), unique=True, max_size=3)):
        if draw(st.booleans()):
            found.append(Markup(draw(percents(300)), on))
        else:
            found.append(Margin(draw(percents(99).filter(lambda percent: percent < 100)), on))
    return found


# ---------------------------------------------------------------------------- quotes


@st.composite
def quotes(
    draw: st.DrawFn,
    *,
    kind: Kind = ANYTHING,
    currency: Currency | None = None,
    months: int | None = None,
    rules: bool = True,
    kinds_of_tax: st.SearchStrategy[Tax] | None = None,
    modes: Sequence[str] = MODES,
    rounding: Rounding | None = None,
    most_discounts: int = 3,
    refusable: bool = False,
    paid: bool = True,
    size: Size | None = None,
) -> Quote:
    """Draw a whole quote.

    Args:
        draw: Given by Hypothesis.
        kind: What it is made of.
        currency: Of all amounts; any of three unless given.
        months: Its term; 1 to 14 unless given.
        rules: Whether it may have discounts and taxes.
        kinds_of_tax: The taxes that it may have; any unless given.
        modes: The rounding modes that its policy may have.
        rounding: Its policy; any unless given.
        most_discounts: How many discounts it may have.
        refusable: Whether a discount may ask for more than there is.
        paid: Whether something may be prepaid, or rounded by a stated amount.
        size: Of its numbers; any unless given.
    """
    scale: Size = draw(sizes()) if size is None else size
    money = draw(currencies()) if currency is None else currency
    term = months or draw(st.sampled_from((1, 1, 1, 2, 3, 5, 12, 13, 14)))
    given = draw(components(money, scale, kind))
    treatment: list[Any] = []
    if rules and draw(st.sampled_from((True, True, False))):
        given, treatment = draw(_treated(given, taxes() if kinds_of_tax is None else kinds_of_tax))
    policy = rounding or draw(roundings(money, modes))
    off = percent_discounts(given) | amount_discounts(money, scale, given, refusable=refusable)
    step = 10 ** (money.digits - policy.digits(money.digits))
    stated = st.none() | stated_amounts(money, scale).map(lambda price: price * step)
    return Quote(
        tuple(given),
        Terms(
            currency=money,
            months=term,
            discounts=draw(st.lists(off, max_size=most_discounts)) if rules else (),
            taxes=treatment,
            markups=draw(_markups(given)) if kind.costs else (),
            rounding=policy,
            prepaid=draw(stated) if paid else None,
            rounding_amount=draw(stated) if paid and policy.increment is None else None,
        ),
    )


# ---------------------------------------------------------------------------- reading quotes


def totals_of(quote: Quote) -> dict[str, int]:
    """Give all totals of a quote in minor units, by name."""
    return {name: getattr(quote.totals, name).minor for name in naive_quote.TOTALS}


def taxes_of(quote: Quote) -> dict[Any, tuple[int, int]]:
    """Give base and amount of each rate of each tax, in minor units."""
    return {
        (naive_quote.key_of(line.tax), line.rate): (line.base.minor, line.amount.minor)
        for line in quote.tax_lines
    }


def lines_of(quote: Quote) -> Counter[tuple[Any, ...]]:
    """Give the lines of a quote, whatever their order: what they are, and what they come to."""
    return Counter(
        (
            *(line.category, line.name, line.what, getattr(line.entry.charge, "unit", "")),
            *(line.cadence, line.invoices, line.is_cost, line.recurs),
            *(line.gross, line.surcharge, line.discount, line.line_net, line.net),
            *(line.tax_included, line.cost),
        )
        for line in quote.lines
    )


def figures(quote: Quote) -> dict[str, Any]:
    """Give all that a quote comes to, and nothing that depends on the order of its lines."""
    return {
        **totals_of(quote),
        "one_time": quote.one_time,
        "taxes": taxes_of(quote),
        "lines": lines_of(quote),
        "by_category": quote.by_category(),
        "by_component": quote.by_component(),
        "by_cadence": quote.by_cadence(),
        "invoices": [invoice.totals for invoice in quote.invoices],
    }


# ---------------------------------------------------------------------------- changing quotes


def changed(
    quote: Quote, charge: Callable[[Any], Any], select: Callable[[Any], Any] = lambda on: on
) -> Quote:
    """Rewrite a quote.

    Args:
        quote: The quote.
        charge: Rewrites an item, a bare charge, a percentage, a stated amount.
        select: Rewrites what a rule or a percentage names: all but components, which follow.
    """
    old = {id(one): _changed_component(one, charge) for one in quote.components}
    pairs = [(one, old[id(one)]) for one in quote.components]

    def follow(on: Any) -> Any:  # noqa: ANN401
        if isinstance(on, tuple):
            return tuple(map(follow, on))
        return next((new for one, new in pairs if on is one or on == one), None) or select(on)

    def renamed(rule: Any) -> Any:  # noqa: ANN401
        return rule if rule.on is None else evolve(rule, on=follow(rule.on))

    terms = quote.terms
    return Quote(
        tuple(
            evolve(one, of=one.of and follow(one.of)) if isinstance(one, PercentOf) else one
            for one in old.values()
        ),
        evolve(
            terms,
            discounts=tuple(map(renamed, terms.discounts)),
            taxes=tuple(map(renamed, terms.taxes)),
            markups=tuple(map(renamed, terms.markups)),
        ),
    )


def _changed_component(component: Any, charge: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    if isinstance(component, Bundle):
        return charge(evolve(component, given=tuple(map(charge, component.given))))
    return charge(component)
