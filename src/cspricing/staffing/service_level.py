"""Service levels: what share of the contacts is answered in time, and which share that is."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from ..errors import InvalidNumberError, InvalidTextError, InvalidTypeError, shown
from .given import Number, brief, not_negative, part

Of: TypeAlias = Literal["offered", "answered", "virtual", "answered_or_abandoned"]
"""Which share is meant, once people hang up.

``offered``: answered in time, of all who call.
``answered``: answered in time, of all who are answered.
``virtual``: the share of the time in which a caller who never hangs up would be answered in time.
``answered_or_abandoned``: answered or hung up in time, of all who call.
"""

_OF: Final = ("offered", "answered", "virtual", "answered_or_abandoned")


def _target(value: Number) -> Fraction:
    share = part(value, "target")
    if share == 0:
        raise InvalidNumberError.of(
            "share.range", "a target of 0 asks for nothing; give more", field="target", value=value
        )
    return share


def _seconds(value: Number) -> Fraction:
    return not_negative(value, "within_seconds")


def _of(value: Of) -> Of:
    if not isinstance(value, str) or value not in _OF:
        raise InvalidTextError.of(
            "service_level.of",
            f"{shown(value)} is none of {', '.join(_OF)}",
            field="of",
            value=value,
        )
    return value


@frozen
class ServiceLevel:
    """A service level that a queue is to reach: 80 % of all callers answered within 20 seconds.

    A contract that does not say *of* what may be read in four ways: with a load of 10.5 erlangs, 13
    agents and a patience of 300 s, calls of 180 s answered within 20 s are 81.6 % of those
    offered, 84.4 % of those answered, 81.9 % for a patient caller, and 83.1 % wait no longer.

    Args:
        target: The share, above 0 and below 1.
        within_seconds: How long a contact may wait; from 0.
        of: Which share it is: ``offered``, ``answered``, ``virtual`` or
            ``answered_or_abandoned``. Where nobody hangs up, all are the same.

    Raises:
        InvalidNumberError: If the target is no such share (``share.range``), or the time is
            below 0 (``number.range``).
        InvalidTextError: If *of* is none of these (``service_level.of``).

    >>> ServiceLevel("0.80", within_seconds=20)
    ServiceLevel(target=Fraction(4, 5), within_seconds=Fraction(20, 1), of='offered')
    """

    target: Fraction = field(converter=_target)
    within_seconds: Fraction = field(kw_only=True, converter=_seconds)
    of: Of = field(default="offered", kw_only=True, converter=_of)

    def __str__(self) -> str:
        return f"{brief(self.target * 100)} % within {brief(self.within_seconds)} s"


def checked_level(value: ServiceLevel) -> ServiceLevel:
    """Take *value* as a service level.

    Raises:
        InvalidTypeError: If it is none (``type.service_level``).
    """
    if not isinstance(value, ServiceLevel):
        raise InvalidTypeError.of(
            "type.service_level",
            f"{shown(value)} is no service level; give ServiceLevel('0.80', within_seconds=20)",
            field="service_level",
            value=value,
        )
    return value
