"""Early termination: what it costs to leave a contract before its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

from attrs import field, frozen
from attrs.converters import optional

from .charge import Charge
from .errors import InvalidTypeError, RuleError, shown
from .fields import citations, count, keep_citations, named_fields, sequence_of
from .money import Price, as_price
from .number import whole
from .period import LONGEST_TERM_MONTHS
from .provenance import Citation, Figure
from .tariff import PerUnit
from .text import label
from .working import Working
from .written import Written

_ALL: Final = Decimal(100)
_PAIR: Final = 2


def _percent(value: Figure) -> Decimal:
    number = count(value)
    if number > _ALL:
        fault = f"a fee of {shown(value)} % is more than would have been charged; give 0 to 100"
        raise RuleError.of("termination.percent", fault, value=value)
    return number


def _left(given: Iterable[Sequence[Any]]) -> tuple[tuple[int, Price], ...]:
    rows = sequence_of((tuple, list), given, "pair such as (12, EUR(250))")
    found: list[tuple[int, Price]] = []
    for row in rows:
        if len(row) != _PAIR:
            fault = f"{shown(row)} is no pair; give how many invoices, and what recurs on each"
            raise InvalidTypeError.of("type.member", fault, value=row)
        number = whole(row[0], least=0, most=LONGEST_TERM_MONTHS + 1)
        found.append((number, as_price(row[1])))
    if not found:
        fault = "nothing says what is left of the contract; give (0, EUR(0)) if nothing is"
        raise RuleError.of("termination.left", fault, value=given)
    return tuple(found)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Termination(Written):
    """A fee for leaving a contract early, charged once.

    Args:
        left: What would have been charged: how many invoices, and what recurs on each of them.
        percent: How much of the sum is the fee, from 0 to 100; or
        fee: A fixed sum.
        name: What documents call it.
        category: One of the built-in categories or your own.

    Raises:
        RuleError: If neither or both of *percent* and *fee* are given (``termination.fee``), or
            *left* is empty (``termination.left``).
        CurrencyMismatchError: If its amounts are of several currencies (``currency.mixed``).

    >>> from cspricing import EUR, Quote
    >>> print(Quote.of(Termination(left=[(12, EUR(250))], percent=50)).total)
    EUR 1,500.00
    """

    title: ClassVar[str] = "Early termination fee"

    left: tuple[tuple[int, Price], ...] = field(converter=_left)
    percent: Decimal | None = field(default=None, converter=optional(_percent))
    fee: Price | None = field(default=None, converter=optional(as_price))
    name: str = field(default=title, converter=label)
    category: str = field(default="termination", converter=label)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.percent is None) == (self.fee is None):
            fault = "a fee is a percentage or a fixed sum; give one of them"
            error = RuleError.of("termination.fee", fault, value=self.percent)
            error.at("percent", type(self).__name__)
            raise error

    def charges(self) -> tuple[Charge]:
        """Give the fee, and how it was arrived at."""
        if self.fee is not None:
            return (self._charge(self.fee, ()),)
        percent = Decimal(0) if self.percent is None else self.percent
        left = self._sum()
        formula: list[Any] = []
        for number, price in self.left:
            operator = "+" if formula else ""
            formula += [(operator, Decimal(number), "invoice"), ("x", price, "")]
        fee = left * percent / _ALL
        return (
            self._charge(
                fee,
                (
                    Working(what="recurring left", formula=tuple(formula), result=left, unit=""),
                    Working(
                        what="fee",
                        formula=(("", left, ""), ("x", percent, "%")),
                        result=fee,
                        unit="",
                    ),
                ),
            ),
        )

    def _sum(self) -> Price:
        """Add up what would have been charged."""
        (number, price), *others = self.left
        total = price * number
        for number, price in others:
            total = total + price * number
        return total

    def _charge(self, fee: Price, workings: tuple[Working, ...]) -> Charge:
        tariff = PerUnit(fee)
        return Charge(
            self.title,
            1,
            "fee",
            tariff,
            self.category,
            workings=workings,
            citations=self.citations,
        )
