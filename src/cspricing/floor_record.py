"""Whether a quote keeps its floors, and by whose word it does not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from .costing import LineCost, cost_of, least_net, line_costs, members_of
from .errors import PricingError, PricingErrors, RuleError
from .floor import Approval, Floor
from .money import Money, Price, same_currency
from .notation import grouped
from .pricing import Priced
from .selector import described
from .term_line import term_lines
from .terms import Terms
from .written import Written


@frozen(kw_only=True, repr=False)
class FloorRecord(Written):
    """What became of one floor over the term.

    Attributes:
        floor: The floor.
        numbers: The numbers of the lines that it is for.
        net: What these come to, after all discounts, without tax.
        cost: What these cost, for a floor by margin; else None.
        least: The least net amount that keeps the floor.
        approval: Who let the quote go below; None if nobody had to.
    """

    floor: Floor
    numbers: tuple[int, ...]
    net: Money
    cost: Money | None
    least: Money
    approval: Approval | None

    @property
    def shortfall(self) -> Money:
        """How far the net amount is below the floor; nothing if it is not."""
        nothing = Money.of_minor(0, self.net.currency)
        return max(self.least - self.net, nothing)

    @property
    def is_below(self) -> bool:
        """Whether the net amount is below the floor."""
        return self.net < self.least


def floor_records(priced: Priced, terms: Terms) -> tuple[FloorRecord, ...]:
    """Give the record of every floor, approved or not.

    Raises:
        PricingErrors: With all faults of floors, purchases and approvals as they are stated.
    """
    costs = line_costs(priced, terms)
    faults: list[Exception] = []
    found: list[FloorRecord] = []
    _check_currencies(priced, terms, faults)
    for floor in terms.floors:
        numbers = tuple(i + 1 for i in members_of(floor, priced, faults))
        try:
            found.append(_record(floor, numbers, priced, terms, costs))
        except PricingError as error:
            error.at("on", "Floor")
            faults.append(error)
    if faults:
        raise _refused(faults)
    return tuple(found)


def refuse_below(priced: Priced, terms: Terms) -> None:
    """Refuse a quote that lies below a floor without the approval of one who may give it.

    Raises:
        PricingErrors: If it does (``floor.below``), or a floor cannot be worked out.
    """
    records = floor_records(priced, terms)
    faults = [_below(one) for one in records if one.is_below and one.approval is None]
    if faults:
        raise _refused(faults)


def _record(
    floor: Floor,
    numbers: tuple[int, ...],
    priced: Priced,
    terms: Terms,
    costs: Sequence[LineCost],
) -> FloorRecord:
    nothing = Money.of_minor(0, priced.currency)
    net = sum((line.net for line in term_lines(priced) if line.number in numbers), nothing)
    unit = priced.runs[0][0].unit
    cost = None
    if floor.margin is not None:
        cost = cost_of(costs, priced, numbers)
        least = least_net(cost, floor.margin, unit)
    else:
        least = _at_least(floor, priced, unit)
    exact = Price.exact(net.amount, 1, net.currency)
    by = [one for one in terms.approvals if net < least and one.covers(floor, exact)]
    return FloorRecord(
        floor=floor,
        numbers=numbers,
        net=net,
        cost=cost,
        least=least,
        approval=by[0] if by else None,
    )


def _at_least(floor: Floor, priced: Priced, unit: int) -> Money:
    """Give the stated price in whole units, of which a fraction more is a unit more."""
    price = floor.price
    exact = Fraction(0) if price is None else price.fraction * 10**priced.currency.digits / unit
    return Money.of_minor(-(-exact.numerator // exact.denominator) * unit, priced.currency)


def _check_currencies(priced: Priced, terms: Terms, faults: list[Exception]) -> None:
    stated = [("Floor", "price", floor.price) for floor in terms.floors]
    stated += [("Approval", "down_to", approval.down_to) for approval in terms.approvals]
    for owner, field, price in stated:
        try:
            if price is not None:
                same_currency(priced.currency, price.currency, "price in one quote")
        except PricingError as error:
            error.field, error.component = field, owner
            faults.append(error)


def _below(record: FloorRecord) -> PricingError:
    floor = record.floor
    on = "" if floor.on is None else f" of {described(floor.on)}"
    kind = "" if floor.margin is None else f" ({grouped(floor.margin)} % margin)"
    who = ", ".join(floor.may_go_below)
    approve = f"{who} may approve it: say approved(Approval(...))" if who else "nobody may approve"
    error = RuleError.of(
        "floor.below",
        f"{record.net} net{on} is {record.shortfall} below the floor of {record.least}{kind}; "
        f"{approve}, or lower a discount",
        value=record,
    )
    error.component = "Floor"
    return error


def _refused(faults: Sequence[Exception]) -> PricingErrors:
    count = len(faults)
    return PricingErrors(
        f"the quote cannot be priced: {count} fault{'s' if count > 1 else ''}", faults
    )
