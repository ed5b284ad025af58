"""Numbers, rounding and allocation once more, in the most obvious way: the second opinion.

Everything is `fractions.Fraction`, `int` and texts, written from the definitions; nothing here
imports the library, `decimal`, or anything that the library rests on.

    from naive_numbers import allocated, grouped, parsed, rounded

    assert rounded(Fraction("2.5"), "half_even") == 2
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

HALF = Fraction(1, 2)
DIGITS = "0123456789"


def parsed(text: str) -> Fraction | None:
    """Read *text* by the library's grammar, or return None if it has to be refused.

    A minus is optional; then come 1 to 18 digits, without a leading zero unless it is the only
    one; then, optionally, a point and 1 to 12 digits. Minus zero is no number.
    """
    minus = text[:1] == "-"
    before, point, after = text[int(minus) :].partition(".")
    if not _are_digits(before, 18) or (before[0] == "0" and before != "0"):
        return None
    if point and not _are_digits(after, 12):
        return None
    units = Fraction(0)
    for digit in before + after:
        units = units * 10 + DIGITS.index(digit)
    value = units / Fraction(10) ** len(after)
    if minus and not value:
        return None
    return -value if minus else value


def _are_digits(text: str, most: int) -> bool:
    return 1 <= len(text) <= most and all(character in DIGITS for character in text)


def ratio(text: str) -> Fraction:
    """Read a weight: a number, or two with a slash between them."""
    above, slash, below = text.partition("/")
    return Fraction(above) / Fraction(below) if slash else Fraction(above)


def rounded(value: Fraction, mode: str) -> int:
    """Round to a whole number, by the definition of each mode."""
    floor = value.numerator // value.denominator
    rest = value - floor
    if rest == 0:
        return floor
    away = floor + 1 if value > 0 else floor
    towards = floor if value > 0 else floor + 1
    match mode:
        case "ceiling":
            return floor + 1
        case "floor":
            return floor
        case "up":
            return away
        case "down":
            return towards
        case _:
            pass  # halves, which the rest decides
    if rest != HALF:
        return floor + 1 if rest > HALF else floor
    match mode:
        case "half_up":
            return away
        case "half_down":
            return towards
        case _:
            return floor if floor % 2 == 0 else floor + 1


def allocated(units: int, weights: Sequence[Fraction]) -> list[int]:
    """Allocate magnitudes one unit after the other, to whoever is furthest below the exact share.

    First everybody gets the whole units of the exact share; each unit that is left goes to the
    share with the largest part missing, the first of several alike.
    """
    total = sum(weights)
    exact = [abs(units) * weight / total for weight in weights]
    shares = [share.numerator // share.denominator for share in exact]
    while sum(shares) < abs(units):
        missing = [part - share for part, share in zip(exact, shares, strict=True)]
        shares[missing.index(max(missing))] += 1
    return [-share for share in shares] if units < 0 else shares


def written(units: int, decimals: int) -> str:
    """Write whole units of 1 / 10^decimals with a point: -1234 of 1 / 100 is -12.34."""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    before, after = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return ("-" if units < 0 else "") + before + ("." + after if after else "")


def grouped(units: int, decimals: int) -> str:
    """Write it with a comma after each three digits, counted from the point."""
    plain = written(units, decimals)
    sign = "-" if plain[0] == "-" else ""
    before, point, after = plain.removeprefix("-").partition(".")
    with_commas = ""
    for position, digit in enumerate(reversed(before)):
        with_commas = digit + ("," if position and position % 3 == 0 else "") + with_commas
    return sign + with_commas + point + after
