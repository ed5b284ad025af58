"""Changes cut the periods of a charge into spans, and what is due follows from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from attrs import evolve, frozen

from cspricing import EUR, Item, Money, PercentOf, Quote
from cspricing.change import Calendar, Change, Span, when
from cspricing.errors import PricingError, PricingErrors
from cspricing.factor import Factor
from cspricing.fields import named_fields
from cspricing.figures import Figures
from cspricing.following import Following
from cspricing.ramp import Steps
from cspricing.step import ONE
from cspricing.timeline import joined
from cspricing.uplift import Raised


@frozen(repr=False, field_transformer=named_fields)
class Halved(Change):
    """Half the price from the second month on."""

    def changed(self, spans: Sequence[Span], calendar: Calendar) -> list[Span]:
        """Cut spans at the day, and halve the price of those behind it."""
        day = calendar.day(2)
        half = (Factor(1, 2, "part_of_period", (("part", "1"), ("whole", "2"))),)
        return [
            evolve(part, factors=half) if part.start >= day else part
            for span in spans
            for part in span.cut(day)
        ]


TERM = Calendar(date(2027, 1, 1), date(2028, 1, 1), dated=True)

SEATS = Item(
    name="Seats", quantity=10, unit="seat", price=EUR(31), cadence="monthly", category="software"
)
REVIEW = Item(name="Review", quantity=1, unit="review", price=EUR(900), cadence="quarterly")


def test_a_change_cuts_what_recurs() -> None:
    """What is due behind a change follows it; within a longer period, by its part."""
    quote = (SEATS + REVIEW).over(3).changed(Halved())
    assert [Money(n, "EUR") for n in (910, 155, 155)] == [one.total for one in quote.invoices]
    quote.verify()


def test_a_change_applies_to_whom_it_names() -> None:
    """Other lines stay as they are, and one that names none is refused."""
    quote = (SEATS + REVIEW).over(3).changed(Halved(on="software"))
    assert [Money(n, "EUR") for n in (1210, 155, 155)] == [one.total for one in quote.invoices]
    with pytest.raises(PricingErrors) as caught:
        _ = Quote.of(REVIEW).over(3).changed(Halved(on="software")).total
    assert ["rule.unmatched"] == [getattr(fault, "code", "") for fault in caught.value.exceptions]
    optional = Quote.of(REVIEW).over(3).changed(Halved(on="software", optional=True))
    assert Money(900, "EUR") == optional.total


def test_what_is_due_once_stays() -> None:
    """A charge due once stays on its invoice, and a percentage has neither tariffs nor workings."""
    setup = Item(name="Set-up", quantity=1, price=EUR(500), category="software")
    support = PercentOf(10, of="software", what="Support", category="support")
    quote = (SEATS + setup + support).over(3).changed(Halved(on="software"))
    nets = [str(one.totals.net.amount) for one in quote.invoices]
    assert ["891.00", "170.50", "170.50"] == nets
    assert Change().once_from(TERM) is None
    line = quote.invoices[0].lines[2]
    assert ((), ()) == (line.tariffs, line.workings)


def test_spans_alike_are_joined() -> None:
    """Spans in which the same is charged for the same reasons are one again."""
    june = Span(date(2027, 6, 1), date(2027, 7, 1))
    assert [june] == joined(june.cut(date(2027, 6, 21)))
    other = [june.cut(date(2027, 6, 21))[0], evolve(june.cut(date(2027, 6, 21))[1], more=ONE)]
    assert other == joined(other)
    assert [] == joined([evolve(june, in_force=False)])


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Figures().priced,
        lambda: Following().priced,
        lambda: Change().changed([], TERM),
        lambda: Steps({1: 1}).stepped(Span(TERM.start, TERM.end), ONE, "1"),
        lambda: Raised().factors(TERM.end, TERM),
    ],
    ids=["figures", "following", "change", "steps", "raised"],
)
def test_bases_leave_the_answer_to_others(ask: Callable[[], object]) -> None:
    """What only a subclass knows, a base does not answer."""
    with pytest.raises(NotImplementedError):
        ask()


def test_moments_are_months_or_days() -> None:
    """A moment is the number of a month, or a day where the term has dates."""
    calendar = Calendar(date(2027, 1, 31), date(2028, 1, 31), dated=True)
    assert date(2027, 2, 28) == calendar.day(when(2))
    assert date(2027, 3, 5) == calendar.day(when("2027-03-05"))
    with pytest.raises(PricingError) as caught:
        evolve(calendar, dated=False).day(date(2027, 3, 5))
    assert "change.start" == caught.value.code
    for hostile in (0, 601, True, 1.5, None, "soon"):
        with pytest.raises(PricingError):
            when(hostile)  # type: ignore[arg-type]


def test_a_change_says_what_it_changes() -> None:
    """The base of all changes says whom they change, and leaves what they do to each."""
    calendar = Calendar(date(2027, 1, 1), date(2028, 1, 1), dated=True)
    with pytest.raises(NotImplementedError):
        Change().changed([Span(calendar.start, calendar.end)], calendar)
