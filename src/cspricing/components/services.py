"""Training and consulting: what it takes to make people good at serving customers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..errors import InvalidNumberError, RuleError, shown
from ..exact import ceil_units
from ..fields import count, flag, named_fields
from ..lifted import nowhere, require
from ..money import Price, as_price
from ..provenance import Figure
from ..tariff import PerUnit
from ..working import Working
from .base import BuiltComponent, percentage, pieces, positive, price_citations
from .effort import (
    PersonDays,
    Work,
    Worth,
    alone,
    contingency,
    flat,
    people,
    roles_alone,
    share,
    works_of,
)
from .given import group, together

_ONE: Final = Decimal(1)
_MOST_COMPLEX: Final = 10


def _complexity(value: Figure) -> Decimal:
    """Take what days are multiplied by, and not a percentage."""
    number = positive(value)
    require(
        number <= _MOST_COMPLEX,
        lambda: InvalidNumberError.of(
            "number.range",
            f"{shown(value)} times the days is no complexity; write '1.2' for 20 % more",
            value=value,
        ),
    )
    return number


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Training(BuiltComponent):
    """A course: the trainer, what it takes besides, and the paid time of those who are trained.

    Without *group_size* all trainees are one group. The trainer is paid the days of each group;
    preparation is paid once. Travel is in the category ``expense``, and all else in ``training``.

    Args:
        days: How long it takes.
        daily: What the trainer costs a day; or give *fee*, or both.
        trainees: How many take part: they count for the materials and for the time.
        fee: What a seat in the course costs, as public courses are sold.
        group_size: The most trainees in a group.
        preparation_days: Days of the trainer before the first group.
        materials: Per trainee, if any.
        catering_per_day: Per trainee and day.
        venue_per_day: Per day of a group.
        travel: Of the trainer, per group.
        trainee_wage_per_day: What a day of a trainee costs, with on-cost: a cost of one's own.
        internal: Whether the trainer is one's own: *daily* is then a cost of one's own.
        name: What documents call it.

    A local trainer costs CNY 3,000 to 8,000 a day (zx08.cn/article/415161). 25 trainees in groups
    of up to 12 are 3 groups:

    >>> from cspricing import CNY, Quote
    >>> course = Training(
    ...     days="2.5",
    ...     daily=CNY(4800),
    ...     trainees=25,
    ...     group_size=12,
    ...     materials=CNY(60),
    ...     trainee_wage_per_day=CNY(320),
    ... )
    >>> quote = Quote.of(course)
    >>> print(quote.net, "and own time", quote.cost)
    CNY 37,500.00 and own time CNY 20,000.00
    """

    title: ClassVar[str] = "Training"

    days: Decimal = field(converter=count)
    daily: Price | None = field(default=None, converter=optional(as_price))
    trainees: Decimal = field(converter=pieces)
    fee: Price | None = field(default=None, converter=optional(as_price))
    group_size: Decimal | None = field(default=None, converter=optional(group))
    preparation_days: Decimal | None = field(default=None, converter=optional(count))
    materials: Price | None = field(default=None, converter=optional(as_price))
    catering_per_day: Price | None = field(default=None, converter=optional(as_price))
    venue_per_day: Price | None = field(default=None, converter=optional(as_price))
    travel: Price | None = field(default=None, converter=optional(as_price))
    trainee_wage_per_day: Price | None = field(default=None, converter=optional(as_price))
    internal: bool = field(default=False, converter=flag)

    def build(self) -> Iterator[Charge]:
        """Charge the trainer, what comes with groups and with trainees, and the trainees' time."""
        groups, workings = self._groups()
        yield from self._trainer(groups, workings)
        yield from self._per_head("seats in the course", self.fee)
        yield from self._per_head("materials", self.materials)
        yield from self._per_group_day("venue", self.venue_per_day, groups, workings)
        if self.travel is not None:
            yield Charge(
                "travel",
                groups,
                "group",
                PerUnit(self.travel),
                "expense",
                workings=workings,
                citations=self.cited("trainees", "group_size") if workings else (),
            )
        yield from self._per_trainee_day("catering", self.catering_per_day, cost=False)
        yield from self._per_trainee_day("trainees' time", self.trainee_wage_per_day, cost=True)

    def _groups(self) -> tuple[Any, tuple[Working, ...]]:
        """Give how many groups there are, and how that came about."""
        size = self.group_size
        if size is None:
            return _ONE, ()
        groups = ceil_units(self.trainees, size)
        working = Working(
            what="groups",
            formula=(("", self.trainees, "trainee"), ("/", size, "trainee")),
            result=groups,
            unit="group",
            rounding="up",
        )
        return groups, (working,)

    def _trainer(self, groups: Any, workings: tuple[Working, ...]) -> Iterator[Charge]:  # noqa: ANN401
        if self.daily is None:
            if self.fee is None or self.preparation_days is not None or self.internal:
                raise RuleError.of(
                    "training.daily",
                    "nothing says what the trainer costs a day; state daily, or for a course that "
                    "is sold by the seat, fee alone",
                    field="daily",
                )
            return
        yield from self._per_group_day("trainer", self.daily, groups, workings, cost=self.internal)
        if self.preparation_days is not None:
            yield Charge(
                "preparation",
                self.preparation_days,
                "day",
                PerUnit(self.daily),
                "training",
                cost=self.internal,
                citations=self.cited("preparation_days"),
            )

    def _per_group_day(
        self,
        what: str,
        price: Price | None,
        groups: Any,  # noqa: ANN401
        workings: tuple[Working, ...],
        *,
        cost: bool = False,
    ) -> Iterator[Charge]:
        """Charge something for each day of each group."""
        if price is None:
            return
        days = self.days
        cited: tuple[str, ...] = ("days",)
        if workings:
            days, cited = groups * self.days, ("days", "trainees", "group_size")
            working = Working(
                what="days of all groups",
                formula=(("", groups, "group"), ("x", self.days, "day")),
                result=days,
                unit="day",
            )
            workings = (*workings, working)
        yield Charge(
            what,
            days,
            "day",
            PerUnit(price),
            "training",
            cost=cost,
            workings=workings,
            citations=self.cited(*cited),
        )

    def _per_head(self, what: str, price: Price | None) -> Iterator[Charge]:
        """Charge something for each trainee."""
        if price is not None:
            yield Charge(
                what,
                self.trainees,
                "trainee",
                PerUnit(price),
                "training",
                citations=self.cited("trainees"),
            )

    def _per_trainee_day(self, what: str, price: Price | None, *, cost: bool) -> Iterator[Charge]:
        """Charge something for each day of each trainee."""
        if price is None:
            return
        time = self.trainees * self.days
        working = Working(
            what="paid time" if cost else "time",
            formula=(("", self.trainees, "trainee"), ("x", self.days, "day")),
            result=time,
            unit="trainee day",
        )
        yield Charge(
            what,
            time,
            "trainee day",
            PerUnit(price),
            "training",
            cost=cost,
            workings=(working,),
            citations=self.cited("trainees", "days"),
        )


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Consulting(BuiltComponent):
    """Advice by the day: consultants of one or several grades, and what comes with them.

    The complexity multiplies the days, not the rates: difficult work takes longer, and a rate
    card is left as it is. The contingency is a share of the days of a single grade; of several,
    it is a share of what they cost. The success fee is due at once, like all else. Expenses are
    in the category ``expense``, so that a discount on ``consulting`` leaves them alone.

    Args:
        days: The days of one consultant; with *daily*.
        daily: What such a day costs.
        grades: Instead of both: the days of each grade, at its rate.
        complexity: What the planned days are multiplied by, such as ``"1.2"``; up to 10.
        contingency_percent: Of the work, for what nobody could foresee.
        success_fee_percent: Of *saving*; with it. It may be all that is paid: then no days are
            stated.
        saving: What the customer saves by the advice.
        expenses: Travel and the like, as one sum.
        name: What documents call it.

    G-Cloud 12 lists day rates of GBP 300 to 1,500 over the grades of SFIA:

    >>> from cspricing import GBP, PersonDays, Quote
    >>> advice = Consulting(
    ...     grades=[PersonDays("partner", 2, GBP(1500)), PersonDays("consultant", 10, GBP(700))],
    ...     complexity="1.2",
    ...     contingency_percent=10,
    ...     expenses=GBP(850),
    ... )
    >>> print(Quote.of(advice).net)
    GBP 14,050.00
    """

    title: ClassVar[str] = "Consulting"

    days: Decimal | None = field(default=None, converter=optional(count))
    daily: Price | None = field(default=None, converter=optional(as_price))
    grades: tuple[PersonDays, ...] | None = field(default=None, converter=people)
    complexity: Decimal = field(default=_ONE, converter=_complexity)
    contingency_percent: Decimal = field(default=Decimal(0), converter=count)
    success_fee_percent: Decimal | None = field(default=None, converter=optional(percentage))
    saving: Price | None = field(default=None, converter=optional(as_price))
    expenses: Price | None = field(default=None, converter=optional(as_price))

    def build(self) -> Iterator[Charge]:
        """Charge the consultants, the contingency, the success fee and the expenses."""
        if not self._success_alone():
            works = [self._billed(one) for one in self._stated()]
            for one in works:
                yield one.charge("consulting")
            cited = self.cited("contingency_percent")
            yield from contingency(works, self.contingency_percent, "consulting", cited)
        yield from self._success_fee()
        yield from flat("expenses", self.expenses, "expense")

    def _success_alone(self) -> bool:
        """Whether nothing but a share of what is saved is paid: no days, and nothing on days."""
        stated = (self.days, self.daily, self.grades)
        if self.saving is None or any(one is not None for one in stated):
            return False
        idle = (("complexity", _ONE), ("contingency_percent", Decimal(0)))
        for name, usual in idle:
            given: Any = getattr(self, name)
            require(
                given == usual,
                lambda name=name, given=given: RuleError.of(  # type: ignore[misc]
                    "consulting.days",
                    f"{name} rests on days, and none are stated; state days and daily, or grades, "
                    "or leave it out",
                    field=name,
                    value=given,
                ),
            )
        return True

    def _success_fee(self) -> Iterator[Charge]:
        """Charge a share of what is saved."""
        saving = self.saving
        together(success_fee_percent=self.success_fee_percent, saving=saving)
        if saving is None:
            return
        cited = (*price_citations("saving", saving), *self.cited("success_fee_percent"))
        yield from share(
            "success fee",
            self.success_fee_percent,
            lambda: Worth(saving, citations=cited),
            "consulting",
        )

    def _stated(self) -> list[Work]:
        """Give the days as they are planned: of the grades, or of one consultant."""
        if self.grades is None and self.days is not None and self.daily is not None:
            return alone("consultant", self.days, self.daily, self.cited("days"))
        return works_of(roles_alone("grades", self.grades, days=self.days, daily=self.daily))

    def _billed(self, planned: Work) -> Work:
        """Give the days that it takes at this complexity."""
        if nowhere(self.complexity != 1):
            return planned
        days = planned.days * self.complexity
        working = Working(
            what="complexity",
            formula=(("", planned.days, "person-day"), ("x", self.complexity, "")),
            result=days,
            unit="person-day",
        )
        return planned.times(days, working, self.cited("complexity"))
