"""The grammar of a printed explanation: rows of label, formula, note and result.

It shares no code with the library; `printed` works out what the rows say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import naive_numbers

NUMBER: Final = r"-?[0-9][0-9,]*(?:\.[0-9]+)?"
MONEY: Final = re.compile(rf"([A-Z]{{3}}) ({NUMBER})")
_COUNT: Final = re.compile(rf"({NUMBER})(?: (.*))?")
_ALONE: Final = re.compile(rf"\s{{20,}}(= )?(?:[A-Z]{{3}} )?({NUMBER})(?: \S.*)?")
_MODES: Final = {
    "half up": "half_up",
    "half to even": "half_even",
    "half down": "half_down",
    "up": "up",
    "down": "down",
    "to the ceiling": "ceiling",
    "to the floor": "floor",
}


@dataclass
class Row:
    """A printed row."""

    level: int
    label: str
    formula: str = ""
    note: str = ""
    result: Fraction | None = None
    money: bool = False


@dataclass
class Figures:
    """What the rows of one printed line come to."""

    number: int
    title: str
    gross: Fraction = Fraction(0)
    surcharges: Fraction = Fraction(0)
    reductions: Fraction = Fraction(0)
    included: Fraction = Fraction(0)
    net: Fraction = Fraction(0)
    cost: Fraction = Fraction(0)
    is_cost: bool = False
    shares: dict[int, Fraction] = field(default_factory=dict)
    """Of discounts at quote level, by their number."""
    taken: Fraction = Fraction(0)
    """What came off last."""
    rests_on: tuple[list[int], Fraction] | None = None
    """Of a percentage of other lines: their numbers, and what it says they come to."""

    @property
    def listed(self) -> Fraction:
        """Its list amount with its surcharges."""
        return self.gross + self.surcharges

    @property
    def left(self) -> Fraction:
        """What discounts of the quote are taken of."""
        return self.listed + self.reductions - sum(self.shares.values(), Fraction(0))


@dataclass
class Invoice:
    """What the rows of a printed invoice come to; it stands for *count* equal ones."""

    count: int
    lines: list[Figures] = field(default_factory=list)
    totals: dict[str, Fraction] = field(default_factory=dict)


class Reading:
    """An explanation that is being read.

    Args:
        text: As printed, in English.
    """

    def __init__(self, text: str) -> None:
        self.rows = list(rows_of(text))
        header = next(row.label for row in self.rows if row.label.startswith("Amounts are"))
        stated = re.fullmatch(r"Amounts are rounded (.*) to (\d+) decimals, (.*)\.", header)
        assert stated
        self.mode = _MODES[stated[1]]
        self.digits = int(stated[2])
        self.invoices: list[Invoice] = []
        self.checked = 0

    def settled(self, exact: Fraction) -> Fraction:
        """Round as the header says."""
        scale = 10**self.digits
        return Fraction(naive_numbers.rounded(exact * scale, self.mode), scale)

    def mirrored(self, exact: Fraction) -> Fraction:
        """Round the magnitude as the header says."""
        return self.settled(exact) if exact >= 0 else -self.settled(-exact)

    def same(self, printed: Fraction | None, worked_out: Fraction, row: Row) -> Fraction:
        """Compare a figure with what it should be."""
        assert printed == worked_out, f"{row} should be {worked_out}"
        self.checked += 1
        return worked_out


def rows_of(text: str) -> Iterator[Row]:
    """Split a text into rows; a result that did not fit stands on a line of its own."""
    lines: list[str] = []
    for line in text.splitlines():
        if _ALONE.fullmatch(line) and lines:
            lines[-1] = f"{lines[-1]}    {line.strip()}"
        else:
            lines.append(line)
    for line in lines:
        yield _row(line)


def _row(line: str) -> Row:
    level = (len(line) - len(line.lstrip())) // 2
    left, result = line.strip(), ""
    split = re.fullmatch(r"(.*\S)\s+= ((?:[A-Z]{3} )?-?[0-9].*)", left)
    if split:
        left, result = split.groups()
        left, note = _without_note(left)
        label, colon, formula = left.rpartition(": ")
        if not colon:
            label, formula = "", left
        amount = MONEY.fullmatch(result)
        bare = amount[2] if amount else _first(result)
        return Row(level, label, formula, note, number(bare), bool(amount))
    split = re.fullmatch(rf"(.*\S)\s+({MONEY.pattern})", left)
    if split and level:
        label, note = _without_note(split[1])
        return Row(level, label, "", note, number(split[4]), money=True)
    bare, note = _without_note(left)
    if level >= 2 and re.match(rf"{NUMBER} .*x [A-Z]{{3}} ", bare):
        return Row(level, "", bare, note)  # a step without end
    return Row(level, left)


def _without_note(text: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*) \(([^()]*)\)", text)
    return (found[1], found[2]) if found else (text, "")


def _first(text: str) -> str:
    found = _COUNT.fullmatch(text)
    assert found, text
    return found[1]


def number(text: str) -> Fraction:
    """Read a number."""
    return Fraction(text.replace(",", ""))


def evaluated(formula: str) -> Fraction:
    """Work out a printed formula: x and / before + and -."""
    total = Fraction(0)
    for sign, product in re.findall(r"(^|(?<= )[+-] )((?:(?! [+-] ).)+)", formula):
        value = Fraction(1)
        for operator, operand in re.findall(r"(^|(?<= )[x/] )((?:(?! [x/] ).)+)", product.strip()):
            number = _operand(operand.strip())
            value = value / number if operator.strip() == "/" else value * number
        total += -value if sign.strip() == "-" else value
    return total


def _operand(text: str) -> Fraction:
    amount = MONEY.fullmatch(text)
    if amount:
        return number(amount[2])
    value = number(_first(text))
    return value / 100 if text.endswith(" %") else value


def amounts(formula: str) -> list[Fraction]:
    """Read the amounts of a formula."""
    return [number(found[2]) for found in MONEY.finditer(formula)]


def numbers(text: str) -> list[int]:
    """Read numbers of lines, such as 1-3, 5."""
    found: list[int] = []
    for part in text.split(", "):
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return found
