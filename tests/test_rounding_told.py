"""The policy line says how amounts are rounded, and the payable one where that is for cash."""

from __future__ import annotations

import pytest

import printed
from cspricing import EUR, VAT, Item, Quote, Rounding, Terms
from cspricing.documents import to_markdown


@pytest.mark.parametrize(
    ("rounding", "english", "chinese"),
    [
        (
            Rounding(increment="0.05"),
            (
                "Amounts are rounded half up to 2 decimals, tax once per rate, "
                "the payable amount to 0.05."
            ),
            "金额按“四舍五入”保留 2 位小数，税额按税率汇总后舍入，应付金额舍入到 0.05。",
        ),
        (
            Rounding(increment=1000, tax="document"),
            (
                "Amounts are rounded half up to 2 decimals, tax once on the document, "
                "the payable amount to 1,000."
            ),
            "金额按“四舍五入”保留 2 位小数，税额按整张单据舍入，应付金额舍入到 1,000。",
        ),
        (
            Rounding(),
            "Amounts are rounded half up to 2 decimals, tax once per rate.",
            "金额按“四舍五入”保留 2 位小数，税额按税率汇总后舍入。",
        ),
    ],
)
def test_the_increment_for_cash_is_told(rounding: Rounding, english: str, chinese: str) -> None:
    """Whoever reads why the payable amount is another than the total finds to what it rounds."""
    seats = Item(name="Seats", quantity=3, price=EUR("33.31"))
    quote = Quote.of(seats).on_terms(Terms(rounding=rounding, taxes=[VAT(19)]))
    assert english == quote.explain().splitlines()[2]
    assert f"\n\n{english}" in to_markdown(quote)
    assert chinese == quote.explain("zh").splitlines()[2]
    assert f"\n\n{chinese}" in to_markdown(quote, "zh")
    printed.recomputed(quote.explain())
    quote.verify()
