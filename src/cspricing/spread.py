"""How an amount off a quote is spread over its lines, so that no total depends on their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Any

from .exact import apportion


class Spread:
    """Allocates an amount to lines: first to their tax groups, then to the lines in each.

    So the base of each tax is within a minor unit of its exact share, and no total depends on
    the order of the lines.

    Args:
        groups: Of each tax, by rate, the positions of its lines.
        listed: The list amounts of all lines, which a later discount may be taken of.
        ranks: Gives the order of all lines that breaks ties which amounts leave.

    Attributes:
        members: The positions of the lines, group after group, as amounts are given and taken.
    """

    __slots__ = ("_groups", "_listed", "_ranks", "members")

    def __init__(
        self,
        groups: Sequence[Sequence[int]],
        listed: Sequence[Any],
        ranks: Callable[[], list[int]],
    ) -> None:
        self.members: list[int] = list(chain.from_iterable(groups))
        self._groups = groups
        self._listed = listed
        self._ranks = ranks

    def __call__(
        self,
        amount: Any,  # noqa: ANN401
        weights: Sequence[Any],
        left: Sequence[Any],
        sign: Any,  # noqa: ANN401
    ) -> list[Any]:
        """Split *amount* in proportion to *weights*; what is *left* of each breaks ties.

        All are magnitudes, of charges (*sign* 1) or of credits (-1).
        """
        own = self._cut(weights)
        rest = own if left is weights else self._cut(left)
        sums = list(map(sum, own))
        parts = [amount]
        if len(own) > 1:
            exact = [amount * total for total in sums]
            parts = apportion(amount, exact, sum(sums), lambda: (sums, list(map(sum, rest))))
        found: list[Any] = []
        for group, part, total, of, most in zip(self._groups, parts, sums, own, rest, strict=True):
            exact = [part * weight for weight in of]
            ties = partial(self._ties, group, of, most, sign)
            found += apportion(part, exact, total, ties, partial(self._ranked, group))
        return found

    def _ties(
        self,
        group: Sequence[int],
        weights: Sequence[Any],
        left: Sequence[Any],
        sign: Any,  # noqa: ANN401
    ) -> Sequence[Sequence[Any]]:
        return weights, left, [sign * self._listed[i] for i in group]

    def _cut(self, values: Sequence[Any]) -> list[Sequence[Any]]:
        """Cut what stands group after group into the groups."""
        found: list[Sequence[Any]] = []
        start = 0
        for group in self._groups:
            end = start + len(group)
            found.append(values[start:end])
            start = end
        return found

    def _ranked(self, group: Sequence[int]) -> list[int]:
        ranks = self._ranks()
        return [ranks[position] for position in group]
