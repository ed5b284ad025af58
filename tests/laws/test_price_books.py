"""Laws of price books: what a look-up finds, and what a later list does to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, example, given, strategies as st

from book_samples import entry, keys
from cspricing import CNY
from cspricing.errors import ListingError, PricingErrors
from cspricing.pricebook import PriceBook, PriceEntry

START = date(2026, 2, 20)
DAYS = [START + timedelta(days=n) for n in range(20)]
EDITIONS = ["", "Pro"]


def spanned(edition: str, first: date | None, last: date | None, price: int) -> PriceEntry:
    """Make an entry for a span."""
    return entry(edition=edition, effective_from=first, effective_to=last, price=CNY(price))


@st.composite
def lists(draw: st.DrawFn) -> PriceBook:
    """Draw a list without contradictions: spans in order, with gaps between them, and open ends."""
    found: list[PriceEntry] = []
    for edition in EDITIONS:
        borders = sorted(draw(st.sets(st.sampled_from(DAYS), max_size=6)))
        for first, last in list(pairwise(borders))[::2]:
            found.append(spanned(edition, first, last, draw(st.integers(0, 999))))
        endless: bool = draw(st.booleans())
        if found and endless:
            found[-1] = spanned(found[-1].edition, found[-1].effective_from, None, 1000)
    if draw(st.booleans()) and not any(one.edition == "Free" for one in found):
        found.append(spanned("Free", None, None, 0))
    return PriceBook.of(*draw(st.permutations(found)))


def naive(book: Iterable[PriceEntry], edition: str, day: date) -> PriceEntry | None:
    """Find an entry by asking each, the later ones winning."""
    found = None
    for one in book:
        starts = one.effective_from is None or one.effective_from <= day
        ends = one.effective_to is None or day <= one.effective_to
        if one.edition == edition and starts and ends:
            found = one
    return found


def found(book: PriceBook, edition: str, day: date) -> PriceEntry | None:
    """Look an entry up."""
    try:
        return book.find("Desk", edition=edition, on=day)
    except ListingError:
        return None


@given(lists())
def test_a_look_up_finds_the_entry_whose_span_holds_the_day(book: PriceBook) -> None:
    """The price of a day is that of the one span that holds it; on other days there is none."""
    for day in DAYS:
        for edition in EDITIONS:
            assert naive(book, edition, day) == found(book, edition, day)


@given(lists(), lists(), lists())
def test_overlaying_is_associative(a: PriceBook, b: PriceBook, c: PriceBook) -> None:
    """How lists are grouped before they are laid over each other changes nothing."""
    whole = a.overlaid(b, c)
    assert whole == a.overlaid(b).overlaid(c) == a.overlaid(b.overlaid(c))


@given(lists(), lists(), st.sampled_from(DAYS), st.sampled_from(EDITIONS))
def test_a_later_list_wins(a: PriceBook, b: PriceBook, day: date, edition: str) -> None:
    """Where the upper list has a price it is found, elsewhere that of the lower one."""
    expected = found(b, edition, day) or found(a, edition, day)
    assert expected == found(a.overlaid(b), edition, day)


@given(lists())
def test_an_empty_list_changes_nothing(book: PriceBook) -> None:
    """Laid over or under an empty list, a list finds what it found."""
    for day in DAYS:
        expected = book.in_force(day)
        assert expected == book.overlaid(PriceBook()).in_force(day)
        assert expected == PriceBook().overlaid(book).in_force(day)
    assert book.entries == book.overlaid(book).entries[len(book) :]


@given(lists(), lists())
def test_each_thing_has_one_price_on_a_day(a: PriceBook, b: PriceBook) -> None:
    """What is in force on a day holds no two figures of one thing."""
    for day in DAYS:
        things = [one.key for one in a.overlaid(b).in_force(day)]
        assert len(things) == len(set(things))


@given(st.lists(st.sampled_from(DAYS), min_size=2, unique=True).map(sorted))
def test_adjacent_spans_meet(borders: list[date]) -> None:
    """Spans of which each ends on the eve of the next hold every day once, and no other day."""
    spans = [
        spanned("", first, after - timedelta(days=1), n)
        for n, (first, after) in enumerate(pairwise(borders))
    ]
    book = PriceBook.of(*spans)
    for day in DAYS:
        holding = [one for one in spans if one.holds(day)]
        assert (borders[0] <= day < borders[-1]) == (len(holding) == 1) == bool(holding)
        assert (holding[0] if holding else None) == found(book, "", day)


@given(st.lists(st.sampled_from(DAYS), min_size=3, max_size=3, unique=True).map(sorted))
def test_spans_that_share_a_day_contradict_each_other(borders: list[date]) -> None:
    """If a span ends on the day on which the next begins, both are refused, in either order."""
    first, middle, last = borders
    spans = [spanned("", first, middle, 1), spanned("", middle, last, 2)]
    for both in (spans, spans[::-1]):
        with pytest.raises(PricingErrors):
            PriceBook.of(*both)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 1200), st.integers(-40, 40))
@example(date(2027, 1, 31), 1, 0)
@example(date(2028, 2, 29), 12, 0)
@example(date(2028, 2, 29), 12, 1)
def test_a_price_is_old_after_so_many_months(read: date, months: int, off: int) -> None:
    """A price is old on the day after so many months of the calendar, and not before."""
    border = read + relativedelta(months=months)
    day = border + timedelta(days=off)
    assume(day >= read)
    assert (day > border) == bool(entry(read=read).aged(day, months).doubt)


TEXT = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20).filter(
    lambda text: any(sign.isalnum() for sign in text)
)


@given(
    st.fixed_dictionaries(
        {"vendor": TEXT, "product": TEXT, "edition": TEXT, "unit": TEXT, "source": TEXT},
        optional={
            "region": TEXT,
            "note": TEXT,
            "billing": st.sampled_from(["monthly", "quarterly", "yearly", "once", "usage"]),
            "effective_from": st.dates(),
            "read": st.dates(),
            "confidence": st.sampled_from(["verified", "page-read", "assumption"]),
        },
    ),
    st.decimals(0, 10**6, places=4),
)
def test_what_is_written_is_read(fields: dict[str, object], amount: object) -> None:
    """An entry that is written as TOML is read as it was."""
    text = "[[price]]\n" + keys(**fields, price=f"{amount:f}", currency="CNY")
    (read,) = PriceBook.load_text(text)
    assert entry(**fields, price=CNY(f"{amount:f}"), place=read.place) == read
