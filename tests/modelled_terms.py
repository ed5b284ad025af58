"""Terms of other billing systems, cut by their calendars: a short adapter for each.

A part of a period is what a price of 1 for the whole of it comes to, in steps, before it is
settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from attrs import evolve, field, frozen

from cspricing import (
    EUR,
    HALF_UP,
    VAT,
    AtLeast,
    Charge,
    Flat,
    Item,
    PerUnit,
    Price,
    Quote,
    Stairstep,
    Tier,
    Volume,
)
from cspricing.change import Calendar, Change, Span
from cspricing.factor import Factor
from cspricing.fields import named_fields
from cspricing.period import months_after
from modelled_tariffs import Amounts, Inputs

ONE_DAY = timedelta(days=1)


# ---------------------------------------------------------------------------- changes of one's own


@frozen(repr=False, kw_only=True, field_transformer=named_fields)
class Only(Change):
    """Charge nothing before a first day, and nothing behind a last one."""

    first: date
    last: date

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Cut the spans at both ends, and leave out what lies beyond."""
        assert calendar.dated
        for day in (self.first, self.last + ONE_DAY):
            spans = [part for span in spans for part in span.cut(day)]
        return [span for span in spans if self.first <= span.start <= self.last]


@frozen(repr=False, kw_only=True, field_transformer=named_fields)
class Share(Change):
    """Charge a share of each period, counted as no calendar counts it."""

    part: Any = field()
    whole: Any = field()
    unit: str = field()

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Multiply the price of each span, and say of what the share is."""
        assert calendar.start <= spans[0].start
        told = (("name", self.unit), ("value", f"{self.part} of {self.whole}"))
        factor = Factor(self.part, self.whole, "fact", told)
        return [evolve(span, factors=(*span.factors, factor)) for span in spans]


# ---------------------------------------------------------------------------- dates


def first_and_last(given: Inputs, name: str = "") -> tuple[date, date]:
    """Give the first and the last day of a span, which others end on the day behind it, too."""
    first = date.fromisoformat(given[f"{name}from"])
    if f"{name}to_inclusive" in given:
        return first, date.fromisoformat(given[f"{name}to_inclusive"])
    return first, date.fromisoformat(given[f"{name}to_exclusive"]) - ONE_DAY


def exactly(quote: Quote) -> Price:
    """Give what the steps of all invoices come to, before it is settled."""
    quote.verify()
    steps = [step for one in quote.invoices for line in one.lines for step in line.steps]
    return sum((step.amount for step in steps), EUR(0))


def plan(price: Price, cadence: Any = "monthly", **rest: Any) -> Item:  # noqa: ANN401
    """Make a plan at a price for each period."""
    return Item(name="Plan", price=price, cadence=cadence, **{"quantity": 1, **rest})


def proration_days(given: Inputs) -> Amounts:
    """Charge a part of a period by its days, before or behind so many whole ones."""
    if "period_from" not in given:
        first, last = first_and_last(given)
        return [Quote.of(plan(EUR(given["monthly"]))).over(
            start=first, until=last, billing_day=1).total]  # fmt: skip
    first, last = first_and_last(given)
    start, end = first_and_last(given, "period_")
    days = (end - start).days + 1
    months, cadence = next(
        one for one in ((1, "monthly"), (3, "quarterly"), (12, "yearly")) if days <= 31 * one[0]
    )
    whole = months * int(given.get("whole_periods", 0))
    quote = Quote.of(plan(EUR(given.get("amount", 1)), cadence))
    if "amount" in given:
        part = quote.over(months, start, proration="days")
        return [part.changed(Only(first=first, last=last)).total]
    if first > start:  # the part stands before whole periods
        last, billing_day = months_after(last, whole), (end + ONE_DAY).day
    else:
        first, billing_day = months_after(first, -whole), start.day
    return [exactly(quote.over(start=first, until=last, billing_day=billing_day, proration="days"))]


def proration_30_day_month(given: Inputs) -> Amounts:
    """Charge a part of a month by days of which each month has 30."""
    assert "30" == given["days_in_month"]
    first, last = first_and_last(given)
    return [exactly(Quote.of(plan(EUR(1))).over(start=first, until=last, proration="30/360"))]


def proration_months_days(given: Inputs) -> Amounts:
    """Charge whole months as such, and a month that is cut by its days."""
    first, last = first_and_last(given)
    quote = Quote.of(plan(EUR(given["monthly"])))
    return [quote.over(start=first, until=last, billing_day=int(given["anchor_day"])).total]


def proration_seconds(given: Inputs) -> Amounts:
    """Credit the time that is left of a period, by a change that counts seconds; or by days."""
    if "amount" in given:
        start, change, end = (
            int(given[f"{name}_unix"]) for name in ("period_from", "change_at", "period_to")
        )
        credit = Quote.of(plan(EUR(given["amount"]), quantity=-1)).over(1)
        left = Share(part=end - change, whole=end - start, unit="seconds left")
        credit.changed(left).verify()
        return [credit.changed(left).total]
    assert "1/2" == given["fraction_left"]
    old, new = plan(EUR(given["old"]), quantity=-1), plan(EUR(given["new"]))
    quotes = [Quote.of(old), Quote.of(new), old + new]
    half = {"start": "2027-06-16", "until": "2027-06-30", "billing_day": 1}
    return [quote.over(**half).total for quote in quotes]  # type: ignore[arg-type]


# ---------------------------------------------------------------------------- amounts


def minimum_commitment(given: Inputs) -> Amounts:
    """Prorate a minimum, and hold against it what was used in the part: so much in a whole."""
    days, whole = int(given["days"]), int(given["days_in_period"])
    tariff = AtLeast(EUR(given["minimum"]), Flat(EUR(given["used"]) * whole / days))
    quote = Quote.of(plan(tariff)).over(  # type: ignore[arg-type]
        start="2027-07-01", until=date(2027, 7, days), billing_day=1, proration="days"
    )
    (line,) = quote.invoices[0].lines
    return [step.amount.settle(HALF_UP) for step in line.steps if step.role == "shortfall"]


def coterm_renewal(given: Inputs) -> Amounts:
    """Renew a contract of so many days for others, at its price a day and an uplift."""
    first, end, renewed = date(2004, 9, 1), date(2005, 2, 28), date(2005, 12, 31)
    assert int(given["old_days"]) == (end - first).days + 1
    assert int(given["new_days"]) == (renewed - end).days
    tariff = PerUnit(EUR(given["price"]) * given["uplift"], per=given["old_days"])
    return [Quote.of(plan(tariff, "once", quantity=given["new_days"])).total]  # type: ignore[arg-type]


def rounding_level(given: Inputs) -> Amounts:
    """Settle what is due for the days of a part, and its tax once."""
    assert "30" == given["of"]
    june = {"start": date(2027, 6, 31 - int(given["days"])), "until": "2027-06-30"}
    quote = Quote.of(plan(EUR(given["amount"]))).over(**june, billing_day=1)  # type: ignore[arg-type]
    return [quote.taxed(VAT(given["tax_percent"])).total]


def display_rounding(given: Inputs) -> Amounts:
    """Show a twelfth of a year as about so much, which times twelve is not the year."""
    year = Quote.of(plan(EUR(given["annual"]), "yearly")).over(int(given["months"]))
    shown = year.monthly_recurring.settle(HALF_UP)
    by_month = Quote.of(plan(EUR(str(shown.amount)))).over(int(given["months"]))
    return [shown, by_month.total]


def volume(given: Inputs) -> Amounts:
    """Choose a tier by all units, charge so much of them, and its flat fee in full."""
    tiers = [(one["up_to"], EUR(one["unit"]), EUR(one["flat"])) for one in given["tiers"]]
    units = Volume([Tier(up_to, price) for up_to, price, _ in tiers])
    fees = Stairstep([Tier(up_to, flat=flat) for up_to, _, flat in tiers])
    quantity = given["quantity_for_tier"]
    usage, fee = (
        Charge(what, quantity, "unit", tariff, what, "monthly")
        for what, tariff in (("usage", units), ("fee", fees))
    )
    share = Share(part=_number(given["prorated_quantity"]), whole=_number(quantity), unit="units",
                  on="usage")  # fmt: skip
    quote = Quote.of(usage, fee).over(1).changed(share)
    quote.verify()
    return [quote.total]


def _number(text: str) -> Any:  # noqa: ANN401
    """Read an exact number as a factor takes it."""
    return PerUnit(EUR(text)).price(1).numerator
