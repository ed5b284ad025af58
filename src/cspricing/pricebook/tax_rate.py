"""One tax rate of a table: what is taxed where at how much, since when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import Final

from attrs import field, frozen

from ..errors import BookError
from ..exact import EXACT
from ..fields import named_fields, sequence_of
from ..notation import plain
from ..provenance import Sourced
from ..selector import Selector
from ..tax import Rate, Tax
from ..text import label, text
from .dated import Dated

_WHOLE: Final = Decimal(100)


def percentage(value: Decimal | str | int) -> Decimal:
    """Take *value* as a rate in percent.

    Raises:
        InvalidNumberError: If it is no number from 0 to 1,000 (``tax.range``, ``number....``).
    """
    return Rate("tax", value).percent


def taxed_share(value: Decimal | str | int) -> Decimal:
    """Take *value* as the taxed part of a base, in percent.

    Raises:
        InvalidNumberError: If it is not above 0 to 100 (``tax.share``, ``number....``).
    """
    return Tax(rates=(Rate("tax", 0),), share=value).share


def _parts(given: Iterable[Rate]) -> tuple[Rate, ...]:
    return sequence_of(Rate, given, "Rate")


def adding_up(parts: tuple[Rate, ...], percent: Decimal) -> None:
    """Check that the parts of a rate, if there are any, add up to it.

    Raises:
        BookError: If they do not (``book.parts``).
    """
    total = reduce(EXACT.add, [part.percent for part in parts], Decimal(0))
    if parts and total != percent:
        raise BookError.of(
            "book.parts",
            f"the parts add up to {plain(total)} %, not to {plain(percent)} %; mend one",
            field="parts",
            value=parts,
        )


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class TaxRate(Dated):
    """A tax rate with the days it holds for and its source.

    Args:
        jurisdiction: Whose tax it is: a country by its code of ISO 3166-1, such as ``CN``, or a
            part of one by that of ISO 3166-2, such as ``US-TX``.
        kind: Which of its rates: ``standard``, ``reduced``, ...
        name: What the invoice calls the tax.
        percent: The rate.
        parts: The taxes that it consists of, where an invoice shows each, such as CGST and SGST.
        share: The taxed part of the base, in percent.
        code: The tax category; S, or Z at a rate of 0, unless stated.
        reason: Why nothing, or less, is charged, as the invoice must say it.
        effective_from: The first day on which it holds; none if nobody says.
        effective_to: The last day on which it holds.
        source: The law, page or document.
        read: The day on which it was read there.
        confidence: How far to trust it; ``unverified`` unless stated.
        note: What else is to be known of it.
        place: The file and the number of the entry in it.

    Raises:
        BookError: If the parts do not add up to the rate (``book.parts``).
        InvalidNumberError: If *percent* or *share* is impossible (``tax.range``, ``tax.share``).
        InvalidDateError: If it would end before it begins (``date.order``).
    """

    jurisdiction: str = field(converter=label)
    kind: str = field(default="standard", converter=label)
    name: str = field(default="VAT", converter=label)
    percent: Decimal = field(converter=percentage)
    parts: tuple[Rate, ...] = field(default=(), converter=_parts)
    share: Decimal = field(default=_WHOLE, converter=taxed_share)
    code: str = field(default="", converter=text)
    reason: str = field(default="", converter=text)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        adding_up(self.parts, self.percent)

    @property
    def key(self) -> tuple[str, ...]:
        """Jurisdiction and kind."""
        return (self.jurisdiction, self.kind)

    @property
    def title(self) -> str:
        """Name, jurisdiction, kind, and the days on which it holds."""
        return f"{self.name} {self.jurisdiction}, {self.kind}, {self.span}"

    @property
    def sourced(self) -> Sourced[Decimal]:
        """The percentage with its source, which goes wherever a percentage goes."""
        return self._cited(self.percent)

    def _cited(self, value: Decimal) -> Sourced[Decimal]:
        return Sourced(value, self.citation, self.read, self.confidence)

    def tax(self, on: Selector = None, *, inclusive: bool = False, optional: bool = False) -> Tax:
        """Make the tax of a quote, with the source of its rate.

        Args:
            on: The lines it names; None for the lines that no other tax names.
            inclusive: Whether the prices contain it.
            optional: Whether it may select no line.

        Raises:
            InvalidTypeError: If *on* selects nothing (``type.selector``), or a flag is none
                (``type.flag``).

        >>> from cspricing import CNY, Item
        >>> from cspricing.pricebook import TaxTable
        >>> vat = TaxTable.shipped().rate("CN", "services", on="2027-01-15")
        >>> work = Item(name="Work", quantity=1, price=CNY(1000), category="consulting")
        >>> print((work + work).taxed(vat.tax()).tax)
        CNY 120.00
        """
        whole = self.parts or (Rate(self.name, self.percent),)
        rates = tuple(Rate(part.name, self._cited(part.percent)) for part in whole)
        return Tax(
            rates=rates,
            on=on,
            code=self.code or ("S" if self.percent else "Z"),
            reason=self.reason,
            share=self.share if self.share == _WHOLE else self._cited(self.share),
            inclusive=inclusive,
            optional=optional,
        )
