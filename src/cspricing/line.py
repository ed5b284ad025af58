"""Lines, tax lines and invoices: what pricing gives, as views of a `Sheet` of settled amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext

from attrs import frozen

from .adjustment import Adjustment
from .charge import Charge
from .conversion import Conversion, cited_in, conversions
from .due import WHOLE, Due, due_steps, split
from .entry import Entry
from .exact import EXACT
from .held import NOTHING, Held
from .money import Money, Price
from .period import Period
from .provenance import Citation, any_unverified
from .sheet import Sheet, TaxGroup
from .step import Step
from .tariff import Tariff
from .tax import Tax
from .totals import Totals
from .views import OfEntry, OfRate
from .working import Working


@frozen(eq=False, repr=False)
class Line(OfEntry):
    """A priced charge on an invoice: a view of its sheet, equal to itself alone.

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
    def due(self) -> Due:
        """What of the charge is due: the pieces of its period."""
        return WHOLE if self.sheet.due is None else self.sheet.due[self.position]

    @property
    def tariffs(self) -> tuple[Tariff, ...]:
        """What its units cost on this invoice: the tariff of the charge, or of what is due of it.

        There is none of a percentage.
        """
        charge = self.entry.charge
        if not isinstance(charge, Charge):
            return ()
        due = self.due
        if due is WHOLE:
            return (charge.tariff,)
        return tuple(dict.fromkeys(piece.tariff_of(charge) for piece in due))

    @property
    def workings(self) -> tuple[Working, ...]:
        """How its quantity was arrived at."""
        charge = self.entry.charge
        if not isinstance(charge, Charge):
            return ()
        slices = dict.fromkeys(piece.slice for piece in self.due if piece.slice is not None)
        return (*charge.workings, *(working for one in slices for working in one.workings))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The derivation of the gross amount, or of the cost: its sum is what was settled.

        Of a sum that is billed in parts, what is due so far; `billed_steps` come off.
        """
        charge = self.entry.charge
        if isinstance(charge, Charge):
            return self._steps(charge, 0)
        base, _ = self.sheet.bases[self.position]
        money = self.sheet.money(base)
        price = Price.exact(money.amount, 1, money.currency)
        return (Step(quantity=charge.percent, price=price, per=Decimal(100)),)

    @property
    def billed_steps(self) -> tuple[Step, ...]:
        """What earlier invoices billed of it, which was settled on its own and is taken off."""
        charge = self.entry.charge
        return self._steps(charge, 1) if isinstance(charge, Charge) else ()

    @property
    def billed_gross(self) -> Money:
        """What earlier invoices billed of its gross amount."""
        return self.sheet.money(self.sheet.billed.get(self.position, (0, 0))[1])

    @property
    def billed_cost(self) -> Money:
        """What earlier invoices showed of its cost."""
        return self.sheet.money(self.sheet.billed.get(self.position, (0, 0))[0])

    def _steps(self, charge: Charge, side: int) -> tuple[Step, ...]:
        """Give the steps of what is due so far (0), or of what has been billed (1)."""
        with localcontext(EXACT):
            return due_steps(charge, split(self.due)[side])

    @property
    def conversions(self) -> tuple[Conversion, ...]:
        """By what its price was converted: nothing, if it is in the currency of the quote."""
        if self.sheet.due is None:
            return ()
        return conversions(self.sheet.due[self.position][0].factors)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where its figures come from."""
        charge = self.entry.charge
        if not isinstance(charge, Charge):
            return charge.citations
        prices = (
            Citation("price", price, price.source)
            for tariff in (self.tariffs if charge.slices else (charge.tariff,))
            for price in tariff.prices()
            if price.source is not None
        )
        found = (*charge.citations, *dict.fromkeys(prices))
        return found if self.sheet.due is None else (*found, *cited_in(self.conversions))

    @property
    def unverified(self) -> bool:
        """Whether it rests on a figure that nobody has verified, its own or of a rule."""
        if self.position in self.sheet.doubtful or any_unverified(self.citations):
            return True
        _, members = self.sheet.bases.get(self.position, (0, ()))
        return any(Line(self.sheet, member).unverified for member in members)

    def __repr__(self) -> str:
        return f"<Line {self.number} {self.name}: {self.what} {self.net}>"


@frozen(eq=False, repr=False)
class TaxLine(OfRate):
    """One rate of a tax on an invoice: a view, equal to itself alone.

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

    def __repr__(self) -> str:
        return f"<TaxLine {self.code} {self.name} {self.percent} % of {self.base}: {self.amount}>"


@frozen(eq=False, repr=False)
class Invoice:
    """The lines and totals of one billing period: a view, equal to itself alone.

    Attributes:
        period: The period.
        sheet: Its amounts, shared with the invoices that equal it.
        totals: Its sums, with what is prepaid.
        issue_date: When it is issued, the tax point of its lines: the first day of its period,
            or in arrears the last one; None if the term has no dates.
        due_date: When it is to be paid; None if the terms do not say.
        held: What of it is not payable with it.
    """

    period: Period
    sheet: Sheet
    totals: Totals
    issue_date: date | None = None
    due_date: date | None = None
    held: Held = NOTHING

    @property
    def number(self) -> int:
        """Its number in the quote, from 1."""
        return self.period.number

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, in the order of the components."""
        return lines_of(self.sheet)

    @property
    def tax_lines(self) -> tuple[TaxLine, ...]:
        """Its taxes, one line for each rate."""
        return tax_lines_of(self.sheet)

    @property
    def total(self) -> Money:
        """Net plus tax."""
        return self.totals.total

    @property
    def retained(self) -> Money:
        """What the customer keeps back of it for a while."""
        return Money.of_minor(self.held.retained, self.totals.currency)

    @property
    def set_off(self) -> Money:
        """What of it the deposit has paid."""
        return Money.of_minor(self.held.set_off, self.totals.currency)

    @property
    def payable(self) -> Money:
        """Total plus rounding, less what is prepaid, withheld, retained and set off."""
        return self.totals.payable - self.retained - self.set_off

    def __repr__(self) -> str:
        return f"<Invoice {self.period}: {self.total}>"


def lines_of(sheet: Sheet) -> tuple[Line, ...]:
    """Give a view of each line of a sheet."""
    return tuple(Line(sheet, position) for position in range(len(sheet.numbers)))


def tax_lines_of(sheet: Sheet) -> tuple[TaxLine, ...]:
    """Give a view of each tax of a sheet, one for each of its rates."""
    return tuple(
        TaxLine(
            group.tax,
            rate,
            sheet.money(group.base - (sum(group.amounts) if group.tax.inclusive else 0)),
            sheet.money(amount),
            tuple(sheet.numbers[member] for member in group.members),
        )
        for group in sheet.taxes
        for rate, amount in enumerate(group.amounts)
    )
