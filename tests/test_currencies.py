"""The table of currencies: what it says, and that it holds together."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from cspricing.currencies import CURRENT, NOT_MONEY, WITHDRAWN

FIRST_EDITION = date(1978, 2, 1)
PUBLISHED = date(2026, 1, 1)


def with_decimals(decimals: int) -> str:
    """List the codes in force that have so many decimals."""
    return " ".join(code for code, (digits, _, _) in CURRENT.items() if digits == decimals)


def test_size() -> None:
    """List one has 178 codes, 13 of them no money; list three has 129 that are gone for good."""
    assert (len(CURRENT), len(NOT_MONEY), len(WITHDRAWN)) == (165, 13, 129)


def test_counts_of_decimals() -> None:
    """Of the codes in force, 17 have no decimals, 139 have two, 7 have three, 2 have four."""
    assert Counter(digits for digits, _, _ in CURRENT.values()) == {0: 17, 2: 139, 3: 7, 4: 2}


@pytest.mark.parametrize(
    ("decimals", "codes"),
    [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (1, ""),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    ],
)
def test_unusual_decimals(decimals: int, codes: str) -> None:
    """Exactly these codes in force have no, one, three or four decimals."""
    assert with_decimals(decimals) == codes


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("ALL", (2, "008", "Lek")),
        ("CNY", (2, "156", "Yuan Renminbi")),
        ("EUR", (2, "978", "Euro")),
        ("GBP", (2, "826", "Pound Sterling")),
        ("JPY", (0, "392", "Yen")),
        ("KWD", (3, "414", "Kuwaiti Dinar")),
        ("UYW", (4, "927", "Unidad Previsional")),
        ("XAD", (2, "396", "Arab Accounting Dinar")),
        ("XCG", (2, "532", "Caribbean Guilder")),
        ("ZWG", (2, "924", "Zimbabwe Gold")),
    ],
)
def test_code_in_force(code: str, entry: tuple[int, str, str]) -> None:
    """A code in force has the decimals, the number and the name of list one."""
    assert CURRENT[code] == entry


@pytest.mark.parametrize(
    "code", ["AFN", "ALL", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "SYP", "YER"]
)
def test_two_decimals_where_cldr_has_none(code: str) -> None:
    """Currencies that CLDR shows without decimals have the two of ISO."""
    assert CURRENT[code][0] == 2


@pytest.mark.parametrize("code", ["BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW"])
def test_funds(code: str) -> None:
    """Codes of funds and units of account that have a minor unit are in force like any other."""
    assert code in CURRENT


def test_not_money() -> None:
    """Metals, bond units, drawing rights, the test code and no currency are no money."""
    assert " ".join(NOT_MONEY) == "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"


def test_tables_do_not_meet() -> None:
    """No code is in two tables."""
    assert len({*CURRENT, *NOT_MONEY, *WITHDRAWN}) == 165 + 13 + 129


@pytest.mark.parametrize("table", [CURRENT, NOT_MONEY, WITHDRAWN])
def test_codes_are_well_formed(table: dict[str, object]) -> None:
    """A code is three capital letters of ASCII, and a table lists its codes in order."""
    assert [code for code in table if not re.fullmatch(r"[A-Z]{3}", code)] == []
    assert list(table) == sorted(table)


def test_numeric_codes() -> None:
    """A numeric code is three digits, and no two codes in force share one."""
    numbers = [number for _, number, _ in CURRENT.values()]
    assert [number for number in numbers if not re.fullmatch(r"[0-9]{3}", number)] == []
    assert len(set(numbers)) == len(numbers)


def test_names_can_be_printed() -> None:
    """A name is printable text with single plain blanks inside it."""
    names = [
        *(name for _, _, name in CURRENT.values()),
        *NOT_MONEY.values(),
        *(name for _, name, _, _ in WITHDRAWN.values()),
    ]
    assert [name for name in names if not name.isprintable()] == []
    assert [name for name in names if name != " ".join(name.split())] == []
    assert all(names)


def test_decimals_are_plausible() -> None:
    """A minor unit has 0 to 4 decimals; those of a withdrawn code may be unknown."""
    assert {digits for digits, _, _ in CURRENT.values()} <= set(range(5))
    assert {digits for digits, _, _, _ in WITHDRAWN.values()} <= {*range(5), None}


def test_decimals_are_known_since_the_euro() -> None:
    """Of the codes withdrawn since the coins of the euro, only four have unknown decimals."""
    unknown = [
        code
        for code, (digits, _, day, _) in WITHDRAWN.items()
        if digits is None and day >= "2002-01-01"
    ]
    assert unknown == ["CHC", "GHP", "XFO", "XFU"]


def test_days_are_plausible() -> None:
    """A code was withdrawn on a day between the standard's first edition and the list's date."""
    days = {code: date.fromisoformat(day) for code, (_, _, day, _) in WITHDRAWN.items()}
    assert [code for code, day in days.items() if not FIRST_EDITION <= day <= PUBLISHED] == []


def test_successors_are_in_force() -> None:
    """A successor is a code in force, so that nobody is sent from one refusal to the next."""
    successors = {successor for _, _, _, successor in WITHDRAWN.values() if successor}
    assert successors - set(CURRENT) == set()


def test_codes_without_successor() -> None:
    """Exactly these have none: two currencies took over, or no money that is known."""
    alone = [code for code, (_, _, _, successor) in WITHDRAWN.items() if successor is None]
    assert " ".join(alone) == "CSJ CSK ECV XFO XRE"


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("ATS", "2002-03-01"),
        ("BEF", "2002-03-01"),
        ("DEM", "2002-03-01"),
        ("ESP", "2002-03-01"),
        ("FIM", "2002-03-01"),
        ("FRF", "2002-03-01"),
        ("GRD", "2002-03-01"),
        ("IEP", "2002-03-01"),
        ("ITL", "2002-03-01"),
        ("LUF", "2002-03-01"),
        ("NLG", "2002-03-01"),
        ("PTE", "2002-03-01"),
        ("SIT", "2007-01-01"),
        ("CYP", "2008-01-01"),
        ("MTL", "2008-01-01"),
        ("SKK", "2009-01-01"),
        ("EEK", "2011-01-01"),
        ("LVL", "2014-01-01"),
        ("LTL", "2015-01-01"),
        ("HRK", "2023-01-01"),
        ("BGN", "2026-01-01"),
    ],
)
def test_euro(code: str, day: str) -> None:
    """A national currency ends in the euro on the day on which ISO ends its code."""
    assert WITHDRAWN[code][2:] == (day, "EUR")


@pytest.mark.parametrize(
    ("codes", "successor"),
    [
        ("AFA", "AFN"),
        ("ANG", "XCG"),
        ("AOK AON AOR", "AOA"),
        ("AZM", "AZN"),
        ("BRB BRC BRE BRN BRR", "BRL"),
        ("BYB BYR", "BYN"),
        ("CSD YUD YUM YUN", "RSD"),
        ("CUC", "CUP"),
        ("DDM XEU", "EUR"),
        ("GHC", "GHS"),
        ("MGF", "MGA"),
        ("MRO", "MRU"),
        ("MZM", "MZN"),
        ("PLZ", "PLN"),
        ("ROL", "RON"),
        ("RUR SUR", "RUB"),
        ("SDD", "SDG"),
        ("SLL", "SLE"),
        ("STD", "STN"),
        ("TMM", "TMT"),
        ("TRL", "TRY"),
        ("VEB VEF", "VES"),
        ("ZMK", "ZMW"),
        ("ZWD ZWL ZWN ZWR", "ZWG"),
    ],
)
def test_reforms(codes: str, successor: str) -> None:
    """After reforms the successor is the money of today, not the next step of the way."""
    assert {WITHDRAWN[code][3] for code in codes.split()} == {successor}


@pytest.mark.parametrize("code", ["EUR", "IDR", "MWK", "PEN", "RON", "SDG", "SZL", "TRY"])
def test_renamed_is_not_withdrawn(code: str) -> None:
    """A code that list three has for a former name or country only is still in force."""
    assert code in CURRENT
    assert code not in WITHDRAWN


@pytest.mark.parametrize("table", [CURRENT, NOT_MONEY, WITHDRAWN])
def test_tables_cannot_be_changed(table: dict[str, object]) -> None:
    """Nobody can add a currency for everybody."""
    with pytest.raises(TypeError, match="does not support item assignment"):
        table["EUR"] = None
