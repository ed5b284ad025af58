"""Partners and resellers: one list, what each partner pays, and what the customer pays.

    list -> distributor's discount -> reseller's discount -> customer's discount

Each sale is a quote of the same components at the same list prices, less the discounts of its
buyer. What a partner earns is the difference of two such quotes, line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from .discount import AmountOff, Discount, PercentOff
from .errors import RuleError
from .fields import named_fields, sequence_of
from .messages import Language, message
from .money import Money
from .quote import Quote, checked_quote
from .text import label
from .walk import Walk, WalkRow
from .written import Written


def _discounts(given: Discount | Iterable[Discount]) -> tuple[Discount, ...]:
    several = (given,) if isinstance(given, (PercentOff, AmountOff)) else given
    return sequence_of((PercentOff, AmountOff), several, "discount such as PercentOff(10)")


@frozen(repr=False, field_transformer=named_fields)
class Sale(Written):
    """One sale in a row: who buys, and at which discounts off list.

    Args:
        buyer: The partner or customer, by name.
        discounts: One discount or several, off the list prices.

    >>> from cspricing import PercentOff
    >>> Sale("Reseller", PercentOff(30))
    Sale('Reseller', discounts=[PercentOff(30)])
    """

    buyer: str = field(converter=label)
    discounts: tuple[Discount, ...] = field(default=(), converter=_discounts)


@frozen(kw_only=True, repr=False)
class Partner(Written):
    """Who buys from one and sells to the next, and earns the difference.

    Attributes:
        name: The partner.
        buys: The quote that it pays.
        sells: The quote that the next one pays.
    """

    name: str
    buys: Quote
    sells: Quote

    @property
    def margin(self) -> Money:
        """What it is paid less what it pays, without tax."""
        return self.sells.net - self.buys.net

    @property
    def percent(self) -> Fraction | None:
        """The margin in percent of what it is paid, exact; None if that is nothing."""
        return None if not self.sells.net else self.margin / self.sells.net * 100

    def by_component(self) -> dict[str, Money]:
        """Give the margin on each component, by its name."""
        return self._by(Quote.by_component)

    def by_category(self) -> dict[str, Money]:
        """Give the margin on each category."""
        return self._by(Quote.by_category)

    def _by(self, sums: Callable[[Quote], dict[str, Money]]) -> dict[str, Money]:
        paid = sums(self.buys)
        return {name: net - paid[name] for name, net in sums(self.sells).items()}


@frozen(kw_only=True, repr=False)
class Resale(Written):
    """Sales in a row, from the vendor to the customer.

    Attributes:
        listed: The quote at list prices.
        sales: The sales, in a row.
        quotes: The quote of each sale.
    """

    listed: Quote
    sales: tuple[Sale, ...]
    quotes: tuple[Quote, ...]

    @property
    def customer(self) -> Quote:
        """What the last buyer pays."""
        return self.quotes[-1]

    @property
    def partners(self) -> tuple[Partner, ...]:
        """All buyers but the last, who sell on."""
        return tuple(
            Partner(name=sale.buyer, buys=buys, sells=sells)
            for sale, buys, sells in zip(
                self.sales[:-1], self.quotes[:-1], self.quotes[1:], strict=True
            )
        )

    def walk(self, language: Language = "en") -> Walk:
        """Walk from what the vendor is paid, by what each partner earns, to what is paid last.

        Args:
            language: ``en`` or ``zh``, of the words.
        """
        first = self.quotes[0].net
        nothing = first - first
        rows = [_level(self.sales[0], first, first, language)]
        for partner, sale in zip(self.partners, self.sales[1:], strict=True):
            told = message("partner_margin", language, name=partner.name)
            net = partner.sells.net
            rows.append(WalkRow(kind="change", what=told, change=partner.margin, running=net))
            rows.append(_level(sale, nothing, net, language))
        return Walk(tuple(rows))


def _level(sale: Sale, change: Money, running: Money, language: Language) -> WalkRow:
    told = message("buyer_net", language, name=sale.buyer)
    return WalkRow(kind="level", what=told, change=change, running=running)


def resold(quote: Quote, *sales: Sale) -> Resale:
    """Sell a quote at list prices on and on: to each buyer less its own discounts off list.

    Args:
        quote: What is sold, at the vendor's list prices.
        sales: From the vendor's first buyer to the customer, at least one.

    Raises:
        RuleError: If there is no sale (``resale.none``).
        InvalidTypeError: If *quote* is no quote (``type.quote``), or one of *sales* no sale
            (``type.member``).

    >>> from cspricing import EUR, Item, PercentOff
    >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(40))
    >>> chain = resold(
    ...     Quote.of(seats),
    ...     Sale("Distributor", PercentOff(40)),
    ...     Sale("Reseller", PercentOff(30)),
    ...     Sale("Customer", PercentOff(10)),
    ... )
    >>> for partner in chain.partners:
    ...     print(partner.name, partner.buys.net, partner.sells.net, partner.margin)
    Distributor EUR 240.00 EUR 280.00 EUR 40.00
    Reseller EUR 280.00 EUR 360.00 EUR 80.00
    """
    checked_quote(quote)
    known: tuple[Any, ...] = sequence_of(Sale, sales, "Sale")
    if not known:
        raise RuleError.of(
            "resale.none", "nobody buys; give at least one Sale(...)", field="sales", value=known
        )
    quotes = tuple(quote.less(*sale.discounts) for sale in known)
    return Resale(listed=quote, sales=known, quotes=quotes)
