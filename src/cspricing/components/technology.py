"""Technology: licences of the systems that serve customers, subscribed or bought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..errors import RuleError, shown
from ..fields import citations, count, keep_citations, named_fields, sequence_of
from ..lifted import maximum, minimum, nowhere
from ..money import Price, as_price
from ..period import MONTHS_PER
from ..provenance import Citation
from ..tariff import Flat, Tariff, tariff as as_tariff
from ..text import label
from ..working import Factor, Working
from ..written import Written
from .base import ALL, BuiltComponent, percentage, pieces
from .given import either
from .multiple import Multiple, Recurring, multiple, recurring, share_of_a_year

_UNITS: Final = {"monthly": "month", "quarterly": "quarter", "yearly": "year"}
_RATES: Final = {
    "maintenance": "maintenance rate",
    "vendor support": "support rate",
    "implementation": "implementation rate",
}
_MONTHS_A_YEAR: Final = 12
_COUNTED: Final = ("seats", "free_seats", "minimum_seats")
_BILLED: Final = (*_COUNTED, "prepayment_discount_percent")


def _times(months: int, priced: Recurring) -> tuple[Factor, ...]:
    """Write what makes the price of a period one of so many months."""
    listed = MONTHS_PER[priced]
    if months > listed:
        return (("x", Decimal(months // listed), _UNITS[priced]),)
    return () if months == listed else (("/", Decimal(listed // months), ""),)


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
    tariff: Tariff = field(converter=as_tariff)
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
        tariff: What so many seats cost in the period *priced*; a bare price is a price per seat.
        billed: How often: ``monthly`` unless given.
        priced: What period the tariff is for, ``monthly``, ``quarterly`` or ``yearly``. Many lists
            have the price of a month where a year is billed, so that it has to be stated for all
            that is not billed monthly; a year at a monthly price is 12 times that.
        prepayment_discount_percent: Off what is paid in advance, with *billed* ``yearly`` or
            ``quarterly``.
        free_seats: How many of the seats are free.
        minimum_seats: The least that are billed.
        edition: What documents say for *licences*, such as ``Professional``.
        maintenance_percent: Maintenance, in percent of the licence fee, due with it.
        support_percent: The vendor's support, in percent of the licence fee, due with it.
        support: Instead, what a support tier costs for so many seats in the period that is
            billed; `Flat` if it is one price for all.
        implementation_percent: Implementation, in percent of a year's licences without any
            prepayment discount, once.
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
    ...     priced="monthly",
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

    seats: Decimal = field(converter=pieces)
    tariff: Tariff = field(converter=as_tariff)
    billed: Recurring = field(default="monthly", converter=recurring)
    priced: Recurring | None = field(default=None, converter=optional(recurring))
    prepayment_discount_percent: Decimal | None = field(
        default=None, converter=optional(percentage)
    )
    free_seats: Decimal | None = field(default=None, converter=optional(pieces))
    minimum_seats: Decimal | None = field(default=None, converter=optional(pieces))
    edition: str | None = field(default=None, converter=optional(label))
    maintenance_percent: Decimal | None = field(default=None, converter=optional(percentage))
    support_percent: Decimal | None = field(default=None, converter=optional(percentage))
    support: Tariff | None = field(default=None, converter=optional(as_tariff))
    implementation_percent: Decimal | None = field(default=None, converter=optional(count))
    onboarding: Price | None = field(default=None, converter=optional(as_price))
    addons: tuple[AddOn, ...] = field(default=(), converter=_addons)

    def build(self) -> Iterator[Charge]:
        """Charge what is due once, the seats, what comes with them, and what is added to them."""
        seats = self._billed_seats()
        yield from self._once(seats)
        period = self._period()
        yield self._seats(self.edition or "licences", seats, (self._price_of(), period), _BILLED)
        for what, percent, of in (
            ("maintenance", self.maintenance_percent, "maintenance_percent"),
            ("vendor support", self.support_percent, "support_percent"),
        ):
            if percent is not None:
                factors: tuple[Factor, ...] = (*period, ("x", percent, "%"))
                yield self._seats(what, seats, (_RATES[what], factors), (*_BILLED, of))
        yield from self._support(seats)
        for one in self.addons:
            yield self._addon(one, multiple(one.tariff, period, self._price_of()))

    def _once(self, seats: tuple[Any, tuple[Working, ...]]) -> Iterator[Charge]:
        """Charge what is due with the first invoice."""
        if self.onboarding is not None:
            yield Charge("onboarding", 1, "onboarding", Flat(self.onboarding), "software")
        if self.implementation_percent is not None:
            year = _times(_MONTHS_A_YEAR, self.priced or self.billed)
            factors: tuple[Factor, ...] = (*year, ("x", self.implementation_percent, "%"))
            rate = (_RATES["implementation"], factors)
            of = (*_COUNTED, "implementation_percent")
            charge = self._seats("implementation", seats, rate, of)
            yield evolve(charge, cadence="once")

    def _support(self, seats: tuple[Any, tuple[Working, ...]]) -> Iterator[Charge]:
        """Charge a support tier that has a price of its own."""
        if self.support is None:
            return
        if self.support_percent is not None:
            raise either("support_percent", "support", field="support")
        quantity, workings = seats
        yield Charge(
            "vendor support",
            quantity,
            "seat",
            self.support,
            "software",
            self.billed,
            workings=workings,
            citations=self.cited(*_COUNTED),
        )

    def _addon(self, one: AddOn, paid: Multiple) -> Charge:
        """Charge something that is licensed with the seats."""
        return Charge(
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
        rate: tuple[str, tuple[Factor, ...]],
        of: tuple[str, ...],
    ) -> Charge:
        """Charge something for every billed seat, at a rate; both rest on the figures *of*."""
        paid: Multiple = multiple(self.tariff, rate[1], rate[0])
        return Charge(
            what,
            counted[0],
            "seat",
            paid.tariff,
            "software",
            self.billed,
            workings=(*counted[1], *paid.workings),
            citations=(*self.cited(*of), *paid.citations),
        )

    def _price_of(self) -> str:
        """Say what period a price is then for."""
        return f"price of a {_UNITS[self.billed]}"

    def _period(self) -> tuple[Factor, ...]:
        """Write what makes the price of a period that is listed one of a period that is billed."""
        return (*self._periods(), *self._prepaid())

    def _periods(self) -> tuple[Factor, ...]:
        """Write how many of the periods that are priced are billed at once."""
        if self.priced is not None:
            return _times(MONTHS_PER[self.billed], self.priced)
        if self.billed != "monthly":
            raise RuleError.of(
                "licence.priced",
                f"what is billed {self.billed} may have the price of a month or of the whole "
                f"period; state priced='monthly' or priced={self.billed!r}",
                field="priced",
            )
        return ()

    def _prepaid(self) -> tuple[Factor, ...]:
        """Write what is left of a price that is paid in advance."""
        discount = self.prepayment_discount_percent
        if discount is None or nowhere(discount != 0):
            return ()
        if self.billed == "monthly":
            raise RuleError.of(
                "licence.prepayment",
                f"{shown(self.billed)} is not paid in advance; bill yearly or quarterly, or leave "
                "prepayment_discount_percent out",
                field="prepayment_discount_percent",
                value=discount,
            )
        return (("x", ALL - discount, "%"),)

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

    seats: Decimal = field(converter=pieces)
    price: Tariff = field(converter=as_tariff)
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
