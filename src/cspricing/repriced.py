"""Prices that an earlier term left: what uplifts came to stays when a contract is renewed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import localcontext
from fractions import Fraction
from typing import Final

from attrs import evolve, field, frozen

from .change import Calendar, Change, Span
from .errors import RuleError, shown
from .exact import EXACT
from .factor import Factor, Factors, product
from .fields import named_fields
from .number import whole
from .selector import Selector

MOST_DIGITS: Final = 100
"""How many digits a factor of prices may have."""


def _whole(value: int) -> int:
    return whole(value, least=0, most=10 ** (2 * MOST_DIGITS))


@frozen(repr=False, field_transformer=named_fields)
class Repriced(Change):
    """A factor of prices over the whole term.

    Args:
        times: What prices are multiplied by: a whole number.
        over: What they are then divided by: a whole number above 0.
        on: The lines it changes; None for all that recur.
        optional: Whether it may select no line.

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly")
    >>> print(Quote.of(seats).changed(Repriced(10609, 10000)).total)
    EUR 265.23
    """

    times: int = field(converter=_whole)
    over: int = field(default=1, converter=_whole)

    def __attrs_post_init__(self) -> None:
        Change.__attrs_post_init__(self)
        if not self.over:
            error = RuleError.of(
                "change.over", f"{shown(self.over)} divides nothing; give more", value=self.over
            )
            error.at("over", type(self).__name__)
            raise error

    @classmethod
    def of(cls, factors: Factors, *, on: Selector, optional: bool) -> Repriced:
        """Multiply factors to one."""
        with localcontext(EXACT):
            above, below = product(factors)
        exact = Fraction(above) / Fraction(below)
        return cls(exact.numerator, exact.denominator, on=on, optional=optional)

    def turns(self, calendar: Calendar) -> Sequence[date]:
        """Give none: it is so from the start."""
        del calendar
        return ()

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Multiply the price of each span."""
        del calendar
        if self.times == self.over:
            return list(spans)
        factor = Factor(self.times, self.over, "repriced")
        return [evolve(span, factors=(*span.factors, factor)) for span in spans]

    def carried(self, calendar: Calendar) -> tuple[Change, ...]:
        """Give itself."""
        del calendar
        return (self,)
