"""The laws of taxes (P12 to P16), each with the conditions without which it is false."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given, strategies as st

from cspricing import (
    EUR,
    HALF_UP,
    US_INVOICE,
    VAT,
    Charge,
    Exempt,
    Item,
    Money,
    PercentOff,
    PricingError,
    Quote,
    Rounding,
    Stacked,
    Tax,
    Terms,
    Withholding,
    ZeroRated,
)
from quote_figures import changed, figures, taxes_of, totals_of
from quote_parts import CATEGORIES, PLAIN, Bundle, Kind, cents
from quotes import MIRRORED_MODES, quotes, taxes

HALF = Fraction(1, 2)


def on(*components: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put components on terms."""
    return Quote(components, Terms(**terms))


# ---------------------------------------------------------------------------- P12


@given(quotes())
def test_a_base_is_the_sum_of_the_nets_of_its_lines(quote: Quote) -> None:
    """P12: the base of each rate is the sum of the nets of its lines, in minor units."""
    for invoice in quote.invoices:
        net = {line.number: line.net.minor for line in invoice.lines}
        for line in invoice.tax_lines:
            assert line.base.minor == sum(net[number] for number in line.numbers)


@given(quotes())
def test_each_line_is_in_the_base_of_one_tax(quote: Quote) -> None:
    """P12: if anything is taxed, each line with a price is under one tax, and no cost is."""
    for invoice in quote.invoices:
        members = [i for group in invoice.sheet.taxes for i in group.members]
        priced = [i for i, line in enumerate(invoice.lines) if not line.is_cost]
        assert sorted(members) in ([], priced)
        assert [line.tax is not None for line in invoice.lines] == [
            i in members for i in range(len(invoice.lines))
        ]


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([VAT(19, on="x")], "tax.uncovered"),
        ([VAT(19, on="x"), VAT(7, on=("x", "y"))], "tax.twice"),
        ([VAT(19), VAT(7)], "tax.defaults"),
        ([VAT(19), VAT(7, on="z")], "rule.unmatched"),
        ([VAT(19), Withholding(10, on="z")], "rule.unmatched"),
    ],
)
def test_each_line_needs_one_tax(rules: list[Any], code: str) -> None:
    """P12: a line under no tax or two, a tax that names no line, and two defaults are refused."""
    with pytest.raises(PricingError) as caught:
        assert on(cents(1, "x"), cents(1, "y"), taxes=rules).tax
    assert caught.value.code == code


# ---------------------------------------------------------------------------- P13


def exact_taxes(quote: Quote) -> list[tuple[int, Fraction]]:
    """Give each tax of the first invoice, with what it would be exactly, in units."""
    sheet = quote.invoices[0].sheet
    return [
        (amount, group.base * Fraction(rate.percent) * Fraction(group.tax.share) / 10_000)
        for group in sheet.taxes
        for rate, amount in zip(group.tax.rates, group.amounts, strict=True)
    ]


OUTSIDE = taxes(inclusive=False)
HALVES = ("half_up", "half_even", "half_down")


@given(quotes(kinds_of_tax=OUTSIDE, modes=HALVES))
def test_tax_is_within_what_its_policy_rounds(quote: Quote) -> None:
    """P13: a tax is within 1/2 of its exact amount per rate; within 1/2 a line, if taken on lines.

    If taken on the document, all together are within 1/2, and each is within 1. Stacked rates on
    lines are rounded together: each is within 1 a line.
    """
    sheet = quote.invoices[0].sheet
    found = exact_taxes(quote)
    policy = quote.terms.rounding.tax
    if policy == "rate":
        assert all(abs(amount - exact) <= HALF for amount, exact in found)
    elif policy == "document":
        assert abs(sum((amount - exact for amount, exact in found), Fraction(0))) <= HALF
        assert all(abs(amount - exact) < 1 for amount, exact in found)
    else:
        for group in sheet.taxes:
            rate = Fraction(group.tax.percent) * Fraction(group.tax.share) / 10_000
            assert abs(sum(group.amounts) - group.base * rate) <= len(group.members) * HALF


def test_where_tax_is_rounded_moves_it() -> None:
    """P13: three lines of 0.03 at 19 % have a tax of 0.02 per rate, and of 0.03 by line."""
    lines = [cents(3)] * 3
    amounts = [
        on(*lines, taxes=[VAT(19)], rounding=Rounding(tax=tax)).tax.minor
        for tax in ("rate", "line", "document")
    ]
    assert [2, 3, 2] == amounts


# ---------------------------------------------------------------------------- P14


@given(quotes(kinds_of_tax=taxes(inclusive=True)))
def test_contained_tax_and_net_are_the_gross(quote: Quote) -> None:
    """P14: where prices contain the tax, net + tax is the gross amount, on each invoice and line.

    On a line, what its tax is of the tax of its group is the difference of gross and net.
    """
    for invoice in quote.invoices:
        sheet = invoice.sheet
        for group in sheet.taxes:
            inside = sum(group.amounts) if group.tax.inclusive else 0
            lines = [invoice.lines[position] for position in group.members]
            assert inside * sheet.unit == sum(line.tax_included.minor for line in lines)
            assert [sheet.net[p] * sheet.unit for p in group.members] == [
                line.net.minor + line.tax_included.minor for line in lines
            ]
    if quote.tax_lines and all(line.tax.inclusive for line in quote.tax_lines):
        assert quote.total == quote.subtotal - quote.discount


def test_the_net_is_rounded_and_the_tax_is_the_rest() -> None:
    """P14: of 0.03 at 20 %, the net is 0.03; rounding the tax first would make it 0.02."""
    quote = on(cents(3), taxes=[VAT(20, inclusive=True)])
    assert (quote.net.minor, quote.tax.minor) == (3, 0)
    differ = 0
    for gross in range(1, 10_000):
        net = (gross * 100 * 2 + 120) // 240  # round half up
        tax = (gross * 20 * 2 + 120) // 240
        differ += net + tax != gross
    assert differ == 1667


# ---------------------------------------------------------------------------- P15


@given(quotes(most_discounts=0, kinds_of_tax=taxes()), st.integers(0, 12))
def test_what_is_exempt_changes_no_other_tax(quote: Quote, minor: int) -> None:
    """P15: a line without tax changes no other tax, if nothing rests on it but taxes."""
    free = Item(
        name="free",
        quantity=1,
        price=quote.currency(minor),
        category="free",
        tax=Exempt(code="O", name="none"),
    )
    quote = quote.on_terms(evolve(quote.terms, taxes=quote.terms.taxes or [VAT(19)]))
    rests = [one for one in quote.components if hasattr(one, "percent") and hasattr(one, "of")]
    quote = Quote(tuple(one for one in quote.components if one not in rests), quote.terms)
    if not quote.components or has_faults(quote):
        return
    before, after = taxes_of(quote), taxes_of(quote + free)
    assert before == {key: after[key] for key in before}


def has_faults(quote: Quote) -> bool:
    """Whether a quote of which something was taken away can no longer be priced."""
    try:
        return quote.months < 1
    except PricingError:
        return True


@given(quotes(), st.sampled_from(CATEGORIES), st.sampled_from(("", "a")), st.integers(0, 5))
def test_a_line_of_nothing_changes_no_amount(
    quote: Quote, category: str, name: str, place: int
) -> None:
    """P15: a line of nothing, wherever it stands, changes no amount."""
    rows = [line.category for line in quote.lines]
    own = {line.category: line.entry.charge.tax for line in quote.lines}
    category = category if category in rows else rows[0]
    nothing = Item(
        name=name or "nothing",
        quantity=1,
        price=quote.currency(0),
        category=category,
        tax=own[category],
    )
    components = list(quote.components)
    components.insert(place, nothing)
    new = Quote(tuple(components), quote.terms)
    if has_faults(new):  # its category holds costs only, and no tax covers it
        return
    assert totals_of(quote) == totals_of(new)
    found = taxes_of(new)
    assert taxes_of(quote) == {key: found[key] for key in taxes_of(quote)}


# ---------------------------------------------------------------------------- P16


def reversed_(quote: Quote) -> Quote:
    """Make the credit note of a quote: the negative of every quantity."""

    def charge(one: Any) -> Any:  # noqa: ANN401
        if isinstance(one, (Item, Charge)):
            return evolve(one, quantity=one.quantity.copy_negate() if one.quantity else 0)
        return one

    return changed(quote, charge)


def bills_nothing(one: Any) -> bool:  # noqa: ANN401
    """Whether a component has a quantity of 0, for which a tariff may still ask a fee."""
    if isinstance(one, Bundle):
        return any(map(bills_nothing, one.given))
    return isinstance(one, (Item, Charge)) and not one.quantity


REVERSIBLE = Kind(adjustments=False, stated=False)


@given(
    quotes(kind=REVERSIBLE, modes=MIRRORED_MODES, paid=False)
    | quotes(kind=PLAIN, size="small", modes=MIRRORED_MODES, paid=False)
)
@example(  # the tax of all rates is nothing, exactly
    on(
        cents(5, "x"),
        cents(-10, "y"),
        taxes=[VAT(10, on="x"), VAT(5, on="y")],
        rounding=US_INVOICE,
    )
)
@example(on(cents(3), cents(-3, name="b"), taxes=[VAT(20, inclusive=True)]))
@example(  # the list amounts break the tie of the lines that the discount leaves alike
    on(cents(3), cents(4), taxes=[VAT(10, inclusive=True)], discounts=[PercentOff(10)])
)
def test_a_credit_note_cancels_its_invoice(quote: Quote) -> None:
    """P16: an invoice and its credit note are nothing, line by line, and tax by tax.

    Where halves mirror, nothing is stated, and no fee is asked for a quantity of 0.
    """
    if any(map(bills_nothing, quote.components)):
        return
    credit = reversed_(quote)
    assert {name: -minor for name, minor in totals_of(quote).items()} == totals_of(credit)
    assert [-line.net for line in quote.lines] == [line.net for line in credit.lines]
    assert [-line.cost for line in quote.lines] == [line.cost for line in credit.lines]
    assert [(-line.base, -line.amount) for line in quote.tax_lines] == [
        (line.base, line.amount) for line in credit.tax_lines
    ]


# ---------------------------------------------------------------------------- stacked


@given(st.integers(-200, 200), st.sampled_from(("rate", "line", "document")), st.booleans())
def test_stacked_rates_are_lines_of_one_base(minor: int, tax: Any, inclusive: bool) -> None:  # noqa: ANN401
    """Stacked rates have one base, and their sum is the tax of the line."""
    stack = Stacked(*(VAT(p, name=n, inclusive=inclusive) for n, p in
                      (("State", "6.25"), ("County", "1"), ("City", "1"))))  # fmt: skip
    quote = on(cents(minor), taxes=[stack], rounding=Rounding(tax=tax))
    assert len({line.base for line in quote.tax_lines}) == 1
    assert [line.name for line in quote.tax_lines] == ["State", "County", "City"]
    assert quote.total.minor == (minor if inclusive else minor + quote.tax.minor)


@given(quotes(kind=PLAIN, most_discounts=2), st.sampled_from(CATEGORIES))
def test_equal_taxes_are_one_group(quote: Quote, category: str) -> None:
    """A tax as the default, by category, or the line's own is the same tax: one group, one base."""
    quote = quote.on_terms(evolve(quote.terms, taxes=[VAT(19)]))
    bare = changed(quote, lambda one: evolve(one, tax=None))
    own = changed(bare, lambda one: evolve(one, tax=VAT(19) if one.category == category else None))
    assert figures(bare) == figures(own)
    if any(line.category == category for line in bare.lines):
        named = bare.on_terms(evolve(bare.terms, taxes=[VAT(19), VAT(19, on=category)]))
        assert figures(bare) == figures(named)


@given(quotes(kind=PLAIN, rules=False), st.sampled_from([Exempt(reason="r"), ZeroRated()]))
def test_no_rate_is_no_tax(quote: Quote, tax: Tax) -> None:
    """What is exempt or zero-rated has a base that is told, and no tax."""
    taxed = quote.taxed(tax)
    assert quote.net == taxed.total
    assert [(quote.net, Money.of_minor(0, quote.currency))] == [
        (line.base, line.amount) for line in taxed.tax_lines
    ]


@given(quotes(kind=PLAIN, rules=False, paid=False, rounding=HALF_UP), st.integers(1, 100))
def test_withholding_is_shown_apart(quote: Quote, percent: int) -> None:
    """What is withheld lowers what is payable, and neither net, tax nor total."""
    held = quote.taxed(VAT(19), Withholding(percent))
    plain = quote.taxed(VAT(19))
    assert (plain.net, plain.tax, plain.total) == (held.net, held.tax, held.total)
    assert plain.payable - held.totals.withheld == held.payable


def test_a_credit_of_half_a_cent_mirrors_a_charge() -> None:
    """A tax of half a cent on a credit is rounded away from zero, as on a charge."""
    found = [on(cents(minor), taxes=[VAT(10)]).tax.minor for minor in (5, -5)]
    assert [1, -1] == found


def test_every_mode_mirrors_tax() -> None:
    """Each mode rounds the tax on a credit as the mirror of the tax on a charge."""
    modes: Any = ("half_up", "half_even", "half_down", "up", "down", "ceiling", "floor")
    policies: Any = ("rate", "line", "document")
    for mode, tax in product(modes, policies):
        rounding = Rounding(mode=mode, tax=tax)
        charge, credit = (
            on(cents(minor), taxes=[VAT("12.5")], rounding=rounding).tax for minor in (7, -7)
        )
        assert credit == -charge
        assert charge in (Money("0.00", "EUR"), EUR("0.01"))
