"""The way from one quote to another: which moves there are, and the quotes between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest
from typing import Any, Final, Literal

from attrs import evolve

from .entry import Entry
from .exchange import FxRates
from .identity import canonical
from .midway import FIELDS, Midway, Side, Stand
from .money import Currency
from .moves import KINDS, Cause, Kind, Move, Token, at_most
from .pairing import OfferedPair, paired_charges, paired_components
from .sliced import ALONG, due_of, kinds
from .terms import Terms
from .totals import Totals

_OF_LINES: Final = ("volume", "tariff", "charges")


class Stages:
    """What changed from one quote to another, stage by stage, and the quotes between them.

    Args:
        before: The lines of the earlier quote.
        after: Those of the later one.
        terms: The terms of both.
        currency: That of both.
    """

    def __init__(
        self,
        before: Sequence[Entry],
        after: Sequence[Entry],
        terms: tuple[Terms, Terms],
        currency: Currency,
    ) -> None:
        self.terms: tuple[Terms, Terms] = terms
        self.currency: Currency = currency
        self.pairs: list[tuple[OfferedPair, list[Stand]]] = []
        stands: list[Stand] = []
        for pair in paired_components(before, after):
            more = [
                Stand(place, *lines)
                for place, lines in enumerate(paired_charges(*pair), len(stands))
            ]
            stands += more
            self.pairs.append((pair, more))
        self.stands: list[Stand] = stands
        self.midway: Midway = Midway(stands, *terms, currency)

    def moves(self) -> Iterator[Sequence[Move]]:
        """Give the moves of each stage, in the order in which they are taken."""
        yield self._of_terms("term")
        yield at_most([*self._unpaired("removed", 0)])
        yield at_most([*self._unpaired("added", 1)])
        for kind in ("volume", "tariff", "charges"):
            yield at_most([*self._changed(kind)])
        yield self._rules("changes", "changes")
        yield self._rules("markup", "markups")
        yield self._discounts()
        yield self._rules("tax", "taxes", [*self._changed("tax")])
        yield self._of_terms("payment")
        yield self._of_terms("rounding")

    def price(self, taken: frozenset[Token]) -> Totals:
        """Price the quote in which so much is taken over."""
        midway = self.midway
        lines: list[tuple[Stand, frozenset[str]]] = []
        for stand in self.stands:
            place, (before, after) = stand.place, stand.sides
            if ("added", place) in taken if before is None else ("removed", place) not in taken:
                kinds = {kind for kind in _OF_LINES if (kind, place) in taken}
                if ("tax", -1) in taken:
                    kinds.add("tax")
                lines.append((stand, frozenset(kinds) if after is not None else frozenset()))
        side: dict[str, Side] = {kind: 1 for kind, place in taken if place == -1}
        changes: dict[str, Any] = {
            name: getattr(self.terms[side.get(kind, 0)], name)
            for name, kind in KINDS.items()
            if kind in {"term", "payment", "rounding"}
        }
        # A term of one month that nobody stated would refuse what is due quarterly.
        changes["months"] = _stated(self.terms[side.get("term", 0)], "months")
        changes["currency"] = self.currency
        over = side.get("term", 0)
        changes["billing"] = midway.billed(self.terms[over].billing, over, lines)
        # What is paid when changes no total, and may not fit midway.
        changes["deposit"] = changes["retention"] = None
        changes["rates"] = self._rates(over)
        changes["discounts"] = self._discounts_of(taken)
        for kind, name in (("markup", "markups"), ("tax", "taxes")):
            changes[name] = self._named_once(name, side.get(kind, 0))
        over = side.get("changes", 0)
        changes["changes"] = midway.within([(one, over) for one in self.terms[over].changes])
        return midway.totals(lines, evolve(self.terms[0], **changes))

    def _rates(self, side: Side) -> FxRates | None:
        """Give the rates of one quote, and those of currencies that only the other one has."""
        own, other = self.terms[side].rates, self.terms[1 - side].rates
        return other if own is None else own if other is None else own.filled(other)

    def _of_terms(self, kind: Kind) -> Sequence[Move]:
        """Give the move that takes over the plain fields of the terms of one kind."""
        before, after = self.terms
        causes = [
            Cause(kind=kind, field=name, before=old, after=new)
            for name, of in KINDS.items()
            if of == kind
            for old, new in [(_stated(before, name), _stated(after, name))]
            if _differ(old, new)
        ]
        return [Move(frozenset({(kind, -1)}), tuple(causes))] if causes else []

    def _unpaired(self, kind: Literal["removed", "added"], side: Side) -> Iterator[Move]:
        """Give a move for each component, or charge of one, that only one quote has."""
        for pair, stands in self.pairs:
            whole = pair[1 - side] is None
            gone = [stand for stand in stands if stand.sides[1 - side] is None]
            for some in [gone] if whole else [[stand] for stand in gone]:
                line = some[0].own(side)
                field = "component" if whole else "charge"
                name: dict[str, Any] = {("before", "after")[side]: line.name}
                cause = Cause(kind=kind, field=field, line=line, **name)
                yield Move(frozenset((kind, one.place) for one in some), (cause,))

    def _changed(self, kind: Kind) -> Iterator[Move]:
        """Give a move for each line of both quotes of which fields of one kind changed."""
        for stand in self.stands:
            before, after = stand.sides
            if before is None or after is None:
                continue
            kinds_of = {**FIELDS, **kinds(before.charge, after.charge)}
            causes = [
                Cause(kind=kind, field=name, line=after, before=old, after=new)
                for name, of in kinds_of.items()
                if of == kind and hasattr(before.charge, name)
                for old, new in [(getattr(before.charge, name), getattr(after.charge, name))]
                if self._differs(stand, name, old, new)
            ]
            if before.name != after.name and kind == "charges":
                named = Cause(kind=kind, field="name", line=after)
                causes = [one for one in causes if one.field != "name"]
                causes.append(evolve(named, before=before.name, after=after.name))
            if causes:
                yield Move(frozenset({(kind, stand.place)}), tuple(_told(causes, kind)))

    def _differs(self, stand: Stand, name: str, old: object, new: object) -> bool:
        if name == "of":  # it is the lines that count, not how they are called
            return self.midway.rests(stand, 0) != self.midway.rests(stand, 1)
        if name == "slices":  # how they were arrived at changes no amount
            old, new = (due_of(one.charge) for one in stand.sides if one is not None)
        return _differ(old, new)

    def _rules(self, kind: Kind, name: str, own: Sequence[Move] = ()) -> Sequence[Move]:
        """Give the move that takes over all markups, or all taxes, at once.

        One by one there would be lines midway that two of them name, or none.
        """
        said = [
            {self.midway.stated(rule, side): rule for rule in getattr(terms, name)}
            for side, terms in self._sides
        ]
        gone = [rule for text, rule in said[0].items() if text not in said[1]]
        come = [rule for text, rule in said[1].items() if text not in said[0]]
        causes = [
            Cause(kind=kind, field=name, before=old, after=new)
            for old, new in zip_longest(gone, come)
        ]
        causes += [cause for move in own for cause in move.causes]
        return [Move(frozenset({(kind, -1)}), tuple(causes))] if causes else []

    @property
    def _sides(self) -> tuple[tuple[Side, Terms], tuple[Side, Terms]]:
        return (0, self.terms[0]), (1, self.terms[1])

    @cached_property
    def _slots(self) -> list[tuple[Any, Any]]:
        """Discounts before and after, side by side, in an order that keeps that of both."""
        said = [
            [self.midway.stated(rule, side) for rule in terms.discounts]
            for side, terms in self._sides
        ]
        before, after = (terms.discounts for terms in self.terms)
        matched = SequenceMatcher(None, said[0], said[1], autojunk=False).get_opcodes()
        return [
            pair
            for _, first, last, start, end in matched
            for pair in zip_longest(before[first:last], after[start:end])
        ]

    def _discounts(self) -> Sequence[Move]:
        """Give a move for each discount that changed, in their order."""
        return [
            Move(frozenset({("discount", place)}), (cause,))
            for place, (old, new) in enumerate(self._slots)
            if old is None
            or new is None
            or self.midway.stated(old, 0) != self.midway.stated(new, 1)
            for cause in [Cause(kind="discount", field="discounts", before=old, after=new)]
        ]

    def _discounts_of(self, taken: frozenset[Token]) -> tuple[Any, ...]:
        sides: list[Side] = [1 if ("discount", i) in taken else 0 for i in range(len(self._slots))]
        rules: list[tuple[Any, Side]] = [
            (pair[side], side) for pair, side in zip(self._slots, sides, strict=True)
        ]
        return self.midway.within([(rule, side) for rule, side in rules if rule is not None])

    def _named_once(self, name: str, side: Side) -> tuple[Any, ...]:
        return self.midway.named_once(getattr(self.terms[side], name), side)


def _stated(terms: Terms, name: str) -> Any:  # noqa: ANN401
    """Give a field of terms; of a term that nobody stated, the one month that it is."""
    value = getattr(terms, name)
    return 1 if name == "months" and value is None and terms.until is None else value


def _told(causes: Sequence[Cause], kind: Kind) -> Sequence[Cause]:
    """Leave out what other causes say: of slices how they are counted, or their prices."""
    named = {cause.field for cause in causes}
    said: set[str] = set(ALONG) if "slices" in named else set()
    if kind == "tariff" and "tariff" in named:
        said.add("slices")
    return [cause for cause in causes if cause.field not in said]


def _differ(old: object, new: object) -> bool:
    return canonical(old) != canonical(new)
