"""Tax tables: dated rates, and the rules of a quote that they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

import pytest

from book_samples import faults
from cspricing import INR, JPY, USD, Item, Money, Quote, Rate, SalesTax, Stacked
from cspricing.errors import ListingError, PricingError
from cspricing.pricebook import TaxRate, TaxTable

TABLE: Final = TaxTable.shipped()
LAW: Final = 'jurisdiction = "XX"\npercent = "18"\nsource = "law"\n'
PARTS: Final = 'parts = [{ name = "C", percent = "9" }, { name = "S", percent = "9" }]\n'


def rate(**changes: Any) -> TaxRate:  # noqa: ANN401
    """Make a rate that states no more than it must."""
    return TaxRate(**{"jurisdiction": "XX", "percent": "18", "source": "law"} | changes)


CHANGES: Final = [
    ("CN", "standard", "2018-05-01", "17", "16"),
    ("CN", "standard", "2019-04-01", "16", "13"),
    ("CN", "reduced", "2018-05-01", "11", "10"),
    ("CN", "reduced", "2019-04-01", "10", "9"),
    ("CN", "small-scale relief", "2022-04-01", "1", "0"),
    ("CN", "small-scale relief", "2023-01-01", "0", "1"),
    ("DE", "standard", "2020-07-01", "19", "16"),
    ("DE", "standard", "2021-01-01", "16", "19"),
    ("EE", "standard", "2024-01-01", "20", "22"),
    ("EE", "standard", "2025-07-01", "22", "24"),
    ("FI", "standard", "2024-09-01", "24", "25.5"),
    ("GB", "standard", "2011-01-04", "17.5", "20"),
    ("IE", "standard", "2020-09-01", "23", "21"),
    ("IE", "standard", "2021-03-01", "21", "23"),
    ("JP", "standard", "2014-04-01", "5", "8"),
    ("JP", "standard", "2019-10-01", "8", "10"),
    ("LU", "standard", "2023-01-01", "17", "16"),
    ("LU", "standard", "2024-01-01", "16", "17"),
    ("RO", "standard", "2025-08-01", "19", "21"),
    ("SK", "standard", "2025-01-01", "20", "23"),
]


@pytest.mark.parametrize(("where", "kind", "day", "before", "after"), CHANGES)
def test_a_rate_changes_on_its_day(
    where: str, kind: str, day: str, before: str, after: str
) -> None:
    """On the day before a change the old rate is found, and on the day itself the new one."""
    first = date.fromisoformat(day)
    eve = first - timedelta(days=1)
    assert Decimal(before) == TABLE.rate(where, kind, on=eve).percent
    assert Decimal(after) == TABLE.rate(where, kind, on=first).percent


UNION: Final = {
    20: "AT BG FR",
    18: "MT",
    17: "LU",
    19: "CY DE",
    21: "BE CZ ES LT LV NL RO",
    22: "IT SI",
    23: "IE PL PT SK",
    24: "EE GR",
    25: "DK HR SE",
    Decimal("25.5"): "FI",
    27: "HU",
}
"""The members of the European Union by their standard rates in 2027."""

MEMBERS: Final = [(where, percent) for percent, some in UNION.items() for where in some.split()]


@pytest.mark.parametrize(("where", "percent"), MEMBERS)
def test_all_of_the_union_is_there(where: str, percent: Decimal | int) -> None:
    """Every one of the 27 members has its standard rate, without a gap since 2010."""
    assert 27 == len(MEMBERS)
    assert percent == TABLE.rate(where, on="2027-01-01").percent
    rates = sorted((one for one in TABLE if one.jurisdiction == where), key=lambda one: one.first)
    assert rates[0].first <= date(2010, 1, 1)
    assert rates[-1].effective_to is None
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(rates))


@pytest.mark.parametrize(
    ("where", "kind", "percent"),
    [
        ("CN", "services", "6"),
        ("CN", "small-scale", "3"),
        ("CN", "small-scale relief", "1"),
        ("GB", "standard", "20"),
        ("GB", "reduced", "5"),
        ("JP", "reduced", "8"),
        ("IN", "standard", "18"),
        ("IN", "intra-state", "18"),
        ("IN", "inter-state", "18"),
        ("US-CA", "state", "7.25"),
        ("US-FL", "state", "6"),
        ("US-NY", "state", "4"),
        ("US-PA", "state", "6"),
        ("US-TX", "state", "6.25"),
        ("US-TX", "data processing", "6.25"),
        ("US-WA", "state", "6.5"),
    ],
)
def test_others_are_there(where: str, kind: str, percent: str) -> None:
    """China, the United Kingdom, Japan, India and some states of America have their rates."""
    assert Decimal(percent) == TABLE.rate(where, kind, on="2027-01-01").percent


def test_every_rate_has_a_source_and_says_how_far_to_trust_it() -> None:
    """No shipped rate claims more than that somebody reports it, and what is recalled says so."""
    assert {"secondary", "unverified"} == {one.confidence for one in TABLE}
    for one in TABLE:
        assert one.source
        assert one.confidence == "secondary" or "recalled" in one.source
        assert one.effective_from or one.note.startswith("undated")


def test_states_say_that_local_rates_come_on_top() -> None:
    """A state's rate is told to be the state's alone."""
    states = [one for one in TABLE if one.jurisdiction.startswith("US-")]
    assert 7 == len(states)
    assert all("local rates come on top" in one.note for one in states)


def test_the_relief_ends() -> None:
    """After its last day the relief is no longer found, and what there was is told."""
    with pytest.raises(ListingError, match="nothing is listed for 2028-01-01") as caught:
        TABLE.rate("CN", "small-scale relief", on="2028-01-01")
    nearest = caught.value.nearest[0]
    assert isinstance(nearest, TaxRate)
    assert date(2027, 12, 31) == nearest.effective_to


@pytest.mark.parametrize(
    ("where", "kind", "field", "message"),
    [
        ("EL", "standard", "jurisdiction", "'EL' is not listed; listed there: 'CN', 'AT'"),
        ("us-tx", "state", "jurisdiction", "'us-tx' is not listed; did you mean 'US-TX'"),
        ("CN", "service", "kind", "'service' is not listed; did you mean 'services'?"),
        ("US-TX", "standard", "kind", "listed there: 'state', 'data processing'"),
        (None, "standard", "jurisdiction", "None is not a text"),
        ("CN", None, "kind", "None is not a text"),
    ],
)
def test_what_is_not_listed_says_what_is(where: Any, kind: Any, field: str, message: str) -> None:  # noqa: ANN401
    """A rate that is not there is an error that names the argument and what there is."""
    with pytest.raises(PricingError) as caught:
        TABLE.rate(where, kind, on="2027-01-01")
    assert field == caught.value.field
    assert message in str(caught.value)


# ---------------------------------------------------------------------------- rules


def test_a_rate_makes_a_tax_with_its_source() -> None:
    """The tax of a rate has its name and percentage, and cites the table and its source."""
    work = Item(name="Work", quantity=1, price=JPY(15), category="consulting")
    found = TABLE.rate("JP", on="2027-01-01")
    (tax,) = Quote.of(work).taxed(found.tax()).tax_lines
    assert ("Consumption tax", Decimal(10), "S") == (tax.name, tax.percent, tax.code)
    assert Money.of_minor(2, "JPY") == tax.amount
    assert [found.sourced.source] == [citation.source for citation in tax.tax.citations]
    assert "Consumption tax JP, standard, from 2019-10-01 (japan.toml, rate 3): " in found.citation
    assert tax.unverified


def test_a_rate_of_parts_makes_a_tax_of_each() -> None:
    """Within a state of India an invoice shows CGST and SGST, each with its source."""
    work = Item(name="Work", quantity=1, price=INR(10_000), category="consulting")
    quote = Quote.of(work).taxed(TABLE.rate("IN", "intra-state", on="2027-01-01").tax())
    assert [("CGST", Decimal(9)), ("SGST", Decimal(9))] == [
        (tax.name, tax.percent) for tax in quote.tax_lines
    ]
    assert Money("1800.00", "INR") == quote.tax


def test_a_share_of_the_base_is_taxed() -> None:
    """Of data processing in Texas 80 % is taxed; a city's rate stacks on the state's."""
    state = TABLE.rate("US-TX", "data processing", on="2027-01-01").tax()
    data = Item(name="Data", quantity=1, price=USD("199.99"), category="software")
    quote = Quote.of(data).taxed(Stacked(state, SalesTax(2, name="City", share=80)))
    assert Money("13.20", "USD") == quote.tax
    assert {"percent", "share"} == {citation.of for citation in state.citations}


@pytest.mark.parametrize(
    ("changes", "code"), [({}, "S"), ({"percent": 0}, "Z"), ({"percent": 0, "code": "E"}, "E")]
)
def test_a_rate_has_a_category_code(changes: dict[str, Any], code: str) -> None:
    """The category is standard, or zero at a rate of 0, unless the table states another."""
    assert code == rate(**changes).tax().code


def test_a_rule_is_told_what_it_is_for() -> None:
    """Lines, inclusion and whether it may miss are passed on to the rule, with the reason."""
    tax = rate(reason="because").tax("software", inclusive=True, optional=True)
    assert ("software", True, True, "because") == (tax.on, tax.inclusive, tax.optional, tax.reason)


def test_a_rate_that_is_too_old_is_marked() -> None:
    """A look-up that names an age marks what was read before."""
    checked = TaxTable.of(rate(confidence="verified", read="2026-01-01"))
    (fresh, old) = (
        checked.rate("XX", on=f"{year}-06-01", stale_after_months=12) for year in (2026, 2027)
    )
    assert ("verified", "unverified") == (fresh.confidence, old.confidence)
    assert old.tax().citations[0].source.where.endswith("more than 12 months old on 2027-06-01")


def test_a_table_of_ones_own_wins() -> None:
    """A rate that was checked is laid over the shipped one, on its days."""
    own = TaxTable.of(
        rate(jurisdiction="DE", percent="20", effective_from="2027-01-01", confidence="verified")
    )
    table = TABLE.overlaid(own)
    assert [19, 20] == [table.rate("DE", on=day).percent for day in ("2026-12-31", "2027-01-01")]


# ---------------------------------------------------------------------------- files


def test_a_table_is_a_rate() -> None:
    """Every key of a table is a field of the rate."""
    keys = 'kind = "split"\nname = "GST"\nshare = "80"\ncode = "X"\nreason = "why"\n'
    (found,) = TaxTable.load_text(f"[[rate]]\n{LAW}{PARTS}{keys}", "tax.toml")
    assert found == rate(
        kind="split",
        name="GST",
        share="80",
        code="X",
        reason="why",
        parts=[Rate("C", 9), Rate("S", 9)],
        place="tax.toml, rate 1",
    )


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (LAW.replace('"18"', "18"), "book.quoted", "percent"),
        (LAW.replace('"18"', "0.18"), "type.float", "percent"),
        (LAW.replace("18", "1001"), "tax.range", "percent"),
        (LAW.replace("18", "-1"), "tax.range", "percent"),
        (LAW.replace("source", "sauce"), "book.required", "source"),
        (f'{LAW}share = "0"', "tax.share", "share"),
        (f"{LAW}share = 80", "book.quoted", "share"),
        (LAW + PARTS.replace('"9"', '"8"'), "book.parts", "parts"),
        (LAW + PARTS.replace('"9"', "9"), "book.quoted", "parts"),
        (LAW + PARTS.replace("name", "nom"), "book.parts", "parts"),
        (f"{LAW}parts = 5", "book.parts", "parts"),
        (f"{LAW}parts = [9, 9]", "book.parts", "parts"),
        (
            f"{LAW}effective_from = 2027-01-01\neffective_to = 2026-01-01",
            "date.order",
            "effective_to",
        ),
    ],
)
def test_what_is_wrong_with_a_rate_is_told(text: str, code: str, field: str) -> None:
    """A fault of a rate names the file, the number of the rate, and the key."""
    found = faults(lambda: TaxTable.load_text(f"[[rate]]\n{text}", "tax.toml"))
    assert (code, "tax.toml, rate 1", field) in [
        (fault.code, fault.component, fault.field) for fault in found
    ]


MADE: Final[list[tuple[Callable[[], object], str]]] = [
    (lambda: rate(percent="a"), "number.syntax"),
    (lambda: rate(parts=[Rate("C", 9)]), "book.parts"),
    (lambda: rate(parts=["9"]), "type.member"),
    (lambda: rate(share=101), "tax.share"),
    (lambda: rate(jurisdiction=""), "text.empty"),
    (lambda: rate().tax(5), "type.selector"),  # type: ignore[arg-type]
    (lambda: rate().tax(inclusive=1), "type.flag"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("build", "code"), MADE, ids=range(len(MADE)))
def test_a_rate_refuses(build: Callable[[], object], code: str) -> None:
    """What no rate can be, and what no rule can be for, is refused with a code."""
    with pytest.raises(PricingError) as caught:
        build()
    assert code == caught.value.code
