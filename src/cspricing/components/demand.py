"""What customers ask of a channel, and what it means to meet it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, Protocol

from attrs import frozen

from ..charge import Charge, Working
from ..errors import InvalidTypeError, shown
from ..provenance import Citation
from ..written import Written
from .base import exactly, hundredths

_MINUTES: Final = Decimal(60)


@frozen(kw_only=True, repr=False)
class Demand(Written):
    """What customers ask of a channel in a month.

    Attributes:
        contact: What one contact is called, such as ``call`` or ``email``.
        contacts: How many in a month.
        handle_minutes: Time from the start of a contact to the end of the work on it.
        talk_minutes: The part of it with the customer.
        resolution_percent: The share of contacts that are resolved; None if not known.
        citations: Where these figures come from.
    """

    contact: str
    contacts: Any
    handle_minutes: Any
    talk_minutes: Any
    resolution_percent: Any = None
    citations: tuple[Citation, ...] = ()

    def hours(self) -> Any:  # noqa: ANN401
        """Give the hours of work in a month, half up to two decimals."""
        (found,) = exactly(lambda: (hundredths(self.contacts * self.handle_minutes, 60),))
        return found

    def workload(self) -> Working:
        """Tell how the hours of work come about."""
        return Working(
            what="workload",
            formula=(
                ("", self.contacts, self.contact),
                ("x", self.handle_minutes, "minute"),
                ("/", _MINUTES, ""),
            ),
            result=self.hours(),
            unit="hour",
            rounding="half up",
        )


class Delivery(Protocol):
    """Anything that says what it charges to meet a demand."""

    def charges_for(self, demand: Demand) -> Iterable[Charge]:
        """Give the charges for *demand*."""
        ...


def delivery(value: Delivery) -> Delivery:
    """Take *value* as a delivery.

    Raises:
        InvalidTypeError: If it does not say what it charges (``type.delivery``).
    """
    if isinstance(value, type) or not callable(getattr(value, "charges_for", None)):
        raise InvalidTypeError.of(
            "type.delivery",
            f"{shown(value)} is not a delivery; give Outsourced(...) or InHouse(...)",
            value=value,
        )
    return value
