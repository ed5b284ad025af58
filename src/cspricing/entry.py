"""What is known of a line before it is priced: what rules select by."""

from __future__ import annotations

from .charge import AnyCharge, Charge
from .period import Cadence


class Entry:
    """A charge and the component that it came from.

    Attributes:
        charge: The charge.
        component: The component.
        name: The name of the component, or else of its class.
        category: The category of the charge.
    """

    __slots__ = ("category", "charge", "component", "name")

    def __init__(self, charge: AnyCharge, component: object) -> None:
        self.charge = charge
        self.component = component
        self.name: str = getattr(component, "name", "") or type(component).__name__
        self.category: str = charge.category

    @property
    def what(self) -> str:
        """What is charged."""
        return self.charge.what

    @property
    def cadence(self) -> Cadence | None:
        """How often it is due; None for a percentage, due with what it rests on."""
        return self.charge.cadence if isinstance(self.charge, Charge) else None

    def __repr__(self) -> str:
        return f"<{self.name}: {self.what}>"
