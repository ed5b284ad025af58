"""Changes over the term that cannot be are refused, each with its code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import cspricing
from contract_samples import SEATS, code_of
from cspricing import (
    EUR,
    Added,
    Change,
    Free,
    Indexed,
    InForce,
    PricingError,
    Quote,
    Ramp,
    Source,
    Sourced,
    Uplift,
)

WRONG: Any = [0, -1, 601, True, 1.5, None, "soon", "2027-13-01", [], {}, Decimal("NaN")]


anything: Any = cspricing
"""The library, to type checkers who would refuse too."""

REFUSED: list[tuple[Any, str]] = [
    (lambda: anything.Ramp({}), "change.ramp"),
    (lambda: anything.Ramp([(1, 2), (1, 3)]), "change.ramp"),
    (lambda: anything.Ramp(5), "type.ramp"),
    (lambda: anything.Ramp([5]), "type.ramp"),
    (lambda: anything.Ramp([(1, 2, 3)]), "type.ramp"),
    (lambda: anything.Ramp({1: -1}), "number.negative"),
    (lambda: anything.Ramp({1: 1.5}), "type.float"),
    (lambda: anything.Ramp({True: 1}), "type.int"),
    (
        lambda: anything.Ramp([(date.fromordinal(day + 1), 1) for day in range(18_601)]),
        "limit.count",
    ),
    (lambda: anything.Ramp({1: 1}, whole=True), "change.whole"),
    (lambda: anything.Ramp({1: 1}, percent=1), "type.flag"),
    (lambda: anything.Productivity({1: 0}), "change.productivity"),
    (lambda: anything.Uplift(-100), "change.percent"),
    (lambda: anything.Uplift(1001), "change.percent"),
    (lambda: anything.Uplift("NaN"), "number.nonfinite"),
    (lambda: anything.Uplift(0.1), "type.float"),
    (lambda: anything.Uplift(3, of="first"), "change.of"),
    (lambda: anything.Uplift(3, every=0), "number.range"),
    (lambda: anything.Uplift(3, every=True), "type.int"),
    (lambda: anything.Uplift(3, first=0), "number.range"),
    (lambda: anything.Uplift(3, first=None), "type.date"),
    (lambda: anything.Indexed({}), "change.index"),
    (lambda: anything.Indexed(5), "type.index"),
    (lambda: anything.Indexed([5]), "type.index"),
    (lambda: anything.Indexed({"2027-01-01": 0}), "change.index"),
    (lambda: anything.Indexed({1: 100}), "type.date"),
    (lambda: anything.Indexed([anything.IndexValue("2027-01-01", 1)] * 2), "change.index"),
    (lambda: anything.Indexed({date.fromordinal(n + 1): 1 for n in range(10_001)}), "limit.count"),
    (lambda: anything.Indexed({"2027-01-01": 1}, cap=1, floor=2), "change.cap"),
    (lambda: anything.Indexed({"2027-01-01": 1}, cap=-100), "change.percent"),
    (lambda: anything.Indexed({"2027-01-01": 1}, name=""), "text.empty"),
    (lambda: anything.Free(-1), "number.range"),
    (lambda: anything.Free(1.0), "type.int"),
    (lambda: anything.Introductory(1), "change.introductory"),
    (lambda: anything.Introductory(1, percent=5, price=EUR(1)), "change.introductory"),
    (lambda: anything.Introductory(1, percent=1001), "change.percent"),
    (lambda: anything.Introductory(1, percent=-1), "number.negative"),
    (lambda: anything.Introductory(1, price=5), "type.price"),
    (lambda: anything.Added(-1, 1), "number.negative"),
    (lambda: anything.Added(1, 1, billed="later"), "change.billed"),
    (lambda: anything.Removed(1, 1, credit="no"), "type.flag"),
    (InForce, "change.in_force"),
    (lambda: anything.Lapsed(recurring=None), "type.flag"),
    (lambda: anything.Repriced(-1), "number.range"),
    (lambda: anything.Repriced(1, 0), "change.over"),
    (lambda: anything.Added(1, 1, on=5), "type.selector"),
    (lambda: anything.Added(1, 1, citations=5), "type.member"),
]
"""What cannot be made, and the code of its refusal."""


@pytest.mark.parametrize(("make", "code"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_is_refused(make: Any, code: str) -> None:  # noqa: ANN401
    """Each refusal has its code, and names the class and the field."""
    with pytest.raises(PricingError) as caught:
        make()
    assert code == caught.value.code
    assert caught.value.component
    assert caught.value.field


@pytest.mark.parametrize("wrong", WRONG, ids=map(repr, WRONG))
def test_hostile_moments(wrong: Any) -> None:  # noqa: ANN401
    """No moment is made of what is none."""
    for make in (
        lambda: Added(1, wrong),
        lambda: Ramp({str(wrong): 1} if isinstance(wrong, (list, dict)) else {wrong: 1}),
        lambda: Uplift(1, first=wrong),
        lambda: Free(1, start=wrong),
    ):
        with pytest.raises(PricingError):
            make()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Uplift(3, first="2028-01-01"), "change.start"),
        (Indexed({"2027-01-01": 1}, first=1), "change.start"),
        (Uplift(-60, first=1, every=1, of="list"), "change.percent"),
        (Uplift("1.25", first=1, every=1), "change.digits"),
        (Uplift(-60, first=1, every=1, of="list", decimals=2), "change.percent"),
    ],
)
def test_what_does_not_fit_the_term_is_refused(change: Change, code: str) -> None:
    """Days need dates, prices do not fall below 0, and factors stay exact."""
    assert code == code_of(Quote.of(SEATS).over(60).changed(change))


def test_an_index_needs_values_and_few_digits() -> None:
    """It needs a value for each day, and what it compounds to must stay exact."""
    quote = Quote.of(SEATS).over(24, "2027-01-01")
    late = Indexed({"2027-06-01": 100})
    assert "change.index" == code_of(quote.changed(late))
    values = {date(2027 + n // 12, n % 12 + 1, 1): f"1{n:02}.123456" for n in range(24)}
    assert "change.digits" == code_of(quote.changed(Indexed(values, first=2, every=1)))
    table: Any = {"2027-01-01": Sourced(1, "page"), "2028-01-01": 2}
    assert Source("page") == Indexed(table).values[0].citations[0].source
