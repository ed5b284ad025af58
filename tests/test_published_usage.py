"""Published prices of usage that varies by month, each case written as a term of months."""

from __future__ import annotations

import pytest

from cspricing import (
    CNY,
    HALF_UP,
    INR,
    USD,
    AtLeast,
    CRMLicense,
    Money,
    Quote,
    Tier,
    Usage,
    Volume,
)
from cspricing.period import month_days


def test_the_daily_average_of_each_month_picks_its_price() -> None:
    """Calls cost 1.71, 1.57 or 1.48 by the month's average a day; a term adds up to 2,850,057.00.

    The tender forecasts 269,500, 291,600 and 1,305,000 calls in months of up to 2,100 calls a day,
    of up to 3,200, and of more; here 5, 4 and 12 months have them. In ten thousands these are
    46.08, 45.78 and 193.14.
    Source: Yiwu post's tender of 2023 (``pricing/zj-post-tiers``).
    """
    calls = [53_900] * 5 + [72_900] * 4 + [108_750] * 12
    usage = Usage(
        volumes=calls,
        unit="call",
        tariff=Volume([Tier(2100, CNY("1.71")), Tier(3200, CNY("1.57")), Tier(None, CNY("1.48"))]),
        tiers_by="day",
        days=month_days("2023-09-01", 21),
        category="outsourcing",
    )
    quote = Quote.of(usage).over(months=21, start="2023-09-01")
    nets = [invoice.lines[0].net for invoice in quote.invoices]
    lots = [sum(part, Money(0, "CNY")) for part in (nets[:5], nets[5:9], nets[9:])]
    assert [Money(n, "CNY") for n in (460_845, 457_812, 1_931_400)] == lots
    assert Money("2850057.00", "CNY") == quote.total
    in_ten_thousands = [(CNY(lot.amount) / 10_000).settle(HALF_UP) for lot in lots]
    assert ["46.08", "45.78", "193.14"] == [str(lot.amount) for lot in in_ten_thousands]
    quote.verify()


def test_a_commitment_by_the_month_or_the_year() -> None:
    """15,000 minutes at 4.20 are 63,000.00; a commitment to 100,000.00 bills so much.

    Committed by the month, that is each month; by the year, only its last month bears what is
    missing of 1,200,000.00, and a strong month makes up for a weak one.
    Source: dialnexa.com/pricing of 2026-09-03 (``pricing/dialnexa-commit``).
    """
    minutes = [15_000] * 11 + [45_000]
    monthly = Usage(volumes=minutes, unit="minute", tariff=AtLeast(INR(100_000), INR("4.20")))
    first, *_, last = Quote.of(monthly).over(12).invoices
    assert (Money(100_000, "INR"), Money(189_000, "INR")) == (first.total, last.total)
    assert [INR(63_000), INR(37_000)] == [step.amount for step in first.lines[0].steps]
    yearly = Usage(
        volumes=minutes, unit="minute", tariff=INR("4.20"), minimum_per_year=INR(1_200_000)
    )
    quote = Quote.of(yearly).over(12)
    assert Money(63_000, "INR") == quote.invoices[0].total
    assert [INR(189_000), INR(318_000)] == [
        step.amount for step in quote.invoices[11].lines[0].steps
    ]
    assert Money(1_200_000, "INR") == quote.total
    quote.verify()


@pytest.mark.parametrize(("overage", "month"), [("2.00", "1700.00"), ("1.50", "1550.00")])
def test_an_allowance_of_each_month(overage: str, month: str) -> None:
    """20 seats at 55 with 5 resolutions each: 400 resolutions are 1,700.00, or 1,550.00 committed.

    Source: zendesk.com/pricing of 2026-10-07 (``pricing/zendesk-ar``).
    """
    seats = CRMLicense(name="Suite", seats=20, tariff=USD(55))
    resolved = Usage(
        volumes=[400, 100, 400], unit="resolution", tariff=USD(overage), included=20 * 5
    )
    quote = (seats + resolved).over(3)
    expected = [Money(month, "USD"), Money("1100.00", "USD"), Money(month, "USD")]
    assert expected == [invoice.total for invoice in quote.invoices]
    assert quote.invoices[0].sheet is quote.invoices[2].sheet
    quote.verify()
