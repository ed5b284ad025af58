"""Tests of lines that are values: what a rule may be `on`."""

from __future__ import annotations

from typing import Any

from attrs import frozen


@frozen
class OfCategory:
    """A test of lines that asks for their category."""

    category: str

    def __call__(self, line: Any) -> bool:  # noqa: ANN401
        """Answer for a line."""
        return bool(line.category == self.category)


@frozen
class Every:
    """A test of lines that asks how often they are due."""

    cadence: str | None

    def __call__(self, line: Any) -> bool:  # noqa: ANN401
        """Answer for a line."""
        return bool(line.cadence == self.cadence)


@frozen
class OfUnit:
    """A test of lines that asks what they count."""

    unit: str

    def __call__(self, line: Any) -> bool:  # noqa: ANN401
        """Answer for a line."""
        return bool(getattr(line.charge, "unit", "") == self.unit)
