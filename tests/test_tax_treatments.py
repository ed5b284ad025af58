"""Whatever is not taxed in the common way says in words why not, on paper as in rows."""

from __future__ import annotations

import pytest

import printed
from cspricing import EUR, VAT, Exempt, Item, OutOfScope, Quote, ReverseCharge, Tax, ZeroRated
from cspricing.documents import to_markdown

WORK = Item(name="Work", quantity=1, price=EUR(10))


@pytest.mark.parametrize(
    ("tax", "row", "cell", "chinese"),
    [
        (Exempt(), "VAT 0 % (E, exempt)", "VAT 0 % of EUR 10.00 (exempt)", "免税"),
        (
            Exempt(reason="Art. 132"),
            "VAT 0 % (E, exempt)",
            "VAT 0 % of EUR 10.00 (exempt; Art. 132)",
            "免税",
        ),
        (ZeroRated(), "VAT 0 % (Z, zero-rated)", "VAT 0 % of EUR 10.00 (zero-rated)", "零税率"),
        (
            OutOfScope(),
            "VAT 0 % (O, out of scope)",
            "VAT 0 % of EUR 10.00 (out of scope)",
            "不征税",
        ),
        (
            ReverseCharge(reason=""),
            "VAT 0 % (AE, reverse charge)",
            "VAT 0 % of EUR 10.00 (reverse charge)",
            "反向征收",
        ),
        (
            ReverseCharge(),
            "VAT 0 % (AE)",
            "VAT 0 % of EUR 10.00 (Reverse charge: VAT is due by the customer)",
            "反向征收",
        ),
        (
            VAT(0, code="K"),
            "VAT 0 % (K, intra-Community supply)",
            "VAT 0 % of EUR 10.00 (intra-Community supply)",
            "欧盟内部供应",
        ),
        (VAT(0, code="G"), "VAT 0 % (G, export)", "VAT 0 % of EUR 10.00 (export)", "出口"),
        (VAT(7, code="B|7"), "VAT 7 % (B|7)", r"VAT 7 % of EUR 10.00 (B\|7)", "B"),
        (VAT(19), "VAT 19 % (S)", "VAT 19 % of EUR 10.00 |", ""),
    ],
)
def test_a_tax_says_its_treatment(tax: Tax, row: str, cell: str, chinese: str) -> None:
    """A category is said in words, by its code if it has none; the standard one is not said."""
    quote = Quote.of(WORK).taxed(tax)
    assert f"{row}: " in quote.explain()
    assert f"| {cell}" in to_markdown(quote)
    for told in (quote.explain("zh"), to_markdown(quote, "zh")):
        assert chinese in told


@pytest.mark.parametrize(
    ("tax", "english", "chinese"),
    [
        (VAT(19), "taxable, line 1 ", "计税基数，第 1 行"),
        (ZeroRated(), "taxable, line 1 ", "计税基数，第 1 行"),
        (Exempt(), "    base, line 1 ", "    基数，第 1 行"),
        (OutOfScope(), "    base, line 1 ", "    基数，第 1 行"),
        (ReverseCharge(), "    base, line 1 ", "    基数，第 1 行"),
    ],
)
def test_what_is_not_taxed_is_not_called_taxable(tax: Tax, english: str, chinese: str) -> None:
    """The base of lines on which no tax is due is just a base."""
    quote = Quote.of(WORK).taxed(tax)
    told = quote.explain()
    assert english in told
    assert chinese in quote.explain("zh")
    printed.recomputed(told)
    quote.verify()
