"""Factors that turn a price into one of another currency."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from .factor import Factor, Factors
from .money import Currency
from .provenance import Citation


@frozen(repr=False)
class Conversion(Factor):
    """A rate of exchange, or the spread on it, as a factor of a price.

    Attributes:
        to: What it converts to.
        citations: Where it comes from.

    >>> print(Conversion(1, 8, "fx_rate", to=Currency.of("EUR")))
    1 / 8
    """

    to: Currency = field(kw_only=True)
    citations: tuple[Citation, ...] = field(default=(), kw_only=True)


def conversions(factors: Factors) -> tuple[Conversion, ...]:
    """Give those of several factors that convert."""
    return tuple([one for one in factors if isinstance(one, Conversion)])


def cited_in(factors: Iterable[Factor]) -> tuple[Citation, ...]:
    """Give where the rates among several factors come from, each once."""
    found = [one.citations for one in factors if isinstance(one, Conversion)]
    return tuple(dict.fromkeys(citation for some in found for citation in some))
