"""Cases from other billing systems' own test suites, and from what their users reported.

Each kind of case is written in the public API by an adapter of a few lines, in `MODELS`.
Cases that need a calendar wait for it, and are counted.
A disputed case asserts what this library gives instead: its rule is stated once more, in plain
fractions, in `RULES`. Who wants the disputed figure can say so: `THEIRS` has it in the public API.
Why the figures differ is told in ``docs/explanation/differences.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil, floor
from typing import Any, Final, TypeAlias

import pytest

import oracles
from cspricing import (
    EUR,
    HALF_UP,
    JPY,
    KWD,
    US_INVOICE,
    US_ITEM,
    USD,
    VAT,
    AmountOff,
    AtLeast,
    AtMost,
    Charge,
    Flat,
    Graduated,
    Included,
    Item,
    Markup,
    Money,
    Named,
    Package,
    PercentOff,
    PerUnit,
    Price,
    PricingError,
    Quote,
    Stairstep,
    Sum,
    Tariff,
    Terms,
    Tier,
    Volume,
)

Inputs: TypeAlias = dict[str, Any]
Amounts: TypeAlias = Sequence[Price | Money]
OFF: Final = ("percent", "amount")

CASES: Final[list[oracles.Case]] = oracles.load("charge_models.json")


def timeless(status: str) -> list[oracles.Case]:
    """Return the cases of *status* that need no calendar."""
    return [case for case in CASES if case["status"] == status and not case["needs_calendar"]]


def case_id(case: oracles.Case) -> str:
    """Name a test by its case."""
    return str(case["id"])


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
    """Price a later slice of graduated usage."""
    tariff = Graduated(tiers(given["tiers"]))
    return [slice_of(tariff, given["already_billed_quantity"], given["quantity"])]


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


# ---------------------------------------------------------------------------- quotes


def discount_schedule_range(given: Inputs) -> Amounts:
    """Discount all units by the percentage of the tier reached."""
    item = Item(name="Licences", quantity=given["quantity"], price=EUR(given["list"]))
    return [Quote.of(item).less(PercentOff(given["tier_percent"])).net]


def discount_then_cap(given: Inputs) -> Amounts:
    """Cap the tariff first: a discount comes off what the tariff charges."""
    left = EUR(given["maximum"]) - EUR(given["already_billed"])
    tariff = AtMost(left, PerUnit(EUR(given["unit"])))
    item = Item(name="Usage", quantity=given["quantity"], price=tariff)
    return [Quote.of(item).less(PercentOff(given["percent_off"])).net]


def discount_stacking(given: Inputs) -> Amounts:
    """Discount in the order stated, of what is left (compound) or of the list (additive).

    A dinar has the thousandths that hold every exact figure of these cases.
    """
    additive = given.get("mode") == "additive"
    order = [
        *given.get("order", ()),
        *(f"percent {percent}" for percent in given.get("percents", ())),
        *(f"{kind} {given[f'{kind}_off']}" for kind in OFF if f"{kind}_off" in given),
    ]
    discounts: list[PercentOff | AmountOff] = []
    for kind, size in (rule.split() for rule in order):
        if kind == "percent":
            discounts.append(PercentOff(size, base="list" if additive else "net"))
        else:
            discounts.append(AmountOff(KWD(size)))
    item = Item(name="Anything", quantity=1, price=KWD(given.get("price", 100)))
    quote = Quote.of(item).less(*discounts)
    return [quote.net if given["ask"] == "net" else quote.discount]


def coupon(given: Inputs) -> Amounts:
    """Take a coupon off: its percentage, or what is left of its amount, but no more than is due."""
    if given["type"] == "percentage":
        rule: PercentOff | AmountOff = PercentOff(given["percent"])
    else:
        rule = AmountOff(min(EUR(given["amount"]), EUR(given["remaining"])), cap=True)
    return [Quote.of(Item(name="Fees", quantity=1, price=EUR(given["base"]))).less(rule).discount]


def coupon_vs_tax_order(given: Inputs) -> Amounts:
    """Take a discount off before tax, always."""
    item = Item(name="Plan", quantity=1, price=EUR(given["price"]))
    rules = Quote.of(item).less(AmountOff(EUR(given["coupon"])))
    return [rules.taxed(VAT(given["tax_percent"])).total]


def discount_allocation(given: Inputs) -> Amounts:
    """Allocate coupons to the lines that they name, and tax what is left.

    With a tax of its own, the tax of each line stands by itself.
    """
    per_line = given["ask"].startswith("tax per line")
    items = [
        Item(
            name=f"Line {number}",
            quantity=1,
            price=EUR(line["net"]),
            tax=VAT(line["tax_percent"], name=f"VAT on line {number}" if per_line else "VAT"),
        )
        for number, line in enumerate(given["lines"])
    ]
    coupons = [
        AmountOff(
            EUR(one["amount"]),
            on=None if one["lines"] == "all" else tuple(Named(f"Line {n}") for n in one["lines"]),
        )
        for one in given["coupons_in_order"]
    ]
    rounding = US_ITEM if per_line else US_INVOICE
    quote = Quote.of(*items).on_terms(Terms(discounts=coupons, rounding=rounding))
    if not per_line:
        return [quote.tax, quote.total]
    taxes = {tax.name: tax.amount for tax in quote.tax_lines}
    return [taxes[f"VAT on line {number}"] for number in range(len(items))]


def rounding_level(given: Inputs) -> Amounts:
    """Tax rounded nets, on each line or once on the document, and settle each line once."""
    lines = [
        line if isinstance(line, dict) else {"unit": line, "quantity": "1"}
        for line in given.get("lines", [given])
    ]
    items = [
        Item(name=f"Line {number}", quantity=line["quantity"], price=EUR(line["unit"]))
        for number, line in enumerate(lines)
    ]
    quote = Quote.of(*items)
    if "tax_percent" not in given:
        exact = sum((item.price.price(item.quantity) for item in items), EUR(0))
        return [quote.less(PercentOff(100)).discount, exact.settle(HALF_UP)]
    once = given.get("tax_round", "").startswith("document")
    quote = quote.on_terms(
        Terms(
            discounts=[
                PercentOff(line["percent_off"], on=Named(f"Line {number}"), level="line")
                for number, line in enumerate(lines)
                if "percent_off" in line
            ],
            taxes=[VAT(given["tax_percent"])],
            rounding=US_INVOICE if once else US_ITEM,
        )
    )
    both = "lines" in given and "percent_off" in lines[0]
    return [quote.net, quote.tax] if both else [quote.total]


def tax_inclusive(given: Inputs) -> Amounts:
    """Round the net of a price that contains its tax; the tax is the rest."""
    item = Item(name="Shelf price", quantity=1, price=EUR(given["gross"]))
    quote = Quote.of(item).taxed(VAT(given["tax_percent"], inclusive=True))
    return [quote.net, quote.tax]


def markup(given: Inputs) -> Amounts:
    """Make a cost a price."""
    cost = Charge("Cost", 1, "piece", EUR(given["cost"]), "labour", cost=True)
    return [Quote.of(cost).marked_up(Markup((Decimal(given["multiplier"]) - 1) * 100)).net]


# ---------------------------------------------------------------------------- money


def allocation(given: Inputs) -> Amounts:
    """Split settled money by largest remainder."""
    currency = {"1": JPY, "0.01": EUR}[given["unit"]]
    return Money(given["amount"], currency).allocate(given["weights"])


MODELS: Final[dict[str, Callable[[Inputs], Amounts]]] = {
    adapter.__name__: adapter
    for adapter in (
        allocation,
        block_all_tiers,
        block_top_tier,
        coupon,
        coupon_vs_tax_order,
        discount_allocation,
        discount_schedule_range,
        discount_schedule_slab,
        discount_stacking,
        discount_then_cap,
        display_rounding,
        graduated,
        graduated_percentage,
        graduated_split,
        markup,
        maximum_spend,
        minimum_commitment,
        package,
        package_split,
        percentage,
        percentage_min_max,
        rounding_level,
        stairstep,
        tax_inclusive,
        transform_quantity,
        volume,
    )
}
"""How each kind of case is written in the public API."""


# ---------------------------------------------------------------------------- where we differ


Answer: TypeAlias = list[Fraction] | str
"""Figures, or the code of a refusal."""


def half_up(amount: Fraction) -> Fraction:
    """Round an amount above 0 to cents."""
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


def largest_remainder(given: Inputs) -> Answer:
    """Round all shares down; each unit left goes to the largest remainder, the earlier first."""
    unit, weights = Fraction(given["unit"]), [Fraction(weight) for weight in given["weights"]]
    if not any(weights):
        return "weights"
    exact = [Fraction(given["amount"]) / unit * weight / sum(weights) for weight in weights]
    shares = [floor(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: shares[i] - exact[i])
    for i in by_remainder[: int(sum(exact)) - sum(shares)]:
        shares[i] += 1
    return [share * unit for share in shares]


def blocks_reached(given: Inputs) -> Answer:
    """Price all in blocks of the tier reached, and nothing beyond the last tier."""
    quantity, upper = Fraction(given["quantity"]), Fraction(0)
    for tier in given["tiers"]:
        size = Fraction(tier["block_size"])
        upper += size * int(tier["max_blocks"])
        if quantity <= upper:
            return [ceil(quantity / size) * Fraction(tier["block_price"])]
    return "tariff.beyond"


def capped_then_discounted(given: Inputs) -> Answer:
    """Cap what the tariff charges, and discount that."""
    listed = Fraction(given["unit"]) * Fraction(given["quantity"])
    left = Fraction(given["maximum"]) - Fraction(given["already_billed"])
    return [half_up(min(listed, left) * (100 - Fraction(given["percent_off"])) / 100)]


def cumulative_difference(given: Inputs) -> Answer:
    """Convert the total, and bill the units that it has more than before."""
    size, before = Fraction(given["divide_by"]), Fraction(given["already_billed_quantity"])
    total = before + Fraction(given["quantity"])
    return [(ceil(total / size) - ceil(before / size)) * Fraction(given["unit"])]


def settled_in_steps(given: Inputs) -> Answer:
    """Settle gross and discount of each line, and tax the difference."""
    nets = []
    for line in given["lines"]:
        gross = half_up(Fraction(line["unit"]) * Fraction(line["quantity"]))
        nets.append(gross - half_up(gross * Fraction(line["percent_off"]) / 100))
    rate = Fraction(given["tax_percent"]) / 100
    on_lines = sum(half_up(net * rate) for net in nets)
    tax = on_lines if given["tax_round"] == "per line" else half_up(sum(nets) * rate)
    return [Fraction(sum(nets)), Fraction(tax)]


def discounted_then_taxed(given: Inputs) -> Answer:
    """Tax what a coupon leaves."""
    net = Fraction(given["price"]) - Fraction(given["coupon"])
    return [net + half_up(net * Fraction(given["tax_percent"]) / 100)]


RULES: Final[dict[str, Callable[[Inputs], Answer]]] = {
    "allocation": largest_remainder,
    "block_top_tier": blocks_reached,
    "coupon_vs_tax_order": discounted_then_taxed,
    "discount_then_cap": capped_then_discounted,
    "rounding_level": settled_in_steps,
    "transform_quantity": cumulative_difference,
}
"""What this library does in the kinds that have disputed cases, in plain fractions."""

AGREED: Final = {"block_top_tier-105", "block_top_tier-107"}
"""Disputed for want of a tariff of that name; a sum of tariffs gives what was published."""


def rest_to_the_last(given: Inputs) -> Amounts:
    """Split from the other end, where equal shares leave the rest; without weights, in equals."""
    money = Money(given["amount"], {"1": JPY, "0.01": EUR}[given["unit"]])
    if not any(Decimal(weight) for weight in given["weights"]):
        return money.split(len(given["weights"]))
    return money.allocate(given["weights"][::-1])[::-1]


def endless_last_tier(given: Inputs) -> Amounts:
    """Leave the last tier without end."""
    *first, last = given["tiers"]
    return block_top_tier({**given, "tiers": [*first, {**last, "max_blocks": None}]})


def coupon_as_payment(given: Inputs) -> Amounts:
    """Take a voucher as what it is, a payment: it changes no tax, and is off what is payable."""
    item = Item(name="Plan", quantity=1, price=EUR(given["price"]))
    terms = Terms(taxes=[VAT(given["tax_percent"])], prepaid=EUR(given["coupon"]))
    return [Quote.of(item).on_terms(terms).payable]


def discount_within_the_cap(given: Inputs) -> Amounts:
    """Cap discounted prices."""
    left = EUR(given["maximum"]) - EUR(given["already_billed"])
    price = EUR(given["unit"]) * (100 - Decimal(given["percent_off"])) / 100
    return [AtMost(left, PerUnit(price)).price(given["quantity"])]


def discount_within_the_price(given: Inputs) -> Amounts:
    """State reduced prices in place of a discount, so that each line is rounded once."""
    lines = [
        {**line, "unit": Decimal(line["unit"]) * (100 - Decimal(line["percent_off"])) / 100}
        for line in given["lines"]
    ]
    return rounding_level({**given, "lines": [{**line, "percent_off": 0} for line in lines]})


def slice_by_slice(given: Inputs) -> Amounts:
    """Convert each slice by itself."""
    return transform_quantity({**given, "already_billed_quantity": "0"})


THEIRS: Final[dict[str, Callable[[Inputs], Amounts]]] = {
    "allocation": rest_to_the_last,
    "block_top_tier": endless_last_tier,
    "coupon_vs_tax_order": coupon_as_payment,
    "discount_then_cap": discount_within_the_cap,
    "rounding_level": discount_within_the_price,
    "transform_quantity": slice_by_slice,
}
"""How the disputed figures are written in the public API by who wants them."""


def figures(amounts: Amounts) -> list[Fraction]:
    """Return amounts as numbers."""
    return [amount / amount.currency(1) for amount in amounts]


def answered(case: oracles.Case) -> Answer:
    """Return the figures that the library gives for *case*, or the code of its refusal."""
    try:
        return figures(MODELS[case["kind"]](case["inputs"]))
    except PricingError as error:
        return error.code


def published(case: oracles.Case) -> Answer:
    """Return the figures that others give."""
    expected = case["expected"]
    return [Fraction(one) for one in (expected if isinstance(expected, list) else [expected])]


# ---------------------------------------------------------------------------- tests


def test_no_case_is_lost() -> None:
    """Of the 140 cases, 99 agree, 11 are disputed, and 30 wait for a calendar."""
    counted = Counter((case["status"], case["needs_calendar"]) for case in CASES)
    expected = {
        ("ok", False): 99,
        ("disputed", False): 11,
        ("ok", True): 28,
        ("disputed", True): 2,
    }
    assert expected == counted
    assert len(CASES) == len({case["id"] for case in CASES})


def test_every_kind_has_a_case() -> None:
    """No adapter and no rule stands without a case."""
    assert {case["kind"] for case in timeless("ok") + timeless("disputed")} == MODELS.keys()
    assert {case["kind"] for case in timeless("disputed")} == RULES.keys() == THEIRS.keys()


@pytest.mark.parametrize("case", timeless("ok"), ids=case_id)
def test_agreed(case: oracles.Case) -> None:
    """The library gives the figures of other systems' suites and users."""
    assert published(case) == answered(case)


@pytest.mark.parametrize("case", timeless("disputed"), ids=case_id)
def test_disputed(case: oracles.Case) -> None:
    """Where the library differs it is by a rule that can be stated, and the case says why."""
    assert case["reason"].strip()
    assert RULES[case["kind"]](case["inputs"]) == answered(case)
    assert (case["id"] in AGREED) == (published(case) == answered(case))


@pytest.mark.parametrize("case", timeless("disputed"), ids=case_id)
def test_disputed_figures_can_be_had(case: oracles.Case) -> None:
    """Who wants the figure of another system can say so, in other words."""
    assert published(case) == figures(THEIRS[case["kind"]](case["inputs"]))
