"""What customers ask of a channel, and what it means to meet it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, DecimalException
from itertools import islice
from typing import Any, Final, Protocol, cast

from attrs import frozen

from ..charge import AnyCharge, Charge, PercentOf
from ..collection import MOST_LINES, text_of
from ..errors import ComponentError, InvalidTypeError, PricingError, RuleError, shown
from ..provenance import Citation
from ..working import Factor, Working
from ..written import Written
from .base import exactly, hundredths

_MINUTES: Final = Decimal(60)
_ONE: Final = Decimal(1)


@frozen(kw_only=True, repr=False)
class Origin(Written):
    """How a figure of a demand came about, and from where; of one that is just stated, nothing.

    Attributes:
        workings: How it was derived.
        citations: Where the figures behind it come from.
    """

    workings: tuple[Working, ...] = ()
    citations: tuple[Citation, ...] = ()


_STATED: Final = Origin()


@frozen
class Kept:
    """What it takes to keep a promise.

    Attributes:
        agent_hours: How long agents are at work in a month, all together.
        workings: How that comes about.
    """

    agent_hours: Decimal
    workings: tuple[Working, ...]


class Promise(Protocol):
    """How soon contacts are answered: it says who must be at work for that."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the figures of the promise come from."""
        ...

    def kept(self, demand: Demand, occupancy_percent: Any) -> Kept:  # noqa: ANN401
        """Give what keeps it, with people who are not busier than so many percent."""
        ...


@frozen(kw_only=True, repr=False)
class Demand(Written):
    """What customers ask of a channel in a month.

    Attributes:
        contact: What one contact is called, such as ``call`` or ``email``.
        contacts: How many in a month.
        handle_minutes: Time from the start of a contact to the end of the work on it.
        talk_minutes: The part of it on the phone; None where nobody talks.
        resolution_percent: The share of contacts that are resolved; None if not known.
        concurrency: How many contacts one agent handles at once, on average; a plain number.
        workings: How the contacts came about, if they are not just as stated: a delivery shows
            them before its own.
        citations: Where the figures behind the contacts come from.
        time: The same of the handling time: `Origin`.
        talk: The same of the talk time.
        resolution: The same of the share that is resolved.
        longer: Whether contacts take another time than was stated, for others are deflected.
        promise: How soon contacts are answered, and who that takes; None if nothing is promised.
    """

    contact: str
    contacts: Any
    handle_minutes: Any
    talk_minutes: Any = None
    resolution_percent: Any = None
    concurrency: Decimal = _ONE
    workings: tuple[Working, ...] = ()
    citations: tuple[Citation, ...] = ()
    time: Origin = _STATED
    talk: Origin = _STATED
    resolution: Origin = _STATED
    longer: bool = False
    promise: Promise | None = None

    def cited(self, *origins: Origin) -> tuple[Citation, ...]:
        """Give the sources of the contacts, and of what is made of them."""
        return (*self.citations, *(one for origin in origins for one in origin.citations))

    def cited_at_work(self) -> tuple[Citation, ...]:
        """Give the sources of the time for which people must be at work."""
        promised = () if self.promise is None else self.promise.citations
        return (*self.cited(self.time), *promised)

    def told(self, *origins: Origin) -> tuple[Working, ...]:
        """Give how the contacts came about, and what is made of them."""
        return (*self.workings, *(one for origin in origins for one in origin.workings))

    def hours(self) -> Any:  # noqa: ANN401
        """Give the hours of work in a month, half up to two decimals."""

        def found() -> Any:  # noqa: ANN401
            return hundredths(self.contacts * self.handle_minutes, self.minutes_of_an_hour())

        (hours,) = exactly(lambda: (found(),))
        return hours

    def minutes_of_an_hour(self) -> Decimal:
        """Give how many minutes of contacts one agent handles in an hour."""
        return _MINUTES * self.concurrency

    def effort(self) -> tuple[Factor, ...]:
        """Write the hours of work as a formula."""
        formula: tuple[Factor, ...] = (
            ("", self.contacts, self.contact),
            ("x", self.handle_minutes, "minute"),
            ("/", _MINUTES, ""),
        )
        if self.concurrency == 1:
            return formula
        return (*formula, ("/", self.concurrency, f"{self.contact} at once"))

    def talking(self, field: str, instead: str) -> Any:  # noqa: ANN401
        """Give the minutes on the phone, on which something of the name *field* rests.

        Raises:
            RuleError: If nobody talks on this channel (``demand.silent``); then *instead* is the
                remedy.
        """
        if self.talk_minutes is None:
            raise RuleError.of(
                "demand.silent",
                f"nobody talks in a contact of the kind {self.contact}; {instead}",
                field=field,
            )
        return self.talk_minutes

    def workload(self) -> Working:
        """Tell how the hours of work come about."""
        return Working(
            what="workload",
            formula=self.effort(),
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
