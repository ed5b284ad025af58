"""Charge models of other billing systems, written as tariffs: a short adapter for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from cspricing import (
    EUR,
    HALF_UP,
    USD,
    AtLeast,
    AtMost,
    Flat,
    Graduated,
    Included,
    Item,
    Money,
    Package,
    PerUnit,
    Price,
    Quote,
    Stairstep,
    Sum,
    Tariff,
    Tier,
    Usage,
    Volume,
)

Inputs: TypeAlias = dict[str, Any]
Amounts: TypeAlias = Sequence[Price | Money]


# ---------------------------------------------------------------------------- tariffs


def tiers(given: Sequence[Inputs], per: int = 1) -> list[Tier]:
    """Write tiers of unit prices (of *per* units) and flat fees."""
    return [Tier(one["up_to"], EUR(one["unit"]) / per, EUR(one["flat"])) for one in given]


def slice_of(tariff: Tariff, before: str, more: str) -> Money:
    """Bill *more* units after those billed *before*: f(total) - f(already billed), settled."""
    total = tariff.price(Decimal(before) + Decimal(more)).settle(HALF_UP)
    return total - tariff.price(before).settle(HALF_UP)


def graduated(given: Inputs) -> Amounts:
    """Price each unit in its tier; the first flat fee is due even for nothing."""
    tariff = Graduated(tiers(given["tiers"]), flat_at_zero=True)
    return [tariff.price(given["quantity"])]


def graduated_percentage(given: Inputs) -> Amounts:
    """Price a percentage of an amount: a unit price per unit of currency."""
    return [Graduated(tiers(given["tiers_percent"], per=100)).price(given["amount"])]


def graduated_split(given: Inputs) -> Amounts:
    """Price a later month of graduated usage: its tiers run on over the year."""
    usage = Usage(
        volumes=[given["already_billed_quantity"], given["quantity"]],
        unit="call",
        tariff=Graduated(tiers(given["tiers"])),
        tiers_by="year_to_date",
    )
    return [Quote.of(usage).over(months=2).invoices[1].total]


def volume(given: Inputs) -> Amounts:
    """Price all units in the tier reached; the first flat fee is due even for nothing."""
    return [Volume(tiers(given["tiers"]), flat_at_zero=True).price(given["quantity"])]


def stairstep(given: Inputs) -> Amounts:
    """Charge the flat fee of the step reached."""
    steps = [Tier(step["up_to"], flat=EUR(step["price"])) for step in given["steps"]]
    return [Stairstep(steps).price(given["quantity"])]


def package(given: Inputs) -> Amounts:
    """Price the packages that are needed beyond the free units."""
    tariff = Included(given["free_units"], Package(given["package_size"], EUR(given["price"])))
    return [tariff.price(given["quantity"])]


def package_split(given: Inputs) -> Amounts:
    """Price the packages that a later slice adds."""
    tariff = Package(given["package_size"], EUR(given["price"]))
    return [slice_of(tariff, given["already_billed_quantity"], given["quantity"])]


def transform_quantity(given: Inputs) -> Amounts:
    """Convert and round up first, then take off the free units, then price; slice by slice."""
    units = Graduated(tiers(given["tiers"])) if "tiers" in given else EUR(given["unit"])
    tariff = Package(given["divide_by"], Included(given.get("free_units", 0), units))
    return [slice_of(tariff, given.get("already_billed_quantity", "0"), given["quantity"])]


def percentage(given: Inputs) -> Amounts:
    """Price a percentage of the amount and a fee for each event, each beyond what is free."""
    share = Included(given["free_amount"], PerUnit(EUR(given["rate_percent"]), per=100))
    fee = Included(given["free_events"], EUR(given["fixed_per_event"]))
    return [share.price(given["amount"]) + fee.price(given["events"])]


def percentage_min_max(given: Inputs) -> Amounts:
    """Clamp the percentage and the fee of each event that is not free.

    A free amount, if there is one, wins over free events: an event is due for what it adds
    beyond it.
    """
    both = Sum([PerUnit(EUR(given["rate_percent"]), per=100), Flat(EUR(given["fixed_per_event"]))])
    fee = AtMost(EUR(given["max_per_event"]), AtLeast(EUR(given["min_per_event"]), both))
    events, free = [Decimal(event) for event in given["events"]], Decimal(given["free_amount"])
    if free:
        beyond = [max(total - free, Decimal(0)) for total in accumulate(events, initial=Decimal(0))]
        due = [after - before for before, after in pairwise(beyond)]
    else:
        due = events[int(given["free_events"]) :]
    return [sum((fee.price(event) for event in due if event), EUR(0))]


def block_top_tier(given: Inputs) -> Amounts:
    """Price the blocks of the tier reached: of each tier's size, all at its price, else nothing.

    No one tariff has blocks of another size in each tier, but a sum of them does, wherever a
    border falls between two blocks of both sizes.
    """
    parts: list[Tariff] = []
    lower = Decimal(0)
    for tier in given["tiers"]:
        size, last = Decimal(tier["block_size"]), tier is given["tiers"][-1]
        upper = lower + size * Decimal(tier["max_blocks"]) if tier["max_blocks"] else None
        below = [Tier(lower / size, EUR(0))] if lower else []
        inside = Tier(upper / size if upper else None, EUR(tier["block_price"]))
        beyond = [] if last else [Tier(None, EUR(0))]
        parts.append(Package(size, Volume([*below, inside, *beyond])))
        lower = upper or lower
    return [Sum(parts).price(given["quantity"])]


def block_all_tiers(given: Inputs) -> Amounts:
    """Price the blocks that are needed in each tier, of the tier's own size; or line by line."""
    if "lines" in given:
        lines = [
            Item(
                name=f"Blocks of {line['block_size']}",
                quantity=line["quantity"],
                price=Package(line["block_size"], EUR(line["price"])),
            )
            for line in given["lines"]
        ]
        return [Quote.of(*lines).total]
    parts: list[Tariff] = []
    lower = Decimal(0)
    for tier in given["tiers"]:
        size, last = Decimal(tier["block_size"]), tier is given["tiers"][-1]
        beyond = [] if last else [Tier(None, EUR(0))]
        blocks = Graduated([Tier(tier["max_blocks"], EUR(tier["block_price"])), *beyond])
        parts.append(Included(lower, Package(size, blocks)))
        lower += size * Decimal(tier["max_blocks"] or 0)
    return [Sum(parts).price(given["quantity"])]


def discount_schedule_slab(given: Inputs) -> Amounts:
    """Discount each unit by the percentage of the tier it falls in."""
    reduced = []
    for span, percent in given["tiers_percent"]:
        up_to = None if span.endswith("+") else span.partition("-")[2]
        reduced.append(Tier(up_to, EUR(given["list"]) * (100 - Decimal(percent)) / 100))
    return [Graduated(reduced).price(given["quantity"])]


def display_rounding(given: Inputs) -> Amounts:
    """Price the hours of a twelfth of a year, from the price and from its shown decimals."""
    hourly = given["hourly"]
    assert USD(hourly) == PerUnit(USD(hourly)).steps(1)[0].price
    assert f"USD {hourly}" == str(USD(hourly))
    shown = re.findall(r"0\.\d+", given["ask"])
    return [PerUnit(USD(price), per=12).price(365 * 24) for price in (hourly, *shown)]


# ---------------------------------------------------------------------------- commitments, caps


def minimum_commitment(given: Inputs) -> Amounts:
    """Bill the shortfall to the minimum as a step of its own."""
    inner: Tariff
    match given:
        case {"used": used}:
            inner = Flat(EUR(used))
        case {"already_billed": billed, "usage_amount": usage}:
            inner = Sum([Flat(EUR(billed)), Flat(EUR(usage))])
        case {"fixed": fixed, "unit": unit}:
            inner = Sum([Flat(EUR(fixed)), PerUnit(EUR(unit))])
        case {"package_size": size, "price": price}:
            inner = Package(size, EUR(price))
        case _:
            inner = Volume(tiers(given["tiers_volume"]), flat_at_zero=True)
    steps = AtLeast(EUR(given["minimum"]), inner).steps(given.get("quantity", 1))
    return [sum((step.amount for step in steps if step.role == "shortfall"), EUR(0))]


def maximum_spend(given: Inputs) -> Amounts:
    """Cap usage over the whole period, and bill what a slice adds."""
    inner: Tariff
    match given:
        case {"tiers": _}:
            inner = Graduated(tiers(given["tiers"]))
        case {"package_size": size, "price": price}:
            inner = Package(size, EUR(price))
        case _:
            inner = PerUnit(EUR(given.get("unit") or given["multiplier"]))
    before = given.get("already_billed_quantity") or given["cost_before"]
    capped = AtMost(EUR(given["maximum"]), inner)
    return [slice_of(capped, before, given.get("quantity") or given["cost"])]
