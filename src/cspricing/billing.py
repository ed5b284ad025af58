"""How charges are billed: a sum in parts as work proceeds, or months ahead.

A billing rule moves when a charge is billed. What it comes to over the term stays, but for
the discount of a prepayment, and for discounts that last some months: they come off what the
invoices of these months bill, which may be more or less.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal, TypeAlias

from attrs import evolve, field, frozen

from .change import When, when
from .discount import PercentOff, percent_taken
from .due import WHOLE, Due, Piece
from .errors import InvalidNumberError, RuleError, TermsError, shown
from .factor import Factor, Factors
from .fields import citations, flag, keep_citations, named_fields, sequence_of, single
from .notation import grouped
from .number import scalar, whole
from .period import LONGEST_TERM_MONTHS, MONTHS_PER, Cadence, months_after
from .provenance import Citation, Figure
from .schedule import CalendarSchedule
from .selector import Selector, selector
from .text import label
from .written import Written

_ALL: Final = Decimal(100)

Usual: TypeAlias = Callable[[int], Due | None]
"""What would be due on an invoice, counted from 0, if no rule said otherwise."""


@frozen(repr=False, kw_only=True, field_transformer=named_fields)
class BillingRule(Written):
    """The base of billing rules: whose charges they bill.

    Attributes:
        on: The lines; None for all that it can bill.
        optional: Whether it may select no line.
        citations: Where its figures come from.
    """

    on: Selector = field(default=None, converter=selector)
    optional: bool = field(default=False, converter=flag)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)

    def bills(self, cadence: Cadence) -> bool:
        """Whether it can bill charges that are due so often."""
        raise NotImplementedError

    def due(
        self, index: int, schedule: CalendarSchedule, cadence: Cadence, usual: Usual
    ) -> Due | None:
        """Say what of a charge of a cadence is due on an invoice; None for nothing."""
        raise NotImplementedError


def _percent(value: Decimal | int | str) -> Decimal | Literal["rest"]:
    if type(value) is str and value == "rest":
        return "rest"
    number = scalar(value)
    if not 0 < number <= _ALL:
        raise InvalidNumberError.of(
            "percent.range",
            f"{shown(value)} % is no part; give above 0, to 100, or say rest",
            value=value,
        )
    return number


def _at(value: When | str | None) -> When | None:
    return None if value is None else when(value)


@frozen(repr=False, field_transformer=named_fields)
class Milestone(Written):
    """A part of a sum, and when it is billed.

    Args:
        name: What has to be reached, as the document says it.
        percent: How much of the sum, above 0; the last one may be ``rest``.
        at: When: a day, or the month of the term, counted from 1. When the sum would be charged
            at once unless given, which is the start of the term but for changes.

    >>> Milestone("delivery", 40, "2027-03-15")
    Milestone('delivery', 40, at="2027-03-15")
    """

    name: str = field(converter=label)
    percent: Decimal | Literal["rest"] = field(converter=_percent)
    at: When | None = field(default=None, converter=_at)

    def index(self, schedule: CalendarSchedule, usual: int) -> int:
        """Give the place of the invoice in whose period it lies, from 0; else the *usual* one.

        Raises:
            TermsError: If it lies outside the term (``milestone.day``), or is a day, and the term
                has none (``term.start``).
        """
        if self.at is None:
            return usual
        if isinstance(self.at, int):
            day = months_after(schedule.start, self.at - 1, schedule.anchor)
        elif schedule.dated:
            day = self.at
        else:
            fault = f"{self.name!r} is on a day, but the term has none; give start, or count months"
            raise _misplaced("term.start", fault, self.at)
        if not schedule.start <= day < schedule.end:
            told = f"month {self.at}" if isinstance(self.at, int) else str(self.at)
            fault = f"{self.name!r} in {told} lies outside the term; move it, or set another term"
            raise _misplaced("milestone.day", fault, self.at)
        return bisect_right(schedule.starts, day) - 1


def _misplaced(code: str, fault: str, at: When) -> TermsError:
    error = TermsError.of(code, fault, value=at)
    error.at("at", "Milestone")
    return error


def _parts(given: Iterable[Milestone]) -> tuple[Milestone, ...]:
    parts = sequence_of(Milestone, given, "Milestone")
    stated = [part.percent for part in parts if isinstance(part.percent, Decimal)]
    by_rest = len(stated) < len(parts)
    total = sum(stated, Decimal(0))
    if by_rest and (len(parts) - len(stated) > 1 or parts[-1].percent != "rest"):
        raise RuleError.of("milestones.sum", "only the last part can be the rest", value=parts)
    if total >= _ALL if by_rest else total != _ALL:
        fault = f"the parts come to {grouped(total)} %, {'with a rest' if by_rest else 'not 100'}"
        raise RuleError.of(
            "milestones.sum", f"{fault}; mend them, or let the last one be the rest", value=parts
        )
    return parts


@frozen(repr=False, field_transformer=named_fields)
class Milestones(BillingRule):
    """Charges due once, billed in parts: 30 % with the order, 40 % on delivery, 30 % at the end.

    Each part stands on the invoice in whose period it lies. An invoice bills what is due so far,
    settled, less what earlier ones billed, so that the parts sum to the settled sum to the cent,
    whatever the percentages. Discounts, and percentages of such a line, are taken of the part
    on each invoice.

    Args:
        parts: Of 100 % in all; in any order.
        on: The lines, prices or costs; None for all that are due once.
        optional: Whether it may select no line.

    Raises:
        RuleError: If the parts are not 100 % in all (``milestones.sum``).

    >>> from cspricing import EUR, Item, Quote
    >>> work = Item(name="Project", quantity=1, unit="project", price=EUR(1000))
    >>> parts = [Milestone("order", "33.3"), Milestone("delivery", "rest", at=3)]
    >>> quote = Quote.of(work).over(3).billed(Milestones(parts))
    >>> print(*(invoice.total for invoice in quote.invoices), sep=", ")
    EUR 333.00, EUR 0.00, EUR 667.00
    """

    parts: tuple[Milestone, ...] = field(converter=_parts, kw_only=False)

    @property
    def percents(self) -> tuple[Decimal, ...]:
        """How much each part is, the rest worked out."""
        found = [part.percent for part in self.parts if isinstance(part.percent, Decimal)]
        rest = [_ALL - sum(found, Decimal(0))] * (len(found) < len(self.parts))
        return (*found, *rest)

    def bills(self, cadence: Cadence) -> bool:
        """Bill what is due once."""
        return cadence == "once"

    def due(
        self, index: int, schedule: CalendarSchedule, cadence: Cadence, usual: Usual
    ) -> Due | None:
        """Give what is due so far, and what earlier invoices billed, if a part lies here."""
        del cadence
        at_once = next((one for one in range(schedule.count) if usual(one)), None)
        if at_once is None:  # it is not in force within the term
            return None
        placed = [part.index(schedule, at_once) for part in self.parts]
        if index not in placed:
            return None
        so_far = Piece(self._factors(index, placed))
        if min(placed) == index:
            return WHOLE if so_far == WHOLE[0] else (so_far,)
        return so_far, Piece(self._factors(index - 1, placed), billed=True)

    def _factors(self, index: int, placed: Sequence[int]) -> Factors:
        """Say which part is due up to an invoice, and for which milestones."""
        reached = [place <= index for place in placed]
        parts = [p for p, is_in in zip(self.percents, reached, strict=True) if is_in]
        percent = sum(parts, Decimal(0))
        if percent == _ALL:
            return ()
        names = [part.name for part, is_in in zip(self.parts, reached, strict=True) if is_in]
        return (Factor(percent, _ALL, "milestones", (("names", ", ".join(names)),)),)


@frozen(repr=False)
class PaidAhead(PercentOff):
    """The discount of a prepayment: off each line that it bills, as that comes to."""

    months: int = field(default=12, kw_only=True)


def _months(value: int) -> int:
    return whole(value, least=1, most=LONGEST_TERM_MONTHS)


def _percent_off(value: Figure) -> Decimal:
    return percent_taken(single(value))


@frozen(repr=False, field_transformer=named_fields)
class Prepaid(BillingRule):
    """Monthly or quarterly prices, billed so many months at once, at the start of these.

    What the term leaves of the last ones is billed by what it is, at the same discount.

    Args:
        months: How many; for what is quarterly, whole quarters.
        percent_off: What comes off each line for it, before later discounts.
        on: The lines, which have prices; None for all that are monthly, or quarterly if
            quarters make up the months.
        optional: Whether it may select no line.

    >>> from cspricing import EUR, Item, Quote
    >>> seats = Item(name="Seats", quantity=1, unit="seat", price=EUR(14), cadence="monthly")
    >>> quote = Quote.of(seats).over(18).billed(Prepaid(12, percent_off=10))
    >>> print(quote.invoices[0].total, quote.invoices[12].total)
    EUR 151.20 EUR 75.60
    """

    months: int = field(default=12, converter=_months)
    percent_off: Decimal = field(default=Decimal(0), converter=_percent_off)

    def bills(self, cadence: Cadence) -> bool:
        """Bill what is monthly, or quarterly if quarters make up the months."""
        return cadence in {"monthly", "quarterly"} and not self.months % MONTHS_PER[cadence]

    @property
    def discount(self) -> PaidAhead:
        """What comes off each line for it."""
        return PaidAhead(
            self.percent_off,
            on=self.on,
            level="line",
            months=self.months,
            optional=True,
            citations=self.citations,
        )

    def due(
        self, index: int, schedule: CalendarSchedule, cadence: Cadence, usual: Usual
    ) -> Due | None:
        """Give all that is due in so many months, on the first invoice of these."""
        # A first period that is cut stands alone, as it does for what is yearly.
        cut = schedule.is_cut_at_start
        if index and (index - cut) % self.months:
            return None
        end = 1 if cut and not index else min(index + self.months, schedule.count)
        pieces = [piece for month in range(index, end) for piece in usual(month) or ()]
        months = MONTHS_PER[cadence]
        found = tuple(_at_once(piece, len(list(same)), months) for piece, same in groupby(pieces))
        return WHOLE if found == WHOLE else found or None


def _at_once(piece: Piece, count: int, months: int) -> Piece:
    """Bill so many equal pieces, each of so many months, at once."""
    if count == 1:
        return piece
    factor = Factor(count, 1, "at_once", (("months", str(count * months)),))
    return evolve(piece, factors=(factor, *piece.factors))
