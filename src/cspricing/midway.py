"""Quotes midway between two others: some of what changed is as it was, the rest as it will be.

A midway quote is priced as any other. Its lines stand for those of the two quotes, and a rule
selects in it what it selects in its own quote: of a line that its quote has not, what the line
itself answers. So that there is a price midway, rules may select nothing there, the first one
that names a line has it, an amount off is capped, and what no tax covers is not taxed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias, cast

from attrs import AttrsInstance, evolve, fields

from .billing import BillingRule
from .charge import AnyCharge, Charge, PercentOf
from .discount import AmountOff
from .entry import Entry
from .identity import canonical
from .money import Currency, Price
from .pricing import price
from .selector import Named, Selector, by_name, selects
from .sliced import kinds, midway_slices
from .tariff import Flat
from .tax import Tax, Withholding
from .terms import Terms
from .totals import Totals
from .treatments import OutOfScope

Side: TypeAlias = Literal[0, 1]
"""Of the earlier quote, or of the later one."""

FIELDS: Final[Mapping[str, str]] = {
    "quantity": "volume",
    "slices": "volume",  # unless `sliced.kinds` knows better
    "carries_rounding": "volume",
    "counts_years": "volume",
    "looks_back": "volume",
    "tariff": "tariff",
    "percent": "tariff",
    "tax": "tax",
    "what": "charges",
    "name": "charges",
    "unit": "charges",
    "category": "charges",
    "cadence": "charges",
    "cost": "charges",
    "stated": "charges",
    "adjustments": "charges",
    "of": "charges",
    "base": "charges",
    # They tell how the others came about, and change no amount by themselves.
    "workings": "",
    "citations": "",
}
"""With which kind of change each field of a charge becomes that of the later quote."""

_MARK: Final = "\0"  # in no name that a document can show


class Stand:
    """A line of a midway quote, which stands for one before, one after, or both.

    Attributes:
        place: Its place among all of them.
        sides: The lines before and after that it stands for.
    """

    def __init__(self, place: int, before: Entry | None, after: Entry | None) -> None:
        self.place = place
        self.sides: tuple[Entry | None, Entry | None] = (before, after)

    def own(self, side: Side) -> Entry:
        """Give the line of one quote, or else that of the other."""
        found = self.sides[side] or self.sides[1 - side]
        return cast("Entry", found)  # it stands for one at least

    def is_percentage(self, side: Side) -> bool:
        """Whether it is a percentage of other lines."""
        return isinstance(self.own(side).charge, PercentOf)


class _Given:
    """The component of a midway quote that gives one line, as it is midway."""

    def __init__(self, place: int, name: str, charge: AnyCharge) -> None:
        self.place = place
        self.name = name
        self.charge = charge

    def charges(self) -> tuple[AnyCharge]:
        """Give the charge."""
        return (self.charge,)


class _Among:
    """A test of lines that selects some by their places."""

    def __init__(self, places: Iterable[int]) -> None:
        self.places = frozenset(places)

    def __call__(self, line: Entry) -> bool:
        """Answer for a line."""
        return cast("_Given", line.component).place in self.places


class Midway:
    """All quotes between two: which fields and rules are those of the later one is asked each time.

    Args:
        stands: A line for each of the two quotes' lines.
        before: The terms of the earlier quote.
        after: The terms of the later one.
        currency: That of both.
    """

    def __init__(
        self, stands: Sequence[Stand], before: Terms, after: Terms, currency: Currency
    ) -> None:
        self.stands: Sequence[Stand] = stands
        self.terms: tuple[Terms, Terms] = (before, after)
        self.currency: Currency = currency
        self._rules: dict[tuple[int, Side], Any] = {}

    def members(self, chosen: Selector, side: Side) -> frozenset[int]:
        """Give the places of the lines that a rule of one quote selects."""
        return frozenset(one.place for one in self.stands if _answers(chosen, one.own(side)))

    def rests(self, stand: Stand, side: Side) -> tuple[frozenset[int], frozenset[int]]:
        """Give the places of what a percentage of one quote rests on: lines, and percentages."""
        charge = cast("PercentOf", stand.own(side).charge)
        plain = {one.place for one in self.stands if not one.is_percentage(side)}
        named = {
            one.place
            for one in self.stands
            if one.sides[side] is not None and one.is_percentage(side)
            if by_name(charge.of, one.sides[side])
        }
        return self.members(charge.of, side) & plain, frozenset(named)

    @cached_property
    def _percentages(self) -> Mapping[tuple[int, Side], tuple[frozenset[int], frozenset[int]]]:
        sides: tuple[Side, Side] = (0, 1)
        return {
            (stand.place, side): self.rests(stand, side)
            for stand in self.stands
            for side in sides
            if stand.is_percentage(side)
        }

    @cached_property
    def _rested_on(self) -> frozenset[int]:
        """The percentages on which others rest: these select them by names of their own."""
        return frozenset(place for _, named in self._percentages.values() for place in named)

    def totals(self, lines: Sequence[tuple[Stand, frozenset[str]]], terms: Terms) -> Totals:
        """Price a midway quote.

        Args:
            lines: Its lines, each with the kinds of fields that are those of the later quote.
            terms: Its terms, of which `within` has made the rules.

        Raises:
            PricingErrors: If it has no price.
        """
        given = [self._given(stand, taken) for stand, taken in lines]
        if self._percentages:
            given += [_anchor(self.currency, cost=False), _anchor(self.currency, cost=True)]
        taxed = _taxed_once(terms, given)
        return price(given, taxed).totals

    def _given(self, stand: Stand, taken: frozenset[str]) -> _Given:
        """Give a line as it is midway."""
        side: Side = 1 if "charges" in taken or stand.sides[0] is None else 0
        name = stand.own(side).name
        if stand.place in self._rested_on:
            name = _own_name(stand)
        charge = _mixed(stand, taken)
        if isinstance(charge, PercentOf):
            lines, named = self._percentages[stand.place, side]
            of: list[Any] = [_Among([*lines, *_ANCHORS])]
            of += [_by_own_name(one) for one in self.stands if one.place in named]
            charge = evolve(charge, of=tuple(of))
        return _Given(stand.place, name, charge)

    def within(self, rules: Iterable[tuple[Any, Side]]) -> tuple[Any, ...]:
        """Give discounts, or changes over the term, as they stand in midway quotes."""
        return tuple(self._optional(rule, side) for rule, side in rules)

    def named_once(self, rules: Iterable[Any], side: Side) -> tuple[Any, ...]:
        """Give taxes, withholdings or markups, the first one that names a line alone having it."""
        kept: list[Any] = []
        taken: set[int] = set()
        defaults = 0
        for rule in rules:
            one = self._optional(rule, side)
            if isinstance(rule, Withholding):  # it takes no line from others
                kept.append(one)
            elif rule.on is None:
                kept += [] if defaults else [one]
                defaults += 1
            else:
                kept.append(evolve(one, on=_Among(one.on.places - taken)))
                taken |= one.on.places
        return tuple(kept)

    def billed(
        self,
        rules: Iterable[BillingRule],
        side: Side,
        lines: Sequence[tuple[Stand, frozenset[str]]],
    ) -> tuple[BillingRule, ...]:
        """Give billing rules, each on the lines that it can bill midway and no other does."""
        charges = {stand.place: _mixed(stand, taken) for stand, taken in lines}
        kept: list[BillingRule] = []
        billed: set[int] = set()
        for rule in sorted(rules, key=lambda rule: rule.on is None):
            places = frozenset(charges) if rule.on is None else self.members(rule.on, side)
            able = {
                place
                for place in places - billed
                if isinstance(charge := charges.get(place), Charge)
                if rule.bills(charge.cadence)
                if not (charge.stated or charge.slices or charge.adjustments)
            }
            kept.append(evolve(rule, on=_Among(able), optional=True))
            billed |= able
        return tuple(kept)

    def _optional(self, rule: Any, side: Side) -> Any:  # noqa: ANN401
        """Give a rule that may select nothing, and whose amount may exceed what there is."""
        known = self._rules.get((id(rule), side))  # the terms hold the rule itself
        if known is not None:
            return known
        more: dict[str, Any] = {"optional": True}
        if rule.on is not None:
            more["on"] = _Among(self.members(rule.on, side))
        if isinstance(rule, AmountOff) and not rule.carry:
            more["cap"] = True
        made = self._rules[id(rule), side] = evolve(rule, **more)
        return made

    def stated(self, rule: Any, side: Side) -> str:  # noqa: ANN401
        """Write a rule in one way: what it says but for the lines, and the lines it selects."""
        on = None if rule.on is None else sorted(self.members(rule.on, side))
        kind = cast("type[AttrsInstance]", rule.__class__)
        said = {f.name: getattr(rule, f.name) for f in fields(kind) if f.init}
        return canonical((kind, said | {"on": on}))


_ANCHORS: Final = (-1, -2)


def _anchor(currency: Currency, *, cost: bool) -> _Given:
    """Give a line of nothing, so that a percentage has something to rest on."""
    nothing = Flat(Price(0, currency))
    charge = Charge("nothing", 1, "piece", nothing, "expense", cost=cost)
    return _Given(_ANCHORS[cost], "nothing", charge)


def _own_name(stand: Stand) -> str:
    """Give a name that no other line has, and that sorts as that of the line."""
    return f"{stand.own(0).name}{_MARK}{stand.place}"


def _by_own_name(stand: Stand) -> Named:
    """Select a line by a name that nobody could give."""
    found = Named("own")
    object.__setattr__(found, "name", _own_name(stand))
    return found


def _mixed(stand: Stand, taken: frozenset[str]) -> AnyCharge:
    """Give a charge of which some fields are those of the later quote."""
    before, after = stand.sides
    if before is None or after is None:
        return stand.own(0).charge
    of = {**FIELDS, **kinds(before.charge, after.charge)}
    changed = {
        f.name: getattr(after.charge, f.name)
        for f in fields(type(before.charge))
        if f.init and of[f.name] in taken
    }
    if "slices" in changed and "tariff" not in taken:
        sliced = cast("tuple[Charge, Charge]", (before.charge, after.charge))
        changed["slices"] = midway_slices(*sliced)
    return evolve(before.charge, **changed) if changed else before.charge


def _taxed_once(terms: Terms, given: Sequence[_Given]) -> Terms:
    """Keep tax rules off lines that bring their own tax, and cover what none covers."""
    own = {one.place for one in given if one.charge.tax is not None}
    taxes = [rule for rule in terms.taxes if isinstance(rule, Tax)]
    if not (own or taxes):
        return terms
    kept: list[Any] = []
    for rule in terms.taxes:
        if isinstance(rule, Tax) and rule.on is not None:
            places = cast("_Among", rule.on).places
            kept.append(evolve(rule, on=_Among(places - own)) if places & own else rule)
        else:
            kept.append(rule)
    if all(rule.on is not None for rule in taxes):
        kept.append(OutOfScope())
    return evolve(terms, taxes=kept)


def _answers(chosen: Selector, entry: Entry) -> bool:
    """Whether a rule selects a line, which may be of another quote than it was made for."""
    try:
        return selects(chosen, entry)
    except Exception:  # noqa: BLE001  (a predicate may raise whatever it likes)
        return False
