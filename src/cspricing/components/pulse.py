"""Billing pulses: time that a provider bills in whole units, each contact rounded up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from ..errors import RuleError
from ..exact import ceil_units
from ..fields import citations, count, keep_citations, named_fields, sequence_of
from ..lifted import require
from ..provenance import Citation
from ..working import Factor, Working
from ..written import Written
from .base import ALL, HUNDREDTH, hundredths, percentage
from .demand import Demand

_MINUTE: Final = Decimal(60)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class CallLength(Written):
    """A length of calls, and the share of the calls that last so long.

    Args:
        seconds: How long.
        percent: The share of all calls.

    >>> CallLength(seconds=61, percent=40)
    CallLength(seconds=61, percent=40)
    """

    seconds: Decimal = field(converter=count)
    percent: Decimal = field(converter=percentage)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)


def call_lengths(given: Iterable[CallLength]) -> tuple[CallLength, ...]:
    """Take lengths of which the shares add up to 100 percent.

    Raises:
        RuleError: If they do not (``delivery.lengths``).
    """
    lengths = sequence_of(CallLength, given, "CallLength")
    if lengths:
        total: Any = sum(length.percent for length in lengths)
        require(
            total == ALL,
            lambda: RuleError.of(
                "delivery.lengths", f"the shares of the lengths add up to {total} %, not to 100 %"
            ),
        )
    return lengths


def mean_seconds(lengths: Iterable[CallLength]) -> Any:  # noqa: ANN401
    """Give how long a call is on average."""
    return sum((one.seconds * one.percent for one in lengths), Decimal(0)) * HUNDREDTH


def by_mean(
    demand: Demand,
    minutes: Any,  # noqa: ANN401
    seconds: Any,  # noqa: ANN401
    unit: str,
) -> tuple[Any, tuple[Working, ...]]:
    """Give the billed minutes if every contact had the mean length."""
    pulses = ceil_units(minutes * _MINUTE, seconds)
    working = Working(
        what="pulses of one contact",
        formula=(("", minutes, "minute"), ("x", _MINUTE, ""), ("/", seconds, "second")),
        result=pulses,
        unit="pulse",
        rounding="up",
    )
    total, billed = _billed(demand, pulses, seconds, unit)
    return total, (working, billed)


def by_length(
    demand: Demand,
    lengths: Iterable[CallLength],
    seconds: Any,  # noqa: ANN401
    unit: str,
) -> tuple[Any, tuple[Working, ...]]:
    """Give the billed minutes of contacts of several lengths, each rounded up by itself."""
    workings: list[Working] = []
    terms: list[Factor] = []
    mean: Any = 0
    for length in lengths:
        pulses = ceil_units(length.seconds, seconds)
        share = pulses * length.percent * HUNDREDTH
        mean = mean + share
        terms.append(("+" if terms else "", share, "pulse"))
        workings += _of_length(length, seconds, pulses, share)
    if len(terms) > 1:
        workings.append(
            Working(what="mean pulses", formula=tuple(terms), result=mean, unit="pulse")
        )
    total, billed = _billed(demand, mean, seconds, unit)
    return total, (*workings, billed)


def _of_length(
    length: CallLength,
    seconds: Any,  # noqa: ANN401
    pulses: Any,  # noqa: ANN401
    share: Any,  # noqa: ANN401
) -> list[Working]:
    return [
        Working(
            what="pulses of one contact",
            formula=(("", length.seconds, "second"), ("/", seconds, "second")),
            result=pulses,
            unit="pulse",
            rounding="up",
        ),
        Working(
            what="their share",
            formula=(("", pulses, "pulse"), ("x", length.percent, "%")),
            result=share,
            unit="pulse",
        ),
    ]


def _billed(
    demand: Demand,
    pulses: Any,  # noqa: ANN401
    seconds: Any,  # noqa: ANN401
    unit: str,
) -> tuple[Any, Working]:
    total = hundredths(demand.contacts * pulses * seconds, 60)
    return total, Working(
        what="billed time",
        formula=(
            ("", demand.contacts, demand.contact),
            ("x", pulses, "pulse"),
            ("x", seconds, "second"),
            ("/", _MINUTE, ""),
        ),
        result=total,
        unit=unit,
        rounding="half up",
    )
