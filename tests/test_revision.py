"""Versions, parents and validity of quotes, and the identifier over all inputs."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from attrs import frozen

from cspricing import (
    EUR,
    VAT,
    Charge,
    Item,
    PercentOf,
    PercentOff,
    Quote,
    Source,
    Sourced,
    Terms,
)
from cspricing.documents import to_markdown
from cspricing.errors import PricingError
from cspricing.identity import canonical
from cspricing.revision import MOST_VERSIONS, next_version
from cspricing.revision_titles import revision_told
from line_tests import OfCategory

SEATS = Item(name="Seats", quantity=25, unit="seat", price=EUR(40), category="software")
PARENT = "0f3c9a1be2d47a56"
QUOTE = Quote.of(SEATS).less(PercentOff(10, on="software")).taxed(VAT(19))


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"version": 0}, "number.range", "version"),
        ({"version": -1}, "number.range", "version"),
        ({"version": 10**5000}, "number.range", "version"),
        ({"version": True}, "type.int", "version"),
        ({"version": 1.0}, "type.int", "version"),
        ({"version": "2"}, "type.int", "version"),
        ({"version": Decimal(2)}, "type.int", "version"),
        ({"version": float("nan")}, "type.int", "version"),
        ({"version": [2]}, "type.int", "version"),
        ({"parent": 16}, "type.text", "parent"),
        ({"parent": True}, "type.text", "parent"),
        ({"parent": [PARENT]}, "type.text", "parent"),
        ({"parent": PARENT.encode()}, "type.text", "parent"),
        ({"parent": ""}, "identifier.syntax", "parent"),
        ({"parent": PARENT.upper()}, "identifier.syntax", "parent"),
        ({"parent": PARENT + "0"}, "identifier.syntax", "parent"),
        ({"parent": PARENT + "\n"}, "identifier.syntax", "parent"),
        ({"parent": "\u0660" * 16}, "identifier.syntax", "parent"),
        ({"parent": "a" * 10**6}, "identifier.syntax", "parent"),
        ({"valid_from": "1.1.2027"}, "date.syntax", "valid_from"),
        ({"valid_from": "2027-02-29"}, "date.syntax", "valid_from"),
        ({"valid_until": 20270101}, "type.date", "valid_until"),
        ({"valid_until": datetime(2027, 1, 1)}, "type.date", "valid_until"),  # noqa: DTZ001
        ({"valid_until": True}, "type.date", "valid_until"),
        ({"valid_until": float("inf")}, "type.date", "valid_until"),
        ({"valid_from": "2027-01-02", "valid_until": "2027-01-01"}, "date.order", "valid_until"),
    ],
)
def test_hostile_values_are_refused(given: dict[str, Any], code: str, field: str) -> None:
    """A version, parent or day that cannot be is refused, naming the field and the remedy."""
    with pytest.raises(PricingError) as caught:
        Terms(**given)
    error = caught.value
    assert (code, field, "Terms") == (error.code, error.field, error.component)
    assert len(str(error)) < 400


def test_validity_is_asked_for_a_day() -> None:
    """Both ends belong to the days on which a quote holds; without one there is no end."""
    both = Quote(terms=Terms(valid_from="2027-01-02", valid_until="2027-01-03"))
    days = [date(2027, 1, day) for day in (1, 2, 3, 4)]
    assert [False, True, True, False] == [both.valid(on=day) for day in days]
    first = Quote(terms=Terms(valid_from="2027-01-02"))
    assert [False, True] == [first.valid("2027-01-01"), first.valid("9999-12-31")]
    last = Quote(terms=Terms(valid_until="2027-01-02"))
    assert [True, False] == [last.valid("0001-01-01"), last.valid("2027-01-03")]
    assert Quote().valid("2027-01-01")


@pytest.mark.parametrize(
    ("day", "code"), [("today", "date.syntax"), (None, "type.date"), (3.5, "type.date")]
)
def test_validity_needs_a_day(day: Any, code: str) -> None:  # noqa: ANN401
    """A day that is none is refused, and the argument named: no clock stands in for it."""
    with pytest.raises(PricingError) as caught:
        QUOTE.valid(day)
    assert (code, "on") == (caught.value.code, caught.value.field)


def test_a_revision_names_what_it_revises() -> None:
    """A revision is one version on, and its parent is the identifier of what it revises."""
    second = QUOTE.revised(months=12, valid_until="2027-03-31")
    assert (2, QUOTE.identifier) == (second.terms.version, second.terms.parent)
    assert (12, date(2027, 3, 31)) == (second.terms.months, second.terms.valid_until)
    assert QUOTE.components == second.components
    third = second.revised(SEATS, SEATS)
    assert (3, second.identifier) == (third.terms.version, third.terms.parent)
    assert (SEATS, SEATS) == third.components
    assert second.terms.valid_until == third.terms.valid_until
    assert (None, None) == (QUOTE.terms.version, QUOTE.terms.parent)


@pytest.mark.parametrize("name", ["version", "parent", "month", "component", "a" * 200])
def test_a_revision_changes_fields_of_terms(name: str) -> None:
    """What terms have not, and what follows from being a revision, cannot be asked for."""
    with pytest.raises(PricingError) as caught:
        QUOTE.revised(**{name: 3})
    assert ("terms.field", name, 3) == (caught.value.code, caught.value.field, caught.value.value)


def test_versions_come_to_an_end() -> None:
    """After the last version that there may be, a quote begins anew."""
    assert MOST_VERSIONS == next_version(MOST_VERSIONS - 1)
    with pytest.raises(PricingError) as caught:
        next_version(MOST_VERSIONS)
    assert "limit.count" == caught.value.code


def test_version_and_validity_are_told() -> None:
    """Version, parent and validity stand on the explanation, the document, and in the record."""
    told = {
        "version": ["Version 2", "版本 2"],
        "parent": [f"Revises {PARENT}", f"修订自 {PARENT}"],
        "valid_from": ["Valid from 2027-01-01", "自 2027-01-01 起有效"],
        "valid_until": ["Valid until 2027-03-31", "有效期至 2027-03-31"],
    }
    given: dict[str, Any] = {
        "version": 2,
        "parent": PARENT,
        "valid_from": "2027-01-01",
        "valid_until": "2027-03-31",
    }
    for name, (english, chinese) in told.items():
        terms = Terms(**{name: given[name]})
        assert [english] == revision_told(terms, "en")
        assert [chinese] == revision_told(terms, "zh")
    quote = Quote((SEATS,), Terms(**given))
    both = ["Version 2, revises " + PARENT, "Valid from 2027-01-01 until 2027-03-31"]
    assert both == revision_told(quote.terms, "en")
    assert "\n".join(both) in quote.explain()
    assert "\n\n".join(both) in to_markdown(quote)
    assert given == {name: quote.to_dict()[name] for name in given}
    assert dict.fromkeys(given) == {name: QUOTE.to_dict()[name] for name in given}
    quote.verify()


def test_quotes_of_equal_terms_add_with_versions() -> None:
    """Terms with a version combine as any: equal ones are kept, different ones refused."""
    terms = Terms(version=2, valid_until="2027-01-31")
    assert terms == (Quote((SEATS,), terms) + Quote.of(SEATS)).terms
    assert terms == (Quote((SEATS,), terms) + Quote((SEATS,), terms)).terms
    with pytest.raises(PricingError, match="version is 2 and 3"):
        Quote((SEATS,), terms) + Quote((SEATS,), attrs.evolve(terms, version=3))


# ---------------------------------------------------------------------------- identifiers


def test_an_identifier_is_kept() -> None:
    """The identifier of a quote is the one that it was when this was written."""
    assert "8a860f1a2fae1223" == QUOTE.identifier
    assert QUOTE.identifier == Quote(QUOTE.components, QUOTE.terms).identifier


def test_equal_inputs_have_one_identifier() -> None:
    """However a number is written, equal inputs have one identifier."""
    price = EUR("40.0")
    other = Item(name="Seats", quantity="25.00", unit="seat", price=price, category="software")
    assert SEATS == other
    assert QUOTE.identifier == Quote((other,), QUOTE.terms).identifier


def variants() -> list[Quote]:
    """Give quotes that differ in one input each."""
    terms = QUOTE.terms
    of_item: list[tuple[str, Any]] = [
        ("name", "Seat"),
        ("quantity", 26),
        ("unit", "user"),
        ("price", EUR("40.01")),
        ("price", Sourced(EUR(40), "price list")),
        ("price", Sourced(EUR(40), "price list", "2027-01-01")),
        ("cadence", "monthly"),
        ("tax", VAT(7)),
    ]
    of_terms: list[tuple[str, Any]] = [
        ("months", 1),
        ("start", "2027-01-01"),
        ("discounts", ()),
        ("discounts", [PercentOff(10, on=SEATS)]),
        ("discounts", [PercentOff(10, on=OfCategory("software"))]),
        ("discounts", [PercentOff(10, on=Item)]),
        ("discounts", [PercentOff(10, on=("software", Item))]),
        ("prepaid", EUR(1)),
        ("version", 1),
        ("parent", PARENT),
        ("valid_from", "2027-01-01"),
        ("valid_until", "2027-01-01"),
    ]
    return [
        QUOTE,
        QUOTE + SEATS,
        *(Quote((attrs.evolve(SEATS, **{name: value}),), terms) for name, value in of_item),
        *(QUOTE.on_terms(attrs.evolve(terms, **{name: value})) for name, value in of_terms),
        Quote((SEATS, PercentOf(10, of="software")), terms),
        Quote((Charge("Seats", 25, "seat", EUR(40), "software"),), terms),
    ]


def test_each_input_makes_another_identifier() -> None:
    """Any other component, charge, source, rule, date or version makes another identifier."""
    found = [quote.identifier for quote in variants()]
    assert len(set(found)) == len(found) == 24
    order = [Quote((SEATS, one), QUOTE.terms) for one in (attrs.evolve(SEATS, name="b"),)]
    assert order[0].identifier != Quote(order[0].components[::-1], QUOTE.terms).identifier


def test_a_quote_without_a_price_has_no_identifier() -> None:
    """A quote that cannot be priced has faults, and no identifier."""
    with pytest.raises(PricingError) as caught:
        _ = QUOTE.less(PercentOff(10, on="labor")).identifier
    assert "rule.unmatched" == caught.value.code


class Own:
    """A value of one's own, without attrs."""

    def __init__(self, **fields: object) -> None:
        self.__dict__.update(fields)


class Failing:
    """A value that fails at any question."""

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        raise ValueError(name)


@dataclass
class Plain:
    """A value of dataclasses with a field that others make."""

    given: object
    made: object = dataclasses.field(init=False, default=3)


@frozen
class Kept:
    """A value of attrs with a field that others make."""

    given: object
    made: object = attrs.field(init=False, default=3)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "None"),
        (True, "True"),
        (255, "ff/1"),
        (Decimal("-1.50"), "-3/2"),
        (Decimal("1E+2"), "64/1"),
        (Fraction(1, 3), "1/3"),
        (Decimal("NaN"), "'False True'"),
        (0.1, "0.1"),
        ("é\n'", '"\\xe9\\n\'"'),
        (date(2027, 1, 31), "2027-01-31"),
        (Decimal, "decimal.Decimal"),
        (len, "builtins.len()"),
        ((1, [2]), "(1/1,(2/1))"),
        ({"b", "a"}, "{'a','b'}"),
        (frozenset({1}), "{1/1}"),
        ({"b": 1, "a": 2}, "{'a':2/1,'b':1/1}"),
        (EUR("1.50"), "cspricing.Price(amount=3/2,currency='EUR',source=None)"),
        (EUR(10) / 20, "cspricing.Price(amount=1/2,currency='EUR',source=None)"),
        (
            Source("page", "2027-01-01"),
            "cspricing.Source(where='page',read=2027-01-01,confidence='unverified')",
        ),
        (Kept(1), f"{__name__}.Kept(given=1/1)"),
        (Plain(1), f"{__name__}.Plain(given=1/1)"),
        (Own(b=1, a=2), f"{__name__}.Own(a=2/1,b=1/1)"),
        (object(), "builtins.object()"),
    ],
)
def test_values_are_written_in_one_way(value: object, written: str) -> None:
    """Values that mean the same are written the same, in ASCII and without addresses."""
    assert written == canonical(value)


def test_a_value_that_answers_nothing_is_written() -> None:
    """An object that fails at any question is written by its class."""
    assert canonical(Failing()) == f"{__name__}.Failing()"


def test_a_value_that_holds_itself_is_written() -> None:
    """An object that holds itself is written to an end."""
    own = Own()
    own.__dict__["me"] = own
    assert canonical(own).endswith(f"={__name__}.Own" + ")" * 40)


def test_a_pickled_quote_holds_its_inputs_alone() -> None:
    """What a quote comes to is not saved with it: it follows from components and terms."""
    quote = Quote(QUOTE.components, QUOTE.terms)
    before = pickle.dumps(quote)
    _ = quote.explain(), quote.invoices, quote.lines
    assert before == pickle.dumps(quote)
    loaded = pickle.loads(before)
    assert ["components", "terms"] == sorted(vars(loaded))
    assert (quote, quote.identifier) == (loaded, loaded.identifier)
