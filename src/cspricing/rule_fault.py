"""What can be wrong with a rule, whatever the amounts: each fault names it, and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .billing import BillingRule, Prepaid
from .change import Change
from .charge import AnyCharge, Charge, PercentOf
from .collection import text_of
from .discount import AmountOff, PercentOff
from .entry import Collected, Entry
from .errors import PricingError, RuleError, TermsError, shown
from .markup import Margin, Markup
from .notation import grouped
from .purchase import Purchase
from .selector import HasCharges, Selector, by_name, described, selects
from .tax import Tax


def unmatched(rule: Any, chosen: Selector, lines: Collected) -> PricingError:  # noqa: ANN401
    """Tell that a rule selects no line: there is none, or none that it is for."""
    hidden = {_kind(rule, chosen, entry) for entry in lines.entries if _answers(chosen, entry)}
    what = "this quote" if chosen is None else repr(described(chosen))
    if hidden:
        fault, remedy = _reserved(rule, sorted(hidden))
        told = f"{what} has {' and '.join(sorted(hidden))} only{fault}; {remedy}"
    else:
        known = ", ".join(sorted(lines.by_category))
        told = f"{what} selects no line; the categories here are {known or 'none'}; mend it"
    optional = ", or say optional=True" if hasattr(rule, "optional") else ""
    error = RuleError.of(
        "rule.unmatched",
        told + optional,
        field="of" if isinstance(rule, PercentOf) else "on",
        value=rule,
    )
    error.component = type(rule).__name__
    return error


def _answers(chosen: Selector, entry: Entry) -> bool:
    try:
        return selects(chosen, entry)
    except Exception:  # noqa: BLE001  (of a line that it was not asked about before)
        return False


def _kind(rule: Any, chosen: Selector, entry: Entry) -> str:  # noqa: ANN401
    """Say what a line is that a rule names, and is not for."""
    charge = entry.charge
    if isinstance(rule, BillingRule):
        return _unbillable(rule, charge)
    if isinstance(rule, (Markup, Margin)):
        return "prices"
    if isinstance(rule, (PercentOff, AmountOff, Purchase)) and charge.stated:
        return "stated amounts"
    if isinstance(rule, Change):
        if not isinstance(charge, Charge):
            return "percentages"
        return "stated amounts" if charge.stated else "charges due once"
    if isinstance(rule, PercentOf) and isinstance(charge, PercentOf) and not by_name(chosen, entry):
        return "percentages"
    return "own costs" if charge.cost else "prices"


def _unbillable(rule: BillingRule, charge: AnyCharge) -> str:
    """Say what a line is that a billing rule names, and cannot bill."""
    if charge.stated:
        return "stated amounts"
    if not isinstance(charge, Charge):
        return "percentages"
    if charge.slices:
        return "charges by slices"
    return f"{charge.cadence} charges" if not rule.bills(charge.cadence) else "own costs"


def _reserved(rule: Any, kinds: Sequence[str]) -> tuple[str, str]:  # noqa: ANN401
    """Say why a rule is not for lines of these kinds, and what to do."""
    if isinstance(rule, BillingRule):
        remedy = "name others, or leave it out"
        if isinstance(rule, Prepaid):
            return " for it", f"it is for monthly prices, and quarterly ones by quarters: {remedy}"
        return " for it", f"it is for what is charged once: {remedy}"
    if isinstance(rule, (Markup, Margin)):
        instead = "leave it out" if rule.on is None else "name those"
        return "", f"a {type(rule).__name__.lower()} is for own costs: {instead}"
    if isinstance(rule, PercentOf):
        remedies = {
            "own costs": "say cost=True, or mark them up first",
            "percentages": "select one by Named(...)",
            "prices": "leave cost=True out",
        }
        return "", remedies[kinds[0]]
    if isinstance(rule, Purchase):
        return ", of which the cost is known", "leave it out"
    if isinstance(rule, Change):
        remedies = {
            "percentages": "name what they rest on",
            "charges due once": "only InForce says when they are due",
            "stated amounts": "state others instead",
        }
        return ", which do not change", remedies[kinds[0]]
    done = "discounted" if isinstance(rule, (PercentOff, AmountOff)) else "taxed"
    remedies = {"own costs": "mark them up first", "stated amounts": "state others instead"}
    return f", which are not {done}", remedies[kinds[0]]


def broken(rule: Any, chosen: Selector, cause: Exception) -> PricingError:  # noqa: ANN401
    """Tell that a predicate, or a comparison with a component, raised an error."""
    remedy = "a predicate takes an Entry, and answers whether it is meant"
    if isinstance(chosen, HasCharges):
        remedy = "mend the == of the components"
    error = RuleError.of(
        "selector.failed",
        f"{described(chosen)} raised {type(cause).__name__}: {shown(text_of(cause))}; {remedy}",
        field="of" if isinstance(rule, PercentOf) else "on",
        value=rule,
    )
    error.component = type(rule).__name__
    error.__cause__ = cause
    return error


def twice(kind: str, entry: Entry, *rules: Any) -> PricingError:  # noqa: ANN401
    """Tell that two rules name one line."""
    error = RuleError.of(
        f"{kind}.twice",
        f"{entry.what!r} is named by {' and by '.join(map(_told, rules))}; "
        f"name it in one {kind} only",
        field="on",
        value=rules,
    )
    error.component = entry.name
    return error


def set_twice(what: str, entry: Entry, *rules: Change) -> PricingError:
    """Tell that two changes set the same of one line."""
    error = RuleError.of(
        "change.twice",
        f"{' and '.join(type(rule).__name__ for rule in rules)} both set the {what} of "
        f"{entry.what!r}; put them together, or name other lines",
        field="on",
        value=rules,
    )
    error.component = entry.name
    return error


def _told(rule: Any) -> str:  # noqa: ANN401
    """Say which rule is meant, in the same words in every run."""
    on = "" if rule.on is None else f" on {described(rule.on)!r}"
    if isinstance(rule, BillingRule):
        return f"{type(rule).__name__}{on}"
    return f"{type(rule).__name__} {grouped(rule.percent)} %{on}"


def adjusted(entry: Entry) -> PricingError:
    """Tell that a line has stated amounts, which belong to one invoice, and is billed by a rule."""
    error = RuleError.of(
        "billing.adjusted",
        f"{entry.what!r} has stated allowances or surcharges, which cannot be billed in parts or "
        "ahead; state them beside the item, or leave it out of the billing rule",
        field="adjustments",
        value=entry,
    )
    error.component = entry.name
    return error


def ambiguous(defaults: Sequence[Tax]) -> PricingError:
    """Tell that several taxes cover the lines that no other names."""
    return RuleError.of(
        "tax.defaults",
        f"{len(defaults)} taxes name no lines; say on= in all but one, or stack them",
        field="taxes",
    )


def uncovered(entry: Entry) -> PricingError:
    """Tell that no tax covers a line."""
    error = RuleError.of(
        "tax.uncovered",
        f"no tax covers {entry.what!r} in category {entry.category!r}; name it, or add a tax "
        "without on=",
        field="taxes",
        value=entry,
    )
    error.component = entry.name
    return error


def cycle(entries: Sequence[Entry]) -> PricingError:
    """Tell that percentages rest on one another."""
    names = ", ".join(entry.name for entry in entries)
    return RuleError.of(
        "percent_of.cycle",
        f"each of {names} rests on another of them; break the circle",
        field="of",
    )


def undated(tax: Tax) -> PricingError:
    """Tell that a tax becomes another on a day, and that the term has none."""
    fault = f"{tax} changes on a day, but the term has none; give start"
    error = TermsError.of("tax.start", fault, field="start", value=tax)
    error.component = "Terms"
    return error


def restated(charge: Charge) -> PricingError:
    """Tell that a change of a quantity meets one that is stated for each period."""
    return TermsError.of(
        "change.slices",
        f"a change multiplies or adds to the units of {charge.what!r}, which are stated for each "
        "billing period; state them as they will be, or select other lines with on=",
        field="changes",
        value=charge,
    )


def looking_back(charge: Charge) -> PricingError:
    """Tell that a change of a price meets a line that rests on what was billed before."""
    return TermsError.of(
        "change.looks_back",
        f"a change sets another price for {charge.what!r}, or starts or ends it, but what is due "
        "of it rests on what was billed before; state the price in its tariff instead, or select "
        "other lines with on=",
        field="changes",
        value=charge,
    )
