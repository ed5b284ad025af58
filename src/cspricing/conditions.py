"""What terms say of how a contract is billed and paid, in words."""

from __future__ import annotations

from collections.abc import Iterator

from .billing import BillingRule, Milestone, Milestones, Prepaid
from .messages import Language, message, months as in_months
from .notation import grouped
from .payment_terms import DefaultInterest, Deposit, Retention
from .provenance import Citation
from .terms import Terms
from .titles import selected_told


def conditions(terms: Terms, language: Language) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Say how charges are billed and paid: each sentence, with the sources of its figures."""
    for rule in terms.billing:
        yield billing_rule_told(rule, language), rule.citations
    if terms.deposit is not None:
        yield _deposit(terms.deposit, language), terms.deposit.citations
    if terms.retention is not None:
        yield _retention(terms.retention, language), terms.retention.citations
    if terms.default_interest is not None:
        yield _interest(terms.default_interest, language), terms.default_interest.citations
    if terms.late_payment:
        yield message("late_payment", language, text=terms.late_payment), ()


def billing_rule_told(rule: BillingRule, language: Language) -> str:
    """Say what a billing rule does."""
    if isinstance(rule, Milestones):
        on = _on(rule, "all_once", language)
        shares = zip(rule.parts, rule.percents, strict=True)
        told = (_milestone(part, grouped(percent), language) for part, percent in shares)
        parts = message("list", language).join(told)
        return message("billed_in_parts", language, on=on, parts=parts)
    months = rule.months if isinstance(rule, Prepaid) else 0
    on = _on(rule, "all_recurring", language)
    return message("billed_ahead", language, months=months, on=on)


def _on(rule: BillingRule, everything: str, language: Language) -> str:
    if rule.on is None:
        return message(everything, language)
    return selected_told(rule.on, language).rstrip()


def _milestone(part: Milestone, percent: str, language: Language) -> str:
    if part.at is None:
        return message("milestone", language, percent=percent, name=part.name)
    key = "milestone_month" if isinstance(part.at, int) else "milestone_day"
    return message(key, language, percent=percent, name=part.name, at=part.at)


def _deposit(deposit: Deposit, language: Language) -> str:
    if deposit.percent is None:
        asked = str(deposit.amount)
    else:
        asked = message(f"deposit_of_{deposit.of}", language, percent=grouped(deposit.percent))
    when = message("with_first", language)
    if deposit.day is not None:
        when = message("on_day", language, day=deposit.day)
    if deposit.set_off == "last":
        against = message("against_last", language)
    else:
        key = "against_first" if deposit.set_off == 1 else "against_firsts"
        against = message(key, language, count=deposit.set_off)
    return message("deposit_told", language, amount=asked, when=when, against=against)


def _retention(retention: Retention, language: Language) -> str:
    if retention.until is not None:
        when = message("on_day", language, day=retention.until)
    elif retention.months:
        after = in_months(retention.months, language)
        when = message("after_end", language, months=after)
    else:
        when = message("at_end", language)
    of = message(f"retained_of_{retention.of}", language)
    percent = grouped(retention.percent)
    return message("retention_told", language, percent=percent, of=of, when=when)


def _interest(interest: DefaultInterest, language: Language) -> str:
    key = "interest_above" if interest.above else "interest_told"
    percent = grouped(interest.percent)
    return message(key, language, percent=percent, above=interest.above)
