"""The record of a rule is a value: equal to its like, and kept by its quote."""

from __future__ import annotations

import copy
import pickle

from cspricing import EUR, VAT, AmountOff, Charge, Item, Markup, PercentOff, Quote, Withholding

QUOTE = (
    Quote.of(
        Item(name="Seats", quantity=12, price=EUR(40), category="software"),
        Charge("wages", 10, "hour", EUR(30), "labour", cost=True),
    )
    .marked_up(Markup(50))
    .less(PercentOff(10, on="software"), AmountOff(EUR(2)))
    .taxed(VAT(19), Withholding(2))
)


def test_a_quote_keeps_its_rules() -> None:
    """What became of the rules is worked out once, and is the same whoever looks."""
    assert 5 == len(QUOTE.rules)
    assert QUOTE.rules is QUOTE.rules
    assert QUOTE == pickle.loads(pickle.dumps(QUOTE))


def test_records_of_rules_are_values() -> None:
    """A record equals its copy, what comes back from a pickle, and that of an equal quote."""
    again = Quote(QUOTE.components, QUOTE.terms)
    assert QUOTE.rules == again.rules
    for record in QUOTE.rules:
        assert record == copy.copy(record) == pickle.loads(pickle.dumps(record))
        assert hash(record) == hash(copy.copy(record))
    assert 5 == len(set(QUOTE.rules + again.rules))


def test_records_of_other_amounts_differ() -> None:
    """Records of one rule on two quotes differ in what it came to."""
    more = Quote((*QUOTE.components, *QUOTE.components), QUOTE.terms)
    assert QUOTE.rules[0] != more.rules[0]
