"""The price books that come with the library: every figure is the one that was gathered."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

import oracles
from cspricing import CRMLicense, Price, Quote, Sourced, list_prices
from cspricing.errors import ListingError
from cspricing.pricebook import PriceBook, PriceEntry

BOOK: Final = PriceBook.shipped()
DAY: Final = date(2026, 12, 1)

UNITS: Final = {
    "user/month (period not stated on the page)": ("user", "the page does not state the period"),
    "seat/month?": ("seat", "the tender does not state the period"),
    "case (tax incl.)": ("case", "tax included"),
}
"""Units that were gathered with a remark, which is in the note."""

BILLINGS: Final = {"annual": "yearly", "annual?": "", "one-time": "once"}

CONFIDENCES: Final = {
    "page-read": "page-read",
    "public framework price": "published",
    "tender ceiling price": "published",
    "tender estimate": "published",
    "secondary": "secondary",
    "secondary-unverified": "secondary",
    "vendor essay": "secondary",
    "recalled-unverified": "unverified",
}
"""What the words of those who gathered the figures are in those of the library."""

LOOSE_DAYS: Final[dict[str, tuple[date | None, date | None]]] = {
    "2016": (date(2016, 1, 1), None),
    "2018-09": (date(2018, 9, 1), None),
    "2025-26": (date(2025, 1, 1), None),
    "before 2022 (undated copy)": (None, date(2021, 12, 31)),
    "historical (c. 2008)": (date(2008, 1, 1), date(2008, 12, 31)),
}
"""The days for which something holds that is dated by more than a day."""


def gathered() -> list[dict[str, Any]]:
    """Return the figures as they were gathered, or skip where they are not at hand."""
    folder = oracles.folder()
    path = None if folder is None else folder.parent / "data" / "list_prices.json"
    if path is None or not path.is_file():
        pytest.skip("the figures that were gathered are not beside the project")
    prices: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["prices"]
    for before, price in pairwise(prices):
        if price["source"] == "same":
            price["source"] = before["source"]
    return prices


def named(price: dict[str, Any]) -> tuple[str, ...]:
    """Tell what was gathered a price of, with the price."""
    return tuple(price[key] for key in ("vendor", "product", "edition", "currency", "price"))


def as_gathered(entry: PriceEntry) -> tuple[str, ...]:
    """Tell the same of an entry."""
    ends = [entry.price] if entry.price_to is None else [entry.price, entry.price_to]
    amount = "-".join(str(price.numerator) for price in ends)
    return (entry.vendor, entry.product, entry.edition, entry.currency, amount)


def pairs() -> list[tuple[dict[str, Any], PriceEntry]]:
    """Pair each figure that was gathered with its entry."""
    found: dict[tuple[str, ...], list[PriceEntry]] = {}
    for entry in BOOK:
        found.setdefault((*as_gathered(entry), entry.billing), []).append(entry)
    paired: list[tuple[dict[str, Any], PriceEntry]] = []
    for price in gathered():
        billing = BILLINGS.get(price["billing"], price["billing"])
        (entry,) = found.pop((*named(price), billing))
        paired.append((price, entry))
    return paired


def test_every_figure_is_there_and_no_other() -> None:
    """The books hold each figure that was gathered once, and nothing else."""
    assert sorted(map(named, gathered())) == sorted(map(as_gathered, BOOK))
    assert len(BOOK) == len(pairs()) == 122


def test_every_figure_has_its_source_and_unit() -> None:
    """Source, unit and billing are those that were gathered, and every remark is in the note."""
    for price, entry in pairs():
        assert price["source"] == entry.source
        assert UNITS.get(price["unit"], (price["unit"], ""))[0] == entry.unit
        remarks = [price.get("note"), price.get("bonus"), price.get("benefits")]
        assert all(remark in entry.note for remark in remarks if remark)
        assert UNITS.get(price["unit"], ("", ""))[1] in entry.note


def test_every_figure_is_trusted_as_far_as_it_was() -> None:
    """How far to trust a figure is what those say who gathered it; all else is in the note."""
    for price, entry in pairs():
        words, _, remark = price["confidence"].partition(" (")
        first = words.partition(",")[0]
        assert CONFIDENCES[first] == entry.confidence
        assert all(part in entry.note for part in remark.rstrip(")").split("; ") if part)
        assert words == first or words.partition(", ")[2] in entry.note


def test_every_figure_has_its_day() -> None:
    """A figure holds from the day as of which it is known; what is undated says so."""
    for price, entry in pairs():
        day = price["as_of"]
        if day in {None, "undated"}:
            recalled = date(2024, 1, 1) if "2024-25 list" in price["source"] else None
            assert (recalled, None) == (entry.effective_from, entry.effective_to)
            assert ("the list is of 2024-25" if recalled else "undated") in entry.note
        elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            assert (day, day) == (str(entry.effective_from), str(entry.read))
            assert entry.effective_to is None
        else:
            assert LOOSE_DAYS[day] == (entry.effective_from, entry.effective_to)
            assert f"dated as: {day}" in entry.note
            assert entry.read is None


def test_ranges_are_ranges() -> None:
    """What was gathered as a range is one in the books, and asks for an end."""
    ranges = [entry for entry in BOOK if entry.price_to is not None]
    assert 19 == len(ranges)
    for entry in ranges:
        with pytest.raises(ListingError, match="a range is no price"):
            _ = entry.sourced


@pytest.mark.parametrize("entry", BOOK.entries, ids=lambda entry: entry.place)
def test_every_entry_prices_a_quote(entry: PriceEntry) -> None:
    """Every price goes into a quote, is cited there, and is marked if nobody verified it."""
    seat = entry.at("most").sourced
    quote = Quote.of(CRMLicense(seats=1000, tariff=seat))
    assert seat.value * 1000 == quote.net
    (line,) = quote.lines
    assert [seat.source] == [citation.source for citation in line.citations]
    assert (entry.confidence in {"secondary", "unverified"}) == line.unverified


CONSTANTS: Final = [
    name for name in vars(list_prices) if re.fullmatch(r"[A-Z]+_CRM(_[A-Z0-9]+)+", name)
]
"""The names of list prices, such as ``ZOHO_CRM_FREE_INR_2026_08``."""


@pytest.mark.parametrize("name", CONSTANTS)
def test_constants_agree_with_the_book(name: str) -> None:
    """A list price that has a name is the one that the book has for its day."""
    constant: Sourced[Price] = getattr(list_prices, name)
    zoho = name.startswith("ZOHO")
    found = BOOK.find(
        "Zoho CRM" if zoho else "纷享销客 CRM",
        edition=name.split("_")[2].title() if zoho else "起步 (from)",
        currency=constant.value.currency,
        billing="yearly" if "_YEARLY_" in name else "monthly" if zoho else "",
        on=constant.source.read or DAY,
    )
    assert constant.value == found.price
    assert (constant.source.read, constant.source.confidence) == (found.read, found.confidence)


def test_all_constants_are_compared() -> None:
    """No list price of a seat is left out: 13 of Zoho CRM, 1 of Fxiaoke."""
    assert 14 == len(CONSTANTS)


def test_files_are_by_vendor() -> None:
    """Every vendor stands in one file."""
    files: dict[str, set[str]] = {}
    for entry in BOOK:
        files.setdefault(entry.vendor, set()).add(entry.place.partition(",")[0])
    assert {1} == set(map(len, files.values()))
    folder = Path(list_prices.__file__).parent / "pricebook" / "prices"
    assert {file.name for file in folder.iterdir()} == set.union(*files.values())
