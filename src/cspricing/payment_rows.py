"""The rows of payments: what is retained, or set off against a deposit, and what is paid."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

from .exact import fraction_of, portion
from .explanation import RESULT, Places, Row, amount, percent
from .held import Held, Holding
from .money import Money
from .payment_terms import PaymentBase, Retention
from .pricing import Priced
from .rounding import Rounding
from .telling import Telling
from .terms import Terms
from .totals import Totals


def tell_held(  # noqa: PLR0913, PLR0917  (it is what one invoice has of both)
    told: Telling,
    totals: Totals,
    held: Held,
    rule: Retention | None,
    places: Mapping[PaymentBase, int],
    rounding: Rounding,
) -> tuple[int | None, int | None]:
    """Tell what is retained and what is set off, and give the places; None for nothing.

    Args:
        told: What the rows are added to.
        totals: Of the invoice.
        held: What of it is not payable with it.
        rule: What is retained.
        places: The rows of its total and of its net amount.
        rounding: The policy.
    """
    retained = set_off = None
    if held.retained and rule is not None:
        kept = Money.of_minor(-held.retained, totals.currency)
        row = Row(2, told.say("retained"), "", amount(kept))
        base = totals.total if rule.of == "total" else totals.net
        if part_of(base.minor, rule.percent, rounding, totals.currency.digits) == held.retained:
            formula = f"{percent(-rule.percent)} x {amount(base)}"
            ties = [(1, [(places[rule.of], 1)])]
            row = Row(2, row.label, formula, row.result, "portion", ties=ties)
        retained = told.add(row)
    if held.set_off:
        money = Money.of_minor(-held.set_off, totals.currency)
        set_off = told.add(Row(2, told.say("set_off"), "", amount(money)))
    return retained, set_off


def part_of(base: int, share: Decimal, rounding: Rounding, digits: int) -> int:
    """Take a percentage as it is printed: less is retained if less is payable, or for cash.

    Args:
        base: What it is of, in minor units.
        share: The percentage.
        rounding: The policy.
        digits: Decimals of the currency.
    """
    above, below = fraction_of(share)
    unit: int = 10 ** (digits - rounding.digits(digits))
    part: int = portion(base, above, below * unit, rounding.decimal_mode) * unit
    return part


@frozen
class PaymentRows:
    """The rows of all payments, while they are told.

    Attributes:
        told: What the rows are added to.
        priced: The settled amounts.
        terms: What they rest on besides the components.
        holding: What of the invoices is not payable with them.
        places: The rows of what is payable, retained and set off on the invoices.
        term: The rows of the ``net`` amount of the term, the ``total`` and what is ``payable``.
    """

    told: Telling
    priced: Priced
    terms: Terms
    holding: Holding
    places: Mapping[tuple[str, int], Places]
    term: Mapping[str, int]

    def tell(self) -> None:
        """Tell what is paid besides the invoices, and that all payments are what is payable."""
        told, holding, totals = self.told, self.holding, self.priced.totals
        told.heading(0, "")
        told.heading(0, told.say("payments"))
        parts: list[tuple[int, int]] = []
        if holding.deposit:
            parts.append((self._deposit(), 1))
        left = totals.payable - self._money(holding.deposit + holding.retained)
        parts.append((told.sum(1, told.say("payment_invoices"), left, self._of("payable")), 1))
        if holding.retained:
            released, of = self._money(holding.retained), self._of("retained", -1)
            parts.append((told.sum(1, told.say("payment_retention"), released, of), 1))
        label, whole = told.say("payments_total"), amount(totals.payable)
        ties = [(RESULT, [(self.term["payable"], 1)])]
        told.add(Row(1, label, "", whole, "sum", parts, ties=ties))

    def _money(self, minor: int) -> Money:
        return Money.of_minor(minor, self.priced.currency)

    def _of(self, kind: str, sign: int = 1) -> Places:
        return [(place, sign * count) for place, count in self.places.get((kind, 0), [])]

    def _deposit(self) -> int:
        """Tell the deposit, which is set off in full: as the percentage that it is."""
        told, rule, rounding = self.told, self.terms.deposit, self.terms.rounding
        asked, set_off = self._money(self.holding.deposit), self._of("set_off", -1)
        label, digits = told.say("payment_deposit"), self.priced.currency.digits
        if rule is not None and rule.percent is not None:
            base = getattr(self.priced.totals, rule.of)
            if part_of(base.minor, rule.percent, rounding, digits) == self.holding.deposit:
                formula = f"{percent(rule.percent)} x {amount(base)}"
                ties = [(1, [(self.term[rule.of], 1)]), (RESULT, set_off)]
                return told.add(Row(1, label, formula, amount(asked), "portion", ties=ties))
        return told.sum(1, label, asked, set_off)
