"""Which rates of exchange the lines of a quote are converted by, on each of its invoices."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from .conversion import Conversion
from .due import Due
from .entry import Collected
from .errors import ExchangeRateError
from .exchange import FxRates
from .money import Currency
from .schedule import Schedule
from .terms import Terms, issue_day


class Exchanged:
    """Converts what is due into the currency of a quote.

    A rate that is not there is a fault of the quote; so that all of them are told, what cannot
    be converted stays as it is until then.

    Args:
        rates: The rates.
        currency: That of the quote.
        terms: Which say on which days invoices are issued.
        schedule: The billing periods.
        lines: What is priced.
    """

    def __init__(
        self, rates: FxRates, currency: Currency, terms: Terms, schedule: Schedule, lines: Collected
    ) -> None:
        self.rates = rates
        self.currency = currency
        self.terms = terms
        self.schedule = schedule
        self.lines = lines
        self.faults: list[Exception] = []
        self._known: dict[tuple[str, date | None], tuple[Conversion, ...]] = {}

    def code(self, currency: Currency | None) -> str:
        """Give the code of a currency that is converted; empty for that of the quote."""
        return "" if currency is None or currency == self.currency else currency.code

    def converted(self, due: Due, code: str, index: int) -> Due:
        """Convert what is due on an invoice, and was priced in a currency."""
        if not code:
            return due
        key = (code, self._day(index))
        if key not in self._known:
            self._known[key] = self._factors(*key)
        factors = self._known[key]
        return tuple([evolve(piece, factors=(*piece.factors, *factors)) for piece in due])

    def _day(self, index: int) -> date | None:
        """Give the day whose rate an invoice is converted by."""
        if self.rates.by == "invoice":
            return issue_day(self.schedule.period(index), self.terms)
        return self.rates.day or self.terms.start

    def _factors(self, code: str, day: date | None) -> tuple[Conversion, ...]:
        of, name = next(
            (one.charge.currency, one.name)
            for one in self.lines.entries
            if one.charge.currency is not None and one.charge.currency.code == code
        )
        try:
            return self.rates.factors(of, self.currency, day)
        except ExchangeRateError as error:
            error.component = name
            self.faults.append(error)
            return ()
