"""Pooling: how many agents a common queue saves over separate ones."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from ..errors import InvalidTypeError, LimitError, StaffingError, shown
from .erlang import workload
from .given import Number, positive
from .goals import goals
from .required import agents_keeping
from .service_level import ServiceLevel

MOST_QUEUES: Final = 10_000
"""How many queues may be pooled."""


def _load(value: Number) -> Fraction:
    return workload(value)


def _handle_seconds(value: Number) -> Fraction:
    return positive(value, "handle_seconds")


@frozen
class Workload:
    """What one queue brings.

    Args:
        load: The offered load in erlangs; from 0 to 10^7.
        handle_seconds: How long a contact takes, with the work after it; above 0.

    Raises:
        InvalidNumberError: If a number is outside its domain (``number.range``).
    """

    load: Fraction = field(converter=_load)
    handle_seconds: Fraction = field(converter=_handle_seconds)


@frozen
class Pooling:
    """The agents that queues require, each for itself and all together.

    Attributes:
        separate: How many each queue requires, in their order.
        pooled: How many the common queue requires.
    """

    separate: tuple[int, ...]
    pooled: int

    @property
    def separately(self) -> int:
        """How many the queues require together, if each has its own agents."""
        return sum(self.separate)

    @property
    def saved(self) -> int:
        """How many fewer the common queue requires."""
        return self.separately - self.pooled


def pooled(  # noqa: PLR0913  goals are stated by name
    queues: Iterable[Workload],
    service_level: ServiceLevel | None = None,
    *,
    max_occupancy: Number | None = None,
    patience_seconds: Number | None = None,
    max_average_wait_seconds: Number | None = None,
    max_abandonment: Number | None = None,
) -> Pooling:
    """Compare queues with agents of their own with one queue that all agents answer.

    All keep the same goals. The handling time of the common queue is the average over all
    contacts. Where the handling times are equal, the common queue never requires more; where they
    differ much, short contacts wait behind long ones, which a model with one average does not
    show. What lies between, agents with two skills each, saves nearly as much as the common queue
    (Wallace and Whitt, 2005).

    Args:
        queues: The work of each; at least one.
        service_level: As in `required_agents`, and so are the other goals.
        max_occupancy: The largest share of their time in which agents may be busy.
        patience_seconds: How long contacts are ready to wait on average.
        max_average_wait_seconds: The longest average wait over all contacts.
        max_abandonment: The largest share of the contacts that may give up.

    Raises:
        InvalidTypeError: If something else is given for a queue (``type.workload``) or for the
            service level (``type.service_level``).
        InvalidNumberError: If a goal is outside its domain, or all queues together bring more
            than 10^7 erlangs (``number.range``, ``share.range``).
        LimitError: If there are more than 10,000 queues (``queues.limit``).
        StaffingError: If there is no queue (``queues.empty``), no goal (``staffing.goal``), or
            one on abandonment without a patience (``staffing.patience``).

    Source: Smith and Whitt, 1981.

    >>> from cspricing.staffing import ServiceLevel
    >>> found = pooled([Workload(10, 180)] * 5, ServiceLevel("0.80", within_seconds=20))
    >>> found.separately, found.pooled, found.saved
    (70, 56, 14)
    """
    taken = _queues(queues)
    stated = goals(
        service_level, max_occupancy, patience_seconds, max_average_wait_seconds, max_abandonment
    )
    load = workload(sum((queue.load for queue in taken), Fraction()))
    rate = sum((queue.load / queue.handle_seconds for queue in taken), Fraction())
    handling = load / rate if load else Fraction(1)
    return Pooling(
        separate=tuple(agents_keeping(queue.load, queue.handle_seconds, stated) for queue in taken),
        pooled=agents_keeping(load, handling, stated),
    )


def _queues(queues: Iterable[Workload]) -> list[Workload]:
    if not isinstance(queues, Iterable):
        raise _no_workload(queues)
    taken: list[Workload] = []
    for queue in queues:
        if not isinstance(queue, Workload):
            raise _no_workload(queue)
        if len(taken) == MOST_QUEUES:
            raise LimitError.of(
                "queues.limit",
                f"there are more than {MOST_QUEUES} queues; pool in steps",
                field="queues",
            )
        taken.append(queue)
    if not taken:
        raise StaffingError.of(
            "queues.empty", "there is no queue; give one or more", field="queues"
        )
    return taken


def _no_workload(value: object) -> InvalidTypeError:
    return InvalidTypeError.of(
        "type.workload",
        f"{shown(value)} is no workload; give a list, such as [Workload(10, 180)]",
        field="queues",
        value=value,
    )
