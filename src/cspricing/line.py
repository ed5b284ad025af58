"""Lines, tax lines and invoices: what pricing gives, as views of settled amounts.

Behind the rounding amounts are whole minor units, kept in parallel tuples on a `Sheet`;
`Money` is made when somebody looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any

from attrs import frozen

from .adjustment import Adjustment
from .charge import Charge
from .charge_model import step
from .discount import Discount
from .entry import Collected, Entry
from .exact import EXACT
from .markup import CostRule
from .money import Currency, Money, Price
from .period import Cadence, Period
from .provenance import Citation
from .rounding import Rounding
from .step import Step
from .tax import Tax, Withholding
from .totals import Totals


@frozen(eq=False, slots=False)
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
        """What it was taken of on each line, by position, for a discount at line level."""
        return dict(zip(self.members, self.of, strict=True))

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


@frozen(eq=False, slots=False)
class TaxGroup:
    """The lines of one tax on one invoice, in units of the sheet.

    Attributes:
        tax: The tax; of several that are alike, the first.
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


@frozen(kw_only=True, eq=False, slots=False)
class Sheet:
    """What equal invoices share: parallel tuples, one position for each line.

    Attributes:
        collected: What was priced.
        numbers: The number of each line in the quote, from 1.
        fractions: The fraction of its period that each line is due for; None if all are for the
            whole.
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
        bases: For a percentage of other lines: what it is of, and their positions.
        markups: The rule that made a cost a price.
        discounts: What became of each discount.
        taxes: The tax groups.
        withheld: Each withholding, what it is of, and how much.
        totals: The sums, without what is prepaid.
    """

    collected: Collected
    numbers: Sequence[int]
    fractions: Sequence[tuple[int, int]] | None
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
    bases: Mapping[int, tuple[Any, Sequence[int]]]
    markups: Mapping[int, CostRule]
    discounts: Sequence[Applied]
    taxes: Sequence[TaxGroup]
    withheld: Sequence[tuple[Withholding, Any, Any]]
    totals: Totals

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The charge and the component of each line."""
        return self.collected.entries

    def money(self, units: int) -> Money:
        """Make money of units of the sheet."""
        return Money.of_minor(units * self.unit, self.currency)

    @property
    def lines(self) -> tuple[Line, ...]:
        """A view of each line."""
        return tuple(Line(self, position) for position in range(len(self.numbers)))

    @property
    def tax_lines(self) -> tuple[TaxLine, ...]:
        """A view of each tax, one for each of its rates."""
        return tuple(
            TaxLine(
                group.tax,
                rate,
                self.money(group.base - (sum(group.amounts) if group.tax.inclusive else 0)),
                self.money(amount),
                tuple(self.numbers[member] for member in group.members),
            )
            for group in self.taxes
            for rate, amount in enumerate(group.amounts)
        )


@frozen(eq=False, repr=False)
class Line:
    """A priced charge on an invoice: a view of its sheet.

    Attributes:
        sheet: The amounts of its invoice.
        position: Its place on it, from 0.
    """

    sheet: Sheet
    position: int

    @property
    def entry(self) -> Entry:
        """The charge and the component that it came from."""
        return self.sheet.entries[self.position]

    @property
    def number(self) -> int:
        """Its number in the quote, from 1, the same on every invoice."""
        return self.sheet.numbers[self.position]

    @property
    def name(self) -> str:
        """The name of the component."""
        return self.entry.name

    @property
    def what(self) -> str:
        """What is charged."""
        return self.entry.what

    @property
    def category(self) -> str:
        """The category of the charge."""
        return self.entry.category

    @property
    def cadence(self) -> Cadence | None:
        """How often it is due; None for a percentage of other lines."""
        return self.entry.cadence

    @property
    def is_cost(self) -> bool:
        """Whether it is a cost that no markup prices: outside tax and discounts."""
        return self.position in self.sheet.costs and self.position not in self.sheet.markups

    @property
    def is_stated(self) -> bool:
        """Whether it is a stated allowance or surcharge of the document."""
        charge = self.entry.charge
        return isinstance(charge, Charge) and charge.stated

    @property
    def gross(self) -> Money:
        """The list amount by its tariff, before allowances and surcharges."""
        return self.sheet.money(self.sheet.gross[self.position])

    @property
    def adjustments(self) -> tuple[tuple[Adjustment, Money], ...]:
        """The stated allowances (below 0) and surcharges on it."""
        charge = self.entry.charge
        amounts = self.sheet.adjusted.get(self.position, ())
        found = charge.adjustments if isinstance(charge, Charge) else ()
        return tuple(
            (adjustment, self.sheet.money(units))
            for adjustment, units in zip(found, amounts, strict=True)
        )

    @property
    def line_net(self) -> Money:
        """After allowances, surcharges and line discounts, before quote discounts."""
        return self.sheet.money(self.sheet.line_net[self.position])

    @property
    def net(self) -> Money:
        """After all discounts, without tax."""
        included = self.sheet.included
        inside = included[self.position] if included else 0
        return self.sheet.money(self.sheet.net[self.position] - inside)

    @property
    def tax_included(self) -> Money:
        """The tax that its price contains."""
        included = self.sheet.included
        return self.sheet.money(included[self.position] if included else 0)

    @property
    def discount(self) -> Money:
        """What allowances and discounts take off."""
        listed = self.sheet.listed[self.position]
        return self.sheet.money(listed - self.sheet.net[self.position])

    @property
    def cost(self) -> Money:
        """What it costs the company; nothing if it is not a cost of its own."""
        return self.sheet.money(self.sheet.costs.get(self.position, 0))

    @property
    def tax(self) -> Tax | None:
        """How it is taxed."""
        group = self._tax_group
        return None if group is None else group.tax

    @property
    def tax_amount(self) -> Money | None:
        """Its own tax, where tax is rounded on each line; None where it is not a line's own."""
        group = self._tax_group
        if group is None or not group.line_amounts:
            return None
        return self.sheet.money(group.line_amounts[group.members.index(self.position)])

    @property
    def _tax_group(self) -> TaxGroup | None:
        groups = (group for group in self.sheet.taxes if self.position in group.members)
        return next(groups, None)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The derivation of the gross amount, or of the cost: its sum is what was settled."""
        charge = self.entry.charge
        if isinstance(charge, Charge):
            fractions = self.sheet.fractions
            fraction = (1, 1) if fractions is None else fractions[self.position]
            with localcontext(EXACT):
                return tuple(step(p, *fraction) for p in charge.tariff.parts(charge.quantity))
        base, _ = self.sheet.bases[self.position]
        money = self.sheet.money(base)
        price = Price.exact(money.amount, 1, money.currency)
        return (Step(quantity=charge.percent, price=price, per=Decimal(100)),)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where its figures come from."""
        charge = self.entry.charge
        if not isinstance(charge, Charge):
            return charge.citations
        prices = (
            Citation("price", price, price.source)
            for price in charge.tariff.prices()
            if price.source is not None
        )
        return (*charge.citations, *dict.fromkeys(prices))

    @property
    def unverified(self) -> bool:
        """Whether it rests on a figure that nobody has verified."""
        if any(citation.source.unverified for citation in self.citations):
            return True
        _, members = self.sheet.bases.get(self.position, (0, ()))
        return any(Line(self.sheet, member).unverified for member in members)

    def __repr__(self) -> str:
        return f"<Line {self.number} {self.name}: {self.what} {self.net}>"


@frozen(eq=False, repr=False)
class TaxLine:
    """One rate of a tax on an invoice.

    Attributes:
        tax: The tax.
        rate: Which of its rates, from 0.
        base: The amount that it is taken of, without the tax.
        amount: The tax.
        numbers: The numbers of its lines.
    """

    tax: Tax
    rate: int
    base: Money
    amount: Money
    numbers: tuple[int, ...]

    @property
    def name(self) -> str:
        """The tax as the invoice names it."""
        return self.tax.rates[self.rate].name

    @property
    def percent(self) -> Decimal:
        """The rate."""
        return self.tax.rates[self.rate].percent

    @property
    def code(self) -> str:
        """The tax category."""
        return self.tax.code

    @property
    def reason(self) -> str:
        """Why nothing, or less, is charged."""
        return self.tax.reason

    def __repr__(self) -> str:
        return f"<TaxLine {self.code} {self.name} {self.percent} % of {self.base}: {self.amount}>"


@frozen(eq=False, repr=False)
class Invoice:
    """The lines and totals of one billing period.

    Attributes:
        period: The period.
        sheet: Its amounts, shared with the invoices that equal it.
        totals: Its sums, with what is prepaid.
    """

    period: Period
    sheet: Sheet
    totals: Totals

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, in the order of the components."""
        return self.sheet.lines

    @property
    def tax_lines(self) -> tuple[TaxLine, ...]:
        """Its taxes, one line for each rate."""
        return self.sheet.tax_lines

    @property
    def total(self) -> Money:
        """Net plus tax."""
        return self.totals.total

    @property
    def payable(self) -> Money:
        """Total plus rounding, less what is prepaid and withheld."""
        return self.totals.payable

    def __repr__(self) -> str:
        return f"<Invoice {self.period}: {self.total}>"
