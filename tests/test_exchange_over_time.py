"""Rates of exchange beside changes over the term, and what is used month by month."""

from __future__ import annotations

import pytest
from attrs import evolve

from cspricing import (
    EUR,
    USD,
    FxRates,
    Introductory,
    Money,
    PricingErrors,
    Quote,
    Terms,
    Uplift,
    Usage,
)
from exchanged_quotes import RATES, SEATS, nets, quoted

BY_INVOICE = evolve(RATES, by="invoice")


def test_prices_of_changes_are_converted_with_their_lines() -> None:
    """An introductory price is in the currency of the line, and is converted as that is."""
    quote = quoted(BY_INVOICE).changed(Introductory(2, price=USD(10)))
    assert nets(quote) == ["92.00", "80.00", "400.00"]
    quote.verify()


def test_a_price_of_a_change_in_another_currency_is_refused() -> None:
    """A change that states a price in another currency than its lines is a fault that says so."""
    with pytest.raises(PricingErrors) as caught:
        _ = quoted(RATES).changed(Introductory(2, price=EUR(10))).total
    assert caught.value.code == "currency.mixed"
    assert "Introductory, currency: cannot change prices in USD by one in EUR" in str(caught.value)


def test_an_uplift_and_a_rate_are_two_factors() -> None:
    """What raises a price and what converts it are factors of one step, settled once."""
    quote = quoted(RATES, months=13).changed(Uplift(3))
    assert nets(quote)[-2:] == ["460.00", "473.80"]
    (step,) = quote.invoices[-1].lines[0].steps
    assert str(step) == "10 x USD 50.00 x 103 / 100 x 0.92"
    quote.verify()


def test_what_is_used_is_converted_month_by_month() -> None:
    """Slices are converted one by one, and what rounding leaves of them adds up in euros."""
    calls = Usage(volumes=[1, 1, 1], unit="call", tariff=USD("0.01"), tiers_by="year_to_date")
    rates = FxRates({"USD": "0.5"}, base="EUR")
    quote = Quote.of(calls).on_terms(Terms(months=3, currency="EUR", rates=rates))
    assert quote.total == Money("0.02", "EUR")
    assert nets(quote) == ["0.01", "0.00", "0.01"]
    quote.verify()
    least = Usage(volumes=[900, 700, 800], unit="call", tariff=USD(2), minimum_per_year=USD(20_000))
    # what is missing to a quarter of the minimum, USD 200, is billed with the last month
    assert nets(quoted(BY_INVOICE, least))[-1] == "1440.00"


def test_lines_in_the_currency_of_the_quote_change_as_ever() -> None:
    """Rates do not touch lines that need none, whatever changes."""
    own = evolve(SEATS, price=EUR(50))
    changes = (Introductory(2, percent=50), Uplift(3))
    plain = Quote.of(own).over(14, "2027-01-10").changed(*changes)
    assert quoted(RATES, own, months=14).changed(*changes).totals == plain.totals
