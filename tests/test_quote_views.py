"""A quote shows one truth in many ways."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given

from cspricing import (
    EUR,
    USD,
    VAT,
    Charge,
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
)
from cspricing.errors import PricingError
from quote_samples import SEATS, SETUP, SUPPORT, WAGES
from quotes import quotes


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


def test_the_margin_is_what_marked_up_costs_bring() -> None:
    """What a markup makes of costs, less discounts and less the costs; own costs have none."""
    wages = Charge("wages", 2, "person", EUR(1000), "labour", "monthly", cost=True)
    time = Charge("time", 1, "day", EUR(300), "training", cost=True)
    seats = Item(name="Seats", quantity=1, price=EUR(50), category="software")
    quote = Quote.of(wages, time, seats).over(months=2).marked_up(Markup(25, on="labour"))
    # 2 x 2,000 become 5,000, of which 10 % come off
    assert Money("500.00", "EUR") == quote.less(PercentOff(10, on="labour")).margin
    assert Money("1000.00", "EUR") == quote.margin
    assert Money("300.00", "EUR") == quote.cost
    assert Money("0.00", "EUR") == Quote.of(seats).margin
