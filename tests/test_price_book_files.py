"""Files of price books: what is read from them, and all that can be wrong with them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, strategies as st

from book_samples import entry, faults, keys, table, told
from cspricing import CNY, Currency, Price
from cspricing.errors import BookFileError, PricingError, PricingErrors
from cspricing.pricebook import PriceBook, TaxTable

FULL: Final[dict[str, Any]] = {
    "edition": "Pro",
    "billing": "yearly",
    "region": "EU",
    "effective_from": date(2026, 1, 1),
    "effective_to": date(2026, 12, 31),
    "read": date(2026, 2, 3),
    "confidence": "published",
    "note": "annex 2",
}


def test_a_table_is_an_entry() -> None:
    """Every key of a table is a field of the entry, and its place is the file and its number."""
    (found,) = PriceBook.load_text(table(**FULL), "acme.toml")
    assert entry(**FULL, place="acme.toml, price 1") == found


def test_dates_may_be_texts() -> None:
    """A date in quotes is a date as well."""
    (found,) = PriceBook.load_text(table(effective_from="2026-01-01"))
    assert date(2026, 1, 1) == found.effective_from


def test_defaults_stand_for_all() -> None:
    """What the defaults state holds for every entry that does not state it."""
    defaults = "[defaults]\n" + keys(currency="EUR", source="list", confidence="verified")
    texts = [table(source=None), table(currency=None, edition="Pro")]
    first, second = PriceBook.load_text("\n".join([defaults, *texts]))
    assert ("CNY", "list", "verified") == (first.currency, first.source, first.confidence)
    assert ("EUR", "acme.example/prices") == (second.currency, second.source)


def test_a_range_has_two_ends() -> None:
    """A range is written with both of its ends."""
    (found,) = PriceBook.load_text(table(price=None, price_from="60.5", price_to="80"))
    assert (CNY("60.5"), CNY(80)) == (found.price, found.price_to)


def test_a_currency_may_be_of_its_day() -> None:
    """A price of before a currency was withdrawn keeps its currency; one of after has none."""
    before, after = (
        table(currency="HRK", effective_from=date(year, 1, 1)) for year in (2020, 2024)
    )
    (found,) = PriceBook.load_text(before)
    assert Price(100, Currency("HRK", on="2020-01-01")) == found.price
    assert [("currency.withdrawn", "acme.toml, price 1", "currency")] == told(after)
    assert [("currency.withdrawn", "acme.toml, price 1", "currency")] == told(table(currency="HRK"))


ONE: Final[list[tuple[dict[str, Any], str, str]]] = [
    ({"price": 100}, "book.quoted", "price"),
    ({"price": 0.1}, "type.float", "price"),
    ({"price": True}, "book.quoted", "price"),
    ({"price": ["1"]}, "book.quoted", "price"),
    ({"price": "1e3"}, "number.syntax", "price"),
    ({"price": "1,000"}, "number.syntax", "price"),
    ({"price": "-5"}, "number.negative", "price"),
    ({"price": "9" * 19}, "number.range", "price"),
    ({"price": None}, "book.amount", "price"),
    ({"price_to": "200"}, "book.amount", "price"),
    ({"price_from": "50", "price_to": "200"}, "book.amount", "price"),
    ({"price": None, "price_from": "50"}, "book.amount", "price"),
    ({"price": None, "price_from": "200", "price_to": "50"}, "book.order", "price_to"),
    ({"price": None, "price_from": "50", "price_to": "50"}, "book.order", "price_to"),
    ({"currency": "RMB"}, "currency.unknown", "currency"),
    ({"currency": "XAU"}, "currency.not_money", "currency"),
    ({"currency": 5}, "type.currency", "currency"),
    ({"vendor": None}, "book.required", "vendor"),
    ({"product": None}, "book.required", "product"),
    ({"unit": None}, "book.required", "unit"),
    ({"currency": None}, "book.required", "currency"),
    ({"source": None}, "book.required", "source"),
    ({"source": ""}, "text.empty", "source"),
    ({"vendor": 5}, "type.text", "vendor"),
    ({"vendor": "a\u202eb"}, "text.bidi", "vendor"),
    ({"note": "a\nb"}, "text.control", "note"),
    ({"note": "n" * 1001}, "text.length", "note"),
    ({"note": "n" * 990}, "text.length", "source"),
    ({"billing": "annual"}, "book.billing", "billing"),
    ({"confidence": "sure"}, "source.confidence", "confidence"),
    ({"read": "13.08.2026"}, "date.syntax", "read"),
    ({"read": 20260813}, "type.date", "read"),
    (
        {"effective_from": date(2026, 2, 1), "effective_to": date(2026, 1, 1)},
        "date.order",
        "effective_to",
    ),
    ({"prize": "5"}, "book.key", "prize"),
    ({"place": "here"}, "book.key", "place"),
    ({"doubt": "none"}, "book.key", "doubt"),
]


@pytest.mark.parametrize(("changes", "code", "field"), ONE, ids=range(len(ONE)))
def test_what_is_wrong_with_an_entry_is_told(
    changes: dict[str, Any], code: str, field: str
) -> None:
    """A fault of an entry names the file, the number of the entry, and the key."""
    texts = [table(edition="fine"), table(**changes)]
    assert [(code, "acme.toml, price 2", field)] == told(*texts)


def test_all_is_told_at_once() -> None:
    """Faults of the file, of its defaults and of all its entries come together."""
    texts = [
        "rates = 5",
        "[defaults]",
        keys(curency="EUR"),
        table(
            price=0.5, vendor=None, effective_from=date(2026, 2, 1), effective_to=date(2026, 1, 1)
        ),
        table(prise="5", billing="annual"),
        table(edition="x"),
        table(edition="x"),
    ]
    assert [
        ("book.key", "acme.toml", "rates"),
        ("book.key", "acme.toml, defaults", "curency"),
        ("book.required", "acme.toml, price 1", "vendor"),
        ("type.float", "acme.toml, price 1", "price"),
        ("date.order", "acme.toml, price 1", "effective_to"),
        ("book.key", "acme.toml, price 2", "prise"),
        ("book.billing", "acme.toml, price 2", "billing"),
        ("book.overlap", "acme.toml, price 4", "effective_from"),
    ] == told(*texts)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (table(prise="5"), "'prise' means nothing here; did you mean 'price'?"),
        (table(xyz="5"), "'xyz' means nothing here; take one of vendor, product, edition, "),
        (table(price=5), "5 is not in quotes; write it as text: '1400'"),
        (table(unit=None), "it has no unit; add one"),
        ("", "there is no entry; write one below [[price]]"),
        ("[price]\nvendor = 'x'", "'price' is no such table; write [[price]]"),
        ("defaults = 3\n" + table(), "'defaults' is no such table; write [defaults]"),
    ],
)
def test_a_fault_says_the_remedy(text: str, message: str) -> None:
    """What a fault says is how to mend it."""
    (fault,) = faults(lambda: PriceBook.load_text(text))
    assert message in str(fault)


WRONG: Final[list[tuple[str | bytes, str]]] = [
    ("", "book.empty"),
    ("price = []", "book.empty"),
    ("price = 5", "book.table"),
    ("price = [1, 2]", "book.table"),
    ("[price]\nvendor = 'Acme'", "book.table"),
    ("vendor = ", "book.syntax"),
    ("vendor = 'a'\nvendor = 'b'", "book.syntax"),
    ("a = \x00", "book.syntax"),
    (f"a = {'9' * 5000}", "book.syntax"),
    (f"a = {'[' * 20_000}", "book.syntax"),
    ("a = 2026-02-30", "book.syntax"),
    (f"{'k' * 5000} = ", "book.syntax"),
    (b"\xff\xfe", "book.encoding"),
    (b"a = '\xe4'", "book.encoding"),
    (b"\x00", "book.syntax"),
    (b"# " + b"x" * 8_000_000, "book.size"),
]


@pytest.mark.parametrize(("content", "code"), WRONG, ids=range(len(WRONG)))
def test_a_file_that_is_no_book_is_refused(tmp_path: Path, content: str | bytes, code: str) -> None:
    """Whatever a file holds, what comes of it is a typed fault that names the file."""
    path = tmp_path / "acme.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (fault,) = faults(lambda: PriceBook.load(path))
    assert (code, "acme.toml") == (fault.code, fault.component)
    assert str(fault).isprintable()
    assert len(str(fault)) < 400


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_file_is_a_book_or_refused(tmp_path_factory: Any, content: bytes) -> None:  # noqa: ANN401
    """No content of a file leads to any other error than those of the library."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    with pytest.raises(PricingErrors):
        PriceBook.load(path)


@given(
    st.dictionaries(
        st.sampled_from(["vendor", "price", "price_from", "price_to", "currency", "read", "note"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\x7f"))
        | st.integers(-(2**63), 2**63)
        | st.booleans()
        | st.dates()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.sampled_from(["1", "CNY", "-0", "0.1", "2026-01-01"]),
    )
)
def test_any_table_is_an_entry_or_refused(changes: dict[str, Any]) -> None:
    """No values of a table lead to any other error than those of the library."""
    with suppress(PricingErrors):
        PriceBook.load_text(table(**changes))


def test_a_file_with_a_mark_of_its_encoding_is_read(tmp_path: Path) -> None:
    """The mark that some editors write before UTF-8 is no fault."""
    path = tmp_path / "acme.toml"
    path.write_text(table(vendor="纷享销客"), encoding="utf-8-sig")
    (found,) = PriceBook.load(str(path))
    assert "纷享销客" == found.vendor


def test_a_folder_is_one_list(tmp_path: Path) -> None:
    """All TOML files of a folder are one list, in the order of their names; others are not read."""
    for name, edition in (("b.toml", "b"), ("a.toml", "a")):
        (tmp_path / name).write_text(table(edition=edition), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no book", encoding="utf-8")
    book = PriceBook.load(tmp_path)
    assert ["a.toml, price 1", "b.toml, price 1"] == [one.place for one in book]
    assert 1 == len(book.layers)


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    """What is wrong in several files of a folder, and between them, is told at once."""
    (tmp_path / "a.toml").write_text(table(price=5), encoding="utf-8")
    (tmp_path / "b.toml").write_text("x = ", encoding="utf-8")
    (tmp_path / "c.toml").write_text(table(), encoding="utf-8")
    (tmp_path / "d.toml").write_text(table(), encoding="utf-8")
    (tmp_path / "e.toml").mkdir()
    found = [
        (fault.code, str(fault.component).rpartition("/")[2])
        for fault in faults(lambda: PriceBook.load(tmp_path))
    ]
    assert [
        ("book.syntax", "b.toml"),
        ("book.file", "e.toml"),
        ("book.quoted", "a.toml, price 1"),
        ("book.overlap", "d.toml, price 1"),
    ] == found


@pytest.mark.parametrize("path", ["nowhere.toml", "a\x00b", "", "x" * 5000])
def test_what_is_not_there_is_a_fault(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path that leads nowhere is a typed fault, and also an OSError."""
    monkeypatch.chdir(tmp_path)
    (fault,) = faults(lambda: PriceBook.load(path))
    assert ("book.file", True) == (fault.code, isinstance(fault, OSError))
    assert isinstance(fault, BookFileError)


def test_a_long_path_is_told_by_its_end(tmp_path: Path) -> None:
    """Of a long path a fault tells the end, which is the name of the file."""
    path = tmp_path / ("folder-" * 10) / "acme.toml"
    (fault,) = faults(lambda: PriceBook.load(path))
    assert str(fault).startswith("...")
    assert "acme.toml: it cannot be read: No such file" in str(fault)
    assert str(path) == fault.value


ARGUMENTS: Final[list[tuple[Callable[[], object], str, str]]] = [
    (lambda: PriceBook.load(5), "type.path", "path"),  # type: ignore[arg-type]
    (lambda: PriceBook.load(b"acme.toml"), "type.path", "path"),  # type: ignore[arg-type]
    (lambda: PriceBook.load_text(b"x"), "type.text", "text"),  # type: ignore[arg-type]
    (lambda: PriceBook.load_text(table(), name=""), "text.empty", "name"),
    (lambda: PriceBook.load_text(table(), name=None), "type.text", "name"),  # type: ignore[arg-type]
    (lambda: PriceBook.of_package("", "prices"), "text.empty", "package"),
    (lambda: PriceBook.of_package("cspricing", 5), "type.text", "resource"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("load", "code", "field"), ARGUMENTS, ids=range(len(ARGUMENTS)))
def test_an_argument_is_checked(load: Callable[[], object], code: str, field: str) -> None:
    """What is no path, text or name is refused by the name of the argument."""
    with pytest.raises(PricingError) as caught:
        load()
    assert (code, field) == (caught.value.code, caught.value.field)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a package that can be imported and holds a book."""
    name = "book_of_tests"
    (tmp_path / name / "lists").mkdir(parents=True)
    (tmp_path / name / "__init__.py").touch()
    (tmp_path / name / "lists" / "acme.toml").write_text(table(), encoding="utf-8")
    (tmp_path / name / "none").mkdir()
    (tmp_path / name / "failing.py").write_text("raise RuntimeError", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, name, raising=False)
    return name


def test_a_book_may_come_with_a_package(package: str) -> None:
    """A file and a folder of a package are read as those of a path."""
    book = PriceBook.of_package(package, "lists/acme.toml")
    assert (1, book) == (len(book), PriceBook.of_package(package, "lists"))


@pytest.mark.parametrize(
    ("inside", "resource", "code"),
    [
        ("", "nowhere", "book.file"),
        ("", "none", "book.file"),
        ("", "../../nowhere", "book.file"),
        ("", "a\x7fb", "text.control"),
        (".nothing", "lists", "book.package"),
        (".failing", "lists", "book.package"),
        ("..", "lists", "book.package"),
    ],
)
def test_a_package_without_the_book_is_a_fault(
    package: str, inside: str, resource: str, code: str
) -> None:
    """A package or resource that is not there is a typed fault, whatever the import raises."""
    with pytest.raises(PricingError) as caught:
        PriceBook.of_package(f"{package}{inside}", resource)
    assert code == caught.value.code


def test_a_tax_table_is_no_price_book() -> None:
    """A file of the other kind is refused with the name of its table."""
    (fault, empty) = faults(lambda: TaxTable.load_text(table()))
    assert ("book.key", "price") == (fault.code, fault.field)
    assert "take one of rate, defaults" in str(fault)
    assert ("book.empty", "rate") == (empty.code, empty.field)
    with pytest.raises(PricingErrors, match="the tax table cannot be taken: 2 faults"):
        TaxTable.load_text(table())
