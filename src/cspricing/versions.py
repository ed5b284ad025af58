"""What a quote answers as a version: when it holds, what it revises, and what made it dearer.

What compares quotes is imported when two are compared first.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve, fields

from .charge import Component
from .errors import InvalidTypeError, shown
from .figures import Figures
from .revision import day_asked, is_valid, next_version, revisable
from .terms import Terms

if TYPE_CHECKING:
    from .difference import Difference


class Versioned(Figures):
    """One version of an offer, of which there may be others.

    Attributes:
        components: What is offered.
        terms: What the price depends on besides.
    """

    components: tuple[Component, ...]
    terms: Terms

    def valid(self, on: date | str) -> bool:
        """Whether it may be accepted on a day: no clock is read.

        >>> from cspricing import Quote, Terms
        >>> Quote(terms=Terms(valid_until="2027-03-31")).valid("2027-04-01")
        False
        """
        return is_valid(self.terms.valid_from, self.terms.valid_until, day_asked(on))

    @property
    def identifier(self) -> str:
        """A short text that is another one as soon as an input is: 16 hexadecimal digits.

        Raises:
            PricingErrors: If the quote cannot be priced.
        """
        from .identity import identifier_of  # noqa: PLC0415  on first use

        return identifier_of(self.priced.entries, self.terms)

    def revised(self, *components: Component, **terms: Any) -> Self:  # noqa: ANN401
        """Make the next version: one more than this, which it names as its parent.

        Args:
            components: All that is offered now; the same as before if none is given.
            terms: Fields of `Terms` to change; the others stay, those of validity too.

        Raises:
            TermsError: If there is no such field, or it is ``version`` or ``parent``
                (``terms.field``).

        >>> from cspricing import Quote, Terms
        >>> Quote(terms=Terms(currency="EUR", version=2)).revised().terms.version
        3
        """
        next_one = {"version": next_version(self.terms.version), "parent": self.identifier}
        changes = revisable(terms, fields(Terms), next_one)
        kind: Any = type(self)
        made: Self = kind(components or self.components, evolve(self.terms, **changes))
        return made

    def diff(self, other: Versioned) -> Difference:
        """Find what makes *other*, a later quote, dearer or cheaper than this one.

        Raises:
            InvalidTypeError: If *other* is no quote (``type.quote``).
            CurrencyMismatchError: If it is of another currency (``currency.mixed``).
            PricingErrors: If one of the two cannot be priced.

        >>> from cspricing import EUR, Item, Quote
        >>> one, other = (Quote.of(Item(name="Seats", quantity=n, price=EUR(40))) for n in (25, 30))
        >>> print(one.diff(other).total)
        EUR 200.00
        """
        from .difference import difference  # noqa: PLC0415  on first use

        if not isinstance(other, Versioned):
            fault = f"{shown(other)} is not a quote; give Quote.of(...)"
            raise InvalidTypeError.of("type.quote", fault, field="other", value=other)
        return difference(self.priced, other.priced, self.terms, other.terms)
