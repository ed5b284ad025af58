"""What follows a contract: its renewal, or a fee for its early end, each a quote of its own."""

from __future__ import annotations

from datetime import date
from typing import Any, Self, cast

from attrs import evolve

from .change import When
from .money import Money, Price
from .pricing import Priced
from .provenance import Figure
from .terms import Terms


class Following:
    """Gives a quote those that follow it."""

    terms: Terms

    @property
    def priced(self) -> Priced:
        """The settled amounts behind everything else."""
        raise NotImplementedError

    def renewed(
        self,
        months: int | None = None,
        *,
        until: date | str | None = None,
        uplift: Figure | None = None,
    ) -> Self:
        """Give the contract that follows this one: from the day after it ends, as it ended.

        Ramps stay at their last value, and uplifted prices where they are. What was due once
        is dropped, as are discounts that do not last forever, free and introductory periods,
        what was prepaid, approvals, and the version and validity of this quote.

        Args:
            months: How long; as long as this one unless given.
            until: The last day, instead of *months*.
            uplift: By how many percent all prices rise.

        Raises:
            TermsError: If neither is given, and this term is no whole number of months
                (``renewal.months``); or if nothing recurs any more at its end
                (``renewal.nothing``).

        >>> from cspricing import EUR, Item, Quote
        >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly")
        >>> print(Quote.of(seats).over(12, "2027-01-01").renewed(24, uplift=4).total)
        EUR 6,240.00
        """
        from .renewal import renewed  # noqa: PLC0415  on first use

        components, terms = renewed(self.priced, self.terms, months, until, uplift)
        return cast("Self", evolve(cast("Any", self), components=components, terms=terms))

    def terminated(
        self,
        on: When | str,
        *,
        percent: Figure | None = None,
        fee: Price | Money | None = None,
    ) -> Self:
        """Give the fee for ending this contract early, as a quote that explains it.

        Args:
            on: The month of the term, counted from 1, or the day from which it is ended: what
                would recur for periods that start on or after it is left.
            percent: How much of that the fee is, after discounts and without tax; or
            fee: A fixed sum.

        Raises:
            TermsError: If the day is none of the term (``termination.outside``).
            RuleError: If neither or both are given (``termination.fee``).

        >>> from cspricing import EUR, Item, Quote
        >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly")
        >>> quote = Quote.of(seats).over(36, "2027-01-01")
        >>> print(quote.terminated("2029-01-01", percent=50).total)
        EUR 1,500.00
        """
        from .renewal import left_after  # noqa: PLC0415  on first use
        from .termination import Termination  # noqa: PLC0415  on first use

        left = left_after(self.priced, self.terms, on)
        terms = Terms(currency=self.priced.currency, rounding=self.terms.rounding)
        components = (Termination(left=left, percent=percent, fee=fee),)
        return cast("Self", evolve(cast("Any", self), components=components, terms=terms))
