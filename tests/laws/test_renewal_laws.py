"""A contract that is renewed again and again bills whole months, wherever it started."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import example, given, strategies as st

from cspricing import EUR, Item, Quote

SEATS = Item(name="Seats", quantity=10, unit="seat", price=EUR(25), cadence="monthly")
REVIEW = Item(name="Review", quantity=1, unit="review", price=EUR(900), cadence="quarterly")
STARTS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
LATE = st.builds(
    lambda start, day: start.replace(day=min(day, monthrange(start.year, start.month)[1])),
    STARTS,
    st.integers(29, 31),
)


def after(start: date, months: int) -> date:
    """Count months on the calendar, by the number of the month alone."""
    year, month = divmod(12 * start.year + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@given(
    start=STARTS | LATE, months=st.integers(1, 14), times=st.integers(1, 6), stated=st.booleans()
)
@example(start=date(2027, 8, 30), months=6, times=1, stated=True)
@example(start=date(2027, 1, 31), months=1, times=6, stated=True)
@example(start=date(2027, 1, 31), months=1, times=6, stated=False)
@example(start=date(2027, 1, 29), months=1, times=3, stated=True)
@example(start=date(2028, 2, 29), months=12, times=4, stated=True)
def test_renewals_bill_whole_months(start: date, months: int, times: int, *, stated: bool) -> None:
    """Each of them starts and ends as the months are counted from the first day of all."""
    quote = Quote.of(SEATS).over(months, start)
    for number in range(1, times + 1):
        quote = quote.renewed(months if stated else None)
        assert after(start, number * months) == quote.terms.start
        assert [Decimal(250)] * months == [one.total.amount for one in quote.invoices]
        last = quote.invoices[-1].period.end
        assert after(start, (number + 1) * months) - timedelta(1) == last
        assert (months, EUR(250)) == (quote.months, quote.monthly_recurring)


@given(start=LATE, quarters=st.integers(1, 4), times=st.integers(1, 4), in_arrears=st.booleans())
@example(start=date(2027, 8, 31), quarters=2, times=1, in_arrears=True)
def test_renewals_bill_whole_quarters(
    start: date, quarters: int, times: int, *, in_arrears: bool
) -> None:
    """So it is for what is charged each quarter, in advance and in arrears."""
    quote = Quote.of(REVIEW).over(3 * quarters, start, in_arrears=in_arrears)
    for _ in range(times):
        quote = quote.renewed()
        assert Decimal(900 * quarters) == quote.total.amount
    quote.verify()
