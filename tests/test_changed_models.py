"""Cases of other billing systems in which quantities and prices change within a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

import pytest

import oracles
from cspricing import EUR, HALF_UP, Graduated, InForce, Item, Quote
from modelled_tariffs import Amounts, Inputs, tiers

NAMED: Final = {
    "coterm_renewal-161",
    "graduated_prorated-053",
    "graduated_prorated-054",
    "proration_days-051",
    "proration_days-052",
}
CASES: Final[list[oracles.Case]] = [
    case for case in oracles.load("charge_models.json") if case["id"] in NAMED
]


def coterm_renewal(given: Inputs) -> Amounts:
    """Renew a contract, higher by the uplift, up to the day on which others end."""
    start = date(2004, 9, 1)
    end = start + timedelta(days=int(given["old_days"]) - 1)
    later = end + timedelta(days=int(given["new_days"]))
    yearly = EUR(given["price"]) * 365 / int(given["old_days"])
    support = Item(name="Support", quantity=1, price=yearly, cadence="yearly")
    first = Quote.of(support).over(start=start, until=end, proration="days")
    uplift = f"{Fraction(given['uplift']) * 100 - 100}"
    return [first.renewed(until=later, uplift=uplift).total]


def graduated_prorated(given: Inputs) -> Amounts:
    """Charge each slice of units for the days that it is there; flat fees are due in full."""
    events = [Fraction(units) for units in given["units_events"]]
    prorated = [Fraction(units) for units in given["prorated_events"]]
    counts = list(accumulate(events, initial=Fraction(0)))
    flat, by_unit = (
        Graduated(tiers([tier | {without: "0"} for tier in given["tiers"]]))
        for without in ("unit", "flat")
    )
    total = flat.price(int(max(counts)))
    for (before, after), units, part in zip(pairwise(counts), events, prorated, strict=True):
        slice_of = by_unit.price(int(after)) - by_unit.price(int(before))
        share = part / units
        total = total + slice_of * share.numerator / share.denominator
    return [total.settle(HALF_UP)]


def proration_days(given: Inputs) -> Amounts:
    """Let a quarterly plan be in force from one day to another."""
    plan = Item(name="Plan", quantity=1, price=EUR(given["amount"]), cadence="quarterly")
    term = Quote.of(plan).over(3, given["period_from"], proration="days")
    return [term.changed(InForce(start=given["from"], end=given["to_inclusive"])).total]


MODELS: Final[dict[str, Callable[[Inputs], Amounts]]] = {
    adapter.__name__: adapter for adapter in (coterm_renewal, graduated_prorated, proration_days)
}
"""How each kind of case is written in the public API."""


def test_no_case_is_lost() -> None:
    """Each case that is named here is there."""
    assert {case["id"] for case in CASES} == NAMED


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_agreed(case: oracles.Case) -> None:
    """The library gives the figures of other systems' suites and users."""
    (found,) = MODELS[case["kind"]](case["inputs"])
    assert Fraction(case["expected"]) == found / EUR(1)
