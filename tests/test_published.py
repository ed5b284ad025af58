"""Cases that others published in prose, each written as what one would write for it.

A test names its cases by file and id, and the last test asserts that none is forgotten.
Where others publish several figures, for several roundings, each comes from `Terms` that say so.
Where their figure rests on a rule that this library refuses, the test asserts ours and its
docstring tells theirs.

Not written here, for seats that come or go within a period need a calendar of days:
``pricing/easyticket-add``, ``pricing/easyticket-remove``.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import attrs
import pytest

import oracles
from cspricing import (
    CAD,
    CHINA_FAPIAO,
    CNY,
    EUR,
    GBP,
    HALF_UP,
    INR,
    JAPAN,
    JPY,
    KRW,
    ROUND_UP,
    US_INVOICE,
    US_ITEM,
    USD,
    VAT,
    AddOn,
    AtLeast,
    AutomationTool,
    Charge,
    Consulting,
    CRMLicense,
    Currency,
    Customization,
    Graduated,
    Included,
    Item,
    Money,
    Package,
    PercentOf,
    PercentOff,
    PersonDays,
    PerUnit,
    Price,
    PricingError,
    Quote,
    Rounding,
    SalesTax,
    Sum,
    Tax,
    Terms,
    Tier,
    Training,
    Volume,
)
from cspricing.list_prices import FXIAOKE_CRM_CNY_UNDATED, FXIAOKE_MAINTENANCE_PERCENT_UNDATED

FILES: Final = {
    "cents": "cents_published.json",
    "tax": "tax_worked.json",
    "pricing": "pricing_published.json",
}


def line(price: Price, quantity: int | str = 1, name: str = "Line") -> Item:
    """Make a line of so many at a price."""
    return Item(name=name, quantity=quantity, price=price)


def taxed(tax: Tax, rounding: Rounding, *prices: Price) -> Quote:
    """Make a quote of one line for each price, taxed and rounded as said."""
    terms = Terms(taxes=[tax], rounding=rounding)
    return Quote.of(*(line(price) for price in prices)).on_terms(terms)


def shares(currency: Currency, *minor: int) -> tuple[Money, ...]:
    """Make amounts of minor units."""
    return tuple(Money.of_minor(units, currency) for units in minor)


# ---------------------------------------------------------------------------- tax


def test_tax_per_line_or_per_rate() -> None:
    """23 % on 55.55 and 11.11 is 15.34 rounded on each line, and 15.33 rounded once per rate.

    Source: github.com/odoo/odoo issue 36675 (``cents/odoo-36675``).
    """
    lines = EUR("55.55"), EUR("11.11")
    per_line, per_rate = Rounding(tax="line"), Rounding(tax="rate")
    assert Money("15.34", "EUR") == taxed(VAT(23), per_line, *lines).tax
    assert Money("15.33", "EUR") == taxed(VAT(23), per_rate, *lines).tax


def test_two_lines_or_a_line_of_two() -> None:
    """A tax of 0.913 is 1.82 on two lines of one, rounded on each, and 1.83 on one line of two.

    The thread gives no price; 9.13 at 10 % has this tax.
    Source: github.com/woocommerce/woocommerce issue 19706 (``cents/woo-19706``).
    """
    terms = Terms(taxes=[SalesTax(10)], rounding=US_ITEM)
    ones = Quote.of(line(USD("9.13"), name="A"), line(USD("9.13"), name="B")).on_terms(terms)
    assert Money("1.82", "USD") == ones.tax
    assert Money("1.83", "USD") == Quote.of(line(USD("9.13"), 2)).on_terms(terms).tax


def test_lines_are_settled_before_their_tax() -> None:
    """Six prices of thousandths come to 53.11 with 20 % VAT, for each line is settled first.

    The thread wants 53.10, of the exact sum of 44.251: whoever wants it states one line, whose
    tariff is that sum.
    Source: github.com/craftcms/commerce issue 695 (``cents/craft-695``).
    """
    prices = [EUR(one) for one in ("3.75", "8.25", "5.75", "12.417", "1.667", "4.917")]
    counts = [3, 1, 1, 1, 1, 1]
    lines = [line(price, count) for price, count in zip(prices, counts, strict=True)]
    together = Sum([PerUnit(price * count) for price, count in zip(prices, counts, strict=True)])
    assert Money("53.11", "EUR") == Quote.of(*lines).taxed(VAT(20)).total
    one = Item(name="Luggage", quantity=1, price=together)
    assert EUR("44.251") == together.price(1)
    assert Money("53.10", "EUR") == Quote.of(one).taxed(VAT(20)).total


def test_tax_rests_on_the_printed_net() -> None:
    """16 at 348.35 less 4 % come to 6,527.81 with 22 % VAT, which rests on the settled net.

    Tax of the exact net, 5,350.656, gives the 6,527.80 of the other rounding mode in the thread.
    Source: github.com/odoo/odoo issue 37896 (``cents/odoo-37896``).
    """
    quote = Quote.of(line(EUR("348.35"), 16)).less(PercentOff(4)).taxed(VAT(22))
    assert Money("5350.66", "EUR") == quote.net
    assert Money("6527.81", "EUR") == quote.total


def test_goods_and_shipping() -> None:
    """23 % on goods of 68.24 and shipping of 4.73 is 16.79 by line, and 16.78 on the total.

    Source: gist.github.com/webdados/139079c9e654ed2d8418ed500bdcc778 (``cents/webdados-gist``).
    """
    lines = EUR("68.24"), EUR("4.73")
    assert Money("16.79", "EUR") == taxed(VAT(23), US_ITEM, *lines).tax
    assert Money("16.78", "EUR") == taxed(VAT(23), US_INVOICE, *lines).tax


def test_header_tax_on_its_items() -> None:
    """20 % on 4.19 and 8.38 is 2.52 by item and 2.51 by header, which falls 0.84 and 1.67.

    Source: SAP note 3267065 (``tax/sap-3267065``).
    """
    items = EUR("4.19"), EUR("8.38")
    header = taxed(VAT(20), HALF_UP, *items).tax
    assert Money("2.52", "EUR") == taxed(VAT(20), US_ITEM, *items).tax
    assert Money("2.51", "EUR") == header
    assert (Money("0.84", "EUR"), Money("1.67", "EUR")) == header.allocate(["4.19", "8.38"])


def test_header_tax_on_equal_items() -> None:
    """23 % on twice 3,354.54 is 1,543.09, which falls 771.55 and 771.54 on the equal items.

    Source: SAP note 2908670 (``tax/sap-2908670``).
    """
    header = taxed(VAT(23), HALF_UP, EUR("3354.54"), EUR("3354.54")).tax
    assert Money("1543.09", "EUR") == header
    assert (Money("771.55", "EUR"), Money("771.54", "EUR")) == header.split(2)


def test_drift_of_equal_lines() -> None:
    """24 % on three times 31.86 is 22.95 by line and 22.94 on the sum.

    Source: SAP note 2432269 (``tax/sap-2432269``).
    """
    lines = [EUR("31.86")] * 3
    assert Money("22.95", "EUR") == taxed(VAT(24), US_ITEM, *lines).tax
    assert Money("22.94", "EUR") == taxed(VAT(24), HALF_UP, *lines).tax


def test_header_tax_in_won() -> None:
    """10 % on five items is KRW 579,566, of which 369,600 fall on the one of 3,696,000.

    The source complains of 369,599, where its system took a unit off that line.
    Source: SAP note 3593697 (``tax/sap-3593697``).
    """
    items = [565_488, 565_470, 562_146, 3_696_000, 406_560]
    header = taxed(VAT(10), HALF_UP, *map(KRW, items)).tax
    assert Money(579_566, "KRW") == header
    assert shares(KRW, 56_549, 56_547, 56_214, 369_600, 40_656) == header.allocate(items)


def test_yen_rounded_up() -> None:
    """10 % on 13 yen is 2 yen, rounded up.

    Source: github.com/OCA/l10n-japan (``tax/odoo-l10n-japan-up``).
    """
    assert Money(2, "JPY") == taxed(VAT(10), ROUND_UP, JPY(13)).tax


def test_yen_to_the_nearest_or_down() -> None:
    """10 % on 15 yen is 2 yen to the nearest, and 1 yen down, as is customary in Japan.

    Source: github.com/OCA/l10n-japan (``tax/odoo-l10n-japan-half-up``).
    """
    assert Money(2, "JPY") == taxed(VAT(10), HALF_UP, JPY(15)).tax
    assert Money(1, "JPY") == taxed(VAT(10), JAPAN, JPY(15)).tax


def test_tax_on_a_part_of_the_base() -> None:
    """8.25 % on 80 % of a charge is 6.6 % of it.

    Source: ddhtax.com, sales tax on data processing in Texas (``pricing/texas-80``).
    """
    quote = taxed(SalesTax("8.25", share=80), US_ITEM, USD(1000))
    assert Fraction("0.066") == quote.tax / quote.net


# ---------------------------------------------------------------------------- tax within the price


@pytest.mark.parametrize(
    ("gross", "percent", "net", "tax"),
    [
        pytest.param(EUR("2.99"), 4, "2.88", "0.11", id="zuora"),
        pytest.param(EUR("24.99"), 20, "20.83", "4.16", id="odoo"),
        pytest.param(CNY("500.00"), 1, "495.05", "4.95", id="fapiao 1 %"),
        pytest.param(CNY("19.19"), 3, "18.63", "0.56", id="fapiao, road toll"),
        pytest.param(CNY("120.62"), 13, "106.74", "13.88", id="fapiao 13 %"),
        pytest.param(CNY(2_850_000), 6, "2688679.25", "161320.75", id="tender"),
    ],
)
def test_the_net_is_rounded_and_the_tax_is_the_rest(
    gross: Price, percent: int, net: str, tax: str
) -> None:
    """Of a price that contains its tax the net is rounded, and the tax is the rest.

    Rounding both halves of 24.99 makes 25.00; rounding the tax of 2.99 makes it 0.12.
    Sources: docs.zuora.com on inclusive tax (``cents/zuora-inclusive``);
    github.com/odoo/odoo pull 232186 (``tax/odoo-232186``);
    code of fapiao issuers (``tax/fapiao-1pct-500``, ``tax/fapiao-toll-3pct``,
    ``tax/fapiao-13pct-a``); Yiwu post's tender of 2023 (``pricing/vat-inclusive-cn``).
    """
    quote = taxed(VAT(percent, inclusive=True), HALF_UP, gross)
    assert Money(net, gross.currency) == quote.net
    assert Money(tax, gross.currency) == quote.tax
    assert gross == quote.total


def test_ten_at_a_price_with_tax_in_it() -> None:
    """Ten at 38.23 with 20 % in it come to 382.30; ten at the rounded net of 31.86 to 382.32.

    Source: github.com/vendurehq/vendure issue 2662 (``cents/vendure-2662``).
    """
    inclusive, on_top = VAT(20, inclusive=True), VAT(20)
    assert Money("31.86", "EUR") == Quote.of(line(EUR("38.23"))).taxed(inclusive).net
    assert Money("382.30", "EUR") == Quote.of(line(EUR("38.23"), 10)).taxed(inclusive).total
    assert Money("382.32", "EUR") == Quote.of(line(EUR("31.86"), 10)).taxed(on_top).total


def test_six_at_a_price_with_tax_in_it() -> None:
    """Six at 1.50 with 10 % in it are 8.18 net, as six at 1.363 are; six at 1.36 are 8.16.

    Source: github.com/odoo/odoo issue 60299 (``cents/odoo-60299``, ``tax/odoo-60299``).
    """
    quote = Quote.of(line(EUR("1.50"), 6)).taxed(VAT(10, inclusive=True))
    assert Money("8.18", "EUR") == quote.net
    assert Money("9.00", "EUR") == quote.total
    assert Money("8.18", "EUR") == Quote.of(line(EUR("1.363"), 6)).net
    assert Money("8.16", "EUR") == Quote.of(line(EUR("1.36"), 6)).net


def test_a_fapiao_line_by_its_net_unit_price() -> None:
    """Two at 12.425 with 13 % in it are 21.99 and 2.86, from the price or from its exact net.

    The fapiao prints the net unit price with 13 decimals, 10.9955752212389. A number has at most
    12 here, and the division is kept instead, which is exact.
    Source: code of fapiao issuers (``tax/fapiao-13pct-b``).
    """
    price = CNY("24.85") / 2
    net_price = price * 100 / 113
    terms = Terms(taxes=[VAT(13)], rounding=CHINA_FAPIAO)
    inclusive = Quote.of(line(price, 2)).taxed(VAT(13, inclusive=True))
    exclusive = Quote.of(line(net_price, 2)).on_terms(terms)
    for quote in (inclusive, exclusive):
        assert Money("21.99", "CNY") == quote.net
        assert Money("2.86", "CNY") == quote.tax
    printed = "10.9955752212389"
    assert Fraction(printed) == round(net_price.fraction, 13)
    with pytest.raises(PricingError, match="at most 18 digits before the point and 12 after"):
        CNY(printed)


def test_a_fapiao_discount_line() -> None:
    """A discount line of -2.73 carries a tax of -0.35 by itself, as 13 % of 2.73 is 0.35.

    Source: code of fapiao issuers (``tax/fapiao-13pct-discount-line``).
    """
    quote = taxed(VAT(13), CHINA_FAPIAO, CNY("-2.73"))
    assert Money("-0.35", "CNY") == quote.tax
    goods = taxed(VAT(13), CHINA_FAPIAO, CNY("120.62"), CNY("-2.73"))
    assert taxed(VAT(13), CHINA_FAPIAO, CNY("120.62")).tax - Money("0.35", "CNY") == goods.tax


# ---------------------------------------------------------------------------- lines


def test_a_line_is_settled_once() -> None:
    """Four at 3 less 1.4 %, 11.832 exactly, are 11.83.

    Source: vaultcrmhelp.veeva.com on discounts (``tax/veeva-order``).
    """
    assert Money("11.83", "EUR") == Quote.of(line(EUR(3), 4)).less(PercentOff("1.4")).net


def test_a_discount_of_everything_leaves_nothing() -> None:
    """2.25 at 64.22, 144.495 exactly, are 144.50, and 0.00 less 100 %.

    Rounded after the discount alone, as the thread has it, the line leaves -0.01.
    Source: github.com/invoiceninja/invoiceninja issue 3195 (``cents/invoiceninja-3195``).
    """
    quote = Quote.of(line(EUR("64.22"), "2.25"))
    assert Money("144.50", "EUR") == quote.total
    assert Money("0.00", "EUR") == quote.less(PercentOff(100)).total


def test_decimals_of_the_currency() -> None:
    """4.4556 at 10.625 are 47.34075, which is 47.34 in cents and 47 where there are none.

    Source: chargebee.com on rounding (``cents/chargebee-multidecimal``).
    """
    assert EUR("47.34075") == PerUnit(EUR("10.625")).price("4.4556")
    assert Money("47.34", "EUR") == Quote.of(line(EUR("10.625"), "4.4556")).total
    assert Money(47, "JPY") == Quote.of(line(JPY("10.625"), "4.4556")).total


# ---------------------------------------------------------------------------- splitting money


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        (100, [2, 3, 1], [33, 50, 17]),
        (10_000, [30, 20, 40], [3333, 2222, 4445]),
        (10_000, [30, 20, 40, 40], [2308, 1538, 3077, 3077]),
        (-10_000, [30, 20, 40, 40], [-2308, -1538, -3077, -3077]),
        (2, [1, 1, 3, 1], [1, 0, 1, 0]),
        (2, [1, 1, 1, 1], [1, 1, 0, 0]),
        (3, [75, 25], [2, 1]),
    ],
)
def test_largest_remainder(amount: int, weights: list[int], parts: list[int]) -> None:
    """Money is split by largest remainder, the earlier share first between equal ones.

    Source: github.com/brick/money, providerAllocate at 34feb89
    (``cents/brick-hamilton-100-[2, 3, 1]``,
    ``cents/brick-hamilton-10000-[30, 20, 40]``,
    ``cents/brick-hamilton-10000-[30, 20, 40, 40]``,
    ``cents/brick-hamilton--10000-[30, 20, 40, 40]``,
    ``cents/brick-hamilton-2-[1, 1, 3, 1]``,
    ``cents/brick-hamilton-2-[1, 1, 1, 1]``,
    ``cents/brick-hamilton-3-[75, 25]``).
    """
    assert shares(EUR, *parts) == Money.of_minor(amount, EUR).allocate(weights)


@pytest.mark.parametrize(
    ("amount", "weights", "to_the_first", "largest_remainder"),
    [
        (100, [2, 3, 1], [34, 50, 16], [33, 50, 17]),
        (10_000, [30, 20, 40], [3334, 2222, 4444], [3333, 2222, 4445]),
        (3, [75, 25], [3, 0], [2, 1]),
        (1003, [49, 51], [492, 511], [491, 512]),
        (5, [45, 55], [3, 2], [2, 3]),
    ],
)
def test_what_is_left_goes_to_the_largest_remainder(
    amount: int, weights: list[int], to_the_first: list[int], largest_remainder: list[int]
) -> None:
    """What is left goes to the largest remainder, and not to the first share.

    A quarter of 3 cents is nearer to 1 than to none; given to the first, the second gets none.
    Sources: github.com/brick/money, providerAllocate at 34feb89
    (``cents/brick-tofirst-100-[2, 3, 1]``,
    ``cents/brick-tofirst-10000-[30, 20, 40]``,
    ``cents/brick-tofirst-3-[75, 25]``);
    github.com/dinerojs/dinero.js issue 144 (``cents/dinero-144``);
    github.com/Shopify/money pull 175 (``cents/shopify-175``).
    """
    parts = Money.of_minor(amount, EUR).allocate(weights)
    assert shares(EUR, *largest_remainder) == parts
    assert shares(EUR, *to_the_first) != parts


def test_a_tie_goes_to_the_earlier_share() -> None:
    """Of 5 cents by 70 to 30 or 30 to 70, both shares end in a half, and the first one gets it.

    Source: github.com/moneyphp/money, documentation of allocation (``cents/moneyphp-doc``).
    """
    assert shares(EUR, 4, 1) == Money.of_minor(5, EUR).allocate([70, 30])
    assert shares(EUR, 2, 3) == Money.of_minor(5, EUR).allocate([30, 70])


def test_decimal_weights() -> None:
    """10.55 by a quarter, a half and a quarter is 2.64, 5.27 and 2.64.

    Source: github.com/Shopify/money, its readme (``cents/shopify-readme``).
    """
    ratios = ["0.25", "0.5", "0.25"]
    assert shares(CAD, 264, 527, 264) == Money("10.55", CAD).allocate(ratios)


def test_long_ratios_lose_nothing() -> None:
    """7,002.73 over twelve ratios of 13 to 15 decimals are twelve shares that sum to 7,002.73.

    Written as fractions, for a decimal has 12 places here; as floats they lost a cent.
    Source: github.com/RubyMoney/money issue 1033 (``cents/rubymoney-1033``).
    """
    ratios = [
        *["11818583143661/10000000000000"] * 7,
        "1170126087450276/1000000000000000",
        *["1"] * 4,
    ]
    whole = Money.of_minor(700_273, USD)
    parts = whole.allocate(ratios)
    exact = [700_273 * Fraction(ratio) / sum(map(Fraction, ratios)) for ratio in ratios]
    assert whole == sum(parts, Money(0, USD))
    assert all(abs(part.minor - e) < 1 for part, e in zip(parts, exact, strict=True))


def test_rounding_each_part_loses() -> None:
    """Three thirds of 100.00, each rounded, sum to 99.99; split, they sum to 100.00.

    Source: arithmetic (``cents/naive-loses``).
    """
    assert Money("99.99", "EUR") == (EUR(100) / 3).settle(HALF_UP) * 3
    assert Money("100.00", "EUR") == sum(Money(100, "EUR").split(3), Money(0, "EUR"))


def test_rounding_each_part_gains() -> None:
    """Two halves of 0.05, each rounded, sum to 0.06; split, they sum to 0.05.

    Source: arithmetic (``cents/naive-gains``).
    """
    assert Money("0.06", "EUR") == (EUR("0.05") / 2).settle(HALF_UP) * 2
    assert Money("0.05", "EUR") == sum(Money("0.05", "EUR").split(2), Money(0, "EUR"))


# ---------------------------------------------------------------------------- price lists


def test_daily_volume_picks_the_price_of_the_month() -> None:
    """Calls cost 1.71, 1.57 or 1.48 each, by the month's daily average; the three lots add up.

    In ten thousands they are 46.08, 45.78 and 193.14, together 285.00.
    Source: Yiwu post's tender of 2023 (``pricing/zj-post-tiers``).
    """
    bands = Volume([Tier(2100, CNY("1.71")), Tier(3200, CNY("1.57")), Tier(None, CNY("1.48"))])
    lots = {2100: 269_500, 3200: 291_600, 3201: 1_305_000}
    quote = Quote.of(
        *(
            line(bands.steps(daily)[0].price, calls, f"Months of {daily} calls a day")
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
    prepaid = CRMLicense(
        seats=1, tariff=USD(monthly), billed="yearly", prepayment_discount_percent=0
    )
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
    call = Package(30, INR("4.20") / 2).price(61)  # 61 seconds are no finite number of minutes
    committed = AtLeast(INR(100_000), PerUnit(call))
    assert INR(63_000) == PerUnit(call).price(10_000)
    assert INR(100_000) == committed.price(10_000)
    assert INR(37_000) == committed.steps(10_000)[-1].amount


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
    wage = Charge("Wage", 1, "hour", USD(15), "labour", cost=True)
    benefits = PercentOf(23, of="labour", what="Benefits", cost=True)
    assert Money("3.45", "USD") == Quote.of(wage, benefits).by_component(of="cost")["Benefits"]


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


# ---------------------------------------------------------------------------- nothing is forgotten


def test_no_case_is_forgotten() -> None:
    """Each published case is named by a test, or above among those that need a calendar."""
    published = {f"{of}/{case['id']}" for of, file in FILES.items() for case in oracles.load(file)}
    tests = (thing for name, thing in globals().items() if name.startswith("test_"))
    texts = [__doc__ or "", *(test.__doc__ for test in tests)]
    assert published == {name for text in texts for name in re.findall("``(.+?)``", text)}
