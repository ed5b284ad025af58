"""Differences as figures, in words, and as data."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from compared import CALLS, QUOTE, SEATS, found
from cspricing import (
    EUR,
    JPY,
    USD,
    VAT,
    CRMLicense,
    Flat,
    Graduated,
    Item,
    Money,
    PercentOf,
    PercentOff,
    PerUnit,
    Quote,
    Ramp,
    Rounding,
    Terms,
    Tier,
    Training,
)
from cspricing.difference_words import _WORDS
from cspricing.errors import PricingError
from cspricing.moves import (
    percent_of,
)
from cspricing.titles import change_title
from quote_parts import cents


def test_figures_of_a_difference() -> None:
    """Changes are money, percentages exact, and parts add up by kind and component."""
    after = Quote.of(evolve(SEATS, quantity=30), CALLS).taxed(VAT(20))
    difference = QUOTE.diff(after)
    assert EUR == difference.currency
    assert (Money(200, "EUR"), Money(330, "EUR"), Money(530, "EUR")) == (
        difference.net,
        difference.tax,
        difference.total,
    )
    assert (Money(200, "EUR"), Money(530, "EUR")) == (difference.subtotal, difference.payable)
    assert Fraction(53000, 1450) == difference.percent
    assert Fraction(20000, 1450) == difference.percent_of("net")
    assert None is difference.percent_of("tax")
    assert {"volume": EUR(200), "tax": EUR(330)} == difference.by_kind()
    assert {"Seats": EUR(200), "": EUR(0)} == difference.by_component("net")
    assert "<Difference of EUR 530.00 in 2 parts>" == repr(difference)
    assert ["<Part volume Seats: EUR 200.00>", "<Part tax taxes: EUR 330.00>"] == list(
        map(repr, difference.parts)
    )


@pytest.mark.parametrize("name", ["list", "net ", None, 3, ["net"], float("nan")])
def test_other_sums_are_refused(name: Any) -> None:  # noqa: ANN401
    """A sum that there is not is refused, wherever it is asked for."""
    difference = QUOTE.diff(QUOTE + cents(5))
    for ask in (difference.percent_of, difference.by_kind, difference.by_component):
        with pytest.raises(PricingError) as caught:
            ask(name)
        assert ("sums", "of") == (caught.value.code, caught.value.field)


@pytest.mark.parametrize("other", [None, 3, SEATS, "quote", QUOTE.totals])
def test_something_else_than_a_quote_is_refused(other: Any) -> None:  # noqa: ANN401
    """A quote is compared with a quote."""
    with pytest.raises(PricingError) as caught:
        QUOTE.diff(other)
    assert ("type.quote", "other") == (caught.value.code, caught.value.field)


def test_two_currencies_are_refused() -> None:
    """Quotes of two currencies are not compared: nobody said at which rate."""
    dollars = Quote.of(evolve(SEATS, price=USD(40)))
    with pytest.raises(PricingError) as caught:
        QUOTE.diff(dollars)
    assert "currency.mixed" == caught.value.code


def test_a_quote_without_a_price_is_refused() -> None:
    """A quote that cannot be priced is not compared, and its faults are told."""
    with pytest.raises(PricingError) as caught:
        QUOTE.diff(QUOTE.less(PercentOff(10, on="labor")))
    assert "rule.unmatched" == caught.value.code


BEFORE = Quote(
    (
        CRMLicense(seats=25, tariff=EUR(199)),
        Item(name="Old", quantity=3, unit="piece", price=PerUnit(EUR(7), per=10)),
        PercentOf(18, of="software", what="Support", category="support"),
    ),
    Terms(months=12, discounts=[PercentOff(10, on="software")], taxes=[VAT(19)]),
)
AFTER = Quote(
    (
        CRMLicense(seats=30, tariff=Graduated([Tier(20, EUR(199)), Tier(None, EUR(150))])),
        Training(days=2, daily=EUR(1400), trainees=6),
        Item(name="Old", quantity=1, unit="person", price=PerUnit(EUR(9), per=10),
             cadence="monthly"),
        PercentOf(20, of="software", what="Support", category="support"),
    ),
    Terms(
        months=24,
        start="2027-01-01",
        discounts=[PercentOff(12, on="software", lasts=6, reason="Loyalty")],
        taxes=[VAT(7)],
        rounding=Rounding(mode="down", tax="line", decimals=1, increment="0.05"),
        version=2,
    ),
)  # fmt: skip


def amounts(line: str) -> list[int]:
    """Read the columns of a printed row in cents, as a reader does; none of a row of words."""
    found: list[int] = []
    for cell in re.split(r" {2,}", line)[-3:]:
        match = re.fullmatch(r"([+-]?)EUR ([\d,]+)\.(\d\d)", cell)
        found += [int(f"{match[1]}{match[2].replace(',', '')}{match[3]}")] if match else []
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_printed_rows_add_up(language: Any) -> None:  # noqa: ANN401
    """What is printed adds up in every column: before and the parts make after."""
    lines = BEFORE.diff(AFTER).explain(language).splitlines()
    rows = [row for line in lines if (row := amounts(line))]
    before, *parts, change, after = rows
    assert 3 == len(before)
    assert change == [sum(column) for column in zip(*parts, strict=True)]
    assert after == [a + b for a, b in zip(before, change, strict=True)]
    assert [before[2], after[2]] == [BEFORE.total.minor, AFTER.total.minor]
    sizes = [abs(row[2]) for row in parts]
    assert sizes == sorted(sizes, reverse=True)


def test_words_of_a_difference() -> None:
    """Each change is told in the words of the trade, in both languages."""
    english, chinese = BEFORE.diff(AFTER).explain(), BEFORE.diff(AFTER).explain("zh")
    for told in [
        "version 1 -> version 2",
        "term: 12 months -> 24 months; start: none -> 2027-01-01",
        "CRM licence: licences: 25 -> 30 seats",
        "CRM licence: licences: EUR 199.00 per seat -> Graduated",
        "added: Training",
        "Old: 3 -> 1 person",
        "Old: EUR 7.00 per 10 people -> EUR 9.00 per 10 people",
        "Old: unit: piece -> person; due: once -> monthly",
        "Support: 18 % -> 20 %",
        "discount: 10 % off software -> 12 % off software, first 6 months - Loyalty",
        "tax: VAT 19 % -> VAT 7 %",
        "rounding: half up, tax once per rate -> down, tax on each line, at most 1 decimals",
    ]:
        assert told in english
    for told in [
        "版本 1 → 版本 2",
        "期限：12 个月 → 24 个月",
        "CRM 许可：许可：25 → 30 席",
        "CRM 许可：许可：每席 EUR 199.00 → Graduated",
        "新增：培训",
        "周期：一次性 → 每月",
        "税：增值税 19 % → 增值税 7 %",
    ]:
        assert told in chinese
    assert all(len(texts) == 2 and all(texts) for texts in _WORDS.values())


def test_changes_over_the_term_are_told_as_explanations_tell_them() -> None:
    """What came or went is named by its title, in both languages and in the data."""
    before = Quote.of(evolve(SEATS, cadence="monthly")).over(12)
    after = before.changed(Ramp({1: 4, 3: 10}))
    title = "everything that recurs: quantity 4 from month 1, 10 from month 3"
    assert f"change over the term: added: {title}" in before.diff(after).explain()
    assert f"change over the term: removed: {title}" in after.diff(before).explain()
    assert change_title(after.terms.changes[0], "en") == title
    told = before.diff(after).explain("zh")
    assert "期内变更：新增：全部经常性项目：数量 自第 1 个月起 4、自第 3 个月起 10" in told
    (part,) = before.diff(after).to_dict()["parts"]
    assert [title] == [cause["after"] for cause in part["causes"]]


def test_percentages_are_printed_as_they_are() -> None:
    """A percentage with more than two decimals is told as about so much; none of nothing."""
    free = Quote.of(evolve(SEATS, price=EUR(0)))
    paid = Quote.of(evolve(SEATS, quantity=3, price=EUR(1)))
    assert re.search(r"in percent +-\n", str(free.diff(paid)))
    assert re.search(r"in percent +0.00 %\n", str(paid.diff(paid)))
    assert re.search(r"in percent +-100.00 %\n", str(paid.diff(free)))
    third = Quote.of(evolve(SEATS, quantity=4, price=EUR(1)))
    assert re.search(r"in percent +about \+33.33 %\n", str(paid.diff(third)))
    assert Fraction(100, 3) == percent_of(paid.totals, third.totals, "total")


def test_credits_that_grow_are_a_change_downwards() -> None:
    """Of a total below 0 the percentage is of its size: a larger credit is a change downwards."""
    credit, more = (Quote.of(cents(n)) for n in (-100, -150))
    assert -50 == credit.diff(more).percent


def test_data_of_a_difference() -> None:
    """As plain data a difference has all sums, exact percentages and every cause."""
    data = BEFORE.diff(AFTER).to_dict()
    assert ("EUR", [None, 2], 1) == (data["currency"], data["versions"], data["schema"])
    for name in ("subtotal", "net", "tax", "total", "payable"):
        cents_of = [int(part[name].replace(".", "")) for part in data["parts"]]
        assert int(data["change"][name].replace(".", "")) == sum(cents_of)
    (volume,) = [
        p for p in data["parts"] if (p["kind"], p["component"]) == ("volume", "CRM licence")
    ]
    assert [
        {
            "kind": "volume",
            "field": "quantity",
            "component": "CRM licence",
            "what": "licences",
            "before": "25",
            "after": "30",
        }
    ] == volume["causes"]
    free = Quote.of(evolve(SEATS, price=EUR(0)))
    assert None is free.diff(QUOTE).to_dict()["percent"]
    assert [10, 1] == QUOTE.diff(QUOTE.less(PercentOff(0)) + cents(14500)).to_dict()["percent"]


def test_other_prices_of_one_tariff() -> None:
    """A tariff whose name stays has other prices; a fee is told by its class, an amount in full."""
    tiers = Graduated([Tier(None, EUR(2))])
    before = Quote.of(evolve(SEATS, price=tiers))
    after = Quote.of(evolve(SEATS, price=Graduated([Tier(None, EUR(3))])))
    assert "Seats: prices changed" in str(before.diff(after))
    assert "Seats：价格有变" in before.diff(after).explain("zh")
    flat = Quote.of(evolve(SEATS, price=Flat(EUR(9))))
    assert "Seats: Graduated -> Flat" in str(before.diff(flat))
    assert "term: 1 month -> 12 months" in str(QUOTE.diff(QUOTE.over(12)))


def test_a_label_that_is_too_long_stands_above() -> None:
    """A long label stands above its amounts, which keep their columns."""
    long = evolve(SEATS, name="S" * 300)
    lines = str(QUOTE.diff(QUOTE + long)).splitlines()
    place = lines.index(f"  added: {'S' * 300}")
    assert lines[place + 1].strip() == "+EUR 1,000.00"
    assert max(len(line) for line in lines if "SSS" not in line) < 60


def test_no_decimals() -> None:
    """A currency without decimals is compared in its own units."""
    yen = [Quote.of(Item(name="a", quantity=n, price=JPY(3))) for n in (1, 3)]
    assert [("volume", "a", "JPY 6")] == found(*yen)
