"""Entries of a price book: what they hold, cite and refuse."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from book_samples import entry
from cspricing import CNY, EUR, CRMLicense, Quote, Sourced
from cspricing.errors import InvalidTypeError, ListingError, PricingError
from cspricing.pricebook import PriceEntry


def test_an_entry_is_a_sourced_price() -> None:
    """The price of an entry goes where a price goes, and cites entry, place, source and note."""
    seat = entry(
        edition="Pro",
        billing="yearly",
        region="EU",
        read="2026-08-13",
        confidence="page-read",
        note="ex VAT",
        place="acme.toml, price 3",
    )
    expected = Sourced(
        CNY(100),
        "Acme, Desk, Pro, seat/month, billed yearly, EU (acme.toml, price 3): "
        "acme.example/prices; ex VAT",
        "2026-08-13",
        "page-read",
    )
    assert expected == seat.sourced
    (line,) = Quote.of(CRMLicense(seats=3, tariff=seat.sourced)).lines
    assert [expected.source] == [citation.source for citation in line.citations]
    assert not line.unverified


@pytest.mark.parametrize(
    ("billing", "title"),
    [
        ("", "Acme, Desk, seat/month"),
        ("monthly", "Acme, Desk, seat/month, billed monthly"),
        ("once", "Acme, Desk, seat/month, once"),
        ("usage", "Acme, Desk, seat/month, by use"),
    ],
)
def test_a_title_says_what_is_known(billing: Any, title: str) -> None:  # noqa: ANN401
    """What an entry is called says no more than the entry, and nothing twice."""
    assert title == entry(billing=billing).title
    assert title == entry(billing=billing, edition="Desk").title


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ({}, "undated"),
        ({"effective_from": "2026-01-01"}, "from 2026-01-01"),
        ({"effective_to": "2026-01-01"}, "until 2026-01-01"),
        (
            {"effective_from": "2026-01-01", "effective_to": "2026-01-01"},
            "from 2026-01-01 until 2026-01-01",
        ),
    ],
)
def test_a_span_is_told_in_words(span: dict[str, str], words: str) -> None:
    """The days for which an entry holds are told, or that nobody says."""
    assert words == entry(**span).span


def test_both_ends_of_a_span_are_days_on_which_it_holds() -> None:
    """An entry holds from its first day to its last, both included."""
    seat = entry(effective_from=date(2026, 2, 1), effective_to=date(2026, 2, 28))
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]
    assert [False, True, True, False] == [seat.holds(day) for day in days]


def test_what_is_undated_holds_always() -> None:
    """An entry without days holds on the first and on the last of all."""
    assert entry().holds(date.min)
    assert entry().holds(date.max)


def test_a_range_is_no_price() -> None:
    """A range gives no price until an end is named, and then says which one it is."""
    seat = entry(price_to=CNY(150), note="undated")
    with pytest.raises(ListingError, match=r"CNY 100\.00 to CNY 150\.00, and a range") as caught:
        _ = seat.sourced
    assert ("book.range", (seat,)) == (caught.value.code, caught.value.nearest)
    least, most = seat.at("least"), seat.at("most")
    assert (CNY(100), CNY(150)) == (least.price, most.price)
    assert "undated; the most of CNY 100.00 to CNY 150.00" == most.note
    assert CNY(150) == most.sourced.value


def test_a_price_is_both_of_its_ends() -> None:
    """Asking a single price for an end gives that price."""
    seat = entry()
    assert [seat] * 3 == [seat.at("least"), seat.at("most"), seat.at(None)]


REFUSED: Final[list[tuple[Callable[[], PriceEntry], str, str]]] = [
    (lambda: entry(price=CNY(-1)), "number.negative", "price"),
    (lambda: entry(price=100), "type.price", "price"),
    (lambda: entry(price_to=CNY(100)), "book.order", "price_to"),
    (lambda: entry(price_to=EUR(200)), "currency.mixed", "currency"),
    (lambda: entry(billing="annual"), "book.billing", "billing"),
    (lambda: entry(billing=None), "book.billing", "billing"),
    (lambda: entry(vendor=""), "text.empty", "vendor"),
    (lambda: entry(source=" "), "text.empty", "source"),
    (lambda: entry(unit=5), "type.text", "unit"),
    (lambda: entry(note="\u202e"), "text.bidi", "note"),
    (lambda: entry(read="13/08/2026"), "date.syntax", "read"),
    (lambda: entry(confidence="sure"), "source.confidence", "confidence"),
    (
        lambda: entry(effective_from="2026-02-01", effective_to="2026-01-31"),
        "date.order",
        "effective_to",
    ),
    (lambda: entry(source="s" * 500, note="n" * 500), "text.length", "source"),
    (lambda: entry(price_to=CNY(150)).at("middle"), "book.end", "end"),  # type: ignore[arg-type]
    (lambda: entry().at("middle"), "book.end", "end"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("build", "code", "field"), REFUSED, ids=range(len(REFUSED)))
def test_an_entry_refuses(build: Callable[[], PriceEntry], code: str, field: str) -> None:
    """What no entry can be is refused with a code, and with the field that is at fault."""
    with pytest.raises(PricingError) as caught:
        build()
    assert (code, field) == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    ("known", "doubt"),
    [
        ({"read": "2025-11-30"}, ""),
        ({"read": "2025-11-29"}, "more than 12 months old on 2026-11-30"),
        ({"read": "2027-01-01"}, ""),
        ({"effective_from": "2025-11-30"}, ""),
        ({"effective_from": "2020-01-01"}, "more than 12 months old on 2026-11-30"),
        ({"effective_from": "2020-01-01", "read": "2026-01-01"}, ""),
        ({}, "nobody says of which day"),
    ],
)
def test_what_is_old_is_not_trusted(known: dict[str, str], doubt: str) -> None:
    """A price that was read too long ago, or nobody knows when, is unverified and says why."""
    seat = entry(confidence="page-read", **known)
    aged = seat.aged(date(2026, 11, 30), 12)
    assert doubt == aged.doubt
    assert ("unverified" if doubt else "page-read") == aged.confidence
    assert bool(doubt) == aged.sourced.source.unverified
    assert aged.citation == (f"{seat.citation}; {doubt}" if doubt else seat.citation)


def test_an_old_assumption_stays_one() -> None:
    """An assumption that is old is told as an assumption, and as old."""
    aged = entry(confidence="assumption").aged(date(2026, 11, 30), 12)
    assert ("assumption", "nobody says of which day") == (aged.confidence, aged.doubt)


def test_a_long_citation_has_room_for_its_age() -> None:
    """The longest entry that is taken can still say that it is old."""
    seat = entry(source="s" * 400, note="n" * 470)
    assert seat.aged(date(2026, 11, 30), 12).sourced.source.unverified


def test_entries_travel() -> None:
    """An entry comes back from a pickle as it was, and so does an error with its nearest."""
    seat = entry(price_to=CNY(150), effective_from="2026-01-01")
    assert seat == pickle.loads(pickle.dumps(seat))
    assert hash(seat) == hash(pickle.loads(pickle.dumps(seat)))
    with pytest.raises(ListingError) as caught:
        seat.at(None)
    assert (seat,) == pickle.loads(pickle.dumps(caught.value)).nearest


def test_an_entry_is_written_as_the_call_that_makes_it() -> None:
    """The representation of an entry leaves out what it does not state."""
    assert repr(entry(effective_from="2026-01-01")) == (
        "PriceEntry(effective_from=\"2026-01-01\", source='acme.example/prices', vendor='Acme', "
        "product='Desk', unit='seat/month', price=Price(\"100\", \"CNY\"))"
    )


def test_entries_take_keywords_only() -> None:
    """Nobody has to remember the order of so many fields."""
    with pytest.raises(TypeError):
        PriceEntry("Acme", "Desk")  # type: ignore[call-arg]


def test_a_bare_number_is_no_price() -> None:
    """An amount without a currency is refused as a wrong type."""
    with pytest.raises(InvalidTypeError):
        entry(price="100")
