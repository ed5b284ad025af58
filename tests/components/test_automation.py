"""Automation tools: what they cost, each line by hand, and what they keep from a channel."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import pytest

from component_samples import Charged, charged, plain
from cspricing import (
    EUR,
    AutomationTool,
    Citation,
    Deflection,
    Graduated,
    Included,
    Money,
    Outsourced,
    Package,
    PerUnit,
    PhoneSupport,
    Quote,
    Source,
    Sourced,
    Tier,
    Working,
)
from cspricing.errors import PricingError

BLOCKS: Final = Included(500, Package(100, EUR(49)))


@pytest.mark.parametrize(
    ("unit", "tariff", "uses", "amount"),
    [
        ("session", EUR("0.10"), 731, "73.1"),
        ("session", BLOCKS, 731, "147"),  # 231 beyond: 3 blocks
        ("session", BLOCKS, 700, "98"),  # 200 beyond: just 2 blocks
        ("session", BLOCKS, 500, "0"),
        ("resolution", PerUnit(EUR("0.99")), 1000, "990"),
        ("conversation", Graduated([Tier(1000, EUR(2)), Tier(None, EUR(1))]), 1500, "2500"),
    ],
)
def test_use_is_charged_at_a_tariff(unit: str, tariff: Any, uses: int, amount: str) -> None:  # noqa: ANN401
    """A month's sessions, resolutions or conversations are charged at any tariff."""
    bot = AutomationTool(sessions_per_month=uses, tariff=tariff, unit=unit)
    assert [
        Charged("usage", str(uses), unit, "software", "monthly", "price", EUR(amount))
    ] == charged(bot.charges())


def test_a_licence_is_due_monthly() -> None:
    """A licence is a monthly price of the tool."""
    bot = AutomationTool(licence=EUR(300))
    assert [Charged("licence", "1", "tool", "software", "monthly", "price", EUR(300))] == charged(
        bot.charges()
    )


@pytest.mark.parametrize(
    ("billed", "part", "year"),
    [("monthly", "85", "7020.00"), ("quarterly", "255", "7020.00"), ("yearly", "1020", "7020.00")],
)
def test_what_is_built_is_maintained(billed: Any, part: str, year: str) -> None:  # noqa: ANN401
    """6,000 once, and 17 % of it a year: 1,020 a year, 255 a quarter, 85 a month."""
    bot = AutomationTool(building=EUR(6000), maintenance_percent=17, maintenance_billed=billed)
    assert [
        Charged("building", "1", "tool", "software", "once", "price", EUR(6000)),
        Charged("maintenance", "1", "tool", "software", billed, "price", EUR(part)),
    ] == charged(bot.charges())
    quote = Quote.of(bot).over(months=12)
    quote.verify()
    assert Money(year, "EUR") == quote.net


def test_maintenance_is_monthly_unless_said() -> None:
    """Without a word on billing, maintenance is due each month, and shown: 6,000 x 17 % / 12."""
    bot = AutomationTool(building=EUR(6000), maintenance_percent=17)
    _, charge = plain(bot)
    assert "monthly" == charge.cadence
    assert (
        Working(
            what="maintenance rate",
            formula=(("", EUR(6000), ""), ("x", Decimal(17), "%"), ("/", Decimal(12), "")),
            result=EUR(85),
            unit="",
        ),
    ) == charge.workings


def test_what_a_bot_deflects() -> None:
    """12,000 calls at 2.00 are 24,000; a bot for 500 that takes 30 % of them leaves 16,800."""
    phone = PhoneSupport(
        calls_per_month=12_000,
        handle_minutes="4.5",
        delivery=Outsourced(billed_per="contact", tariff=EUR(2)),
    )
    bot = AutomationTool(licence=EUR(500), deflected_percent=30, remaining_handle_percent=110)
    assert phone.after(
        Deflection(deflected_percent=30, remaining_handle_percent=110)
    ) == phone.after(bot)
    assert Money("24000.00", "EUR") == Quote.of(phone).net
    both = phone.after(bot) + bot
    both.verify()
    assert Money("17300.00", "EUR") == both.net


def test_sources_of_a_bot_go_with_what_it_deflects() -> None:
    """A forecast of the tool is cited on the channel, and its other figures are not."""
    bot = AutomationTool(
        sessions_per_month=Sourced(4000, "log"),
        tariff=EUR("0.10"),
        deflected_percent=Sourced(30, "pilot of 4 weeks", "2026-09-30", "assumption"),
    )
    phone = PhoneSupport(
        calls_per_month=12_000,
        handle_minutes="4.5",
        delivery=Outsourced(billed_per="contact", tariff=EUR(2)),
    ).after(bot)
    (line,) = Quote.of(phone).lines
    source = Source("pilot of 4 weeks", "2026-09-30", "assumption")
    assert (Citation("deflected_percent", Decimal(30), source),) == line.citations
    assert line.unverified
    (usage,) = Quote.of(bot).lines
    assert ["sessions_per_month"] == [one.of for one in usage.citations]


def test_sources_of_maintenance_are_kept() -> None:
    """Maintenance rests on its percentage and on the price of the building."""
    bot = AutomationTool(
        building=Sourced(EUR(6000), "offer"), maintenance_percent=Sourced(17, "habit")
    )
    building, maintenance = Quote.of(bot).lines
    assert ["price"] == [one.of for one in building.citations]
    assert ["maintenance_percent", "list price"] == [one.of for one in maintenance.citations]


def test_a_tool_that_deflects_nobody_knows_how_much() -> None:
    """A channel after a tool needs to know its share, and the refusal says what to state."""
    phone = PhoneSupport(
        calls_per_month=1,
        handle_minutes=1,
        delivery=Outsourced(billed_per="contact", tariff=EUR(2)),
    )
    with pytest.raises(PricingError, match="state deflected_percent") as caught:
        phone.after(AutomationTool(licence=EUR(1)))
    assert ("channel.deflection", "deflected_percent") == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "automation.empty", "licence"),
        ({"deflected_percent": 30}, "automation.empty", "licence"),
        ({"sessions_per_month": 5}, "automation.usage", "tariff"),
        ({"tariff": EUR(5)}, "automation.usage", "sessions_per_month"),
        ({"licence": EUR(1), "maintenance_percent": 5}, "automation.maintenance", "building"),
        ({"licence": 1}, "type.price", "licence"),
        ({"sessions_per_month": -1, "tariff": EUR(1)}, "number.negative", "sessions_per_month"),
        ({"sessions_per_month": 1, "tariff": 1}, "type.tariff", "tariff"),
        ({"licence": EUR(1), "unit": ""}, "text.empty", "unit"),
        ({"building": "6000"}, "type.price", "building"),
        ({"building": EUR(1), "maintenance_percent": 101}, "percent.range", "maintenance_percent"),
        ({"building": EUR(1), "maintenance_billed": "once"}, "cadence", "maintenance_billed"),
        ({"licence": EUR(1), "deflected_percent": 101}, "percent.range", "deflected_percent"),
        (
            {"licence": EUR(1), "remaining_handle_percent": -1},
            "number.negative",
            "remaining_handle_percent",
        ),
    ],
)
def test_refusals_name_the_field(given: dict[str, Any], code: str, field: str) -> None:
    """What cannot be is refused where it is written, and names what to state."""
    with pytest.raises(PricingError) as caught:
        AutomationTool(**given)
    assert (code, field) == (caught.value.code, caught.value.field)
    assert caught.value.component in {"AutomationTool", "Automation tool"}
