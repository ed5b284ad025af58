"""The settled amounts of an invoice: whole units, in parallel tuples, one position for each line.

`cspricing.line` shows them; `Money` is made when somebody looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import frozen

from .discount import Discount
from .due import Due
from .entry import Entry
from .markup import CostRule
from .money import Currency, Money
from .plan import Plan
from .provenance import any_unverified
from .rounding import Rounding
from .tax import Tax, Withholding
from .totals import Totals


@frozen(eq=False, repr=False, slots=False)
class Applied:
    """What became of one discount on one invoice.

    Attributes:
        rule: The discount.
        position: Its place in the stated order, from 0.
        why_not: Empty if it applied; else ``expired``, ``used`` (a discount for once) or
            ``no_line``.
        sides: What it was taken of and how much that makes, for charges and for credits, if it
            is a discount at quote level; all in units of the sheet.
        members: The positions of the lines that it took something of.
        taken: What it took of each of them.
        of: What it was taken of on each, for a discount at line level.
        lapsed: What it could not take.
        carried: What of that comes off the next invoice.
    """

    rule: Discount
    position: int
    why_not: str = ""
    sides: Sequence[tuple[Any, Any]] = ()
    members: Sequence[int] = ()
    taken: Sequence[Any] = ()
    of: Sequence[Any] = ()
    lapsed: Any = 0
    carried: Any = 0

    @property
    def amount(self) -> Any:  # noqa: ANN401
        """What it took, in units of the sheet."""
        return sum(self.taken)

    @property
    def cuts(self) -> Mapping[int, Any]:
        """What it took of each line, by position."""
        return dict(zip(self.members, self.taken, strict=True))

    @property
    def bases(self) -> Mapping[int, Any]:
        """What it was taken of on each line, by position; empty for a discount at quote level."""
        return dict(zip(self.members, self.of, strict=True)) if self.of else {}

    def joined(self, other: Applied) -> Applied:
        """Join what it took of some lines with what it took of *other* ones."""
        return Applied(
            self.rule,
            self.position,
            members=(*self.members, *other.members),
            taken=(*self.taken, *other.taken),
            of=(*self.of, *other.of),
            lapsed=self.lapsed + other.lapsed,
        )


@frozen(eq=False, repr=False, slots=False)
class TaxGroup:
    """The lines of one tax on one invoice, in units of the sheet.

    Attributes:
        tax: The tax; of several that are alike, the first, with the reasons of all.
        members: Positions of its lines.
        base: The sum that it is taken of; with the tax, if prices contain it.
        amounts: One for each of its rates.
        line_amounts: One for each of its lines, if tax is rounded on each line; else empty.
    """

    tax: Tax
    members: Sequence[int]
    base: Any
    amounts: Sequence[Any]
    line_amounts: Sequence[Any] = ()


@frozen(kw_only=True, eq=False, repr=False, slots=False)
class Sheet:
    """What equal invoices share: parallel tuples, one position for each line.

    Attributes:
        plan: What was priced, and which rule applies to which line.
        currency: What all amounts are of.
        unit: Minor units of the currency to one unit of the sheet.
        rounding: The policy by which amounts were settled.
        gross: Each line by its tariff; 0 for a cost that no markup prices.
        listed: With its surcharges: what discounts are taken off.
        adjusted: The stated allowances (below 0) and surcharges of each line.
        line_net: After allowances, surcharges and line discounts.
        net: After quote discounts; with the tax, if prices contain it.
        included: The tax contained in each net, or None if there is none.
        costs: What each line costs the company, or None if it is none of its costs.
        billed: What earlier invoices billed of a line, which is off its amounts: its cost, and
            its amount by its tariff.
        bases: For a percentage of other lines: what it is of, and their positions.
        discounts: What became of each discount.
        taxes: The tax groups.
        withheld: Each withholding, what it is of, and how much.
        totals: The sums, without what is prepaid.
    """

    plan: Plan
    currency: Currency
    unit: int
    rounding: Rounding
    gross: Sequence[Any]
    listed: Sequence[Any]
    adjusted: Mapping[int, Sequence[Any]]
    line_net: Sequence[Any]
    net: Sequence[Any]
    included: Sequence[Any] | None
    costs: Mapping[int, Any]
    billed: Mapping[int, tuple[Any, Any]]
    bases: Mapping[int, tuple[Any, Sequence[int]]]
    discounts: Sequence[Applied]
    taxes: Sequence[TaxGroup]
    withheld: Sequence[tuple[Withholding, Any, Any]]
    totals: Totals

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The charge and the component of each line."""
        return self.plan.entries

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each line in the quote, from 1."""
        return self.plan.numbers

    @property
    def due(self) -> Sequence[Due] | None:
        """What of each line is due; None if all are for a whole period."""
        return self.plan.due

    @property
    def markups(self) -> Mapping[int, CostRule]:
        """The rule that made a cost a price."""
        return self.plan.markups

    @cached_property
    def doubtful(self) -> frozenset[int]:
        """The lines that rest on a markup, a discount or a change, which nobody has verified."""
        found = {i for i, rule in self.markups.items() if any_unverified(rule.citations)}
        for change, members in self.plan.changes:
            if any_unverified(change.citations):
                found.update(members)
        for applied in self.discounts:
            if any_unverified(applied.rule.citations):
                found.update(i for i, cut in applied.cuts.items() if cut)
        return frozenset(found)

    def money(self, units: int) -> Money:
        """Make money of units of the sheet."""
        return Money.of_minor(units * self.unit, self.currency)
