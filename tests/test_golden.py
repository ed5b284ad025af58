"""Explanations and documents say what they said when somebody last read them.

To keep what they say now: ``CSPRICING_GOLDEN=write pytest tests/test_golden.py`` (see
`golden`), read the difference, and commit it.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from cspricing.messages import LANGUAGES, Language
from golden import golden
from shapes import SHAPES

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "small_business.py"


def output(language: Language, capsys: pytest.CaptureFixture[str]) -> str:
    """Run the example in this process, and give what it prints."""
    spec = importlib.util.spec_from_file_location("small_business", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main("--zh" if language == "zh" else "")
    return capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_small_business(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    """The example prints the quote and the explanation that were read."""
    printed = output(language, capsys)
    assert golden(f"small_business_{language}.txt", printed) == printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape(language: Language) -> None:
    """Quotes of every shape are explained in the words that were read."""
    told = [f"== {name}\n{quote.explain(language).rstrip()}\n" for name, quote in SHAPES.items()]
    printed = "\n".join(told)
    assert golden(f"shapes_{language}.txt", printed) == printed
