"""What an offer says of changes over the term: of prices, without what is spent on them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from .change import Change
from .change_titles import change_told
from .messages import Language, message
from .offer_lines import OfferLine
from .productivity import Productivity
from .quote import Quote
from .rule_record import RuleRecord
from .titles import rule_title
from .written import Written


@frozen(kw_only=True, repr=False)
class OfferChange(Written):
    """What becomes of quantities and prices over the term.

    Attributes:
        what: What changes when, in words.
        unverified: Whether it rests on a figure that nobody has verified.
    """

    what: str
    unverified: bool


def offer_changes(
    quote: Quote, lines: Sequence[OfferLine], language: Language
) -> tuple[OfferChange, ...]:
    """Give what changes over the term, in the words that a customer may see.

    A change of costs is told by the lines of the offer, if it is one of all that makes their
    price; of a part of it only, or of people's productivity, just that the price changes.
    """
    found: list[OfferChange] = []
    for record in quote.rules:
        if record.kind == "change" and not record.why_not:
            what = rule_title(record.rule, language)
            if is_of_costs(record, quote):
                what = _change_of_costs(record, lines, language)
            found.append(OfferChange(what=what, unverified=record.unverified))
    return tuple(dict.fromkeys(found))


def is_of_costs(record: RuleRecord, quote: Quote) -> bool:
    """Whether a rule is a change of what is spent on, which stays with the company.

    One of everything that recurs is one of prices, too, unless it states the price of a unit.
    """
    rule = record.rule
    if not isinstance(rule, Change):
        return False
    changed = [line for line in quote.lines if line.number in record.numbers]
    named = rule.on is not None or isinstance(rule, Productivity) or rule.own_price is not None
    return named and any(line.entry.charge.cost for line in changed)


def _change_of_costs(record: RuleRecord, lines: Sequence[OfferLine], language: Language) -> str:
    """Tell a change of all that makes a price, or else only that the price changes."""
    numbers = set(record.numbers)
    changed = [line for line in lines if not numbers.isdisjoint(line.numbers)]
    on = message("list", language).join(dict.fromkeys(line.what for line in changed))
    rule = record.rule
    whole = all(numbers.issuperset(line.numbers) for line in changed)
    # The cost of a unit is no price of one.
    tells_cost = isinstance(rule, Productivity) or getattr(rule, "own_price", None) is not None
    if not isinstance(rule, Change) or tells_cost or not whole:
        return message("price_changes", language, on=on)
    return change_told(rule, on, language)
