"""Premiums: what a share of the work costs on top, because of when or how it is done."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from ..fields import citations, count, keep_citations, named_fields, sequence_of
from ..money import Price
from ..provenance import Citation
from ..text import label
from ..working import Factor, Working
from ..written import Written
from .base import ALL, HUNDREDTH, percentage, share_of


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Premium(Written):
    """A share of the work that costs so much more: at night, on holidays, in another language.

    Args:
        name: What it is for, as the document says it.
        percent: How much more that share costs.
        share_percent: The share of the work; all of it unless given.

    >>> Premium(name="nights and weekends", percent=25, share_percent=20).of_all
    Decimal('5.00')
    """

    name: str = field(converter=label)
    percent: Decimal = field(converter=count)
    share_percent: Decimal = field(default=ALL, converter=percentage)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)

    @property
    def of_all(self) -> Any:  # noqa: ANN401
        """What it adds to the whole, in percent."""
        return self.percent * self.share_percent * HUNDREDTH

    def on(self, price: Price) -> tuple[Price, Working]:
        """Give what it adds to a price, and how that comes about."""
        more = share_of(price, self.of_all)
        formula: tuple[Factor, ...] = (
            ("", price, ""),
            ("x", self.share_percent, "%"),
            ("x", self.percent, "%"),
        )
        return more, Working(what="premium", formula=formula, result=more, unit="")


def premiums(given: Iterable[Premium]) -> tuple[Premium, ...]:
    """Take a list of premiums."""
    return sequence_of(Premium, given, "Premium")
