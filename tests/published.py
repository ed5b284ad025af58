"""Lines, quotes and amounts, for the cases that others published in prose.

A test of such a case, in a file ``test_published_*.py``, names it by file and id in its docstring.
Where others publish several figures, for several roundings, each comes from `Terms` that say so.
Where their figure rests on a rule that this library refuses, the test asserts ours and its
docstring tells theirs.
"""

from __future__ import annotations

from cspricing import Currency, Item, Money, Price, Quote, Rounding, Tax, Terms


def line(price: Price, quantity: int | str = 1, name: str = "Line") -> Item:
    """Make a line of so many at a price."""
    return Item(name=name, quantity=quantity, price=price)


def taxed(tax: Tax, rounding: Rounding, *prices: Price) -> Quote:
    """Make a quote of one line for each price, taxed and rounded as said."""
    terms = Terms(taxes=[tax], rounding=rounding)
    return Quote.of(*(line(price) for price in prices)).on_terms(terms)


def shares(currency: Currency, *minor: int) -> tuple[Money, ...]:
    """Make amounts of minor units."""
    return tuple(Money.of_minor(units, currency) for units in minor)
