"""What each line of a quote costs over the term, and the net amount that makes a margin of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from attrs import frozen

from .charge import Charge
from .due import WHOLE, Due
from .entry import Entry
from .errors import PricingError, PricingErrors, RuleError
from .exact import EXACT, fraction_of, portion, rounded
from .factor import product
from .money import Money, same_currency
from .pricing import Priced
from .purchase import Purchase
from .rule_fault import broken, unmatched
from .selector import selects
from .terms import Terms


@frozen(kw_only=True, eq=False)
class LineCost:
    """What a line costs over the term.

    Attributes:
        number: The number of the line, from 1.
        entry: Its charge and component.
        is_cost: Whether it is a cost that no markup prices.
        gross: The sum of its list amounts.
        amount: The cost; None if nothing says it.
        purchase: What says it, for a line that is bought; else None.
        units: How many units it is charged for, those of each period, or of a part of it.
    """

    number: int
    entry: Entry
    is_cost: bool
    gross: Money
    amount: Money | None
    purchase: Purchase | None
    units: Fraction


def members_of(rule: Any, priced: Priced, faults: list[Exception]) -> tuple[int, ...]:  # noqa: ANN401
    """Give the positions of the lines that a rule on costs or floors selects, or its fault."""
    entries = priced.entries
    try:
        found = tuple(i for i, entry in enumerate(entries) if selects(rule.on, entry))
    except Exception as error:  # noqa: BLE001  (a predicate may raise whatever it likes)
        faults.append(broken(rule, rule.on, error))
        return ()
    if isinstance(rule, Purchase):
        found = tuple(i for i in found if not _is_known(entries[i].charge))
    if not (found or rule.optional):
        faults.append(unmatched(rule, rule.on, priced.lines))
    return found


def _is_known(charge: Any) -> bool:  # noqa: ANN401
    """Whether nothing else has to say what a charge costs: a stated amount costs nothing."""
    return bool(charge.cost or charge.stated)


def line_costs(priced: Priced, terms: Terms) -> tuple[LineCost, ...]:
    """Give what each line costs: by its own charge, or by what it is bought at.

    Raises:
        PricingErrors: With all faults of the purchases.
    """
    faults: list[Exception] = []
    bought = _bought(priced, terms, faults)
    if faults:
        raise PricingErrors("the costs cannot be worked out", faults)
    sums = _Sums(priced)
    with localcontext(EXACT):
        return tuple(
            LineCost(
                number=i + 1,
                entry=entry,
                is_cost=i in sums.without_price,
                gross=sums.money(sums.gross[i]),
                amount=_amount(i, bought.get(i), sums, terms),
                purchase=bought.get(i),
                units=sums.units[i],
            )
            for i, entry in enumerate(priced.entries)
        )


class _Sums:
    """What the invoices hold of each line, in units of their sheets."""

    def __init__(self, priced: Priced) -> None:
        size = len(priced.entries)
        self.priced = priced
        self.unit: int = priced.runs[0][0].unit
        self.gross, self.costs = [0] * size, [0] * size
        self.units = [Fraction(0)] * size
        self.without_price: set[int] = set()
        for sheet, count in priced.runs:
            due = sheet.due or (WHOLE,) * len(sheet.numbers)
            for place, number in enumerate(sheet.numbers):
                i = number - 1
                self.gross[i] += sheet.gross[place] * count
                self.costs[i] += sheet.costs.get(place, 0) * count
                self.units[i] += _units(priced.entries[i].charge, due[place]) * count
                if place in sheet.costs and place not in sheet.markups:
                    self.without_price.add(i)

    def money(self, units: int) -> Money:
        """Make money of units."""
        return Money.of_minor(units * self.unit, self.priced.currency)


def _units(charge: Any, due: Due) -> Fraction:  # noqa: ANN401
    """Count the units that are charged on an invoice; a percentage has none.

    What time does to a price of the quote does nothing to the price that is paid.
    """
    if not isinstance(charge, Charge):
        return Fraction(0)
    total = Fraction(0)
    for piece in due:
        times, by = product([one for one in piece.factors if one.is_share or one.takes_back])
        units = Fraction(piece.quantity(charge.quantity)) * Fraction(times) / Fraction(by)
        total += -units if piece.billed else units
    return total


def _amount(i: int, purchase: Purchase | None, sums: _Sums, terms: Terms) -> Money | None:
    """Give what a line costs: a purchase is settled once for the whole term."""
    if purchase is None:
        return sums.money(sums.costs[i]) if _is_known(sums.priced.entries[i].charge) else None
    mode = terms.rounding.decimal_mode
    if purchase.price is None:
        return sums.money(portion(sums.gross[i], *fraction_of(purchase.percent), mode))
    exact = purchase.price.fraction * sums.units[i]
    scale = 10**sums.priced.currency.digits // sums.unit
    return sums.money(rounded(exact.numerator * scale, exact.denominator, mode))


def _bought(priced: Priced, terms: Terms, faults: list[Exception]) -> dict[int, Purchase]:
    """Find the purchase of each line: the one that names it, or the one for all others."""
    found: dict[int, Purchase] = {}
    for rule in sorted(terms.purchases, key=lambda rule: rule.on is None):
        if rule.price is not None:
            try:
                same_currency(priced.currency, rule.price.currency, "price in one quote")
            except PricingError as error:
                error.component = "Purchase"
                faults.append(error)
        for i in members_of(rule, priced, faults):
            entry = priced.entries[i]
            if i not in found:
                found[i] = rule
            elif rule.on is not None or found[i].on is None:
                told = f"{entry.what!r} is named by two purchases; name it in one of them"
                faults.append(_fault("purchase.twice", entry.name, told, rule))
            if rule.price is not None and not isinstance(entry.charge, Charge):
                told = f"{entry.what!r} is a percentage of others and has no units; say percent="
                faults.append(_fault("purchase.unit", entry.name, told, rule))
    return found


def _fault(code: str, component: str, told: str, rule: Purchase) -> PricingError:
    error = RuleError.of(code, told, field="on", value=rule)
    error.component = component
    return error


def cost_of(costs: Iterable[LineCost], priced: Priced, numbers: Collection[int]) -> Money:
    """Add up what lines cost.

    Raises:
        RuleError: If nothing says what one of them costs (``cost.unknown``).
    """
    chosen = [cost for cost in costs if cost.number in numbers]
    unknown = [cost.entry.what for cost in chosen if cost.amount is None]
    if unknown:
        raise RuleError.of(
            "cost.unknown",
            f"nothing says what {', '.join(unknown)} costs; say bought(Purchase(70, on=...)), "
            "with 0 if it costs nothing",
            field="purchases",
            value=tuple(unknown),
        )
    amounts: Sequence[Money] = [cost.amount for cost in chosen if cost.amount is not None]
    return sum(amounts, Money.of_minor(0, priced.currency))


def least_net(cost: Money, percent: Decimal, unit: int) -> Money:
    """Give the smallest net amount of which *percent* is margin, in units of so many minor ones.

    >>> from cspricing import Money
    >>> print(least_net(Money("100.00", "EUR"), Decimal(30), 1))
    EUR 142.86
    """
    exact = Fraction(cost.minor * 100) / (100 - Fraction(percent)) / unit
    return Money.of_minor(-(-exact.numerator // exact.denominator) * unit, cost.currency)
