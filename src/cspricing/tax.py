"""Taxes: what is added to, carved out of, or withheld from the price of lines.

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

from copy import copy
from decimal import Decimal
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import field, frozen

from .errors import InvalidNumberError, InvalidTypeError, RuleError, shown
from .exact import EXACT
from .fields import citations, flag, keep_citations, named_fields, named_maker, sequence_of, single
from .provenance import Citation, Figure
from .selector import Selector, described, selector
from .text import label, text
from .written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HUNDRED: Final = Decimal(100)
_T = TypeVar("_T")


def _rate(value: Figure) -> Decimal:
    number = single(value)
    if not 0 <= number <= 1000:  # noqa: PLR2004  (no tax is ten times its base)
        raise InvalidNumberError.of(
            "tax.range", f"{shown(value)} % is no tax rate; give 0 to 1000", value=value
        )
    return number


def _share(value: Figure) -> Decimal:
    number = single(value)
    if not 0 < number <= _HUNDRED:
        raise InvalidNumberError.of(
            "tax.share", f"{shown(value)} % is no share of a base; give above 0 to 100", value=value
        )
    return number


@frozen(repr=False, field_transformer=named_fields)
class Rate(Written):
    """One rate of a tax.

    Attributes:
        name: The tax as the invoice names it, such as ``VAT`` or ``State``.
        percent: Of the base.
        citations: Where the percentage comes from.
    """

    name: str = field(converter=label)
    percent: Decimal = field(converter=_rate)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)


def _rates(given: Iterable[Rate]) -> tuple[Rate, ...]:
    rates = sequence_of(Rate, given, "Rate")
    if not rates:
        raise RuleError.of("tax.rates", "a tax has no rate; give one, 0 where nothing is due")
    return rates


@frozen(kw_only=True, field_transformer=named_fields)
class Tax:
    """How lines are taxed; `VAT`, `Exempt`, `Stacked` and their like make one.

    Attributes:
        rates: One rate, or several that stack on one base.
        on: The lines it names; None for the lines that no other tax names.
        code: The tax category, such as S, Z, E, AE, K, G, O (UNCL 5305) or a country's own.
        reason: Why nothing, or less, is charged; of a group of taxes, each reason once.
        share: The taxed part of the base, in percent (80 for a data-processing charge in Texas).
        inclusive: Whether prices contain the tax.
        optional: Whether it may select no line.
        citations: Where its rates and the taxed part come from.
        percent: The sum of the rates.
        reasons: The reason, if there is one; of a group of taxes, all that they state.
        key: What makes two taxes one group of an invoice: all but whom they name, and why.
        order: Larger rates come first, on invoices and where cents are allocated.
        fractions: Each rate of the base as whole numbers: 80 % of 8.25 % is 660 / 10000.
    """

    rates: tuple[Rate, ...] = field(converter=_rates)
    on: Selector = field(default=None, converter=selector)
    code: str = field(default="S", converter=label)
    reason: str = field(default="", converter=text)
    share: Decimal = field(default=_HUNDRED, converter=_share)
    inclusive: bool = field(default=False, converter=flag)
    optional: bool = field(default=False, converter=flag)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)
    percent: Decimal = field(init=False, eq=False, repr=False)
    reasons: tuple[str, ...] = field(init=False, eq=False, repr=False)
    key: tuple[Any, ...] = field(init=False, eq=False, repr=False)
    order: tuple[Any, ...] = field(init=False, eq=False, repr=False)
    fractions: tuple[tuple[int, int], ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        of_share = [citation for citation in self.citations if citation.of == "share"]
        # Worked out once: quotes ask for them again and again.
        rates, share = self.rates, self.share.as_integer_ratio()
        key = (self.inclusive, self.code, tuple((r.name, r.percent) for r in rates), self.share)
        percent = reduce(EXACT.add, [rate.percent for rate in rates])
        for name, value in (
            ("citations", tuple(chain(*[rate.citations for rate in rates], of_share))),
            ("percent", percent),
            ("reasons", (self.reason,) if self.reason else ()),
            ("key", key),
            ("order", (percent.copy_negate(), key)),
            ("fractions", tuple(_fraction(rate, share) for rate in rates)),
        ):
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        rates = " + ".join(f"{rate.name} {rate.percent}" for rate in self.rates)
        on = "" if self.on is None else f" on {described(self.on)!r}"
        return f"<Tax {self.code} {rates}{on}>"


def _fraction(rate: Rate, share: tuple[int, int]) -> tuple[int, int]:
    (above, below), (over, under) = rate.percent.as_integer_ratio(), share
    return above * over, below * under * 10_000


def own_tax(value: Tax | None) -> Tax | None:
    """Take *value* as the tax that a line brings with it, or none.

    Raises:
        InvalidTypeError: If it is something else (``type.tax``).
    """
    if value is not None and not isinstance(value, Tax):
        raise InvalidTypeError.of(
            "type.tax",
            f"{shown(value)} is not a tax; give VAT(6), Exempt() or the like",
            value=value,
        )
    return value


def together(taxes: Sequence[Tax]) -> Tax:
    """Give the tax of a group of alike ones: the first, with the reasons and sources of all.

    EN 16931 has one group for a category and rate (BG-23), and one text for why (BT-120).

    >>> together([Exempt(reason="Art. 132"), Exempt(reason="Art. 135")]).reason
    'Art. 132; Art. 135'
    """
    first = taxes[0]
    reasons, cited = _each_once(taxes, "reasons"), _each_once(taxes, "citations")
    if (reasons, cited) == (first.reasons, first.citations):
        return first
    rates = [
        _with(rate, citations=_each_once([tax.rates[place] for tax in taxes], "citations"))
        for place, rate in enumerate(first.rates)
    ]
    reason = "; ".join(reasons)
    return _with(first, rates=tuple(rates), reasons=reasons, reason=reason, citations=cited)


def _each_once(objects: Iterable[object], name: str) -> tuple[Any, ...]:
    """Give all that *objects* have under a name, each once."""
    return tuple(dict.fromkeys(one for holder in objects for one in getattr(holder, name)))


def _with(value: _T, **changes: object) -> _T:
    """Copy a tax or rate with parts of others, which have been checked."""
    found = copy(value)
    for name, change in changes.items():
        object.__setattr__(found, name, change)
    return found


@named_maker("percent")
def VAT(  # noqa: N802, PLR0913  (each is a choice of its own)
    percent: Figure,
    on: Selector = None,
    *,
    code: str | None = None,
    name: str = "VAT",
    reason: str = "",
    share: Figure = _HUNDRED,
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
    share: Figure = _HUNDRED,
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
    if len({(tax.share, tax.inclusive) for tax in taxes}) != 1:
        raise RuleError.of(
            "tax.stacked", "stack one or more taxes of one share, all inclusive or none"
        )
    rates = tuple(rate for tax in taxes for rate in tax.rates)
    first = taxes[0]
    return Tax(
        rates=rates,
        on=on,
        code=code,
        share=first.share,
        inclusive=first.inclusive,
        optional=optional,
        citations=_each_once(taxes, "citations"),
    )


@frozen(repr=False, field_transformer=named_fields)
class Withholding(Written):
    """Tax that the customer keeps back and pays for the seller: shown apart, off the payable.

    Args:
        percent: Of the net amount of the lines, without tax.
        on: The lines it names; None for all.
        name: What the invoice calls it.
        optional: Whether it may select no line.
        citations: Where the percentage comes from.
    """

    percent: Decimal = field(converter=_rate)
    on: Selector = field(default=None, converter=selector)
    name: str = field(default="Withholding", converter=label)
    optional: bool = field(default=False, kw_only=True, converter=flag)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
