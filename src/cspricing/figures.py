"""What can be read off a quote: its lines, its sums, and how they fall to parts of it."""

from __future__ import annotations

from functools import cached_property

from .fx_rate import FxRate
from .money import Currency, Money, Price
from .presentation import Presentation, presented
from .pricing import Priced
from .term_line import (
    Sums,
    TermLine,
    TermTax,
    one_time,
    per_month,
    sums_by,
    term_lines,
    term_taxes,
)
from .totals import Totals


class Figures:
    """What is read off settled amounts, each made when somebody first looks."""

    @property
    def priced(self) -> Priced:
        """The settled amounts behind everything else."""
        raise NotImplementedError

    @property
    def currency(self) -> Currency:
        """What all its amounts are of."""
        return self.priced.currency

    @property
    def months(self) -> int:
        """The length of its term in months; one that is only started counts."""
        above, below = self.priced.schedule.length
        return -(-above // below)

    @cached_property
    def lines(self) -> tuple[TermLine, ...]:
        """Each charge over the whole term, in the order of the components."""
        return term_lines(self.priced)

    @cached_property
    def tax_lines(self) -> tuple[TermTax, ...]:
        """Each rate of each tax over the whole term."""
        return term_taxes(self.priced)

    @property
    def totals(self) -> Totals:
        """All sums, which add to those of other quotes."""
        return self.priced.totals

    @property
    def subtotal(self) -> Money:
        """List prices, with surcharges and stated amounts, before discounts."""
        return self.totals.subtotal

    @property
    def discount(self) -> Money:
        """What allowances and discounts take off."""
        return self.totals.discount

    @property
    def net(self) -> Money:
        """After discounts, without tax: the contract value."""
        return self.totals.net

    @property
    def tax(self) -> Money:
        """All taxes."""
        return self.totals.tax

    @property
    def total(self) -> Money:
        """Net plus tax."""
        return self.totals.total

    @property
    def payable(self) -> Money:
        """Total plus rounding, less what is prepaid and withheld."""
        return self.totals.payable

    @property
    def cost(self) -> Money:
        """What the company spends on itself over the term, and no markup makes a price."""
        return self.totals.cost

    @property
    def margin(self) -> Money:
        """What marked-up costs bring, after discounts, over what they cost; never for a customer.

        That of the whole quote, with what is bought and sold on, is `cspricing.target.profit_of`.

        >>> from cspricing import EUR, InHouse, Margin, PhoneSupport
        >>> team = InHouse(heads=2, monthly_wage=EUR(2400))
        >>> phone = PhoneSupport(calls_per_month=3000, handle_minutes=4, delivery=team)
        >>> quote = Quote.of(phone).marked_up(Margin(20))
        >>> print(quote.net, "of which", quote.margin)
        EUR 6,000.00 of which EUR 1,200.00
        """
        nothing = Money.of_minor(0, self.currency)
        priced = (line for line in self.lines if line.entry.charge.cost and not line.is_cost)
        return sum((line.net - line.cost for line in priced), nothing)

    @property
    def contract_value(self) -> Money:
        """The net amount over the whole term (TCV)."""
        return self.net

    @property
    def one_time(self) -> Money:
        """The net amount of what is charged once."""
        return one_time(self.lines, self.currency)

    @property
    def recurring(self) -> Money:
        """The net amount of what is charged again and again, over the whole term."""
        return self.net - self.one_time

    @property
    def monthly_recurring(self) -> Price:
        """The recurring net amount per month of the term (MRR): exact, not settled."""
        return per_month(self.recurring, self.priced.schedule.length)

    @property
    def annual_recurring(self) -> Price:
        """The recurring net amount per twelve months of the term (ARR): exact, not settled."""
        return self.monthly_recurring * 12

    def also_in(self, rate: FxRate) -> Presentation:
        """Give the totals in a second currency, for information only.

        Args:
            rate: Of the currency of the quote and the other one.

        >>> from cspricing import EUR, FxRate, Item, Quote
        >>> quote = Quote.of(Item(name="Set-up", quantity=1, price=EUR(1000)))
        >>> print("about", quote.also_in(FxRate("EUR", "USD", "1.0871")).total)
        about USD 1,087.10

        Raises:
            ExchangeRateError: If it is not a rate of the currency of the quote (``fx.missing``).
        """
        sheet, _ = self.priced.runs[0]
        return presented(self.totals, rate, sheet.rounding)

    def by_category(self, of: Sums = "net") -> dict[str, Money]:
        """Give the net amount (or the own cost) of each category over the term."""
        return sums_by(self.lines, of, lambda line: line.category)

    def by_component(self, of: Sums = "net") -> dict[str, Money]:
        """Give the net amount (or the own cost) of each component, by its name."""
        return sums_by(self.lines, of, lambda line: line.name)

    def by_cadence(self, of: Sums = "net") -> dict[str, Money]:
        """Give the net amount (or the own cost) of what is due once, monthly, and so on.

        Percentages of other lines, due with what they rest on, are under ``with others``.
        """
        return sums_by(self.lines, of, lambda line: line.cadence or "with others")
