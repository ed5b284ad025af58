"""What must not matter: order, labels, the unit of money (P4, P7, P8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve
from hypothesis import example, given, strategies as st

from cspricing import (
    EUR,
    HALF_UP,
    JPY,
    VAT,
    Allowance,
    AmountOff,
    Charge,
    Currency,
    Exempt,
    Item,
    Named,
    PercentOf,
    PercentOff,
    Price,
    Quote,
    Tax,
    Terms,
    Withholding,
)
from cspricing.testing import fixed
from line_tests import OfCategory, OfUnit
from quote_figures import changed, figures, totals_of
from quote_parts import CATEGORIES, NAMES, PLAIN, Bundle, Kind, cents
from quotes import quotes
from repriced_tariffs import with_prices

LABELS = tuple(sorted({*NAMES, "p", "q"}))


def on(*components: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put components on terms."""
    return Quote(components, Terms(**terms))


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
@example(  # a rule names a component that itself names what is renamed
    on(cents(100), TENTH, discounts=[PercentOff(10, on=TENTH)]),
    ["a", "b", "c", "d", "e"],
    ["a", "b", "c"],
)
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
