"""Lines, taxes and rules over a whole term: the sums of what its invoices hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from .charge import Charge
from .conversion import Conversion, cited_in
from .due import Due
from .entry import Entry
from .errors import TermsError, shown
from .factor import Factor
from .fields import is_one_of
from .line import Line, tax_lines_of
from .money import Currency, Money, Price
from .pricing import Priced
from .provenance import Citation, any_unverified
from .sheet import Sheet
from .slice import Slice
from .step import Step
from .tax import Tax, together
from .views import OfEntry, OfRate


@frozen(eq=False, repr=False, kw_only=True)
class TermLine(OfEntry):
    """A charge over the whole term.

    Attributes:
        number: Its number in the quote, from 1.
        entry: The charge and the component that it came from.
        invoices: On how many invoices it stands.
        parts: What of a period was charged on each invoice on which it was not a whole one, or
            how many at once.
        gross: The sum of its list amounts by its tariff.
        surcharge: Of its stated surcharges.
        allowance: Of its stated allowances.
        line_net: After allowances, surcharges and line discounts.
        net: After all discounts, without tax.
        tax_included: Of the tax that its price contains.
        cost: What it costs the company, whether or not a markup makes it a price.
        is_cost: Whether it is a cost that no markup prices.
        recurs: Whether it is charged again and again; a percentage does if what it rests on
            does.
        conversions: By what its prices were converted, if they were: each time by one rate, or
            two, and the spread.
        citations: Where its figures come from.
        unverified: Whether it rests on a figure that nobody has verified.
    """

    number: int
    entry: Entry
    invoices: int
    parts: tuple[Factor, ...]
    gross: Money
    surcharge: Money
    allowance: Money
    line_net: Money
    net: Money
    tax_included: Money
    cost: Money
    is_cost: bool
    recurs: bool
    conversions: tuple[tuple[Conversion, ...], ...]
    citations: tuple[Citation, ...]
    unverified: bool

    @property
    def discount(self) -> Money:
        """What allowances and discounts take off."""
        return self.gross + self.surcharge - self.net - self.tax_included

    @property
    def unit_price(self) -> Step | None:
        """The one price at which all units of a period are charged.

        None if its tariff charges them at several prices, by the package or by a fee, if it is
        a percentage or a stated amount, and if a cost is behind it, priced or not.
        """
        charge = self.entry.charge
        if not isinstance(charge, Charge) or charge.cost or charge.stated:
            return None
        slices: list[Charge | Slice] = [one for one in charge.slices if one is not None]
        slices = slices or [charge]
        steps = [step for one in slices for step in one.tariff.steps(one.quantity)]
        step = steps[0]
        of_units = step.role in {"unit", "tier", "picked"} and step.package is None
        alike = len({(one.price, one.per, one.role) for one in steps}) == 1
        single = of_units and alike and len(steps) == len(slices)
        return step if single and step.price.denominator == 1 else None

    def __repr__(self) -> str:
        return f"<TermLine {self.number} {self.name}: {self.what} {self.net}>"


def term_lines(priced: Priced) -> tuple[TermLine, ...]:
    """Add up each line over the invoices of the term."""
    size = len(priced.entries)
    sums: dict[str, list[Any]] = {name: [0] * size for name in _SUMS}
    invoices = [0] * size
    parts: list[list[Factor]] = [[] for _ in range(size)]
    own_cost = [False] * size
    views: list[Line | None] = [None] * size
    rests: dict[int, list[int]] = {}
    converted: dict[int, dict[tuple[Conversion, ...], None]] = {}

    def recurs(i: int) -> bool:
        """Whether a line is charged again and again; there is no circle of percentages."""
        if i in rests:
            return any(recurs(member) for member in rests[i])
        return priced.entries[i].cadence not in {None, "once"}

    for sheet, count in priced.runs:
        for position, number in enumerate(sheet.numbers):
            i = number - 1
            invoices[i] += count
            if sheet.due is not None:
                parts[i] += _parts(sheet.due[position]) * count
                factors = Line(sheet, position).conversions
                if factors:
                    converted.setdefault(i, {})[factors] = None
            views[i] = views[i] or Line(sheet, position)
            own_cost[i] = position in sheet.costs and position not in sheet.markups
            if position in sheet.bases:
                rests[i] = [sheet.numbers[member] - 1 for member in sheet.bases[position][1]]
            for name, units in _amounts(sheet, position).items():
                sums[name][i] += units * sheet.unit * count
    return tuple(
        TermLine(
            number=i + 1,
            entry=entry,
            invoices=invoices[i],
            parts=tuple(parts[i]),
            is_cost=own_cost[i],
            recurs=recurs(i),
            conversions=tuple(converted.get(i, ())),
            citations=_cited(views[i], converted.get(i, ())),
            unverified=_unverified(views[i], converted.get(i, ())),
            **{name: Money.of_minor(sums[name][i], priced.currency) for name in _SUMS},
        )
        for i, entry in enumerate(priced.entries)
    )


def _cited(
    line: Line | None, converted: Collection[tuple[Conversion, ...]]
) -> tuple[Citation, ...]:
    """Give where the figures of a line come from, with the rates of all its invoices."""
    if line is None:
        return ()
    rates = cited_in(chain.from_iterable(converted)) if converted else ()
    return tuple(dict.fromkeys((*line.citations, *rates))) if rates else line.citations


def _unverified(line: Line | None, converted: Collection[tuple[Conversion, ...]]) -> bool:
    if line is None:
        return False
    if not converted:
        return line.unverified
    return line.unverified or any_unverified(cited_in(chain.from_iterable(converted)))


def _parts(due: Due) -> list[Factor]:
    """Give the part of a period that is due, if it is just one, or how many at once."""
    if len(due) > 1:
        several = any(factor.why == "at_once" for piece in due for factor in piece.factors)
        return [Factor(1, 1, "several_at_once")] if several else []
    return [factor for piece in due for factor in piece.factors if factor.is_part]


_SUMS: Final = ("gross", "surcharge", "allowance", "line_net", "net", "tax_included", "cost")


def _amounts(sheet: Sheet, position: int) -> Mapping[str, Any]:
    included = sheet.included[position] if sheet.included else 0
    adjusted = sum(sheet.adjusted.get(position, ()))
    return {
        "gross": sheet.gross[position],
        "surcharge": sheet.listed[position] - sheet.gross[position],
        "allowance": sheet.listed[position] - sheet.gross[position] - adjusted,
        "line_net": sheet.line_net[position],
        "net": sheet.net[position] - included,
        "tax_included": included,
        "cost": sheet.costs.get(position, 0),
    }


@frozen(eq=False, repr=False, kw_only=True)
class TermTax(OfRate):
    """One rate of a tax over the whole term.

    Attributes:
        tax: The tax.
        rate: Which of its rates, from 0.
        invoices: On how many invoices it stands.
        base: What it was taken of, on all of them.
        amount: The sum of the tax.
    """

    tax: Tax
    rate: int
    invoices: int
    base: Money
    amount: Money

    def __repr__(self) -> str:
        return f"<TermTax {self.code} {self.name} {self.percent} % of {self.base}: {self.amount}>"


def term_taxes(priced: Priced) -> tuple[TermTax, ...]:
    """Add up each rate of each tax over the invoices of the term."""
    sums: dict[tuple[Any, int], tuple[list[Tax], int, int, int]] = {}
    for sheet, count in priced.runs:
        for line in tax_lines_of(sheet):
            key = (line.tax.key, line.rate)
            taxes, invoices, base, amount = sums.get(key, ([], 0, 0, 0))
            taxes.append(line.tax)
            base, amount = base + line.base.minor * count, amount + line.amount.minor * count
            sums[key] = taxes, invoices + count, base, amount
    return tuple(
        TermTax(
            tax=together(taxes),
            rate=rate,
            invoices=invoices,
            base=Money.of_minor(base, priced.currency),
            amount=Money.of_minor(amount, priced.currency),
        )
        for (_, rate), (taxes, invoices, base, amount) in sums.items()
    )


Sums: TypeAlias = Literal["net", "cost"]
"""What is summed up: net amounts, or own costs."""


def sums_by(
    lines: Iterable[TermLine], of: Sums, key: Callable[[TermLine], str]
) -> dict[str, Money]:
    """Add up the net amounts of priced lines, or the amounts of own costs, by *key*."""
    if not is_one_of(of, ("net", "cost")):
        raise TermsError.of("sums", f"{shown(of)} is neither net nor cost", field="of", value=of)
    found: dict[str, Money] = {}
    for line in lines:
        if line.is_cost == (of == "cost"):
            amount = line.cost if of == "cost" else line.net
            old = found.get(key(line))
            found[key(line)] = amount if old is None else old + amount
    return found


def one_time(lines: Iterable[TermLine], currency: Currency) -> Money:
    """Add up the net amounts of what is charged once."""
    nothing = Money.of_minor(0, currency)
    return sum((line.net for line in lines if not line.recurs), nothing)


def per_month(recurring: Money, length: tuple[int, int]) -> Price:
    """Divide a recurring amount by the *length* of a term in months, a fraction; exactly.

    >>> from cspricing import EUR
    >>> print(per_month(Money(100, "EUR"), (25, 2)))
    EUR 8.00
    """
    months, over = length
    return Price.exact(recurring.amount, 1, recurring.currency) * over / months
