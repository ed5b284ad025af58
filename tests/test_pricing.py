"""From components to invoices: what is asked, what is refused, and what is settled how often."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest

from cspricing import (
    CNY,
    EUR,
    JPY,
    USD,
    VAT,
    AmountOff,
    Charge,
    Item,
    Money,
    PercentOf,
    PercentOff,
    Quote,
    Rounding,
    Terms,
    Tier,
    Volume,
)
from cspricing.collection import MOST_LINES
from cspricing.errors import (
    ComponentError,
    CurrencyMismatchError,
    InvalidNumberError,
    InvalidTypeError,
    LimitError,
    PricingError,
    PricingErrors,
    TermsError,
)
from cspricing.pricing import price

SEATS = Item(name="Seats", quantity=12, price=EUR(40), category="software", cadence="monthly")
CALL = Charge("call", 1, "call", EUR("1.57"), "outsourcing")


@attrs.frozen(eq=False)
class Made:
    """A component of what a function makes."""

    make: Callable[[], Any]
    name: str = "Made"

    def charges(self) -> Any:  # noqa: ANN401
        """Make it."""
        return self.make()


def faults(quote: Quote) -> list[PricingError]:
    """Give all faults of a quote."""
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    found = [one for one in caught.value if isinstance(one, PricingError)]
    assert len(found) == len(caught.value.exceptions)
    return found


def fault(quote: Quote) -> PricingError:
    """Give the one fault of a quote."""
    (found,) = faults(quote)
    return found


# ---------------------------------------------------------------------------- components


def test_charges_may_be_any_row() -> None:
    """Charges may come as a tuple, a list, a set, or one after the other."""

    def one_by_one() -> Iterator[Charge]:
        yield CALL

    makers: list[Callable[[], Iterable[Charge]]] = [
        lambda: (CALL,),
        lambda: [CALL],
        {1: CALL}.values,
        one_by_one,
        lambda: iter([CALL]),
    ]
    for make in makers:
        assert Money("1.57", "EUR") == Quote.of(Made(make)).net
    assert Money("1.57", "EUR") == Quote.of(Made(lambda: ()), CALL).net


@pytest.mark.parametrize("alone", [False, True], ids=["beside others", "alone"])
@pytest.mark.parametrize(
    ("make", "code", "kind"),
    [
        (lambda: [CALL, "call"], "type.charge", InvalidTypeError),
        (lambda: (None,), "type.charge", InvalidTypeError),
        (lambda: (CALL, Quote.of(CALL)), "type.charge", InvalidTypeError),
        (lambda: None, "component.failed", ComponentError),
        (lambda: 3, "component.failed", ComponentError),
        (lambda: 1 / 0, "component.failed", ComponentError),
        (lambda: EUR("1e3"), "number.syntax", InvalidNumberError),
        (lambda: [CALL] * (MOST_LINES + 1), "limit.count", LimitError),
        (lambda: (CALL,) * (MOST_LINES + 1), "limit.count", LimitError),
    ],
    ids=["text", "none", "quote", "nothing", "number", "raises", "refuses", "many", "many at once"],
)
def test_a_component_that_fails_is_named(
    make: Callable[[], Any], code: str, kind: type[PricingError], alone: bool
) -> None:
    """What a component does wrong is told under its name, whatever else the quote holds."""
    others = [] if alone else [SEATS]
    found = [one for one in faults(Quote.of(*others, Made(make))) if one.code != "currency.missing"]
    assert [code] == [one.code for one in found]
    assert isinstance(found[0], kind)
    if code != "limit.count":
        assert "Made" == found[0].component


def test_what_a_component_raises_is_its_cause() -> None:
    """The error of a component is kept, with a note that says when it came."""
    cause = LookupError("no rate for 2027")

    def failing() -> None:
        raise cause

    found = fault(Quote.of(SEATS, Made(failing, "Rates")))
    assert ("component.failed", "charges", "Rates") == (found.code, found.field, found.component)
    assert found.__cause__ is cause
    assert ["while Rates said what it charges"] == cause.__notes__
    assert "LookupError: 'no rate for 2027'" in str(found)


def test_an_error_that_names_its_component_keeps_the_name() -> None:
    """A typed error from a component is told under the name that it has, else under this one."""
    inner = InvalidNumberError.of("number.range", "too many", field="calls")
    outer = InvalidNumberError.of("number.range", "too many", field="calls")
    outer.component = "Hotline"

    def raising(error: Exception) -> Callable[[], None]:
        def make() -> None:
            raise error

        return make

    found = faults(Quote.of(SEATS, Made(raising(inner)), Made(raising(outer))))
    assert ["Made", "Hotline"] == [one.component for one in found]


def test_too_many_lines_in_all_are_refused() -> None:
    """Components whose lines are too many together are refused as well."""
    half = (CALL,) * (MOST_LINES // 2)
    quote = Quote.of(*[Made(lambda: half)] * 3)
    assert "limit.count" == fault(quote).code


# ---------------------------------------------------------------------------- currencies


def test_a_quote_is_in_one_currency() -> None:
    """The currency is that of the terms, or else of the first charge; another one is a fault."""
    dollars = Item(name="Dollars", quantity=1, price=USD(1))
    assert EUR(1).currency == Quote.of(SEATS).currency
    found = faults(Quote.of(SEATS, dollars, SEATS, dollars))
    assert [("currency.mixed", "Dollars")] * 2 == [(one.code, one.component) for one in found]
    assert isinstance(found[0], CurrencyMismatchError)
    stated = Quote.of(SEATS).on_terms(Terms(currency="CNY"))
    assert [("currency.mixed", "Seats")] == [(one.code, one.component) for one in faults(stated)]


def test_an_amount_off_is_in_the_currency_of_the_quote() -> None:
    """A discount in another currency is a fault of the rule."""
    found = fault(Quote.of(SEATS).less(AmountOff(CNY(5))))
    assert ("currency.mixed", "AmountOff") == (found.code, found.component)


def test_a_quote_needs_a_currency() -> None:
    """A quote of nothing is in the currency of its terms, and without one cannot be priced."""
    for quote in (Quote(), Quote.of(Made(lambda: ())), Quote().less(AmountOff(EUR(5)))):
        found = fault(quote)
        assert ("currency.missing", "currency") == (found.code, found.field)
        assert isinstance(found, TermsError)
    stated = Quote((), Terms(currency="JPY"))
    assert (Money(0, "JPY"), 1, ()) == (stated.total, len(stated.invoices), stated.lines)
    stated.verify()


def test_a_percentage_alone_says_no_currency() -> None:
    """A percentage has no currency of its own."""
    codes = {one.code for one in faults(Quote.of(PercentOf(5, of=None)))}
    assert codes & {"currency.missing", "rule.unmatched"}


# ---------------------------------------------------------------------------- terms


@pytest.mark.parametrize("cadence", ["quarterly", "yearly"])
def test_longer_cadences_need_a_term(cadence: Any) -> None:  # noqa: ANN401
    """A quarterly or yearly charge without a term is a fault that says the remedy."""
    item = Item(name="Storage", quantity=1, price=EUR(5), cadence=cadence)
    found = fault(Quote.of(SEATS, item))
    assert ("term.missing", "cadence", "Storage") == (found.code, found.field, found.component)
    assert ".over(months=12)" in str(found)
    assert Quote.of(SEATS, item).over(1).net > Money("480.00", "EUR")


@pytest.mark.parametrize(
    ("increment", "currency", "good"),
    [
        ("0.05", EUR, True),
        ("0.5", JPY, False),
        ("0.001", EUR, False),
        ("5", JPY, True),
        ("0.015", EUR, False),
    ],
)
def test_an_increment_is_whole_minor_units(increment: str, currency: Any, good: bool) -> None:  # noqa: ANN401
    """Cash is rounded to whole minor units of the currency."""
    quote = Quote.of(Item(name="A", quantity=1, price=currency(7)))
    cash = quote.on_terms(Terms(rounding=Rounding(increment=increment)))
    if good:
        assert cash.total == quote.total
    else:
        found = fault(cash)
        assert ("rounding.increment", "increment") == (found.code, found.field)


# ---------------------------------------------------------------------------- lines that cannot be


def test_faults_of_lines_come_together() -> None:
    """Each line that cannot be priced is told, by its component, in the order of the lines."""
    few = Volume([Tier(10, EUR(1))])
    huge = EUR("999999999999999999")
    for _ in range(9):
        huge = huge * "999999999999999999"
    quote = Quote.of(
        Item(name="Beyond", quantity=11, price=few),
        SEATS,
        Item(name="Huge", quantity="999999999999999999.999999999999", price=huge),
        Item(name="Beyond too", quantity="10.1", price=few),
    ).less(AmountOff(EUR(1000), on="software", level="line"))
    found = faults(quote)
    assert [
        ("tariff.beyond", "Beyond"),
        ("discount.exceeds", "Seats"),
        ("number.range", "Huge"),
        ("tariff.beyond", "Beyond too"),
    ] == [(one.code, one.component) for one in found]


@pytest.mark.parametrize("level", ["line", "quote"])
def test_more_off_than_there_is_is_refused(level: Any) -> None:  # noqa: ANN401
    """An amount that a line or a quote cannot bear is refused, with both remedies."""
    found = fault(Quote.of(SEATS).less(AmountOff(EUR("480.01"), level=level)))
    assert ("discount.exceeds", "price") == (found.code, found.field)
    assert "cap=True" in str(found)
    assert Money("0.00", "EUR") == Quote.of(SEATS).less(AmountOff(EUR(480), level=level)).net


# ---------------------------------------------------------------------------- invoices


def runs(quote: Quote) -> list[int]:
    """Count equal invoices that follow one another."""
    return [count for _, count in quote.priced.runs]


def test_equal_invoices_are_settled_once() -> None:
    """Invoices of equal structure are settled once, even where others stand between them."""
    quarterly = Item(name="Q", quantity=1, price=EUR(100), cadence="quarterly")
    assert [12] == runs(Quote.of(SEATS).over(12))
    assert [1, 2, 1, 2, 1] == runs(Quote.of(SEATS, quarterly).over(7))
    sheets = [sheet for sheet, _ in Quote.of(SEATS, quarterly).over(9).priced.runs]
    assert 2 == len({id(sheet) for sheet in sheets})


def test_a_last_period_cut_short_is_another_invoice() -> None:
    """A quarter of which two months are left is settled for two thirds of it."""
    quarterly = Item(name="Q", quantity=1, price=EUR(100), cadence="quarterly")
    quote = Quote.of(quarterly).over(5)
    assert ["100.00", "0.00", "0.00", "66.67", "0.00"] == [
        str(invoice.total.amount) for invoice in quote.invoices
    ]


def test_discounts_last_as_they_say() -> None:
    """Once is the first invoice, a number of months is so many, forever is all of them."""
    for lasts, nets in (
        ("once", [240, 480, 480, 480]),
        (1, [240, 480, 480, 480]),
        (3, [240, 240, 240, 480]),
        ("forever", [240, 240, 240, 240]),
    ):
        quote = Quote.of(SEATS).over(4).less(PercentOff(50, lasts=lasts))  # type: ignore[arg-type]
        assert [Money(net, "EUR") for net in nets] == [one.totals.net for one in quote.invoices]


def test_what_is_carried_comes_off_the_next_invoices() -> None:
    """An amount that an invoice cannot bear comes off those that follow, until it is used up."""
    quote = Quote.of(SEATS).over(4).less(AmountOff(EUR(1200), carry=True))
    assert [Money(net, "EUR") for net in (0, 0, 240, 480)] == [
        one.totals.net for one in quote.invoices
    ]
    assert [1, 1, 1, 1] == runs(quote)


def test_carrying_waits_for_a_line() -> None:
    """What is carried over waits where no line can bear it, and is not lost."""
    quarterly = Item(name="Q", quantity=1, price=EUR(100), category="q", cadence="quarterly")
    quote = Quote.of(SEATS, quarterly).over(7).less(AmountOff(EUR(210), on="q", carry=True))
    nets = [str(invoice.totals.net.amount) for invoice in quote.invoices]
    assert [*["480.00"] * 6, "503.33"] == nets  # of 33.33 for a month, 10 come off
    quote.verify()


def test_only_the_months_of_the_term_are_invoiced() -> None:
    """A term of n months has n invoices, and its totals are their sums."""
    for months in (1, 2, 12, 600):
        quote = Quote.of(SEATS).over(months)
        assert months == len(quote.invoices) == quote.months
        assert quote.total == Money(480 * months, "EUR")


def test_prices_are_settled_once_a_line() -> None:
    """A line of thirds is rounded once, and so is each invoice's."""
    third = Item(name="T", quantity=1, price=EUR(10), per=3, cadence="monthly")
    quote = Quote.of(third, third, third).over(2)
    assert Money("19.98", "EUR") == quote.net
    assert Decimal("3.33") == quote.invoices[0].lines[0].net.amount


def test_pricing_is_a_function_of_components_and_terms() -> None:
    """Pricing the same components on the same terms gives the same totals."""
    terms = Terms(months=3, discounts=[PercentOff(10)], taxes=[VAT(19)])
    assert price([SEATS, CALL], terms).totals == Quote((SEATS, CALL), terms).totals
    assert price((CALL, SEATS), terms).totals == Quote((SEATS, CALL), terms).totals
