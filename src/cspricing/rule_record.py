"""The record of the rules: which applied where, which did not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from attrs import frozen

from .change import Change
from .discount import Discount
from .markup import CostRule
from .money import Currency, Money
from .pricing import Priced
from .provenance import Citation, any_unverified
from .sheet import Sheet, TaxGroup
from .tax import Tax, Withholding
from .taxation import rule_shares
from .terms import Terms
from .timeline import Timeline
from .written import Written

RuleKind: TypeAlias = Literal["markup", "change", "discount", "tax", "withholding"]
"""What sort of rule it is."""
Rule: TypeAlias = Discount | Tax | Withholding | CostRule | Change
"""Any rule of the terms."""


@frozen(repr=False, kw_only=True)
class RuleRecord(Written):
    """What became of one rule over the term.

    Attributes:
        kind: ``markup``, ``change``, ``discount``, ``tax`` or ``withholding``.
        rule: The rule.
        numbers: The numbers of the lines that it applied to.
        base: What it was taken of: the cost, or what its lines came to; of a change nothing, for
            it is told with the steps of each line.
        amount: What it added or took off. Of a tax that several rules state alike, which is one
            group of an invoice, the part that falls to its own lines.
        why_not: Empty if it applied to any invoice; else ``no_line``, ``nothing_left`` if its
            lines came to nothing, ``comes_to_nothing`` if what it is of them did, or
            ``no_effect`` if a change alters nothing within the term.
        lapsed: What a discount could not take.
        held: Of a tax, those that held on invoices: itself, or what it became.
    """

    kind: RuleKind
    rule: Rule
    numbers: tuple[int, ...]
    base: Money
    amount: Money
    why_not: str
    lapsed: Money
    held: tuple[Tax, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where its figures come from: of a tax that changes, those that were used."""
        if not self.held:
            return self.rule.citations
        return tuple(dict.fromkeys(one for tax in self.held for one in tax.citations))

    @property
    def unverified(self) -> bool:
        """Whether it rests on a figure that nobody has verified."""
        return any_unverified(self.citations)


def rule_records(priced: Priced, terms: Terms) -> tuple[RuleRecord, ...]:
    """Give the record of every rule of *terms*: kind by kind, and each kind as it was stated.

    The discounts of prepayments follow the stated ones; `discounts_settled` gives them all in
    the order in which they come off.
    """
    return (
        *_markups(priced, terms),
        *_changes(priced),
        *_discounts(priced),
        *_taxes(priced, terms),
        *_withholdings(priced),
    )


def discounts_settled(records: Iterable[RuleRecord]) -> list[RuleRecord]:
    """Give the records of discounts as they come off: at line level, then at quote level."""
    found = [one for one in records if one.kind == "discount"]
    return sorted(found, key=lambda one: getattr(one.rule, "level", "") == "quote")


class _Tally:
    """What one rule did, while it is added up over the invoices, in minor units."""

    def __init__(self, kind: RuleKind, rule: Any) -> None:  # noqa: ANN401
        self.kind: RuleKind = kind
        self.rule = rule
        self.numbers: set[int] = set()
        self.base = self.amount = self.lapsed = 0
        self.held: list[Tax] = []

    def add(  # noqa: PLR0913  (it is what one invoice has of a rule, in units of its sheet)
        self,
        sheet: Sheet,
        count: int,
        members: Iterable[int],
        *,
        base: int,
        amount: int,
        lapsed: int = 0,
    ) -> None:
        """Add what the rule did on so many equal invoices."""
        self.numbers.update(sheet.numbers[i] for i in members)
        self.base += base * sheet.unit * count
        self.amount += amount * sheet.unit * count
        self.lapsed += lapsed * sheet.unit * count

    def holds(self, tax: Tax, stated: tuple[Tax, Sequence[int]]) -> None:
        """Keep a tax that holds on invoices, if the one as it was *stated* changes there."""
        rule, members = stated
        if rule.later and members and tax not in self.held:
            self.held.append(tax)

    def record(self, currency: Currency, why_not: str) -> RuleRecord:
        """Give the sums; with *why_not*, no line."""
        return RuleRecord(
            kind=self.kind,
            rule=self.rule,
            numbers=() if why_not else tuple(sorted(self.numbers)),
            base=Money.of_minor(self.base, currency),
            amount=Money.of_minor(self.amount, currency),
            why_not=why_not,
            lapsed=Money.of_minor(self.lapsed, currency),
            held=tuple(self.held),
        )


def _markups(priced: Priced, terms: Terms) -> Iterator[RuleRecord]:
    for rule in terms.markups:
        tally = _Tally("markup", rule)
        for sheet, count in priced.runs:
            members = [i for i, by in sheet.markups.items() if by is rule]
            cost = sum(sheet.costs[i] for i in members)
            made = sum(sheet.gross[i] for i in members)
            tally.add(sheet, count, members, base=cost, amount=made - cost)
        yield tally.record(priced.currency, "" if tally.numbers else "no_line")


def _changes(priced: Priced) -> Iterator[RuleRecord]:
    changes = priced.plan.changes
    effective = Timeline(priced.plan, priced.schedule).effective() if changes else set[int]()
    for place, (change, members) in enumerate(changes):
        tally = _Tally("change", change)
        tally.numbers.update(i + 1 for i in members)
        why_not = "" if place in effective else "no_effect" if members else "no_line"
        yield tally.record(priced.currency, why_not)


def _discounts(priced: Priced) -> Iterator[RuleRecord]:
    first, _ = priced.runs[0]
    for position, applied in enumerate(first.discounts):
        tally = _Tally("discount", applied.rule)
        for sheet, count in priced.runs:
            one = sheet.discounts[position]
            members = [i for i, cut in one.cuts.items() if cut]
            base = sum(one.of) + sum(base for base, _ in one.sides)
            tally.add(sheet, count, members, base=base, amount=one.amount, lapsed=one.lapsed)
        last, _ = priced.runs[-1]
        tally.lapsed += last.discounts[position].carried * last.unit
        why_not = ""
        if not tally.numbers:
            bases = () if tally.lapsed else _bases(priced, position)
            why_not = _why_not(priced, position) or _nothing(bases)
        yield tally.record(priced.currency, why_not)


def _why_not(priced: Priced, position: int) -> str:
    """Say why a discount did not apply: where its lines first stand, if they do at all."""
    for sheet, _ in priced.runs:
        _, members = sheet.plan.discounts[position]
        if members:
            return sheet.discounts[position].why_not
    return "no_line"


def _bases(priced: Priced, position: int) -> Iterator[int]:
    """Give all amounts that a discount was taken of: charges and credits may cancel out."""
    for sheet, _ in priced.runs:
        applied = sheet.discounts[position]
        yield from applied.of
        yield from [base for base, _ in applied.sides]


def _nothing(bases: Iterable[int]) -> str:
    """Say why a rule that has lines did nothing."""
    return "comes_to_nothing" if any(bases) else "nothing_left"


def _taxes(priced: Priced, terms: Terms) -> Iterator[RuleRecord]:
    tallies = [_Tally("tax", rule) for rule in terms.taxes if isinstance(rule, Tax)]
    stated = len(tallies)
    places: dict[tuple[Any, ...], int] = {}
    for sheet, count in priced.runs:
        rules: dict[int, tuple[Tax, list[int]]] = {}
        own = len(sheet.plan.treated) - stated
        for number, (tax, members) in enumerate(sheet.plan.treated):
            place = number - own
            if place < 0:  # what lines bring with them is one rule if it says the same
                place = places.setdefault(_said(tax), len(tallies))
                if place == len(tallies):
                    tallies.append(_Tally("tax", tax))
            rules.setdefault(place, (tax, []))[1].extend(members)
        holding = {place: tax.at(sheet.plan.day) for place, (tax, _) in rules.items()}
        for place, tax in holding.items():
            tallies[place].holds(tax, rules[place])
        for group in sheet.taxes:
            of_group = {p: rules[p][1] for p, tax in holding.items() if tax.key == group.tax.key}
            _tally_group(tallies, sheet, count, group, of_group)
    for tally in tallies:
        yield tally.record(priced.currency, "" if tally.numbers else "no_line")


def _said(tax: Tax) -> tuple[Any, ...]:
    """Give all that a tax says but whom it names."""
    return tuple((step.since, step.key, step.reason) for step in (tax, *tax.later))


def _tally_group(
    tallies: Sequence[_Tally],
    sheet: Sheet,
    count: int,
    group: TaxGroup,
    of_group: Mapping[int, Sequence[int]],
) -> None:
    """Share the tax of a group among the rules that state it, by their lines."""
    net, included = sheet.net, sheet.included
    used = {place: members for place, members in of_group.items() if members}
    shares = rule_shares(group, list(used.values()), net, included)
    for (place, members), share in zip(used.items(), shares, strict=True):
        base = sum(net[i] - (included[i] if included else 0) for i in members)
        tallies[place].add(sheet, count, members, base=base, amount=share)


def _withholdings(priced: Priced) -> Iterator[RuleRecord]:
    first, _ = priced.runs[0]
    for position, (rule, _, _) in enumerate(first.withheld):
        tally = _Tally("withholding", rule)
        for sheet, count in priced.runs:
            _, base, amount = sheet.withheld[position]
            _, members = sheet.plan.withheld[position]
            tally.add(sheet, count, members, base=base, amount=amount)
        bases = [sheet.withheld[position][1] for sheet, _ in priced.runs]
        why_not = "" if tally.amount else _nothing(bases) if tally.numbers else "no_line"
        yield tally.record(priced.currency, why_not)
