"""What a line costs that is bought and sold on, such as licences or an outsourced service.

The cost of one's own people is a charge of its own; that of what is bought is known by a
`Purchase` alone. It changes no price: it lets margins, targets and floors be worked out.
"""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen
from attrs.converters import optional

from .errors import InvalidNumberError, RuleError, shown
from .fields import citations, flag, keep_citations, named_fields, single
from .money import Money, Price, as_price
from .provenance import Citation, Figure, Sourced
from .selector import Selector, selector
from .written import Written


def _percent(value: Figure) -> Decimal:
    number = single(value)
    if number < 0:
        raise InvalidNumberError.of(
            "number.negative", f"{shown(value)} is below 0; state what is paid", value=value
        )
    return number


def _price(value: Price | Money | Sourced[Price] | Sourced[Money]) -> Price:
    price = as_price(value)
    if price.numerator < 0:
        raise InvalidNumberError.of(
            "number.negative", f"{price} is below 0; state what is paid", value=value
        )
    return price


@frozen(repr=False, field_transformer=named_fields)
class Purchase(Written):
    """Say what lines cost that are bought and sold on: a percentage of list, or so much a unit.

    Args:
        percent: Of the list amounts over the term.
        on: The lines that are bought; None for all with a price and no cost that no other
            purchase names.
        price: Instead of *percent*, what one unit costs in each period that it is charged for.
        optional: Whether it may select no line.
        citations: Where the percentage comes from.

    Raises:
        RuleError: If neither or both of *percent* and *price* are given (``purchase.size``).

    >>> from cspricing import EUR, CRMLicense, Quote, profit_of
    >>> crm = CRMLicense(seats=10, tariff=EUR(40))
    >>> quote = Quote.of(crm).over(months=12).bought(Purchase(70, on="software"))
    >>> print(profit_of(quote).margin)
    EUR 1,440.00
    """

    percent: Decimal | None = field(default=None, converter=optional(_percent))
    on: Selector = field(default=None, converter=selector)
    price: Price | None = field(default=None, kw_only=True, converter=optional(_price))
    optional: bool = field(default=False, kw_only=True, converter=flag)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.percent is None) == (self.price is None):
            error = RuleError.of(
                "purchase.size", "state either a percent of list or a price", value=self
            )
            error.at("percent", "Purchase")
            raise error

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Where its figures come from: the percentage, or the price."""
        source = None if self.price is None else self.price.source
        cited = () if source is None else (Citation("price", self.price, source),)
        return (*self.citations, *cited)
