"""The least that somebody may sell for, and who approved to go below.

Approving is no workflow here: an approval is a fact about the quote, stated like a discount.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import field, frozen
from attrs.converters import optional

from .errors import InvalidTypeError, RuleError, shown
from .fields import flag, named_fields, sequence_of
from .markup import margin_percent
from .money import Price, as_price
from .selector import Selector, selector
from .text import calendar_date, label, text
from .written import Written


def _names(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise InvalidTypeError.of(
            "type.member", f"{shown(given)} is a name; give a list of names", value=given
        )
    return tuple(label(one) for one in sequence_of(str, given, "name or role"))


@frozen(repr=False, field_transformer=named_fields)
class Floor(Written):
    """The least net amount, over the whole term, of the lines that it selects.

    Args:
        price: The least net amount.
        on: The lines; None for all.
        margin: Instead of *price*, the least margin, in percent of the net amount.
        may_go_below: The roles or names of those whose approval lets a quote go below.
        optional: Whether it may select no line.

    Raises:
        RuleError: If neither or both of *price* and *margin* are given (``floor.size``), or the
            margin is impossible (``margin.range``).

    >>> from cspricing import EUR, Item, PercentOff, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(40))
    >>> quote = Quote.of(seats).floored(Floor(EUR(350), may_go_below=["Head of sales"]))
    >>> print(quote.less(PercentOff(10)).net)
    EUR 360.00
    >>> quote.less(PercentOff(20)).net
    Traceback (most recent call last):
        ...
    cspricing.errors.PricingErrors: the quote cannot be priced: 1 fault
      - Floor: EUR 320.00 net is EUR 30.00 below the floor of EUR 350.00; ...
    """

    price: Price | None = field(default=None, converter=optional(as_price))
    on: Selector = field(default=None, converter=selector)
    margin: Decimal | None = field(default=None, kw_only=True, converter=optional(margin_percent))
    may_go_below: tuple[str, ...] = field(default=(), kw_only=True, converter=_names)
    optional: bool = field(default=False, kw_only=True, converter=flag)

    def __attrs_post_init__(self) -> None:
        if (self.price is None) == (self.margin is None):
            error = RuleError.of("floor.size", "state either a price or a margin", value=self)
            error.at("price", "Floor")
            raise error


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Approval(Written):
    """Somebody's word that a quote may go below its floors.

    Attributes:
        by: Who gave it.
        role: As what, such as ``Head of sales``.
        given: The day on which it was given.
        reason: Why.
        down_to: The least net amount of the lines of a floor that it is for; None for any.

    >>> Approval(by="A. Chen", role="Head of sales", given="2027-01-05", reason="first customer")
    Approval(by='A. Chen', given="2027-01-05", role='Head of sales', reason='first customer')
    """

    by: str = field(converter=label)
    given: date = field(converter=calendar_date)
    role: str = field(default="", converter=text)
    reason: str = field(default="", converter=text)
    down_to: Price | None = field(default=None, converter=optional(as_price))

    def covers(self, floor: Floor, net: Price) -> bool:
        """Whether it lets the lines of *floor* go down to *net*."""
        who = self.by in floor.may_go_below or self.role in floor.may_go_below
        return who and (self.down_to is None or net.fraction >= self.down_to.fraction)
