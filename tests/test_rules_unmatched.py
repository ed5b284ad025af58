"""A rule that selects no line says why: there is none, or none that it is for."""

from __future__ import annotations

from typing import Any

import pytest

from cspricing import (
    EUR,
    VAT,
    Allowance,
    AmountOff,
    Charge,
    InHouse,
    Item,
    Margin,
    Markup,
    Named,
    PercentOf,
    PercentOff,
    PhoneSupport,
    Quote,
    Terms,
    Withholding,
)
from cspricing.errors import PricingError, PricingErrors

PHONE = PhoneSupport(
    calls_per_month=10, handle_minutes=1, delivery=InHouse(heads=2, monthly_wage=EUR(2000))
)
WAGES = Charge("Wages", 1, "month", EUR(2000), "labour", cost=True)
SEATS = Item(name="Seats", quantity=1, price=EUR(10), category="software")
REBATE = Allowance(amount=EUR(1), category="labour")


def refused(quote: Quote) -> PricingError:
    """Give the one fault of a quote."""
    with pytest.raises(PricingErrors) as caught:
        quote.total  # noqa: B018  (asking is what prices it)
    (error,) = caught.value
    assert isinstance(error, PricingError)
    return error


def only_of_prices(entry: Any) -> bool:  # noqa: ANN401
    """Answer for prices only, and fail for a cost."""
    assert not entry.charge.cost
    return False


OR_OPTIONAL = ", or say optional=True"


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (
            Quote.of(PHONE).less(PercentOff(19, on="labour")),
            "PercentOff, on: 'labour' has own costs only, which are not discounted; mark them up "
            "first" + OR_OPTIONAL,
        ),
        (
            Quote.of(PHONE).less(PercentOff(19, on=PhoneSupport)),
            "PercentOff, on: 'PhoneSupport' has own costs only, which are not discounted; mark "
            "them up first" + OR_OPTIONAL,
        ),
        (
            Quote.of(WAGES, REBATE).less(AmountOff(EUR(1), on="labour")),
            "AmountOff, on: 'labour' has own costs and stated amounts only, which are not "
            "discounted; mark them up first" + OR_OPTIONAL,
        ),
        (
            Quote.of(SEATS, REBATE).less(AmountOff(EUR(1), on="labour")),
            "AmountOff, on: 'labour' has stated amounts only, which are not discounted; state "
            "others instead" + OR_OPTIONAL,
        ),
        (
            Quote.of(PHONE).taxed(VAT(19, on="labour")),
            "Tax, on: 'labour' has own costs only, which are not taxed; mark them up first"
            + OR_OPTIONAL,
        ),
        (
            Quote.of(PHONE).taxed(Withholding(19, on=("labour", "training"))),
            "Withholding, on: 'labour, training' has own costs only, which are not taxed; mark "
            "them up first" + OR_OPTIONAL,
        ),
        (
            Quote.of(PHONE, SEATS, PercentOf(5, of="labour", what="Fee")),
            "PercentOf, of: 'labour' has own costs only; say cost=True, or mark them up first",
        ),
        (
            Quote.of(WAGES, SEATS, PercentOf(5, of="software", cost=True)),
            "PercentOf, of: 'software' has prices only; leave cost=True out",
        ),
        (
            Quote.of(SEATS, PercentOf(5, of="expense")),
            "PercentOf, of: 'expense' has percentages only; select one by Named(...)",
        ),
        (
            Quote.of(
                WAGES,
                PercentOf(9, of="labour", what="On-cost", cost=True),
                PercentOf(5, of=Named("On-cost")),
            ),
            "PercentOf, of: 'On-cost' has own costs only; say cost=True, or mark them up first",
        ),
        (
            Quote.of(SEATS, WAGES).marked_up(Markup(5, on="software")),
            "Markup, on: 'software' has prices only; a markup is for own costs: name those"
            + OR_OPTIONAL,
        ),
        (
            Quote.of(SEATS, WAGES).marked_up(Margin(5, on="software")),
            "Margin, on: 'software' has prices only; a margin is for own costs: name those"
            + OR_OPTIONAL,
        ),
    ],
)
def test_a_rule_that_is_not_for_what_it_names_says_so(quote: Quote, told: str) -> None:
    """A rule names lines that are there, but not for it: it says what they are, and the remedy."""
    error = refused(quote)
    assert ("rule.unmatched", told) == (error.code, str(error))


def test_a_misspelled_category_is_told_those_there_are() -> None:
    """A rule that names nothing lists the categories."""
    assert (
        "PercentOff, on: 'labor' selects no line; the categories here are labour; mend it, or say "
        "optional=True"
    ) == str(refused(Quote.of(PHONE).less(PercentOff(19, on="labor"))))


def test_a_predicate_that_fails_beyond_its_lines_selects_none() -> None:
    """To say why nothing was selected, a predicate is asked of lines that it may not answer for."""
    error = refused(Quote.of(SEATS, WAGES, PercentOf(5, of=only_of_prices)))
    assert "'only_of_prices' selects no line" in str(error)


@pytest.mark.parametrize("rule", [Markup, Margin])
def test_a_markup_of_no_cost_at_all_is_an_error(rule: type[Markup | Margin]) -> None:
    """A markup that names no lines is an error if there is no cost: prices would stay as is."""
    quote = Quote.of(SEATS)
    error = refused(quote.marked_up(rule(20)))
    name = rule.__name__
    assert ("rule.unmatched", name, "on") == (error.code, error.component, error.field)
    assert (
        f"{name}, on: this quote has prices only; a {name.lower()} is for own costs: leave it out"
        + OR_OPTIONAL
    ) == str(error)
    assert quote.totals == quote.marked_up(rule(20, optional=True)).totals


def test_a_markup_for_the_rest_may_find_none() -> None:
    """A markup for all other costs may find that others name them all, and an empty quote any."""
    quote = Quote.of(WAGES).marked_up(Markup(10, on="labour"))
    assert quote.net == quote.marked_up(Markup(20)).net
    assert EUR(0) == Quote((), Terms(currency="EUR", markups=[Markup(20)])).total


def test_a_rule_without_lines_of_its_own_may_find_none() -> None:
    """A discount and a tax that name no lines are of whatever there is."""
    quote = Quote.of(WAGES).less(PercentOff(10)).taxed(VAT(19), Withholding(5))
    assert EUR(0) == quote.total
