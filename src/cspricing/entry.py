"""What is known of a line before it is priced: what rules select by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from .charge import AnyCharge
from .money import Currency
from .period import Cadence


def named(component: object) -> str:
    """Give the name of a component, or else of its class."""
    try:
        name: object = getattr(component, "name", "")
    except Exception:  # noqa: BLE001  (a component of one's own may compute its name)
        name = ""
    return name if isinstance(name, str) and name else type(component).__name__


class Entry:
    """A charge and the component that it came from.

    Attributes:
        charge: The charge.
        component: The component.
        name: The name of the component, or else of its class.
        category: The category of the charge.
    """

    def __init__(self, charge: AnyCharge, component: object) -> None:
        self.charge = charge
        self.component = component
        self.name: str = named(component)
        self.category: str = charge.category

    @property
    def what(self) -> str:
        """What is charged."""
        return self.charge.what

    @property
    def cadence(self) -> Cadence | None:
        """How often it is due; None for a percentage, due with what it rests on."""
        return self.charge.cadence

    def __repr__(self) -> str:
        return f"<{self.name}: {self.what}>"


class Collected:
    """All charges of a quote, and of each the component that it came from.

    Attributes:
        charges: The charges.
        by_category: The positions of the charges of each category.
        cadences: How often they are due.
        currency: That of all of them; None if they have none, or several.
        plain: Whether every charge is.
    """

    def __init__(self, components: Sequence[object], given: Sequence[Sequence[AnyCharge]]) -> None:
        """Collect the charges that each of *components* has *given*."""
        self._components = components
        self._given = given
        self._entries: tuple[Entry, ...] | None = None
        self.charges: Sequence[AnyCharge] = tuple(chain.from_iterable(given))
        self._survey()

    def _survey(self) -> None:
        """Look once at all charges for what rules and invoices may ask of them."""
        charges = self.charges
        by_category: dict[str, list[int]] = {}
        for position, charge in enumerate(charges):
            category = charge.category
            if category in by_category:
                by_category[category].append(position)
            else:
                by_category[category] = [position]
        self.by_category: dict[str, list[int]] = by_category
        cadences: set[Cadence | None] = {charge.cadence for charge in charges}
        self.cadences: set[Cadence] = {cadence for cadence in cadences if cadence is not None}
        first = charges[0].currency if charges else None
        others = [charge.currency for charge in charges if charge.currency is not first]
        self.currency: Currency | None = None if others else first
        self.plain: bool = not [charge for charge in charges if not charge.plain]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What rules select by; made when somebody looks, for most rules need only a category."""
        if self._entries is None:
            pairs = zip(self._components, self._given, strict=True)
            self._entries = tuple(
                [Entry(charge, component) for component, charges in pairs for charge in charges]
            )
        return self._entries

    def only(self, positions: Sequence[int]) -> Collected:
        """Give those at *positions*."""
        kept = [self.entries[position] for position in positions]
        return Collected([one.component for one in kept], [(one.charge,) for one in kept])
