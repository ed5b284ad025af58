"""The record of the rules: which applied where, which did not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from attrs import frozen

from .discount import Discount
from .markup import CostRule
from .money import Money
from .pricing import Priced
from .tax import Tax, Withholding
from .terms import Terms
from .written import Written

RuleKind: TypeAlias = Literal["markup", "discount", "tax", "withholding"]
"""What sort of rule it is."""


@frozen(repr=False, eq=False, kw_only=True)
class RuleRecord(Written):
    """What became of one rule over the term.

    Attributes:
        kind: ``markup``, ``discount``, ``tax`` or ``withholding``.
        rule: The rule.
        numbers: The numbers of the lines that it applied to.
        amount: What it added or took off.
        why_not: Empty if it applied to any invoice; else ``no_line`` or ``nothing_left``.
        lapsed: What a discount could not take.
    """

    kind: RuleKind
    rule: Discount | Tax | Withholding | CostRule
    numbers: tuple[int, ...]
    amount: Money
    why_not: str
    lapsed: Money


def rule_records(priced: Priced, terms: Terms) -> tuple[RuleRecord, ...]:
    """Give the record of every rule of *terms*, in the order in which they are settled."""
    return (
        *_markups(priced, terms),
        *_discounts(priced),
        *_taxes(priced, terms),
        *_withholdings(priced),
    )


def _record(  # noqa: PLR0913  (it is the record, in minor units)
    priced: Priced,
    kind: RuleKind,
    rule: Any,  # noqa: ANN401
    *,
    numbers: set[int],
    amount: int,
    why_not: str = "",
    lapsed: int = 0,
) -> RuleRecord:
    return RuleRecord(
        kind=kind,
        rule=rule,
        numbers=tuple(sorted(numbers)),
        amount=Money.of_minor(amount, priced.currency),
        why_not=why_not,
        lapsed=Money.of_minor(lapsed, priced.currency),
    )


def _markups(priced: Priced, terms: Terms) -> Iterator[RuleRecord]:
    for rule in terms.markups:
        numbers: set[int] = set()
        amount = 0
        for sheet, count in priced.runs:
            for i, by in sheet.markups.items():
                if by is rule:
                    numbers.add(sheet.numbers[i])
                    amount += (sheet.gross[i] - sheet.costs[i]) * sheet.unit * count
        yield _record(
            priced, "markup", rule, numbers=numbers, amount=amount, why_not=_unless(numbers)
        )


def _discounts(priced: Priced) -> Iterator[RuleRecord]:
    first, _ = priced.runs[0]
    for position, applied in enumerate(first.discounts):
        numbers: set[int] = set()
        amount = lapsed = 0
        found = [(sheet, count, sheet.discounts[position]) for sheet, count in priced.runs]
        for sheet, count, one in found:
            numbers.update(sheet.numbers[i] for i, cut in one.cuts.items() if cut)
            amount += one.amount * sheet.unit * count
            lapsed += one.lapsed * sheet.unit * count
        last, _, end = found[-1]
        lapsed += end.carried * last.unit
        why_not = (
            ""
            if numbers
            else next(filter(None, (one.why_not for *_, one in found)), "nothing_left")
        )
        yield _record(
            priced,
            "discount",
            applied.rule,
            numbers=numbers,
            amount=amount,
            why_not=why_not,
            lapsed=lapsed,
        )


def _taxes(priced: Priced, terms: Terms) -> Iterator[RuleRecord]:
    seen: dict[tuple[Any, ...], tuple[Tax, set[int], int]] = {
        rule.key: (rule, set(), 0) for rule in terms.taxes if isinstance(rule, Tax)
    }
    for sheet, count in priced.runs:
        for group in sheet.taxes:
            tax, numbers, amount = seen.get(group.tax.key, (group.tax, set(), 0))
            numbers.update(sheet.numbers[i] for i in group.members)
            amount += sum(group.amounts) * sheet.unit * count
            seen[group.tax.key] = tax, numbers, amount
    for tax, numbers, amount in seen.values():
        yield _record(priced, "tax", tax, numbers=numbers, amount=amount, why_not=_unless(numbers))


def _withholdings(priced: Priced) -> Iterator[RuleRecord]:
    first, _ = priced.runs[0]
    for position, (rule, _, _) in enumerate(first.withheld):
        amount = sum(s.withheld[position][2] * s.unit * count for s, count in priced.runs)
        why_not = "" if amount else "nothing_left"
        yield _record(priced, "withholding", rule, numbers=set(), amount=amount, why_not=why_not)


def _unless(numbers: set[int]) -> str:
    return "" if numbers else "no_line"
