"""Recompute every printed result from what is printed before it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Final

from .errors import VerificationError
from .exact import EXACT, settled
from .explanation import NARROW_BLANK, RESULT, Explanation, Places, Row
from .notation import grouped

_NUMBER: Final = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


def verify(explanation: Explanation) -> int:
    """Check an explanation as a reader with a calculator would: from its printed texts alone.

    Returns:
        How many results were recomputed.

    Raises:
        VerificationError: If a result does not follow (``verify.result``), or cannot be worked
            out (``verify.number``).
    """
    checked = 0
    for row in explanation.rows:
        if row.check:
            _check(row, explanation)
            checked += 1
        for operand, of in row.ties:
            _check_tie(row, operand, of, explanation)
    return checked


def _check(row: Row, explanation: Explanation) -> None:
    printed = value(row.result)
    if row.check in {"settled", "portion"}:
        _check_start(row, explanation)
    if row.check == "part":
        expected = _parts(_added(row.of, explanation), explanation)
    else:
        expected = [_recomputed(row, explanation)]
    if printed not in expected:
        gives = " or ".join(map(_written, expected))
        raise _refused(row, f"{row.label} {row.formula} gives {gives}, but {row.result} is printed")


def _check_start(row: Row, explanation: Explanation) -> None:
    """Check that a formula goes on from those that it says it goes on from."""
    for place, _ in row.of:
        start = explanation.rows[place].formula
        if not row.formula.startswith(f"{start} "):
            raise _refused(row, f"{row.label} {row.formula} does not go on from {start}")


def _check_tie(row: Row, operand: int, of: Places, explanation: Explanation) -> None:
    """Check that a figure is what other rows give for it."""
    shown = row.result if operand == RESULT else row.formula.split(" ")[2 * operand]
    given = _added(of, explanation)
    if value(shown) != given:
        raise _refused(row, f"{row.label} rests on {shown}, but that is {_written(given)} before")


def _refused(row: Row, said: str) -> VerificationError:
    return VerificationError.of(
        "verify.result", said.replace(NARROW_BLANK, " "), field=row.label, value=row
    )


def _recomputed(row: Row, explanation: Explanation) -> Fraction:
    rows = explanation.rows
    match row.check:
        case "exact":
            return evaluated(row.formula)
        case "settled":
            return _rounded(evaluated(row.formula), explanation)
        case "portion":
            return _portion(evaluated(row.formula), explanation)
        case "products":
            return _portion(_added(row.of, explanation), explanation)
        case "up":
            return Fraction(-((-evaluated(row.formula)) // 1))
        case "away":
            exact = evaluated(row.formula)
            return Fraction(-(-abs(exact) // 1)) * (1 if exact >= 0 else -1)
        case "least":
            scale = 10**explanation.digits
            return Fraction(-((-evaluated(row.formula) * scale) // 1), scale)
        case "half up":
            return _half_up(evaluated(row.formula))
        case "steps":
            total = sum((evaluated(rows[i].formula) * times for i, times in row.of), Fraction(0))
            return _rounded(total * evaluated(row.formula or "1"), explanation)
        case _:
            return _added(row.of, explanation)


def _added(of: Places, explanation: Explanation) -> Fraction:
    """Add up the results of rows."""
    rows = explanation.rows
    return sum((value(rows[i].result) * times for i, times in of), Fraction(0))


def _portion(exact: Fraction, explanation: Explanation) -> Fraction:
    size = _rounded(abs(exact), explanation)
    return size if exact >= 0 else -size


def _parts(exact: Fraction, explanation: Explanation) -> list[Fraction]:
    """Give what a share of a rounded whole may be: cut to whole units, or one unit more."""
    scale = 10**explanation.digits
    units, rest = divmod(abs(exact) * scale, 1)
    sign = 1 if exact >= 0 else -1
    return [sign * Fraction(units + more, scale) for more in ((0, 1) if rest else (0,))]


def _written(number: Fraction) -> str:
    """Write a number for a message, to six decimals."""
    units = settled(number.numerator, number.denominator, 10**6, "ROUND_HALF_EVEN")
    return grouped(EXACT.scaleb(Decimal(units), -6))


def _rounded(exact: Fraction, explanation: Explanation) -> Fraction:
    scale = 10**explanation.digits
    return Fraction(settled(exact.numerator, exact.denominator, scale, explanation.mode), scale)


def _half_up(exact: Fraction) -> Fraction:
    return Fraction(settled(exact.numerator, exact.denominator, 100, "ROUND_HALF_UP"), 100)


def value(token: str) -> Fraction:
    """Read the one number of a printed quantity, amount or percentage.

    Raises:
        VerificationError: If there is none (``verify.number``).
    """
    bare = token.replace(NARROW_BLANK, " ")
    found = _NUMBER.search(_after_code(bare))
    if found is None:
        raise VerificationError.of("verify.number", f"no number in {bare!r}", value=token)
    number = Fraction(found.group().replace(",", ""))
    return number / 100 if bare.endswith(" %") else number


def evaluated(formula: str) -> Fraction:
    """Compute a printed formula: products and quotients from the left, then sums.

    Raises:
        VerificationError: If it is no formula, or divides by nothing (``verify.number``).
    """
    first, *others = formula.split(" ")
    total, product = Fraction(0), value(first)
    for operator, token in zip_longest(others[::2], others[1::2], fillvalue=""):
        number = value(token)
        if operator == "x":
            product *= number
        elif operator == "/" and number:
            product /= number
        elif operator in {"+", "-"}:
            total += product
            product = number if operator == "+" else -number
        else:
            raise VerificationError.of(
                "verify.number", f"{formula!r} cannot be worked out", value=formula
            )
    return total + product


def _after_code(text: str) -> str:
    """Drop a currency code that stands before an amount."""
    head, _, tail = text.partition(" ")
    return tail if re.fullmatch(r"[A-Z]{3}", head) else text
