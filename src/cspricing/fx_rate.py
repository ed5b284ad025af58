"""A rate of exchange: what one unit of a currency is in another, since when, and who says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

from attrs import field, frozen
from attrs.converters import optional

from .conversion import Conversion
from .errors import InvalidNumberError, InvalidTextError, PricingError, RuleError, shown
from .fields import citations, keep_citations, named_fields, single
from .money import Currency
from .provenance import Citation, Confidence, Figure, Source
from .text import LONGEST_TEXT, calendar_date, one_of, text
from .written import Written


def currency_of(value: Currency | str) -> Currency:
    """Take *value* as a currency; a refusal names the field that it was given for."""
    try:
        return Currency.of(value)
    except PricingError as error:
        error.field = None
        raise


def _confidence(value: Confidence) -> Confidence:
    return one_of(value, get_args(Confidence), "source.confidence", InvalidTextError)


def _rate(value: Figure) -> Decimal:
    number = single(value)
    if number <= 0:
        raise InvalidNumberError.of(
            "fx.rate", f"{shown(value)} is no rate of exchange; it must be above 0", value=value
        )
    return number


@frozen(repr=False, field_transformer=named_fields)
class FxRate(Written):
    """What one unit of a currency is in another.

    It is used both ways: from *to* into *of*, an amount is divided by it, exactly.

    Attributes:
        of: The currency of which it prices one unit.
        to: The currency that it prices it in.
        rate: How many units of *to*; above 0.
        on: The day of which it is, and from which on it may be used; None if it always holds.
        source: Who says so; a rate may come as `Sourced` instead.
        confidence: How far to trust that.

    Raises:
        InvalidNumberError: If *rate* is not above 0 (``fx.rate``), or no number (``number....``).
        RuleError: If both currencies are the same (``fx.pair``).
        UnknownCurrencyError: If one is none (``currency....``).

    >>> FxRate("USD", "EUR", "0.92", on="2027-01-04", source="ECB")
    FxRate(Currency("USD"), Currency("EUR"), "0.92", on="2027-01-04", source='ECB')
    """

    of: Currency = field(converter=currency_of)
    to: Currency = field(converter=currency_of)
    rate: Decimal = field(converter=_rate)
    on: date | None = field(default=None, kw_only=True, converter=optional(calendar_date))
    source: str = field(default="", kw_only=True, converter=text)
    confidence: Confidence = field(default="unverified", kw_only=True, converter=_confidence)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if self.of == self.to:
            fault = f"an amount in {self.to} needs no rate; give two currencies"
            error = RuleError.of("fx.pair", fault, value=self.to)
            error.at("to", "FxRate")
            raise error
        if self.source or self.citations:
            name = self.pair if self.on is None else f"{self.pair}, {self.on}"
            where = self.citations[0].source if self.citations else self._stated()
            object.__setattr__(self, "citations", (Citation(name, self.rate, where),))

    def _stated(self) -> Source:
        try:
            return Source(self.source, None, self.confidence)
        except PricingError as error:
            error.field = "source" if error.field == "where" else error.field
            error.component = "FxRate"
            raise

    @property
    def pair(self) -> str:
        """The two currencies, as ``USD/EUR``."""
        return f"{self.of}/{self.to}"

    def factor(self, to: Currency, doubt: str = "") -> Conversion:
        """Give it as what an amount of the one currency is multiplied by for the other.

        Args:
            to: One of the two.
            doubt: Why it is trusted less than it was.
        """
        cited = self.citations
        if doubt:
            stated = cited[0].source if cited else Source(self.pair)
            known = Source(f"{stated.where}; {doubt}"[:LONGEST_TEXT], stated.read, "unverified")
            name = cited[0].of if cited else self.pair
            cited = (Citation(name, self.rate, known),)
        above, below = (self.rate, 1) if to == self.to else (1, self.rate)
        told = [("pair", self.pair), ("on", str(self.on or ""))]
        names = ("fx_rate", "fx_rate_sourced")
        if self.on is not None:
            names = ("fx_dated", "fx_dated_sourced")
        if self.citations:
            told.append(("source", self.citations[0].source.where))
        why = names[bool(self.citations)]
        return Conversion(above, below, why, tuple(told), to=to, citations=cited)
