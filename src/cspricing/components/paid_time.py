"""From the work there is to the hours that are paid for it.

Not all time at work is spent on contacts (occupancy), and not all paid time is at work (shrinkage):
hours of work / occupancy / (1 - shrinkage). Dividing, not adding: 70 hours at a shrinkage of 30 %
take 100 paid ones, not 91.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from ..errors import InvalidNumberError
from ..exact import ceil_units
from ..lifted import nowhere, require
from ..provenance import Figure
from ..working import Factor, Working
from .base import ALL, hundreds, hundredths, percentage
from .demand import Demand


def occupancy(value: Figure) -> Decimal:
    """Take the share of the time at work in which contacts are handled: above 0, up to 100."""
    share = hundreds(percentage(value))
    require(
        share > 0,
        lambda: InvalidNumberError.of(
            "percent.range", "an occupancy of 0 % handles nothing", value=value
        ),
    )
    return share


def shrinkage(value: Figure) -> Decimal:
    """Take the share of the paid time that is not worked: from 0, below 100."""
    share = hundreds(percentage(value))
    require(
        share < ALL,
        lambda: InvalidNumberError.of(
            "percent.range", "a shrinkage of 100 % leaves nobody", value=value
        ),
    )
    return share


@frozen
class AtWork:
    """The time for which people must be at work, exactly: a quotient, and how it comes about.

    Attributes:
        above: Its numerator.
        below: Its denominator.
        formula: The quotient, as it is written.
        workings: What is told before.
    """

    above: Any
    below: Any
    formula: tuple[Factor, ...]
    workings: tuple[Working, ...]

    def over(self, *shares: Any) -> AtWork:  # noqa: ANN401
        """Divide it by shares in percent; what is 100 everywhere says nothing."""
        above, below, formula = self.above, self.below, self.formula
        for share in shares:
            if not nowhere(share != ALL):
                above, below = above * ALL, below * share
                formula = (*formula, ("/", share, "%"))
        return evolve(self, above=above, below=below, formula=formula)


def at_work(demand: Demand, occupancy_percent: Any) -> AtWork:  # noqa: ANN401
    """Give how long people must be at work in a month.

    It is the workload / occupancy; or where a promise says how soon contacts are answered, what
    keeps it, with people who are not busier than the occupancy.
    """
    if demand.promise is not None:
        kept = demand.promise.kept(demand, occupancy_percent)
        formula: tuple[Factor, ...] = (("", kept.agent_hours, "agent hour"),)
        return AtWork(kept.agent_hours, Decimal(1), formula, (demand.workload(), *kept.workings))
    above = demand.contacts * demand.handle_minutes
    work = AtWork(above, demand.minutes_of_an_hour(), demand.effort(), (demand.workload(),))
    return work.over(occupancy_percent)


def productive_hours(
    demand: Demand,
    occupancy_percent: Any,  # noqa: ANN401
) -> tuple[Any, tuple[Working, ...]]:
    """Give the hours at work that a demand takes, and how they come about."""
    if demand.promise is not None:
        work = at_work(demand, occupancy_percent)
        return work.above, work.workings
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
    *shares: Any,  # noqa: ANN401
) -> tuple[Any, tuple[Working, ...]]:
    """Give the paid hours that a demand takes, rounded once, and how they come about.

    What is 100 percent everywhere says nothing, and stands in no formula; if all is, the
    workload is what is paid for.

    Args:
        demand: What has to be met.
        occupancy_percent: The share of the time at work in which contacts are handled.
        shares: Of the paid time, those that are left by what is not worked, in percent.
    """
    if demand.promise is not None:
        hours, before = productive_hours(demand, occupancy_percent)
        unit, over = "agent hour", shares
    else:
        hours, before = demand.hours(), (demand.workload(),)
        unit, over = "hour", (occupancy_percent, *shares)
    told = [share for share in over if not nowhere(share != ALL)]
    if not told and demand.promise is None:
        return hours, (evolve(demand.workload(), unit="paid hour"),)
    found = hundredths(hours * ALL ** len(told), product(told))
    working = Working(
        what="paid time",
        formula=(("", hours, unit), *[("/", share, "%") for share in told]),
        result=found,
        unit="paid hour",
        rounding="half up",
    )
    return found, (*before, working)


def product(numbers: Iterable[Any]) -> Any:  # noqa: ANN401
    """Multiply numbers; none make 1."""
    found: Any = Decimal(1)
    for number in numbers:
        found = found * number
    return found


def people_for(
    agents: Any,  # noqa: ANN401
    shrinkage_percent: Any,  # noqa: ANN401
    open_hours: Any = None,  # noqa: ANN401
    hours_per_month: Any = None,  # noqa: ANN401
) -> tuple[Any, tuple[Working, ...]]:
    """Give how many people it takes to have so many at work: an exact ceiling.

    Args:
        agents: How many are at work at a time.
        shrinkage_percent: The share of the paid time that is not worked.
        open_hours: How long in a month; None for as long as one person is paid.
        hours_per_month: How long one person is paid in a month; with *open_hours*.

    >>> people_for(Decimal(21), Decimal(30))[0]
    Decimal('30')
    >>> people_for(Decimal(21), Decimal(30), Decimal(720), Decimal(160))[0]
    Decimal('135')
    """
    left = ALL - shrinkage_percent
    above, below = agents * ALL, left
    formula: list[Factor] = [("", agents, "agent")]
    if open_hours is not None:
        above, below = above * open_hours, below * hours_per_month
        formula.append(("x", open_hours, "open hour"))
    formula.append(("/", left, "%"))
    if open_hours is not None:
        formula.append(("/", hours_per_month, "paid hour"))
    found = ceil_units(above, below)
    people = Working(
        what="people", formula=tuple(formula), result=found, unit="person", rounding="up"
    )
    return found, (people,)


def people_paid(
    work: AtWork,
    hours_per_month: Any,  # noqa: ANN401
) -> tuple[Any, tuple[Working, ...]]:
    """Give how many people have so much time in a month, and how that comes about.

    An exact ceiling of the whole quotient: no hours are rounded before the people are counted.

    >>> mail = Demand(contact="email", contacts=Decimal("1600.032"), handle_minutes=Decimal(6))
    >>> mail.hours(), people_paid(at_work(mail, Decimal(100)), Decimal(160))[0]
    (Decimal('160.00'), Decimal('2'))
    """
    found = ceil_units(work.above, work.below * hours_per_month)
    people = Working(
        what="people",
        formula=(*work.formula, ("/", hours_per_month, "paid hour")),
        result=found,
        unit="person",
        rounding="up",
    )
    return found, (*work.workings, people)
