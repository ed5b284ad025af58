"""Rates of exchange as values: what is refused, what is too old, what is missing."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import pytest
from attrs import evolve

from cspricing import (
    EUR,
    JPY,
    AmountOff,
    FxRate,
    FxRates,
    PricingError,
    PricingErrors,
    Quote,
    Sourced,
    Terms,
)
from cspricing.errors import ExchangeRateError
from exchanged_quotes import FEBRUARY, JANUARY, RATES, SEATS, nets, quoted

NO: Final = False
NOTHING: Final[Any] = None


# ---------------------------------------------------------------------------- age


def test_an_old_rate_is_refused() -> None:
    """A rate that is older than may be on the day is refused, naming both."""
    rates = evolve(RATES, max_age_days=5)
    with pytest.raises(PricingErrors) as caught:
        _ = quoted(rates).total
    assert caught.value.code == "fx.stale"
    (fault,) = caught.value
    assert str(fault) == (
        "Seats, rates: the rate USD/EUR of 2027-01-04 is too old on 2027-01-10: more than 5 days "
        "old; add a newer one"
    )
    assert nets(quoted(evolve(RATES, max_age_days=6)))[0] == "460.00"


def test_an_old_rate_is_marked() -> None:
    """Or it is used, and its source says why it is not to be trusted."""
    quote = quoted(evolve(RATES, max_age_days=0, stale="mark"))
    assert "[1] USD/EUR, 2027-01-04 0.92: ECB; more than 0 days old, UNVERIFIED" in quote.explain()
    assert quote.lines[0].unverified
    assert "rate USD/EUR of 2027-01-04, ECB [1] UNVERIFIED" in quote.explain()
    undated = FxRates({"USD": "0.92"}, base="EUR", max_age_days=9, stale="mark")
    told = quoted(undated, start=None).explain()
    assert "USD/EUR 0.92: USD/EUR; nobody says of which day, UNVERIFIED" in told
    with pytest.raises(PricingErrors, match="1 fault") as caught:
        _ = quoted(evolve(undated, stale="refuse"), start=None).total
    assert "the rate USD/EUR is too old: nobody says of which day" in str(caught.value)


def test_only_invoices_that_convert_need_a_rate() -> None:
    """A rate that is too old for an invoice is no fault if nothing is converted on it."""
    once = evolve(SEATS, cadence="once")
    rates = evolve(RATES, by="invoice", max_age_days=10)
    assert nets(quoted(rates, once, months=12))[0] == "460.00"


# ---------------------------------------------------------------------------- what is missing


@pytest.mark.parametrize(
    ("rates", "terms", "told", "nearest"),
    [
        (
            RATES,
            {"start": "2027-01-03"},
            "no rate of USD/EUR on or before 2027-01-03; the nearest: 2027-01-04, 2027-02-01",
            2,
        ),
        (RATES, {"currency": "GBP"}, "no rate of USD/GBP for 2027-01-10; there are EUR/USD", 0),
        (FxRates([]), {}, "no rate of USD/EUR for 2027-01-10; there are none; state the base", 0),
        (RATES, {"start": None}, "have a day, and the term has none; give start", 2),
        (FxRates([], base="EUR"), {"start": None}, "no rate of USD/EUR; there are none; add", 0),
        (
            FxRates([JANUARY], base="EUR"),
            {"currency": "GBP"},
            "no rate of EUR/GBP for 2027-01-10; there are USD/EUR; add one",
            0,
        ),
        (
            FxRates({"JPY": 1}, base="EUR"),
            {"currency": "GBP"},
            "no rate of USD/GBP for 2027-01-10; there are JPY/EUR; add one",
            0,
        ),
    ],
)
def test_a_missing_rate_names_pair_and_day(
    rates: FxRates, terms: dict[str, Any], told: str, nearest: int
) -> None:
    """A rate that is not there is a fault with pair, day, remedy, and the nearest rates."""
    with pytest.raises(PricingErrors) as caught:
        _ = quoted(rates, **terms).total
    (fault,) = caught.value
    assert isinstance(fault, ExchangeRateError)
    assert (fault.code, fault.component, fault.field) == ("fx.missing", "Seats", "rates")
    assert told in str(fault)
    assert len(fault.nearest) == nearest
    assert pickle.loads(pickle.dumps(fault)).nearest == fault.nearest


def test_all_missing_rates_are_told() -> None:
    """All currencies without a rate are told together, and nothing that follows from them."""
    other = evolve(SEATS, name="Other", price=JPY(1))
    with pytest.raises(PricingErrors) as caught:
        _ = quoted(FxRates([]), SEATS, other, discounts=[AmountOff(EUR(10_000))]).total
    assert [(one.component, one.code) for one in caught.value] == [  # type: ignore[attr-defined]
        ("Other", "fx.missing"),
        ("Seats", "fx.missing"),
    ]


# ---------------------------------------------------------------------------- values


def test_rates_are_values() -> None:
    """The order of rates does not matter; they are written as code, and survive pickling."""
    other = FxRates([FEBRUARY, JANUARY])
    assert (RATES, hash(RATES)) == (other, hash(other))
    assert pickle.loads(pickle.dumps(RATES)) == RATES
    assert pickle.loads(pickle.dumps(JANUARY)).citations == JANUARY.citations
    assert repr(FEBRUARY) == 'FxRate(Currency("EUR"), Currency("USD"), "1.25", on="2027-02-01")'
    assert repr(FxRates({"USD": "0.9"}, base="EUR", spread=1)) == (
        'FxRates([FxRate(Currency("USD"), Currency("EUR"), "0.9")], base=Currency("EUR"), spread=1)'
    )
    assert JANUARY.pair == "USD/EUR"
    assert evolve(JANUARY, rate="0.93").citations[0].value == Decimal("0.93")
    assert evolve(FxRate("USD", "EUR", Sourced(1, "S")), on="2027-01-01").citations[0].of == (
        "USD/EUR, 2027-01-01"
    )


TWICE: Final = [JANUARY, evolve(JANUARY, rate="0.93")]
INVERSE: Final = [JANUARY, FxRate("EUR", "USD", "1.09", on="2027-01-04")]


@pytest.mark.parametrize(
    ("make", "code", "place"),
    [
        (lambda: FxRate("USD", "EUR", 0), "fx.rate", "FxRate, rate"),
        (lambda: FxRate("USD", "EUR", -1), "fx.rate", "FxRate, rate"),
        (lambda: FxRate("USD", "EUR", 0.9), "type.float", "FxRate, rate"),  # type: ignore[arg-type]
        (lambda: FxRate("USD", "EUR", NO), "type.bool", "FxRate, rate"),
        (lambda: FxRate("USD", "EUR", "NaN"), "number.nonfinite", "FxRate, rate"),
        (lambda: FxRate("USD", "EUR", NOTHING), "type.number", "FxRate, rate"),
        (lambda: FxRate("USD", "EUR", 10**99), "number.range", "FxRate, rate"),
        (lambda: FxRate("USD", "EUR", [1]), "type.number", "FxRate, rate"),  # type: ignore[arg-type]
        (lambda: FxRate("USD", "USD", 1), "fx.pair", "FxRate, to"),
        (lambda: FxRate("USD", "EURO", 1), "currency.unknown", "FxRate, to"),
        (lambda: FxRate(5, "EUR", 1), "type.currency", "FxRate, of"),  # type: ignore[arg-type]
        (lambda: FxRate("USD", "EUR", 1, on="2027"), "date.syntax", "FxRate, on"),
        (lambda: FxRate("USD", "EUR", 1, on=5), "type.date", "FxRate, on"),  # type: ignore[arg-type]
        (lambda: FxRate("USD", "EUR", 1, source="\n"), "text.control", "FxRate, source"),
        (lambda: FxRate("USD", "EUR", 1, source=" "), "text.empty", "FxRate, source"),
        (
            lambda: FxRate("USD", "EUR", 1, confidence="sure"),  # type: ignore[arg-type]
            "source.confidence",
            "FxRate, confidence",
        ),
        (lambda: FxRates(5), "type.member", "FxRates, rates"),  # type: ignore[arg-type]
        (lambda: FxRates([1]), "type.member", "FxRates, rates"),  # type: ignore[list-item]
        (lambda: FxRates("USD"), "type.member", "FxRates, rates"),  # type: ignore[arg-type]
        (lambda: FxRates({"USD": 1}), "fx.base", "FxRates, base"),
        (lambda: FxRates({"EUR": 1}, base="EUR"), "fx.pair", "FxRate, to"),
        (lambda: FxRates({5: 1}, base="EUR"), "type.currency", "FxRate, of"),  # type: ignore[arg-type]
        (lambda: FxRates(TWICE), "fx.twice", "FxRates, rates"),
        (lambda: FxRates(INVERSE), "fx.twice", "FxRates, rates"),
        (lambda: FxRates([JANUARY], base="E"), "currency.unknown", "FxRates, base"),
        (lambda: FxRates([], spread=-1), "fx.spread", "FxRates, spread"),
        (lambda: FxRates([], spread="100.1"), "fx.spread", "FxRates, spread"),
        (lambda: FxRates([], spread=0.5), "type.float", "FxRates, spread"),  # type: ignore[arg-type]
        (lambda: FxRates([], by="day"), "fx.by", "FxRates, by"),  # type: ignore[arg-type]
        (lambda: FxRates([], by=NOTHING), "fx.by", "FxRates, by"),
        (lambda: FxRates([], stale="x"), "fx.stale_rule", "FxRates, stale"),  # type: ignore[arg-type]
        (lambda: FxRates([], max_age_days=-1), "number.range", "FxRates, max_age_days"),
        (lambda: FxRates([], max_age_days="1"), "type.int", "FxRates, max_age_days"),  # type: ignore[arg-type]
        (lambda: FxRates([], day="x"), "date.syntax", "FxRates, day"),
        (lambda: RATES.on(NOTHING), "type.date", "day"),
        (lambda: RATES.on("x"), "date.syntax", "day"),
        (lambda: FxRates([], day="2027-01-01", by="invoice"), "fx.day", "FxRates, day"),
        (lambda: Terms(rates=[JANUARY]), "type.rates", "Terms, rates"),  # type: ignore[arg-type]
        (lambda: Quote.of(SEATS).converted(5), "type.rates", "Terms, rates"),  # type: ignore[arg-type]
        (lambda: Quote.of(SEATS).converted(RATES, "E"), "currency.unknown", "Terms, currency"),
    ],
    ids=map(str, range(40)),
)
def test_what_no_rate_can_be_is_refused(make: Callable[[], Any], code: str, place: str) -> None:
    """What no rate of exchange can be is refused when it is stated, naming the field."""
    with pytest.raises(PricingError) as caught:
        make()
    assert (code, place) == (caught.value.code, str(caught.value).partition(":")[0])
