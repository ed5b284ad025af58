"""The totals of a quote in a second currency, for information only: each figure about so much."""

from __future__ import annotations

from attrs import frozen

from .errors import ExchangeRateError, InvalidTypeError, shown
from .fx_rate import FxRate
from .money import Currency, Money, Price
from .rounding import Rounding
from .totals import Totals


@frozen(kw_only=True, repr=False)
class Presentation:
    """Totals in another currency, each converted and rounded by itself.

    They need not add up, and nothing is charged by them.

    Attributes:
        rate: The rate of exchange.
        currency: What they are amounts of.
        rounding: By which each was rounded.
        net: After discounts, without tax.
        tax: All taxes.
        total: Net plus tax.
        payable: Total plus rounding, less what is prepaid and withheld.
    """

    rate: FxRate
    currency: Currency
    rounding: Rounding
    net: Money
    tax: Money
    total: Money
    payable: Money

    def __repr__(self) -> str:
        return f"<Presentation: about {self.payable}>"


def presented(totals: Totals, rate: FxRate, rounding: Rounding) -> Presentation:
    """Convert totals at one rate, and round each figure once.

    Raises:
        InvalidTypeError: If *rate* is no `FxRate` (``type.rate``).
        ExchangeRateError: If it is not of the currency of the totals (``fx.missing``).
    """
    if not isinstance(rate, FxRate):
        fault = f'{shown(rate)} is no rate; give FxRate("EUR", "USD", "1.09")'
        raise InvalidTypeError.of("type.rate", fault, field="rate", value=rate)
    if totals.currency not in {rate.of, rate.to}:
        fault = f"{rate.pair} says nothing of {totals.currency}; give a rate that does"
        raise ExchangeRateError.of("fx.missing", fault, field="rate", value=rate)
    currency = rate.to if totals.currency == rate.of else rate.of
    factor = rate.factor(currency)

    def about(money: Money) -> Money:
        exact = Price.exact(money.amount, 1, currency) * factor.numerator / factor.denominator
        return exact.settle(rounding)

    return Presentation(
        rate=rate,
        currency=currency,
        rounding=rounding,
        net=about(totals.net),
        tax=about(totals.tax),
        total=about(totals.total),
        payable=about(totals.payable),
    )
