"""Dates, periods and terms that cannot be are refused, as `hostile.json` says."""

from __future__ import annotations

import itertools
from datetime import date

import attrs
import pytest

import hostile_items
import oracles
from cspricing import EUR, Quote, Source, Sourced, Terms
from cspricing.period import period
from hostile_items import given_by, of, refusal, seats

context_stays = hostile_items.context_stays


@pytest.mark.parametrize("item", of("H179", "H181", "H183", "H185", "X075"))
def test_dates_in_other_forms_are_refused(item: oracles.Case) -> None:
    """What is no calendar date in the one form is refused wherever a date enters, by its field."""
    hostile = given_by(item)
    before = Quote.of(seats()).over(months=12)
    for call in (
        lambda: Terms(start=hostile),
        lambda: before.over(12, start=hostile),
    ):
        error = refusal(call)
        assert (item["expect"]["code"], "start", "Terms") == (
            error.code,
            error.field,
            error.component,
        )
        assert hostile == error.value
    assert item["expect"]["code"] == refusal(lambda: Source("page", hostile)).code
    assert item["expect"]["code"] == refusal(lambda: Sourced(EUR(1), "page", hostile)).code
    assert before == Quote.of(seats()).over(months=12)


@pytest.mark.parametrize("months", [0, -1])
@pytest.mark.parametrize("item", of("H187"))
def test_end_before_start_cannot_be_written(item: oracles.Case, months: int) -> None:
    """A term is a start and a length of a month or more, so that no end lies before its start."""
    assert item["expect"]["code"] == "date.order"
    assert {"months", "start"} <= {field.name for field in attrs.fields(Terms)}
    assert not any("end" in field.name for field in attrs.fields(Terms))
    error = refusal(lambda: Terms(start="2024-02-01", months=months))
    assert ("number.range", "months") == (error.code, error.field)


@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize("item", of("X069"))
def test_month_ends_are_anchored(item: oracles.Case, year: int) -> None:
    """Each period starts so many months after the first day, clipped, and never drifts."""
    assert item["expect"]["outcome"] == "accepted"
    quote = Quote.of(seats(cadence="monthly")).over(months=13, start=date(year, 1, 31))
    starts = [invoice.period.start for invoice in quote.invoices]
    last = [31, 29 if year == 2024 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert [
        *(date(year, month, day) for month, day in enumerate(last, start=1)),
        date(year + 1, 1, 31),
    ] == starts
    for before, after in itertools.pairwise(quote.invoices):
        assert before.period.end is not None
        assert after.period.start is not None
        assert before.period.end.toordinal() + 1 == after.period.start.toordinal()


@pytest.mark.parametrize("item", of("X077"))
def test_no_date_beyond_the_calendar(item: oracles.Case) -> None:
    """A term that would end after the year 9999 is a typed refusal, not an overflow."""
    quote = Quote.of(seats())
    for call in (
        lambda: quote.over(1, start=date.max),
        lambda: quote.over(2, start=date(9999, 12, 1)),
        lambda: period(2, date(9999, 12, 1)),
    ):
        error = refusal(call)
        assert (item["expect"]["code"], "start") == (error.code, error.field)
    assert date(9999, 12, 29) == period(1, date(9999, 11, 30)).end
