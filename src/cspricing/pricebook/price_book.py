"""Price books: listed prices in layers, looked up for a day.

A book is a TOML file, or a folder of them, with one ``[[price]]`` for each price:

>>> book = PriceBook.load_text('''
... [defaults]
... vendor = "Zoho"
... product = "Zoho CRM"
... unit = "user/month"
... currency = "INR"
... source = "our purchasing department"
... confidence = "verified"
...
... [[price]]
... edition = "Professional"
... price = "1400"
... effective_from = 2026-01-01
... effective_to = 2026-12-31
...
... [[price]]
... edition = "Professional"
... price = "1500"
... effective_from = 2027-01-01
... ''')
>>> print(book.find("Zoho CRM", on="2026-12-31").price)
INR 1,400.00
>>> print(book.find("Zoho CRM", on="2027-01-01").price)
INR 1,500.00
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final, Self

from attrs import frozen

from ..errors import BookError, PricingError
from ..money import Currency
from ..text import label, text
from .listing import Listing
from .price_entry import Billing, End, PriceEntry, billing, rising
from .search import criterion, day, freshness, only
from .tables import DATED, Layout, digits, spans

_PACKAGE: Final = "cspricing.pricebook"


def _code(value: str) -> str:
    """Take the code of a currency, of one that is withdrawn too: an entry may be as old."""
    return Currency.of(value, on=date.min).code


def _amounts(table: Mapping[str, Any], taken: Mapping[str, Any]) -> None:
    """Check that there is one price, or one range that rises."""
    stated = {key for key in ("price", "price_from", "price_to") if key in table}
    if stated not in ({"price"}, {"price_from", "price_to"}):
        raise BookError.of(
            "book.amount", "state price, or both price_from and price_to of a range", field="price"
        )
    if {"price_from", "price_to"} <= taken.keys():
        rising(taken["price_from"], taken["price_to"])


def _made(place: str, **taken: Any) -> PriceEntry:  # noqa: ANN401
    """Make an entry of the fields of a table, of which each amount has the one currency."""
    known = taken.get("effective_from") or taken.get("effective_to") or taken.get("read")
    currency = Currency.of(taken.pop("currency"), on=known)
    amounts = {key: taken.pop(key, None) for key in ("price", "price_from", "price_to")}
    least, single, most = amounts["price_from"], amounts["price"], amounts["price_to"]
    return PriceEntry(
        place=place,
        price=currency(least if single is None else single),
        price_to=None if most is None else currency(most),
        **taken,
    )


_LAYOUT: Final = Layout(
    what="price book",
    table="price",
    takers={
        "vendor": label,
        "product": label,
        "edition": text,
        "unit": label,
        "price": digits,
        "price_from": digits,
        "price_to": digits,
        "currency": _code,
        "billing": billing,
        "region": text,
        **DATED,
    },
    required=("vendor", "product", "unit", "currency", "source"),
    checks=(spans, _amounts),
    make=_made,
)


@frozen(repr=False)
class PriceBook(Listing[PriceEntry]):
    """Listed prices, in layers of which a later one wins.

    Attributes:
        layers: The entries of each list, the one that wins last.
    """

    layout: ClassVar[Layout] = _LAYOUT
    entry: ClassVar[type[PriceEntry]] = PriceEntry

    @classmethod
    def shipped(cls) -> Self:
        """Read the sample that comes with the library: prices that were read somewhere, each dated.

        Nothing in it is an offer.
        """
        return cls.of_package(_PACKAGE, "prices")

    def find(  # noqa: PLR0913  (each is a criterion of its own)
        self,
        product: str,
        *,
        vendor: str | None = None,
        edition: str | None = None,
        unit: str | None = None,
        billing: Billing | None = None,
        region: str | None = None,
        currency: Currency | str | None = None,
        on: date | str,
        end: End | None = None,
        stale_after_months: int | None = None,
    ) -> PriceEntry:
        """Give the one price that is meant.

        Names are compared as they are written. What is not given may be anything, as long as
        one entry alone is left.

        Args:
            product: What is sold.
            vendor: Who sells it.
            edition: Which of its kinds; ``""`` for entries that state none, as for *unit*,
                *billing* and *region*.
            unit: What the price is for.
            billing: How often it is billed, or ``usage``.
            region: Where it holds.
            currency: What it is in.
            on: The day on which it holds.
            end: Which end of a range to take, ``least`` or ``most``; of a single price, either
                is the price.
            stale_after_months: After how many months a price is not trusted any more, see
                `Dated.aged`.

        Raises:
            ListingError: If there is none (``book.missing``) or more than one
                (``book.ambiguous``), with the field that is at fault, what there is, and the
                entries that come nearest; or a range and no *end* (``book.range``).
            BookError: If *end* or *billing* is no such word (``book.end``, ``book.billing``).
            InvalidTypeError: If an argument is of another type (``type....``).
            InvalidDateError: If *on* is a text that is no date (``date.syntax``).
            InvalidNumberError: If *stale_after_months* is not from 0 to 1,200
                (``number.range``).

        >>> seat = PriceBook.shipped().find("Zendesk", edition="Suite Team", on="2026-11-30")
        >>> print(seat.price, seat.unit, seat.billing, seat.confidence)
        USD 55.00 agent/month yearly page-read
        """
        code = currency.code if isinstance(currency, Currency) else currency
        others = {
            "vendor": vendor,
            "edition": edition,
            "unit": unit,
            "billing": _billing(billing),
            "region": region,
            "currency": code,
        }
        wanted = {"product": criterion("product", product)} | {
            field: None if value is None else criterion(field, value)
            for field, value in others.items()
        }
        return only(self.entries, wanted, day(on), freshness(stale_after_months)).at(end)


def _billing(value: Billing | None) -> Billing | None:
    try:
        return None if value is None else billing(value)
    except PricingError as error:
        error.at("billing")
        raise
