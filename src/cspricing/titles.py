"""What explanations and documents call the terms, lines and rules of a quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from .billing import PaidAhead
from .change import Change
from .change_titles import change_told
from .charge import PercentOf
from .discount import AmountOff, Discount, PercentOff
from .entry import Entry
from .markup import CostRule, Margin, Markup
from .messages import Language, message, months as in_months
from .money import Currency
from .notation import grouped
from .period import last_day
from .provenance import Citation
from .rounding import Rounding, TaxRounding
from .rule_record import Rule
from .selector import Selector, described, members_of
from .tax import Tax
from .terms import Terms
from .words import word

_OWN: Final = (f"{__package__}.components.", f"{__package__}.termination")
_WEEKDAYS: Final[dict[str, str]] = dict(
    zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "一二三四五六日", strict=True)
)
_DAY_AND_TIME: Final = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?= \d\d:\d\d)")
# What the tax categories of UNCL 5305 mean; of the standard one nobody has to be told.
_TREATMENTS: Final[Mapping[str, str]] = {
    "S": "",
    "E": "exempt",
    "Z": "zero-rated",
    "O": "out of scope",
    "AE": "reverse charge",
    "K": "intra-Community supply",
    "G": "export",
}


def term_told(terms: Terms, language: Language) -> str:
    """Say how long a quote runs, and that nobody said so if the terms do not."""
    months, start = terms.months, terms.start
    if start is not None and terms.until is not None:
        return message("term_until", language, start=start, end=terms.until)
    if months is None:
        return message("term_none", language)
    term = in_months(months, language)
    if start is None:
        return message("term_months", language, term=term)
    return message("term_dated", language, term=term, start=start, end=last_day(start, months))


def billing_told(terms: Terms, language: Language) -> str:
    """Say when invoices come and what they charge, where that is not as nobody has to say."""
    told: list[str] = []
    if terms.billing_day is not None:
        told.append(message("billing_day", language, day=terms.billing_day))
    if terms.in_arrears:
        told.append(message("in_arrears", language))
    if terms.proration != "months":
        told.append(message(f"proration_{terms.proration}", language))
    if terms.due_days is not None:
        told.append(message("due_days", language, days=terms.due_days))
    return message("sentence", language, text=message("and", language).join(told)) if told else ""


def rounding_told(rounding: Rounding, currency: Currency, language: Language) -> str:
    """Say how amounts of *currency* are rounded, and the payable one if that is for cash."""
    tax = message(f"tax_{rounding.tax}", language)
    if rounding.increment is not None:
        more = message("increment", language, increment=grouped(rounding.increment))
        tax = message("clause", language, text=tax, more=more)
    return message(
        "rounding",
        language,
        mode=message(rounding.mode, language),
        digits=rounding.digits(currency.digits),
        tax=tax,
    )


def line_title(entry: Entry, language: Language) -> str:
    """Name a line by its component and by what is charged, once if they are alike."""
    name, what = component_name(entry, language), _charged(entry, language)
    return name if name == what else message("named", language, name=name, what=what)


def component_name(entry: Entry, language: Language) -> str:
    """Give the name of a component: as it was given, or else the library's word for it."""
    own = entry.name == _title(entry.component)
    return word("component", entry.name, language) if own else entry.name


def _charged(entry: Entry, language: Language) -> str:
    """Say what is charged: in the words of the component's author."""
    title = _title(entry.component)
    own = entry.what == title or (title and hasattr(entry.component, "title"))
    return word("charge", entry.what, language) if own else entry.what


def working_title(entry: Entry, what: str, language: Language) -> str:
    """Say what a working gives: in the words of the component's author."""
    return word("working", what, language) if _title(entry.component) else what


def exhibit_text(entry: Entry, text: str, language: Language) -> str:
    """Say what stands in a table beside a working, with the days of its times of day."""
    said = working_title(entry, text, language)
    if language == "en" or not _title(entry.component):
        return said
    return _DAY_AND_TIME.sub(lambda day: f"周{_WEEKDAYS[day[0]]}", said)


def _title(component: object) -> str:
    """Give what the library calls a component that nobody named; empty for a user's own one."""
    kind = type(component)
    if isinstance(component, PercentOf):
        return "Percentage"
    if any(base.__module__.startswith(_OWN) for base in kind.__mro__):
        return str(getattr(kind, "title", kind.__name__))
    return ""


def lines_named(numbers: Iterable[int], language: Language) -> str:
    """Name lines by their numbers."""
    named = list(numbers)
    key = "line_one" if len(named) == 1 else "line_many"
    return message(key, language, numbers=listed(named, language))


def listed(numbers: Iterable[int], language: Language) -> str:
    """Write whole numbers as ranges.

    >>> listed([1, 2, 3, 5], "en"), listed([1, 2, 3, 5], "zh")
    ('1-3, 5', '1-3、5')
    """
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    written = (str(a) if a == b else f"{a}-{b}" for a, b in ranges)
    return message("list", language).join(written)


def discount_title(rule: Discount, language: Language) -> str:
    """Say what a discount takes, off what, for how long, and why."""
    each = rule.level == "line" and not isinstance(rule, PaidAhead)
    if rule.on is None:
        on = message("every_line" if each else "everything", language)
    else:
        on = selected_told(rule.on, language)
        on = message("each_line", language, on=on) if each else on
    if isinstance(rule, AmountOff):
        title = message("amount_off", language, amount=str(rule.amount), on=on)
    elif isinstance(rule, PaidAhead):
        on = message("all_recurring", language) if rule.on is None else on
        size = grouped(rule.percent)
        return message("percent_ahead", language, percent=size, on=on, months=rule.months)
    else:
        key = "percent_off" if rule.base == "net" else "percent_off_list"
        title = message(key, language, percent=grouped(rule.percent), on=on)
    title = _lasting(rule, title, language)
    return f"{title} - {rule.reason}" if rule.reason else title


def selected_told(on: Selector, language: Language) -> str:
    """Name what a rule is on, so that words can follow."""
    return _spaced(_all_selected(on, language), language)


def _spaced(text: str, language: Language) -> str:
    """Part a text that ends in other than Chinese letters from the Chinese ones behind it."""
    return f"{text} " if language == "zh" and not "\u2e80" <= text[-1:] <= "\uffef" else text


def _lasting(rule: Discount, title: str, language: Language) -> str:
    """Say how long a discount lasts; a percentage for ever is what nobody has to say."""
    amount = isinstance(rule, AmountOff)
    match rule.lasts:
        case "forever":
            return message("lasts_each_invoice", language, title=title) if amount else title
        case "once":
            key = "lasts_amount_once" if amount else "lasts_once"
            return message(key, language, title=title)
        case 1:
            return message("lasts_month", language, title=title)
        case count:
            return message("lasts_months", language, title=title, months=count)


def _all_selected(on: Selector, language: Language) -> str:
    members = members_of(on) or [on]
    return message("list", language).join(_selected(one, language) for one in members)


def change_title(change: Change, language: Language) -> str:
    """Say what a change does to which lines, and when."""
    if change.on is not None:
        on = _all_selected(change.on, language)
    else:
        on = message("everything" if change.changes_once else "all_recurring", language)
    return change_told(change, on, language)


def _selected(on: Selector, language: Language) -> str:
    return word("category", on, language) if isinstance(on, str) else described(on)


def rule_title(rule: Rule, language: Language) -> str:
    """Say what a rule does."""
    if isinstance(rule, Change):
        return change_title(rule, language)
    if isinstance(rule, (PercentOff, AmountOff)):
        return discount_title(rule, language)
    if isinstance(rule, (Markup, Margin)):
        return cost_rule_title(rule, language)
    if isinstance(rule, Tax):
        return message("list", language).join(
            _rates_title(tax, language) for tax in (rule, *rule.later)
        )
    return rate_title(rule.name, rule.percent, language)


def _rates_title(tax: Tax, language: Language) -> str:
    """Name the rates of a tax, with the day from which they hold."""
    title = " + ".join(rate_title(rate.name, rate.percent, language) for rate in tax.rates)
    if tax.since is None:
        return title
    return message("noted", language, text=title, note=message("since", language, day=tax.since))


def cost_rule_title(rule: CostRule, language: Language) -> str:
    """Say at which markup or margin a cost becomes a price."""
    key = "markup" if isinstance(rule, Markup) else "margin"
    return message(key, language, percent=grouped(rule.percent))


def rate_title(name: str, percent: Decimal, language: Language) -> str:
    """Name a rate of a tax."""
    return f"{word('tax', name, language)} {grouped(percent)} %"


def treatment_told(tax: Tax, language: Language) -> str:
    """Say in words how a tax category treats lines, unless a reason says so already.

    A code that the library has no word for is said as it is.

    >>> from cspricing import VAT, Exempt, ReverseCharge
    >>> [
    ...     treatment_told(tax, "en")
    ...     for tax in (VAT(19), Exempt(), ReverseCharge(), VAT(5, code="B"))
    ... ]
    ['', 'exempt', '', 'B']
    """
    told = word("treatment", _TREATMENTS.get(tax.code, tax.code), language)
    reasons = [word("tax", reason, language).casefold() for reason in tax.reasons]
    return "" if any(told.casefold() in reason for reason in reasons) else told


def tax_notes(tax: Tax, rounded: TaxRounding, language: Language) -> list[str]:
    """Say what, besides its rate, makes the amount of a tax.

    Args:
        tax: The tax.
        rounded: Where it was rounded: once per rate is what nobody has to say.
        language: ``en`` or ``zh``.
    """
    notes = [word("tax", reason, language) for reason in tax.reasons]
    if tax.share != 100:  # noqa: PLR2004
        notes.append(message("tax_share", language, share=grouped(tax.share)))
    if tax.percent and tax.inclusive:
        notes.append(message("tax_inside", language))
    elif tax.percent and rounded != "rate":
        notes.append(message(f"tax_{rounded}", language))
    return notes


def cited(citation: Citation, language: Language) -> str:
    """Name a figure and where it comes from, when that was read, and how far to trust it."""
    source = citation.source
    of = _figure_name(citation.of.replace("_", " "), language)
    told = message("source", language, of=of, value=_cited_value(citation), where=source.where)
    if source.read:
        read = message("read", language, date=source.read)
        told = message("clause", language, text=told, more=read)
    return message("clause", language, text=told, more=message(source.confidence, language))


def _figure_name(of: str, language: Language) -> str:
    """Name a figure, which may be one of a role: ``developer, days``."""
    role, comma, own = of.rpartition(", ")
    if not comma:
        return word("figure", of, language)
    role, own = word("charge", role, language), word("figure", own, language)
    return message("clause", language, text=role, more=own)


def _cited_value(citation: Citation) -> str:
    """Write the figure that a citation is about."""
    value = citation.value
    return grouped(value) if isinstance(value, Decimal) else str(value)
