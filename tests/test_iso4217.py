"""Look-ups of currency codes; `test_price` tries every code of the table."""

from __future__ import annotations

from datetime import date

import pytest

from cspricing.errors import UnknownCurrencyError
from cspricing.iso4217 import digits_of


def test_digits() -> None:
    """A code in force has the decimals of ISO 4217, on whatever day."""
    assert [digits_of(code) for code in ("JPY", "EUR", "KWD", "CLF")] == [0, 2, 3, 4]
    assert digits_of("RSD", on=date(2027, 1, 1)) == 2
    assert digits_of("IQD", on="2027-01-01") == 3


@pytest.mark.parametrize(
    ("code", "on", "message"),
    [
        ("HRK", None, "withdrawn on 2023-01-01; use EUR, or name an earlier day with on="),
        ("HRK", "2023-01-01", "withdrawn on 2023-01-01; use EUR"),
        ("CSK", None, "it has no successor"),
        ("XFU", "1980-01-01", "use EUR"),
        ("XAU", None, "XAU (Gold) has no minor unit and is no money to pay with"),
        ("BTC", None, "'BTC' is not a currency code of ISO 4217; write three capitals"),
    ],
)
def test_the_remedy_is_in_the_message(code: str, on: str | None, message: str) -> None:
    """A refused code is told what became of it, and what to use instead."""
    with pytest.raises(UnknownCurrencyError) as caught:
        digits_of(code, on)
    assert message in str(caught.value)
    assert (caught.value.field, caught.value.value) == ("currency", code)


def test_a_withdrawn_code_has_digits_before_that_day() -> None:
    """The day before it was withdrawn a code still has its decimals."""
    assert digits_of("HRK", on=date(2022, 12, 31)) == 2
    assert digits_of("ITL", on="1999-12-31") == 0
