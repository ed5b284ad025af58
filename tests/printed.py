"""A reader with a calculator: takes a printed explanation apart and works everything out again.

It shares no code with the library, and knows an explanation only as the English text that
`Quote.explain` prints.

    recomputed(quote.explain())      # raises AssertionError where a figure does not follow
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import naive_numbers
from printed_rows import (
    MONEY,
    NUMBER,
    Figures,
    Invoice,
    Reading,
    Row,
    amounts,
    evaluated,
    numbers,
    rows_of,
)
from printed_taxes import read_taxes

__all__ = ["MONEY", "Reading", "evaluated", "recomputed", "rows_of"]

_REDUCTIONS: Final = ("allowance", "discount ", "share of discount ", "lapsed")


def recomputed(text: str) -> Reading:
    """Read an explanation, and work out every figure from those that are printed before it.

    Raises:
        AssertionError: If a figure does not follow.
    """
    reading = Reading(text)
    rows = iter(_sections(reading.rows))
    for title, section in rows:
        if title.startswith("Invoice"):
            reading.invoices.append(_invoice(reading, title, section))
        elif title == "Over the whole term":
            _term(reading, section)
    return reading


def _sections(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    title, section = "", list[Row]()
    for row in rows:
        if row.level == 0:
            yield title, section
            title, section = row.label, []
        else:
            section.append(row)
    yield title, section


def _invoice(reading: Reading, title: str, section: list[Row]) -> Invoice:
    counted = re.search(r"\((\d+) equal ones\)", title)
    invoice = Invoice(int(counted[1]) if counted else 1)
    for head, block in _blocks(section):
        numbered = re.match(r"(\d+)\. ", head)
        if numbered:
            invoice.lines.append(_line(reading, int(numbered[1]), head, block))
        elif head == "Discounts":
            _discounts(reading, block, invoice)
        elif head == "Taxes":
            _percentages(invoice.lines)
            invoice.totals["taxes"] = read_taxes(reading, block, invoice)
        elif head == "Totals":
            _totals(reading, block, invoice)
    return invoice


def _blocks(section: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    head, block = "", list[Row]()
    for row in section:
        if row.level == 1:
            if head:
                yield head, block
            head, block = row.label, []
        else:
            block.append(row)
    yield head, block


def _line(reading: Reading, number: int, title: str, block: list[Row]) -> Figures:
    figures = Figures(number, title)
    steps: list[Fraction] = []
    for row in block:
        exact = evaluated(row.formula) if row.formula else Fraction(0)
        if not row.label:
            steps.append(exact)
            if row.result is not None:
                reading.same(row.result, exact, row)
        elif row.label in {"list price", "cost"}:
            exact = exact if row.formula else sum(steps, Fraction(0))
            found = reading.same(row.result, reading.settled(exact), row)
            figures.is_cost = row.label == "cost"
            figures.gross, figures.cost = (
                (0 * found, found) if figures.is_cost else (found, 0 * found)
            )
        elif row.label.startswith("price at a "):
            if "times the sum" in row.note:
                exact *= sum(steps, Fraction(0))
            rounding = reading.mirrored if "%" in row.formula else reading.settled
            figures.gross = reading.same(row.result, rounding(exact), row)
            figures.is_cost = False
        elif re.match(rf"(cost, )?{NUMBER} % of lines? ", row.label):
            found = reading.same(row.result, reading.mirrored(exact), row)
            figures.is_cost = row.label.startswith("cost")
            figures.gross, figures.cost = (
                (0 * found, found) if figures.is_cost else (found, 0 * found)
            )
            (base,) = amounts(row.formula)
            figures.rests_on = numbers(row.label.rpartition(" % of line")[2].lstrip("s ")), base
        elif row.label.startswith("surcharge"):
            figures.surcharges += _stated(reading, row)
        elif row.label.startswith(_REDUCTIONS):
            _reduction(reading, row, figures)
        elif row.label == "tax contained in the price":
            assert row.result is not None
            figures.included += row.result
        elif row.label == "net":
            figures.net = reading.same(row.result, _sum(figures), row)
        else:
            _working(reading, row, exact)
    if not any(row.label == "net" for row in block):
        figures.net = _sum(figures)
    return figures


def _reduction(reading: Reading, row: Row, figures: Figures) -> None:
    """Check what comes off a line: of what is left of it, or of its list amount."""
    if row.label == "lapsed":
        assert row.level == 3
        assert amounts(row.formula)[-1] == abs(figures.taken), row
        reading.same(row.result, reading.mirrored(evaluated(row.formula)), row)
        return
    if row.label.startswith("discount") and "%" in row.formula:
        assert amounts(row.formula)[0] in {figures.left, figures.listed}, row
    figures.taken = _stated(reading, row)
    figures.reductions += figures.taken
    shared = re.fullmatch(r"share of discount (\d+)", row.label)
    if shared and row.result is not None:
        figures.shares[int(shared[1])] = row.result


def _percentages(lines: Sequence[Figures]) -> None:
    """Check what percentages of other lines are of: their list, left or own cost amounts."""
    by_number = {line.number: line for line in lines}
    for line in lines:
        if line.rests_on:
            numbered, base = line.rests_on
            found = [by_number[number] for number in numbered]
            sums = [
                sum(of, Fraction(0))
                for of in zip(*((one.listed, one.left, one.cost) for one in found), strict=True)
            ]
            assert base in sums, f"{base} is none of {sums}"


def _sum(figures: Figures) -> Fraction:
    return figures.gross + figures.surcharges + figures.reductions + figures.included


def _stated(reading: Reading, row: Row) -> Fraction:
    assert row.result is not None
    if row.formula:
        reading.same(row.result, reading.mirrored(evaluated(row.formula)), row)
    return row.result


def _working(reading: Reading, row: Row, exact: Fraction) -> None:
    if row.result is None:
        return
    if row.note == "rounded up":
        exact = Fraction(-(-exact // 1))
    elif row.note == "rounded half up":
        exact = Fraction(naive_numbers.rounded(exact * 100, "half_up"), 100)
    reading.same(row.result, exact, row)


def _discounts(reading: Reading, block: list[Row], invoice: Invoice) -> None:
    """Check what discounts take, that their shares are all of it, and what is left over."""
    number, taken, allocated = 0, Fraction(0), Fraction(0)
    shares = {line.number: line.shares for line in invoice.lines}
    for row in block:
        named = re.match(r"discount (\d+): ", row.label)
        placed = re.fullmatch(r"allocated to lines? (.*)", row.label)
        assert row.result is not None
        if named:
            assert taken == allocated, f"of {taken}, {allocated} is allocated before {row}"
            number, taken, allocated = int(named[1]), row.result, Fraction(0)
            if row.formula:
                reading.same(row.result, reading.mirrored(evaluated(row.formula)), row)
        elif placed:
            cut = [shares[line][number] for line in numbers(placed[1])]
            allocated = reading.same(row.result, -sum(cut, Fraction(0)), row)
        elif row.label == "lapsed" and not row.formula:
            reading.same(row.result, abs(taken - allocated), row)
            taken = allocated
        elif row.formula:
            reading.same(row.result, evaluated(row.formula), row)
        else:
            assert row.label == "brought from the invoice before", row
    assert taken == allocated, f"of {taken}, {allocated} is allocated"


def _totals(reading: Reading, block: list[Row], invoice: Invoice) -> None:
    lines = invoice.lines
    priced = [line for line in lines if not line.is_cost]
    known = invoice.totals
    zero = known["tax"] = Fraction(0)
    expected = {
        "subtotal": sum((line.gross + line.surcharges for line in priced), zero),
        "discounts": sum((line.reductions for line in priced), zero),
        "tax contained in prices": sum((line.included for line in priced), zero),
        "net": sum((line.net for line in priced), zero),
        "tax": known.get("taxes", zero),
        "own costs": sum((line.cost for line in lines if line.is_cost), zero),
    }
    withheld = stated = zero
    for row in block:
        label = row.label
        if label in expected:
            known[label] = reading.same(row.result, expected[label], row)
        elif label == "total":
            known[label] = reading.same(row.result, known["net"] + known["tax"], row)
        elif label in {"rounding", "prepaid"}:
            assert row.result is not None
            known[label] = row.result
            stated += row.result
        elif label == "payable":
            payable = known["total"] + withheld + stated
            known[label] = reading.same(row.result, payable, row)
        else:
            named = re.search(r", lines? ([-0-9, ]+)$", row.label)
            of = numbers(named[1]) if named else []
            net = sum((one.net for one in lines if one.number in of), zero)
            assert [net] == amounts(row.formula), row
            withheld += _stated(reading, row)
    known["withheld"] = withheld
    known.setdefault("payable", known["total"])


def _over(reading: Reading, key: str) -> Fraction:
    zero = Fraction(0)
    return sum((one.count * one.totals.get(key, zero) for one in reading.invoices), zero)


def _term(reading: Reading, section: list[Row]) -> None:
    """Check the sums over the term; each is that of the invoices, so many times each."""
    known: dict[str, Fraction] = {"tax": Fraction(0)}
    stated = Fraction(0)
    group, left = "", Fraction(0)
    for row in section:
        label = row.label
        if row.level > 1:
            assert row.result is not None
            left -= row.result
        elif label in {"By category", "Own costs by category"}:
            assert left == 0, f"{group} leaves {left}"
            group, left = label, _over(reading, "net" if label == "By category" else "own costs")
        elif label == "contract value":
            known["net"] = reading.same(row.result, _over(reading, "net"), row)
        elif label in {"tax", "own costs"}:
            known[label] = reading.same(row.result, _over(reading, label), row)
        elif label == "total":
            known[label] = reading.same(row.result, known["net"] + known["tax"], row)
        elif label in {"withheld", "rounding", "prepaid"}:
            stated += reading.same(row.result, _over(reading, label), row)
        elif label == "payable":
            assert _over(reading, "payable") == known["total"] + stated
            reading.same(row.result, known["total"] + stated, row)
        elif label == "recurring":
            known[label] = reading.same(row.result, known["net"] - known["one-time"], row)
        elif label == "one-time":
            assert row.result is not None
            known[label] = row.result
        else:
            assert label.startswith("monthly recurring value"), row
            assert [known["recurring"]] == amounts(row.formula), row
            reading.same(row.result, reading.settled(evaluated(row.formula)), row)
    assert left == 0, f"{group} leaves {left}"
