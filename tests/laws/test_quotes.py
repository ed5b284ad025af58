"""The laws of quotes (P2, P3, P5, P6, P23, P24), each with the conditions it needs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any

from attrs import evolve
from hypothesis import given, strategies as st

from cspricing import (
    EUR,
    KWD,
    VAT,
    Currency,
    Exempt,
    Item,
    Money,
    PercentOff,
    Price,
    Quote,
    Rounding,
    Stacked,
    Terms,
    Totals,
    Withholding,
)
from line_tests import Every
from quote_figures import changed, figures, totals_of
from quote_parts import CATEGORIES, PLAIN, Kind, cents, currencies, items, percents, stated_amounts
from quotes import MIRRORED_MODES, quotes


def on(*components: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put components on terms."""
    return Quote(components, Terms(**terms))


# ---------------------------------------------------------------------------- P2, P23


@given(quotes())
def test_nothing_is_neutral(quote: Quote) -> None:
    """P2: adding a quote of nothing, on either side, changes nothing."""
    assert Quote.of() + quote == quote
    assert quote + Quote.of() == quote
    assert sum([quote]) == quote


@given(st.lists(quotes(kind=PLAIN, months=1), min_size=3, max_size=3))
def test_adding_quotes_is_associative(three: list[Quote]) -> None:
    """P2: quotes on the same terms, or on none, add up in any bracketing."""
    terms = three[0].terms
    first, second, third = (
        Quote(quote.components, own)
        for quote, own in zip(three, (terms, Terms(), terms), strict=True)
    )
    assert (first + second) + third == first + (second + third)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Quote, Quote]:
    """Draw two quotes on the same terms, without discounts, taxes, and percentages."""
    kind = Kind(percentages=False, costs=False)
    first = draw(quotes(kind=kind, rules=False, paid=False))
    rounding = evolve(first.terms.rounding, increment=None)
    terms = evolve(first.terms, rounding=rounding)
    second = draw(quotes(kind=kind, rules=False, paid=False, currency=terms.currency))
    return first.on_terms(terms), second.on_terms(terms)


@given(pairs())
def test_totals_are_homomorphic_where_nothing_reaches_across(two: tuple[Quote, Quote]) -> None:
    """P2: without rules, percentages and cash rounding, price(A + B) = price(A) + price(B)."""
    first, second = two
    assert first.totals + second.totals == (first + second).totals


@given(st.lists(quotes(), min_size=1, max_size=4))
def test_totals_add_without_order(several: list[Quote]) -> None:
    """P2: totals of one currency add up in any order and bracketing; adding never prices again."""
    currency = several[0].currency
    totals = [quote.totals for quote in several if quote.currency == currency]
    assert sum(totals) == reduce(lambda left, right: right + left, totals)
    assert sum(totals) + Totals(currency=currency) == sum(totals)


@given(st.lists(items(), min_size=2, max_size=6), st.data())
def test_components_combine_in_any_bracketing(several: list[Item], data: st.DataObject) -> None:
    """P23: sum(), Quote.of() and + in any bracketing give equal quotes."""
    expected = Quote.of(*several)
    given: list[Any] = list(several)
    assert expected == sum(given)
    assert expected == reduce(add, given)
    cut = data.draw(st.integers(1, len(given) - 1))
    assert expected == reduce(add, given[:cut]) + reduce(add, given[cut:])


# ---------------------------------------------------------------------------- P3


@st.composite
def parts(draw: st.DrawFn) -> tuple[list[Item], list[Item], PercentOff]:
    """Draw two lists of items with taxes of their own, and a percentage off them all."""
    currency = draw(currencies())
    rates = {
        category: Exempt() if percent == "0" else VAT(percent)
        for category in CATEGORIES
        for percent in [draw(st.sampled_from(("0", "7", "19", "100")))]
    }
    taxed = items(currency, draw(st.sampled_from(("small", "edges", "wide")))).map(
        lambda item: evolve(item, tax=rates[item.category])
    )
    several = st.lists(taxed, min_size=1, max_size=5)
    return draw(several), draw(several), PercentOff(draw(percents()))


def rounding_allowance(quote: Quote) -> Fraction:
    """Bound what rounding moves a total by, in minor units.

    It is 1/2 for the discount of the charges, and of the credits; 1/2 for each tax; and the rate
    of what its base may be off, which is 1 for the allocation and 1/2 for what is allocated.
    """
    invoice = quote.invoices[0]
    sides = len(invoice.sheet.discounts[0].sides)
    rates = [Fraction(line.percent) / 100 for line in invoice.tax_lines]
    return Fraction(sides, 2) + sum(Fraction(1, 2) + sides * rate * 3 / 2 for rate in rates)


@given(parts())
def test_splitting_a_quote_moves_its_total_by_rounding_alone(
    drawn: tuple[list[Item], list[Item], PercentOff],
) -> None:
    """P3: price(A + B) is price(A) + price(B) to the sum of what each rounding may move.

    With one percentage off, and tax once per rate; thresholds and tiers across lines break it.
    """
    first, second, discount = drawn
    three = [Quote.of(*some).over(1).less(discount) for some in (first, second, [*first, *second])]
    apart = abs(three[2].total.minor - three[0].total.minor - three[1].total.minor)
    assert apart <= sum(map(rounding_allowance, three))


# ---------------------------------------------------------------------------- P5, P6


@given(
    currencies().flatmap(
        lambda currency: st.tuples(
            stated_amounts(currency), st.integers(1, 12), st.integers(1, 9), percents()
        )
    ),
    st.sampled_from(("rate", "document")),
)
def test_a_line_many_times_is_a_line_of_many(
    drawn: tuple[Price, int, int, Decimal],
    tax: Any,  # noqa: ANN401
) -> None:
    """P5: n lines of q units are a line of n x q units, to every total.

    Only for a price per unit of whole minor units, with discounts off the quote, and taxes on it.
    """
    price, quantity, times, percent = drawn
    terms = Terms(
        discounts=[PercentOff(percent)],
        taxes=[Stacked(VAT(7), VAT("2.5"))],
        rounding=Rounding(tax=tax),
    )
    one = Item(name="a", quantity=quantity, price=price)
    many = Item(name="a", quantity=quantity * times, price=price)
    assert totals_of(Quote((many,), terms)) == totals_of(Quote((one,) * times, terms))


@given(quotes(kind=Kind(cadences=("monthly",), stated=False, costs=False), months=1, rules=False),
       st.integers(1, 30))  # fmt: skip
def test_what_recurs_is_each_time_the_same(quote: Quote, months: int) -> None:
    """P6: over a term, a monthly line comes to what it is each month, times the months."""
    each = {line.number: line.gross for line in quote.lines}
    whole = {line.number: line.gross for line in quote.over(months).lines}
    assert whole == {number: gross * months for number, gross in each.items()}


# ---------------------------------------------------------------------------- P24


@given(quotes())
def test_every_breakdown_sums_to_the_whole(quote: Quote) -> None:
    """P24: categories, components, cadences, lines and invoices each sum to the whole."""
    nothing = Money.of_minor(0, quote.currency)
    for breakdown in (quote.by_category, quote.by_component, quote.by_cadence):
        assert quote.net == sum(breakdown().values(), nothing)
        assert quote.cost == sum(breakdown("cost").values(), nothing)
    lines = quote.lines
    assert quote.net == sum((line.net for line in lines), nothing)
    assert quote.net == quote.one_time + quote.recurring
    assert quote.discount == sum((line.discount for line in lines), nothing)
    assert quote.subtotal == sum((line.gross + line.surcharge for line in lines), nothing)
    assert quote.totals.tax_included == sum((line.tax_included for line in lines), nothing)
    assert quote.tax == sum((line.amount for line in quote.tax_lines), nothing)
    assert quote.totals == sum(invoice.totals for invoice in quote.invoices)


@given(quotes())
def test_totals_follow_from_each_other(quote: Quote) -> None:
    """P1, of figures: net is list less discounts, total is net and tax, payable is what remains."""
    for totals in (quote.totals, *(invoice.totals for invoice in quote.invoices)):
        assert totals.subtotal - totals.discount - totals.tax_included == totals.net
        assert totals.net + totals.tax == totals.total
        due = totals.total + totals.rounding - totals.prepaid - totals.withheld
        assert due == totals.payable


@given(quotes(modes=MIRRORED_MODES))
def test_the_payable_total_is_rounded_to_the_increment(quote: Quote) -> None:
    """What is payable on each invoice is a multiple of the increment, and less than one away."""
    increment = quote.terms.rounding.increment
    if increment is None:
        return
    step = int(increment * 10**quote.currency.digits)
    for invoice in quote.invoices:
        assert invoice.payable.minor % step == 0
        assert abs(invoice.totals.rounding.minor) < step


# ---------------------------------------------------------------------------- copies


@given(quotes())
def test_a_quote_rebuilt_from_its_parts_is_equal(quote: Quote) -> None:
    """Every part takes itself again: converters accept what they give (attrs.evolve)."""
    rebuilt = changed(quote, evolve)
    assert quote == rebuilt
    assert figures(quote) == figures(rebuilt)


@given(quotes(months=3), st.sampled_from([KWD, EUR]))
def test_fluent_methods_leave_the_quote_as_it_was(quote: Quote, currency: Currency) -> None:
    """A quote is immutable: every method gives a new one, and figures stay what they were."""
    before = figures(quote)
    others = (
        quote + cents(1),
        quote.over(12),
        quote.less(PercentOff(10)),
        quote.taxed(Withholding(1)),
        quote.marked_up(),
        quote.on_terms(Terms(currency=currency)),
        quote.without(quote.components[0]),
    )
    assert not any(other is quote for other in others)
    assert before == figures(quote)


def test_every_is_a_test_of_lines() -> None:
    """A function that answers for a line selects by whatever a line says of itself."""
    quote = on(cents(10), cents(20, cadence="monthly"), discounts=[
        PercentOff(50, on=Every("monthly"))])  # fmt: skip
    assert quote.discount == Money("0.10", "EUR")
