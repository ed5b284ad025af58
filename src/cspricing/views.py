"""What lines and taxes say of what they are about, whether on one invoice or over a term."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from .entry import Entry
from .period import Cadence
from .provenance import any_unverified
from .tax import Tax


class _HasEntry(Protocol):
    @property
    def entry(self) -> Entry: ...


class OfEntry:
    """A view of a charge of a component, its ``entry``."""

    __slots__ = ()

    @property
    def name(self: _HasEntry) -> str:
        """The name of the component."""
        return self.entry.name

    @property
    def what(self: _HasEntry) -> str:
        """What is charged."""
        return self.entry.what

    @property
    def category(self: _HasEntry) -> str:
        """The category of the charge."""
        return self.entry.category

    @property
    def cadence(self: _HasEntry) -> Cadence | None:
        """How often it is due; None for a percentage of other lines."""
        return self.entry.cadence


class _HasRate(Protocol):
    @property
    def tax(self) -> Tax: ...

    @property
    def rate(self) -> int: ...


class OfRate:
    """A view of one ``rate`` of a ``tax``, counted from 0."""

    __slots__ = ()

    @property
    def name(self: _HasRate) -> str:
        """The tax as invoices name it."""
        return self.tax.rates[self.rate].name

    @property
    def percent(self: _HasRate) -> Decimal:
        """The rate."""
        return self.tax.rates[self.rate].percent

    @property
    def since(self: _HasRate) -> date | None:
        """The day from which the rate holds, if another one did before."""
        return self.tax.rates[self.rate].since

    @property
    def code(self: _HasRate) -> str:
        """The tax category."""
        return self.tax.code

    @property
    def reason(self: _HasRate) -> str:
        """Why nothing, or less, is charged."""
        return self.tax.reason

    @property
    def unverified(self: _HasRate) -> bool:
        """Whether it rests on a figure that nobody has verified."""
        return any_unverified(self.tax.citations)
