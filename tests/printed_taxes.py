"""A reader with a calculator: how the printed taxes of an invoice follow from its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from printed_rows import Figures, Invoice, Reading, Row, amounts, evaluated, numbers


def read_taxes(reading: Reading, block: list[Row], invoice: Invoice) -> Fraction:
    """Check how each tax follows from the lines: once per rate, by line, together, or inside."""
    taxes = _Taxes(reading, {line.number: line for line in invoice.lines})
    for row in block:
        taxes.read(row)
    assert not taxes.unshared, f"{taxes.unshared} of a tax is in no rate"
    return taxes.total


@dataclass
class _Taxes:
    """Taxes that are being read."""

    reading: Reading
    lines: dict[int, Figures]
    total: Fraction = Fraction(0)
    gross: Fraction = Fraction(0)
    base: Fraction = Fraction(0)
    of_lines: Fraction = Fraction(0)
    products: list[Fraction] = field(default_factory=list)
    near: list[Fraction] = field(default_factory=list)
    """What the rates that share a rounded whole would be, each by itself."""
    unshared: Fraction = Fraction(0)
    shared: bool = False
    """Whether the rows of rates share what was rounded as a whole."""

    def read(self, row: Row) -> None:
        same, exact = self.reading.same, evaluated(row.formula) if row.formula else Fraction(0)
        given = amounts(row.formula)
        named = re.fullmatch(r"(with tax, |taxable, |base, |)lines? (.*)", row.label)
        if named:
            self._of_lines(row, named[1], [self.lines[n] for n in numbers(named[2])], given)
        elif not row.label:
            assert [self.base] == given
            self.products.append(same(row.result, exact, row))
        elif row.label == "tax once on the document":
            exact = sum(self.products, Fraction(0))
            self._whole(same(row.result, self.reading.mirrored(exact), row))
            self.near = self.products
        elif row.label == "tax on each line":
            self._whole(same(row.result, self.of_lines, row))
        elif row.label == "tax contained in prices":
            assert [self.gross, self.base] == given
            self._whole(same(row.result, exact, row))
        else:
            self._rate(row, exact, given)

    def _of_lines(self, row: Row, kind: str, members: list[Figures], given: list[Fraction]) -> None:
        """Read what lines come to, or, one level below, what a line by itself comes to."""
        same, mirrored = self.reading.same, self.reading.mirrored
        net = sum((line.net for line in members), Fraction(0))
        gross = net - sum((line.included for line in members), Fraction(0))
        if kind.startswith("with"):
            self.gross = same(row.result, gross, row)
        elif kind:
            self.base = same(row.result, net, row)
            self.of_lines = Fraction(0)
            assert not self.unshared, f"{self.unshared} of a tax is in no rate before {row}"
            self.shared = False
            if row.formula:
                assert [self.gross] == given
                same(row.result, mirrored(evaluated(row.formula)), row)
        else:
            inside = " x 100 / " in row.formula
            assert [gross if inside else net] == given
            found = same(row.result, mirrored(evaluated(row.formula)), row)
            self.of_lines += 0 if inside else found
            assert not inside or found == net

    def _whole(self, tax: Fraction) -> None:
        self.unshared, self.shared = tax, True

    def _rate(self, row: Row, exact: Fraction, given: list[Fraction]) -> None:
        assert row.result is not None
        if "%" in row.formula:
            assert [self.base] == given
            self.reading.same(row.result, self.reading.mirrored(exact), row)
        elif row.formula:
            assert [self.gross, self.base] == given
            self.reading.same(row.result, exact, row)
        elif self.shared:
            self.unshared -= row.result
            if self.near:
                self._near(row, self.near.pop(0))
        else:
            self.reading.same(row.result, self.of_lines, row)
        self.total += row.result

    def _near(self, row: Row, exact: Fraction) -> None:
        """A share of what was rounded as a whole is less than a unit from what it would be."""
        assert row.result is not None
        assert abs(row.result - exact) < Fraction(1, 10**self.reading.digits)
