"""Rows while they are written: what every part of an explanation adds to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .discount import Discount
from .explanation import Row, amount
from .messages import Language, message
from .money import Money
from .provenance import Citation
from .titles import discount_title, lines_named, listed


class Telling:
    """Rows while they are written, in one language.

    Args:
        language: Of its words.
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.rows: list[Row] = []
        self.sources: list[Citation] = []

    def say(self, key: str, **values: object) -> str:
        """Give a message in the language."""
        return message(key, self.language, **values)

    def lines(self, numbers: Iterable[int]) -> str:
        """Name lines by their numbers."""
        return lines_named(numbers, self.language)

    def add(self, row: Row) -> int:
        """Append a row, and give its place."""
        self.rows.append(row)
        return len(self.rows) - 1

    def heading(self, level: int, text: str) -> None:
        """Append a row of words alone."""
        self.add(Row(level, text))

    def sum(self, level: int, label: str, total: Money, of: Sequence[tuple[int, int]]) -> int:
        """Append a row whose result is the sum of other results."""
        return self.add(Row(level, label, "", amount(total), "sum", of))

    def discount(self, position: int, rule: Discount) -> str:
        """Name a discount, with the sources of its figures."""
        number = self.say("discount", number=position + 1)
        label = self.say("named", name=number, what=discount_title(rule, self.language))
        return self.cited(label, rule.citations)

    def cited(self, label: str, citations: Iterable[Citation]) -> str:
        """Mark a label with the sources of what it says."""
        return " ".join([label, *self.marks(citations)])

    def marks(self, citations: Iterable[Citation]) -> list[str]:
        """Number sources; those that nobody has verified stand together, by how far to trust."""
        trusted: list[str] = []
        doubtful: dict[str, set[int]] = {}
        for citation in citations:
            number = self._number(citation)
            if citation.source.unverified:
                doubtful.setdefault(citation.source.confidence, set()).add(number)
            else:
                trusted.append(f"[{number}]")
        told = [
            f"[{listed(numbers, self.language)}] {self.say(how)}"
            for how, numbers in doubtful.items()
        ]
        return [*trusted, *told]

    def cite(self, citation: Citation) -> str:
        """Number a source, and mark it if nobody has verified it."""
        (mark,) = self.marks([citation])
        return mark

    def _number(self, citation: Citation) -> int:
        if citation not in self.sources:
            self.sources.append(citation)
        return self.sources.index(citation) + 1
