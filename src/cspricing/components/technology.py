"""Technology: licences of the systems that serve customers, subscribed or bought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final, Literal

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge, Factor, Working
from ..errors import RuleError, shown
from ..fields import citations, count, keep_citations, named_fields, sequence_of
from ..lifted import maximum, minimum, nowhere
from ..money import Price, as_price
from ..period import MONTHS_PER, Cadence, cadence
from ..provenance import Citation
from ..tariff import Flat, Tariff, tariff
from ..text import label
from ..written import Written
from .base import ALL, BuiltComponent, percentage
from .multiple import Multiple, Recurring, multiple, recurring, share_of_a_year

_COUNTED: Final = ("seats", "free_seats", "minimum_seats", "prepayment_discount_percent")


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class AddOn(Written):
    """Something that is licensed with seats and counted by itself: storage, a module, a sandbox.

    It is billed as the licence is: as often, and prepaid at the same discount.

    Args:
        name: What documents call it.
        quantity: How many.
        unit: What is counted.
        tariff: What so many cost in the period of the licence's tariff; a bare price is a price
            for each.

    >>> from cspricing import CNY
    >>> AddOn(name="Storage", quantity=20, unit="GB", tariff=CNY(3)).quantity
    Decimal('20')
    """

    name: str = field(converter=label)
    quantity: Decimal = field(converter=count)
    unit: str = field(default="piece", converter=label)
    tariff: Tariff = field(converter=tariff)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)


def _addons(given: Iterable[AddOn]) -> tuple[AddOn, ...]:
    return sequence_of(AddOn, given, "AddOn")


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class CRMLicense(BuiltComponent):
    """Seats of a customer-relationship system, subscribed or leased.

    The prices are the vendor's: take them from a quote, or from `cspricing.list_prices` with
    their source.

    Args:
        seats: How many users.
        tariff: What so many seats cost per period; a bare price is a price per seat. With
            *prepayment_discount_percent*, what they cost a month.
        billed: How often: ``monthly`` unless given.
        prepayment_discount_percent: Off the monthly price if it is paid in advance, with
            *billed* ``yearly`` or ``quarterly``: 12 (or 3) x the monthly price x (1 - discount).
            State 0 for no discount; leave it out if the tariff is for the whole period.
        free_seats: How many of the seats are free.
        minimum_seats: The least that are billed.
        edition: What documents say for *licences*, such as ``Professional``.
        support_percent: The vendor's support, in percent of the licence fee at list, due with it.
        onboarding: Once, with the first invoice, if the vendor asks for it.
        addons: What is licensed besides the seats.
        name: What documents call it, such as the product.

    >>> from cspricing import CNY, Quote
    >>> print(Quote.of(CRMLicense(seats=25, tariff=CNY(199))).net)
    CNY 4,975.00
    >>> crm = CRMLicense(
    ...     seats=25,
    ...     free_seats=3,
    ...     tariff=CNY(199),
    ...     billed="yearly",
    ...     prepayment_discount_percent=20,
    ...     support_percent=18,
    ... )
    >>> for line in Quote.of(crm).over(months=12).lines:
    ...     print(line.what, line.net)
    licences CNY 42,028.80
    vendor support CNY 7,565.18
    """

    title: ClassVar[str] = "CRM licence"

    seats: Decimal = field(converter=count)
    tariff: Tariff = field(converter=tariff)
    billed: Cadence = field(default="monthly", converter=cadence)
    prepayment_discount_percent: Decimal | None = field(
        default=None, converter=optional(percentage)
    )
    free_seats: Decimal | None = field(default=None, converter=optional(count))
    minimum_seats: Decimal | None = field(default=None, converter=optional(count))
    edition: str | None = field(default=None, converter=optional(label))
    support_percent: Decimal | None = field(default=None, converter=optional(percentage))
    onboarding: Price | None = field(default=None, converter=optional(as_price))
    addons: tuple[AddOn, ...] = field(default=(), converter=_addons)

    def build(self) -> Iterator[Charge]:
        """Charge the onboarding, the seats, their support, and what is added to them."""
        if self.onboarding is not None:
            yield Charge("onboarding", 1, "onboarding", Flat(self.onboarding), "software")
        period = self._period()
        seats, workings = self._billed_seats()
        yield self._seats(self.edition or "licences", (seats, workings), period, "price")
        if self.support_percent is not None:
            share: Factor = ("x", self.support_percent, "%")
            yield self._seats("vendor support", (seats, workings), (*period, share), "support")
        for one in self.addons:
            paid = multiple(one.tariff, period, "prepaid price")
            yield Charge(
                one.name,
                one.quantity,
                one.unit,
                paid.tariff,
                "software",
                self.billed,
                workings=paid.workings,
                citations=(
                    *one.citations,
                    *self.cited("prepayment_discount_percent"),
                    *paid.citations,
                ),
            )

    def _seats(
        self,
        what: str,
        counted: tuple[Any, tuple[Working, ...]],
        factors: tuple[Factor, ...],
        of: Literal["price", "support"],
    ) -> Charge:
        """Charge something for every billed seat."""
        named = "support rate" if of == "support" else "prepaid price"
        paid: Multiple = multiple(self.tariff, factors, named)
        figures = (*_COUNTED, "support_percent") if of == "support" else _COUNTED
        return Charge(
            what,
            counted[0],
            "seat",
            paid.tariff,
            "software",
            self.billed,
            workings=(*counted[1], *paid.workings),
            citations=(*self.cited(*figures), *paid.citations),
        )

    def _period(self) -> tuple[Factor, ...]:
        """Write what makes a price of a month one of a period that is paid in advance."""
        discount = self.prepayment_discount_percent
        if discount is None:
            return ()
        months = MONTHS_PER[self.billed]
        if months <= 1:
            raise RuleError.of(
                "licence.prepayment",
                f"{shown(self.billed)} is not paid in advance; bill yearly or quarterly, or leave "
                "prepayment_discount_percent out",
                field="prepayment_discount_percent",
                value=discount,
            )
        paid: tuple[Factor, ...] = (("x", Decimal(months), "month"),)
        return paid if nowhere(discount != 0) else (*paid, ("x", ALL - discount, "%"))

    def _billed_seats(self) -> tuple[Any, tuple[Working, ...]]:
        """Count the seats: max(seats - free ones, the minimum), as a sum."""
        billed: Any = self.seats
        formula: list[Factor] = [("", self.seats, "seat")]
        if self.free_seats is not None:
            free = minimum(self.seats, self.free_seats)
            billed = billed - free
            formula.append(("-", free, "free seat"))
        if self.minimum_seats is not None:
            short = maximum(self.minimum_seats - billed, Decimal(0))
            if not nowhere(short != 0):
                billed = billed + short
                formula.append(("+", short, "seat to the minimum"))
        if len(formula) == 1:
            return billed, ()
        told = Working(what="billed seats", formula=tuple(formula), result=billed, unit="seat")
        return billed, (told,)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class PerpetualLicense(BuiltComponent):
    """Seats of a system that are bought once, and maintained for a share of that.

    The prices are the vendor's. Maintenance is usually 15 to 22 % a year; none is assumed.

    Args:
        seats: How many are bought.
        price: What a seat costs, once; or any tariff of seats.
        maintenance_percent: A year's maintenance, in percent of the purchase.
        maintenance_billed: ``yearly`` unless given, or ``quarterly``, or ``monthly``: then in
            equal parts.
        name: What documents call it.

    >>> from cspricing import EUR, Quote
    >>> crm = PerpetualLicense(seats=20, price=EUR(600), maintenance_percent=18)
    >>> quote = Quote.of(crm).over(months=36)
    >>> print(quote.one_time, "and", quote.recurring)
    EUR 12,000.00 and EUR 6,480.00
    """

    title: ClassVar[str] = "Perpetual licence"

    seats: Decimal = field(converter=count)
    price: Tariff = field(converter=tariff)
    maintenance_percent: Decimal | None = field(default=None, converter=optional(percentage))
    maintenance_billed: Recurring = field(default="yearly", converter=recurring)

    def build(self) -> Iterator[Charge]:
        """Charge the purchase, and its maintenance."""
        yield Charge(
            "licences", self.seats, "seat", self.price, "software", citations=self.cited("seats")
        )
        if self.maintenance_percent is not None:
            factors = share_of_a_year(self.maintenance_percent, self.maintenance_billed)
            paid = multiple(self.price, factors, "maintenance rate")
            yield Charge(
                "maintenance",
                self.seats,
                "seat",
                paid.tariff,
                "software",
                self.maintenance_billed,
                workings=paid.workings,
                citations=(*self.citations, *paid.citations),
            )
