"""What is due of a charge: pieces, each with its quantity and its factors, settled as their sum."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

from hypothesis import given, strategies as st

from cspricing import EUR, Charge, Graduated, Tier
from cspricing.due import WHOLE, Due, Piece, due_steps, exact_due
from cspricing.exact import EXACT
from cspricing.factor import PARTS, Factor, product
from cspricing.messages import LANGUAGES, message
from naive_tariffs import naive_price

SEATS = Charge(
    "Seats",
    10,
    "seat",
    Graduated([Tier(8, EUR(3), EUR(5)), Tier(None, EUR(2))]),
    "software",
    "monthly",
)

factors = st.builds(
    Factor, st.integers(0, 31), st.sampled_from((28, 30, 31, 91)), st.just("part_in_days")
)
pieces = st.builds(
    Piece,
    st.lists(factors, max_size=2).map(tuple),
    st.sampled_from(("0", "0.5", "1", "1.25")).map(Decimal),
    st.sampled_from(("0", "2", "-3")).map(Decimal),
).filter(lambda piece: piece.share * SEATS.quantity + piece.more >= 0)


def test_a_piece_has_its_own_quantity() -> None:
    """The quantity of a piece is a share of that charged, and more of it."""
    assert Decimal(10) == WHOLE[0].quantity(Decimal(10))
    assert Decimal(13) == Piece(more=Decimal(3)).quantity(Decimal(10))
    assert Decimal("8.0") == Piece((), Decimal("0.5"), Decimal(3)).quantity(Decimal(10))


@given(st.lists(pieces, min_size=1, max_size=4).map(tuple))
def test_steps_sum_to_what_is_due(due: Due) -> None:
    """The steps of all pieces sum to what is due, and that to the price of each by its factors."""
    with localcontext(EXACT):
        above, below = exact_due(SEATS, due)
        steps = due_steps(SEATS, due)
        quantities = [piece.quantity(SEATS.quantity) for piece in due]
    expected = Fraction(0)
    for piece, quantity in zip(due, quantities, strict=True):
        times, by = product(piece.factors)
        expected += naive_price(SEATS.tariff, quantity) * Fraction(times) / Fraction(by)
    assert expected == Fraction(above) / Fraction(below)
    assert expected == sum((step.amount.fraction for step in steps), Fraction(0))


def test_factors_say_what_they_are() -> None:
    """A part of a period is told apart from other factors, and each part has its words."""
    assert Factor(17, 31, "part_in_days").is_part
    assert not Factor(103, 100, "uplift").is_part
    assert ("17 / 31", "3") == (str(Factor(17, 31, "x")), str(Factor(3, 1, "x")))
    assert "1.05 / 2.5" == str(Factor(Decimal("1.05"), Decimal("2.5"), "x"))
    told = dict.fromkeys(("months", "whole", "part", "of", "last", "of_last"), "1")
    for why in PARTS:
        for language in LANGUAGES:
            assert "1" in message(why, language, **told)
    assert (1, 1) == product(())
