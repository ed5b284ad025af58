"""An explanation tells how a quantity or a price was worked out."""

from __future__ import annotations

from decimal import Decimal

import printed
from cspricing import EUR, Charge, Quote, Working
from cspricing.statement import explained
from told_rows import rows


def test_a_working_without_end_prints_no_result() -> None:
    """A price that a division leaves pending is told by its formula alone."""
    working = Working(
        what="rate", formula=(("", EUR(10), ""), ("/", Decimal(3), "")), result=EUR(10) / 3, unit=""
    )
    charge = Charge("Work", 3, "hour", EUR(10) / 3, "consulting", workings=(working,))
    told = rows(Quote.of(charge))
    assert "rate: EUR 10.00 / 3" in told
    assert "list price: 3 hours x EUR 10.00 / 3 = EUR 10.00" in told
    Quote.of(charge).verify()


def test_a_working_is_held_to_the_one_that_it_uses() -> None:
    """What an earlier working gave is found again, wherever it stands in a later formula."""
    half = Working(
        what="half",
        formula=(("", Decimal(1), ""), ("/", Decimal(2), "")),
        result=Decimal("0.5"),
        unit="day",
    )
    cost = Working(
        what="rate",
        formula=(("", EUR(10) / 3, ""), ("x", Decimal(3), "shift"), ("x", Decimal("0.5"), "day")),
        result=EUR(5),
        unit="",
    )
    charge = Charge("Work", 2, "hour", EUR(5), "consulting", workings=(half, cost))
    quote = Quote.of(charge)
    told = explained(quote.priced, quote.terms)
    _, second, price = [row for row in told.rows if row.level == 2 and row.check != "sum"]
    assert [3] == [operand for operand, _ in second.ties]
    assert [1] == [operand for operand, _ in price.ties]
    quote.verify()


def test_a_working_of_sums() -> None:
    """A working may add and subtract, and is rounded as it says."""
    working = Working(
        what="net hours",
        formula=(
            ("", Decimal(40), "hour"),
            ("x", Decimal(3), ""),
            ("+", Decimal("2.5"), "hour"),
            ("-", Decimal("0.2"), "hour"),
        ),
        result=Decimal(123),
        unit="hour",
        rounding="up",
    )
    quote = Quote.of(Charge("Work", 123, "hour", EUR(1), "consulting", workings=(working,)))
    assert "net hours: 40 hours x 3 + 2.5 hours - 0.2 hours (rounded up) = 123 hours" in rows(quote)
    quote.verify()
    printed.recomputed(quote.explain())
