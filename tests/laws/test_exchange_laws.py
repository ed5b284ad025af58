"""The laws of rates of exchange."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given, strategies as st

import naive_fx
import naive_quote
from cspricing import (
    EUR,
    GBP,
    JPY,
    KWD,
    USD,
    AmountOff,
    Currency,
    FxRate,
    FxRates,
    Item,
    PricingError,
    Quote,
    Terms,
)
from cspricing.factor import product
from quote_figures import totals_of
from quotes import quotes, roundings

CURRENCIES = (EUR, USD, GBP, JPY, KWD)
START = date(2027, 1, 31)


@st.composite
def numbers(draw: st.DrawFn) -> Decimal:
    """Draw a rate: near 1, of few digits, or as fine or large as may be."""
    small = st.sampled_from(("1", "0.5", "1.25", "0.92", "3", "0.001", "151.37"))
    wide = st.decimals("0.000000000001", "999999999", places=12)
    return Decimal(draw(small | wide.map(lambda number: f"{number:f}")))


@st.composite
def tables(draw: st.DrawFn, start: date = START, *, complete: bool = True) -> FxRates:
    """Draw rates of currencies, by one base or between any, with days; *complete* ones suffice."""
    rates: list[FxRate] = []
    for of, to in combinations(CURRENCIES, 2):
        if EUR in {of, to} or draw(st.booleans()):
            days = draw(st.sets(st.none() | st.integers(-40, 400), max_size=3))
            always = [None] if complete and EUR in {of, to} and None not in days else []
            for day in [*sorted(days, key=str), *always]:
                one, other = draw(st.permutations((of, to)))
                on = None if day is None else start + timedelta(day)
                rates.append(FxRate(one, other, draw(numbers()), on=on))
    by: Any = draw(st.sampled_from(("term", "invoice")))
    fixed = draw(st.sampled_from((None, start + timedelta(30)))) if by == "term" else None
    return FxRates(
        draw(st.permutations(rates)),
        base=draw(st.sampled_from(("EUR", "EUR", None, "USD"))) if not complete else "EUR",
        by=by,
        day=fixed,
        spread=draw(st.sampled_from(("0", "0", "1.5", "100"))),
    )


@st.composite
def mixed(draw: st.DrawFn) -> Quote:
    """Draw a quote of components in three currencies, on terms in one of them."""
    foreign = draw(st.permutations(CURRENCIES))[:3]
    quote = draw(quotes(currency=foreign[0], foreign=foreign[1:]))
    start = quote.terms.start or START
    return quote.on_terms(evolve(quote.terms, start=start, rates=draw(tables(start))))


@given(mixed())
def test_a_naive_second_implementation_agrees(quote: Quote) -> None:
    """P25: with prices in several currencies, a naive second implementation agrees."""
    second = naive_quote.priced(quote.components, quote.terms)
    assert second.totals == totals_of(quote)
    assert list(second.nets.values()) == [line.net.minor for line in quote.lines]
    assert list(second.costs.values()) == [line.cost.minor for line in quote.lines]


@given(mixed())
def test_what_is_printed_can_be_recomputed(quote: Quote) -> None:
    """Every printed figure of a converted quote follows from those it names."""
    quote.verify()


@given(mixed(), st.randoms(use_true_random=False))
def test_the_order_of_rates_does_not_matter(quote: Quote, random: Any) -> None:  # noqa: ANN401
    """Rates in another order are equal, and give the same explanation."""
    rates = quote.terms.rates
    assert rates is not None
    shuffled = list(rates.rates)
    random.shuffle(shuffled)
    other = evolve(rates, rates=shuffled)
    assert other == rates
    again = quote.on_terms(evolve(quote.terms, rates=other))
    assert again.to_dict() == quote.to_dict()


@given(quotes(currency=USD, paid=False))
def test_a_rate_of_one_changes_nothing(quote: Quote) -> None:
    """At one dollar to the euro, a quote in dollars has the same figures in euros."""
    discounts = [one for one in quote.terms.discounts if not isinstance(one, AmountOff)]
    terms = evolve(quote.terms, discounts=discounts, currency="USD")
    one = evolve(terms, currency="EUR", rates=FxRates({"USD": 1}, base="EUR"))
    assert totals_of(quote.on_terms(one)) == totals_of(quote.on_terms(terms))


PRICES = st.lists(st.decimals("-99", "999", places=3), min_size=1, max_size=4)


@given(PRICES, numbers(), roundings())
@example([Decimal("0.005")], Decimal(1), Terms().rounding)
def test_one_rate_is_a_factor_of_all_prices(
    prices: list[Decimal],
    rate: Decimal,
    rounding: Any,  # noqa: ANN401
) -> None:
    """To convert a quote at one rate, or all of its prices exactly, is the same."""
    terms = Terms(rounding=rounding, currency="EUR", rates=FxRates({"USD": rate}, base="EUR"))
    there = [Item(name="a", quantity=7, price=USD(price)) for price in prices]
    here = [evolve(item, price=EUR(1) * price * rate)
            for item, price in zip(there, prices, strict=True)]  # fmt: skip
    assert totals_of(Quote(tuple(there), terms)) == totals_of(Quote(tuple(here), terms))


@given(tables(complete=False), st.permutations(CURRENCIES), st.none() | st.integers(-50, 450))
def test_rates_are_exact_both_ways_and_over_the_base(
    rates: FxRates, currencies: list[Currency], later: int | None
) -> None:
    """Factors are what fractions give; there and back is 1; what is missing is missing in both."""
    of, to, *_ = currencies
    day = None if later is None else START + timedelta(later)
    try:
        expected = naive_fx.worth(rates, of.code, to.code, day)
    except naive_fx.MissingRateError:
        with pytest.raises(PricingError) as caught:
            rates.factors(of, to, day)
        assert caught.value.code == "fx.missing"
        return
    above, below = product(rates.factors(of, to, day))
    assert Fraction(above) / Fraction(below) == expected
    plain = evolve(rates, spread=0)
    there, back = (product(plain.factors(*pair, day)) for pair in ((of, to), (to, of)))
    assert there[0] * back[0] == there[1] * back[1]


@given(mixed())
def test_totals_in_a_second_currency_are_within_half_a_unit(quote: Quote) -> None:
    """Each total in a second currency is that of the first, within one unit of rounding."""
    rate = FxRate(quote.currency, "CHF", "0.93")
    about = quote.also_in(rate)
    unit = Fraction(1, 10 ** about.rounding.digits(2))
    for name in ("net", "tax", "total", "payable"):
        exact = Fraction(getattr(quote, name).amount) * Fraction("0.93")
        assert abs(Fraction(getattr(about, name).amount) - exact) < unit
