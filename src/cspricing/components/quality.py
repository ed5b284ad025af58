"""Service quality: finding people and making them good, and listening to how they serve."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar, Final, NamedTuple

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..errors import InvalidNumberError, RuleError, shown
from ..exact import ceil_units
from ..fields import count, named_fields
from ..lifted import require
from ..money import Price, as_price
from ..provenance import Figure
from ..tariff import PerUnit
from ..working import Factor, Working
from .base import HUNDREDTH, BuiltComponent, hundredths, percentage
from .effort import flat
from .given import either, together

_ONE: Final = Decimal(1)
_YEAR: Final = Decimal(12)


def _people(value: Figure) -> Decimal:
    """Take a number of people who are counted, not paid for in parts."""
    number = count(value)
    require(
        ceil_units(number, _ONE) == number,
        lambda: InvalidNumberError.of(
            "number.whole",
            f"{shown(value)} is not a whole number, and people are hired whole; give one",
            value=value,
        ),
    )
    return number


class _Counted(NamedTuple):
    """What is paid for the people who are hired, and how it came about."""

    quantity: Any
    unit: str
    workings: tuple[Working, ...]
    cited: tuple[str, ...]

    def then(self, quantity: Any, working: Working, *cited: str) -> _Counted:  # noqa: ANN401
        """Count something else, which a further working gives."""
        workings = (*self.workings, working)
        return _Counted(quantity, working.unit, workings, (*self.cited, *cited))


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Recruiting(BuiltComponent):
    """Hiring people: once, or each year for those who leave and for growth.

    A year's hires are whole people, rounded up, and each month bears a twelfth of what they cost.
    What the company spends itself is a cost of its own; the fee of an agency is a price.

    Args:
        hires: How many are hired, once: a whole number.
        headcount: Instead: how many there are, of whom some leave; with *attrition_percent*.
        attrition_percent: The share of them who leave in a year; may exceed 100.
        growth: How many more there shall be in a year.
        cost_per_hire: What finding one costs the company: advertising, interviews, checks.
        agency_fee: What an agency is paid for one.
        training_days: Starting training of one; with *wage_per_day*.
        wage_per_day: What one costs a day meanwhile, with on-cost.
        ramp_weeks: How long one is slower than the others; with the two that follow.
        ramp_productivity_percent: What one achieves meanwhile, in the mean.
        weekly_wage: What one costs a week, with on-cost.
        name: What documents call it.

    The hiring part of replacing an agent is put at USD 3,400, and attrition at 33 % a year
    (ICMI 2017; both as apexcx reports them):

    >>> from cspricing import USD, Quote
    >>> turnover = Recruiting(headcount=40, attrition_percent=33, cost_per_hire=USD(3400))
    >>> quote = Quote.of(turnover).over(months=12)
    >>> print(quote.cost, "for", turnover.charges()[0].quantity, "hires")
    USD 47,600.04 for 14 hires
    """

    title: ClassVar[str] = "Recruiting"

    hires: Decimal | None = field(default=None, converter=optional(_people))
    headcount: Decimal | None = field(default=None, converter=optional(count))
    attrition_percent: Decimal | None = field(default=None, converter=optional(count))
    growth: Decimal | None = field(default=None, converter=optional(count))
    cost_per_hire: Price | None = field(default=None, converter=optional(as_price))
    agency_fee: Price | None = field(default=None, converter=optional(as_price))
    training_days: Decimal | None = field(default=None, converter=optional(count))
    wage_per_day: Price | None = field(default=None, converter=optional(as_price))
    ramp_weeks: Decimal | None = field(default=None, converter=optional(count))
    ramp_productivity_percent: Decimal | None = field(default=None, converter=optional(percentage))
    weekly_wage: Price | None = field(default=None, converter=optional(as_price))

    def build(self) -> Iterator[Charge]:
        """Charge finding people, teaching them, and what they cannot do yet."""
        costs = (self.cost_per_hire, self.agency_fee, self.wage_per_day, self.weekly_wage)
        if all(cost is None for cost in costs):
            raise RuleError.of(
                "recruiting.cost",
                "nothing says what a hire costs; state cost_per_hire, agency_fee, "
                "wage_per_day or weekly_wage",
                field="cost_per_hire",
            )
        hires = self._hires()
        if self.cost_per_hire is not None:
            yield self._charge("hiring", hires, self.cost_per_hire)
        if self.agency_fee is not None:
            yield self._charge("agency", hires, self.agency_fee, cost=False)
        yield from self._trained(hires)
        yield from self._ramped(hires)

    def _hires(self) -> _Counted:
        """Give how many are hired: as stated, or in a year."""
        head, leaving = self.headcount, self.attrition_percent
        unstated = all(part is None for part in (head, leaving, self.growth))
        if self.hires is not None and unstated:
            return _Counted(self.hires, "hire", (), ("hires",))
        if self.hires is not None or head is None or leaving is None:
            field = "attrition_percent" if leaving is None else "headcount"
            field = "hires" if self.hires is not None or unstated else field
            raise either("hires", "headcount and attrition_percent", field=field)
        number = head * leaving * HUNDREDTH
        formula: tuple[Factor, ...] = (("", head, "person"), ("x", leaving, "%"))
        if self.growth is not None:
            number += self.growth
            formula = (*formula, ("+", self.growth, "person"))
        whole = ceil_units(number, _ONE)
        working = Working(
            what="hires a year", formula=formula, result=whole, unit="hire", rounding="up"
        )
        return _Counted(whole, "hire", (working,), ("headcount", "attrition_percent", "growth"))

    def _trained(self, hires: _Counted) -> Iterator[Charge]:
        """Charge the paid time in starting training."""
        together(training_days=self.training_days, wage_per_day=self.wage_per_day)
        if self.training_days is None or self.wage_per_day is None:
            return
        days = hires.quantity * self.training_days
        working = Working(
            what="time in training",
            formula=(("", hires.quantity, "hire"), ("x", self.training_days, "day")),
            result=days,
            unit="day",
        )
        time = hires.then(days, working, "training_days")
        yield self._charge("starting training", time, self.wage_per_day)

    def _ramped(self, hires: _Counted) -> Iterator[Charge]:
        """Charge the wages for what new people cannot do yet."""
        weeks, percent = self.ramp_weeks, self.ramp_productivity_percent
        together(ramp_weeks=weeks, ramp_productivity_percent=percent, weekly_wage=self.weekly_wage)
        if weeks is None or percent is None or self.weekly_wage is None:
            return
        paid = hires.quantity * weeks
        lost = paid - paid * percent * HUNDREDTH
        people = hires.quantity
        formula: tuple[Factor, ...] = (
            ("", people, "hire"),
            ("x", weeks, "week"),
            ("-", people, "hire"),
            ("x", weeks, "week"),
            ("x", percent, "%"),
        )
        working = Working(what="weeks lost", formula=formula, result=lost, unit="week")
        time = hires.then(lost, working, "ramp_weeks", "ramp_productivity_percent")
        yield self._charge("productivity lost", time, self.weekly_wage)

    def _charge(self, what: str, counted: _Counted, price: Price, *, cost: bool = True) -> Charge:
        """Charge something for the hires: once, or a twelfth of it each month."""
        once = self.hires is not None
        return Charge(
            what,
            counted.quantity,
            counted.unit,
            PerUnit(price, _ONE if once else _YEAR),
            "quality",
            "once" if once else "monthly",
            cost=cost,
            workings=counted.workings,
            citations=self.cited(*counted.cited),
        )


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class QualityAssurance(BuiltComponent):
    """A share of the contacts is reviewed: by people of one's own, or by somebody outside.

    The time of one's own reviewers is a cost of one's own; what is bought, a price per review or
    a tool, is a price. The tool is software; where it listens by itself, it stands alone.

    Args:
        contacts_per_month: How many contacts there are; with *sampled_percent*.
        sampled_percent: The share of them that is reviewed.
        minutes_per_review: Mean time of a review; with *hourly_wage*.
        hourly_wage: What an hour of a reviewer costs, with on-cost.
        price_per_review: Instead of both: what somebody outside charges for one.
        tool: What a tool for recording and scoring costs a month.
        name: What documents call it.

    2.5 % of 12,000 calls at 12 minutes each, paid CNY 40 an hour (all assumed):

    >>> from cspricing import CNY, Quote
    >>> reviews = QualityAssurance(
    ...     contacts_per_month=12_000,
    ...     sampled_percent="2.5",
    ...     minutes_per_review=12,
    ...     hourly_wage=CNY(40),
    ...     tool=CNY(1500),
    ... )
    >>> quote = Quote.of(reviews)
    >>> print(quote.net, "and own cost", quote.cost)
    CNY 1,500.00 and own cost CNY 2,400.00
    """

    title: ClassVar[str] = "Quality assurance"

    contacts_per_month: Decimal | None = field(default=None, converter=optional(count))
    sampled_percent: Decimal | None = field(default=None, converter=optional(percentage))
    minutes_per_review: Decimal | None = field(default=None, converter=optional(count))
    hourly_wage: Price | None = field(default=None, converter=optional(as_price))
    price_per_review: Price | None = field(default=None, converter=optional(as_price))
    tool: Price | None = field(default=None, converter=optional(as_price))

    def build(self) -> Iterator[Charge]:
        """Charge the reviews and the tool."""
        contacts, percent = self.contacts_per_month, self.sampled_percent
        together(contacts_per_month=contacts, sampled_percent=percent)
        if contacts is not None and percent is not None:
            yield self._reviewed(contacts, percent)
        else:
            self._check_tool()
        yield from flat("tool", self.tool, "software", "monthly")

    def _check_tool(self) -> None:
        """Refuse a tool that is not there, or the cost of reviews beside it, which nobody holds."""
        reviews = (self.minutes_per_review, self.hourly_wage, self.price_per_review)
        if any(part is not None for part in reviews):
            raise RuleError.of(
                "component.together",
                "nothing says how many reviews there are; state contacts_per_month and "
                "sampled_percent, too",
                field="contacts_per_month",
            )
        if self.tool is None:
            raise RuleError.of(
                "quality.empty",
                "nothing is checked; state contacts_per_month and sampled_percent with what a "
                "review costs, or a tool, or both",
                field="contacts_per_month",
            )

    def _refused(self) -> RuleError:
        """Name the one field that, mended, leaves one way to pay for reviews in full."""
        own = {"minutes_per_review": self.minutes_per_review, "hourly_wage": self.hourly_wage}
        missing = [name for name, part in own.items() if part is None]
        other, field = "price_per_review", (missing or ["price_per_review"])[0]
        if self.price_per_review is not None and len(missing) == 1:
            (field,) = own.keys() - missing
        elif self.tool is not None and len(missing) == len(own):
            other += "; for the tool alone, leave contacts_per_month and sampled_percent out"
        return either("minutes_per_review and hourly_wage", other, field=field)

    def _reviewed(self, contacts: Any, percent: Any) -> Charge:  # noqa: ANN401
        reviews = contacts * percent * HUNDREDTH
        sampled = Working(
            what="sampled",
            formula=(("", contacts, "contact"), ("x", percent, "%")),
            result=reviews,
            unit="review",
        )
        minutes, wage, price = self.minutes_per_review, self.hourly_wage, self.price_per_review
        cited = self.cited("contacts_per_month", "sampled_percent", "minutes_per_review")
        if price is not None and minutes is None and wage is None:
            return Charge(
                "reviews",
                reviews,
                "review",
                PerUnit(price),
                "quality",
                "monthly",
                workings=(sampled,),
                citations=cited,
            )
        if price is not None or minutes is None or wage is None:
            raise self._refused()
        hours = hundredths(reviews * minutes, 60)
        working = Working(
            what="time of review",
            formula=(("", reviews, "review"), ("x", minutes, "minute"), ("/", Decimal(60), "")),
            result=hours,
            unit="hour",
            rounding="half up",
        )
        return Charge(
            "reviewers",
            hours,
            "hour",
            PerUnit(wage),
            "quality",
            "monthly",
            cost=True,
            workings=(sampled, working),
            citations=cited,
        )
