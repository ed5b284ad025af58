"""The laws of taxes that become others on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from attrs import evolve
from hypothesis import example, given, strategies as st

import naive_calendar
import naive_quote
import naive_rows
from cspricing import EUR, VAT, Item, Quote, Tax, Terms, Totals, Withholding
from naive_tax_dates import months_later
from quote_figures import figures, totals_of
from quote_parts import Bundle, cents
from quotes import quotes, roundings, taxes

START = date(2028, 1, 31)
ODD = Item(name="Odd", quantity=1, price=EUR("0.07"), cadence="monthly")


@st.composite
def changing(draw: st.DrawFn, tax: Tax, issued: Sequence[date]) -> Tax:
    """Draw what becomes of a tax: up to two others, on tax points or beside them."""
    near = st.builds(
        lambda day, by: day + timedelta(by), st.sampled_from(issued), st.integers(-1, 1)
    )
    inside = tax.inclusive if tax.percent else draw(st.booleans())
    for day in sorted(draw(st.sets(near, max_size=2))):
        tax = tax.then(day, draw(taxes(inclusive=inside)))
    return tax


@st.composite
def dated(draw: st.DrawFn) -> Quote:
    """Draw a quote with dates whose taxes change, those of lines too."""
    quote = draw(quotes())
    terms = evolve(quote.terms, start=quote.terms.start or START)
    issued = [bill.issued for bill in naive_calendar.bills(terms) if bill.issued is not None]

    def change(tax: Any) -> Any:  # noqa: ANN401
        return draw(changing(tax, issued)) if isinstance(tax, Tax) else tax

    def own(component: Any) -> Any:  # noqa: ANN401
        if isinstance(component, Bundle):
            return evolve(component, given=tuple(map(own, component.given)))
        tax = getattr(component, "tax", None)
        return component if tax is None else evolve(component, tax=change(tax))

    return Quote(
        tuple(map(own, quote.components)),
        evolve(terms, taxes=tuple(map(change, terms.taxes))),
    )


@given(dated())
@example(  # a line that is due again after its tax has changed twice
    Quote.of(cents(7, cadence="quarterly")).over(9, START)
    .taxed(VAT(50).then("2028-03-31", 20).then("2028-07-01", 100))
)  # fmt: skip
def test_a_naive_second_implementation_agrees(quote: Quote) -> None:
    """P25: with taxes that change, too, a naive second implementation gives the same figures."""
    second = naive_quote.priced(quote.components, quote.terms)
    assert second.totals == totals_of(quote)
    assert [invoice.totals for invoice in second.invoices] == [
        {name: getattr(invoice.totals, name).minor for name in naive_quote.TOTALS}
        for invoice in quote.invoices
    ]
    found = {key: of for key, of in second.taxes.items() if of != (0, 0)}
    assert found == {
        (naive_quote_key(line), line.rate): (line.base.minor, line.amount.minor)
        for line in quote.tax_lines
        if line.base or line.amount
    }


def naive_quote_key(line: Any) -> Any:  # noqa: ANN401
    """Say what makes two taxes one group, as the naive implementation does."""
    return naive_rows.key_of(line.tax)


@given(dated())
def test_what_is_printed_can_be_recomputed(quote: Quote) -> None:
    """Every printed figure of a quote whose taxes change follows from those it names."""
    quote.verify()


@given(dated())
def test_records_of_taxes_add_up_to_the_tax(quote: Quote) -> None:
    """What each rule of a tax brought, whatever it was on which invoice, is the whole tax."""
    taxed = [record.amount.minor for record in quote.rules if record.kind == "tax"]
    assert sum(taxed) == quote.tax.minor


@given(dated(), st.integers(0, 400))
def test_a_change_to_the_same_tax_changes_no_amount(quote: Quote, later: int) -> None:
    """A tax that becomes what it is changes no figure."""
    day = (quote.terms.start or START) + timedelta(later)

    def again(tax: Any) -> Any:  # noqa: ANN401
        if isinstance(tax, Withholding) or tax.later:
            return tax
        return tax.then(day, tax)

    same = evolve(quote.terms, taxes=tuple(map(again, quote.terms.taxes)))
    assert figures(quote.on_terms(same)) == figures(quote)


@st.composite
def borders(draw: st.DrawFn) -> tuple[tuple[Item, ...], Terms, Tax, Tax, tuple[int, int]]:
    """Draw what recurs monthly, its terms, two taxes, and how many months each of them holds."""
    tax = draw(taxes())
    new = draw(taxes(inclusive=tax.inclusive if tax.percent else None))
    prices = draw(st.lists(st.integers(-9, 300), min_size=1, max_size=4))
    items = [
        Item(
            name=f"{i}", quantity=1, price=EUR(price) / 100, category="xy"[i % 2], cadence="monthly"
        )
        for i, price in enumerate(prices)
    ]
    terms = Terms(rounding=draw(roundings()), in_arrears=draw(st.booleans()))
    return tuple(items), terms, tax, new, (draw(st.integers(1, 5)), draw(st.integers(1, 5)))


@given(borders())
@example(((ODD,), Terms(), VAT(50), VAT(25), (1, 1)))
def test_a_change_on_a_border_splits_the_term(
    drawn: tuple[tuple[Item, ...], Terms, Tax, Tax, tuple[int, int]],
) -> None:
    """A change on the first day of a period gives the totals of two quotes, one for each tax."""
    items, terms, tax, new, (before, after) = drawn
    border = months_later(START, before)

    def totals(months: int, start: date, rule: Tax) -> Totals:
        dated = evolve(terms, months=months, start=start, taxes=[rule])
        return Quote(items, dated).totals

    first, second = totals(before, START, tax), totals(after, border, new)
    assert totals(before + after, START, tax.then(border, new)) == first + second
    assert totals(after, border, tax.then(border, new)) == second
