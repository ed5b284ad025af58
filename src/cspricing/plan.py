"""What applies to which line: everything about a pricing that does not depend on an amount.

Rules are matched here once, and mistakes are told here: a rule that selects nothing, a line
that no tax covers, or that two do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from attrs import evolve, frozen

from .billing import Prepaid
from .change import Change
from .charge import Charge, PercentOf
from .discount import Discount
from .due import WHOLE, Due
from .entry import Collected, Entry
from .lifted import nowhere
from .markup import CostRule
from .matching import Billing, Match, billed
from .rule_fault import (
    ambiguous,
    broken,
    cycle,
    set_twice,
    twice,
    uncovered,
    undated,
    unmatched,
)
from .selector import by_name, selects
from .spread import Spread
from .tax import Tax, Withholding
from .tax_groups import Treated, grouped, tax_days
from .terms import Terms


@frozen(kw_only=True, eq=False, repr=False, slots=False)
class Plan:
    """Who selects whom, for the lines of one invoice.

    Attributes:
        lines: The lines.
        numbers: Their numbers in the quote, from 1.
        due: What of each is due; None if all are for a whole period.
        discounts: Each rule with the positions of its lines, in the stated order.
        treated: Each tax as it was stated with the positions of its lines: first those that a
            line brings with it, then those of the terms in the stated order.
        taxes: The groups of all these: each distinct tax that holds with its lines, by rate.
        withheld: Each withholding with the positions of its lines.
        markups: The rule that prices a cost, by position.
        changes: Each change over the term with the positions of its lines.
        billing: Each billing rule with the positions of its lines.
        tax_days: The days on which taxes become others, in order.
        day: The tax point, at which *taxes* hold; None where no tax changes.
        percentages: The lines that are percentages, in the order in which they can be priced,
            with the positions of the lines that each rests on.
    """

    lines: Collected
    numbers: Sequence[int]
    due: tuple[Due, ...] | None
    discounts: tuple[tuple[Discount, tuple[int, ...]], ...]
    treated: Treated
    taxes: Treated
    withheld: tuple[tuple[Withholding, tuple[int, ...]], ...]
    markups: dict[int, CostRule]
    percentages: tuple[tuple[int, tuple[int, ...]], ...]
    changes: tuple[tuple[Change, frozenset[int]], ...] = ()
    billing: Billing = ()
    tax_days: Sequence[date] = ()
    day: date | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What rules select by."""
        return self.lines.entries

    @property
    def tariffed(self) -> Sequence[int]:
        """The lines that have a tariff: all but percentages."""
        if not self.percentages:
            return range(len(self.numbers))
        percentages = dict(self.percentages)
        return [i for i in range(len(self.numbers)) if i not in percentages]

    @property
    def sliced(self) -> bool:
        """Whether a line differs from billing period to billing period by itself."""
        return any(isinstance(one, Charge) and one.slices for one in self.lines.charges)

    @cached_property
    def ranks(self) -> list[int]:
        """The order of lines that breaks ties between equal amounts.

        It looks at what a line is, never at where it stands, except between lines alike in
        everything. A discount of nothing does not count: adding it must change nothing.
        """
        groups = {i: number for number, (_, members) in enumerate(self.taxes) for i in members}
        rules = [set(members) for rule, members in self.discounts if not nowhere(rule.size != 0)]
        rules += [set(members) for _, members in self.withheld]

        def key(position: int) -> tuple[Any, ...]:
            entry = self.entries[position]
            unit = entry.charge.unit if isinstance(entry.charge, Charge) else ""
            membership = tuple(position in members for members in rules)
            return (
                groups.get(position, 0),
                entry.category,
                entry.name,
                entry.what,
                unit,
                entry.cadence or "",
                membership,
            )

        order = sorted(range(len(self.entries)), key=key)
        ranks = [0] * len(order)
        for rank, position in enumerate(order):
            ranks[position] = rank
        return ranks

    def spread(self, members: Sequence[int], listed: Sequence[Any]) -> Spread:
        """Make what allocates an amount to *members*: by tax group, then by line."""
        groups: list[Sequence[int]] = [group for _, group in self.taxes]
        if len(members) < len(self.numbers):
            among = frozenset(members)
            groups = [[i for i in group if i in among] for group in groups]
            groups = [group for group in groups if group]
        return Spread(groups or [members], listed, lambda: self.ranks)

    def restricted(self, due: dict[int, Due]) -> Plan:
        """Give the plan of an invoice on which only the lines *due* stand, each for so much."""
        percentages = [
            (position, kept)
            for position, members in self.percentages
            if (kept := tuple(i for i in members if i in due or self._rests_on_due(i, due)))
        ]
        present = {**due, **{position: WHOLE for position, _ in percentages}}
        stay = [i for i in range(len(self.numbers)) if i in present]
        new = {old: position for position, old in enumerate(stay)}

        def moved(members: Sequence[int]) -> tuple[int, ...]:
            return tuple(new[i] for i in members if i in new)

        treated = tuple((tax, moved(members)) for tax, members in self.treated)
        return Plan(
            lines=self.lines.only(stay),
            numbers=tuple(self.numbers[i] for i in stay),
            due=tuple(present[i] for i in stay),
            discounts=tuple((rule, moved(members)) for rule, members in self.discounts),
            treated=treated,
            taxes=grouped(treated),
            withheld=tuple((rule, moved(members)) for rule, members in self.withheld),
            markups={new[i]: rule for i, rule in self.markups.items() if i in new},
            percentages=tuple((new[i], moved(members)) for i, members in percentages),
            changes=tuple(
                (change, frozenset(moved(tuple(members)))) for change, members in self.changes
            ),
        )

    def at(self, day: date | None) -> Plan:
        """Give the same plan with the taxes that hold on a day."""
        return evolve(self, day=day, taxes=grouped(self.treated, day))

    def _rests_on_due(self, position: int, due: dict[int, Due]) -> bool:
        for percentage, members in self.percentages:
            if percentage == position:
                return any(i in due or self._rests_on_due(i, due) for i in members)
        return False


def plan(lines: Collected, terms: Terms, faults: list[Exception]) -> Plan:
    """Match rules with lines; what is wrong goes to *faults*."""
    count = len(lines.charges)
    match = Match(lines, faults)
    priced, markups = _markups(match, terms)
    treated = _taxes(match, priced, terms)
    billing = billed(match, priced, terms) if terms.billing else ()
    held = [rule for rule in terms.taxes if isinstance(rule, Withholding)]
    days = tax_days(treated)
    if days and terms.start is None:
        faults.extend([undated(tax) for tax, _ in treated if tax.later])
    return Plan(
        lines=lines,
        numbers=range(1, count + 1),
        due=None,
        discounts=_discounts(match, priced, terms, billing),
        treated=treated,
        taxes=grouped(treated),
        withheld=tuple([(rule, match.members(rule, priced)) for rule in held]),
        markups=markups,
        changes=_changes(match, terms) if terms.changes else (),
        billing=billing,
        tax_days=days,
        percentages=() if lines.plain else _percentages(lines, markups, faults),
    )


def _markups(match: Match, terms: Terms) -> tuple[Collection[int], dict[int, CostRule]]:
    """Find the rule that prices each cost, and the lines that have a price."""
    lines = match.lines
    costs = () if lines.plain else [i for i, charge in enumerate(lines.charges) if charge.cost]
    if not (costs or terms.markups):
        return match.everything, {}
    # Costs that others name are there all the same; without any, prices were meant.
    for rule in terms.markups:
        if rule.on is None and lines.charges and not (costs or rule.optional):
            match.faults.append(unmatched(rule, None, lines))
    found = match.one_each("markup", [(rule, dict.fromkeys(costs)) for rule in terms.markups])
    without = {i for i in costs if i not in found}
    return dict.fromkeys([i for i in match.everything if i not in without]), found


def _changes(match: Match, terms: Terms) -> tuple[tuple[Change, frozenset[int]], ...]:
    """Find the lines that each change applies to: costs and prices alike, no percentages."""
    charges = match.lines.charges
    found: list[tuple[Change, frozenset[int]]] = []
    setting: dict[tuple[str, int], Change] = {}
    among = [
        i for i in match.everything if isinstance(charges[i], Charge) and not charges[i].stated
    ]
    recurring = dict.fromkeys([i for i in among if charges[i].cadence != "once"])
    for change in terms.changes:
        members = match.members(change, dict.fromkeys(among) if change.changes_once else recurring)
        found.append((change, frozenset(members)))
        for i in members if change.sets else ():
            first = setting.setdefault((change.sets, i), change)
            if first is not change:
                match.faults.append(set_twice(change.sets, match.lines.entries[i], first, change))
    return tuple(found)


def _discounts(
    match: Match, priced: Collection[int], terms: Terms, billing: Billing
) -> tuple[tuple[Discount, tuple[int, ...]], ...]:
    charges = match.lines.charges
    if not match.lines.plain:
        priced = dict.fromkeys([i for i in priced if not charges[i].stated])
    ahead = [
        (rule.discount, members)
        for rule, members in billing
        if isinstance(rule, Prepaid) and rule.percent_off
    ]
    return (*[(rule, match.members(rule, priced)) for rule in terms.discounts], *ahead)


def _taxes(match: Match, priced: Collection[int], terms: Terms) -> Treated:
    """Find the one tax of each line: the line's own, that of a rule, or the default."""
    lines, faults = match.lines, match.faults
    treated: list[tuple[Tax, tuple[int, ...]]] = []
    if not lines.plain:
        own = [(i, lines.charges[i].tax) for i in priced]
        treated = [(tax, (i,)) for i, tax in own if tax is not None]
    defaults: list[int] = []
    for rule in terms.taxes:
        if isinstance(rule, Tax):
            if rule.on is None:
                defaults.append(len(treated))
                treated.append((rule, ()))
            else:
                treated.append((rule, match.members(rule, priced)))
    if not treated:
        return ()
    taxes: dict[int, Tax] = {}
    for tax, members in treated:
        for i in members:
            if i in taxes:
                faults.append(twice("tax", lines.entries[i], taxes[i], tax))
            taxes[i] = tax
    rest = [i for i in priced if i not in taxes]
    if len(defaults) > 1:
        faults.append(ambiguous([treated[place][0] for place in defaults]))
    if defaults:
        treated[defaults[0]] = (treated[defaults[0]][0], tuple(rest))
    else:
        faults.extend([uncovered(lines.entries[i]) for i in rest])
    return tuple(treated)


def _percentages(
    lines: Collected, markups: dict[int, CostRule], faults: list[Exception]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Find what each percentage rests on, and an order in which they can be priced."""
    rests: dict[int, tuple[int, ...]] = {}
    for i, charge in enumerate(lines.charges):
        if isinstance(charge, PercentOf):
            try:
                rests[i] = _rests_on(charge, lines.entries, markups)
            except Exception as error:  # noqa: BLE001  (a predicate may raise whatever it likes)
                faults.append(broken(charge, charge.of, error))
                continue
            if not rests[i]:
                faults.append(unmatched(charge, charge.of, lines))
    order: list[int] = []
    while len(order) < len(rests):
        left = [i for i in rests if i not in order]
        ready = [i for i in left if not any(j in left for j in rests[i])]
        if not ready:
            faults.append(cycle([lines.entries[i] for i in left]))
            break
        order.extend(ready)
    return tuple((i, rests[i]) for i in order)


def _rests_on(
    charge: PercentOf, entries: Sequence[Entry], markups: Mapping[int, CostRule]
) -> tuple[int, ...]:
    """Find what a percentage rests on: costs for a cost, and else what has a price."""
    return tuple(
        i
        for i, other in enumerate(entries)
        if other.charge.cost == charge.cost or (i in markups and not charge.cost)
        if not isinstance(other.charge, PercentOf) or by_name(charge.of, other)
        if selects(charge.of, other)
    )
