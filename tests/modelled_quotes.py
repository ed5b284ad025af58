"""Quotes of other billing systems, with discounts, taxes and splits: a short adapter for each."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from cspricing import (
    EUR,
    HALF_UP,
    JPY,
    KWD,
    US_INVOICE,
    US_ITEM,
    VAT,
    AmountOff,
    AtMost,
    Charge,
    Item,
    Markup,
    Money,
    Named,
    PercentOff,
    PerUnit,
    Quote,
    Terms,
)
from modelled_tariffs import Amounts, Inputs

OFF: Final = ("percent", "amount")


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
