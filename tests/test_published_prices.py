"""Price lists that others published in prose, each case written as what one would write for it."""

from __future__ import annotations

import attrs
import pytest

from cspricing import (
    CNY,
    GBP,
    HALF_UP,
    INR,
    USD,
    Added,
    AddOn,
    AutomationTool,
    CallLength,
    Change,
    Consulting,
    CRMLicense,
    Customization,
    Graduated,
    Included,
    InHouse,
    Money,
    Outsourced,
    Package,
    PercentOf,
    PersonDays,
    PerUnit,
    PhoneSupport,
    Quote,
    Removed,
    Tier,
    Training,
    Volume,
)
from cspricing.list_prices import FXIAOKE_CRM_CNY_UNDATED, FXIAOKE_MAINTENANCE_PERCENT_UNDATED
from published import line, shares


def test_daily_volume_picks_the_price_of_the_month() -> None:
    """Calls cost 1.71, 1.57 or 1.48 each, by the month's daily average; the three lots add up.

    In ten thousands they are 46.08, 45.78 and 193.14, together 285.00.
    Source: Yiwu post's tender of 2023 (``pricing/zj-post-tiers``).
    """
    bands = Volume([Tier(2100, CNY("1.71")), Tier(3200, CNY("1.57")), Tier(None, CNY("1.48"))])
    lots = {2100: 269_500, 3200: 291_600, 3201: 1_305_000}
    quote = Quote.of(
        *(
            PhoneSupport(
                name=f"Months of {daily} calls a day",
                calls_per_month=calls,
                handle_minutes=0,  # which this tender does not bill
                delivery=Outsourced(billed_per="contact", tariff=bands.steps(daily)[0].price),
            )
            for daily, calls in lots.items()
        )
    )
    nets = [Money("460845.00", "CNY"), Money("457812.00", "CNY"), Money("1931400.00", "CNY")]
    assert nets == [one.net for one in quote.lines]
    assert Money("2850057.00", "CNY") == quote.total
    in_ten_thousands = tuple((CNY(net.amount) / 10_000).settle(HALF_UP) for net in nets)
    assert shares(CNY, 46_08, 45_78, 193_14) == in_ten_thousands
    assert Money("285.00", "CNY") == sum(in_ten_thousands, Money(0, "CNY"))


@pytest.mark.parametrize(("monthly", "yearly"), [(14, 168), (39, 468), (59, 708), (79, 948)])
def test_a_year_of_a_monthly_price(monthly: int, yearly: int) -> None:
    """A seat at 14, 39, 59 or 79 a month is 168, 468, 708 or 948 a year, in one payment.

    Source: pipedrive.com/en/pricing of 2026-09-20 (``pricing/pipedrive-lite``,
    ``pricing/pipedrive-growth``, ``pricing/pipedrive-premium``, ``pricing/pipedrive-ultimate``).
    """
    prepaid = CRMLicense(seats=1, tariff=USD(monthly), priced="monthly", billed="yearly")
    assert Money(yearly, "USD") == Quote.of(prepaid).over(months=12).total
    by_month = CRMLicense(seats=1, tariff=USD(monthly))
    assert Money(yearly, "USD") == Quote.of(by_month).over(months=12).total


def test_blocks_beyond_an_allowance() -> None:
    """731 sessions, 500 of them included and the rest at 49 for each 100 begun, are 147.00.

    Source: Freshdesk's Freddy AI (``pricing/freddy-block``).
    """
    freddy = AutomationTool(sessions_per_month=731, tariff=Included(500, Package(100, USD(49))))
    assert Money("147.00", "USD") == Quote.of(freddy).total


def test_pulses_and_a_commitment() -> None:
    """10,000 calls of 61 seconds at 4.20 a minute, in pulses of 30 seconds, are 63,000.00.

    Below a commitment to 100,000.00 that much is billed, with the shortfall of 37,000.00 shown.
    Source: dialnexa.com/pricing of 2026-09-03 (``pricing/dialnexa-commit``).
    """
    agency = Outsourced(
        billed_per="talk_minute",
        tariff=INR("4.20"),
        minimum=INR(100_000),
        pulse_seconds=30,
        call_lengths=[CallLength(seconds=61, percent=100)],
    )
    calls = PhoneSupport(
        calls_per_month=10_000, handle_minutes=2, talk_minutes="1.017", delivery=agency
    )
    (line,) = Quote.of(calls).invoices[0].lines
    assert [INR(63_000), INR(37_000)] == [step.amount for step in line.steps]
    assert Money("100000.00", "INR") == line.net


def test_platform_onboarding_and_seats() -> None:
    """890 a month, 3,000 once, and 45 a month for each seat beyond 3 make 14,760.00 of 5 seats.

    The second year is without onboarding: 11,760.00.
    Source: github.com/api-evangelist/hubspot at 47be843 (``pricing/hubspot-onboarding``).
    """
    platform = CRMLicense(
        seats=5,
        free_seats=3,
        tariff=USD(45),
        onboarding=USD(3000),
        addons=[AddOn(name="Platform", quantity=1, tariff=USD(890))],
    )
    quote = Quote.of(platform)
    first = quote.over(months=12).total
    assert Money("14760.00", "USD") == first
    assert Money("11760.00", "USD") == quote.over(months=24).total - first
    renewed = attrs.evolve(platform, onboarding=None)
    assert Money("11760.00", "USD") == Quote.of(renewed).over(months=12).total


def test_days_at_a_premium() -> None:
    """Ten days at 894, two at half as much again, and one at twice that are 13,410.00.

    Source: SCC's rate card of G-Cloud 8 (``pricing/scc-overtime``).
    """
    grades = [
        PersonDays("weekdays", 10, GBP(894)),
        PersonDays("weekends", 2, GBP(894), premium_percent=50),
        PersonDays("bank holidays", 1, GBP(894), premium_percent=100),
    ]
    assert Money("13410.00", "GBP") == Quote.of(Consulting(grades=grades)).total


def test_people_by_days() -> None:
    """Three people for 20 days at 1,500 a day are 90,000.00.

    Source: sibuke.com (``pricing/labour-sibuke``).
    """
    work = Customization(person_days=3 * 20, daily=CNY(1500))
    assert Money("90000.00", "CNY") == Quote.of(work).total


def test_benefits_on_a_wage() -> None:
    """Benefits of 23 % on a wage of 15.00 an hour are 3.45.

    Source: rdi-connect.com, nine factors (``pricing/rdi-benefits``).
    """
    team = InHouse(hourly_wage=USD(15), on_cost_percent=23)
    hour = PhoneSupport(calls_per_month=60, handle_minutes=1, delivery=team)
    wage, benefits = Quote.of(hour).lines
    assert (Money("15.00", "USD"), Money("3.45", "USD")) == (wage.cost, benefits.cost)


def test_a_course_with_its_expenses() -> None:
    """A course for ten, with hotel, flight, transfers and two dinners each, is 22,150.00.

    Source: citadeladvantage.blogspot.com (``pricing/citadel-course``).
    """
    course = Training(
        days=2,
        trainees=10,
        fee=USD(1665),
        catering_per_day=USD(25),
        travel=USD(3000) + USD(1500) + USD(500),
    )
    quote = Quote.of(course)
    assert {"training": Money("17150.00", "USD"), "expense": Money("5000.00", "USD")} == (
        quote.by_category()
    )
    assert Money("22150.00", "USD") == quote.total


def test_lots_of_a_tender() -> None:
    """Lots of 33.75, 9.26 and 0.15 million sum to 43.16 million.

    Source: bbda.com, tender ZSHJ-WHS-FW-2025-482 (``pricing/wuhan-12345``).
    """
    one, two, three = (Quote.of(line(CNY(10_000), count)) for count in (3375, 926, 15))
    assert Money(43_160_000, "CNY") == (one.totals + two.totals + three.totals).total
    assert Money(43_160_000, "CNY") == (one + two + three).total


def test_graduated_calls() -> None:
    """60,000 calls at 0.89, 0.59 and 0.35 are 36,000.00 by the part in each tier.

    Read as a price for all units they are 21,000.00: the two readings have two names here.
    Source: usefini.com/pricing of 2026-10-07 (``pricing/fini-voice-graduated``).
    """
    tiers = [Tier(10_000, USD("0.89")), Tier(50_000, USD("0.59")), Tier(None, USD("0.35"))]
    for tariff, month in ((Graduated(tiers), "36000.00"), (Volume(tiers), "21000.00")):
        agent = AutomationTool(sessions_per_month=60_000, unit="call", tariff=tariff)
        assert Money(month, "USD") == Quote.of(agent).total


@pytest.mark.parametrize(("overage", "month"), [("2.00", "1700.00"), ("1.50", "1550.00")])
def test_seats_with_an_allowance(overage: str, month: str) -> None:
    """20 seats at 55 with 5 resolutions each, and 300 beyond, are 1,700.00 or 1,550.00 a month.

    Source: zendesk.com/pricing of 2026-10-07 (``pricing/zendesk-ar``).
    """
    seats = CRMLicense(name="Suite", seats=20, tariff=USD(55))
    resolved = AutomationTool(
        sessions_per_month=400,
        unit="resolution",
        tariff=Included(20 * 5, PerUnit(USD(overage))),
    )
    assert Money(month, "USD") == (seats + resolved).total


@pytest.mark.parametrize(
    ("change", "next_invoice"),
    [
        (Added(3, "2027-06-21", billed="next"), "350.00"),
        (Removed(3, "2027-06-21", billed="next"), "150.00"),
    ],
    ids=["added", "removed"],
)
def test_seats_that_come_or_go_within_a_month(change: Change, next_invoice: str) -> None:
    """With 10 of 30 days left, 3 seats more than 10 at 25 make 350.00, and 3 fewer 150.00.

    The next invoice has the seats of its month, and 25.00 more or less for the 10 days.
    Source: easyticket.ai (``pricing/easyticket-add``, ``pricing/easyticket-remove``).
    """
    seats = CRMLicense(seats=10, tariff=USD(25))
    june, july = Quote.of(seats).over(2, "2027-06-01").changed(change).invoices
    assert Money("250.00", "USD") == june.total
    assert Money(next_invoice, "USD") == july.total


def test_shares_of_the_licence() -> None:
    """500 users at 300 a month are 1,800,000.00 a year, and with 40 % and 20 % on it 2,880,000.00.

    Source: worktile.com (``pricing/worktile-fxiaoke``).
    """
    licence = CRMLicense(name="Licence", seats=500, tariff=FXIAOKE_CRM_CNY_UNDATED)
    maintenance = FXIAOKE_MAINTENANCE_PERCENT_UNDATED
    quote = Quote.of(
        licence,
        PercentOf(40, of=CRMLicense, what="Implementation", category="customization"),
        PercentOf(maintenance, of=CRMLicense, what="Maintenance", category="support"),
    ).over(months=12)
    expected = {
        "Licence": Money("1800000.00", "CNY"),
        "Implementation": Money("720000.00", "CNY"),
        "Maintenance": Money("360000.00", "CNY"),
    }
    assert expected == quote.by_component()
    assert Money("2880000.00", "CNY") == quote.total
    supported = CRMLicense(
        seats=500,
        tariff=FXIAOKE_CRM_CNY_UNDATED,
        support_percent=FXIAOKE_MAINTENANCE_PERCENT_UNDATED,
    )
    assert Money("2160000.00", "CNY") == Quote.of(supported).over(months=12).total
