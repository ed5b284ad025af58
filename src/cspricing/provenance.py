"""Where a figure comes from: its source, the day it was read, and how far to trust it.

>>> from datetime import date
>>> from cspricing import INR, Sourced
>>> seat = Sourced(INR(1400), "https://www.zoho.com/crm/", date(2026, 8, 13), "page-read")
>>> seat.source.unverified
False
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar, get_args

from attrs import field, frozen

from .errors import InvalidTextError, InvalidTypeError, PricingError, shown
from .number import decimal
from .text import calendar_date, label, one_of, text
from .written import Written

Confidence: TypeAlias = Literal[
    "verified", "page-read", "published", "secondary", "unverified", "assumption"
]
"""How far a figure is to be trusted.

``verified`` by the user; ``page-read`` on the vendor's own page; ``published`` in a tender or
framework; ``secondary`` from somebody who reports it; ``unverified``; an ``assumption``.
The last three are marked wherever the figure is shown.
"""

_TRUSTED: Final = frozenset({"verified", "page-read", "published"})
# What the fields of a source are called where somebody gives one.
_ARGUMENTS: Final[dict[str | None, str]] = {"where": "source", "read": "date"}
_T = TypeVar("_T")
_Given = TypeVar("_Given")


def _confidence(value: Confidence) -> Confidence:
    return one_of(value, get_args(Confidence), "source.confidence", InvalidTextError)


def _taken(field: str, convert: Callable[[_Given], _T], value: _Given) -> _T:
    """Convert an argument, naming it in a refusal (`cspricing.fields` rests on this module)."""
    try:
        return convert(value)
    except PricingError as error:
        error.at(field, "Source")
        raise


@frozen(init=False)
class Source:
    """Where a figure comes from.

    Attributes:
        where: The page, document or person, or what was assumed and why.
        read: The day on which it was read, if known.
        confidence: How far to trust it.
    """

    where: str
    read: date | None
    confidence: Confidence

    def __init__(
        self, where: str, read: date | str | None = None, confidence: Confidence = "unverified"
    ) -> None:
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
            _taken("where", label, where),
            None if read is None else _taken("read", calendar_date, read),
            _taken("confidence", _confidence, confidence),
        )

    @property
    def unverified(self) -> bool:
        """Whether what rests on this figure has to say so."""
        return self.confidence not in _TRUSTED


def _check_figure(value: object) -> None:
    """Refuse what is neither a number nor an amount where it is cited, not where it is used."""
    if hasattr(type(value), "currency"):  # a price, or money
        return
    try:
        decimal(value)  # type: ignore[arg-type]
    except PricingError as error:
        error.at("value", "Sourced")
        raise


@frozen(init=False)
class Sourced(Generic[_T]):
    """A figure with its source, given wherever the bare figure may be given.

    Args:
        value: The figure: a price, a quantity, a percentage.
        source: The page, document or person, or what was assumed.
        date: The day on which it was read.
        confidence: How far to trust it; ``unverified`` unless stated.

    Raises:
        InvalidTextError: If *source* is no text that can be shown (``text....``), or
            *confidence* none of the words (``source.confidence``).
        InvalidDateError: If *date* is a text that is no date (``date.syntax``).
        InvalidTypeError: If one of them is of another type (``type....``), *value* is no number
            or amount (``type....``), or has a source already (``type.sourced``).
        InvalidNumberError: If *value* is a text that is no number (``number....``).
    """

    value: _T
    source: Source

    def __init__(
        self,
        value: _T,
        source: str,
        date: date | str | None = None,
        confidence: Confidence = "unverified",
    ) -> None:
        if value.__class__ is not Sourced:
            _check_figure(value)
        else:
            raise InvalidTypeError.of(
                "type.sourced", f"{shown(value)} has a source already", field="value", value=value
            )
        try:
            known = Source(source, date, confidence)
        except PricingError as error:
            error.field = _ARGUMENTS.get(error.field, error.field)
            raise
        self.__attrs_init__(value, known)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


Figure: TypeAlias = int | str | Decimal | Sourced[int] | Sourced[str] | Sourced[Decimal]
"""A number as it may be given to a component: bare, or with its source."""


@frozen(repr=False)
class Citation(Written):
    """A figure of a component, and where it comes from.

    Attributes:
        of: The field or part that the figure is for, such as ``handle_minutes``.
        value: The figure as it was taken.
        source: Where it comes from.
    """

    of: str = field(converter=text)
    value: Any
    source: Source


def any_unverified(citations: Iterable[Citation]) -> bool:
    """Whether what rests on these figures has to say that somebody should verify one."""
    return any(citation.source.unverified for citation in citations)
