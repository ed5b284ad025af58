"""A price walk: list -> surcharges -> allowances -> each discount -> net -> tax -> total.

Each change is what the settled invoices of the whole term hold of it, so that the changes add
up to each level exactly.

>>> from cspricing import EUR, VAT, Item, PercentOff, Quote
>>> seats = Item(name="Seats", quantity=3, unit="seat", price=EUR(40))
>>> print(Quote.of(seats).less(PercentOff(10)).taxed(VAT(19)).walk())
list prices                      EUR 120.00
10 % off everything  EUR -12.00
net                              EUR 108.00
VAT 19 %              EUR 20.52
total                            EUR 128.52
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from attrs import field, frozen

from .costing import line_costs
from .explanation import in_columns
from .messages import Language, checked_language, message
from .money import Money
from .pricing import Priced
from .rule_record import RuleRecord, discounts_settled, rule_records
from .term_line import TermLine, term_lines, term_taxes
from .terms import Terms
from .titles import rate_title, rule_title
from .written import Written

Kind: TypeAlias = Literal["level", "change"]
"""Whether a row says where a walk has come to, or what changes it."""


@frozen(kw_only=True, repr=False)
class WalkRow(Written):
    """One row of a price walk.

    Attributes:
        kind: ``level`` or ``change``.
        what: What it is, in words.
        change: What it adds, below 0 if it takes off; for the level that a walk starts with,
            all of it, and for any other level nothing.
        running: What the changes have come to with it.
    """

    kind: Kind
    what: str
    change: Money
    running: Money


@frozen(repr=False)
class Walk(Written):
    """A price walk, as data; its text is a table.

    Attributes:
        rows: In the order of settlement.
    """

    rows: tuple[WalkRow, ...]

    def __iter__(self) -> Iterator[WalkRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return "\n".join(
            in_columns(
                [
                    (row.what, str(row.change), "")
                    if row.kind == "change"
                    else (row.what, "", str(row.running))
                    for row in self.rows
                ]
            )
        )


def walk_from_list(priced: Priced, terms: Terms, language: Language = "en") -> Walk:
    """Walk from list prices to what is payable."""
    told = _Steps(priced, terms, checked_language(language))
    told.level("list_prices", told.sum(line.gross for line in told.lines))
    told.from_list()
    return Walk(tuple(told.rows))


def walk_from_cost(priced: Priced, terms: Terms, language: Language = "en") -> Walk:
    """Walk from what the lines with a price cost to list prices, and on to what is payable."""
    told = _Steps(priced, terms, checked_language(language))
    told.from_cost()
    told.level("list_prices")
    told.from_list()
    return Walk(tuple(told.rows))


@frozen
class _Steps:
    """The rows of a walk while they are written."""

    priced: Priced
    terms: Terms
    language: Language
    rows: list[WalkRow] = field(factory=list[WalkRow])

    @property
    def lines(self) -> list[TermLine]:
        """The lines that have a price."""
        return [line for line in term_lines(self.priced) if not line.is_cost]

    @property
    def nothing(self) -> Money:
        return Money.of_minor(0, self.priced.currency)

    def say(self, key: str) -> str:
        return message(key, self.language)

    def sum(self, amounts: Iterable[Money]) -> Money:
        return sum(amounts, self.nothing)

    def level(self, key: str, start: Money | None = None) -> None:
        """Say where the walk has come to; at its start, all of that is new."""
        change = self.nothing if start is None else start
        before = self.rows[-1].running if self.rows else self.nothing
        row = WalkRow(kind="level", what=self.say(key), change=change, running=before + change)
        self.rows.append(row)

    def change(self, what: str, change: Money) -> None:
        """Add what changes the price, unless it is nothing."""
        if change:
            running = self.rows[-1].running + change
            self.rows.append(WalkRow(kind="change", what=what, change=change, running=running))

    def from_cost(self) -> None:
        """Go from cost by each markup, and by what is bought, to list prices."""
        costs = [one for one in line_costs(self.priced, self.terms) if not one.is_cost]
        bought = [one for one in costs if one.purchase]
        made = [one for one in costs if one.entry.charge.cost]
        known: Sequence[Money] = [one.amount for one in (*made, *bought) if one.amount]
        self.level("cost", self.sum(known))
        for record in self._records("markup"):
            self.change(rule_title(record.rule, self.language), record.amount)
        margins = [one.gross - one.amount for one in bought if one.amount is not None]
        self.change(self.say("bought_margin"), self.sum(margins))
        others = [one.gross for one in costs if one not in made and one not in bought]
        self.change(self.say("list_unknown"), self.sum(others))

    def from_list(self) -> None:
        """Go from list prices to what is payable."""
        lines, totals = self.lines, self.priced.totals
        self.change(self.say("surcharges"), self.sum(line.surcharge for line in lines))
        self.change(self.say("allowances"), -self.sum(line.allowance for line in lines))
        for record in discounts_settled(rule_records(self.priced, self.terms)):
            self.change(rule_title(record.rule, self.language), -record.amount)
        self.change(self.say("tax_included"), -totals.tax_included)
        self.level("net")
        for tax in term_taxes(self.priced):
            self.change(rate_title(tax.name, tax.percent, self.language), tax.amount)
        self.level("total")
        for record in self._records("withholding"):
            self.change(rule_title(record.rule, self.language), -record.amount)
        self.change(self.say("rounding_amount"), totals.rounding)
        self.change(self.say("prepaid"), -totals.prepaid)
        if self.rows[-1].kind == "change":
            self.level("payable")

    def _records(self, kind: str) -> list[RuleRecord]:
        return [one for one in rule_records(self.priced, self.terms) if one.kind == kind]
