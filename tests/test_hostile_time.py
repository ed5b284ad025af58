"""Dates, periods and terms that cannot be are refused, as `hostile.json` says."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any, Final

import pytest

import hostile_items
import oracles
from cspricing import EUR, Item, Money, Quote, Source, Sourced, Terms
from cspricing.errors import PricingError, PricingErrors
from cspricing.period import months_after, period
from cspricing.proration import Charged, Proration, part_factor
from hostile_items import given_by, of, refusal, seats

context_stays = hostile_items.context_stays

ADDITIVE: Final[tuple[Proration, ...]] = ("months", "days", "30/360")
STARTED: Final[tuple[Proration, ...]] = ("started_months", "none")


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


@pytest.mark.parametrize("item", of("H187"))
def test_end_before_start_is_refused(item: oracles.Case) -> None:
    """A term whose last day lies before its first one is refused, and so is one of no month."""
    start, until = item["input"].split("..")
    before = Quote.of(seats())
    for call in (
        lambda: Terms(start=start, until=until),
        lambda: before.over(start=start, until=until),
    ):
        error = refusal(call)
        assert (item["expect"]["code"], "until", "Terms") == (
            error.code,
            error.field,
            error.component,
        )
    for months in (0, -1):
        error = refusal(lambda months=months: Terms(start=start, months=months))  # type: ignore[misc]
        assert ("number.range", "months") == (error.code, error.field)


@pytest.mark.parametrize("item", of("X071"))
def test_parts_of_a_leap_year_are_of_its_own_days(item: oracles.Case) -> None:
    """A year with 29 February has 366 days, and wherever it is cut its parts sum to the whole."""
    assert item["input"] == "2023-07-01..2024-06-30 yearly 366.00, from 2024-02-29"
    quote = Quote.of(Item(name="Plan", quantity=1, price=EUR("366.00"), cadence="yearly"))
    borders = [months_after(date(2023, 7, 1), month) for month in range(13)]
    for days in range(1, 366):
        cut = borders[0] + timedelta(days=days)
        before = quote.over(start=borders[0], until=cut - timedelta(days=1), proration="days")
        assert Money(days, "EUR") == before.total
        after = part_factor(Charged(cut, borders[-1], borders), "days")
        assert after is not None
        assert (366 - days, 366) == (after.numerator, after.denominator)
    assert (
        Money(243, "EUR")
        == quote.over(start=borders[0], until="2024-02-28", proration="days").total
    )


@pytest.mark.parametrize("item", of("X073"))
def test_half_of_february_is_not_half_of_march(item: oracles.Case) -> None:
    """Each month is charged by its own days: 14 of 28, and 16 of 31; or by days of 30 a month."""
    february, march = item["input"].split(" / ")
    quote = Quote.of(Item(name="Plan", quantity=1, price=EUR("868.00"), cadence="monthly"))
    found = {
        rule: [
            quote.over(start=start, until=until, billing_day=1, proration=rule).total
            for start, until in ((february, "2023-02-28"), (march, "2023-03-31"))
        ]
        for rule in (*ADDITIVE, *STARTED)
    }
    assert {
        "months": [Money(434, "EUR"), Money(448, "EUR")],
        "days": [Money(434, "EUR"), Money(448, "EUR")],
        "30/360": [Money("462.93", "EUR"), Money(434, "EUR")],  # 16 of 30, as 15 of 30
        "started_months": [Money(868, "EUR")] * 2,
        "none": [Money(868, "EUR")] * 2,
    } == found


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
        lambda: quote.over(start="9999-12-31", until="9999-12-31"),
        lambda: quote.over(1, start="9999-12-01", proration="days"),
        lambda: quote.over(start="9999-11-05", until="9999-12-04", due_days=28),
        lambda: quote.over(start="9998-12-15", until="9999-12-20", billing_day=1),
        lambda: quote.over(1, start="0001-01-05", billing_day=10),
    ):
        error = refusal(call)
        assert (item["expect"]["code"], "start") == (error.code, error.field)
    assert date(9999, 12, 29) == period(1, date(9999, 11, 30)).end


@pytest.mark.parametrize("cadence", ["quarterly", "yearly"])
@pytest.mark.parametrize(
    ("start", "until"), [("0001-01-05", "0001-06-30"), ("9999-10-05", "9999-11-30")]
)
def test_no_period_reaches_beyond_the_calendar(cadence: str, start: str, until: str) -> None:
    """A period that is charged in part must lie within the years 1 to 9999 as a whole."""
    quote = Quote.of(seats(cadence=cadence)).over(start=start, until=until, billing_day=1)
    error = refusal(lambda: quote.total)
    assert isinstance(error, PricingErrors)
    (fault,) = error.exceptions
    assert isinstance(fault, PricingError)
    assert ("date.range", "start") == (fault.code, fault.field)
    monthly = Quote.of(seats(cadence="monthly")).on_terms(quote.terms)
    monthly.verify()


HOSTILE: Final[tuple[object, ...]] = (
    *(0.5, 1.0, float("nan"), float("inf"), "1", "", [1], (1,), {}, b"1", 1 + 0j, object),
)


@pytest.mark.parametrize("field", ["billing_day", "due_days"])
def test_days_are_whole_numbers(field: str) -> None:
    """A day of the month, and days to pay, are whole numbers within their range, and not else."""
    least, most = {"billing_day": (1, 31), "due_days": (0, 3660)}[field]
    before = Quote.of(seats())
    for hostile, code in (
        *((one, "type.int") for one in (*HOSTILE, True, False, date(2027, 1, 1))),
        *((one, "number.range") for one in (least - 1, most + 1, -1, 10**400, -(2**63))),
    ):
        for call in (
            lambda hostile=hostile: Terms(start="2027-01-01", **{field: hostile}),
            lambda hostile=hostile: before.over(1, "2027-01-01", **{field: hostile}),
        ):
            error = refusal(call)
            assert (code, field, "Terms") == (error.code, error.field, error.component)
    for good in (least, most, None):
        given: dict[str, Any] = {field: good}
        assert good == getattr(Terms(start="2027-01-01", **given), field)


def test_in_arrears_is_said_by_a_flag() -> None:
    """Whether charges are due in arrears is True or False, and nothing that looks like it."""
    for hostile in (*HOSTILE, 0, None, "yes"):
        error = refusal(lambda hostile=hostile: Terms(in_arrears=hostile))  # type: ignore[misc]
        assert ("type.flag", "in_arrears", "Terms") == (error.code, error.field, error.component)


def test_proration_is_one_of_the_rules() -> None:
    """A rule of proration is one of the five words, and nothing else."""
    for hostile in (*HOSTILE, "DAYS", "days ", 30, None, True):
        error = refusal(
            lambda hostile=hostile: Terms(start="2027-01-01", proration=hostile)  # type: ignore[misc]
        )
        assert ("proration", "proration", "Terms") == (error.code, error.field, error.component)


def test_last_days_are_dates() -> None:
    """A last day is a date, written in the one form."""
    for hostile, code in (
        ("2027-02-30", "date.syntax"),
        ("31.12.2027", "date.syntax"),
        ("", "date.syntax"),
        (20271231, "type.date"),
        (1.5, "type.date"),
        (True, "type.date"),
        ([], "type.date"),
    ):
        error = refusal(lambda hostile=hostile: Terms(start="2027-01-01", until=hostile))  # type: ignore[misc]
        assert (code, "until", "Terms") == (error.code, error.field, error.component)


@pytest.mark.parametrize(
    ("field", "value"),
    [("until", "2027-12-31"), ("billing_day", 1), ("due_days", 30), ("proration", "days"),
     ("proration", "30/360")],
)  # fmt: skip
def test_what_counts_days_needs_a_first_day(field: str, value: object) -> None:
    """A last day, a billing day, days to pay, or parts by days: without a first day, refused."""
    error = refusal(lambda: Terms(**{field: value}))  # type: ignore[arg-type]
    assert ("term.start", field, "Terms") == (error.code, error.field, error.component)
    assert "give start" in str(error)
