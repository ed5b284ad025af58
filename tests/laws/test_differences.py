"""What made one quote dearer than another: parts that sum to the whole, whatever changed (P31)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given, strategies as st

from cspricing import EUR, Item, Quote
from cspricing.difference import Difference
from cspricing.testing import fixed
from quote_pairs import pairs
from quotes import quotes

SUMS = ("subtotal", "net", "tax", "total", "payable")


@given(pairs())
def test_parts_sum_to_the_difference(two: tuple[Quote, Quote]) -> None:
    """P31: parts sum to the change of every total, and no change is left without a cause."""
    before, after = two
    found = before.diff(after)
    for name in SUMS:
        change = getattr(after.totals, name).minor - getattr(before.totals, name).minor
        assert change == getattr(found, name).minor
        assert change == sum(getattr(part, name).minor for part in found.parts)
    assert [] == [part for part in found.parts if part.kind == "rest"]


@given(pairs())
def test_there_and_back_is_nothing(two: tuple[Quote, Quote]) -> None:
    """P31: the whole change from one quote to another is the negated one of the way back."""
    before, after = two
    there, back = before.diff(after), after.diff(before)
    for name in SUMS:
        assert getattr(there, name) == -getattr(back, name)


@given(quotes())
def test_a_quote_differs_in_nothing_from_itself(quote: Quote) -> None:
    """P31: a quote and the same made once more differ in no part."""
    assert () == quote.diff(Quote(quote.components, quote.terms)).parts


def parts(found: Difference) -> list[Any]:
    """Give the parts as plain values."""
    return [(part.kind, part.component, part.what, part.change) for part in found.parts]


def shuffled(quote: Quote, random: Any) -> Quote:  # noqa: ANN401
    """Put the components of a quote in another order."""
    return Quote(tuple(random.sample(quote.components, len(quote.components))), quote.terms)


@given(pairs(), st.randoms(use_true_random=False))
def test_order_of_components_changes_no_part(two: tuple[Quote, Quote], random: Any) -> None:  # noqa: ANN401
    """P31: the parts are the same in any order of the components of either quote."""
    before, after = two
    assert parts(before.diff(after)) == parts(
        shuffled(before, random).diff(shuffled(after, random))
    )


def cents(value: Fraction) -> int:
    """Round to cents half up, as nobody but the schoolbook does it: no value is below 0 here."""
    return (200 * value + 1) // 2


amounts = st.tuples(st.integers(0, 9), st.integers(0, 40))


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=4))
def test_volume_and_tariff_are_what_the_schoolbook_says(rows: list[Any]) -> None:
    """Of plain lines, volume is more units at the old price, tariff the new price on the new ones.

    An independent computation, on fractions and whole cents.
    """
    sides = [
        Quote.of(
            *[
                Item(name=f"n{i}", quantity=row[side][0], price=EUR(fixed(row[side][1], 3)))
                for i, row in enumerate(rows)
            ]
        )
        for side in (0, 1)
    ]
    expected: dict[Any, int] = {}
    for i, ((units, price), (more, other)) in enumerate(rows):
        old, midway, new = (
            cents(Fraction(q * p, 1000)) for q, p in ((units, price), (more, price), (more, other))
        )
        if units != more:
            expected["volume", f"n{i}"] = midway - old
        if price != other:
            expected["tariff", f"n{i}"] = new - midway
    found = sides[0].diff(sides[1])
    assert expected == {(part.kind, part.component): part.net.minor for part in found.parts}
