"""How numbers are written: in full, plainly, whatever the locale or the decimal context."""

from __future__ import annotations

from decimal import Decimal


def plain(number: Decimal) -> str:
    """Write a finite decimal with all its digits, without exponent, grouping or context.

    >>> plain(Decimal("1E+3")), plain(Decimal("-0.50"))
    ('1000', '-0.50')
    """
    sign, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits))
    places = -int(exponent)
    if places <= 0:
        text = text + "0" * -places if any(digits) else "0"
    else:
        text = text.zfill(places + 1)
        text = f"{text[:-places]}.{text[-places:]}"
    return f"-{text}" if sign else text


def grouped(number: Decimal, least_decimals: int = 0) -> str:
    """Write a finite decimal in full, with commas and at least so many decimals.

    >>> grouped(Decimal("1234.5"), 2), grouped(Decimal("12000.00"))
    ('1,234.50', '12,000')
    """
    before, _, after = plain(number).lstrip("-").partition(".")
    after = after.rstrip("0").ljust(least_decimals, "0")
    # By hand: int() refuses texts of more than 4,300 digits.
    first = len(before) % 3 or 3
    groups = [before[:first], *(before[i : i + 3] for i in range(first, len(before), 3))]
    sign = "-" if number < 0 else ""
    return f"{sign}{','.join(groups)}" + (f".{after}" if after else "")
