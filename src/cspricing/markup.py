"""How a cost becomes a price: a markup on the cost, or a margin of the price.

The two are never confused: a markup of 30 % on 100 makes 130.00, a margin of 30 % makes 142.86.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from .errors import RuleError, shown
from .fields import citations, count, flag, keep_citations, named_fields, single
from .provenance import Citation, Figure
from .selector import Selector, selector
from .written import Written


def margin_percent(value: Figure) -> Decimal:
    """Take a margin: a percentage of the price, from 0 to below 100.

    Raises:
        RuleError: If it is none (``margin.range``).
    """
    number = single(value)
    if not 0 <= number < 100:  # noqa: PLR2004
        raise RuleError.of(
            "margin.range",
            f"a margin of {shown(value)} % of the price is impossible; give 0 to below 100",
            value=value,
        )
    return number


@frozen(repr=False, field_transformer=named_fields)
class Markup(Written):
    """Make costs a price: cost x (100 + percent) / 100.

    Args:
        percent: Of the cost.
        on: The costs it prices; None for those that no other rule names.
        optional: Whether it may select no cost, or with no *on* stand where there is none.
        citations: Where the percentage comes from.
    """

    percent: Decimal = field(converter=count)
    on: Selector = field(default=None, converter=selector)
    optional: bool = field(default=False, kw_only=True, converter=flag)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)

    def factor(self) -> tuple[Decimal, Decimal]:
        """What a cost is multiplied with and divided by."""
        return 100 + self.percent, Decimal(100)


@frozen(repr=False, field_transformer=named_fields)
class Margin(Written):
    """Make costs a price of which *percent* is margin: cost x 100 / (100 - percent).

    Args:
        percent: Of the price, below 100.
        on: The costs it prices; None for those that no other rule names.
        optional: Whether it may select no cost, or with no *on* stand where there is none.
        citations: Where the percentage comes from.
    """

    percent: Decimal = field(converter=margin_percent)
    on: Selector = field(default=None, converter=selector)
    optional: bool = field(default=False, kw_only=True, converter=flag)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)

    def factor(self) -> tuple[Decimal, Decimal]:
        """What a cost is multiplied with and divided by."""
        return Decimal(100), 100 - self.percent


CostRule: TypeAlias = Markup | Margin
"""A rule that makes costs a price."""
