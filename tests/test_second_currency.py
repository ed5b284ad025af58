"""Totals in a second currency, for information only."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from cspricing import (
    EUR,
    GBP,
    VAT,
    Currency,
    FxRate,
    Money,
    PricingError,
    Quote,
    Terms,
    Totals,
)
from cspricing.documents import to_markdown
from exchanged_quotes import JANUARY, RATES, SETUP, quoted

# ---------------------------------------------------------------------------- also in


def test_totals_are_shown_in_a_second_currency() -> None:
    """Each total is converted and rounded by itself, and the document says so."""
    quote = Quote.of(SETUP).taxed(VAT(19)).less()
    rate = FxRate("USD", "EUR", "0.92", on="2027-01-04", source="ECB")
    about = quote.also_in(rate)
    assert (about.net, about.tax) == (Money("108.70", "USD"), Money("20.65", "USD"))
    assert (about.total, about.payable) == (Money("129.35", "USD"), Money("129.35", "USD"))
    assert repr(about) == "<Presentation: about USD 129.35>"
    told = to_markdown(quote, also_in=rate)
    assert "| USD | |\n| :-- | --: |\n| net | about USD 108.70 |\n| tax | about" in told
    assert (
        "For information only, each rounded half up to 2 decimals: EUR x 1 / 0.92 "
        "(rate USD/EUR of 2027-01-04, ECB). \\*"
    ) in told
    assert "- USD/EUR, 2027-01-04 0.92: ECB, UNVERIFIED" in told
    assert "仅供参考，各项按“四舍五入”保留 2 位小数" in to_markdown(quote, "zh", also_in=rate)


def test_a_second_currency_shows_what_there_is() -> None:
    """Without taxes none is shown; what is payable is, where it is another amount."""
    quote = Quote.of(SETUP).on_terms(Terms(prepaid=EUR(30)))
    told = to_markdown(quote, also_in=FxRate("EUR", "JPY", "151.37"))
    assert "| total | about JPY 15,137 |\n| payable | about JPY 10,596 |" in told
    assert "about JPY 0" not in told
    assert "Sources" not in told


@pytest.mark.parametrize(
    ("rate", "code"), [(JANUARY, "fx.missing"), (5, "type.rate"), (RATES, "type.rate")]
)
def test_a_second_currency_needs_a_rate_of_the_first(rate: Any, code: str) -> None:  # noqa: ANN401
    """A rate that says nothing of the quote's currency, or is none, is refused."""
    with pytest.raises(PricingError) as caught:
        to_markdown(Quote.of(evolve(SETUP, price=GBP(1))), also_in=rate)
    assert caught.value.code == code


def test_totals_of_converted_quotes_are_in_one_currency() -> None:
    """Totals add up as those of any quote do."""
    both = quoted(RATES).totals + quoted(RATES, SETUP).totals
    assert isinstance(both, Totals)
    assert both.net == Money(1480, "EUR")
    assert Fraction(both.net.amount) == 3 * Fraction("0.92") * 500 + 100
    assert Currency("EUR") == both.currency
