"""Changes over the term: what becomes of the quantity or the price of a charge, from when on.

A period of a charge is one span until changes cut it into several. Each change takes the spans
as earlier ones left them: shares and factors multiply and what is added adds up, so that the
order of changes does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve, field, frozen

from .errors import TermsError
from .factor import Factors
from .fields import citations, flag, keep_citations, named_fields
from .number import whole
from .period import LONGEST_TERM_MONTHS, months_after
from .provenance import Citation
from .selector import Selector, selector
from .step import ONE
from .text import calendar_date
from .written import Written

When: TypeAlias = int | date
"""A day, or the start of a month of the term, counted from 1."""


def when(value: int | date | str) -> When:
    """Take *value* as a moment of the term.

    Raises:
        PricingError: If it is neither a number of a month (``type.int``, ``number.range``) nor a
            day (``date.syntax``, ``type.date``).

    >>> when(13), when("2028-01-01")
    (13, datetime.date(2028, 1, 1))
    """
    if isinstance(value, int):
        return whole(value, least=1, most=LONGEST_TERM_MONTHS)
    return calendar_date(value)


@frozen
class Span:
    """Part of a period of a charge in which nothing changes; *end* is the day behind its last.

    Attributes:
        start: Its first day.
        end: The day after its last one.
        share: What the quantity of the charge is multiplied by.
        more: What is added to that.
        factors: What the price is multiplied by.
    """

    start: date
    end: date
    share: Decimal = ONE
    more: Decimal = Decimal(0)
    factors: Factors = ()

    def cut(self, day: date) -> list[Span]:
        """Cut it before *day*, if that lies within.

        >>> june = Span(date(2027, 6, 1), date(2027, 7, 1))
        >>> [str(span.start) for span in june.cut(date(2027, 6, 21))]
        ['2027-06-01', '2027-06-21']
        """
        if not self.start < day < self.end:
            return [self]
        return [evolve(self, end=day), evolve(self, start=day)]


@frozen
class Calendar:
    """The days of a term, for changes that count its months.

    Attributes:
        start: The first day.
        end: The day after the last.
        dated: Whether the days are those of the contract.
    """

    start: date
    end: date
    dated: bool

    def day(self, moment: When) -> date:
        """Give the day of a moment of the term.

        Raises:
            TermsError: If it is a day, and the term has none (``change.start``).
        """
        if isinstance(moment, int):
            return months_after(self.start, moment - 1)
        if not self.dated:
            fault = f"{moment} is a day, but the term has none; give start, or count months"
            raise TermsError.of("change.start", fault, field="start", value=moment)
        return moment


@frozen(repr=False, kw_only=True, field_transformer=named_fields)
class Change(Written):
    """The base of all changes: whom they change.

    Attributes:
        on: The lines it changes; None for all that recur.
        optional: Whether it may select no line.
        citations: Where its figures come from.
    """

    on: Selector = field(default=None, converter=selector)
    optional: bool = field(default=False, converter=flag)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Change the spans of one period of a charge."""
        raise NotImplementedError
