"""The usual taxes: value-added and sales taxes, exemptions, and rates that stack.

>>> from cspricing import Item, EUR, VAT, Exempt
>>> work = Item(name="Work", quantity=3, unit="day", price=EUR(800), category="consulting")
>>> course = Item(name="Course", quantity=1, unit="course", price=EUR(500), category="training")
>>> quote = (work + course).taxed(VAT(19), Exempt(on="training", reason="Art. 132 VAT Directive"))
>>> for line in quote.tax_lines:
...     print(line.name, line.percent, line.base, line.amount)
VAT 19 EUR 2,400.00 EUR 456.00
VAT 0 EUR 500.00 EUR 0.00
"""

from __future__ import annotations

from .errors import RuleError
from .fields import named_maker, sequence_of
from .provenance import Figure
from .selector import Selector
from .tax import ALL, Rate, Tax, each_once


@named_maker("percent")
def VAT(  # noqa: N802, PLR0913  (each is a choice of its own)
    percent: Figure,
    on: Selector = None,
    *,
    code: str | None = None,
    name: str = "VAT",
    reason: str = "",
    share: Figure = ALL,
    inclusive: bool = False,
    optional: bool = False,
) -> Tax:
    """Make a value-added tax, or with another *name* any tax of one rate.

    Args:
        percent: The rate.
        on: The lines it names; None for the lines that no other tax names.
        code: The tax category; S, or Z at a rate of 0, unless given.
        name: What the invoice calls it.
        reason: A note for the invoice.
        share: The taxed part of the base, in percent.
        inclusive: Whether the prices contain it: then net = round(gross x 100 / (100 + rate)),
            and the tax is the rest.
        optional: Whether it may select no line.
    """
    rate = Rate(name, percent)
    return Tax(
        rates=(rate,),
        on=on,
        code=("S" if rate.percent else "Z") if code is None else code,
        reason=reason,
        share=share,
        inclusive=inclusive,
        optional=optional,
    )


@named_maker("percent")
def GST(  # noqa: N802
    percent: Figure, on: Selector = None, *, code: str | None = None, optional: bool = False
) -> Tax:
    """Make a goods and services tax."""
    return VAT(percent, on, code=code, name="GST", optional=optional)


@named_maker("percent")
def SalesTax(  # noqa: N802
    percent: Figure,
    on: Selector = None,
    *,
    name: str = "Sales tax",
    share: Figure = ALL,
    optional: bool = False,
) -> Tax:
    """Make a sales tax, such as a state's; `Stacked` adds those of counties and cities."""
    return VAT(percent, on, name=name, share=share, optional=optional)


@named_maker("percent")
def Exempt(  # noqa: N802
    on: Selector = None,
    reason: str = "",
    *,
    code: str = "E",
    name: str = "VAT",
    optional: bool = False,
) -> Tax:
    """Make an exemption; *reason* is what the invoice must say."""
    return VAT(0, on, code=code, name=name, reason=reason, optional=optional)


@named_maker("percent")
def ZeroRated(  # noqa: N802
    on: Selector = None, reason: str = "", *, name: str = "VAT", optional: bool = False
) -> Tax:
    """Make a taxable supply at a rate of nothing."""
    return VAT(0, on, code="Z", name=name, reason=reason, optional=optional)


@named_maker("percent")
def ReverseCharge(  # noqa: N802
    on: Selector = None,
    reason: str = "Reverse charge: VAT is due by the customer",
    *,
    optional: bool = False,
) -> Tax:
    """Make a supply on which the customer accounts for the tax."""
    return VAT(0, on, code="AE", reason=reason, optional=optional)


@named_maker("percent")
def OutOfScope(  # noqa: N802
    on: Selector = None, reason: str = "", *, name: str = "VAT", optional: bool = False
) -> Tax:
    """Make a supply that the tax does not know."""
    return VAT(0, on, code="O", name=name, reason=reason, optional=optional)


@named_maker("taxes")
def Stacked(  # noqa: N802
    *taxes: Tax, on: Selector = None, code: str = "S", optional: bool = False
) -> Tax:
    """Make one tax of several rates on one base, such as of a state, a county and a city.

    Args:
        taxes: The taxes whose rates it has; whom they name, and why, does not matter.
        on: The lines it names; None for the lines that no other tax names.
        code: The tax category.
        optional: Whether it may select no line.

    Raises:
        RuleError: If they differ in the taxed share or in whether prices contain them, or if
            there is none (``tax.stacked``).
        InvalidTypeError: If one is no tax (``type.member``).
    """
    sequence_of(Tax, taxes, "tax such as VAT(6)")
    steps = [step for tax in taxes for step in (tax, *tax.later)]
    if len({(tax.share, tax.inclusive) for tax in steps}) != 1:
        raise RuleError.of(
            "tax.stacked", "stack one or more taxes of one share, all inclusive or none"
        )
    first = taxes[0]
    days = sorted({step.since for tax in taxes for step in tax.later if step.since is not None})
    found, *later = [
        Tax(
            rates=tuple(rate for tax in taxes for rate in tax.at(day).rates),
            on=on,
            code=code,
            share=first.share,
            inclusive=first.inclusive,
            optional=optional,
            citations=each_once([tax.at(day) for tax in taxes], "citations"),
        )
        for day in (None, *days)
    ]
    for day, tax in zip(days, later, strict=True):
        found = found.then(day, tax)
    return found
