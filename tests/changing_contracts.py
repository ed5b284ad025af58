"""Random contracts with random changes: as plain values, and as quotes of the library."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from cspricing import (
    EUR,
    Added,
    Change,
    Charge,
    Free,
    Graduated,
    InForce,
    Introductory,
    Named,
    PerUnit,
    Productivity,
    Quote,
    Ramp,
    Removed,
    Tier,
    Uplift,
)
from naive_changes import Contract, ends

NAMES = ("a", "b")
# The last day of a shorter month is a billing day, too, and then months are counted from that.
STARTS = st.dates(date(2027, 1, 1), date(2029, 3, 11)) | st.sampled_from(
    [date(2027, 2, 28), date(2028, 2, 29), date(2027, 4, 30)]
)
PERCENTS = st.sampled_from(["0", "1", "3", "2.5", "10", "-5", "33.3"])
SHARES = st.sampled_from(["50", "66.7", "75", "100", "120.5"])


@st.composite
def lines(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Draw a line: a quantity, tiers and a cadence."""
    price = Fraction(draw(st.integers(1, 5000)), 100)
    tiers: list[tuple[int | None, Fraction]] = [(None, price)]
    if draw(st.booleans()):
        tiers = [(draw(st.integers(5, 22)), price), (None, price / 2)]
    return {
        "name": name,
        "quantity": draw(st.integers(20, 40)),
        "tiers": tiers,
        "cadence": draw(st.sampled_from(["monthly", "monthly", "quarterly", "yearly"])),
    }


@st.composite
def changes(draw: st.DrawFn, contract: Contract, *, ramps: bool = True) -> dict[str, Any]:
    """Draw a change for some lines of a contract."""
    days = (ends(contract) - contract["start"]).days

    def day() -> date:
        return contract["start"] + timedelta(days=draw(st.integers(0, days - 1)))  # type: ignore[no-any-return]

    def any_moment() -> int | date:
        return draw(st.integers(1, contract["months"])) if draw(st.booleans()) else day()

    kinds = ["added", "removed", "uplift", "free", "introductory", "in_force", "productivity"]
    kind = draw(st.sampled_from([*kinds, "ramp"] if ramps else kinds))
    change: dict[str, Any] = {"kind": kind, "on": draw(st.sampled_from([("a",), ("b",), NAMES]))}
    match kind:
        case "added" | "removed":
            billed = draw(st.sampled_from(["period", "next"]))
            change |= {"units": draw(st.integers(0, 3)), "start": any_moment(), "billed": billed}
            change |= {"credit": draw(st.booleans())}
        case "uplift":
            every = draw(st.sampled_from([None, 1, 6, 12]))
            of = draw(st.sampled_from(["last", "list"]))
            change |= {"percent": draw(PERCENTS), "first": any_moment(), "every": every, "of": of}
        case "free" | "introductory":
            change |= {"months": draw(st.integers(0, 4)), "start": any_moment()}
            change |= {"percent": draw(SHARES)}
        case "in_force":
            first, last = sorted([day(), day()])
            change |= {"start": first, "end": last}
        case _:
            percent = kind == "productivity" or draw(st.booleans())
            values = SHARES if percent else st.integers(10, 60)
            moments = {any_moment() for _ in range(draw(st.integers(1, 4)))}
            change |= {"values": [(one, draw(values)) for one in sorted(moments, key=str)]}
            change |= {"percent": percent, "whole": percent and draw(st.booleans())}
            # Two values that begin on one day have no order.
            found = {(one if isinstance(one, date) else None) for one in moments} - {None}
            if found and len(found) < len(moments):
                change["values"] = change["values"][:1]
    return change


@st.composite
def contracts(draw: st.DrawFn, most: int = 4) -> Contract:
    """Draw a contract."""
    contract: Contract = {
        "start": draw(STARTS),
        "months": draw(st.integers(1, 15)),
        "billing_day": draw(st.sampled_from([None, None, 1, 15, 31])),
        "arrears": draw(st.booleans()),
        "rule": draw(st.sampled_from(["months", "days"])),
        "lines": [draw(lines(name)) for name in NAMES],
        "changes": [],
    }
    ramped = set[tuple[str, str]]()
    for _ in range(draw(st.integers(0, most))):
        change = draw(changes(contract))
        if change["kind"] == "ramp":
            if any((change["kind"], name) in ramped for name in change["on"]):
                continue
            ramped |= {(change["kind"], name) for name in change["on"]}
        contract["changes"].append(change)
    return contract


def tariff(tiers: list[tuple[int | None, Fraction]]) -> PerUnit | Graduated:
    """Make the tariff of tiers."""
    prices = [EUR(1) * price.numerator / price.denominator for _, price in tiers]
    if len(tiers) == 1:
        return PerUnit(prices[0])
    bounds = [upper for upper, _ in tiers]
    return Graduated([Tier(upper, price) for upper, price in zip(bounds, prices, strict=True)])


def made(change: dict[str, Any]) -> Change:
    """Make a change of the library."""
    on = [Named(name) for name in change["on"]]
    match change["kind"]:
        case "added":
            return Added(change["units"], change["start"], on=on, billed=change["billed"])
        case "removed":
            how = {"billed": change["billed"], "credit": change["credit"]}
            return Removed(change["units"], change["start"], on=on, **how)
        case "uplift":
            how = {name: change[name] for name in ("first", "every", "of")}
            return Uplift(change["percent"], on=on, **how)
        case "free":
            return Free(change["months"], start=change["start"], on=on)
        case "introductory":
            percent, start = change["percent"], change["start"]
            return Introductory(change["months"], percent=percent, start=start, on=on)
        case "in_force":
            return InForce(start=change["start"], end=change["end"], on=on)
        case "productivity":
            return Productivity(change["values"], on=on)
        case _:
            how = {"percent": change["percent"], "whole": change["whole"]}
            return Ramp(change["values"], on=on, **how)


def quoted(contract: Contract, changes: list[Change] | None = None) -> Quote:
    """Make the quote of a contract, with its own changes or with others."""
    charges = [
        Charge(
            line["name"],
            line["quantity"],
            "seat",
            tariff(line["tiers"]),
            "software",
            line["cadence"],
        )
        for line in contract["lines"]
    ]
    own = [made(change) for change in contract["changes"]] if changes is None else changes
    return (
        Quote.of(*charges)
        .over(
            contract["months"],
            contract["start"],
            billing_day=contract["billing_day"],
            in_arrears=contract["arrears"],
            proration=contract["rule"],
        )
        .changed(*own)
    )


def cents_of(quote: Quote) -> list[dict[str, int]]:
    """Give the cents of each line on each invoice."""
    return [{line.what: line.gross.minor for line in one.lines} for one in quote.invoices]
