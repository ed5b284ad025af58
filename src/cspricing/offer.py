"""What a customer may see of a quote: texts and prices, and nothing that costs or margins are in.

A document for a customer is given an `Offer`, and can print only what that holds. It has no
attribute for a cost, a wage, a markup, a margin or a floor, nor one that leads to them: not the
components, the charges, the rules or the settled amounts, but what is said of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from .conditions import conditions
from .errors import TermsError
from .exchange_told import conversions_told, rates_told
from .messages import Language, checked_language, message
from .money import Currency, Money
from .offer_changes import OfferChange, is_of_costs, offer_changes
from .offer_lines import OfferLine, offer_lines
from .provenance import any_unverified
from .quote import Quote, checked_quote
from .revision_titles import revision_told
from .rounding import Rounding, TaxRounding
from .rule_record import RuleRecord, discounts_settled
from .term_line import TermTax
from .titles import (
    billing_told,
    cited,
    lines_named,
    rate_title,
    rule_title,
    tax_notes,
    term_told,
    treatment_told,
)
from .written import Written


@frozen(kw_only=True, repr=False)
class OfferAmount(Written):
    """A discount, tax or withholding: what it is, in words, and how much.

    Attributes:
        what: What it is, in words.
        amount: What it adds, below 0 if it takes off.
        unverified: Whether it rests on a figure that nobody has verified.
    """

    what: str
    amount: Money
    unverified: bool


@frozen(kw_only=True, repr=False)
class OfferCondition(Written):
    """How something is billed or paid.

    Attributes:
        what: A sentence.
        unverified: Whether it rests on a figure that nobody has verified.
    """

    what: str
    unverified: bool


@frozen(kw_only=True, repr=False)
class OfferPayment(Written):
    """What is to be paid, when.

    Attributes:
        what: What it is, in words.
        day: When it is to be paid, or else asked for; None if the term has no dates.
        month: In a term without dates, its month, counted from 1; else None.
        amount: How much; never nothing.
    """

    what: str
    day: date | None
    month: int | None
    amount: Money


@frozen(kw_only=True, repr=False)
class Offer(Written):
    """A quote as its customer may see it: texts in one language, and amounts over the term.

    Attributes:
        language: Of its texts.
        currency: Of its amounts.
        term: How long it runs, in words.
        billing: When invoices come and what they charge, in words; empty if as usual.
        version: Which version it is, what it revises, and when it may be accepted, in words.
        conditions: How lines are billed and invoices paid, where that was stated.
        rates: Which prices are converted from other currencies, in words, and by which rates;
            empty if none are.
        months: The length of its term; a month that is only started counts.
        start: Its first day, if known.
        until: Its last day, if it was stated.
        rounding: The policy by which amounts were rounded.
        lines: What is charged for.
        changes: What becomes of quantities and prices over the term.
        subtotal: List prices, with surcharges and stated amounts.
        discounts: What allowances and each discount take off.
        tax_included: The tax that prices contain.
        net: After discounts, without tax.
        taxes: Each rate of each tax.
        total: Net plus tax.
        rounded: What rounding the payable amount adds.
        prepaid: What has been paid.
        withheld: What the customer keeps back.
        payable: What is left to pay.
        one_time: The net amount of what is charged once.
        recurring: The net amount of what is charged again and again.
        payments: What is to be paid when, where that is not just one invoice after the other.
        sources: Where figures come from, in words.
    """

    language: Language
    currency: Currency
    term: str
    billing: str
    version: tuple[str, ...]
    conditions: tuple[OfferCondition, ...]
    rates: tuple[str, ...]
    months: int
    start: date | None
    until: date | None
    rounding: Rounding
    lines: tuple[OfferLine, ...]
    changes: tuple[OfferChange, ...]
    subtotal: Money
    discounts: tuple[OfferAmount, ...]
    tax_included: Money
    net: Money
    taxes: tuple[OfferAmount, ...]
    total: Money
    rounded: Money
    prepaid: Money
    withheld: tuple[OfferAmount, ...]
    payable: Money
    one_time: Money
    recurring: Money
    payments: tuple[OfferPayment, ...]
    sources: tuple[str, ...]

    @classmethod
    def of(cls, quote: Quote, language: Language = "en") -> Offer:
        """Take of a quote what its customer may see.

        Args:
            quote: Priced lines only; a line that is an own cost is refused, for a customer must
                not see it.
            language: ``en`` or ``zh``.

        Raises:
            TermsError: If the quote shows own costs (``document.cost``).
            InvalidTypeError: If *quote* is no quote (``type.quote``).

        >>> from cspricing import EUR, Charge, Markup, Quote
        >>> wages = Charge("wages", 160, "hour", EUR(15), "labour", cost=True)
        >>> offer = Offer.of(Quote.of(wages).marked_up(Markup(25)))
        >>> print(offer.lines[0].what, offer.lines[0].quantity, offer.lines[0].net)
        labour None EUR 3,000.00
        """
        told = checked_language(language)
        _check(quote)
        lines = offer_lines(quote.lines, told)
        totals, rules = quote.totals, quote.rules
        return cls(
            language=told,
            currency=quote.currency,
            term=term_told(quote.terms, told),
            billing=billing_told(quote.terms, told),
            version=tuple(revision_told(quote.terms, told)),
            conditions=tuple(_conditions(quote, told)),
            rates=tuple(_rates(quote, told)),
            months=quote.months,
            start=quote.terms.start,
            until=quote.terms.until,
            rounding=quote.terms.rounding,
            lines=lines,
            changes=offer_changes(quote, lines, told),
            subtotal=totals.subtotal,
            discounts=_discounts(quote, told),
            tax_included=totals.tax_included,
            net=totals.net,
            taxes=tuple(_tax(tax, quote.terms.rounding.tax, told) for tax in quote.tax_lines),
            total=totals.total,
            rounded=totals.rounding,
            prepaid=totals.prepaid,
            withheld=tuple(_withheld(record, told) for record in rules if _is_withheld(record)),
            payable=totals.payable,
            one_time=quote.one_time,
            recurring=quote.recurring,
            payments=tuple(_payments(quote, told)),
            sources=_sources(quote, told),
        )

    @property
    def unverified(self) -> bool:
        """Whether anything in it rests on a figure that nobody has verified."""
        amounts = (*self.discounts, *self.taxes, *self.withheld)
        return (
            any(one.unverified for one in self.lines)
            or any(one.unverified for one in self.changes)
            or any(one.unverified for one in self.conditions)
            or any(one.unverified for one in amounts)
        )

    def __repr__(self) -> str:
        return f"<Offer of {len(self.lines)} lines, {self.total}>"


def _check(quote: Quote) -> None:
    """Refuse what is no quote, and a quote that shows own costs."""
    checked_quote(quote)
    hidden = [line.what for line in quote.lines if line.is_cost]
    if hidden:
        raise TermsError.of(
            "document.cost",
            f"{', '.join(hidden)} are own costs, which a customer must not see; price them with "
            "marked_up(Markup(...)), or leave them out",
            field="quote",
            value=quote,
        )


def _rates(quote: Quote, language: Language) -> Iterator[str]:
    """Say which prices are converted, and by what; what a cost is stays with the company."""
    used = dict.fromkeys(
        (line.entry.charge.currency, factors)
        for line in quote.lines
        if not line.entry.charge.cost
        for factors in line.conversions
    )
    foreign = [of for of in dict.fromkeys(of for of, _ in used) if of is not None]
    if foreign:
        yield rates_told(quote.terms, foreign, quote.currency, language)
    for of, factors in used:
        yield f"{of} {conversions_told(factors, language)}"


def _discounts(quote: Quote, language: Language) -> tuple[OfferAmount, ...]:
    """Give what allowances take off, and each discount by its name, as they come off."""
    found: list[OfferAmount] = []
    allowance = sum((line.allowance for line in quote.lines), Money.of_minor(0, quote.currency))
    if allowance:
        told = message("allowances", language)
        found.append(OfferAmount(what=told, amount=-allowance, unverified=False))
    for record in discounts_settled(quote.rules):
        title = rule_title(record.rule, language)
        if record.lapsed:
            note = message("lapsed_amount", language, amount=record.lapsed)
            title = message("noted", language, text=title, note=note)
        if record.amount or record.lapsed:
            doubtful = record.unverified and not record.why_not
            found.append(OfferAmount(what=title, amount=-record.amount, unverified=doubtful))
    return tuple(found)


def _tax(tax: TermTax, rounded: TaxRounding, language: Language) -> OfferAmount:
    """Name a tax and what it is of: as a product only if it multiplies out to the amount."""
    title = rate_title(tax.name, tax.percent, language)
    once = rounded == "rate" and tax.invoices == 1 and not tax.tax.inclusive
    key = "tax_of" if once or not tax.percent else "tax_on"
    told = message(key, language, tax=title, base=tax.base)
    treatment = treatment_told(tax.tax, language)
    notes = [*([treatment] if treatment else []), *tax_notes(tax.tax, rounded, language)]
    if tax.since is not None:
        notes.insert(0, message("since", language, day=tax.since))
    if tax.percent and tax.invoices > 1:
        notes.append(message("tax_summed", language, count=tax.invoices))
    note = message("and", language).join(notes)
    what = message("noted", language, text=told, note=note) if note else told
    return OfferAmount(what=what, amount=tax.amount, unverified=tax.unverified)


def _is_withheld(record: RuleRecord) -> bool:
    return record.kind == "withholding" and bool(record.amount)


def _withheld(record: RuleRecord, language: Language) -> OfferAmount:
    lines = lines_named(record.numbers, language)
    told = message("clause", language, text=rule_title(record.rule, language), more=lines)
    return OfferAmount(what=told, amount=-record.amount, unverified=record.unverified)


def _conditions(quote: Quote, language: Language) -> Iterator[OfferCondition]:
    for told, citations in conditions(quote.terms, language):
        yield OfferCondition(what=told, unverified=any_unverified(citations))


def _payments(quote: Quote, language: Language) -> Iterator[OfferPayment]:
    """Give the payments, if any is another one than that of an invoice for its period."""
    terms = quote.terms
    if not (terms.billing or terms.deposit or terms.retention):
        return
    for payment in quote.payments:
        if payment.amount:
            key = "invoice" if payment.kind == "invoice" else f"payment_{payment.kind}"
            yield OfferPayment(
                what=message(key, language, numbers=payment.invoice),
                day=payment.day,
                month=payment.month,
                amount=payment.amount,
            )


def _sources(quote: Quote, language: Language) -> tuple[str, ...]:
    """Say where figures come from, each once.

    What a cost rests on stays with the company, though a markup made a price of it.
    """
    rules = [rule for rule in quote.rules if rule.kind != "markup" and not rule.why_not]
    told = [line.citations for line in quote.lines if not line.entry.charge.cost]
    told += [rule.citations for rule in rules if not is_of_costs(rule, quote)]
    told += [citations for _, citations in conditions(quote.terms, language)]
    return tuple(dict.fromkeys(cited(one, language) for some in told for one in some))
