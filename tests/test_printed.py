"""The reader with a calculator reads right: it finds planted faults, and knows the grammar."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

import printed
from cspricing import EUR, VAT, Item, PercentOff, Quote


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("12 seats x EUR 40.00", 480),
        ("7 x EUR 10.00 / 3", Fraction(70, 3)),
        ("-3 days x CNY 33.35 / 7", Fraction("-100.05") / 7),
        ("19 % x EUR 2,400.00 x 80 %", Fraction("364.8")),
        ("75 hours / 85 % / 70 %", Fraction(75) / Fraction("0.85") / Fraction("0.7")),
        ("EUR 1,000.00 + EUR 20.00 - EUR 480.00", 540),
        ("5 a-b x EUR 2.00", 10),
        ('5 "%" x EUR 2.00', 10),
    ],
)
def test_formulas(formula: str, value: Fraction | int) -> None:
    """Products come before sums, percentages are hundredths, units say nothing."""
    assert Fraction(value) == printed.evaluated(formula)


def test_rows_are_taken_apart() -> None:
    """A row is a label, a formula, a note and a result, even where the result stands below."""
    text = "\n".join(
        [
            "Invoice 1",
            "    list price: 3,600 calls x CNY 1.67 (above 2,000; [3] SECONDARY)   = CNY 6,012.00",
            "    price",
            " " * 60 + "= 13 pulses",
            "    subtotal (list)      EUR 1.00",
            "    12 seats x EUR 10.00 / 7 (flat fee)",
        ]
    )
    head, price, split, subtotal, step = printed.rows_of(text)
    assert (0, "Invoice 1", None) == (head.level, head.label, head.result)
    assert (
        "list price",
        "3,600 calls x CNY 1.67",
        "above 2,000; [3] SECONDARY",
        Fraction(6012),
    ) == (
        price.label,
        price.formula,
        price.note,
        price.result,
    )
    assert (Fraction(13), False) == (split.result, split.money)
    assert ("subtotal", "list", Fraction(1)) == (subtotal.label, subtotal.note, subtotal.result)
    assert ("", "12 seats x EUR 10.00 / 7", None) == (step.label, step.formula, step.result)


def test_every_wrong_amount_is_found() -> None:
    """Any printed amount that is one cent off is found, wherever it stands."""
    seats = Item(name="Seats", quantity=3, price=EUR("33.35"), cadence="monthly")
    text = (seats + seats).over(2).less(PercentOff(10)).taxed(VAT(19)).explain()
    assert printed.recomputed(text).checked > 15
    amounts = list(re.finditer(r"EUR (-?[0-9,]+\.[0-9]{2})(?=\n|$)", text))
    assert len(amounts) > 15
    for amount in amounts:
        cents = int(amount[1].replace(",", "").replace(".", ""))
        wrong = (
            f"EUR {'-' if cents + 1 < 0 else ''}{abs(cents + 1) // 100}.{abs(cents + 1) % 100:02}"
        )
        with pytest.raises(AssertionError):
            printed.recomputed(text[: amount.start()] + wrong + text[amount.end() :])


def test_a_quote_of_nothing_is_read() -> None:
    """An explanation without lines is read too."""
    from cspricing import Terms  # noqa: PLC0415

    reading = printed.recomputed(Quote((), Terms(currency="EUR")).explain())
    assert [1] == [invoice.count for invoice in reading.invoices]
