"""Which line of one quote is which line of another: by name, then by class and likeness.

Where a thing stands among others never matters: what is to be paired is put in an order of its
own first, so that a quote with its components in another order is paired in the same way.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Final, TypeAlias, TypeVar

from .entry import Entry
from .identity import canonical

_T = TypeVar("_T")


class Offered:
    """A component of a quote with all that it charges.

    Attributes:
        entries: Its charges, in an order that depends on what they are alone.
        name: Its name, or else that of its class.
        kind: Its class.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: list[Entry] = sorted(entries, key=written)
        self.name: str = self.entries[0].name
        self.kind: type[object] = type(self.entries[0].component)
        self.written: str = canonical((self.kind, self.name, [one.charge for one in self.entries]))

    def alike(self, *fields: str) -> tuple[str, ...]:
        """Give what its charges have in some fields."""
        return tuple(_fields(one, *fields) for one in self.entries)


OfferedPair: TypeAlias = tuple[Offered | None, Offered | None]
"""A component before and after; None for what is gone, or new."""
EntryPair: TypeAlias = tuple[Entry | None, Entry | None]
"""A line before and after; None for what is gone, or new."""


def paired(
    before: Sequence[_T],
    after: Sequence[_T],
    likenesses: Sequence[Callable[[_T], Hashable]],
    order: Callable[[_T], str],
) -> list[tuple[_T | None, _T | None]]:
    """Pair those before with those after that are alike, in the strictest sense first.

    Args:
        before: Those of the earlier quote.
        after: Those of the later one.
        likenesses: What two must have in common, from the strictest sense to the loosest.
        order: How to sort those that are alike in a sense, so that no other order matters.

    >>> paired("cab", "bd", [str], str)
    [('a', None), ('b', 'b'), ('c', None), (None, 'd')]
    """
    left, right = sorted(before, key=order), sorted(after, key=order)
    partner: dict[int, int] = {}
    free = list(range(len(right)))
    for likeness in likenesses:
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for place in free:
            waiting[likeness(right[place])].append(place)
        for place, one in enumerate(left):
            if place not in partner and (same := waiting[likeness(one)]):
                partner[place] = same.popleft()
        taken = set(partner.values())
        free = [place for place in free if place not in taken]
    pairs: list[tuple[_T | None, _T | None]] = [
        (one, right[partner[place]] if place in partner else None) for place, one in enumerate(left)
    ]
    return pairs + [(None, right[place]) for place in free]


def paired_components(
    before: Iterable[Entry], after: Iterable[Entry]
) -> list[tuple[Offered | None, Offered | None]]:
    """Pair the components of two quotes.

    Those of one name belong together; among several of one name, those that are most alike.
    Those of different names belong together if they are of one class and charge alike: all but
    the name is the same, or all but name and quantity.
    """
    return paired(_components(before), _components(after), _COMPONENTS, lambda one: one.written)


def paired_charges(
    before: Offered | None, after: Offered | None
) -> list[tuple[Entry | None, Entry | None]]:
    """Pair what two components charge; a percentage of other lines is like its kind alone."""
    return paired(
        before.entries if before else (), after.entries if after else (), _CHARGES, written
    )


def written(entry: Entry) -> str:
    """Write what a line is in one way, to sort by."""
    return canonical((entry.name, entry.category, entry.what, entry.charge))


def _components(entries: Iterable[Entry]) -> list[Offered]:
    """Gather entries by component; one that stands in a quote twice is one here."""
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        found.setdefault(id(entry.component), []).append(entry)
    return [Offered(one) for one in found.values()]


def _fields(entry: Entry, *names: str) -> str:
    """Give what a charge has in some fields, and whether it has a tariff."""
    charge: Any = entry.charge
    kind = type(entry.charge)
    return canonical((kind, [getattr(charge, name, None) for name in names]))


_SAME: Final = ("unit", "category", "cadence", "cost", "of", "base")
_COMPONENTS: Final[Sequence[Callable[[Offered], Hashable]]] = (
    lambda one: one.written,
    lambda one: (one.name, one.kind, one.alike("what", "tariff", "percent", *_SAME)),
    lambda one: (one.name, one.kind, one.alike("what", "quantity", *_SAME)),
    lambda one: (one.name, one.kind, one.alike("what", *_SAME)),
    lambda one: (one.name, one.kind, one.alike("what")),
    lambda one: (one.name, one.kind),
    lambda one: one.name,
    lambda one: (one.kind, one.alike("quantity", "tariff", "percent", *_SAME)),
    lambda one: (one.kind, one.alike("tariff", "percent", *_SAME)),
)


_CHARGES: Final[Sequence[Callable[[Entry], Hashable]]] = (
    written,
    lambda one: _fields(one, "what", "tariff", "percent", *_SAME),
    lambda one: _fields(one, "what", "quantity", *_SAME),
    lambda one: _fields(one, "what", *_SAME),
    lambda one: _fields(one, "what"),
    lambda one: _fields(one, "quantity", "tariff", "percent", *_SAME),
    lambda one: _fields(one, "tariff", "percent", *_SAME),
)
