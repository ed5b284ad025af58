"""Laws of usage that varies by month: true-up, cumulative tiers, roll-over, drawdown, credits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from random import Random

from hypothesis import example, given, strategies as st

import naive_usage
from cspricing import (
    EUR,
    Baseline,
    Component,
    Graduated,
    PrepaidBlock,
    Quote,
    ServiceBand,
    ServiceCredits,
    Tier,
    Usage,
    Volume,
)
from cspricing.baseline import Adjusts
from cspricing.slice import Slice

CENT = Fraction(1, 100)
ONE = Decimal(1)

VOLUMES = st.lists(
    st.integers(0, 24).map(lambda halves: Decimal(halves * 5).scaleb(-1))
    | st.integers(0, 10**7).map(Decimal),
    min_size=1,
    max_size=26,
)
UNIT_PRICES = st.integers(0, 400).map(lambda mills: Decimal(mills * 5).scaleb(-3))
AMOUNTS = st.integers(0, 4000).map(lambda halves: Decimal(halves * 5).scaleb(-1))


@st.composite
def bands(draw: st.DrawFn) -> list[tuple[Decimal | None, Decimal]]:
    """Draw tiers: up to which quantity, at which price."""
    borders = draw(st.lists(st.integers(1, 60).map(Decimal), max_size=3, unique=True).map(sorted))
    return [(end, draw(UNIT_PRICES)) for end in (*borders, None)]


Bands = list[tuple[Decimal | None, Decimal]]


def tiers(drawn: Bands) -> list[Tier]:
    """Make tiers of what was drawn."""
    return [Tier(end, EUR(price)) for end, price in drawn]


def plain(drawn: Bands) -> list[tuple[Fraction | None, Fraction]]:
    """Make plain numbers of what was drawn."""
    return [(None if end is None else Fraction(end), Fraction(price)) for end, price in drawn]


def fractions(numbers: Sequence[Decimal]) -> list[Fraction]:
    """Make fractions of decimals."""
    return list(map(Fraction, numbers))


def quoted(component: Component, months: int) -> Quote:
    """Price a component over its months, and check what is printed of it."""
    quote = Quote.of(component).over(months=months)
    quote.verify()
    return quote


def billed(component: Component, months: int, what: str = "usage") -> list[Fraction]:
    """Give the settled amount of a line on each invoice."""
    invoices = quoted(component, months).invoices
    return [
        sum((Fraction(line.net.amount) for line in one.lines if line.what == what), Fraction(0))
        for one in invoices
    ]


def exact(usage: Usage) -> list[Fraction]:
    """Give what each month costs, before it is settled."""
    (charge,) = usage.charges()
    slices = [one for one in charge.slices if isinstance(one, Slice)]  # type: ignore[union-attr]
    return [one.tariff.price(one.quantity).fraction for one in slices]


def carried(amounts: Sequence[Fraction]) -> list[Fraction]:
    """Round amounts so that what rounding leaves counts in the next one."""
    rest = Fraction(0)
    found: list[Fraction] = []
    for amount in amounts:
        found.append(naive_usage.half_up(amount + rest) if amount else amount)
        rest += amount - found[-1]
    return found


@given(VOLUMES, bands())
@example([Decimal(1)] * 3, [(None, Decimal("0.335"))])
@example([Decimal(1), Decimal(0)], [(None, Decimal("0.005"))])
def test_cumulative_tiers_add_up_to_the_year(volumes: list[Decimal], drawn: Bands) -> None:
    """What months are billed sums to the price of all units of a year, however they are spread."""
    usage = Usage(
        volumes=volumes, unit="call", tariff=Graduated(tiers(drawn)), tiers_by="year_to_date"
    )
    found = billed(usage, len(volumes))
    price = naive_usage.graduated(plain(drawn))
    assert carried(naive_usage.by_year_to_date(fractions(volumes), price)) == found
    years = [volumes[first : first + 12] for first in range(0, len(volumes), 12)]
    whole = sum((price(Fraction(sum(year))) for year in years), Fraction(0))
    assert naive_usage.half_up(whole) == sum(found)


@given(VOLUMES, bands(), st.randoms(use_true_random=False))
def test_any_slicing_of_a_year_costs_the_same(
    volumes: list[Decimal], drawn: Bands, random: Random
) -> None:
    """Volume tiers over the year to date cost the same whichever month uses what."""
    year = volumes[:12]
    other = random.sample(year, len(year))
    made = [
        Usage(volumes=one, unit="call", tariff=Volume(tiers(drawn)), tiers_by="year_to_date")
        for one in (year, other, [sum(year, Decimal(0))])
    ]
    whole = sum(exact(made[2]), Fraction(0))
    for one in made:
        assert whole == sum(exact(one), Fraction(0))
        assert abs(whole - sum(billed(one, len(one.volumes)))) <= CENT / 2


@given(VOLUMES, UNIT_PRICES, AMOUNTS)
@example([Decimal(1)] * 12, Decimal("0.005"), Decimal("0.1"))
@example([Decimal(0)], Decimal(0), Decimal(1))
def test_a_year_costs_its_minimum_or_its_use(
    volumes: list[Decimal], price: Decimal, minimum: Decimal
) -> None:
    """With true-up, a contract year costs the larger of its minimum and of what was used."""
    usage = Usage(volumes=volumes, unit="call", tariff=EUR(price), minimum_per_year=EUR(minimum))
    found = billed(usage, len(volumes))
    expected = naive_usage.trued_up(
        [Fraction(one) * Fraction(price) for one in volumes], Fraction(minimum)
    )
    assert carried(expected) == found
    year = volumes[:12]
    whole = max(Fraction(minimum) * len(year) / 12, Fraction(sum(year)) * Fraction(price))
    assert naive_usage.half_up(whole) == sum(found[:12])


@given(VOLUMES, UNIT_PRICES)
def test_a_minimum_of_nothing_changes_no_month(volumes: list[Decimal], price: Decimal) -> None:
    """A minimum of 0 a year, nothing included and no roll-over change no exact amount."""
    bare = Usage(volumes=volumes, unit="call", tariff=EUR(price))
    same = Usage(
        volumes=volumes,
        unit="call",
        tariff=EUR(price),
        included=0,
        roll_over_months=5,
        minimum_per_year=EUR(0),
    )
    expected = [(Fraction(n) * Fraction(price)) for n in volumes]
    assert expected == exact(bare)
    assert expected == exact(same)


@given(VOLUMES, bands(), st.integers(0, 30), st.integers(0, 14))
@example([Decimal(0), Decimal(20)], [(None, Decimal(1))], 10, 1)
def test_roll_over_gives_what_was_unused_and_no_more(
    volumes: list[Decimal], drawn: Bands, granted: int, months: int
) -> None:
    """Unused units are free later, the oldest first; never more than were unused."""
    usage = Usage(
        volumes=volumes,
        unit="call",
        tariff=Graduated(tiers(drawn)),
        included=granted,
        roll_over_months=months,
    )
    numbers = fractions(volumes)
    expected = naive_usage.rolled_over(numbers, Fraction(granted), months)
    assert expected == [Fraction(one.billed) for one in usage.allowances]
    price = naive_usage.graduated(plain(drawn))
    found = billed(usage, len(volumes))
    assert [naive_usage.half_up(price(one)) for one in expected] == found
    zero, each = Fraction(0), Fraction(granted)
    without = [max(one - each, zero) for one in numbers]
    assert all(few <= many for few, many in zip(expected, without, strict=True))
    free = [one - few - min(one, each) for one, few in zip(numbers, expected, strict=True)]
    unused = [max(each - one, zero) for one in numbers]
    for taken, left in zip(accumulate(free), accumulate(unused), strict=True):
        assert taken <= left
    for one in usage.allowances:
        assert one.lapsed >= 0
        assert len(one.brought) <= months


@given(VOLUMES, bands(), st.lists(st.integers(1, 31), min_size=26, max_size=26))
@example([Decimal(2), Decimal("2.5")], [(Decimal(1), Decimal(2)), (None, Decimal(1))], [2] * 26)
def test_the_average_day_picks_the_price(
    volumes: list[Decimal], drawn: Bands, days: list[int]
) -> None:
    """All units of a month cost the price of the tier of its daily average, rounded half up."""
    usage = Usage(
        volumes=volumes,
        unit="call",
        tariff=Volume(tiers(drawn)),
        tiers_by="day",
        days=days[: len(volumes)],
    )
    expected = [
        naive_usage.half_up(
            volume * naive_usage.unit_price(plain(drawn), naive_usage.half_up(volume / of))
        )
        for volume, of in zip(fractions(volumes), days, strict=False)
    ]
    assert expected == billed(usage, len(volumes))


@given(VOLUMES, bands())
def test_the_year_picks_the_price(volumes: list[Decimal], drawn: Bands) -> None:
    """All units of a contract year cost the price of the tier of its volume."""
    usage = Usage(volumes=volumes, unit="call", tariff=Volume(tiers(drawn)), tiers_by="year")
    numbers = fractions(volumes)
    expected: list[Fraction] = []
    for month, volume in enumerate(numbers):
        first = month - month % 12
        year = sum(numbers[first : first + 12], Fraction(0))
        expected.append(naive_usage.half_up(volume * naive_usage.unit_price(plain(drawn), year)))
    assert expected == billed(usage, len(volumes))


@given(VOLUMES, UNIT_PRICES, AMOUNTS, st.sampled_from(["once", "yearly", "rolls"]), st.booleans())
def test_a_block_covers_what_it_holds(
    volumes: list[Decimal], price: Decimal, held: Decimal, bought: str, money: bool
) -> None:
    """A block is drawn down month by month; what is bought is never less than what is drawn."""
    yearly, rolls = bought != "once", bought == "rolls"
    block = PrepaidBlock(
        volumes=volumes,
        unit="call",
        units=None if money else held,
        balance=EUR(held) if money else None,
        price=EUR(7),
        tariff=EUR(price),
        bought="yearly" if yearly else "once",
        rolls_over=rolls,
    )
    unit = Fraction(price) if money else Fraction(1)
    left = naive_usage.drawn(fractions(volumes), Fraction(held), unit, yearly=yearly, rolls=rolls)
    times = Fraction(1) if money else Fraction(price)
    assert [naive_usage.half_up(one * times) for one in left] == billed(block, len(volumes))
    blocks = len(range(0, len(volumes), 12)) if yearly else 1
    assert 7 * blocks == sum(billed(block, len(volumes), "block"))
    used = sum(fractions(volumes)) * unit - sum(left)
    assert used <= blocks * Fraction(held)


LEVELS = st.lists(
    st.integers(0, 200).map(lambda halves: Decimal(halves * 5).scaleb(-1)), min_size=1, max_size=26
)
SHARES = st.integers(0, 100).map(Decimal)


@given(
    LEVELS,
    st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=4, unique_by=lambda pair: pair[0]),
    AMOUNTS,
    SHARES,
    SHARES | st.none(),
)
@example(
    list(map(Decimal, "010")), [(Decimal(1), Decimal(1))], Decimal("0.5"), Decimal(1), Decimal(1)
)
@example([Decimal(0)] * 13, [(Decimal(50), Decimal(10))], Decimal("0.5"), Decimal(100), Decimal(1))
def test_credits_follow_the_level_within_their_most(
    levels: list[Decimal],
    drawn: list[tuple[Decimal, Decimal]],
    fee: Decimal,
    month: Decimal,
    year: Decimal | None,
) -> None:
    """A month is credited by the lowest band it lies under, within the most of month and year."""
    malus = ServiceCredits(
        fee=EUR(fee),
        bands=[ServiceBand(below=below, percent=percent) for below, percent in drawn],
        levels=levels,
        most_percent_per_month=month,
        most_percent_per_year=year,
    )
    credited = naive_usage.credited(
        fractions(levels),
        [(Fraction(below), Fraction(percent)) for below, percent in drawn],
        Fraction(fee),
        Fraction(month),
        None if year is None else Fraction(year),
    )
    found = billed(malus, len(levels), "service credit")
    negative = [-one for one in credited]
    assert (
        carried(negative) if year is not None else list(map(naive_usage.half_up, negative))
    ) == found
    if year is not None:
        first = credited[:12]
        most = Fraction(fee) * len(first) * Fraction(year) / 100
        assert -sum(found[:12]) <= naive_usage.half_up(most)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 100)), min_size=1, max_size=5), SHARES)
def test_the_expected_credit_is_the_mean_of_the_credits(
    weights: list[tuple[int, int]], percent: Decimal
) -> None:
    """Of levels that may be reached, the credit is the sum of probability times credit."""
    total = sum(weight for weight, _ in weights)
    outcomes = [(Decimal(weight).scaleb(-2), level) for weight, level in weights]
    outcomes.append((Decimal(100 - total).scaleb(-2), 100))
    bands = [ServiceBand(below=50, percent=percent)]
    malus = ServiceCredits(fee=EUR(1000), bands=bands, levels=[outcomes])
    low = Fraction(sum(weight for weight, level in weights if level < 50), 100)
    expected = naive_usage.half_up(-low * Fraction(percent) * 10)
    assert [expected] == billed(malus, 1, "service credit")


@given(
    st.integers(0, 40),
    UNIT_PRICES,
    UNIT_PRICES,
    st.integers(0, 60),
    st.sampled_from(["excess", "all"]),
)
def test_a_dead_band_of_nothing_changes_nothing(
    volume: int, more: Decimal, less: Decimal, quantity: int, adjusts: Adjusts
) -> None:
    """A dead band of 0 % is none, and within a band the baseline costs what it costs."""
    bare = Baseline(volume, EUR(10), EUR(more), EUR(less))
    same = Baseline(volume, EUR(10), EUR(more), EUR(less), dead_band=0, adjusts=adjusts)
    assert bare.steps(quantity) == same.steps(quantity)
    wide = Baseline(volume, EUR(10), EUR(more), EUR(less), dead_band=25, adjusts=adjusts)
    if abs(quantity - volume) * 4 <= volume:
        assert EUR(10) == wide.price(quantity)
    elif adjusts == "all":
        assert bare.price(quantity) == wide.price(quantity)
