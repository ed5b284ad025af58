"""Documents made of a quote: they print its figures, and compute nothing."""

from __future__ import annotations

from .markdown import to_markdown

__all__ = ["to_markdown"]
