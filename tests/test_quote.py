"""A quote is components on terms: it adds, and changes by copies."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from cspricing import (
    EUR,
    VAT,
    AmountOff,
    CRMLicense,
    Item,
    Markup,
    Money,
    PercentOff,
    Quote,
    Terms,
    Withholding,
)
from cspricing.errors import PricingError
from quote_samples import CRM, SEATS, SETUP, WAGES
from shapes import SHAPES

# ---------------------------------------------------------------------------- adding


def test_components_add_up_to_a_quote() -> None:
    """P23: however components are added, the quote is the same."""
    expected = Quote.of(SEATS, SETUP, CRM)
    assert expected == SEATS + SETUP + CRM
    assert expected == SEATS + (SETUP + CRM)
    total: object = sum([SEATS, SETUP, CRM])
    assert expected == total
    assert expected == sum([SEATS + SETUP, Quote.of(CRM)])
    assert expected == Quote.of(SEATS) + Quote.of(SETUP, CRM)
    assert expected == Quote((SEATS, SETUP)) + CRM
    assert expected == SEATS + Quote((SETUP, CRM))
    assert expected == 0 + expected
    assert Quote.of(CRM, WAGES) == CRM + WAGES
    assert Quote.of(WAGES, CRM) == WAGES + CRM
    assert Quote.of(WAGES, SEATS, CRM) == WAGES + (SEATS + CRM)
    assert expected == Quote() + expected == expected + Quote()


@pytest.mark.parametrize("other", [1, "Seats", None, EUR(1), 2.5, [SEATS]])
@pytest.mark.parametrize("left", [SEATS, Quote.of(SEATS)], ids=["component", "quote"])
def test_nothing_else_adds(left: Any, other: Any) -> None:  # noqa: ANN401
    """What is no component does not add, from either side, and nothing is changed."""
    for first, second in ((left, other), (other, left)):
        with pytest.raises((PricingError, TypeError)):
            operator.add(first, second)
    assert (SEATS,) == Quote.of(SEATS).components


def test_terms_go_with_the_sum() -> None:
    """Adding keeps the terms of the one quote that has some."""
    quote = Quote.of(SEATS).over(12).taxed(VAT(19))
    assert quote.terms == (quote + SETUP).terms == (SETUP + quote).terms
    assert quote.terms == (quote + Quote.of(SETUP)).terms == (Quote.of(SETUP) + quote).terms
    assert (SEATS, SEATS) == (quote + quote).components
    with pytest.raises(PricingError) as caught:
        _ = quote + Quote.of(SETUP).over(24)
    assert caught.value.code == "terms.differ"


# ---------------------------------------------------------------------------- building


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        3,
        "Seats",
        EUR(1),
        [SEATS],
        Item,
        CRMLicense,
        Quote.of(SEATS),
        Money(1, "EUR"),
        object(),
    ],
)
def test_what_is_no_component_is_refused(hostile: Any) -> None:  # noqa: ANN401
    """A class, a quote, or anything without charges() is no component."""
    builds: tuple[Callable[[], Quote], ...] = (
        lambda: Quote.of(SEATS, hostile),
        lambda: Quote((hostile,)),
    )
    for build in builds:
        with pytest.raises(PricingError) as caught:
            build()
        assert ("type.component", hostile) == (caught.value.code, caught.value.value)
        assert "charges()" in str(caught.value)


@pytest.mark.parametrize("hostile", [None, 3, 1.5, EUR(1), True])
def test_what_holds_no_components_is_refused(hostile: Any) -> None:  # noqa: ANN401
    """Components come as a row."""
    with pytest.raises(PricingError):
        Quote(hostile)


@pytest.mark.parametrize("hostile", [None, 12, "net 30", VAT(19), Quote()])
def test_what_is_no_terms_is_refused(hostile: Any) -> None:  # noqa: ANN401
    """Terms are `Terms`, wherever they are given."""
    builds: tuple[Callable[[], Quote], ...] = (
        lambda: Quote((SEATS,), hostile),
        lambda: Quote.of(SEATS).on_terms(hostile),
    )
    for build in builds:
        with pytest.raises(PricingError):
            build()


def test_a_component_may_keep_its_method_in_itself() -> None:
    """An object whose own attribute is `charges` is a component like any other."""

    class Shell:
        name = "Shell"

    shell: Any = Shell()
    shell.charges = SETUP.charges
    assert Money("1500.00", "EUR") == Quote.of(shell, SEATS).by_component()["Shell"]


def test_too_many_components_are_refused() -> None:
    """A quote has at most 200,000 components."""
    with pytest.raises(PricingError) as caught:
        Quote((SEATS,) * 200_001)
    assert caught.value.code == "limit.count"


# ---------------------------------------------------------------------------- changing


def test_fluent_methods_return_new_quotes() -> None:
    """Every method that changes something returns a copy, and leaves the quote as it was."""
    quote = Quote.of(SEATS, SETUP)
    before = quote.totals
    changed = [
        quote.over(3),
        quote.less(PercentOff(5)),
        quote.taxed(VAT(19)),
        quote.marked_up(Markup(5)),
        quote.on_terms(Terms(months=3)),
        quote.without(SETUP),
        quote + CRM,
    ]
    assert quote == Quote.of(SEATS, SETUP)
    assert before is quote.totals
    assert all(quote != other for other in changed)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        quote.terms = Terms()  # type: ignore[misc]


def test_rules_are_appended_and_terms_replaced() -> None:
    """Discounts, taxes and markups are appended in order; the term and the terms are replaced."""
    quote = (
        Quote.of(SEATS)
        .less(PercentOff(1), PercentOff(2))
        .less(AmountOff(EUR(3)))
        .taxed(VAT(1, on="a"))
        .taxed(VAT(2), Withholding(3))
        .marked_up(Markup(1, on="a"))
        .marked_up(Markup(2))
        .over(3, "2027-01-31")
        .over(4)
    )
    terms = quote.terms
    assert (PercentOff(1), PercentOff(2), AmountOff(EUR(3))) == terms.discounts
    assert (VAT(1, on="a"), VAT(2), Withholding(3)) == terms.taxes
    assert (Markup(1, on="a"), Markup(2)) == terms.markups
    assert (4, None) == (terms.months, terms.start)
    assert Terms(months=7) == quote.on_terms(Terms(months=7)).terms


@pytest.mark.parametrize(
    "change",
    [
        lambda quote: quote.over(0),
        lambda quote: quote.over(12, "31.1.2027"),
        lambda quote: quote.less(10),
        lambda quote: quote.taxed(19),
        lambda quote: quote.marked_up(PercentOff(5)),
    ],
    ids=["over", "start", "less", "taxed", "marked up"],
)
def test_bad_changes_are_refused(change: Any) -> None:  # noqa: ANN401
    """A change that cannot be is refused by the field of the terms, and changes nothing."""
    quote = Quote.of(SEATS)
    with pytest.raises(PricingError) as caught:
        change(quote)
    assert "Terms" == caught.value.component
    assert caught.value.field in {"months", "start", "discounts", "taxes", "markups"}
    assert quote == Quote.of(SEATS)


def test_components_are_left_out() -> None:
    """A component is left out by itself, an equal one, or a name; all that are so called go."""
    quote = Quote.of(SEATS, SETUP, CRM, SEATS)
    assert (SETUP, CRM) == quote.without(SEATS).components
    assert (SETUP, CRM) == quote.without(attrs.evolve(SEATS)).components
    assert (SETUP, CRM) == quote.without("Seats").components
    assert (SEATS, SETUP, SEATS) == quote.without("CRM licence").components
    assert (SEATS, SEATS) == quote.without(SETUP).without(CRM).components


@pytest.mark.parametrize("missing", ["seats", CRM, "", None, 3])
def test_what_is_not_there_cannot_be_left_out(missing: Any) -> None:  # noqa: ANN401
    """Leaving out what is not there is an error that lists what is."""
    with pytest.raises(PricingError) as caught:
        Quote.of(SEATS, SETUP).without(missing)
    error = caught.value
    assert ("component.missing", "component", missing) == (error.code, error.field, error.value)
    assert "Seats, Set-up" in str(error)


# ---------------------------------------------------------------------------- values


@given(st.sampled_from(list(SHAPES.values())), st.integers(0, pickle.HIGHEST_PROTOCOL))
def test_quotes_are_values(quote: Quote, protocol: int) -> None:
    """A quote is equal by what it is made of, priced or not, and comes back from a pickle."""
    for again in (
        Quote(quote.components, quote.terms),
        pickle.loads(pickle.dumps(quote, protocol)),
        copy.copy(quote),
        copy.deepcopy(quote),
    ):
        assert quote == again
        assert quote.totals == again.totals
    assert quote != quote.over(599)
    assert quote != object()


def test_a_portfolio_adds_totals() -> None:
    """Totals of quotes add without pricing anything again."""
    one, other = Quote.of(SEATS).taxed(VAT(19)), Quote.of(SETUP).taxed(VAT(7)).over(3)
    portfolio = one.totals + other.totals
    assert one.total + other.total == portfolio.total
    assert portfolio == sum([one.totals, other.totals])
