"""One price of a book: what of whom costs how much, since when, and who says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..errors import BookError, InvalidNumberError, ListingError, PricingError, shown
from ..fields import named_fields
from ..money import Money, Price, as_price
from ..provenance import Sourced
from ..text import label, one_of, text
from .dated import Dated

Billing: TypeAlias = Literal["monthly", "quarterly", "yearly", "once", "usage", ""]
"""How often a price is billed, or by use; empty where nobody says."""

End: TypeAlias = Literal["least", "most"]
"""An end of a range."""


def billing(value: Billing) -> Billing:
    """Take *value* as a way of billing.

    Raises:
        BookError: If there is none of that name (``book.billing``).
    """
    if type(value) is str and not value:
        return value
    return one_of(value, [word for word in get_args(Billing) if word], "book.billing", BookError)


def rising(least: Price | Decimal, most: Price | Decimal) -> None:
    """Check that a range rises.

    Raises:
        BookError: If it does not (``book.order``).
        CurrencyMismatchError: If its ends are in two currencies (``currency.mixed``).
    """
    if not least < most:  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]
        raise BookError.of(
            "book.order",
            f"a range from {least} to {most} does not rise; put the least first, or give one price",
            field="price_to",
            value=most,
        )


def _not_negative(value: Price | Money | Sourced[Price]) -> Price:
    price = as_price(value)
    if price.numerator < 0:
        raise InvalidNumberError.of(
            "number.negative", f"{shown(value)} is below 0; give 0 or more", value=value
        )
    return price


def _check_end(end: End) -> None:
    try:
        one_of(end, get_args(End), "book.end", BookError)
    except PricingError as error:
        error.at("end")
        raise


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class PriceEntry(Dated):
    """A listed price with the days it holds for and its source.

    Args:
        vendor: Who sells it.
        product: What is sold.
        edition: Which of its kinds; empty if there is but one.
        unit: What the price is for, with its period: ``user/month``, ``minute``.
        price: For one unit; of a range, its least.
        price_to: Of a range, its most. A range is no price: `PriceBook.find` asks for an end.
        billing: How often it is billed, or by use. It may differ from the period of the *unit*:
            a ``user/month`` billed ``yearly`` is paid twelve at a time.
        region: Where it holds; empty where nobody says.
        effective_from: The first day on which it holds; none if nobody says.
        effective_to: The last day on which it holds.
        source: The page, document or person.
        read: The day on which it was read there.
        confidence: How far to trust it; ``unverified`` unless stated.
        note: What else is to be known of it.
        place: The file and the number of the entry in it.

    Raises:
        BookError: If a range does not rise (``book.order``), or *billing* is unknown
            (``book.billing``).
        CurrencyMismatchError: If the ends of a range are in two currencies
            (``currency.mixed``).
        InvalidNumberError: If a price is below 0 (``number.negative``).
        InvalidDateError: If it would end before it begins (``date.order``).

    >>> from cspricing import INR
    >>> seat = PriceEntry(
    ...     vendor="Zoho",
    ...     product="Zoho CRM",
    ...     unit="user/month",
    ...     price=INR(1400),
    ...     effective_from="2026-08-13",
    ...     source="zoho.com/crm/zohocrm-pricing.html",
    ... )
    >>> seat.sourced.source.where
    'Zoho, Zoho CRM, user/month: zoho.com/crm/zohocrm-pricing.html'
    """

    vendor: str = field(converter=label)
    product: str = field(converter=label)
    edition: str = field(default="", converter=text)
    unit: str = field(converter=label)
    price: Price = field(converter=_not_negative)
    price_to: Price | None = field(default=None, converter=optional(_not_negative))
    billing: Billing = field(default="", converter=billing)
    region: str = field(default="", converter=text)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.price_to is not None:
            rising(self.price, self.price_to)

    @property
    def currency(self) -> str:
        """The code of the currency."""
        return self.price.currency.code

    @property
    def key(self) -> tuple[str, ...]:
        """Vendor, product, edition, unit, billing, region and currency."""
        return (
            self.vendor,
            self.product,
            self.edition,
            self.unit,
            self.billing,
            self.region,
            self.currency,
        )

    @property
    def title(self) -> str:
        """Vendor, product, edition, unit, billing and region, as far as they are stated."""
        billed = {"": "", "once": "once", "usage": "by use"}.get(
            self.billing, f"billed {self.billing}"
        )
        parts = (self.vendor, self.product, self.edition, self.unit, billed, self.region)
        return ", ".join(dict.fromkeys(filter(None, parts)))

    @property
    def amount(self) -> str:
        """The price, or the range, in words."""
        return str(self.price) if self.price_to is None else f"{self.price} to {self.price_to}"

    @property
    def sourced(self) -> Sourced[Price]:
        """The price with its source, which goes wherever a price goes.

        Raises:
            ListingError: If it is a range (``book.range``).
        """
        if self.price_to is not None:
            raise self._range()
        return Sourced(self.price, self.citation, self.read, self.confidence)

    def at(self, end: End | None) -> PriceEntry:
        """Take an end of a range; a single price is both of its ends.

        Raises:
            ListingError: If it is a range, and *end* is None (``book.range``).
            BookError: If *end* is neither ``least`` nor ``most`` (``book.end``).
        """
        if end is not None:
            _check_end(end)
        if self.price_to is None:
            return self
        if end is None:
            raise self._range()
        note = "; ".join(filter(None, (self.note, f"the {end} of {self.amount}")))
        price = self.price if end == "least" else self.price_to
        return evolve(self, price=price, price_to=None, note=note)

    def _range(self) -> ListingError:
        error = ListingError.of(
            "book.range",
            f"{shown(self.title)} is listed at {self.amount}, and a range is no price; say which "
            "end to take: least or most",
            field="end",
            value=self.amount,
        )
        error.nearest = (self,)
        return error
