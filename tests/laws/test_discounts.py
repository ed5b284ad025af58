"""The laws of discounts (P9 to P11, P28), each with the conditions without which it is false."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import example, given, strategies as st

import naive_shares
from cspricing import EUR, VAT, Allowance, AmountOff, Exempt, Item, Money, PercentOff, Quote, Terms
from cspricing.sheet import Sheet
from line_tests import OfCategory
from quote_figures import figures, totals_of
from quote_parts import CATEGORIES, PLAIN, cents, items, percents
from quotes import quotes, selectors


def on(*components: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put components on terms."""
    return Quote(components, Terms(**terms))


def nets(quote: Quote) -> list[int]:
    """Give the net amount of each line in minor units."""
    return [line.net.minor for line in quote.lines]


def sheets(quote: Quote) -> list[Sheet]:
    """Give the amounts of each invoice."""
    return [invoice.sheet for invoice in quote.invoices]


ONE_OF_TWO = [VAT(19, on="x"), Exempt(on="y")]

# ---------------------------------------------------------------------------- P28, P9


@given(quotes() | quotes(kind=PLAIN, size="small"))
@example(on(cents(-2), cents(1), discounts=[PercentOff(50, base="list")] * 2))
@example(
    on(
        cents(10, allowances=[Allowance(amount=EUR("0.20"))]),
        discounts=[PercentOff(10, level="line", base="list")],
    )
)
def test_no_share_exceeds_what_is_left(quote: Quote) -> None:
    """P28, P9: no discount takes more of a line than is left, or makes a line more than it was."""
    for sheet in sheets(quote):
        left = [
            gross + sum(sheet.adjusted.get(position, ()))
            for position, gross in enumerate(sheet.gross)
        ]
        for level in ("line", "quote"):
            for applied in sheet.discounts:
                if applied.rule.level != level:
                    continue
                for position, cut in applied.cuts.items():
                    rest = left[position]
                    assert min(0, rest) <= cut <= max(0, rest)
                    left[position] = rest - cut
        assert left == list(sheet.net)


@given(quotes(kind=PLAIN, months=1), percents(), selectors(), st.sampled_from(("net", "list")))
@example(on(cents(1), cents(-2)), Decimal(50), None, "net")
def test_the_cuts_of_one_sign_are_the_percentage_of_their_sum(
    quote: Quote,
    percent: Decimal,
    chosen: Any,  # noqa: ANN401
    base: Any,  # noqa: ANN401
) -> None:
    """P9: off charges, and off credits, comes the percentage of their sum, rounded once.

    Together they are not the percentage of the sum of both: 50 % of [0.01, -0.02] is 0.01 and
    -0.01. Of list prices, what earlier discounts took lapses.
    """
    quote = quote.less(PercentOff(percent, chosen, base=base, optional=True))
    (sheet,) = sheets(quote)
    applied = sheet.discounts[-1]
    of = naive_bases(sheet, applied.cuts, base)
    for sign in (1, -1):
        cuts = sum(cut for cut in applied.cuts.values() if sign * cut > 0)
        total = sum(amount for amount in of if sign * amount > 0)
        whole = naive_shares.mirrored(total * Fraction(percent) / 100, quote.terms.rounding.mode)
        if base == "net":
            assert whole == cuts
        else:
            assert abs(cuts) <= abs(whole)
    if base == "list":
        wholes = sum(abs(taken) for _, taken in applied.sides)
        assert wholes - applied.lapsed == sum(map(abs, applied.cuts.values()))


def naive_bases(sheet: Sheet, members: Any, base: str) -> list[int]:  # noqa: ANN401
    """Say what the last discount of a sheet was taken of, line by line."""
    if base == "list":
        return [sheet.listed[position] for position in members]
    return [sheet.net[position] + sheet.discounts[-1].cuts[position] for position in members]


@given(quotes(kind=PLAIN, size="small"), st.sampled_from(("net", "list")), selectors(), st.data())
@example(
    on(
        cents(2),
        cents(2, "z"),
        discounts=[AmountOff(EUR("0.03")), AmountOff(EUR("0.01"), on="z", cap=True)],
    ),
    "net",
    "x",
    None,
)
def test_no_percent_off_changes_no_amount(
    quote: Quote,
    base: Any,  # noqa: ANN401
    chosen: Any,  # noqa: ANN401
    data: st.DataObject | None,
) -> None:
    """P9: 0 % off, wherever it stands among the discounts, changes no amount."""
    discounts = list(quote.terms.discounts)
    place = 1 if data is None else data.draw(st.integers(0, len(discounts)))
    discounts.insert(place, PercentOff(0, chosen, base=base, optional=True))
    assert figures(quote) == figures(quote.on_terms(evolve(quote.terms, discounts=discounts)))


@given(quotes(kind=PLAIN), st.sampled_from(("line", "quote")), st.sampled_from(("net", "list")))
@example(on(cents(-1), cents(1, "y"), taxes=ONE_OF_TWO), "quote", "net")
def test_all_off_leaves_nothing(quote: Quote, level: Any, base: Any) -> None:  # noqa: ANN401
    """P9: 100 % off, of net or of list, leaves nothing of any line, and no tax."""
    rest = quote.less(PercentOff(100, level=level, base=base))
    if level == "line":  # these come first, and leave nothing for others to exceed
        rest = quote.on_terms(evolve(quote.terms, discounts=[PercentOff(100, level="line")]))
    assert [0] * len(rest.lines) == nets(rest)
    assert tuple(totals_of(rest)[name] for name in ("net", "tax", "total")) == (0, 0, 0)


# ---------------------------------------------------------------------------- P10, P11


@given(
    st.lists(items(kind=evolve(PLAIN, credits=False)), min_size=1, max_size=6),
    percents(),
    percents(),
    selectors(),
)
def test_more_off_never_costs_more(
    several: list[Item],
    first: Decimal,
    second: Decimal,
    chosen: Any,  # noqa: ANN401
) -> None:
    """P10: with one discount, a higher percentage leaves no higher net of the whole quote.

    Of a quote without credits; of one category it might: 45 % and 50 % off [1, 3, 3].
    """
    quote = Quote.of(*several).over(1)
    less, more = (
        quote.less(PercentOff(percent, chosen, optional=True))
        for percent in sorted((first, second))
    )
    assert more.net <= less.net


def test_more_off_may_cost_one_category_more() -> None:
    """P10 is false for a category: from 45 % to 50 % off, the first of 1, 3, 3 cents rises."""
    lines = cents(1, "x"), cents(3, "y"), cents(3, "z")
    dear, cheap = (on(*lines, discounts=[PercentOff(percent)]) for percent in (45, 50))
    assert (Money("0.00", "EUR"), Money("0.01", "EUR")) == tuple(
        quote.by_category()["x"] for quote in (dear, cheap)
    )


@given(quotes(kind=PLAIN, size="small", most_discounts=0), percents(), percents())
def test_discounts_apply_in_the_stated_order(quote: Quote, first: Decimal, second: Decimal) -> None:
    """P11: the second discount is taken of what the first one left."""
    both = quote.less(PercentOff(first), PercentOff(second))
    assert both == quote.less(PercentOff(first)).less(PercentOff(second))
    for one, two in zip(sheets(quote.less(PercentOff(first))), sheets(both), strict=True):
        assert one.discounts[0].cuts == two.discounts[0].cuts
        left = [amount for amount in one.net if amount]
        sides = {(total > 0): total for total, _ in two.discounts[1].sides}
        assert sides.get(True, 0) == sum(amount for amount in left if amount > 0)
        assert sides.get(False, 0) == sum(amount for amount in left if amount < 0)


def test_the_order_of_discounts_matters() -> None:
    """P11: 10 % and then 15 % is not always 15 % and then 10 %."""
    first, second = PercentOff(10), PercentOff(15)
    assert (Money("0.03", "EUR"), Money("0.04", "EUR")) == (
        on(cents(5), discounts=[first, second]).net,
        on(cents(5), discounts=[second, first]).net,
    )


# ---------------------------------------------------------------------------- line level


@given(quotes(kind=PLAIN, months=1, most_discounts=0), percents(), selectors())
def test_a_line_discount_is_rounded_on_each_line(
    quote: Quote,
    percent: Decimal,
    chosen: Any,  # noqa: ANN401
) -> None:
    """A line discount is round(line x percent) of each line that it selects, and of no other."""
    rounding = quote.terms.rounding
    quote = quote.less(PercentOff(percent, chosen, level="line", optional=True))
    (sheet,) = sheets(quote)
    expected = {
        position: naive_shares.mirrored(
            sheet.listed[position] * Fraction(percent) / 100, rounding.mode
        )
        for position in sheet.discounts[0].cuts
    }
    assert expected == dict(sheet.discounts[0].cuts)
    rest = {p: sheet.listed[p] - sheet.net[p] for p in range(len(sheet.net)) if p not in expected}
    assert not any(rest.values())


# ---------------------------------------------------------------------------- counterexamples


def test_two_equal_lines_in_two_categories_share_by_what_they_are() -> None:
    """50 % off two lines of 0.05: the odd cent goes to the higher tax rate, in either order."""
    lines = cents(5, "y", "b"), cents(5, "x", "a")
    found = [on(*some, discounts=[PercentOff(50)], taxes=ONE_OF_TWO) for some in
             (lines, lines[::-1])]  # fmt: skip
    assert [Money("0.02", "EUR")] * 2 == [quote.by_category()["x"] for quote in found]


def test_a_tie_looks_at_what_is_left() -> None:
    """0.01 off x, then 33.3 % from list: what is taken of a line that has nothing left lapses not.

    Both lines weigh the same on list, so the cent goes to the one of which there is something
    left, whatever the categories are called.
    """
    for first, second in ("x", "y"), ("y", "x"):
        quote = on(
            cents(1, first),
            cents(1, second),
            discounts=[AmountOff(EUR("0.01"), on=first), PercentOff("50", base="list")],
        )
        assert Money("0.00", "EUR") == quote.net


def test_charges_and_credits_are_discounted_apart() -> None:
    """50 % off [0.01, -0.02] takes 0.01 and -0.01: the sum of both would leave a cent at 100 %."""
    quote = on(cents(1), cents(-2), discounts=[PercentOff(50)])
    assert nets(quote) == [0, -1]


def test_categories_select_as_functions_do() -> None:
    """A category, and a function that asks for it, select the same lines."""
    for category in CATEGORIES:
        first, second = (
            on(
                *(cents(10, one) for one in CATEGORIES),
                discounts=[PercentOff(50, chosen)],
            )
            for chosen in (category, OfCategory(category))
        )
        assert nets(first) == nets(second)
