"""What a longer term costs: equal invoices nothing, others no more than one invoice each.

Twenty lines over a month, and over terms in which all invoices are equal, or none is; with dates
that need a calendar, and a calendar of fifty years.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from attrs import evolve, frozen
from sample import TERMS, items_of, raw_quote
from timing import Program, interleaved, microseconds, ratio

from cspricing import Item, Money, PercentOff, Quote, Ramp, Terms
from cspricing.change import Calendar, Change, Span
from cspricing.factor import Factor
from cspricing.fields import named_fields

ROUNDS = 30
EQUAL_LIMIT = 1.5
"""36 equal months over 1."""


@frozen(repr=False, field_transformer=named_fields)
class Rising(Change):
    """A price that rises each month, so that no invoice equals another."""

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Multiply the price of each span by the day of the term on which it starts."""
        return [
            evolve(
                span,
                factors=(Factor((span.start - calendar.start).days + 1, 1, "part_of_period"),),
            )
            for span in spans
        ]


def total(items: tuple[Item, ...], terms: Terms) -> Money:
    """Price a quote."""
    return Quote.of(*items).on_terms(terms).totals.total


def dates(items: tuple[Item, ...], terms: Terms) -> int:
    """Price a quote, and read the dates of its invoices."""
    return len({invoice.due_date for invoice in Quote.of(*items).on_terms(terms).invoices})


def on(**changes: Any) -> Terms:  # noqa: ANN401
    """Give the terms of the sample over a time."""
    return evolve(TERMS, **changes)


def main() -> None:
    """Measure, and print the figures."""
    items = items_of(raw_quote(), "monthly")
    month, longer = on(months=1), on(months=36)
    ending = [PercentOff(1, lasts=n) for n in range(1, 36)]
    start = "2027-01-20"
    calendar = on(start=start, months=36, billing_day=1, proration="days")
    long = on(start=start, months=600, billing_day=1, proration="days", due_days=30)
    programs: dict[str, Program] = {
        "month": partial(total, items, month),
        "36_equal_months": partial(total, items, longer),
        "36_months_on_the_calendar": partial(total, items, calendar),
        "36_different_months_by_a_change": partial(
            total, items, evolve(longer, changes=[Rising()])
        ),
        "12_different_months_by_a_change": partial(
            total, items, evolve(on(months=12), changes=[Rising()])
        ),
        "36_months_of_35_discounts": partial(total, items, evolve(longer, discounts=ending)),
        "month_of_35_discounts": partial(total, items, evolve(month, discounts=ending)),
        "50_years_on_the_calendar": partial(total, items, long),
        "50_years_and_all_dates": partial(dates, items, long),
        "10_years_of_a_line_that_changes_every_day": partial(_every_day, items),
        "522_terms_of_a_month_from_each_week_of_10_years": partial(_from_each_week, items),
    }
    timings = interleaved(programs, rounds=ROUNDS)
    over_month = {name: ratio(one, timings["month"]) for name, one in timings.items()}
    figures = {
        "what": "a quote of 20 monthly lines to all totals, in CPU time, over that of one month",
        "limit": {"36_equal_months": EQUAL_LIMIT, "36_different_months_by_a_change": 36},
        "over_month": over_month,
        "36_over_12_different_months": ratio(
            timings["36_different_months_by_a_change"], timings["12_different_months_by_a_change"]
        ),
        "36_over_1_months_of_35_discounts": ratio(
            timings["36_months_of_35_discounts"], timings["month_of_35_discounts"]
        ),
        "microseconds": {name: microseconds(one) for name, one in timings.items()},
    }
    print(json.dumps(figures, indent=2))


def _every_day(items: tuple[Item, ...]) -> int:
    """Price a contract of ten years whose quantity is another one every day."""
    first = on(start="2027-01-20").start
    assert first is not None
    ramp = Ramp({first + timedelta(days=days): 10 + days % 7 for days in range(3652)})
    return total(items[:1], Terms(start=first, months=120, changes=[ramp])).minor


def _from_each_week(items: tuple[Item, ...]) -> int:
    """Price a contract of a month from a day of each week of ten years on."""
    first = on(start="2027-01-20").start
    assert first is not None
    return sum(
        total(items[:1], Terms(start=first + timedelta(days=days), months=1, billing_day=1)).minor
        for days in range(0, 3652, 7)
    )


if __name__ == "__main__":
    main()
