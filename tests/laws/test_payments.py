"""The laws of billing and payment: parts sum to the whole, and payments to what is payable.

The second opinion is written in `fractions.Fraction` and `int`, from the definitions.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any

from hypothesis import assume, example, given, strategies as st

import naive_numbers
from cspricing import (
    CHINA_FAPIAO,
    EN16931,
    EUR,
    HALF_EVEN,
    HALF_UP,
    JAPAN,
    JPY,
    KWD,
    ROUND_DOWN,
    ROUND_UP,
    VAT,
    Allowance,
    AtLeast,
    Charge,
    Currency,
    Deposit,
    Graduated,
    Item,
    Margin,
    Markup,
    Milestone,
    Milestones,
    Money,
    PercentOff,
    PerUnit,
    Prepaid,
    PricingErrors,
    Quote,
    Retention,
    Rounding,
    Terms,
    Tier,
)
from quotes import quotes

POLICIES = (
    HALF_UP,
    HALF_EVEN,
    ROUND_UP,
    ROUND_DOWN,
    EN16931,
    JAPAN,
    CHINA_FAPIAO,
    Rounding(mode="floor"),
    Rounding(mode="ceiling"),
    Rounding(mode="half_down"),
)
roundings = st.sampled_from(POLICIES)
currencies = st.sampled_from([EUR, JPY, KWD])
amounts = st.one_of(
    st.integers(0, 300),  # small: ties and borders
    st.sampled_from([1, 99, 100, 101, 10**9 - 1, 10**15]),
    st.integers(0, 10**12),
)


@st.composite
def shares(draw: st.DrawFn) -> list[int]:
    """Draw parts of 100 % in hundredths of a percent, each above nothing."""
    cuts = draw(st.sets(st.integers(1, 9999), max_size=6))
    borders = [0, *sorted(cuts), 10_000]
    return [after - before for before, after in pairwise(borders)]


@st.composite
def plans(draw: st.DrawFn, months: int) -> list[tuple[int, int]]:
    """Draw parts with the months in which they lie, in any order."""
    return [(share, draw(st.integers(1, months))) for share in draw(shares())]


def milestones(plan: list[tuple[int, int]], **rest: Any) -> Milestones:  # noqa: ANN401
    """Make the rule of a plan."""
    return Milestones(
        [Milestone(f"part {i}", f"{share / 100:.2f}", at) for i, (share, at) in enumerate(plan)],
        **rest,
    )


def naive_parts(
    exact: Fraction, plan: list[tuple[int, int]], months: int, mode: str, digits: int
) -> list[int]:
    """Settle what is due up to each month, less what was due up to the one before."""
    by_month = [sum(share for share, at in plan if at == month + 1) for month in range(months)]
    so_far = [
        naive_numbers.rounded(exact * Fraction(share, 10_000) * 10**digits, mode)
        for share in accumulate(by_month)
    ]
    return [after - before for before, after in zip([0, *so_far], so_far, strict=False)]


# ---------------------------------------------------------------------------- P17: milestones


@given(amounts, st.integers(-9, 9), plans(months=4), roundings, currencies)
@example(1, 1, [(3333, 1), (3333, 2), (3334, 3)], HALF_UP, EUR)
@example(5, 1, [(1, 1)] * 2 + [(9998, 2)], ROUND_UP, EUR)
@example(5, -1, [(5000, 1), (5000, 2)], Rounding(mode="floor"), EUR)
def test_parts_sum_to_the_settled_whole(
    minor: int, quantity: int, plan: list[tuple[int, int]], rounding: Rounding, currency: Currency
) -> None:
    """P17: parts sum to the settled sum, whatever the percentages, and are what Fractions give."""
    price = currency(minor) / 7
    item = Item(name="Project", quantity=quantity, unit="project", price=price)
    bare = Quote((item,), Terms(months=4, rounding=rounding))
    quote = bare.billed(milestones(plan))
    parts = [invoice.totals.net.minor for invoice in quote.invoices]
    assert bare.net.minor == sum(parts)
    digits = rounding.digits(currency.digits)
    unit = 10 ** (currency.digits - digits)
    exact = Fraction(minor * quantity, 7)
    assert [part * unit for part in naive_parts(exact, plan, 4, rounding.mode, digits)] == parts
    quote.verify()


@given(amounts, plans(months=3), roundings, st.integers(0, 99), st.booleans())
def test_parts_of_a_marked_up_cost_sum_to_both(
    minor: int, plan: list[tuple[int, int]], rounding: Rounding, percent: int, margin: bool
) -> None:
    """P17: the parts of a cost sum to the cost, and those of its price to the price."""
    cost = Charge("Hours", 1, "hour", EUR(minor) / 3, "labour", cost=True)
    rule = Margin(percent) if margin else Markup(percent)
    bare = Quote((cost,), Terms(months=3, rounding=rounding, markups=[rule]))
    quote = bare.billed(milestones(plan))
    assert (bare.lines[0].cost, bare.net) == (quote.lines[0].cost, quote.net)
    times = Fraction(100, 100 - percent) if margin else Fraction(100 + percent, 100)
    for exact, of in ((Fraction(minor, 3), "cost"), (Fraction(minor, 3) * times, "net")):
        expected = naive_parts(exact, plan, 3, rounding.mode, 2)
        found = [
            getattr(invoice.lines[0], of).minor if invoice.lines else 0
            for invoice in quote.invoices
        ]
        assert expected == found
    quote.verify()


@given(quotes())
def test_one_part_at_the_start_changes_nothing(quote: Quote) -> None:
    """All of what is due once, billed at the start, is as it would be without a rule."""
    assume(not any(getattr(line.entry.charge, "adjustments", ()) for line in quote.lines))
    billed = quote.billed(Milestones([Milestone("all", 100)], optional=True))
    assert quote.totals == billed.totals
    assert [one.totals for one in quote.invoices] == [one.totals for one in billed.invoices]


# ---------------------------------------------------------------------------- prepayment

TARIFFS = (
    PerUnit(EUR("1.25")),
    Graduated([Tier(10, EUR("2.00"), EUR(5)), Tier(None, EUR("1.10"))]),
    AtLeast(EUR("99.99"), PerUnit(EUR("3.01"))),
)


@given(
    st.sampled_from(TARIFFS),
    st.integers(1, 60),
    st.integers(1, 48),
    st.sampled_from([1, 2, 3, 6, 12, 24]),
    st.sampled_from(["monthly", "quarterly"]),
)
def test_prepayment_moves_whole_cents_only(
    tariff: Any,  # noqa: ANN401
    quantity: int,
    months: int,
    ahead: int,
    cadence: str,
) -> None:
    """Without a discount, what is billed ahead is what would be billed, if that is whole cents."""
    assume(cadence == "monthly" or (ahead % 3 == 0 and months % 3 == 0))
    item = Item(name="S", quantity=quantity, unit="seat", price=tariff, cadence=cadence)  # type: ignore[arg-type]
    plain = Quote.of(item).over(months)
    assume(all(len(str(i.total.amount).split(".")[1]) == 2 for i in plain.invoices))
    assume(tariff.price(quantity).settle(ROUND_DOWN) == tariff.price(quantity).settle(ROUND_UP))
    quote = plain.billed(Prepaid(ahead))
    assert plain.net == quote.net
    for start in range(0, months, ahead):
        window = plain.invoices[start : start + ahead]
        assert sum(one.total.minor for one in window) == quote.invoices[start].total.minor
        later = quote.invoices[start + 1 : start + ahead]
        assert [0] * len(later) == [one.total.minor for one in later]
    quote.verify()


@given(
    st.integers(1, 10**6), st.integers(1, 40), st.integers(1, 24), st.integers(0, 10_000), roundings
)
def test_prepayment_is_what_fractions_give(
    mills: int, months: int, ahead: int, off: int, rounding: Rounding
) -> None:
    """So many prices, settled once; of that the discount, settled once, comes off."""
    price = EUR(f"{mills // 1000}.{mills % 1000:03}")
    item = Item(name="S", quantity=1, unit="seat", price=price, cadence="monthly")
    terms = Terms(
        months=months, rounding=rounding, billing=[Prepaid(ahead, percent_off=f"{off / 100:.2f}")]
    )
    quote = Quote((item,), terms)
    for start in range(0, months, ahead):
        count = min(ahead, months - start)
        listed = naive_numbers.rounded(Fraction(mills * count, 10), rounding.mode)
        cut = naive_numbers.rounded(Fraction(listed * off, 10_000), rounding.mode)
        assert listed - cut == quote.invoices[start].totals.net.minor
    quote.verify()


# ---------------------------------------------------------------------------- payments

deposits = st.builds(
    Deposit,
    percent=st.integers(0, 100),
    of=st.sampled_from(["total", "net"]),
    set_off=st.one_of(st.just("last"), st.integers(1, 9)),
)
retentions = st.builds(
    Retention,
    st.integers(0, 100),
    of=st.sampled_from(["total", "net"]),
    months=st.integers(0, 24),
)


@given(quotes(), st.none() | deposits, st.none() | retentions)
@example(Quote.of(Allowance(amount=EUR("0.50"), category="x")), Deposit(percent=1), None)
def test_payments_sum_to_what_is_payable(
    quote: Quote, deposit: Deposit | None, retention: Retention | None
) -> None:
    """Neither changes a total, and all payments are what is payable; so is the cash flow."""
    paid = quote.paid(deposit=deposit, retention=retention)
    try:
        assert quote.totals == paid.totals
    except PricingErrors as errors:
        codes = [getattr(error, "code", "") for error in errors.exceptions]
        assert codes == ["deposit.exceeds"]
        return
    nothing = Money.of_minor(0, quote.currency)
    assert quote.payable == sum((one.amount for one in paid.payments), nothing)
    assert quote.payable == sum(paid.cash_flow().values(), nothing)
    for before, after in zip(quote.invoices, paid.invoices, strict=True):
        assert before.payable == after.payable + after.retained + after.set_off
        assert after.set_off.minor >= 0
        assert after.payable.minor >= 0 or after.payable.minor >= before.payable.minor
    paid.verify()


@given(quotes())
def test_nothing_held_changes_nothing(quote: Quote) -> None:
    """A deposit of nothing and a retention of nothing leave every payment as it is."""
    paid = quote.paid(deposit=Deposit(percent=0), retention=Retention(0))
    assert (quote.totals, quote.payments) == (paid.totals, paid.payments)


def naive_set_off(asked: int, able: list[int], first: int | None) -> list[int]:
    """Set a deposit off cent by cent: in turn over the first invoices, or from the last back."""
    taken = [0] * len(able)
    if first is None:
        order = list(reversed(range(len(able))))
        shares = [asked] + [0] * (len(able) - 1)
    else:
        count = min(first, len(able))
        order = list(range(len(able)))
        borders = [asked * i // count for i in range(count + 1)]
        shares = [after - before for before, after in pairwise(borders)]
        shares += [0] * (len(able) - count)
    carried = 0
    for place, share in zip(order, shares, strict=True):
        carried += share
        taken[place] = min(carried, able[place])
        carried -= taken[place]
    return taken


@given(
    st.integers(1, 50_000),
    st.integers(1, 9),
    st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)),
    st.one_of(st.none(), st.integers(1, 12)),
    roundings,
)
def test_payments_are_what_integers_give(
    minor: int,
    months: int,
    held: tuple[int, int],
    first: int | None,
    rounding: Rounding,
) -> None:
    """Each payment is what whole cents, counted out, give."""
    kept, asked = held
    item = Item(
        name="S", quantity=1, price=EUR(f"{minor // 100}.{minor % 100:02}"), cadence="monthly"
    )
    terms = Terms(
        months=months,
        rounding=rounding,
        taxes=[VAT(19)],
        discounts=[PercentOff(7)],
        retention=Retention(f"{kept / 100:.2f}"),
        deposit=Deposit(percent=f"{asked / 100:.2f}", set_off="last" if first is None else first),
    )
    plain = (
        Quote((item,), Terms(months=months, rounding=rounding)).less(PercentOff(7)).taxed(VAT(19))
    )
    total = plain.invoices[0].total.minor
    retained = naive_numbers.rounded(Fraction(total * kept, 10_000), rounding.mode)
    deposit = naive_numbers.rounded(Fraction(total * months * asked, 10_000), rounding.mode)
    able = [total - retained] * months
    quote = Quote((item,), terms)
    if deposit > sum(able):
        try:
            _ = quote.total
        except PricingErrors:
            return
        raise AssertionError
    set_off = naive_set_off(deposit, able, first)
    found = {(one.kind, one.invoice): one.amount.minor for one in quote.payments}
    expected = {("invoice", i + 1): able[i] - set_off[i] for i in range(months)}
    if deposit:
        expected["deposit", None] = deposit  # type: ignore[index]
    if retained:
        expected["retention", None] = retained * months  # type: ignore[index]
    assert expected == found
    quote.verify()
