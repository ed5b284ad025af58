"""From the work there is to the hours that are paid for it.

Not all time at work is spent on contacts (occupancy), and not all paid time is at work (shrinkage):
hours of work / occupancy / (1 - shrinkage). Dividing, not adding: 70 hours at a shrinkage of 30 %
take 100 paid ones, not 91.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import evolve

from ..charge import Factor, Working
from ..errors import InvalidNumberError
from ..exact import ceil_units
from ..lifted import nowhere, require
from ..provenance import Figure
from .base import ALL, hundredths, percentage
from .demand import Demand


def occupancy(value: Figure) -> Decimal:
    """Take the share of the time at work in which contacts are handled: above 0, up to 100."""
    share = percentage(value)
    require(
        share > 0,
        lambda: InvalidNumberError.of(
            "percent.range", "an occupancy of 0 % handles nothing", value=value
        ),
    )
    return share


def shrinkage(value: Figure) -> Decimal:
    """Take the share of the paid time that is not worked: from 0, below 100."""
    share = percentage(value)
    require(
        share < ALL,
        lambda: InvalidNumberError.of(
            "percent.range", "a shrinkage of 100 % leaves nobody", value=value
        ),
    )
    return share


def productive_hours(
    demand: Demand,
    occupancy_percent: Any,  # noqa: ANN401
) -> tuple[Any, tuple[Working, ...]]:
    """Give the hours at work that a demand takes, and how they come about."""
    hours = demand.hours()
    if nowhere(occupancy_percent != ALL):
        return hours, (demand.workload(),)
    found = hundredths(hours * ALL, occupancy_percent)
    working = Working(
        what="productive time",
        formula=(("", hours, "hour"), ("/", occupancy_percent, "%")),
        result=found,
        unit="hour",
        rounding="half up",
    )
    return found, (demand.workload(), working)


def paid_hours(
    demand: Demand,
    occupancy_percent: Any,  # noqa: ANN401
    shrinkage_percent: Any,  # noqa: ANN401
) -> tuple[Any, tuple[Working, ...]]:
    """Give the paid hours that a demand takes, rounded once, and how they come about.

    What is 100 percent everywhere says nothing, and stands in no formula; if all is, the
    workload is what is paid for.
    """
    hours = demand.hours()
    left = ALL - shrinkage_percent
    shares = [share for share in (occupancy_percent, left) if not nowhere(share != ALL)]
    if not shares:
        return hours, (evolve(demand.workload(), unit="paid hour"),)
    found = hundredths(hours * ALL * ALL, occupancy_percent * left)
    over: list[Factor] = [("/", share, "%") for share in shares]
    working = Working(
        what="paid time",
        formula=(("", hours, "hour"), *over),
        result=found,
        unit="paid hour",
        rounding="half up",
    )
    return found, (demand.workload(), working)


def people_for(
    agents: Any,  # noqa: ANN401
    shrinkage_percent: Any,  # noqa: ANN401
) -> tuple[Any, tuple[Working, ...]]:
    """Give how many people it takes to have so many at work: an exact ceiling.

    >>> people_for(Decimal(21), Decimal(30))[0]
    Decimal('30')
    """
    left = ALL - shrinkage_percent
    found = ceil_units(agents * ALL, left)
    working = Working(
        what="people",
        formula=(("", agents, "agent"), ("/", left, "%")),
        result=found,
        unit="person",
        rounding="up",
    )
    return found, (working,)


def people_paid(
    hours: Any,  # noqa: ANN401
    hours_per_month: Any,  # noqa: ANN401
) -> tuple[Any, Working]:
    """Give how many people have so many paid hours in a month, and how that comes about."""
    found = ceil_units(hours, hours_per_month)
    return found, Working(
        what="people",
        formula=(("", hours, "paid hour"), ("/", hours_per_month, "paid hour")),
        result=found,
        unit="person",
        rounding="up",
    )
