"""What changes from one quote to another, and what each move of taking it over does.

Steps are taken in a fixed order of stages. Each prices the quote midway; what it makes dearer is
what the totals of two neighbours differ by, so that all of them add up to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from .entry import Entry
from .errors import PricingError, TermsError, shown
from .fields import is_one_of
from .money import Money
from .totals import Totals

Kind: TypeAlias = Literal[
    "term",
    "removed",
    "added",
    "volume",
    "tariff",
    "charges",
    "changes",
    "markup",
    "discount",
    "tax",
    "payment",
    "rounding",
    "rest",
]
"""What a change is about, in the order in which changes are taken over.

``volume`` is a quantity, ``tariff`` what it costs or a percentage of other lines, ``charges``
anything else about a line, ``changes`` what becomes of lines over the term, ``payment`` what is
stated besides: prepaid, or rounded. ``rest`` is what no other change explains: only where
something answers differently each time it is asked.
"""

KINDS: Final[Mapping[str, Kind | None]] = {
    "months": "term",
    "start": "term",
    "until": "term",
    "billing_day": "term",
    "in_arrears": "term",
    "proration": "term",
    "due_days": "term",
    "billing": "term",
    "rates": "term",
    "changes": "changes",
    "markups": "markup",
    "discounts": "discount",
    "taxes": "tax",
    "prepaid": "payment",
    "rounding_amount": "payment",
    "rounding": "rounding",
    # They change no amount that is compared; and two quotes that are compared are of one currency.
    "currency": None,
    "purchases": None,
    "floors": None,
    "approvals": None,
    "deposit": None,
    "retention": None,
    "late_payment": None,
    "default_interest": None,
    "valid_from": None,
    "valid_until": None,
    "version": None,
    "parent": None,
}
"""The kind of change that each field of terms belongs to."""

MOST_MOVES: Final = 100
"""Of a stage with more changes, those of a component, of a category, or all are one move."""

Token: TypeAlias = tuple[str, int]
"""What is taken over: a kind, and the place of the line or rule, or -1 for all."""


@frozen(kw_only=True, eq=False)
class Cause:
    """One thing that changed.

    Attributes:
        kind: What it is about.
        field: The field that changed: of the charge, or of the terms; ``component`` or ``charge``
            for what is removed or added.
        line: The charge and the component that it is about, as it is after, or None.
        before: What it was, or None.
        after: What it is, or None.
    """

    kind: Kind
    field: str
    line: Entry | None = None
    before: Any = None
    after: Any = None


SumName: TypeAlias = Literal["subtotal", "net", "tax", "total", "payable"]
"""Which sum of a quote is compared."""

_SUMS: Final = ("subtotal", "net", "tax", "total", "payable")


class Changed:
    """Gives the sums of a ``change``, each of which may be below 0."""

    __slots__ = ()

    change: Totals

    @property
    def subtotal(self) -> Money:
        """Of list prices."""
        return self.change.subtotal

    @property
    def net(self) -> Money:
        """Of the net amount."""
        return self.change.net

    @property
    def tax(self) -> Money:
        """Of all taxes."""
        return self.change.tax

    @property
    def total(self) -> Money:
        """Of net plus tax."""
        return self.change.total

    @property
    def payable(self) -> Money:
        """Of what is payable."""
        return self.change.payable


@frozen(eq=False, repr=False)
class Part(Changed):
    """What one change does to the amounts of a quote.

    Attributes:
        causes: What changed; several if it is one thing to a reader, or has a price together
            only.
        change: What that does to each sum.
    """

    causes: tuple[Cause, ...]
    change: Totals

    @property
    def kind(self) -> Kind:
        """What it is about, such as ``volume``."""
        return self.causes[0].kind

    @property
    def component(self) -> str:
        """The name of the component that it is about; empty for the terms."""
        line = self.causes[0].line
        return "" if line is None else line.name

    @property
    def what(self) -> str:
        """The charge that it is about, or the field of the terms."""
        line = self.causes[0].line
        return self.causes[0].field if line is None else line.what

    def __repr__(self) -> str:
        return f"<Part {self.kind} {self.component or self.what}: {self.total}>"


def sum_of(totals: Totals, of: SumName) -> Money:
    """Give one sum of totals.

    Raises:
        TermsError: If there is no such sum (``sums``).
    """
    if not is_one_of(of, _SUMS):
        raise TermsError.of(
            "sums", f"{shown(of)} is none of {', '.join(_SUMS)}", field="of", value=of
        )
    amount: Money = getattr(totals, of)
    return amount


def percent_of(before: Totals, after: Totals, of: SumName) -> Fraction | None:
    """Give by how many percent of itself a sum changed, exactly; None if it was nothing.

    Raises:
        TermsError: If there is no such sum (``sums``).
    """
    was, is_now = sum_of(before, of).minor, sum_of(after, of).minor
    return Fraction(100 * (is_now - was), abs(was)) if was else None


@frozen(eq=False)
class Move:
    """What is taken over at once.

    Attributes:
        tokens: What it is.
        causes: The same for a reader.
    """

    tokens: frozenset[Token]
    causes: tuple[Cause, ...]


Found: TypeAlias = tuple[tuple[Cause, ...], Totals]
"""What changed, and what that did to the totals."""


def walked(
    stages: Iterable[Sequence[Move]],
    price: Callable[[frozenset[Token]], Totals],
    before: Totals,
    after: Totals,
) -> list[Found]:
    """Take over what changed, stage by stage, and give what each move did.

    A move after which the quote has no price, such as a volume that the old tariff has no price
    for, waits, and is tried again at the end of each stage. Those that wait in the end have a
    price together only, and are one.

    Args:
        stages: The moves of each stage, in their order.
        price: Prices a midway quote by what is taken over.
        before: The totals of the earlier quote.
        after: Those of the later one.
    """
    at, taken = before, frozenset[Token]()
    found: list[Found] = []
    waiting: list[Move] = []
    for stage in stages:
        tried, waiting = [*stage, *waiting], []
        for move in tried:
            try:
                totals = price(taken | move.tokens)
            except PricingError:
                waiting.append(move)
                continue
            found.append((move.causes, totals + at * -1))
            at, taken = totals, taken | move.tokens
    if waiting:
        found.append((tuple(cause for move in waiting for cause in move.causes), after + at * -1))
    elif at != after:
        found.append(((Cause(kind="rest", field=""),), after + at * -1))
    return found


def at_most(moves: Sequence[Move], most: int = MOST_MOVES) -> Sequence[Move]:
    """Put moves together by component, by category, or all, until there are at most so many."""
    for key in (_by_component, _by_category, _all):
        if len(moves) <= most:
            break
        groups: dict[str, list[Move]] = {}
        for move in moves:
            groups.setdefault(key(move), []).append(move)
        moves = [
            Move(
                frozenset(token for move in some for token in move.tokens),
                tuple(cause for move in some for cause in move.causes),
            )
            for some in groups.values()
        ]
    return moves


def _by_component(move: Move) -> str:
    line = move.causes[0].line
    return "" if line is None else line.name


def _by_category(move: Move) -> str:
    line = move.causes[0].line
    return "" if line is None else line.category


def _all(move: Move) -> str:
    return move.causes[0].kind
