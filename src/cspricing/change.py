"""Changes over the term: what becomes of the quantity or the price of a charge, from when on.

A period of a charge is one span until changes cut it into several. Each change takes the spans
as earlier ones left them: shares and factors multiply and what is added adds up, so that the
order of changes does not matter. The spans of a period always cover all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, Final, TypeAlias

from attrs import evolve, field, frozen

from .errors import TermsError
from .factor import Factors, Reason
from .fields import citations, flag, keep_citations, named_fields
from .money import Price
from .number import whole
from .period import LONGEST_TERM_MONTHS, months_after
from .provenance import Citation
from .selector import Selector, selector
from .step import ONE
from .tariff import Tariff
from .text import calendar_date
from .written import Written

When: TypeAlias = int | date
"""A day, or the start of a month of the term, counted from 1."""

# Every period of a charge asks every change for the same few days.
_month_after: Final = lru_cache(maxsize=4096)(months_after)


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
        rounds_up: Whether the share of the quantity is rounded up to whole units.
        tariff: What the charge costs instead of its own tariff.
        reasons: Why the quantity is another.
        in_force: Whether anything is charged.
    """

    start: date
    end: date
    share: Decimal = ONE
    more: Decimal = Decimal(0)
    factors: Factors = ()
    rounds_up: bool = False
    tariff: Tariff | None = None
    reasons: tuple[Reason, ...] = ()
    in_force: bool = True

    @property
    def state(self) -> tuple[Any, ...]:
        """What is charged in it, whatever the reasons."""
        return (
            self.in_force,
            self.share,
            self.more,
            self.rounds_up,
            self.tariff,
            self.factors,
        )

    def cut(self, day: date) -> list[Span]:
        """Cut it before *day*, if that lies within.

        >>> june = Span(date(2027, 6, 1), date(2027, 7, 1))
        >>> [str(span.start) for span in june.cut(date(2027, 6, 21))]
        ['2027-06-01', '2027-06-21']
        """
        if not self.start < day < self.end:
            return [self]
        return [evolve(self, end=day), evolve(self, start=day)]


def between(
    spans: Sequence[Span], first: date, after: date | None, change: Callable[[Span], Span]
) -> list[Span]:
    """Change spans from the day *first* on to the day before *after*; None for no end.

    >>> june = Span(date(2027, 6, 1), date(2027, 7, 1))
    >>> gone = between([june], date(2027, 6, 21), None, lambda span: evolve(span, in_force=False))
    >>> [span.in_force for span in gone]
    [True, False]
    """
    if spans[-1].end <= first or (after is not None and not first < after > spans[0].start):
        return list(spans)
    found: list[Span] = []
    for span in spans:
        for late in span.cut(first):
            for part in late.cut(after) if after is not None else [late]:
                inside = first <= part.start and (after is None or part.start < after)
                found.append(change(part) if inside else part)
    return found


@frozen
class Calendar:
    """The days of a term, for changes that count its months.

    Attributes:
        start: The first day.
        end: The day after the last.
        dated: Whether the days are those of the contract.
        anchor: The day of the month from which months are counted; that of *start* unless given.
    """

    start: date
    end: date
    dated: bool
    anchor: int | None = None

    def day(self, moment: When) -> date:
        """Give the day of a moment of the term.

        Raises:
            TermsError: If it is a day, and the term has none (``change.start``).
        """
        return self.later(moment, 0)

    def later(self, moment: When, months: int) -> date:
        """Give the day so many months after a moment of the term.

        Raises:
            TermsError: If it is a day, and the term has none (``change.start``).
        """
        if isinstance(moment, int):
            return _month_after(self.start, moment - 1 + months, self.anchor)
        if not self.dated:
            fault = f"{moment} is a day, but the term has none; give start, or count months"
            raise TermsError.of("change.start", fault, field="start", value=moment)
        return _month_after(moment, months) if months else moment

    def told(self, moment: When, months: int = 0) -> str:
        """Write the day so many months after a moment; of a term without dates, the month."""
        if self.dated or not isinstance(moment, int):
            return str(self.later(moment, months))
        return str(moment + months)

    def check_within(self, moment: When, change: Change, field: str) -> None:
        """Refuse a moment that is no day of the term, where a change would be lost with it.

        Raises:
            TermsError: If it lies outside, and the change is not optional (``change.outside``).
        """
        day = self.day(moment)
        if self.start <= day < self.end or change.optional:
            return
        where = f"{moment}" if self.dated else f"month {moment}"
        fault = f"{where} lies outside the term; mend it, or say optional=True"
        error = TermsError.of("change.outside", fault, field=field, value=moment)
        error.component = type(change).__name__
        raise error


@frozen(repr=False, kw_only=True, field_transformer=named_fields)
class Change(Written):
    """The base of all changes: whom they change.

    Attributes:
        on: The lines it changes; None for all that recur.
        optional: Whether it may select no line, or lie outside the term.
        citations: Where its figures come from.
    """

    changes_once: ClassVar[bool] = False
    """Whether it also says when what is charged once is due."""

    sets: ClassVar[str] = ""
    """What of a line it sets, so that no other change may: ``quantity``, or nothing."""

    on: Selector = field(default=None, converter=selector)
    optional: bool = field(default=False, converter=flag)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Change the spans of one period of a charge."""
        raise NotImplementedError

    def check(self, calendar: Calendar) -> None:
        """Check it against the term.

        Raises:
            PricingError: If it does not fit.
        """
        del calendar  # most changes may lie behind the end of a short term

    def turns(self, calendar: Calendar) -> Sequence[date] | None:
        """Give the days on which it changes anything, in any order; None if that is not known.

        A period of a charge is as the one before it if none lies between the first day of that
        and its own end: then nobody has to ask again.
        """
        del calendar
        return None

    @property
    def own_price(self) -> Price | None:
        """A price that it brings with it, which must be in the currency of the quote."""
        return None

    @property
    def late(self) -> bool:
        """Whether the next invoice tells what it makes of the period within which it happens."""
        return False

    def known(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Change the spans of a period as far as its own invoice tells."""
        return self.changed(spans, calendar)

    def once_from(self, calendar: Calendar) -> date | None:
        """Give the day from which what is charged once is due; None for that of the others."""
        del calendar
        return None

    def carried(self, calendar: Calendar) -> tuple[Change, ...]:
        """Give what is left of it in a term that follows this one."""
        del calendar
        return ()
