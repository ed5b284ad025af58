"""Charges and percentages of other lines: what a component says, and what it may not say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from cspricing import (
    CATEGORIES,
    EUR,
    USD,
    VAT,
    Allowance,
    Charge,
    Citation,
    Component,
    Item,
    Money,
    Named,
    PercentOf,
    PercentOff,
    PerUnit,
    Quote,
    Source,
    Sourced,
    Working,
)
from cspricing.errors import PricingError


def charge(**changes: Any) -> Charge:  # noqa: ANN401
    """Make a plain charge."""
    given: dict[str, Any] = {
        "what": "Headsets",
        "quantity": 12,
        "unit": "piece",
        "tariff": EUR(89),
        "category": "equipment",
        **changes,
    }
    return Charge(**given)


def test_a_charge_is_the_simplest_component() -> None:
    """A charge charges itself, once unless said, and is priced under the name of its class."""
    one = charge()
    assert (one,) == one.charges()
    assert isinstance(one, Component)
    assert ("once", False, False, None, (), (), ()) == (
        one.cadence,
        one.cost,
        one.stated,
        one.tax,
        one.adjustments,
        one.workings,
        one.citations,
    )
    assert PerUnit(EUR(89)) == one.tariff
    assert EUR(1).currency == one.currency
    quote = Quote.of(one)
    assert ("Headsets", "Headsets", Money("1068.00", "EUR")) == (
        quote.lines[0].name,
        quote.lines[0].what,
        quote.net,
    )


def test_the_built_in_categories() -> None:
    """Eleven categories come built in, each once."""
    assert len(CATEGORIES) == len(set(CATEGORIES)) == 11


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"what": ""}, "text.empty", "what"),
        ({"what": 3}, "type.text", "what"),
        ({"quantity": "1,5"}, "number.syntax", "quantity"),
        ({"quantity": Decimal("Infinity")}, "number.nonfinite", "quantity"),
        ({"unit": "\n"}, "text.control", "unit"),
        ({"tariff": 89}, "type.tariff", "tariff"),
        ({"category": "\u202e"}, "text.bidi", "category"),
        ({"cadence": "daily"}, "cadence", "cadence"),
        ({"cadence": ["once"]}, "cadence", "cadence"),
        ({"tax": "VAT"}, "type.tax", "tax"),
        ({"adjustments": [VAT(3)]}, "type.member", "adjustments"),
        ({"adjustments": [Allowance(amount=USD(1))]}, "currency.mixed", "currency"),
        ({"adjustments": [Allowance(amount=EUR(1), tax=VAT(7))]}, "adjustment.tax", "adjustments"),
        ({"workings": [3]}, "type.member", "workings"),
        ({"citations": [3]}, "type.member", "citations"),
        ({"cost": 1}, "type.flag", "cost"),
        ({"stated": "yes"}, "type.flag", "stated"),
    ],
)
def test_what_is_no_charge_is_refused(given: dict[str, Any], code: str, field: str) -> None:
    """Each part of a charge is checked when it is made, and the refusal names it."""
    with pytest.raises(PricingError) as caught:
        charge(**given)
    assert (code, field) == (caught.value.code, caught.value.field)


def test_a_charge_keeps_its_sources() -> None:
    """A sourced quantity is cited; evolving it away drops the citation."""
    one = charge(quantity=Sourced(12, "count", None, "verified"))
    assert (Citation("quantity", Decimal(12), Source("count", None, "verified")),) == one.citations
    assert () == attrs.evolve(one, quantity=13).citations
    assert one.citations == attrs.evolve(one, unit="pair").citations
    assert one == charge()


def test_workings_are_kept_as_given() -> None:
    """A charge carries how its quantity came about."""
    working = Working(what="count", formula=(("", Decimal(12), ""),), result=Decimal(12), unit="")
    assert (working,) == charge(workings=(working,)).workings


def licences(**changes: Any) -> Item:  # noqa: ANN401
    """Make 25 seats at 40 euros: 1,000."""
    given: dict[str, Any] = {
        "name": "CRM",
        "quantity": 25,
        "unit": "seat",
        "price": EUR(40),
        "category": "software",
        **changes,
    }
    return Item(**given)


def test_a_percentage_of_a_category() -> None:
    """18 % of 1,000 are 180, due with the lines that they rest on."""
    support = PercentOf(18, of="software", what="Support", category="support")
    assert (support,) == support.charges()
    assert isinstance(support, Component)
    quote = Quote.of(licences(cadence="monthly"), support).over(months=3)
    assert Money("3540.00", "EUR") == quote.net
    line = quote.lines[1]
    assert ("Support", "Support", None, "support", 3, True) == (
        line.name,
        line.what,
        line.cadence,
        line.category,
        line.invoices,
        line.recurs,
    )


@pytest.mark.parametrize(
    ("base", "amount"),
    [("net", "162.00"), ("list", "180.00")],
)
def test_a_percentage_of_list_or_of_what_is_left(base: Any, amount: str) -> None:  # noqa: ANN401
    """A percentage rests on what line discounts left, or on the list amounts, as it says."""
    support = PercentOf(18, of="software", base=base, category="support")
    quote = Quote.of(licences(), support).less(PercentOff(10, on="software", level="line"))
    assert Money(amount, "EUR") == quote.lines[1].net
    quote.verify()


def test_quote_discounts_do_not_reach_the_base() -> None:
    """A discount at quote level comes off the percentage too, but not off what it rests on."""
    support = PercentOf(18, of="software", category="support")
    quote = Quote.of(licences(), support).less(PercentOff(10))
    assert Money("162.00", "EUR") == quote.lines[1].net
    assert Money("180.00", "EUR") == quote.invoices[0].lines[1].gross


def test_percentages_rest_on_each_other_by_name_only() -> None:
    """A percentage of everything leaves out percentages; one selected by name is taken."""
    first = PercentOf(10, of="software", name="Support")
    every = Quote.of(licences(), first, PercentOf(10, of=None, name="Rest"))
    assert ["1000.00", "100.00", "100.00"] == [str(line.net.amount) for line in every.lines]
    named = PercentOf(10, of=(Named("Support"), "software"), name="Rest")
    both = Quote.of(named, licences(), first)
    assert ["110.00", "1000.00", "100.00"] == [str(line.net.amount) for line in both.lines]
    both.verify()


def test_percentages_in_a_circle_are_refused() -> None:
    """Two percentages that rest on each other are an error that names both."""
    first = PercentOf(10, of=Named("b"), name="a")
    second = PercentOf(10, of=Named("a"), name="b")
    with pytest.raises(PricingError) as caught:
        _ = Quote.of(licences(), first, second).total
    assert caught.value.code == "percent_of.cycle"
    assert "a, b" in str(caught.value)


def test_a_percentage_of_costs_is_a_cost() -> None:
    """5 % overhead on 1,000 of wages are 50 of cost, and priced by the same markup."""
    wages = Charge("wages", 40, "hour", EUR(25), "labour", cost=True)
    overhead = PercentOf(5, of="labour", what="overhead", category="overhead", cost=True)
    quote = Quote.of(wages, overhead)
    assert (Money("1050.00", "EUR"), Money("0.00", "EUR")) == (quote.cost, quote.net)
    quote.verify()


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"percent": -1}, "number.negative", "percent"),
        ({"percent": "18 %"}, "number.syntax", "percent"),
        ({"of": 3}, "type.selector", "of"),
        ({"of": ()}, "type.selector", "of"),
        ({"of": ""}, "text.empty", "of"),
        ({"base": "gross"}, "base", "base"),
        ({"base": ["net"]}, "base", "base"),
        ({"what": ""}, "text.empty", "what"),
        ({"category": ""}, "text.empty", "category"),
        ({"name": "\t"}, "text.control", "name"),
        ({"tax": 3}, "type.tax", "tax"),
        ({"cost": None}, "type.flag", "cost"),
    ],
)
def test_what_is_no_percentage_is_refused(given: dict[str, Any], code: str, field: str) -> None:
    """Each part of a percentage is checked when it is made."""
    with pytest.raises(PricingError) as caught:
        PercentOf(**{"percent": 18, "of": "software", **given})
    error = caught.value
    assert (code, field, "PercentOf") == (error.code, error.field, error.component)


def test_a_percentage_is_called_by_what_it_is() -> None:
    """Without a name a percentage is called by what it charges."""
    assert PercentOf(18, of=None, what="Support").name == "Support"
    assert PercentOf(18, of=None, what="Support", name="Desk").name == "Desk"
    assert PercentOf(Sourced(18, "contract"), of=None).citations == (
        Citation("percent", Decimal(18), Source("contract")),
    )
