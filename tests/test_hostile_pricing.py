"""Names, credits, discounts and weights that would skew a quote do not, as `hostile.json` says."""

from __future__ import annotations

from decimal import Decimal

import pytest

import hostile_items
import oracles
from cspricing import (
    EUR,
    VAT,
    Charge,
    Currency,
    Flat,
    Graduated,
    Item,
    Money,
    Package,
    PercentOff,
    PerUnit,
    Quote,
    Terms,
    Tier,
    Volume,
)
from hostile_items import given_by, of, refusal, seats

context_stays = hostile_items.context_stays


@pytest.mark.parametrize("item", of("X094"))
def test_renaming_a_category_moves_no_cent(item: oracles.Case) -> None:
    """Totals are the same under another name for a category, even on ties between its lines."""
    assert item["expect"]["outcome"] == "same_bytes"

    def totals(people: str, software: str) -> object:
        lines = [
            seats(name=f"{category} {number}", quantity=1, price=EUR("0.05"), category=category)
            for category in (people, software)
            for number in range(2)
        ]
        quote = Quote.of(*lines).less(PercentOff(50), PercentOff("33.3"))
        return quote.taxed(VAT(100, on=people), VAT(7, on=software)).totals

    assert totals("people", "software") == totals("zeople", "software")
    assert totals("people", "software") == totals("b", "a")


@pytest.mark.parametrize("item", of("X095"))
def test_discounts_beyond_nothing_and_all_are_refused(item: oracles.Case) -> None:
    """A discount below 0 % or above 100 % is refused, by its field."""
    for percent in (-10, 150, "-0.000000000001", "100.000000000001"):
        error = refusal(lambda percent=percent: PercentOff(percent))  # type: ignore[misc]
        assert (item["expect"]["code"], "percent", "PercentOff") == (
            error.code,
            error.field,
            error.component,
        )
    assert Money(0, "EUR") == Quote.of(seats()).less(PercentOff(100)).net


@pytest.mark.parametrize("item", of("X096"))
def test_a_credit_mirrors_the_charge(item: oracles.Case) -> None:
    """A negative quantity costs the negative of what the positive one costs, at any tariff."""
    assert item["expect"]["outcome"] == "accepted"
    tiers = [Tier(3, EUR("1.005"), flat=EUR(2)), Tier(None, EUR("0.335"))]
    for tariff in (
        PerUnit(EUR(1)),
        Flat(EUR(7)),
        Graduated(tiers),
        Volume(tiers),
        Package(2, EUR(3)),
    ):
        charged, credited = (
            Quote.of(Charge("Days", quantity, "day", tariff, "consulting")) for quantity in (5, -5)
        )
        assert tariff.price(-5) == -tariff.price(5)
        assert credited.net == -charged.net
        assert Money(0, "EUR") == (charged + credited).net


@pytest.mark.parametrize("item", of("X097"))
def test_months_are_whole(item: oracles.Case) -> None:
    """A term of 1.5 months, or of True, is refused when the terms are made."""
    for months in (1.5, True, "12", Decimal(12)):
        error = refusal(lambda months=months: Terms(months=months))  # type: ignore[misc]
        assert (item["expect"]["code"], "months") == (error.code, error.field)


@pytest.mark.parametrize("item", of("X098"))
def test_weights_of_nothing_are_refused(item: oracles.Case) -> None:
    """An amount is not split over weights that are all 0, or of which one is below 0."""
    money = Money("1.00", "EUR")
    for weights in ([0, 0], [-1, 2]):
        error = refusal(lambda weights=weights: money.allocate(weights))  # type: ignore[misc]
        assert (item["expect"]["code"], "weights") == (error.code, error.field)
    assert Money("1.00", "EUR") == money


@pytest.mark.parametrize("item", of("X099"))
def test_shares_of_a_credit_mirror_those_of_the_charge(item: oracles.Case) -> None:
    """Splitting -100 gives the negatives of splitting 100."""
    assert item["expect"]["outcome"] == "accepted"
    shares = Money.of_minor(-100, "EUR").allocate([1, 1, 1])
    assert [-34, -33, -33] == [share.minor for share in shares]
    assert shares == tuple(-share for share in Money.of_minor(100, "EUR").allocate([1, 1, 1]))


@pytest.mark.parametrize("item", of("X101"))
def test_a_currency_has_one_number_of_digits(item: oracles.Case) -> None:
    """Two currencies of one code and different digits cannot be made."""
    (code, right), (_, wrong) = given_by(item)
    assert Currency(code) == Currency(code, right)
    error = refusal(lambda: Currency(code, wrong))
    assert (item["expect"]["code"], "digits") == (error.code, error.field)


@pytest.mark.parametrize("item", of("H229", "H230", "H231"))
def test_plain_numbers_are_accepted_exactly(item: oracles.Case) -> None:
    """Small and large plain numbers are taken, and printed, to the last digit."""
    number = given_by(item)
    item_ = Item(name="Unit", quantity=1, price=EUR(number))
    assert Decimal(number) == EUR(number).numerator
    assert EUR(number) == item_.price.price(1)
    assert any(str(EUR(number)) in line for line in Quote.of(item_).explain().splitlines())
    assert Decimal(number) == Item(name="Unit", quantity=number, price=EUR(1)).quantity


@pytest.mark.parametrize("item", of("H232"))
def test_ratios_are_taken_as_weights_only(item: oracles.Case) -> None:
    """A ratio is a weight; as a price or a quantity it is refused."""
    assert item["check"] == "only where allocation weights are taken"
    ratio = given_by(item)
    shares = Money.of_minor(100, "EUR").allocate([ratio, "2/3"])
    assert [33, 67] == [share.minor for share in shares]
    for call in (
        lambda: EUR(ratio),
        lambda: Item(name="Unit", quantity=ratio, price=EUR(1)),
        lambda: PercentOff(ratio),
    ):
        assert refusal(call).code == "number.syntax"
