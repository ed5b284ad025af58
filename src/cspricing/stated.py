"""What is stated on a quote, one thing after the other: each gives a new quote."""

from __future__ import annotations

from typing import Self

from attrs import evolve

from .billing import BillingRule
from .change import Change
from .discount import Discount
from .exchange import FxRates
from .figures import Figures
from .floor import Approval, Floor
from .markup import CostRule
from .money import Currency
from .payment_terms import DefaultInterest, Deposit, Retention
from .purchase import Purchase
from .terms import TaxRule, Terms


class Stated(Figures):
    """The methods of a quote that state more, or other, terms.

    Attributes:
        terms: What the price depends on besides what is priced.
    """

    terms: Terms

    def on_terms(self, terms: Terms) -> Self:
        """Put the same on *terms* instead."""
        raise NotImplementedError

    def less(self, *discounts: Discount) -> Self:
        """Append discounts, which apply in the order in which they are stated."""
        return self.on_terms(evolve(self.terms, discounts=(*self.terms.discounts, *discounts)))

    def taxed(self, *taxes: TaxRule) -> Self:
        """Append taxes and withholdings."""
        return self.on_terms(evolve(self.terms, taxes=(*self.terms.taxes, *taxes)))

    def marked_up(self, *rules: CostRule) -> Self:
        """Append markups and margins, which make costs prices."""
        return self.on_terms(evolve(self.terms, markups=(*self.terms.markups, *rules)))

    def changed(self, *changes: Change) -> Self:
        """Append changes over the term; their order does not matter."""
        return self.on_terms(evolve(self.terms, changes=(*self.terms.changes, *changes)))

    def converted(self, rates: FxRates, to: Currency | str | None = None) -> Self:
        """Convert prices in other currencies by *rates*, *to* the currency of the quote.

        That is the one of its terms unless given.
        """
        currency = self.terms.currency if to is None else to
        return self.on_terms(evolve(self.terms, rates=rates, currency=currency))

    def bought(self, *purchases: Purchase) -> Self:
        """Append what lines cost that are bought and sold on, which changes no price."""
        stated = (*self.terms.purchases, *purchases)
        return self.on_terms(evolve(self.terms, purchases=stated))

    def floored(self, *floors: Floor) -> Self:
        """Append floors: below them, a quote is priced only if somebody approved it."""
        return self.on_terms(evolve(self.terms, floors=(*self.terms.floors, *floors)))

    def approved(self, *approvals: Approval) -> Self:
        """Append approvals, by which the quote may go below its floors."""
        stated = (*self.terms.approvals, *approvals)
        return self.on_terms(evolve(self.terms, approvals=stated))

    def billed(self, *rules: BillingRule) -> Self:
        """Append how charges are billed: in parts, or months ahead.

        >>> from cspricing import EUR, Item, Milestone, Milestones, Quote
        >>> work = Item(name="Project", quantity=1, unit="project", price=EUR(9000))
        >>> parts = [Milestone("order", 30), Milestone("go-live", 70, at=2)]
        >>> quote = Quote.of(work).over(2).billed(Milestones(parts))
        >>> print([str(invoice.total) for invoice in quote.invoices])
        ['EUR 2,700.00', 'EUR 6,300.00']
        """
        return self.on_terms(evolve(self.terms, billing=(*self.terms.billing, *rules)))

    def paid(
        self,
        *,
        deposit: Deposit | None = None,
        retention: Retention | None = None,
        late_payment: str = "",
        default_interest: DefaultInterest | None = None,
    ) -> Self:
        """Set the terms of payment: what is not given is as in `Terms`, whatever was set before."""
        terms = evolve(
            self.terms,
            deposit=deposit,
            retention=retention,
            late_payment=late_payment,
            default_interest=default_interest,
        )
        return self.on_terms(terms)
