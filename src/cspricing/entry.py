"""What is known of a line before it is priced: what rules select by."""

from __future__ import annotations

from collections.abc import Sequence

from .charge import AnyCharge
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
        components: Of each, the component.
        plain: Whether every charge is.
    """

    def __init__(self, charges: Sequence[AnyCharge], components: Sequence[object]) -> None:
        self.charges = charges
        self.components = components
        self.plain: bool = all(charge.plain for charge in charges)
        self._entries: tuple[Entry, ...] | None = None

    def by_category(self) -> dict[str, list[int]]:
        """Give the positions of the charges of each category."""
        found: dict[str, list[int]] = {}
        for i, charge in enumerate(self.charges):
            category = charge.category
            if category in found:
                found[category].append(i)
            else:
                found[category] = [i]
        return found

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What rules select by; made when somebody looks, for most rules need only a category."""
        if self._entries is None:
            self._entries = tuple(map(Entry, self.charges, self.components))
        return self._entries

    def only(self, positions: Sequence[int]) -> Collected:
        """Give those at *positions*."""
        return Collected(
            tuple([self.charges[i] for i in positions]),
            tuple([self.components[i] for i in positions]),
        )
