"""Numbers, texts and objects that lie about what they are, for the tests of hostile input."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum


class LyingStr(str):
    """A text that says what it is not."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("EUR")

    def __len__(self) -> int:
        return 1

    def __str__(self) -> str:
        return "another"

    __repr__ = __str__

    def isascii(self) -> bool:
        """Say that it is."""
        return True

    isprintable = isascii

    def strip(self, *_: object) -> str:
        """Say that something is there."""
        return "x"


class LyingDecimal(Decimal):
    """A decimal that adds up to what it likes."""

    __slots__ = ()

    def __mul__(self, other: object) -> Decimal:
        return Decimal(10**9)

    def is_finite(self) -> bool:
        """Say that it is."""
        return True


class Seats(int, Enum):
    """A whole number with a name, which is of a subclass too."""

    FEW = 3


class Pretender:
    """An object that says that it is of another class."""

    def __init__(self, pretended: type) -> None:
        self.pretended = pretended

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """Lie."""
        return self.pretended

    def __repr__(self) -> str:
        raise RuntimeError
