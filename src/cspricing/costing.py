"""What each line of a quote costs over the term, and the net amount that makes a margin of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from attrs import frozen

from .charge import Charge
from .errors import PricingError, PricingErrors, RuleError
from .exact import EXACT, fraction_of, portion, settled
from .money import Money, same_currency
from .pricing import Priced
from .purchase import Purchase
from .rule_fault import broken, unmatched
from .selector import selects
from .term_line import TermLine, term_lines
from .terms import Terms


@frozen(kw_only=True, eq=False)
class LineCost:
    """What a line costs over the term.

    Attributes:
        line: The line.
        amount: The cost; None if nothing says it.
        purchase: What says it, for a line that is bought; else None.
        periods: For how many periods it is charged, those cut short for a part.
    """

    line: TermLine
    amount: Money | None
    purchase: Purchase | None
    periods: Fraction


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
    periods = _periods(priced)
    found: list[LineCost] = []
    with localcontext(EXACT):
        for i, line in enumerate(term_lines(priced)):
            purchase, charge = bought.get(i), line.entry.charge
            amount = line.cost if _is_known(charge) else None
            if purchase is not None:
                amount = _bought_at(purchase, line, periods[i], priced, terms)
            found.append(LineCost(line=line, amount=amount, purchase=purchase, periods=periods[i]))
    return tuple(found)


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


def _periods(priced: Priced) -> list[Fraction]:
    """Count the periods that each line is charged for."""
    found = [Fraction(0)] * len(priced.entries)
    for sheet, count in priced.runs:
        fractions = sheet.fractions or ((1, 1),) * len(sheet.numbers)
        for number, fraction in zip(sheet.numbers, fractions, strict=True):
            found[number - 1] += Fraction(*fraction) * count
    return found


def _bought_at(
    rule: Purchase, line: TermLine, periods: Fraction, priced: Priced, terms: Terms
) -> Money:
    """Settle what a line that is bought costs over the term, once."""
    mode = terms.rounding.decimal_mode
    unit = priced.runs[0][0].unit
    if rule.price is None:
        units = portion(line.gross.minor // unit, *fraction_of(rule.percent), mode)
    else:
        charge: Any = line.entry.charge
        above = charge.quantity * rule.price.numerator * periods.numerator
        below = Decimal(rule.price.denominator * periods.denominator)
        units = settled(above, below, 10**priced.currency.digits // unit, mode)
    return Money.of_minor(units * unit, priced.currency)


def cost_of(costs: Iterable[LineCost], priced: Priced, numbers: Collection[int]) -> Money:
    """Add up what lines cost.

    Raises:
        RuleError: If nothing says what one of them costs (``cost.unknown``).
    """
    chosen = [cost for cost in costs if cost.line.number in numbers]
    unknown = [cost.line.what for cost in chosen if cost.amount is None]
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
