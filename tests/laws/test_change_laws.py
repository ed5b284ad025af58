"""Changes over the term, held to a naive second implementation, and to what must not matter."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, strategies as st

import naive_changes
from changing_contracts import cents_of, contracts, made, quoted
from cspricing import (
    Added,
    Free,
    InForce,
    Introductory,
    Named,
    Productivity,
    Quote,
    Ramp,
    Removed,
    Uplift,
)
from naive_changes import Contract

NOTHING = st.sampled_from(
    [
        Uplift(0),
        Uplift(0, of="list", first=1, every=1),
        Free(0),
        Free(0, start=2),
        Introductory(0, percent=50, on=Named("a")),
        Introductory(600, percent=100, on=Named("a")),
        Productivity({1: 100}),
        Added(0, 1),
        Removed(0, 1),
        InForce(start=1),
    ]
)


def filled(found: list[dict[str, int]]) -> list[dict[str, int]]:
    """Leave out what comes to nothing: whether a line of 0.00 is printed is another question."""
    return [{name: cents for name, cents in one.items() if cents} for one in found]


@given(contracts())
def test_it_is_what_days_add_up_to(contract: Contract) -> None:
    """Each line of each invoice is the sum of its days, to the cent."""
    assert filled(naive_changes.invoices(contract)) == filled(cents_of(quoted(contract)))


@given(contracts())
def test_what_is_printed_follows(contract: Contract) -> None:
    """The explanation of every change can be recomputed from what it prints."""
    quoted(contract).verify()


@given(contracts(), st.randoms(use_true_random=False))
def test_their_order_does_not_matter(contract: Contract, random: Any) -> None:  # noqa: ANN401
    """Changes in another order change nothing."""
    shuffled = [made(change) for change in contract["changes"]]
    random.shuffle(shuffled)
    assert cents_of(quoted(contract)) == cents_of(quoted(contract, shuffled))


@given(contracts(), NOTHING)
def test_a_change_by_nothing_changes_nothing(contract: Contract, nothing: Any) -> None:  # noqa: ANN401
    """An uplift of 0, no free months and full productivity leave every line as it is."""
    quote = quoted(contract)
    assert cents_of(quote) == cents_of(quote.changed(nothing))


@given(contracts(most=0), st.integers(1, 15), st.booleans())
def test_a_constant_ramp_changes_nothing(contract: Contract, month: int, percent: bool) -> None:
    """A ramp to what there is anyway leaves every line as it is."""
    quote = quoted(contract)
    ramps = [
        Ramp(
            dict.fromkeys([1, month + 1], 100 if percent else line["quantity"]),
            percent=percent,
            on=Named(line["name"]),
        )
        for line in contract["lines"]
    ]
    assert cents_of(quote) == cents_of(quote.changed(*ramps))


@given(contracts(), st.data(), st.integers(0, 9), st.sampled_from(["period", "next"]))
def test_units_that_come_and_go_on_one_day(
    contract: Contract,
    data: st.DataObject,
    units: int,
    billed: Any,  # noqa: ANN401
) -> None:
    """Units that are added and removed on the same day change nothing."""
    days = (naive_changes.ends(contract) - contract["start"]).days
    day = contract["start"] + timedelta(days=data.draw(st.integers(0, days - 1)))
    quote = quoted(contract)
    both = quote.changed(Added(units, day, billed=billed), Removed(units, day, billed=billed))
    assert cents_of(quote) == cents_of(both)


@given(contracts(), st.data())
def test_what_is_in_force_in_turn_is_always_in_force(
    contract: Contract, data: st.DataObject
) -> None:
    """A line up to a day and the same from the next day on come to the line, before rounding."""
    contract["arrears"] = False
    days = (naive_changes.ends(contract) - contract["start"]).days
    assume(days > 1)
    day = contract["start"] + timedelta(days=data.draw(st.integers(1, days - 1)))
    quote = quoted(contract)
    before = quote.changed(InForce(end=day - timedelta(days=1)))
    after = quote.changed(InForce(start=day))
    for whole, first, second in zip(quote.invoices, before.invoices, after.invoices, strict=True):
        total = first.totals.net + second.totals.net
        lines = max(len(first.lines), len(second.lines))
        assert abs((whole.totals.net - total).minor) <= lines


@given(contracts(most=0), st.data())
def test_terms_that_meet_at_a_change_sum_to_the_whole(
    contract: Contract, data: st.DataObject
) -> None:
    """A term cut where an uplift happens is charged as its two parts are."""
    contract |= {"billing_day": None, "start": contract["start"].replace(day=1)}
    months = data.draw(st.integers(1, 14))
    assume(months < contract["months"])
    for line in contract["lines"]:
        line["cadence"] = "monthly"
    whole = quoted(contract, [Uplift(3, first=months + 1, every=None)])
    middle = naive_changes.moment(contract, months + 1)
    first = quoted(contract | {"months": months})
    second = quoted(
        contract | {"start": middle, "months": contract["months"] - months},
        [Uplift(3, first=1, every=None)],
    )
    assert cents_of(whole) == [*cents_of(first), *cents_of(second)]


def lasts(change: dict[str, Any], day: date) -> bool:
    """Whether a change has happened by a day, and lasts beyond the term."""
    if change.get("every") and isinstance(change["first"], date):
        change["first"] = change["first"].replace(day=1)  # prices rise with a period, not within
    moments = [change.get("start"), change.get("first"), *(m for m, _ in change.get("values", ()))]
    return (
        change["kind"] not in {"free", "introductory", "in_force"}
        and change.get("billed") != "next"
        and all(moment <= day for moment in moments if isinstance(moment, date))
    )


@given(contracts())
def test_a_renewal_goes_on_as_it_ended(contract: Contract) -> None:
    """What the last whole month of a term comes to, each month of its renewal does."""
    contract |= {"billing_day": None, "start": contract["start"].replace(day=1), "arrears": False}
    for line in contract["lines"]:
        line["cadence"] = "monthly"
    last = naive_changes.moment(contract, contract["months"])
    contract["changes"] = [change for change in contract["changes"] if lasts(change, last)]
    quote = quoted(contract)
    renewed = quote.renewed(3)
    assert [cents_of(quote)[-1]] * 3 == cents_of(renewed)
    assert naive_changes.ends(contract) == renewed.terms.start
    renewed.verify()


def test_equal_months_are_priced_once() -> None:
    """A year at one price is one run, and an uplift makes another."""
    contract: Contract = {
        "start": date(2027, 1, 1),
        "months": 36,
        "billing_day": None,
        "arrears": False,
        "rule": "months",
        "lines": [
            {"name": "a", "quantity": 10, "tiers": [(None, Fraction(25))], "cadence": "monthly"}
        ],
        "changes": [],
    }
    quote: Quote = quoted(contract, [Uplift(3)])
    assert [12, 12, 12] == [count for _, count in quote.priced.runs]
