"""Where this library differs from other billing systems.

Its rule is stated once more, in plain fractions, in `RULES`. Who wants the disputed figure can
say so: `THEIRS` has it in the public API.
Why the figures differ is told in ``docs/explanation/differences.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final, TypeAlias

from cspricing import EUR, JPY, VAT, AtMost, Item, Money, PerUnit, Quote, Terms
from modelled_quotes import rounding_level
from modelled_tariffs import Amounts, Inputs, block_top_tier, transform_quantity

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


def whole_months_first(given: Inputs) -> Answer:
    """Count whole months, and only of what is left the days."""
    first, end = (date.fromisoformat(given[name]) for name in ("from", "to_exclusive"))
    assert first.day == end.day
    return [Fraction(12 * (end.year - first.year) + end.month - first.month)]


def days_settled_then_taxed(given: Inputs) -> Answer:
    """Settle what is due for the days, and the tax on that; the total is their sum."""
    net = half_up(Fraction(given["amount"]) * int(given["days"]) / int(given["of"]))
    return [net + half_up(net * Fraction(given["tax_percent"]) / 100)]


DATED_RULES: Final[dict[str, Callable[[Inputs], Answer]]] = {
    "proration_days": whole_months_first,
    "rounding_level": days_settled_then_taxed,
}
"""The same of the kinds that have disputed cases on the calendar."""

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


def days_of_the_first_month(given: Inputs) -> Amounts:
    """Price a day as a part of the first month, and count days."""
    first, end, month = (
        date.fromisoformat(given[name]) for name in ("from", "to_exclusive", "period_to_exclusive")
    )
    return [PerUnit(EUR(1), per=(month - first).days).price((end - first).days)]


def days_of_a_price_with_tax(given: Inputs) -> Amounts:
    """State prices that contain their tax, so that what is due with it is rounded once."""
    percent = Decimal(given["tax_percent"])
    plan = Item(
        name="Plan",
        quantity=1,
        price=EUR(given["amount"]) * (100 + percent) / 100,
        cadence="monthly",
    )
    start = date(2027, 6, 31 - int(given["days"]))
    quote = Quote.of(plan).over(start=start, until="2027-06-30", billing_day=1)
    return [quote.taxed(VAT(percent, inclusive=True)).total]


DATED_THEIRS: Final[dict[str, Callable[[Inputs], Amounts]]] = {
    "proration_days": days_of_the_first_month,
    "rounding_level": days_of_a_price_with_tax,
}
"""How disputed figures on the calendar are written in the public API by who wants them."""

THEIRS: Final[dict[str, Callable[[Inputs], Amounts]]] = {
    "allocation": rest_to_the_last,
    "block_top_tier": endless_last_tier,
    "coupon_vs_tax_order": coupon_as_payment,
    "discount_then_cap": discount_within_the_cap,
    "rounding_level": discount_within_the_price,
    "transform_quantity": slice_by_slice,
}
"""How the disputed figures are written in the public API by who wants them."""
