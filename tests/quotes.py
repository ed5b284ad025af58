"""Strategies for whole quotes: components on terms, with discounts, taxes and roundings.

    from quote_figures import figures
    from quote_parts import PLAIN, Kind
    from quotes import quotes

    @given(quotes())                        # anything that can be priced
    @given(quotes(kind=PLAIN, months=1))    # items and credits alone, on one invoice
    @given(quotes(kind=Kind(costs=False)))  # without what a law's precondition rules out

Every quote can be priced: a rule selects a line or is optional, one tax at most covers a line,
and an amount off is capped or carried over (unless ``refusable``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st

import naive_rows
from amounts import MODES
from cspricing import (
    CHINA_FAPIAO,
    EN16931,
    EUR,
    HALF_EVEN,
    HALF_UP,
    JAPAN,
    US_INVOICE,
    US_ITEM,
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
    Quote,
    Rate,
    Rounding,
    Tax,
    Terms,
    Withholding,
    ZeroRated,
)
from cspricing.testing import fixed
from line_tests import Every, OfCategory, OfUnit
from quote_parts import (
    ANYTHING,
    CADENCES,
    CATEGORIES,
    NAMES,
    UNITS,
    Bundle,
    Kind,
    Size,
    components,
    currencies,
    percents,
    prices,
    sizes,
    stated_amounts,
)
from quote_terms import spans

PRESETS: Final = (HALF_UP, HALF_EVEN, EN16931, JAPAN, CHINA_FAPIAO, US_ITEM, US_INVOICE)
MIRRORED_MODES: Final = ("half_up", "half_even", "half_down", "up", "down")
"""Those that round a credit as the mirror of a charge."""


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
        cap=not carry and (draw(st.booleans()) if refusable else True),
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
    rows = naive_rows.rows_of(given)
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
    rows = naive_rows.rows_of(given)
    categories = sorted({row.category for row in rows if row.charge.cost})
    found: list[Markup | Margin] = []
    for on in draw(st.lists(st.sampled_from([None, *categories]), unique=True, max_size=3)):
        if draw(st.booleans()):
            found.append(Markup(draw(percents(300)), on, optional=True))
        else:
            margin = draw(percents(99).filter(lambda percent: percent < 100))
            found.append(Margin(margin, on, optional=True))
    return found


# ---------------------------------------------------------------------------- quotes


@st.composite
def quotes(
    draw: st.DrawFn,
    *,
    kind: Kind = ANYTHING,
    currency: Currency | None = None,
    months: int | None = None,
    calendar: bool = True,
    rules: bool = True,
    kinds_of_tax: st.SearchStrategy[Tax] | None = None,
    modes: Sequence[str] = MODES,
    rounding: Rounding | None = None,
    most_discounts: int = 3,
    refusable: bool = False,
    paid: bool = True,
    size: Size | None = None,
    foreign: Sequence[Currency] = (),
) -> Quote:
    """Draw a whole quote.

    Args:
        draw: Given by Hypothesis.
        kind: What it is made of.
        currency: Of all amounts; any of three unless given.
        months: Its term, of as many invoices; up to 14 months unless given.
        calendar: Whether it may have dates, arrears, and parts of periods by other rules than
            whole months.
        rules: Whether it may have discounts and taxes.
        kinds_of_tax: The taxes that it may have; any unless given.
        modes: The rounding modes that its policy may have.
        rounding: Its policy; any unless given.
        most_discounts: How many discounts it may have.
        refusable: Whether a discount may ask for more than there is.
        paid: Whether something may be prepaid, or rounded by a stated amount.
        size: Of its numbers; any unless given.
        foreign: Other currencies, of which there are components too; they cannot be priced
            without rates.
    """
    scale: Size = draw(sizes()) if size is None else size
    money = draw(currencies()) if currency is None else currency
    span = draw(spans(months, calendar=calendar))
    given = draw(components(money, scale, kind))
    for other in foreign:
        # Percentages of two draws could rest on each other.
        given = [*given, *draw(components(other, scale, evolve(kind, percentages=False)))]
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
            **span,
            discounts=draw(st.lists(off, max_size=most_discounts)) if rules else (),
            taxes=treatment,
            markups=draw(_markups(given)) if kind.costs else (),
            rounding=policy,
            prepaid=draw(stated) if paid else None,
            rounding_amount=draw(stated) if paid and policy.increment is None else None,
        ),
    )
