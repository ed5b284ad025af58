"""The title of a discount says what it takes, off what, and how long, on paper as in rows."""

from __future__ import annotations

import pytest

from cspricing import EUR, AmountOff, Item, PercentOff, Quote
from cspricing.discount import Discount
from cspricing.documents import to_markdown
from cspricing.messages import Language
from cspricing.titles import discount_title

SEATS = Item(name="Seats", quantity=1, price=EUR(10), cadence="monthly")


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        (PercentOff(10), "10 % off everything", "全部减 10 %"),
        (
            PercentOff(10, lasts="once"),
            "10 % off everything, on the first invoice",
            "全部减 10 %，限首张账单",
        ),
        (PercentOff(10, lasts=1), "10 % off everything, first month", "全部减 10 %，首月"),
        (
            PercentOff(10, lasts=3, reason="launch"),
            "10 % off everything, first 3 months - launch",
            "全部减 10 %，前 3 个月 - launch",
        ),
        (AmountOff(EUR(5)), "EUR 5.00 off everything, once", "全部减 EUR 5.00，一次"),
        (
            AmountOff(EUR(5), lasts=3),
            "EUR 5.00 off everything, first 3 months",
            "全部减 EUR 5.00，前 3 个月",
        ),
        (
            AmountOff(EUR(5), lasts="forever", level="line"),
            "EUR 5.00 off each line, each invoice",
            "每行减 EUR 5.00，每张账单",
        ),
    ],
)
def test_a_discount_says_how_long_it_lasts(rule: Discount, english: str, chinese: str) -> None:
    """Discounts that last differently have different titles, wherever they stand."""
    quote = Quote.of(SEATS).over(12).less(rule)
    told: tuple[tuple[Language, str], ...] = (("en", english), ("zh", chinese))
    for language, title in told:
        assert title == discount_title(rule, language)
        assert title in quote.explain(language)
        assert f"| {title} | " in to_markdown(quote, language)
