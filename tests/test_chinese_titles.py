"""Chinese titles are set as Chinese is: blanks beside Latin letters, and its own commas."""

from __future__ import annotations

import pytest

import printed_rows
from cspricing import EUR, VAT, AmountOff, Item, Named, PercentOff, Quote
from cspricing.discount import Discount
from cspricing.titles import discount_title, lines_named, listed


@pytest.mark.parametrize(
    ("rule", "title"),
    [
        (PercentOff(10, on=Named("Headset")), "Headset 减 10 %"),
        (PercentOff(10, on=Named("Café")), "Café 减 10 %"),
        (PercentOff(10, on=Named("耳机")), "耳机减 10 %"),
        (PercentOff(10, on=Named("耳机（新）")), "耳机（新）减 10 %"),
        (PercentOff(10, on="software"), "软件减 10 %"),
        (PercentOff(10, on=("software", "toys"), base="list"), "软件、toys 按目录价减 10 %"),
        (
            AmountOff(EUR(5), on=("toys", "software"), level="line", lasts="forever"),
            "toys、软件每行减 EUR 5.00，每张账单",
        ),
        (PercentOff(10, on="toys", level="line"), "toys 每行减 10 %"),
        (PercentOff(10, level="line"), "每行减 10 %"),
    ],
)
def test_a_blank_parts_latin_letters_from_chinese(rule: Discount, title: str) -> None:
    """A name in Latin letters is parted from the Chinese behind it; a Chinese one is not."""
    assert title == discount_title(rule, "zh")
    assert "  " not in discount_title(rule, "en")


def test_lists_have_the_commas_of_their_language() -> None:
    """Numbers of lines and invoices are listed with Chinese commas in Chinese."""
    assert ("1-3, 5", "1-3、5") == (listed([1, 2, 3, 5], "en"), listed([1, 2, 3, 5], "zh"))
    assert "第 1、3 行" == lines_named([1, 3], "zh")
    seats = Item(name="Seats", quantity=1, price=EUR(1), cadence="monthly")
    other = Item(name="Toy", quantity=1, price=EUR(1), category="toys", cadence="quarterly")
    quote = Quote.of(seats, other, seats).over(6).taxed(VAT(19), VAT(7, on="toys"))
    told = quote.explain("zh")
    assert "账单 2-3、5-6（4 张相同）" in told
    assert "计税基数，第 1、3 行" in told
    assert [1, 3] == printed_rows.numbers(listed([1, 3], "en"))
