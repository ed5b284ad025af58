"""What customers ask of a channel, and what it means to meet it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, DecimalException
from itertools import islice
from typing import Any, Final, Protocol, cast

from attrs import frozen

from ..charge import AnyCharge, Charge, Factor, PercentOf, Working
from ..collection import MOST_LINES, text_of
from ..errors import ComponentError, InvalidTypeError, PricingError, shown
from ..provenance import Citation
from ..written import Written
from .base import exactly, hundredths

_MINUTES: Final = Decimal(60)
_ONE: Final = Decimal(1)


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
        concurrency: How many contacts one agent handles at once, on average; a plain number.
        workings: How contacts and minutes came about, if they are not just as stated: a delivery
            shows them before its own.
        longer: Whether contacts take another time than was stated, for others are deflected.
    """

    contact: str
    contacts: Any
    handle_minutes: Any
    talk_minutes: Any
    resolution_percent: Any = None
    citations: tuple[Citation, ...] = ()
    concurrency: Decimal = _ONE
    workings: tuple[Working, ...] = ()
    longer: bool = False

    def hours(self) -> Any:  # noqa: ANN401
        """Give the hours of work in a month, half up to two decimals."""

        def found() -> Any:  # noqa: ANN401
            minutes = self.contacts * self.handle_minutes
            return hundredths(minutes, _MINUTES * self.concurrency)

        (hours,) = exactly(lambda: (found(),))
        return hours

    def workload(self) -> Working:
        """Tell how the hours of work come about."""
        formula: list[Factor] = [
            ("", self.contacts, self.contact),
            ("x", self.handle_minutes, "minute"),
            ("/", _MINUTES, ""),
        ]
        if self.concurrency != 1:
            formula.append(("/", self.concurrency, f"{self.contact} at once"))
        return Working(
            what="workload",
            formula=tuple(formula),
            result=self.hours(),
            unit="hour",
            rounding="half up",
        )


class Delivery(Protocol):
    """Anything that says what it charges to meet a demand."""

    def charges_for(self, demand: Demand) -> Iterable[Charge]:
        """Give the charges for *demand*."""
        ...


def charged(by: Delivery, demand: Demand) -> tuple[AnyCharge, ...]:
    """Ask a delivery what it charges for *demand*.

    Raises:
        ComponentError: If it raises an error of its own, or gives no list
            (``delivery.failed``).
        InvalidTypeError: If something that it gives is no charge (``type.charge``).
    """
    try:
        given: object = by.charges_for(demand)
        charges = tuple(islice(given, MOST_LINES + 1)) if isinstance(given, Iterable) else None
    except (PricingError, DecimalException):
        raise
    except Exception as error:
        raise _failed(by, f"raised {type(error).__name__}: {shown(text_of(error))}") from error
    if charges is None:
        raise _failed(by, f"gave {shown(given)}")
    for charge in charges:
        if not isinstance(charge, (Charge, PercentOf)):
            raise InvalidTypeError.of(
                "type.charge",
                f"{shown(charge)} is not a Charge; charges_for() gives Charge objects",
                field="delivery",
                value=charge,
            )
    return cast("tuple[AnyCharge, ...]", charges)


def _failed(by: Delivery, how: str) -> ComponentError:
    return ComponentError.of(
        "delivery.failed",
        f"charges_for() of {shown(by)} {how}; it takes a Demand, and gives a list of charges",
        field="delivery",
        value=by,
    )


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
