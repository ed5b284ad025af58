"""Tax tables: dated rates in layers, looked up for a day, before and after each change.

A table is a TOML file, or a folder of them, with one ``[[rate]]`` for each rate:

>>> table = TaxTable.load_text('''
... [[rate]]
... jurisdiction = "CN"
... percent = "16"
... effective_from = 2018-05-01
... effective_to = 2019-03-31
... source = "Caishui [2018] 32"
...
... [[rate]]
... jurisdiction = "CN"
... percent = "13"
... effective_from = 2019-04-01
... source = "Announcement [2019] 39 of MOF, STA and GAC"
... ''')
>>> [str(table.rate("CN", on=day).percent) for day in ("2019-03-31", "2019-04-01")]
['16', '13']
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final, Self, cast

from attrs import frozen

from ..errors import BookError, shown
from ..selector import Selector
from ..tax import Rate, Tax
from ..text import label, text
from .listing import Listing
from .search import changes, criterion, day, freshness, only
from .tables import DATED, Layout, digits, spans
from .tax_rate import TaxRate, adding_up, percentage, taxed_share

_PACKAGE: Final = "cspricing.pricebook"


def _percentage(value: object) -> Decimal:
    return percentage(digits(value))


def _share(value: object) -> Decimal:
    return taxed_share(digits(value))


def _parts(value: Any) -> tuple[Rate, ...]:  # noqa: ANN401
    """Take the parts of a rate: tables of a name and a percentage."""
    parts = cast("list[Any]", value)
    if type(value) is not list or any(
        type(part) is not dict or part.keys() != {"name", "percent"} for part in parts
    ):
        raise BookError.of(
            "book.parts",
            f"{shown(parts)} are no parts; write [{{ name = 'CGST', percent = '9' }}, ...]",
            value=parts,
        )
    return tuple([Rate(part["name"], _percentage(part["percent"])) for part in parts])


def _together(table: Mapping[str, Any], taken: Mapping[str, Any]) -> None:
    """Check that the parts of a rate add up to it."""
    del table
    if {"parts", "percent"} <= taken.keys():
        adding_up(taken["parts"], taken["percent"])


_LAYOUT: Final = Layout(
    what="tax table",
    table="rate",
    takers={
        "jurisdiction": label,
        "kind": label,
        "name": label,
        "percent": _percentage,
        "parts": _parts,
        "share": _share,
        "code": text,
        "reason": text,
        **DATED,
    },
    required=("jurisdiction", "percent", "source"),
    checks=(spans, _together),
    make=TaxRate,
)


@frozen(repr=False)
class TaxTable(Listing[TaxRate]):
    """Tax rates, in layers of which a later one wins.

    Attributes:
        layers: The rates of each list, the one that wins last.
    """

    layout: ClassVar[Layout] = _LAYOUT
    entry: ClassVar[type[TaxRate]] = TaxRate

    @classmethod
    def shipped(cls) -> Self:
        """Read the table that comes with the library: facts that were read somewhere, each dated.

        It is no advice: which rate a supply falls under is for you to know.
        """
        return cls.of_package(_PACKAGE, "taxes")

    def rate(
        self,
        jurisdiction: str,
        kind: str = "standard",
        *,
        on: date | str,
        stale_after_months: int | None = None,
    ) -> TaxRate:
        """Give the rate that holds on a day.

        Args:
            jurisdiction: Whose tax it is: ``CN``, ``DE``, ``US-TX``.
            kind: Which of its rates: ``standard``, ``reduced``, ...
            on: The day: the tax point.
            stale_after_months: After how many months since it was read a rate is not trusted
                any more, see `Dated.aged`.

        Raises:
            ListingError: If there is none (``book.missing``), with the field that is at fault,
                what there is, and the rates that come nearest.
            InvalidTypeError: If an argument is of another type (``type....``).
            InvalidDateError: If *on* is a text that is no date (``date.syntax``).
            InvalidNumberError: If *stale_after_months* is not from 0 to 1,200
                (``number.range``).

        >>> table = TaxTable.shipped()
        >>> [str(table.rate("DE", on=day).percent) for day in ("2020-06-30", "2020-07-01")]
        ['19', '16']
        """
        wanted = {
            "jurisdiction": criterion("jurisdiction", jurisdiction),
            "kind": criterion("kind", kind),
        }
        return only(self.entries, wanted, day(on), freshness(stale_after_months))

    def tax(  # noqa: PLR0913  (each is a choice of its own)
        self,
        jurisdiction: str,
        kind: str = "standard",
        *,
        on: date | str,
        until: date | str | None = None,
        lines: Selector = None,
        inclusive: bool = False,
        optional: bool = False,
        stale_after_months: int | None = None,
    ) -> Tax:
        """Make the tax of a quote that starts on a day, with the rates that are listed after it.

        Args:
            jurisdiction: Whose tax it is: ``CN``, ``DE``, ``US-TX``.
            kind: Which of its rates: ``standard``, ``reduced``, ...
            on: The first tax point.
            until: The last one; all that is listed unless given. Up to it, the table must say
                what holds.
            lines: The lines it names; None for the lines that no other tax names.
            inclusive: Whether the prices contain it.
            optional: Whether it may select no line.
            stale_after_months: As for `rate`, on the first tax point.

        Raises:
            ListingError: As `rate`; and if on a later day nothing is listed any more
                (``book.missing``).
            InvalidTypeError: If an argument is of another type (``type....``).
            InvalidDateError: If a day is a text that is no date (``date.syntax``).
            InvalidNumberError: If *stale_after_months* is not from 0 to 1,200
                (``number.range``).

        >>> TaxTable.shipped().tax("CN", on="2018-01-01")
        <Tax S VAT 17, VAT 16 from 2018-05-01, VAT 13 from 2019-04-01>
        """
        first = day(on)
        last = date.max if until is None else day(until, "until")
        wanted = {"jurisdiction": jurisdiction, "kind": kind}
        stale = freshness(stale_after_months)
        holding = self.rate(jurisdiction, kind, on=first)
        found = _aged(holding, first, stale).tax(lines, inclusive=inclusive, optional=optional)
        rates = [one for one in self.entries if one.key == holding.key]
        for change in changes(rates, first, last):
            rate = only(rates, wanted, change, None)
            if rate is not holding:
                aged = _aged(rate, first, stale)
                found = found.then(change, aged.tax(inclusive=inclusive))
            holding = rate
        return found


def _aged(rate: TaxRate, on: date, stale: int | None) -> TaxRate:
    return rate if stale is None else rate.aged(on, stale)
