"""Rates of exchange: which one counts, and how it converts."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from cspricing import (
    EUR,
    GBP,
    JPY,
    USD,
    Allowance,
    AmountOff,
    AtLeast,
    Charge,
    FxRate,
    FxRates,
    Item,
    Markup,
    Money,
    PercentOf,
    PricingError,
    PricingErrors,
    Quote,
    Sourced,
    Surcharge,
)
from cspricing.conversion import conversions
from cspricing.documents import to_markdown
from cspricing.errors import ExchangeRateError
from exchanged_quotes import FEBRUARY, JANUARY, RATES, SEATS, SETUP, nets, quoted

# ---------------------------------------------------------------------------- which rate


@pytest.mark.parametrize(
    ("rates", "amounts"),
    [
        (RATES, ["460.00", "460.00", "460.00"]),
        (RATES.on("2027-02-01"), ["400.00", "400.00", "400.00"]),
        (RATES.on(date(2027, 1, 31)), ["460.00", "460.00", "460.00"]),
        (evolve(RATES, by="invoice"), ["460.00", "400.00", "400.00"]),
        (FxRates({"USD": "0.92"}, base="EUR"), ["460.00", "460.00", "460.00"]),
        (FxRates({"EUR": "1.25"}, base="USD"), ["400.00", "400.00", "400.00"]),
        (evolve(RATES, spread="1.5"), ["466.90", "466.90", "466.90"]),
    ],
)
def test_which_rate_counts(rates: FxRates, amounts: list[str]) -> None:
    """The latest rate on or before the day counts: of the term, a stated one, or each invoice."""
    assert nets(quoted(rates)) == amounts


def test_each_invoice_has_the_rate_of_its_issue_date() -> None:
    """In arrears, that is the last day of the period; equal rates make equal invoices."""
    rates = evolve(RATES, by="invoice")
    quote = quoted(rates, in_arrears=True, months=4)
    assert nets(quote) == ["400.00", "400.00", "400.00", "400.00"]
    assert [count for _, count in quote.priced.runs] == [4]
    assert [count for _, count in quoted(rates, months=4).priced.runs] == [1, 3]


def test_cross_rates_go_over_the_base() -> None:
    """Without a rate of two currencies, both are taken over the stated base, exactly."""
    rates = FxRates([JANUARY, FxRate("GBP", "EUR", "1.15", on="2027-01-04")], base="EUR")
    factors = rates.factors(USD, GBP, date(2027, 1, 10))
    assert [str(one) for one in factors] == ["0.92", "1 / 1.15"]
    assert [one.to for one in factors] == [EUR, GBP]
    with pytest.raises(ExchangeRateError, match=r"USD/GBP for 2027-01-10; .* state the base="):
        evolve(rates, base=None).factors(USD, GBP, date(2027, 1, 10))
    direct = FxRate("USD", "GBP", "0.8", on="2027-01-01")
    own = FxRates([*rates.rates, direct], base="EUR")
    assert [str(one) for one in own.factors(USD, GBP, date(2027, 1, 10))] == ["0.8"]
    assert [str(one) for one in own.factors(GBP, EUR, date(2027, 1, 10))] == ["1.15"]


# ---------------------------------------------------------------------------- what it does


def test_a_price_is_converted_by_a_step_and_settled_once() -> None:
    """The rate is a factor of the step, so that one product is settled, in euros."""
    quote = quoted(RATES.on("2027-02-01"), Item(name="Odd", quantity=7, price=USD("0.01") / 3))
    (line,) = quote.invoices[0].lines
    (step,) = line.steps
    assert str(step) == "7 x USD 0.01 / 3 x 1 / 1.25"
    assert (step.amount, step.amount.currency) == (EUR(7) / 375, EUR)
    assert line.gross == Money("0.02", "EUR")
    assert conversions(step.factors) == line.conversions


def test_parts_of_a_tariff_and_of_a_period_are_converted() -> None:
    """Minimums, prorated periods and fees are converted with the line."""
    least = AtLeast(USD(1000), USD(50))
    quote = quoted(
        RATES, evolve(SEATS, price=least, cadence="quarterly"), months=4, proration="months"
    )
    assert nets(quote) == ["920.00", "0.00", "0.00", "306.67"]
    assert "minimum USD 1,000.00 x 0.92 reached" not in quote.explain()
    assert "shortfall to the minimum; rate USD/EUR of 2027-01-04, ECB [1]" in quote.explain()
    quote.verify()


def test_adjustments_are_converted_with_their_line() -> None:
    """Stated amounts of a line, and bases of percentages, are in the currency of the line."""
    seats = evolve(
        SEATS,
        allowances=[Allowance(amount=USD(7)), Allowance(percent=10)],
        surcharges=[Surcharge(percent=5, base=USD(11))],
    )
    (line, *_) = quoted(RATES, seats).invoices[0].lines
    amounts = [str(money.amount) for _, money in line.adjustments]
    assert amounts == ["-6.44", "-46.00", "0.51"]
    explained = quoted(RATES, seats).explain()
    assert "allowance: USD -7.00 x 0.92" in explained
    assert "allowance: -10 % x EUR 460.00" in explained
    assert "surcharge: 5 % x USD 11.00 x 0.92" in explained
    quoted(RATES, seats).verify()


def test_costs_percentages_and_stated_amounts_are_converted() -> None:
    """A cost is converted before it is marked up, and percentages rest on what is settled."""
    wages = Charge("wages", 40, "hour", USD(25), "labour", "monthly", cost=True)
    given = (wages, PercentOf(10, of="labour", what="Fee"), Allowance(amount=USD(50)), SETUP)
    quote = quoted(RATES, *given).marked_up(Markup(50))
    assert {line.what: str(line.net.amount) for line in quote.lines} == {
        "wages": "4140.00",
        "Fee": "414.00",
        "Allowance": "-46.00",
        "Set-up": "100.00",
    }
    assert quote.lines[0].cost == Money(2760, "EUR")
    quote.verify()


def test_a_currency_without_decimals_is_settled_by_its_own_digits() -> None:
    """The digits of the quote's currency count, whatever the price had."""
    rates = FxRates({"USD": "151.37"}, base="JPY")
    assert quoted(rates, currency="JPY").invoices[0].totals.net == Money(75685, "JPY")
    assert nets(quoted(rates, evolve(SEATS, price=JPY(1)), currency="USD"))[0] == "0.07"


def test_the_currency_is_that_of_the_only_prices_unless_stated() -> None:
    """Rates alone change nothing; of several currencies, terms must say which one counts."""
    assert Quote.of(SEATS).converted(RATES).currency == USD
    assert Quote.of(PercentOf(5, of=Item), SEATS).converted(RATES).currency == USD
    assert quoted(RATES).lines[0].conversions[0][0].to == EUR
    with pytest.raises(PricingErrors) as caught:
        _ = Quote.of(SEATS, SETUP).converted(RATES).total
    assert caught.value.code == "currency.missing"
    assert "prices are in USD and EUR; say in which one" in str(caught.value)
    with pytest.raises(PricingErrors) as caught:
        _ = Quote.of(SEATS, SETUP).total
    assert caught.value.code == "currency.mixed"
    with pytest.raises(PricingErrors) as caught:
        _ = Quote.of().converted(RATES).total
    assert caught.value.code == "currency.missing"


def test_amounts_of_the_quote_are_stated_in_its_currency() -> None:
    """What is off, prepaid or rounded is an amount of the quote itself, and is not converted."""
    for terms in ({"discounts": [AmountOff(USD(5))]}, {"prepaid": USD(5)}):
        with pytest.raises(PricingErrors) as caught:
            _ = quoted(RATES, **terms).total
        assert caught.value.code in {"currency.mixed", "terms.amount"}


def test_quotes_of_different_rates_do_not_add_up() -> None:
    """Two quotes on terms with different rates are not put together."""
    with pytest.raises(PricingError, match="differ in rates"):
        quoted(RATES) + quoted(evolve(RATES, spread=1))


# ---------------------------------------------------------------------------- what is said


def test_the_explanation_has_the_rate_and_its_source() -> None:
    """A step says by which rate of which day it is converted, who says so, and the spread."""
    quote = quoted(FxRates([JANUARY], spread=Sourced(2, "policy")))
    assert "10 seats x USD 50.00 x 0.92 x 102 / 100 " in quote.explain()
    assert "(rate USD/EUR of 2027-01-04, ECB [1]; spread of 2 % [2] UNVERIFIED)" in quote.explain()
    assert "[1] USD/EUR, 2027-01-04 0.92: ECB, published" in quote.explain()
    assert "converted to EUR at the rates in force on 2027-01-10." in quote.explain()
    assert "USD 价格按 2027-01-10 汇率折算为 EUR。" in quote.explain("zh")
    assert "2027-01-04 汇率 USD/EUR，ECB [1]；点差 2 % [2] 未经核实" in quote.explain("zh")
    assert quote.lines[0].unverified
    quote.verify()


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        (FxRate("USD", "EUR", "0.92"), "(rate USD/EUR)"),
        (FxRate("USD", "EUR", "0.92", source="S"), "(rate USD/EUR, S [1] UNVERIFIED)"),
        (FxRate("USD", "EUR", "0.92", on="2027-01-01"), "(rate USD/EUR of 2027-01-01)"),
        (
            FxRate("USD", "EUR", Sourced("0.92", "S", "2027-01-02", "verified")),
            "(rate USD/EUR, S [1])",
        ),
    ],
)
def test_a_rate_says_what_is_known_of_it(rate: FxRate, told: str) -> None:
    """A rate is told with its pair, and its day and source if it has them."""
    quote = quoted(FxRates([rate]))
    assert told in quote.explain()
    assert quote.lines[0].unverified == ("UNVERIFIED" in told)


def test_rates_without_days_need_no_dates() -> None:
    """A term without dates is converted by rates that always hold, or those of a stated day."""
    always = FxRates({"USD": "0.92"}, base="EUR")
    assert nets(quoted(always, start=None))[0] == "460.00"
    assert "Prices in USD are converted to EUR." in quoted(always, start=None).explain()
    assert nets(quoted(RATES.on("2027-02-05"), start=None))[0] == "400.00"


def test_plain_data_has_original_prices_and_rates() -> None:
    """Steps as plain data have the price as it was stated, and what it was multiplied by."""
    data = quoted(evolve(RATES, spread=2)).to_dict()
    assert data["rates"] == {"by": "term", "day": None, "base": None, "spread": "2"}
    (step,) = data["invoices"][0]["lines"][0]["steps"]
    assert (step["price"], step["currency"]) == ("50", "USD")
    assert step["factors"] == [
        {
            "above": "0.92",
            "below": "1",
            "why": "fx_dated_sourced",
            "told": {"pair": "USD/EUR", "on": "2027-01-04", "source": "ECB"},
            "to": "EUR",
        },
        {"above": "102", "below": "100", "why": "fx_spread", "told": {"percent": "2"}, "to": "EUR"},
    ]
    assert quoted(FxRates([], base="EUR"), SETUP).to_dict()["rates"]["base"] == "EUR"
    assert Quote.of(SETUP).to_dict()["rates"] is None


def test_a_document_shows_original_prices_and_all_rates() -> None:
    """Unit prices are those stated, and below the term stand the rates of all invoices."""
    told = to_markdown(quoted(evolve(RATES, by="invoice"), SEATS, SETUP))
    assert "| 1 | Seats | 10 seats | USD 50.00 | 3 x monthly | EUR 1,260.00 |" in told
    assert (
        "Prices in USD are converted to EUR at the rates of each issue date.\n\n"
        "- USD x 0.92 (rate USD/EUR of 2027-01-04, ECB)\n"
        "- USD x 1 / 1.25 (rate EUR/USD of 2027-02-01)\n"
    ) in told
    assert "- USD/EUR, 2027-01-04 0.92: ECB, published" in told
    wages = Charge("wages", 40, "hour", USD(25), "labour", "monthly", cost=True)
    assert "0.92" not in to_markdown(quoted(RATES, wages).marked_up(Markup(50)))


def test_sources_of_all_invoices_are_those_of_a_line() -> None:
    """A line over the term cites the rates of all its invoices."""
    rates = evolve(RATES, rates=[JANUARY, evolve(FEBRUARY, source="bank")], by="invoice")
    (line,) = quoted(rates).lines
    assert [str(one.value) for one in line.citations] == ["0.92", "1.25"]
    assert line.unverified
    assert not quoted(RATES).lines[0].unverified


# ---------------------------------------------------------------------------- beside the rest


def test_what_rates_make_dearer_is_told() -> None:
    """A difference between quotes says what other rates came to, as part of the term."""
    before, after = quoted(RATES, SEATS), quoted(RATES.on("2027-02-01"), SEATS)
    difference = before.diff(after)
    (part,) = difference.parts
    assert (part.kind, part.change.net) == ("term", Money(-180, "EUR"))
    told = "USD/EUR 0.92, EUR/USD 1.25"
    assert f"rates of exchange: {told} -> {told}, 2027-02-01" in difference.explain()
    assert "汇率：USD/EUR 0.92、EUR/USD 1.25 → " in difference.explain("zh")
    many = FxRates(
        [*RATES.rates, *(FxRate("GBP", to, 1) for to in ("EUR", "USD"))], by="invoice", spread=1
    )
    assert "EUR/USD 1.25, ..., by invoice, spread of 1 %" in before.diff(quoted(many)).explain()


def test_quotes_of_other_currencies_can_be_compared() -> None:
    """Rates that only one of two quotes has convert its own lines midway."""
    pounds = evolve(SEATS, name="Pounds", price=GBP(50))
    before = quoted(FxRates({"GBP": "1.2"}, base="EUR"), pounds, SETUP)
    after = quoted(RATES, SEATS, SETUP)
    assert before.diff(after).change.net == Money(1380 - 1800, "EUR")
    assert after.diff(before).change.net == Money(1800 - 1380, "EUR")
    plain = Quote.of(SETUP).over(3, "2027-01-10")
    assert plain.diff(after).change.net == Money(1380, "EUR")
    assert after.diff(plain).change.net == Money(-1380, "EUR")
    assert RATES.filled(RATES) is RATES


def test_rates_are_part_of_the_identifier() -> None:
    """Another rate makes another quote; the order of rates does not."""
    other = FxRates([FEBRUARY, JANUARY])
    assert quoted(RATES).identifier == quoted(other).identifier
    assert quoted(RATES).identifier != quoted(evolve(RATES, spread=1)).identifier
    assert quoted(RATES).identifier != quoted(FxRates([JANUARY])).identifier
