"""Covering intervals with spans of them: a bound from below, and a cover that is near it.

Plain whole numbers: which intervals a span works in is a row of offsets from its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from math import ceil, gcd, lcm
from operator import itemgetter
from typing import Final

from attrs import frozen

_CUTS: Final = 8


@frozen
class Span:
    """One way to work: the intervals, as offsets from its beginning, and what it costs."""

    offsets: tuple[int, ...]
    cost: Fraction

    @property
    def length(self) -> int:
        """How many intervals lie between its ends."""
        return self.offsets[-1] + 1


@frozen
class Placed:
    """People who all work the span of this number, from the same interval on."""

    span: int
    start: int
    people: int


@frozen
class Covering:
    """A row of needs, interval by interval, and the spans that may cover them."""

    needs: tuple[int, ...]
    spans: tuple[Span, ...]
    cyclic: bool

    def worked(self, span: int, start: int) -> list[int]:
        """Give the intervals in which a span works that begins at *start*."""
        return [(start + offset) % len(self.needs) for offset in self.spans[span].offsets]

    def starts(self, span: int) -> range:
        """Give where a span may begin: so that it ends in time, or anywhere in a cycle."""
        several = len(self.needs)
        return range(several if self.cyclic else several - self.spans[span].length + 1)

    def covering(self, interval: int) -> Iterator[tuple[int, int]]:
        """Give each span and start that works in an interval."""
        for span, way in enumerate(self.spans):
            starts = self.starts(span)
            for offset in way.offsets:
                start = interval - offset
                if self.cyclic:
                    yield span, start % len(self.needs)
                elif start in starts:
                    yield span, start

    def present(self, placed: Sequence[Placed]) -> list[int]:
        """Count who works in each interval."""
        found = [0] * len(self.needs)
        for one in placed:
            for interval in self.worked(one.span, one.start):
                found[interval] += one.people
        return found

    def cost(self, placed: Sequence[Placed]) -> Fraction:
        """Add up what it costs."""
        return sum((one.people * self.spans[one.span].cost for one in placed), Fraction(0))

    @property
    def unit(self) -> Fraction:
        """The largest amount of which every cost is a whole multiple."""
        scale = lcm(*(span.cost.denominator for span in self.spans))
        return Fraction(gcd(*(int(span.cost * scale) for span in self.spans)), scale)

    @property
    def least_cost(self) -> Fraction:
        """A cost below which no cover is, the larger of two.

        All need, at the lowest cost of an interval; and the need of intervals so far apart that
        no span works in two of them, at the lowest cost of a span. For spans of one length
        without breaks, in a row that is no cycle, the second is the cost of the best cover
        itself: intervals in which a span works are consecutive, so that the matrix is totally
        unimodular and the linear programme has a whole dual (Hoffman and Kruskal 1956).
        """
        per_interval = min(span.cost / len(span.offsets) for span in self.spans)
        per_span = min(span.cost for span in self.spans)
        apart = max(span.length for span in self.spans)
        bound = max(sum(self.needs) * per_interval, self._most_apart(apart) * per_span)
        return ceil(bound / self.unit) * self.unit

    def _most_apart(self, apart: int) -> int:
        """Give the largest need of intervals that lie at least so far apart."""
        if not self.cyclic:
            return _heaviest(self.needs, apart)
        several = len(self.needs)
        found = _heaviest(self.needs[apart - 1 :], apart)
        for first in range(min(apart - 1, several)):
            others = self.needs[first + apart : several + first - apart + 1]
            found = max(found, self.needs[first] + _heaviest(others, apart))
        return found

    def cover(self) -> tuple[Placed, ...]:
        """Give a cover that is good, by the first need that is open, again and again.

        For spans of one length without breaks, in a row that is no cycle, it is the best.
        A cycle is begun at the intervals with the smallest needs, whichever turns out best.
        """
        order = sorted(range(len(self.needs)), key=self.needs.__getitem__) if self.cyclic else [0]
        covers = [self._spared(self._from(begin)) for begin in islice(order, _CUTS)]
        return min(covers, key=self.cost)

    def _from(self, begin: int) -> list[Placed]:
        left = list(self.needs)
        placed: list[Placed] = []
        for interval in (*range(begin, len(left)), *range(begin)):
            while left[interval]:
                span, start = self._best(left, interval, begin)
                worked = [each for each in self.worked(span, start) if left[each]]
                people = min(left[each] for each in worked)
                for each in worked:
                    left[each] -= people
                placed.append(Placed(span, start, people))
        return placed

    def _best(self, left: list[int], interval: int, begin: int) -> tuple[int, int]:
        """Give the span that meets the most needs for its cost; of equals the latest."""
        several = len(left)
        rated = (
            (
                sum(1 for each in self.worked(span, start) if left[each]) / self.spans[span].cost,
                (start - begin) % several,
                (span, start),
            )
            for span, start in self.covering(interval)
        )
        return max(rated)[2]

    def _spared(self, placed: list[Placed]) -> tuple[Placed, ...]:
        """Leave out those without whom all needs are met, the dearest first."""
        spare = [there - need for there, need in zip(self.present(placed), self.needs, strict=True)]
        kept: list[Placed] = []
        for one in sorted(placed, key=lambda one: (-self.spans[one.span].cost, one.start)):
            worked = self.worked(one.span, one.start)
            idle = min(one.people, *(spare[each] for each in worked))
            for each in worked:
                spare[each] -= idle
            if one.people > idle:
                kept.append(Placed(one.span, one.start, one.people - idle))
        return merged(kept)


def merged(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Count people of the same span and start together, in the order of their starts."""
    found: dict[tuple[int, int], int] = {}
    for one in placed:
        found[one.start, one.span] = found.get((one.start, one.span), 0) + one.people
    return tuple(
        Placed(span, start, people)
        for (start, span), people in sorted(found.items(), key=itemgetter(0))
    )


def _heaviest(weights: Sequence[int], apart: int) -> int:
    """Give the largest sum of weights whose places lie at least so far apart."""
    best = [0] * apart
    for weight in weights:
        best.append(max(best[-1], weight + best[-apart]))
    return best[-1]
