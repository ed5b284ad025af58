"""Which lines each rule selects, and what is told of rules that select none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

from .billing import BillingRule, Prepaid
from .charge import Charge
from .entry import Collected
from .rule_fault import adjusted, broken, twice, unmatched
from .selector import selects
from .terms import Terms

Billing: TypeAlias = tuple[tuple[BillingRule, tuple[int, ...]], ...]
"""Billing rules, each with the positions of its lines."""


class Match:
    """Matches rules with the lines that they select, and tells of rules that select none."""

    def __init__(self, lines: Collected, faults: list[Exception]) -> None:
        self.lines = lines
        self.faults = faults
        self.everything: range = range(len(lines.charges))

    def members(self, rule: Any, among: Collection[int]) -> tuple[int, ...]:  # noqa: ANN401
        """Give the positions that a rule selects, or the fault that it selects none."""
        chosen = rule.on
        if chosen is None:
            return tuple(among)
        if type(chosen) is str:
            members = self.lines.by_category.get(chosen, [])
        else:
            entries = self.lines.entries
            try:
                members = [i for i in self.everything if selects(chosen, entries[i])]
            except Exception as error:  # noqa: BLE001  (a predicate may raise whatever it likes)
                self.faults.append(broken(rule, chosen, error))
                return ()
        if among is not self.everything:
            members = [i for i in members if i in among]
        if not (members or rule.optional):
            self.faults.append(unmatched(rule, chosen, self.lines))
        return tuple(members)

    def one_each(self, kind: str, rules: Iterable[tuple[Any, Collection[int]]]) -> dict[int, Any]:
        """Give the one rule of each line, or the fault that two of a kind name it.

        Args:
            kind: What the rules are, as a fault says it.
            rules: Each with the lines that it is for. Those that name none cover the lines that
                no other names.
        """
        found: dict[int, Any] = {}
        for rule, among in sorted(rules, key=lambda given: given[0].on is None):
            for i in self.members(rule, among):
                if i not in found:
                    found[i] = rule
                elif rule.on is not None or found[i].on is None:
                    self.faults.append(twice(kind, self.lines.entries[i], found[i], rule))
        return found


def billed(match: Match, priced: Collection[int], terms: Terms) -> Billing:
    """Find the one rule that bills each line: of a prepayment, lines that have a price.

    What differs from period to period by itself is billed as it comes.
    """
    charges = match.lines.charges
    among = [
        [
            i
            for i in (priced if isinstance(rule, Prepaid) else match.everything)
            if isinstance(charge := charges[i], Charge) and not (charge.stated or charge.slices)
            if rule.bills(charge.cadence)
        ]
        for rule in terms.billing
    ]
    found = match.one_each(
        "billing",
        [(rule, dict.fromkeys(some)) for rule, some in zip(terms.billing, among, strict=True)],
    )
    for i in found:
        if getattr(charges[i], "adjustments", ()):
            match.faults.append(adjusted(match.lines.entries[i]))
    return tuple(
        [(rule, tuple([i for i in sorted(found) if found[i] is rule])) for rule in terms.billing]
    )
