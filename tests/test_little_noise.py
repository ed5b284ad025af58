"""An explanation leaves out what says nothing: shares of all, and what is kept back of nothing."""

from __future__ import annotations

import pytest

import printed
from cspricing import EUR, InHouse, Item, PhoneSupport, Quote, Withholding


@pytest.mark.parametrize(
    ("occupancy", "shrinkage", "rows"),
    [
        (100, 0, ["workload: 5,000 calls x 5 minutes / 60 (rounded half up) = 416.67 paid hours"]),
        (
            80,
            0,
            [
                "workload: 5,000 calls x 5 minutes / 60 (rounded half up) = 416.67 hours",
                "paid time: 416.67 hours / 80 % (rounded half up) = 520.84 paid hours",
            ],
        ),
        (
            100,
            30,
            [
                "workload: 5,000 calls x 5 minutes / 60 (rounded half up) = 416.67 hours",
                "paid time: 416.67 hours / 70 % (rounded half up) = 595.24 paid hours",
            ],
        ),
    ],
)
def test_shares_of_all_are_left_out(occupancy: int, shrinkage: int, rows: list[str]) -> None:
    """Dividing by 100 % changes nothing, and is not told."""
    team = InHouse(hourly_wage=EUR(15), occupancy_percent=occupancy, shrinkage_percent=shrinkage)
    quote = Quote.of(PhoneSupport(calls_per_month=5000, handle_minutes=5, delivery=team)).over(2)
    told = quote.explain()
    found = [" ".join(row.split()) for row in told.splitlines()]
    assert rows == [row for row in found if row.startswith(("workload", "paid time"))]
    printed.recomputed(told)
    quote.verify()


def test_nothing_is_kept_back_of_no_line() -> None:
    """A withholding stands on the invoices that have its lines, and on no other."""
    fee = Item(name="Fee", quantity=1, price=EUR(100), category="consulting")
    seats = Item(name="Seats", quantity=1, price=EUR(40), category="software", cadence="monthly")
    quote = Quote.of(fee, seats).over(2).taxed(Withholding(1, on="consulting"))
    told = quote.explain()
    assert 1 == told.count("Withholding 1 %")
    assert 2 == told.count("payable")
    printed.recomputed(told)
    quote.verify()
