"""The laws of quotes (P2 to P8, P23 to P25), each with the conditions without which it is false."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given, strategies as st

import naive_quote
from amounts import fixed
from contexts import CONTEXTS, any_context, unchanged
from cspricing import (
    EUR,
    HALF_UP,
    JPY,
    KWD,
    VAT,
    Allowance,
    AmountOff,
    Charge,
    Currency,
    Exempt,
    Item,
    Markup,
    Money,
    Named,
    PercentOf,
    PercentOff,
    Price,
    PricingError,
    Quote,
    Rounding,
    Stacked,
    Tax,
    Terms,
    Totals,
    Withholding,
)
from quotes import (
    CATEGORIES,
    MIRRORED_MODES,
    NAMES,
    PLAIN,
    Bundle,
    Every,
    Kind,
    OfCategory,
    OfUnit,
    cents,
    changed,
    currencies,
    figures,
    items,
    percents,
    quotes,
    stated_amounts,
    totals_of,
)
from tariffs import with_prices

LABELS = tuple(sorted({*NAMES, "p", "q"}))


def on(*components: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put components on terms."""
    return Quote(components, Terms(**terms))


# ---------------------------------------------------------------------------- P25


COST = Charge("wages", 10, "hour", EUR("0.10"), "x", cost=True)
TWO_CENTS = cents(2, name="a")


@given(quotes(refusable=True) | quotes(kind=PLAIN, size="small", refusable=True))
@example(  # what is payable is rounded after what is prepaid
    on(cents(102), rounding=Rounding(increment="0.05"), prepaid=EUR("1.01"))
)
@example(  # a percentage of costs is a cost, and marked up with them
    on(COST, PercentOf(5, of="x", category="x", cost=True), markups=[Markup(20)])
)
@example(  # the tax in prices is allocated by what lines are
    on(cents(8), TWO_CENTS, taxes=[VAT(20, inclusive=True)])
)
@example(  # nothing comes off a line that its allowance has turned into a credit
    on(
        cents(10, allowances=[Allowance(amount=EUR("0.20"))]),
        discounts=[PercentOff(10, level="line", base="list")],
    )
)
@example(  # what is carried over waits for the next invoice with a line
    on(
        cents(40, "x", cadence="quarterly"),
        cents(5, "y", cadence="monthly"),
        months=6,
        discounts=[AmountOff(EUR(1), on="x", carry=True)],
    )
)
def test_a_naive_second_implementation_agrees(quote: Quote) -> None:
    """P25: a naive second implementation gives the same totals, lines, taxes, and refusals."""
    try:
        first = totals_of(quote)
    except PricingError as error:
        with pytest.raises(naive_quote.RefusedError) as caught:
            naive_quote.priced(quote.components, quote.terms)
        assert caught.value.code == error.code  # noqa: PT017
        return
    second = naive_quote.priced(quote.components, quote.terms)
    assert second.totals == first
    assert list(second.nets.values()) == [line.net.minor for line in quote.lines]
    assert list(second.costs.values()) == [line.cost.minor for line in quote.lines]
    assert [invoice.totals for invoice in second.invoices] == [
        {name: getattr(invoice.totals, name).minor for name in naive_quote.TOTALS}
        for invoice in quote.invoices
    ]
    assert list(second.taxes.items()) == [
        ((naive_quote.key_of(line.tax), line.rate), (line.base.minor, line.amount.minor))
        for line in quote.tax_lines
    ]
    assert [second.lapsed.get(number, 0) for number in range(len(quote.terms.discounts))] == [
        record.lapsed.minor for record in quote.rules if record.kind == "discount"
    ]


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


# ---------------------------------------------------------------------------- P4


@st.composite
def reordered(draw: st.DrawFn, drawn: st.SearchStrategy[Quote]) -> tuple[Quote, Quote]:
    """Draw a quote, and the same with its components in another order."""
    quote = draw(drawn)
    order = draw(st.permutations(range(len(quote.components))))
    return quote, Quote(tuple(quote.components[i] for i in order), quote.terms)


def swapped(*components: Any, **terms: Any) -> tuple[Quote, Quote]:  # noqa: ANN401
    """Put components on terms, and once more in reverse."""
    return on(*components, **terms), on(*reversed(components), **terms)


ALLOWED = cents(5, allowances=[Allowance(amount=EUR("0.04"))])
MONTHLY = cents(100, cadence="monthly", name="m")
TENTH = PercentOf(10, of="x", category="y", name="p", what="p")
TENTH_OF_TENTH = PercentOf(10, of=Named("p"), category="y", name="q", what="q")


@given(
    reordered(quotes())
    | reordered(quotes(kind=PLAIN, size="small"))
    | reordered(quotes(kind=Kind(lines=(2, 4)), size="small"))
)
@example(swapped(cents(5), cents(5, "y"), discounts=[PercentOff(50)], taxes=[
    VAT(19, on="x"), Exempt(on="y")]))  # fmt: skip
@example(swapped(cents(-1, "y"), cents(-1), discounts=[
    PercentOff(50, base="list"), PercentOff(100, on="y")]))  # fmt: skip
@example(  # a withholding must know one of two lines that only it can tell apart
    swapped(
        cents(1),
        evolve(cents(1), unit="seat"),
        discounts=[AmountOff(EUR("0.01"))],
        taxes=[Withholding(100, on=OfUnit("seat"))],
    )
)
@example(  # what is left of two lines is the same, but not what they were
    swapped(ALLOWED, cents(1), discounts=[AmountOff(EUR("0.01")), PercentOff(50, base="list")])
)
@example(  # nor is it, if one of them was a credit
    swapped(
        ALLOWED,
        cents(-5, allowances=[Allowance(percent=120)]),
        discounts=[AmountOff(EUR("0.01")), PercentOff(100, base="list")],
    )
)
@example(swapped(cents(1), cents(1, cadence="monthly"), discounts=[AmountOff(EUR("0.01"))]))
@example(swapped(cents(2), cents(8), taxes=[VAT(20, inclusive=True)]))
@example(  # the tax in two prices that were not the same on list
    swapped(
        cents(2),
        cents(3, allowances=[Allowance(amount=EUR("0.01"))]),
        taxes=[VAT(20, inclusive=True)],
    )
)
@example(swapped(MONTHLY, TENTH, TENTH_OF_TENTH, months=2))
def test_order_never_matters(two: tuple[Quote, Quote]) -> None:
    """P4: every total, tax, sum and the multiset of lines is the same in any order of components.

    A line is told by what it is, what it is on list, and what it comes to.
    """
    first, second = two
    assert figures(first) == figures(second)


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


# ---------------------------------------------------------------------------- P7


def relabelled(quote: Quote, names: dict[str, str], categories: dict[str, str]) -> Quote:
    """Rename components, what they charge, and categories, wherever they are named."""

    def charge(one: Any) -> Any:  # noqa: ANN401
        match one:
            case Item():
                return evolve(one, name=names[one.name], category=categories[one.category])
            case Bundle():
                return evolve(one, name=names[one.name])
            case PercentOf():
                one = evolve(one, name=names[one.name])
            case _:
                pass
        if isinstance(one, (Charge, PercentOf)):
            one = evolve(one, what=names[one.what])
        return evolve(one, category=categories[one.category])

    def select(chosen: Any) -> Any:  # noqa: ANN401
        match chosen:
            case str():
                return categories[chosen]
            case Named():
                return Named(names.get(chosen.name, chosen.name))
            case OfCategory():
                return OfCategory(categories[chosen.category])
            case _:
                return chosen

    return changed(quote, charge, select)


words = st.text("abcdef", min_size=1, max_size=3)


def some_words(count: int) -> st.SearchStrategy[list[str]]:
    """Draw so many different words."""
    return st.lists(words, min_size=count, max_size=count, unique=True)


def invoiced(quote: Quote) -> list[Any]:
    """Give all amounts of all invoices, in the order of the lines."""
    return [
        (invoice.totals, [(line.gross, line.net, line.cost) for line in invoice.lines])
        for invoice in quote.invoices
    ]


@given(quotes() | quotes(kind=PLAIN, size="small"), some_words(len(LABELS)), some_words(3))
def test_labels_that_keep_their_order_change_no_amount(
    quote: Quote, names: list[str], categories: list[str]
) -> None:
    """P7: renaming categories and labels, so that their order stays, changes no amount."""
    new = relabelled(
        quote,
        dict(zip(LABELS, sorted(names), strict=True)),
        dict(zip(CATEGORIES, sorted(categories), strict=True)),
    )
    assert invoiced(quote) == invoiced(new)


@given(
    quotes(most_discounts=1) | quotes(kind=PLAIN, size="small", most_discounts=1),
    some_words(len(LABELS)),
    some_words(3),
)
def test_labels_change_no_total_after_one_discount(
    quote: Quote, names: list[str], categories: list[str]
) -> None:
    """P7: with one discount at most, and none but a general withholding, labels change no total."""
    taxes = [rule for rule in quote.terms.taxes if isinstance(rule, Tax) or rule.on is None]
    quote = quote.on_terms(evolve(quote.terms, taxes=taxes))
    new = relabelled(
        quote,
        dict(zip(LABELS, names, strict=True)),
        dict(zip(CATEGORIES, categories, strict=True)),
    )
    assert totals_of(quote) == totals_of(new)


# ---------------------------------------------------------------------------- P8


def in_currency(quote: Quote, currency: Currency) -> Quote:
    """Rewrite every amount of *quote* in a currency of more decimals, the digits unchanged."""
    divisor = 10 ** (currency.digits - quote.currency.digits)

    def money(price: Any) -> Any:  # noqa: ANN401
        if price is None:
            return None
        return Price.exact(price.numerator, price.denominator, currency) / divisor

    def adjusted(adjustments: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(evolve(one, amount=money(one.amount), base=money(one.base))
                     for one in adjustments)  # fmt: skip

    def charge(one: Any) -> Any:  # noqa: ANN401
        match one:
            case Item():
                return evolve(
                    one,
                    price=with_prices(one.price, money),
                    allowances=adjusted(one.allowances),
                    surcharges=adjusted(one.surcharges),
                )
            case Charge():
                return evolve(one, tariff=with_prices(one.tariff, money))
            case Bundle() | PercentOf():
                return one
            case _:
                return adjusted([one])[0]

    new = changed(quote, charge)
    terms = new.terms
    step = terms.rounding.increment
    return new.on_terms(
        evolve(
            terms,
            currency=currency,
            discounts=[
                evolve(rule, price=money(rule.amount)) if isinstance(rule, AmountOff) else rule
                for rule in terms.discounts
            ],
            rounding=evolve(
                terms.rounding, increment=None if step is None else step * fixed(1, divisor // 50)
            ),
            prepaid=money(terms.prepaid),
            rounding_amount=money(terms.rounding_amount),
        )
    )


@given(
    st.sampled_from([(JPY, EUR), (EUR, Currency("CLF"))]).flatmap(
        lambda both: st.tuples(
            quotes(currency=both[0], size="small", rounding=HALF_UP), st.just(both[1])
        )
    )
)
def test_minor_units_are_all_that_counts(drawn: tuple[Quote, Currency]) -> None:
    """P8: a hundredth of all prices, in a currency with two more decimals, has the same digits."""
    quote, currency = drawn
    assert totals_of(quote) == totals_of(in_currency(quote, currency))


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


# ---------------------------------------------------------------------------- N8, N9, N10


@given(quotes(), any_context())
@example(on(cents(102), taxes=[Stacked(VAT("6.25"), VAT("1.5"))]), CONTEXTS["everything trapped"])
@example(on(cents(102), rounding=Rounding(increment="0.05")), CONTEXTS["everything trapped"])
def test_the_callers_decimal_context_changes_nothing(quote: Quote, context: Context) -> None:
    """N8, N9: no decimal context of the caller changes a figure, or is changed itself."""
    expected = figures(quote)
    again = Quote(quote.components, quote.terms)
    with unchanged(context):
        found = [getattr(again.totals, name) for name in naive_quote.TOTALS]
        lines = again.lines, again.invoices, again.tax_lines, again.rules
    assert found == [getattr(quote.totals, name) for name in naive_quote.TOTALS]
    assert len(quote.rules) == len(lines[3])
    assert expected == figures(again)


@given(quotes())
def test_no_zero_is_negative(quote: Quote) -> None:
    """N10, N11: each amount has the decimals of its currency, and no zero has a sign."""
    for name in naive_quote.TOTALS:
        amount = getattr(quote.totals, name).amount
        assert amount.as_tuple().exponent == -quote.currency.digits
        assert amount or not amount.is_signed()


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
