"""What made one quote dearer than another: parts that sum to the difference, to the minor unit."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import frozen

from .messages import Language
from .money import Currency, Money, same_currency
from .moves import Changed, Kind, Part, SumName, percent_of, sum_of, walked
from .pricing import Priced
from .stages import Stages
from .terms import Terms
from .totals import Totals


@frozen(eq=False, repr=False, kw_only=True)
class Difference(Changed):
    """How one quote differs from an earlier one.

    Attributes:
        before: The totals of the earlier quote.
        after: Those of the later one.
        parts: What made the difference, in the order in which changes are taken over; their
            sums are those of the difference.
        terms: The terms of both.
    """

    before: Totals
    after: Totals
    parts: tuple[Part, ...]
    terms: tuple[Terms, Terms]

    @property
    def currency(self) -> Currency:
        """What all its amounts are of."""
        return self.before.currency

    @property
    def change(self) -> Totals:  # type: ignore[override]
        """What is more after than before, or less."""
        return self.after + self.before * -1

    @property
    def percent(self) -> Fraction | None:
        """By how many percent the total changed, exactly; None if it was nothing before."""
        return self.percent_of("total")

    def percent_of(self, of: SumName) -> Fraction | None:
        """Give by how many percent of itself a sum changed, exactly.

        Args:
            of: Which sum: ``subtotal``, ``net``, ``tax``, ``total`` or ``payable``.

        Raises:
            TermsError: If it is another word (``sums``).
        """
        return percent_of(self.before, self.after, of)

    def by_kind(self, of: SumName = "total") -> dict[Kind, Money]:
        """Give the change of a sum by what the parts are about."""
        return self._by(lambda part: part.kind, of)

    def by_component(self, of: SumName = "total") -> dict[str, Money]:
        """Give the change of a sum by component; under an empty name, that of the terms."""
        return self._by(lambda part: part.component, of)

    def _by(self, key: Callable[[Part], Any], of: SumName) -> dict[Any, Money]:
        found: dict[Any, Money] = {}
        for part in self.parts:
            nothing = Money.of_minor(0, self.currency)
            found[key(part)] = found.get(key(part), nothing) + sum_of(part.change, of)
        return found

    def explain(self, language: Language = "en") -> str:
        """Lay the parts out as a table, the largest first, down to the minor unit.

        Args:
            language: ``en`` or ``zh``.
        """
        from .difference_rows import told  # noqa: PLC0415  on first use

        return told((self.before, self.after), self.parts, self.terms, language)

    def to_dict(self) -> dict[str, Any]:
        """Give all figures as plain data: texts, whole numbers, lists and dicts."""
        from .difference_rows import recorded  # noqa: PLC0415  on first use

        return recorded((self.before, self.after), self.parts, self.terms)

    def __str__(self) -> str:
        return self.explain()

    def __repr__(self) -> str:
        return f"<Difference of {self.total} in {len(self.parts)} parts>"


def difference(
    before: Priced, after: Priced, before_terms: Terms, after_terms: Terms
) -> Difference:
    """Find what made the difference between two priced quotes.

    Raises:
        CurrencyMismatchError: If they are of two currencies (``currency.mixed``).
    """
    same_currency(before.currency, after.currency, "compare quotes in")
    terms = (before_terms, after_terms)
    stages = Stages(before.entries, after.entries, terms, before.currency)
    found = walked(stages.moves(), stages.price, before.totals, after.totals)
    parts = [Part(causes, change) for causes, change in found]
    return Difference(
        before=before.totals,
        after=after.totals,
        parts=tuple(part for part in parts if not _is_nothing(part)),
        terms=terms,
    )


def _is_nothing(part: Part) -> bool:
    """Whether a part changes no amount and says nothing new, as where a source was added."""
    if part.change != part.change * 0:
        return False
    try:
        return all(cause.before == cause.after for cause in part.causes)
    except Exception:  # noqa: BLE001  (a component or predicate may fail when it is compared)
        return False
