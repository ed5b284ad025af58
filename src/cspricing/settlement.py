"""What the lines of one invoice come to: list -> line discounts -> quote discounts -> tax.

Each amount is exact until it is settled, once, to whole units; from then on only whole units
are added, portioned and allocated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import DecimalException
from typing import Any

from .adjustment import Adjustment
from .charge import Charge, PercentOf
from .charge_model import amount
from .discount import AmountOff, Discount, amount_off_quote, off_line, off_quote
from .errors import InvalidNumberError, PricingError
from .exact import fraction_of, portion, settled
from .line import Applied, Sheet
from .money import Currency, Price
from .plan import Plan
from .rounding import Rounding
from .taxation import included_shares, taxed
from .totals import Totals


class _Working:
    """What becomes of one discount, while it is worked out."""

    __slots__ = (
        "bases",
        "carried",
        "cuts",
        "lapsed",
        "members",
        "position",
        "rule",
        "sides",
        "why",
    )

    def __init__(self, position: int, rule: Discount, members: Sequence[int], why: str) -> None:
        self.position = position
        self.rule = rule
        self.members = members
        self.why = why or ("" if members else "no_line")
        self.sides: list[tuple[Any, Any]] = []
        self.bases: dict[int, Any] = {}
        self.cuts: dict[int, Any] = {}
        self.lapsed: Any = 0
        self.carried: Any = 0

    def done(self) -> Applied:
        """Freeze it."""
        return Applied(
            rule=self.rule,
            position=self.position,
            why_not=self.why,
            sides=self.sides,
            cuts=self.cuts,
            bases=self.bases,
            lapsed=self.lapsed,
            carried=self.carried,
        )


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
        self.mode = rounding.decimal_mode
        digits = rounding.digits(currency.digits)
        self.scale: int = 10**digits
        self.unit: int = 10 ** (currency.digits - digits)
        self.carried = carried
        self.discounts = [
            _Working(position, rule, members, why_not.get(position, ""))
            for position, (rule, members) in enumerate(plan.discounts)
        ]
        size = len(plan.entries)
        self.gross: list[Any] = [0] * size
        self.listed: list[Any] = [0] * size
        self.left: list[Any] = [0] * size
        self.adjusted: dict[int, tuple[Any, ...]] = {}
        self.costs: dict[int, Any] = {}
        self.bases: dict[int, tuple[Any, Sequence[int]]] = {}

    def sheet(self) -> Sheet:
        """Work out all amounts.

        Raises:
            ExceptionGroup: Of the faults of all lines.
        """
        self._settle_lines()
        line_net = tuple(self.left)
        for working in self.discounts:
            if working.rule.level == "quote" and (not working.why or self._has_carried(working)):
                self._off_quote(working)
        groups = taxed(self.plan.taxes, self.left, self.rounding)
        included = self._included(groups)
        held = [
            (rule, base, portion(base, *fraction_of(rule.percent), self.mode))
            for rule, members in self.plan.withheld
            for base in [sum([self.left[i] - (included[i] if included else 0) for i in members])]
        ]
        return Sheet(
            entries=self.plan.entries,
            numbers=self.plan.numbers,
            fractions=self.plan.fractions,
            currency=self.currency,
            unit=self.unit,
            rounding=self.rounding,
            gross=tuple(self.gross),
            listed=tuple(self.listed),
            adjusted=self.adjusted,
            line_net=line_net,
            net=tuple(self.left),
            included=included,
            costs=self.costs,
            bases=self.bases,
            markups=self.plan.markups,
            discounts=tuple(working.done() for working in self.discounts),
            taxes=tuple(groups),
            withheld=held,
            totals=self._totals(
                sum([sum(group.amounts) for group in groups]),
                sum(included) if included else 0,
                sum([amount for _, _, amount in held]),
            ),
        )

    def _totals(self, tax: Any, tax_included: Any, withheld: Any) -> Totals:  # noqa: ANN401
        unit = self.unit
        subtotal, net = sum(self.listed), sum(self.left)
        own = [c for i, c in self.costs.items() if i not in self.plan.markups] if self.costs else ()
        return Totals(
            currency=self.currency,
            subtotal_minor=subtotal * unit,
            discount_minor=(subtotal - net) * unit,
            tax_minor=tax * unit,
            tax_included_minor=tax_included * unit,
            withheld_minor=withheld * unit,
            rounding_minor=self._cash_rounding(net - tax_included + tax - withheld),
            cost_minor=sum(own) * unit,
        )

    def _cash_rounding(self, payable: Any) -> Any:  # noqa: ANN401
        """Give what rounding to an increment adds to what is payable, in minor units."""
        increment = self.rounding.increment
        if increment is None:
            return 0
        minor = payable * self.unit
        over, under = (increment * 10**self.currency.digits).as_integer_ratio()
        steps = portion(minor, under, over, self.mode)
        return steps * over // under - minor

    def _settle_lines(self) -> None:
        """Settle the list amount of each line, and take what comes off it by itself."""
        rules: dict[int, list[_Working]] = {}
        for working in self.discounts:
            if working.rule.level == "line" and not working.why:
                for i in working.members:
                    rules.setdefault(i, []).append(working)
        faults: list[Exception] = []
        percentages = dict(self.plan.percentages)
        order = [i for i in range(len(self.gross)) if i not in percentages] if percentages else None
        for i in range(len(self.gross)) if order is None else [*order, *percentages]:
            try:
                self._settle_line(i, percentages.get(i, ()))
                for working in rules.get(i, ()):
                    self._off_line(i, working)
            except PricingError as error:
                error.component = error.component or self.plan.entries[i].name
                faults.append(error)
            except DecimalException:
                faults.append(_too_large(self.plan.entries[i].name))
        if faults:
            raise ExceptionGroup("lines", faults)

    def _settle_line(self, i: int, rests_on: Sequence[int]) -> None:
        charge = self.plan.entries[i].charge
        if isinstance(charge, PercentOf):
            units = self._percentage(i, charge, rests_on)
            if charge.cost:
                return
        else:
            numerator, denominator = amount(charge.tariff.parts(charge.quantity))
            above, below = self.plan.fractions[i]
            if below != 1:
                numerator, denominator = numerator * above, denominator * below
            if charge.cost:
                self.costs[i] = settled(numerator, denominator, self.scale, self.mode)
                markup = self.plan.markups.get(i)
                if markup is None:
                    return
                times, over = markup.factor()
                numerator, denominator = numerator * times, denominator * over
            units = settled(numerator, denominator, self.scale, self.mode)
        self.gross[i] = self.listed[i] = self.left[i] = units
        if isinstance(charge, Charge) and charge.adjustments:
            self._adjust(i, charge.adjustments)

    def _percentage(self, i: int, charge: PercentOf, rests_on: Sequence[int]) -> Any:  # noqa: ANN401
        """Price a percentage of lines that are settled already."""
        if charge.cost:
            base = sum([self.costs[j] for j in rests_on])
        else:
            amounts = self.left if charge.base == "net" else self.listed
            base = sum([amounts[j] for j in rests_on])
        self.bases[i] = (base, rests_on)
        units = portion(base, *fraction_of(charge.percent), self.mode)
        if charge.cost:
            self.costs[i] = units
        return units

    def _adjust(self, i: int, adjustments: Sequence[Adjustment]) -> None:
        gross = self.gross[i]
        amounts = tuple(
            adjustment.sign * self._stated(adjustment, gross) for adjustment in adjustments
        )
        self.adjusted[i] = amounts
        surcharges = [a for a, by in zip(amounts, adjustments, strict=True) if by.sign > 0]
        self.listed[i] = gross + sum(surcharges)
        self.left[i] = gross + sum(amounts)

    def _stated(self, adjustment: Adjustment, gross: Any) -> Any:  # noqa: ANN401
        """Settle a stated amount, or a percentage of its base or else of the line."""
        if adjustment.amount is not None:
            return self._units(adjustment.amount)
        above, below = adjustment.fraction
        if adjustment.base is None:
            return portion(gross, above, below, self.mode)
        base = adjustment.base
        return settled(base.numerator * above, base.denominator * below, self.scale, self.mode)

    def _units(self, price: Price) -> Any:  # noqa: ANN401
        return settled(price.numerator, price.denominator, self.scale, self.mode)

    def _off_line(self, i: int, working: _Working) -> None:
        base, taken, lapsed = off_line(
            working.rule, self.listed[i], self.left[i], self.scale, self.mode
        )
        working.bases[i] = base
        working.cuts[i] = taken
        working.lapsed = working.lapsed + lapsed
        self.left[i] = self.left[i] - taken

    def _has_carried(self, working: _Working) -> bool:
        return working.position in self.carried and bool(working.members)

    def _off_quote(self, working: _Working) -> None:
        members, rule = working.members, working.rule
        spread = self.plan.spread(members)
        left = [self.left[i] for i in members]
        if isinstance(rule, AmountOff):
            size = 0 if working.why else self._units(rule.amount)
            size = size + self.carried.get(working.position, 0)
            working.sides, cuts, rest = amount_off_quote(rule, size, left, spread, self.scale)
            working.carried, working.lapsed = (rest, 0) if rule.carry else (0, rest)
        else:
            listed = [self.listed[i] for i in members]
            working.sides, cuts, working.lapsed = off_quote(rule, listed, left, spread, self.mode)
        for i, cut in zip(members, cuts, strict=True):
            self.left[i] = self.left[i] - cut
            working.cuts[i] = cut

    def _included(self, groups: Sequence[Any]) -> tuple[Any, ...] | None:
        """Give the tax that the price of each line contains."""
        if not any(group.tax.inclusive for group in groups):
            return None
        found: list[Any] = [0] * len(self.left)
        for group in groups:
            if group.tax.inclusive:
                shares = included_shares(group, self.left, lambda: self.plan.ranks)
                for i, share in zip(group.members, shares, strict=True):
                    found[i] = share
        return tuple(found)


def _too_large(name: str) -> PricingError:
    error = InvalidNumberError.of(
        "number.range", "its amount has more digits than can be exact; check quantity and price"
    )
    error.component = name
    return error
