"""List prices: what they are, where each comes from, and that the doubtful ones say so."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

import pytest

from cspricing import (
    CNY,
    INR,
    USD,
    CRMLicense,
    Money,
    PercentOf,
    Price,
    Quote,
    Sourced,
    list_prices,
)

TABLE: Final[list[tuple[str, Price | int, str]]] = [
    ("ZOHO_CRM_FREE_INR_2026_08", INR(0), "page-read"),
    ("ZOHO_CRM_STANDARD_INR_2026_08", INR(800), "page-read"),
    ("ZOHO_CRM_PROFESSIONAL_INR_2026_08", INR(1400), "page-read"),
    ("ZOHO_CRM_ENTERPRISE_INR_2026_08", INR(2400), "page-read"),
    ("ZOHO_CRM_ULTIMATE_INR_2026_08", INR(2600), "page-read"),
    ("ZOHO_CRM_STANDARD_MONTHLY_USD_UNDATED", USD(20), "unverified"),
    ("ZOHO_CRM_PROFESSIONAL_MONTHLY_USD_UNDATED", USD(35), "unverified"),
    ("ZOHO_CRM_ENTERPRISE_MONTHLY_USD_UNDATED", USD(50), "unverified"),
    ("ZOHO_CRM_ULTIMATE_MONTHLY_USD_UNDATED", USD(65), "unverified"),
    ("ZOHO_CRM_STANDARD_YEARLY_USD_UNDATED", USD(14), "unverified"),
    ("ZOHO_CRM_PROFESSIONAL_YEARLY_USD_UNDATED", USD(23), "unverified"),
    ("ZOHO_CRM_ENTERPRISE_YEARLY_USD_UNDATED", USD(40), "unverified"),
    ("ZOHO_CRM_ULTIMATE_YEARLY_USD_UNDATED", USD(52), "unverified"),
    ("FXIAOKE_CRM_CNY_UNDATED", CNY(300), "secondary"),
    ("FXIAOKE_IMPLEMENTATION_LEAST_PERCENT_UNDATED", 30, "secondary"),
    ("FXIAOKE_IMPLEMENTATION_MOST_PERCENT_UNDATED", 50, "secondary"),
    ("FXIAOKE_MAINTENANCE_PERCENT_UNDATED", 20, "secondary"),
]
"""Every figure by its name, as it was gathered."""

every = pytest.mark.parametrize(
    ("name", "figure", "confidence"), TABLE, ids=[name for name, _, _ in TABLE]
)


def sourced(name: str) -> Any:  # noqa: ANN401
    """Give what stands under a name."""
    return getattr(list_prices, name)


@every
def test_a_figure_has_its_source(name: str, figure: Price | int, confidence: str) -> None:
    """Each figure is what was gathered, and says where, when, and how far to trust it."""
    found = sourced(name)
    assert type(found) is Sourced
    assert (figure, confidence) == (found.value, found.source.confidence)
    assert found.source.where


@every
def test_a_name_tells_currency_and_month(name: str, figure: Price | int, confidence: str) -> None:
    """A name says the currency, and the month of reading or that there is none."""
    read = sourced(name).source.read
    dated = "UNDATED" if read is None else f"{read:%Y_%m}"
    currency = "PERCENT" if isinstance(figure, int) else figure.currency.code
    assert name.endswith(f"_{currency}_{dated}")


def test_the_table_is_complete() -> None:
    """No list price is left out here."""
    names = [name for name in vars(list_prices) if re.fullmatch(r"[A-Z]+_[A-Z0-9_]+", name)]
    assert sorted(names) == sorted(name for name, _, _ in TABLE)


def test_no_price_is_invented() -> None:
    """Zoho CRM has no price in CNY, and Fxiaoke none that the vendor published."""
    assert not [name for name, _, _ in TABLE if name.startswith("ZOHO") and "CNY" in name]
    fxiaoke = [sourced(name) for name, _, _ in TABLE if name.startswith("FXIAOKE")]
    assert all(one.source.unverified for one in fxiaoke)


@every
def test_what_nobody_verified_says_so(name: str, figure: Price | int, confidence: str) -> None:
    """What rests on a secondary or recalled figure is marked, in both languages."""
    given = sourced(name)
    if isinstance(figure, int):
        crm = CRMLicense(seats=1, tariff=CNY(300), support_percent=given)
    else:
        crm = CRMLicense(seats=1, tariff=given)
    quote = Quote.of(crm)
    doubtful = confidence != "page-read"
    assert doubtful == quote.lines[-1].unverified
    assert doubtful == ("UNVERIFIED" in quote.explain())
    assert doubtful == ("未经核实" in quote.explain("zh"))


@every
def test_prepaid_says_so_too(name: str, figure: Price | int, confidence: str) -> None:
    """A price that is multiplied by twelve months is as doubtful as it was."""
    if isinstance(figure, Price):
        crm = CRMLicense(seats=1, tariff=sourced(name), priced="monthly", billed="yearly")
        (line,) = Quote.of(crm).over(months=12).lines
        assert (confidence != "page-read") == line.unverified


def test_zoho_was_read_on_a_day() -> None:
    """The prices in INR were read on 13 August 2026."""
    assert date(2026, 8, 13) == sourced("ZOHO_CRM_ULTIMATE_INR_2026_08").source.read


def test_a_percentage_goes_where_percentages_go() -> None:
    """Fxiaoke for 500 users a year, with 20 % maintenance, is 2,160,000.00 and unverified."""
    licence = CRMLicense(name="Fxiaoke", seats=500, tariff=sourced("FXIAOKE_CRM_CNY_UNDATED"))
    share = sourced("FXIAOKE_MAINTENANCE_PERCENT_UNDATED")
    quote = (licence + PercentOf(share, of="software", what="Maintenance")).over(months=12)
    assert Money("2160000.00", "CNY") == quote.net
    assert all(line.unverified for line in quote.lines)
