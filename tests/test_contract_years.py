"""Usage by contract years: terms that cut a month, changes of prices, and differences."""

from __future__ import annotations

from typing import Any

import pytest

from cspricing import (
    EUR,
    Charge,
    Free,
    Graduated,
    InForce,
    Introductory,
    Item,
    Money,
    PrepaidBlock,
    Quote,
    ServiceBand,
    ServiceCredits,
    Slice,
    Tier,
    Uplift,
    Usage,
    Volume,
)
from cspricing.errors import InvalidNumberError, PricingErrors, RuleError, TermsError

TIERS = Graduated([Tier(100, EUR(2)), Tier(None, EUR(1))])
BANDS = [ServiceBand(below=80, percent=5)]


def usage(months: int, **given: Any) -> Usage:  # noqa: ANN401
    """Make a usage of ten calls a month at 2 euros."""
    return Usage(**{"volumes": [10] * months, "unit": "call", "tariff": EUR(2), **given})


def block(months: int, **given: Any) -> PrepaidBlock:  # noqa: ANN401
    """Make a yearly block of money."""
    made = {"unit": "call", "balance": EUR(100), "tariff": EUR(2), "bought": "yearly"}
    return PrepaidBlock(**{"volumes": [10] * months, **made, **given})


def malus(months: int, **given: Any) -> ServiceCredits:  # noqa: ANN401
    """Make credits of a fee of 1000 euros that is missed each month."""
    return ServiceCredits(**{"fee": EUR(1000), "bands": BANDS, "levels": [70] * months, **given})


def faults(quote: Quote) -> list[tuple[str, str, str]]:
    """Give code, field and component of each fault of a quote."""
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    return [
        (getattr(one, "code", ""), getattr(one, "field", ""), getattr(one, "component", "") or "")
        for one in caught.value.exceptions
    ]


NAMES = ["minimum", "tiers of the year", "year to date", "balance", "units", "credits"]
BY_YEARS: list[tuple[Any, int]] = [
    (lambda n: usage(n, volumes=[0] * n, minimum_per_year=EUR(1200)), 1),
    (lambda n: usage(n, tiers_by="year", tariff=Volume([Tier(None, EUR(2))])), 1),
    (lambda n: usage(n, tiers_by="year_to_date", tariff=TIERS), 1),
    (block, 2),
    (lambda n: block(n, balance=None, units=50, price=EUR(90)), 2),
    (lambda n: malus(n, most_percent_per_year=3), 1),
]


@pytest.mark.parametrize(("make", "count"), BY_YEARS, ids=NAMES)
def test_contract_years_are_not_counted_in_periods_that_are_cut(make: Any, count: int) -> None:  # noqa: ANN401
    """Twelve months that begin or end within a billing period have thirteen: they are refused."""
    name = make(12).title
    cut = Quote.of(make(13)).over(12, start="2027-01-15", billing_day=1)
    assert [("slices.cut", "slices", name)] * count == faults(cut)
    ends = Quote.of(make(7)).over(start="2027-01-15", until="2027-07-20")
    assert [("slices.cut", "slices", name)] * count == faults(ends)
    free = Quote.of(make(7)).over(start="2027-01-15", until="2027-07-20", proration="none")
    assert [("slices.cut", "slices", name)] * count == faults(free)
    with pytest.raises(PricingErrors) as caught:
        _ = cut.total
    remedy = "bill on the day of the month on which it starts, and for whole months"
    assert remedy in str(caught.value.exceptions[0])


@pytest.mark.parametrize(("make", "count"), BY_YEARS, ids=NAMES)
def test_contract_years_are_counted_in_whole_months(make: Any, count: int) -> None:  # noqa: ANN401
    """Whole months from the start on are as they were, whatever the day and the proration."""
    assert count
    bare = Quote.of(make(12)).over(12).total
    for given in (
        {"months": 12, "start": "2027-01-15", "billing_day": 15},
        {"months": 12, "start": "2027-01-31", "proration": "days"},
        {"start": "2027-01-15", "until": "2028-01-14"},
    ):
        quote = Quote.of(make(12)).over(**given)
        assert bare == quote.total
        quote.verify()


def test_what_counts_no_years_may_be_cut() -> None:
    """Usage by the month and credits without a yearly most bear a cut month in full."""
    cut: dict[str, Any] = {"months": 2, "start": "2027-01-15", "billing_day": 1}
    assert Money(60, "EUR") == Quote.of(usage(3)).over(**cut).total
    assert Money(-150, "EUR") == Quote.of(malus(3)).over(**cut).total
    once = block(3, bought="once")
    assert Money(100, "EUR") == Quote.of(once).over(**cut).total


CHANGES = [
    Uplift(percent=5, every=6),
    Introductory(percent=50, months=3),
    Free(months=2),
    InForce(start=3),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize(
    "one",
    [
        usage(12, minimum_per_year=EUR(1200)),
        usage(12, tiers_by="year_to_date", tariff=TIERS),
        block(12, bought="once"),
        block(12),
        malus(12, most_percent_per_year=3),
    ],
)
def test_no_change_of_prices_meets_what_rests_on_earlier_invoices(one: Any, change: Any) -> None:  # noqa: ANN401
    """A price that changes would multiply what is left of a minimum or of a balance: refused."""
    quote = Quote.of(one).over(12, start="2027-01-01").changed(change)
    assert ("change.looks_back", "changes") == faults(quote)[0][:2]
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    assert "state the price in its tariff instead" in str(caught.value.exceptions[0])


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (usage(12), 252),
        (usage(12, tiers_by="year", tariff=Volume([Tier(None, EUR(2))])), 252),
        (usage(12, included=5), 126),
        (malus(12), -630),
        (block(12, balance=None, units=60, price=EUR(90), bought="once"), 222),
    ],
)
def test_plain_usage_takes_uplifts(one: Any, expected: int) -> None:  # noqa: ANN401
    """Usage that rests on no earlier invoice costs 10 % more from the seventh month on."""
    quote = Quote.of(one).over(12, start="2027-01-01").changed(Uplift(percent=10, every=6))
    assert Money(expected, "EUR") == quote.total
    quote.verify()


def test_changes_of_other_lines_leave_what_rests_on_earlier_invoices_alone() -> None:
    """A change that names other lines, or comes after the term, is no fault."""
    rent = Item(name="Rent", quantity=1, price=EUR(100), cadence="monthly", category="premises")
    one = usage(12, minimum_per_year=EUR(1200))
    quote = Quote.of(one, rent).over(12, start="2027-01-01")
    assert Money(2460, "EUR") == quote.changed(Uplift(percent=10, every=6, on="premises")).total
    quote.verify()


@pytest.mark.parametrize("name", ["counts_years", "looks_back"])
@pytest.mark.parametrize("value", [1, 0, None, "yes", 1.0, float("nan"), 10**30, [True]])
def test_hostile_flags_of_slices_are_refused(name: str, value: object) -> None:
    """Only True and False say whether slices count years, or rest on earlier ones."""
    given: dict[str, Any] = {name: value, "slices": [Slice(1, EUR(1))]}
    with pytest.raises(TypeError) as caught:
        Charge("Calls", 1, "call", EUR(1), "expense", "monthly", **given)
    assert ("type.flag", name) == (caught.value.code, caught.value.field)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "code"), [("counts_years", "slices.years"), ("looks_back", "slices.looks_back")]
)
def test_only_slices_count_years_or_look_back(name: str, code: str) -> None:
    """A charge without slices counts no contract years, and rests on no earlier ones."""
    given: dict[str, Any] = {name: True}
    with pytest.raises(TermsError) as caught:
        Charge("Calls", 1, "call", EUR(1), "expense", "monthly", **given)
    assert (code, name) == (caught.value.code, caught.value.field)


def test_probabilities_are_written_as_numbers() -> None:
    """A refusal writes what probabilities sum to as a reader would."""
    with pytest.raises(RuleError) as caught:
        malus(1, levels=[[("0.5", 70), ("0.49999", 90)]])
    assert "the probabilities of a month sum to 0.99999; give" in str(caught.value)
    with pytest.raises(InvalidNumberError) as wrong:
        Charge("Calls", 2, "call", EUR(1), "expense", "monthly", slices=[Slice(1, EUR(1))])
    assert "the slices hold 1 in all, not 2; give" in str(wrong.value)


def parts(before: Any, after: Any, months: int = 12) -> list[tuple[str, str]]:  # noqa: ANN401
    """Give kind and total of each part of a difference, which sum to the whole."""
    old, new = Quote.of(before).over(months), Quote.of(after).over(months)
    found = old.diff(new)
    assert new.total - old.total == found.change.total
    assert sum([part.total for part in found.parts], Money(0, "EUR")) == found.change.total
    return [(part.kind, str(part.total.amount)) for part in found.parts]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # prices alone
        (usage(12), usage(12, tariff=EUR(3)), [("tariff", "120.00")]),
        (malus(12), malus(12, fee=EUR(2000)), [("tariff", "-600.00")]),
        (usage(12), usage(12, minimum_per_year=EUR(1200)), [("tariff", "960.00")]),
        (usage(12), usage(12, included=5), [("tariff", "-120.00")]),
        # units alone, whatever became of what is left of a minimum
        (usage(12), usage(12, volumes=[20] * 12), [("volume", "240.00")]),
        (
            usage(12, minimum_per_year=EUR(300)),
            usage(12, volumes=[20] * 12, minimum_per_year=EUR(300)),
            [("volume", "180.00")],
        ),
        # both: units at the old price, then prices
        (
            usage(12),
            usage(12, volumes=[20] * 12, tariff=EUR(3)),
            [("volume", "240.00"), ("tariff", "240.00")],
        ),
        (
            malus(12),
            malus(12, fee=EUR(2000), levels=[70] * 6 + [90] * 6),
            [("volume", "300.00"), ("tariff", "-300.00")],
        ),
        # both, where prices rest on units: together
        (
            usage(12, minimum_per_year=EUR(300)),
            usage(12, volumes=[20] * 12, tariff=EUR(3), minimum_per_year=EUR(300)),
            [("volume", "420.00")],
        ),
    ],
)
def test_a_difference_tells_units_from_prices(
    before: Any,  # noqa: ANN401
    after: Any,  # noqa: ANN401
    expected: list[tuple[str, str]],
) -> None:
    """Slices of as many units as before are of other prices; no row tells of nothing."""
    assert expected == parts(before, after)


def test_a_difference_of_prices_of_usage_is_one_row() -> None:
    """The prices of usage are told once, in English and in Chinese."""
    found = Quote.of(usage(12)).over(12).diff(Quote.of(usage(12, tariff=EUR(3))).over(12))
    assert "Metered usage: usage: EUR 2.00 per call -> EUR 3.00 per call\n" in found.explain()
    assert 1 == len(found.parts)
    assert "billing periods" not in found.explain()
    after = Quote.of(usage(12, minimum_per_year=EUR(1200))).over(12)
    found = Quote.of(usage(12)).over(12).diff(after)
    assert "usage: prices changed" in found.explain()
    assert "价格有变" in found.explain("zh")
    (part,) = found.to_dict()["parts"]
    assert ["slices"] == [cause["field"] for cause in part["causes"]]


def test_slices_where_nothing_is_due_stay_so_midway() -> None:
    """Units and prices are told apart, too, where nothing is due in some period."""

    def calls(*quantities: int | None, price: int) -> Charge:
        slices = [None if one is None else Slice(one, EUR(price)) for one in quantities]
        total = sum(one or 0 for one in quantities)
        return Charge("Calls", total, "call", EUR(price), "expense", "monthly", slices=slices)

    before, after = calls(10, None, 10, price=2), calls(None, 10, 20, price=3)
    assert [("volume", "20.00"), ("tariff", "30.00")] == parts(before, after, 3)
    nothing = calls(None, None, 0, price=3)
    assert [("volume", "-40.00"), ("tariff", "0.00")] == parts(before, nothing, 3)


def test_usage_that_becomes_a_plain_charge_is_told() -> None:
    """A charge that is due alike in all months instead has its price at once."""
    plain = Charge("usage", 20, "call", EUR(3), "expense", "monthly")
    sliced = Charge(
        "usage", 20, "call", EUR(2), "expense", "monthly", slices=[Slice(10, EUR(2))] * 2
    )
    assert [("volume", "80.00")] == parts(sliced, plain, 2)
    assert [("volume", "-80.00")] == parts(plain, sliced, 2)


def test_workings_alone_are_no_difference() -> None:
    """Other days of months that lead to the same prices change nothing that is told."""
    tiers = Volume([Tier(None, EUR(2))])
    before = usage(2, tariff=tiers, tiers_by="day", days=[30, 30])
    after = usage(2, tariff=tiers, tiers_by="day", days=[20, 20])
    assert [] == parts(before, after, 2)
