"""From the work there is to the hours that are paid for it.

Not all time at work is spent on contacts (occupancy), and not all paid time is at work (shrinkage):
hours of work / occupancy / (1 - shrinkage). Dividing, not adding: 70 hours at a shrinkage of 30 %
take 100 paid ones, not 91.
"""

from __future__ import annotations

from decimal import Decimal
from math import prod
from typing import Any, Final

from attrs import evolve, frozen

from ..errors import InvalidNumberError
from ..exact import ceil_units
from ..lifted import nowhere, require
from ..provenance import Figure
from ..working import Factor, Working
from .base import ALL, hundreds, hundredths, percentage
from .demand import Demand

_ONE: Final = Decimal(1)


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
    """The time for which people must be at work in a month, and what it is divided by.

    Attributes:
        hours: How long, to two decimals, as it is printed.
        unit: What these hours are.
        exact: How long it is exactly: a numerator and a denominator.
        formula: That quotient, as it is written.
        workings: What is told before.
        shares: What the hours are divided by, in percent.
    """

    hours: Any
    unit: str
    exact: tuple[Any, Any]
    formula: tuple[Factor, ...]
    workings: tuple[Working, ...]
    shares: tuple[Any, ...] = ()

    def over(self, *shares: Any) -> AtWork:  # noqa: ANN401
        """Divide it by shares in percent; what is 100 everywhere says nothing."""
        told = [share for share in shares if not nowhere(share != ALL)]
        return evolve(self, shares=(*self.shares, *told))

    @property
    def divisors(self) -> tuple[Factor, ...]:
        """The shares, as they are written."""
        return tuple(("/", share, "%") for share in self.shares)

    @property
    def left(self) -> tuple[Any, Any]:
        """What the shares multiply numerator and denominator by."""
        return ALL ** len(self.shares), prod(self.shares, start=_ONE)

    def divided(self, what: str, unit: str) -> tuple[Any, tuple[Working, ...]]:
        """Give the hours over the shares, rounded once, and how they come about."""
        times, over = self.left
        found = hundredths(self.hours * times, over)
        working = Working(
            what=what,
            formula=(("", self.hours, self.unit), *self.divisors),
            result=found,
            unit=unit,
            rounding="half up",
        )
        return found, (*self.workings, working)


def at_work(demand: Demand, occupancy_percent: Any) -> AtWork:  # noqa: ANN401
    """Give how long people must be at work in a month.

    It is the workload / occupancy; or where a promise says how soon contacts are answered, what
    keeps it, with people who are not busier than the occupancy.
    """
    workload = demand.workload()
    if demand.promise is None:
        exact = demand.contacts * demand.handle_minutes, demand.minutes_of_an_hour()
        work = AtWork(workload.result, "hour", exact, demand.effort(), (workload,))
        return work.over(occupancy_percent)
    kept = demand.promise.kept(demand, occupancy_percent)
    hours = kept.agent_hours
    formula: tuple[Factor, ...] = (("", hours, "agent hour"),)
    return AtWork(hours, "agent hour", (hours, _ONE), formula, (workload, *kept.workings))


def productive_hours(work: AtWork) -> tuple[Any, tuple[Working, ...]]:
    """Give the hours at work, and how they come about."""
    return work.divided("productive time", "hour") if work.shares else (work.hours, work.workings)


def paid_hours(work: AtWork) -> tuple[Any, tuple[Working, ...]]:
    """Give the hours that are paid for so much work, rounded once, and how they come about.

    If nothing is divided, the workload is what is paid for.
    """
    if work.shares or work.unit != "hour":
        return work.divided("paid time", "paid hour")
    (workload,) = work.workings
    return work.hours, (evolve(workload, unit="paid hour"),)


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
    (above, below), (times, over) = work.exact, work.left
    found = ceil_units(above * times, below * over * hours_per_month)
    people = Working(
        what="people",
        formula=(*work.formula, *work.divisors, ("/", hours_per_month, "paid hour")),
        result=found,
        unit="person",
        rounding="up",
    )
    return found, (*work.workings, people)
