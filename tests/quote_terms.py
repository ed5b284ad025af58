"""Strategies for when a quote runs, and when it is billed: the dates of `cspricing.Terms`.

Half of the terms are whole months without dates, as most laws need no more.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from cspricing.proration import PRORATIONS, UNDATED

MONTHS: Final = (1, 1, 1, 2, 3, 5, 12, 13, 14)

STARTS: Final = st.dates(date(1999, 1, 1), date(2101, 12, 31)) | st.builds(
    date, st.sampled_from((2023, 2024, 2100)), st.sampled_from((1, 3, 5, 7, 8, 10, 12)),
    st.sampled_from((28, 29, 30, 31)),
)  # fmt: skip
"""First days; those on which months of different lengths differ half of the time."""

BILLING_DAYS: Final = st.none() | st.sampled_from((1, 15, 28, 29, 30, 31)) | st.integers(1, 31)
DAYS: Final = st.integers(0, 100) | st.sampled_from((0, 27, 28, 30, 364, 365, 366, 450))
"""How many days a term may last besides its first one."""


@cache
@st.composite
def dated(draw: st.DrawFn, *, whole_months: bool = False) -> dict[str, Any]:
    """Draw a term on the calendar."""
    start = draw(STARTS)
    found: dict[str, Any] = {
        "start": start,
        "in_arrears": draw(st.booleans()),
        "proration": draw(st.sampled_from(PRORATIONS)),
        "due_days": draw(st.sampled_from((None, 0, 14, 30))),
    }
    if whole_months:
        return found | {"months": 1}
    found["billing_day"] = draw(BILLING_DAYS)
    if draw(st.booleans()):
        return found | {"months": draw(st.sampled_from(MONTHS))}
    return found | {"until": start + timedelta(days=draw(DAYS))}


@cache
@st.composite
def undated(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a term of whole months."""
    return {
        "months": draw(st.sampled_from(MONTHS)),
        "in_arrears": draw(st.sampled_from((False, False, False, True))),
        "proration": draw(st.sampled_from(("months", "months", *sorted(UNDATED)))),
    }


@cache
def spans(months: int | None = None, *, calendar: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Draw when a quote runs.

    Args:
        months: How many; any unless given. Then there is one invoice for each.
        calendar: Whether there may be dates, arrears and other prorations than by whole months.
    """
    if not calendar:
        return st.sampled_from(MONTHS if months is None else (months,)).map(
            lambda number: {"months": number}
        )
    if months is not None:
        return (undated() | dated(whole_months=True)).map(lambda drawn: drawn | {"months": months})
    return undated() | dated()
