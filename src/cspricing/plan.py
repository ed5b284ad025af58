"""What applies to which line: everything about a pricing that does not depend on an amount.

Rules are matched here once, and mistakes are told here: a rule that selects nothing, a line
that no tax covers, or that two do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from attrs import frozen

from .charge import Charge, PercentOf
from .discount import Discount, Spread
from .entry import Entry
from .errors import PricingError, RuleError
from .exact import nowhere
from .markup import CostRule
from .selector import Named, Selector, described, members_of, selects
from .tax import Tax, Withholding
from .terms import Terms


@frozen(kw_only=True, eq=False, slots=False)
class Plan:
    """Who selects whom, for the lines of one invoice.

    Attributes:
        entries: The lines.
        numbers: Their numbers in the quote, from 1.
        fractions: Of its period, for which each is due.
        discounts: Each rule with the positions of its lines, in the stated order.
        taxes: Each distinct tax with the positions of its lines, by rate.
        withheld: Each withholding with the positions of its lines.
        markups: The rule that prices a cost, by position.
        percentages: The lines that are percentages, in the order in which they can be priced,
            with the positions of the lines that each rests on.
    """

    entries: tuple[Entry, ...]
    numbers: tuple[int, ...]
    fractions: tuple[tuple[int, int], ...]
    discounts: tuple[tuple[Discount, tuple[int, ...]], ...]
    taxes: tuple[tuple[Tax, tuple[int, ...]], ...]
    withheld: tuple[tuple[Withholding, tuple[int, ...]], ...]
    markups: dict[int, CostRule]
    percentages: tuple[tuple[int, tuple[int, ...]], ...]

    @cached_property
    def ranks(self) -> list[int]:
        """The order of lines that breaks ties between equal amounts.

        It looks at what a line is, never at where it stands, except between lines alike in
        everything. A discount of nothing does not count: adding it must change nothing.
        """
        groups = {i: number for number, (_, members) in enumerate(self.taxes) for i in members}
        rules = [set(members) for rule, members in self.discounts if not nowhere(rule.size != 0)]

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
                membership,
            )

        order = sorted(range(len(self.entries)), key=key)
        ranks = [0] * len(order)
        for rank, position in enumerate(order):
            ranks[position] = rank
        return ranks

    def spread(self, members: Sequence[int]) -> Spread:
        """Make what allocates an amount to *members*: by tax group, then by line."""
        places = {position: place for place, position in enumerate(members)}
        found = [[places[i] for i in group if i in places] for _, group in self.taxes]
        buckets = [bucket for bucket in found if bucket] or [list(range(len(members)))]
        return Spread(buckets, lambda: [self.ranks[i] for i in members])

    def restricted(self, due: dict[int, tuple[int, int]]) -> Plan:
        """Give the plan of an invoice on which only the lines *due* stand, each for a fraction."""
        percentages = [
            (position, kept)
            for position, members in self.percentages
            if (kept := tuple(i for i in members if i in due or self._rests_on_due(i, due)))
        ]
        present = {**due, **{position: (1, 1) for position, _ in percentages}}
        stay = [i for i in range(len(self.entries)) if i in present]
        new = {old: position for position, old in enumerate(stay)}

        def moved(members: Sequence[int]) -> tuple[int, ...]:
            return tuple(new[i] for i in members if i in new)

        return Plan(
            entries=tuple(self.entries[i] for i in stay),
            numbers=tuple(self.numbers[i] for i in stay),
            fractions=tuple(present[i] for i in stay),
            discounts=tuple((rule, moved(members)) for rule, members in self.discounts),
            taxes=tuple((tax, moved(m)) for tax, m in self.taxes if moved(m)),
            withheld=tuple((rule, moved(members)) for rule, members in self.withheld),
            markups={new[i]: rule for i, rule in self.markups.items() if i in new},
            percentages=tuple((new[i], moved(members)) for i, members in percentages),
        )

    def _rests_on_due(self, position: int, due: dict[int, tuple[int, int]]) -> bool:
        for percentage, members in self.percentages:
            if percentage == position:
                return any(i in due or self._rests_on_due(i, due) for i in members)
        return False


def plan(entries: Sequence[Entry], terms: Terms, faults: list[Exception]) -> Plan:
    """Match rules with lines; what is wrong goes to *faults*."""
    priced, markups = _markups(entries, terms, faults)
    return Plan(
        entries=tuple(entries),
        numbers=tuple(range(1, len(entries) + 1)),
        fractions=((1, 1),) * len(entries),
        discounts=_discounts(entries, priced, terms, faults),
        taxes=_taxes(entries, priced, terms, faults),
        withheld=tuple(
            (rule, _members(rule, entries, priced, faults))
            for rule in terms.taxes
            if isinstance(rule, Withholding)
        ),
        markups=markups,
        percentages=_percentages(entries, markups, faults),
    )


def _members(
    rule: Any,  # noqa: ANN401
    entries: Sequence[Entry],
    among: Sequence[int],
    faults: list[Exception],
) -> tuple[int, ...]:
    """Give the positions that a rule selects, or the fault that it selects none."""
    chosen = rule.on
    if chosen is None:
        members = tuple(among)
    elif chosen.__class__ is str:
        members = tuple([i for i in among if entries[i].category == chosen])
    else:
        members = tuple([i for i in among if selects(chosen, entries[i])])
    if not members and not (chosen is None or getattr(rule, "optional", False)):
        faults.append(_unmatched(rule, chosen, entries))
    return members


def _markups(
    entries: Sequence[Entry], terms: Terms, faults: list[Exception]
) -> tuple[Sequence[int], dict[int, CostRule]]:
    """Find the rule that prices each cost, and the lines that have a price."""
    costs = [i for i, entry in enumerate(entries) if entry.charge.cost]
    if not (costs or terms.markups):
        return range(len(entries)), {}
    found: dict[int, CostRule] = {}
    for rule in sorted(terms.markups, key=lambda rule: rule.on is None):
        for i in _members(rule, entries, costs, faults):
            if i not in found:
                found[i] = rule
            elif rule.on is not None or found[i].on is None:
                faults.append(_twice("markup", entries[i], found[i], rule))
    return [i for i, entry in enumerate(entries) if not entry.charge.cost or i in found], found


def _discounts(
    entries: Sequence[Entry], priced: Sequence[int], terms: Terms, faults: list[Exception]
) -> tuple[tuple[Discount, tuple[int, ...]], ...]:
    if not terms.discounts:
        return ()
    open_ = [i for i in priced if not getattr(entries[i].charge, "stated", False)]
    return tuple((rule, _members(rule, entries, open_, faults)) for rule in terms.discounts)


def _taxes(
    entries: Sequence[Entry], priced: Sequence[int], terms: Terms, faults: list[Exception]
) -> tuple[tuple[Tax, tuple[int, ...]], ...]:
    """Find the one tax of each line; equal taxes are one group, in the order of their rates."""
    treatment: list[Tax | None] = [entry.charge.tax for entry in entries]
    for rule in terms.taxes:
        if isinstance(rule, Tax) and rule.on is not None:
            for i in _members(rule, entries, priced, faults):
                if treatment[i] is not None:
                    faults.append(_twice("tax", entries[i], treatment[i], rule))
                treatment[i] = rule
    defaults = [rule for rule in terms.taxes if isinstance(rule, Tax) and rule.on is None]
    if len(defaults) > 1:
        faults.append(
            RuleError.of(
                "tax.defaults",
                f"{len(defaults)} taxes name no lines; say on= in all but one, or stack them",
                field="taxes",
            )
        )
    default = defaults[0] if defaults else None
    if default is None and not any(treatment):
        return ()
    groups: dict[int, list[int]] = {}
    for i in priced:
        tax = treatment[i] or default
        if tax is None:
            faults.append(_uncovered(entries[i]))
        else:
            groups.setdefault(id(tax), []).append(i)
    return _grouped(groups, [tax for tax in (*treatment, default) if tax is not None])


def _grouped(
    groups: dict[int, list[int]], taxes: list[Tax]
) -> tuple[tuple[Tax, tuple[int, ...]], ...]:
    merged: dict[tuple[Any, ...], tuple[Tax, list[int]]] = {}
    for tax in {id(tax): tax for tax in taxes}.values():
        if id(tax) in groups:
            merged.setdefault(tax.key, (tax, []))[1].extend(groups[id(tax)])
    return tuple(
        (tax, tuple(sorted(members)))
        for tax, members in sorted(merged.values(), key=lambda group: _tax_order(group[0]))
    )


def _tax_order(tax: Tax) -> tuple[Any, ...]:
    return (-tax.percent, tax.key)


def _percentages(
    entries: Sequence[Entry], markups: dict[int, CostRule], faults: list[Exception]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Find what each percentage rests on, and an order in which they can be priced."""
    rests: dict[int, tuple[int, ...]] = {}
    for i, entry in enumerate(entries):
        charge = entry.charge
        if isinstance(charge, PercentOf):
            members = [
                j
                for j, other in enumerate(entries)
                if other.charge.cost == charge.cost or (j in markups and not charge.cost)
                if not isinstance(other.charge, PercentOf) or _by_name(charge.of, other)
                if selects(charge.of, other)
            ]
            rests[i] = tuple(members)
            if not members:
                faults.append(_unmatched(charge, charge.of, entries))
    order: list[int] = []
    while len(order) < len(rests):
        left = [i for i in rests if i not in order]
        ready = [i for i in left if not any(j in left for j in rests[i])]
        if not ready:
            faults.append(_cycle([entries[i] for i in left]))
            break
        order.extend(ready)
    return tuple((i, rests[i]) for i in order)


def _by_name(chosen: Selector, entry: Entry) -> bool:
    if any(_by_name(one, entry) for one in members_of(chosen)):
        return True
    return isinstance(chosen, Named) and chosen.name == entry.name


def _unmatched(rule: Any, chosen: Selector, entries: Sequence[Entry]) -> PricingError:  # noqa: ANN401
    known = ", ".join(sorted({entry.category for entry in entries}))
    return RuleError.of(
        "rule.unmatched",
        f"{type(rule).__name__} on {described(chosen)!r} selects no line; "
        f"the categories here are {known or 'none'}; mend it, or say optional=True",
        field="on",
        value=rule,
    )


def _twice(kind: str, entry: Entry, first: object, second: object) -> PricingError:
    error = RuleError.of(
        f"{kind}.twice",
        f"{entry.what!r} is named by {first!r} and by {second!r}; name it in one {kind} only",
        field="on",
        value=(first, second),
    )
    error.component = entry.name
    return error


def _uncovered(entry: Entry) -> PricingError:
    error = RuleError.of(
        "tax.uncovered",
        f"no tax covers {entry.what!r} in category {entry.category!r}; name it, or add a tax "
        "without on=",
        field="taxes",
        value=entry,
    )
    error.component = entry.name
    return error


def _cycle(entries: Sequence[Entry]) -> PricingError:
    names = ", ".join(entry.name for entry in entries)
    return RuleError.of(
        "percent_of.cycle",
        f"each of {names} rests on another of them; break the circle",
        field="of",
    )
