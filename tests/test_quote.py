"""A quote is components on terms: it adds, changes by copies, and shows one truth in many ways."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from cspricing import (
    EUR,
    USD,
    VAT,
    AmountOff,
    Charge,
    CRMLicense,
    Exempt,
    Item,
    Markup,
    Money,
    PercentOf,
    PercentOff,
    Quote,
    Stacked,
    Surcharge,
    Terms,
    Training,
    Withholding,
)
from cspricing.errors import PricingError
from quotes import quotes
from shapes import SHAPES

SEATS = Item(
    name="Seats",
    quantity=25,
    unit="seat",
    price=EUR("19.90"),
    category="software",
    cadence="monthly",
)
SETUP = Item(name="Set-up", quantity=1, unit="set-up", price=EUR(1500), category="consulting")
CRM = CRMLicense(seats=3, tariff=EUR(40))
SUPPORT = PercentOf(18, of="software", what="Support", category="support")
WAGES = Charge("wages", 40, "hour", EUR(25), "labour", "monthly", cost=True)


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


# ---------------------------------------------------------------------------- reading


def test_figures_of_a_term() -> None:
    """25 x 19.90 a month for a year and 1,500 once, less 10 %, with 19 % tax."""
    quote = (SEATS + SETUP).over(12).less(PercentOff(10)).taxed(VAT(19))
    assert ("EUR", 12) == (quote.currency.code, quote.months)
    for name, amount in (
        ("subtotal", "7470.00"),
        ("discount", "747.00"),
        ("net", "6723.00"),
        ("tax", "1277.34"),
        ("total", "8000.34"),
        ("payable", "8000.34"),
        ("cost", "0.00"),
        ("contract_value", "6723.00"),
        ("one_time", "1350.00"),
        ("recurring", "5373.00"),
    ):
        assert Money(amount, "EUR") == getattr(quote, name), name
    assert EUR("447.75") == quote.monthly_recurring
    assert quote.totals == quote.priced.totals


def test_a_percentage_recurs_with_what_it_rests_on() -> None:
    """A percentage recurs if anything that it rests on does."""
    quote = (SEATS + SETUP + SUPPORT + PercentOf(10, of="consulting", what="Travel")).over(3)
    recurs = [line.recurs for line in quote.lines]
    assert [True, False, True, False] == recurs
    assert Money("1650.00", "EUR") == quote.one_time


def test_sums_by_what_lines_are() -> None:
    """P24: net amounts add up by category, by component, by cadence; own costs by themselves."""
    course = Training(days=1, daily=EUR(900), trainees=4, trainee_wage_per_day=EUR(150))
    quote = (SEATS + SETUP + SEATS + SUPPORT + WAGES + course).over(2)
    amounts = {
        "software": "1990.00",
        "consulting": "1500.00",
        "support": "358.20",
        "training": "900.00",
    }
    assert amounts == {key: str(sum_.amount) for key, sum_ in quote.by_category().items()}
    assert {"labour": "2000.00", "training": "600.00"} == {
        key: str(sum_.amount) for key, sum_ in quote.by_category("cost").items()
    }
    assert {"Seats": "1990.00", "Set-up": "1500.00", "Support": "358.20", "Training": "900.00"} == {
        key: str(sum_.amount) for key, sum_ in quote.by_component().items()
    }
    assert {"wages": "2000.00", "Training": "600.00"} == {
        key: str(sum_.amount) for key, sum_ in quote.by_component("cost").items()
    }
    assert {"monthly": "1990.00", "once": "2400.00", "with others": "358.20"} == {
        key: str(sum_.amount) for key, sum_ in quote.by_cadence().items()
    }
    assert {"monthly": "2000.00", "once": "600.00"} == {
        key: str(sum_.amount) for key, sum_ in quote.by_cadence("cost").items()
    }


@given(quotes())
def test_every_view_sums_to_the_whole(quote: Quote) -> None:
    """P24: by category, component, cadence, line and invoice, each sums to the same."""
    nothing = Money.of_minor(0, quote.currency)
    for by in (quote.by_category, quote.by_component, quote.by_cadence):
        assert quote.net == sum(by().values(), nothing)
        assert quote.cost == sum(by("cost").values(), nothing)
    assert quote.net == sum((line.net for line in quote.lines if not line.is_cost), nothing)
    assert quote.discount == sum(
        (line.discount for line in quote.lines if not line.is_cost), nothing
    )
    assert quote.total == sum((invoice.total for invoice in quote.invoices), nothing)
    assert quote.payable == sum((invoice.payable for invoice in quote.invoices), nothing)
    assert quote.tax == sum((tax.amount for tax in quote.tax_lines), nothing)
    assert quote.net == quote.one_time + quote.recurring
    assert quote.months == len(quote.invoices)
    for line in quote.lines:
        assert line.invoices == sum(
            line.number in {other.number for other in invoice.lines} for invoice in quote.invoices
        )


def test_lines_over_the_term() -> None:
    """A line over the term is the sum of what stands on its invoices, and says what it is."""
    item = attrs.evolve(SEATS, surcharges=[Surcharge(amount=EUR("2.50"))])
    quote = (item + SETUP).over(3).less(PercentOff(10, level="line")).taxed(VAT(20, inclusive=True))
    seats, setup = quote.lines
    assert (1, "Seats", "Seats", "software", "monthly", 3) == (
        seats.number,
        seats.name,
        seats.what,
        seats.category,
        seats.cadence,
        seats.invoices,
    )
    # A month: 497.50 + 2.50, less 50: 450 of which 75 is tax.
    for name, amount in (
        ("gross", "1492.50"),
        ("surcharge", "7.50"),
        ("discount", "150.00"),
        ("line_net", "1350.00"),
        ("net", "1125.00"),
        ("tax_included", "225.00"),
        ("cost", "0.00"),
    ):
        assert Money(amount, "EUR") == getattr(seats, name), name
    assert (1, False, True) == (setup.invoices, setup.recurs, seats.recurs)
    assert "<TermLine 2 Set-up: Set-up EUR 1,125.00>" == repr(setup)


def test_taxes_over_the_term() -> None:
    """A tax over the term adds up each of its rates."""
    tax = Stacked(VAT(5, name="State"), VAT("1.25", name="City"))
    quote = (SEATS + SETUP).over(2).taxed(tax, Exempt(on="consulting", reason="Art. 132"))
    state, city, none = quote.tax_lines
    assert (Money("995.00", "EUR"), Money("49.76", "EUR"), "State", Decimal(5), "S", 0) == (
        state.base,
        state.amount,
        state.name,
        state.percent,
        state.code,
        state.rate,
    )
    assert (Money("12.44", "EUR"), 1) == (city.amount, city.rate)
    assert ("E", "Art. 132", Money("1500.00", "EUR")) == (none.code, none.reason, none.base)
    assert "<TermTax S City 1.25 % of EUR 995.00: EUR 12.44>" == repr(city)


def test_pricing_is_lazy_and_done_once() -> None:
    """Nothing is priced before somebody looks; then everything is read off one pricing."""
    bad = Quote.of(SEATS, Item(name="Dollars", quantity=1, price=USD(1)))
    assert bad.terms == Terms()
    for look in ("total", "lines", "invoices", "currency", "months", "rules", "tax_lines"):
        with pytest.raises(PricingError):
            getattr(bad, look)
    quote = Quote.of(SEATS)
    assert quote.priced is quote.priced
    assert quote.lines is quote.lines
    assert quote.invoices is quote.invoices


def test_how_a_quote_is_shown() -> None:
    """A quote shows the names of its first components, and how many more there are."""
    assert "<Quote of nothing>" == repr(Quote())
    assert "<Quote of Seats, Set-up>" == repr(Quote.of(SEATS, SETUP))
    assert "<Quote of Seats, Seats, Seats, Seats, Seats and 2 more>" == repr(Quote((SEATS,) * 7))


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
