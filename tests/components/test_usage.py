"""Usage by month, prepaid blocks and service credits: what they charge, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from component_samples import plain, worked
from cspricing import (
    CNY,
    EUR,
    VAT,
    Baseline,
    Graduated,
    Item,
    Money,
    PrepaidBlock,
    Quote,
    ServiceBand,
    ServiceCredits,
    Stairstep,
    Sum,
    Tier,
    Usage,
    Volume,
)
from cspricing.errors import PricingError
from cspricing.period import month_days
from cspricing.testing import check_component
from usage_samples import PROMISED, SAMPLES

BANDS = Volume([Tier(100, EUR(2)), Tier(200, EUR(1), flat=EUR(30)), Tier(None, flat=EUR(90))])


def totals(component: Any, months: int) -> list[str]:  # noqa: ANN401
    """Give the total of each invoice."""
    quote = Quote.of(component).over(months)
    quote.verify()
    return [str(one.total.amount) for one in quote.invoices]


def usage(*volumes: Any, **given: Any) -> Usage:  # noqa: ANN401
    """Make a usage of calls at 2 euros."""
    return Usage(**{"volumes": list(volumes), "unit": "call", "tariff": EUR(2), **given})


def test_the_daily_average_picks_one_price() -> None:
    """An average of 100 a day is in the first tier, of 100.01 in the second, with its fee."""
    days = month_days("2027-02-01", 2)
    one = usage(2800, Decimal("3100.16"), tariff=BANDS, tiers_by="day", days=days)
    assert ["5600.00", "3130.16"] == totals(one, 2)
    quote = Quote.of(one).over(2)
    told = quote.explain()
    assert "average per day: 3,100.16 calls / 31 days (rounded half up)" in told
    assert "2,800 calls x EUR 2.00 (at the price above 0 up to 100)" in told
    above = usage(9000, tariff=BANDS, tiers_by="day", days=[30])
    assert ["90.00"] == totals(above, 1)
    priced = usage(9000, tariff=Volume([Tier(1, EUR(2)), Tier(None, EUR(1))]), tiers_by="year")
    assert "9,000 calls x EUR 1.00 (at the price above 1)" in Quote.of(priced).explain()
    assert "按超过 1 的价格" in Quote.of(priced).explain("zh")


def test_nothing_used_costs_no_fee_of_a_tier() -> None:
    """The flat fee of a picked tier is due for more than nothing, unless it is due at zero."""
    steps = [Tier(10, flat=EUR(5)), Tier(None, flat=EUR(9))]
    none = usage(0, tariff=Stairstep(steps), tiers_by="day", days=[30])
    assert ["0.00"] == totals(none, 1)
    due = usage(0, tariff=Stairstep(steps, flat_at_zero=True), tiers_by="day", days=[30])
    assert ["5.00"] == totals(due, 1)
    check_component(none)


def test_a_volume_beyond_the_last_tier_is_refused() -> None:
    """An average that no tier holds is refused when the component is made."""
    with pytest.raises(PricingError) as caught:
        usage(311, tariff=Volume([Tier(10, EUR(1))]), tiers_by="day", days=[31])
    assert "tariff.beyond" == caught.value.code


def test_a_year_is_trued_up() -> None:
    """A year of 1,200 at 2 euros with a minimum of 3,000 bills 600 with its last month."""
    one = usage(*[100] * 18, minimum_per_year=EUR(3000))
    expected = ["200.00"] * 11 + ["800.00"] + ["200.00"] * 5 + ["500.00"]
    assert expected == totals(one, 18)
    told = Quote.of(one).over(18).explain()
    assert "left of the minimum: EUR 3,000.00 - EUR 2,200.00" in told
    assert "left of the minimum: EUR 1,500.00 - EUR 1,000.00" in told
    assert "1 x EUR 600.00 (shortfall to the minimum)" in told
    assert "minimum EUR 800.00 not reached" in told
    assert "最低承诺余额" in Quote.of(one).over(18).explain("zh")


def test_a_minimum_that_is_exceeded_before_the_last_month_is_no_more_told() -> None:
    """Where the months before cost more than the minimum, the last one costs what it costs."""
    one = usage(*[100] * 12, minimum_per_year=EUR(2200))
    assert ["200.00"] * 12 == totals(one, 12)
    assert "minimum" not in Quote.of(one).over(12).explain()


def test_unused_units_roll_over() -> None:
    """Of 100 a month, 30 that were not used are used first in the next month, and then lapse."""
    one = usage(70, 120, 130, 0, 0, 300, included=100, roll_over_months=1)
    assert ["0.00", "0.00", "40.00", "0.00", "0.00", "200.00"] == totals(one, 6)
    assert [0, 0, 0, 0, 100, 0] == [month.lapsed for month in one.allowances]
    rows = worked(usage(*[70, 120] * 6, included=100, roll_over_months=1))
    assert ["included, with what was left: 100 calls + 30 calls = 130 calls"] == [
        row for row in rows if "130" in row
    ]


def test_tiers_run_on_over_the_year() -> None:
    """Tiers over the year to date begin anew with each contract year."""
    tiers = Graduated([Tier(1000, EUR(2)), Tier(None, EUR(1))])
    one = usage(*[150] * 13, tariff=tiers, tiers_by="year_to_date")
    expected = ["300.00"] * 6 + ["250.00"] + ["150.00"] * 5 + ["300.00"]
    assert expected == totals(one, 13)


def test_what_is_billed_before_is_taken_off() -> None:
    """When the year reaches a cheaper tier, what was billed at the dearer one is credited."""
    tiers = Volume([Tier(100, EUR(2)), Tier(None, EUR(1))])
    one = usage(70, 120, tariff=tiers, tiers_by="year_to_date")
    assert ["140.00", "50.00"] == totals(one, 2)
    assert "-70 x EUR 2.00 (billed before)" in Quote.of(one).over(2).explain()
    assert "-70 x EUR 2.00（前期已计）" in Quote.of(one).over(2).explain("zh")


def test_a_dead_band_is_told() -> None:
    """Within 5 % of 1,000 nothing is adjusted; beyond, the excess, or all of it."""
    given = (1000, EUR(9000), EUR(8), EUR(6))
    excess, all_ = Baseline(*given, dead_band=5), Baseline(*given, dead_band=5, adjusts="all")
    assert ["9000.00", "9240.00", "8970.00"] == totals(usage(1050, 1080, 945, tariff=excess), 3)
    assert ["9000.00", "9640.00", "8670.00"] == totals(usage(1050, 1080, 945, tariff=all_), 3)
    told = Quote.of(usage(1080, tariff=excess)).explain()
    assert "50 calls x EUR 0.00 (within the dead band)" in told
    assert "30 calls x EUR 8.00 (above the baseline)" in told
    assert "在免调区间内" in Quote.of(usage(1080, tariff=excess)).explain("zh")


def test_bands_of_a_baseline_are_a_sum() -> None:
    """Other prices beyond another band are one more baseline, of nothing within it."""
    banded = Sum(
        [
            Baseline(1000, EUR(9000), EUR(8), EUR(6), dead_band=5),
            Baseline(1000, EUR(0), EUR(-2), EUR(-1), dead_band=20),
        ]
    )
    assert EUR(9000 + 150 * 8) == banded.price(1200)
    assert EUR(9000 + 250 * 8 - 100 * 2) == banded.price(1300)
    assert EUR(9000 - 250 * 6 + 100) == banded.price(700)


def test_a_block_is_drawn_down() -> None:
    """A block of 1,000 bought once covers 600 and 400; 300 more are billed."""
    block = PrepaidBlock(
        volumes=[600, 700], unit="minute", units=1000, price=EUR(900), tariff=EUR("1.20")
    )
    assert ["900.00", "360.00"] == totals(block, 2)
    assert "left of the block: 1,000 minutes - 600 minutes" in Quote.of(block).over(2).explain()
    assert Money(900, "EUR") == Quote.of(block).over(2).one_time


def test_a_balance_is_drawn_down() -> None:
    """Of 1,000 prepaid for 950, use at 1.20 is paid; what exceeds it is billed."""
    block = PrepaidBlock(
        volumes=[600, 700], unit="minute", balance=EUR(1000), price=EUR(950), tariff=EUR("1.20")
    )
    assert ["950.00", "560.00"] == totals(block, 2)
    told = Quote.of(block).over(2).explain()
    assert "left of the block: EUR 1,000.00 - EUR 720.00" in told
    assert "-1 x EUR 280.00 (drawn from what is prepaid)" in told
    assert "从预付余额扣减" in Quote.of(block).over(2).explain("zh")


@pytest.mark.parametrize(("rolls", "last"), [(False, "200.00"), (True, "100.00")])
def test_yearly_blocks_lapse_or_roll_over(rolls: bool, last: str) -> None:
    """A block each year; what is left of the first lapses, or may be used in the second."""
    block = PrepaidBlock(
        volumes=[50] + [0] * 11 + [200],
        unit="minute",
        units=100,
        price=EUR(80),
        tariff=EUR(2),
        bought="yearly",
        rolls_over=rolls,
    )
    beyond = Decimal(last) + 80
    assert ["80.00", *["0.00"] * 11, str(beyond)] == totals(block, 13)


def test_levels_are_credited_and_paid_for() -> None:
    """Below 80 % 5 % of the fee come off, below 70 % 10 % at most; from 95 % on 2 % are paid."""
    malus = ServiceCredits(
        fee=EUR(10_000), bands=PROMISED, levels=[80, 79, 69, 95], most_percent_per_month=10
    )
    assert ["0.00", "-500.00", "-1000.00", "200.00"] == totals(malus, 4)
    told = Quote.of(malus).over(4).explain()
    assert "-5 percentage points x EUR 10,000.00 / 100" in told
    assert "service level reached:" in told
    assert "实际服务水平" in Quote.of(malus).over(4).explain("zh")
    stated = [(one.what, one.quantity) for one in plain(malus)]
    assert [("service credit", Decimal(-15)), ("bonus", Decimal(2))] == stated


def test_credits_of_a_year_end_at_their_most() -> None:
    """Of a year's fees of 30,000 at most 4 % come off: 500, 700, and then nothing more."""
    malus = ServiceCredits(
        fee=EUR(10_000),
        bands=[ServiceBand(below=80, percent=5), ServiceBand(below=70, percent=10)],
        levels=[75, 60, 60],
        most_percent_per_year=4,
    )
    assert ["-500.00", "-700.00", "0.00"] == totals(malus, 3)
    told = Quote.of(malus).over(3).explain()
    assert "left of the year's most: EUR 1,200.00 - EUR 500.00" in told
    assert "1 x EUR 300.00 (above the cap)" in told


def test_an_expected_credit_is_exact() -> None:
    """A quarter of 5 % and an eighth of 12.5 % are 2.8125 % of the fee."""
    one = SAMPLES["service credits, expected"]
    told = Quote.of(one).over(12).explain()
    assert "0.25 x 5 percentage points + 0.125 x 12.5 percentage points" in told
    assert "-2.8125 percentage points x EUR 10,000.00 / 100" in told
    assert "12.5 %        60 %    70 %" in told


def test_a_credit_is_taxed_as_its_category() -> None:
    """The tax of the fee follows its credit: both are of one category."""
    fee = Item(name="Fee", quantity=1, price=EUR(1000), category="outsourcing", cadence="monthly")
    malus = ServiceCredits(fee=EUR(1000), bands=PROMISED, levels=[79], category="outsourcing")
    quote = (fee + malus).over(1).taxed(VAT(20, on="outsourcing"))
    assert (Money(950, "EUR"), Money(190, "EUR")) == (quote.net, quote.tax)
    quote.verify()


def block(**given: Any) -> PrepaidBlock:  # noqa: ANN401
    """Make a block of calls."""
    stated: dict[str, Any] = {"volumes": [1], "unit": "call", "units": 5, "price": EUR(4)}
    return PrepaidBlock(**{**stated, "tariff": EUR(1), **given})


def malus(**given: Any) -> ServiceCredits:  # noqa: ANN401
    """Make credits of a month."""
    return ServiceCredits(**{"fee": EUR(9), "bands": PROMISED, "levels": [70], **given})


@pytest.mark.parametrize(
    ("make", "given", "code", "field"),
    [
        (usage, {"volumes": []}, "months.count", "volumes"),
        (usage, {"volumes": [1] * 601}, "months.count", "volumes"),
        (usage, {"volumes": "12"}, "type.member", "volumes"),
        (usage, {"volumes": {1, 2}}, "type.member", "volumes"),
        (usage, {"volumes": [-1]}, "number.negative", "volumes"),
        (usage, {"volumes": [True]}, "type.bool", "volumes"),
        (usage, {"volumes": [float("nan")]}, "type.float", "volumes"),
        (usage, {"tiers_by": "week"}, "usage.tiers_by", "tiers_by"),
        (usage, {"tiers_by": ["day"]}, "usage.tiers_by", "tiers_by"),
        (usage, {"tiers_by": "day"}, "usage.days", "days"),
        (usage, {"days": [31]}, "usage.days", "days"),
        (usage, {"tariff": BANDS, "tiers_by": "day", "days": [3, 3]}, "usage.days", "days"),
        (usage, {"days": [0]}, "number.range", "days"),
        (usage, {"days": [32]}, "number.range", "days"),
        (usage, {"days": ["31"]}, "type.int", "days"),
        (usage, {"tiers_by": "year"}, "usage.tiers", "tariff"),
        (usage, {"tiers_by": "day", "days": [31]}, "usage.tiers", "tariff"),
        (usage, {"roll_over_months": 1}, "usage.roll_over", "roll_over_months"),
        (usage, {"roll_over_months": -1}, "number.range", "roll_over_months"),
        (usage, {"roll_over_months": True}, "type.int", "roll_over_months"),
        (usage, {"included": -1}, "number.negative", "included"),
        (usage, {"minimum_per_year": EUR(-1)}, "number.negative", "minimum_per_year"),
        (usage, {"minimum_per_year": 5}, "type.price", "minimum_per_year"),
        (usage, {"minimum_per_year": CNY(1)}, "currency.mixed", "currency"),
        (block, {"units": None}, "component.either", "units"),
        (block, {"balance": EUR(1)}, "component.either", "units"),
        (block, {"price": None}, "prepaid.price", "price"),
        (block, {"price": CNY(1)}, "currency.mixed", "currency"),
        (block, {"units": None, "balance": CNY(1)}, "currency.mixed", "currency"),
        (block, {"bought": "monthly"}, "prepaid.bought", "bought"),
        (block, {"rolls_over": True}, "prepaid.rolls_over", "rolls_over"),
        (block, {"rolls_over": 1}, "type.flag", "rolls_over"),
        (malus, {"bands": []}, "credits.bands", "bands"),
        (malus, {"bands": [5]}, "type.member", "bands"),
        (malus, {"levels": []}, "months.count", "levels"),
        (malus, {"levels": [101]}, "percent.range", "levels"),
        (malus, {"levels": [[]]}, "credits.probabilities", "levels"),
        (malus, {"levels": [[("0.5", 70)]]}, "credits.probabilities", "levels"),
        (malus, {"levels": [[("-1", 70), (2, 7)]]}, "credits.probabilities", "levels"),
        (malus, {"levels": [[(0.5, 70), (0.5, 7)]]}, "type.float", "levels"),
        (malus, {"levels": [["1", 70]]}, "credits.outcome", "levels"),
        (malus, {"fee": EUR(-1)}, "number.negative", "fee"),
        (
            malus,
            {"levels": [[("0.5", 70), ("0.5", 7)]], "most_percent_per_year": 5},
            "credits.expected",
            "most_percent_per_year",
        ),
        (ServiceBand, {"percent": 5}, "component.either", "below"),
        (ServiceBand, {"percent": 5, "below": 5, "reached": 5}, "component.either", "below"),
        (ServiceBand, {"percent": 101, "below": 5}, "percent.range", "percent"),
    ],
)
def test_what_does_not_go_together_is_refused(
    make: Callable[..., object],
    given: dict[str, Any],
    code: str,
    field: str,
) -> None:
    """Each figure is checked by itself, and with those that it goes with."""
    with pytest.raises(PricingError) as caught:
        make(1, **given) if make is usage and "volumes" not in given else make(**given)
    assert (code, field) == (caught.value.code, caught.value.field)
