"""What prices and tax rates of a book share: the days they hold for, and where they come from.

Both ends of a span are days on which the figure holds, as laws and lists state them: a rate from
2020-07-01 to 2020-12-31 holds on 31 December, and the next one starts on 1 January.
A side that is not stated is open.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import Final, Self, get_args

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..errors import InvalidDateError, InvalidTextError, LimitError
from ..fields import named_fields
from ..provenance import Confidence
from ..text import LONGEST_TEXT, calendar_date, label, one_of, text
from ..written import Written

# What says how old a figure is has room in a source, too.
_LONGEST_CITATION: Final = LONGEST_TEXT - 100
_MONTHS_A_YEAR: Final = 12


def in_order(first: date | None, last: date | None) -> None:
    """Check that a span does not end before it begins.

    Raises:
        InvalidDateError: If it does (``date.order``).
    """
    if first is not None and last is not None and last < first:
        raise InvalidDateError.of(
            "date.order",
            f"it would hold from {first} to {last}; put the earlier day first",
            field="effective_to",
            value=last,
        )


def confidence(value: Confidence) -> Confidence:
    """Take *value* as a degree of confidence.

    Raises:
        InvalidTextError: If it is none of the words (``source.confidence``).
    """
    return one_of(value, get_args(Confidence), "source.confidence", InvalidTextError)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Dated(Written, ABC):
    """A figure that holds for a span of days, with its source.

    Attributes:
        effective_from: The first day on which it holds, or None if that is not stated.
        effective_to: The last day on which it holds, or None if none is stated.
        source: The page, document or person.
        read: The day on which it was read there, if known.
        confidence: How far to trust it; ``unverified`` unless stated.
        note: What else is to be known of it.
        place: The file and the number of the entry in it.
        doubt: Why it is trusted less than it was, see `aged`.

    Raises:
        InvalidDateError: If it would end before it begins (``date.order``), or a date is none.
        LimitError: If what it is, its source and its note are together too long to be cited
            (``text.length``).
    """

    effective_from: date | None = field(default=None, converter=optional(calendar_date))
    effective_to: date | None = field(default=None, converter=optional(calendar_date))
    source: str = field(converter=label)
    read: date | None = field(default=None, converter=optional(calendar_date))
    confidence: Confidence = field(default="unverified", converter=confidence)
    note: str = field(default="", converter=text)
    place: str = field(default="", converter=text)
    doubt: str = field(default="", converter=text)

    def __attrs_post_init__(self) -> None:
        in_order(self.effective_from, self.effective_to)
        if len(self.citation) - len(self.doubt) > _LONGEST_CITATION:
            raise LimitError.of(
                "text.length",
                f"name, source and note have over {_LONGEST_CITATION} characters together; "
                "shorten one",
                field="source",
                value=self.source,
            )

    @property
    @abstractmethod
    def key(self) -> tuple[str, ...]:
        """What it is a figure of: two of one key never hold on one day."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is a figure of, as its citation says it."""

    @property
    def first(self) -> date:
        """The first day on which it holds, the first of all days if that is not stated."""
        return self.effective_from or date.min

    @property
    def last(self) -> date:
        """The last day on which it holds, the last of all days if none is stated."""
        return self.effective_to or date.max

    @property
    def span(self) -> str:
        """The days on which it holds, in words."""
        if self.effective_from is None and self.effective_to is None:
            return "undated"
        start = "" if self.effective_from is None else f"from {self.effective_from}"
        end = "" if self.effective_to is None else f"until {self.effective_to}"
        return " ".join(filter(None, (start, end)))

    @property
    def citation(self) -> str:
        """The entry, its place, its source, and what else is to be known of it."""
        place = f" ({self.place})" if self.place else ""
        return "; ".join(
            filter(None, (f"{self.title}{place}: {self.source}", self.note, self.doubt))
        )

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= on <= self.last

    def aged(self, on: date, months: int) -> Self:
        """Trust a figure that is older than so many months on a day no longer.

        Its age counts from the day on which it was read or, if that is unknown, from the first
        day on which it holds; where neither is known, it is old. Then it is ``unverified``, but
        an ``assumption`` stays one, and its citation says why.
        """
        since = self.read or self.effective_from
        if since is None:
            doubt = "nobody says of which day"
        elif _months_after(since, on, months):
            doubt = f"more than {months} months old on {on}"
        else:
            return self
        trusted: Confidence = "assumption" if self.confidence == "assumption" else "unverified"
        return evolve(self, confidence=trusted, doubt=doubt)


def _months_after(since: date, on: date, months: int) -> bool:
    """Whether *on* lies after the day so many months after *since*, or that month's last day."""
    passed = (on.year - since.year) * _MONTHS_A_YEAR + on.month - since.month
    return (passed, on.day) > (months, since.day)
