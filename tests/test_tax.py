"""Taxes are checked when they are stated, and each maker makes the treatment that it names."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest

from cspricing import (
    EUR,
    GST,
    VAT,
    Exempt,
    Item,
    Money,
    OutOfScope,
    Quote,
    Rate,
    ReverseCharge,
    SalesTax,
    Stacked,
    Tax,
    Withholding,
    ZeroRated,
)
from cspricing.documents.markdown import to_markdown
from cspricing.errors import PricingError

WORK = Item(name="Work", quantity=3, price=EUR(800), category="consulting")


@pytest.mark.parametrize(
    ("tax", "code", "rates", "reason"),
    [
        (VAT(19), "S", [("VAT", "19")], ""),
        (VAT(0), "Z", [("VAT", "0")], ""),
        (VAT(3, code="L", name="IGIC", reason="r"), "L", [("IGIC", "3")], "r"),
        (GST(10), "S", [("GST", "10")], ""),
        (SalesTax("8.25"), "S", [("Sales tax", "8.25")], ""),
        (Exempt(reason="Art. 132"), "E", [("VAT", "0")], "Art. 132"),
        (ZeroRated(reason="export", name="GST"), "Z", [("GST", "0")], "export"),
        (ReverseCharge(), "AE", [("VAT", "0")], "Reverse charge: VAT is due by the customer"),
        (OutOfScope(reason="r"), "O", [("VAT", "0")], "r"),
        (
            Stacked(SalesTax(5), SalesTax(1, name="City"), code="US"),
            "US",
            [("Sales tax", "5"), ("City", "1")],
            "",
        ),
    ],
)
def test_each_maker_names_its_treatment(
    tax: Tax, code: str, rates: list[tuple[str, str]], reason: str
) -> None:
    """A maker sets the category, the rates and the reason of its treatment."""
    assert (code, reason, None, Decimal(100), False) == (
        tax.code,
        tax.reason,
        tax.on,
        tax.share,
        tax.inclusive,
    )
    assert rates == [(rate.name, str(rate.percent)) for rate in tax.rates]
    assert tax.percent == sum(rate.percent for rate in tax.rates)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: VAT(-1), "tax.range"),
        (lambda: VAT("1000.01"), "tax.range"),
        (lambda: VAT(0.19), "type.float"),  # type: ignore[arg-type]
        (lambda: VAT("19 %"), "number.syntax"),
        (lambda: VAT(19, share=0), "tax.share"),
        (lambda: VAT(19, share="100.1"), "tax.share"),
        (lambda: VAT(19, on=3), "type.selector"),  # type: ignore[arg-type]
        (lambda: VAT(19, code="a\nb"), "text.control"),
        (lambda: VAT(19, code=""), "text.empty"),
        (lambda: VAT(19, code=[]), "type.text"),  # type: ignore[arg-type]
        (lambda: GST(10, code=0), "type.text"),  # type: ignore[arg-type]
        (lambda: VAT(19, name=""), "text.empty"),
        (lambda: VAT(19, reason="\u202e"), "text.bidi"),
        (lambda: VAT(19, inclusive="yes"), "type.flag"),  # type: ignore[arg-type]
        (lambda: Rate("", 19), "text.empty"),
        (lambda: Tax(rates=(19,)), "type.member"),  # type: ignore[arg-type]
        (lambda: Tax(rates=Rate("VAT", 19)), "type.member"),  # type: ignore[arg-type]
        (lambda: Tax(rates=()), "tax.rates"),
        (lambda: Stacked(5), "type.member"),  # type: ignore[arg-type]
        (Stacked, "tax.stacked"),
        (lambda: Stacked(VAT(5), VAT(5, share=80)), "tax.stacked"),
        (lambda: Stacked(VAT(5), VAT(5, inclusive=True)), "tax.stacked"),
        (lambda: Withholding(-1), "tax.range"),
        (lambda: Withholding(1001), "tax.range"),
        (lambda: Withholding(2, on=3), "type.selector"),  # type: ignore[arg-type]
        (lambda: Withholding(2, name=" "), "text.empty"),
    ],
    ids=map(str, range(26)),
)
def test_what_no_tax_can_be_is_refused(make: Any, code: str) -> None:  # noqa: ANN401
    """What no tax can be is refused when it is stated."""
    with pytest.raises(PricingError) as caught:
        make()
    assert code == caught.value.code


def test_a_tax_needs_a_rate() -> None:
    """A tax without a rate is refused."""
    with pytest.raises(PricingError) as caught:
        Tax(rates=())
    assert "rates" == caught.value.field


@pytest.mark.parametrize(
    ("taxes", "tax", "total"),
    [
        ((VAT(19),), "456.00", "2856.00"),
        ((VAT("8.25", share=80),), "158.40", "2558.40"),
        ((VAT(20, inclusive=True),), "400.00", "2400.00"),
        ((Stacked(SalesTax("6.25"), SalesTax("1.875")),), "195.00", "2595.00"),
        ((Exempt(),), "0.00", "2400.00"),
        ((VAT(1000),), "24000.00", "26400.00"),
        ((VAT(19), Withholding(10)), "456.00", "2856.00"),
    ],
)
def test_what_is_taken(taxes: Any, tax: str, total: str) -> None:  # noqa: ANN401
    """Each treatment takes its share of 2,400 euros."""
    quote = Quote.of(WORK).taxed(*taxes)
    assert (Money(tax, "EUR"), Money(total, "EUR")) == (quote.tax, quote.total)
    quote.verify()


def test_taxes_are_values() -> None:
    """Taxes are equal by what they state, cannot be changed, and come back from a pickle."""
    for tax in (VAT(19, on="software"), Stacked(SalesTax(5), SalesTax(1)), Withholding(2)):
        assert tax == attrs.evolve(tax) == pickle.loads(pickle.dumps(tax))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            tax.on = None  # type: ignore[misc]
    assert VAT(19) != VAT(19, code="SR")


def test_how_a_tax_is_shown() -> None:
    """A tax shows its category, its rates, and whom it names."""
    assert "<Tax S VAT 19>" == repr(VAT(19))
    assert "<Tax S Sales tax 5 + City 1 on 'software'>" == repr(
        Stacked(SalesTax(5), SalesTax(1, name="City"), on="software")
    )


A = Item(name="A", quantity=1, price=EUR(100), category="a")
B = Item(name="B", quantity=1, price=EUR(200), category="b", cadence="yearly")


def test_one_group_tells_all_reasons() -> None:
    """Exemptions of one category are one group (EN 16931, BG-23), which tells each reason once."""
    reasons = [Exempt(on="a", reason="Art. 132"), Exempt(on="b", reason="Art. 135")]
    quote = Quote.of(A, B, A).over(months=12).taxed(*reasons)
    (line,) = quote.tax_lines
    assert ("E", Money(400, "EUR"), "Art. 132; Art. 135") == (line.code, line.base, line.reason)
    assert "(Art. 132; Art. 135)" in quote.explain()
    assert "| VAT 0 % of EUR 400.00 (exempt; Art. 132; Art. 135) | EUR 0.00 |" in to_markdown(quote)
    quote.verify()


def test_an_invoice_tells_the_reasons_of_its_own_lines() -> None:
    """A reason stands only on the invoices that have a line of it; over the term, all do."""
    monthly = attrs.evolve(A, cadence="monthly")
    quote = Quote.of(monthly, B).over(months=2).taxed(Exempt(on="b", reason="y"), Exempt("a", "x"))
    assert ["y; x", "x"] == [invoice.tax_lines[0].reason for invoice in quote.invoices]
    assert ["y; x"] == [line.reason for line in quote.tax_lines]


def test_reasons_are_told_in_the_language_of_the_reader() -> None:
    """Each of several reasons is in the reader's language, if it is the library's own."""
    quote = Quote.of(A, B).over(12).taxed(ReverseCharge(on="a"), ReverseCharge("b", "own words"))
    for told in (quote.explain("zh"), to_markdown(quote, "zh")):
        assert "反向征收：增值税由客户缴纳" in told
        assert "own words" in told


def test_alike_taxes_of_many_long_reasons() -> None:
    """Many reasons may be longer together than one text may be; a note without text adds none."""
    items = [attrs.evolve(A, tax=Exempt(reason=f"{n} " + "x" * 900)) for n in range(3)]
    (line,) = Quote.of(*items, attrs.evolve(A, tax=Exempt())).tax_lines
    assert 3 == len(line.tax.reasons)
    assert "; ".join(line.tax.reasons) == line.reason
