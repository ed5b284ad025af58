"""What the lines of one invoice come to: list -> line discounts -> quote discounts -> tax.

Each amount is exact until it is settled, once, to whole units; from then on only whole units
are added, portioned and allocated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal, DecimalException
from operator import sub
from typing import Any

from .adjustment import Adjustment
from .cash import cash_rounding
from .charge import Charge
from .charged import charged, unpriced
from .discount import (
    AmountOff,
    Discount,
    PercentOff,
    amount_off_line,
    amount_off_quote,
    off_quote,
    percent_off_lines,
)
from .due import WHOLE, Due, exact_due, exchange, split
from .errors import PricingError
from .exact import all_settled, fraction_of, portion, settled
from .money import Currency, Price
from .plan import Plan
from .rounding import Rounding
from .sheet import Applied, Sheet
from .tax import Withholding
from .taxation import included_shares, taxed
from .totals import Totals


class Settlement:
    """The amounts of one invoice, while they are worked out.

    Args:
        plan: Which rule applies to which line.
        currency: What all amounts are of.
        rounding: The policy.
        why_not: For each discount that does not apply to this invoice, the reason.
        carried: What earlier invoices left of each discount, by its place.
    """

    def __init__(
        self,
        plan: Plan,
        currency: Currency,
        rounding: Rounding,
        why_not: Mapping[int, str],
        carried: Mapping[int, Any],
    ) -> None:
        self.plan = plan
        self.currency = currency
        self.rounding = rounding
        self.mode: str = rounding.decimal_mode
        digits = rounding.digits(currency.digits)
        self.scale: int = 10**digits
        self.unit: int = 10 ** (currency.digits - digits)
        self.why_not = why_not
        self.carried = carried
        self.applied: dict[int, Applied] = {}
        self.gross: list[Any] = [0] * len(plan.numbers)
        self.listed: list[Any] = self.gross
        self.left: list[Any] = self.gross
        self.adjusted: dict[int, tuple[Any, ...]] = {}
        self.costs: dict[int, Any] = {}
        self.billed: dict[int, tuple[Any, Any]] = {}
        self.bases: dict[int, tuple[Any, Sequence[int]]] = {}

    def sheet(self) -> Sheet:
        """Work out all amounts.

        Raises:
            ExceptionGroup: Of the faults of all lines.
        """
        self._settle_lines()
        plan = self.plan
        line_net = list(self.left)
        for position, (rule, members) in enumerate(plan.discounts):
            if rule.level == "quote":
                self._off_quote(position, rule, members)
        groups = taxed(plan.taxes, self.left, self.rounding)
        included = self._included(groups)
        held = self._withheld(included) if plan.withheld else ()
        return Sheet(
            plan=plan,
            currency=self.currency,
            unit=self.unit,
            rounding=self.rounding,
            gross=self.gross,
            listed=self.listed,
            adjusted=self.adjusted,
            line_net=line_net,
            net=self.left,
            included=included,
            costs=self.costs,
            billed=self.billed,
            bases=self.bases,
            discounts=[self.applied[i] for i in range(len(self.applied))],
            taxes=groups,
            withheld=held,
            totals=self._totals(
                sum([sum(group.amounts) for group in groups]),
                sum(included) if included else 0,
                sum([amount for _, _, amount in held]) if held else 0,
            ),
        )

    def _withheld(self, included: Sequence[Any] | None) -> list[tuple[Withholding, Any, Any]]:
        """Take what the customer keeps back of the net amounts, without tax."""
        net = self.left if included is None else list(map(sub, self.left, included))
        bases = [(rule, sum([net[i] for i in members])) for rule, members in self.plan.withheld]
        return [
            (rule, base, portion(base, *fraction_of(rule.percent), self.mode))
            for rule, base in bases
        ]

    def _totals(self, tax: Any, tax_included: Any, withheld: Any) -> Totals:  # noqa: ANN401
        unit = self.unit
        subtotal, net = sum(self.listed), sum(self.left)
        own = [c for i, c in self.costs.items() if i not in self.plan.markups] if self.costs else ()
        payable = (net - tax_included + tax - withheld) * unit
        return Totals(
            currency=self.currency,
            subtotal_minor=subtotal * unit,
            discount_minor=(subtotal - net) * unit,
            tax_minor=tax * unit,
            tax_included_minor=tax_included * unit,
            withheld_minor=withheld * unit,
            rounding_minor=cash_rounding(payable, self.rounding, self.currency),
            cost_minor=sum(own) * unit,
        )

    def _settle_lines(self) -> None:
        """Settle the list amount of each line, and take what comes off it by itself.

        Percentages of other lines come last, each after all that it rests on.
        """
        faults: dict[int, PricingError] = {}
        self._settle_charges(faults)
        percentages = dict(self.plan.percentages)
        active: list[tuple[int, Discount, Sequence[int]]] = []
        for position, (rule, chosen) in enumerate(self.plan.discounts):
            members: Sequence[int] = chosen
            if rule.level == "line":
                why = self._why_not(position, members)
                if why:
                    self.applied[position] = Applied(rule, position, why)
                else:
                    active.append((position, rule, members))
        for position, rule, members in active:
            priced = (
                [i for i in members if i not in percentages and i not in faults]
                if percentages or faults
                else members
            )
            self.applied[position] = self._off_lines(position, rule, priced, faults)
        for i, rests_on in percentages.items():
            self._settle_percentage(i, rests_on)
            for position, rule, members in active:
                if i in members:
                    more = self._off_lines(position, rule, [i], faults)
                    self.applied[position] = self.applied[position].joined(more)
        if faults:
            raise ExceptionGroup("lines", [faults[i] for i in sorted(faults)])

    def _why_not(self, position: int, members: Sequence[int]) -> str:
        return self.why_not.get(position) or ("" if members else "no_line")

    def _settle_charges(self, faults: dict[int, PricingError]) -> None:
        """Settle each line that has a tariff: all but percentages."""
        plan, gross, mode = self.plan, self.gross, self.mode
        scale = Decimal(self.scale)  # a decimal is multiplied faster by its like
        charges: Sequence[Any] = plan.lines.charges  # those with a tariff are all `Charge`
        due = plan.due
        if plan.lines.plain and due is None:
            with suppress(PricingError, DecimalException):  # each fault is named below
                whole = [charge.tariff.exact(charge.quantity) for charge in charges]
                self.gross = all_settled(whole, scale, mode)
                self.listed, self.left = list(self.gross), list(self.gross)
                return
        for i in plan.tariffed:
            charge = charges[i]
            before: Due = ()
            try:
                exact: tuple[Any, Any]
                if due is None or due[i] is WHOLE:
                    exact = charge.tariff.exact(charge.quantity)
                else:
                    so_far, before = split(due[i])
                    exact = exact_due(charge, so_far)
                if charge.plain:
                    gross[i] = settled(exact[0], exact[1], scale, mode)
                else:
                    self._settle_special(i, charge, exact)
                if before:
                    self._take_billed(i, charge, exact_due(charge, before))
            except (PricingError, DecimalException) as error:
                faults[i] = unpriced(error, plan.entries[i].name)
        self.listed = list(gross)
        self.left = list(gross)
        for i, amounts in self.adjusted.items():
            self.listed[i] = gross[i] + sum(
                [a for a, by in zip(amounts, charges[i].adjustments, strict=True) if by.sign > 0]
            )
            self.left[i] = gross[i] + sum(amounts)

    def _settle_special(self, i: int, charge: Charge, exact: tuple[Any, Any]) -> None:
        """Settle a cost, which has a price only by a markup, or a line with adjustments."""
        cost, gross = charged(charge, exact, self.plan.markups.get(i), self._settled)
        self.gross[i] = gross
        if charge.cost:
            self.costs[i] = cost
        if charge.adjustments and not (charge.cost and i not in self.plan.markups):
            rate = (1, 1) if self.plan.due is None else exchange(self.plan.due[i])
            self.adjusted[i] = tuple(
                [by.sign * self._stated(by, gross, rate) for by in charge.adjustments]
            )

    def _take_billed(self, i: int, charge: Charge, exact: tuple[Any, Any]) -> None:
        """Take off what earlier invoices billed of a line, settled as it was there."""
        cost, gross = charged(charge, exact, self.plan.markups.get(i), self._settled)
        self.billed[i] = cost, gross
        self.gross[i] = self.gross[i] - gross
        if charge.cost:
            self.costs[i] = self.costs[i] - cost

    def _settled(self, numerator: Any, denominator: Any) -> Any:  # noqa: ANN401
        return settled(numerator, denominator, self.scale, self.mode)

    def _settle_percentage(self, i: int, rests_on: Sequence[int]) -> None:
        """Settle a percentage of lines that are settled already."""
        charge: Any = self.plan.lines.charges[i]
        fraction: tuple[Any, Any] = fraction_of(charge.percent)
        above, below = fraction
        if charge.cost:
            base = sum([self.costs[j] for j in rests_on])
            self.costs[i] = portion(base, above, below, self.mode)
            markup = self.plan.markups.get(i)
            times, over = (0, 1) if markup is None else markup.factor()
            above, below = above * times, below * over
        else:
            amounts = self.left if charge.base == "net" else self.listed
            base = sum([amounts[j] for j in rests_on])
        self.bases[i] = (base, rests_on)
        self.gross[i] = self.listed[i] = self.left[i] = portion(base, above, below, self.mode)

    def _stated(self, stated: Adjustment, gross: Any, rate: tuple[Any, Any]) -> Any:  # noqa: ANN401
        """Settle a stated amount, or a percentage of its base or else of the line."""
        of = stated.base if stated.amount is None else stated.amount
        above, below = (1, 1) if stated.amount is not None else stated.fraction
        if of is None:
            return portion(gross, above, below, self.mode)
        return self._settled(of.numerator * above * rate[0], of.denominator * below * rate[1])

    def _units(self, price: Price) -> Any:  # noqa: ANN401
        return self._settled(price.numerator, price.denominator)

    def _off_lines(
        self, position: int, rule: Discount, members: Sequence[int], faults: dict[int, PricingError]
    ) -> Applied:
        """Take a discount off each of *members* by itself."""
        listed, left = self.listed, self.left
        if isinstance(rule, PercentOff):
            rests = [left[i] for i in members]
            bases = rests if rule.base == "net" else [listed[i] for i in members]
            cuts, lapsed = percent_off_lines(rule, bases, rests, self.mode)
        else:
            members, bases, cuts, lapsed = self._amount_off_lines(rule, members, faults)
        for i, cut in zip(members, cuts, strict=True):
            left[i] = left[i] - cut
        return Applied(rule, position, "", (), members, cuts, bases, lapsed)

    def _amount_off_lines(
        self, rule: AmountOff, members: Sequence[int], faults: dict[int, PricingError]
    ) -> tuple[list[int], list[Any], list[Any], Any]:
        """Take an amount off each line that can bear it; that another cannot is its fault."""
        size = self._units(rule.amount)
        able: list[int] = []
        cuts: list[Any] = []
        lapsed: Any = 0
        for i in members:
            try:
                cut, rest = amount_off_line(rule, size, self.left[i], self.scale)
            except PricingError as error:
                faults[i] = unpriced(error, self.plan.entries[i].name)
            else:
                able.append(i)
                cuts.append(cut)
                lapsed = lapsed + rest
        return able, [self.left[i] for i in able], cuts, lapsed

    def _off_quote(self, position: int, rule: Discount, members: Sequence[int]) -> None:
        """Take a discount off all of *members* together."""
        why = self._why_not(position, members)
        carried = self.carried.get(position, 0)
        if why and not (members and position in self.carried):
            self.applied[position] = Applied(rule, position, why, carried=carried)
            return
        spread = self.plan.spread(members, self.listed)
        members = spread.members
        rests = self.left
        left = [rests[i] for i in members]
        kept: Any = 0
        if isinstance(rule, PercentOff):
            bases = left if rule.base == "net" else [self.listed[i] for i in members]
            sides, cuts, lapsed = off_quote(rule, bases, left, spread, self.mode)
        else:
            size = (0 if why else self._units(rule.amount)) + carried
            sides, cuts, lapsed = amount_off_quote(rule, size, left, spread, self.scale)
            if rule.carry:
                kept, lapsed = lapsed, 0
        for i, rest in zip(members, map(sub, left, cuts), strict=True):
            rests[i] = rest
        self.applied[position] = Applied(
            rule, position, why, sides, members, cuts, (), lapsed, kept
        )

    def _included(self, groups: Sequence[Any]) -> tuple[Any, ...] | None:
        """Give the tax that the price of each line contains."""
        if not any(group.tax.inclusive for group in groups):
            return None
        found: list[Any] = [0] * len(self.left)
        for group in groups:
            if group.tax.inclusive:
                shares = included_shares(group, self.left, self.listed, lambda: self.plan.ranks)
                for i, share in zip(group.members, shares, strict=True):
                    found[i] = share
        return tuple(found)
