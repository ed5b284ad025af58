"""Price books: layers of listed prices, looked up for a day."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from book_samples import entry, faults
from cspricing import CNY, EUR
from cspricing.errors import ListingError, PricingError, PricingErrors
from cspricing.pricebook import PriceBook, PriceEntry, TaxRate, TaxTable

PRO = entry(edition="Pro", price=CNY(100), billing="monthly", effective_from="2026-01-01")
PRO_YEARLY = entry(edition="Pro", price=CNY(80), billing="yearly", effective_from="2026-01-01")
EURO = entry(edition="Pro", price=EUR(13), billing="monthly", effective_from="2026-01-01")
BASIC = entry(price=CNY(20), effective_to="2026-06-30")
BASIC_NOW = entry(price=CNY(25), effective_from="2026-07-01")
OTHER = entry(vendor="Bolt", product="Desk Cloud", unit="seat", region="CN", price=CNY(9))
BOOK = PriceBook.of(PRO, PRO_YEARLY, EURO, BASIC, BASIC_NOW, OTHER)
DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"edition": "Pro", "billing": "monthly", "currency": "CNY"}, PRO),
        ({"edition": "Pro", "billing": "yearly"}, PRO_YEARLY),
        ({"edition": "Pro", "currency": EUR}, EURO),
        ({"edition": "Pro", "currency": "EUR", "vendor": "Acme"}, EURO),
        ({"edition": ""}, BASIC_NOW),
        ({"edition": "", "on": "2026-07-01"}, BASIC_NOW),
        ({"edition": "", "on": "2026-06-30"}, BASIC),
        ({"edition": "", "on": date(1999, 1, 1)}, BASIC),
        ({"product": "Desk Cloud"}, OTHER),
        ({"product": "Desk Cloud", "region": "CN", "unit": "seat", "vendor": "Bolt"}, OTHER),
        ({"product": "Desk Cloud", "end": "most"}, OTHER),
    ],
)
def test_a_price_is_found(wanted: dict[str, Any], expected: PriceEntry) -> None:
    """The one entry is found that has what is asked for and holds on the day."""
    assert expected == BOOK.find(**{"product": "Desk", "on": DAY, **wanted})


@pytest.mark.parametrize(
    ("wanted", "code", "field", "message", "nearest"),
    [
        (
            {"product": "Desc"},
            "book.missing",
            "product",
            "'Desc' is not listed; did you mean 'Desk'?",
            (PRO, PRO_YEARLY, EURO, BASIC, BASIC_NOW),
        ),
        (
            {"product": "DESK CLOUD"},
            "book.missing",
            "product",
            "'DESK CLOUD' is not listed; did you mean 'Desk Cloud'?",
            (OTHER,),
        ),
        (
            {"product": "Telephone"},
            "book.missing",
            "product",
            "'Telephone' is not listed; listed there: 'Desk', 'Desk Cloud'",
            (PRO, PRO_YEARLY, EURO, BASIC, BASIC_NOW, OTHER),
        ),
        (
            {"vendor": "Zed"},
            "book.missing",
            "vendor",
            "'Zed' is not listed; listed there: 'Acme'",
            (PRO, PRO_YEARLY, EURO, BASIC, BASIC_NOW),
        ),
        (
            {"edition": "Max"},
            "book.missing",
            "edition",
            "'Max' is not listed; listed there: 'Pro', '' (not stated)",
            (PRO, PRO_YEARLY, EURO, BASIC, BASIC_NOW),
        ),
        (
            {"edition": "Pro", "currency": "USD"},
            "book.missing",
            "currency",
            "'USD' is not listed; listed there: 'CNY', 'EUR'",
            (PRO, PRO_YEARLY, EURO),
        ),
        (
            {"edition": "Pro", "currency": "CNY", "on": "2025-12-31"},
            "book.missing",
            "on",
            (
                "nothing is listed for 2025-12-31; the nearest: 'Acme, Desk, Pro, seat/month, "
                "billed monthly' from 2026-01-01, 'Acme, Desk, Pro, seat/month, billed yearly' "
                "from 2026-01-01"
            ),
            (PRO, PRO_YEARLY),
        ),
        (
            {},
            "book.ambiguous",
            "edition",
            "4 entries are listed; say edition=, one of 'Pro', '' (not stated)",
            (PRO, PRO_YEARLY, EURO, BASIC_NOW),
        ),
        (
            {"edition": "Pro"},
            "book.ambiguous",
            "billing",
            "3 entries are listed; say billing=, one of 'monthly', 'yearly'",
            (PRO, PRO_YEARLY, EURO),
        ),
        (
            {"edition": "Pro", "billing": "monthly"},
            "book.ambiguous",
            "currency",
            "2 entries are listed; say currency=, one of 'CNY', 'EUR'",
            (PRO, EURO),
        ),
    ],
)
def test_what_is_not_found_says_what_there_is(
    wanted: dict[str, Any],
    code: str,
    field: str,
    message: str,
    nearest: tuple[PriceEntry, ...],
) -> None:
    """A price that is missing or ambiguous is an error with the nearest entries and the remedy."""
    with pytest.raises(ListingError) as caught:
        BOOK.find(**{"product": "Desk", "on": DAY, **wanted})
    error = caught.value
    assert isinstance(error, LookupError)
    assert (code, field, f"{field}: {message}") == (error.code, error.field, str(error))
    assert nearest == error.nearest


def test_days_come_nearest_first() -> None:
    """Of what holds on other days, what comes nearest is told first, before or after."""
    years = [
        entry(price=CNY(n), effective_from=f"20{n}-01-01", effective_to=f"20{n}-06-30")
        for n in (20, 22, 24)
    ]
    with pytest.raises(ListingError) as caught:
        PriceBook.of(*years).find("Desk", on="2022-08-01")
    assert (years[1], years[2], years[0]) == caught.value.nearest


def test_many_are_counted() -> None:
    """Of many values the first are listed and the rest are counted."""
    book = PriceBook.of(*(entry(edition=f"{letter}") for letter in "abcdefghijk"))
    with pytest.raises(ListingError, match="'h' and 3 more") as caught:
        book.find("Desk", on=DAY)
    assert len(caught.value.nearest) == 8


def test_an_empty_book_says_so() -> None:
    """Where there is nothing at all, the error says that."""
    with pytest.raises(ListingError, match="there is no entry at all"):
        PriceBook().find("Desk", on=DAY)
    with pytest.raises(ListingError, match="there is no entry at all"):
        TaxTable().rate("CN", on=DAY)
    assert (0, ()) == (len(PriceBook()), PriceBook().in_force(DAY))


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [
        ({"product": None}, "type.text", "product"),
        ({"product": 3}, "type.text", "product"),
        ({"product": "\u202e"}, "text.bidi", "product"),
        ({"product": "x" * 1001}, "text.length", "product"),
        ({"edition": ["Pro"]}, "type.text", "edition"),
        ({"currency": 3}, "type.text", "currency"),
        ({"billing": "annual"}, "book.billing", "billing"),
        ({"on": None}, "type.date", "on"),
        ({"on": "1.12.2026"}, "date.syntax", "on"),
        ({"stale_after_months": "12"}, "type.int", "stale_after_months"),
        ({"stale_after_months": -1}, "number.range", "stale_after_months"),
        ({"stale_after_months": 1201}, "number.range", "stale_after_months"),
        ({"edition": "", "end": "middle"}, "book.end", "end"),
    ],
)
def test_a_question_is_checked(wanted: dict[str, Any], code: str, field: str) -> None:
    """An argument that cannot be is refused by its name."""
    with pytest.raises(PricingError) as caught:
        BOOK.find(**{"product": "Desk", "on": DAY, **wanted})
    assert (code, field) == (caught.value.code, caught.value.field)


def test_a_range_asks_for_an_end() -> None:
    """A look-up of a range says that it is one, and takes the end that is named."""
    book = PriceBook.of(entry(price_to=CNY(150)))
    with pytest.raises(ListingError) as caught:
        book.find("Desk", on=DAY)
    assert ("book.range", "end") == (caught.value.code, caught.value.field)
    ends = [book.find("Desk", on=DAY, end=end).price for end in ("least", "most")]
    assert [CNY(100), CNY(150)] == ends


def test_a_price_that_is_too_old_is_marked() -> None:
    """A look-up that names an age marks what is older, and only that."""
    seat = entry(read="2025-12-01", confidence="page-read")
    book = PriceBook.of(seat)
    assert seat == book.find("Desk", on=DAY)
    assert seat == book.find("Desk", on=DAY, stale_after_months=12)
    old = book.find("Desk", on=DAY, stale_after_months=11)
    assert ("unverified", seat.price) == (old.confidence, old.price)


def test_a_later_list_wins_on_its_days() -> None:
    """A partner's price comes before the vendor's, a customer's before both, on their days only."""
    partner = PriceBook.of(
        entry(price=CNY(18), effective_from="2026-03-01", effective_to="2026-09-30")
    )
    customer = PriceBook.of(entry(price=CNY(15), effective_from="2026-09-01"))
    book = BOOK.overlaid(partner, customer)
    days = ["2026-02-28", "2026-03-01", "2026-08-31", "2026-09-01", "2027-01-01"]
    found = [book.find("Desk", edition="", on=day).price for day in days]
    assert [CNY(20), CNY(18), CNY(18), CNY(15), CNY(15)] == found
    assert PRO == book.find("Desk", edition="Pro", currency="CNY", billing="monthly", on=DAY)
    assert (8, 8, "<PriceBook of 8 entries>") == (len(book), len([*book]), repr(book))


def test_another_key_is_not_overlaid() -> None:
    """A price in another currency stands beside the one below, and a look-up asks which."""
    book = PriceBook.of(BASIC_NOW).overlaid(PriceBook.of(entry(price=EUR(3))))
    assert 2 == len(book.in_force(DAY))
    with pytest.raises(ListingError, match="currency="):
        book.find("Desk", on=DAY)


def test_a_range_may_overlay_a_price() -> None:
    """A list that names a range wins as one that names a price does."""
    book = PriceBook.of(BASIC_NOW).overlaid(PriceBook.of(entry(price=CNY(10), price_to=CNY(20))))
    assert CNY(20) == book.find("Desk", on=DAY, end="most").price


def test_entries_of_one_list_must_not_contradict_each_other() -> None:
    """Two figures of one thing for one day in one list are refused, each pair by its places."""
    clash = [
        entry(effective_to="2026-01-01", place="a.toml, price 1"),
        entry(effective_from="2026-01-01", effective_to="2026-03-31", place="a.toml, price 2"),
        entry(effective_from="2026-03-31"),
    ]
    first, second = faults(lambda: PriceBook.of(*clash))
    assert ("book.overlap", "a.toml, price 2", "effective_from") == (
        first.code,
        first.component,
        first.field,
    )
    assert "is listed in a.toml, price 1 too, until 2026-01-01" in str(first)
    assert second.component is None


def test_one_that_holds_within_another_contradicts_it() -> None:
    """Two entries contradict each other wherever they share a day, in whatever order they stand."""
    long = entry(price=CNY(1))
    short = entry(price=CNY(2), effective_from="2026-01-01", effective_to="2026-01-01")
    for both in ((long, short), (short, long)):
        with pytest.raises(PricingErrors):
            PriceBook.of(*both)


NO_BOOKS: Final[list[tuple[Callable[[], object], str]]] = [
    (lambda: PriceBook.of(TaxRate(jurisdiction="CN", percent="6", source="s")), "type.member"),  # type: ignore[arg-type]
    (lambda: TaxTable.of(PRO), "type.member"),  # type: ignore[arg-type]
    (lambda: PriceBook.of("Desk"), "type.member"),  # type: ignore[arg-type]
    (lambda: PriceBook(5), "type.member"),  # type: ignore[arg-type]
    (lambda: PriceBook([PRO]), "type.member"),  # type: ignore[list-item]
    (lambda: BOOK.overlaid(TaxTable()), "type.book"),  # type: ignore[arg-type]
    (lambda: BOOK.overlaid(None), "type.book"),  # type: ignore[arg-type]
    (lambda: BOOK.in_force("soon"), "date.syntax"),
]


@pytest.mark.parametrize(("build", "code"), NO_BOOKS, ids=range(len(NO_BOOKS)))
def test_what_is_no_book_is_refused(build: Callable[[], object], code: str) -> None:
    """A book holds entries of its kind, and is overlaid with books of its kind."""
    with pytest.raises(PricingError) as caught:
        build()
    assert code == caught.value.code


def test_a_book_is_a_value() -> None:
    """Books are equal by what they hold, cannot be changed, and come back from a pickle."""
    assert PriceBook.of(PRO, BASIC) == PriceBook.of(PRO, BASIC)
    assert BOOK == pickle.loads(pickle.dumps(BOOK))
    with pytest.raises(AttributeError):
        BOOK.layers = ()  # type: ignore[misc]
