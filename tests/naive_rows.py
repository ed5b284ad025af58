"""The lines of an invoice, and which rule applies to which, in the most obvious way.

The first half of `naive_quote`, which works out their amounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from cspricing import Charge, Named, PercentOf, Tax, Terms
from naive_fx import factor
from naive_tax_dates import in_force

# What makes two taxes one group: code, names and rates, taxed share, whether prices contain it.
TaxKey = tuple[bool, str, tuple[tuple[str, Fraction], ...], Fraction]


@dataclass(eq=False)
class Row:
    """A line of an invoice, while its amounts are worked out."""

    number: int
    charge: Any
    component: Any
    name: str
    category: str
    what: str
    cadence: str | None
    due: Fraction = Fraction(1)
    rate: Fraction = Fraction(1)
    tax: Any = None
    markup: Any = None
    cost: int = 0
    gross: int = 0
    listed: int = 0
    line_net: int = 0
    left: int = 0
    included: int = 0
    rests_on: list[Row] = field(default_factory=list)

    @property
    def has_price(self) -> bool:
        """Whether a customer sees it: it is no cost, or a markup prices it."""
        return not self.charge.cost or self.markup is not None

    @property
    def net(self) -> int:
        """After all discounts, without tax."""
        return self.left - self.included


def selects(on: Any, row: Row) -> bool:  # noqa: ANN401
    """Whether a rule's ``on`` selects a line."""
    if on is None:
        return True
    if isinstance(on, str):
        return row.category == on
    if isinstance(on, Named):
        return row.name == on.name
    if isinstance(on, tuple):
        return any(selects(one, row) for one in on)
    if isinstance(on, type):
        return isinstance(row.component, on)
    if hasattr(on, "charges"):
        return bool(row.component is on or row.component == on)
    return bool(on(row))


def names(on: Any, row: Row) -> bool:  # noqa: ANN401
    """Whether a rule's ``on`` selects a line by its name."""
    if isinstance(on, tuple):
        return any(names(one, row) for one in on)
    return isinstance(on, Named) and row.name == on.name


def rows_of(components: Iterable[Any]) -> list[Row]:
    """List the charges of all components."""
    rows: list[Row] = []
    for component in components:
        for charge in component.charges():
            rows.append(
                Row(
                    number=len(rows) + 1,
                    charge=charge,
                    component=component,
                    name=getattr(component, "name", "") or type(component).__name__,
                    category=charge.category,
                    what=charge.what,
                    cadence=charge.cadence if isinstance(charge, Charge) else None,
                )
            )
    return rows


def treated(rows: Sequence[Row], terms: Terms) -> None:
    """Say how each line is taxed, and which rule makes a cost a price."""
    for row in rows:
        if row.charge.cost:
            rules = [rule for rule in terms.markups if selects(rule.on, row)]
            named = [rule for rule in rules if rule.on is not None]
            row.markup = next(iter(named or rules), None)
        taxes = [rule for rule in terms.taxes if isinstance(rule, Tax)]
        if row.has_price:
            own = [row.charge.tax] if row.charge.tax is not None else []
            by_name = [rule for rule in taxes if rule.on is not None and selects(rule.on, row)]
            others = [rule for rule in taxes if rule.on is None]
            row.tax = next(iter(own + by_name + others), None)


def rested(rows: Sequence[Row]) -> None:
    """Say what each percentage rests on."""
    for row in rows:
        if isinstance(row.charge, PercentOf):
            for other in rows:
                by_kind = other.charge.cost if row.charge.cost else other.has_price
                by_name = isinstance(other.charge, Charge) or names(row.charge.of, other)
                if by_kind and by_name and selects(row.charge.of, other):
                    row.rests_on.append(other)


def key_of(tax: Any) -> TaxKey:  # noqa: ANN401
    """Say what makes two taxes one group of an invoice."""
    rates = tuple((rate.name, Fraction(rate.percent)) for rate in tax.rates)
    return (tax.inclusive, tax.code, rates, Fraction(tax.share))


def group_order(tax: Any) -> Any:  # noqa: ANN401
    """Order tax groups: the highest rate first, then by what they are."""
    return (-sum(Fraction(rate.percent) for rate in tax.rates), key_of(tax))


def rates_of(tax: Any) -> list[Fraction]:  # noqa: ANN401
    """Give each rate as a fraction of the base, of which only a share may be taxed."""
    return [Fraction(rate.percent) * Fraction(tax.share) / 10_000 for rate in tax.rates]


def groups_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Group lines by their tax, in the order of the groups."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(None if row.tax is None else group_order(row.tax), []).append(row)
    return [found[key] for key in sorted(found)] if None not in found else list(found.values())


def on_invoice(
    components: Iterable[Any],
    terms: Terms,
    parts: Mapping[str, Fraction],
    issued: date | None = None,
) -> list[Row]:
    """List the lines of an invoice on which so much of the periods of charges is due."""
    rows = rows_of(components)
    treated(rows, terms)
    for row in rows:
        row.tax = in_force(row.tax, issued)
    currency = terms.currency or next(r.charge.currency for r in rows if r.charge.currency)
    rested(rows)
    here: set[int] = set()
    for row in rows:
        if row.cadence is not None:
            row.due = parts.get(row.cadence, Fraction(0))
            if row.cadence in parts:
                here.add(row.number)
                row.rate = factor(terms, row.charge.currency, currency, issued)
    for _ in rows:  # a percentage stands with any line that it rests on
        here |= {row.number for row in rows if any(o.number in here for o in row.rests_on)}
    for row in rows:
        row.rests_on = [other for other in row.rests_on if other.number in here]
    return [row for row in rows if row.number in here]
