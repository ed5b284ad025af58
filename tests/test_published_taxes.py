"""Taxes that others published in prose, each case written as what one would write for it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cspricing import (
    CHINA_FAPIAO,
    CNY,
    EUR,
    HALF_UP,
    JAPAN,
    JPY,
    KRW,
    ROUND_UP,
    US_INVOICE,
    US_ITEM,
    USD,
    VAT,
    Item,
    Money,
    PercentOff,
    PerUnit,
    Price,
    PricingError,
    Quote,
    Rounding,
    SalesTax,
    Sum,
    Terms,
)
from published import line, shares, taxed

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
